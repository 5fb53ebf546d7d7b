//! Who an actor of an article is, whatever is told of it.

use std::borrow::Cow;

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

/// Words that only start with a capital where they start a sentence.
const SMALL: [&str; 9] = ["A", "An", "The", "Some", "Its", "His", "Her", "Their", "Our"];

/// A name as it stands within a line: "the mayor" of "The mayor".
pub fn within(name: &str) -> Cow<'_, str> {
    match name.split_once(' ') {
        Some((first, rest)) if SMALL.contains(&first) => {
            Cow::Owned(format!("{} {rest}", first.to_lowercase()))
        }
        _ => Cow::Borrowed(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_small_within_a_line_and_a_name_is_not() {
        assert_eq!(within("A spokesman for Peru"), "a spokesman for Peru");
        assert_eq!(within("Ana Ruiz"), "Ana Ruiz");
        assert_eq!(within("The"), "The");
    }
}
