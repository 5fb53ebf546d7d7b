//! Does the model use more than the tone of the sentence? The same recipe, trained without sight of the target, and
//! without sight of the holder.

use crate::dataset::{Dataset, Row};
use crate::error::Result;
use crate::evaluation::head_label::{Scored, classes};
use crate::evaluation::trial::trained;
use crate::instance::{Holder, Instance};
use crate::label::Stance;
use crate::metric::paired::{Difference, difference};
use crate::metric::{Bootstrap, Counts, Decisions, Estimate, Scores};
use crate::model::Head;
use crate::recipe::{Recipe, Solver};
use crate::training::Listener;

/// What a model may see of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    /// Everything: the recipe as it is.
    Full,
    /// The sentence, without the places of target and holder.
    TargetBlind,
    /// The target, but not who the holder is.
    HolderBlind,
}

impl Sight {
    /// All of them, in the order of reports.
    pub const ALL: [Self; 3] = [Self::Full, Self::TargetBlind, Self::HolderBlind];

    /// The name in tables and files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "same recipe",
            Self::TargetBlind => "target-blind",
            Self::HolderBlind => "holder-blind",
        }
    }
}

/// Scores of the recipe with full or limited sight, all trained on the same rows.
#[derive(Debug, Clone)]
pub struct SightScores {
    /// What it saw.
    pub sight: Sight,
    /// Macro F1 with its interval.
    pub macro_f1: Estimate,
    /// Accuracy with its interval.
    pub accuracy: Estimate,
    /// Macro F1 with full sight less this one.
    pub gain: Difference,
}

/// The stance head with full and with limited sight, each trained on the same rows.
#[derive(Debug)]
pub struct SightModels(Vec<(Sight, Head<Stance>)>);

impl SightModels {
    /// Trains all of them with our own solver and without a calibrator, so that the figures are the same on every
    /// machine; none when `training` has no stance.
    pub fn train(recipe: &Recipe, training: &Dataset, listener: &mut dyn Listener) -> Result<Option<Self>> {
        let mut heads = Vec::new();
        for sight in Sight::ALL {
            match head(sight, recipe, training, listener)? {
                Some(head) => heads.push((sight, head)),
                None => return Ok(None),
            }
        }
        Ok(Some(Self(heads)))
    }

    /// Scores each on the same rows.
    pub(super) fn score(&self, scored: &Scored<'_>, bootstrap: &Bootstrap) -> Result<Vec<SightScores>> {
        let mut by_document: Vec<(Sight, Vec<Counts>)> = Vec::new();
        for (sight, head) in &self.0 {
            let instances: Vec<Instance> = scored.instances().into_iter().map(|i| seen(i, *sight)).collect();
            let predicted = classes(head, &instances.iter().collect::<Vec<_>>());
            let decisions = Decisions::new(&scored.gold, &predicted)?;
            by_document.push((*sight, Counts::by_cluster(&decisions, &scored.clusters)?));
        }
        let figures = |counts: &Counts| {
            let scores = Scores::of(counts);
            [scores.macro_average.f1, scores.accuracy]
        };
        let full = by_document.first().map(|(_, counts)| counts.clone()).unwrap_or_default();
        by_document
            .iter()
            .map(|(sight, counts)| {
                let estimates = bootstrap.estimate(counts, figures);
                let gain = difference(bootstrap, counts, &full, figures)?;
                Ok(SightScores {
                    sight: *sight,
                    macro_f1: estimates.first().copied().unwrap_or_default(),
                    accuracy: estimates.get(1).copied().unwrap_or_default(),
                    gain: gain.first().copied().unwrap_or_default(),
                })
            })
            .collect()
    }
}

fn head(
    sight: Sight,
    recipe: &Recipe,
    training: &Dataset,
    listener: &mut dyn Listener,
) -> Result<Option<Head<Stance>>> {
    let mut recipe = recipe.clone();
    recipe.solver.calibrate = false;
    recipe.solver.solver = Solver::Sparse;
    if sight == Sight::TargetBlind {
        recipe.stance.sees_target = false;
    }
    let rows: Vec<Row> = training
        .rows
        .iter()
        .filter(|row| row.stance.is_some())
        .map(|row| Row { instance: seen(&row.instance, sight), sentiment: None, ..row.clone() })
        .collect();
    if rows.is_empty() {
        return Ok(None);
    }
    listener.stage(sight.name());
    Ok(trained(&Dataset { rows, ..Dataset::default() }, &recipe, listener)?.stance)
}

fn seen(instance: &Instance, sight: Sight) -> Instance {
    let mut seen = instance.clone();
    if sight == Sight::HolderBlind {
        seen.holder = Holder::Unknown;
        seen.holder_spans.clear();
        seen.voice = None;
    }
    seen
}
