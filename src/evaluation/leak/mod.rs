//! Does the evaluation hold what the model was trained on? Equal and nearly equal texts, shared documents and targets.

mod near;
mod sketch;

use std::collections::{BTreeMap, HashMap, HashSet};

use foldhash::fast::FixedState;
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use crate::dataset::{Dataset, Row, text_key};

pub(super) use near::Index;
pub use near::NEAR;
pub use sketch::{ENDING, Sketch};

/// What evaluation and training data can share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shared {
    /// A text, in other marks or letter case perhaps.
    Text,
    /// A text of which [`NEAR`] of the shingles of five words are the same.
    NearText,
    /// A document that the tables name.
    Document,
    /// A target, whatever the letter case. One that is only an article and a common noun ("the bill") names something
    /// else in the next document, and does not count.
    Target,
}

impl Shared {
    /// All of them, in the order of reports.
    pub const ALL: [Self; 4] = [Self::Text, Self::NearText, Self::Document, Self::Target];

    /// In words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::NearText => "nearly equal text",
            Self::Document => "document",
            Self::Target => "target",
        }
    }
}

/// What evaluation and training data share.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Leaks {
    /// What the evaluation was held against: `sketch`, `train_data`.
    pub against: Vec<&'static str>,
    /// Rows of the evaluation whose text stands in the training data.
    pub texts: Vec<usize>,
    /// Rows whose text nearly does, with the Jaccard similarity of the shingles.
    pub near: Vec<(usize, f64)>,
    /// Documents of both, with the number of rows of the evaluation.
    pub documents: BTreeMap<String, usize>,
    /// Targets of both, in small letters, with the number of rows of the evaluation.
    pub targets: BTreeMap<String, usize>,
}

impl Leaks {
    /// Nothing is shared.
    pub fn is_empty(&self) -> bool {
        Shared::ALL.into_iter().all(|shared| self.count(shared) == 0)
    }

    /// How often something is shared.
    pub fn count(&self, shared: Shared) -> usize {
        match shared {
            Shared::Text => self.texts.len(),
            Shared::NearText => self.near.len(),
            Shared::Document => self.documents.len(),
            Shared::Target => self.targets.len(),
        }
    }
}

/// What is known of the training data: a model's sketch, the tables themselves, or both.
#[derive(Debug)]
pub struct Known {
    against: Vec<&'static str>,
    texts: HashSet<u64, FixedState>,
    documents: HashSet<u64, FixedState>,
    targets: HashSet<u64, FixedState>,
    indexes: Vec<Index>,
}

impl Known {
    /// None when nothing is known.
    pub fn new(sketch: Option<&Sketch>, training: Option<&Dataset>) -> Option<Self> {
        let mut known = Self {
            against: Vec::new(),
            texts: HashSet::default(),
            documents: HashSet::default(),
            targets: HashSet::default(),
            indexes: Vec::new(),
        };
        if let Some(training) = training {
            known.add_tables(training);
        }
        if let Some(sketch) = sketch {
            known.against.push("sketch");
            known.texts.extend(&sketch.texts);
            known.documents.extend(&sketch.documents);
            known.targets.extend(&sketch.targets);
            known.indexes.push(Index::of_signatures(sketch.signatures.clone()));
        }
        (!known.against.is_empty()).then_some(known)
    }

    fn add_tables(&mut self, training: &Dataset) {
        self.against.push("train_data");
        let rows = &training.rows;
        let texts: HashMap<u64, &str, FixedState> =
            rows.iter().map(|row| (text_hash(&row.instance.text), row.instance.text.as_str())).collect();
        let mut different: Vec<(u64, &str)> = texts.into_iter().collect();
        different.sort_unstable();
        self.indexes.push(Index::of_texts(&different.iter().map(|(_, text)| *text).collect::<Vec<_>>()));
        self.texts.extend(different.iter().map(|(hash, _)| *hash));
        self.documents.extend(rows.iter().filter_map(own_document).map(document_hash));
        self.targets.extend(rows.iter().filter_map(own_target).map(text_hash));
    }

    /// True if a target of this name was trained on.
    pub fn has_target(&self, target: &str) -> bool {
        is_particular(target) && self.targets.contains(&text_hash(target))
    }

    /// What `data` shares with it.
    pub fn leaks(&self, data: &Dataset) -> Leaks {
        let mut leaks = Leaks { against: self.against.clone(), ..Leaks::default() };
        leaks.near = data
            .rows
            .par_iter()
            .enumerate()
            .filter(|(_, row)| !self.texts.contains(&text_hash(&row.instance.text)))
            .filter_map(|(position, row)| Some((position, self.nearest(&row.instance.text)?)))
            .collect();
        for (position, row) in data.rows.iter().enumerate() {
            if self.texts.contains(&text_hash(&row.instance.text)) {
                leaks.texts.push(position);
            }
            let document = own_document(row).filter(|name| self.documents.contains(&document_hash(name)));
            if let Some(document) = document {
                *leaks.documents.entry(document.to_owned()).or_default() += 1;
            }
            if let Some(target) = row.instance.target.as_deref().filter(|target| self.has_target(target)) {
                *leaks.targets.entry(target.to_lowercase()).or_default() += 1;
            }
        }
        leaks
    }

    /// By the tables where they are given, which is exact, else by the sketch.
    fn nearest(&self, text: &str) -> Option<f64> {
        self.indexes.iter().find_map(|index| index.nearest(text))
    }
}

/// Texts that differ in nothing but marks, spaces and letter case have the same hash.
#[expect(clippy::cast_possible_truncation, reason = "half of a good hash is one")]
fn text_hash(text: &str) -> u64 {
    text_key(text) as u64
}

fn document_hash(document: &str) -> u64 {
    xxh3_64(document.as_bytes())
}

/// The row's target, if its name means the same in another document.
fn own_target(row: &Row) -> Option<&str> {
    row.instance.target.as_deref().filter(|target| is_particular(target))
}

/// Not only an article and a word in small letters.
fn is_particular(target: &str) -> bool {
    let words: Vec<&str> = target.split_whitespace().collect();
    let [article, noun] = words[..] else { return true };
    let is_article = ["the", "a", "an", "this", "that", "his", "her", "its", "their", "our"]
        .iter()
        .any(|known| article.eq_ignore_ascii_case(known));
    !is_article || !noun.chars().all(char::is_lowercase)
}

/// The document that the table names; one that is only a fingerprint of the text tells nothing more than the text.
fn own_document(row: &Row) -> Option<&str> {
    Some(row.document.as_str()).filter(|document| !document.starts_with("text:"))
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
    fn what_both_hold_is_found_by_tables_and_by_their_sketch() {
        let changed = LONG.replace("summer season", "winter");
        let training = table(&[(LONG, "the port toll", "d1"), ("A pier burned.", "a pier", "")]);
        let data = table(&[
            (&changed, "The Port Toll", "d2"),
            ("A PIER burned", "pier", ""),
            ("Nothing of it stands here.", "it", "d1"),
        ]);
        let sketch = Sketch::of(&training, b"");
        for (sketch, training) in
            [(None, Some(&training)), (Some(&sketch), None), (Some(&sketch), Some(&training))]
        {
            let leaks = Known::new(sketch, training).unwrap().leaks(&data);
            assert_eq!(leaks.texts, [1]);
            assert_eq!(leaks.near.iter().map(|near| near.0).collect::<Vec<_>>(), [0]);
            assert!(leaks.near[0].1 >= 0.8 && leaks.near[0].1 < 1.0);
            assert_eq!(leaks.documents, BTreeMap::from([("d1".into(), 1)]));
            assert_eq!(leaks.targets, BTreeMap::from([("the port toll".into(), 1)]));
            assert!(!leaks.is_empty());
        }
    }

    #[test]
    fn a_bare_description_names_no_particular_target() {
        for (target, particular) in [
            ("the bill", false),
            ("His plan", false),
            ("abortion", true),
            ("the Bundestag", true),
            ("the tax bill", true),
        ] {
            assert_eq!(is_particular(target), particular, "{target}");
        }
    }

    #[test]
    fn other_texts_share_nothing() {
        let training = table(&[("A pier.", "a pier", "d2")]);
        let leaks =
            Known::new(None, Some(&training)).unwrap().leaks(&table(&[(LONG, "the port toll", "d1")]));
        assert!(leaks.is_empty(), "{leaks:?}");
        let nothing = Known::new(None, Some(&Dataset::default())).unwrap();
        assert!(nothing.leaks(&Dataset::default()).is_empty());
        assert!(Known::new(None, None).is_none());
    }
}
