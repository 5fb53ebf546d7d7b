//! Fingerprints: 64-bit names of features that are the same on every machine and in every release.
//!
//! A word is hashed once (xxh3); the fingerprint of an n-gram is a chain of folded multiplications over the
//! hashes of its words, so no string is built. 64 bits make a clash among a million features about one in
//! 37 million.

use xxhash_rust::xxh3::xxh3_64;

/// Hash of a word's characters.
pub fn word(text: &str) -> u64 {
    xxh3_64(text.as_bytes())
}

/// The fingerprint `left` extended by `right`; the order counts.
pub fn mix(left: u64, right: u64) -> u64 {
    // Two odd constants with random bits (digits of pi), as in wyhash's folded multiply.
    let product = u128::from(left ^ 0x243f_6a88_85a3_08d3) * u128::from(right ^ 0x1319_8a2e_0370_7345);
    #[expect(clippy::cast_possible_truncation, reason = "both halves of the product are used")]
    let folded = (product as u64) ^ ((product >> 64) as u64);
    folded
}

/// The fingerprint of a sequence, begun with a tag that keeps groups apart.
pub fn chain(tag: u64, parts: impl IntoIterator<Item = u64>) -> u64 {
    parts.into_iter().fold(tag, mix)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_tag_count() {
        let (a, b) = (word("backs"), word("rejects"));
        assert_ne!(mix(a, b), mix(b, a));
        assert_ne!(chain(1, [a, b]), chain(2, [a, b]));
    }

    #[test]
    fn fingerprints_never_change_between_releases() {
        assert_eq!(word("report"), 18_020_957_101_937_042_820);
        assert_eq!(chain(word("ngrams"), [word("the"), word("report")]), 3_920_980_414_005_556_085);
    }
}
