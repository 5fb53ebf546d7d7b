//! How often was each gold class given each label? All scores of hard labels derive from these integers.

use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::label::CLASSES;
use crate::metric::{Clusters, Decisions};

/// The confusion matrix: rows are gold classes, columns predicted ones. Not weighted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts(pub [[u64; CLASSES]; CLASSES]);

impl Counts {
    /// Counts all rows.
    pub fn of(decisions: &Decisions) -> Self {
        let mut counts = Self::default();
        for pair in decisions.pairs() {
            counts.add(pair);
        }
        counts
    }

    /// Counts the rows of each cluster apart, for resampling. Fails when `clusters` is for another number of
    /// rows.
    pub fn by_cluster(decisions: &Decisions, clusters: &Clusters) -> Result<Vec<Self>> {
        clusters.sums(decisions.pairs(), Self::add)
    }

    fn add(&mut self, (gold, predicted): (usize, usize)) {
        self.0[gold][predicted] += 1;
    }

    /// All rows.
    pub fn total(&self) -> u64 {
        self.0.iter().flatten().sum()
    }

    /// Rows whose label is right.
    pub fn right(&self) -> u64 {
        (0..CLASSES).map(|class| self.0[class][class]).sum()
    }

    /// Rows of each gold class (support).
    pub fn gold(&self) -> [u64; CLASSES] {
        self.0.map(|row| row.iter().sum())
    }

    /// Rows given each label.
    pub fn predicted(&self) -> [u64; CLASSES] {
        let mut columns = [0; CLASSES];
        for row in &self.0 {
            for (sum, n) in columns.iter_mut().zip(row) {
                *sum += n;
            }
        }
        columns
    }
}

impl AddAssign<&Counts> for Counts {
    fn add_assign(&mut self, other: &Counts) {
        for (row, more) in self.0.iter_mut().zip(&other.0) {
            for (sum, n) in row.iter_mut().zip(more) {
                *sum += n;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clusters_sum_to_the_whole() {
        let decisions = Decisions::new(&[0, 1, 2, 2], &[0, 2, 2, 1]).unwrap();
        let whole = Counts::of(&decisions);
        assert_eq!(whole.0, [[1, 0, 0], [0, 0, 1], [0, 1, 1]]);
        assert_eq!((whole.total(), whole.right()), (4, 2));
        assert_eq!((whole.gold(), whole.predicted()), ([1, 1, 2], [1, 1, 2]));
        let mut sum = Counts::default();
        for part in &Counts::by_cluster(&decisions, &Clusters::by_key(&[1, 2, 1, 1])).unwrap() {
            sum += part;
        }
        assert_eq!(sum, whole);
    }
}
