//! One pass over the folds: a model for each, trained on the other folds or on a part of them, labels the rows that it
//! has not seen.

use super::{CURVE_STEPS, CrossValidationOptions};
use crate::dataset::split::folds_by;
use crate::dataset::{Dataset, Row};
use crate::error::Result;
use crate::evaluation::head_label::{HeadLabel, probabilities};
use crate::evaluation::trial::trained;
use crate::instance::Instance;
use crate::label::{Label, Probabilities, Sentiment, Stance};
use crate::model::Head;
use crate::recipe::Recipe;
use crate::training::Listener;

/// Out-of-fold probabilities of all rows after one pass over the folds.
#[derive(Debug, Clone, Default)]
pub(super) struct Round {
    /// Labelled rows trained on, summed over folds: stance, sentiment.
    pub trained: [u64; 2],
    stance: Vec<Option<Probabilities>>,
    sentiment: Vec<Option<Probabilities>>,
}

/// One deal of the rows into folds.
pub(super) struct Deal<'r> {
    pub data: &'r Dataset,
    pub recipe: &'r Recipe,
    pub options: &'r CrossValidationOptions,
    /// Seed of the folds and of their parts.
    pub seed: u64,
    pub fold_of: &'r [usize],
}

impl Deal<'_> {
    /// Trains on `step` fifths of the groups outside of each fold.
    pub fn round(&self, step: usize, listener: &mut dyn Listener) -> Result<Round> {
        let rows = self.data.rows.len();
        let mut round = Round { stance: vec![None; rows], sentiment: vec![None; rows], ..Round::default() };
        for fold in 0..self.options.folds {
            let learned = self.learned_from(fold, step)?;
            let of = self.options.folds;
            let prefix = match step {
                CURVE_STEPS => format!("fold {} of {of}", fold + 1),
                _ => format!("learning curve, {step}/{CURVE_STEPS}, fold {} of {of}", fold + 1),
            };
            let mut listener = Prefixed { prefix, listener: &mut *listener };
            let model = trained(&learned, self.recipe, &mut listener)?;
            for (sum, head) in round.trained.iter_mut().zip([Stance::HEAD, Sentiment::HEAD]) {
                *sum += model.card.fits.get(head).map_or(0, |fit| fit.rows.iter().sum::<u64>());
            }
            // A stance is one toward a target.
            self.label(fold, model.stance.as_ref(), |row| row.instance.target.is_some(), &mut round.stance);
            self.label(fold, model.sentiment.as_ref(), |_| true, &mut round.sentiment);
        }
        Ok(round)
    }

    fn learned_from(&self, fold: usize, step: usize) -> Result<Dataset> {
        let others: Vec<&Row> = self
            .data
            .rows
            .iter()
            .zip(self.fold_of)
            .filter(|(_, of)| **of != fold)
            .map(|(row, _)| row)
            .collect();
        let kept: Vec<Row> = if step == CURVE_STEPS {
            others.into_iter().cloned().collect()
        } else {
            let part = folds_by(&others, self.options.grouping, CURVE_STEPS, self.seed.wrapping_add(1))?;
            others
                .into_iter()
                .zip(part)
                .filter(|(_, part)| *part < step)
                .map(|(row, _)| row.clone())
                .collect()
        };
        Ok(Dataset { rows: kept, columns: self.data.columns.clone(), ..Dataset::default() })
    }

    /// Labels those rows of a fold that can be.
    fn label<L: Label>(
        &self,
        fold: usize,
        head: Option<&Head<L>>,
        can_be: impl Fn(&Row) -> bool,
        labels: &mut [Option<Probabilities>],
    ) {
        let Some(head) = head else { return };
        let (places, instances): (Vec<usize>, Vec<&Instance>) = (self.data.rows.iter().enumerate())
            .filter(|(place, row)| self.fold_of[*place] == fold && can_be(row))
            .map(|(place, row)| (place, &row.instance))
            .unzip();
        for (place, given) in places.into_iter().zip(probabilities(head, &instances)) {
            labels[place] = Some(given);
        }
    }
}

/// Says which fold is at work.
struct Prefixed<'l> {
    prefix: String,
    listener: &'l mut dyn Listener,
}

impl Listener for Prefixed<'_> {
    fn stage(&mut self, what: &str) {
        self.listener.stage(&format!("{}: {what}", self.prefix));
    }

    fn iteration(&mut self, number: u64, objective: f64) {
        self.listener.iteration(number, objective);
    }
}

impl Round {
    pub fn predictions<L: HeadLabel>(&self) -> &[Option<Probabilities>] {
        if L::ONCE_A_TEXT { &self.sentiment } else { &self.stance }
    }
}
