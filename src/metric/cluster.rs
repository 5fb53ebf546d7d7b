//! Which rows belong together? Rows of one document are not independent, so whole documents are resampled.

use std::collections::BTreeMap;

use crate::error::Result;
use crate::metric::rows::same_length;

/// The cluster of each row, numbered from 0 in the order of the keys, so that the order of the rows does not
/// matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clusters {
    of_row: Vec<usize>,
    number: usize,
}

impl Clusters {
    /// Rows with equal keys (document ids) form a cluster.
    pub fn by_key<K: Ord>(keys: &[K]) -> Self {
        let mut ids: BTreeMap<&K, usize> = keys.iter().map(|key| (key, 0)).collect();
        for (id, slot) in ids.values_mut().enumerate() {
            *slot = id;
        }
        Self { of_row: keys.iter().map(|key| ids[key]).collect(), number: ids.len() }
    }

    /// Every row stands alone.
    pub fn singletons(rows: usize) -> Self {
        Self { of_row: (0..rows).collect(), number: rows }
    }

    /// Number of clusters.
    pub fn number(&self) -> usize {
        self.number
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.of_row.len()
    }

    /// The cluster of a row, from 0 to [`number`](Self::number); `row` is below [`rows`](Self::rows).
    pub fn of_row(&self, row: usize) -> usize {
        self.of_row[row]
    }

    /// One sum for each cluster: `add` is called for every row with the cluster's sum and the row's value.
    /// Fails when there are not as many values as rows.
    pub fn sums<S, T>(
        &self,
        values: impl ExactSizeIterator<Item = T>,
        mut add: impl FnMut(&mut S, T),
    ) -> Result<Vec<S>>
    where
        S: Default + Clone,
    {
        same_length("rows and their documents", values.len(), self.rows())?;
        let mut sums = vec![S::default(); self.number];
        for (&cluster, value) in self.of_row.iter().zip(values) {
            add(&mut sums[cluster], value);
        }
        Ok(sums)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clusters_are_numbered_by_key_not_by_place() {
        let clusters = Clusters::by_key(&["b", "a", "b"]);
        assert_eq!(clusters.number(), 2);
        let sums: Vec<i32> = clusters.sums([1, 2, 4].into_iter(), |sum, v| *sum += v).unwrap();
        assert_eq!(sums, [2, 5]);
        assert!(clusters.sums([1].into_iter(), |sum: &mut i32, v| *sum += v).is_err());
    }
}
