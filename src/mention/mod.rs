//! Mentions: the spans of a text that name, describe or stand for somebody or something.

mod chunk;
mod kind;
mod name;
mod pronoun;
pub mod words;

use std::ops::Range;

pub use chunk::mentions;
pub use pronoun::Pronoun;
pub use words::{Shape, Words};

use crate::lexicon::Country;
use crate::text::Span;

/// One mention. Token ranges index [`Document::tokens`](crate::text::Document::tokens).
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // Independent facts about one mention.
pub struct Mention {
    /// The noun group, from its first to its last token, without what follows it.
    pub span: Span,
    /// The noun group in tokens.
    pub tokens: Range<usize>,
    /// The name in it without title; of a group without a name, its head noun.
    pub name: Range<usize>,
    /// The sentence it stands in.
    pub sentence: usize,
    /// What it names, as far as it tells itself.
    pub kind: MentionKind,
    /// Its gender, as far as title, first name or pronoun tell.
    pub gender: Gender,
    /// True for more than one: "activists", "they".
    pub plural: bool,
    /// True if it opens with "the", "this" or a possessive, so that it points at something known.
    pub definite: bool,
    /// True if it stands inside a quotation.
    pub quoted: bool,
    /// True if a possessive clitic follows.
    pub possessive: bool,
    /// The mention whose it is: "Ruiz" of "Ruiz's sister".
    pub possessor: Option<usize>,
    /// The larger mention that it is a part of: "Obama" in "the Obama administration".
    pub within: Option<usize>,
    /// The country it names, or that its adjective names.
    pub country: Option<Country>,
}

/// What a mention names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MentionKind {
    /// A person by name.
    Person,
    /// An organisation by name or by acronym.
    Organisation,
    /// A country, capital or metonym, which may stand for its government.
    Place,
    /// Some other name in capitals: a surname, a party, a thing.
    Name,
    /// A person by role: "the minister", "a spokesman".
    Role,
    /// People by description: "some rights activists".
    Group,
    /// An organisation by description: "the company".
    Body,
    /// A document that can speak: "the report".
    Document,
    /// A pronoun.
    Pronoun(Pronoun),
    /// Any other noun group.
    Thing,
}

impl MentionKind {
    /// True for what can hold a view: everything but documents and things.
    pub fn can_hold_view(self) -> bool {
        !matches!(self, Self::Document | Self::Thing)
    }
}

/// Grammatical gender of a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Gender {
    /// A woman.
    Female,
    /// A man.
    Male,
    /// Not known.
    #[default]
    Open,
}

impl Gender {
    /// False only if both are known and differ.
    pub fn agrees(self, other: Self) -> bool {
        self == other || self == Self::Open || other == Self::Open
    }

    /// The known one of the two, the first one if both are known.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        if self == Self::Open { other } else { self }
    }
}

impl Mention {
    /// True if it names somebody or something in capitals.
    pub fn is_named(&self) -> bool {
        use MentionKind as K;
        matches!(self.kind, K::Person | K::Organisation | K::Place | K::Name)
    }

    /// The pronoun it is.
    pub fn pronoun(&self) -> Option<Pronoun> {
        match self.kind {
            MentionKind::Pronoun(pronoun) => Some(pronoun),
            _ => None,
        }
    }
}
