//! Who acts when a headline names a place: "Da Nang votes to bar motorbikes" is the doing of its council, "Brussels" that
//! of the Commission.

use std::ops::Range;

use super::ActorKind;
use super::roster::Roster;
use crate::lexicon::Country;

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

impl Roster<'_, '_, '_> {
    /// Gives what places do in headlines to those who rule them, and "Brussels" to the Commission, where the text names it.
    pub(super) fn seat_authorities(&mut self) {
        let bodies = self.ruling_bodies();
        for place in 0..self.actors.len() {
            let acts = self.acts_in_headlines(place);
            if acts.is_empty() || !self.is_nameless_place(place) {
                continue;
            }
            if let Some(body) = self.authority_of(place, &bodies) {
                self.hand_over(place, body, |m| acts.contains(&m));
            }
        }
        self.seat_commission();
    }

    fn seat_commission(&mut self) {
        let words = self.scene.words;
        let commission = self.actors.iter().position(|actor| {
            actor.mentions.iter().any(|&m| {
                let name = &self.scene.mentions[m].name;
                name.len() == 2
                    && words.reads(name.start, "European")
                    && words.reads(name.start + 1, "Commission")
            })
        });
        let union = self.by_country.get(&Country::EU).copied();
        if let (Some(commission), Some(union)) = (commission, union) {
            let scene = self.scene;
            self.actors[commission].country = Some(Country::EU);
            self.hand_over(union, commission, |m| {
                words.reads_any(scene.mentions[m].name.end - 1, &["Brussels", "Commission"])
            });
        }
    }

    /// Bodies that rule a place, with the words that may name it.
    fn ruling_bodies(&self) -> Vec<(usize, Range<usize>)> {
        let words = self.scene.words;
        let rules = |&m: &usize| {
            let mention = &self.scene.mentions[m];
            mention.pronoun().is_none()
                && mention.tokens.clone().any(|i| words.reads_any(i, &AUTHORITY))
                // "Manchester City" is a club.
                && !(mention.is_named() && words.reads_any(mention.tokens.end - 1, &["city"]))
        };
        let range = |m: usize| self.scene.start_with_possessors(m)..self.scene.description(m).end;
        let bodies = self.actors.iter().enumerate().filter(|(_, body)| body.kind == ActorKind::Organisation);
        bodies
            .flat_map(|(index, body)| {
                body.mentions.iter().copied().filter(rules).map(move |m| (index, range(m)))
            })
            .collect()
    }

    /// The only body among those that rule a place whose words name this one.
    fn authority_of(&self, place: usize, bodies: &[(usize, Range<usize>)]) -> Option<usize> {
        let words = self.scene.words;
        let name = self.scene.mentions[*self.actors[place].mentions.first()?].name.clone();
        let named = |at: usize| name.clone().enumerate().all(|(n, i)| words.hash(at + n) == words.hash(i));
        let of_place = bodies.iter().filter(|(body, _)| *body != place);
        let mut found = of_place.filter(|(_, range)| range.clone().any(named)).map(|(body, _)| *body);
        let only = found.next()?;
        found.all(|other| other == only).then_some(only)
    }

    /// True for what has no name but a place's, as the text shows: something is in it or of it.
    fn is_nameless_place(&self, actor: usize) -> bool {
        use ActorKind as K;
        let known = &self.actors[actor];
        let of = |m: usize| {
            let before = self.scene.mentions[m].tokens.start.checked_sub(1);
            before.is_some_and(|before| self.scene.words.reads_any(before, &["of"]))
        };
        let shown = || known.mentions.iter().any(|&m| self.scene.is_located(m) || of(m));
        known.country.is_none()
            && !known.proven
            && (known.kind == K::Government || matches!(known.kind, K::Person | K::Organisation) && shown())
    }

    /// The mentions by which an actor acts in the headlines that open the text.
    fn acts_in_headlines(&self, actor: usize) -> Vec<usize> {
        let acts = |&m: &usize| {
            self.is_source[m] && self.is_in_heading(m) && self.is_opening(self.scene.mentions[m].sentence)
        };
        self.actors[actor].mentions.iter().copied().filter(acts).collect()
    }

    /// Gives some mentions of one actor to another.
    fn hand_over(&mut self, from: usize, to: usize, which: impl Fn(usize) -> bool) {
        let (given, kept): (Vec<usize>, Vec<usize>) =
            std::mem::take(&mut self.actors[from].mentions).into_iter().partition(|&m| which(m));
        for &m in &given {
            self.of[m] = Some(to);
        }
        self.actors[from].mentions = kept;
        self.actors[to].mentions.extend(given);
        self.actors[to].mentions.sort_unstable();
    }
}
