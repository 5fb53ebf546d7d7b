//! What an article says about who stands where, as one value: the JSON of `stance classify`, and what its tables
//! are printed from. The keys are described in `docs/json-article.md`.

use serde::Serialize;
use xxhash_rust::xxh3::xxh3_128;

use super::passage::{Passage, Passages};
use super::source::Source;
use super::who::Who;
use crate::actor::ActorKind;
use crate::article::Article;
use crate::label::{Label, Probabilities, Sentiment, Stance, Voice};
use crate::model::Model;
use crate::pipeline::{ActorOutcome, Evidence, Outcome, Verdict};
use crate::text::{Document, SentenceKind, Span};

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

/// Fills a report from an outcome.
struct Writer<'a, 't> {
    outcome: &'a Outcome<'t>,
    passages: Passages<'a>,
}

impl<'a> Writer<'a, '_> {
    fn name(&self, actor: usize) -> &'a str {
        &self.outcome.reading.actors[actor].name
    }

    fn target(&self) -> TargetReport<'a> {
        let mentions = self.outcome.target_reading.mentions.iter().map(|mention| TargetMentionReport {
            sentence: mention.sentence,
            passage: self.passages.at(mention.span),
            how: mention.how.name(),
        });
        TargetReport {
            name: &self.outcome.target.name,
            aliases: &self.outcome.target.aliases,
            proposed: self.outcome.proposed,
            mentions: mentions.collect(),
        }
    }

    fn actor(&self, outcome: &'a ActorOutcome) -> ActorReport<'a> {
        let via = |&(speaker, verdict): &(usize, Verdict)| ViaReport {
            actor: self.name(speaker),
            actor_id: speaker,
            stance: verdict.name(),
        };
        ActorReport {
            who: Who::of(&self.outcome.reading, outcome.actor),
            stance: outcome.stance.verdict.name(),
            confidence: rounded(outcome.stance.confidence),
            direction: rounded(outcome.stance.direction),
            evidence: outcome.evidence.iter().map(|e| self.evidence(e)).collect(),
            attributed: outcome.attributed.iter().map(|e| self.evidence(e)).collect(),
            via: outcome.via.iter().map(via).collect(),
        }
    }

    fn evidence(&self, evidence: &Evidence) -> EvidenceReport<'a> {
        EvidenceReport {
            by: evidence.told_by.map(|teller| ByReport { by: self.name(teller), by_id: teller }),
            sentence: evidence.sentence,
            passage: self.passages.at(self.outcome.document.sentences[evidence.sentence].span),
            bearing: self.passages.all(&evidence.spans),
            voice: evidence.voice,
            rule: evidence.rule.name(),
            source: self.passages.at(evidence.source),
            cue: evidence.cue.map(|cue| self.passages.at(cue)),
            stance: evidence.stance(),
            probabilities: stance_shares(&evidence.probabilities),
            declined: evidence.declined,
            carried: evidence.carried,
            attribution_confidence: rounded(evidence.attribution_confidence),
        }
    }

    fn sources(&self) -> Vec<SourceReport<'a>> {
        let reading = &self.outcome.reading;
        let documents =
            reading.actors.iter().enumerate().filter(|(_, actor)| actor.kind == ActorKind::Document);
        documents
            .map(|(id, actor)| {
                let own = reading.attributions.iter().filter(|a| a.actor == id && a.told_by.is_none());
                let mut sentences: Vec<usize> = own.map(|a| a.sentence).collect();
                sentences.dedup();
                SourceReport { id, name: &actor.name, aliases: &actor.aliases, sentences }
            })
            .filter(|source| !source.sentences.is_empty())
            .collect()
    }

    fn sentences(&self) -> Vec<SentenceReport<'a>> {
        let document = &self.outcome.document;
        let speakers = self.speakers();
        let rows = document.sentences.iter().zip(speakers).enumerate();
        rows.map(|(index, (sentence, speakers))| {
            let shares = self.outcome.sentiments.get(index);
            SentenceReport {
                passage: self.passages.at(sentence.span),
                kind: sentence.kind.name(),
                speakers: speakers.into_iter().map(|actor| self.name(actor)).collect(),
                sentiment: shares.map(Probabilities::label),
                probabilities: shares.map(sentiment_shares),
            }
        })
        .collect()
    }

    /// Who speaks or takes a side in each sentence, in order, each once.
    fn speakers(&self) -> Vec<Vec<usize>> {
        let sentences = &self.outcome.document.sentences;
        let mut speakers = vec![Vec::new(); sentences.len()];
        let own = self.outcome.reading.attributions.iter().filter(|a| a.told_by.is_none());
        for attribution in own {
            let mut note = |sentence: usize| {
                if let Some(known) =
                    speakers.get_mut(sentence).filter(|known| !known.contains(&attribution.actor))
                {
                    known.push(attribution.actor);
                }
            };
            note(attribution.sentence);
            for content in &attribution.content {
                let from = sentences.partition_point(|s| s.span.end <= content.start);
                let reached = sentences[from..].iter().take_while(|s| s.span.start < content.end).count();
                (from..from + reached).for_each(&mut note);
            }
        }
        speakers
    }

    fn removed(&self) -> Vec<RemovedReport<'a>> {
        let mut removed: Vec<(Span, &'static str)> =
            self.outcome.document.removed.iter().map(|r| (r.span, r.reason.name())).collect();
        removed.sort_unstable();
        removed
            .into_iter()
            .map(|(span, reason)| RemovedReport { passage: self.passages.at(span), reason })
            .collect()
    }
}

fn stance_shares(p: &Probabilities) -> StanceShares {
    let of = |stance: Stance| rounded(p.of(stance));
    StanceShares { against: of(Stance::Against), neutral: of(Stance::Neutral), favor: of(Stance::Favor) }
}

fn sentiment_shares(p: &Probabilities) -> SentimentShares {
    let of = |sentiment: Sentiment| rounded(p.of(sentiment));
    SentimentShares {
        negative: of(Sentiment::Negative),
        neutral: of(Sentiment::Neutral),
        positive: of(Sentiment::Positive),
    }
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
