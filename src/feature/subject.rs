//! Whose verb is it? The subject of a clause, found from the order of its words.
//!
//! English puts the subject before its verb, but much may stand between: helpers, an apposition, a relative clause,
//! an earlier verb with the same subject. What hangs on a preposition ("villagers in NAME") is no subject. What is
//! reported belongs to its speaker, wherever the speech verb stands.

use std::sync::LazyLock;

use super::hash;
use super::sequence::{Role, Unit};
use crate::lexicon::Traits;
use crate::lexicon::function_words::Classes;

/// How far to the left a subject is looked for.
const REACH: usize = 40;
/// How far from its marks the tag of a quotation is looked for.
const QUOTE_REACH: usize = 12;
/// How far from what is said the speech verb is looked for: further than any sentence of news is long.
const SPEECH_REACH: usize = 400;
/// How far before a relative pronoun the noun it stands for ends.
const ANTECEDENT: usize = 4;
/// How many words a noun group has before its head.
const MODIFIERS: usize = 5;

/// What may stand between a subject and its verb.
const BETWEEN: Traits = Traits::HELPER.union(Traits::ADVERB).union(Traits::NEGATION);
/// What opens a clause or phrase that is no apposition.
const CLAUSE_OPENERS: Traits = Traits::RELATIVE.union(Traits::PREPOSITION).union(Traits::SUBORDINATOR);
/// What a noun group does not reach over.
const GROUP_ENDS: Traits = Traits::HELPER.union(Traits::CONJUNCTION).union(Traits::SUBORDINATOR);

/// from, by, among: before the owner of a noun.
static FROM: LazyLock<[u64; 3]> = LazyLock::new(|| ["from", "by", "among"].map(hash::word));

/// The position of the subject of the verb at `at`: an actor, the target, or a pronoun. None where there is only a
/// thing or nothing.
pub fn subject_of(units: &[Unit], at: usize) -> Option<usize> {
    let limit = at.saturating_sub(REACH);
    let mut position = at;
    // Only right before the verb does an inserted phrase end, or a second verb join a first.
    let mut adjacent = true;
    while position > limit {
        position -= 1;
        let unit = &units[position];
        if adjacent && is_clause_mark(unit) {
            if let Some((start, apposed)) = inserted(units, position, limit) {
                if apposed.is_some_and(|found| units[found].role == Role::Holder) {
                    return apposed;
                }
                position = start;
                continue;
            }
            adjacent = false;
        }
        // "… thanked NAME and protested": the subject of the verb before.
        if adjacent
            && is_conjunction(unit)
            && let Some(verb) = (limit..position).rev().find(|&i| is_verb_like(&units[i]))
        {
            position = verb;
            continue;
        }
        if is_relative(unit) {
            // "…, who opposes it": the noun before is the subject, even behind a preposition.
            return (limit..position).rev().take(ANTECEDENT).find(|&i| can_be_subject(&units[i]));
        }
        if can_be_subject(unit) && !hangs_on_preposition(units, position) {
            return Some(holder_in_list(units, position).unwrap_or(position));
        }
        adjacent &= unit.traits.any(BETWEEN);
    }
    None
}

fn can_be_subject(unit: &Unit) -> bool {
    unit.role == Role::Target || is_actor(unit)
}

fn is_verb_like(unit: &Unit) -> bool {
    unit.role == Role::Plain && (unit.is_verb || unit.participle)
}

fn is_conjunction(unit: &Unit) -> bool {
    unit.role == Role::Plain && unit.traits.any(Traits::CONJUNCTION)
}

/// "NAME, HOLDER and NAME backed it": the holder, if the subject at `at` is the last of a list that names it.
fn holder_in_list(units: &[Unit], at: usize) -> Option<usize> {
    let joins = |unit: &Unit| is_clause_mark(unit) || is_conjunction(unit);
    let mut position = at;
    while position >= 2 && joins(&units[position - 1]) && is_actor(&units[position - 2]) {
        position -= 2;
        if units[position].role == Role::Holder {
            return Some(position);
        }
    }
    None
}

/// Somebody who can hold a view.
pub fn is_actor(unit: &Unit) -> bool {
    match unit.role {
        Role::Holder | Role::Name => true,
        Role::Target => false,
        Role::Plain => {
            unit.traits.any(Traits::SUBJECT_PRONOUN)
                || unit.traits.any(Traits::HEAD) && !unit.traits.any(Traits::DOCUMENT)
        }
    }
}

fn is_clause_mark(unit: &Unit) -> bool {
    unit.role == Role::Plain && unit.classes.has(Classes::CLAUSE_MARK)
}

/// who, which, whom, whose; not "that", which may also point or open a clause of content.
fn is_relative(unit: &Unit) -> bool {
    unit.role == Role::Plain
        && unit.traits.any(Traits::RELATIVE)
        && !unit.traits.any(Traits::DETERMINER)
        && !unit.traits.any(Traits::SUBORDINATOR)
}

/// The phrase between the mark at `end` and the one before it: where it starts, and its actor if it is an apposition.
fn inserted(units: &[Unit], end: usize, limit: usize) -> Option<(usize, Option<usize>)> {
    let start = (limit..end).rev().find(|&i| is_clause_mark(&units[i]))?;
    let opens_clause = units[start + 1].traits.any(CLAUSE_OPENERS);
    let apposed = (start + 1..end).find(|&i| is_actor(&units[i])).filter(|_| !opens_clause);
    Some((start, apposed))
}

/// True if the noun group whose head stands at `head` follows a preposition.
fn hangs_on_preposition(units: &[Unit], head: usize) -> bool {
    for unit in units[..head].iter().rev().take(MODIFIERS) {
        if unit.role == Role::Plain && unit.traits.any(Traits::PREPOSITION) {
            return true;
        }
        if unit.classes.has(Classes::CLAUSE_MARK) || unit.traits.any(GROUP_ENDS) || unit.is_verb {
            return false;
        }
    }
    false
}

/// Whom the pronoun at `at` stands for: the nearest actor before it that is no pronoun; anything else stands for itself.
pub fn resolved(units: &[Unit], at: usize) -> usize {
    let is_pronoun = |unit: &Unit| unit.role == Role::Plain && unit.traits.any(Traits::PRONOUN);
    if !is_pronoun(&units[at]) {
        return at;
    }
    let limit = at.saturating_sub(REACH);
    let mut before = (limit..at).rev().filter(|&i| is_actor(&units[i]) && !is_pronoun(&units[i]));
    before.find(|&i| !hangs_on_preposition(units, i)).unwrap_or(at)
}

/// The owner of a noun at `start..end`: "X's opposition", "his doubts", "support from X".
pub fn possessor_of(units: &[Unit], start: usize, end: usize) -> Option<usize> {
    let from = |unit: &Unit| FROM.contains(&unit.form);
    let behind = end.saturating_sub(1).max(start)..units.len().min(end + 1);
    if let Some(from) = behind.into_iter().find(|&i| from(&units[i])) {
        let group = from + 1..units.len().min(from + 1 + MODIFIERS);
        return group.take_while(|&i| !is_clause_mark(&units[i])).find(|&i| is_actor(&units[i]));
    }
    for i in (start.saturating_sub(3)..start).rev() {
        if units[i].traits.any(Traits::CLITIC) {
            return (i.saturating_sub(2)..i).rev().find(|&i| units[i].is_entity() || is_actor(&units[i]));
        }
        if units[i].role == Role::Plain && units[i].traits.any(Traits::POSSESSIVE) {
            return (i.saturating_sub(REACH)..i).rev().find(|&i| is_actor(&units[i]));
        }
        if units[i].is_verb || is_clause_mark(&units[i]) {
            return None;
        }
    }
    None
}

/// Who speaks the quotation that the unit at `at` stands in: the subject of the speech verb right behind or before it,
/// else that of the verb that opens it.
pub fn quoter_of(units: &[Unit], at: usize) -> Option<usize> {
    let start = (0..at).rev().find(|&i| !units[i].quoted)?;
    let end = (at..units.len()).find(|&i| !units[i].quoted).unwrap_or(units.len());
    let says = |i: &usize| !units[*i].quoted && is_speech_verb(&units[*i]);
    let behind = (end..units.len().min(end + QUOTE_REACH)).find(says);
    let before = || (start.saturating_sub(QUOTE_REACH)..start).rev().find(says);
    behind.or_else(before).map_or_else(|| subject_of(units, start + 1), |verb| speaker(units, verb))
}

/// Who speaks at `at`: the subject of the nearest speech verb, before or behind it.
pub fn speaker_of(units: &[Unit], at: usize) -> Option<usize> {
    let says = |i: &usize| is_speech_verb(&units[*i]);
    let before = (at.saturating_sub(SPEECH_REACH)..at).rev().find(says);
    let behind = (at + 1..units.len().min(at + SPEECH_REACH)).find(says);
    let nearest = before.into_iter().chain(behind).min_by_key(|verb| verb.abs_diff(at))?;
    speaker(units, nearest)
}

fn is_speech_verb(unit: &Unit) -> bool {
    unit.role == Role::Plain && unit.classes.has(Classes::SAY)
}

/// The subject of a speech verb: behind it in "…," said X, else before it.
fn speaker(units: &[Unit], verb: usize) -> Option<usize> {
    let inverted = units[..verb].last().is_some_and(is_clause_mark);
    let behind = (verb + 1..units.len()).take(MODIFIERS).take_while(|&i| !is_clause_mark(&units[i]));
    let found = behind.filter(|_| inverted).find(|&i| is_actor(&units[i]));
    found.or_else(|| subject_of(units, verb))
}
