//! Who speaks in which sentence: gold views and predicted attributions in one form, pairs of sentence and actor.
//!
//! Sentences are the gold ones, by number; boilerplate among them has no views on either side. What documents say
//! is left out, and so is what somebody tells of another's view.

use std::collections::{BTreeMap, BTreeSet};

use crate::actor::{ActorKind, Attribution, Rule};
use crate::article::annotated::AnnotatedArticle;
use crate::label::{Stance, Voice};
use crate::pipeline::Outcome;
use crate::text::Span;

/// A gold sentence and an actor.
pub(super) type Pair = (usize, usize);

/// The views of one article.
#[derive(Debug, Default)]
pub(super) struct Views {
    /// Gold views with their voices; the actor is a gold one.
    pub gold: BTreeMap<Pair, Vec<Voice>>,
    /// Predicted views with the voice of the first attribution; the actor is a predicted one.
    pub predicted: BTreeMap<Pair, Voice>,
    /// Gold views that bear on the target, with their stances.
    pub gold_evidence: BTreeMap<Pair, Vec<Stance>>,
    /// Predicted evidence.
    pub predicted_evidence: BTreeSet<Pair>,
}

impl Views {
    pub(super) fn new(article: &AnnotatedArticle, outcome: &Outcome) -> Self {
        let mut views = Self::default();
        for (number, sentence) in article.sentences.iter().enumerate().filter(|(_, s)| !s.boilerplate) {
            for view in sentence.views.iter().filter(|view| !article.actors[view.holder].is_document()) {
                let pair = (number, view.holder);
                views.gold.entry(pair).or_default().push(view.voice);
                if let Some(stance) = view.stance.filter(|_| view.about.is_none()) {
                    views.gold_evidence.entry(pair).or_default().push(stance);
                }
            }
        }
        for attribution in outcome.reading.attributions.iter().filter(|a| a.told_by.is_none()) {
            if outcome.reading.actors[attribution.actor].kind == ActorKind::Document {
                continue;
            }
            for sentence in sentences_of(article, &places(attribution, outcome)) {
                views.predicted.entry((sentence, attribution.actor)).or_insert(attribution.voice);
            }
        }
        for evidence in outcome.actors.iter().flat_map(|actor| &actor.evidence) {
            for sentence in sentences_of(article, &evidence.spans) {
                views.predicted_evidence.insert((sentence, evidence.actor));
                // An act is attributed where it bears.
                if evidence.rule == Rule::Act {
                    views.predicted.entry((sentence, evidence.actor)).or_insert(evidence.voice);
                }
            }
        }
        views
    }

    /// In how many sentences both a gold and a predicted actor have a view.
    pub(super) fn shared(&self, gold: usize, predicted: usize) -> usize {
        self.gold.keys().filter(|(s, g)| *g == gold && self.predicted.contains_key(&(*s, predicted))).count()
    }
}

/// Where an attribution stands: its content, or its cue where it has none, as with a declined comment.
fn places(attribution: &Attribution, outcome: &Outcome) -> Vec<Span> {
    if !attribution.content.is_empty() {
        return attribution.content.clone();
    }
    vec![attribution.cue.unwrap_or(outcome.document.sentences[attribution.sentence].span)]
}

/// The gold sentences, boilerplate apart, that share a letter or digit with any of the spans.
pub(super) fn sentences_of(article: &AnnotatedArticle, spans: &[Span]) -> Vec<usize> {
    let holds = |sentence: Span| {
        spans.iter().filter(|span| span.overlaps(sentence)).any(|span| {
            let common = Span::new(span.start.max(sentence.start), span.end.min(sentence.end));
            common.of(&article.text).contains(char::is_alphanumeric)
        })
    };
    let sentences = article.sentences.iter().enumerate();
    sentences.filter(|(_, s)| !s.boilerplate && holds(s.span)).map(|(number, _)| number).collect()
}
