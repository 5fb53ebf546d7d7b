//! Whom does something anger or delight, and so for or against it?

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use super::Rule;
use super::cue::Cue;
use super::scene::Scene;
use crate::lexicon::{Hint, VerbClass, hash_of};
use crate::mention::MentionKind;

/// Verbs for what something does to those it moves, with whether it pleases them.
static MOVING: LazyLock<HashMap<u64, bool, FixedState>> = LazyLock::new(|| {
    const PLEASED: [&str; 8] =
        ["delighted", "pleased", "thrilled", "heartened", "gladdened", "delights", "pleases", "thrills"];
    const ANGERED: [&str; 26] = [
        "angered",
        "appalled",
        "outraged",
        "infuriated",
        "dismayed",
        "alarmed",
        "upset",
        "disappointed",
        "enraged",
        "irked",
        "incensed",
        "riled",
        "horrified",
        "frustrated",
        "annoyed",
        "angers",
        "appals",
        "appalls",
        "outrages",
        "infuriates",
        "dismays",
        "alarms",
        "upsets",
        "disappoints",
        "enrages",
        "irks",
    ];
    let all =
        |verbs: &'static [&'static str], pleased| verbs.iter().map(move |verb| (hash_of(verb), pleased));
    all(&PLEASED, true).chain(all(&ANGERED, false)).collect()
});

impl Scene<'_, '_> {
    /// "a number that delighted herders and appalled hikers": those whom something moves.
    pub fn moved(&self, at: usize, sentence: &Range<usize>) -> Option<Cue> {
        if self.mention_at(at).is_some() {
            return None;
        }
        let pleased = *MOVING.get(&self.words.hash(at))?;
        let holder = self.possessed(self.mention_from(at + 1)?);
        let group = &self.mentions[holder];
        let holds = group.kind.can_hold_view() && group.pronoun().is_none() && !self.is_time(holder);
        let subject = self.subject_before(at, sentence.start)?;
        if !holds || matches!(self.mentions[subject.mention].kind, MentionKind::Pronoun(_)) {
            return None;
        }
        let mut cue = Cue::speech(Rule::ReportedStance, at..at + 1, Some(holder), at);
        let what = self.start_with_possessors(subject.mention)..self.mentions[subject.mention].tokens.end;
        cue.content.push(what);
        cue.spoken = false;
        (cue.class, cue.hint) =
            if pleased { (VerbClass::Praise, Hint::Favor) } else { (VerbClass::Criticise, Hint::Against) };
        Some(cue)
    }
}
