//! The integers that every figure of the article review derives from; those of several articles add up.

use std::ops::AddAssign;

use super::system::ArticleSystem;
use crate::article::annotated::GoldStance;
use crate::label::{CLASSES, Stance};
use crate::pipeline::Verdict;

/// Two sets laid over each other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Overlap {
    /// In both.
    pub hits: u64,
    /// Predicted.
    pub predicted: u64,
    /// Gold.
    pub gold: u64,
}

impl Overlap {
    /// Hits / predicted; undefined when nothing was predicted.
    pub fn precision(&self) -> Option<f64> {
        ratio(self.hits, self.predicted)
    }

    /// Hits / gold; undefined without gold.
    pub fn recall(&self) -> Option<f64> {
        ratio(self.hits, self.gold)
    }

    /// 2 hits / (predicted + gold); undefined when both are empty.
    pub fn f1(&self) -> Option<f64> {
        ratio(2 * self.hits, self.predicted + self.gold)
    }

    /// Precision, recall, F1.
    pub(in crate::evaluation) fn figures(&self) -> [Option<f64>; 3] {
        [self.precision(), self.recall(), self.f1()]
    }

    pub(in crate::evaluation) fn add(&mut self, hit: bool, predicted: bool, gold: bool) {
        self.hits += u64::from(hit);
        self.predicted += u64::from(predicted);
        self.gold += u64::from(gold);
    }
}

impl AddAssign<&Overlap> for Overlap {
    fn add_assign(&mut self, other: &Overlap) {
        self.hits += other.hits;
        self.predicted += other.predicted;
        self.gold += other.gold;
    }
}

/// Right ones among all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// Right ones.
    pub hits: u64,
    /// All.
    pub of: u64,
}

impl Share {
    /// Hits / all; undefined without any.
    pub fn value(&self) -> Option<f64> {
        ratio(self.hits, self.of)
    }

    pub(in crate::evaluation) fn add(&mut self, hit: bool) {
        self.hits += u64::from(hit);
        self.of += 1;
    }
}

impl AddAssign<&Share> for Share {
    fn add_assign(&mut self, other: &Share) {
        self.hits += other.hits;
        self.of += other.of;
    }
}

/// What became of the gold evidence: pairs of sentence and actor.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct EvidencePath {
    /// The actor was not found, or nothing was attributed to it anywhere.
    pub no_actor: u64,
    /// The actor was found, and the sentence was not attributed to it.
    pub not_attributed: u64,
    /// The sentence was attributed to the actor, and not taken to bear on the target.
    pub not_bearing: u64,
    /// It is predicted evidence.
    pub found: u64,
}

impl AddAssign<&EvidencePath> for EvidencePath {
    fn add_assign(&mut self, other: &EvidencePath) {
        self.no_actor += other.no_actor;
        self.not_attributed += other.not_attributed;
        self.not_bearing += other.not_bearing;
        self.found += other.found;
    }
}

pub(super) fn ratio(part: u64, whole: u64) -> Option<f64> {
    (whole != 0).then(|| part as f64 / whole as f64)
}

/// The rows of [`Confusion`]: the three classes in the order of [`Stance`], then mixed and none.
pub const GOLD: [&str; 5] = ["against", "neutral", "favor", "mixed", "none"];
/// The columns of [`Confusion`]. `missing`: no predicted actor bears the gold actor's name.
pub const PREDICTED: [&str; 7] = ["against", "neutral", "favor", "mixed", "uncertain", "none", "missing"];

/// Gold actors by their stance ([`GOLD`], down) and what was predicted for them ([`PREDICTED`], across). The last row,
/// actors without a stance, is there to be seen; no score of stances counts it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Confusion(pub [[u64; PREDICTED.len()]; GOLD.len()]);

/// The rows that are scored: all but `none`.
const SCORED: usize = 4;

impl Confusion {
    pub(super) fn add(&mut self, gold: GoldStance, predicted: Option<Verdict>) {
        self.0[row(gold)][column(predicted)] += 1;
    }

    /// One class against the rest, among gold actors with a stance.
    pub fn class(&self, class: usize) -> Overlap {
        let scored = &self.0[..SCORED];
        Overlap {
            hits: scored[class][class],
            predicted: scored.iter().map(|row| row[class]).sum(),
            gold: scored[class].iter().sum(),
        }
    }

    /// Mean precision of against, neutral and favor, an undefined one as 0; undefined without gold.
    pub fn macro_precision(&self) -> Option<f64> {
        self.mean(&[0, 1, 2], Overlap::precision)
    }

    /// Mean recall of against, neutral and favor, an undefined one as 0; undefined without gold.
    pub fn macro_recall(&self) -> Option<f64> {
        self.mean(&[0, 1, 2], Overlap::recall)
    }

    /// Mean F1 of against, neutral and favor, an undefined one as 0; undefined without gold.
    pub fn macro_f1(&self) -> Option<f64> {
        self.mean(&[0, 1, 2], Overlap::f1)
    }

    /// Mean F1 of favor and against (SemEval-2016 task 6), an undefined one as 0; undefined without gold.
    pub fn f_average(&self) -> Option<f64> {
        self.mean(&[Stance::Against as usize, Stance::Favor as usize], Overlap::f1)
    }

    fn mean(&self, classes: &[usize], figure: impl Fn(&Overlap) -> Option<f64>) -> Option<f64> {
        let sum: f64 = classes.iter().map(|&class| figure(&self.class(class)).unwrap_or(0.0)).sum();
        (self.accuracy().of > 0).then(|| sum / classes.len() as f64)
    }

    /// Gold actors with a stance, mixed ones too, whose stance is right.
    pub fn accuracy(&self) -> Share {
        let scored = &self.0[..SCORED];
        Share {
            hits: scored.iter().enumerate().map(|(class, row)| row[class]).sum(),
            of: scored.iter().flatten().sum(),
        }
    }
}

fn row(gold: GoldStance) -> usize {
    match gold {
        GoldStance::Against => 0,
        GoldStance::Neutral => 1,
        GoldStance::Favor => 2,
        GoldStance::Mixed => 3,
        GoldStance::None => 4,
    }
}

fn column(predicted: Option<Verdict>) -> usize {
    match predicted {
        Some(Verdict::Against) => 0,
        Some(Verdict::Neutral) => 1,
        Some(Verdict::Favor) => 2,
        Some(Verdict::Mixed) => 3,
        Some(Verdict::Uncertain) => 4,
        Some(Verdict::None) => 5,
        None => 6,
    }
}

/// What one system says of the actors.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct SystemTally {
    pub confusion: Confusion,
    pub triples: Overlap,
}

/// How many figures a system has.
pub(super) const SYSTEM_FIGURES: usize = 3 * CLASSES + 8;

impl SystemTally {
    /// Precision, recall and F1 of each class; their means, mean F1 of the sides, accuracy; those of the triples.
    pub(super) fn figures(&self) -> [Option<f64>; SYSTEM_FIGURES] {
        let mut all = [None; SYSTEM_FIGURES];
        for class in 0..CLASSES {
            all[3 * class..3 * class + 3].copy_from_slice(&self.confusion.class(class).figures());
        }
        let rest = &mut all[3 * CLASSES..];
        rest[..5].copy_from_slice(&[
            self.confusion.macro_precision(),
            self.confusion.macro_recall(),
            self.confusion.macro_f1(),
            self.confusion.f_average(),
            self.confusion.accuracy().value(),
        ]);
        rest[5..].copy_from_slice(&self.triples.figures());
        all
    }
}

impl AddAssign<&SystemTally> for SystemTally {
    fn add_assign(&mut self, other: &SystemTally) {
        let cells = self.confusion.0.iter_mut().flatten().zip(other.confusion.0.iter().flatten());
        cells.for_each(|(sum, n)| *sum += n);
        self.triples += &other.triples;
    }
}

/// All counts of one article, or of several.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub detection: Overlap,
    pub attribution: Overlap,
    pub attributed: Share,
    pub voices: Share,
    pub evidence: Overlap,
    pub path: EvidencePath,
    pub systems: [SystemTally; ArticleSystem::ALL.len()],
}

impl AddAssign<&Tally> for Tally {
    fn add_assign(&mut self, other: &Tally) {
        self.detection += &other.detection;
        self.attribution += &other.attribution;
        self.attributed += &other.attributed;
        self.voices += &other.voices;
        self.evidence += &other.evidence;
        self.path += &other.path;
        for (sum, more) in self.systems.iter_mut().zip(&other.systems) {
            *sum += more;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_actor_costs_recall_and_a_mixed_one_costs_precision() {
        let mut confusion = Confusion::default();
        confusion.add(GoldStance::Favor, Some(Verdict::Favor));
        confusion.add(GoldStance::Favor, None);
        confusion.add(GoldStance::Mixed, Some(Verdict::Favor));
        // Gold actors without a stance are shown, not scored.
        confusion.add(GoldStance::None, Some(Verdict::Favor));
        let favor = confusion.class(Stance::Favor as usize);
        assert_eq!((favor.hits, favor.predicted, favor.gold), (1, 2, 2));
        assert_eq!(confusion.accuracy(), Share { hits: 1, of: 3 });
        assert_eq!(confusion.f_average(), Some(0.25));
    }

    #[test]
    fn nothing_over_nothing_is_undefined() {
        assert_eq!(Overlap::default().figures(), [None; 3]);
        assert_eq!(Confusion::default().macro_f1(), None);
        assert_eq!(Share::default().value(), None);
    }
}
