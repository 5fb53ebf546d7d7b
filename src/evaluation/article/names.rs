//! Are two names those of one actor? By their words, pronouns left out.

use crate::article::annotated::is_pronoun;

/// The words of a name in lower case, without articles, marks and possessive endings; empty for a pronoun.
pub(super) fn normalised(name: &str) -> Vec<String> {
    if is_pronoun(name) {
        return Vec::new();
    }
    name.split_whitespace()
        .map(|word| {
            let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
            word.chars().filter(|c| c.is_alphanumeric() || *c == '-').flat_map(char::to_lowercase).collect()
        })
        .filter(|word: &String| !word.is_empty() && !matches!(word.as_str(), "the" | "a" | "an"))
        .collect()
}

/// How much alike two normalised names are, in thousandths: all for equal ones; where one is the other's end
/// ("Ruiz" of "Ana Ruiz") or stands there before a preposition or relative ("a spokesman" of "a spokesman for the port",
/// "two people" of "two people who follow the talks"), twice the words in common over all words; else 0.
pub(super) fn likeness(a: &[String], b: &[String]) -> u32 {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.is_empty() {
        return 0;
    }
    let before_more = || long.get(short.len()).is_some_and(|word| goes_on(word));
    if short == long {
        1000
    } else if long.ends_with(short) || (long.starts_with(short) && before_more()) {
        u32::try_from(2000 * short.len() / (short.len() + long.len())).unwrap_or(0)
    } else {
        0
    }
}

/// True for a word that goes on with a description whose noun was named.
fn goes_on(word: &str) -> bool {
    const WORDS: [&str; 14] = [
        "of", "for", "from", "at", "in", "on", "with", "to", "over", "under", "near", "who", "that", "which",
    ];
    WORDS.contains(&word)
}

/// How strongly two lists of normalised names point to one actor: the best likeness, then the number of equal
/// names. None where nothing is alike.
pub(super) fn strength(a: &[Vec<String>], b: &[Vec<String>]) -> Option<(u32, usize)> {
    let pairs = || a.iter().flat_map(|x| b.iter().map(move |y| likeness(x, y)));
    let best = pairs().max().filter(|&best| best > 0)?;
    Some((best, pairs().filter(|&likeness| likeness == 1000).count()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(a: &str, b: &str) -> u32 {
        likeness(&normalised(a), &normalised(b))
    }

    #[test]
    fn articles_case_and_possessives_do_not_count() {
        assert_eq!(alike("The Bakers' Syndicate", "bakers’ syndicate"), 1000);
        assert_eq!(alike("the U.S.", "US"), 1000);
        assert_eq!(alike("Togo's government", "togo government"), 1000);
    }

    #[test]
    fn a_part_is_weaker_than_the_whole() {
        assert_eq!(alike("Ruiz", "Ana Ruiz"), 666);
        assert_eq!(alike("a spokesman", "a spokesman for the port"), 500);
        assert_eq!(alike("two people", "two people who follow the talks"), 571);
        assert_eq!(alike("Bank", "Bank Holiday"), 0);
        assert_eq!(alike("Ana Ruiz", "Ben Ruiz"), 0);
    }

    #[test]
    fn pronouns_are_nobody() {
        assert_eq!(alike("she", "she"), 0);
        assert_eq!(strength(&[normalised("it")], &[normalised("It")]), None);
    }
}
