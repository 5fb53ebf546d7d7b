//! Each polar word by side of the target, by how many other entities stand between, and by which entity is
//! nearest to it.

use super::{Emitter, Sequence, Sink, side};
use crate::feature::sequence::Unit;
use crate::feature::sink::Part;

/// How near another entity on a word's far side must be.
const FAR: usize = 4;

pub fn extract<S: Sink>(sequence: &Sequence<'_>, out: &mut Emitter<'_, S>) {
    let Some(target) = sequence.target() else { return };
    let units = &sequence.units;
    let entities: Vec<usize> = (0..units.len()).filter(|&at| units[at].is_entity()).collect();
    // How many entities stand before a position.
    let rank = |position: usize| entities.partition_point(|&entity| entity < position);
    for (at, unit) in units.iter().enumerate() {
        if unit.valence == 0.0 {
            continue;
        }
        let sign = Part::Number(unit.sign().into());
        let side = Part::Text(side(at, Some(target)));
        let (first, last) = (at.min(target), at.max(target));
        let between = rank(last) - rank(first + 1);
        let between = Part::Number(between.min(2).cast_signed() as i64);
        // A polar word is no entity: the entities around it are those of ranks one below and equal to its own.
        let (before, behind) = entities.split_at(rank(at));
        let around = before.last().into_iter().chain(behind.first());
        let nearest = around.copied().min_by_key(|entity| entity.abs_diff(at)) == Some(target);
        let nearest = Part::Number(nearest.into());
        let clauses = Part::Number(i64::from(unit.clause.abs_diff(units[target].clause).min(2)));
        // "TARGET attacks NAME" or "NAME attacks TARGET": does another entity stand on the word's far side?
        let far_side =
            if at > target { at + 1..units.len().min(at + 1 + FAR) } else { at.saturating_sub(FAR)..at };
        let far = units[far_side].iter().any(Unit::is_entity);
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
