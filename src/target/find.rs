//! Every mention of the target: by name, alias, head noun, synonym and pronoun.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::FixedState;

use super::bearing::bearing;
use super::synonym::are_synonyms;
use super::{How, TargetMention, TargetReading, TargetSpec};
use crate::actor::Reading;
use crate::lexicon::{Traits, hash_of};
use crate::mention::{Mention, MentionKind, Pronoun, Shape, Words};
use crate::text::{Document, SentenceKind, Span, tokenize};

/// How many mentions before "it" are looked through for what it stands for.
const PRONOUN_REACH: usize = 8;

/// Finds the target in a document that was read before. The time is linear in the document's length.
pub fn find(document: &Document, reading: &Reading, target: &TargetSpec) -> TargetReading {
    find_all(document, reading, &[target]).pop().unwrap_or_default()
}

/// Finds several targets: their names in one pass over the words, the rest for each one.
pub fn find_all(document: &Document, reading: &Reading, targets: &[&TargetSpec]) -> Vec<TargetReading> {
    let words = Words::with(document, reading.lexicon);
    let names: Vec<Vec<Name>> = targets.iter().map(|target| Name::all(target)).collect();
    let hits = named(&words, &names);
    names.iter().zip(hits).map(|(names, hits)| find_one(&words, reading, names, &hits)).collect()
}

fn find_one(words: &Words, reading: &Reading, names: &[Name], hits: &[Hit]) -> TargetReading {
    let mut finder = Finder {
        words,
        reading,
        is_target: vec![false; reading.mentions.len()],
        has_target: vec![false; reading.actors.len()],
        found: Vec::new(),
    };
    for hit in hits {
        let name = &names[hit.name];
        let how = if hit.name == 0 { How::Exact } else { How::Alias };
        finder.by_tokens(hit.token..hit.token + name.hashes.len(), how, name);
    }
    let actor = finder.actor(names);
    finder.by_actor(actor);
    finder.by_head(names);
    finder.by_pronoun();
    let mentions = without_overlap(finder.found);
    let bearing = bearing(words, reading, &mentions);
    TargetReading { mentions, bearing, actor }
}

/// Where a name of a target stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Hit {
    name: usize,
    token: usize,
}

/// Where the names of each target stand, by name and place.
fn named(words: &Words, targets: &[Vec<Name>]) -> Vec<Vec<Hit>> {
    let mut by_first: HashMap<u64, Vec<(usize, usize)>, FixedState> = HashMap::default();
    for (target, names) in targets.iter().enumerate() {
        for (name, first) in names.iter().enumerate().filter_map(|(i, n)| Some((i, *n.hashes.first()?))) {
            by_first.entry(first).or_default().push((target, name));
        }
    }
    let mut hits = vec![Vec::new(); targets.len()];
    for token in 0..words.len() {
        for &(target, name) in by_first.get(&words.hash(token)).into_iter().flatten() {
            let hashes = &targets[target][name].hashes;
            let fits = token + hashes.len() <= words.len();
            if fits && hashes.iter().zip(token..).all(|(&hash, at)| words.hash(at) == hash) {
                hits[target].push(Hit { name, token });
            }
        }
    }
    for hits in &mut hits {
        hits.sort_unstable();
    }
    hits
}

/// One name of the target.
struct Name {
    hashes: Vec<u64>,
    /// Its last word, lower case.
    head: String,
    /// True if it is written with a capital, as names are.
    proper: bool,
}

impl Name {
    /// Those of a target that have words; the position tells the name from the aliases.
    fn all(target: &TargetSpec) -> Vec<Self> {
        target.names().map(Self::new).filter(|name| !name.hashes.is_empty()).collect()
    }

    fn new(text: &str) -> Self {
        const OPENERS: [&str; 8] = ["the", "a", "an", "this", "that", "its", "their", "these"];
        let mut tokens: Vec<&str> = tokenize(text).into_iter().map(|t| t.text(text)).collect();
        while tokens.len() > 1 && OPENERS.iter().any(|o| o.eq_ignore_ascii_case(tokens[0])) {
            tokens.remove(0);
        }
        // "a ban on grain exports": the head stands before the preposition.
        let end = tokens.iter().position(|t| ["on", "of", "for", "to", "in", "with", "against"].contains(t));
        let head =
            tokens[..end.unwrap_or(tokens.len())].last().map_or_else(String::new, |t| t.to_lowercase());
        let proper = tokens.first().is_some_and(|t| t.starts_with(char::is_uppercase));
        Self { hashes: tokens.into_iter().map(hash_of).collect(), head, proper }
    }
}

struct Finder<'a, 'd> {
    words: &'a Words<'d>,
    reading: &'a Reading,
    /// Which mentions are the target.
    is_target: Vec<bool>,
    /// Which actors have a mention that is the target.
    has_target: Vec<bool>,
    found: Vec<TargetMention>,
}

impl Finder<'_, '_> {
    fn add(&mut self, span: Span, token: usize, how: How) {
        self.found.push(TargetMention { span, sentence: self.words.sentence(token), how });
    }

    fn add_mention(&mut self, index: usize, how: How) {
        if !std::mem::replace(&mut self.is_target[index], true) {
            let mention = &self.reading.mentions[index];
            self.add(mention.span, mention.tokens.start, how);
            if let Some(actor) = self.reading.actor_of[index] {
                self.has_target[actor] = true;
            }
        }
    }

    /// The mention whose head the tokens end with; else the tokens alone.
    fn by_tokens(&mut self, tokens: Range<usize>, how: How, name: &Name) {
        let mentions = &self.reading.mentions;
        let upto = mentions.partition_point(|m| m.tokens.start <= tokens.start);
        let holder =
            (upto.saturating_sub(3)..upto).rev().find(|&m| mentions[m].tokens.contains(&tokens.start));
        let Some(holder) = holder else {
            self.add(self.words.span_of(&tokens), tokens.start, how);
            return;
        };
        if mentions[holder].tokens.end <= tokens.end {
            if name.hashes.len() > 1 || !self.is_another(&mentions[holder]) {
                self.add_mention(holder, how);
            }
        } else if name.proper || name.hashes.len() > 1 {
            let opener = mentions[holder].tokens.start;
            let opened = (opener..tokens.start).all(|i| self.words.is(i, Traits::OPENER));
            let start = if opened { opener } else { tokens.start };
            self.add(self.words.span_of(&(start..tokens.end)), tokens.start, how);
        }
    }

    /// "another report", "a previous report": not the one meant.
    fn is_another(&self, mention: &Mention) -> bool {
        const OTHER: [&str; 8] =
            ["another", "other", "different", "previous", "earlier", "separate", "similar", "any"];
        mention.tokens.clone().any(|i| self.words.reads_any(i, &OTHER))
    }

    /// The actor that bears one of the names.
    fn actor(&self, names: &[Name]) -> Option<usize> {
        let proper = names.iter().any(|n| n.proper);
        let mut votes: Vec<usize> = (0..self.is_target.len())
            .filter(|&m| self.is_target[m])
            .filter(|&m| proper || self.reading.mentions[m].kind == MentionKind::Document)
            .filter_map(|m| self.reading.actor_of[m])
            .collect();
        votes.sort_unstable();
        let alike = votes.chunk_by(|a, b| a == b);
        alike.max_by_key(|votes| (votes.len(), std::cmp::Reverse(votes[0]))).map(|votes| votes[0])
    }

    fn by_actor(&mut self, actor: Option<usize>) {
        let Some(actor) = actor else { return };
        for &mention in &self.reading.actors[actor].mentions {
            self.add_mention(mention, How::Actor);
        }
    }

    fn by_head(&mut self, names: &[Name]) {
        // Headline and lead bring the topic in: "signed a pact".
        let sentences = &self.words.document.sentences;
        let lead = sentences.iter().position(|s| s.kind == SentenceKind::Prose).unwrap_or(0);
        for index in 0..self.reading.mentions.len() {
            let mention = &self.reading.mentions[index];
            let head = self.words.text(mention.tokens.end.saturating_sub(1));
            if self.is_target[index] || mention.pronoun().is_some() || self.is_another(mention) {
                continue;
            }
            if self.words.shape(mention.tokens.end - 1) != Shape::Lower {
                continue;
            }
            let pointing = mention.definite || mention.possessor.is_some() || mention.sentence <= lead;
            let lower = head.to_lowercase();
            let how = names.iter().find_map(|name| {
                let same = is_same_noun(&lower, &name.head);
                let bare = name.hashes.len() == 1;
                if same && (pointing || bare) {
                    Some(How::Head)
                } else if pointing && are_synonyms(&lower, &name.head) {
                    Some(How::Synonym)
                } else {
                    None
                }
            });
            if let Some(how) = how {
                self.add_mention(index, how);
            }
        }
    }

    fn by_pronoun(&mut self) {
        for index in 0..self.reading.mentions.len() {
            let mention = &self.reading.mentions[index];
            let singular = mention.pronoun() == Some(Pronoun::It);
            if self.is_target[index] || !(singular || mention.pronoun() == Some(Pronoun::They)) {
                continue;
            }
            if self.stands_for_target(index, singular) {
                self.add_mention(index, How::Pronoun);
            }
        }
        for token in 0..self.words.len() {
            if self.is_lone_this(token) && self.subject_before_is_target(token) {
                self.add(self.words.span(token), token, How::Pronoun);
            }
        }
    }

    /// The nearest thing before the pronoun, persons and times left out, is the target.
    fn stands_for_target(&self, pronoun: usize, singular: bool) -> bool {
        let mentions = &self.reading.mentions;
        let here = &mentions[pronoun];
        if singular && self.opens_quotation(here) && self.is_topic_before(here) {
            return true;
        }
        if singular && self.is_judged(here) {
            let earliest = here.sentence.saturating_sub(1);
            return (pronoun.saturating_sub(2 * PRONOUN_REACH)..pronoun)
                .rev()
                .take_while(|&m| mentions[m].sentence >= earliest)
                .filter(|&m| matches!(mentions[m].kind, MentionKind::Thing | MentionKind::Document))
                .filter(|&m| !mentions[m].plural && !self.words.is(mentions[m].tokens.end - 1, Traits::WHEN))
                .find(|&m| self.is_target[m] || mentions[m].definite)
                .is_some_and(|m| self.is_target[m]);
        }
        if let Some(actor) = self.reading.actor_of[pronoun] {
            return self.has_target[actor];
        }
        let earliest = here.sentence.saturating_sub(1);
        (pronoun.saturating_sub(PRONOUN_REACH)..pronoun)
            .rev()
            .take_while(|&m| mentions[m].sentence >= earliest)
            .filter(|&m| self.is_thing(&mentions[m]) && mentions[m].plural != singular)
            .find(|&m| self.is_target[m] || mentions[m].definite)
            .is_some_and(|m| self.is_target[m])
    }

    /// True for "it" right after a verb: "called it", "wants it".
    fn is_judged(&self, pronoun: &Mention) -> bool {
        let at = pronoun.tokens.start;
        let verb =
            at.checked_sub(1).is_some_and(|v| self.words.verb(v).is_some() || self.words.reads(v, "of"));
        verb && !pronoun.possessive && !self.words.is(at + 1, Traits::HELPER)
    }

    /// True for the first word of a quotation.
    fn opens_quotation(&self, pronoun: &Mention) -> bool {
        let at = pronoun.tokens.start;
        let quote = self.words.quote(at).map(|q| &self.words.document.quotes[q]);
        quote.is_some_and(|q| q.inner.start == pronoun.span.start)
    }

    /// True if the sentence before, or this one before the quotation, speaks of the target and of no other document.
    fn is_topic_before(&self, pronoun: &Mention) -> bool {
        let mentions = &self.reading.mentions;
        let earliest = pronoun.sentence.saturating_sub(1);
        let upto = mentions.partition_point(|m| m.tokens.start < pronoun.tokens.start);
        let near = || (0..upto).rev().take_while(|&m| mentions[m].sentence >= earliest);
        near().any(|m| self.is_target[m])
            && !near().any(|m| {
                !self.is_target[m] && mentions[m].definite && mentions[m].kind == MentionKind::Document
            })
    }

    fn is_thing(&self, mention: &Mention) -> bool {
        let head = mention.tokens.end - 1;
        matches!(
            mention.kind,
            MentionKind::Thing | MentionKind::Document | MentionKind::Body | MentionKind::Organisation
        ) && !self.words.is(head, Traits::WHEN)
    }

    /// "this" that opens a sentence or quotation before a verb.
    fn is_lone_this(&self, token: usize) -> bool {
        self.words.reads_any(token, &["this", "that"])
            && self.words.is_capital(token)
            && (self.words.is(token + 1, Traits::HELPER) || self.words.shape(token + 1) == Shape::Clitic)
    }

    fn subject_before_is_target(&self, token: usize) -> bool {
        let mentions = &self.reading.mentions;
        let Some(before) = self.words.sentence(token).checked_sub(1) else { return false };
        let first = mentions.partition_point(|m| m.sentence < before);
        mentions[first..]
            .iter()
            .enumerate()
            .take_while(|(_, m)| m.sentence == before)
            .filter(|(_, m)| self.is_thing(m))
            .map(|(i, _)| self.is_target[first + i])
            .next()
            .unwrap_or(false)
    }
}

/// True for a noun and its plural.
fn is_same_noun(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    match long.strip_prefix(short) {
        Some(tail) => matches!(tail, "" | "s" | "es"),
        None => long.strip_suffix("ies").is_some_and(|stem| short.strip_suffix('y') == Some(stem)),
    }
}

/// In order; of two that overlap the one found by the stronger rule stays.
fn without_overlap(mut found: Vec<TargetMention>) -> Vec<TargetMention> {
    found.sort_by_key(|m| (m.span.start, m.how, std::cmp::Reverse(m.span.end)));
    let mut kept: Vec<TargetMention> = Vec::with_capacity(found.len());
    for mention in found {
        match kept.last_mut() {
            Some(last) if last.span.overlaps(mention.span) => {
                if mention.how < last.how {
                    *last = mention;
                }
            }
            _ => kept.push(mention),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::read;

    fn mentions(text: &str, target: &str) -> Vec<(String, How)> {
        let document = Document::new(text);
        let reading = read(&document);
        let found = find(&document, &reading, &TargetSpec::new(target));
        found.mentions.iter().map(|m| (m.span.of(text).to_owned(), m.how)).collect()
    }

    fn named(found: &[(String, How)]) -> Vec<(&str, How)> {
        found.iter().map(|(text, how)| (text.as_str(), *how)).collect()
    }

    #[test]
    fn nouns_of_the_same_kind_and_pronouns_are_the_target() {
        let found = mentions(
            "The report names ten firms. Miners hate the so-called assessment. The report is long. It lists dams.",
            "the report",
        );
        let wanted = [
            ("The report", How::Exact),
            ("the so-called assessment", How::Synonym),
            ("The report", How::Exact),
            ("It", How::Pronoun),
        ];
        assert_eq!(named(&found), wanted);
        let found = mentions(
            "The grain export ban starts in May. Farmers hate the ban. Another ban failed.",
            "grain export ban",
        );
        assert_eq!(named(&found), [("The grain export ban", How::Exact), ("the ban", How::Head)]);
    }

    #[test]
    fn a_text_may_go_on_with_another_noun_for_the_same() {
        for (text, target, synonym) in [
            ("Peru signed the lease. Dockers hate the concession.", "the lease", "the concession"),
            ("Kenya dropped the permit. Herders hate the licence.", "the permit", "the licence"),
            ("Peru opened the tender. Dockers hate the auction.", "the tender", "the auction"),
            ("Kenya closed the auction. Herders hate the bidding.", "the auction", "the bidding"),
            ("Peru raised the fare. Riders hate the charge.", "the fare", "the charge"),
            ("Kenya cut the toll. Drivers hate the fee.", "the toll", "the fee"),
            ("Peru set the quota. Crews hate the limit.", "the quota", "the limit"),
            ("Kenya lifted the ceiling. Crews hate the cap.", "the ceiling", "the cap"),
        ] {
            let found = mentions(text, target);
            assert_eq!(named(&found), [(target, How::Exact), (synonym, How::Synonym)], "{text}");
        }
        // Of another sort.
        let found = mentions("Peru signed the lease. Dockers hate the fare.", "the lease");
        assert_eq!(named(&found), [("the lease", How::Exact)]);
    }

    #[test]
    fn a_plural_is_the_same_noun_but_a_reporter_is_no_report() {
        assert!(is_same_noun("tariff", "tariffs") && is_same_noun("levies", "levy"));
        assert!(!is_same_noun("report", "reporters"));
    }

    #[test]
    fn an_actor_may_be_the_target() {
        let found = mentions("Anna Berg spoke first. Tom Reed backed her. Berg smiled.", "Anna Berg");
        assert_eq!(named(&found), [("Anna Berg", How::Exact), ("her", How::Actor), ("Berg", How::Actor)]);
    }

    #[test]
    fn what_bears_is_the_content_and_what_it_carries_on() {
        let text = "\"The ban is theft. Nobody wants it. We will fight,\" Omar Farah said. Rain fell. A ministry spokesman declined to comment.";
        let document = Document::new(text);
        let reading = read(&document);
        let found = find(&document, &reading, &TargetSpec::new("the ban"));
        let carried: Vec<(usize, bool)> = found.bearing.iter().map(|b| (b.sentence, b.carried)).collect();
        assert_eq!(carried, [(0, false), (1, false), (2, true), (4, true)]);
    }
}
