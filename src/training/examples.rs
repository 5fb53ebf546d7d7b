//! Which rows a head learns from, with label, weight and group.

use std::collections::HashSet;

use crate::dataset::{Dataset, Row, text_key};
use crate::error::Result;
use crate::label::{CLASSES, Label};
use crate::recipe::ClassWeight;

/// The rows of one head, side by side.
#[derive(Debug, Default)]
pub struct Examples<'d> {
    pub rows: Vec<&'d Row>,
    /// Class indices.
    pub labels: Vec<usize>,
    /// Sample weights.
    pub weights: Vec<f64>,
}

impl<'d> Examples<'d> {
    /// All rows with a stance.
    pub fn stance(data: &'d Dataset) -> Self {
        Self::collect(data.rows.iter().filter_map(|row| Some((row, row.stance?))))
    }

    /// One row for each different text with a sentiment.
    pub fn sentiment(data: &'d Dataset) -> Self {
        let mut seen = HashSet::new();
        let labelled = data.rows.iter().filter_map(|row| Some((row, row.sentiment?)));
        Self::collect(labelled.filter(|(row, _)| seen.insert(text_key(&row.instance.text))))
    }

    fn collect<L: Label>(rows: impl Iterator<Item = (&'d Row, L)>) -> Self {
        let mut all = Self::default();
        for (row, label) in rows {
            all.rows.push(row);
            all.labels.push(label.index());
            all.weights.push(row.weight);
        }
        all
    }

    /// The examples at these positions.
    pub fn select(&self, positions: &[usize]) -> Self {
        Self {
            rows: positions.iter().map(|&i| self.rows[i]).collect(),
            labels: positions.iter().map(|&i| self.labels[i]).collect(),
            weights: positions.iter().map(|&i| self.weights[i]).collect(),
        }
    }

    /// Rows of each class.
    pub fn class_counts(&self) -> [u64; CLASSES] {
        let mut counts = [0; CLASSES];
        for &label in &self.labels {
            counts[label] += 1;
        }
        counts
    }

    /// The weight of each class.
    pub fn class_weights(&self, rule: ClassWeight) -> [f64; CLASSES] {
        let counts = self.class_counts();
        match rule {
            ClassWeight::None => [1.0; CLASSES],
            ClassWeight::Balanced => {
                let total = self.labels.len() as f64;
                counts.map(|n| if n == 0 { 1.0 } else { total / (CLASSES as f64 * n as f64) })
            }
        }
    }

    /// Positions inside and outside each of `k` folds, cut so that no document and no text is on both sides.
    pub fn folds(&self, k: usize, seed: u64) -> Result<Vec<(Vec<usize>, Vec<usize>)>> {
        let fold_of = crate::dataset::folds(&self.rows, k, seed)?;
        Ok((0..k).map(|fold| (0..self.rows.len()).partition(|&row| fold_of[row] == fold)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::ReadOptions;
    use crate::label::{Sentiment, Stance};

    #[test]
    fn a_text_counts_once_for_its_sentiment() {
        let table = "text,holder,target,stance,sentiment\n\
                     Ana and Ben met.,Ana,Ben,favor,neutral\n\
                     Ana and Ben met.,Ben,Ana,against,neutral\n";
        let data = Dataset::read_from(table.as_bytes(), "t.csv", &ReadOptions::default()).unwrap();
        assert_eq!(Examples::stance(&data).labels, [Stance::Favor as usize, Stance::Against as usize]);
        assert_eq!(Examples::sentiment(&data).labels, [Sentiment::Neutral as usize]);
    }
}
