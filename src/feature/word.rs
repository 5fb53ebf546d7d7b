//! What the features know of a word by itself: its hashes, stem, valence and closed classes.
//!
//! Everything is worked out once for each different word and kept in a memo, so that a text costs one hash
//! and one look-up a token.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use super::hash;
use crate::lexicon::function_words::Classes;
use crate::lexicon::polarity;
use crate::lexicon::stem::stem;
use crate::lexicon::{Traits, hash_of, lexicon};
use crate::text::{Token, TokenKind};

/// A word as the features see it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Word {
    /// Hash of the normalised form: lower case, straight marks, numbers as one class.
    pub form: u64,
    /// Hash of its Snowball stem.
    pub stem: u64,
    /// VADER valence, from -4 to 4; 0 when unknown.
    pub valence: f32,
    /// Its closed classes.
    pub classes: Classes,
    /// Looks like a participle: ends in -ed, -en or -wn, or is one of ten irregular ones.
    pub participle: bool,
    /// What the word tables know of it.
    pub traits: Traits,
    /// A form of a verb that the tables know.
    pub verb: bool,
}

/// The normalised form of a token, as in feature names.
pub fn normal_form(text: &str, kind: TokenKind, into: &mut String) {
    into.clear();
    match kind {
        TokenKind::Number => into.push_str("<num>"),
        TokenKind::Mark => into.push_str(match text {
            "“" | "”" | "„" | "«" | "»" | "″" => "\"",
            "‘" | "’" | "‚" | "`" => "'",
            "–" | "—" | "―" | "‐" | "‑" | "−" => "-",
            "…" => "...",
            other => other,
        }),
        TokenKind::Word | TokenKind::Clitic => {
            for c in text.chars() {
                match c {
                    '’' => into.push('\''),
                    '\u{2010}' | '\u{2011}' => into.push('-'),
                    _ => into.extend(c.to_lowercase()),
                }
            }
        }
    }
}

/// Mean valence of the listed words that share a stem, for inflections that are not listed.
static VALENCE_OF_STEM: LazyLock<HashMap<u64, f32, FixedState>> = LazyLock::new(|| {
    let mut sums: HashMap<u64, (f32, f32), FixedState> = HashMap::default();
    for (word, valence) in polarity::rows() {
        let entry = sums.entry(hash::word(&stem(word))).or_default();
        entry.0 += valence;
        entry.1 += 1.0;
    }
    sums.into_iter().map(|(stem, (sum, count))| (stem, sum / count)).collect()
});

impl Word {
    fn of_form(form: &str) -> Self {
        let stem = hash::word(&stem(form));
        let known = lexicon().word(hash_of(form));
        let listed = polarity::valence(form).or_else(|| VALENCE_OF_STEM.get(&stem).copied());
        Self {
            form: hash::word(form),
            stem,
            valence: listed.unwrap_or(0.0),
            classes: Classes::of(form),
            participle: ["ed", "en", "wn"].iter().any(|end| form.ends_with(end))
                || ["hit", "hurt", "shot", "found", "held", "sent", "left", "made", "put", "cut"]
                    .contains(&form),
            traits: known.traits,
            verb: known.verb().is_some(),
        }
    }
}

/// Words already met. One for each thread; what it returns does not depend on what it has met.
#[derive(Debug, Default)]
pub struct WordMemo {
    known: HashMap<u64, Word, FixedState>,
    form: String,
}

/// A memo never grows beyond this many words: an endless stream of new words must not eat the memory.
const MEMO_LIMIT: usize = 1 << 17;

impl WordMemo {
    /// What the features know of a token.
    pub fn word(&mut self, source: &str, token: Token) -> Word {
        normal_form(token.text(source), token.kind, &mut self.form);
        let key = hash::word(&self.form);
        if let Some(word) = self.known.get(&key) {
            return *word;
        }
        if self.known.len() >= MEMO_LIMIT {
            self.known.clear();
        }
        let word = Word::of_form(&self.form);
        self.known.insert(key, word);
        word
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    fn word(text: &str) -> Word {
        WordMemo::default().word(text, tokenize(text)[0])
    }

    #[test]
    fn typography_does_not_matter() {
        assert_eq!(word("“"), word("\""));
        assert_eq!(word("O’Neill"), word("o'neill"));
        assert_eq!(word("1,200").form, word("7").form);
    }

    #[test]
    fn an_unlisted_inflection_takes_the_mean_of_its_stem() {
        assert_eq!(polarity::valence("applaudingly"), None);
        assert!(word("applaudingly").valence > 0.0);
        assert!(word("denounced").participle);
    }
}
