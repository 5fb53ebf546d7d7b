//! One record beside what the program reads in its text.

use crate::actor::{Attribution, Reading};
use crate::article::quote_record::QuoteRecord;
use crate::text::{Document, Span};

/// A record and its reading.
pub(super) struct Read<'r> {
    pub record: &'r QuoteRecord,
    pub document: &'r Document<'r>,
    pub reading: &'r Reading,
}

impl Read<'_> {
    pub fn text(&self) -> &str {
        &self.record.text
    }

    /// The attributions that tell of their holder's own word.
    pub fn own(&self) -> impl Iterator<Item = &Attribution> {
        self.reading.attributions.iter().filter(|attribution| attribution.told_by.is_none())
    }

    /// The words of some spans.
    pub fn words(&self, spans: &[Span]) -> String {
        spans.iter().map(|span| span.of(self.text())).collect::<Vec<_>>().join(" … ")
    }
}
