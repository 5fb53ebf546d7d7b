//! The review of a model on a labelled table.

use std::collections::HashSet;

use rayon::prelude::*;

use super::baseline::Baseline;
use crate::dataset::{Dataset, Row, split, text_key};
use crate::error::{ErrorKind, Result};
use crate::feature::Scratch;
use crate::instance::Instance;
use crate::label::{CLASSES, Label, Probabilities, Sentiment, Stance};
use crate::metric::{Bootstrap, Clusters, Counts, Decisions, Estimate, Measure, Scores};
use crate::model::{Head, Model};

/// A model reviewed on a table.
#[derive(Debug, Clone)]
pub struct Evaluation {
    /// One entry for each head that has both weights and labelled rows.
    pub heads: Vec<HeadEvaluation>,
    /// How the intervals were drawn.
    pub bootstrap: Bootstrap,
}

/// One head reviewed on the rows that are labelled for it.
#[derive(Debug, Clone)]
pub struct HeadEvaluation {
    /// "stance" or "sentiment".
    pub head: &'static str,
    /// The classes' names, in index order.
    pub classes: [&'static str; CLASSES],
    /// Rows scored.
    pub rows: usize,
    /// Groups (documents) they come from, which the bootstrap draws.
    pub documents: usize,
    /// The model first, then the baselines.
    pub systems: Vec<SystemScores>,
}

/// Who gave the labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    /// The model under review.
    Model,
    /// A baseline.
    Baseline(Baseline),
}

impl System {
    /// The system's name in tables and files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Model => "model",
            Self::Baseline(baseline) => baseline.name(),
        }
    }
}

/// Scores of one system.
#[derive(Debug, Clone)]
pub struct SystemScores {
    /// Whose.
    pub system: System,
    /// The confusion matrix: gold classes down, predicted ones across.
    pub counts: Counts,
    /// Everything that derives from it.
    pub scores: Scores,
    /// The same with intervals, in the order of [`Measure::ALL`].
    pub estimates: Vec<Estimate>,
}

impl SystemScores {
    /// A measure with its interval.
    pub fn estimate(&self, measure: Measure) -> Estimate {
        let position = Measure::ALL.iter().position(|&m| m == measure);
        position.and_then(|i| self.estimates.get(i).copied()).unwrap_or_default()
    }
}

/// Reviews every head of `model` for which `data` has labels; an error when there is none. A sentence counts once
/// for its sentiment, however many rows it has.
pub fn evaluate(model: &Model, data: &Dataset, bootstrap: Bootstrap) -> Result<Evaluation> {
    let heads = head_evaluations(model, data, bootstrap)?;
    if heads.is_empty() {
        return Err(ErrorKind::Usage("the table has no label for any head of the model".into()).into());
    }
    Ok(Evaluation { heads, bootstrap })
}

/// One review for each head of `model` that `data` has labels for.
pub(super) fn head_evaluations(
    model: &Model,
    data: &Dataset,
    bootstrap: Bootstrap,
) -> Result<Vec<HeadEvaluation>> {
    let stance: Vec<(&Row, usize)> =
        data.rows.iter().filter_map(|row| Some((row, row.stance?.index()))).collect();
    let mut seen = HashSet::new();
    let sentiment: Vec<(&Row, usize)> = data
        .rows
        .iter()
        .filter_map(|row| Some((row, row.sentiment?.index())))
        .filter(|(row, _)| seen.insert(text_key(&row.instance.text)))
        .collect();
    let mut heads = Vec::new();
    if let Some(head) = model.stance.as_ref().filter(|_| !stance.is_empty()) {
        heads.push(head_evaluation::<Stance>(head, &stance, bootstrap)?);
    }
    if let Some(head) = model.sentiment.as_ref().filter(|_| !sentiment.is_empty()) {
        heads.push(head_evaluation::<Sentiment>(head, &sentiment, bootstrap)?);
    }
    Ok(heads)
}

fn head_evaluation<L: Label>(
    head: &Head<L>,
    labelled: &[(&Row, usize)],
    bootstrap: Bootstrap,
) -> Result<HeadEvaluation> {
    let rows: Vec<&Row> = labelled.iter().map(|(row, _)| *row).collect();
    let gold: Vec<usize> = labelled.iter().map(|(_, class)| *class).collect();
    let instances: Vec<&Instance> = rows.iter().map(|row| &row.instance).collect();
    let clusters = Clusters::by_key(&split::groups(&rows));
    let score = |system: System, predicted: &[usize]| -> Result<SystemScores> {
        let decisions = Decisions::new(&gold, predicted)?;
        let counts = Counts::of(&decisions);
        let by_cluster = Counts::by_cluster(&decisions, &clusters)?;
        let estimates = bootstrap.estimate(&by_cluster, |counts| Scores::of(counts).values());
        Ok(SystemScores { system, counts, scores: Scores::of(&counts), estimates })
    };
    let predicted: Vec<usize> = probabilities(head, &instances).iter().map(Probabilities::argmax).collect();
    let mut systems = vec![score(System::Model, &predicted)?];
    for baseline in Baseline::ALL {
        systems.push(score(System::Baseline(baseline), &baseline.predict(&instances, &gold))?);
    }
    Ok(HeadEvaluation {
        head: L::HEAD,
        classes: L::ALL.map(Label::name),
        rows: rows.len(),
        documents: clusters.number(),
        systems,
    })
}

/// Probabilities of many instances, in order, on all threads.
fn probabilities<L: Label>(head: &Head<L>, instances: &[&Instance]) -> Vec<Probabilities> {
    instances
        .par_iter()
        .map_init(Scratch::default, |scratch, instance| head.probabilities(instance, scratch))
        .collect()
}
