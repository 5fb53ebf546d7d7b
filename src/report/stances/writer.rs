//! How an outcome becomes a report: names instead of numbers, passages instead of spans.

use super::{
    ActorReport, ByReport, EvidenceReport, RemovedReport, SentenceReport, SentimentShares, SourceReport,
    StanceShares, TargetMentionReport, TargetReport, ViaReport, rounded,
};
use crate::actor::ActorKind;
use crate::label::{Probabilities, Sentiment, Stance};
use crate::pipeline::{ActorOutcome, Evidence, Outcome, Verdict};
use crate::report::passage::Passages;
use crate::report::who::Who;
use crate::text::Span;

/// Fills a report from an outcome.
pub(super) struct Writer<'a, 't> {
    pub outcome: &'a Outcome<'t>,
    pub passages: Passages<'a>,
}

impl<'a> Writer<'a, '_> {
    fn name(&self, actor: usize) -> &'a str {
        &self.outcome.reading.actors[actor].name
    }

    pub fn target(&self) -> TargetReport<'a> {
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

    pub fn actor(&self, outcome: &'a ActorOutcome) -> ActorReport<'a> {
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

    pub fn sources(&self) -> Vec<SourceReport<'a>> {
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

    pub fn sentences(&self) -> Vec<SentenceReport<'a>> {
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

    pub fn removed(&self) -> Vec<RemovedReport<'a>> {
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
