//! Noun groups: openers, modifiers and names up to a head, one pass over each sentence, no parser.

use std::ops::Range;

use super::kind::{Body, described};
use super::name::{NameRun, name_run};
use super::pronoun::{is_possessive, pronoun_at};
use super::{Mention, MentionKind, Pronoun, Shape, Words};
use crate::lexicon::{Form, Hint, Traits, Word};

/// All mentions of a document by their first token; a part of a larger mention follows it.
pub fn mentions(words: &Words) -> Vec<Mention> {
    let mut found = Vec::with_capacity(words.len() / 3 + 1);
    for sentence in &words.document.sentences {
        let mut at = sentence.tokens.start;
        let mut possessor = None;
        while at < sentence.tokens.end {
            let chunk = Chunker { words, end: sentence.tokens.end, found: &mut found }.take(at, possessor);
            at = chunk.next;
            possessor = chunk.possessor;
        }
    }
    found
}

/// What one step of the scan gives.
struct Step {
    /// Where the scan goes on.
    next: usize,
    /// The mention whose possessive clitic was just passed.
    possessor: Option<usize>,
}

struct Chunker<'a, 'd> {
    words: &'a Words<'d>,
    end: usize,
    found: &'a mut Vec<Mention>,
}

impl Chunker<'_, '_> {
    fn take(&mut self, start: usize, possessor: Option<usize>) -> Step {
        let words = self.words;
        let none = |next| Step { next, possessor: None };
        let body_start = self.skip_openers(start);
        let body_start = self.skip_qualified(body_start, body_start > start || possessor.is_some());
        let pronoun = pronoun_at(words, start);
        if let Some(pronoun) = pronoun {
            let owner = self.push_pronoun(start, pronoun);
            if !is_possessive(words, start)
                || !self.is_nominal(start + 1, start + 1, false)
                    && name_run(words, start + 1, self.end).is_none()
            {
                return none(start + 1);
            }
            return self.group(start, start + 1, Some(owner));
        }
        if body_start == start && !self.starts_group(start) {
            return none(start + 1);
        }
        self.group(start, body_start, possessor)
    }

    /// A group whose openers end at `body_start`.
    fn group(&mut self, start: usize, body_start: usize, possessor: Option<usize>) -> Step {
        let words = self.words;
        let (runs, stop) = self.body(start, body_start);
        if stop == start {
            return Step { next: start + 1, possessor: None };
        }
        if stop == body_start && !(start..stop).any(|i| words.is(i, Traits::QUANTIFIER)) {
            return Step { next: stop.max(start + 1), possessor: None };
        }
        let owns = self.possessive_at(stop);
        let index = self.push(start..stop, &runs, possessor, owns.is_some());
        match owns {
            Some(next) => Step { next, possessor: Some(index) },
            None => Step { next: stop, possessor: None },
        }
    }

    fn skip_openers(&self, start: usize) -> usize {
        let words = self.words;
        let mut at = start;
        while at < self.end
            && words.is(at, Traits::OPENER)
            && !words.reads_any(at, &["that"])
            && !words.is(at, Traits::RELATIVE)
            && !(words.is_known_name(at) && words.is_capital(at))
        {
            at += 1;
        }
        at
    }

    /// "Yemen's internationally recognised government": past adverb and participle between opener and noun.
    fn skip_qualified(&self, at: usize, opened: bool) -> usize {
        let words = self.words;
        let qualified = opened
            && at + 2 < self.end
            && words.text(at).ends_with("ly")
            && !words.is(at, Traits::HEAD | Traits::KIN | Traits::INSTITUTION)
            && words.verb(at + 1).is_none_or(|verb| verb.hint == Hint::None)
            && words.text(at + 1).ends_with("ed")
            && words.is(at + 2, Traits::HEAD);
        at + if qualified { 2 } else { 0 }
    }

    fn starts_group(&self, at: usize) -> bool {
        name_run(self.words, at, self.end).is_some() || self.is_nominal(at, at, false) || self.counts(at)
    }

    /// The name runs of a group and where it ends.
    fn body(&self, start: usize, body_start: usize) -> (Vec<NameRun>, usize) {
        let mut runs: Vec<NameRun> = Vec::new();
        let mut at = body_start;
        let mut headed = false;
        while at < self.end {
            if let Some(run) = name_run(self.words, at, self.end) {
                // "give Clinton": a bare word of unknown kind is no part of the name behind it.
                let role = at > start && self.words.is(at - 1, Traits::PERSON | Traits::TITLE);
                // "Within the hour Deep Trust had sued"
                if at > body_start
                    && self.words.is(at - 1, Traits::WHEN)
                    && self.words.shape(at - 1) == Shape::Lower
                {
                    break;
                }
                if body_start == start && !role && !(start..at).all(|i| self.describes(i, &runs)) {
                    break;
                }
                at = run.tokens.end;
                headed = run.adjective.is_none();
                runs.push(run);
            } else if at > start && self.joins_number(at)
                || at == start && self.counts(at)
                || self.is_nominal(at, body_start, headed)
            {
                headed = self.words.is(at, Traits::HEAD);
                at += 1;
            } else {
                break;
            }
        }
        (runs, at)
    }

    /// True for words that may stand before a name without an article.
    fn describes(&self, at: usize, runs: &[NameRun]) -> bool {
        let known = Traits::HEAD | Traits::TITLE | Traits::MODIFIER | Traits::DEMONYM | Traits::ORGANISATION;
        self.words.is(at, known)
            || self.words.text(at).contains('-')
            || self.words.text(at).ends_with("ern")
            || runs.iter().any(|run| at >= run.tokens.start)
            || self.words.is_capital(at)
    }

    /// "29 lawmakers": a number before a noun of people.
    fn counts(&self, at: usize) -> bool {
        self.words.shape(at) == Shape::Number
            && at + 1 < self.end
            && self.words.shape(at + 1) == Shape::Lower
            && self.words.is(at + 1, Traits::GROUP)
    }

    /// A number between an opener and a noun: "the 17 nations".
    fn joins_number(&self, at: usize) -> bool {
        self.words.shape(at) == Shape::Number && self.is_nominal(at + 1, at + 1, false)
    }

    /// True if a word without capital can stand in a noun group at this place.
    fn is_nominal(&self, at: usize, body_start: usize, headed: bool) -> bool {
        let words = self.words;
        if at >= self.end {
            return false;
        }
        let lower = words.shape(at) == Shape::Lower
            || words.is_capital(at) && name_run(words, at, self.end).is_none();
        if !lower {
            return false;
        }
        let word = words.word(at);
        let closed = Traits::CONJUNCTION
            | Traits::SUBORDINATOR
            | Traits::RELATIVE
            | Traits::HELPER
            | Traits::NEGATION
            | Traits::OPENER
            | Traits::SUBJECT_PRONOUN
            | Traits::CONNECTIVE;
        if word.is(closed) || word.is(Traits::PREPOSITION) && !(at == body_start && word.is(Traits::HEAD)) {
            return false;
        }
        let first = at == body_start;
        if word == Word::default() && first && words.is_postnominal(at) {
            return false;
        }
        let after_opener = first && at > 0 && self.follows_opener(at);
        if word.is(Traits::ADVERB) {
            return after_opener && self.is_nominal(at + 1, at + 1, false);
        }
        let before_head = self.is_before_head(at);
        // "a number that delighted herders"
        let clause = first && at > 0 && words.reads_any(at - 1, &["that", "which", "who"]);
        if clause && words.text(at).ends_with("ed") {
            return false;
        }
        if word.verb().is_some() {
            return self.verb_is_nominal(at, body_start, headed);
        }
        // "the left", but never "the court held".
        if word.is(Traits::PLAIN_VERB) && !word.is(Traits::HEAD) {
            return after_opener && !words.is(at + 1, Traits::OPENER | Traits::PREPOSITION);
        }
        let text = words.text(at);
        // "The list names ten firms": an unknown verb before its object.
        let verbal = text.ends_with('s') && !text.ends_with("ss") && words.is(at + 1, Traits::OPENER);
        if verbal && !first && !words.text(at - 1).ends_with('s') {
            return false;
        }
        if headed {
            let place = !first && words.is_capital(at - 1) && is_place_noun(text);
            return word.is(Traits::HEAD) || place || before_head && !text.ends_with("ed");
        }
        if text.ends_with("ed") || text.ends_with("ing") || text.ends_with("ly") {
            return after_opener
                || word.is(Traits::HEAD)
                || before_head && !first
                || words.text(at).len() < 5;
        }
        true
    }

    fn verb_is_nominal(&self, at: usize, body_start: usize, headed: bool) -> bool {
        let words = self.words;
        let first = at == body_start;
        let after_opener = first && at > 0 && self.follows_opener(at);
        let before_head = self.is_before_head(at);
        let form = words.word(at).form;
        // "envoy calls inquiry", "the report says inspectors": a verb right after its subject or a comma.
        let predicate = at > 0 && (self.ends_mention(at) || words.is_comma(at - 1));
        if form.any(Form::THIRD) && predicate && first && !after_opener {
            return false;
        }
        if form.any(Form::PAST | Form::PARTICIPLE) && !form.any(Form::BASE) {
            return after_opener
                && !words.is(at + 1, Traits::OPENER | Traits::PREPOSITION | Traits::SUBJECT_PRONOUN);
        }
        if form.any(Form::ING) {
            return after_opener && !words.is(at + 1, Traits::OPENER);
        }
        if headed {
            // "Lawmakers pass media law": headlines put the verb right behind its subject.
            let plural = words.is(at - 1, Traits::GROUP) && words.text(at - 1).ends_with('s');
            if words.stands_in_heading(at) && plural && form.any(Form::BASE) {
                return false;
            }
            // "the Clinton campaign", but not "critics report".
            let noun = words.is(at, Traits::HEAD)
                && !words.text(at - 1).ends_with('s')
                && !words.is(at + 1, Traits::OPENER);
            return (before_head || noun) && form.any(Form::BASE);
        }
        // A bare noun that is also a verb opens a group only before a noun of actors: "press officers".
        if first && !after_opener {
            let clause = words.reads(at + 1, "that") || at + 1 < self.end && self.opens_quote(at + 1);
            return before_head || words.is(at, Traits::HEAD) && !clause && !words.is(at + 1, Traits::OPENER);
        }
        // "In her view the levy": the noun of a possessive, whatever follows.
        let owned = at >= 2 && words.is(at - 1, Traits::POSSESSIVE) && words.is(at - 2, Traits::PREPOSITION);
        owned || !words.is(at + 1, Traits::OPENER | Traits::SUBJECT_PRONOUN)
    }

    /// "director of the prison service, who": "who" is the person that the group hangs on.
    fn hangs_on_person(&self, preposition: usize) -> bool {
        let last = self.found.iter().rev().take(6).find(|m| m.tokens.end == preposition);
        last.is_some_and(|m| matches!(m.kind, MentionKind::Role | MentionKind::Person | MentionKind::Group))
    }

    /// True if the last mention ends just before a token.
    fn ends_mention(&self, at: usize) -> bool {
        self.found.last().is_some_and(|m| m.tokens.end == at)
    }

    fn opens_quote(&self, at: usize) -> bool {
        self.words.quote(at).is_some() && self.words.quote(at) != self.words.quote(at - 1)
    }

    fn is_before_head(&self, at: usize) -> bool {
        let next = at + 1;
        next < self.end && self.words.shape(next) == Shape::Lower && self.words.is(next, Traits::HEAD)
    }

    fn follows_opener(&self, at: usize) -> bool {
        let possessive = matches!(self.words.text(at - 1), "'" | "’") && self.words.quote(at - 1).is_none();
        self.words.is(at - 1, Traits::OPENER | Traits::CLITIC) || possessive
    }

    /// Where the scan goes on after `'s`, or after the bare apostrophe of a plural: "the drivers' lobby".
    fn possessive_at(&self, at: usize) -> Option<usize> {
        let words = self.words;
        if at >= self.end {
            return None;
        }
        let clitic = words.shape(at) == Shape::Clitic && words.is(at, Traits::CLITIC);
        let bare = matches!(words.text(at), "'" | "’")
            && words.text(at - 1).ends_with(['s', 'z'])
            && words.span(at - 1).end == words.span(at).start
            && at + 1 < self.end
            && words.span(at).end < words.span(at + 1).start
            && words.shape(at + 1) != Shape::Mark;
        // "Trump's called": the clitic is a helper there.
        let helper = clitic && words.word(at + 1).form.any(Form::ING) && !words.is(at + 1, Traits::HEAD);
        ((clitic && !helper) || bare).then_some(at + 1)
    }

    fn push_pronoun(&mut self, at: usize, pronoun: Pronoun) -> usize {
        let words = self.words;
        self.found.push(Mention {
            span: words.span(at),
            tokens: at..at + 1,
            name: at..at + 1,
            sentence: words.sentence(at),
            kind: MentionKind::Pronoun(pronoun),
            gender: pronoun.gender(),
            plural: pronoun.is_plural(),
            definite: true,
            quoted: words.quote(at).is_some(),
            possessive: words.is(at, Traits::POSSESSIVE),
            possessor: None,
            within: None,
            country: None,
        });
        self.found.len() - 1
    }

    /// Adds a group and the names inside it; gives the group's index.
    fn push(
        &mut self,
        tokens: Range<usize>,
        runs: &[NameRun],
        possessor: Option<usize>,
        possessive: bool,
    ) -> usize {
        let words = self.words;
        let body = Body { words, tokens: tokens.clone(), runs };
        let quoted = words.quote(tokens.start).is_some();
        let index = self.found.len();
        let mut main = described(&body);
        main.possessor = possessor;
        main.possessive = possessive;
        main.quoted = quoted;
        main.definite |= possessor.is_some();
        // "a cosplayer who": only people are followed by "who".
        let who = tokens.end + usize::from(words.is_comma(tokens.end));
        let governed = tokens.start > 0 && words.is(tokens.start - 1, Traits::PREPOSITION);
        let body = main.kind == MentionKind::Body && !main.plural && who == tokens.end;
        if (main.kind == MentionKind::Thing || body)
            && !(governed && self.hangs_on_person(tokens.start - 1))
            && who < self.end
            && words.reads_any(who, &["who"])
        {
            main.kind = if main.plural { MentionKind::Group } else { MentionKind::Role };
        }
        let name = main.name.clone();
        self.found.push(main);
        for run in runs.iter().filter(|r| r.name.start != name.start) {
            let inner = Body { words, tokens: run.tokens.clone(), runs: std::slice::from_ref(run) };
            self.found.push(Mention { within: Some(index), quoted, ..described(&inner) });
        }
        index
    }
}

/// "the Usumacinta valley": nouns that make one group with the name of a place before them.
fn is_place_noun(noun: &str) -> bool {
    const NOUNS: [&str; 46] = [
        "jail",
        "prison",
        "camp",
        "hospital",
        "school",
        "stadium",
        "station",
        "mine",
        "factory",
        "clinic",
        "refinery",
        "suburbs",
        "valley",
        "district",
        "province",
        "region",
        "county",
        "river",
        "delta",
        "basin",
        "island",
        "islands",
        "coast",
        "peninsula",
        "gulf",
        "bay",
        "lake",
        "desert",
        "forest",
        "mountains",
        "hills",
        "border",
        "city",
        "town",
        "village",
        "suburb",
        "neighbourhood",
        "neighborhood",
        "airport",
        "port",
        "harbour",
        "harbor",
        "reactor",
        "dam",
        "bridge",
        "area",
    ];
    NOUNS.contains(&noun)
}
