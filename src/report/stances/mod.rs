//! What an article says about who stands where, as one value: the JSON of `stance classify`, and what its tables
//! are printed from. The keys are described in `docs/json-article.md`.

mod writer;

use serde::Serialize;
use xxhash_rust::xxh3::xxh3_128;

use super::passage::{Passage, Passages};
use super::source::Source;
use super::who::Who;
use crate::article::Article;
use crate::label::{Label, Sentiment, Stance, Voice};
use crate::model::Model;
use crate::pipeline::Outcome;
use crate::text::{Document, SentenceKind};
use writer::Writer;

/// Version of the JSON; it grows when a key goes or changes its meaning.
pub const SCHEMA: u32 = 1;

/// Which model gave the labels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ModelId {
    /// The version of `stance` that trained it.
    pub version: String,
    /// Checksum of the model file (xxh3, 128 bits, hexadecimal).
    pub checksum: String,
}

impl ModelId {
    /// Of a model and the bytes of its file.
    pub fn of(model: &Model, file: &[u8]) -> Self {
        Self { version: model.card.version.clone(), checksum: format!("{:032x}", xxh3_128(file)) }
    }
}

/// One article.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ArticleReport<'a> {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The file as the user named it.
    pub file: String,
    /// Which article of the file, from 1, and what else its file says of it.
    #[serde(flatten)]
    pub source: Source<'a>,
    /// The title, where the article has one.
    pub headline: Option<&'a str>,
    /// What the stances are about.
    pub target: TargetReport<'a>,
    /// Everyone who could hold a view, those with a stance first.
    pub actors: Vec<ActorReport<'a>>,
    /// Documents that speak in the article.
    pub sources: Vec<SourceReport<'a>>,
    /// All sentences, in order.
    pub sentences: Vec<SentenceReport<'a>>,
    /// What was set aside as boilerplate.
    pub removed: Vec<RemovedReport<'a>>,
    /// Which model gave the labels.
    pub model: &'a ModelId,
}

/// The target.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TargetReport<'a> {
    /// As the user named it, or as it was proposed.
    pub name: &'a str,
    /// Other names that the user gave.
    pub aliases: &'a [String],
    /// True if the user named none.
    pub proposed: bool,
    /// Where the article speaks of it.
    pub mentions: Vec<TargetMentionReport<'a>>,
}

/// One mention of the target.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TargetMentionReport<'a> {
    /// Its sentence, as an index into the sentences.
    pub sentence: usize,
    /// The words.
    #[serde(flatten)]
    pub passage: Passage<'a>,
    /// How it was recognised: exact, alias, actor, head, synonym or pronoun.
    pub how: &'static str,
}

/// One actor.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ActorReport<'a> {
    /// Who it is.
    #[serde(flatten)]
    pub who: Who<'a>,
    /// favor, against, neutral, mixed, uncertain or none.
    pub stance: &'static str,
    /// From 0 to 1.
    pub confidence: f64,
    /// Mean log(p favor / p against) of the evidence that takes a side; 0 without such evidence.
    pub direction: f64,
    /// The actor's own bearing sentences.
    pub evidence: Vec<EvidenceReport<'a>>,
    /// What others tell of its stance; never counted as its own.
    pub attributed: Vec<EvidenceReport<'a>>,
    /// Who speaks for it, with their stance.
    pub via: Vec<ViaReport<'a>>,
}

/// One bearing sentence.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EvidenceReport<'a> {
    /// Who tells of the view, when it is not the actor's own word.
    #[serde(flatten)]
    pub by: Option<ByReport<'a>>,
    /// The sentence, as an index into the sentences.
    pub sentence: usize,
    /// The words of the sentence.
    #[serde(flatten)]
    pub passage: Passage<'a>,
    /// The words of it that bear on the target.
    pub bearing: Vec<Passage<'a>>,
    /// In whose words.
    pub voice: Voice,
    /// Which rule attributed it.
    pub rule: &'static str,
    /// The words that name the actor there, which may stand in another sentence.
    pub source: Passage<'a>,
    /// The words that show who speaks; none for an untagged quotation.
    pub cue: Option<Passage<'a>>,
    /// The most probable stance.
    pub stance: Stance,
    /// Of each stance.
    pub probabilities: StanceShares,
    /// True for "declined to comment": neutral by definition.
    pub declined: bool,
    /// True if the target is named elsewhere in the same quotation.
    pub carried: bool,
    /// How sure the attribution is, from 0 to 1.
    pub attribution_confidence: f64,
}

/// Who tells of another's view.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ByReport<'a> {
    /// Its name.
    pub by: &'a str,
    /// Its number.
    pub by_id: usize,
}

/// Somebody who speaks for an institution.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ViaReport<'a> {
    /// Its name.
    pub actor: &'a str,
    /// Its number.
    pub actor_id: usize,
    /// Its stance.
    pub stance: &'static str,
}

/// Probabilities of the stances.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct StanceShares {
    /// Of `against`.
    pub against: f64,
    /// Of `neutral`.
    pub neutral: f64,
    /// Of `favor`.
    pub favor: f64,
}

/// Probabilities of the sentiments.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct SentimentShares {
    /// Of `negative`.
    pub negative: f64,
    /// Of `neutral`.
    pub neutral: f64,
    /// Of `positive`.
    pub positive: f64,
}

/// A document that speaks.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SourceReport<'a> {
    /// Its number, among those of the actors.
    pub id: usize,
    /// Its name or first description.
    pub name: &'a str,
    /// The ways the text names it.
    pub aliases: &'a [String],
    /// The sentences that tell what it says.
    pub sentences: Vec<usize>,
}

/// One sentence.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SentenceReport<'a> {
    /// The words.
    #[serde(flatten)]
    pub passage: Passage<'a>,
    /// heading, bullet or prose.
    pub kind: &'static str,
    /// Who speaks or takes a side in it; nobody where the author speaks alone.
    pub speakers: Vec<&'a str>,
    /// Its sentiment, whatever the target; null when the model has no sentiment head.
    pub sentiment: Option<Sentiment>,
    /// Of each sentiment.
    pub probabilities: Option<SentimentShares>,
}

/// Text that was set aside.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RemovedReport<'a> {
    /// The words.
    #[serde(flatten)]
    pub passage: Passage<'a>,
    /// link, credit, photo-credit, standards or dateline.
    pub reason: &'static str,
}

impl<'a> ArticleReport<'a> {
    /// Of a classified article.
    pub fn new(article: &'a Article, outcome: &'a Outcome<'_>, model: &'a ModelId) -> Self {
        let writer = Writer { outcome, passages: Passages::new(outcome.document.text) };
        Self {
            schema: SCHEMA,
            file: article.name.display().to_string(),
            source: Source::of(article),
            headline: headline(&outcome.document),
            target: writer.target(),
            actors: outcome.actors.iter().map(|actor| writer.actor(actor)).collect(),
            sources: writer.sources(),
            sentences: writer.sentences(),
            removed: writer.removed(),
            model,
        }
    }
}

/// The first line, where it is a title.
pub fn headline<'a>(document: &'a Document<'_>) -> Option<&'a str> {
    let first = document.sentences.first().filter(|s| s.kind == SentenceKind::Heading)?;
    Some(document.text_of(first))
}

/// Six decimals: no reader wants more, and they are the same on every machine.
pub(super) fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

impl StanceShares {
    /// Of one stance.
    pub fn of(&self, stance: Stance) -> f64 {
        [self.against, self.neutral, self.favor][stance.index()]
    }
}

impl SentimentShares {
    /// Of one sentiment.
    pub fn of(&self, sentiment: Sentiment) -> f64 {
        [self.negative, self.neutral, self.positive][sentiment.index()]
    }
}
