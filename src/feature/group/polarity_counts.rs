//! How many good and bad words stand where: overall, left and right of the target, in its clause, close to it,
//! inside and outside quotation marks, on each side of the holder.

use super::{Emitter, Sequence, Sink, distance_bucket};
use crate::feature::sequence::{Unit, sign};
use crate::feature::sink::Part;

pub fn extract<S: Sink>(sequence: &Sequence<'_>, out: &mut Emitter<'_, S>) {
    zone(sequence, "all", |_, _| true, out);
    zone(sequence, "quoted", |_, unit| unit.quoted, out);
    zone(sequence, "unquoted", |_, unit| !unit.quoted, out);
    if let Some(&holder) = sequence.holders.first() {
        zone(sequence, "before holder", |at, _| at < holder, out);
        zone(sequence, "after holder", |at, _| at > holder, out);
    }
    let Some(target) = sequence.target() else { return };
    let clause = sequence.units[target].clause;
    zone(sequence, "left", |at, _| at < target, out);
    zone(sequence, "right", |at, _| at > target, out);
    zone(sequence, "clause", |_, unit| unit.clause == clause, out);
    zone(sequence, "near", |at, _| at.abs_diff(target) <= 5, out);
    zone(sequence, "clause left", |at, unit| unit.clause == clause && at < target, out);
    zone(sequence, "clause right", |at, unit| unit.clause == clause && at > target, out);
    nearest(sequence, target, out);
}

/// Counts of good and bad words in a zone, capped, and their difference.
fn zone<S: Sink>(
    sequence: &Sequence<'_>,
    name: &str,
    within: impl Fn(usize, &Unit) -> bool,
    out: &mut Emitter<'_, S>,
) {
    let (mut good, mut bad) = (0_i64, 0_i64);
    for (at, unit) in sequence.units.iter().enumerate() {
        if unit.valence != 0.0 && within(at, unit) {
            if unit.valence > 0.0 { good += 1 } else { bad += 1 }
        }
    }
    out.add(&[Part::Text(name), Part::Text("good"), Part::Number(good.min(3))]);
    out.add(&[Part::Text(name), Part::Text("bad"), Part::Number(bad.min(3))]);
    out.add(&[Part::Text(name), Part::Text("balance"), Part::Number((good - bad).clamp(-3, 3))]);
}

/// The polar word nearest to the target, overall and on each side: how far, and its sign.
fn nearest<S: Sink>(sequence: &Sequence<'_>, target: usize, out: &mut Emitter<'_, S>) {
    let units = &sequence.units;
    let polar = |&at: &usize| units[at].valence != 0.0;
    let left = (0..target).rev().find(polar);
    let right = (target + 1..units.len()).find(polar);
    let describe = |at: usize| {
        [
            Part::Number(distance_bucket(at.abs_diff(target))),
            Part::Number(sign(2.0 * units[at].valence).into()),
        ]
    };
    for (side, found) in [("nearest left", left), ("nearest right", right)] {
        if let Some(at) = found {
            let [distance, sign] = describe(at);
            out.add(&[Part::Text(side), distance, sign]);
        }
    }
    if let Some(at) = [left, right].into_iter().flatten().min_by_key(|at| at.abs_diff(target)) {
        let [distance, sign] = describe(at);
        out.add(&[Part::Text("nearest"), Part::Number((at > target).into()), distance, sign]);
    }
}
