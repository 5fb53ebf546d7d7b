//! Who turns out to be the same once the whole text is known: a role of the headline and the name that bears it
//! later, "the government" and the country whose it is.

use super::roster::Roster;
use super::title::{modifiers, same_role};
use super::{Actor, ActorKind};
use crate::lexicon::{Country, Lexicon, PhraseKind, Traits, hash_of};
use crate::mention::{Gender, MentionKind, Pronoun};
use crate::text::{RemovedReason, SentenceKind};

/// Within so many sentences after a role that opens the text its name follows.
const NAME_FOLLOWS: usize = 5;
/// Sentences of running text in which a role may stand before its name.
const LEAD: usize = 2;
/// Nouns for the government of a country.
const GOVERNMENT: [&str; 8] =
    ["government", "authorities", "administration", "cabinet", "palace", "country", "nation", "state"];

impl Roster<'_, '_, '_> {
    /// Merges what only shows once all names are known, and numbers anew who is left.
    pub(super) fn unite(&mut self) {
        let mut became: Vec<usize> = (0..self.actors.len()).collect();
        let mut spoken: Vec<usize> = self.actors.iter().map(|actor| self.sources_of(actor)).collect();
        // A description of the lead finds its name before one of the headline finds either.
        let heading = |actor: &Actor| actor.mentions.first().is_some_and(|&m| self.is_in_heading(m));
        let (above, below): (Vec<usize>, Vec<usize>) =
            (0..self.actors.len()).partition(|&actor| heading(&self.actors[actor]));
        for actor in below.into_iter().chain(above) {
            let named = match self.actors[actor].kind {
                ActorKind::Unnamed => self
                    .compatriot_meant(actor)
                    .or_else(|| self.named_later(actor))
                    .or_else(|| self.firm_ahead(actor)),
                ActorKind::Organisation => self
                    .government_meant(actor, &spoken)
                    .or_else(|| self.firm_meant(actor))
                    .or_else(|| self.whole_of(actor))
                    .or_else(|| self.meant_in_opening(actor))
                    .or_else(|| self.firm_ahead(actor))
                    .or_else(|| self.body_named_after(actor)),
                ActorKind::Group => self
                    .whole_of(actor)
                    .or_else(|| self.compatriot_meant(actor))
                    .or_else(|| self.body_of(actor))
                    .or_else(|| self.meant_in_opening(actor)),
                _ => None,
            };
            let named = named.map(|named| last(&became, named));
            if let Some(named) = named.filter(|&named| named != actor) {
                self.merge(actor, named);
                became[actor] = named;
                spoken[named] += std::mem::take(&mut spoken[actor]);
            }
        }
        self.seat_authorities();
        self.number_anew(&became);
    }

    /// Whoever became somebody else leaves no nameless place behind, and who belonged to them belongs to whom they
    /// became.
    fn number_anew(&mut self, became: &[usize]) {
        let mut left = 0..;
        let stays = |actor: &Actor| !actor.mentions.is_empty() || actor.kind == ActorKind::Author;
        let numbers: Vec<Option<usize>> =
            self.actors.iter().map(|actor| stays(actor).then(|| left.next()).flatten()).collect();
        let number = |actor: usize| numbers[last(became, actor)];
        for of in &mut self.of {
            *of = of.and_then(number);
        }
        self.by_country =
            self.by_country.drain().filter_map(|(c, actor)| Some((c, number(actor)?))).collect();
        let all = std::mem::take(&mut self.actors);
        self.actors =
            all.into_iter().zip(&numbers).filter_map(|(actor, number)| number.map(|_| actor)).collect();
        for own in 0..self.actors.len() {
            for other in std::mem::take(&mut self.actors[own].affiliations) {
                if let Some(other) = number(other) {
                    self.link(own, other);
                }
            }
        }
    }

    /// How many mentions of an actor are the source of a cue.
    fn sources_of(&self, actor: &Actor) -> usize {
        actor.mentions.iter().filter(|&&m| self.is_source[m]).count()
    }

    fn merge(&mut self, gone: usize, kept: usize) {
        let gone = std::mem::replace(&mut self.actors[gone], Actor::new(ActorKind::Unnamed, Gender::Open));
        for &m in &gone.mentions {
            self.of[m] = Some(kept);
        }
        let known = std::mem::take(&mut self.actors[kept].affiliations);
        self.actors[kept].absorb(gone);
        let all = std::mem::take(&mut self.actors[kept].affiliations);
        for other in known.into_iter().chain(all) {
            self.link(kept, other);
        }
    }

    /// "China's ambassador" before "Ambassador Chen Xu": one person, if no other has the role; a role that opens
    /// the text and the first name that speaks after it.
    fn named_later(&self, unnamed: usize) -> Option<usize> {
        let &first = self.actors[unnamed].mentions.first()?;
        let mention = &self.scene.mentions[first];
        let words = self.scene.words;
        if mention.kind != MentionKind::Role || mention.plural {
            return None;
        }
        let noun = words.hash(mention.tokens.end - 1);
        if words.reads_any(mention.tokens.start, &["a", "an", "some", "another", "one"]) {
            let lead =
                words.reads_any(mention.tokens.start, &["a", "an"]) && self.is_opening(mention.sentence);
            return lead
                .then(|| self.only_titled(&[noun], unnamed).or_else(|| self.name_after(unnamed, first)))
                .flatten();
        }
        self.only_titled(&[noun], unnamed)
            .or_else(|| {
                self.is_opening(mention.sentence).then(|| self.only_titled_alike(noun, unnamed)).flatten()
            })
            .or_else(|| self.is_opening(mention.sentence).then(|| self.name_after(unnamed, first)).flatten())
    }

    /// True for headlines and the first sentences.
    pub(super) fn is_opening(&self, sentence: usize) -> bool {
        let sentences = &self.scene.words.document.sentences;
        let before = &sentences[..sentence.min(sentences.len())];
        before.len() < 12 && before.iter().filter(|s| s.kind == SentenceKind::Prose).count() < LEAD
    }

    fn only_titled_alike(&self, noun: u64, unnamed: usize) -> Option<usize> {
        let nouns: Vec<u64> = same_role(noun).collect();
        self.only_titled(&nouns, unnamed)
    }

    /// The only named person with one of the roles, among those whose country does not speak against it.
    fn only_titled(&self, nouns: &[u64], unnamed: usize) -> Option<usize> {
        let role = &self.actors[unnamed];
        let mention = &self.scene.mentions[*role.mentions.first()?];
        let modifiers = modifiers(self.scene, mention, mention.tokens.end - 1);
        let mut only = None;
        for described in nouns.iter().flat_map(|&noun| self.roles.of(noun)) {
            let known = &self.actors[described.actor];
            let fits =
                known.kind == ActorKind::Person && may_be_one(known, role) && described.agrees(&modifiers);
            if fits && only.is_some_and(|other| other != described.actor) {
                return None;
            }
            only = if fits { Some(described.actor) } else { only };
        }
        only
    }

    /// "Togo's spokeswoman said …" in the lead, "Afi Mensah said …" after it: the first full name that comes
    /// without a description of its own and speaks.
    fn name_after(&self, unnamed: usize, first: usize) -> Option<usize> {
        let role = &self.scene.mentions[first];
        if !self.is_source[first] || role.quoted {
            return None;
        }
        let person = (first + 1..self.scene.mentions.len())
            .take_while(|&m| self.scene.mentions[m].sentence <= role.sentence + NAME_FOLLOWS)
            .find(|&m| {
                let mention = &self.scene.mentions[m];
                mention.kind == MentionKind::Person && mention.name.len() > 1 && !mention.quoted
            })?;
        let mention = &self.scene.mentions[person];
        let actor = self.of[person]?;
        let known = &self.actors[actor];
        let bare = mention.name.start == mention.tokens.start
            && mention.possessor.is_none()
            && known.mentions.first() == Some(&person)
            && mention.sentence > role.sentence
            && known.mentions.iter().all(|&m| self.scene.mentions[m].kind != MentionKind::Role);
        let followed = self.scene.words.is_comma(mention.tokens.end)
            && !self.scene.words.is(mention.tokens.end + 1, Traits::RELATIVE);
        (bare && !followed && self.is_source[person] && may_be_one(known, &self.actors[unnamed]))
            .then_some(actor)
    }

    /// The country that "the government" or "her government" speaks for; `spoken` has the number of sources of each
    /// actor.
    fn government_meant(&self, actor: usize, spoken: &[usize]) -> Option<usize> {
        let &first = self.actors[actor].mentions.first()?;
        let mention = &self.scene.mentions[first];
        let words = self.scene.words;
        if mention.kind != MentionKind::Body || !words.reads_any(mention.tokens.end - 1, &GOVERNMENT) {
            return None;
        }
        let whose = mention.possessor.map(|p| (self.scene.mentions[p].pronoun(), self.of[p]));
        match whose {
            Some((Some(Pronoun::He | Pronoun::She | Pronoun::It | Pronoun::They), owner)) => {
                let owner = &self.actors[owner?];
                owner.country.and_then(|country| self.by_country.get(&country).copied()).or_else(|| {
                    owner.affiliations.iter().copied().find(|&a| self.actors[a].kind == ActorKind::Government)
                })
            }
            Some(_) => None,
            None => {
                let plain = modifiers(self.scene, mention, mention.tokens.end - 1).is_empty();
                let of = words.reads(mention.tokens.end, "of");
                (plain && !of)
                    .then(|| self.home_government().or_else(|| self.main_government(spoken)))
                    .flatten()
            }
        }
    }

    /// The country that the dateline lies in, if the text speaks of it.
    fn home_government(&self) -> Option<usize> {
        let words = self.scene.words;
        let dateline = words.document.removed.iter().find(|r| r.reason == RemovedReason::Dateline)?;
        let country = place_of_dateline(words.lexicon, dateline.span.of(words.document.text))?;
        let home = self.by_country.get(&country).copied()?;
        // "a delegate in Lima" is no word of Peru's government.
        let more_than_place = self.actors[home]
            .mentions
            .iter()
            .any(|&m| !self.scene.is_located(m) && !self.scene.mentions[m].quoted);
        more_than_place.then_some(home)
    }

    /// The country that the text names more often than any other.
    fn main_government(&self, spoken: &[usize]) -> Option<usize> {
        let count = |&actor: &usize| (2 * spoken[actor] + self.actors[actor].mentions.len(), actor);
        let mut counts: Vec<(usize, usize)> = self.by_country.values().map(count).collect();
        counts.sort_unstable();
        let &(most, actor) = counts.last()?;
        let tie = counts.len() > 1 && counts[counts.len() - 2].0 == most;
        (!tie).then_some(actor)
    }
}

/// Whom an actor has become in the end.
fn last(became: &[usize], mut actor: usize) -> usize {
    while became[actor] != actor {
        actor = became[actor];
    }
    actor
}

fn may_be_one(a: &Actor, b: &Actor) -> bool {
    a.gender.agrees(b.gender) && a.may_be_of(b.country)
}

/// The only country that the place of a dateline names or is the capital of.
fn place_of_dateline(lexicon: &Lexicon, dateline: &str) -> Option<Country> {
    let place = dateline.split(['(', '—', '–']).next().unwrap_or_default();
    let names: Vec<&str> =
        place.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut only = None;
    for (at, name) in names.iter().enumerate() {
        let hash = hash_of(name);
        let word = lexicon.word(hash);
        let single = word.country.filter(|_| word.is(Traits::COUNTRY | Traits::CAPITAL));
        let several = lexicon.phrases(hash).iter().find_map(|phrase| {
            let mut rest = phrase.rest().enumerate();
            let fits = rest
                .all(|(n, part)| names.get(at + 1 + n).is_some_and(|name| part.eq_ignore_ascii_case(name)));
            match phrase.kind {
                PhraseKind::Country(country) | PhraseKind::Capital(country) if fits => Some(country),
                _ => None,
            }
        });
        let Some(country) = several.or(single) else { continue };
        if only.is_some_and(|known| known != country) {
            return None;
        }
        only = Some(country);
    }
    only
}
