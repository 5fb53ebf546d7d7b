//! Which features a model knows: fingerprints with their columns and inverse document frequencies.

use std::collections::HashMap;

use foldhash::fast::FixedState;

/// A flat table of fingerprints. Fingerprints are hashes, so their top bits spread evenly: a small index over
/// the top bits leads to the one or two candidates.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Vocabulary {
    /// Sorted; a feature's column is its position.
    fingerprints: Vec<u64>,
    /// Inverse document frequency of each column: ln((1 + n) / (1 + df)) + 1, as scikit-learn smooths it.
    idf: Vec<f32>,
    /// For each value of the top bits, the first position that has it or a larger one; one more at the end.
    index: Vec<u32>,
    /// How far a fingerprint is shifted to give its top bits.
    shift: u32,
}

impl Vocabulary {
    /// From the document frequencies counted over `texts` texts; features below `min_rows` are left out.
    pub fn from_counts(counts: HashMap<u64, u32, FixedState>, texts: u32, min_rows: u32) -> Self {
        let mut kept: Vec<(u64, u32)> = counts.into_iter().filter(|&(_, df)| df >= min_rows).collect();
        kept.sort_unstable();
        let idf = |df: u32| {
            let ratio = (1.0 + f64::from(texts)) / (1.0 + f64::from(df));
            #[expect(clippy::cast_possible_truncation, reason = "stored in single precision")]
            let idf = (libm::log(ratio) + 1.0) as f32;
            idf
        };
        Self::new(kept.iter().map(|&(id, _)| id).collect(), kept.iter().map(|&(_, df)| idf(df)).collect())
    }

    /// From the parts of a model file. `fingerprints` must be sorted and different, and `idf` as long.
    pub fn new(fingerprints: Vec<u64>, idf: Vec<f32>) -> Self {
        let bits = fingerprints.len().max(2).next_power_of_two().trailing_zeros();
        let shift = 64 - bits;
        let mut index = Vec::with_capacity((1 << bits) + 1);
        let mut at = 0_u32;
        for top in 0..1_u64 << bits {
            while fingerprints.get(at as usize).is_some_and(|id| id >> shift < top) {
                at += 1;
            }
            index.push(at);
        }
        index.push(u32::try_from(fingerprints.len()).unwrap_or(u32::MAX));
        Self { fingerprints, idf, index, shift }
    }

    /// How many features there are.
    pub fn len(&self) -> usize {
        self.fingerprints.len()
    }

    /// True if there is none.
    pub fn is_empty(&self) -> bool {
        self.fingerprints.is_empty()
    }

    /// The column of a feature, if the model knows it.
    pub fn column(&self, fingerprint: u64) -> Option<u32> {
        if self.fingerprints.is_empty() {
            return None;
        }
        #[expect(clippy::cast_possible_truncation, reason = "at most as many top bits as entries")]
        let top = (fingerprint >> self.shift) as usize;
        let (from, to) = (self.index[top], self.index[top + 1]);
        let bucket = &self.fingerprints[from as usize..to as usize];
        let offset = bucket.iter().position(|&id| id == fingerprint)?;
        Some(from + u32::try_from(offset).ok()?)
    }

    /// Inverse document frequency of a column.
    pub fn idf(&self, column: u32) -> f32 {
        self.idf[column as usize]
    }

    /// All fingerprints, in column order.
    pub fn fingerprints(&self) -> &[u64] {
        &self.fingerprints
    }

    /// All inverse document frequencies, in column order.
    pub fn idfs(&self) -> &[f32] {
        &self.idf
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn rare_features_are_left_out_and_frequent_ones_weigh_less() {
        let counts = HashMap::from_iter([(7, 1), (9, 2), (u64::MAX, 4)]);
        let vocabulary = Vocabulary::from_counts(counts, 4, 2);
        assert_eq!(vocabulary.fingerprints(), [9, u64::MAX]);
        assert_eq!(vocabulary.column(7), None);
        // ln((1 + 4) / (1 + 2)) + 1
        assert!((vocabulary.idf(0) - 1.510_825_6).abs() < 1e-6);
        assert_eq!(vocabulary.idf(1), 1.0);
    }

    proptest! {
        #[test]
        fn every_fingerprint_is_found_at_its_place(mut ids in prop::collection::vec(any::<u64>(), 0..200)) {
            ids.sort_unstable();
            ids.dedup();
            let vocabulary = Vocabulary::new(ids.clone(), vec![1.0; ids.len()]);
            for (column, &id) in ids.iter().enumerate() {
                prop_assert_eq!(vocabulary.column(id).map(|c| c as usize), Some(column));
                prop_assert_eq!(vocabulary.column(id.wrapping_add(1)).is_some(), ids.contains(&id.wrapping_add(1)));
            }
        }
    }
}
