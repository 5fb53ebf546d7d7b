//! Sums of valence by zone, as numbers: the columns of the one dense group.

use super::Sequence;
use crate::feature::sequence::Unit;

/// Three numbers for each of six zones, and two for each side of the target.
pub const COLUMNS: usize = 3 * ZONES + 4;
const ZONES: usize = 6;

/// The column of the whole sentence's compound valence.
pub const COMPOUND: usize = 2;

/// VADER's normalising constant: a sum s becomes s / sqrt(s² + 15).
const NORMALISER: f32 = 15.0;

/// How fast a polar word's weight falls with its distance from the target.
const DECAY: f32 = 0.3;

/// Names of the columns, for people.
pub fn column_name(column: usize) -> String {
    const ZONE: [&str; ZONES] = ["all", "left", "right", "clause", "near", "quoted"];
    const KIND: [&str; 3] = ["good", "bad", "compound"];
    const DECAYED: [&str; 4] = ["left good", "left bad", "right good", "right bad"];
    match column.checked_sub(3 * ZONES) {
        None => format!("polarity_sums: {} {}", ZONE[column / 3], KIND[column % 3]),
        Some(decayed) => format!("polarity_sums: decayed {}", DECAYED[decayed % 4]),
    }
}

/// The numbers of one sequence, before they are standardised.
pub fn values(sequence: &Sequence<'_>) -> [f32; COLUMNS] {
    let units = &sequence.units;
    let target = sequence.target();
    let clause = target.map(|at| units[at].clause);
    let mut out = [0.0; COLUMNS];
    let mut slot = 0;
    let mut zone = |within: &dyn Fn(usize, &Unit) -> bool| {
        let (good, bad) = sums(units, |at, unit| if within(at, unit) { 1.0 } else { 0.0 });
        let balance = good - bad;
        out[slot..slot + 3].copy_from_slice(&[
            good.sqrt(),
            bad.sqrt(),
            balance / (balance * balance + NORMALISER).sqrt(),
        ]);
        slot += 3;
    };
    zone(&|_, _| true);
    zone(&|at, _| target.is_some_and(|t| at < t));
    zone(&|at, _| target.is_some_and(|t| at > t));
    zone(&|_, unit| Some(unit.clause) == clause);
    zone(&|at, _| target.is_some_and(|t| at.abs_diff(t) <= 5));
    zone(&|_, unit| unit.quoted);
    if let Some(t) = target {
        let decay = |at: usize| 1.0 / (1.0 + DECAY * at.abs_diff(t) as f32);
        let left = sums(units, |at, _| if at < t { decay(at) } else { 0.0 });
        let right = sums(units, |at, _| if at > t { decay(at) } else { 0.0 });
        out[3 * ZONES..].copy_from_slice(&[left.0, left.1, right.0, right.1]);
    }
    out
}

/// Weighted sums of the good and of the bad valences, both as positive numbers.
fn sums(units: &[Unit], weight: impl Fn(usize, &Unit) -> f32) -> (f32, f32) {
    units.iter().enumerate().filter(|(_, u)| u.valence != 0.0).fold((0.0, 0.0), |(good, bad), (at, unit)| {
        let value = unit.valence * weight(at, unit);
        if value > 0.0 { (good + value, bad) } else { (good, bad - value) }
    })
}
