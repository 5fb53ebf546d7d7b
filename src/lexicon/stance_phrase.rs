//! Words and phrases that take a side: "welcome", "opposition to", "pour cold water on", "a step forward".
//!
//! The list is ours (CC0). A pattern is a sequence of words in base form, each to be matched by its stem;
//! `a|b` gives alternatives, `*` stands for one to three words.

use crate::label::Stance;

const PHRASES: &str = include_str!("data/stance_phrases.tsv");

/// How a phrase is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PhraseUse {
    /// A verb whose subject is the holder: reject.
    Verb,
    /// A noun of the holder's: opposition to.
    Noun,
    /// An adjective said of the holder: wary of.
    Adjective,
    /// Said of the target: unworkable.
    Judgement,
    /// An official or bodily act: veto, march against.
    Act,
}

impl PhraseUse {
    /// Its name in the data file and in feature names.
    pub fn name(self) -> &'static str {
        match self {
            Self::Verb => "verb",
            Self::Noun => "noun",
            Self::Adjective => "adjective",
            Self::Judgement => "judgement",
            Self::Act => "act",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        [Self::Verb, Self::Noun, Self::Adjective, Self::Judgement, Self::Act]
            .into_iter()
            .find(|kind| kind.name() == name)
    }
}

/// One phrase of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StancePhrase {
    /// Its pattern.
    pub pattern: &'static str,
    /// The side it takes, before negation.
    pub stance: Stance,
    /// How it is used.
    pub usage: PhraseUse,
}

/// All phrases, in the order of the file.
pub fn phrases() -> impl Iterator<Item = StancePhrase> {
    PHRASES.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut fields = line.split('\t');
        let pattern = fields.next()?;
        let stance = fields.next()?.parse().ok()?;
        Some(StancePhrase { pattern, stance, usage: PhraseUse::from_name(fields.next()?)? })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_list_is_read() {
        assert_eq!(phrases().count(), PHRASES.lines().filter(|line| !line.starts_with('#')).count());
    }

    #[test]
    fn no_pattern_opens_or_ends_with_a_gap() {
        assert!(phrases().all(|p| !p.pattern.starts_with('*') && !p.pattern.ends_with('*')));
    }
}
