//! Is an actor head better than the rule? Tried on annotated articles whose sentences the stance head had not seen, and
//! kept only where its macro F1, out of fold, is higher with a 95% interval above 0.

use std::collections::BTreeSet;
use std::ops::AddAssign;
use std::path::Path;

use super::calibration::FoldHead;
use super::examples::Examples;
use crate::actor::{KnownActors, ListedActor, Reader};
use crate::article::annotated::{AnnotatedArticle, GoldStance};
use crate::error::{Location, Result};
use crate::feature::Scratch;
use crate::label::{CLASSES, Label, Stance};
use crate::metric::Bootstrap;
use crate::model::{ActorEvidence, ActorHead, ActorHeadCard, Head};
use crate::pipeline::actor_stance::weighed;
use crate::pipeline::{Classifier, Options, Verdict};
use crate::target::TargetSpec;

/// With fewer actors than this of any class nobody can tell whether a head helps.
const LEAST_ACTORS: usize = 20;

/// Tries an actor head on annotated articles, each read by the stance head that had not seen it.
pub fn tried(
    articles: &[AnnotatedArticle],
    examples: &Examples<'_>,
    folds: &[FoldHead<Stance>],
) -> Result<Option<(Option<ActorHead>, ActorHeadCard)>> {
    let mut actors = Vec::new();
    for (fold, FoldHead { head, held }) in folds.iter().enumerate() {
        let files: BTreeSet<&Path> =
            held.iter().filter_map(|&row| examples.rows[row].location.file.as_deref()).collect();
        for (number, article) in articles.iter().enumerate() {
            if files.contains(article.name.as_path()) {
                actors.extend(unseen_actors(head, article, number, fold)?);
            }
        }
    }
    try_head(&actors)
}

/// A gold actor whose evidence the stance head had not learned from.
struct UnseenActor {
    /// Which articles were held out together.
    fold: usize,
    /// Number of its article.
    article: usize,
    gold: Stance,
    rule: Verdict,
    evidence: ActorEvidence,
}

/// The actors of an article as the pipeline sees them with `stance`, the actors' names being known. Those without
/// evidence, and those whose gold stance is `mixed` or `none`, are left out.
fn unseen_actors(
    stance: &Head<Stance>,
    article: &AnnotatedArticle,
    number: usize,
    fold: usize,
) -> Result<Vec<UnseenActor>> {
    let reader = Reader { known: KnownActors::listed(listed(article))?, ..Reader::default() };
    let classifier = Classifier::with_head(stance, Options { reader, ..Options::default() });
    let target = TargetSpec::of_article(article);
    let outcome = classifier.classify(&article.text, Some(&target), &mut Scratch::default())?;
    let mut actors = Vec::new();
    for found in outcome.actors.iter().filter(|found| !found.evidence.is_empty()) {
        let Some(id) = &outcome.reading.actors[found.actor].known else { continue };
        let gold = article.actors.iter().find(|actor| actor.id == *id).map(|actor| actor.stance);
        let Some(gold) = gold.and_then(side) else { continue };
        actors.push(UnseenActor {
            fold,
            article: number,
            gold,
            rule: found.stance.verdict,
            evidence: weighed(&found.evidence, found.attributed.len()),
        });
    }
    Ok(actors)
}

fn side(gold: GoldStance) -> Option<Stance> {
    match gold {
        GoldStance::Favor => Some(Stance::Favor),
        GoldStance::Against => Some(Stance::Against),
        GoldStance::Neutral => Some(Stance::Neutral),
        GoldStance::Mixed | GoldStance::None => None,
    }
}

/// The article's actors as a list of known ones; a name that two of them bear is the first one's.
fn listed(article: &AnnotatedArticle) -> Vec<(Location, ListedActor)> {
    let mut taken = BTreeSet::new();
    let mut list = Vec::new();
    for actor in &article.actors {
        let fresh = |name: &&str| name.contains(char::is_alphanumeric) && taken.insert((*name).to_owned());
        let mut names = actor.names().filter(fresh).map(str::to_owned);
        let Some(name) = names.next() else { continue };
        // A list knows nobody as unnamed: "two officials" are a group.
        let kind = if actor.kind == "unnamed" { "group" } else { &actor.kind };
        let (id, aliases) = (Some(actor.id.clone()), names.collect());
        let known = ListedActor { id, name, kind: kind.to_owned(), aliases };
        list.push((Location::file(&article.name), known));
    }
    list
}

/// The head, if it is better than the rule, and what was measured; nothing when there are too few actors of a class, or
/// when a fold holds all of them.
fn try_head(actors: &[UnseenActor]) -> Result<Option<(Option<ActorHead>, ActorHeadCard)>> {
    let folds: BTreeSet<usize> = actors.iter().map(|actor| actor.fold).collect();
    let enough = |class: Stance| {
        let of_class = || actors.iter().filter(|actor| actor.gold == class);
        let outside = |fold: &usize| of_class().any(|actor| actor.fold != *fold);
        of_class().count() >= LEAST_ACTORS && folds.iter().all(outside)
    };
    if !Stance::ALL.into_iter().all(enough) {
        return Ok(None);
    }
    let articles = actors.iter().map(|actor| actor.article).max().map_or(0, |last| last + 1);
    let mut tallies = vec![Pair::default(); articles];
    for fold in folds {
        let head = fit(actors.iter().filter(|actor| actor.fold != fold))?;
        for actor in actors.iter().filter(|actor| actor.fold == fold) {
            // As in the pipeline, strong evidence for both sides stays mixed.
            let by_head = match actor.rule {
                Verdict::Mixed => Verdict::Mixed,
                _ => head.probabilities(&actor.evidence).label::<Stance>().into(),
            };
            let tally = &mut tallies[actor.article];
            tally.rule.add(actor.gold, actor.rule);
            tally.head.add(actor.gold, by_head);
        }
    }
    tallies.retain(|tally| tally.rule.gold != [0; CLASSES]);
    let estimates = Bootstrap::default().estimate(&tallies, Pair::figures);
    let gain = estimates[2].interval;
    let card = ActorHeadCard {
        used: gain.is_some_and(|interval| interval.low > 0.0),
        actors: actors.len() as u64,
        rule: estimates[0].value,
        head: estimates[1].value,
        gain_ci95: gain.map(|interval| [interval.low, interval.high]),
    };
    let head = if card.used { Some(fit(actors.iter())?) } else { None };
    Ok(Some((head, card)))
}

fn fit<'a>(actors: impl Iterator<Item = &'a UnseenActor>) -> Result<ActorHead> {
    ActorHead::fit(&actors.map(|actor| (&actor.evidence, actor.gold)).collect::<Vec<_>>())
}

/// Hits, predictions and gold actors of each class.
#[derive(Debug, Clone, Default)]
struct Tally {
    hits: [u64; CLASSES],
    predicted: [u64; CLASSES],
    gold: [u64; CLASSES],
}

impl Tally {
    fn add(&mut self, gold: Stance, predicted: Verdict) {
        self.gold[gold.index()] += 1;
        let class = Stance::ALL.into_iter().find(|&stance| Verdict::from(stance) == predicted);
        if let Some(class) = class {
            self.predicted[class.index()] += 1;
            self.hits[class.index()] += u64::from(class == gold);
        }
    }

    /// Mean F1 of the classes; undefined where a class neither occurs nor is predicted.
    fn macro_f1(&self) -> Option<f64> {
        let f1 = |class: usize| {
            let all = self.predicted[class] + self.gold[class];
            (all != 0).then(|| 2.0 * self.hits[class] as f64 / all as f64)
        };
        let all: Option<Vec<f64>> = (0..CLASSES).map(f1).collect();
        all.map(|values| values.iter().sum::<f64>() / CLASSES as f64)
    }
}

impl AddAssign<&Tally> for Tally {
    fn add_assign(&mut self, other: &Tally) {
        for class in 0..CLASSES {
            self.hits[class] += other.hits[class];
            self.predicted[class] += other.predicted[class];
            self.gold[class] += other.gold[class];
        }
    }
}

/// Rule and head on the same actors.
#[derive(Debug, Clone, Default)]
struct Pair {
    rule: Tally,
    head: Tally,
}

impl AddAssign<&Pair> for Pair {
    fn add_assign(&mut self, other: &Pair) {
        self.rule += &other.rule;
        self.head += &other.head;
    }
}

impl Pair {
    /// Macro F1 of the rule, of the head, and the gain.
    fn figures(&self) -> [Option<f64>; 3] {
        let (rule, head) = (self.rule.macro_f1(), self.head.macro_f1());
        [rule, head, head.zip(rule).map(|(head, rule)| head - rule)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::label::{Probabilities, Voice};
    use crate::model::Weighed;

    const LEVY: &str = include_str!("../../tests/articles/levy.toml");

    /// An actor of article `at` with one clear sentence of class `says`.
    fn actor(at: usize, gold: Stance, says: Stance, rule: Stance) -> UnseenActor {
        let mut probabilities = [0.1; CLASSES];
        probabilities[says.index()] = 0.8;
        let own = vec![Weighed {
            probabilities: Probabilities(probabilities),
            voice: Voice::Direct,
            declined: false,
            named: true,
            decides: true,
        }];
        UnseenActor {
            fold: at % 5,
            article: at,
            gold,
            rule: rule.into(),
            evidence: ActorEvidence { own, told: 0 },
        }
    }

    /// Three actors in each of thirty articles, one of each stance, whose evidence is clear.
    fn actors(rule: impl Fn(usize, Stance) -> Stance) -> Vec<UnseenActor> {
        let of = |at: usize| Stance::ALL.map(|stance| actor(at, stance, stance, rule(at, stance)));
        (0..30).flat_map(of).collect()
    }

    #[test]
    fn a_head_that_is_clearly_better_than_the_rule_takes_its_place() {
        // The rule errs on every second favor.
        let rule = |at: usize, stance| {
            if at.is_multiple_of(2) && stance == Stance::Favor { Stance::Neutral } else { stance }
        };
        let (head, card) = try_head(&actors(rule)).unwrap().unwrap();
        assert!(head.is_some() && card.used);
        assert_eq!((card.actors, card.head), (90, Some(1.0)));
        assert!(card.rule.unwrap() < 0.9 && card.gain_ci95.unwrap()[0] > 0.0, "{card:?}");
    }

    #[test]
    fn a_head_that_is_no_better_is_left_out() {
        let (head, card) = try_head(&actors(|_, stance| stance)).unwrap().unwrap();
        assert!(head.is_none() && !card.used);
        assert_eq!(card.gain_ci95, Some([0.0, 0.0]));
    }

    #[test]
    fn with_few_actors_it_is_not_tried() {
        let mut few = actors(|_, stance| stance);
        few.retain(|actor| actor.gold != Stance::Neutral || actor.article < LEAST_ACTORS - 1);
        assert!(try_head(&few).unwrap().is_none());
        assert!(try_head(&[]).unwrap().is_none());
    }

    #[test]
    fn a_class_that_one_fold_holds_alone_cannot_be_tried() {
        let mut actors = actors(|_, stance| stance);
        for actor in actors.iter_mut().filter(|actor| actor.gold == Stance::Neutral) {
            actor.fold = 0;
        }
        assert!(try_head(&actors).unwrap().is_none());
    }

    #[test]
    fn a_name_that_two_actors_bear_is_the_first_ones() {
        let mut article = AnnotatedArticle::parse(LEVY, Path::new("levy.toml")).unwrap();
        let name = article.actors[0].name.clone();
        article.actors[1].aliases.push(name.clone());
        article.actors[1].aliases.push("–".to_owned());
        let list = listed(&article);
        assert_eq!(list.iter().filter(|(_, a)| a.name == name || a.aliases.contains(&name)).count(), 1);
        assert!(KnownActors::listed(list).is_ok());
    }
}
