//! Each polar word by side of the target, by how many other entities stand between, and by which entity is
//! nearest to it.

use super::{Emitter, Sequence, Sink, side};
use crate::feature::sink::Part;

pub fn extract<S: Sink>(sequence: &Sequence<'_>, out: &mut Emitter<'_, S>) {
    let Some(target) = sequence.target() else { return };
    let units = &sequence.units;
    let entities: Vec<usize> = (0..units.len()).filter(|&at| units[at].is_entity()).collect();
    for (at, unit) in units.iter().enumerate() {
        if unit.valence == 0.0 {
            continue;
        }
        let sign = Part::Number(unit.sign().into());
        let side = Part::Text(side(at, Some(target)));
        let between =
            entities.iter().filter(|&&e| e != target && e > at.min(target) && e < at.max(target)).count();
        let between = Part::Number(between.min(2).cast_signed() as i64);
        let nearest = entities.iter().copied().min_by_key(|&e| (e.abs_diff(at), e > at)) == Some(target);
        let nearest = Part::Number(nearest.into());
        let clauses = Part::Number(i64::from(unit.clause.abs_diff(units[target].clause).min(2)));
        // "TARGET attacks NAME" or "NAME attacks TARGET": does another entity stand on the word's far side?
        let far = entities
            .iter()
            .any(|&e| e != target && e.abs_diff(at) <= 4 && if at > target { e > at } else { e < at });
        let far = Part::Number(far.into());
        out.add(&[Part::Text("between"), side, between, sign]);
        out.add(&[Part::Text("nearest"), nearest, side, sign]);
        out.add(&[Part::Text("clauses"), side, between, clauses, sign]);
        out.add(&[Part::Text("quoted"), side, between, Part::Number(unit.quoted.into()), sign]);
        out.add(&[Part::Text("word"), nearest, side, sign, Part::Stem(unit)]);
        out.add(&[Part::Text("far side"), side, far, between, sign]);
        out.add(&[Part::Text("far word"), side, far, Part::Stem(unit)]);
    }
}
