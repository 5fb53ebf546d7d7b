//! What is said close to the target: 1–3-grams within five units on each side.

use super::{Emitter, Sequence, Sink};
use crate::feature::sink::Part;

/// How many units on each side.
const REACH: usize = 5;

pub fn extract<S: Sink>(sequence: &Sequence<'_>, out: &mut Emitter<'_, S>) {
    let units = &sequence.units;
    for &at in &sequence.targets {
        let end = units.len().min(at + 1 + REACH);
        out.ngrams("left", &units[at.saturating_sub(REACH)..at], 1..=3, Part::Stem);
        out.ngrams("right", &units[at + 1..end], 1..=3, Part::Stem);
    }
}
