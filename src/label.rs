//! The labels of the two heads, the voice of a sentence, and probabilities over three classes.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// How many classes each head has.
pub const CLASSES: usize = 3;

/// A head's label set: three classes in a fixed order, which is the order of every probability vector,
/// weight row, table and file.
pub trait Label: Copy + Eq + Ord + fmt::Display + FromStr + Send + Sync + 'static {
    /// All classes, in index order.
    const ALL: [Self; CLASSES];
    /// The head's name: "stance" or "sentiment".
    const HEAD: &'static str;
    /// The class's name in files and tables.
    fn name(self) -> &'static str;
    /// Position in [`Label::ALL`].
    fn index(self) -> usize;
}

macro_rules! label {
    ($(#[$doc:meta])* $name:ident, $head:literal, $($(#[$vdoc:meta])* $variant:ident = $index:literal, $text:literal);+ $(;)?) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "lowercase")]
        pub enum $name { $($(#[$vdoc])* $variant = $index),+ }

        impl Label for $name {
            const ALL: [Self; CLASSES] = [$(Self::$variant),+];
            const HEAD: &'static str = $head;
            fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
            fn index(self) -> usize {
                self as usize
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.name())
            }
        }

        /// linfa predicts into a vector that must be filled first; the neutral class is as good as any.
        impl Default for $name {
            fn default() -> Self {
                Self::Neutral
            }
        }

        impl linfa::dataset::Label for $name {}
    };
}

label! {
    /// Stance of a holder toward a target.
    Stance, "stance",
    /// The holder is against the target.
    Against = 0, "against";
    /// The holder bears on the target and takes no side, or declines to.
    Neutral = 1, "neutral";
    /// The holder is in favour of the target.
    Favor = 2, "favor";
}

label! {
    /// Sentiment of a sentence itself, whatever the target.
    Sentiment, "sentiment",
    /// The sentence tells of something bad, or tells it in a negative tone.
    Negative = 0, "negative";
    /// Neither, or both in balance.
    Neutral = 1, "neutral";
    /// The sentence tells of something good, or tells it in a positive tone.
    Positive = 2, "positive";
}

/// The text is not one of the spellings of a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown label")]
pub struct UnknownLabel;

/// Any case; `favour`, `support`, `pro`, `oppose`, `con` and `none` are read too.
impl FromStr for Stance {
    type Err = UnknownLabel;

    fn from_str(s: &str) -> Result<Self, UnknownLabel> {
        match s.trim().to_lowercase().as_str() {
            "favor" | "favour" | "support" | "pro" => Ok(Self::Favor),
            "against" | "oppose" | "con" => Ok(Self::Against),
            "neutral" | "none" => Ok(Self::Neutral),
            _ => Err(UnknownLabel),
        }
    }
}

/// Any case.
impl FromStr for Sentiment {
    type Err = UnknownLabel;

    fn from_str(s: &str) -> Result<Self, UnknownLabel> {
        match s.trim().to_lowercase().as_str() {
            "positive" => Ok(Self::Positive),
            "negative" => Ok(Self::Negative),
            "neutral" => Ok(Self::Neutral),
            _ => Err(UnknownLabel),
        }
    }
}

/// In whose words the holder's view stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Voice {
    /// The author tells of it: no speech is reported.
    #[default]
    Author,
    /// The holder's own words, quoted.
    Direct,
    /// The holder's speech in the author's words.
    Indirect,
    /// Reported speech with quoted parts.
    Mixed,
}

impl Voice {
    /// All voices, in the order of tables.
    pub const ALL: [Self; 4] = [Self::Author, Self::Direct, Self::Indirect, Self::Mixed];

    /// The voice's name in files and tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
        }
    }
}

impl fmt::Display for Voice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Voice {
    type Err = UnknownLabel;

    fn from_str(s: &str) -> Result<Self, UnknownLabel> {
        let wanted = s.trim().to_lowercase();
        Self::ALL.into_iter().find(|v| v.name() == wanted).ok_or(UnknownLabel)
    }
}

/// Probabilities of the three classes in index order; they are not negative and sum to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Probabilities(pub [f64; CLASSES]);

impl Probabilities {
    /// Softmax of logits, shifted by the largest so that nothing overflows.
    pub fn from_logits(logits: [f64; CLASSES]) -> Self {
        let top = logits.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let exps = logits.map(|z| libm::exp(z - top));
        let sum: f64 = exps.iter().sum();
        Self(exps.map(|e| e / sum))
    }

    /// Index of the most probable class; the first one at a tie.
    pub fn argmax(&self) -> usize {
        let mut best = 0;
        for (i, &p) in self.0.iter().enumerate() {
            if p > self.0[best] {
                best = i;
            }
        }
        best
    }

    /// The most probable class as a label.
    pub fn label<L: Label>(&self) -> L {
        L::ALL[self.argmax()]
    }

    /// The largest probability.
    pub fn confidence(&self) -> f64 {
        self.0[self.argmax()]
    }

    /// The distance between the largest and the second largest probability.
    pub fn margin(&self) -> f64 {
        let top = self.argmax();
        let second = (0..CLASSES).filter(|&i| i != top).map(|i| self.0[i]).fold(0.0, f64::max);
        self.0[top] - second
    }

    /// Probability of one class.
    pub fn of<L: Label>(&self, label: L) -> f64 {
        self.0[label.index()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_stance() {
        for (text, stance) in [
            ("Favour", Stance::Favor),
            (" PRO ", Stance::Favor),
            ("oppose", Stance::Against),
            ("none", Stance::Neutral),
        ] {
            assert_eq!(text.parse(), Ok(stance));
        }
        assert_eq!("positive".parse::<Stance>(), Err(UnknownLabel));
    }

    #[test]
    fn softmax_survives_large_logits() {
        let p = Probabilities::from_logits([1e4, 0.0, -1e4]);
        assert_eq!(p.0, [1.0, 0.0, 0.0]);
        assert!((p.margin() - 1.0).abs() < 1e-12);
    }
}
