//! What a verb reports: the quotation it tags, the clause behind it, the clause before it.

use std::ops::Range;

use super::Rule;
use super::cue::{Cue, only};
use super::scene::Scene;
use super::subject::{Link, Subject};
use super::verb_group::{Stand, VerbGroup};
use crate::lexicon::{Frame, Hint, Traits, VerbClass};
use crate::mention::Shape;

/// A clause before a tag has at least this many tokens.
const CLAUSE: usize = 3;

impl Scene<'_, '_> {
    /// "the report, which China had sought to bury, says": the report is the object, and the clause ends soon.
    pub(super) fn take_relative_object(
        &self,
        cue: &mut Cue,
        group: &VerbGroup,
        subject: Subject,
        sentence: &Range<usize>,
    ) {
        let Some(relative) = subject.start.checked_sub(1).filter(|&r| r > sentence.start) else { return };
        if subject.link != Link::Plain || !self.words.is(relative, Traits::RELATIVE) {
            return;
        }
        let Some(object) = self.antecedent(relative, sentence.start) else { return };
        let mention = &self.mentions[object.mention];
        if self.words.reads(relative, "that") {
            // "told reporters that China had": no relative clause.
            let before = object.start.checked_sub(1).filter(|&b| b > sentence.start);
            let clause = before.is_some_and(|b| self.is_verb(b) || self.words.is(b, Traits::PREPOSITION));
            if clause
                || self.is_time(object.mention)
                || object.start + 4 < relative && self.has_finite_verb(object.start..relative)
            {
                return;
            }
        }
        let end = (group.tokens.end..sentence.end)
            .find(|&i| {
                self.words.is_comma(i) || self.words.is(i, Traits::HELPER) && self.mention_at(i).is_none()
            })
            .unwrap_or(sentence.end);
        cue.content = vec![object.start..mention.tokens.end.max(object.start), group.tokens.end..end];
    }

    /// "sought to bury", "refused to back": the second verb tells the side.
    pub(super) fn take_hint_of_infinitive(&self, cue: &mut Cue, group: &VerbGroup) {
        if !self.words.reads(group.tokens.end, "to") {
            return;
        }
        let next = (group.tokens.end + 1..group.tokens.end + 4).find(|&i| {
            self.is_verb(i)
                || !self.words.is(i, Traits::ADVERB | Traits::NEGATION) && !self.words.text(i).ends_with("ly")
        });
        let Some(verb) = next.filter(|&i| self.is_verb(i)).and_then(|i| self.words.verb(i)) else { return };
        if matches!(verb.hint, Hint::Favor | Hint::Against | Hint::Flip) {
            cue.hint = verb.hint;
            cue.class = verb.class;
            cue.negated ^= group.verb.frame == Frame::Decline;
        }
    }

    pub(super) fn is_no_comment(&self, group: &VerbGroup) -> bool {
        const ANSWERS: [&str; 12] = [
            "comment",
            "say",
            "respond",
            "answer",
            "discuss",
            "elaborate",
            "provide",
            "give",
            "speak",
            "talk",
            "speculate",
            "be",
        ];
        self.words.reads(group.tokens.end, "to") && self.words.reads_any(group.tokens.end + 1, &ANSWERS)
            || self.words.reads_any(group.tokens.end, &["comment"])
            || self.words.reads_any(group.tokens.end + 1, &["comment"])
    }

    /// What a view without speech is about ends with its clause: "backed the levy, as ships waited off the port". What
    /// is told, asked or quoted goes on as long as its sentence.
    pub(super) fn narrow(&self, cue: &mut Cue) {
        let act = matches!(
            cue.rule,
            Rule::ReportedStance | Rule::Passive | Rule::NominalCue | Rule::Relative | Rule::Participle
        ) && !cue.spoken;
        let Some(content) = cue.content.last_mut().filter(|_| act && cue.quotes.is_empty()) else { return };
        let told = self.words.is(content.start, Traits::SUBORDINATOR)
            || content.clone().any(|i| !self.is_outside(i));
        if told || content.start < cue.tokens.start {
            return;
        }
        // "praised the levy as a fair idea": no new clause.
        let end = content.end;
        let border = content.clone().skip(1).find(|&i| {
            self.words.is_comma(i)
                || self.mention_at(i).is_none()
                    && self.words.is(i, Traits::SUBORDINATOR)
                    && (!self.words.reads(i, "as") || self.clause_starts(i + 1, end))
                    && !self.words.reads_any(i, &["that", "whether", "if", "how", "what", "where", "why"])
                || self.words.reads_any(i, &["amid", "despite", "during", "following", ";"])
        });
        content.end = border.unwrap_or(content.end);
    }

    /// "brushed aside claims that the law was theft": who sets criticism aside is not against what it is about.
    pub(super) fn turn_on_criticism(&self, cue: &mut Cue) {
        const CRITICISM: [&str; 16] = [
            "criticism",
            "criticisms",
            "claims",
            "charges",
            "allegations",
            "accusations",
            "complaints",
            "objections",
            "concerns",
            "fears",
            "doubts",
            "warnings",
            "claim",
            "accusation",
            "allegation",
            "complaint",
        ];
        let Some(start) = cue.content.first().map(|content| content.start) else { return };
        let object = self.mention_from(start).map(|m| self.mentions[self.possessed(m)].tokens.end - 1);
        let criticism = self.words.reads_any(object.unwrap_or(start), &CRITICISM);
        if cue.hint == Hint::Against && !cue.spoken && criticism {
            cue.hint = Hint::Flip;
        }
    }

    /// The quotation that closes just before `edge`, in this sentence or at the end of the one before.
    pub(super) fn tagged_quote(&self, edge: usize, floor: usize) -> Option<usize> {
        if edge == floor {
            return self.previous_quote(edge);
        }
        let before = edge.checked_sub(1)?;
        let last = if self.words.is_comma(before) && before > floor { before - 1 } else { before };
        self.closing_quote(last).filter(|&quote| !self.is_name_of_work(quote, floor))
    }

    /// `It was “a farce,” Ruiz said`: the clause that the quotation carries on is said too.
    pub(super) fn clause_before_quote(&self, quote: usize, floor: usize) -> Option<Range<usize>> {
        let at = &self.words.document.quotes[quote];
        let (first, inner) = (self.words.at_byte(at.span.start), self.words.at_byte(at.inner.start));
        let carries_on =
            first > floor + 1 && !self.words.is_capital(inner) && self.words.shape(first - 1) != Shape::Mark;
        carries_on.then(|| self.clause_before(first, floor))
    }

    /// `On “Sunday Morning Talk,” Ruiz said`: every word has a capital and the sentence starts before.
    fn is_name_of_work(&self, quote: usize, floor: usize) -> bool {
        let inner = self.words.document.quotes[quote].inner;
        let (first, end) = (self.words.at_byte(inner.start), self.words.at_byte(inner.end));
        let capitals = (first..end).filter(|&i| self.words.is_capital(i)).count();
        first > floor + 2
            && capitals > 0
            && end - first < 9
            && (first..end).all(|i| {
                self.words.is_capital(i)
                    || self.words.text(i).len() < 4
                    || self.words.shape(i) != Shape::Lower
            })
    }

    pub(super) fn closing_quote(&self, last: usize) -> Option<usize> {
        let quote = self.words.quote(last)?;
        let at = &self.words.document.quotes[quote];
        (at.closed && at.span.end == self.words.span(last).end).then_some(quote)
    }

    /// A quotation that ends the sentence before, in the same paragraph: `"Why?" Ruiz asked.`
    pub(super) fn previous_quote(&self, at: usize) -> Option<usize> {
        let before = at.checked_sub(1)?;
        let sentences = &self.words.document.sentences;
        let same =
            sentences[self.words.sentence(before)].paragraph == sentences[self.words.sentence(at)].paragraph;
        self.closing_quote(before).filter(|_| same)
    }

    /// True if the sentence before starts with a quotation mark too.
    pub(super) fn previous_is_quote(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| !self.is_outside(self.sentence_of(before).start))
    }

    /// What follows the tag in the same sentence: the other half of a split quotation or clause.
    pub(super) fn rest_after_tag(
        &self,
        group: &VerbGroup,
        after: usize,
        sentence: &Range<usize>,
    ) -> Option<Range<usize>> {
        let split = self.words.is_comma(after) && !self.is_outside(after + 1) && after + 1 < sentence.end;
        let clause = after == group.tokens.end && self.words.reads(after, "that");
        (split || clause).then_some(after + 1..sentence.end)
    }

    /// Rule and content of a finite verb: after it, before it, or on both sides.
    pub(super) fn content_of(
        &self,
        group: &VerbGroup,
        subject: Subject,
        after: usize,
        sentence: &Range<usize>,
    ) -> Option<(Rule, Vec<Range<usize>>)> {
        let rule = self.rule_of(group, subject, after, sentence.end);
        let closing = after >= sentence.end || matches!(self.words.text(after), "." | "!" | "?" | ";");
        let comma = self.words.is_comma(after) || matches!(self.words.text(after), "—" | "–" | "--");
        match self.clause_left_of(group, subject, after, sentence) {
            Some(left) if closing => Some((Rule::ClauseTag, vec![left])),
            Some(left) if comma && !self.quote_follows(after, sentence.end) => {
                let mut content = vec![left];
                if !self.is_aside_of_author(after + 1, sentence.end) {
                    content.push(after + 1..sentence.end);
                }
                Some((Rule::ClauseTag, content))
            }
            _ if closing && group.stand == Stand::Finite => {
                let start = group.tokens.end.min(after);
                let needs_none =
                    matches!(group.verb.frame, Frame::Speech | Frame::Adjective | Frame::Particle);
                (needs_none || group.is_complete()).then(|| (rule, only(start..after)))
            }
            _ if closing => None,
            _ => {
                let start = self.content_start(group, after);
                Some((rule, only(start..self.end_of_relative(subject, start, sentence.end))))
            }
        }
    }

    /// "…, the ministry said, a number that angered hikers": what the author adds.
    fn is_aside_of_author(&self, at: usize, end: usize) -> bool {
        let article = self.words.reads_any(at, &["a", "an"]);
        let Some(noun) = self.mention_from(at).filter(|_| article) else { return false };
        let next = self.mentions[noun].tokens.end;
        next < end
            && (self.words.reads_any(next, &["that", "which"])
                || self.mention_from(next).is_some_and(|m| self.mentions[m].pronoun().is_some()))
    }

    /// ", which had asked for it, said": a relative clause between commas ends where the verb of its noun follows.
    fn end_of_relative(&self, subject: Subject, start: usize, end: usize) -> usize {
        let opens = subject.relative.is_some_and(|r| r > 0 && self.words.is_comma(r - 1));
        if !opens {
            return end;
        }
        let closes = |i: &usize| {
            let next = i + 1;
            self.words.is_comma(*i)
                && self.is_outside(*i)
                && self.mention_at(next).is_none()
                && (self.words.is(next, Traits::HELPER | Traits::PLAIN_VERB)
                    || self.words.verb(next).is_some() && !self.is_ing(next))
        };
        (start..end).find(closes).unwrap_or(end)
    }

    /// The clause before a tag: `…, X said`.
    pub(super) fn clause_left_of(
        &self,
        group: &VerbGroup,
        subject: Subject,
        after: usize,
        sentence: &Range<usize>,
    ) -> Option<Range<usize>> {
        let comma = subject.start.checked_sub(1).filter(|&b| b > sentence.start && self.words.is_comma(b))?;
        let left = self.clause_before(comma, sentence.start);
        // "The question, she said, is …": the verb of what is said stands behind the tag.
        let split = self.words.is_comma(after) && self.words.is(after + 1, Traits::HELPER);
        // Headlines leave the verb out: "Clerks slit envelopes, inspectors say".
        let heading = self.words.stands_in_heading(comma);
        (left.len() >= CLAUSE && can_tag(group) && (split || heading || self.is_clause(&left)))
            .then_some(left)
    }

    pub(super) fn content_start(&self, group: &VerbGroup, after: usize) -> usize {
        let start =
            if matches!(group.verb.frame, Frame::Speech | Frame::Tag) { after } else { group.tokens.end };
        let skip = self.words.reads_any(start, &["that"]) && self.mention_at(start).is_none()
            || self.words.is_comma(start)
            || self.words.reads(start, ":");
        start + usize::from(skip)
    }

    pub(super) fn rule_of(&self, group: &VerbGroup, subject: Subject, after: usize, end: usize) -> Rule {
        if group.verb.frame == Frame::Decline {
            return if self.is_no_comment(group) { Rule::Declined } else { Rule::ReportedStance };
        }
        if subject.link == Link::Relative {
            return Rule::Relative;
        }
        let speech = matches!(group.verb.frame, Frame::Speech | Frame::Tag);
        if speech || self.words.reads(after, "that") || self.quote_follows(after, end) {
            Rule::SubjectVerb
        } else {
            Rule::ReportedStance
        }
    }

    /// From the last border before `comma` to `comma`: what a tag behind it may claim.
    pub(super) fn clause_before(&self, comma: usize, floor: usize) -> Range<usize> {
        let start =
            (floor..comma).rev().find(|&i| matches!(self.words.text(i), ";" | ":")).map_or(floor, |i| i + 1);
        start..comma
    }

    /// True for what can be said: a clause, not an adverbial at the start of a sentence.
    pub(super) fn is_clause(&self, range: &Range<usize>) -> bool {
        let first = range.start;
        let adverbial = !self.words.reads_any(first, &["that"])
            && self.words.is(first, Traits::PREPOSITION | Traits::SUBORDINATOR | Traits::CONNECTIVE)
            || self.is_ing(first)
            || self.words.reads_any(first, &["asked", "and", "but"]);
        let commas = range.clone().filter(|&i| self.words.is_comma(i)).count();
        (!adverbial || commas > 0) && self.is_finite(range)
    }

    /// True if some word of the range looks like a finite verb, known or not.
    pub(super) fn is_finite(&self, range: &Range<usize>) -> bool {
        range.clone().any(|i| {
            self.words.is(i, Traits::HELPER)
                || self.words.shape(i) == Shape::Clitic
                || self.looks_like_verb(i)
        })
    }
}

pub(super) fn can_tag(group: &VerbGroup) -> bool {
    matches!(group.verb.frame, Frame::Speech | Frame::Tag | Frame::Clause)
        && !matches!(group.class, VerbClass::Want)
        && !matches!(group.hint, Hint::Favor | Hint::Against)
        || group.verb.lemma == "boast"
}
