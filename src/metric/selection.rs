//! What is gained by saying nothing when unsure? Risk against coverage, and the threshold for a wanted precision.
//!
//! A threshold chosen on some rows is too good on these rows: choose on validation rows, report on others.

use serde::Serialize;

use crate::label::CLASSES;
use crate::metric::interval::{Interval, wilson};
use crate::metric::rows::Scored;
use crate::metric::{Forecasts, ratio};

/// What happens when only rows with a confidence of at least `threshold` are answered.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Point {
    /// Smallest confidence that is answered.
    pub threshold: f64,
    /// Rows answered.
    pub answered: u64,
    /// Wrong ones among them.
    pub wrong: u64,
    /// `answered` / all rows.
    pub coverage: f64,
    /// `wrong / answered`.
    pub risk: f64,
}

/// The risk–coverage curve (Geifman and El-Yaniv 2017): one point for each confidence that occurs, the highest
/// first. A hit is a right row. Empty without rows.
pub fn risk_coverage(scored: &[Scored]) -> Vec<Point> {
    let mut rows = scored.to_vec();
    rows.sort_unstable_by(|a, b| b.score.total_cmp(&a.score));
    let (mut answered, mut wrong) = (0, 0);
    rows.chunk_by(|a, b| a.score == b.score)
        .map(|tied| {
            answered += tied.len() as u64;
            wrong += tied.iter().filter(|row| !row.hit).count() as u64;
            Point {
                threshold: tied[0].score,
                answered,
                wrong,
                coverage: answered as f64 / rows.len() as f64,
                risk: wrong as f64 / answered as f64,
            }
        })
        .collect()
}

/// Area under the risk–coverage curve, in `[0, 1]`, lower is better: the mean of the risks with 1, 2, … all rows
/// answered. Tied rows enter with their mean error, which is the expectation over their orders. `None` for an
/// empty curve.
pub fn area_under_risk_coverage(curve: &[Point]) -> Option<f64> {
    let (mut answered, mut wrong, mut sum) = (0_u64, 0.0, 0.0);
    for point in curve {
        let rate = ratio(point.wrong as f64 - wrong, point.answered.saturating_sub(answered) as f64)?;
        for n in answered + 1..=point.answered {
            wrong += rate;
            sum += wrong / n as f64;
        }
        // What rounding added up is dropped at every point.
        (answered, wrong) = (point.answered, point.wrong as f64);
    }
    ratio(sum, answered as f64)
}

/// A threshold that keeps a promise.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Threshold {
    /// The point of the curve.
    pub point: Point,
    /// Precision of the rows answered.
    pub precision: f64,
    /// Its Wilson interval, whose lower end is at least what was wanted.
    pub interval: Interval,
}

/// The lowest threshold, thus the largest coverage, whose precision is at least `wanted` even at the lower end
/// of its Wilson interval (two-sided at `level`). `None` when no threshold is.
pub fn threshold_for_precision(curve: &[Point], wanted: f64, level: f64) -> Option<Threshold> {
    curve.iter().rev().find_map(|&point| {
        let interval = wilson(point.answered - point.wrong.min(point.answered), point.answered, level)?;
        (interval.low >= wanted).then_some(Threshold { point, precision: 1.0 - point.risk, interval })
    })
}

/// Share of the gold rows of each class that are answered with a confidence of at least `threshold`; undefined
/// for a class without gold rows.
pub fn coverage_by_class(forecasts: &Forecasts, threshold: f64) -> [Option<f64>; CLASSES] {
    let mut answered = [0.0; CLASSES];
    let mut rows = [0.0; CLASSES];
    for ((gold, _), top) in forecasts.rows().zip(forecasts.top_label()) {
        rows[gold] += 1.0;
        if top.score >= threshold {
            answered[gold] += 1.0;
        }
    }
    std::array::from_fn(|class| ratio(answered[class], rows[class]))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::metric::reference::{Reference, close};

    /// Wanted precision, threshold, rows answered, wrong ones.
    type Row = (f64, Option<f64>, Option<u64>, Option<u64>);

    /// Curve and area by numpy (the area over 4,000 random orders of tied rows), thresholds with the Wilson
    /// interval of statsmodels.
    #[test]
    fn curve_area_and_thresholds_are_the_reference() {
        let (gold, probabilities) = Reference::rows();
        let curve = risk_coverage(&Forecasts::new(&gold, &probabilities).unwrap().top_label());
        let case = Reference::at(&["selection"]);
        let ours: Vec<_> = curve.iter().map(|p| (p.threshold, p.answered, p.wrong)).collect();
        assert_eq!(ours, case.parse::<Vec<(f64, u64, u64)>>("curve"));
        close(area_under_risk_coverage(&curve), case.number(&["aurc"]), 3e-4, "area");
        for (wanted, threshold, answered, wrong) in case.parse::<Vec<Row>>("thresholds") {
            let point = threshold_for_precision(&curve, wanted, 0.95).map(|found| found.point);
            assert_eq!(point.map(|p| p.threshold), threshold, "precision {wanted}");
            assert_eq!(point.map(|p| p.answered), answered);
            assert_eq!(point.map(|p| p.wrong), wrong);
        }
    }

    #[test]
    fn coverage_is_by_gold_class() {
        let probabilities = [[0.9, 0.1, 0.0], [0.5, 0.3, 0.2], [0.1, 0.2, 0.7]];
        let forecasts = Forecasts::new(&[0, 0, 2], &probabilities).unwrap();
        assert_eq!(coverage_by_class(&forecasts, 0.6), [Some(0.5), None, Some(1.0)]);
    }

    #[test]
    fn nothing_to_select_from() {
        assert!(risk_coverage(&[]).is_empty());
        assert_eq!(area_under_risk_coverage(&[]), None);
        assert_eq!(threshold_for_precision(&[], 0.0, 0.95), None);
    }

    proptest! {
        #[test]
        fn the_curve_ends_at_all_rows(rows in prop::collection::vec((0_u32..10, any::<bool>()), 1..60)) {
            let rows: Vec<Scored> =
                rows.into_iter().map(|(s, hit)| Scored { score: f64::from(s) / 10.0, hit }).collect();
            let curve = risk_coverage(&rows);
            let last = curve[curve.len() - 1];
            prop_assert_eq!(last.coverage, 1.0);
            prop_assert_eq!(last.wrong, rows.iter().filter(|row| !row.hit).count() as u64);
            prop_assert!(curve.windows(2).all(|w| w[0].threshold > w[1].threshold && w[0].answered < w[1].answered));
            prop_assert!((-1e-12..=1.0 + 1e-12).contains(&area_under_risk_coverage(&curve).unwrap()));
            let reversed: Vec<Scored> = rows.into_iter().rev().collect();
            prop_assert_eq!(risk_coverage(&reversed), curve);
        }
    }
}
