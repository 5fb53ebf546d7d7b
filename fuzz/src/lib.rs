//! What the targets share: what must hold of every text that was read, and files for readers that take only files.

use std::io::Write;

use stance::actor::Reading;
use stance::article::{Article, Files, Kind, ReadOptions, Stream};
use stance::pipeline::{Evidence, Outcome};
use stance::text::{Document, Span};

/// The bytes that a span covers are there, and it starts and ends between two characters.
#[track_caller]
pub fn slices(text: &str, span: Span) {
    assert!(
        text.get(span.start..span.end).is_some(),
        "{span:?} does not slice a text of {} bytes",
        text.len()
    );
}

/// Sentences, tokens and quotations lie in the text, in order.
pub fn check_document(document: &Document<'_>) {
    let text = document.text;
    for sentence in &document.sentences {
        slices(text, sentence.span);
        assert!(!sentence.span.is_empty(), "an empty sentence: {sentence:?}");
        for token in document.tokens_of(sentence) {
            slices(text, token.span);
            assert!(sentence.span.contains(token.span), "{token:?} is outside of {sentence:?}");
        }
    }
    assert!(document.sentences.is_sorted_by(|a, b| a.span.end <= b.span.start), "sentences overlap");
    assert!(document.tokens.is_sorted_by(|a, b| a.span.end <= b.span.start), "tokens overlap");
    for (at, quote) in document.quotes.iter().enumerate() {
        slices(text, quote.span);
        slices(text, quote.inner);
        assert!(quote.span.contains(quote.inner), "{quote:?}");
        assert!(quote.continues.is_none_or(|before| before < at), "{quote:?} carries on what follows");
    }
    for removed in &document.removed {
        slices(text, removed.span);
    }
}

/// Mentions, actors and attributions lie in the text and point at each other.
pub fn check_reading(document: &Document<'_>, reading: &Reading) {
    let text = document.text;
    for mention in &reading.mentions {
        slices(text, mention.span);
        assert!(mention.sentence < document.sentences.len());
    }
    assert_eq!(reading.actor_of.len(), reading.mentions.len());
    for actor in &reading.actors {
        assert!(actor.mentions.iter().all(|&mention| mention < reading.mentions.len()));
        assert!(actor.affiliations.iter().all(|&other| other < reading.actors.len()));
    }
    for attribution in &reading.attributions {
        assert!(attribution.actor < reading.actors.len());
        assert!(attribution.source < reading.mentions.len());
        assert!(attribution.sentence < document.sentences.len());
        assert!(attribution.told_by.is_none_or(|teller| teller < reading.attributions.len()));
        assert!(attribution.quotes.iter().all(|&quote| quote < document.quotes.len()));
        assert!((0.0..=1.0).contains(&attribution.confidence));
        slices(text, attribution.source_span);
        attribution.cue.iter().chain(&attribution.content).for_each(|&span| slices(text, span));
        assert!(
            attribution.content.is_sorted_by(|a, b| a.end <= b.start),
            "what is said is not in order: {attribution:?}"
        );
    }
}

/// Target, evidence and stances of an outcome fit its text.
pub fn check_outcome(outcome: &Outcome<'_>) {
    let text = outcome.document.text;
    let found = &outcome.target_reading;
    found.mentions.iter().for_each(|mention| slices(text, mention.span));
    assert!(found.mentions.is_sorted_by(|a, b| a.span.end <= b.span.start), "mentions of the target overlap");
    for sentiment in outcome.sentiments.iter() {
        check_probabilities(sentiment.0);
    }
    for actor in &outcome.actors {
        assert!((0.0..=1.0).contains(&actor.stance.confidence), "{:?}", actor.stance);
        assert!(!actor.stance.direction.is_nan(), "{:?}", actor.stance);
        actor.evidence.iter().chain(&actor.attributed).for_each(|evidence| check_evidence(outcome, evidence));
    }
}

fn check_evidence(outcome: &Outcome<'_>, evidence: &Evidence) {
    let text = outcome.document.text;
    assert!(evidence.sentence < outcome.document.sentences.len());
    assert!(evidence.attribution < outcome.reading.attributions.len());
    slices(text, evidence.source);
    evidence.cue.iter().chain(&evidence.spans).for_each(|&span| slices(text, span));
    check_probabilities(evidence.probabilities.0);
}

/// From 0 to 1, and 1 together.
#[track_caller]
pub fn check_probabilities(of: [f64; 3]) {
    assert!(of.iter().all(|p| (0.0..=1.0).contains(p)), "{of:?}");
    assert!((of.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{of:?}");
}

/// All articles of a file with these bytes; errors are left out.
pub fn articles(bytes: &[u8], kind: Kind) -> Vec<Article> {
    let mut file = tempfile::NamedTempFile::new().expect("a place for temporary files");
    file.write_all(bytes).expect("room for temporary files");
    let options = ReadOptions::default();
    let files = Files::new(vec![file.path().to_owned()], Some(kind));
    let articles = Stream::new(files, options.clone()).filter_map(|raw| raw.ok()?.article(&options).ok());
    articles.collect()
}

/// An article has text.
pub fn check_article(article: &Article) {
    assert!(!article.text.trim().is_empty(), "{article:?}");
}
