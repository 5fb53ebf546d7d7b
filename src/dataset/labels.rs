//! Which label does a word stand for? The known spellings, and the user's own through `--map`.

use std::collections::BTreeMap;

use crate::error::{Error, Result};
use crate::label::{Label, Sentiment, Stance};

/// Translations of foreign labels; a translated label of none means "not labelled".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LabelMap {
    stance: BTreeMap<String, Option<Stance>>,
    sentiment: BTreeMap<String, Option<Sentiment>>,
}

impl LabelMap {
    /// Reads pairs `FOREIGN=LABEL`. A LABEL of the stance head translates the column `stance`, one of the
    /// sentiment head the column `sentiment`, `neutral` and an empty one (not labelled) both.
    ///
    /// ```
    /// use stance::dataset::LabelMap;
    /// assert!(LabelMap::parse(&["positive=favor", "0=neutral", "unclear="]).is_ok());
    /// assert!(LabelMap::parse(&["positive=good"]).is_err());
    /// ```
    pub fn parse<S: AsRef<str>>(pairs: &[S]) -> Result<Self> {
        let mut map = Self::default();
        for pair in pairs {
            let pair = pair.as_ref();
            let (foreign, ours) = pair.split_once('=').ok_or_else(|| {
                Error::usage(format!("--map {pair}: no \"=\"\n  hint: write --map positive=favor"))
            })?;
            map.add(&key(foreign), ours.trim()).ok_or_else(|| {
                Error::usage(format!(
                    "--map {pair}: \"{}\" is not a label\n  hint: use {}, {}, or nothing for \"not labelled\"",
                    ours.trim(),
                    names::<Stance>(),
                    names::<Sentiment>(),
                ))
            })?;
        }
        Ok(map)
    }

    fn add(&mut self, foreign: &str, ours: &str) -> Option<()> {
        let (stance, sentiment) = if is_missing(ours) {
            (Some(None), Some(None))
        } else {
            (ours.parse().ok().map(Some), ours.parse().ok().map(Some))
        };
        if stance.is_none() && sentiment.is_none() {
            return None;
        }
        if let Some(label) = stance {
            self.stance.insert(foreign.to_owned(), label);
        }
        if let Some(label) = sentiment {
            self.sentiment.insert(foreign.to_owned(), label);
        }
        Some(())
    }

    pub(super) fn stance(&self, word: &str) -> Reading<Stance> {
        read(&self.stance, word)
    }

    pub(super) fn sentiment(&self, word: &str) -> Reading<Sentiment> {
        read(&self.sentiment, word)
    }
}

/// A label, none for a row that is not labelled, or what is wrong and how to mend it.
pub(super) type Reading<L> = std::result::Result<Option<L>, (String, String)>;

fn read<L: Label>(map: &BTreeMap<String, Option<L>>, word: &str) -> Reading<L> {
    if let Some(label) = (!map.is_empty()).then(|| map.get(&key(word))).flatten() {
        return Ok(*label);
    }
    if is_missing(word) {
        return Ok(None);
    }
    word.parse().map(Some).map_err(|_| {
        let message = format!("\"{word}\" is not a {}", L::HEAD);
        let hint = format!(
            "use {}, leave it empty, or translate it: --map \"{word}={}\"",
            names::<L>(),
            L::ALL[L::ALL.len() - 1]
        );
        (message, hint)
    })
}

fn key(word: &str) -> String {
    word.trim().to_lowercase()
}

/// Empty, NA, NaN or null, in any case.
fn is_missing(word: &str) -> bool {
    let word = word.trim();
    word.is_empty() || ["na", "nan", "null"].iter().any(|m| word.eq_ignore_ascii_case(m))
}

/// `favor, neutral or against`.
fn names<L: Label>() -> String {
    let [last, middle, first] = L::ALL.map(Label::name);
    format!("{first}, {middle} or {last}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_translation_goes_to_the_head_of_its_label() {
        let map = LabelMap::parse(&["Positive=favor", "0=neutral"]).unwrap();
        assert_eq!(map.stance("POSITIVE"), Ok(Some(Stance::Favor)));
        assert_eq!(map.sentiment("positive"), Ok(Some(Sentiment::Positive)));
        assert_eq!(map.stance("0"), Ok(Some(Stance::Neutral)));
        assert_eq!(map.sentiment("0"), Ok(Some(Sentiment::Neutral)));
    }

    #[test]
    fn a_label_can_be_translated_to_not_labelled() {
        let map = LabelMap::parse(&["unclear=NA"]).unwrap();
        assert_eq!(map.stance("Unclear"), Ok(None));
    }

    #[test]
    fn an_unknown_label_says_how_to_mend_it() {
        let (message, hint) = LabelMap::default().stance("positive").unwrap_err();
        assert_eq!(message, "\"positive\" is not a stance");
        assert_eq!(
            hint,
            "use favor, neutral or against, leave it empty, or translate it: --map \"positive=favor\""
        );
    }

    #[test]
    fn a_wrong_map_is_wrong_usage() {
        let error = LabelMap::parse(&["positive"]).unwrap_err();
        assert_eq!(error.exit_code(), 2);
        assert_eq!(error.to_string(), "--map positive: no \"=\"\n  hint: write --map positive=favor");
        assert_eq!(
            LabelMap::parse(&["a=b"]).unwrap_err().to_string(),
            "--map a=b: \"b\" is not a label\n  hint: use favor, neutral or against, positive, neutral or negative, \
             or nothing for \"not labelled\""
        );
    }
}
