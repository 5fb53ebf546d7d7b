//! What simple systems reach on the same rows: a figure means little without them.

use crate::feature::group::polarity_sums;
use crate::feature::names::LowerCaseWords;
use crate::feature::sequence::{Sequence, View};
use crate::feature::word::WordMemo;
use crate::instance::Instance;
use crate::label::CLASSES;

/// A system that learns nothing from a training table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Baseline {
    /// Always the class that is most frequent in the rows under review.
    Majority,
    /// The sign of the sentence's summed valence (VADER words, our negation scope), target and holder unseen.
    Lexicon,
}

/// VADER's cut: a compound valence within this distance of zero is neutral.
const COMPOUND_CUT: f32 = 0.05;

impl Baseline {
    /// All baselines, in the order of tables.
    pub const ALL: [Self; 2] = [Self::Majority, Self::Lexicon];

    /// The baseline's name in tables and files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Majority => "majority",
            Self::Lexicon => "lexicon",
        }
    }

    /// Classes of the instances whose gold classes are `gold`.
    pub fn predict(self, instances: &[&Instance], gold: &[usize]) -> Vec<usize> {
        match self {
            Self::Majority => vec![majority(gold); gold.len()],
            Self::Lexicon => {
                let mut memo = WordMemo::default();
                instances.iter().map(|instance| lexicon_class(instance, &mut memo)).collect()
            }
        }
    }
}

/// The most frequent class; the first one at a tie.
fn majority(gold: &[usize]) -> usize {
    let count = |class: &usize| gold.iter().filter(|&g| g == class).count();
    (0..CLASSES).rev().max_by_key(count).unwrap_or(0)
}

/// Class 0, 1 or 2 for a negative, neutral or positive compound valence.
fn lexicon_class(instance: &Instance, memo: &mut WordMemo) -> usize {
    let view = View { entities: false, names: false };
    let sequence = Sequence::read(instance, view, &LowerCaseWords::default(), memo);
    let compound = polarity_sums::values(&sequence)[polarity_sums::COMPOUND];
    if compound <= -COMPOUND_CUT {
        0
    } else if compound < COMPOUND_CUT {
        1
    } else {
        2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicon_reads_the_sign_and_its_negation() {
        let instance = |text: &str| Instance { text: text.into(), ..Instance::default() };
        let (good, bad) = (instance("They love the great plan."), instance("They do not love the plan."));
        assert_eq!(Baseline::Lexicon.predict(&[&good, &bad], &[0, 0]), [2, 0]);
    }

    #[test]
    fn the_majority_is_the_first_of_the_most_frequent() {
        assert_eq!(Baseline::Majority.predict(&[], &[2, 1, 2, 1, 0]), [1; 5]);
    }
}
