//! The cues of one sentence, verb by verb: finite verbs with a subject before or behind them.

use std::ops::Range;

use super::Rule;
use super::content::can_tag;
use super::cue::{Cue, only};
use super::scene::Scene;
use super::subject::{Link, Subject};
use super::verb_group::{Stand, VerbGroup};
use crate::lexicon::{Form, Frame, Traits};
use crate::mention::{MentionKind, Pronoun};

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
        if self.is_anonymity(group) || self.is_headline_passive(group, sentence) {
            return None;
        }
        let after = self.after_addressee(group, sentence.end);
        let closing = after >= sentence.end || matches!(self.words.text(after), "." | "!" | "?");
        let tagged = self
            .tagged_quote(subject.start, sentence.start)
            .filter(|_| subject.start > sentence.start || closing && self.previous_is_quote(subject.start));
        let kind = head.kind;
        if group.negated && is_no_answer(group) {
            return Some(self.cue(group, Rule::Declined, subject, only(group.tokens.end..sentence.end)));
        }
        if let Some(quote) = tagged.filter(|_| can_tag(group)) {
            let mut cue = self.cue(group, Rule::QuoteTag, subject, Vec::new());
            cue.quotes.push(quote);
            cue.content.extend(self.clause_before_quote(quote, sentence.start));
            cue.content.extend(self.rest_after_tag(group, after, sentence));
            return Some(cue);
        }
        let tags = closing && self.clause_left_of(group, subject, after, sentence).is_some();
        if !tags && !self.frame_holds(group, kind, after, sentence.end) {
            return None;
        }
        let (rule, content) = self.content_of(group, subject, after, sentence)?;
        let mut cue = self.cue(group, rule, subject, content);
        // "said only that": whoever says no more takes no side.
        if self.words.reads(after, "only") || self.words.reads(group.tokens.end, "only") {
            cue.declined = true;
        }
        self.take_relative_object(&mut cue, group, subject, sentence);
        self.take_hint_of_infinitive(&mut cue, group);
        Some(cue)
    }

    /// "Priests told to read statement": headlines leave out the form of be.
    fn is_headline_passive(&self, group: &VerbGroup, sentence: &Range<usize>) -> bool {
        self.words.stands_in_heading(sentence.start)
            && !group.helped
            && self.words.word(group.at).form.any(Form::PARTICIPLE)
            && self.words.reads(group.tokens.end, "to")
            && matches!(group.verb.lemma, "tell" | "ask" | "urge" | "order" | "advise" | "instruct" | "warn")
    }

    /// "who asked not to be named", "requested anonymity": how somebody speaks, not what about.
    fn is_anonymity(&self, group: &VerbGroup) -> bool {
        let end = group.tokens.end;
        self.words.reads_any(end, &["anonymity"])
            || self.words.reads(end, "not")
                && self.words.reads(end + 1, "to")
                && self.words.reads_any(end + 3, &["named", "identified", "quoted"])
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
                && !self.is_past(end)
                && !self.words.is(end, Traits::HELPER | Traits::SUBORDINATOR)
                && self.is_outside(end);
        // "In “The Bell,” posted the clip": only what is written on something reads.
        let silent = match self.mentions[source].kind {
            MentionKind::Document => group.verb.lemma != "read" && group.verb.frame == Frame::Tag,
            MentionKind::Thing => {
                tagged.is_none() || group.verb.frame == Frame::Tag && group.verb.lemma != "read"
            }
            _ => false,
        };
        if !closes || self.is_time(source) || silent {
            return None;
        }
        // "The network, which has campaigned for it, petitioned the court"; nobody is "it" behind a tag.
        if tagged.is_none()
            && group.asks()
            && self.subject_before(group.tokens.start, sentence.start).is_some()
            || self.mentions[source].pronoun() == Some(Pronoun::It)
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
        if let Some(quote) = tagged {
            cue.content.extend(self.clause_before_quote(quote, sentence.start));
        } else {
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

    /// True for what looks like a finite verb of a clause: "says inspectors counted".
    fn is_past(&self, at: usize) -> bool {
        self.mention_at(at).is_none()
            && (self.words.is(at, Traits::PLAIN_VERB)
                || self.words.text(at).ends_with("ed") && self.mention_from(at + 1).is_some())
    }

    /// True if somebody stands before the verb as its subject, past an appositive.
    fn has_human_subject(&self, group: &VerbGroup, floor: usize) -> bool {
        use MentionKind as K;
        self.subject_before(group.tokens.start, floor).is_some_and(|s| {
            matches!(self.mentions[s.mention].kind, K::Person | K::Role | K::Name | K::Pronoun(_) | K::Group)
        })
    }

    pub(super) fn cue(
        &self,
        group: &VerbGroup,
        rule: Rule,
        subject: Subject,
        content: Vec<Range<usize>>,
    ) -> Cue {
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

    /// What one says ends where ", and Y said" starts.
    fn cut_at_next_subject(&self, cues: &mut [Cue]) {
        for i in 1..cues.len() {
            let start = cues[i].start;
            let Some(before) = start.checked_sub(1) else { continue };
            // "…, an official said": what is tagged behind is no part of the verb before.
            let tags = cues[i].rule == Rule::ClauseTag && self.words.is_comma(before);
            let joined = tags
                || self.words.reads(before, ";")
                || self.words.is(before, Traits::CONJUNCTION)
                || self.words.reads_any(before, &["while", "as", "though", "although", "whereas"]);
            let comma = !tags && before > 0 && self.words.is_comma(before - 1);
            let border = before - usize::from(comma);
            let parted =
                matches!(self.words.text(border), "," | ";") || border > 0 && !self.is_outside(border - 1);
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

fn is_no_answer(group: &VerbGroup) -> bool {
    matches!(group.verb.lemma, "respond" | "comment" | "reply" | "answer" | "elaborate")
}
