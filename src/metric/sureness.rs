//! Is the confidence that is shown the share of right answers? Calibration error and Brier score of one yes-or-no
//! event a row ("the answer is right"), as sums that add up over documents, so that both get intervals.

use std::ops::AddAssign;

use super::calibration::BINS;
use super::rows::Scored;

/// Sums of the rows of a document, or of several.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Sureness {
    /// Rows.
    pub rows: u64,
    /// Sum of (confidence − hit)².
    squares: f64,
    /// For each bin of equal width: sum of hit − confidence.
    gaps: [f64; BINS],
}

impl Sureness {
    /// Adds a row.
    pub fn add(&mut self, row: Scored) {
        let miss = f64::from(u8::from(row.hit)) - row.score;
        self.rows += 1;
        self.squares += miss * miss;
        // A score on an edge belongs to the bin below, as in a reliability diagram.
        let bin = (1..BINS).take_while(|&edge| edge as f64 / (BINS as f64) < row.score).count();
        self.gaps[bin] += miss;
    }

    /// Expected calibration error over 15 bins of equal width, in `[0, 1]`: `Σ_m |Σ_{i in m} hit_i − confidence_i| / n`
    /// (Naeini et al. 2015). A mean of absolute values: with few rows it is above 0 for the best of forecasts, and so
    /// is its bootstrap. `None` without rows.
    pub fn calibration_error(&self) -> Option<f64> {
        super::ratio(self.gaps.iter().map(|gap| gap.abs()).sum(), self.rows as f64)
    }

    /// Brier score of the event, in `[0, 1]`: `Σ (confidence − hit)² / n`. `None` without rows.
    pub fn brier(&self) -> Option<f64> {
        super::ratio(self.squares, self.rows as f64)
    }

    /// Calibration error, then Brier score.
    pub fn figures(&self) -> [Option<f64>; 2] {
        [self.calibration_error(), self.brier()]
    }
}

impl AddAssign<&Sureness> for Sureness {
    fn add_assign(&mut self, other: &Sureness) {
        self.rows += other.rows;
        self.squares += other.squares;
        for (sum, gap) in self.gaps.iter_mut().zip(other.gaps) {
            *sum += gap;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::metric::calibration::{Binning, expected_calibration_error, reliability};
    use crate::metric::interval::LEVEL;
    use crate::metric::reference::{Reference, close};
    use crate::metric::{Bootstrap, Clusters, Forecasts};

    /// scikit-learn's `calibration_curve` and `brier_score_loss`; intervals by scipy's bootstrap over documents.
    #[test]
    fn figures_and_intervals_are_the_reference() {
        let (gold, probabilities) = Reference::rows();
        let top = Forecasts::new(&gold, &probabilities).unwrap().top_label();
        let documents: Vec<usize> = Reference::at(&[]).parse("documents");
        let clusters = Clusters::by_key(&documents);
        let sums: Vec<Sureness> =
            clusters.sums(top.iter().copied(), |sum: &mut Sureness, row| sum.add(row)).unwrap();
        let bootstrap = Bootstrap { draws: 20_000, ..Bootstrap::default() };
        let ours = bootstrap.estimate(&sums, Sureness::figures);
        let case = Reference::at(&["sureness"]);
        for (name, estimate) in ["ece", "brier"].into_iter().zip(ours) {
            close(estimate.value, case.number(&[name]), 1e-12, name);
            let interval = estimate.interval.unwrap();
            let theirs: [f64; 2] = case.parse(&format!("{name}_interval"));
            assert!((interval.low - theirs[0]).abs() < 2e-3, "{name}: {interval:?} {theirs:?}");
            assert!((interval.high - theirs[1]).abs() < 2e-3, "{name}: {interval:?} {theirs:?}");
        }
    }

    #[test]
    fn nothing_is_undefined() {
        assert_eq!(Sureness::default().figures(), [None, None]);
    }

    proptest! {
        #[test]
        fn it_is_the_error_of_the_diagram(rows in prop::collection::vec((0_u32..=60, any::<bool>()), 1..60)) {
            let rows: Vec<Scored> =
                rows.into_iter().map(|(s, hit)| Scored { score: f64::from(s) / 60.0, hit }).collect();
            let mut sum = Sureness::default();
            for row in &rows {
                sum.add(*row);
            }
            let bins = reliability(&rows, Binning::EqualWidth, BINS, LEVEL);
            let diagram = expected_calibration_error(&bins).unwrap();
            prop_assert!((sum.calibration_error().unwrap() - diagram).abs() < 1e-12);
        }
    }
}
