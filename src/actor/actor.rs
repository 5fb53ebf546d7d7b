//! An actor: a holder or anyone who could be one, aliases merged.

use std::collections::BTreeSet;

use super::scene::Scene;
use crate::lexicon::{Country, Traits};
use crate::mention::{Gender, MentionKind};

/// What an actor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActorKind {
    /// A person by name.
    Person,
    /// A country's government, named by country, capital or metonym.
    Government,
    /// An organisation, named or described.
    Organisation,
    /// People by description.
    Group,
    /// A person without a name: "a spokesperson", "a source".
    Unnamed,
    /// Whoever writes the text: "I" and "we" outside quotations.
    Author,
    /// A document: a source, not a holder with a stance toward itself.
    Document,
}

impl ActorKind {
    /// Its name in files and tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Government => "government",
            Self::Organisation => "organisation",
            Self::Group => "group",
            Self::Unnamed => "unnamed",
            Self::Author => "author",
            Self::Document => "document",
        }
    }
}

/// One actor. Mentions and affiliations are indices into [`Reading::mentions`](super::Reading::mentions) and
/// [`Reading::actors`](super::Reading::actors).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The fullest name in the text, or the first description.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// As far as titles, first names and pronouns tell.
    pub gender: Gender,
    /// The country it is, or that its description names.
    pub country: Option<Country>,
    /// The ways the text names it, pronouns left out, in alphabetical order.
    pub aliases: Vec<String>,
    /// Its mentions, in order, pronouns included.
    pub mentions: Vec<usize>,
    /// Actors it belongs to: the employer of a spokesman, the country of an ambassador.
    pub affiliations: Vec<usize>,
    /// Its id in the user's list of actors.
    pub known: Option<String>,
    /// How many tokens of its fullest name stand before the last.
    pub(super) full: usize,
    /// How often the text names it, pronouns left out.
    pub(super) named: usize,
    /// True if title, first name or role showed that it is a person.
    pub(super) proven: bool,
}

impl Actor {
    pub(super) fn new(kind: ActorKind, gender: Gender) -> Self {
        Self {
            name: String::new(),
            kind,
            gender,
            country: None,
            aliases: Vec::new(),
            mentions: Vec::new(),
            affiliations: Vec::new(),
            known: None,
            full: 0,
            named: 0,
            proven: false,
        }
    }

    /// Takes over what another entry for the same actor has; affiliations are still to be renumbered.
    pub(super) fn absorb(&mut self, other: Self) {
        self.gender = self.gender.or(other.gender);
        self.country = self.country.or(other.country);
        self.mentions.extend(other.mentions);
        #[expect(clippy::stable_sort_primitive, reason = "it joins two sorted runs in one pass")]
        self.mentions.sort();
        let aliases: BTreeSet<String> = self.aliases.drain(..).chain(other.aliases).collect();
        self.aliases = aliases.into_iter().collect();
        self.affiliations.extend(other.affiliations);
        self.named += other.named;
        self.proven |= other.proven;
    }

    /// True if it belongs to a body, so that it passes on the body's word. A country's people do not speak for its
    /// government: of them only who bears a role or belongs to one of its bodies does.
    pub(super) fn speaks_for(&self, body: usize, of: &Self) -> bool {
        let private = of.kind == ActorKind::Government
            && matches!(self.kind, ActorKind::Group | ActorKind::Organisation);
        self.affiliations.contains(&body) && !private
    }

    /// True for who can be "he" or "she".
    pub(super) fn is_human(&self) -> bool {
        matches!(self.kind, ActorKind::Person | ActorKind::Unnamed)
    }

    /// False only if both countries are known and differ.
    pub(super) fn may_be_of(&self, country: Option<Country>) -> bool {
        self.country.is_none() || country.is_none() || self.country == country
    }

    /// Sets name and aliases from the mentions.
    pub(super) fn describe(&mut self, scene: &Scene) {
        let mut aliases = BTreeSet::new();
        let mut best: Option<(bool, usize, &str)> = None;
        for index in self.mentions.iter().copied() {
            let mention = &scene.mentions[index];
            if matches!(mention.kind, MentionKind::Pronoun(_)) {
                continue;
            }
            let named = mention.is_named();
            let tokens = if named { mention.name.clone() } else { mention.tokens.clone() };
            let mut text = scene.words.span_of(&tokens).of(scene.words.document.text);
            let whole = mention.span.of(scene.words.document.text);
            aliases.insert(text.to_owned());
            if !named {
                text = scene.words.span_of(&scene.description(index)).of(scene.words.document.text);
                aliases.insert(text.to_owned());
            }
            if named && scene.words.is(mention.tokens.start, Traits::TITLE) {
                aliases.insert(whole.to_owned());
            }
            // "the report" tells more than the bare "Report" of a headline, "a truckers' federation" more than "Truckers".
            let owned = mention.possessor.is_some_and(|p| scene.mentions[p].pronoun().is_none());
            let length = match (named, owned) {
                (true, _) => tokens.len(),
                (false, true) => scene.description(index).len().min(3),
                (false, false) => tokens.len().min(2),
            };
            let country =
                mention.kind == MentionKind::Place && scene.words.is(mention.name.start, Traits::COUNTRY);
            let rank = (named, length + usize::from(country));
            if best.is_none_or(|(n, l, _)| rank > (n, l)) {
                best = Some((rank.0, rank.1, text));
            }
        }
        let pronoun =
            self.mentions.first().map_or("", |&m| scene.mentions[m].span.of(scene.words.document.text));
        let unnamed = if self.kind == ActorKind::Author { "@author" } else { pronoun };
        self.name = best.map_or(unnamed, |(.., text)| text).to_owned();
        self.aliases = aliases.into_iter().collect();
    }
}
