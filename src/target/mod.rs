//! The target: where a text speaks of it, and which sentences and quoted parts bear on it.

mod bearing;
#[cfg(test)]
mod cases;
mod find;
mod list;
mod propose;
mod synonym;

pub use bearing::Bearing;
pub use find::{find, find_all};
pub use list::{ListedTarget, parse_targets, read_targets};
pub use propose::propose;

use crate::article::annotated::{AnnotatedArticle, is_pronoun};
use crate::text::Span;

/// What a view is about, as a user names it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct TargetSpec {
    /// The name or description: "the report", "Clean Air Act".
    pub name: String,
    /// Other names for the same.
    pub aliases: Vec<String>,
}

impl TargetSpec {
    /// A target without aliases.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), aliases: Vec::new() }
    }

    /// The target of an annotated article, as a user would name it: pronouns say nothing by themselves.
    pub fn of_article(article: &AnnotatedArticle) -> Self {
        let aliases = article.target_aliases.iter().filter(|alias| !is_pronoun(alias));
        Self { name: article.target.clone(), aliases: aliases.cloned().collect() }
    }

    /// Name and aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}

/// How a mention of the target was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// The name itself.
    Exact,
    /// An alias that the user gave.
    Alias,
    /// Another mention of the actor or document that the target is.
    Actor,
    /// Its head noun: "the ban" for "the grain export ban".
    Head,
    /// Another noun of its kind: "the assessment" for "the report".
    Synonym,
    /// it, this
    Pronoun,
}

impl How {
    /// Its name in files and reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Alias => "alias",
            Self::Actor => "actor",
            Self::Head => "head",
            Self::Synonym => "synonym",
            Self::Pronoun => "pronoun",
        }
    }
}

/// One mention of the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TargetMention {
    /// Where it stands, in bytes.
    pub span: Span,
    /// The sentence it stands in.
    pub sentence: usize,
    /// How it was recognised.
    pub how: How,
}

/// Where a text speaks of a target.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TargetReading {
    /// All mentions, in order, without overlap.
    pub mentions: Vec<TargetMention>,
    /// What bears on the target, by sentence.
    pub bearing: Vec<Bearing>,
    /// The actor that the target is, as an index into the reading's actors.
    pub actor: Option<usize>,
}
