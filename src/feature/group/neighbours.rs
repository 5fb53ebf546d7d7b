//! The first content words on each side of the target: its verb where it is the subject, its governor where it
//! is the object.

use super::{Emitter, Sequence, Sink};
use crate::feature::sink::Part;

/// How many content words on each side.
const WORDS: usize = 3;
/// How far to look for them.
const REACH: usize = 10;

pub fn extract<S: Sink>(sequence: &Sequence<'_>, out: &mut Emitter<'_, S>) {
    let units = &sequence.units;
    for &at in &sequence.targets {
        let right: Vec<_> =
            units[at + 1..].iter().take(REACH).filter(|unit| unit.is_content()).take(WORDS).collect();
        let left: Vec<_> =
            units[..at].iter().rev().take(REACH).filter(|unit| unit.is_content()).take(WORDS).collect();
        for (side, words) in [("right", &right), ("left", &left)] {
            for (rank, unit) in words.iter().enumerate() {
                out.add(&[Part::Text(side), Part::Number(rank.cast_signed() as i64), Part::Polar(unit)]);
                out.add(&[Part::Text(side), Part::Polar(unit)]);
            }
            if let [first, second, ..] = words[..] {
                out.add(&[Part::Text(side), Part::Stem(first), Part::Stem(second)]);
            }
        }
        if let ([left, ..], [right, ..]) = (&left[..], &right[..]) {
            out.add(&[Part::Text("around"), Part::Stem(left), Part::Stem(right)]);
        }
    }
}
