//! Words and phrases that take a side, found among the units: where they stand, whose they are, what they are
//! about.

use std::sync::LazyLock;

use super::hash;
use super::sequence::{HolderKind, Role, Sequence, Unit};
use super::subject::{is_actor, possessor_of, quoter_of, resolved, speaker_of, subject_of};
use crate::label::Stance;
use crate::lexicon::function_words::Classes;
use crate::lexicon::stance_phrase::{PhraseUse, longest_at};

/// A phrase found in a sequence.
#[derive(Debug, Clone, Copy)]
pub struct Cue {
    /// Its first unit.
    pub start: usize,
    /// One past its last unit.
    pub end: usize,
    /// Fingerprint of the phrase.
    pub phrase: u64,
    /// The side it takes, before negation.
    pub stance: Stance,
    /// Stands in the scope of a negator.
    pub negated: bool,
    /// Told of an earlier time: had, once, formerly.
    pub past: bool,
    /// How it is used.
    pub usage: PhraseUse,
    /// Whose it is.
    pub owner: Owner,
}

/// Whose cue it is, as far as the order of the words tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// The holder.
    Holder,
    /// The target itself.
    Target,
    /// Another name or a pronoun.
    Other,
    /// Nobody in reach.
    Nobody,
}

impl Owner {
    /// Its name in feature names.
    pub fn name(self) -> &'static str {
        match self {
            Self::Holder => "holder",
            Self::Target => "target",
            Self::Other => "other",
            Self::Nobody => "nobody",
        }
    }
}

/// All cues of a sequence, in order, without overlap; at each place the longest phrase.
pub fn cues(sequence: &Sequence<'_>) -> Vec<Cue> {
    let units = &sequence.units;
    let stems: Vec<u64> =
        units.iter().map(|unit| if unit.role == Role::Plain { unit.stem } else { 0 }).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < units.len() {
        let Some((end, phrase)) = longest_at(&stems, at) else {
            at += 1;
            continue;
        };
        found.push(Cue {
            start: at,
            end,
            phrase: hash::word(phrase.pattern),
            stance: phrase.stance,
            negated: units[at].negated,
            past: is_past(units, at),
            usage: phrase.usage,
            owner: owner(sequence, at, end, phrase.usage),
        });
        at = end;
    }
    found
}

/// How many units before a cue tell its time.
const TIME_REACH: usize = 4;

/// True for a cue of an earlier time: a view that may have been given up.
fn is_past(units: &[Unit], start: usize) -> bool {
    let before = units[start.saturating_sub(TIME_REACH)..start].iter().rev();
    before.take_while(|unit| !unit.classes.has(Classes::CLAUSE_MARK)).any(|unit| EARLIER.contains(&unit.form))
}

static EARLIER: LazyLock<[u64; 10]> = LazyLock::new(|| {
    ["had", "once", "formerly", "previously", "initially", "originally", "earlier", "long", "first", "used"]
        .map(hash::word)
});

/// Whose the cue at `start..end` is: the agent of a passive, the speaker of a quotation or of a judgement, else the
/// subject of its clause.
fn owner(sequence: &Sequence<'_>, start: usize, end: usize, usage: PhraseUse) -> Owner {
    let units = &sequence.units;
    if let Some(agent) = agent(units, start, end) {
        return agent;
    }
    let owner_at = |at: Option<usize>| at.and_then(|at| as_owner(&units[resolved(units, at)]));
    if units[start].quoted && !sequence.holders.iter().any(|&holder| units[holder].quoted) {
        return match owner_at(quoter_of(units, start)) {
            Some(owner) if owner != Owner::Target => owner,
            _ if sequence.holders.is_empty() && sequence.holder != HolderKind::Absent => Owner::Other,
            _ => Owner::Holder,
        };
    }
    let possessor = || owner_at(possessor_of(units, start, end)).filter(|owner| *owner != Owner::Target);
    let is_of_somebody = !matches!(usage, PhraseUse::Act | PhraseUse::Judgement);
    if let Some(owner) = is_of_somebody.then(possessor).flatten() {
        return owner;
    }
    let subject = owner_at(subject_of(units, start));
    // A judgement is said of its subject; it is the speaker's.
    let said = || owner_at(speaker_of(units, start)).filter(|owner| *owner != Owner::Target);
    match (usage, subject) {
        (PhraseUse::Judgement, Some(Owner::Target) | None) => said().or(subject),
        (_, Some(Owner::Target) | None) => subject.or_else(said),
        _ => subject,
    }
    .unwrap_or(if sequence.holder == HolderKind::Absent { Owner::Holder } else { Owner::Nobody })
}

fn as_owner(unit: &Unit) -> Option<Owner> {
    match unit.role {
        Role::Holder => Some(Owner::Holder),
        Role::Target => Some(Owner::Target),
        _ if is_actor(unit) => Some(Owner::Other),
        _ => None,
    }
}

/// "was condemned by X", "granted by X": a participle, and "by" soon after it.
fn agent(units: &[Unit], start: usize, end: usize) -> Option<Owner> {
    if !units[start].participle {
        return None;
    }
    let is_be = |unit: &Unit| unit.classes.has(Classes::BE);
    let reach = if units[start.saturating_sub(3)..start].iter().any(is_be) { 6 } else { 2 };
    let by = hash::word("by");
    // A phrase may reach over its agent: "attacked by X as".
    let by = (start + 1..units.len().min(end + reach)).find(|&i| units[i].form == by)?;
    units[by + 1..].iter().take(6).find_map(as_owner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feature::names::LowerCaseWords;
    use crate::feature::sequence::View;
    use crate::feature::word::WordMemo;
    use crate::instance::{Holder, Instance};
    use crate::text::Span;

    fn found(text: &str, holder: &str, target: &str) -> Vec<(Stance, bool, Owner)> {
        let span = |name: &str| {
            let start = text.find(name).unwrap();
            vec![Span::new(start, start + name.len())]
        };
        let instance = Instance {
            text: text.into(),
            holder: Holder::Named(holder.into()),
            holder_spans: span(holder),
            target_spans: span(target),
            ..Instance::default()
        };
        let view = View { entities: true, names: false };
        let sequence = Sequence::read(&instance, view, &LowerCaseWords::default(), &mut WordMemo::default());
        cues(&sequence).iter().map(|cue| (cue.stance, cue.negated, cue.owner)).collect()
    }

    #[test]
    fn the_subject_owns_a_verb() {
        let cues = found("Ruiz opposes the levy that Lima supports.", "Ruiz", "the levy");
        assert_eq!(cues, [(Stance::Against, false, Owner::Holder), (Stance::Favor, false, Owner::Other)]);
    }

    #[test]
    fn what_stands_between_subject_and_verb_does_not_matter() {
        let wanted = [(Stance::Against, false, Owner::Holder)];
        for text in [
            "Ruiz, the mayor of Lima, rejected the levy.",
            "Ruiz, who met traders in Cusco, has again rejected the levy.",
            "Ruiz greeted traders from Cusco and rejected the levy.",
            "Traders met Ruiz, who rejected the levy.",
        ] {
            assert_eq!(found(text, "Ruiz", "the levy"), wanted, "{text}");
        }
        let cues = found("Traders in Cusco rejected the levy that Ruiz wrote.", "Ruiz", "the levy");
        assert_eq!(cues, [(Stance::Against, false, Owner::Other)]);
    }

    #[test]
    fn a_noun_belongs_to_whom_it_comes_from() {
        let cues = found("The levy met with opposition from Ruiz.", "Ruiz", "The levy");
        assert_eq!(cues.last().map(|cue| cue.2), Some(Owner::Holder));
        let cues = found("Lima's opposition to the levy angered Ruiz.", "Ruiz", "the levy");
        assert_eq!(cues[0].2, Owner::Other);
    }

    #[test]
    fn the_agent_owns_a_passive() {
        let cues = found("The levy was condemned on Monday by Ruiz.", "Ruiz", "The levy");
        assert_eq!(cues, [(Stance::Against, false, Owner::Holder)]);
    }

    #[test]
    fn the_speaker_owns_what_is_quoted() {
        let cues = found("\"We can hardly welcome the levy,\" Ruiz said.", "Ruiz", "the levy");
        assert_eq!(cues, [(Stance::Favor, true, Owner::Holder)]);
    }
}
