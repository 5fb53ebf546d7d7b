//! Words and phrases that take a side: which side, whose they are, and where the target stands.

use super::{Emitter, Sequence, Sink, distance_bucket, side};
use crate::feature::cue::{Cue, Owner, cues};
use crate::feature::sequence::Role;
use crate::feature::sink::Part;
use crate::feature::subject::is_actor;
use crate::label::{Label, Stance};
use crate::lexicon::Traits;
use crate::lexicon::function_words::Classes;
use crate::lexicon::stance_phrase::PhraseUse;

pub fn extract<S: Sink>(sequence: &Sequence<'_>, out: &mut Emitter<'_, S>) {
    let cues = cues(sequence);
    for cue in &cues {
        describe(sequence, cue, out);
    }
    chains(sequence, &cues, out);
    summarise(sequence, &cues, out);
}

/// How many units may stand between a cue and the next one of its chain.
const LINK: usize = 4;
/// How far behind a cue its object is looked for.
const OBJECT_REACH: usize = 7;

/// Cues that act on each other: "rejected calls to scrap" is one view, whose sign is the product of theirs. With whose
/// it is, and what its object is.
fn chains<S: Sink>(sequence: &Sequence<'_>, cues: &[Cue], out: &mut Emitter<'_, S>) {
    let mut holders = 0;
    let mut at = 0;
    while at < cues.len() {
        let first = at;
        let mut product = signed(&cues[at]);
        while at + 1 < cues.len() && linked(sequence, &cues[at], &cues[at + 1]) {
            at += 1;
            product *= signed(&cues[at]);
        }
        let owner = cues[first].owner;
        let length = Part::Number(distance_bucket(at - first + 1));
        let object = object(sequence, &cues[at]);
        out.add(&[Part::Text("chain"), Part::Number(product), Part::Text(owner.name()), length]);
        out.add(&[Part::Text("object"), Part::Number(product), Part::Text(owner.name()), Part::Text(object)]);
        if owner == Owner::Holder && object != "other" {
            holders += product;
        }
        at += 1;
    }
    out.add(&[Part::Text("holder's chains"), Part::Number(holders.signum())]);
}

/// Nothing but small words between two cues: no mark, no entity, nobody else.
fn linked(sequence: &Sequence<'_>, first: &Cue, second: &Cue) -> bool {
    let between = &sequence.units[first.end..second.start];
    between.len() <= LINK
        && first.usage != PhraseUse::Judgement
        && between
            .iter()
            .all(|unit| !unit.is_entity() && !unit.classes.has(Classes::CLAUSE_MARK) && !is_actor(unit))
}

/// What stands behind a cue as its object.
fn object(sequence: &Sequence<'_>, cue: &Cue) -> &'static str {
    for unit in sequence.units[cue.end..].iter().take(OBJECT_REACH) {
        if unit.role == Role::Target {
            return "target";
        }
        if unit.is_entity() {
            return "other";
        }
        if unit.classes.has(Classes::CLAUSE_MARK) {
            break;
        }
        if unit.traits.any(Traits::PRONOUN) {
            return "pronoun";
        }
    }
    "nothing"
}

/// 1 for a side in favour, -1 against, 0 for none.
fn signed(cue: &Cue) -> i64 {
    match (cue.stance, cue.negated) {
        (Stance::Neutral, _) => 0,
        (Stance::Favor, false) | (Stance::Against, true) => 1,
        (Stance::Favor, true) | (Stance::Against, false) => -1,
    }
}

fn describe<S: Sink>(sequence: &Sequence<'_>, cue: &Cue, out: &mut Emitter<'_, S>) {
    let stance = Part::Text(cue.stance.name());
    let negated = Part::Text(if cue.negated { "negated" } else { "plain" });
    let owner = Part::Text(cue.owner.name());
    let usage = Part::Text(cue.usage.name());
    let quoted = Part::Number(sequence.units[cue.start].quoted.into());
    let place = nearest(cue, &sequence.targets).map_or(
        [Part::Text("no target"), Part::Number(0), Part::Number(0)],
        |target| {
            let clauses = sequence.units[target].clause.abs_diff(sequence.units[cue.start].clause);
            [
                // Where the target stands, seen from the cue.
                Part::Text(side(target, Some(cue.start))),
                Part::Number(distance_bucket(distance(cue, target))),
                Part::Number(i64::from(clauses.min(2))),
            ]
        },
    );
    out.add(&[Part::Text("cue"), stance, negated, owner]);
    if cue.past {
        out.add(&[Part::Text("past"), stance, negated, owner]);
    }
    out.add(&[Part::Text("use"), stance, negated, owner, usage]);
    out.add(&[Part::Text("place"), stance, negated, owner, place[0], place[1]]);
    out.add(&[Part::Text("clauses"), stance, negated, owner, place[0], place[2]]);
    out.add(&[Part::Text("quoted"), stance, negated, owner, quoted]);
    out.add(&[Part::Text("phrase"), Part::Hash(cue.phrase, sequence.units[cue.start].span), negated, owner]);
    out.add(&[
        Part::Text("phrase side"),
        Part::Hash(cue.phrase, sequence.units[cue.start].span),
        negated,
        place[0],
    ]);
}

/// The nearest of some positions, which ascend; of two equally near the first.
fn nearest(cue: &Cue, positions: &[usize]) -> Option<usize> {
    let behind = positions.partition_point(|&position| position < cue.start);
    let around = positions[..behind].last().into_iter().chain(positions.get(behind));
    around.copied().min_by_key(|&position| distance(cue, position))
}

/// Units between a cue and a position.
fn distance(cue: &Cue, position: usize) -> usize {
    if position < cue.start { cue.start - position } else { (position + 1).saturating_sub(cue.end) }
}

/// The balance of the cues, all together and by owner, and the nearest ones to holder and target.
fn summarise<S: Sink>(sequence: &Sequence<'_>, cues: &[Cue], out: &mut Emitter<'_, S>) {
    // A judgement may be of anything: "serious harm" is no side taken toward the target.
    let balance = |of: &dyn Fn(&Cue) -> bool| {
        let sides = cues.iter().filter(|cue| cue.usage != PhraseUse::Judgement && of(cue));
        Part::Number(sides.map(signed).sum::<i64>().signum())
    };
    let holders = balance(&|cue| cue.owner == Owner::Holder);
    let others = balance(&|cue| cue.owner == Owner::Other);
    out.add(&[Part::Text("balance"), balance(&|_| true)]);
    out.add(&[Part::Text("holder's balance"), holders]);
    out.add(&[Part::Text("others' balance"), others]);
    out.add(&[Part::Text("balances"), holders, others]);
    if cues.is_empty() {
        out.add(&[Part::Text("none")]);
    }
    for (name, positions) in [("near target", &sequence.targets), ("near holder", &sequence.holders)] {
        let distances = cues.iter().filter_map(|cue| Some((cue, distance(cue, nearest(cue, positions)?))));
        if let Some((cue, far)) = distances.min_by_key(|(_, distance)| *distance) {
            let far = Part::Number(distance_bucket(far));
            out.add(&[Part::Text(name), Part::Number(signed(cue)), far]);
            out.add(&[Part::Text(name), Part::Text(cue.owner.name()), Part::Number(signed(cue))]);
        }
    }
}
