//! The training run: features, weights, calibration for each head.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use linfa::ParamGuard;

use super::calibration::{self, FoldHead};
use super::examples::Examples;
use super::{Listener, actor_head, names};
use crate::dataset::{Dataset, Row};
use crate::error::{ErrorKind, Location, Problem, Result};
use crate::feature::Featurizer;
use crate::instance::Instance;
use crate::label::{CLASSES, Label};
use crate::model::{Card, FitCard, FitReport, Head, LogisticParams, Model, Source, Weights};
use crate::recipe::{HeadRecipe, Recipe};

/// A class with fewer rows than this is learned badly, and training says so.
const RARE: u64 = 30;

/// What training gives.
#[derive(Debug)]
pub struct Trained {
    /// The model.
    pub model: Model,
    /// What the user should know: rare classes, a head without rows.
    pub warnings: Vec<Problem>,
}

/// Trains all heads for which `data` has labels. `sources` names the tables that `data` was read from; feature
/// names are stored only where a table that is not private holds the feature.
pub fn train(
    data: &Dataset,
    recipe: &Recipe,
    sources: Vec<Source>,
    private: &BTreeSet<PathBuf>,
    listener: &mut dyn Listener,
) -> Result<Trained> {
    let mut run =
        Run { recipe, private, listener, fits: BTreeMap::new(), names: BTreeMap::new(), warnings: vec![] };
    let examples = Examples::stance(data);
    let Learned { head: stance, folds } = run.head(&examples, &recipe.stance)?;
    let (actor, actor_head) = actor_head::tried(&data.articles, &examples, &folds)?.unzip();
    let sentiment = run.head(&Examples::sentiment(data), &recipe.sentiment)?.head;
    if stance.is_none() && sentiment.is_none() {
        return Err(ErrorKind::Training("no row has a stance or a sentiment".into()).into());
    }
    let card = Card {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        recipe: recipe.clone(),
        sources,
        fits: run.fits,
        actor_head,
    };
    let model = Model { stance, sentiment, actor: actor.flatten(), card, names: run.names };
    Ok(Trained { model, warnings: run.warnings })
}

/// What one head's run gives.
struct Learned<L: Label> {
    head: Option<Head<L>>,
    /// The heads that calibration was tried with.
    folds: Vec<FoldHead<L>>,
}

struct Run<'r> {
    recipe: &'r Recipe,
    private: &'r BTreeSet<PathBuf>,
    listener: &'r mut dyn Listener,
    fits: BTreeMap<String, FitCard>,
    names: BTreeMap<u64, String>,
    warnings: Vec<Problem>,
}

impl Run<'_> {
    /// One head; none when there is nothing to learn it from.
    fn head<L: Label>(&mut self, examples: &Examples<'_>, recipe: &HeadRecipe) -> Result<Learned<L>> {
        if examples.rows.is_empty() {
            return Ok(Learned { head: None, folds: Vec::new() });
        }
        self.warn_of_rare_classes::<L>(examples);
        let tried = calibration::calibrate::<L>(examples, recipe, self.recipe, self.listener)?;
        self.listener.stage(&format!("{}: fitting {} rows", L::HEAD, examples.rows.len()));
        let (head, report) = fit_head::<L>(examples, recipe, self.recipe, self.listener)?;
        self.fits.insert(
            L::HEAD.to_owned(),
            FitCard {
                rows: examples.class_counts(),
                features: head.featurizer().vocabulary().len() as u64,
                solver: report.solver.to_owned(),
                objective: report.objective,
                bound: report.bound,
                iterations: report.iterations,
                stop: report.stop,
                calibration: tried.card,
            },
        );
        let open: Vec<&Row> = examples.rows.iter().copied().filter(|row| !self.is_private(row)).collect();
        self.names.append(&mut names::collect(&head, &open));
        let head = Head::new(head.featurizer, head.weights, tried.calibrator);
        Ok(Learned { head: Some(head), folds: tried.folds })
    }

    fn is_private(&self, row: &Row) -> bool {
        row.location.file.as_ref().is_some_and(|file| self.private.contains(file))
    }

    fn warn_of_rare_classes<L: Label>(&mut self, examples: &Examples<'_>) {
        for (label, count) in L::ALL.into_iter().zip(examples.class_counts()).filter(|(_, n)| *n < RARE) {
            let rows = if count == 0 { "no".to_owned() } else { count.to_string() };
            let warning = Problem::new(
                place_of(&examples.rows).in_column(L::HEAD),
                format!("{rows} rows{} are labelled {label}", in_files(&examples.rows)),
            );
            self.warnings
                .push(warning.with_hint(format!(
                    "at least {RARE} of each class are needed for a model to be trusted"
                )));
        }
    }
}

fn files<'r>(rows: &[&'r Row]) -> BTreeSet<&'r Path> {
    rows.iter().filter_map(|row| row.location.file.as_deref()).collect()
}

/// The first file that rows come from.
fn place_of(rows: &[&Row]) -> Location {
    let first = rows.iter().find_map(|row| row.location.file.clone());
    first.map_or_else(Location::default, Location::file)
}

/// Tells of the other files.
fn in_files(rows: &[&Row]) -> String {
    match files(rows).len() {
        0 | 1 => String::new(),
        2 => " there and in 1 other file".to_owned(),
        more => format!(" there and in {} other files", more - 1),
    }
}

/// Featuriser and weights from these examples alone.
pub fn fit_head<L: Label>(
    examples: &Examples<'_>,
    head: &HeadRecipe,
    recipe: &Recipe,
    listener: &mut dyn Listener,
) -> Result<(Head<L>, FitReport)> {
    let solver = &recipe.solver;
    let instances: Vec<&Instance> = examples.rows.iter().map(|row| &row.instance).collect();
    let featurizer = Featurizer::fit(&instances, head, solver.bias)?;
    let matrix = featurizer.transform(&instances);
    let class_weights = examples.class_weights(solver.class_weight);
    let weights: Vec<f64> =
        examples.labels.iter().zip(&examples.weights).map(|(&label, w)| w * class_weights[label]).collect();
    let params = LogisticParams::new()
        .solver(solver.solver)
        .c(solver.c)
        .tolerance(solver.tolerance)
        .max_iterations(solver.max_iterations)
        .check()?;
    let fitted =
        params.fit_weighted::<L>(&matrix, &examples.labels, &weights, None, &mut |i, objective| {
            listener.iteration(i, objective);
        })?;
    let mut found = fitted.weights().to_vec();
    undo_class_weights(&mut found, class_weights, solver.bias);
    Ok((Head::new(featurizer, Weights::quantised(&found), None), fitted.report().clone()))
}

/// Weighing a class by w shifts its logit by log w (King & Zeng 2001); the shift is taken out of the bias column,
/// which comes last, so that probabilities are those of the unweighted classes.
fn undo_class_weights(weights: &mut [f64], class_weights: [f64; CLASSES], bias: f32) {
    let from = weights.len() - CLASSES;
    for (weight, class_weight) in weights[from..].iter_mut().zip(class_weights) {
        *weight -= libm::log(class_weight) / f64::from(bias);
    }
}
