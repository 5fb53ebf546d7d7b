//! Does the evaluation hold what the model was trained on? Equal and nearly equal texts, shared documents and targets.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use foldhash::fast::FixedState;
use rayon::prelude::*;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use crate::dataset::{Dataset, Row, text_key};
use crate::metric::random::Stream;

/// Words of a shingle.
const SHINGLE: usize = 5;
/// Texts that share this part of their shingles are nearly equal.
pub(super) const NEAR: f64 = 0.8;
/// Bands of the `MinHash` signature, each of `ROWS` values: a pair at `NEAR` shares one with probability above 0.999.
const BANDS: usize = 16;
const ROWS: usize = 4;

/// What evaluation and training data share.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Leaks {
    /// Rows of the evaluation whose text stands in the training data: position, position there.
    pub texts: Vec<(usize, usize)>,
    /// Rows whose text nearly does: position, position there, Jaccard similarity of the shingles.
    pub near: Vec<(usize, usize, f64)>,
    /// Documents of both, with the number of rows of the evaluation.
    pub documents: BTreeMap<String, usize>,
    /// Targets of both, whatever the letter case, with the number of rows of the evaluation.
    pub targets: BTreeMap<String, usize>,
}

impl Leaks {
    /// Nothing is shared.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty() && self.near.is_empty() && self.documents.is_empty() && self.targets.is_empty()
    }

    /// What `data` shares with `training`.
    pub fn between(data: &Dataset, training: &Dataset) -> Self {
        let mut known: HashMap<u128, usize, FixedState> = HashMap::default();
        for (position, row) in training.rows.iter().enumerate() {
            known.entry(text_key(&row.instance.text)).or_insert(position);
        }
        let mut leaks = Self { near: near(data, training, &known), ..Self::default() };
        let documents: HashSet<&str> = training.rows.iter().filter_map(own_document).collect();
        let targets: HashSet<u128> =
            training.rows.iter().filter_map(|row| row.instance.target.as_deref()).map(text_key).collect();
        for (position, row) in data.rows.iter().enumerate() {
            if let Some(&there) = known.get(&text_key(&row.instance.text)) {
                leaks.texts.push((position, there));
            }
            if let Some(document) = own_document(row).filter(|document| documents.contains(document)) {
                *leaks.documents.entry(document.to_owned()).or_default() += 1;
            }
            if let Some(target) = row.instance.target.as_deref().filter(|t| targets.contains(&text_key(t))) {
                *leaks.targets.entry(target.to_lowercase()).or_default() += 1;
            }
        }
        leaks
    }

    /// What can be shared, and how often it is.
    pub fn counts(&self) -> [(&'static str, usize); 4] {
        [
            ("text", self.texts.len()),
            ("nearly equal text", self.near.len()),
            ("document", self.documents.len()),
            ("target", self.targets.len()),
        ]
    }
}

/// The document that the table names; one that is only a fingerprint of the text tells nothing more than the text.
fn own_document(row: &Row) -> Option<&str> {
    Some(row.document.as_str()).filter(|document| !document.starts_with("text:"))
}

/// Hashes of all runs of [`SHINGLE`] words, sorted; of all words where there are fewer.
pub(super) fn shingles(text: &str) -> BTreeSet<u64> {
    let words: Vec<u64> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| xxh3_64(word.to_lowercase().as_bytes()))
        .collect();
    let of = |run: &[u64]| {
        let mut hash = Xxh3::new();
        for word in run {
            hash.update(&word.to_le_bytes());
        }
        hash.digest()
    };
    if words.len() < SHINGLE {
        std::iter::once(of(&words)).collect()
    } else {
        words.windows(SHINGLE).map(of).collect()
    }
}

pub(super) fn jaccard(a: &BTreeSet<u64>, b: &BTreeSet<u64>) -> f64 {
    let shared = a.intersection(b).count();
    shared as f64 / (a.len() + b.len() - shared) as f64
}

/// One hash for each band of the `MinHash` signature (Broder 1997): texts that share a band are compared in full.
fn bands(shingles: &BTreeSet<u64>) -> [u64; BANDS] {
    std::array::from_fn(|band| {
        let mut hash = Xxh3::new();
        for row in 0..ROWS {
            let mut random = Stream::new(1, (band * ROWS + row) as u64);
            let (factor, shift) = (random.bits() | 1, random.bits());
            let least =
                shingles.iter().map(|s| s.wrapping_mul(factor).wrapping_add(shift)).min().unwrap_or(0);
            hash.update(&least.to_le_bytes());
        }
        hash.digest()
    })
}

/// The nearest training text of each row that is near enough, for rows whose text is not there as it is.
fn near(
    data: &Dataset,
    training: &Dataset,
    known: &HashMap<u128, usize, FixedState>,
) -> Vec<(usize, usize, f64)> {
    let mut positions: Vec<usize> = known.values().copied().collect();
    positions.sort_unstable();
    let signatures: Vec<[u64; BANDS]> =
        positions.par_iter().map(|&row| bands(&shingles(&training.rows[row].instance.text))).collect();
    let mut buckets: HashMap<(usize, u64), Vec<usize>, FixedState> = HashMap::default();
    for (&row, signature) in positions.iter().zip(&signatures) {
        for (band, &hash) in signature.iter().enumerate() {
            buckets.entry((band, hash)).or_default().push(row);
        }
    }
    data.rows
        .par_iter()
        .enumerate()
        .filter(|(_, row)| !known.contains_key(&text_key(&row.instance.text)))
        .filter_map(|(position, row)| {
            let ours = shingles(&row.instance.text);
            let candidates: BTreeSet<usize> = bands(&ours)
                .iter()
                .enumerate()
                .filter_map(|(band, &hash)| buckets.get(&(band, hash)))
                .flatten()
                .copied()
                .collect();
            let similar = candidates
                .into_iter()
                .map(|there| (there, jaccard(&ours, &shingles(&training.rows[there].instance.text))))
                .filter(|(_, similarity)| *similarity >= NEAR);
            // The first of the most similar ones.
            let best = similar.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
            best.map(|(there, similarity)| (position, there, similarity))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::ReadOptions;

    const LONG: &str = "The council of the harbour town said on Monday that it would discuss the new toll for \
                        ferries and trucks once more before the end of the summer season";

    fn table(rows: &[(&str, &str, &str)]) -> Dataset {
        let mut text = String::from("text,target,stance,document\n");
        for (sentence, target, document) in rows {
            text += &format!("{sentence},{target},neutral,{document}\n");
        }
        Dataset::read_from(text.as_bytes(), "t.csv", &ReadOptions::default()).unwrap()
    }

    #[test]
    fn what_both_hold_is_found() {
        let changed = LONG.replace("summer season", "winter");
        let training = table(&[(LONG, "the toll", "d1"), ("A pier burned.", "a pier", "")]);
        let data = table(&[
            (&changed, "The Toll", "d2"),
            ("A PIER burned", "pier", ""),
            ("Nothing of it stands here.", "it", "d1"),
        ]);
        let leaks = Leaks::between(&data, &training);
        assert_eq!(leaks.texts, [(1, 1)]);
        assert_eq!(leaks.near.iter().map(|near| (near.0, near.1)).collect::<Vec<_>>(), [(0, 0)]);
        assert!(leaks.near[0].2 > 0.8 && leaks.near[0].2 < 1.0);
        assert_eq!(leaks.documents, BTreeMap::from([("d1".into(), 1)]));
        assert_eq!(leaks.targets, BTreeMap::from([("the toll".into(), 1)]));
        assert!(!leaks.is_empty());
    }

    #[test]
    fn other_texts_share_nothing() {
        let leaks =
            Leaks::between(&table(&[(LONG, "the toll", "d1")]), &table(&[("A pier.", "a pier", "d2")]));
        assert!(leaks.is_empty(), "{leaks:?}");
        assert!(Leaks::between(&Dataset::default(), &Dataset::default()).is_empty());
    }
}
