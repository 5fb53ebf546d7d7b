//! Stems: Snowball English (`rust-stemmers`).

use std::borrow::Cow;

use rust_stemmers::{Algorithm, Stemmer};

/// The Snowball English stem of a lower-case word.
pub fn stem(lower: &str) -> Cow<'_, str> {
    thread_local! {
        static ENGLISH: Stemmer = Stemmer::create(Algorithm::English);
    }
    ENGLISH.with(|english| english.stem(lower))
}

#[cfg(test)]
mod tests {
    #[test]
    fn inflections_share_a_stem() {
        assert_eq!(super::stem("rejected"), super::stem("rejects"));
    }
}
