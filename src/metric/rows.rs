//! Is the input fit to be scored? Slices are checked here, once.

use crate::error::{Error, Result};
use crate::label::{CLASSES, Probabilities};

/// How far the sum of a probability row may be from 1.
const SUM_TOLERANCE: f64 = 1e-6;

/// Gold and predicted classes of the same rows: equal lengths, every class below [`CLASSES`].
#[derive(Debug, Clone, Copy)]
pub struct Decisions<'a> {
    gold: &'a [usize],
    predicted: &'a [usize],
}

impl<'a> Decisions<'a> {
    /// Checks lengths and classes. No rows are fine: every figure is then undefined.
    pub fn new(gold: &'a [usize], predicted: &'a [usize]) -> Result<Self> {
        same_length("gold and predicted classes", gold.len(), predicted.len())?;
        known_classes("gold", gold)?;
        known_classes("predicted", predicted)?;
        Ok(Self { gold, predicted })
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.gold.len()
    }

    /// No rows at all.
    pub fn is_empty(&self) -> bool {
        self.gold.is_empty()
    }

    /// `(gold, predicted)` row by row.
    pub fn pairs(&self) -> impl ExactSizeIterator<Item = (usize, usize)> + '_ {
        self.gold.iter().copied().zip(self.predicted.iter().copied())
    }

    /// Whether each row is right.
    pub fn right(&self) -> impl Iterator<Item = bool> + '_ {
        self.pairs().map(|(gold, predicted)| gold == predicted)
    }
}

/// Gold classes and probability rows: equal lengths, every row finite, not negative and summing to 1 within
/// 1e-6.
#[derive(Debug, Clone, Copy)]
pub struct Forecasts<'a> {
    gold: &'a [usize],
    probabilities: &'a [[f64; CLASSES]],
}

impl<'a> Forecasts<'a> {
    /// Checks lengths, classes and probabilities.
    pub fn new(gold: &'a [usize], probabilities: &'a [[f64; CLASSES]]) -> Result<Self> {
        same_length("gold classes and probability rows", gold.len(), probabilities.len())?;
        known_classes("gold", gold)?;
        for (i, row) in probabilities.iter().enumerate() {
            known_probabilities(&format!("probability row {}", i + 1), row)?;
        }
        Ok(Self { gold, probabilities })
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.gold.len()
    }

    /// No rows at all.
    pub fn is_empty(&self) -> bool {
        self.gold.is_empty()
    }

    /// `(gold class, probabilities)` row by row.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = (usize, &'a [f64; CLASSES])> + '_ {
        self.gold.iter().copied().zip(self.probabilities)
    }

    /// The most probable class of each row, the first one at a tie.
    pub fn predicted(&self) -> Vec<usize> {
        self.probabilities.iter().map(|&row| Probabilities(row).argmax()).collect()
    }

    /// Confidence (largest probability) of each row and whether its class is the gold one.
    pub fn top_label(&self) -> Vec<Scored> {
        self.rows()
            .map(|(gold, &row)| {
                let row = Probabilities(row);
                Scored { score: row.confidence(), hit: row.argmax() == gold }
            })
            .collect()
    }

    /// Probability of `class` in each row and whether the gold class is `class`. A class that does not exist
    /// has probability 0.
    pub fn one_against_rest(&self, class: usize) -> Vec<Scored> {
        self.rows()
            .map(|(gold, row)| Scored { score: row.get(class).copied().unwrap_or(0.0), hit: gold == class })
            .collect()
    }
}

/// A score in `[0, 1]` for an event, and whether the event came about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scored {
    /// The score, larger for more likely.
    pub score: f64,
    /// Whether the event came about.
    pub hit: bool,
}

pub(super) fn same_length(what: &str, left: usize, right: usize) -> Result<()> {
    if left == right {
        return Ok(());
    }
    Err(Error::usage(format!("{what} must be of the same number: {left} and {right}")))
}

pub(super) fn known_classes(what: &str, classes: &[usize]) -> Result<()> {
    match classes.iter().position(|&class| class >= CLASSES) {
        None => Ok(()),
        Some(i) => Err(Error::usage(format!(
            "{what} class {} of row {} does not exist: classes are 0 to {}",
            classes[i],
            i + 1,
            CLASSES - 1
        ))),
    }
}

pub(super) fn known_probabilities(what: &str, row: &[f64; CLASSES]) -> Result<()> {
    let sum: f64 = row.iter().sum();
    // A NaN fails both comparisons.
    if row.iter().all(|p| *p >= 0.0) && (sum - 1.0).abs() <= SUM_TOLERANCE {
        return Ok(());
    }
    Err(Error::usage(format!("{what} is not a distribution: {row:?} must not be negative and must sum to 1")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_input_is_named() {
        let error = |r: Result<()>| r.unwrap_err().to_string();
        assert_eq!(
            error(Decisions::new(&[0], &[]).map(drop)),
            "gold and predicted classes must be of the same number: 1 and 0"
        );
        assert_eq!(
            error(Decisions::new(&[0, 3], &[0, 0]).map(drop)),
            "gold class 3 of row 2 does not exist: classes are 0 to 2"
        );
        for row in [[0.5, 0.5, 0.5], [f64::NAN, 0.5, 0.5], [-0.5, 1.0, 0.5], [f64::INFINITY, 0.0, 0.0]] {
            let message = error(Forecasts::new(&[1], &[row]).map(drop));
            assert!(message.starts_with("probability row 1 is not a distribution"), "{message}");
        }
    }

    #[test]
    fn a_tie_goes_to_the_first_class() {
        let forecasts = [[0.4, 0.4, 0.2]];
        let forecasts = Forecasts::new(&[1], &forecasts).unwrap();
        assert_eq!(forecasts.predicted(), [0]);
        assert_eq!(forecasts.top_label(), [Scored { score: 0.4, hit: false }]);
    }
}
