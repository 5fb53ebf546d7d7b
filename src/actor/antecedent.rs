//! Whom a pronoun stands for.

use super::cue::Cue;
use super::quotation::Speaker;
use super::roster::Roster;
use super::scene::Scene;
use super::{Actor, ActorKind};
use crate::lexicon::Traits;
use crate::mention::{Mention, MentionKind, Pronoun};
use crate::text::SentenceKind;

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

    /// Gives every pronoun its actor, in order of the text; a source always gets one.
    pub fn resolve(&self, roster: &mut Roster, is_source: &[bool]) {
        for (index, (mention, &source)) in self.scene.mentions.iter().zip(is_source).enumerate() {
            let Some(pronoun) = mention.pronoun() else { continue };
            let actor = match pronoun {
                Pronoun::He | Pronoun::She => self.person(index, roster),
                Pronoun::It | Pronoun::They => self.thing(index, roster),
                Pronoun::I | Pronoun::We if !mention.quoted => Some(roster.author()),
                Pronoun::I | Pronoun::We => self.speaker_of(mention, roster),
                Pronoun::Who => index.checked_sub(1).and_then(|before| roster.of[before]),
                Pronoun::You => None,
            };
            let actor = actor.or_else(|| source.then(|| roster.unresolved(mention)));
            if let Some(actor) = actor {
                roster.of[index] = Some(actor);
                roster.actors[actor].mentions.push(index);
                if self.is_told_of_itself(index) {
                    roster.actors[actor].gender = roster.actors[actor].gender.or(pronoun.gender());
                }
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

    /// The best person named before a pronoun, by a score of what speaks for each.
    fn person(&self, index: usize, roster: &Roster) -> Option<usize> {
        let pronoun = &self.scene.mentions[index];
        if let Some(actor) = self.after_quotation(pronoun, roster) {
            return Some(actor);
        }
        let speaker = if pronoun.quoted { self.speaker_of(pronoun, roster) } else { None };
        let oldest = pronoun.sentence.saturating_sub(SENTENCES_BACK);
        let mut best: Option<(i32, usize)> = None;
        let mut sentence = usize::MAX;
        let mut first_here = true;
        for m in self.first[oldest]..index {
            let mention = &self.scene.mentions[m];
            if mention.sentence != sentence {
                sentence = mention.sentence;
                first_here = true;
            }
            let Some(actor) = roster.of[m].filter(|a| Some(*a) != speaker) else { continue };
            let Some(score) = self.score(m, pronoun, &roster.actors[actor], first_here) else { continue };
            first_here &= self.scene.is_governed(m)
                || mention.possessive
                || !self.scene.mentions[m].is_named() && mention.pronoun().is_none();
            // At a tie the later sentence, within a sentence the earlier mention.
            let tie =
                best.is_some_and(|(s, b)| s == score && self.scene.mentions[b].sentence < mention.sentence);
            if best.is_none_or(|(s, _)| score > s) || tie {
                best = Some((score, m));
            }
        }
        best.and_then(|(_, m)| roster.of[m])
    }

    /// What speaks for a mention as antecedent of a pronoun; none if it cannot be. The weights were chosen by hand and then
    /// moved by steps of one where that gave more right pronouns on half of GUM's news and in our own training articles.
    fn score(&self, index: usize, pronoun: &Mention, actor: &Actor, first_here: bool) -> Option<i32> {
        let mention = &self.scene.mentions[index];
        let same_quote =
            self.scene.words.quote(mention.tokens.start) == self.scene.words.quote(pronoun.tokens.start);
        let human = actor.is_human() && !mention.plural && actor.gender.agrees(pronoun.gender);
        if !human || mention.quoted && !same_quote {
            return None;
        }
        let back = pronoun.sentence - mention.sentence;
        let governed = self.scene.is_governed(index);
        if governed && !actor.proven && self.scene.is_located(index) {
            return None;
        }
        let mut score = -3 * i32::try_from(back).unwrap_or(i32::MAX / 4);
        score += if actor.proven { 4 } else { 0 };
        score += if actor.gender == pronoun.gender { 3 } else { 0 };
        score += if first_here && !governed { 2 } else { 0 };
        score -= i32::from(governed || mention.possessive);
        score -= if mention.within.is_some() { 3 } else { 0 };
        score -= if actor.kind == ActorKind::Unnamed { 2 } else { 0 };
        score += i32::from(actor.named > 2);
        // A single word that is named once or twice may be a thing or a place.
        score -= if !actor.proven && actor.full == 0 && actor.named < 3 { 2 } else { 0 };
        score += if self.owns_subject_before(index, pronoun) { 9 } else { 0 };
        score += if back == 0 && self.speaks_before(index, pronoun) { 5 } else { 0 };
        score += i32::from(self.is_subject(pronoun) && self.is_subject(mention));
        Some(score)
    }

    /// True for a mention right before a verb: subjects stand for subjects.
    fn is_subject(&self, mention: &Mention) -> bool {
        let words = self.scene.words;
        let at = mention.tokens.end;
        words.is(at, Traits::HELPER | Traits::PLAIN_VERB)
            || words.is(at, Traits::ADVERB) && words.verb(at + 1).is_some()
            || self.scene.mention_at(at).is_none()
                && (words.verb(at).is_some() || words.text(at).ends_with("ed"))
    }

    /// "Ruiz's tone showed she": the owner of what shows it.
    fn owns_subject_before(&self, index: usize, pronoun: &Mention) -> bool {
        let words = self.scene.words;
        let that = pronoun.tokens.start.checked_sub(1).filter(|&t| words.reads(t, "that"));
        let Some(verb) = that.unwrap_or(pronoun.tokens.start).checked_sub(1) else { return false };
        let Some(before) = verb.checked_sub(1).filter(|_| self.scene.mention_at(verb).is_none()) else {
            return false;
        };
        let subject = self.scene.mention_at(before).map(|m| &self.scene.mentions[m]);
        subject.is_some_and(|s| s.possessor == Some(index) && s.kind == MentionKind::Thing)
    }

    /// True for "Ruiz said he", which shows the gender of Ruiz.
    fn is_told_of_itself(&self, index: usize) -> bool {
        let at = self.scene.mentions[index].tokens.start;
        let from = self.cues.partition_point(|c| c.start < self.scene.sentence_of(at).start);
        self.cues[from..]
            .iter()
            .take_while(|c| c.start < at)
            .any(|c| c.spoken && (c.tokens.end == at || c.tokens.end + 1 == at))
    }

    /// True if a mention is the source of a cue in whose content the pronoun stands: "Ruiz said he".
    fn speaks_before(&self, index: usize, pronoun: &Mention) -> bool {
        let from = self.cues.partition_point(|c| c.start < self.scene.mentions[index].tokens.start);
        self.cues[from..]
            .iter()
            .take_while(|c| c.start <= pronoun.tokens.start)
            .any(|c| c.source == Some(index) && c.content.iter().any(|r| r.contains(&pronoun.tokens.start)))
    }

    /// "The union wants none of it": the subject is not its own object.
    fn holds_in_content(&self, subject: usize, pronoun: &Mention) -> bool {
        let start = self.scene.mentions[subject].tokens.start;
        let from =
            self.cues.partition_point(|c| c.start < self.scene.start_with_possessors(subject).min(start));
        self.cues[from..]
            .iter()
            .take_while(|c| c.start <= pronoun.tokens.start)
            .any(|c| c.source == Some(subject) && c.content.iter().any(|r| r.contains(&pronoun.tokens.start)))
    }

    /// `"We are done," he said`: the current speaker.
    fn after_quotation(&self, pronoun: &Mention, roster: &Roster) -> Option<usize> {
        let at = pronoun.tokens.start;
        let before = at.checked_sub(1)?;
        if pronoun.quoted || self.scene.words.quote(before).is_none() {
            return None;
        }
        let paragraph = self.scene.words.document.sentences[pronoun.sentence].paragraph;
        if let Some(newcomer) = self.introduced_before(pronoun, before, roster) {
            return Some(newcomer);
        }
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

    /// `Tomas Ix took issue with it. "No," he said.`: the subject of the sentence before the quotation, if it is a
    /// person who was not the speaker so far.
    fn introduced_before(&self, pronoun: &Mention, last: usize, roster: &Roster) -> Option<usize> {
        let words = self.scene.words;
        let quote = words.quote(last)?;
        let first = words.at_byte(words.document.quotes[quote].span.start);
        let sentence = words.sentence(first);
        let opens = first == words.document.sentences[sentence].tokens.start;
        let before = sentence.checked_sub(1).filter(|_| opens)?;
        let tokens = &words.document.sentences[before].tokens;
        if words.document.sentences[before].kind != SentenceKind::Prose
            || words.quote(tokens.end - 1).is_some()
        {
            return None;
        }
        let subject = (self.first[before]..self.first[before + 1]).find(|&m| {
            let mention = &self.scene.mentions[m];
            !mention.quoted
                && mention.within.is_none()
                && !mention.possessive
                && !self.scene.is_governed(m)
                && mention.possessor.is_none()
        })?;
        let actor = roster.of[subject]?;
        let known = &roster.actors[actor];
        let fits = known.is_human()
            && (known.proven || known.full > 0)
            && !self.scene.mentions[subject].plural
            && known.gender.agrees(pronoun.gender);
        fits.then_some(actor)
    }

    /// What "it" and "they" may stand for becomes an actor when the pronoun is a source: "The study is long. It
    /// recommends".
    pub fn mark_subjects(&self, is_source: &mut [bool]) {
        for index in 0..is_source.len() {
            let pronoun = &self.scene.mentions[index];
            if is_source[index]
                && matches!(pronoun.pronoun(), Some(Pronoun::It | Pronoun::They))
                && let Some(subject) = self.thing_before(index, |m| self.may_be_thing(m, pronoun))
            {
                is_source[subject] = true;
            }
        }
    }

    /// Roles that "he" and "she" may stand for become actors: "A man was held. He said".
    pub fn roles_meant(&self) -> Vec<bool> {
        let mentions = self.scene.mentions;
        let mut meant = vec![false; mentions.len()];
        for (index, pronoun) in mentions.iter().enumerate() {
            if !matches!(pronoun.pronoun(), Some(Pronoun::He | Pronoun::She)) {
                continue;
            }
            for m in self.first[pronoun.sentence.saturating_sub(SENTENCES_BACK)]..index {
                let mention = &mentions[m];
                meant[m] |= mention.kind == MentionKind::Role
                    && !mention.plural
                    && !mention.quoted
                    && mention.within.is_none()
                    && mention.gender.agrees(pronoun.gender);
            }
        }
        meant
    }

    /// The first mention that fits: of the sentence before the pronoun, else of the sentence before that.
    fn thing_before(&self, index: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
        let sentence = self.scene.mentions[index].sentence;
        (self.first[sentence]..index).find(|&m| fits(m)).or_else(|| {
            let before = sentence.checked_sub(1)?;
            (self.first[before]..self.first[sentence]).find(|&m| fits(m))
        })
    }

    fn may_be_thing(&self, m: usize, pronoun: &Mention) -> bool {
        use MentionKind as K;
        let mention = &self.scene.mentions[m];
        let kind = if pronoun.plural {
            mention.plural && matches!(mention.kind, K::Group | K::Role)
        } else {
            matches!(mention.kind, K::Organisation | K::Body | K::Document | K::Place) && !mention.plural
        };
        self.may_be_subject(m, pronoun) && kind
    }

    fn may_be_subject(&self, m: usize, pronoun: &Mention) -> bool {
        let mention = &self.scene.mentions[m];
        let outside = !mention.quoted || pronoun.quoted;
        outside && mention.within.is_none() && !mention.possessive && !self.scene.is_governed(m)
    }

    fn thing(&self, index: usize, roster: &Roster) -> Option<usize> {
        use ActorKind as A;
        let pronoun = &self.scene.mentions[index];
        let words = self.scene.words;
        let object = !words.is(pronoun.tokens.start, Traits::POSSESSIVE)
            && !words.is(pronoun.tokens.end, Traits::HELPER | Traits::ADVERB | Traits::PLAIN_VERB)
            && words.verb(pronoun.tokens.end).is_none();
        let fits = |m: usize| {
            let Some(actor) = roster.of[m] else { return false };
            let kind = if pronoun.plural {
                self.scene.mentions[m].plural || roster.actors[actor].kind == A::Group
            } else {
                matches!(roster.actors[actor].kind, A::Organisation | A::Government | A::Document)
                    && !self.scene.mentions[m].plural
            };
            self.may_be_subject(m, pronoun) && kind && !(object && self.holds_in_content(m, pronoun))
        };
        let opening = self.opening_body(index, roster);
        let near = opening.or_else(|| self.thing_before(index, fits)).and_then(|m| roster.of[m]);
        near.or_else(|| self.last_body(pronoun, roster))
    }

    /// "In better news for the agency, it said": the body in the words before the subject.
    fn opening_body(&self, index: usize, roster: &Roster) -> Option<usize> {
        let pronoun = &self.scene.mentions[index];
        let words = self.scene.words;
        let comma = pronoun.tokens.start.checked_sub(1).filter(|&c| words.is_comma(c))?;
        let opens = words.document.sentences[pronoun.sentence].tokens.start;
        let before = comma.checked_sub(1).and_then(|last| self.scene.mention_at(last))?;
        let body = roster.of[before].is_some_and(|a| roster.actors[a].kind == ActorKind::Organisation);
        let adverbial = words.is(opens, Traits::PREPOSITION) && self.scene.is_governed(before);
        (!pronoun.plural && adverbial && body && self.first[pronoun.sentence] <= before).then_some(before)
    }

    /// "It would not raise its offer, it said": the body that spoke last, a paragraph back at most.
    fn last_body(&self, pronoun: &Mention, roster: &Roster) -> Option<usize> {
        const LOOKED_AT: usize = 6;
        const SENTENCES: usize = 3;
        if pronoun.plural || pronoun.quoted {
            return None;
        }
        let end = self.cues.partition_point(|c| c.start < pronoun.tokens.start);
        self.cues[..end].iter().rev().take(LOOKED_AT).find_map(|cue| {
            let source = cue.source?;
            let actor = roster.of[source]?;
            let near = self.scene.mentions[source].sentence + SENTENCES >= pronoun.sentence;
            (near && roster.actors[actor].kind == ActorKind::Organisation).then_some(actor)
        })
    }
}
