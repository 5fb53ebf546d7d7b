//! Who is who: mentions of the same person, organisation or country become one actor.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::FixedState;

use super::cue::Cue;
use super::scene::Scene;
use super::title::{Described, Roles, modifiers, same_role};
use super::{Actor, ActorKind, Rule};
use crate::lexicon::{Country, Traits, hash_of};
use crate::mention::{Gender, Mention, MentionKind, Shape};

/// How many mentions back whoever spoke in the sentence before may stand.
const MENTIONS_BACK: usize = 80;

type Index = HashMap<u64, Vec<usize>, FixedState>;

/// Actors and the actor of each mention.
pub(super) struct Roster<'s, 'a, 'd> {
    pub(super) scene: &'s Scene<'a, 'd>,
    pub actors: Vec<Actor>,
    /// The actor of each mention.
    pub of: Vec<Option<usize>>,
    /// Which mentions are the source of a cue.
    pub(super) is_source: &'s [bool],
    /// By the hash of all tokens of a name.
    by_name: Index,
    /// By the last token of a name.
    by_surname: Index,
    /// By any other token of a name.
    by_part: Index,
    /// By initials of an organisation, or by an acronym given in brackets.
    by_acronym: Index,
    /// By role or title.
    pub(super) roles: Roles,
    pub(super) by_country: HashMap<Country, usize, FixedState>,
    /// "Brussels" stands for the European Union where the text speaks of it.
    has_union: bool,
}

impl<'s, 'a, 'd> Roster<'s, 'a, 'd> {
    /// Merges the names, then the descriptions that are a source or meant by a pronoun.
    pub fn new(scene: &'s Scene<'a, 'd>, is_source: &'s [bool], meant: &[bool]) -> Self {
        let index = || HashMap::with_hasher(FixedState::with_seed(0));
        let words = scene.words;
        let has_union = (0..words.len()).any(|i| {
            words.is_capital(i) && words.reads_any(i, &["EU", "Commission"])
                || words.reads(i, "European") && words.reads(i + 1, "Union")
        });
        let mut roster = Self {
            scene,
            actors: Vec::new(),
            of: vec![None; scene.mentions.len()],
            is_source,
            by_name: index(),
            by_surname: index(),
            by_part: index(),
            by_acronym: index(),
            roles: Roles::new(),
            by_country: HashMap::with_hasher(FixedState::with_seed(0)),
            has_union,
        };
        for (i, mention) in scene.mentions.iter().enumerate() {
            let actor = match mention.kind {
                MentionKind::Pronoun(_) => None,
                _ if mention.is_named() => Some(roster.named(mention)),
                _ => roster.described(i, is_source[i] || meant[i]),
            };
            if let Some(actor) = actor {
                roster.join(i, actor);
            }
        }
        roster
    }

    fn tokens(&self, range: Range<usize>) -> impl DoubleEndedIterator<Item = usize> {
        let words = self.scene.words;
        range.filter(move |&i| words.shape(i) != Shape::Mark && !words.is(i, Traits::SUFFIX))
    }

    fn key(&self, range: Range<usize>) -> u64 {
        // Names are few words long; the rotation keeps their order.
        self.tokens(range).fold(0_u64, |key, i| key.rotate_left(17) ^ self.scene.words.hash(i))
    }

    fn join(&mut self, mention: usize, actor: usize) {
        let given = &self.scene.mentions[mention];
        self.of[mention] = Some(actor);
        let joined = &mut self.actors[actor];
        joined.mentions.push(mention);
        joined.named += usize::from(given.is_named());
        joined.gender = joined.gender.or(given.gender);
        let country = match given.kind {
            MentionKind::Role | MentionKind::Person => self.scene.country_of(given),
            _ => given.country,
        };
        joined.country = joined.country.or(country);
        joined.proven |= self.scene.shows_person(given);
        self.note_roles(mention, actor);
    }

    fn open(&mut self, kind: ActorKind, mention: &Mention) -> usize {
        self.actors.push(Actor::new(kind, mention.gender));
        let actor = self.actors.len() - 1;
        let key = self.key(mention.name.clone());
        self.by_name.entry(key).or_default().push(actor);
        actor
    }

    fn person(&mut self, mention: &Mention) -> usize {
        let parts: Vec<u64> = self.tokens(mention.name.clone()).map(|i| self.scene.words.hash(i)).collect();
        let Some((&last, given)) = parts.split_last() else { return self.open(ActorKind::Person, mention) };
        if let Some(actor) = self.known_person(mention, last, given) {
            if !given.is_empty() {
                self.note_parts(actor, last, given);
                let key = self.key(mention.name.clone());
                self.by_name.entry(key).or_default().push(actor);
                self.actors[actor].kind = ActorKind::Person;
                self.actors[actor].full |= given.len();
            }
            return actor;
        }
        let actor = self.open(ActorKind::Person, mention);
        self.actors[actor].full = given.len();
        self.by_surname.entry(last).or_default().push(actor);
        self.note_parts(actor, last, given);
        actor
    }

    fn note_parts(&mut self, actor: usize, last: u64, given: &[u64]) {
        let surname = self.by_surname.entry(last).or_default();
        if !surname.contains(&actor) {
            surname.push(actor);
        }
        for &part in given {
            let known = self.by_part.entry(part).or_default();
            if !known.contains(&actor) {
                known.push(actor);
            }
        }
    }

    fn known_person(&self, mention: &Mention, last: u64, given: &[u64]) -> Option<usize> {
        // A surname alone tells no gender, even if it is a first name elsewhere.
        let gender = if mention.kind == MentionKind::Name { Gender::Open } else { mention.gender };
        let fits = |&actor: &usize| self.actors[actor].gender.agrees(gender);
        let latest =
            |index: &Index, key: u64| index.get(&key).and_then(|a| a.iter().rev().copied().find(|a| fits(a)));
        if let Some(actor) = latest(&self.by_name, self.key(mention.name.clone())) {
            return Some(actor);
        }
        if given.is_empty() {
            return latest(&self.by_surname, last)
                .or_else(|| latest(&self.by_part, last))
                .or_else(|| self.by_acronym.get(&last).and_then(|a| a.last().copied()));
        }
        // "Donald J. Trump" and "Donald Trump"; "Trump" before "Donald Trump".
        self.by_surname.get(&last)?.iter().rev().copied().find(|actor| {
            let known = &self.actors[*actor];
            let same_first = self.by_part.get(&given[0]).is_some_and(|a| a.contains(actor));
            fits(actor) && (same_first || known.full == 0 && known.kind == ActorKind::Person)
        })
    }

    fn organisation(&mut self, mention: &Mention) -> usize {
        let words = self.scene.words;
        let key = self.key(mention.name.clone());
        if let Some(&actor) = self.by_name.get(&key).and_then(|a| a.last()) {
            return actor;
        }
        let single = mention.name.len() == 1;
        let hash = hash_of(&words.text(mention.name.start).replace('.', ""));
        if single
            && words.shape(mention.name.start) == Shape::Capitals
            && let Some(actor) = self
                .in_brackets(mention)
                .or_else(|| self.by_acronym.get(&hash).and_then(|a| a.last().copied()))
        {
            self.by_acronym.entry(hash).or_default().push(actor);
            self.by_name.entry(key).or_default().push(actor);
            return actor;
        }
        let initials: String = self
            .tokens(mention.name.clone())
            .filter(|&i| words.is_capital(i))
            .filter_map(|i| words.text(i).chars().next())
            .collect();
        // "IMF" in the headline, its full name in the text; another full name is another body.
        let nameless = |actor: &usize| {
            self.actors[*actor].mentions.iter().all(|&m| self.scene.mentions[m].name.len() == 1)
        };
        let known = self.by_acronym.get(&hash_of(&initials)).and_then(|a| a.last().copied()).filter(nameless);
        if let Some(actor) = known.filter(|_| !single && initials.len() > 2) {
            self.by_name.entry(key).or_default().push(actor);
            return actor;
        }
        let actor = self.open(ActorKind::Organisation, mention);
        let acronym = if single { hash } else { hash_of(&initials) };
        self.by_acronym.entry(acronym).or_default().push(actor);
        actor
    }

    /// "(OHCHR)" right after the name it stands for.
    fn in_brackets(&self, mention: &Mention) -> Option<usize> {
        let words = self.scene.words;
        let open = mention.tokens.start.checked_sub(1)?;
        if !words.reads(open, "(") || !words.reads(mention.tokens.end, ")") {
            return None;
        }
        let before = self.scene.mention_at(open.checked_sub(1)?)?;
        let initial = words.text(mention.name.start).chars().next()?;
        let fits =
            self.tokens(self.scene.mentions[before].name.clone()).any(|i| words.text(i).starts_with(initial));
        self.of[before].filter(|_| fits)
    }

    fn place(&mut self, mention: &Mention) -> usize {
        // Paris may be a person whose full name was given.
        let last = self.scene.words.hash(mention.name.end - 1);
        if let Some(person) =
            self.by_surname.get(&last).and_then(|a| a.last()).filter(|&&a| self.actors[a].full > 0)
        {
            return *person;
        }
        let Some(mut country) = mention.country else { return self.open(ActorKind::Government, mention) };
        if country == Country::BE
            && self.has_union
            && !self.scene.words.reads_any(mention.name.start, &["Belgium"])
        {
            country = Country::EU;
        }
        if let Some(&actor) = self.by_country.get(&country) {
            return actor;
        }
        self.government(country, mention)
    }

    pub(super) fn government(&mut self, country: Country, mention: &Mention) -> usize {
        let actor = self.open(ActorKind::Government, mention);
        self.actors[actor].country = Some(country);
        self.by_country.insert(country, actor);
        actor
    }

    /// A role, group, body or document: somebody known, or somebody new if it is a source.
    fn described(&mut self, index: usize, is_source: bool) -> Option<usize> {
        let mention = &self.scene.mentions[index];
        let words = self.scene.words;
        let head = mention.tokens.end - 1;
        if matches!(mention.kind, MentionKind::Body | MentionKind::Group)
            && words.reads_any(head, &["government", "authorities", "palace", "presidency", "administration"])
        {
            let of = words.reads(head + 1, "of").then(|| self.scene.mention_from(head + 2)).flatten();
            let of = of.and_then(|m| self.scene.mentions[m].country);
            if let Some(country) = self.scene.country_of(mention).or(of) {
                let known = self.by_country.get(&country).copied();
                return known.or_else(|| is_source.then(|| self.government(country, mention)));
            }
        }
        if let Some(person) = self.apposed(index) {
            return Some(person);
        }
        let known = match self.known_description(mention, head) {
            // "minister" of the headline has no name yet.
            Some(known) if self.actors[known].kind == ActorKind::Person || !self.is_headline_role(known) => {
                Some(known)
            }
            known => self.described_next(index).or(known),
        };
        if known.is_some() || !is_source {
            return known;
        }
        let kind = match mention.kind {
            MentionKind::Role => ActorKind::Unnamed,
            MentionKind::Body => ActorKind::Organisation,
            MentionKind::Document => ActorKind::Document,
            _ => ActorKind::Group,
        };
        Some(self.open(kind, mention))
    }

    fn known_description(&self, mention: &Mention, head: usize) -> Option<usize> {
        let words = self.scene.words;
        let same = self.by_name.get(&self.key(mention.tokens.clone())).and_then(|a| a.last().copied());
        let pointing = mention.definite || mention.tokens.len() == 1 && mention.kind == MentionKind::Document;
        if !pointing && mention.possessor.is_none() {
            let bare = mention.tokens.len() == 1 && mention.plural;
            return same.filter(|_| bare);
        }
        let country = self.scene.country_of(mention);
        let modifiers = modifiers(self.scene, mention, head);
        let owner = mention.possessor.and_then(|p| self.of[p]);
        // "its manager": whose is not known yet, so only the same words tell that it is the same.
        let pronoun = mention.possessor.is_some_and(|p| self.scene.mentions[p].pronoun().is_some());
        if pronoun && mention.kind != MentionKind::Document {
            return same;
        }
        let fits = |described: &&Described| {
            let known = &self.actors[described.actor];
            // "Ruiz's sister" is not just any sister.
            let owners = owner.is_none_or(|owner| known.affiliations.contains(&owner))
                || country.is_some() && mention.kind == MentionKind::Role
                || known.kind == ActorKind::Document;
            known.may_be_of(country)
                && owners
                && described.agrees(&modifiers)
                && known.gender.agrees(mention.gender)
        };
        let noun = words.hash(head);
        let alike = mention.kind == MentionKind::Role
            && !mention.plural
            && !words.is(mention.tokens.end, Traits::PREPOSITION);
        let described = self.roles.of(noun).iter().rev().find(fits).or_else(|| {
            let others = same_role(noun).filter(|&other| alike && other != noun);
            others.filter_map(|other| self.roles.of(other).iter().rev().find(fits)).last()
        });
        described.map(|d| d.actor)
    }

    /// `Ana Ruiz, who runs the ports, said it was over. "Done," the minister added.`: who has no role so far and spoke in
    /// the sentence before.
    fn described_next(&self, index: usize) -> Option<usize> {
        let scene = self.scene;
        let role = &scene.mentions[index];
        let sentences = &scene.words.document.sentences;
        let bare =
            role.kind == MentionKind::Role && role.definite && role.possessor.is_none() && !role.plural;
        if !bare || role.tokens.len() != 2 || !self.is_source[index] {
            return None;
        }
        let before = role.sentence.checked_sub(1)?;
        if sentences[before].paragraph != sentences[role.sentence].paragraph {
            return None;
        }
        let speaker = (0..index)
            .rev()
            .take(MENTIONS_BACK)
            .take_while(|&m| scene.mentions[m].sentence >= before)
            .find(|&m| scene.mentions[m].sentence == before && self.is_source[m])?;
        let name = &scene.mentions[speaker];
        let actor = self.of[speaker]?;
        let person = &self.actors[actor];
        let plain = name.kind == MentionKind::Person
            && name.tokens == name.name
            && name.possessor.is_none()
            && person.full > 0
            && person.gender.agrees(role.gender)
            && person.mentions.iter().all(|&m| scene.mentions[m].kind != MentionKind::Role);
        plain.then_some(actor)
    }

    /// True for somebody who is spoken of in headlines only, so far.
    fn is_headline_role(&self, actor: usize) -> bool {
        self.actors[actor].mentions.iter().all(|&m| self.is_in_heading(m))
    }

    /// `the minister, Ana Ruiz,` and `Ana Ruiz, the minister,`: the actor of the name.
    fn apposed(&mut self, index: usize) -> Option<usize> {
        let scene = self.scene;
        let description = &scene.mentions[index];
        let actor = match scene.introduced(index) {
            Some(name) => Some(self.named(&scene.mentions[name])),
            None => scene.described_before(index).and_then(|name| self.of[name]),
        }?;
        if description.kind == MentionKind::Body && !self.actors[actor].proven {
            self.actors[actor].kind = ActorKind::Organisation;
        }
        Some(actor)
    }

    /// The actor of a mention that names somebody.
    fn named(&mut self, mention: &Mention) -> usize {
        match mention.kind {
            MentionKind::Organisation => self.organisation(mention),
            MentionKind::Place => self.place(mention),
            _ => self.person(mention),
        }
    }

    /// Titles and roles that a mention gives its actor.
    fn note_roles(&mut self, index: usize, actor: usize) {
        self.roles.note(self.scene, &self.scene.mentions[index], actor);
        self.link_affiliated(index, actor);
    }

    fn link_affiliated(&mut self, index: usize, actor: usize) {
        let mention = &self.scene.mentions[index];
        let body = matches!(mention.kind, MentionKind::Body | MentionKind::Organisation);
        let owner = mention.possessor.and_then(|p| self.of[p]);
        let linked: Vec<usize> = self.affiliated(index).collect();
        for other in linked {
            // "her government": she speaks for it, it does not speak for her.
            if body && owner == Some(other) && self.actors[other].is_human() {
                self.link(other, actor);
            } else {
                self.link(actor, other);
            }
        }
    }

    /// Actors that a mention links its own to: its possessor, the names inside it, what follows "of" and "for".
    fn affiliated(&self, index: usize) -> impl Iterator<Item = usize> {
        let mention = &self.scene.mentions[index];
        let words = self.scene.words;
        let owner = mention.possessor.and_then(|p| self.of[p]);
        let adjective = mention.country.and_then(|c| self.by_country.get(&c).copied());
        // "Peru's ambassador to the United Nations" speaks for Peru; "an adviser to the president" has nobody else.
        let sent = words.reads_any(mention.tokens.end, &["to"]) && owner.or(adjective).is_none();
        let after = (sent || words.reads_any(mention.tokens.end, &["of", "for", "from", "with", "at"]))
            .then(|| self.scene.mention_from(mention.tokens.end + 1))
            .flatten()
            .and_then(|m| self.of.get(m).copied().flatten());
        owner.into_iter().chain(adjective).chain(after)
    }

    /// Links that only show once all names are known, then names the actors.
    pub fn finish(&mut self) {
        self.unite();
        for index in 0..self.scene.mentions.len() {
            let mention = &self.scene.mentions[index];
            let outer = mention.within.and_then(|m| self.of[m]);
            if let (Some(outer), Some(inner)) = (outer, self.of[index]) {
                self.link(outer, inner);
            }
            if let Some(actor) = self.of[index] {
                self.link_affiliated(index, actor);
            }
        }
        for actor in &mut self.actors {
            actor.describe(self.scene);
        }
    }

    pub(super) fn link(&mut self, actor: usize, other: usize) {
        if actor != other && !self.actors[actor].affiliations.contains(&other) {
            self.actors[actor].affiliations.push(other);
        }
    }

    /// "in Hai Chau": a name that soon says where something is names nobody who could be "he".
    pub fn settle_places(&mut self) {
        const LOOKED_AT: usize = 4;
        let scene = self.scene;
        for actor in &mut self.actors {
            let unknown = actor.kind == ActorKind::Person && !actor.proven && actor.gender == Gender::Open;
            let place = |&m: &usize| {
                let start = scene.mentions[m].tokens.start;
                start > 0
                    && scene.words.reads_any(start - 1, &["in", "near", "across", "outside", "throughout"])
            };
            if unknown && actor.mentions.iter().take(LOOKED_AT).any(place) {
                actor.kind = ActorKind::Organisation;
            }
        }
    }

    /// Who tags quotations is a person, unless the name says otherwise.
    pub fn prove_speakers(&mut self, cues: &[Cue]) {
        for cue in cues.iter().filter(|c| c.spoken) {
            let Some(actor) = cue.source.and_then(|s| self.of[s]) else { continue };
            let tags = matches!(cue.rule, Rule::QuoteTag | Rule::Dash) || self.actors[actor].full > 0;
            if tags && self.actors[actor].kind == ActorKind::Person {
                self.actors[actor].proven = true;
            }
        }
    }

    /// Whoever writes the text.
    pub fn author(&mut self) -> usize {
        let known = self.actors.iter().position(|a| a.kind == ActorKind::Author);
        known.unwrap_or_else(|| {
            self.actors.push(Actor::new(ActorKind::Author, Gender::Open));
            self.actors.len() - 1
        })
    }

    /// A source that is named by a pronoun only.
    pub fn unresolved(&mut self, mention: &Mention) -> usize {
        let kind = if mention.plural { ActorKind::Group } else { ActorKind::Unnamed };
        self.actors.push(Actor::new(kind, mention.gender));
        self.actors.len() - 1
    }
}
