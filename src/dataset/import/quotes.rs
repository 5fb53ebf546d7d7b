//! Other people's articles with marked quotations become records of our format.
//!
//! Two shapes are known, told apart by their keys: that of PolNeAR as JSON (attributions with lists of spans `source`,
//! `cue` and `content`; Newell et al. 2018), and that of GUM news as JSON (gold `sentences`, and `entities` with coreferent
//! mentions; Zeldes 2017). GUM's attributions come from discourse trees: they end with the sentence, and charts and photo
//! credits speak in them too, so that scores against them would mislead; they are left out, and so are sentences that a
//! program found.

use std::io::Read;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use super::{done, json_lines};
use crate::article::quote_record::{
    CodePoints, GoldAttribution, GoldEntity, GoldMention, GoldMentionKind, QuoteRecord,
};
use crate::error::{Location, Problem, Result};
use crate::text::Span;

/// Records, and what was left out of them.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportedQuotes {
    /// The records.
    pub records: Vec<QuoteRecord>,
    /// What was left out, and why.
    pub left_out: Vec<Problem>,
}

#[derive(Deserialize)]
struct Line {
    id: Option<String>,
    text: String,
    attributions: Option<Vec<Value>>,
    sentences: Option<Vec<Place>>,
    entities: Option<Vec<Entity>>,
}

#[derive(Deserialize)]
struct Place {
    start: usize,
    end: usize,
    text: Option<String>,
}

#[derive(Deserialize)]
struct Attribution {
    #[serde(default)]
    source: Vec<Place>,
    #[serde(default)]
    cue: Vec<Place>,
    #[serde(default)]
    content: Vec<Place>,
}

#[derive(Deserialize)]
struct Entity {
    id: String,
    mentions: Vec<Mention>,
}

#[derive(Deserialize)]
struct Mention {
    #[serde(flatten)]
    place: Place,
    kind: GoldMentionKind,
}

/// Reads a file of either shape; every span is verified against the text. `name` stands for the file in errors.
pub fn quotes(input: impl Read, name: &Path) -> Result<ImportedQuotes> {
    let mut problems = Vec::new();
    let lines = json_lines::<Line>(input, name, &mut problems)?;
    let (mut records, mut left_out) = (Vec::new(), 0);
    for (number, line) in lines {
        let place = || Location::file(name).at_line(number);
        left_out += if line.entities.is_some() { line.attributions.as_ref().map_or(0, Vec::len) } else { 0 };
        match record(line, number) {
            Ok(record) => records.push(record),
            Err(wrong) => problems.extend(wrong.into_iter().map(|message| Problem::new(place(), message))),
        }
    }
    if records.is_empty() && problems.is_empty() {
        problems.push(Problem::new(Location::file(name), "the file holds no record"));
    }
    let note =
        format!("{left_out} attributions from discourse trees are left out: they end with the sentence");
    let left_out = if left_out > 0 { vec![Problem::new(Location::file(name), note)] } else { Vec::new() };
    done(ImportedQuotes { records, left_out }, problems)
}

fn record(line: Line, number: u64) -> std::result::Result<QuoteRecord, Vec<String>> {
    if line.attributions.is_none() && line.entities.is_none() {
        return Err(vec!["neither `attributions` nor `entities`: the shape is not known".into()]);
    }
    let mut places = CodePoints::new(&line.text);
    let discourse = line.entities.is_some();
    let attributions = line.attributions.filter(|_| !discourse);
    let attributions = attributions
        .map(|all| all.into_iter().enumerate().filter_map(|one| attribution(one, &mut places)).collect());
    let sentences = line.sentences.map(|all| spans("sentences", all, &mut places));
    let entities = line.entities.map(|all| all.into_iter().map(|one| entity(one, &mut places)).collect());
    if !places.wrong.is_empty() {
        return Err(places.wrong);
    }
    let id = line.id.unwrap_or_else(|| format!("line {number}"));
    Ok(QuoteRecord { id, text: line.text, sentences, attributions, entities })
}

/// None for one without content: there is nothing to attribute.
fn attribution((i, value): (usize, Value), places: &mut CodePoints) -> Option<GoldAttribution> {
    let key = format!("attributions[{i}]");
    match serde_json::from_value::<Attribution>(value) {
        Ok(Attribution { source, cue, content }) => {
            let mut of = |part: &str, spans_of: Vec<Place>| spans(&format!("{key}.{part}"), spans_of, places);
            let one = GoldAttribution {
                source: of("source", source),
                cue: of("cue", cue),
                content: of("content", content),
            };
            (!one.content.is_empty()).then_some(one)
        }
        Err(error) => {
            places.wrong.push(format!("{key}: {error}"));
            None
        }
    }
}

fn entity(Entity { id, mentions }: Entity, places: &mut CodePoints) -> GoldEntity {
    let key = format!("the mentions of entity \"{id}\"");
    let mut place = |Mention { place, kind }: Mention| {
        let span = places.place(&key, place.start, place.end, place.text.as_deref())?;
        Some(GoldMention { span, kind })
    };
    GoldEntity { mentions: mentions.into_iter().filter_map(&mut place).collect(), id }
}

fn spans(key: &str, spans: Vec<Place>, places: &mut CodePoints) -> Vec<Span> {
    let mut place = |one: Place| places.place(key, one.start, one.end, one.text.as_deref());
    spans.into_iter().filter_map(&mut place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTS: &str = r#"{"id": "a", "split": "x", "text": "Ana said no.", "sentences_corenlp": [[0, 12]], "attributions":
        [{"id": "E1", "source": [{"start": 0, "end": 3, "text": "Ana"}], "cue": [{"start": 4, "end": 8, "text": "said"}],
        "content": [{"start": 9, "end": 11, "text": "no"}]}, {"source": [], "cue": [], "content": []}]}"#;
    const TREES: &str = r#"{"id": "b", "text": "Ana left. She ran.", "quotes": [], "sentences": [{"start": 0, "end": 9, "type": "decl"}],
        "entities": [{"id": "3", "type": "person", "wiki": null, "mentions": [{"start": 0, "end": 3, "text": "Ana", "kind": "name"},
        {"start": 10, "end": 13, "text": "She", "kind": "pronoun"}]}],
        "attributions": [{"polarity": "positive", "source": {"start": 0, "end": 3, "entity": "3"}, "content": []}]}"#;

    fn imported(lines: &[&str]) -> Result<ImportedQuotes> {
        let text = lines.iter().map(|line| line.replace('\n', " ")).collect::<Vec<_>>().join("\n");
        quotes(text.as_bytes(), Path::new("theirs.jsonl"))
    }

    #[test]
    fn both_shapes_become_records() {
        let imported = imported(&[LISTS, TREES]).unwrap();
        let [lists, trees] = imported.records.as_slice() else { panic!("two records") };
        assert_eq!(lists.attributions.as_ref().unwrap().len(), 1);
        assert_eq!((&lists.sentences, &lists.entities), (&None, &None));
        assert_eq!(trees.entities.as_ref().unwrap()[0].mentions.len(), 2);
        assert_eq!((&trees.attributions, trees.sentences.as_ref().unwrap().len()), (&None, 1));
        assert!(imported.left_out[0].message.starts_with("1 attributions from discourse trees"));
        let written: Vec<String> = imported.records.iter().map(QuoteRecord::line).collect();
        let again = QuoteRecord::read_from(written.join("\n").as_bytes(), Path::new("ours.jsonl")).unwrap();
        assert_eq!(again, imported.records);
    }

    #[test]
    fn words_that_are_not_there_are_an_error() {
        let error = imported(&[TREES, &LISTS.replace("\"said\"", "\"says\"")]).unwrap_err().to_string();
        assert_eq!(error, "theirs.jsonl:2: attributions[0].cue: 4 to 8 reads \"said\", not \"says\"");
        assert!(imported(&[r#"{"text": "x"}"#]).unwrap_err().to_string().contains("the shape is not known"));
    }
}
