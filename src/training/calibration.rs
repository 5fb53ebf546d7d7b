//! Is a calibrator worth having? Tried on out-of-fold logits, kept only where it lowers their log loss.

use std::ops::AddAssign;

use super::Listener;
use super::examples::Examples;
use super::fit::fit_head;
use crate::dataset::split::groups;
use crate::error::Result;
use crate::feature::Scratch;
use crate::label::{CLASSES, Label, Probabilities};
use crate::metric::{Bootstrap, Clusters};
use crate::model::{CalibrationCard, Calibrator};
use crate::recipe::{HeadRecipe, Recipe};

/// How many folds the out-of-fold logits come from.
const FOLDS: usize = 5;
/// The seed of the folds.
const SEED: u64 = 1;
/// With fewer rows than this of any class nobody can tell whether calibration helps.
const LEAST_ROWS: u64 = 50;

/// One row that the model had not seen.
struct Unseen {
    fold: usize,
    logits: [f64; CLASSES],
    label: usize,
    weight: f64,
}

/// The calibrator, if it helps, and what was measured.
pub fn calibrate<L: Label>(
    examples: &Examples<'_>,
    head: &HeadRecipe,
    recipe: &Recipe,
    listener: &mut dyn Listener,
) -> Result<(Option<Calibrator>, CalibrationCard)> {
    let untried =
        CalibrationCard { used: false, log_loss_before: None, log_loss_after: None, gain_ci95: None };
    if !recipe.solver.calibrate || examples.class_counts().iter().any(|&n| n < LEAST_ROWS) {
        return Ok((None, untried));
    }
    let unseen = out_of_fold::<L>(examples, head, recipe, listener)?;
    let Some(losses) = losses(&unseen)? else { return Ok((None, untried)) };
    let clusters = Clusters::by_key(&groups(&examples.rows));
    let sums = clusters.sums(unseen.iter().zip(&losses), |sum: &mut LossSum, (row, loss)| {
        *sum += &LossSum { weight: row.weight, before: row.weight * loss.0, after: row.weight * loss.1 };
    })?;
    let estimates = Bootstrap::default().estimate(&sums, LossSum::figures);
    let gain = estimates[2].interval;
    let card = CalibrationCard {
        used: gain.is_some_and(|interval| interval.low > 0.0),
        log_loss_before: estimates[0].value,
        log_loss_after: estimates[1].value,
        gain_ci95: gain.map(|interval| [interval.low, interval.high]),
    };
    let calibrator = if card.used { Some(fit_on(&unseen, |_| true)?) } else { None };
    Ok((calibrator, card))
}

/// Logits of every row from a head that learned vocabulary, idf and weights from the other folds only; in the
/// order of the rows.
fn out_of_fold<L: Label>(
    examples: &Examples<'_>,
    head: &HeadRecipe,
    recipe: &Recipe,
    listener: &mut dyn Listener,
) -> Result<Vec<Unseen>> {
    let mut unseen: Vec<(usize, Unseen)> = Vec::with_capacity(examples.rows.len());
    for (fold, (held, kept)) in examples.folds(FOLDS, SEED)?.into_iter().enumerate() {
        listener.stage(&format!("{}: calibration, fold {} of {FOLDS}", L::HEAD, fold + 1));
        let fitted = fit_head::<L>(&examples.select(&kept), head, recipe, listener)?.0;
        let mut scratch = Scratch::default();
        unseen.extend(held.into_iter().map(|row| {
            let logits = fitted.logits(&examples.rows[row].instance, &mut scratch);
            (row, Unseen { fold, logits, label: examples.labels[row], weight: examples.weights[row] })
        }));
    }
    unseen.sort_unstable_by_key(|(row, _)| *row);
    Ok(unseen.into_iter().map(|(_, unseen)| unseen).collect())
}

fn fit_on(unseen: &[Unseen], keep: impl Fn(usize) -> bool) -> Result<Calibrator> {
    let kept = || unseen.iter().filter(|row| keep(row.fold));
    let logits: Vec<_> = kept().map(|row| row.logits).collect();
    let labels: Vec<_> = kept().map(|row| row.label).collect();
    Calibrator::fit(&logits, &labels)
}

/// Log loss of every row before and after a calibrator that was fitted on the other folds; none when a fold
/// holds all rows of a class.
fn losses(unseen: &[Unseen]) -> Result<Option<Vec<(f64, f64)>>> {
    let mut losses = vec![(0.0, 0.0); unseen.len()];
    for fold in 0..FOLDS {
        let outside = |class| unseen.iter().any(|row| row.fold != fold && row.label == class);
        if !(0..CLASSES).all(outside) {
            return Ok(None);
        }
        let calibrator = fit_on(unseen, |other| other != fold)?;
        for (row, loss) in unseen.iter().zip(&mut losses).filter(|(row, _)| row.fold == fold) {
            let log_loss = |p: Probabilities| -libm::log(p.0[row.label].max(f64::MIN_POSITIVE));
            *loss = (
                log_loss(Probabilities::from_logits(row.logits)),
                log_loss(calibrator.probabilities(row.logits)),
            );
        }
    }
    Ok(Some(losses))
}

/// Sums over the rows of one group.
#[derive(Clone, Default)]
struct LossSum {
    weight: f64,
    before: f64,
    after: f64,
}

impl AddAssign<&LossSum> for LossSum {
    fn add_assign(&mut self, other: &LossSum) {
        self.weight += other.weight;
        self.before += other.before;
        self.after += other.after;
    }
}

impl LossSum {
    /// Mean loss before, after, and the gain.
    fn figures(&self) -> [Option<f64>; 3] {
        let mean = |sum: f64| (self.weight > 0.0).then(|| sum / self.weight);
        [mean(self.before), mean(self.after), mean(self.before - self.after)]
    }
}
