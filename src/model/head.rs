//! A head: featuriser, weights and calibrator of one label set, from text to probabilities.

use std::marker::PhantomData;

use super::calibrator::Calibrator;
use crate::feature::{Featurizer, Scratch};
use crate::instance::Instance;
use crate::label::{CLASSES, Label, Probabilities};

/// One head of a model.
#[derive(Debug, Clone, PartialEq)]
pub struct Head<L> {
    pub(crate) featurizer: Featurizer,
    pub(crate) weights: Weights,
    pub(crate) calibrator: Option<Calibrator>,
    label: PhantomData<L>,
}

/// Weights in 16 bits, with one scale a class: weight = stored · scale. Classes are adjacent, so that a feature
/// is one look-up.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    pub(crate) stored: Vec<[i16; CLASSES]>,
    pub(crate) scale: [f32; CLASSES],
}

impl Weights {
    /// Rounds weights of shape (columns, classes), given row by row, to 16 bits: the error is at most 1/65,534 of
    /// the class's largest weight.
    pub fn quantised(weights: &[f64]) -> Self {
        let mut scale = [0.0_f32; CLASSES];
        for row in weights.chunks_exact(CLASSES) {
            for (largest, weight) in scale.iter_mut().zip(row) {
                #[expect(clippy::cast_possible_truncation, reason = "stored in single precision")]
                let magnitude = weight.abs() as f32;
                *largest = largest.max(magnitude);
            }
        }
        let scale = scale.map(|largest| if largest > 0.0 { largest / f32::from(i16::MAX) } else { 1.0 });
        let stored = weights
            .chunks_exact(CLASSES)
            .map(|row| {
                std::array::from_fn(|class| {
                    let steps = (row[class] / f64::from(scale[class])).round();
                    #[expect(clippy::cast_possible_truncation, reason = "clamped to the range of 16 bits")]
                    let stored = steps.clamp(f64::from(-i16::MAX), f64::from(i16::MAX)) as i16;
                    stored
                })
            })
            .collect();
        Self { stored, scale }
    }

    /// The weights of a column.
    pub fn of(&self, column: u32) -> [f64; CLASSES] {
        let stored = self.stored[column as usize];
        std::array::from_fn(|class| f64::from(stored[class]) * f64::from(self.scale[class]))
    }

    /// How many columns.
    pub fn columns(&self) -> usize {
        self.stored.len()
    }
}

impl<L: Label> Head<L> {
    /// From its parts; `weights` must have as many columns as `featurizer` makes.
    pub fn new(featurizer: Featurizer, weights: Weights, calibrator: Option<Calibrator>) -> Self {
        debug_assert_eq!(featurizer.width(), weights.columns());
        Self { featurizer, weights, calibrator, label: PhantomData }
    }

    /// Logits of an instance, before calibration.
    pub fn logits(&self, instance: &Instance, scratch: &mut Scratch) -> [f64; CLASSES] {
        let mut logits = [0.0; CLASSES];
        self.featurizer.write_row(instance, scratch, |column, value| {
            for (sum, weight) in logits.iter_mut().zip(self.weights.of(column)) {
                *sum += f64::from(value) * weight;
            }
        });
        logits
    }

    /// Probabilities of an instance, calibrated where the head has a calibrator.
    pub fn probabilities(&self, instance: &Instance, scratch: &mut Scratch) -> Probabilities {
        self.calibrated(self.logits(instance, scratch))
    }

    /// Probabilities from logits.
    pub fn calibrated(&self, logits: [f64; CLASSES]) -> Probabilities {
        match &self.calibrator {
            Some(calibrator) => calibrator.probabilities(logits),
            None => Probabilities::from_logits(logits),
        }
    }

    /// The featuriser.
    pub fn featurizer(&self) -> &Featurizer {
        &self.featurizer
    }

    /// The weights.
    pub fn weights(&self) -> &Weights {
        &self.weights
    }

    /// The calibrator, where it helped.
    pub fn calibrator(&self) -> Option<&Calibrator> {
        self.calibrator.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn quantised_weights_are_close(weights in prop::collection::vec(-5.0..5.0_f64, 30)) {
            let quantised = Weights::quantised(&weights);
            for (column, row) in weights.chunks_exact(CLASSES).enumerate() {
                let stored = quantised.of(u32::try_from(column).unwrap());
                for class in 0..CLASSES {
                    prop_assert!((stored[class] - row[class]).abs() <= 5.0 / 65_000.0);
                }
            }
        }
    }
}
