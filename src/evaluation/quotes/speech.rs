//! Is every quotation given to its speaker?
//!
//! Every pair of double marks around three words or more. Its gold speakers are the sources of the attributions whose
//! content covers half of it or more. Precision is over quotations that were given a speaker, recall over those that
//! have a gold speaker.

use super::mistake::{Mistake, Unit};
use super::reading::Read;
use super::same_source::{covered, same_source};
use super::tally::Tally;
use crate::article::quote_record::GoldAttribution;
use crate::text::Span;

/// Fewer words are more often a name or a distance than speech.
const WORDS: usize = 3;

pub(super) fn count(
    read: &Read,
    attributions: &[GoldAttribution],
    tally: &mut Tally,
    mistakes: &mut Vec<Mistake>,
) {
    let text = read.text();
    for span in pairs(text).into_iter().filter(|span| span.of(text).split_whitespace().count() >= WORDS) {
        let half = |spans: &[Span]| covered(spans, span) * 2 >= span.len();
        let gold = attributions.iter().filter(|gold| !gold.source.is_empty() && half(&gold.content));
        let gold: Vec<&GoldAttribution> = gold.collect();
        let quoted = |quote: usize| half(&[read.document.quotes[quote].span]);
        let predicted = read.own().find(|attribution| attribution.quotes.iter().any(|&quote| quoted(quote)));
        let right = predicted.is_some_and(|attribution| {
            gold.iter().any(|gold| same_source(text, &gold.source, &[attribution.source_span]))
        });
        tally.speech.add(right, predicted.is_some(), !gold.is_empty());
        if let Some(attribution) = predicted {
            tally.rules.add(Unit::Quotation, attribution.rule, right);
        }
        if !right && (predicted.is_some() || !gold.is_empty()) {
            let gold = gold.iter().map(|gold| read.words(&gold.source)).collect();
            mistakes.push(Mistake::new(read, Unit::Quotation, span, predicted, gold));
        }
    }
}

/// Every pair of double marks within a line, without the marks; found without the program's own reading, so that a
/// quotation that it misses is missed.
fn pairs(text: &str) -> Vec<Span> {
    let mut pairs = Vec::new();
    let mut base = 0;
    for line in text.split('\n') {
        let mut open: Option<usize> = None;
        for (at, mark) in line.char_indices() {
            match mark {
                '“' => open = Some(base + at + mark.len_utf8()),
                '”' => pairs.extend(open.take().map(|open| Span::new(open, base + at))),
                '"' => match open.take() {
                    Some(open) => pairs.push(Span::new(open, base + at)),
                    None => open = Some(base + at + 1),
                },
                _ => {}
            }
        }
        base += line.len() + 1;
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_pair_within_a_line() {
        let text = "“One,” she said. \"Two\"\nleft “open\n”closed";
        let words: Vec<&str> = pairs(text).into_iter().map(|span| span.of(text)).collect();
        assert_eq!(words, ["One,", "Two"]);
    }
}
