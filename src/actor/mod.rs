//! Who speaks, and who takes a side, in which sentence, by which rule.
//!
//! Mentions become actors ([`Actor`]), verbs and other cues become attributions ([`Attribution`]); every
//! attribution says which rule fired and which words showed it.

#[allow(clippy::module_inception)]
mod actor;
mod antecedent;
mod assemble;
pub mod attribution;
#[cfg(test)]
mod cases;
mod content;
mod cue;
mod find;
mod known;
mod nonfinite;
mod phrase_cue;
mod phrase_side;
mod quotation;
mod roster;
pub mod rule;
mod scene;
mod subject;
mod told;
mod verb_group;

pub use actor::{Actor, ActorKind};
pub use attribution::Attribution;
pub use known::KnownActors;
pub use rule::Rule;

use crate::mention::{Mention, Words, mentions};
use crate::text::{Document, Span};

/// What a document says about who speaks.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// All mentions, by their first token.
    pub mentions: Vec<Mention>,
    /// All actors, by their first mention.
    pub actors: Vec<Actor>,
    /// The actor of each mention.
    pub actor_of: Vec<Option<usize>>,
    /// All attributions, by sentence.
    pub attributions: Vec<Attribution>,
}

/// Reads a document: its mentions, actors and attributions. The time is linear in its length.
pub fn read(document: &Document) -> Reading {
    let words = Words::new(document);
    let mentions = mentions(&words);
    assemble::reading(&words, mentions)
}

/// The same, with actors that are known beforehand: they get their name, kind and id from the list.
pub fn read_known(document: &Document, known: &KnownActors) -> Reading {
    if known.is_empty() {
        return read(document);
    }
    let words = Words::new(document);
    let mut mentions = mentions(&words);
    let marks = known.mark(&words, &mut mentions);
    let mut reading = assemble::reading(&words, mentions);
    known.unite(&mut reading, &marks);
    reading
}

impl Reading {
    /// The attributions that hold at least `share` of a span (0 to 1) in their content.
    pub fn covering(&self, span: Span, share: f64) -> impl Iterator<Item = &Attribution> {
        self.attributions.iter().filter(move |a| {
            let covered: usize = a.content.iter().map(|c| overlap(*c, span)).sum();
            covered as f64 >= share * span.len() as f64 && covered > 0
        })
    }
}

fn overlap(a: Span, b: Span) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Words and marks that the rules look at, in any order.
    fn scraps() -> impl Strategy<Value = String> {
        const SCRAPS: [&str; 40] = [
            "said",
            "told",
            "Ruiz",
            "Ana",
            "the",
            "minister",
            "\"",
            "“",
            "”",
            "''",
            "'",
            ",",
            ".",
            ":",
            "—",
            "(",
            ")",
            "who",
            "that",
            "he",
            "she",
            "\n\n",
            "\n",
            "according",
            "to",
            "in",
            "Peru",
            "Lima",
            "was",
            "by",
            "rejected",
            "not",
            "'s",
            "and",
            "U.N.",
            "🙂",
            "é",
            "report",
            "declined",
            "comment",
        ];
        proptest::collection::vec(proptest::sample::select(&SCRAPS[..]), 0..60)
            .prop_map(|words| words.join(" "))
    }

    fn check(text: &str) {
        let document = Document::new(text);
        let reading = read(&document);
        let spans = reading.attributions.iter().flat_map(|a| a.content.iter().chain(&a.cue)).copied();
        for span in spans.chain(reading.mentions.iter().map(|m| m.span)) {
            assert!(text.get(span.start..span.end).is_some_and(|s| !s.is_empty()), "{span:?}");
        }
        for attribution in &reading.attributions {
            assert!(attribution.content.windows(2).all(|w| w[0].end < w[1].start));
            assert!(attribution.actor < reading.actors.len());
            assert!(attribution.told_by.is_none_or(|t| t < reading.attributions.len()));
        }
    }

    proptest! {
        #[test]
        fn spans_slice_any_text(text in "\\PC{0,200}") {
            check(&text);
        }

        #[test]
        fn spans_slice_scraps_of_news(text in scraps()) {
            check(&text);
        }

        #[test]
        fn a_text_is_read_the_same_twice(text in scraps()) {
            let document = Document::new(&text);
            prop_assert_eq!(read(&document), read(&document));
        }
    }
}
