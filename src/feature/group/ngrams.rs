//! Stems and pairs of stems of the whole sentence, negated ones marked.

use super::{Emitter, Sequence, Sink};
use crate::feature::sink::Part;

pub fn extract<S: Sink>(sequence: &Sequence<'_>, out: &mut Emitter<'_, S>) {
    out.ngrams("", &sequence.units, 1..=2, Part::Polar);
}
