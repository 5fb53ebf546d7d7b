//! Which word carries a phrase, and where does the text take the phrase up by that word alone?
//!
//! After `the single-window system` a report says `the system`, `this system` or `its system`. A definite word must
//! stand before the head; between them only words of the phrase itself and words that tell of a stage (`the proposed
//! system`). So `the port tariff` is not found in `the steel tariff`, nor in `a tariff`.

use super::Search;
use super::words::{is_article, same, starts_large, starts_small};
use crate::lexicon::{Traits, hash_of, lexicon};
use crate::text::Span;

/// Definite for a head of any number.
const DEFINITE: [&str; 7] = ["the", "its", "their", "his", "her", "our", "my"];
/// `that tariffs will rise` is a clause, so these must agree with the head.
const SINGULAR: [&str; 2] = ["this", "that"];
const PLURAL: [&str; 2] = ["these", "those"];
/// Adjectives that leave a thing the same thing.
const STAGES: [&str; 16] = [
    "amended",
    "controversial",
    "current",
    "disputed",
    "draft",
    "entire",
    "existing",
    "final",
    "new",
    "planned",
    "proposed",
    "revised",
    "same",
    "two",
    "three",
    "whole",
];
/// How many words may stand between the definite word and the head.
const BETWEEN: usize = 3;
/// Shorter words are no heads: `No`, `it`.
const SHORTEST: usize = 3;

impl Search<'_> {
    /// The head of the name after a definite word, with the words of the name that stand between.
    pub(super) fn head_nouns(&self) -> Vec<Span> {
        let Some(position) = head(&self.body) else { return Vec::new() };
        let (before, head) = (&self.body[..position], self.body[position].as_str());
        (1..self.tokens.len())
            .filter(|&i| {
                if starts_large(head) { self.names_again(i, head) } else { same_noun(self.word(i), head) }
            })
            .filter_map(|i| {
                let between = self.kept_between(i, before)?;
                let article = self.name.len() > self.body.len() && is_article(self.word(i - between - 1));
                let start = i - between - usize::from(article);
                self.span(start, i + 1 - start)
            })
            .collect()
    }

    /// The word of a proper name as a common noun: small, in the same number, and no part of another noun group.
    fn names_again(&self, i: usize, head: &str) -> bool {
        let (word, next) = (self.word(i), self.word(i + 1));
        starts_small(word) && same(word, head, true) && (!starts_small(next) || ends_noun_group(next))
    }

    /// How many words stand between the head at `i` and its definite word; none where there is no such word or
    /// where one of them may make it another thing.
    fn kept_between(&self, i: usize, modifiers: &[String]) -> Option<usize> {
        let keeps = |word: &str| {
            STAGES.iter().any(|s| word.eq_ignore_ascii_case(s))
                || modifiers
                    .iter()
                    .any(|m| same(word, m, true) || m.split('-').any(|part| same(word, part, true)))
        };
        let between = (0..=BETWEEN.min(i - 1)).find(|&n| !keeps(self.word(i - n - 1)))?;
        is_definite(self.word(i - between - 1), self.word(i)).then_some(between)
    }
}

/// Position of the word that carries a phrase: the last one before a preposition or a clause.
fn head(body: &[String]) -> Option<usize> {
    let traits = |word: &str| lexicon().word(hash_of(word));
    let ends = Traits::PREPOSITION | Traits::RELATIVE | Traits::SUBORDINATOR;
    let group = body.iter().position(|w| traits(w).is(ends)).unwrap_or(body.len());
    let group = &body[..group];
    let head = group.iter().rposition(|w| w.chars().next().is_some_and(char::is_alphabetic))?;
    let word = &group[head];
    let joined = group.iter().any(|w| traits(w).is(Traits::CONJUNCTION));
    let noun = word.chars().count() >= SHORTEST && word.chars().any(char::is_lowercase);
    let content = Traits::OPENER | Traits::HELPER | Traits::NEGATION | Traits::ADVERB | Traits::WHEN;
    (noun && !joined && !traits(word).is(content)).then_some(head)
}

fn is_definite(word: &str, head: &str) -> bool {
    let one_of = |words: &[&str]| words.iter().any(|w| word.eq_ignore_ascii_case(w));
    one_of(&DEFINITE) || one_of(if is_plural(head) { &PLURAL } else { &SINGULAR })
}

fn ends_noun_group(word: &str) -> bool {
    let known = lexicon().word(hash_of(word));
    known.verb().is_some()
        || known.is(Traits::OPENER
            | Traits::PREPOSITION
            | Traits::CONJUNCTION
            | Traits::SUBORDINATOR
            | Traits::RELATIVE
            | Traits::HELPER
            | Traits::NEGATION
            | Traits::ADVERB)
}

/// The same noun, whatever its number.
fn same_noun(a: &str, b: &str) -> bool {
    same(a, b, true) || {
        let (a, b) = (a.to_lowercase(), b.to_lowercase());
        is_plural_of(&a, &b) || is_plural_of(&b, &a)
    }
}

fn is_plural(word: &str) -> bool {
    word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("is")
        || word.ends_with("men")
}

/// `levies` of `levy`, `taxes` of `tax`, `women` of `woman`; both in lower case.
fn is_plural_of(plural: &str, singular: &str) -> bool {
    let stem = |ending: &str| plural.strip_suffix(ending);
    let after_hiss =
        singular.ends_with(['s', 'x', 'z', 'o']) || singular.ends_with("ch") || singular.ends_with("sh");
    stem("s") == Some(singular)
        || after_hiss && stem("es") == Some(singular)
        || stem("ies").is_some_and(|s| singular.strip_suffix('y') == Some(s))
        || stem("men").is_some_and(|s| singular.strip_suffix("man") == Some(s))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::locate::{first_mention, mentions};
    use crate::text::tokenize;

    fn all<'t>(name: &str, text: &'t str) -> Vec<&'t str> {
        mentions(text, &tokenize(text), name).into_iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn the_head_after_a_definite_word_takes_the_phrase_up() {
        assert_eq!(
            all("night-ferry licence", "Who voided the licence, and who wants this licence?"),
            ["licence", "licence"]
        );
        assert_eq!(all("the night-ferry licence", "Crews hailed the licence."), ["the licence"]);
        assert_eq!(all("Orkla's offer", "Orkla raised its offer on Friday."), ["offer"]);
    }

    #[test]
    fn the_head_stands_before_the_first_preposition() {
        assert_eq!(all("a ban on trawling in the bay", "Skippers cheered the ban."), ["the ban"]);
        assert_eq!(
            all("the decision that ended the strike", "The decision stands; the strike does not."),
            ["The decision"]
        );
        assert_eq!(all("bread and butter", "The butter melts."), [""; 0]);
    }

    #[test]
    fn words_of_the_phrase_and_stages_may_stand_between() {
        assert_eq!(all("night-ferry licence", "Crews hailed the new ferry licence."), ["new ferry licence"]);
        assert_eq!(all("port tariff", "Mills fear the steel tariff."), [""; 0]);
    }

    #[test]
    fn an_indefinite_head_is_another_thing() {
        assert_eq!(all("port tariff", "A tariff hurts; tariffs hurt; they say that tariffs hurt."), [""; 0]);
        assert_eq!(all("port tariff", "That tariff hurts."), ["tariff"]);
    }

    #[test]
    fn number_does_not_count() {
        assert_eq!(all("fuel levies", "Nobody loves the levy."), ["levy"]);
        assert_eq!(all("fishing quota", "Crews fought these quotas."), ["quotas"]);
        for (plural, singular) in [("taxes", "tax"), ("duties", "duty"), ("policewomen", "policewoman")] {
            assert!(is_plural_of(plural, singular), "{plural}");
        }
        assert!(!is_plural_of("news", "new-"));
    }

    #[test]
    fn a_proper_name_is_taken_up_by_its_small_noun() {
        assert_eq!(all("Lower Kura Dam", "Herders fear the dam."), ["dam"]);
        assert_eq!(all("Court of Appeal", "Nobody trusts the court."), ["court"]);
        assert_eq!(all("Gordon Brown", "They saw the brown bear."), [""; 0]);
        assert_eq!(all("United Nations", "The nation voted."), [""; 0]);
    }

    #[test]
    fn a_fuller_form_goes_first() {
        assert_eq!(all("port tariff", "The tariff, the port tariff, stays."), ["port tariff"]);
        let text = "The committee, the finance committee, met.";
        let first = first_mention(text, &tokenize(text), "finance committee").map(|s| s.of(text));
        assert_eq!(first, Some("finance committee"));
    }
}
