//! Which organisation a description means: "the company" after its name, "its board", "leaders of the union".

use super::ActorKind;
use super::roster::Roster;
use super::title::modifiers;
use crate::lexicon::{Country, Traits};
use crate::mention::{MentionKind, Pronoun, Shape};

/// Nouns for a part that speaks for the whole.
const PARTS: [&str; 9] = [
    "board",
    "executive",
    "leadership",
    "management",
    "delegates",
    "secretariat",
    "presidium",
    "directors",
    "lawyers",
];
/// Nouns for those who make up a body.
const SEATS: [&str; 6] = ["leaders", "members", "directors", "managers", "executives", "organisers"];
/// Nouns for a firm.
const FIRM: [&str; 19] = [
    "company",
    "employer",
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

impl Roster<'_, '_, '_> {
    /// "Its board", "its delegates": a part that speaks for the whole organisation.
    pub(super) fn whole_of(&self, actor: usize) -> Option<usize> {
        let &first = self.actors[actor].mentions.first()?;
        let mention = &self.scene.mentions[first];
        let owner = mention
            .possessor
            .filter(|&p| matches!(self.scene.mentions[p].pronoun(), Some(Pronoun::It | Pronoun::They)))?;
        let whole = self.of[owner].filter(|&w| self.actors[w].kind == ActorKind::Organisation)?;
        self.scene.words.reads_any(mention.tokens.end - 1, &PARTS).then_some(whole)
    }

    /// "The Norwegian", "the 54-year-old": the person who was the subject or spoke last.
    pub(super) fn compatriot_meant(&self, actor: usize) -> Option<usize> {
        const BACK: usize = 3;
        let &first = self.actors[actor].mentions.first()?;
        let mention = &self.scene.mentions[first];
        let words = self.scene.words;
        let noun = mention.tokens.end - 1;
        let compatriot = words.is(noun, Traits::DEMONYM)
            && words.text(noun).ends_with("an")
            && mention.tokens.len() == 2
            && words.reads_any(mention.tokens.start, &["the"]);
        // The number and the hyphen are tokens of their own, and no part of the mention.
        let aged = words.reads(noun, "year-old")
            && mention.tokens.len() == 1
            && noun > 2
            && words.reads_any(noun - 3, &["the"]);
        if !compatriot && !aged {
            return None;
        }
        let before = (0..first)
            .rev()
            .take(MENTIONS_BACK)
            .take_while(|&m| self.scene.mentions[m].sentence + BACK >= mention.sentence);
        before.filter(|&m| !self.scene.is_governed(m) && !self.scene.mentions[m].quoted).find_map(|m| {
            let known = self.of[m].filter(|&a| a != actor)?;
            let person = &self.actors[known];
            let fits = person.kind == ActorKind::Person
                && (person.proven || person.full > 0)
                && person.may_be_of(mention.country)
                && !self.scene.mentions[m].possessive;
            fits.then_some(known)
        })
    }

    /// "Leaders of the Dockers' Union", "judges of the Court of Appeal": those who are the body.
    pub(super) fn body_of(&self, actor: usize) -> Option<usize> {
        let &first = self.actors[actor].mentions.first()?;
        let mention = &self.scene.mentions[first];
        let words = self.scene.words;
        let head = mention.tokens.end - 1;
        let some = words.is(mention.tokens.start, Traits::QUANTIFIER)
            || words.shape(mention.tokens.start) == Shape::Number;
        let bench = words.reads_any(head, &["judges", "justices"]);
        let plain = (mention.tokens.start..head).all(|i| words.is(i, Traits::OPENER));
        if !bench && (some || !plain || !words.reads_any(head, &SEATS)) || !words.reads(head + 1, "of") {
            return None;
        }
        let body = self.scene.mention_from(head + 2).map(|m| self.scene.possessed(m))?;
        let named = self.scene.mentions[body].kind == MentionKind::Organisation;
        self.of[body].filter(|&b| named && self.actors[b].kind == ActorKind::Organisation)
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
            let firm = named.is_named()
                && named.within.is_none()
                && words.shape(named.name.end - 1) != Shape::Capitals
                && self.is_from(known, mention.country)
                && self.may_be_firm(m);
            firm.then_some(known)
        })
    }

    /// "The Norwegian company" is one that the text gives to Norway; a company of no country named is any.
    fn is_from(&self, actor: usize, country: Option<Country>) -> bool {
        let actor = &self.actors[actor];
        let linked = || actor.affiliations.iter().any(|&other| self.actors[other].country == country);
        country.is_none() || actor.country == country || linked()
    }

    /// True for the name of an organisation that is no ministry, union or paper.
    fn may_be_firm(&self, mention: usize) -> bool {
        let words = self.scene.words;
        let name = &self.scene.mentions[mention].name;
        let last = name.end - 1;
        let institution = words.is(last, Traits::INSTITUTION | Traits::ORGANISATION)
            && !words.is(last, Traits::COMPANY | Traits::TRADE)
            || words.is(name.start, Traits::INSTITUTION) && words.reads(name.start + 1, "of");
        let actor = self.of[mention].is_some_and(|a| self.actors[a].kind == ActorKind::Organisation);
        actor && !institution && !self.scene.is_medium(mention)
    }

    /// "Miner freezes plant" in the headline: the only firm that speaks in the text.
    pub(super) fn firm_ahead(&self, actor: usize) -> Option<usize> {
        /// Those who may as well be people: "Miner sues over lung disease".
        const PEOPLE: [&str; 6] = ["miner", "contractor", "builder", "producer", "publisher", "maker"];
        let &first = self.actors[actor].mentions.first()?;
        let mention = &self.scene.mentions[first];
        let words = self.scene.words;
        let noun = mention.tokens.end - 1;
        if !self.is_in_heading(first)
            || !self.is_opening(mention.sentence)
            || mention.possessor.is_some()
            || !words.reads_any(noun, &FIRM)
            || self.actors[actor].kind == ActorKind::Unnamed && words.reads_any(noun, &PEOPLE)
        {
            return None;
        }
        let mut only = None;
        for (index, firm) in self.others(actor) {
            let named = firm.mentions.iter().copied().find(|&m| self.scene.mentions[m].is_named());
            let speaks = firm.mentions.iter().any(|&m| self.is_source[m]);
            if !speaks || !named.is_some_and(|m| self.may_be_firm(m)) {
                continue;
            }
            if only.is_some() {
                return None;
            }
            only = Some(index);
        }
        only
    }
}
