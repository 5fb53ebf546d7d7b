//! The review of a model on a labelled table.

use super::baseline::Baseline;
use super::head_label::{HeadLabel, Scored, classes};
use crate::dataset::Dataset;
use crate::error::{Error, Result};
use crate::label::{CLASSES, Label, Sentiment, Stance};
use crate::metric::{Bootstrap, Counts, Decisions, Estimate, Measure, Scores};
use crate::model::Model;

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
        measure.of(&self.estimates)
    }
}

/// Reviews every head of `model` for which `data` has labels; an error when there is none. A sentence counts once
/// for its sentiment, however many rows it has.
pub fn evaluate(model: &Model, data: &Dataset, bootstrap: Bootstrap) -> Result<Evaluation> {
    let heads = head_evaluations(model, data, bootstrap)?;
    if heads.is_empty() {
        return Err(Error::usage("the table has no label for any head of the model"));
    }
    Ok(Evaluation { heads, bootstrap })
}

/// One review for each head of `model` that `data` has labels for.
pub(super) fn head_evaluations(
    model: &Model,
    data: &Dataset,
    bootstrap: Bootstrap,
) -> Result<Vec<HeadEvaluation>> {
    let heads = [
        head_evaluation::<Stance>(model, data, bootstrap)?,
        head_evaluation::<Sentiment>(model, data, bootstrap)?,
    ];
    Ok(heads.into_iter().flatten().collect())
}

fn head_evaluation<L: HeadLabel>(
    model: &Model,
    data: &Dataset,
    bootstrap: Bootstrap,
) -> Result<Option<HeadEvaluation>> {
    let scored = Scored::of::<L>(&data.rows);
    let Some(head) = L::of_model(model).filter(|_| !scored.is_empty()) else { return Ok(None) };
    let instances = scored.instances();
    let score = |system: System, predicted: &[usize]| -> Result<SystemScores> {
        let decisions = Decisions::new(&scored.gold, predicted)?;
        let counts = Counts::of(&decisions);
        let by_cluster = Counts::by_cluster(&decisions, &scored.clusters)?;
        let estimates = bootstrap.estimate(&by_cluster, |counts| Scores::of(counts).values());
        Ok(SystemScores { system, counts, scores: Scores::of(&counts), estimates })
    };
    let mut systems = vec![score(System::Model, &classes(head, &instances))?];
    for baseline in Baseline::ALL {
        systems.push(score(System::Baseline(baseline), &baseline.predict(&instances, &scored.gold))?);
    }
    Ok(Some(HeadEvaluation {
        head: L::HEAD,
        classes: L::ALL.map(Label::name),
        rows: scored.len(),
        documents: scored.clusters.number(),
        systems,
    }))
}
