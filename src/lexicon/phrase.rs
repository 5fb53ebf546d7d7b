//! Entries of more than one word: "Prime Minister", "Saudi Arabia", "the Kremlin".

use super::Country;

/// What a phrase names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhraseKind {
    /// A title before a name.
    Title,
    /// A country.
    Country(Country),
    /// A capital.
    Capital(Country),
    /// A place or house that stands for a government.
    Metonym(Option<Country>),
    /// A city or region.
    Region,
    /// An adjective of a country.
    Adjective(Country),
}

/// An entry of more than one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase {
    /// Hash of its first word.
    pub(super) first: u64,
    /// As written in the table, words separated by single spaces.
    pub text: &'static str,
    /// What it names.
    pub kind: PhraseKind,
}

impl Phrase {
    /// The words after the first.
    pub fn rest(&self) -> impl Iterator<Item = &'static str> {
        self.text.split(' ').skip(1)
    }
}
