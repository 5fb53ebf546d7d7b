//! Why a head gave its answer: what each feature added to the margin between the two most probable classes.

use super::head::Head;
use crate::feature::Scratch;
use crate::instance::Instance;
use crate::label::{CLASSES, Label, Probabilities};

/// The answer to one instance, taken apart. The contributions sum to the margin, before calibration.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation<L> {
    /// Calibrated probabilities.
    pub probabilities: Probabilities,
    /// Logits before calibration, in class order.
    pub logits: [f64; CLASSES],
    /// The class with the largest logit.
    pub first: L,
    /// The class with the second largest logit.
    pub second: L,
    /// Logit of the first minus logit of the second class.
    pub margin: f64,
    /// All known features of the instance, those that moved the margin most first.
    pub contributions: Vec<Contribution>,
}

/// What one feature added.
#[derive(Debug, Clone, PartialEq)]
pub struct Contribution {
    /// Group and parts of the feature.
    pub feature: String,
    /// Its value in the row.
    pub value: f32,
    /// What it added to each class's logit.
    pub logits: [f64; CLASSES],
    /// What it added to the margin; negative if it spoke for the second class.
    pub margin: f64,
}

impl<L: Label> Head<L> {
    /// Explains the answer to an instance.
    pub fn explain(&self, instance: &Instance) -> Explanation<L> {
        let logits = self.logits(instance, &mut Scratch::default());
        let mut order: Vec<usize> = (0..CLASSES).collect();
        order.sort_by(|&a, &b| logits[b].total_cmp(&logits[a]));
        let (first, second) = (order[0], order[1]);
        let mut contributions: Vec<Contribution> = self
            .featurizer
            .named_row(instance)
            .into_iter()
            .map(|feature| {
                let added = self.weights.of(feature.column).map(|weight| weight * f64::from(feature.value));
                Contribution {
                    feature: feature.name,
                    value: feature.value,
                    logits: added,
                    margin: added[first] - added[second],
                }
            })
            .collect();
        contributions.sort_by(|a, b| {
            b.margin.abs().total_cmp(&a.margin.abs()).then_with(|| a.feature.cmp(&b.feature))
        });
        Explanation {
            probabilities: self.calibrated(logits),
            margin: logits[first] - logits[second],
            logits,
            first: L::ALL[first],
            second: L::ALL[second],
            contributions,
        }
    }
}
