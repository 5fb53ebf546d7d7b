//! Whom a pronoun stands for.

use super::ActorKind;
use super::cue::Cue;
use super::quotation::Speaker;
use super::roster::Roster;
use super::scene::Scene;
use crate::mention::{Mention, MentionKind, Pronoun};

/// How many sentences back a person may have been named last.
const SENTENCES_BACK: usize = 4;

pub(super) struct Antecedents<'s, 'a, 'd> {
    pub scene: &'s Scene<'a, 'd>,
    pub cues: &'s [Cue],
    pub speakers: &'s [Option<Speaker>],
    /// First mention of each sentence.
    pub first: Vec<usize>,
}

impl<'s, 'a, 'd> Antecedents<'s, 'a, 'd> {
    pub fn new(scene: &'s Scene<'a, 'd>, cues: &'s [Cue], speakers: &'s [Option<Speaker>]) -> Self {
        let sentences = scene.words.document.sentences.len();
        let first = (0..=sentences).map(|s| scene.mentions.partition_point(|m| m.sentence < s)).collect();
        Self { scene, cues, speakers, first }
    }

    /// Gives every pronoun its actor, in order of the text.
    pub fn resolve(&self, roster: &mut Roster) {
        for index in 0..self.scene.mentions.len() {
            let mention = &self.scene.mentions[index];
            let Some(pronoun) = mention.pronoun() else { continue };
            let actor = match pronoun {
                Pronoun::He | Pronoun::She => self.person(index, roster),
                Pronoun::It | Pronoun::They => self.thing(index, roster),
                Pronoun::I | Pronoun::We => self.speaker_of(mention, roster),
                Pronoun::Who => index.checked_sub(1).and_then(|before| roster.of[before]),
                Pronoun::You => None,
            };
            if let Some(actor) = actor {
                roster.of[index] = Some(actor);
                roster.actors[actor].mentions.push(index);
                roster.actors[actor].gender = roster.actors[actor].gender.or(pronoun.gender());
            }
        }
        for actor in &mut roster.actors {
            actor.mentions.sort_unstable();
        }
    }

    /// The speaker of the quotation that a mention stands in.
    fn speaker_of(&self, mention: &Mention, roster: &Roster) -> Option<usize> {
        let quote = self.scene.words.quote(mention.tokens.start)?;
        let cue = self.speakers[quote]?.cue;
        roster.of[self.cues[cue].source?]
    }

    fn is_candidate(&self, index: usize, pronoun: &Mention, roster: &Roster) -> Option<usize> {
        let mention = &self.scene.mentions[index];
        let actor = roster.of[index]?;
        let known = &roster.actors[actor];
        let outside = !mention.quoted
            || self.scene.words.quote(mention.tokens.start) == self.scene.words.quote(pronoun.tokens.start);
        let human = known.is_human()
            && (known.proven
                || known.full > 0
                || mention.kind != MentionKind::Name
                || known.mentions.len() > 1);
        (outside && human && !mention.plural && known.gender.agrees(pronoun.gender)).then_some(actor)
    }

    fn person(&self, index: usize, roster: &Roster) -> Option<usize> {
        let pronoun = &self.scene.mentions[index];
        let speaker = if pronoun.quoted { self.speaker_of(pronoun, roster) } else { None };
        let allowed = |actor: &usize| Some(*actor) != speaker;
        if let Some(actor) = self.after_quotation(pronoun, roster) {
            return Some(actor);
        }
        let sentence = pronoun.sentence;
        let start = self.first[sentence];
        if let Some(actor) = self.best_in(start, index, pronoun, roster, &allowed) {
            return Some(actor);
        }
        for back in 1..=SENTENCES_BACK.min(sentence) {
            let range = (self.first[sentence - back], self.first[sentence - back + 1]);
            if let Some(actor) = self.best_in(range.0, range.1, pronoun, roster, &allowed) {
                return Some(actor);
            }
        }
        None
    }

    /// The first named person of a range of mentions, else the first person by role or pronoun.
    fn best_in(
        &self,
        start: usize,
        end: usize,
        pronoun: &Mention,
        roster: &Roster,
        allowed: &dyn Fn(&usize) -> bool,
    ) -> Option<usize> {
        let mut by_role = None;
        for m in start..end {
            let mention = &self.scene.mentions[m];
            let Some(actor) = self.is_candidate(m, pronoun, roster).filter(|a| allowed(a)) else { continue };
            if mention.is_named() && mention.within.is_none() || mention.pronoun().is_some() {
                return Some(actor);
            }
            by_role = by_role.or(Some(actor));
        }
        by_role
    }

    /// `"We are done," he said`: the current speaker.
    fn after_quotation(&self, pronoun: &Mention, roster: &Roster) -> Option<usize> {
        let at = pronoun.tokens.start;
        let before = at.checked_sub(1)?;
        if pronoun.quoted || self.scene.words.quote(before).is_none() {
            return None;
        }
        let paragraph = self.scene.words.document.sentences[pronoun.sentence].paragraph;
        let end = self.cues.partition_point(|c| c.start < at);
        self.cues[..end].iter().rev().take(6).find_map(|cue| {
            let source = cue.source?;
            let near = self.scene.words.document.sentences[self.scene.mentions[source].sentence].paragraph
                + 2
                >= paragraph;
            let actor = roster.of[source]?;
            let known = &roster.actors[actor];
            (near
                && cue.is_speech()
                && source != self.scene.mention_at(at)?
                && known.is_human()
                && known.gender.agrees(pronoun.gender))
            .then_some(actor)
        })
    }

    fn thing(&self, index: usize, roster: &Roster) -> Option<usize> {
        let pronoun = &self.scene.mentions[index];
        let sentence = pronoun.sentence;
        let plural = pronoun.plural;
        let fits = |m: usize| {
            let mention = &self.scene.mentions[m];
            let actor = roster.of[m]?;
            let known = &roster.actors[actor];
            let kind = if plural {
                mention.plural || matches!(known.kind, ActorKind::Group)
            } else {
                matches!(known.kind, ActorKind::Organisation | ActorKind::Government | ActorKind::Document)
                    && !mention.plural
            };
            let outside = !mention.quoted || pronoun.quoted;
            let governed = self
                .scene
                .start_with_possessors(m)
                .checked_sub(1)
                .is_some_and(|b| self.scene.words.is(b, crate::lexicon::Traits::PREPOSITION));
            (kind && outside && mention.within.is_none() && !governed && !mention.possessive).then_some(actor)
        };
        let here = (self.first[sentence]..index).find_map(fits);
        here.or_else(|| {
            let before = sentence.checked_sub(1)?;
            (self.first[before]..self.first[sentence]).find_map(fits)
        })
    }
}
