//! What one article adds to each count.

use std::collections::BTreeSet;

use super::mistake::is_right;
use super::system::{ArticleSystem, Scene};
use super::tally::{SystemTally, Tally};
use crate::article::annotated::GoldStance;
use crate::feature::Scratch;
use crate::pipeline::Verdict;

/// All counts of an article.
pub(super) fn counts(scene: &Scene, scratch: &mut Scratch) -> Tally {
    let mut tally = Tally::default();
    count_actors(scene, &mut tally);
    count_views(scene, &mut tally);
    for (system, sum) in ArticleSystem::ALL.into_iter().zip(&mut tally.systems) {
        *sum = count_stances(scene, &scene.verdicts(system, scratch));
    }
    tally
}

fn count_actors(scene: &Scene, tally: &mut Tally) {
    let is_document = |gold: usize| scene.article.actors[gold].is_document();
    let speaking: BTreeSet<usize> = scene.views.gold.keys().map(|(_, actor)| *actor).collect();
    let gold: BTreeSet<usize> = (0..scene.article.actors.len())
        .filter(|&g| !is_document(g))
        .filter(|g| speaking.contains(g) || scene.article.actors[*g].stance != GoldStance::None)
        .collect();
    let predicted: BTreeSet<usize> = scene.views.predicted.keys().map(|(_, actor)| *actor).collect();
    for actor in predicted {
        let matched = scene.matching.gold[actor];
        if !matched.is_some_and(is_document) {
            tally.detection.add(matched.is_some_and(|g| gold.contains(&g)), true, false);
        }
    }
    tally.detection.gold += gold.len() as u64;
}

fn count_views(scene: &Scene, tally: &mut Tally) {
    let Scene { article, views, matching, .. } = scene;
    let gold_of = |(sentence, actor): (usize, usize)| Some((sentence, matching.gold[actor]?));
    let of_document =
        |pair: Option<(usize, usize)>| pair.is_some_and(|(_, g)| article.actors[g].is_document());
    for (&pair, voice) in &views.predicted {
        let matched = gold_of(pair);
        if of_document(matched) {
            continue;
        }
        let voices = matched.and_then(|matched| views.gold.get(&matched));
        tally.attribution.add(voices.is_some(), true, false);
        if let Some(voices) = voices {
            tally.voices.add(voices.contains(voice));
        }
    }
    // Whoever speaks nowhere in the prediction was not found: that is counted with the actors.
    let speaks = |actor: usize| views.predicted.keys().any(|(_, predicted)| *predicted == actor);
    let found = |gold: usize| matching.predicted[gold].filter(|&predicted| speaks(predicted));
    for &(sentence, actor) in views.gold.keys() {
        tally.attribution.gold += 1;
        if let Some(predicted) = found(actor) {
            tally.attributed.add(views.predicted.contains_key(&(sentence, predicted)));
        }
    }
    for &(sentence, actor) in views.gold_evidence.keys() {
        let path = &mut tally.path;
        *match found(actor).map(|predicted| (sentence, predicted)) {
            None => &mut path.no_actor,
            Some(pair) if views.predicted_evidence.contains(&pair) => &mut path.found,
            Some(pair) if views.predicted.contains_key(&pair) => &mut path.not_bearing,
            Some(_) => &mut path.not_attributed,
        } += 1;
    }
    for &pair in &views.predicted_evidence {
        let matched = gold_of(pair);
        if !of_document(matched) {
            tally.evidence.add(matched.is_some_and(|m| views.gold_evidence.contains_key(&m)), true, false);
        }
    }
    tally.evidence.gold += views.gold_evidence.len() as u64;
}

fn count_stances(scene: &Scene, verdicts: &[(Option<usize>, Verdict)]) -> SystemTally {
    let mut tally = SystemTally::default();
    for (number, actor) in scene.article.actors.iter().enumerate().filter(|(_, actor)| !actor.is_document()) {
        let verdict = verdicts.iter().find(|(gold, _)| *gold == Some(number)).map(|(_, verdict)| *verdict);
        tally.confusion.add(actor.stance, verdict);
        let takes_side = Verdict::from(actor.stance).takes_side();
        tally.triples.add(takes_side && is_right(actor.stance, verdict), false, takes_side);
    }
    tally.triples.predicted += verdicts.iter().filter(|(_, verdict)| verdict.takes_side()).count() as u64;
    tally
}
