//! A review of the whole pipeline on annotated articles: four numbers, never one.
//!
//! 1. **actors**: an actor counts as predicted when something is attributed to it (evidence always is), and as gold
//!    when it has a view or a stance other than `none`; they are paired by name;
//! 2. **attribution**: pairs of sentence and actor; *accuracy* is the share of gold views of found actors that were
//!    attributed to them, *voice* the share of right attributions with the right voice. **Evidence** is the same for
//!    those that bear on the target;
//! 3. **stance**: for each gold actor with a stance, what is said of the predicted actor matched to it; an actor that
//!    was not found, `none` and `uncertain` are errors;
//! 4. **triples**: (actor, target, stance that takes a side) with all three right; `mixed` takes a side of its own.
//!
//! Documents and boilerplate are left out on both sides; a document that is given a stance is a wrong triple. All
//! intervals draw whole articles.

mod certainty;
mod count;
mod matching;
mod mistake;
mod names;
mod system;
mod tally;
mod views;

use rayon::prelude::*;

use super::leak::{Known, Leaks};
use super::table::{HeadEvaluation, head_evaluations};
use crate::article::annotated::AnnotatedArticle;
use crate::dataset::{Dataset, article_rows};
use crate::error::{Error, Result};
use crate::feature::Scratch;
use crate::label::CLASSES;
use crate::metric::bootstrap::sum;
use crate::metric::{Bootstrap, Estimate};
use crate::model::Model;
use crate::pipeline::{Classifier, Options};
use crate::target::TargetSpec;

use certainty::{ShownActor, certainty, shown};
use count::counts;
use matching::Matching;
use mistake::mistakes;
use system::{Scene, majority};
use tally::{SYSTEM_FIGURES, SystemTally, Tally};
use views::Views;

pub use certainty::{ActorCalibration, ActorCertainty};
pub use mistake::{Cause, Mistake};
pub use system::ArticleSystem;
pub use tally::{Confusion, EvidencePath, GOLD, Overlap, PREDICTED, Share};

/// A model reviewed on annotated articles.
#[derive(Debug, Clone)]
pub struct ArticleEvaluation {
    /// How many articles.
    pub articles: usize,
    /// Actors that something is attributed to, against gold ones that have a view or a stance.
    pub actors: OverlapScores,
    /// Pairs of sentence and actor with a view.
    pub attribution: OverlapScores,
    /// Gold views of found actors that were attributed to them.
    pub attributed: ShareScore,
    /// Right attributions with the right voice.
    pub voices: ShareScore,
    /// Pairs of sentence and actor with a view that bears on the target.
    pub evidence: OverlapScores,
    /// Whether the confidence of actors' stances means what it says.
    pub certainty: ActorCertainty,
    /// Where the gold evidence was lost.
    pub path: EvidencePath,
    /// Stances and triples of each system, the model first.
    pub systems: Vec<SystemStances>,
    /// The model's heads on gold sentences, with gold holders.
    pub heads: Vec<HeadEvaluation>,
    /// The model's wrong stances, article by article.
    pub mistakes: Vec<Mistake>,
    /// The gold sentences as labelled rows, which `heads` are scored on and `leaks` point into.
    pub rows: Dataset,
    /// What the articles and the training data share; none when nothing is known of these.
    pub leaks: Option<Leaks>,
    /// How the intervals were drawn.
    pub bootstrap: Bootstrap,
}

/// Precision, recall and F1 with intervals.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct OverlapScores {
    /// What they derive from.
    pub counts: Overlap,
    /// Hits / predicted.
    pub precision: Estimate,
    /// Hits / gold.
    pub recall: Estimate,
    /// Their harmonic mean.
    pub f1: Estimate,
}

/// A share with its interval.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct ShareScore {
    /// What it derives from.
    pub counts: Share,
    /// The share.
    pub share: Estimate,
}

/// How right the stances of one system are.
#[derive(Debug, Clone, PartialEq)]
pub struct SystemStances {
    /// Whose.
    pub system: ArticleSystem,
    /// Gold stances by predicted ones.
    pub confusion: Confusion,
    /// Scores of each class, in the order of [`Stance`](crate::label::Stance).
    pub classes: [OverlapScores; CLASSES],
    /// Mean precision of the three classes, an undefined one as 0.
    pub macro_precision: Estimate,
    /// Mean recall of the three classes, an undefined one as 0.
    pub macro_recall: Estimate,
    /// Mean F1 of the three classes.
    pub macro_f1: Estimate,
    /// Mean F1 of favor and against.
    pub f_average: Estimate,
    /// Share of gold actors with a stance, mixed ones too, whose stance is right.
    pub accuracy: Estimate,
    /// Actor, target and stance all right, for stances that take a side.
    pub triples: OverlapScores,
}

/// How articles are reviewed.
#[derive(Debug, Clone, Copy, Default)]
pub struct ArticleOptions<'a> {
    /// How intervals are drawn.
    pub bootstrap: Bootstrap,
    /// Give the classifier the target's name alone, without the aliases that the annotators listed.
    pub name_only: bool,
    /// The precision for which a threshold of the confidence is looked for, in `[0, 1]`.
    pub precision: f64,
    /// What the model was trained on, for leaks.
    pub known: Option<&'a Known>,
}

/// Runs the classifier over each article and holds its outcome against gold. An error when the model has no stance
/// head.
pub fn evaluate_articles(
    model: &Model,
    articles: &[AnnotatedArticle],
    options: ArticleOptions,
) -> Result<ArticleEvaluation> {
    let classifier = Classifier::new(model, Options::default())?;
    let head = model.stance.as_ref().ok_or_else(|| Error::usage("the model has no stance head"))?;
    let majority = majority(articles);
    let reviewed: Vec<(Tally, Vec<ShownActor>, Vec<Mistake>)> = articles
        .par_iter()
        .map_init(Scratch::default, |scratch, article| {
            let mut target = TargetSpec::of_article(article);
            if options.name_only {
                target.aliases.clear();
            }
            let outcome = classifier.classify(&article.text, Some(&target), scratch)?;
            let views = Views::new(article, &outcome);
            let matching = Matching::new(article, &outcome.reading, &views);
            let scene =
                Scene { article, outcome: &outcome, views: &views, matching: &matching, head, majority };
            Ok((counts(&scene, scratch), shown(&scene), mistakes(&scene, scratch)))
        })
        .collect::<Result<_>>()?;
    let (mut tallies, mut actors, mut mistakes) = (Vec::new(), Vec::new(), Vec::new());
    for (tally, shown, wrong) in reviewed {
        tallies.push(tally);
        actors.push(shown);
        mistakes.extend(wrong);
    }
    let rows = Dataset { rows: articles.iter().flat_map(article_rows).collect(), ..Dataset::default() };
    let scores = Scorer { bootstrap: options.bootstrap, tallies: &tallies };
    Ok(ArticleEvaluation {
        articles: articles.len(),
        actors: scores.overlap(|tally| tally.detection),
        attribution: scores.overlap(|tally| tally.attribution),
        attributed: scores.share(|tally| tally.attributed),
        voices: scores.share(|tally| tally.voices),
        evidence: scores.overlap(|tally| tally.evidence),
        certainty: certainty(&actors, options.precision, &options.bootstrap),
        path: scores.path(),
        systems: (0..ArticleSystem::ALL.len()).map(|number| scores.system(number)).collect(),
        heads: head_evaluations(model, &rows, options.bootstrap)?,
        mistakes,
        leaks: options.known.map(|known| known.leaks(&rows)),
        rows,
        bootstrap: options.bootstrap,
    })
}

/// Figures with intervals from the tallies of the articles.
struct Scorer<'t> {
    bootstrap: Bootstrap,
    tallies: &'t [Tally],
}

impl Scorer<'_> {
    fn overlap(&self, part: impl Fn(&Tally) -> Overlap) -> OverlapScores {
        let parts: Vec<Overlap> = self.tallies.iter().map(part).collect();
        OverlapScores::of(&parts, &self.bootstrap)
    }

    fn share(&self, part: impl Fn(&Tally) -> Share) -> ShareScore {
        let parts: Vec<Share> = self.tallies.iter().map(part).collect();
        let estimates = self.bootstrap.estimate(&parts, |share| [share.value()]);
        ShareScore { counts: sum(&parts), share: estimates.first().copied().unwrap_or_default() }
    }

    fn path(&self) -> EvidencePath {
        sum(&self.tallies.iter().map(|tally| tally.path).collect::<Vec<_>>())
    }

    fn system(&self, number: usize) -> SystemStances {
        let parts: Vec<SystemTally> = self.tallies.iter().map(|tally| tally.systems[number]).collect();
        let SystemTally { confusion, triples } = sum(&parts);
        let estimates = self.bootstrap.estimate(&parts, SystemTally::figures);
        debug_assert_eq!(estimates.len(), SYSTEM_FIGURES);
        let (classes, rest) = estimates.split_at(3 * CLASSES);
        SystemStances {
            system: ArticleSystem::ALL[number],
            confusion,
            classes: std::array::from_fn(|class| {
                OverlapScores::new(confusion.class(class), &classes[3 * class..3 * class + 3])
            }),
            macro_precision: rest[0],
            macro_recall: rest[1],
            macro_f1: rest[2],
            f_average: rest[3],
            accuracy: rest[4],
            triples: OverlapScores::new(triples, &rest[5..]),
        }
    }
}

impl OverlapScores {
    /// Of all documents together; draws whole ones.
    pub(super) fn of(documents: &[Overlap], bootstrap: &Bootstrap) -> Self {
        Self::new(sum(documents), &bootstrap.estimate(documents, Overlap::figures))
    }

    /// `estimates`: precision, recall, F1.
    fn new(counts: Overlap, estimates: &[Estimate]) -> Self {
        Self { counts, precision: estimates[0], recall: estimates[1], f1: estimates[2] }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;
    use crate::article::annotated::GoldStance;
    use crate::dataset::ReadOptions;
    use crate::recipe::Recipe;
    use crate::training::train;

    const LEVY: &str = include_str!("../../../tests/articles/levy.toml");
    const ROWS: &str = include_str!("../../../tests/golden/harbour.csv");

    fn review(articles: &[&str]) -> ArticleEvaluation {
        let data = Dataset::read_from(ROWS.as_bytes(), "rows.csv", &ReadOptions::default()).unwrap();
        let recipe = Recipe::preset("bag").unwrap().unwrap();
        let model = train(&data, &recipe, Vec::new(), &BTreeSet::new(), &mut ()).unwrap().model;
        let articles: Vec<AnnotatedArticle> =
            articles.iter().map(|toml| AnnotatedArticle::parse(toml, Path::new("a.toml")).unwrap()).collect();
        let bootstrap = Bootstrap { draws: 100, ..Bootstrap::default() };
        evaluate_articles(&model, &articles, ArticleOptions { bootstrap, ..ArticleOptions::default() })
            .unwrap()
    }

    #[test]
    fn documents_and_boilerplate_count_for_nothing() {
        let review = review(&[LEVY]);
        // Ruiz and Okoro: the dockers only have a told view, and a study is no holder.
        assert_eq!(review.actors.counts, Overlap { hits: 2, predicted: 2, gold: 2 });
        // Ruiz in three sentences, Okoro in one.
        assert_eq!(review.attribution.counts.gold, 4);
        assert_eq!(review.evidence.counts.gold, 3);
        let EvidencePath { no_actor, not_attributed, not_bearing, found } = review.path;
        assert_eq!(
            (no_actor + not_attributed + not_bearing + found, found),
            (3, review.evidence.counts.hits)
        );
        let model = &review.systems[0];
        assert_eq!(model.confusion.0.iter().flatten().sum::<u64>(), 3, "three actors that are no documents");
        assert_eq!(model.triples.counts.gold, 1);
    }

    #[test]
    fn one_article_has_no_interval_and_two_have() {
        assert_eq!(review(&[LEVY]).actors.f1.interval, None);
        assert!(review(&[LEVY, LEVY]).actors.f1.interval.is_some());
    }

    #[test]
    fn every_wrong_stance_is_listed_with_its_step() {
        let wrong = LEVY.replacen("stance = \"favor\"", "stance = \"against\"", 1);
        let review = review(&[&wrong]);
        let confusion = review.systems[0].confusion.0;
        let right: u64 =
            (0..4).map(|class| confusion[class][class]).sum::<u64>() + confusion[4][5] + confusion[4][6];
        let listed = review.mistakes.iter().filter(|mistake| mistake.expected.is_some()).count() as u64;
        assert_eq!(listed, confusion.iter().flatten().sum::<u64>() - right);
        let ruiz = review.mistakes.iter().find(|mistake| mistake.actor == "Ana Ruiz").unwrap();
        assert_eq!((ruiz.expected, ruiz.reason.as_deref()), (Some(GoldStance::Against), Some("backed it")));
    }
}
