//! A quotation or sentence whose source is wrong, missing or not wanted: for lists of errors, and counted by rule.

use crate::actor::{Attribution, Rule};
use crate::text::Span;

use super::reading::Read;

/// What was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// A quotation.
    Quotation,
    /// A sentence.
    Sentence,
}

impl Unit {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Quotation => "quotation",
            Self::Sentence => "sentence",
        }
    }
}

/// One error.
#[derive(Debug, Clone, PartialEq)]
pub struct Mistake {
    /// The article.
    pub id: String,
    /// Quotation or sentence.
    pub unit: Unit,
    /// Its words.
    pub text: String,
    /// Where it starts, in code points.
    pub start: usize,
    /// The source that was predicted, with rule, cue and confidence; none where a source is missing.
    pub predicted: Option<Predicted>,
    /// The gold sources; empty where none is wanted.
    pub gold: Vec<String>,
}

/// What the program said.
#[derive(Debug, Clone, PartialEq)]
pub struct Predicted {
    /// The words that name the source.
    pub source: String,
    /// Which rule found it.
    pub rule: Rule,
    /// The words of the cue.
    pub cue: Option<String>,
    /// The confidence of the attribution, from 0 to 1.
    pub confidence: f32,
}

impl Mistake {
    pub(super) fn new(
        read: &Read,
        unit: Unit,
        span: Span,
        predicted: Option<&Attribution>,
        gold: Vec<String>,
    ) -> Self {
        let text = read.text();
        Self {
            id: read.record.id.clone(),
            unit,
            text: span.of(text).split_whitespace().collect::<Vec<_>>().join(" "),
            start: span.to_chars(text).start,
            predicted: predicted.map(|attribution| Predicted {
                source: attribution.source_span.of(text).to_owned(),
                rule: attribution.rule,
                cue: attribution.cue.map(|cue| cue.of(text).to_owned()),
                confidence: attribution.confidence,
            }),
            gold,
        }
    }
}
