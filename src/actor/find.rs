//! The cues of one sentence, verb by verb.

use std::ops::Range;

use super::Rule;
use super::cue::Cue;
use super::scene::Scene;
use super::subject::{Link, Subject};
use super::verb_group::{Stand, VerbGroup};
use crate::lexicon::{Form, Frame, Hint, Traits, VerbClass};
use crate::mention::{MentionKind, Pronoun};

/// How far "by" may stand behind a passive verb, in tokens.
const AGENT: usize = 8;
/// A clause before a tag has at least this many tokens.
const CLAUSE: usize = 3;

impl Scene<'_, '_> {
    /// The verbal cues in a range of tokens of one sentence, in order; those inside quotations only if `quoted`.
    pub fn verbal_cues(&self, sentence: &Range<usize>, quoted: bool) -> Vec<Cue> {
        let mut cues: Vec<Cue> = Vec::new();
        for at in sentence.clone() {
            if !self.is_verb(at) || !quoted && !self.is_outside(at) {
                continue;
            }
            let Some(group) = self.verb_group(at) else { continue };
            let cue = match group.stand {
                Stand::Finite => self.finite(&group, sentence),
                Stand::Passive | Stand::ReducedPassive => self.passive(&group, sentence),
                Stand::Participle => self.participle(&group, sentence, &cues),
                Stand::Infinitive => self.infinitive(&group, sentence),
            };
            let tags = cue.as_ref().is_some_and(|c| c.rule == Rule::ClauseTag);
            cues.extend(cue);
            if tags {
                self.cut_at_next_subject(&mut cues);
            }
        }
        self.assign_opening_participle(&mut cues, sentence);
        self.cut_at_next_subject(&mut cues);
        cues
    }

    fn finite(&self, group: &VerbGroup, sentence: &Range<usize>) -> Option<Cue> {
        if let Some(cue) = self.inverted(group, sentence) {
            return Some(cue);
        }
        let subject = self.subject_before(group.tokens.start, sentence.start)?;
        let head = &self.mentions[subject.mention];
        if !self.agrees(group, subject) || head.pronoun() == Some(Pronoun::Who) {
            return None;
        }
        let after = self.after_addressee(group, sentence.end);
        let closing = after >= sentence.end || matches!(self.words.text(after), "." | "!" | "?");
        let tagged = self
            .tagged_quote(subject.start, sentence.start)
            .filter(|_| subject.start > sentence.start || closing && self.previous_is_quote(subject.start));
        let kind = head.kind;
        if group.negated && self.is_no_answer(group) {
            return Some(self.cue(group, Rule::Declined, subject, vec![group.tokens.end..sentence.end]));
        }
        if let Some(quote) = tagged.filter(|_| can_tag(group)) {
            let mut cue = self.cue(group, Rule::QuoteTag, subject, Vec::new());
            cue.quotes.push(quote);
            cue.content.extend(self.rest_after_tag(group, after, sentence));
            return Some(cue);
        }
        let tags = closing && self.clause_left_of(group, subject, after, sentence).is_some();
        if !tags && !self.frame_holds(group, kind, after, sentence.end) {
            return None;
        }
        let (rule, content) = self.content_of(group, subject, after, sentence)?;
        let mut cue = self.cue(group, rule, subject, content);
        self.take_relative_object(&mut cue, group, subject, sentence);
        self.take_hint_of_infinitive(&mut cue, group);
        Some(cue)
    }

    /// "the report, which China had sought to bury, says": the report is the object, and the clause ends soon.
    fn take_relative_object(
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
    fn take_hint_of_infinitive(&self, cue: &mut Cue, group: &VerbGroup) {
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

    /// `"…," said X`, `…, said X.`
    fn inverted(&self, group: &VerbGroup, sentence: &Range<usize>) -> Option<Cue> {
        let form = self.words.word(group.at).form;
        if group.helped || group.at == sentence.start && self.previous_quote(group.at).is_none() {
            return None;
        }
        if !form.any(Form::PAST | Form::THIRD) || !group.can_invert() {
            return None;
        }
        let tagged = self.tagged_quote(group.at, sentence.start);
        let after_comma = group.at > sentence.start && self.words.is_comma(group.at - 1);
        if tagged.is_none() && (!after_comma || group.verb.frame == Frame::Tag) {
            return None;
        }
        let mut at = group.tokens.end;
        while at < sentence.end && self.words.is(at, Traits::ADVERB) && self.mention_at(at).is_none() {
            at += 1;
        }
        let source = self.possessed(self.mention_from(at)?);
        let end = self.mentions[source].tokens.end;
        let closes = end >= sentence.end
            || !self.is_verb(end)
                && !self.words.is(end, Traits::HELPER | Traits::SUBORDINATOR)
                && self.is_outside(end);
        if !closes
            || self.is_time(source)
            || tagged.is_none() && self.mentions[source].kind == MentionKind::Thing
        {
            return None;
        }
        if tagged.is_none() && end + 1 < sentence.end && self.has_human_subject(group, sentence.start) {
            return None;
        }
        let rule = if tagged.is_some() { Rule::QuoteTag } else { Rule::Inversion };
        let mut cue = Cue::speech(rule, group.tokens.clone(), Some(source), group.tokens.start);
        cue.class = group.class;
        cue.quotes.extend(tagged.filter(|_| group.at > sentence.start || self.previous_is_quote(group.at)));
        if tagged.is_none() {
            cue.content.push(self.clause_before(group.at - 1, sentence.start));
        }
        // "…, said X, is that …": the clause or quotation goes on behind the tag.
        let comma = (end..sentence.end).find(|&i| self.words.is_comma(i) && self.is_outside(i));
        let goes_on = comma.filter(|&c| {
            !self.is_outside(c + 1)
                || self.words.is(c + 1, Traits::HELPER)
                || self.mention_from(c + 1).is_some() && tagged.is_none()
        });
        if let Some(comma) = goes_on.filter(|c| sentence.end - c > 3) {
            cue.content.push(comma + 1..sentence.end);
        }
        Some(cue)
    }

    /// True if somebody stands before the verb as its subject, past an appositive.
    fn has_human_subject(&self, group: &VerbGroup, floor: usize) -> bool {
        use MentionKind as K;
        self.subject_before(group.tokens.start, floor).is_some_and(|s| {
            matches!(self.mentions[s.mention].kind, K::Person | K::Role | K::Name | K::Pronoun(_) | K::Group)
        })
    }

    fn cue(&self, group: &VerbGroup, rule: Rule, subject: Subject, content: Vec<Range<usize>>) -> Cue {
        let closing = content.iter().all(Range::is_empty);
        Cue {
            rule,
            tokens: group.tokens.clone(),
            source: Some(subject.mention),
            relative: subject.relative,
            start: subject.start.min(group.tokens.start),
            content,
            quotes: Vec::new(),
            spoken: matches!(group.verb.frame, Frame::Speech | Frame::Tag | Frame::Call)
                && (group.verb.lemma != "agree" || closing),
            class: group.class,
            hint: group.hint,
            negated: group.negated,
            declined: rule == Rule::Declined
                || group.verb.frame == Frame::Decline && self.is_no_comment(group),
            quoted: false,
        }
    }

    /// A base form without helper needs a subject of more than one, or I and you.
    fn agrees(&self, group: &VerbGroup, subject: Subject) -> bool {
        let form = self.words.word(group.at).form;
        let head = &self.mentions[subject.mention];
        if group.helped || form.any(Form::PAST) {
            return true;
        }
        let plural = head.plural || matches!(head.pronoun(), Some(Pronoun::I | Pronoun::You));
        if form.any(Form::THIRD) {
            return !plural || head.kind == MentionKind::Body;
        }
        form.any(Form::BASE) && (plural || subject.link != Link::Plain || self.is_joined(subject))
    }

    /// "Ruiz and Strada say"
    fn is_joined(&self, subject: Subject) -> bool {
        subject.start > 0 && self.words.is(subject.start - 1, Traits::CONJUNCTION)
    }

    fn is_no_answer(&self, group: &VerbGroup) -> bool {
        matches!(group.verb.lemma, "respond" | "comment" | "reply" | "answer" | "elaborate")
    }

    fn is_no_comment(&self, group: &VerbGroup) -> bool {
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

    /// The quotation that closes just before `edge`, in this sentence or at the end of the one before.
    fn tagged_quote(&self, edge: usize, floor: usize) -> Option<usize> {
        if edge == floor {
            return self.previous_quote(edge);
        }
        let before = edge.checked_sub(1)?;
        let last = if self.words.is_comma(before) && before > floor { before - 1 } else { before };
        self.closing_quote(last)
    }

    fn closing_quote(&self, last: usize) -> Option<usize> {
        let quote = self.words.quote(last)?;
        let at = &self.words.document.quotes[quote];
        (at.closed && at.span.end == self.words.span(last).end).then_some(quote)
    }

    /// A quotation that ends the sentence before, in the same paragraph: `"Why?" Ruiz asked.`
    fn previous_quote(&self, at: usize) -> Option<usize> {
        let before = at.checked_sub(1)?;
        let sentences = &self.words.document.sentences;
        let same =
            sentences[self.words.sentence(before)].paragraph == sentences[self.words.sentence(at)].paragraph;
        self.closing_quote(before).filter(|_| same)
    }

    /// True if the sentence before starts with a quotation mark too.
    fn previous_is_quote(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| !self.is_outside(self.sentence_of(before).start))
    }

    /// What follows the tag in the same sentence: the other half of a split quotation or clause.
    fn rest_after_tag(
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
    fn content_of(
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
                Some((Rule::ClauseTag, vec![left, after + 1..sentence.end]))
            }
            _ if closing && group.stand == Stand::Finite => {
                let start = group.tokens.end.min(after);
                let needs_none =
                    matches!(group.verb.frame, Frame::Speech | Frame::Adjective | Frame::Particle);
                needs_none.then(|| (rule, vec![start..after]))
            }
            _ if closing => None,
            _ => Some((rule, vec![self.content_start(group, after)..sentence.end])),
        }
    }

    /// The clause before a tag: `…, X said`.
    fn clause_left_of(
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
        (left.len() >= CLAUSE && can_tag(group) && (split || self.is_clause(&left))).then_some(left)
    }

    fn content_start(&self, group: &VerbGroup, after: usize) -> usize {
        let start =
            if matches!(group.verb.frame, Frame::Speech | Frame::Tag) { after } else { group.tokens.end };
        let skip = self.words.reads_any(start, &["that"]) && self.mention_at(start).is_none()
            || self.words.is_comma(start)
            || self.words.reads(start, ":");
        start + usize::from(skip)
    }

    fn rule_of(&self, group: &VerbGroup, subject: Subject, after: usize, end: usize) -> Rule {
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
    fn clause_before(&self, comma: usize, floor: usize) -> Range<usize> {
        let start =
            (floor..comma).rev().find(|&i| matches!(self.words.text(i), ";" | ":")).map_or(floor, |i| i + 1);
        start..comma
    }

    /// True for what can be said: a clause, not an adverbial at the start of a sentence.
    fn is_clause(&self, range: &Range<usize>) -> bool {
        let first = range.start;
        let adverbial = !self.words.reads_any(first, &["that"])
            && self.words.is(first, Traits::PREPOSITION | Traits::SUBORDINATOR | Traits::CONNECTIVE)
            || self.is_ing(first)
            || self.words.reads_any(first, &["asked", "and", "but"]);
        let commas = range.clone().filter(|&i| self.words.is_comma(i)).count();
        !adverbial && self.is_finite(range) || adverbial && commas > 0 && self.is_finite(range)
    }

    /// True if some word of the range looks like a finite verb, known or not.
    fn is_finite(&self, range: &Range<usize>) -> bool {
        range.clone().any(|i| {
            self.words.is(i, Traits::HELPER)
                || self.words.shape(i) == crate::mention::Shape::Clitic
                || self.mention_at(i).is_none()
                    && (self.words.verb(i).is_some() || self.words.text(i).ends_with("ed"))
        })
    }

    fn passive(&self, group: &VerbGroup, sentence: &Range<usize>) -> Option<Cue> {
        let limit = sentence.end.min(group.tokens.end + AGENT);
        let by = (group.tokens.end..limit).find(|&i| self.words.reads(i, "by"))?;
        let source = self.possessed(self.mention_from(by + 1)?);
        // "quoted by a daily as saying": the daily only carries the words.
        let tail = self.mentions[source].tokens.end;
        if self.words.reads(tail, "as") && self.is_ing(tail + 1) || self.is_time(source) {
            return None;
        }
        if !self.mentions[source].kind.can_hold_view() && group.class != VerbClass::Say {
            return None;
        }
        let patient = self.subject_before(group.tokens.start, sentence.start);
        let left = patient.map_or(group.tokens.start, |p| p.start);
        let mut cue =
            Cue::speech(Rule::Passive, group.tokens.start..by + 1, Some(source), group.tokens.start);
        cue.content = vec![left..group.tokens.start, tail..sentence.end];
        cue.content.retain(|c| !c.is_empty());
        (cue.class, cue.hint, cue.negated) = (group.class, group.hint, group.negated);
        cue.spoken = false;
        Some(cue)
    }

    fn participle(&self, group: &VerbGroup, sentence: &Range<usize>, earlier: &[Cue]) -> Option<Cue> {
        let start = group.tokens.start;
        if matches!(group.verb.frame, Frame::Weak | Frame::Adjective) || group.verb.class == VerbClass::Want {
            return None;
        }
        let end = group.tokens.end;
        let has_content = end < sentence.end && !matches!(self.words.text(end), "." | ";");
        if !has_content {
            return None;
        }
        let mut cue = Cue::speech(Rule::Participle, group.tokens.clone(), None, start);
        cue.content =
            vec![self.content_start(group, self.after_addressee(group, sentence.end))..sentence.end];
        (cue.class, cue.hint, cue.negated) = (group.class, group.hint, group.negated);
        cue.spoken = matches!(group.verb.frame, Frame::Speech | Frame::Tag | Frame::Call);
        if start == sentence.start {
            return Some(cue);
        }
        let before = start - 1;
        if let Some(mention) = self.mention_at(before) {
            let kind = self.mentions[mention].kind;
            // "emailed supporters saying": an object of another verb does not speak.
            let first = self.start_with_possessors(mention);
            let object = first > sentence.start
                && (self.is_verb(first - 1) || self.words.is(first - 1, Traits::PREPOSITION));
            let document = kind == MentionKind::Document;
            let speaks = !matches!(kind, MentionKind::Thing | MentionKind::Place)
                && (document || !object)
                && !self.is_time(mention);
            cue.source = speaks.then_some(mention);
        }
        if cue.source.is_none() {
            cue.source = nearest_main(earlier)
                .and_then(|c| c.source)
                .or_else(|| self.clause_subject(start, sentence.start));
        }
        cue.source.map(|_| cue)
    }

    /// "went on to condemn": the subject of the verb that governs the infinitive.
    fn infinitive(&self, group: &VerbGroup, sentence: &Range<usize>) -> Option<Cue> {
        let governor = group.tokens.start.checked_sub(1).filter(|&g| g >= sentence.start)?;
        let set = self.words.reads_any(governor, &["set", "due", "ready", "likely"]);
        if self.mention_at(governor).is_some() && !set || self.words.verb(governor).is_some() {
            return None;
        }
        if !matches!(group.verb.frame, Frame::Speech | Frame::Stance | Frame::Call) {
            return None;
        }
        let goes_on = self.words.reads_any(
            governor,
            &[
                "on",
                "out",
                "continued",
                "continues",
                "began",
                "begun",
                "started",
                "took",
                "used",
                "quick",
                "appeared",
                "seemed",
                "appears",
                "seems",
                "managed",
                "forward",
                "going",
                "moved",
            ],
        );
        let after = self.after_addressee(group, sentence.end);
        if !(goes_on || set) || after >= sentence.end {
            return None;
        }
        let mut verb = governor;
        while verb > sentence.start
            && !set
            && self.mention_at(verb - 1).is_none()
            && !self.words.is_comma(verb - 1)
        {
            verb -= 1;
        }
        let subject = self.subject_before(verb, sentence.start)?;
        let kind = self.mentions[subject.mention].kind;
        if kind == MentionKind::Thing || !self.frame_holds(group, kind, after, sentence.end) {
            return None;
        }
        let (rule, content) = self.content_of(group, subject, after, sentence)?;
        Some(self.cue(group, rule, subject, content))
    }

    /// "Citing a report, Ruiz said": the participle shares the subject that follows.
    fn assign_opening_participle(&self, cues: &mut Vec<Cue>, sentence: &Range<usize>) {
        let opening = cues.first().is_some_and(|c| c.source.is_none() && c.rule == Rule::Participle);
        if !opening {
            return;
        }
        let comma =
            (cues[0].tokens.end..sentence.end).find(|&i| self.words.is_comma(i) && self.is_outside(i));
        let next = comma.and_then(|comma| {
            let cue = cues[1..].iter().find(|c| c.tokens.start > comma).and_then(|c| c.source);
            cue.or_else(|| self.mention_from(comma + 1).map(|m| self.possessed(m)))
        });
        match (comma, next) {
            (Some(comma), Some(source)) => {
                cues[0].source = Some(source);
                cues[0].content = vec![cues[0].tokens.end..comma];
            }
            _ => {
                cues.remove(0);
            }
        }
    }

    /// What one says ends where ", and Y said" starts.
    fn cut_at_next_subject(&self, cues: &mut [Cue]) {
        for i in 1..cues.len() {
            let start = cues[i].start;
            let Some(before) = start.checked_sub(1) else { continue };
            // "…, an official said": what is tagged behind is no part of the verb before.
            let tags = cues[i].rule == Rule::ClauseTag && self.words.is_comma(before);
            let joined = tags
                || self.words.is(before, Traits::CONJUNCTION)
                || self.words.reads_any(before, &["while", "as", "though", "although", "whereas"]);
            let border = if joined { before } else { continue };
            let border =
                if !tags && border > 0 && self.words.is_comma(border - 1) { border - 1 } else { border };
            let parted = self.words.is_comma(border) || border > 0 && !self.is_outside(border - 1);
            if !joined || cues[i].source == cues[i - 1].source || !parted {
                continue;
            }
            for earlier in &mut cues[..i] {
                for content in earlier.content.iter_mut().filter(|c| c.contains(&border) && c.start < border)
                {
                    content.end = border;
                }
            }
        }
    }
}

/// The last cue that does not stand in what an earlier one tells.
fn nearest_main(cues: &[Cue]) -> Option<&Cue> {
    let active = |c: &&Cue| c.source.is_some() && c.rule != Rule::Passive;
    cues.iter().rev().filter(active).find(|c| {
        !cues
            .iter()
            .filter(active)
            .any(|d| d.start < c.start && d.content.iter().any(|range| range.contains(&c.start)))
    })
}

fn can_tag(group: &VerbGroup) -> bool {
    matches!(group.verb.frame, Frame::Speech | Frame::Tag | Frame::Clause)
        && !matches!(group.class, VerbClass::Want)
        && !matches!(group.hint, Hint::Favor | Hint::Against)
        || group.verb.lemma == "boast"
}
