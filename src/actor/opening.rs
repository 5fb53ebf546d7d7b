//! Whom the opening of a text means: "nurses warn" in a headline and the "Provincial Nurses' Union" of the text,
//! "a rights group" of the lead and its name after it.

use super::roster::Roster;
use super::trade::trade;
use super::{Actor, ActorKind};
use crate::lexicon::Traits;
use crate::mention::{Mention, MentionKind, Pronoun, Shape};

/// Nouns for those who sit in a parliament, and for parliaments; each stands for the other in headlines.
const MEMBERS: [&str; 7] =
    ["lawmakers", "mps", "deputies", "legislators", "senators", "parliamentarians", "assembly"];
const PARLIAMENTS: [&str; 8] =
    ["parliament", "congress", "assembly", "senate", "legislature", "bundestag", "knesset", "lawmakers"];
/// Nouns for any body that people join.
const BODIES: [&str; 15] = [
    "group",
    "body",
    "lobby",
    "association",
    "union",
    "federation",
    "alliance",
    "club",
    "league",
    "society",
    "charity",
    "forum",
    "coalition",
    "network",
    "syndicate",
];
/// Nouns for any body that is set up.
const PANELS: [&str; 8] =
    ["panel", "agency", "council", "committee", "board", "commission", "authority", "office"];
/// Nouns of names that no trade or group of people bears.
const STATE: [&str; 12] = [
    "ministry",
    "department",
    "office",
    "agency",
    "commission",
    "court",
    "police",
    "army",
    "university",
    "inc",
    "ltd",
    "plc",
];
/// How many actors are looked at for a description of the opening.
const LOOKED_AT: usize = 1 << 10;

/// What the name of an organisation has to share with a description.
#[allow(clippy::struct_excessive_bools)] // Independent facts about one description.
struct Wanted {
    /// The roots of its words.
    roots: Vec<u64>,
    /// That of its noun.
    head: u64,
    /// True for those who sit in a parliament.
    sits: bool,
    /// True if the noun means any body of people, and other words tell which.
    generic: bool,
    /// True if people join it.
    joined: bool,
    /// True for people, who are no ministry or court.
    people: bool,
    /// True for a definite description in running text, which has to share more than its noun.
    full: bool,
}

impl Roster<'_, '_, '_> {
    /// The organisation of the text that a description in its opening means: the only one whose names hold its noun,
    /// or the one that shares most words with it.
    pub(super) fn meant_in_opening(&self, actor: usize) -> Option<usize> {
        let described = &self.actors[actor];
        let wanted = self.wanted(self.opening_description(described)?)?;
        let pointed_at = self.points_back_from(described);
        let mut best: Option<(usize, usize)> = None;
        let mut tie = false;
        for (index, candidate) in self.others(actor) {
            let people = candidate.kind == ActorKind::Group;
            let sort = candidate.kind == ActorKind::Organisation
                || people && (described.kind == ActorKind::Group || !wanted.generic);
            if !sort || !candidate.may_be_of(described.country) {
                continue;
            }
            if pointed_at.is_some_and(|before| self.is_named_after(candidate, before)) {
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

    /// The description that opens the text, if an actor has no other: in headlines whatever it is, in the lead a body
    /// that is spoken of for the first time ("an association of breeders", "their union"). What points back at it with
    /// its noun, and pronouns, are no other.
    fn opening_description(&self, described: &Actor) -> Option<usize> {
        let &first = described.mentions.first()?;
        let mention = &self.scene.mentions[first];
        if !self.is_opening(mention.sentence) {
            return None;
        }
        let words = self.scene.words;
        let head = words.hash(mention.tokens.end - 1);
        let several =
            mention.kind == MentionKind::Group || mention.kind == MentionKind::Role && mention.plural;
        let heading = self.is_in_heading(first);
        let owner = mention.possessor.map(|p| &self.scene.mentions[p]);
        let their = owner.is_some_and(|o| o.pronoun() == Some(Pronoun::They));
        let fresh = |mention: &Mention| words.reads_any(mention.tokens.start, &["a", "an", "one"]);
        // "the country's largest hiking club" tells more than "the club".
        let body = mention.kind == MentionKind::Body;
        let full = !heading && body && mention.definite && self.content_roots(first).len() > 2;
        let fits = if heading { several || body } else { body && (their || fresh(mention) || full) };
        // "Growers' federation" is described, "Lima's federation" is whose it is.
        let common = |o: &Mention| !o.is_named() && o.pronoun().is_none() && (o.plural || full);
        let kin = owner.is_none_or(|o| their || described.country.is_some() || common(o));
        let alone = described.mentions.iter().all(|&m| {
            let other = &self.scene.mentions[m];
            let bare = other.plural && other.tokens.len() == 1;
            let repeated = words.hash(other.tokens.end - 1) == head
                && (other.definite || bare || fresh(other) && self.is_opening(other.sentence));
            other.pronoun().is_some() || self.is_in_heading(m) || m == first || repeated
        });
        (fits && kin && alone).then_some(first)
    }

    /// The other actors that are looked at for one; a longer text than news would make the search quadratic.
    pub(super) fn others(&self, actor: usize) -> impl Iterator<Item = (usize, &Actor)> {
        self.actors.iter().enumerate().take(LOOKED_AT).filter(move |(index, _)| *index != actor)
    }

    /// The mention by which running text points at somebody described, if that is the first one there: "the army".
    fn points_back_from(&self, described: &Actor) -> Option<usize> {
        let first = self.first_in_prose(described)?;
        let mention = &self.scene.mentions[first];
        // "the agency that manages the reserve" introduces it.
        let introduces = self.scene.words.is(mention.tokens.end, Traits::RELATIVE);
        (mention.definite && mention.possessor.is_none() && !introduces).then_some(first)
    }

    /// True if no name of the candidate stands in running text before a mention: whoever is named later is another one
    /// than whom it points at.
    fn is_named_after(&self, candidate: &Actor, mention: usize) -> bool {
        self.first_in_prose(candidate).is_none_or(|named| named > mention)
    }

    fn first_in_prose(&self, actor: &Actor) -> Option<usize> {
        let prose = |m: &usize| !self.is_in_heading(*m) && self.scene.mentions[*m].pronoun().is_none();
        actor.mentions.iter().copied().find(prose)
    }

    fn wanted(&self, description: usize) -> Option<Wanted> {
        let words = self.scene.words;
        let head = self.scene.mentions[description].tokens.end - 1;
        let noun = |nouns: &[&str]| words.reads_any(head, nouns);
        let roots = self.content_roots(description);
        Some(Wanted {
            head: words.text(head).rsplit('-').next().map(trade)?,
            people: self.scene.mentions[description].kind != MentionKind::Body,
            sits: noun(&MEMBERS),
            generic: (noun(&BODIES) || noun(&PANELS)) && roots.len() > 1,
            joined: noun(&BODIES),
            full: !self.is_in_heading(description) && self.scene.mentions[description].definite,
            roots: (!roots.is_empty()).then_some(roots)?,
        })
    }

    /// How many of the wanted words the names and descriptions of an actor in running text hold; weighed; none if
    /// neither head noun nor enough else is among them.
    fn shared_words(&self, candidate: &Actor, wanted: &Wanted) -> Option<usize> {
        const MENTIONS: usize = 12;
        let words = self.scene.words;
        let mut held = Vec::new();
        let (mut parliament, mut institution, mut other_sort, mut state) = (false, false, false, false);
        for &m in candidate.mentions.iter().take(MENTIONS) {
            let mention = &self.scene.mentions[m];
            if mention.pronoun().is_none() && !self.is_in_heading(m) {
                parliament |= words.reads_any(mention.tokens.end - 1, &PARLIAMENTS);
                let range = mention.tokens.clone();
                institution |= words.is(range.end - 1, Traits::INSTITUTION | Traits::ORGANISATION);
                let others: &[&str] = if wanted.joined { &PANELS } else { &BODIES };
                other_sort |= range.clone().any(|i| words.reads_any(i, others));
                state |= range.into_iter().any(|i| words.reads_any(i, &STATE));
                held.extend(self.content_roots(m));
            }
        }
        let head = held.contains(&wanted.head);
        let shared = wanted.roots.iter().filter(|&word| *word != wanted.head && held.contains(word)).count();
        // "commuters' group" for "an association of commuters"
        let fits = head || wanted.sits && parliament || wanted.generic && shared > 0 && !other_sort;
        let state = state && wanted.people && !wanted.sits;
        let enough = !state && (!wanted.full || shared > 0 && (head || wanted.generic));
        let noun = if wanted.generic { 1 } else { 5 };
        let sure = usize::from(candidate.named > 0) + usize::from(institution);
        (fits && enough).then_some(3 * shared + noun * usize::from(head) + sure)
    }

    /// "A rights group said" in the lead, "the Coalition for Humane Detention found" after it: the first organisation
    /// that comes by name and speaks.
    pub(super) fn body_named_after(&self, actor: usize) -> Option<usize> {
        const FOLLOWS: usize = 3;
        let described = &self.actors[actor];
        let first = self.opening_description(described)?;
        let mention = &self.scene.mentions[first];
        let words = self.scene.words;
        if !self.is_source[first] || !words.reads_any(mention.tokens.end - 1, &BODIES) {
            return None;
        }
        let last = described
            .mentions
            .iter()
            .copied()
            .filter(|&m| self.is_opening(self.scene.mentions[m].sentence))
            .max()?;
        let after = self.scene.mentions[last].sentence;
        let named = (last + 1..self.scene.mentions.len())
            .take_while(|&m| self.scene.mentions[m].sentence <= after + FOLLOWS)
            .find(|&m| {
                let name = &self.scene.mentions[m];
                name.kind == MentionKind::Organisation
                    && name.sentence > after
                    && self.of[m].is_some_and(|a| self.actors[a].mentions.first() == Some(&m))
            })?;
        let name = &self.scene.mentions[named].name;
        let other = name.clone().any(|i| words.reads_any(i, &STATE) || words.reads_any(i, &PANELS));
        let speaks = self.is_source[named] && name.len() > 1 && !other;
        let pointed_at = self.points_back_from(described);
        let fits = |a: usize| {
            self.actors[a].may_be_of(described.country)
                && !pointed_at.is_some_and(|before| self.is_named_after(&self.actors[a], before))
        };
        self.of[named].filter(|&a| speaks && fits(a))
    }

    /// True for a mention in a headline, summary point or subheading.
    pub(super) fn is_in_heading(&self, mention: usize) -> bool {
        self.scene.words.stands_in_heading(self.scene.mentions[mention].tokens.start)
    }

    /// The roots of the words of a mention that tell what it is: no articles, numbers, countries.
    fn content_roots(&self, index: usize) -> Vec<u64> {
        let words = self.scene.words;
        let plain =
            Traits::OPENER | Traits::DEMONYM | Traits::COUNTRY | Traits::PREPOSITION | Traits::QUANTIFIER;
        let mention = &self.scene.mentions[index];
        let start = self.scene.start_with_possessors(index);
        let end = if mention.is_named() { mention.tokens.end } else { self.scene.description(index).end };
        (start..end)
            .filter(|&i| {
                !words.is(i, plain)
                    && matches!(words.shape(i), Shape::Lower | Shape::Capital | Shape::Capitals)
            })
            .flat_map(|i| words.text(i).split('-'))
            .filter(|part| part.len() > 2)
            .map(trade)
            .collect()
    }
}
