//! Does the confidence that is shown with an actor's stance mean what it says?
//!
//! An actor is *shown* when it has a stance, thus evidence; it is *matched* when gold has an actor of its name. The
//! stance of a matched actor is right when it is the gold one. Of the actors shown, those that gold does not have, or
//! has as a document, are wrong: that is what a reader meets.

use super::mistake::is_right;
use super::system::Scene;
use super::tally::ratio;
use crate::metric::calibration::{BINS, Bin, Binning, expected_calibration_error, reliability};
use crate::metric::interval::LEVEL;
use crate::metric::rows::Scored;
use crate::metric::selection::{
    Point, Threshold, area_under_risk_coverage, risk_coverage, threshold_for_precision,
};
use crate::metric::{Bootstrap, Estimate, Sureness};
use crate::pipeline::Verdict;

/// Calibration of the actors' stances.
#[derive(Debug, Clone)]
pub struct ActorCertainty {
    /// Actors that are matched to gold.
    pub matched: ActorCalibration,
    /// All that are shown.
    pub shown: ActorCalibration,
    /// The precision that was wanted.
    pub wanted: f64,
}

/// Confidence against what came about.
#[derive(Debug, Clone)]
pub struct ActorCalibration {
    /// Actors with a stance.
    pub actors: u64,
    /// Actors whose stance is right.
    pub right: u64,
    /// Expected calibration error, 15 bins of equal width; the interval draws articles.
    pub error: Estimate,
    /// The same over bins of equal mass.
    pub error_equal_mass: Option<f64>,
    /// Brier score of "the stance is right", in `[0, 1]`.
    pub brier: Estimate,
    /// Reliability, bins of equal width.
    pub equal_width: Vec<Bin>,
    /// Reliability, bins of equal mass.
    pub equal_mass: Vec<Bin>,
    /// Risk against coverage, the most certain actors first.
    pub curve: Vec<Point>,
    /// Area under that curve; lower is better.
    pub area: Option<f64>,
    /// The lowest confidence that keeps the wanted precision; none where no confidence does.
    pub threshold: Option<Threshold>,
}

impl ActorCalibration {
    /// Share of right stances; undefined without actors.
    pub fn share_right(&self) -> Option<f64> {
        ratio(self.right, self.actors)
    }

    /// Mean confidence less the share of right stances, in `[-1, 1]`; undefined without actors.
    pub fn overconfidence(&self) -> Option<f64> {
        let confidence: f64 = self.equal_width.iter().map(|bin| bin.confidence * bin.rows as f64).sum();
        self.share_right().map(|right| confidence / self.actors as f64 - right)
    }
}

/// An actor with a stance.
#[derive(Debug, Clone, Copy)]
pub(super) struct ShownActor {
    /// Confidence, and whether the stance is right.
    pub scored: Scored,
    /// Gold has it.
    pub matched: bool,
}

/// The actors of one article that are shown, in order.
pub(super) fn shown(scene: &Scene) -> Vec<ShownActor> {
    let actors = scene.outcome.actors.iter();
    actors
        .filter(|outcome| outcome.stance.verdict != Verdict::None)
        .map(|outcome| {
            let gold = scene.matching.gold[outcome.actor]
                .map(|gold| &scene.article.actors[gold])
                .filter(|gold| !gold.is_document());
            let hit = gold.is_some_and(|gold| is_right(gold.stance, Some(outcome.stance.verdict)));
            ShownActor { scored: Scored { score: outcome.stance.confidence, hit }, matched: gold.is_some() }
        })
        .collect()
}

/// Calibration over the actors of all articles.
pub(super) fn certainty(articles: &[Vec<ShownActor>], wanted: f64, bootstrap: &Bootstrap) -> ActorCertainty {
    ActorCertainty {
        matched: calibration(articles, |actor| actor.matched, wanted, bootstrap),
        shown: calibration(articles, |_| true, wanted, bootstrap),
        wanted,
    }
}

fn calibration(
    articles: &[Vec<ShownActor>],
    counts: impl Fn(&ShownActor) -> bool,
    wanted: f64,
    bootstrap: &Bootstrap,
) -> ActorCalibration {
    let articles: Vec<Vec<Scored>> = articles
        .iter()
        .map(|actors| actors.iter().filter(|actor| counts(actor)).map(|actor| actor.scored).collect())
        .collect();
    let sums: Vec<Sureness> = articles
        .iter()
        .map(|actors| {
            let mut sum = Sureness::default();
            for actor in actors {
                sum.add(*actor);
            }
            sum
        })
        .collect();
    let estimates = bootstrap.estimate(&sums, Sureness::figures);
    let all: Vec<Scored> = articles.concat();
    let equal_mass = reliability(&all, Binning::EqualMass, BINS, LEVEL);
    let curve = risk_coverage(&all);
    ActorCalibration {
        actors: all.len() as u64,
        right: all.iter().filter(|actor| actor.hit).count() as u64,
        error: estimates.first().copied().unwrap_or_default(),
        error_equal_mass: expected_calibration_error(&equal_mass),
        brier: estimates.get(1).copied().unwrap_or_default(),
        equal_width: reliability(&all, Binning::EqualWidth, BINS, LEVEL),
        equal_mass,
        area: area_under_risk_coverage(&curve),
        threshold: threshold_for_precision(&curve, wanted, LEVEL),
        curve,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_not_in_gold_is_wrong_among_those_shown() {
        let actor = |score, hit, matched| ShownActor { scored: Scored { score, hit }, matched };
        let articles = [vec![actor(0.9, true, true), actor(0.8, false, false)], vec![actor(0.6, true, true)]];
        let ours = certainty(&articles, 0.5, &Bootstrap::default());
        assert_eq!((ours.matched.actors, ours.matched.right), (2, 2));
        assert_eq!((ours.shown.actors, ours.shown.right), (3, 2));
        let close = |value: Option<f64>, wanted: f64| (value.unwrap() - wanted).abs() < 1e-12;
        assert!(close(ours.matched.error.value, 0.25));
        assert!(close(ours.matched.brier.value, 0.085));
        assert!(close(ours.shown.error.value, (0.1 + 0.8 + 0.4) / 3.0));
        assert!(ours.shown.error.interval.is_some());
        assert!(close(ours.shown.share_right(), 2.0 / 3.0));
        assert!(close(ours.shown.overconfidence(), 2.3 / 3.0 - 2.0 / 3.0));
        assert_eq!(ours.shown.curve.len(), 3);
        let none = certainty(&[], 0.5, &Bootstrap::default());
        assert_eq!((none.shown.actors, none.shown.error.value, none.shown.area), (0, None, None));
        assert_eq!(none.shown.overconfidence(), None);
    }
}
