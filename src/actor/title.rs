//! Roles: which noun describes whom, and which nouns news use for the same role in turn.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use super::scene::Scene;
use crate::lexicon::{Traits, hash_of};
use crate::mention::{Mention, MentionKind};

/// Nouns for the same role; the first one stands for all.
const SAME: [&[&str]; 8] = [
    &["ambassador", "envoy", "delegate", "emissary"],
    &["spokesperson", "spokesman", "spokeswoman"],
    &["chair", "chairman", "chairwoman", "chairperson"],
    &["lawmaker", "mp", "senator", "deputy", "congressman", "congresswoman", "legislator", "parliamentarian"],
    &["premier", "pm"],
    &["chief", "head", "boss", "leader", "director"],
    &["lawyer", "attorney", "counsel"],
    &["businessman", "businesswoman", "tycoon", "magnate"],
];

/// Somebody who was described by a noun, with the words before it.
#[derive(Debug, Clone)]
pub(super) struct Described {
    pub actor: usize,
    /// Words between opener and noun that tell one holder of the role from another: "transport" minister.
    modifiers: Vec<u64>,
}

/// Who was described by which noun, the latest last.
#[derive(Debug)]
pub(super) struct Roles(HashMap<u64, Vec<Described>, FixedState>);

impl Roles {
    pub fn new() -> Self {
        Self(HashMap::with_hasher(FixedState::with_seed(0)))
    }

    /// All who were described by a noun.
    pub fn of(&self, noun: u64) -> &[Described] {
        self.0.get(&noun).map_or(&[], Vec::as_slice)
    }

    /// The nouns in a mention that describe its actor.
    pub fn note(&mut self, scene: &Scene, mention: &Mention, actor: usize) {
        let words = scene.words;
        let described = match mention.kind {
            MentionKind::Person | MentionKind::Name => mention.tokens.start..mention.name.start,
            MentionKind::Role | MentionKind::Group | MentionKind::Body | MentionKind::Document => {
                mention.tokens.end - 1..mention.tokens.end
            }
            MentionKind::Organisation => head_of_name(scene, mention),
            _ => return,
        };
        for noun in described.filter(|&i| words.is(i, Traits::HEAD | Traits::TITLE | Traits::COMPANY)) {
            let hash = if words.is(noun, Traits::COMPANY) { hash_of("company") } else { words.hash(noun) };
            let known = self.0.entry(hash).or_default();
            let before = known.iter().position(|d| d.actor == actor).map(|at| known.remove(at).modifiers);
            let mut all = before.unwrap_or_default();
            for modifier in modifiers(scene, mention, noun) {
                if !all.contains(&modifier) {
                    all.push(modifier);
                }
            }
            known.push(Described { actor, modifiers: all });
        }
    }
}

impl Described {
    /// False if both descriptions have words before the noun and none in common.
    pub fn agrees(&self, modifiers: &[u64]) -> bool {
        modifiers.is_empty()
            || self.modifiers.is_empty() && modifiers.len() < 2
            || modifiers.iter().any(|m| self.modifiers.contains(m))
    }
}

/// "Federation" of "the Federation of Port Workers", "Union" of "the Port and Dock Union": the noun by which an
/// organisation is called without its name; all words where none is in its place.
fn head_of_name(scene: &Scene, mention: &Mention) -> Range<usize> {
    let words = scene.words;
    let heads = |i: usize| words.is(i, Traits::HEAD | Traits::COMPANY | Traits::INSTITUTION);
    let linked = |i: &usize| heads(*i) && words.is(i + 1, Traits::PREPOSITION);
    let last = mention.tokens.end - 1;
    let head = (mention.tokens.start..last).find(linked).or_else(|| heads(last).then_some(last));
    head.map_or(mention.tokens.clone(), |head| head..head + 1)
}

/// The words of a mention before a noun that tell which one is meant: no openers, no countries, no "former".
pub(super) fn modifiers(scene: &Scene, mention: &Mention, noun: usize) -> Vec<u64> {
    let words = scene.words;
    let plain = Traits::OPENER | Traits::MODIFIER | Traits::DEMONYM | Traits::COUNTRY | Traits::PREPOSITION;
    (mention.tokens.start..noun)
        .filter(|&i| !words.is(i, plain) && words.text(i).chars().all(char::is_alphanumeric))
        .map(|i| words.hash(i))
        .collect()
}

/// The groups of [`SAME`] by the hashes of their nouns.
static GROUPS: LazyLock<HashMap<u64, Vec<u64>, FixedState>> = LazyLock::new(|| {
    let group = |group: &&[&str]| group.iter().map(|noun| hash_of(noun)).collect::<Vec<u64>>();
    SAME.iter()
        .map(group)
        .flat_map(|nouns| nouns.clone().into_iter().map(move |n| (n, nouns.clone())))
        .collect()
});

/// All nouns of the same role, the noun itself among them, as the last.
pub(super) fn same_role(noun: u64) -> impl Iterator<Item = u64> {
    let others = GROUPS.get(&noun).map_or(&[][..], Vec::as_slice);
    others.iter().copied().filter(move |&n| n != noun).chain([noun])
}
