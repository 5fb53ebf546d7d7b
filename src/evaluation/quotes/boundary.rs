//! Does every sentence start and end where it should? Spans that are exactly the same, white space at the ends aside.

use std::collections::BTreeSet;

use super::reading::Read;
use super::tally::Tally;
use crate::text::Span;

pub(super) fn count(read: &Read, gold: &[Span], tally: &mut Tally) {
    let bare = |span: Span| {
        let words = span.of(read.text());
        let start = span.start + (words.len() - words.trim_start().len());
        (start, start + words.trim().len())
    };
    let gold: BTreeSet<(usize, usize)> = gold.iter().map(|&span| bare(span)).collect();
    let found: BTreeSet<(usize, usize)> =
        read.document.sentences.iter().map(|sentence| bare(sentence.span)).collect();
    tally.boundaries.hits += gold.intersection(&found).count() as u64;
    tally.boundaries.predicted += found.len() as u64;
    tally.boundaries.gold += gold.len() as u64;
}
