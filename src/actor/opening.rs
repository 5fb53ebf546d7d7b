//! Whom the opening of a text means: "nurses warn" in a headline and the "Provincial Nurses' Union" of the text,
//! "a rights group" of the lead and its name after it, a town and its council.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use super::roster::Roster;
use super::{Actor, ActorKind};
use crate::lexicon::remembered::Remembered;
use crate::lexicon::stem::stem;
use crate::lexicon::{Traits, hash_of};
use crate::mention::{Mention, MentionKind, Pronoun, Shape};
use crate::text::SentenceKind;

/// Nouns for those who sit in a parliament, and for parliaments.
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
/// Nouns for those who rule a town or region.
const AUTHORITY: [&str; 12] = [
    "government",
    "parliament",
    "council",
    "committee",
    "assembly",
    "senate",
    "legislature",
    "authorities",
    "cabinet",
    "city",
    "province",
    "municipality",
];
/// Words that news use in turn for those of one trade or station; the first one stands for all.
const TRADES: [&[&str]; 18] = [
    &["pensioner", "retiree", "retired", "senior", "elderly"],
    &["fisherman", "fishermen", "fisher", "fishing", "fisheries", "trawler", "trawlermen"],
    &["teacher", "teaching", "educator"],
    &["doctor", "physician", "medic", "medical"],
    &["banker", "lender", "bank", "banking"],
    &["landlord", "letting", "landlady"],
    &["docker", "dock", "longshoremen", "stevedore"],
    &["grower", "farmer", "planter", "farming"],
    &["manufacturer", "factory", "manufacturing", "industry", "industrial", "industrialist"],
    &["shopkeeper", "trader", "merchant", "retailer", "shop"],
    &["trucker", "haulier", "haulage", "trucking"],
    &["miner", "mining", "mineworker"],
    &["journalist", "reporter", "press", "editor"],
    &["lawyer", "attorney", "advocate", "bar"],
    &["landowner", "landholder"],
    &["hotel", "hotelier", "hospitality"],
    &["tenant", "renter"],
    &["villager", "village"],
];
/// What stands for a word of each trade.
static TRADE_OF: LazyLock<HashMap<u64, u64, FixedState>> = LazyLock::new(|| {
    let words = TRADES.iter().flat_map(|group| group.iter().map(|word| (root(word), root(group[0]))));
    words.collect()
});

/// The hash by which words of descriptions are compared: that of the stem without the ending of those who do something,
/// so that hikers go with a hiking club.
fn root(lower: &str) -> u64 {
    // An employee is no employer, an officer no office, a trader no trade.
    let apart = lower.trim_end_matches('s');
    if apart.ends_with("ee") || matches!(apart, "officer" | "worker") {
        return hash_of(apart);
    }
    let stem = stem(lower);
    let bare = stem.strip_suffix("er").or_else(|| stem.strip_suffix("or")).filter(|bare| bare.len() > 2);
    let bare = bare.unwrap_or(&stem);
    hash_of(bare.strip_suffix('e').unwrap_or(bare))
}

/// The same, one for all words of a trade; roots are remembered.
fn trade(hash: u64, word: &str) -> u64 {
    thread_local! {
        static ROOTS: Remembered = const { Remembered::new() };
    }
    let compute = || {
        let root = root(&word.to_lowercase());
        TRADE_OF.get(&root).copied().unwrap_or(root)
    };
    ROOTS.with(|roots| roots.get(hash, compute))
}

/// The trade of a word, or of what stands behind its last hyphen.
fn trade_of_last(word: &str) -> u64 {
    let last = word.rsplit('-').next().unwrap_or(word);
    trade(hash_of(last), last)
}

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
        let mut best: Option<(usize, usize)> = None;
        let mut tie = false;
        for (index, candidate) in self.actors.iter().enumerate().filter(|(index, _)| *index != actor) {
            let people = candidate.kind == ActorKind::Group;
            let sort = candidate.kind == ActorKind::Organisation
                || people && (described.kind == ActorKind::Group || !wanted.generic);
            if !sort || !candidate.may_be_of(described.country) {
                continue;
            }
            if self.points_back_before(described, candidate) {
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

    /// True if running text points at somebody described ("the army") before a name of the candidate stands there:
    /// whoever is named later is another one.
    fn points_back_before(&self, described: &Actor, candidate: &Actor) -> bool {
        let prose = |m: &usize| !self.is_in_heading(*m) && self.scene.mentions[*m].pronoun().is_none();
        let Some(first) = described.mentions.iter().copied().find(prose) else { return false };
        let mention = &self.scene.mentions[first];
        // "the agency that manages the reserve" introduces it.
        let introduces = self.scene.words.is(mention.tokens.end, Traits::RELATIVE);
        let points = mention.definite && mention.possessor.is_none() && !introduces;
        points && candidate.mentions.iter().copied().find(prose).is_none_or(|named| named > first)
    }

    fn wanted(&self, description: usize) -> Option<Wanted> {
        let words = self.scene.words;
        let head = self.scene.mentions[description].tokens.end - 1;
        let noun = |nouns: &[&str]| words.reads_any(head, nouns);
        let roots = self.content_roots(description);
        Some(Wanted {
            head: trade_of_last(words.text(head)),
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
        const LOOKED_AT: usize = 12;
        let words = self.scene.words;
        let mut held = Vec::new();
        let (mut parliament, mut institution, mut other_sort, mut state) = (false, false, false, false);
        for &m in candidate.mentions.iter().take(LOOKED_AT) {
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
        let fits = |a: usize| {
            self.actors[a].may_be_of(described.country)
                && !self.points_back_before(described, &self.actors[a])
        };
        self.of[named].filter(|&a| speaks && fits(a))
    }

    /// "Da Nang votes to bar motorbikes": what a town or region does in a headline is the doing of its council.
    pub(super) fn authority_of(&self, place: usize) -> Option<usize> {
        let name = &self.scene.mentions[*self.actors[place].mentions.first()?].name;
        let hashes: Vec<u64> = name.clone().map(|i| self.scene.words.hash(i)).collect();
        let mut only = None;
        for (index, body) in self.actors.iter().enumerate().filter(|(index, _)| *index != place) {
            let rules = |&m: &usize| {
                let mention = &self.scene.mentions[m];
                let words = self.scene.words;
                let range = self.scene.start_with_possessors(m)..self.scene.description(m).end;
                mention.pronoun().is_none()
                    && mention.tokens.clone().any(|i| words.reads_any(i, &AUTHORITY))
                    // "Manchester City" is a club.
                    && !(mention.is_named() && words.reads_any(mention.tokens.end - 1, &["city"]))
                    && range
                        .clone()
                        .any(|at| hashes.iter().enumerate().all(|(n, &h)| words.hash(at + n) == h))
            };
            if body.kind != ActorKind::Organisation || !body.mentions.iter().any(rules) {
                continue;
            }
            if only.is_some() {
                return None;
            }
            only = Some(index);
        }
        only
    }

    /// True for what the text shows to be a place: it says where something is, or belongs to no person or body.
    pub(super) fn is_place(&self, actor: usize) -> bool {
        let known = &self.actors[actor];
        let of = |&m: &usize| {
            let start = self.scene.mentions[m].tokens.start;
            start > 0 && self.scene.words.reads_any(start - 1, &["of"])
        };
        known.kind == ActorKind::Government
            || known.mentions.iter().any(|m| self.scene.is_located(*m) || of(m))
    }

    /// The mentions by which a place acts in headlines.
    pub(super) fn acts_in_headlines(&self, place: usize) -> Vec<usize> {
        let acts = |&m: &usize| {
            self.is_source[m] && self.is_in_heading(m) && self.is_opening(self.scene.mentions[m].sentence)
        };
        self.actors[place].mentions.iter().copied().filter(acts).collect()
    }

    /// True for a mention in a headline, summary point or subheading.
    pub(super) fn is_in_heading(&self, mention: usize) -> bool {
        let sentence = self.scene.mentions[mention].sentence;
        self.scene.words.document.sentences[sentence].kind != SentenceKind::Prose
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
            .map(|part| trade(hash_of(part), part))
            .collect()
    }
}
