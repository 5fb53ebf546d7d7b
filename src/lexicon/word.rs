//! One word: its traits as bits, its verb and its country, found by the hash of its lower-case form.

use std::ops::{BitOr, BitOrAssign};

use xxhash_rust::xxh3::xxh3_64;

use super::Country;

/// What a word can be, as bits; a word can be several things at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Traits(u64);

macro_rules! traits {
    ($($(#[$doc:meta])* $name:ident = $bit:literal, $key:literal;)+) => {
        impl Traits {
            $($(#[$doc])* pub const $name: Self = Self(1 << $bit);)+

            /// The trait that a data file calls `key`.
            pub(super) fn named(key: &str) -> Option<Self> {
                match key {
                    $($key => Some(Self::$name),)+
                    _ => None,
                }
            }
        }
    };
}

traits! {
    /// the, a, this …
    DETERMINER = 0, "determiner";
    /// his, their …
    POSSESSIVE = 1, "possessive";
    /// some, two, dozens …
    QUANTIFIER = 2, "quantifier";
    /// of, in, by …
    PREPOSITION = 3, "preposition";
    /// and, or, but …
    CONJUNCTION = 4, "conjunction";
    /// that, because, when …
    SUBORDINATOR = 5, "subordinator";
    /// who, which, that …
    RELATIVE = 6, "relative";
    /// Forms of be, have, do.
    AUXILIARY = 7, "auxiliary";
    /// will, would, must …
    MODAL = 8, "modal";
    /// not, never, no …
    NEGATION = 9, "negation";
    /// also, again, publicly …
    ADVERB = 10, "adverb";
    /// January …
    MONTH = 11, "month";
    /// Monday …
    DAY = 12, "day";
    /// morning, year, …
    TIME = 13, "time";
    /// de, van, bin …
    PARTICLE = 14, "particle";
    /// Jr., III: what may follow a person's name.
    SUFFIX = 15, "suffix";
    /// Inc., plc: what may close a company's name.
    COMPANY = 16, "company";
    /// University, Committee, Times: what makes a capitalised run an organisation.
    INSTITUTION = 17, "institution";
    /// CNN, reporters, newspaper: a channel of speech more often than a speaker.
    MEDIUM = 18, "medium";
    /// sister, spokesman: somebody who belongs to another.
    KIN = 19, "kin";
    /// The possessive clitic.
    CLITIC = 20, "clitic";
    /// however, consequently, asked: opens a sentence with a capital and names nobody.
    CONNECTIVE = 21, "connective";
    /// A title before a name.
    TITLE = 22, "title";
    /// A woman's first name, title or role.
    FEMALE = 23, "f";
    /// A man's first name, title or role.
    MALE = 24, "m";
    /// A first name.
    FIRST_NAME = 25, "first";
    /// activists, police.
    GROUP = 26, "group";
    /// minister, widow.
    PERSON = 27, "person";
    /// ministry, union.
    ORGANISATION = 28, "organisation";
    /// report, letter.
    DOCUMENT = 29, "document";
    /// An adjective of a country.
    DEMONYM = 30, "demonym";
    /// A country.
    COUNTRY = 31, "country";
    /// A capital.
    CAPITAL = 32, "capital";
    /// A place that stands for a government or one of its parts.
    METONYM = 33, "metonym";
    /// The first word of a [`Phrase`](super::Phrase).
    PHRASE = 34, "phrase";
    /// former, senior: an adjective before titles and names.
    MODIFIER = 36, "modifier";
    /// A city or region that is no capital and no country.
    REGION = 37, "region";
    /// A personal or relative pronoun in any case.
    PRONOUN = 38, "anypronoun";
    /// Lithium, Shipping, Rovers: the last word of the names of firms and clubs.
    TRADE = 39, "trade";
    /// took, sued, sees: a form of an everyday verb that is hardly ever a noun.
    PLAIN_VERB = 40, "verbform";
    /// he, she, they, I …, as a subject.
    SUBJECT_PRONOUN = 35, "pronoun";
}

impl Traits {
    /// No trait.
    pub const NONE: Self = Self(0);
    /// Head nouns of actors and documents.
    pub const HEAD: Self = Self(Self::GROUP.0 | Self::PERSON.0 | Self::ORGANISATION.0 | Self::DOCUMENT.0);
    /// What can open a noun group.
    pub const OPENER: Self = Self(Self::DETERMINER.0 | Self::POSSESSIVE.0 | Self::QUANTIFIER.0);
    /// be, have, do, will …
    pub const HELPER: Self = Self(Self::AUXILIARY.0 | Self::MODAL.0);
    /// Months, days and other words of time.
    pub const WHEN: Self = Self(Self::MONTH.0 | Self::DAY.0 | Self::TIME.0);

    /// These traits but for others.
    #[must_use]
    pub const fn without(self, others: Self) -> Self {
        Self(self.0 & !others.0)
    }

    /// The traits of either; `|` where a constant is not needed.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// True if the two share a trait.
    pub const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    /// The traits that both have.
    #[must_use]
    pub const fn only(self, of: Self) -> Self {
        Self(self.0 & of.0)
    }
}

impl BitOr for Traits {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        self.union(other)
    }
}

impl BitOrAssign for Traits {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// Which forms of its verb a word can be, as bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Form(u8);

impl Form {
    /// say
    pub const BASE: Self = Self(1);
    /// says
    pub const THIRD: Self = Self(2);
    /// said, wrote
    pub const PAST: Self = Self(4);
    /// said, written
    pub const PARTICIPLE: Self = Self(8);
    /// saying
    pub const ING: Self = Self(16);

    /// True if the two share a form.
    pub const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }
}

impl BitOr for Form {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What the tables know of one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Word {
    /// What it can be.
    pub traits: Traits,
    /// Its verb, as an index into [`Lexicon::verbs`](super::Lexicon::verbs) plus one.
    pub(super) verb: u16,
    /// Which forms of that verb it can be.
    pub form: Form,
    /// The country it names, or that it is the capital or adjective of.
    pub country: Option<Country>,
}

impl Word {
    /// The same word as nothing but a head noun.
    #[must_use]
    pub fn as_head(self) -> Self {
        Self { traits: self.traits.only(Traits::HEAD), ..Self::default() }
    }

    /// True if the word has one of the traits.
    pub const fn is(self, of: Traits) -> bool {
        self.traits.any(of)
    }

    /// Index of its verb in the lexicon.
    pub fn verb(self) -> Option<usize> {
        usize::from(self.verb).checked_sub(1)
    }
}

/// Words up to this many bytes are lower-cased on the stack.
const SHORT: usize = 48;

/// The hash that stands for a word in every table: 64-bit xxh3 of its lower-case form with straight apostrophes.
pub fn hash_of(word: &str) -> u64 {
    let bytes = word.as_bytes();
    if bytes.len() <= SHORT && bytes.is_ascii() {
        if !bytes.iter().any(u8::is_ascii_uppercase) {
            return xxh3_64(bytes);
        }
        let mut lower = [0_u8; SHORT];
        let lower = &mut lower[..bytes.len()];
        lower.copy_from_slice(bytes);
        lower.make_ascii_lowercase();
        xxh3_64(lower)
    } else {
        xxh3_64(word.to_lowercase().replace('’', "'").as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_apostrophes_do_not_count() {
        assert_eq!(hash_of("MINISTER"), hash_of("minister"));
        assert_eq!(hash_of("’s"), hash_of("'s"));
        assert_ne!(hash_of("Élysée"), hash_of("Elysee"));
    }
}
