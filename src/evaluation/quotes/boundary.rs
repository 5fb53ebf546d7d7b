//! Does every sentence start and end where it should? Spans that are exactly the same, white space at the ends aside.
//! Boilerplate that was set aside is a sentence of its own, a dateline the start of the next one.

use std::collections::BTreeSet;

use super::reading::Read;
use super::tally::Tally;
use crate::text::{Document, RemovedReason, Span};

pub(super) fn count(read: &Read, gold: &[Span], tally: &mut Tally) {
    let bare = |span: Span| {
        let words = span.of(read.text());
        let start = span.start + (words.len() - words.trim_start().len());
        (start, start + words.trim().len())
    };
    let gold: BTreeSet<(usize, usize)> = gold.iter().map(|&span| bare(span)).collect();
    let found: BTreeSet<(usize, usize)> = whole(read.document).into_iter().map(bare).collect();
    tally.boundaries.hits += gold.intersection(&found).count() as u64;
    tally.boundaries.predicted += found.len() as u64;
    tally.boundaries.gold += gold.len() as u64;
}

/// The sentences with what was set aside.
fn whole(document: &Document) -> Vec<Span> {
    let mut sentences: Vec<Span> = document.sentences.iter().map(|sentence| sentence.span).collect();
    for removed in &document.removed {
        let next = sentences.iter_mut().find(|sentence| sentence.start >= removed.span.end);
        match next.filter(|_| removed.reason == RemovedReason::Dateline) {
            Some(next) => next.start = removed.span.start,
            None => sentences.push(removed.span),
        }
    }
    sentences
}
