//! What kind of word is it, as far as the search for names needs to know?

use crate::lexicon::{Traits, hash_of, lexicon};

const ARTICLES: [&str; 3] = ["the", "a", "an"];
/// Words that join the parts of a name and are written small.
const PARTICLES: [&str; 16] = [
    "von", "van", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "al", "bin", "ibn",
];
/// Words after which no surname stands: `Prime Minister of Spain` is not Spain.
const JOINING: [&str; 12] =
    ["of", "for", "in", "on", "to", "and", "&", "at", "with", "from", "by", "against"];
const GENERATIONS: [&str; 5] = ["Jr", "Sr", "II", "III", "IV"];

/// The same word: curly and straight apostrophes are one, dots do not count in abbreviations.
pub(super) fn same(a: &str, b: &str, any_case: bool) -> bool {
    if a == b {
        return true;
    }
    // The common case, that nothing is alike, is seen at the first letter.
    let folded = |w: &str| -> String {
        let dots = is_acronym(w);
        let plain = w.chars().filter(|&c| !(dots && c == '.')).map(|c| if c == '’' { '\'' } else { c });
        if any_case { plain.flat_map(char::to_lowercase).collect() } else { plain.collect() }
    };
    let first = |w: &str| w.chars().next().map(|c| if any_case { c.to_lowercase().next() } else { Some(c) });
    let alike = first(a) == first(b) || a.starts_with(['\'', '’']);
    alike && folded(a) == folded(b)
}

/// The first letters of capitalised words, small joining words left out; empty for anything else.
pub(super) fn initials<'w>(words: impl Iterator<Item = &'w str>) -> String {
    let mut letters = String::new();
    for word in words.filter(|w| !is_function(w)) {
        match word.chars().next() {
            Some(c) if c.is_uppercase() => letters.push(c),
            _ => return String::new(),
        }
    }
    letters
}

/// Two to six capital letters, with or without dots.
pub(super) fn is_acronym(word: &str) -> bool {
    let mut letters = word.chars().filter(|&c| c != '.');
    (2..=6).contains(&letters.clone().count()) && letters.all(char::is_uppercase)
}

pub(super) fn is_article(word: &str) -> bool {
    ARTICLES.iter().any(|a| word.eq_ignore_ascii_case(a))
}

pub(super) fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

pub(super) fn is_joining(word: &str) -> bool {
    JOINING.contains(&word)
}

/// Any preposition, also those that no name holds.
pub(super) fn is_preposition(word: &str) -> bool {
    lexicon().word(hash_of(word)).is(Traits::PREPOSITION)
}

pub(super) fn is_function(word: &str) -> bool {
    is_joining(word) || is_particle(word) || is_article(word) || word.starts_with(['\'', '’'])
}

/// `Jr.` and its like, with the marks around them.
pub(super) fn is_generation(word: &str) -> bool {
    GENERATIONS.contains(&word) || word == "." || word == ","
}

pub(super) fn starts_large(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

pub(super) fn starts_small(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_lowercase)
}
