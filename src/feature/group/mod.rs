//! The groups of features: one file each, with its own switch in the recipe.

mod bag;
mod clause;
mod holder_window;
mod mention;
mod neighbours;
mod ngrams;
mod passive;
mod polar_patterns;
mod polar_words;
mod polarity_counts;
pub mod polarity_sums;
mod sides;
mod speech;
mod stance_cues;
mod touching;
mod window;
mod words;

use serde::{Deserialize, Serialize};

use super::sequence::Sequence;
use super::sink::{Emitter, Sink};

macro_rules! groups {
    ($($(#[$doc:meta])* $group:ident = $module:ident),+ $(,)?) => {
        /// A group of sparse features. Each group's rows are scaled to length 1, so that a big group does not
        /// drown a small one.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Group { $($(#[$doc])* $group),+ }

        impl Group {
            /// All groups, in the order of recipes and tables.
            pub const ALL: &'static [Self] = &[$(Self::$group),+];

            /// The group's name in recipes.
            pub fn name(self) -> &'static str {
                match self { $(Self::$group => stringify!($module)),+ }
            }

            /// Writes the group's features of one sequence.
            pub fn extract<S: Sink>(self, sequence: &Sequence<'_>, sink: &mut S) {
                match self {
                    $(Self::$group => $module::extract(sequence, &mut Emitter::new(self.name(), sequence, sink))),+
                }
            }
        }
    };
}

groups! {
    /// Stems and pairs of stems.
    Bag = bag,
    /// Words and pairs of words, unstemmed.
    Words = words,
    /// Stems and pairs of stems, negated ones marked.
    Ngrams = ngrams,
    /// Stems by side of the target.
    Sides = sides,
    /// 1–3-grams close to the target.
    Window = window,
    /// The strings that touch the target.
    Touching = touching,
    /// 1–3-grams of the target's clause.
    Clause = clause,
    /// The first content words on each side of the target.
    Neighbours = neighbours,
    /// 1–3-grams close to the holder, and between holder and target.
    HolderWindow = holder_window,
    /// Words and phrases that take a side, and whose they are.
    StanceCues = stance_cues,
    /// Is the target acted upon, or does it act?
    Passive = passive,
    /// Who speaks, what is quoted, in whose voice.
    Speech = speech,
    /// The shape and place of the target's mention.
    Mention = mention,
    /// The order of polar words and entities.
    PolarPatterns = polar_patterns,
    /// How many good and bad words stand where.
    PolarityCounts = polarity_counts,
    /// Polar words by side and nearness of entities.
    PolarWords = polar_words,
}

/// "left" or "right" of the target, or "no target".
fn side(position: usize, target: Option<usize>) -> &'static str {
    match target {
        None => "no target",
        Some(at) if position < at => "left",
        Some(_) => "right",
    }
}

/// 1, 2, 3 (for 3–4), 5 (for 5–8), 9 (for more).
fn distance_bucket(distance: usize) -> i64 {
    match distance {
        0..=1 => 1,
        2 => 2,
        3..=4 => 3,
        5..=8 => 5,
        _ => 9,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_named_in_recipes_as_its_file() {
        for group in Group::ALL {
            assert_eq!(serde_json::to_string(group).unwrap(), format!("{:?}", group.name()));
        }
    }
}
