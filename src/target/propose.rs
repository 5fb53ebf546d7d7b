//! A target where the user names none: the document, measure or event that headline and lead speak of most.

use super::TargetSpec;
use super::synonym::{are_synonyms, is_matter};
use crate::actor::Reading;
use crate::mention::{Mention, MentionKind, Shape, Words};
use crate::text::{Document, SentenceKind};

/// Sentences of running text that count as the lead.
const LEAD: usize = 3;
/// More nouns than this are not compared.
const CANDIDATES: usize = 80;
/// A noun of the headline counts this much more than one of the lead.
const HEADLINE: usize = 2;

/// The most discussed document, measure or event of headline and lead; none where there is no such thing.
pub fn propose(document: &Document, reading: &Reading) -> Option<TargetSpec> {
    let words = Words::with(document, reading.lexicon);
    let opening = opening(document);
    let mut best: Option<(usize, &str)> = None;
    for mention in reading
        .mentions
        .iter()
        .take_while(|m| m.sentence < opening)
        .filter(|m| is_candidate(&words, m))
        .take(CANDIDATES)
    {
        let head = words.text(mention.tokens.end - 1);
        let heading = document.sentences[mention.sentence].kind != SentenceKind::Prose;
        let weight = if heading { HEADLINE } else { 1 };
        let matter = if is_matter(head) { 3 } else { 1 };
        let score = (frequency(&words, reading, head) + weight) * matter;
        if best.is_none_or(|(s, _)| score > s) {
            best = Some((score, head));
        }
    }
    best.map(|(_, head)| TargetSpec::new(format!("the {}", head.to_lowercase())))
}

/// How many sentences make headline and lead.
fn opening(document: &Document) -> usize {
    let prose =
        document.sentences.iter().enumerate().filter(|(_, s)| s.kind == SentenceKind::Prose).map(|(i, _)| i);
    prose.take(LEAD).last().map_or(document.sentences.len(), |i| i + 1)
}

fn is_candidate(words: &Words, mention: &Mention) -> bool {
    let head = mention.tokens.end - 1;
    let noun = matches!(mention.kind, MentionKind::Document | MentionKind::Thing);
    noun && matches!(words.shape(head), Shape::Lower | Shape::Capital)
        && words.text(head).len() > 2
        && !words.is(head, crate::lexicon::Traits::WHEN)
        && (is_matter(words.text(head)) || mention.kind == MentionKind::Document || mention.definite)
}

fn frequency(words: &Words, reading: &Reading, head: &str) -> usize {
    reading
        .mentions
        .iter()
        .filter(|m| {
            let other = words.text(m.tokens.end - 1);
            other.eq_ignore_ascii_case(head) || m.definite && are_synonyms(other, head)
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::read;

    fn proposed(text: &str) -> Option<String> {
        let document = Document::new(text);
        propose(&document, &read(&document)).map(|t| t.name)
    }

    #[test]
    fn the_matter_of_headline_and_lead_is_proposed() {
        let text = "Peru rejects fishing pact\n\nPeru rejected the pact on Monday. The pact limits nets. Crews cheered.";
        assert_eq!(proposed(text).as_deref(), Some("the pact"));
        let text =
            "Storm hits dam\n\nThe new dam broke on Friday. Engineers had warned of the dam for years.";
        assert_eq!(proposed(text).as_deref(), Some("the dam"));
        assert_eq!(proposed(""), None);
    }
}
