//! The exact strings that touch the target: up to four units on each side, and frames around it.

use super::{Emitter, Sequence, Sink};
use crate::feature::sink::Part;

pub fn extract<S: Sink>(sequence: &Sequence<'_>, out: &mut Emitter<'_, S>) {
    let units = &sequence.units;
    for &at in &sequence.targets {
        for n in 1..=4 {
            if let Some(after) = units.get(at + 1..=at + n) {
                out.ngrams("after", after, n..=n, Part::Stem);
            }
            if n <= at {
                out.ngrams("before", &units[at - n..at], n..=n, Part::Stem);
            }
        }
        for before in 1..=at.min(2) {
            for after in 1..=2.min(units.len() - at - 1) {
                frame(&units[at - before..at], &units[at + 1..=at + after], out);
            }
        }
    }
}

/// One or two units before the target, the slot, one or two after it.
fn frame<S: Sink>(
    before: &[crate::feature::sequence::Unit],
    after: &[crate::feature::sequence::Unit],
    out: &mut Emitter<'_, S>,
) {
    let slot = [Part::Text("_")];
    let parts: Vec<Part<'_>> =
        before.iter().map(Part::Stem).chain(slot).chain(after.iter().map(Part::Stem)).collect();
    out.add(&parts);
}
