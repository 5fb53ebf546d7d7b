//! What is said in the target's own clause: its 1–3-grams.

use super::{Emitter, Sequence, Sink};
use crate::feature::sink::Part;

pub fn extract<S: Sink>(sequence: &Sequence<'_>, out: &mut Emitter<'_, S>) {
    let units = &sequence.units;
    let mut done = None;
    for &at in &sequence.targets {
        let clause = units[at].clause;
        if done == Some(clause) {
            continue;
        }
        done = Some(clause);
        // Clauses are numbered from left to right.
        let from = units.partition_point(|unit| unit.clause < clause);
        let length = units[from..].iter().take_while(|u| u.clause == clause).count();
        out.ngrams("", &units[from..from + length], 1..=3, Part::Stem);
    }
}
