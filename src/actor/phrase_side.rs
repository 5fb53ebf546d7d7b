//! Sides taken in words that are no verb of the lexicon: "is on board with", "threw its weight behind", "wary of",
//! "X's opposition to".

use std::ops::Range;

use super::Rule;
use super::cue::Cue;
use super::scene::Scene;
use crate::label::Stance;
use crate::lexicon::stance_phrase::{BORDER, PhraseUse, longest_at};
use crate::lexicon::{Hint, Traits, VerbClass};
use crate::mention::Shape;

impl Scene<'_, '_> {
    /// "is on board with", "are against", "was in favour of".
    pub fn sides_by_phrase(&self, range: &Range<usize>) -> Vec<Cue> {
        range.clone().filter_map(|at| self.side_by_phrase(at, range)).collect()
    }

    fn side_by_phrase(&self, at: usize, range: &Range<usize>) -> Option<Cue> {
        let words = self.words;
        if !matches!(words.text(at).as_bytes().first(), Some(b'o' | b'i' | b'a')) {
            return None;
        }
        let (end, hint, class) = if words.reads(at, "on") && words.reads(at + 1, "board")
            || words.reads(at, "in") && words.reads_any(at + 1, &["favor", "favour", "support"])
        {
            (at + 2, Hint::Favor, VerbClass::Support)
        } else if words.reads(at, "against") && self.mention_from(at + 1).is_some() {
            (at + 1, Hint::Against, VerbClass::Oppose)
        } else {
            return None;
        };
        let mut start = at;
        let mut negated = false;
        let mut is = false;
        while start > range.start && self.is_between(start - 1) {
            start -= 1;
            negated |= words.is(start, Traits::NEGATION);
            is |= words.is(start, Traits::AUXILIARY) || words.shape(start) == Shape::Clitic;
        }
        if !is {
            return None;
        }
        let subject = self.subject_before(start, range.start)?;
        let mut cue =
            Cue::speech(Rule::ReportedStance, start..end, Some(subject.mention), subject.start.min(start));
        cue.content.push(end..range.end);
        (cue.spoken, cue.hint, cue.class, cue.negated) = (false, hint, class, negated);
        Some(cue)
    }

    /// Phrases of the stance lexicon outside quotations, with whose they are; those that stand in `known` cues are
    /// left out.
    pub fn sides_by_lexicon(&self, sentence: &Range<usize>, known: &[Cue]) -> Vec<Cue> {
        let stem = |i: usize| match self.words.text(i) {
            "," | ";" | ":" => BORDER,
            _ => self.words.stem_hash(i),
        };
        let stems: Vec<u64> = sentence.clone().map(stem).collect();
        let mut cues = Vec::new();
        let mut at = sentence.start;
        while at < sentence.end {
            let Some((end, phrase)) = longest_at(&stems, at - sentence.start) else {
                at += 1;
                continue;
            };
            let tokens = at..sentence.start + end;
            let taken =
                known.iter().any(|cue| cue.tokens.start < tokens.end && tokens.start < cue.tokens.end);
            if !taken && tokens.clone().all(|i| self.is_outside(i)) {
                cues.extend(self.side(&tokens, phrase.stance, phrase.usage, sentence));
            }
            at = tokens.end;
        }
        cues
    }

    fn side(
        &self,
        tokens: &Range<usize>,
        stance: Stance,
        usage: PhraseUse,
        sentence: &Range<usize>,
    ) -> Option<Cue> {
        let mut cue = match usage {
            PhraseUse::Verb | PhraseUse::Act => self.side_of_verb(tokens, sentence),
            PhraseUse::Adjective => self.side_of_adjective(tokens, sentence),
            PhraseUse::Noun => self.side_of_noun(tokens, sentence),
            PhraseUse::Judgement => None,
        }?;
        (cue.hint, cue.class) = match stance {
            Stance::Favor => (Hint::Favor, VerbClass::Support),
            Stance::Against => (Hint::Against, VerbClass::Oppose),
            Stance::Neutral => (Hint::Neutral, VerbClass::Say),
        };
        cue.spoken = false;
        let source = &self.mentions[cue.source?];
        // A neutral act and a single word tell too little by themselves, and "it" does much that is no view.
        let loose = usage == PhraseUse::Act && (stance == Stance::Neutral || tokens.len() == 1);
        (source.kind.can_hold_view() && source.pronoun().is_none() && !loose).then_some(cue)
    }

    /// "Lima threw its weight behind the plan"; "the plan was thrown out by Lima".
    fn side_of_verb(&self, tokens: &Range<usize>, sentence: &Range<usize>) -> Option<Cue> {
        // "his supporters", "the support": nouns of the same stem.
        let noun =
            self.mention_at(tokens.start).is_some_and(|m| self.mentions[m].tokens.start < tokens.start);
        if noun || self.words.is(tokens.start, Traits::HEAD) && self.words.verb(tokens.start).is_none() {
            return None;
        }
        let lead = self.lead_in(tokens.start, sentence.start);
        let after = self.words.reads(tokens.end, "by").then_some(tokens.end + 1);
        if lead.is {
            let source = self.mention_from(after?)?;
            let subject = self.subject_before(lead.start, sentence.start)?;
            let mut cue = Cue::speech(Rule::Passive, lead.start..tokens.end + 1, Some(source), lead.start);
            cue.content.push(subject.start..lead.start);
            cue.negated = lead.negated;
            return Some(cue);
        }
        // A noun of the same form has a determiner or adjective before it.
        let subject = self.subject_before(lead.start, sentence.start)?;
        Some(self.reported(tokens, &lead, subject.mention, subject.start, sentence))
    }

    /// "Lima is wary of the plan"
    fn side_of_adjective(&self, tokens: &Range<usize>, sentence: &Range<usize>) -> Option<Cue> {
        let lead = self.lead_in(tokens.start, sentence.start);
        if !lead.is {
            return None;
        }
        let subject = self.subject_before(lead.start, sentence.start)?;
        Some(self.reported(tokens, &lead, subject.mention, subject.start, sentence))
    }

    /// "Lima's opposition to the plan"
    fn side_of_noun(&self, tokens: &Range<usize>, sentence: &Range<usize>) -> Option<Cue> {
        let clitic = tokens.start.checked_sub(1).filter(|&i| self.words.shape(i) == Shape::Clitic)?;
        let owner = self.mention_at(clitic.checked_sub(1)?)?;
        let lead = LeadIn { start: tokens.start, negated: false, is: false };
        let start = self.mentions[owner].tokens.start;
        Some(Cue { rule: Rule::NominalCue, ..self.reported(tokens, &lead, owner, start, sentence) })
    }

    fn reported(
        &self,
        tokens: &Range<usize>,
        lead: &LeadIn,
        source: usize,
        start: usize,
        sentence: &Range<usize>,
    ) -> Cue {
        let mut cue =
            Cue::speech(Rule::ReportedStance, lead.start..tokens.end, Some(source), start.min(lead.start));
        cue.content.push(tokens.end..self.concession_after(tokens.end, sentence.end));
        cue.negated = lead.negated;
        cue
    }

    /// Where a clause that grants something else begins: ", although …"; else the end.
    pub fn concession_after(&self, from: usize, end: usize) -> usize {
        (from..end)
            .find(|&i| self.words.reads_any(i, &["although", "though", "whereas", "while", ";"]))
            .unwrap_or(end)
    }

    /// The lead and adverbs before a word.
    pub(super) fn lead_in(&self, at: usize, floor: usize) -> LeadIn {
        let mut lead = LeadIn { start: at, negated: false, is: false };
        while lead.start > floor && self.is_between(lead.start - 1) {
            lead.start -= 1;
            let word = lead.start;
            lead.negated |= self.words.is(word, Traits::NEGATION);
            lead.is |= self.words.reads_any(word, &["is", "are", "was", "were", "be", "been", "being"]);
        }
        lead
    }
}

/// What stands between a subject and its verb or adjective.
pub(super) struct LeadIn {
    /// Their first token; that of the verb where there are none.
    pub start: usize,
    pub negated: bool,
    /// A form of be is among them.
    pub is: bool,
}
