//! Actors that a user knows: the same name, kind and id in every document, whatever the text calls them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use foldhash::fast::FixedState;
use serde::Deserialize;
use toml::Spanned;

use super::{ActorKind, Reading};
use crate::error::{Error, Location, Problem, Result};
use crate::lexicon::hash_of;
use crate::mention::{Mention, MentionKind, Shape, Words};
use crate::text::tokenize;

/// A list of known actors.
#[derive(Debug, Clone, Default)]
pub struct KnownActors {
    actors: Vec<Known>,
    /// Names by the hash of their last word.
    names: HashMap<u64, Vec<Name>, FixedState>,
}

#[derive(Debug, Clone)]
struct Known {
    id: String,
    name: String,
    kind: ActorKind,
}

/// One name of one actor.
#[derive(Debug, Clone)]
struct Name {
    actor: usize,
    hashes: Vec<u64>,
    /// How the last word is written: a name in capitals is found in capitals only.
    case: Case,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    Small,
    Capital,
    Capitals,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    actor: Vec<Spanned<ListedActor>>,
}

/// One actor as a user lists it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListedActor {
    /// What it is called elsewhere [default: its name].
    pub id: Option<String>,
    /// The name that it gets.
    pub name: String,
    /// person, government, organisation, group or document.
    pub kind: String,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<String>,
}

fn parse_list(toml: &str, name: &Path) -> Result<Vec<(Location, ListedActor)>> {
    let file: File = toml::from_str(toml).map_err(|error| Error::toml(name, toml, &error))?;
    if file.actor.is_empty() {
        return Err(Error::data(Location::file(name), "the file holds no [[actor]]"));
    }
    let placed = |actor: Spanned<ListedActor>| {
        let line = toml.get(..actor.span().start).map(|before| before.matches('\n').count() as u64 + 1);
        (Location { line, ..Location::file(name) }, actor.into_inner())
    };
    Ok(file.actor.into_iter().map(placed).collect())
}

const KINDS: [ActorKind; 5] = [
    ActorKind::Person,
    ActorKind::Government,
    ActorKind::Organisation,
    ActorKind::Group,
    ActorKind::Document,
];

impl KnownActors {
    /// The actors that a TOML file lists, each with its place, to be put together with others by
    /// [`listed`](Self::listed): tables `[[actor]]` with `name`, `kind`, and where wanted `aliases` and `id`.
    pub fn read_list(path: &Path) -> Result<Vec<(Location, ListedActor)>> {
        let text = std::fs::read_to_string(path).map_err(|error| Error::io("read", path, error))?;
        parse_list(&text, path)
    }

    /// Puts listed actors together. All that is wrong is listed.
    pub fn listed(actors: Vec<(Location, ListedActor)>) -> Result<Self> {
        let mut problems = Vec::new();
        let mut known = Self::default();
        let mut owners: BTreeMap<String, String> = BTreeMap::new();
        let mut ids = BTreeSet::new();
        for (place, actor) in actors {
            let mut report = |message: String| problems.push(Problem::new(place.clone(), message));
            let id = actor.id.unwrap_or_else(|| actor.name.clone());
            if !ids.insert(id.clone()) {
                report(format!("two actors have the id \"{id}\""));
            }
            let Some(kind) = KINDS.into_iter().find(|kind| kind.name() == actor.kind) else {
                let kinds = KINDS.map(ActorKind::name).join(", ");
                report(format!("actor \"{id}\": unknown kind \"{}\" (known: {kinds})", actor.kind));
                continue;
            };
            for form in std::iter::once(&actor.name).chain(&actor.aliases) {
                if !form.contains(char::is_alphanumeric) {
                    report(format!("actor \"{id}\": a name needs letters"));
                } else if let Some(other) =
                    owners.insert(form.clone(), id.clone()).filter(|other| *other != id)
                {
                    report(format!("\"{form}\" names both \"{other}\" and \"{id}\""));
                }
                known.add(form);
            }
            known.actors.push(Known { id, name: actor.name, kind });
        }
        if problems.is_empty() { Ok(known) } else { Err(Error::problems(problems)) }
    }

    /// A name of the actor that is listed next.
    fn add(&mut self, form: &str) {
        let tokens = tokenize(form);
        let words: Vec<&str> = tokens.iter().map(|token| token.text(form)).collect();
        let from = usize::from(
            words.len() > 1 && ["the", "a", "an"].iter().any(|o| o.eq_ignore_ascii_case(words[0])),
        );
        let Some(last) = words.last() else { return };
        let capitals = last.chars().filter(|c| c.is_uppercase()).count();
        let case = match capitals {
            0 => Case::Small,
            _ if capitals > 1 && !last.contains(char::is_lowercase) => Case::Capitals,
            _ => Case::Capital,
        };
        let hashes = words[from..].iter().map(|word| hash_of(word)).collect();
        self.names.entry(hash_of(last)).or_default().push(Name { actor: self.actors.len(), hashes, case });
    }

    /// True for an empty list.
    pub fn is_empty(&self) -> bool {
        self.actors.is_empty()
    }

    /// Which listed actor each mention names, by its last words; kinds of mentions are set to what the list says.
    pub(super) fn mark(&self, words: &Words, mentions: &mut [Mention]) -> Vec<Option<usize>> {
        let mut marks = vec![None; mentions.len()];
        for (mention, mark) in mentions.iter_mut().zip(&mut marks) {
            if matches!(mention.kind, MentionKind::Pronoun(_)) {
                continue;
            }
            let Some(name) = self.named(words, mention) else { continue };
            *mark = Some(name.actor);
            mention.kind = kind_of_mention(self.actors[name.actor].kind, mention.kind, name.case);
        }
        marks
    }

    fn named(&self, words: &Words, mention: &Mention) -> Option<&Name> {
        let last = mention.tokens.end.checked_sub(1)?;
        let fits = |name: &&Name| {
            let Some(start) = mention.tokens.end.checked_sub(name.hashes.len()) else { return false };
            let case = match name.case {
                Case::Small => true,
                Case::Capital => words.is_capital(last),
                Case::Capitals => words.shape(last) == Shape::Capitals,
            };
            case && start >= mention.tokens.start
                && name.hashes.iter().zip(start..).all(|(&hash, at)| words.hash(at) == hash)
        };
        self.names.get(&words.hash(last))?.iter().filter(fits).max_by_key(|name| name.hashes.len())
    }

    /// Actors that the list knows get its name, kind and id; those that it knows as one become one.
    pub(super) fn unite(&self, reading: &mut Reading, marks: &[Option<usize>]) {
        let known: Vec<Option<usize>> =
            reading.actors.iter().map(|actor| most(&actor.mentions, marks)).collect();
        let mut first: BTreeMap<usize, usize> = BTreeMap::new();
        let mut place = Vec::with_capacity(known.len());
        let mut kept = 0;
        for known in &known {
            place.push(known.and_then(|known| first.get(&known).copied()).unwrap_or(kept));
            if place.last() == Some(&kept) {
                first.extend(known.map(|known| (known, kept)));
                kept += 1;
            }
        }
        let actors = std::mem::take(&mut reading.actors);
        for (at, mut actor) in actors.into_iter().enumerate() {
            if let Some(known) = known[at].map(|known| &self.actors[known]) {
                actor.name.clone_from(&known.name);
                actor.kind = known.kind;
                actor.known = Some(known.id.clone());
            }
            match reading.actors.get_mut(place[at]) {
                None => reading.actors.push(actor),
                Some(one) => one.absorb(actor),
            }
        }
        for (at, actor) in reading.actors.iter_mut().enumerate() {
            let mut seen = BTreeSet::from([at]);
            let affiliations = actor.affiliations.iter().map(|&other| place[other]);
            actor.affiliations = affiliations.filter(|&other| seen.insert(other)).collect();
        }
        for actor in reading.actor_of.iter_mut().flatten() {
            *actor = place[*actor];
        }
        for attribution in reading.attributions.iter_mut().chain(&mut reading.acts) {
            attribution.actor = place[attribution.actor];
        }
        let holders: Vec<usize> = reading.attributions.iter().map(|attribution| attribution.actor).collect();
        for attribution in &mut reading.attributions {
            // Nobody is the teller of the own view.
            attribution.told_by = attribution.told_by.filter(|&teller| holders[teller] != attribution.actor);
        }
    }
}

/// The mark that most of the mentions have, the first of equals.
fn most(mentions: &[usize], marks: &[Option<usize>]) -> Option<usize> {
    let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
    for mark in mentions.iter().filter_map(|&mention| marks[mention]) {
        *votes.entry(mark).or_default() += 1;
    }
    votes.into_iter().max_by_key(|&(actor, votes)| (votes, std::cmp::Reverse(actor))).map(|(actor, _)| actor)
}

fn kind_of_mention(kind: ActorKind, seen: MentionKind, case: Case) -> MentionKind {
    match kind {
        ActorKind::Person if matches!(seen, MentionKind::Role) => seen,
        ActorKind::Person => MentionKind::Person,
        ActorKind::Government if seen == MentionKind::Place => seen,
        ActorKind::Document => MentionKind::Document,
        ActorKind::Group => MentionKind::Group,
        _ if case == Case::Small => MentionKind::Body,
        _ => MentionKind::Organisation,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::Reader;
    use crate::text::Document;

    const LIST: &str = r#"
[[actor]]
id = "cn"
name = "China"
kind = "government"
aliases = ["Beijing", "the Chinese Foreign Ministry"]

[[actor]]
name = "Blue Harbour"
kind = "organisation"
aliases = ["the alliance", "BH"]
"#;

    fn list(toml: &str) -> Result<KnownActors> {
        KnownActors::listed(parse_list(toml, Path::new("actors.toml"))?)
    }

    #[test]
    fn one_actor_under_all_its_names() {
        let text = "Beijing rejected the levy. The Chinese Foreign Ministry said it was unfair. \
             Blue Harbour backed the levy. \"It is fair,\" the alliance said. BH welcomed it.";
        let document = Document::new(text);
        let reading = Reader { known: list(LIST).unwrap(), ..Reader::default() }.read(&document);
        let known: Vec<(&str, &str)> = reading
            .actors
            .iter()
            .filter_map(|actor| Some((actor.known.as_deref()?, actor.name.as_str())))
            .collect();
        assert_eq!(known, [("cn", "China"), ("Blue Harbour", "Blue Harbour")]);
        let speakers: Vec<&str> =
            reading.attributions.iter().map(|a| reading.actors[a.actor].name.as_str()).collect();
        assert_eq!(speakers, ["China", "China", "Blue Harbour", "Blue Harbour", "Blue Harbour"]);
        assert!(reading.actor_of.iter().flatten().all(|&actor| actor < reading.actors.len()));
    }

    #[test]
    fn what_is_wrong_in_a_list_is_named() {
        let said = |from: &str, to: &str| list(&LIST.replace(from, to)).unwrap_err().to_string();
        assert!(said("\"BH\"", "\"Beijing\"").contains("\"Beijing\" names both \"cn\" and \"Blue Harbour\""));
        assert!(said("\"government\"", "\"land\"").contains("unknown kind \"land\""));
        assert!(said("aliases", "alias").starts_with("actors.toml:6: unknown field `alias`"));
        assert!(list("").unwrap_err().to_string().contains("no [[actor]]"));
    }
}
