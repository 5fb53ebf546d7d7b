//! Personal and relative pronouns.

use super::{Gender, Words};
use crate::lexicon::Traits;

/// A pronoun by whom it can stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pronoun {
    /// he, him, his
    He,
    /// she, her
    She,
    /// it, its
    It,
    /// they, them, their
    They,
    /// I, me, my
    I,
    /// we, us, our
    We,
    /// you, your
    You,
    /// who
    Who,
}

impl Pronoun {
    /// The gender it tells.
    pub fn gender(self) -> Gender {
        match self {
            Self::He => Gender::Male,
            Self::She => Gender::Female,
            _ => Gender::Open,
        }
    }

    /// True for they and we.
    pub fn is_plural(self) -> bool {
        matches!(self, Self::They | Self::We)
    }
}

/// The pronoun that a token is.
pub(super) fn pronoun_at(words: &Words, i: usize) -> Option<Pronoun> {
    let text = words.text(i);
    let is = |list: &[&str]| list.iter().any(|w| w.eq_ignore_ascii_case(text));
    if !words.is(i, Traits::PRONOUN) {
        return None;
    }
    Some(if is(&["he", "him", "his", "himself"]) {
        Pronoun::He
    } else if is(&["she", "her", "hers", "herself"]) {
        Pronoun::She
    } else if is(&["it", "its", "itself"]) {
        Pronoun::It
    } else if is(&["they", "them", "their", "theirs", "themselves"]) {
        Pronoun::They
    } else if matches!(text, "I" | "me" | "my" | "myself" | "My" | "Me") {
        Pronoun::I
    } else if matches!(text, "us" | "Us") || is(&["we", "our", "ours", "ourselves"]) {
        Pronoun::We
    } else if is(&["you", "your", "yours"]) {
        Pronoun::You
    } else if words.is(i, Traits::RELATIVE) && is(&["who", "whom"]) {
        Pronoun::Who
    } else {
        return None;
    })
}

/// True for "his", "her", "their" …, which can open a noun group.
pub(super) fn is_possessive(words: &Words, i: usize) -> bool {
    words.is(i, Traits::POSSESSIVE)
}
