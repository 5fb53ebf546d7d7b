//! What a model was trained on, as hashes: enough to tell whether a text, document or target was in it, and no way
//! back to the words. Who guesses a whole sentence can confirm the guess, and no more.
//!
//! The file: the line `stance sketch 1`, a checksum (xxh3) of all that follows, the checksum of the model file that it
//! belongs to (xxh3, 128 bits), then four lists, each as its length and its entries: texts (u64), signatures (64
//! bytes), documents (u64), targets (u64). All numbers are little endian; all lists are sorted.

use std::collections::{BTreeMap, BTreeSet};

use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

use super::near::{Signature, VALUES, signature};
use super::{document_hash, own_document, own_target, text_hash};
use crate::dataset::Dataset;
use crate::error::{Error, Result};

/// The first line; its number grows when the format changes.
const MAGIC: &[u8] = b"stance sketch 1\n";

/// The ending of a sketch's file, after the name of the model's.
pub const ENDING: &str = ".sketch";

/// Hashes of training data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sketch {
    /// Checksum of the model file that was trained on them.
    pub(super) model: u128,
    pub(super) texts: Vec<u64>,
    pub(super) signatures: Vec<Signature>,
    pub(super) documents: Vec<u64>,
    pub(super) targets: Vec<u64>,
}

impl Sketch {
    /// The sketch of what the model file `model` was trained on.
    pub fn of(training: &Dataset, model: &[u8]) -> Self {
        let texts: BTreeMap<u64, &str> = training
            .rows
            .iter()
            .rev()
            .map(|row| (text_hash(&row.instance.text), row.instance.text.as_str()))
            .collect();
        let signatures: BTreeSet<Signature> = texts.values().map(|text| signature(text)).collect();
        let documents: BTreeSet<u64> =
            training.rows.iter().filter_map(own_document).map(document_hash).collect();
        let targets: BTreeSet<u64> = training.rows.iter().filter_map(own_target).map(text_hash).collect();
        Self {
            model: xxh3_128(model),
            texts: texts.into_keys().collect(),
            signatures: signatures.into_iter().collect(),
            documents: documents.into_iter().collect(),
            targets: targets.into_iter().collect(),
        }
    }

    /// True if it was written with this model file.
    pub fn belongs_to(&self, model: &[u8]) -> bool {
        self.model == xxh3_128(model)
    }

    /// The bytes of the file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut body = self.model.to_le_bytes().to_vec();
        let length = |body: &mut Vec<u8>, entries: usize| body.extend((entries as u64).to_le_bytes());
        let numbers = |body: &mut Vec<u8>, numbers: &[u64]| {
            length(body, numbers.len());
            body.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
        };
        numbers(&mut body, &self.texts);
        length(&mut body, self.signatures.len());
        body.extend(self.signatures.as_flattened());
        numbers(&mut body, &self.documents);
        numbers(&mut body, &self.targets);
        let mut bytes = MAGIC.to_vec();
        bytes.extend(xxh3_64(&body).to_le_bytes());
        bytes.extend(body);
        bytes
    }

    /// Reads the bytes of a file; `file` names it in errors.
    pub fn from_bytes(bytes: &[u8], file: &str) -> Result<Self> {
        let damaged =
            || Error::model(file, "a damaged sketch of training data\n  hint: train the model again");
        let body = bytes.strip_prefix(MAGIC).ok_or_else(|| {
            Error::model(file, "not a sketch of training data, or one of another version of stance")
        })?;
        let (checksum, body) = body.split_first_chunk::<8>().ok_or_else(damaged)?;
        if u64::from_le_bytes(*checksum) != xxh3_64(body) {
            return Err(damaged());
        }
        Reader(body).sketch().ok_or_else(damaged)
    }
}

struct Reader<'b>(&'b [u8]);

impl Reader<'_> {
    fn sketch(mut self) -> Option<Sketch> {
        let model = u128::from_le_bytes(self.take()?);
        let texts = self.numbers()?;
        let signatures = (0..self.length(VALUES)?).map(|_| self.take()).collect::<Option<_>>()?;
        let (documents, targets) = (self.numbers()?, self.numbers()?);
        self.0.is_empty().then_some(Sketch { model, texts, signatures, documents, targets })
    }

    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (first, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*first)
    }

    /// The length of a list, if so many entries of this size can follow.
    fn length(&mut self, size: usize) -> Option<usize> {
        let length = usize::try_from(u64::from_le_bytes(self.take()?)).ok()?;
        (length <= self.0.len() / size).then_some(length)
    }

    fn numbers(&mut self) -> Option<Vec<u64>> {
        (0..self.length(8)?).map(|_| self.take().map(u64::from_le_bytes)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::ReadOptions;

    fn sketch() -> Sketch {
        let table = "text,target,stance,document\nA pier burned.,a pier fire,against,d1\nA toll came.,a road toll,favor,\n";
        let data = Dataset::read_from(table.as_bytes(), "t.csv", &ReadOptions::default()).unwrap();
        Sketch::of(&data, b"model")
    }

    #[test]
    fn it_reads_back_as_itself() {
        let sketch = sketch();
        assert_eq!((sketch.texts.len(), sketch.documents.len(), sketch.targets.len()), (2, 1, 2));
        assert_eq!(Sketch::from_bytes(&sketch.to_bytes(), "x").unwrap(), sketch);
        assert!(sketch.belongs_to(b"model") && !sketch.belongs_to(b"another"));
    }

    /// A model that is trained anew needs its sketch anew.
    #[cfg(feature = "embedded-model")]
    #[test]
    fn the_embedded_sketch_is_that_of_the_embedded_model() {
        use crate::model::Model;
        let sketch =
            Sketch::from_bytes(Model::embedded_sketch_bytes().unwrap(), "the embedded sketch").unwrap();
        assert!(sketch.belongs_to(Model::embedded_bytes().unwrap()));
        assert!(sketch.texts.len() > 1000 && !sketch.targets.is_empty());
    }

    #[test]
    fn no_word_stands_in_it() {
        let bytes = sketch().to_bytes();
        for word in ["pier", "burned", "toll", "d1"] {
            assert!(!bytes.windows(word.len()).any(|window| window == word.as_bytes()), "{word}");
        }
    }

    #[test]
    fn every_flipped_bit_and_every_cut_is_seen() {
        let bytes = sketch().to_bytes();
        for byte in 0..bytes.len() {
            let mut flipped = bytes.clone();
            flipped[byte] ^= 1;
            assert_eq!(Sketch::from_bytes(&flipped, "x").unwrap_err().exit_code(), 65, "byte {byte}");
            assert!(Sketch::from_bytes(&bytes[..byte], "x").is_err());
        }
    }
}
