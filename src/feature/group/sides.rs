//! Which side of the target a stem stands on.

use super::{Emitter, Sequence, Sink, side};
use crate::feature::sequence::Role;
use crate::feature::sink::Part;

pub fn extract<S: Sink>(sequence: &Sequence<'_>, out: &mut Emitter<'_, S>) {
    for (position, unit) in sequence.units.iter().enumerate() {
        if unit.role != Role::Target {
            out.add(&[Part::Text(side(position, sequence.target())), Part::Polar(unit)]);
        }
    }
}
