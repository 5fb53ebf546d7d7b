//! Do the rows of a class stand at the top when sorted by its probability? Precision–recall curve and average
//! precision.

use serde::Serialize;

use crate::metric::rows::Scored;

/// What a threshold on the score of a class gives.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct CurvePoint {
    /// Rows with at least this score are taken.
    pub threshold: f64,
    /// Hits among the rows taken / rows taken.
    pub precision: f64,
    /// Hits among the rows taken / all hits.
    pub recall: f64,
}

/// The precision–recall curve: one point for each score that occurs, the highest first, so that recall rises to
/// 1. Empty when there is no hit, since recall is then undefined.
pub fn precision_recall(scored: &[Scored]) -> Vec<CurvePoint> {
    let all_hits = scored.iter().filter(|row| row.hit).count();
    if all_hits == 0 {
        return Vec::new();
    }
    let mut rows = scored.to_vec();
    rows.sort_unstable_by(|a, b| b.score.total_cmp(&a.score));
    let (mut taken, mut hits) = (0, 0);
    rows.chunk_by(|a, b| a.score == b.score)
        .map(|tied| {
            taken += tied.len();
            hits += tied.iter().filter(|row| row.hit).count();
            CurvePoint {
                threshold: tied[0].score,
                precision: hits as f64 / taken as f64,
                recall: hits as f64 / all_hits as f64,
            }
        })
        .collect()
}

/// Average precision, in `[0, 1]`: `Σ_n (R_n − R_{n−1}) P_n`, without interpolation. `None` for an empty curve.
pub fn average_precision(curve: &[CurvePoint]) -> Option<f64> {
    if curve.is_empty() {
        return None;
    }
    let mut recall = 0.0;
    let sum = curve.iter().map(|point| {
        let step = point.recall - recall;
        recall = point.recall;
        step * point.precision
    });
    Some(sum.sum())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::metric::Forecasts;
    use crate::metric::reference::{Reference, close};

    /// `precision_recall_curve` (which starts at the lowest threshold) and `average_precision_score` of
    /// scikit-learn.
    #[test]
    fn curves_are_those_of_scikit_learn() {
        let (gold, probabilities) = Reference::rows();
        let forecasts = Forecasts::new(&gold, &probabilities).unwrap();
        for (class, case) in Reference::at(&["ranking"]).items().into_iter().enumerate() {
            let curve = precision_recall(&forecasts.one_against_rest(class));
            let thresholds = case.list("threshold");
            assert_eq!(curve.len(), thresholds.len());
            for (i, point) in curve.iter().rev().enumerate() {
                close(Some(point.threshold), thresholds[i], 0.0, "threshold");
                close(Some(point.precision), case.list("precision")[i], 1e-12, "precision");
                close(Some(point.recall), case.list("recall")[i], 1e-12, "recall");
            }
            close(average_precision(&curve), case.number(&["average_precision"]), 1e-12, "average precision");
        }
    }

    #[test]
    fn a_class_without_rows_has_no_curve() {
        let curve = precision_recall(&[Scored { score: 0.4, hit: false }]);
        assert_eq!(average_precision(&curve), None);
    }

    proptest! {
        #[test]
        fn a_perfect_ranking_scores_one(hits in 1_u32..30, others in 0_u32..30) {
            let rows = (0..hits).map(|i| Scored { score: 0.6 + f64::from(i) / 100.0, hit: true });
            let rest = (0..others).map(|i| Scored { score: f64::from(i) / 100.0, hit: false });
            let value = average_precision(&precision_recall(&rows.chain(rest).collect::<Vec<_>>())).unwrap();
            prop_assert!((value - 1.0).abs() < 1e-12);
        }
    }
}
