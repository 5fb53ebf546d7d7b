//! Which organisation a description means: "nurses warn" in a headline and the "Provincial Nurses' Union" of the text,
//! "the company" after its name.

use super::roster::Roster;
use super::title::modifiers;
use super::{Actor, ActorKind};
use crate::lexicon::Traits;
use crate::lexicon::stance_phrase::remembered_stem_hash;
use crate::mention::{Mention, MentionKind, Shape};
use crate::text::SentenceKind;

/// Nouns for those who sit in a parliament, and for parliaments.
const MEMBERS: [&str; 7] =
    ["lawmakers", "mps", "deputies", "legislators", "senators", "parliamentarians", "assembly"];
const PARLIAMENTS: [&str; 9] = [
    "parliament",
    "congress",
    "assembly",
    "senate",
    "legislature",
    "bundestag",
    "house",
    "knesset",
    "lawmakers",
];
/// Nouns for any body of people.
const BODIES: [&str; 11] = [
    "group",
    "body",
    "lobby",
    "association",
    "union",
    "federation",
    "alliance",
    "club",
    "league",
    "panel",
    "agency",
];
/// Nouns for a firm.
const FIRM: [&str; 18] = [
    "company",
    "firm",
    "carrier",
    "operator",
    "developer",
    "airline",
    "miner",
    "producer",
    "manufacturer",
    "maker",
    "builder",
    "retailer",
    "lender",
    "supplier",
    "contractor",
    "shipowner",
    "publisher",
    "startup",
];
/// How many mentions back the name of "the company" may stand.
const MENTIONS_BACK: usize = 60;

/// What the name of an organisation has to share with a description.
struct Wanted {
    /// The stems of all its words; the last is the head noun.
    stems: Vec<u64>,
    head: u64,
    /// True for those who sit in a parliament.
    sits: bool,
    /// True if the noun means any body of people, and other words tell which.
    generic: bool,
}

impl Roster<'_, '_, '_> {
    /// The organisation of the text that a description in the headline means: the only one whose names hold its
    /// noun, or the one that shares most words with it.
    pub(super) fn meant_in_heading(&self, actor: usize) -> Option<usize> {
        let described = &self.actors[actor];
        let &first = described.mentions.first()?;
        let mention = &self.scene.mentions[first];
        let kind = matches!(mention.kind, MentionKind::Body | MentionKind::Group)
            || mention.kind == MentionKind::Role && mention.plural;
        let heading = |m: &usize| self.kind_of_line(*m) != SentenceKind::Prose;
        if !kind
            || mention.possessor.is_some() && described.country.is_none()
            || !self.is_opening(mention.sentence)
            || !described.mentions.iter().all(heading)
        {
            return None;
        }
        let wanted = self.wanted(mention)?;
        let mut best: Option<(usize, usize)> = None;
        let mut tie = false;
        for (index, candidate) in self.actors.iter().enumerate().filter(|(index, _)| *index != actor) {
            let sort = candidate.kind == ActorKind::Organisation
                || candidate.kind == ActorKind::Group && described.kind == ActorKind::Group;
            if !sort || !candidate.may_be_of(described.country) {
                continue;
            }
            let Some(shared) = self.shared_words(candidate, &wanted) else { continue };
            match best {
                Some((most, _)) if most > shared => {}
                Some((most, _)) if most == shared => tie = true,
                _ => (best, tie) = (Some((shared, index)), false),
            }
        }
        best.filter(|_| !tie).map(|(_, index)| index)
    }

    fn wanted(&self, description: &Mention) -> Option<Wanted> {
        let noun = |nouns: &[&str]| self.scene.words.reads_any(description.tokens.end - 1, nouns);
        let stems = self.content_stems(description);
        let head = *stems.last()?;
        Some(Wanted { head, sits: noun(&MEMBERS), generic: noun(&BODIES) && stems.len() > 1, stems })
    }

    /// How many of the wanted words the names and descriptions of an actor in running text hold; none if the head
    /// noun is not among them.
    fn shared_words(&self, candidate: &Actor, wanted: &Wanted) -> Option<usize> {
        const LOOKED_AT: usize = 12;
        let words = self.scene.words;
        let mut held = Vec::new();
        let mut parliament = false;
        for &m in candidate.mentions.iter().take(LOOKED_AT) {
            let mention = &self.scene.mentions[m];
            if mention.pronoun().is_none() && self.kind_of_line(m) == SentenceKind::Prose {
                parliament |= words.reads_any(mention.tokens.end - 1, &PARLIAMENTS);
                held.extend(self.content_stems(mention));
            }
        }
        let shared = wanted.stems.iter().filter(|word| held.contains(word)).count();
        // "commuters' group" for "an association of commuters"
        let has_head =
            held.contains(&wanted.head) || wanted.sits && parliament || wanted.generic && shared > 0;
        has_head.then_some(2 * shared + usize::from(candidate.named > 0))
    }

    fn kind_of_line(&self, mention: usize) -> SentenceKind {
        self.scene.words.document.sentences[self.scene.mentions[mention].sentence].kind
    }

    /// The stems of the words of a mention that tell what it is: no articles, numbers, countries.
    fn content_stems(&self, mention: &Mention) -> Vec<u64> {
        let words = self.scene.words;
        let plain =
            Traits::OPENER | Traits::DEMONYM | Traits::COUNTRY | Traits::PREPOSITION | Traits::QUANTIFIER;
        let start = self.scene.start_with_possessors_of(mention);
        (start..mention.tokens.end)
            .filter(|&i| {
                !words.is(i, plain)
                    && matches!(words.shape(i), Shape::Lower | Shape::Capital | Shape::Capitals)
            })
            .map(|i| remembered_stem_hash(words.hash(i), words.text(i)))
            .collect()
    }

    /// "The company" after "Zartonk Copper": the organisation named last that is no ministry, union or paper.
    pub(super) fn firm_meant(&self, actor: usize) -> Option<usize> {
        let &first = self.actors[actor].mentions.first()?;
        let mention = &self.scene.mentions[first];
        let words = self.scene.words;
        let head = mention.tokens.end - 1;
        let plain = mention.definite
            && mention.possessor.is_none()
            && mention.kind == MentionKind::Body
            && words.reads_any(head, &FIRM)
            && !words.is(mention.tokens.end, Traits::PREPOSITION | Traits::RELATIVE)
            && modifiers(self.scene, mention, head).is_empty();
        if !plain {
            return None;
        }
        (first.saturating_sub(MENTIONS_BACK)..first).rev().find_map(|m| {
            let known = self.of[m].filter(|&a| a != actor)?;
            let named = &self.scene.mentions[m];
            let last = named.name.end - 1;
            let other = words.is(last, Traits::INSTITUTION | Traits::ORGANISATION)
                && !words.is(last, Traits::COMPANY)
                || words.is(named.name.start, Traits::INSTITUTION) && words.reads(named.name.start + 1, "of");
            let firm = self.actors[known].kind == ActorKind::Organisation
                && named.is_named()
                && named.within.is_none()
                && !other
                && words.shape(last) != Shape::Capitals
                && !self.scene.is_medium(m);
            firm.then_some(known)
        })
    }
}
