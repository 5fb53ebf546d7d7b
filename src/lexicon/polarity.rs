//! How good or bad a word is in itself: the VADER valence list (Hutto & Gilbert 2014, MIT), words only.
//!
//! Valence runs from -4 (very negative) to 4 (very positive), the mean of ten raters. The list was rated on
//! social-media text, so it is a feature that the model weighs, never the verdict.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

/// `word<TAB>valence`, sorted by word.
const VADER: &str = include_str!("data/vader.tsv");

/// The list's rows: lower-case word and valence, in alphabetical order.
pub fn rows() -> impl Iterator<Item = (&'static str, f32)> {
    VADER.lines().filter_map(|line| {
        let (word, valence) = line.split_once('\t')?;
        Some((word, valence.parse().ok()?))
    })
}

/// Valence of a lower-case word, if it is listed.
pub fn valence(lower: &str) -> Option<f32> {
    static BY_WORD: LazyLock<HashMap<&str, f32, FixedState>> = LazyLock::new(|| rows().collect());
    BY_WORD.get(lower).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_list_is_read() {
        assert_eq!(rows().count(), VADER.lines().count());
        assert!(rows().all(|(_, valence)| (-4.0..=4.0).contains(&valence)));
        assert!(rows().map(|(word, _)| word).is_sorted());
    }

    #[test]
    fn listed_and_unlisted_words() {
        assert!(valence("abandon").is_some_and(|v| v < 0.0));
        assert_eq!(valence("lighthouse"), None);
    }
}
