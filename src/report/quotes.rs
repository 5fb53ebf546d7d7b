//! Who speaks in an article, without any target: actors, attributions, and quotations that nobody is named for.

use std::collections::BTreeSet;

use serde::Serialize;

use super::passage::{Passage, Passages};
use super::source::{self, Source};
use super::stances::{headline, rounded};
use super::who::Who;
use crate::actor::{Attribution, Reading};
use crate::article::Article;
use crate::label::Voice;
use crate::text::Document;

/// Version of the JSON; it grows when a key goes or changes its meaning.
pub const SCHEMA: u32 = 1;

/// One article.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QuotesReport<'a> {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The file as the user named it.
    pub file: String,
    /// Which article of the file, from 1, and what else its file says of it.
    #[serde(flatten)]
    pub source: Source<'a>,
    /// The title, where the article has one.
    pub headline: Option<&'a str>,
    /// All actors and document sources, by their first mention.
    pub actors: Vec<QuoteActor<'a>>,
    /// All attributions, in order.
    pub attributions: Vec<AttributionReport<'a>>,
    /// Quotations without a speaker, with their marks.
    pub untagged: Vec<Passage<'a>>,
}

/// One actor.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QuoteActor<'a> {
    /// Who it is.
    #[serde(flatten)]
    pub who: Who<'a>,
    /// How many attributions are its.
    pub attributions: usize,
}

/// One attribution.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AttributionReport<'a> {
    /// Whose speech or view it is.
    pub actor: &'a str,
    /// Its number.
    pub actor_id: usize,
    /// Who tells of it, when it is not the actor's own word.
    pub told_by: Option<&'a str>,
    /// The sentence, counted from 0 as in the report of `stance classify`.
    pub sentence: usize,
    /// The words of the sentence.
    #[serde(flatten)]
    pub passage: Passage<'a>,
    /// The words that name the actor here.
    pub source: Passage<'a>,
    /// Which rule found it.
    pub rule: &'static str,
    /// In whose words.
    pub voice: Voice,
    /// The words that show it; none for an untagged quotation.
    pub cue: Option<Passage<'a>>,
    /// How often the rule is right, from 0 to 1.
    pub confidence: f64,
    /// True for "did not say".
    pub negated: bool,
    /// True for "declined to comment".
    pub declined: bool,
    /// What is said, or what a side is taken on.
    pub content: Vec<Passage<'a>>,
    /// The quotations in it, with their marks.
    pub quotes: Vec<Passage<'a>>,
}

impl<'a> QuotesReport<'a> {
    /// Of an article that was read.
    pub fn new(article: &'a Article, document: &'a Document<'_>, reading: &'a Reading) -> Self {
        let passages = Passages::new(document.text);
        let tagged: BTreeSet<usize> =
            reading.attributions.iter().flat_map(|a| a.quotes.iter().copied()).collect();
        let untagged =
            document.quotes.iter().enumerate().filter(|(i, q)| q.depth == 0 && !tagged.contains(i));
        Self {
            schema: SCHEMA,
            file: article.name.display().to_string(),
            source: Source::of(article),
            headline: headline(document),
            actors: actors(reading),
            attributions: reading
                .attributions
                .iter()
                .map(|a| attribution(document, reading, &passages, a))
                .collect(),
            untagged: untagged.map(|(_, quote)| passages.at(quote.span)).collect(),
        }
    }
}

fn actors(reading: &Reading) -> Vec<QuoteActor<'_>> {
    let mut attributions = vec![0; reading.actors.len()];
    for attribution in &reading.attributions {
        attributions[attribution.actor] += 1;
    }
    let numbered = attributions.into_iter().enumerate();
    numbered.map(|(id, attributions)| QuoteActor { who: Who::of(reading, id), attributions }).collect()
}

fn attribution<'a>(
    document: &'a Document<'_>,
    reading: &'a Reading,
    passages: &Passages<'a>,
    attribution: &Attribution,
) -> AttributionReport<'a> {
    let name = |actor: usize| reading.actors[actor].name.as_str();
    AttributionReport {
        actor: name(attribution.actor),
        actor_id: attribution.actor,
        told_by: attribution.told_by.map(|outer| name(reading.attributions[outer].actor)),
        sentence: attribution.sentence,
        passage: passages.at(document.sentences[attribution.sentence].span),
        source: passages.at(attribution.source_span),
        rule: attribution.rule.name(),
        voice: attribution.voice,
        cue: attribution.cue.map(|cue| passages.at(cue)),
        confidence: rounded(attribution.confidence.into()),
        negated: attribution.negated,
        declined: attribution.declined,
        content: passages.all(&attribution.content),
        quotes: attribution.quotes.iter().map(|&quote| passages.at(document.quotes[quote].span)).collect(),
    }
}

/// The columns of the CSV that are an attribution's own.
const OWN: [&str; 15] = [
    "file",
    "speaker",
    "kind",
    "told_by",
    "rule",
    "voice",
    "cue",
    "confidence",
    "negated",
    "declined",
    "sentence",
    "start",
    "end",
    "text",
    "known",
];

/// The columns of the CSV: those of the attribution, then those of the article.
pub fn columns() -> Vec<&'static str> {
    [&OWN[..], &source::COLUMNS].concat()
}

/// One row an attribution, then one for each quotation without a speaker, in the order of [`columns`]. `text` is
/// what is said; parts that stand apart are joined by ` … `, and `start` and `end` reach over all of them.
pub fn rows(report: &QuotesReport<'_>) -> impl Iterator<Item = Vec<String>> {
    let source = report.source.fields();
    let of_tagged = source.clone();
    let tagged = report.attributions.iter().map(move |attribution| {
        let actor = &report.actors[attribution.actor_id];
        let first = attribution.content.first().unwrap_or(&attribution.passage);
        let last = attribution.content.last().unwrap_or(&attribution.passage);
        let own: [String; OWN.len()] = [
            report.file.clone(),
            attribution.actor.to_owned(),
            actor.who.kind.to_owned(),
            attribution.told_by.unwrap_or_default().to_owned(),
            attribution.rule.to_owned(),
            attribution.voice.name().to_owned(),
            attribution.cue.map(|cue| cue.text.to_owned()).unwrap_or_default(),
            format!("{:.2}", attribution.confidence),
            attribution.negated.to_string(),
            attribution.declined.to_string(),
            attribution.sentence.to_string(),
            first.start.to_string(),
            last.end.to_string(),
            attribution.said(),
            actor.who.known.unwrap_or_default().to_owned(),
        ];
        own.into_iter().chain(of_tagged.clone()).collect()
    });
    let untagged = report.untagged.iter().map(move |quote| {
        let own = OWN.map(|column| match column {
            "file" => report.file.clone(),
            "voice" => Voice::Direct.name().to_owned(),
            "start" => quote.start.to_string(),
            "end" => quote.end.to_string(),
            "text" => quote.text.to_owned(),
            _ => String::new(),
        });
        own.into_iter().chain(source.clone()).collect()
    });
    tagged.chain(untagged)
}

impl AttributionReport<'_> {
    /// What is said, parts that stand apart joined by ` … `; the sentence where the cue has no content.
    pub fn said(&self) -> String {
        if self.content.is_empty() {
            return self.passage.text.to_owned();
        }
        self.content.iter().map(|part| part.text).collect::<Vec<_>>().join(" … ")
    }
}
