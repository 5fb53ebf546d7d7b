//! Headlines: the first name does what the verb in the present says: "Spain rejects quota", "Togo spurns order".

use std::ops::Range;

use super::Rule;
use super::cue::Cue;
use super::scene::Scene;
use crate::lexicon::{Form, Hint, Traits, VerbClass};
use crate::mention::{Mention, MentionKind, Shape};

impl Scene<'_, '_> {
    /// What the subjects of a headline do, clause by clause, where no known verb tells it.
    pub fn headline_acts(&self, sentence: &Range<usize>, known: &[Cue]) -> Vec<Cue> {
        if !self.words.stands_in_heading(sentence.start) {
            return Vec::new();
        }
        let mut cues = Vec::new();
        let mut start = sentence.start;
        while start < sentence.end {
            // "Lima, Quito seal pact": two who act.
            let lone = self.mention_from(start).map(|m| self.mentions[self.possessed(m)].tokens.end);
            let joint = lone.filter(|&end| self.words.is_comma(end) && self.mention_from(end + 1).is_some());
            let from = joint.map_or(start, |comma| comma + 1);
            let border = (from..sentence.end).find(|&i| {
                matches!(self.words.text(i), "," | ";" | ":")
                    || self.words.reads_any(i, &["as", "while", "but"])
            });
            let end = border.unwrap_or(sentence.end);
            let told = known.iter().any(|c| c.start < end && c.tokens.end > from);
            cues.extend(self.headline_act(&(from..end), joint.is_some()).filter(|_| !told));
            start = end + 1;
        }
        cues
    }

    /// What the subject of a clause does; `joint` if another subject stands before it.
    fn headline_act(&self, clause: &Range<usize>, mut joint: bool) -> Option<Cue> {
        let opening = clause.clone().find(|&i| self.words.shape(i) != Shape::Mark)?;
        let mut subject = self.possessed(self.mention_from(opening)?);
        while self.words.reads_any(self.mentions[subject].tokens.end, &["and"]) {
            subject = self.possessed(self.mention_from(self.mentions[subject].tokens.end + 1)?);
            joint = true;
        }
        let mention = &self.mentions[subject];
        let acts = matches!(
            mention.kind,
            MentionKind::Place
                | MentionKind::Organisation
                | MentionKind::Body
                | MentionKind::Role
                | MentionKind::Group
        );
        let verb = mention.tokens.end;
        if !acts || verb >= clause.end {
            return None;
        }
        // "Basel to give up stela": what headlines say of the future.
        let infinitive = self.words.shape(verb + 1) == Shape::Lower
            && !self.words.is(verb + 1, Traits::HEAD | Traits::OPENER | Traits::MODIFIER | Traits::WHEN)
            && !self.words.text(verb + 1).ends_with("ern");
        if self.words.reads(verb, "to") && infinitive {
            let mut cue = Cue::speech(Rule::ReportedStance, verb..verb + 2, Some(subject), opening);
            cue.content.push(verb + 2..clause.end);
            cue.spoken = false;
            let act = self.words.verb(verb + 1);
            cue.class = act.map_or(VerbClass::Promise, |v| v.class);
            cue.hint = act.map_or(Hint::None, |v| v.hint);
            return Some(cue);
        }
        // An unknown verb may have been taken for the first word of a noun group: "pass media law amendment".
        let noun = self.mention_at(verb).map(|m| &self.mentions[m]);
        let may_be_verb = |m: &Mention| {
            m.tokens.start == verb && !m.is_named() && (m.kind == MentionKind::Thing || m.tokens.len() > 1)
        };
        if noun.is_some_and(|m| !may_be_verb(m)) {
            return None;
        }
        let text = self.words.text(verb);
        // "Priests told to read letter": no act of theirs.
        let form = self.words.word(verb).form;
        if form.any(Form::PAST | Form::PARTICIPLE) && !form.any(Form::BASE | Form::THIRD) {
            return None;
        }
        let third = text.ends_with('s') && !text.ends_with("ss");
        let present = third != (mention.plural || joint);
        let closed = Traits::HELPER
            | Traits::PREPOSITION
            | Traits::CONJUNCTION
            | Traits::ADVERB
            | Traits::OPENER
            | Traits::CLITIC
            | Traits::HEAD;
        if !present || self.words.shape(verb) != Shape::Lower || self.words.is(verb, closed) {
            return None;
        }
        let mut cue = Cue::speech(Rule::ReportedStance, verb..verb + 1, Some(subject), opening);
        let verb_known = self.words.verb(verb);
        cue.content.push(verb + 1..clause.end);
        cue.spoken = false;
        cue.class = verb_known.map_or(VerbClass::Claim, |v| v.class);
        cue.hint = verb_known.map_or(Hint::None, |v| v.hint);
        Some(cue)
    }
}
