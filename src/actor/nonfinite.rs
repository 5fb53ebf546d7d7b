//! Cues without a subject of their own: passives, participles, infinitives.

use std::ops::Range;

use super::Rule;
use super::cue::{Cue, only};
use super::scene::Scene;
use super::verb_group::VerbGroup;
use crate::lexicon::{Frame, Hint, Traits, VerbClass};
use crate::mention::{MentionKind, Shape};

/// How far "by" may stand behind a passive verb, in tokens.
const AGENT: usize = 8;

impl Scene<'_, '_> {
    pub(super) fn passive(&self, group: &VerbGroup, sentence: &Range<usize>) -> Option<Cue> {
        let limit = sentence.end.min(group.tokens.end + AGENT);
        let by = (group.tokens.end..limit).find(|&i| self.words.reads(i, "by"))?;
        let source = self.possessed(self.mention_from(by + 1)?);
        // "quoted by a daily as saying": the daily only carries the words.
        let tail = self.mentions[source].tokens.end;
        if self.words.reads(tail, "as") && self.is_ing(tail + 1) {
            let subject = self.subject_before(group.tokens.start, sentence.start)?;
            let quote = self.tagged_quote(subject.start, sentence.start)?;
            let tokens = group.tokens.start..tail + 2;
            let mut cue = Cue::speech(Rule::QuoteTag, tokens, Some(subject.mention), subject.start);
            cue.quotes.push(quote);
            return Some(cue);
        }
        if self.is_time(source) {
            return None;
        }
        if !self.mentions[source].kind.can_hold_view() && group.class != VerbClass::Say {
            return None;
        }
        // "asked by an agency whether": who is asked is told of, not who asks.
        if group.verb.lemma == "ask" {
            return None;
        }
        // "the first permit granted by a state": everyday acts of somebody unnamed.
        let vague = !self.mentions[source].is_named() && !self.mentions[source].definite;
        if group.verb.frame == Frame::Weak && vague {
            return None;
        }
        let patient = self.subject_before(group.tokens.start, sentence.start);
        let left = patient.map_or(group.tokens.start, |p| p.start);
        let mut cue =
            Cue::speech(Rule::Passive, group.tokens.start..by + 1, Some(source), group.tokens.start);
        cue.content = vec![left..group.tokens.start, tail..self.concession_after(tail, sentence.end)];
        cue.content.retain(|c| !c.is_empty());
        (cue.class, cue.hint, cue.negated) = (group.class, group.hint, group.negated);
        cue.spoken = false;
        Some(cue)
    }

    pub(super) fn participle(
        &self,
        group: &VerbGroup,
        sentence: &Range<usize>,
        earlier: &[Cue],
    ) -> Option<Cue> {
        let start = group.tokens.start;
        if matches!(group.verb.frame, Frame::Weak | Frame::Adjective) || group.verb.class == VerbClass::Want {
            return None;
        }
        let end = group.tokens.end;
        // "Reading from a sheet, Ruiz said"
        if group.verb.lemma == "read" && self.words.reads(end, "from") {
            return None;
        }
        // "at first reading", "without speaking"
        let noun = start > sentence.start
            && (self.words.is(start - 1, Traits::MODIFIER) && self.mention_at(start - 1).is_none()
                || self.words.reads_any(start - 1, &["without", "from", "against", "about", "at"]));
        if noun {
            return None;
        }
        let has_content = end < sentence.end && !matches!(self.words.text(end), "." | ";");
        if !has_content {
            return None;
        }
        let mut cue = Cue::speech(Rule::Participle, group.tokens.clone(), None, start);
        cue.content =
            only(self.content_start(group, self.after_addressee(group, sentence.end))..sentence.end);
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
            let put_out = first > sentence.start + 1
                && self.words.reads_any(first - 1, &["out", "released", "issued", "posted"]);
            let document = kind == MentionKind::Document && !put_out;
            let reads = group.verb.lemma == "read";
            let speaks = !matches!(kind, MentionKind::Thing | MentionKind::Place)
                && (document || !object)
                && !self.is_time(mention)
                || reads;
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
    pub(super) fn infinitive(&self, group: &VerbGroup, sentence: &Range<usize>) -> Option<Cue> {
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
        // "were quick to protest."
        let closes = after >= sentence.end || self.words.shape(after) == Shape::Mark;
        let alone = closes && matches!(group.hint, Hint::Favor | Hint::Against);
        if !(goes_on || set) || after >= sentence.end && !alone {
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
        if kind == MentionKind::Thing || !alone && !self.frame_holds(group, kind, after, sentence.end) {
            return None;
        }
        if alone {
            return Some(self.cue(group, Rule::ReportedStance, subject, Vec::new()));
        }
        let (rule, content) = self.content_of(group, subject, after, sentence)?;
        Some(self.cue(group, rule, subject, content))
    }

    /// "Citing a report, Ruiz said": the participle shares the subject that follows.
    pub(super) fn assign_opening_participle(&self, cues: &mut Vec<Cue>, sentence: &Range<usize>) {
        let opening = cues.first().is_some_and(|c| c.source.is_none() && c.rule == Rule::Participle);
        if !opening {
            return;
        }
        let comma =
            (cues[0].tokens.end..sentence.end).find(|&i| self.words.is_comma(i) && self.is_outside(i));
        let next = comma.and_then(|comma| {
            if let Some(subject) = self.first_clause_subject(comma, sentence.end) {
                return Some(subject);
            }
            let cue = cues[1..].iter().find(|c| c.tokens.start > comma).and_then(|c| c.source);
            cue.or_else(|| self.mention_from(comma + 1).map(|m| self.possessed(m)))
        });
        match (comma, next) {
            (Some(comma), Some(source)) => {
                cues[0].source = Some(source);
                cues[0].content = only(cues[0].tokens.end..comma);
            }
            _ => {
                cues.remove(0);
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
