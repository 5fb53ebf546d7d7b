//! A cue: the words that tell that somebody speaks or takes a side, with source and content as token ranges.

use std::ops::Range;

use super::Rule;
use crate::lexicon::{Hint, VerbClass};

/// A cue with what it links.
#[allow(clippy::struct_excessive_bools)] // Independent facts about one cue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cue {
    pub rule: Rule,
    /// From the first helper to the particle; empty where no word is the cue.
    pub tokens: Range<usize>,
    /// The mention that names the source here; none where the text names nobody.
    pub source: Option<usize>,
    /// "who" or "which", where it stands between the source and the cue.
    pub relative: Option<usize>,
    /// First token of source and cue together.
    pub start: usize,
    /// What is said, told or taken a side on.
    pub content: Vec<Range<usize>>,
    /// Quotations that it tags.
    pub quotes: Vec<usize>,
    /// True if the cue is one of speech and not only of a view.
    pub spoken: bool,
    pub class: VerbClass,
    pub hint: Hint,
    pub negated: bool,
    pub declined: bool,
}

impl Cue {
    /// A cue of plain speech with nothing else known.
    pub fn speech(rule: Rule, tokens: Range<usize>, source: Option<usize>, start: usize) -> Self {
        Self {
            rule,
            tokens,
            source,
            relative: None,
            start,
            content: Vec::new(),
            quotes: Vec::new(),
            spoken: true,
            class: VerbClass::Say,
            hint: Hint::None,
            negated: false,
            declined: false,
        }
    }

    /// True if its content is a claim, so that a view inside it is told by its source.
    pub fn tells(&self) -> bool {
        use VerbClass as C;
        self.spoken || matches!(self.class, C::Say | C::Claim | C::Ask | C::Concede | C::Warn | C::Doubt)
    }

    /// True if an untagged quotation after it may be the same speaker's.
    pub fn is_speech(&self) -> bool {
        self.spoken && self.rule != Rule::Passive && !self.declined || !self.quotes.is_empty()
    }
}

/// Content of one piece.
pub(super) fn only(range: Range<usize>) -> Vec<Range<usize>> {
    std::iter::once(range).collect()
}
