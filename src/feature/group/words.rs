//! The plain bag of words without stemming: words and pairs of words as they stand, in lower case.

use super::{Emitter, Sequence, Sink};
use crate::feature::sink::Part;

pub fn extract<S: Sink>(sequence: &Sequence<'_>, out: &mut Emitter<'_, S>) {
    out.ngrams("", &sequence.units, 1..=2, Part::Form);
}
