//! The actor head: a small linfa-logistic model that labels an actor from all of its evidence, in place of the rule of
//! [`ActorStance`](crate::pipeline::ActorStance), where it was measured to be better.
//!
//! The columns of one actor, each standardised over the training actors:
//!
//! | columns | what |
//! |---|---|
//! | 0–2 | the largest centred log p of each class over the evidence that decides |
//! | 3–5 | their mean over the evidence that decides |
//! | 6 | log(1 + pieces of evidence) |
//! | 7–8 | shares of evidence in direct or mixed, and in indirect speech |
//! | 9 | share of declined comments |
//! | 10 | share of evidence that names the target |
//! | 11 | log(1 + views of the actor that others tell) |

use linfa::dataset::DatasetBase;
use linfa::traits::Fit;
use ndarray::{Array1, Array2};
use serde::{Deserialize, Serialize};

use crate::error::{ErrorKind, Result};
use crate::label::{CLASSES, Label, Probabilities, Stance, Voice};

/// How strongly the weights are held to zero: as with C = 0.1.
const ALPHA: f64 = 10.0;
/// Columns an actor.
const COLUMNS: usize = 12;
/// No probability counts as smaller, so that one sure sentence does not drown all others.
const LEAST: f64 = 1e-3;

/// One piece of an actor's evidence, as the head sees it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weighed {
    /// What the stance head says.
    pub probabilities: Probabilities,
    /// In whose words.
    pub voice: Voice,
    /// "Declined to comment".
    pub declined: bool,
    /// It names the target itself.
    pub named: bool,
    /// Among the evidence that decides: see [`ActorStance::of`](crate::pipeline::ActorStance::of).
    pub decides: bool,
}

/// All evidence of one actor.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ActorEvidence {
    /// Its own.
    pub own: Vec<Weighed>,
    /// How often others tell of its stance.
    pub told: usize,
}

/// Labels an actor from its evidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ActorHead {
    /// Shape (class, column), for standardised columns.
    weights: [[f64; COLUMNS]; CLASSES],
    /// One number a class.
    offset: [f64; CLASSES],
    /// Of each column over the training actors.
    mean: [f64; COLUMNS],
    /// Of each column over the training actors; 1 for a constant one.
    deviation: [f64; COLUMNS],
}

impl ActorHead {
    /// Fits on actors with evidence and their gold stances. Every class must occur.
    pub fn fit(actors: &[(&ActorEvidence, Stance)]) -> Result<Self> {
        let rows: Vec<[f64; COLUMNS]> = actors.iter().map(|(evidence, _)| columns(evidence)).collect();
        let (mean, deviation) = moments(&rows);
        let standardised = Array2::from_shape_fn((rows.len(), COLUMNS), |(row, column)| {
            (rows[row][column] - mean[column]) / deviation[column]
        });
        let labels: Array1<usize> = actors.iter().map(|(_, stance)| stance.index()).collect();
        let model = linfa_logistic::MultiLogisticRegression::default()
            .alpha(ALPHA)
            .gradient_tolerance(1e-6)
            .max_iterations(500)
            .fit(&DatasetBase::new(standardised, labels))
            .map_err(|error| ErrorKind::Training(format!("actor head: {error}")))?;
        if model.params().dim() != (COLUMNS, CLASSES) {
            return Err(ErrorKind::Training("actor head: a class has no actors".into()).into());
        }
        Ok(Self {
            weights: std::array::from_fn(|class| std::array::from_fn(|c| model.params()[(c, class)])),
            offset: std::array::from_fn(|class| model.intercept()[class]),
            mean,
            deviation,
        })
    }

    /// All its numbers, deviations by what they multiply with.
    pub(super) fn numbers(&self) -> impl Iterator<Item = f64> {
        let factors = self.deviation.iter().map(|deviation| 1.0 / deviation);
        self.weights.iter().flatten().chain(&self.offset).chain(&self.mean).copied().chain(factors)
    }

    /// Probabilities of the three stances; evidence there must be.
    pub fn probabilities(&self, evidence: &ActorEvidence) -> Probabilities {
        let row = columns(evidence);
        let mut logits = self.offset;
        for (logit, weights) in logits.iter_mut().zip(&self.weights) {
            for column in 0..COLUMNS {
                *logit += weights[column] * (row[column] - self.mean[column]) / self.deviation[column];
            }
        }
        Probabilities::from_logits(logits)
    }
}

fn columns(evidence: &ActorEvidence) -> [f64; COLUMNS] {
    let all = &evidence.own;
    let deciding: Vec<[f64; CLASSES]> =
        all.iter().filter(|e| e.decides).map(|e| centred(e.probabilities)).collect();
    let mut row = [0.0; COLUMNS];
    for class in 0..CLASSES {
        let values = || deciding.iter().map(|logs| logs[class]);
        row[class] = values().reduce(f64::max).unwrap_or(0.0);
        row[CLASSES + class] = values().sum::<f64>() / deciding.len().max(1) as f64;
    }
    let share = |holds: &dyn Fn(&Weighed) -> bool| {
        all.iter().filter(|e| holds(e)).count() as f64 / all.len().max(1) as f64
    };
    row[6] = libm::log1p(all.len() as f64);
    row[7] = share(&|e| matches!(e.voice, Voice::Direct | Voice::Mixed));
    row[8] = share(&|e| e.voice == Voice::Indirect);
    row[9] = share(&|e| e.declined);
    row[10] = share(&|e| e.named);
    row[11] = libm::log1p(evidence.told as f64);
    row
}

/// Log p of each class less their mean.
fn centred(probabilities: Probabilities) -> [f64; CLASSES] {
    let logs = probabilities.0.map(|p| libm::log(p.max(LEAST)));
    let mean = logs.iter().sum::<f64>() / CLASSES as f64;
    logs.map(|log| log - mean)
}

/// Mean and standard deviation of each column.
fn moments(rows: &[[f64; COLUMNS]]) -> ([f64; COLUMNS], [f64; COLUMNS]) {
    let n = rows.len().max(1) as f64;
    let mean: [f64; COLUMNS] = std::array::from_fn(|c| rows.iter().map(|row| row[c]).sum::<f64>() / n);
    let deviation = std::array::from_fn(|c| {
        let variance = rows.iter().map(|row| (row[c] - mean[c]).powi(2)).sum::<f64>() / n;
        if variance > 1e-12 { variance.sqrt() } else { 1.0 }
    });
    (mean, deviation)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evidence(rows: &[[f64; CLASSES]]) -> ActorEvidence {
        let own = rows.iter().map(|&row| Weighed {
            probabilities: Probabilities(row),
            voice: Voice::Direct,
            declined: false,
            named: true,
            decides: true,
        });
        ActorEvidence { own: own.collect(), told: 0 }
    }

    /// Actors with one or two pieces of evidence that say the class with some noise.
    fn actors() -> Vec<(ActorEvidence, Stance)> {
        let mut actors = Vec::new();
        for i in 0..90 {
            let class = i % CLASSES;
            let mut clear = [0.15; CLASSES];
            clear[(class + usize::from(i % 10 == 0)) % CLASSES] = 0.7;
            let both = [clear, [0.2, 0.6, 0.2]];
            actors.push((evidence(&both[..=i % 2]), Stance::ALL[class]));
        }
        actors
    }

    #[test]
    fn clear_evidence_decides_beside_a_procedural_sentence() {
        let actors = actors();
        let head = ActorHead::fit(&actors.iter().map(|(e, s)| (e, *s)).collect::<Vec<_>>()).unwrap();
        let label = |rows: &[[f64; CLASSES]]| head.probabilities(&evidence(rows)).label::<Stance>();
        assert_eq!(label(&[[0.8, 0.1, 0.1], [0.2, 0.6, 0.2]]), Stance::Against);
        assert_eq!(label(&[[0.1, 0.1, 0.8], [0.2, 0.6, 0.2]]), Stance::Favor);
        assert_eq!(label(&[[0.2, 0.6, 0.2], [0.1, 0.8, 0.1]]), Stance::Neutral);
    }

    #[test]
    fn no_evidence_at_all_gives_no_number_that_is_none() {
        let actors = actors();
        let head = ActorHead::fit(&actors.iter().map(|(e, s)| (e, *s)).collect::<Vec<_>>()).unwrap();
        let probabilities = head.probabilities(&ActorEvidence::default());
        assert!((probabilities.0.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_class_without_actors_is_an_error() {
        let one = (evidence(&[[0.8, 0.1, 0.1]]), Stance::Against);
        assert!(ActorHead::fit(&[(&one.0, one.1), (&one.0, one.1)]).is_err());
    }
}
