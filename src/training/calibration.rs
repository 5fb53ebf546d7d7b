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
use crate::model::{CalibrationCard, Calibrator, Head};
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

/// A head that learned nothing from the rows of one fold.
pub struct FoldHead<L: Label> {
    /// Vocabulary, idf and weights are from the other folds only.
    pub head: Head<L>,
    /// Positions of the fold's rows.
    pub held: Vec<usize>,
}

/// What calibration gives.
pub struct Calibration<L: Label> {
    /// The calibrator, if it helps.
    pub calibrator: Option<Calibrator>,
    /// What was measured.
    pub card: CalibrationCard,
    /// The heads it was tried with, calibrated where that helps; none when it was not tried.
    pub folds: Vec<FoldHead<L>>,
}

/// Tries a calibrator.
pub fn calibrate<L: Label>(
    examples: &Examples<'_>,
    head: &HeadRecipe,
    recipe: &Recipe,
    listener: &mut dyn Listener,
) -> Result<Calibration<L>> {
    let card = CalibrationCard { used: false, log_loss_before: None, log_loss_after: None, gain_ci95: None };
    let untried = Calibration { calibrator: None, card, folds: Vec::new() };
    if !recipe.solver.calibrate || examples.class_counts().iter().any(|&n| n < LEAST_ROWS) {
        return Ok(untried);
    }
    let mut folds = fold_heads::<L>(examples, head, recipe, listener)?;
    let unseen = out_of_fold(examples, &folds);
    let Some(losses) = losses(&unseen)? else { return Ok(untried) };
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
    if calibrator.is_some() {
        for fold in &mut folds {
            fold.head.calibrator.clone_from(&calibrator);
        }
    }
    Ok(Calibration { calibrator, card, folds })
}

fn fold_heads<L: Label>(
    examples: &Examples<'_>,
    head: &HeadRecipe,
    recipe: &Recipe,
    listener: &mut dyn Listener,
) -> Result<Vec<FoldHead<L>>> {
    let mut heads = Vec::with_capacity(FOLDS);
    for (fold, (held, kept)) in examples.folds(FOLDS, SEED)?.into_iter().enumerate() {
        listener.stage(&format!("{}: calibration, fold {} of {FOLDS}", L::HEAD, fold + 1));
        let head = fit_head::<L>(&examples.select(&kept), head, recipe, listener)?.0;
        heads.push(FoldHead { head, held });
    }
    Ok(heads)
}

/// Logits of every row from the head that had not seen it; in the order of the rows.
fn out_of_fold<L: Label>(examples: &Examples<'_>, folds: &[FoldHead<L>]) -> Vec<Unseen> {
    let mut unseen: Vec<(usize, Unseen)> = Vec::with_capacity(examples.rows.len());
    let mut scratch = Scratch::default();
    for (fold, FoldHead { head, held }) in folds.iter().enumerate() {
        unseen.extend(held.iter().map(|&row| {
            let logits = head.logits(&examples.rows[row].instance, &mut scratch);
            (row, Unseen { fold, logits, label: examples.labels[row], weight: examples.weights[row] })
        }));
    }
    unseen.sort_unstable_by_key(|(row, _)| *row);
    unseen.into_iter().map(|(_, unseen)| unseen).collect()
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
