//! Is "he" or "she" the right person?
//!
//! Gold: pronouns of one man or woman whose entity is named or described somewhere. The entity of an actor is the one
//! that most of its mentions name. Precision is over pronouns that were given an actor.

use std::collections::BTreeMap;

use super::aligned::Aligned;
use super::reading::Read;
use super::tally::Tally;
use crate::article::quote_record::{GoldEntity, GoldMentionKind};

const PRONOUNS: [&str; 8] = ["he", "she", "him", "his", "her", "hers", "himself", "herself"];

pub(super) fn count(read: &Read, entities: &[GoldEntity], aligned: &Aligned, tally: &mut Tally) {
    let entity_of = entities_of_actors(read, aligned);
    for (entity, one) in entities.iter().enumerate() {
        if one.mentions.iter().all(|mention| mention.kind == GoldMentionKind::Pronoun) {
            continue;
        }
        for gold in one.mentions.iter().filter(|mention| mention.kind == GoldMentionKind::Pronoun) {
            if !PRONOUNS.contains(&gold.span.of(read.text()).to_lowercase().as_str()) {
                continue;
            }
            let found = read.reading.mentions.iter().position(|mention| mention.span == gold.span);
            let actor = found.and_then(|mention| read.reading.actor_of[mention]);
            let right = actor.is_some_and(|actor| entity_of[actor] == Some(entity));
            tally.pronouns.add(right, actor.is_some(), true);
        }
    }
}

/// The entity that most mentions of each actor name, the first of equals.
fn entities_of_actors(read: &Read, aligned: &Aligned) -> Vec<Option<usize>> {
    let actors = read.reading.actors.iter();
    actors
        .map(|actor| {
            let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
            for (entity, _) in actor.mentions.iter().filter_map(|&mention| aligned[mention]) {
                *votes.entry(entity).or_default() += 1;
            }
            let most = votes.into_iter().max_by_key(|&(entity, n)| (n, std::cmp::Reverse(entity)));
            most.map(|(entity, _)| entity)
        })
        .collect()
}
