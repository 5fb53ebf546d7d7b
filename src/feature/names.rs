//! Which words are ordinary ones although a capital opens a sentence: those met in lower case in training.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::word::WordMemo;
use crate::instance::Instance;
use crate::text::{TokenKind, tokenize};

/// How often a word must stand in lower case before its capital at the start of a sentence tells nothing.
const LEAST_OCCURRENCES: u32 = 2;

/// Hashes of words that were met in lower case; sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LowerCaseWords(Vec<u64>);

impl LowerCaseWords {
    /// Learns the words from the different texts of `instances`, whatever their order.
    pub fn fit<'i>(instances: impl IntoIterator<Item = &'i Instance>) -> Self {
        let mut texts: Vec<&str> = instances.into_iter().map(|i| i.text.as_str()).collect();
        texts.sort_unstable();
        texts.dedup();
        let mut memo = WordMemo::default();
        let mut counts: HashMap<u64, u32, FixedState> = HashMap::default();
        for text in texts {
            for token in tokenize(text) {
                if token.kind == TokenKind::Word && token.text(text).starts_with(char::is_lowercase) {
                    *counts.entry(memo.word(text, token).form).or_default() += 1;
                }
            }
        }
        Self::from_hashes(
            counts.into_iter().filter(|&(_, n)| n >= LEAST_OCCURRENCES).map(|(h, _)| h).collect(),
        )
    }

    /// From the hashes of a model file.
    pub fn from_hashes(mut hashes: Vec<u64>) -> Self {
        hashes.sort_unstable();
        Self(hashes)
    }

    /// The hashes, sorted, for a model file.
    pub fn hashes(&self) -> &[u64] {
        &self.0
    }

    /// True if the word of this hash was met in lower case.
    pub fn contains(&self, form: u64) -> bool {
        self.0.binary_search(&form).is_ok()
    }
}
