//! Who does what a verb tells: the subject to its left, past appositives, relative clauses and brackets.

use std::ops::Range;

use super::scene::Scene;
use crate::lexicon::Traits;
use crate::mention::{MentionKind, Pronoun, Shape};

/// How far back an appositive may reach, in tokens.
const APPOSITIVE: usize = 45;

/// How a subject was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// It stands before the verb.
    Plain,
    /// Through "who" or "which".
    Relative,
    /// It is the subject of the verb before: "met them and said".
    Shared,
}

/// A subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Subject {
    pub mention: usize,
    pub link: Link,
    /// The relative pronoun in between.
    pub relative: Option<usize>,
    /// First token of all that belongs to the subject.
    pub start: usize,
}

impl Scene<'_, '_> {
    /// The subject that ends before token `end` and does not reach before `floor`.
    pub fn subject_before(&self, end: usize, floor: usize) -> Option<Subject> {
        let mut at = end;
        loop {
            if at > floor && self.is_between(at - 1) {
                at -= 1;
            } else if let Some(insert) = at.checked_sub(1).and_then(|last| self.before_insert(last, floor)) {
                at = insert;
            } else {
                break;
            }
        }
        let last = at.checked_sub(1).filter(|&l| l >= floor)?;
        let words = self.words;
        if let Some(mention) = self.mention_at(last) {
            if self.is_time(mention) {
                let start = self.mentions[mention].tokens.start;
                let before = self.skip_left(start, floor, Traits::PREPOSITION | Traits::ADVERB);
                return self.subject_before(before, floor);
            }
            if self.mentions[mention].pronoun() == Some(Pronoun::Who) {
                return self.antecedent(last, floor);
            }
            let start = self.start_with_possessors(mention);
            // "who as a lawyer signed it"
            if start > floor + 1 && words.reads(start - 1, "as") && words.is(start - 2, Traits::RELATIVE) {
                return self.antecedent(start - 2, floor);
            }
            let subject = self.chain_start(mention, floor);
            return Some(self.clause_owner(subject, floor).unwrap_or_else(|| self.plain(subject)));
        }
        match words.text(last) {
            "," => self.before_appositive(last, floor),
            ")" => self.before_bracket(last, floor),
            "—" | "–" | "--" => self.before_dash(last, floor),
            _ if words.is(last, Traits::RELATIVE) => self.antecedent(last, floor),
            _ if words.is(last, Traits::CONJUNCTION) || words.reads(last, "then") => self.shared(last, floor),
            _ => self.before_restrictive(last, floor),
        }
    }

    /// "A group that went to court to keep gates out of stations said": the noun before the relative clause, where
    /// what stands before the verb is the object of that clause.
    fn clause_owner(&self, found: usize, floor: usize) -> Option<Subject> {
        const REACH: usize = 30;
        let words = self.words;
        if self.mentions[found].is_named() || self.mentions[found].pronoun().is_some() {
            return None;
        }
        let start = self.start_with_possessors(found);
        let before = start.checked_sub(1).filter(|&b| b > floor + 2)?;
        let verb = words.verb(before).is_some() || words.is(before, Traits::PLAIN_VERB);
        let governed = (verb || words.is(before, Traits::PREPOSITION)) && self.mention_at(before).is_none();
        if !governed || words.reads(before, "of") && self.mention_at(before - 1).is_some() {
            return None;
        }
        let clause = floor + 1..before;
        let relative = clause.rev().take(REACH).find(|&i| {
            words.reads_any(i, &["that", "who", "which"]) && self.is_outside(i)
                || matches!(words.text(i), "," | ";" | ":")
        })?;
        let owner =
            self.antecedent(relative, floor).filter(|_| words.is(relative, Traits::RELATIVE))?.mention;
        let opens = self.start_with_possessors(owner) <= floor + 1;
        let verb = self.has_finite_verb(relative + 1..before + 1);
        let holds =
            matches!(self.mentions[owner].kind, MentionKind::Body | MentionKind::Group | MentionKind::Role);
        (opens && verb && holds).then(|| self.plain(owner))
    }

    /// "An official who asked not to be named said": the noun before a relative clause that ends in a verb.
    fn before_restrictive(&self, last: usize, floor: usize) -> Option<Subject> {
        const REACH: usize = 10;
        let relative = (floor..last)
            .rev()
            .take(REACH)
            .take_while(|&i| self.words.shape(i) != Shape::Mark)
            .find(|&i| self.words.reads_any(i, &["who"]))?;
        let verb = self.words.verb(last).is_some() || self.words.text(last).ends_with("ed");
        let found = self.antecedent(relative, floor).filter(|_| verb)?;
        Some(self.plain(found.mention))
    }

    fn plain(&self, mention: usize) -> Subject {
        Subject { mention, link: Link::Plain, relative: None, start: self.start_with_possessors(mention) }
    }

    fn skip_left(&self, from: usize, floor: usize, traits: Traits) -> usize {
        let mut at = from;
        while at > floor && self.words.is(at - 1, traits) && self.mention_at(at - 1).is_none() {
            at -= 1;
        }
        at
    }

    /// "the head of the party in Madrid" → the head.
    fn chain_start(&self, mention: usize, floor: usize) -> usize {
        let mut first = mention;
        loop {
            let start = self.start_with_possessors(first);
            let Some(link) = start.checked_sub(1).filter(|&l| l > floor) else { return first };
            if !self.words.is(link, Traits::PREPOSITION) || self.mention_at(link).is_some() {
                return first;
            }
            let apart = self.is_reduced_relative(link - 1) || self.words.is_postnominal(link - 1);
            let before = if apart { link - 2 } else { link - 1 };
            match self.mention_at(before) {
                Some(before) if !self.is_time(before) || self.words.reads(link, "of") => first = before,
                _ => return first,
            }
        }
    }

    /// "veterans interviewed at": a participle that belongs to the noun before it.
    fn is_reduced_relative(&self, at: usize) -> bool {
        at > 0
            && self.mention_at(at).is_none()
            && self.mention_at(at - 1).is_some()
            && !self.words.is(at, Traits::HELPER)
            && (self.words.text(at).ends_with("ed") || self.is_ing(at))
    }

    /// The noun that "who", "which" or "that" at `relative` stands for.
    pub fn antecedent(&self, relative: usize, floor: usize) -> Option<Subject> {
        let mut at = relative.checked_sub(1).filter(|&a| a >= floor)?;
        if self.words.is_comma(at) || self.words.is(at, Traits::CONJUNCTION) {
            at = at.checked_sub(1).filter(|&a| a >= floor)?;
        }
        if self.words.is_comma(at) {
            at = at.checked_sub(1).filter(|&a| a >= floor)?;
        }
        if self.words.reads(at, ")") {
            let subject = self.before_bracket(at, floor)?;
            return Some(Subject { link: Link::Relative, relative: Some(relative), ..subject });
        }
        let mention = self.mention_at(at)?;
        // "Ana Ruiz, the fourth, who told": whom the description follows.
        let start = self.start_with_possessors(mention);
        if !self.mentions[mention].is_named()
            && self.words.is(start, Traits::OPENER)
            && start > floor + 1
            && self.words.is_comma(start - 1)
            && let Some(name) =
                self.mention_at(start - 2).filter(|&m| self.mentions[m].kind == MentionKind::Person)
        {
            return Some(Subject { link: Link::Relative, relative: Some(relative), ..self.plain(name) });
        }
        let mention = if self.words.reads_any(relative, &["who"]) {
            self.person_behind(mention, floor)
        } else {
            self.body_behind(mention, floor)
        };
        Some(Subject { link: Link::Relative, relative: Some(relative), ..self.plain(mention) })
    }

    /// "a cleaner with five children who asked": the person that the group before "who" hangs on.
    fn person_behind(&self, mention: usize, floor: usize) -> usize {
        const STEPS: usize = 3;
        let single = |m: usize| self.mentions[m].kind == MentionKind::Role && !self.mentions[m].plural;
        let human =
            |m: usize| single(m) || matches!(self.mentions[m].kind, MentionKind::Person | MentionKind::Group);
        let mut at = mention;
        for _ in 0..STEPS {
            let start = self.start_with_possessors(at);
            let link = start.checked_sub(1).filter(|&l| {
                l > floor && self.words.reads_any(l, &["with", "from", "at", "in", "of", "for"])
            });
            let Some(behind) = link.and_then(|l| self.mention_at(l - 1)) else { break };
            // "the head of the activists who" may be either.
            let apart = if link.is_some_and(|l| self.words.reads_any(l, &["of", "for"])) {
                !human(mention)
            } else {
                !single(mention) && self.mentions[mention].kind != MentionKind::Person
            };
            if single(behind) && apart {
                return behind;
            }
            // "Ana Ruiz, a cryptographer at the university who"
            let first = self.start_with_possessors(behind);
            let name = first.checked_sub(2).filter(|&n| n >= floor && self.words.is_comma(n + 1));
            let name = name.and_then(|n| self.mention_at(n));
            if let Some(name) = name.filter(|&m| self.mentions[m].kind == MentionKind::Person) {
                return if human(mention) { mention } else { name };
            }
            at = behind;
        }
        mention
    }

    /// "the council of high chiefs, which blessed": the body whose members the group before "which" names.
    fn body_behind(&self, mention: usize, floor: usize) -> usize {
        let start = self.start_with_possessors(mention);
        let link = start.checked_sub(1).filter(|&l| l > floor && self.words.reads(l, "of"));
        let behind = link.and_then(|l| self.mention_at(l - 1));
        let body = |m: usize| self.mentions[m].kind == MentionKind::Body;
        behind.filter(|&b| body(b) && self.mentions[mention].kind == MentionKind::Group).unwrap_or(mention)
    }

    fn before_bracket(&self, close: usize, floor: usize) -> Option<Subject> {
        let open = (floor..close).rev().take(25).find(|&i| self.words.reads(i, "("))?;
        self.subject_before(open, floor)
    }

    fn before_dash(&self, close: usize, floor: usize) -> Option<Subject> {
        let open = (floor..close)
            .rev()
            .take(APPOSITIVE)
            .find(|&i| matches!(self.words.text(i), "—" | "–" | "--"))?;
        self.subject_before(open, floor)
    }

    /// `Ruiz, a teacher, said`: the comma at `close` ends something set between commas.
    fn before_appositive(&self, close: usize, floor: usize) -> Option<Subject> {
        let mut end = close;
        let mut best: Option<Subject> = self.named_segment(close, floor);
        while let Some(comma) = self.comma_before(end, floor) {
            if !self.is_aside(comma + 1..end) {
                break;
            }
            let Some(found) = self.ending_at(comma, floor) else {
                // "Ruiz, 54, of Lima, said": go on over what names nobody.
                end = comma;
                continue;
            };
            // "while its manager, Ana Ruiz, said"
            let introduces = self.introduced(found.mention).is_some();
            let better = best.is_none_or(|b| !self.mentions[b.mention].is_named());
            if better {
                best = Some(found);
            }
            if introduces
                || self.mentions[found.mention].is_named()
                || self.mentions[found.mention].pronoun().is_some()
            {
                break;
            }
            end = comma;
        }
        best
    }

    /// `After the primary, Gov. Ruiz (Lima), said`: the person between the last two commas, if what stands
    /// before them is nobody.
    fn named_segment(&self, close: usize, floor: usize) -> Option<Subject> {
        let comma = self.comma_before(close, floor)?;
        let person = self.mention_from(comma + 1)?;
        let mention = &self.mentions[person];
        // "That author, Imogen Farrow of Leeds, said"
        let from = self.words.reads_any(mention.tokens.end, &["of", "from"]);
        let from = from.then(|| self.mention_from(mention.tokens.end + 1)).flatten();
        let ends = mention.tokens.end == close
            || self.words.reads(mention.tokens.end, "(")
            || from.is_some_and(|m| self.mentions[m].tokens.end == close);
        let titled = mention.kind == MentionKind::Person && ends;
        let nobody = self
            .ending_at(comma, floor)
            .is_none_or(|s| matches!(self.mentions[s.mention].kind, MentionKind::Thing | MentionKind::Place));
        let described = (person.saturating_sub(4)..person).find(|&m| self.introduced(m) == Some(person));
        let start = described.map_or(mention.tokens.start, |m| self.start_with_possessors(m));
        (titled && (nobody || described.is_some())).then(|| Subject { start, ..self.plain(person) })
    }

    /// The comma or sentence part border before `end`, outside quotations.
    fn comma_before(&self, end: usize, floor: usize) -> Option<usize> {
        (floor..end).rev().take(APPOSITIVE).find(|&i| self.words.is_comma(i) && self.is_outside(i))
    }

    /// True for an appositive, a relative clause, an age, a participle clause or an adverbial.
    fn is_aside(&self, range: Range<usize>) -> bool {
        let first = range.start;
        if self.words.is(first, Traits::CONJUNCTION)
            || range.clone().any(|i| matches!(self.words.text(i), ";" | ":"))
        {
            return false;
        }
        let free = Traits::RELATIVE | Traits::PREPOSITION | Traits::SUBORDINATOR | Traits::POSSESSIVE;
        if self.words.is(first, free) || self.is_ing(first) || self.words.text(first).ends_with("ed") {
            return true;
        }
        // A noun group may carry a relative clause: "a nurse who has worked here, said".
        let relative = range.clone().find(|&i| self.words.is(i, Traits::RELATIVE));
        !self.has_finite_verb(range.start..relative.unwrap_or(range.end))
    }

    /// A subject whose last token stands just before `comma`.
    fn ending_at(&self, comma: usize, floor: usize) -> Option<Subject> {
        let last = comma.checked_sub(1).filter(|&l| l >= floor)?;
        if self.words.reads(last, ")") {
            return self.before_bracket(last, floor);
        }
        let mut mention = self.mention_at(last)?;
        if self.is_time(mention) {
            let start = self.mentions[mention].tokens.start;
            let before = self.skip_left(start, floor, Traits::PREPOSITION | Traits::ADVERB).checked_sub(1)?;
            mention = self.mention_at(before).filter(|&m| before >= floor && !self.is_time(m))?;
        }
        let first = self.chain_start(mention, floor);
        let start = self.start_with_possessors(first);
        // "In Lima, a teacher, said": what follows a preposition is no subject.
        let adverbial = start > floor && self.words.is(start - 1, Traits::PREPOSITION);
        (!adverbial).then(|| self.plain(first))
    }

    /// The subject of the clause that a conjunction carries on.
    fn shared(&self, conjunction: usize, floor: usize) -> Option<Subject> {
        let mention = self
            .last_clause_subject(conjunction, floor)
            .or_else(|| self.clause_subject(conjunction, floor))?;
        Some(Subject { mention, link: Link::Shared, relative: None, start: conjunction })
    }

    /// The group right after the last comma that has a verb behind it: "As crowds chanted, Ruiz rose and".
    fn last_clause_subject(&self, before: usize, floor: usize) -> Option<usize> {
        let commas =
            (floor..before).rev().take(APPOSITIVE).filter(|&i| self.words.is_comma(i) && self.is_outside(i));
        commas.filter_map(|comma| self.mention_from(comma + 1).map(|m| self.possessed(m))).find(|&m| {
            let end = self.mentions[m].tokens.end;
            let verb = self.words.is(end, Traits::HELPER) || self.looks_like_verb(end);
            end < before && verb && !self.is_time(m) && self.mentions[m].kind != MentionKind::Thing
        })
    }

    /// The group after the first comma from `comma` on that has a verb behind it: "Speaking in Lima, Peru, she
    /// said".
    pub fn first_clause_subject(&self, comma: usize, end: usize) -> Option<usize> {
        let commas = (comma..end).take(APPOSITIVE).filter(|&i| self.words.is_comma(i) && self.is_outside(i));
        commas.filter_map(|comma| self.mention_from(comma + 1).map(|m| self.possessed(m))).find(|&m| {
            let after = self.mentions[m].tokens.end;
            let bracket = self.words.reads(after, "(");
            let verb = self.words.is(after, Traits::HELPER | Traits::ADVERB) || self.looks_like_verb(after);
            (verb || bracket) && !self.is_time(m) && self.mentions[m].kind != MentionKind::Thing
        })
    }

    /// The first group of the clause that holds token `before`, not after a preposition and no time.
    pub fn clause_subject(&self, before: usize, floor: usize) -> Option<usize> {
        let start = (floor..before)
            .rev()
            .find(|&i| {
                matches!(self.words.text(i), ";" | ":") || !self.is_outside(i) && self.is_outside(before)
            })
            .map_or(floor, |i| i + 1);
        let mut at = start;
        let mut fallback = None;
        while at < before {
            let Some(mention) = self.mention_from(at) else {
                at += 1;
                continue;
            };
            let mention = self.possessed(mention);
            let group = &self.mentions[mention];
            at = group.tokens.end.max(at + 1);
            let first = self.start_with_possessors(mention);
            let governed = first > start && self.words.is(first - 1, Traits::PREPOSITION);
            if governed || self.is_time(mention) || self.words.is(first, Traits::RELATIVE) {
                continue;
            }
            if group.kind == MentionKind::Thing {
                fallback = fallback.or(Some(mention));
                continue;
            }
            return Some(mention);
        }
        fallback
    }
}
