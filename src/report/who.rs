//! Who an actor of an article is, whatever is told of it.

use serde::Serialize;

use crate::actor::Reading;

/// An actor by its names.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Who<'a> {
    /// Its number within the article.
    pub id: usize,
    /// Its id in the user's list of actors.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub known: Option<&'a str>,
    /// The fullest name in the text, or the first description.
    pub name: &'a str,
    /// person, government, organisation, group, unnamed, author or document.
    pub kind: &'static str,
    /// The ways the text names it.
    pub aliases: &'a [String],
    /// Names of the actors it belongs to or speaks for.
    pub affiliations: Vec<&'a str>,
}

impl<'a> Who<'a> {
    /// Of the actor with this number.
    pub fn of(reading: &'a Reading, id: usize) -> Self {
        let actor = &reading.actors[id];
        Self {
            id,
            known: actor.known.as_deref(),
            name: &actor.name,
            kind: actor.kind.name(),
            aliases: &actor.aliases,
            affiliations: actor
                .affiliations
                .iter()
                .map(|&other| reading.actors[other].name.as_str())
                .collect(),
        }
    }
}
