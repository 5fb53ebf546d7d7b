//! Do the probabilities mean what they say, and what is gained by answering only when sure?

use crate::error::Result;
use crate::evaluation::head_label::{HeadLabel, Scored};
use crate::label::{CLASSES, Probabilities};
use crate::metric::bootstrap::sum;
use crate::metric::calibration::{BINS, Bin, Binning, CalibrationErrors, reliability};
use crate::metric::interval::LEVEL;
use crate::metric::loss::Losses;
use crate::metric::ranking::{CurvePoint, average_precision, precision_recall};
use crate::metric::selection::{
    Point, Threshold, area_under_risk_coverage, coverage_by_class, risk_coverage, threshold_for_precision,
};
use crate::metric::{Bootstrap, Estimate, Forecasts, Sureness};
use crate::model::Head;

/// Calibration, selection and ranking of one head.
#[derive(Debug, Clone)]
pub struct Certainty {
    /// Of the bare logits; none where the head has no calibrator, so that there is one state only.
    pub before: Option<Calibration>,
    /// Of the probabilities as users see them.
    pub after: Calibration,
    /// Risk against coverage, the most certain rows first.
    pub curve: Vec<Point>,
    /// Area under that curve; lower is better.
    pub area: Option<f64>,
    /// The precision that was wanted.
    pub wanted: f64,
    /// The lowest confidence that keeps it; none where no confidence does.
    pub threshold: Option<Threshold>,
    /// Share of each class's gold rows that the threshold answers.
    pub coverage: [Option<f64>; CLASSES],
    /// Precision–recall curve of each class.
    pub ranking: [Vec<CurvePoint>; CLASSES],
    /// Area under it.
    pub average_precision: [Option<f64>; CLASSES],
}

/// How well probabilities fit what came about.
#[derive(Debug, Clone)]
pub struct Calibration {
    /// Expected calibration errors.
    pub errors: CalibrationErrors,
    /// The error over bins of equal width once more, with its interval.
    pub error: Estimate,
    /// Mean Brier loss, in `[0, 2]`.
    pub brier: Estimate,
    /// Mean log loss in nats.
    pub log_loss: Estimate,
    /// Against a forecast that always says the shares of the gold classes.
    pub brier_skill: Option<f64>,
    /// Reliability of the most probable class, bins of equal width.
    pub equal_width: Vec<Bin>,
    /// The same, bins of equal mass.
    pub equal_mass: Vec<Bin>,
}

/// Reviews the probabilities of a head, which gives the rows these logits.
pub(super) fn certainty<L: HeadLabel>(
    head: &Head<L>,
    scored: &Scored<'_>,
    logits: &[[f64; CLASSES]],
    wanted: f64,
    bootstrap: &Bootstrap,
) -> Result<Certainty> {
    let plain: Vec<[f64; CLASSES]> = logits.iter().map(|&row| Probabilities::from_logits(row).0).collect();
    let final_ones: Vec<[f64; CLASSES]> = logits.iter().map(|&row| head.calibrated(row).0).collect();
    let before = match head.calibrator() {
        Some(_) => Some(calibration(&Forecasts::new(&scored.gold, &plain)?, scored, bootstrap)?),
        None => None,
    };
    let forecasts = Forecasts::new(&scored.gold, &final_ones)?;
    let curve = risk_coverage(&forecasts.top_label());
    let threshold = threshold_for_precision(&curve, wanted, LEVEL);
    let ranking: [Vec<CurvePoint>; CLASSES] =
        std::array::from_fn(|class| precision_recall(&forecasts.one_against_rest(class)));
    Ok(Certainty {
        before,
        after: calibration(&forecasts, scored, bootstrap)?,
        area: area_under_risk_coverage(&curve),
        curve,
        wanted,
        coverage: threshold
            .map_or([None; CLASSES], |found| coverage_by_class(&forecasts, found.point.threshold)),
        threshold,
        average_precision: std::array::from_fn(|class| average_precision(&ranking[class])),
        ranking,
    })
}

fn calibration(forecasts: &Forecasts, scored: &Scored<'_>, bootstrap: &Bootstrap) -> Result<Calibration> {
    let by_document = Losses::by_cluster(forecasts, &scored.clusters)?;
    let estimates = bootstrap.estimate(&by_document, |losses| [losses.brier(), losses.log_loss()]);
    let mut prior = [0.0; CLASSES];
    for &gold in &scored.gold {
        prior[gold] += 1.0 / scored.gold.len() as f64;
    }
    let of_prior = sum(&Losses::of_prior_by_cluster(forecasts, &scored.clusters, &prior)?);
    let top = forecasts.top_label();
    let sureness: Vec<Sureness> = scored.clusters.sums(top.iter().copied(), Sureness::add)?;
    let error = bootstrap.estimate(&sureness, |sum| [sum.calibration_error()]);
    Ok(Calibration {
        errors: CalibrationErrors::of(forecasts),
        error: error.first().copied().unwrap_or_default(),
        brier: estimates.first().copied().unwrap_or_default(),
        log_loss: estimates.get(1).copied().unwrap_or_default(),
        brier_skill: Losses::of(forecasts).brier_skill(&of_prior),
        equal_width: reliability(&top, Binning::EqualWidth, BINS, LEVEL),
        equal_mass: reliability(&top, Binning::EqualMass, BINS, LEVEL),
    })
}
