//! How well are speakers, sources, sentences and actors found in articles in which somebody marked them?
//!
//! Each measure is taken on the records that have what it needs: attributions, sentences, or entities. Intervals come
//! from the cluster bootstrap over records.

mod aligned;
mod boundary;
mod merging;
mod mistake;
mod pronoun;
mod reading;
mod same_source;
mod sentence;
mod speech;
mod tally;

use rayon::prelude::*;

pub use merging::BCubed;
pub use mistake::{Mistake, Predicted, Unit};
pub use tally::RuleCounts;

use self::aligned::aligned;
use self::reading::Read;
use self::tally::Tally;
use super::article::{Overlap, OverlapScores};
use crate::actor::Reading;
use crate::article::quote_record::QuoteRecord;
use crate::metric::{Bootstrap, Estimate};
use crate::text::Document;

/// All measures of a set of records.
#[derive(Debug, Clone)]
pub struct QuotesEvaluation {
    /// How many records there are.
    pub articles: usize,
    /// Quotations and their speakers; none where no record has attributions.
    pub speech: Option<OverlapScores>,
    /// Sentences and their sources; none where no record has attributions.
    pub sentences: Option<OverlapScores>,
    /// Sentences by their exact ends; none where no record has sentences.
    pub boundaries: Option<OverlapScores>,
    /// he and she; none where no record has entities.
    pub pronouns: Option<OverlapScores>,
    /// Mentions by their actors; none where no record has entities.
    pub merging: Option<MergingScores>,
    /// How often each rule was right.
    pub rules: RuleCounts,
    /// What went wrong, in the order of the records.
    pub mistakes: Vec<Mistake>,
    /// How the intervals were drawn.
    pub bootstrap: Bootstrap,
}

/// B³ with intervals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MergingScores {
    /// Number of mentions.
    pub mentions: u64,
    /// Share of each actor that is one entity.
    pub precision: Estimate,
    /// Share of each entity that is one actor.
    pub recall: Estimate,
    /// Their harmonic mean.
    pub f1: Estimate,
}

/// Reads every record with `read` and compares; records in parallel, results in their order.
pub fn evaluate_quotes(
    records: &[QuoteRecord],
    bootstrap: Bootstrap,
    read: impl Fn(&Document) -> Reading + Sync,
) -> QuotesEvaluation {
    let counted: Vec<(Tally, Vec<Mistake>)> = records.par_iter().map(|record| count(record, &read)).collect();
    let (tallies, mistakes): (Vec<Tally>, Vec<Vec<Mistake>>) = counted.into_iter().unzip();
    let scores = |has: fn(&QuoteRecord) -> bool, part: fn(&Tally) -> Overlap| {
        let parts =
            records.iter().zip(&tallies).filter(|(record, _)| has(record)).map(|(_, tally)| part(tally));
        let parts: Vec<Overlap> = parts.collect();
        (!parts.is_empty()).then(|| OverlapScores::of(&parts, &bootstrap))
    };
    let attributed = |record: &QuoteRecord| record.attributions.is_some();
    let named = |record: &QuoteRecord| record.entities.is_some();
    let merged =
        records.iter().zip(&tallies).filter(|(record, _)| named(record)).map(|(_, tally)| tally.merging);
    let mut rules = RuleCounts::default();
    for tally in &tallies {
        rules += &tally.rules;
    }
    QuotesEvaluation {
        articles: records.len(),
        speech: scores(attributed, |tally| tally.speech),
        sentences: scores(attributed, |tally| tally.sentence),
        boundaries: scores(|record| record.sentences.is_some(), |tally| tally.boundaries),
        pronouns: scores(named, |tally| tally.pronouns),
        merging: merging_scores(&merged.collect::<Vec<_>>(), bootstrap),
        rules,
        mistakes: mistakes.into_iter().flatten().collect(),
        bootstrap,
    }
}

fn count(record: &QuoteRecord, read: &impl Fn(&Document) -> Reading) -> (Tally, Vec<Mistake>) {
    let document = Document::new(&record.text);
    let reading = read(&document);
    let read = Read { record, document: &document, reading: &reading };
    let (mut tally, mut mistakes) = (Tally::default(), Vec::new());
    if let Some(attributions) = &record.attributions {
        speech::count(&read, attributions, &mut tally, &mut mistakes);
        sentence::count(&read, attributions, &mut tally, &mut mistakes);
    }
    if let Some(sentences) = &record.sentences {
        boundary::count(&read, sentences, &mut tally);
    }
    if let Some(entities) = &record.entities {
        let aligned = aligned(&read, entities);
        pronoun::count(&read, entities, &aligned, &mut tally);
        tally.merging = merging::count(&read, &aligned);
    }
    (tally, mistakes)
}

fn merging_scores(parts: &[BCubed], bootstrap: Bootstrap) -> Option<MergingScores> {
    let estimates = bootstrap.estimate(parts, BCubed::figures);
    (!parts.is_empty()).then(|| MergingScores {
        mentions: parts.iter().map(|part| part.mentions).sum(),
        precision: estimates[0],
        recall: estimates[1],
        f1: estimates[2],
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::actor::{Rule, read};

    const TEXT: &str =
        "“The levy is a theft,” said Ana Ruiz. She left early. “We will pay it,” the union said.";

    /// Spans by their words; every one stands once in the text.
    fn record(parts: &str) -> QuoteRecord {
        let span = |words: &str| {
            let start = TEXT[..TEXT.find(words).unwrap()].chars().count();
            format!("{{\"start\": {start}, \"end\": {}}}", start + words.chars().count())
        };
        let mut line = format!("{{\"text\": \"{TEXT}\", {parts}}}");
        while let Some((before, rest)) = line.split_once('<') {
            let (words, after) = rest.split_once('>').unwrap();
            line = format!("{before}{}{after}", span(words));
        }
        QuoteRecord::read_from(line.as_bytes(), Path::new("marked.jsonl")).unwrap().remove(0)
    }

    fn evaluated(parts: &str) -> QuotesEvaluation {
        evaluate_quotes(&[record(parts)], Bootstrap::default(), read)
    }

    #[test]
    fn speakers_and_sources_are_counted_with_their_rules() {
        let right = r#"{"source": [<Ana Ruiz>], "content": [<“The levy is a theft,”>]}"#;
        let other = r#"{"source": [<levy>], "content": [<“We will pay it,”>]}"#;
        let evaluation = evaluated(&format!("\"attributions\": [{right}, {other}]"));
        assert_eq!(evaluation.speech.unwrap().counts, Overlap { hits: 1, predicted: 2, gold: 2 });
        assert_eq!(evaluation.sentences.unwrap().counts, Overlap { hits: 1, predicted: 2, gold: 2 });
        let tag = evaluation.rules.of(Rule::QuoteTag, Unit::Quotation);
        assert_eq!((tag.hits, tag.of), (1, 2));
        let first = &evaluation.mistakes[0];
        assert_eq!(
            (first.text.as_str(), first.gold.as_slice()),
            ("We will pay it,", ["levy".to_owned()].as_slice())
        );
        assert_eq!(first.predicted.as_ref().unwrap().source, "the union");
        assert!(evaluation.boundaries.is_none() && evaluation.pronouns.is_none());
    }

    #[test]
    fn sentences_are_right_when_both_ends_are() {
        let evaluation = evaluated(r#""sentences": [<“The levy is a theft,” said Ana Ruiz.>, <She left>]"#);
        assert_eq!(evaluation.boundaries.unwrap().counts, Overlap { hits: 1, predicted: 3, gold: 2 });
        assert!(evaluation.speech.is_none());
    }

    #[test]
    fn a_pronoun_is_right_when_its_actor_is_mostly_its_entity() {
        let mention = |words: &str, kind: &str| {
            let start = TEXT[..TEXT.find(words).unwrap()].chars().count();
            format!(
                "{{\"start\": {start}, \"end\": {}, \"kind\": \"{kind}\"}}",
                start + words.chars().count()
            )
        };
        let (name, she, union) =
            (mention("Ana Ruiz", "name"), mention("She", "pronoun"), mention("the union", "nominal"));
        let right = evaluated(&format!(
            r#""entities": [{{"id": "a", "mentions": [{name}, {she}]}}, {{"id": "b", "mentions": [{union}]}}]"#
        ));
        assert_eq!(right.pronouns.unwrap().counts, Overlap { hits: 1, predicted: 1, gold: 1 });
        assert_eq!(right.merging.unwrap().mentions, 2);
        let wrong = evaluated(&format!(
            r#""entities": [{{"id": "a", "mentions": [{name}]}}, {{"id": "b", "mentions": [{union}, {she}]}}]"#
        ));
        assert_eq!(wrong.pronouns.unwrap().counts, Overlap { hits: 0, predicted: 1, gold: 1 });
    }
}
