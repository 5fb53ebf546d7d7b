//! From an actor's evidence to its stance.
//!
//! The strength of a stance is that of its strongest evidence; its direction is the weighted mean of
//! log(p favor / p against) over the evidence that takes a side. An actor is neutral only when no evidence takes a
//! side: never a plain mean, so that one clear sentence among four procedural ones stays clear.

use std::fmt;

use super::evidence::Evidence;
use crate::article::annotated::GoldStance;
use crate::label::{Probabilities, Stance};
use crate::model::{ActorEvidence, ActorHead, Weighed};

/// The stance of an actor over a whole article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// In favour of the target.
    Favor,
    /// Against it.
    Against,
    /// Bears on the target and takes no side.
    Neutral,
    /// Strong evidence for both sides.
    Mixed,
    /// Less certain than was asked for.
    Uncertain,
    /// No evidence.
    None,
}

impl Verdict {
    /// Its name in files and tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Favor => "favor",
            Self::Against => "against",
            Self::Neutral => "neutral",
            Self::Mixed => "mixed",
            Self::Uncertain => "uncertain",
            Self::None => "none",
        }
    }

    /// For or against the target, or both.
    pub fn takes_side(self) -> bool {
        matches!(self, Self::Favor | Self::Against | Self::Mixed)
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl From<Stance> for Verdict {
    fn from(stance: Stance) -> Self {
        match stance {
            Stance::Favor => Self::Favor,
            Stance::Against => Self::Against,
            Stance::Neutral => Self::Neutral,
        }
    }
}

/// What a gold stance should come out as.
impl From<GoldStance> for Verdict {
    fn from(gold: GoldStance) -> Self {
        match gold {
            GoldStance::Favor => Self::Favor,
            GoldStance::Against => Self::Against,
            GoldStance::Neutral => Self::Neutral,
            GoldStance::Mixed => Self::Mixed,
            GoldStance::None => Self::None,
        }
    }
}

/// A stance with its confidence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ActorStance {
    /// The stance.
    pub verdict: Verdict,
    /// From 0 to 1; 0 for an actor without evidence.
    pub confidence: f64,
    /// The weighted mean of log(p favor / p against) over the evidence that takes a side; 0 when none does.
    pub direction: f64,
    /// What the model's actor head says, where it decided and not the rule.
    pub by_head: Option<Probabilities>,
}

/// Evidence for a pole is strong from this probability on.
const STRONG: f64 = 0.6;

impl ActorStance {
    /// The stance of an actor without evidence.
    pub fn none() -> Self {
        Self { verdict: Verdict::None, confidence: 0.0, direction: 0.0, by_head: None }
    }

    /// The stance that evidence makes; `uncertain` below `min_confidence`. Evidence that names the target decides; only
    /// where none of it takes a side does what the same quotation carries on, and last what runs on from the topic.
    pub fn of(evidence: &[Evidence], min_confidence: f64) -> Self {
        let weakest = deciding_rank(evidence);
        let judged: Vec<(Probabilities, f64)> = evidence
            .iter()
            .filter(|e| rank(e) <= weakest)
            .map(|e| (e.probabilities, e.attribution_confidence))
            .collect();
        Self::from_probabilities(&judged, min_confidence)
    }

    /// The same from the evidence's probabilities and the confidences of their attributions.
    pub fn from_probabilities(judged: &[(Probabilities, f64)], min_confidence: f64) -> Self {
        if judged.is_empty() {
            return Self::none();
        }
        let sides: Vec<_> = judged.iter().filter(|(p, _)| p.label::<Stance>() != Stance::Neutral).collect();
        let mut stance = if sides.is_empty() {
            let neutral = judged.iter().map(|(p, _)| p.of(Stance::Neutral)).fold(0.0, f64::max);
            Self { verdict: Verdict::Neutral, confidence: neutral, direction: 0.0, by_head: None }
        } else {
            let (mut sum, mut weights) = (0.0, 0.0);
            for (p, attribution) in &sides {
                let weight = attribution * (1.0 - p.of(Stance::Neutral));
                // A model may be so sure that a probability is zero.
                let [favor, against] =
                    [Stance::Favor, Stance::Against].map(|pole| p.of(pole).max(f64::MIN_POSITIVE));
                sum += weight * (favor.ln() - against.ln());
                weights += weight;
            }
            let direction = sum / weights;
            let strongest = |pole: Stance| sides.iter().map(|(p, _)| p.of(pole)).fold(0.0, f64::max);
            let (favor, against) = (strongest(Stance::Favor), strongest(Stance::Against));
            let (verdict, confidence) = if favor >= STRONG && against >= STRONG {
                (Verdict::Mixed, favor.min(against))
            } else if direction > 0.0 {
                (Verdict::Favor, favor)
            } else {
                (Verdict::Against, against)
            };
            Self { verdict, confidence, direction, by_head: None }
        };
        stance.abstain_below(min_confidence);
        stance
    }

    /// What an actor head says of evidence, of which there must be some. Strong evidence for both sides stays `mixed`:
    /// of the three stances none is right there.
    pub fn by_head(head: &ActorHead, evidence: &[Evidence], told: usize, min_confidence: f64) -> Self {
        let mut stance = Self::of(evidence, 0.0);
        let probabilities = head.probabilities(&weighed(evidence, told));
        stance.by_head = Some(probabilities);
        if stance.verdict != Verdict::Mixed {
            stance.verdict = probabilities.label::<Stance>().into();
            stance.confidence = probabilities.0[probabilities.argmax()];
        }
        stance.abstain_below(min_confidence);
        stance
    }

    fn abstain_below(&mut self, min_confidence: f64) {
        if self.confidence < min_confidence {
            self.verdict = Verdict::Uncertain;
        }
    }
}

/// Evidence as an actor head sees it, with how often others tell of the actor's stance.
pub fn weighed(evidence: &[Evidence], told: usize) -> ActorEvidence {
    let deciding = deciding_rank(evidence);
    let own = evidence.iter().map(|e| Weighed {
        probabilities: e.probabilities,
        voice: e.voice,
        declined: e.declined,
        named: rank(e) == 0,
        decides: rank(e) <= deciding,
    });
    ActorEvidence { own: own.collect(), told }
}

/// 0 for evidence that names the target, more for what is only carried on or runs on.
fn rank(evidence: &Evidence) -> u8 {
    u8::from(evidence.carried) + u8::from(evidence.run_on)
}

/// Evidence up to this rank decides: the least of what takes a side, and where nothing does, the least of all.
fn deciding_rank(evidence: &[Evidence]) -> u8 {
    let sided = evidence.iter().filter(|e| e.stance() != Stance::Neutral).map(rank).min();
    sided.or_else(|| evidence.iter().map(rank).min()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(rows: &[[f64; 3]]) -> ActorStance {
        let judged: Vec<_> = rows.iter().map(|&row| (Probabilities(row), 1.0)).collect();
        ActorStance::from_probabilities(&judged, 0.0)
    }

    #[test]
    fn one_clear_sentence_among_procedural_ones_stays_clear() {
        let procedural = [0.1, 0.8, 0.1];
        let stance = of(&[procedural, procedural, [0.8, 0.15, 0.05], procedural, procedural]);
        assert_eq!((stance.verdict, stance.confidence), (Verdict::Against, 0.8));
    }

    #[test]
    fn neutral_only_when_nothing_takes_a_side() {
        assert_eq!(of(&[[0.3, 0.4, 0.3], [0.1, 0.8, 0.1]]).verdict, Verdict::Neutral);
        assert_eq!(of(&[]).verdict, Verdict::None);
    }

    #[test]
    fn strong_evidence_for_both_sides_is_mixed() {
        assert_eq!(of(&[[0.7, 0.2, 0.1], [0.1, 0.2, 0.7]]).verdict, Verdict::Mixed);
        assert_eq!(of(&[[0.7, 0.2, 0.1], [0.2, 0.35, 0.45]]).verdict, Verdict::Against);
    }

    #[test]
    fn below_the_wanted_confidence_it_is_uncertain() {
        let judged = [(Probabilities([0.5, 0.3, 0.2]), 1.0)];
        assert_eq!(ActorStance::from_probabilities(&judged, 0.6).verdict, Verdict::Uncertain);
    }
}
