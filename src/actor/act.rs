//! Acts: what an actor does to something. Only where it is done to a target does it tell of a view: "the cabinet drew up
//! the plan", "Contractors sued to stop the ban".

use std::ops::Range;

use super::scene::Scene;
use super::{Actor, ActorKind, Attribution, Rule};
use crate::label::Voice;
use crate::lexicon::{Form, Frame, Hint, Traits, VerbClass};
use crate::mention::{MentionKind, Pronoun, Shape};
use crate::text::{SentenceKind, Span};

/// How many attributions before and after an act are looked at.
const NEIGHBOURS: usize = 48;
/// How many tokens the object of an act may have.
const OBJECT: usize = 120;

/// The acts whose actor has no attribution in their sentence, one a clause.
pub(super) fn attributed(
    scene: &Scene,
    acts: &[Act],
    of: &[Option<usize>],
    actors: &[Actor],
    attributions: &[Attribution],
) -> Vec<Attribution> {
    let mut attributed: Vec<Attribution> = Vec::new();
    let mut clause_end = 0;
    for act in acts {
        let verb = act.verb.end - 1;
        let sentence = scene.words.sentence(verb);
        let Some(actor) = of[act.subject].filter(|&actor| may_act(&actors[actor]) && verb >= clause_end)
        else {
            continue;
        };
        // "The union will appeal, its chair said" is the union's own word.
        let said = |a: &Attribution| {
            a.actor == actor && !a.content.is_empty()
                || a.content.iter().any(|c| c.overlaps(scene.words.span(verb)))
                    && !actors[a.actor].speaks_for(actor, &actors[actor])
        };
        let span = scene.words.span(verb);
        let here = attributions.partition_point(|a| (a.sentence, a.place()) < (sentence, Some(span)));
        let near = &attributions[here.saturating_sub(NEIGHBOURS)..attributions.len().min(here + NEIGHBOURS)];
        if !near.iter().filter(|a| a.sentence == sentence).any(said) {
            clause_end = act.content.end;
            attributed.extend(scene.attributed(act, actor, sentence));
        }
    }
    attributed
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

/// A finite verb with its subject.
pub(super) struct Act {
    /// The mention that does it.
    pub subject: usize,
    /// From the first helper to the verb.
    verb: Range<usize>,
    /// What follows it in the clause.
    content: Range<usize>,
    negated: bool,
}

impl Scene<'_, '_> {
    /// All that mentions do in running text and headlines, in order.
    pub(super) fn acts(&self) -> Vec<Act> {
        let sentences = &self.words.document.sentences;
        sentences.iter().flat_map(|s| s.tokens.clone().filter_map(|at| self.act_at(at, &s.tokens))).collect()
    }

    /// True for a description that does something: whoever acts is an actor, with or without a name.
    pub(super) fn is_doer(&self, act: &Act) -> bool {
        use MentionKind as K;
        matches!(self.mentions[act.subject].kind, K::Body | K::Group | K::Role)
    }

    fn act_at(&self, at: usize, sentence: &Range<usize>) -> Option<Act> {
        let words = self.words;
        let finite = words.is(at, Traits::PLAIN_VERB)
            || self.is_verb(at) && words.word(at).form.any(Form::PAST | Form::THIRD | Form::BASE)
            || words.text(at).ends_with("ed") && words.shape(at) == Shape::Lower;
        if !finite || self.mention_at(at).is_some() || !self.is_outside(at) {
            return None;
        }
        let lead = self.lead_in(at, sentence.start);
        // "Journalists jailed under press law": done to them.
        let heading = words.document.sentences[words.sentence(at)].kind != SentenceKind::Prose;
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
        (holds && !aside).then_some(Act {
            subject: subject.mention,
            verb: lead.start..at + 1,
            content: at + 1..end,
            negated: lead.negated,
        })
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

    fn attributed(&self, act: &Act, actor: usize, sentence: usize) -> Option<Attribution> {
        let verb = self.words.verb(act.verb.end - 1);
        let content: Span = (!act.content.is_empty()).then(|| self.words.span_of(&act.content))?;
        Some(Attribution {
            sentence,
            actor,
            source: act.subject,
            source_span: self.mentions[act.subject].span,
            voice: Voice::Author,
            rule: Rule::Act,
            cue: Some(self.words.span_of(&act.verb)),
            content: vec![content],
            quotes: Vec::new(),
            class: verb.map_or(VerbClass::Say, |v| v.class),
            hint: verb.map_or(Hint::None, |v| v.hint),
            tells: false,
            medium: false,
            negated: act.negated,
            declined: false,
            told_by: None,
            confidence: Rule::Act.confidence(false),
        })
    }
}
