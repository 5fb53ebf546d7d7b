//! Between which values does a figure lie? The Wilson interval of a share, and quantiles of draws.

use serde::Serialize;

use crate::metric::normal::normal_quantile;

/// The level of all intervals unless told otherwise.
pub const LEVEL: f64 = 0.95;

/// A closed interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Interval {
    /// Whether a value lies in the interval, ends included.
    pub fn contains(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }

    /// Upper end less lower end.
    pub fn width(&self) -> f64 {
        self.high - self.low
    }
}

/// Wilson's score interval of a share (Wilson 1927), two-sided at `level`:
/// `(p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n)`.
///
/// `None` without rows or when `level` is not between 0 and 1. Good for small numbers and for shares of 0 and 1, but it takes the rows as independent.
pub fn wilson(hits: u64, rows: u64, level: f64) -> Option<Interval> {
    if rows == 0 || level < 0.0 {
        return None;
    }
    let n = rows as f64;
    let p = hits.min(rows) as f64 / n;
    let z = normal_quantile(0.5 + level / 2.0)?;
    let shrink = 1.0 + z * z / n;
    let centre = (p + z * z / (2.0 * n)) / shrink;
    let half = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt() / shrink;
    // At 0 and `rows` hits the end is exactly 0 or 1; rounding must not leave a trace.
    let low = if hits == 0 { 0.0 } else { (centre - half).max(0.0) };
    let high = if hits >= rows { 1.0 } else { (centre + half).min(1.0) };
    Some(Interval { low, high })
}

/// The interval that leaves out the same share at both sides of the draws. `None` without draws.
/// Sorts the draws.
pub fn percentile(draws: &mut [f64], level: f64) -> Option<Interval> {
    draws.sort_unstable_by(f64::total_cmp);
    let tail = (1.0 - level) / 2.0;
    Some(Interval { low: quantile(draws, tail)?, high: quantile(draws, 1.0 - tail)? })
}

/// Quantile of sorted values by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996,
/// the default of R and numpy). `q` is cut to `[0, 1]`. `None` without values.
pub fn quantile(sorted: &[f64], q: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let place = q.clamp(0.0, 1.0) * last as f64;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 ≤ place ≤ last")]
    let below = place as usize;
    let above = (below + 1).min(last);
    Some(sorted[below] + (place - below as f64) * (sorted[above] - sorted[below]))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::metric::reference::{Reference, close};

    #[test]
    fn wilson_is_that_of_statsmodels() {
        for (hits, rows, level, low, high) in
            Reference::at(&["wilson"]).whole::<Vec<(u64, u64, f64, f64, f64)>>()
        {
            let ours = wilson(hits, rows, level);
            close(ours.map(|i| i.low), Some(low), 1e-12, &format!("{hits} of {rows}"));
            close(ours.map(|i| i.high), Some(high), 1e-12, &format!("{hits} of {rows}"));
        }
        assert_eq!((wilson(0, 0, LEVEL), wilson(1, 2, 1.0), wilson(1, 2, -0.5)), (None, None, None));
    }

    #[test]
    fn quantiles_are_those_of_numpy() {
        let case = Reference::at(&["quantiles"]);
        let mut values: Vec<f64> = case.parse("values");
        values.sort_by(f64::total_cmp);
        for [q, value] in case.parse::<Vec<[f64; 2]>>("q") {
            close(quantile(&values, q), Some(value), 1e-12, &format!("q = {q}"));
        }
        assert_eq!(quantile(&[], 0.5), None);
    }

    proptest! {
        #[test]
        fn wilson_holds_the_share(rows in 1_u64..5000, part in 0.0..=1.0_f64, level in 0.01..0.999_f64) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let hits = (rows as f64 * part) as u64;
            let interval = wilson(hits, rows, level).unwrap();
            prop_assert!(interval.contains(hits as f64 / rows as f64));
            prop_assert!(interval.low >= 0.0 && interval.high <= 1.0);
        }
    }
}
