//! Acts: what an actor does to something. Only where it is done to a target does it tell of a view: "the cabinet drew up
//! the plan", "Contractors sued to stop the ban".

use std::ops::Range;

use super::cue::Cue;
use super::scene::Scene;
use super::{Actor, ActorKind, Attribution, Rule};
use crate::lexicon::{Form, Frame, Hint, Traits, VerbClass};
use crate::mention::{MentionKind, Pronoun, Shape};

/// How many attributions before and after an act are looked at.
const NEIGHBOURS: usize = 48;
/// How many tokens the object of an act may have.
const OBJECT: usize = 120;

/// The acts whose actor has no attribution in their sentence, one a clause.
pub(super) fn beside<'c>(
    scene: &Scene,
    acts: &'c [Cue],
    of: &[Option<usize>],
    actors: &[Actor],
    attributions: &[Attribution],
) -> Vec<&'c Cue> {
    let mut beside = Vec::new();
    let mut clause_end = 0;
    for act in acts {
        let verb = act.tokens.end - 1;
        let actor = act.source.and_then(|source| of[source]).filter(|&actor| may_act(&actors[actor]));
        let Some(actor) = actor.filter(|_| verb >= clause_end) else { continue };
        let (sentence, span) = (scene.words.sentence(verb), scene.words.span(verb));
        // "The union will appeal, its chair said" is the union's own word.
        let said = |a: &Attribution| {
            a.actor == actor && !a.content.is_empty()
                || a.content.iter().any(|c| c.overlaps(span))
                    && !actors[a.actor].speaks_for(actor, &actors[actor])
        };
        let here = attributions.partition_point(|a| (a.sentence, a.place()) < (sentence, Some(span)));
        let near = &attributions[here.saturating_sub(NEIGHBOURS)..attributions.len().min(here + NEIGHBOURS)];
        if !near.iter().filter(|a| a.sentence == sentence).any(said) {
            clause_end = act.content.iter().map(|content| content.end).max().unwrap_or(verb);
            beside.push(act);
        }
    }
    beside
}

fn may_act(actor: &Actor) -> bool {
    !matches!(actor.kind, ActorKind::Document | ActorKind::Author)
}

/// Verbs that do nothing to what follows them, or only bring it out.
const IDLE: [&str; 20] = [
    "came",
    "comes",
    "went",
    "goes",
    "spent",
    "spends",
    "holds",
    "held",
    "met",
    "meets",
    "happened",
    "remains",
    "remained",
    "lives",
    "released",
    "releases",
    "published",
    "publishes",
    "issued",
    "issues",
];

impl Scene<'_, '_> {
    /// All that mentions do in running text and headlines, in order.
    pub(super) fn acts(&self) -> Vec<Cue> {
        let sentences = &self.words.document.sentences;
        sentences.iter().flat_map(|s| s.tokens.clone().filter_map(|at| self.act_at(at, &s.tokens))).collect()
    }

    /// True for a description that does something: whoever acts is an actor, with or without a name.
    pub(super) fn is_doer(&self, source: usize) -> bool {
        use MentionKind as K;
        matches!(self.mentions[source].kind, K::Body | K::Group | K::Role)
    }

    fn act_at(&self, at: usize, sentence: &Range<usize>) -> Option<Cue> {
        let words = self.words;
        let finite = words.is(at, Traits::PLAIN_VERB)
            || self.is_verb(at) && words.word(at).form.any(Form::PAST | Form::THIRD | Form::BASE)
            || words.text(at).ends_with("ed") && words.shape(at) == Shape::Lower;
        if !finite || self.mention_at(at).is_some() || !self.is_outside(at) {
            return None;
        }
        let lead = self.lead_in(at, sentence.start);
        // "Journalists jailed under press law": done to them.
        let heading = words.stands_in_heading(at);
        let passive = words.text(at).ends_with("ed")
            && words.is(at + 1, Traits::PREPOSITION)
            && (heading || words.reads(at + 1, "by"));
        if lead.is || passive || words.is(at, Traits::ADVERB | Traits::NEGATION) {
            return None;
        }
        let before = lead.start.checked_sub(1).filter(|&b| b >= sentence.start)?;
        // "The EU, which pays for the rangers": told in passing.
        if words.is(before, Traits::RELATIVE) || words.reads_any(at, &IDLE) {
            return None;
        }
        let subject = self
            .subject_before(self.before_tag(before, sentence.start).unwrap_or(lead.start), sentence.start)?;
        let mention = &self.mentions[subject.mention];
        let start = self.start_with_possessors(subject.mention);
        let aside = start > sentence.start && words.is(start - 1, Traits::RELATIVE);
        let holds = mention.kind.can_hold_view()
            && !mention.quoted
            && mention.pronoun() != Some(Pronoun::It)
            && !self.is_governed(subject.mention);
        let stops = Traits::RELATIVE | Traits::SUBORDINATOR;
        let stop = |&i: &usize| matches!(words.text(i), ";" | ":") || words.is(i, stops);
        let reach = sentence.end.min(at + OBJECT);
        let end = (at + 1..reach).find(stop).unwrap_or(reach);
        if !holds || aside {
            return None;
        }
        let verb = words.verb(at);
        let mut cue =
            Cue::speech(Rule::Act, lead.start..at + 1, Some(subject.mention), subject.start.min(lead.start));
        cue.content.push(at + 1..end);
        cue.spoken = false;
        cue.class = verb.map_or(VerbClass::Say, |v| v.class);
        cue.hint = verb.map_or(Hint::None, |v| v.hint);
        cue.negated = lead.negated;
        Some(cue)
    }

    /// "Beijing, Fu said, would read it": where what stands before a tag between commas ends; the second comma is at
    /// `comma`.
    fn before_tag(&self, comma: usize, floor: usize) -> Option<usize> {
        const TAG: usize = 10;
        if !self.words.is_comma(comma) {
            return None;
        }
        let open = (floor..comma).rev().take(TAG).find(|&i| self.words.is_comma(i))?;
        let teller = self.mention_from(open + 1).map(|m| self.possessed(m))?;
        let verb = self.mentions[teller].tokens.end;
        let says = self.words.verb(verb).is_some_and(|v| v.frame == Frame::Speech);
        (says && verb < comma).then_some(open)
    }
}
