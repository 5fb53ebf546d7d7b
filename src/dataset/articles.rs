//! Annotated articles as labelled rows: each view with a stance is one, and so is each sentence with a sentiment.

use csv::StringRecord;

use super::Row;
use super::locate;
use crate::article::annotated::{AnnotatedArticle, GoldActor, is_pronoun};
use crate::error::Location;
use crate::instance::{Holder, Instance};
use crate::label::{Label, Sentiment, Stance, Voice};
use crate::text::{Span, Token, tokenize};

/// The columns of the rows' records.
pub(super) const COLUMNS: [&str; 7] =
    ["text", "holder", "target", "stance", "sentiment", "voice", "document"];

/// The rows of an article, by sentence: one for each different view with a stance, and one for a sentence that has
/// a sentiment and no such view. A view that one actor tells of another (`about`) is no row, as in a table: telling it
/// does not make it the other's. Documents hold no views, and boilerplate gives no rows.
pub fn article_rows(article: &AnnotatedArticle) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (number, sentence) in article.sentences.iter().enumerate().filter(|(_, s)| !s.boilerplate) {
        let first = rows.len();
        for view in sentence.views.iter().filter(|view| view.about.is_none()) {
            let Some(stance) = view.stance.filter(|_| !article.actors[view.holder].is_document()) else {
                continue;
            };
            let instance = gold_instance(article, number, view.holder, view.voice);
            let known =
                rows[first..].iter().any(|row| row.instance == instance && row.stance == Some(stance));
            if !known {
                rows.push(row(article, number, instance, Some(stance), sentence.sentiment));
            }
        }
        if rows.len() == first && sentence.sentiment.is_some() {
            let text = sentence.span.of(&article.text).to_owned();
            let instance = Instance { text, ..Instance::default() };
            rows.push(row(article, number, instance, None, sentence.sentiment));
        }
    }
    rows
}

/// A sentence of an article with an actor as holder. The holder is marked where it is first named, by its fullest
/// form and by a pronoun only if no name stands there; so is every mention of the target.
pub fn gold_instance(article: &AnnotatedArticle, sentence: usize, actor: usize, voice: Voice) -> Instance {
    let text = article.sentences[sentence].span.of(&article.text);
    let tokens = tokenize(text);
    let actor = &article.actors[actor];
    let holder = holder_span(text, &tokens, actor);
    let mut target_spans = target_spans(text, &tokens, article);
    target_spans.retain(|span| holder.is_none_or(|holder| !holder.overlaps(*span)));
    Instance {
        text: text.to_owned(),
        holder: Holder::Named(actor.name.clone()),
        target: Some(article.target.clone()),
        holder_spans: holder.into_iter().collect(),
        target_spans,
        voice: Some(voice),
    }
}

fn holder_span(text: &str, tokens: &[Token], actor: &GoldActor) -> Option<Span> {
    let named = actor.names().filter_map(|name| locate::first_mention(text, tokens, name));
    // The longest of those that start first: "Mayor Ruiz" rather than "Ruiz".
    let first = named.min_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    first.or_else(|| {
        let pronouns = actor.forms().filter(|form| is_pronoun(form));
        pronouns.flat_map(|pronoun| words(text, tokens, pronoun)).min()
    })
}

fn target_spans(text: &str, tokens: &[Token], article: &AnnotatedArticle) -> Vec<Span> {
    let (pronouns, names): (Vec<&str>, Vec<&str>) = article.target_forms().partition(|form| is_pronoun(form));
    let mut found: Vec<Span> = names.iter().flat_map(|name| locate::mentions(text, tokens, name)).collect();
    if found.is_empty() {
        found = pronouns.iter().flat_map(|pronoun| words(text, tokens, pronoun)).collect();
    }
    locate::without_overlap(found)
}

/// Where a single word stands, in any case.
fn words(text: &str, tokens: &[Token], word: &str) -> Vec<Span> {
    let same = |token: &&Token| token.text(text).eq_ignore_ascii_case(word);
    tokens.iter().filter(same).map(|token| token.span).collect()
}

fn row(
    article: &AnnotatedArticle,
    sentence: usize,
    instance: Instance,
    stance: Option<Stance>,
    sentiment: Option<Sentiment>,
) -> Row {
    let document = article.title();
    let holder = match &instance.holder {
        Holder::Named(name) => name.as_str(),
        _ => "",
    };
    let record = StringRecord::from(vec![
        instance.text.as_str(),
        holder,
        instance.target.as_deref().unwrap_or(""),
        stance.map_or("", Label::name),
        sentiment.map_or("", Label::name),
        instance.voice.map_or("", Voice::name),
        document.as_str(),
    ]);
    Row {
        stance,
        sentiment,
        phenomenon: None,
        id: None,
        weight: 1.0,
        location: Location { record: Some(sentence as u64 + 1), ..Location::file(&article.name) },
        instance,
        document,
        record,
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    const LEVY: &str = include_str!("../../tests/articles/levy.toml");

    fn rows() -> Vec<Row> {
        article_rows(&AnnotatedArticle::parse(LEVY, Path::new("press/levy.toml")).unwrap())
    }

    fn spans<'r>(row: &'r Row, spans: &[Span]) -> Vec<&'r str> {
        spans.iter().map(|span| span.of(&row.instance.text)).collect()
    }

    #[test]
    fn views_with_a_stance_are_rows_and_told_ones_are_not() {
        let rows = rows();
        let told: Vec<_> =
            rows.iter().filter_map(|r| Some((r.record.get(1)?, r.stance?, r.instance.voice?))).collect();
        assert_eq!(
            told,
            [
                ("Ana Ruiz", Stance::Favor, Voice::Author),
                ("Ana Ruiz", Stance::Favor, Voice::Direct),
                ("Ben Okoro", Stance::Neutral, Voice::Author),
            ]
        );
        assert!(rows.iter().all(|r| r.document == "levy"));
    }

    #[test]
    fn mentions_are_marked_and_pronouns_only_without_a_name() {
        let rows = rows();
        let labelled: Vec<&Row> = rows.iter().filter(|r| r.stance.is_some()).collect();
        assert_eq!(spans(labelled[0], &labelled[0].instance.holder_spans), ["Mayor Ana Ruiz"]);
        assert_eq!(spans(labelled[0], &labelled[0].instance.target_spans), ["the port levy"]);
        assert_eq!(spans(labelled[1], &labelled[1].instance.holder_spans), ["she"]);
        assert_eq!(spans(labelled[1], &labelled[1].instance.target_spans), ["It"]);
    }

    #[test]
    fn sentences_without_a_view_keep_their_sentiment_and_boilerplate_none() {
        let rows = rows();
        let plain: Vec<_> = rows.iter().filter(|r| r.stance.is_none()).collect();
        assert_eq!(plain.len(), 3);
        assert_eq!(plain[0].sentiment, Some(Sentiment::Neutral));
        assert!(rows.iter().all(|r| !r.instance.text.contains("Reporting by")));
    }
}
