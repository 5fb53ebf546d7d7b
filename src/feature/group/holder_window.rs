//! What is said close to the holder: 1–3-grams within five units on each side, and the words between holder
//! and target.

use super::{Emitter, Sequence, Sink, distance_bucket};
use crate::feature::sink::Part;

/// How many units on each side.
const REACH: usize = 5;

/// The words between holder and target count only up to this distance.
const LONGEST_BETWEEN: usize = 12;

pub fn extract<S: Sink>(sequence: &Sequence<'_>, out: &mut Emitter<'_, S>) {
    let units = &sequence.units;
    for &at in &sequence.holders {
        let end = units.len().min(at + 1 + REACH);
        out.ngrams("left", &units[at.saturating_sub(REACH)..at], 1..=2, Part::Polar);
        out.ngrams("right", &units[at + 1..end], 1..=3, Part::Polar);
    }
    let (Some(&holder), Some(target)) = (sequence.holders.first(), sequence.target()) else { return };
    let order = if holder < target { "before target" } else { "after target" };
    let (from, to) = (holder.min(target) + 1, holder.max(target));
    out.add(&[Part::Text(order), Part::Number(distance_bucket(to - from + 1))]);
    if to - from <= LONGEST_BETWEEN {
        out.ngrams(order, &units[from..to], 1..=3, Part::Polar);
        let content = units[from..to].iter().filter(|unit| unit.is_content());
        let content: Vec<_> = content.copied().collect();
        out.ngrams("between", &content, 1..=3, Part::Polar);
    }
}
