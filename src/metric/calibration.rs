//! Does "80 % sure" mean right in 80 of 100? Reliability bins and the expected calibration error.
//!
//! A bin holds the scores above its lower edge up to and including its upper edge; equal scores are always in
//! one bin. There is no agreed number of bins (Roelofs et al. 2020), so both rules are reported.

use serde::Serialize;

use crate::label::CLASSES;
use crate::metric::Forecasts;
use crate::metric::interval::{Interval, quantile, wilson};
use crate::metric::rows::Scored;

/// The usual number of bins (Guo et al. 2017).
pub const BINS: usize = 15;

/// How the bins are cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Binning {
    /// Edges at `i / bins` (Guo et al. 2017).
    EqualWidth,
    /// Edges at the quantiles of the scores, so that bins hold about the same number of rows (Nixon et al. 2019).
    EqualMass,
}

impl Binning {
    /// The rule in words, for reports.
    pub fn rule(self) -> &'static str {
        match self {
            Self::EqualWidth => "bins of equal width",
            Self::EqualMass => "bins of equal mass",
        }
    }

    fn edges(self, scored: &[Scored], bins: usize) -> Vec<f64> {
        let shares = (0..=bins).map(|i| i as f64 / bins as f64);
        match self {
            Self::EqualWidth => shares.collect(),
            Self::EqualMass => {
                let mut scores: Vec<f64> = scored.iter().map(|row| row.score).collect();
                scores.sort_unstable_by(f64::total_cmp);
                shares.filter_map(|share| quantile(&scores, share)).collect()
            }
        }
    }
}

/// One bin of a reliability diagram.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Bin {
    /// Scores in the bin are above this; in the first bin they may equal it.
    pub low: f64,
    /// Scores in the bin are at most this.
    pub high: f64,
    /// Number of rows, at least 1.
    pub rows: u64,
    /// Rows whose event came about (whose label is right).
    pub hits: u64,
    /// Mean score of the rows.
    pub confidence: f64,
    /// Share of hits.
    pub accuracy: f64,
    /// Wilson interval of the share of hits, which takes the rows as independent.
    pub interval: Option<Interval>,
}

/// The bins of a reliability diagram, from low to high scores; empty bins are left out. `bins` below 1 counts
/// as 1.
pub fn reliability(scored: &[Scored], binning: Binning, bins: usize, level: f64) -> Vec<Bin> {
    let edges = binning.edges(scored, bins.max(1));
    let Some(inner) = edges.get(1..edges.len().saturating_sub(1)) else { return Vec::new() };
    let mut members: Vec<Vec<Scored>> = vec![Vec::new(); inner.len() + 1];
    for &row in scored {
        members[inner.partition_point(|&edge| edge < row.score)].push(row);
    }
    members
        .iter_mut()
        .zip(edges.windows(2))
        .filter(|(members, _)| !members.is_empty())
        .map(|(members, edge)| bin(members, edge[0], edge[1], level))
        .collect()
}

/// Sums in the order of the scores, so that the order of the rows does not matter.
fn bin(members: &mut [Scored], low: f64, high: f64, level: f64) -> Bin {
    members.sort_unstable_by(|a, b| a.score.total_cmp(&b.score));
    let rows = members.len() as u64;
    let hits = members.iter().filter(|row| row.hit).count() as u64;
    let confidence = members.iter().map(|row| row.score).sum::<f64>() / rows as f64;
    let accuracy = hits as f64 / rows as f64;
    Bin { low, high, rows, hits, confidence, accuracy, interval: wilson(hits, rows, level) }
}

/// Expected calibration error, in `[0, 1]`: `Σ_m n_m/n · |accuracy_m − confidence_m|` (Naeini et al. 2015).
/// `None` without bins.
pub fn expected_calibration_error(bins: &[Bin]) -> Option<f64> {
    let rows: u64 = bins.iter().map(|bin| bin.rows).sum();
    let sum: f64 = bins.iter().map(|bin| bin.rows as f64 * (bin.accuracy - bin.confidence).abs()).sum();
    super::ratio(sum, rows as f64)
}

/// The calibration errors that a report shows; undefined without rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct CalibrationErrors {
    /// Of the most probable class, 15 bins of equal width.
    pub equal_width: Option<f64>,
    /// Of the most probable class, 15 bins of equal mass.
    pub equal_mass: Option<f64>,
    /// Of the probability of each class against the rest, 15 bins of equal width.
    pub classes: [Option<f64>; CLASSES],
    /// Mean of `classes` (class-wise calibration error, Kull et al. 2019).
    pub classwise: Option<f64>,
}

impl CalibrationErrors {
    /// Computes all of them.
    pub fn of(forecasts: &Forecasts) -> Self {
        let error = |scored: &[Scored], binning| {
            expected_calibration_error(&reliability(scored, binning, BINS, super::interval::LEVEL))
        };
        let top = forecasts.top_label();
        let classes =
            std::array::from_fn(|class| error(&forecasts.one_against_rest(class), Binning::EqualWidth));
        let classwise = classes.iter().copied().sum::<Option<f64>>().map(|sum| sum / CLASSES as f64);
        Self {
            equal_width: error(&top, Binning::EqualWidth),
            equal_mass: error(&top, Binning::EqualMass),
            classes,
            classwise,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::metric::interval::LEVEL;
    use crate::metric::reference::{Reference, close};

    /// `calibration_curve` of scikit-learn, strategies "uniform" and "quantile".
    #[test]
    fn bins_are_those_of_scikit_learn() {
        let (gold, probabilities) = Reference::rows();
        let top = Forecasts::new(&gold, &probabilities).unwrap().top_label();
        for (binning, name) in [(Binning::EqualWidth, "equal_width"), (Binning::EqualMass, "equal_mass")] {
            let case = Reference::at(&["calibration", name]);
            let bins = reliability(&top, binning, BINS, LEVEL);
            assert_eq!(bins.iter().map(|bin| bin.rows).collect::<Vec<_>>(), case.parse::<Vec<u64>>("rows"));
            for (i, bin) in bins.iter().enumerate() {
                close(Some(bin.accuracy), case.list("accuracy")[i], 1e-12, name);
                close(Some(bin.confidence), case.list("confidence")[i], 1e-12, name);
                assert!(bin.interval.unwrap().contains(bin.accuracy));
                assert!(bin.low <= bin.confidence && bin.confidence <= bin.high);
            }
            close(expected_calibration_error(&bins), case.number(&["ece"]), 1e-12, name);
        }
    }

    #[test]
    fn the_errors_of_a_report() {
        let (gold, probabilities) = Reference::rows();
        let errors = CalibrationErrors::of(&Forecasts::new(&gold, &probabilities).unwrap());
        let case = Reference::at(&["calibration"]);
        close(errors.equal_width, case.number(&["equal_width", "ece"]), 1e-12, "equal width");
        close(errors.equal_mass, case.number(&["equal_mass", "ece"]), 1e-12, "equal mass");
        for (ours, theirs) in errors.classes.into_iter().zip(case.list("classwise_ece")) {
            close(ours, theirs, 1e-12, "class-wise");
        }
        let none = CalibrationErrors::of(&Forecasts::new(&[], &[]).unwrap());
        assert_eq!(none, CalibrationErrors::default());
    }

    #[test]
    fn a_border_belongs_to_the_bin_below() {
        let scored = [0.0, 0.5, 0.6, 1.0].map(|score| Scored { score, hit: true });
        let bins = reliability(&scored, Binning::EqualWidth, 2, LEVEL);
        assert_eq!(bins.iter().map(|bin| bin.rows).collect::<Vec<_>>(), [2, 2]);
        assert!(reliability(&[], Binning::EqualMass, 0, LEVEL).is_empty());
    }

    fn scored_rows() -> impl Strategy<Value = Vec<Scored>> {
        let row = (0_u32..=20, any::<bool>()).prop_map(|(s, hit)| Scored { score: f64::from(s) / 20.0, hit });
        prop::collection::vec(row, 1..80)
    }

    proptest! {
        #[test]
        fn no_row_is_lost_and_order_does_not_matter(rows in scored_rows(), bins in 1_usize..20) {
            let reversed: Vec<Scored> = rows.iter().rev().copied().collect();
            for binning in [Binning::EqualWidth, Binning::EqualMass] {
                let ours = reliability(&rows, binning, bins, LEVEL);
                prop_assert_eq!(ours.iter().map(|bin| bin.rows).sum::<u64>(), rows.len() as u64);
                prop_assert!((0.0..=1.0).contains(&expected_calibration_error(&ours).unwrap()));
                prop_assert_eq!(ours, reliability(&reversed, binning, bins, LEVEL));
            }
        }
    }
}
