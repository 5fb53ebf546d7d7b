//! From an article to the stance of each actor, with the evidence.
//!
//! 1. the text becomes sentences, quotations and boilerplate ([`Document`]);
//! 2. mentions become actors, and cues attributions ([`read`](crate::actor::read));
//! 3. the target's mentions and what bears on it are found ([`find`](crate::target::find));
//! 4. each bearing sentence of an actor is an instance, which the stance head labels ([`evidence`]);
//! 5. the evidence of an actor makes its stance ([`actor_stance`]).

pub mod actor_stance;
pub mod evidence;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::actor::{Actor, ActorKind, Reader, Reading};
use crate::error::{Error, Result};
use crate::feature::Scratch;
use crate::instance::Instance;
use crate::label::{Probabilities, Sentiment, Stance};
use crate::model::{ActorHead, Head, Model};
use crate::target::{TargetReading, TargetSpec, find_all, propose};
use crate::text::Document;

pub use actor_stance::{ActorStance, Verdict};
pub use evidence::Evidence;

/// How articles are classified.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// An actor whose stance is less certain than this is `uncertain`; from 0 to 1.
    pub min_confidence: f64,
    /// How texts are read: words, actors known beforehand, how sure an attribution must be.
    pub reader: Reader,
}

/// Classifies articles with one model.
#[derive(Debug)]
pub struct Classifier<'m> {
    stance: &'m Head<Stance>,
    sentiment: Option<&'m Head<Sentiment>>,
    actor: Option<&'m ActorHead>,
    options: Options,
}

/// A text that was read, whatever the target; every target of it shares it.
#[derive(Debug, Clone)]
pub struct ReadText<'t> {
    /// The text, cut up.
    pub document: Arc<Document<'t>>,
    /// Mentions, actors, attributions.
    pub reading: Arc<Reading>,
    /// Sentiment of each sentence; empty when the model has no sentiment head.
    pub sentiments: Arc<[Probabilities]>,
}

/// What an article says about who stands where.
#[derive(Debug, Clone)]
pub struct Outcome<'t> {
    /// The text, cut up.
    pub document: Arc<Document<'t>>,
    /// Mentions, actors, attributions.
    pub reading: Arc<Reading>,
    /// What the stances are about.
    pub target: TargetSpec,
    /// True if nobody named the target: the article's main topic was taken.
    pub proposed: bool,
    /// Where the target is mentioned, and what bears on it.
    pub target_reading: TargetReading,
    /// One entry for each actor that could hold a view: those with a stance first, by their first mention.
    pub actors: Vec<ActorOutcome>,
    /// Sentiment of each sentence; empty when the model has no sentiment head.
    pub sentiments: Arc<[Probabilities]>,
}

/// One actor's stance.
#[derive(Debug, Clone, PartialEq)]
pub struct ActorOutcome {
    /// Index into [`Reading::actors`].
    pub actor: usize,
    /// The stance, with its confidence.
    pub stance: ActorStance,
    /// What shows it: the actor's own bearing sentences, in order.
    pub evidence: Vec<Evidence>,
    /// What others tell of the actor's stance; never counted as its own.
    pub attributed: Vec<Evidence>,
    /// Actors that speak for this one, as indices into [`Reading::actors`], with their stance: "via".
    pub via: Vec<(usize, Verdict)>,
}

impl<'m> Classifier<'m> {
    /// Needs a model with a stance head.
    pub fn new(model: &'m Model, options: Options) -> Result<Self> {
        let stance = model
            .stance
            .as_ref()
            .ok_or_else(|| Error::usage("the model has no stance head, so it cannot tell stances"))?;
        Ok(Self { stance, sentiment: model.sentiment.as_ref(), actor: model.actor.as_ref(), options })
    }

    /// With a stance head alone; the actor rule decides.
    pub fn with_head(stance: &'m Head<Stance>, options: Options) -> Self {
        Self { stance, sentiment: None, actor: None, options }
    }

    /// Reads an article. Without a target, the most discussed document, measure or event of headline and lead is
    /// taken; an error when there is none.
    pub fn classify<'t>(
        &self,
        text: &'t str,
        target: Option<&TargetSpec>,
        scratch: &mut Scratch,
    ) -> Result<Outcome<'t>> {
        let read = self.read(text, scratch);
        let named = match target {
            Some(target) => target.clone(),
            None => propose(&read.document, &read.reading).ok_or_else(|| {
                Error::usage(
                    "no target was named, and the article has no clear topic\n  hint: name one with --target",
                )
            })?,
        };
        let mut outcomes = self.outcomes(&read, &[&named], scratch);
        let mut outcome = outcomes.pop().ok_or_else(|| Error::usage("no target was named"))?;
        outcome.proposed = target.is_none();
        Ok(outcome)
    }

    /// Reads a text once, for all targets.
    pub fn read<'t>(&self, text: &'t str, scratch: &mut Scratch) -> ReadText<'t> {
        let document = Document::new(text);
        let reading = self.options.reader.read(&document);
        let sentiments = self.sentiments(&document, scratch).into();
        ReadText { document: Arc::new(document), reading: Arc::new(reading), sentiments }
    }

    /// Who stands where toward each of several targets, in their order.
    pub fn outcomes<'t>(
        &self,
        read: &ReadText<'t>,
        targets: &[&TargetSpec],
        scratch: &mut Scratch,
    ) -> Vec<Outcome<'t>> {
        let found = find_all(&read.document, &read.reading, targets);
        let mut outcome = |target: &TargetSpec, target_reading: TargetReading| {
            let actors = self.actors(&read.document, &read.reading, target, &target_reading, scratch);
            let ReadText { document, reading, sentiments } = read.clone();
            let target = target.clone();
            Outcome { document, reading, target, proposed: false, target_reading, actors, sentiments }
        };
        targets.iter().zip(found).map(|(target, found)| outcome(target, found)).collect()
    }

    fn actors(
        &self,
        document: &Document<'_>,
        reading: &Reading,
        target: &TargetSpec,
        found: &TargetReading,
        scratch: &mut Scratch,
    ) -> Vec<ActorOutcome> {
        let mut outcomes: Vec<ActorOutcome> = (0..reading.actors.len())
            .filter(|&actor| holds_views(&reading.actors[actor]) && found.actor != Some(actor))
            .map(|actor| ActorOutcome {
                actor,
                stance: ActorStance::none(),
                evidence: Vec::new(),
                attributed: Vec::new(),
                via: Vec::new(),
            })
            .collect();
        let mut place = vec![usize::MAX; reading.actors.len()];
        for (at, outcome) in outcomes.iter().enumerate() {
            place[outcome.actor] = at;
        }
        for evidence in evidence::collect(self.stance, document, reading, target, found, scratch) {
            let Some(outcome) = outcomes.get_mut(place[evidence.actor]) else { continue };
            if evidence.told_by.is_some() {
                outcome.attributed.push(evidence);
            } else {
                outcome.evidence.push(evidence);
            }
        }
        drop_bystanders(&mut outcomes, reading);
        for outcome in &mut outcomes {
            let least = self.options.min_confidence;
            let told = outcome.attributed.len();
            outcome.stance = match self.actor.filter(|_| !outcome.evidence.is_empty()) {
                Some(head) => ActorStance::by_head(head, &outcome.evidence, told, least),
                None => ActorStance::of(&outcome.evidence, least),
            };
        }
        link_institutions(&mut outcomes, reading);
        outcomes.sort_by_key(|o| (o.stance.verdict == Verdict::None, o.actor));
        outcomes
    }

    fn sentiments(&self, document: &Document<'_>, scratch: &mut Scratch) -> Vec<Probabilities> {
        let Some(head) = self.sentiment else { return Vec::new() };
        document
            .sentences
            .iter()
            .map(|sentence| {
                let text = document.text_of(sentence).to_owned();
                head.probabilities(&Instance { text, ..Instance::default() }, scratch)
            })
            .collect()
    }
}

/// Documents are sources, not holders.
fn holds_views(actor: &Actor) -> bool {
    actor.kind != ActorKind::Document
}

/// Leaves out who only passes through: without evidence and attribution, a single word that may be a place or a
/// thing, or a name that another actor has too.
fn drop_bystanders(outcomes: &mut Vec<ActorOutcome>, reading: &Reading) {
    let speaks: BTreeSet<usize> = reading.attributions.iter().map(|a| a.actor).collect();
    let mut names = BTreeSet::new();
    outcomes.retain(|outcome| {
        let actor = &reading.actors[outcome.actor];
        if !outcome.evidence.is_empty() || !outcome.attributed.is_empty() || speaks.contains(&outcome.actor) {
            return true;
        }
        if actor.kind == ActorKind::Unnamed {
            return false;
        }
        let tells_what_it_is = actor.kind != ActorKind::Person || actor.name.contains(' ');
        !actor.name.is_empty() && tells_what_it_is && names.insert(actor.name.clone())
    });
}

/// An institution learns what those who speak for it hold; it is shown as `via`, never counted again. `outcomes` are in
/// the order of the actors.
fn link_institutions(outcomes: &mut [ActorOutcome], reading: &Reading) {
    let voices: Vec<(usize, usize, Verdict)> = outcomes
        .iter()
        .filter(|o| o.stance.verdict != Verdict::None)
        .flat_map(|o| {
            let institutions = &reading.actors[o.actor].affiliations;
            institutions.iter().map(|&institution| (institution, o.actor, o.stance.verdict))
        })
        .collect();
    for (institution, speaker, verdict) in voices {
        if let Ok(at) = outcomes.binary_search_by_key(&institution, |o| o.actor) {
            outcomes[at].via.push((speaker, verdict));
        }
    }
}
