//! Which runs of words come back in several texts, and which texts are nearly equal?

use std::collections::{BTreeMap, HashMap};

use foldhash::fast::FixedState;
use xxhash_rust::xxh3::Xxh3;

use super::Text;
use crate::dataset::{Row, text_key};
use crate::evaluation::leak::Index;
use crate::text::{Span, TokenKind, tokenize};

/// Words of a masked run.
pub const RUN: usize = 8;

/// Stands for a name or a target.
const MASK: &str = "▢";
/// Stands for a figure.
const FIGURE: &str = "#";

/// A run of words that stands in several texts, names and targets masked.
#[derive(Debug)]
pub struct Run<'d> {
    /// The words; `▢` is a name or a target, `#` a figure.
    pub words: String,
    /// One row of each text.
    pub rows: Vec<&'d Row>,
}

/// Two texts that are nearly equal.
#[derive(Debug)]
pub struct NearPair<'d> {
    /// A row of the first.
    pub first: &'d Row,
    /// A row of the second.
    pub second: &'d Row,
    /// Jaccard similarity of their runs of five words, from 0 to 1.
    pub similarity: f64,
}

/// The masked runs that stand in more than `allowed` texts. Of runs that overlap in the same texts the first is kept.
pub(super) fn runs<'d>(texts: &[Text<'d>], allowed: usize) -> Vec<Run<'d>> {
    let masked: Vec<Vec<String>> = texts.iter().map(masked).collect();
    let mut places: HashMap<u64, Vec<(usize, usize)>, FixedState> = HashMap::default();
    for (text, words) in masked.iter().enumerate() {
        for (start, run) in words.windows(RUN).enumerate() {
            let seen = places.entry(fingerprint(run)).or_default();
            if seen.last().is_none_or(|&(last, _)| last != text) {
                seen.push((text, start));
            }
        }
    }
    let mut frequent: Vec<Vec<(usize, usize)>> =
        places.into_values().filter(|places| places.len() > allowed).collect();
    frequent.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    let mut known: Vec<Vec<usize>> = Vec::new();
    let mut runs = Vec::new();
    for places in frequent {
        let of: Vec<usize> = places.iter().map(|&(text, _)| text).collect();
        if known.contains(&of) {
            continue;
        }
        let (text, start) = places[0];
        runs.push(Run {
            words: masked[text][start..start + RUN].join(" "),
            rows: of.iter().map(|&text| texts[text].first()).collect(),
        });
        known.push(of);
    }
    runs
}

fn fingerprint(run: &[String]) -> u64 {
    let mut hash = Xxh3::new();
    for word in run {
        hash.update(word.as_bytes());
        hash.update(&[0]);
    }
    hash.digest()
}

/// The words of a text in lower case. Holders, targets and capitalised words other than the first are masked, several in
/// a row as one; so is every figure.
fn masked(text: &Text<'_>) -> Vec<String> {
    let source = text.text();
    let names: Vec<Span> = text
        .rows
        .iter()
        .flat_map(|row| row.instance.holder_spans.iter().chain(&row.instance.target_spans))
        .copied()
        .collect();
    let mut words: Vec<String> = Vec::new();
    for (position, token) in tokenize(source).into_iter().enumerate() {
        let word = token.text(source);
        let named = names.iter().any(|name| name.overlaps(token.span))
            || position > 0 && word.starts_with(char::is_uppercase);
        let masked = words.last().is_some_and(|last| last == MASK);
        match token.kind {
            TokenKind::Word if named && masked => {}
            TokenKind::Word if named => words.push(MASK.into()),
            TokenKind::Word => words.push(word.to_lowercase()),
            TokenKind::Number => words.push(FIGURE.into()),
            TokenKind::Clitic | TokenKind::Mark => {}
        }
    }
    words
}

/// The pairs of nearly equal texts, but for the two sides of a minimal pair.
pub(super) fn near<'d>(texts: &[Text<'d>], pairs: &BTreeMap<u128, &str>) -> Vec<NearPair<'d>> {
    let index = Index::of_texts(&texts.iter().map(Text::text).collect::<Vec<_>>());
    let pair_of = |text: usize| pairs.get(&text_key(texts[text].text()));
    let sides = |first, second| pair_of(first).is_some() && pair_of(first) == pair_of(second);
    let near_to = |second: usize| {
        let near = index.near_before(second).into_iter().filter(move |&(first, _)| !sides(first, second));
        near.map(move |(first, similarity)| NearPair {
            first: texts[first].first(),
            second: texts[second].first(),
            similarity,
        })
    };
    (0..texts.len()).flat_map(near_to).collect()
}
