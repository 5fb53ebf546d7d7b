//! Articles in which somebody marked who says what, one JSON object a line; the format of `docs/quotes-jsonl.md`.
//!
//! Offsets are code points in the file and bytes here. Everything is verified on load; all that is wrong is listed.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::{Error, Location, Problem, Result};
use crate::text::Span;

/// An article with gold sentences, attributions and entities, as far as they are given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QuoteRecord {
    /// What the article is called; its place in the file where the record has no name.
    pub id: String,
    /// Its text.
    pub text: String,
    /// All sentences, in order; none where nobody marked them.
    pub sentences: Option<Vec<Span>>,
    /// All attributions; none where nobody marked them.
    pub attributions: Option<Vec<GoldAttribution>>,
    /// All entities; none where nobody marked them.
    pub entities: Option<Vec<GoldEntity>>,
}

/// Who says what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GoldAttribution {
    /// The words that name the source; empty where the text names nobody.
    pub source: Vec<Span>,
    /// The words that show it; may be empty.
    pub cue: Vec<Span>,
    /// What is said, quotations with or without their marks.
    pub content: Vec<Span>,
}

/// Everything that is one person, organisation or thing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GoldEntity {
    /// What the file calls it.
    pub id: String,
    /// Its mentions.
    pub mentions: Vec<GoldMention>,
}

/// One mention of an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GoldMention {
    /// Where it stands.
    pub span: Span,
    /// How it is named.
    pub kind: GoldMentionKind,
}

/// How an entity is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum GoldMentionKind {
    /// By name: "Ana Ruiz".
    Name,
    /// By description: "the minister".
    Nominal,
    /// By pronoun: "she".
    Pronoun,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sentences: Option<Vec<LineSpan>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    attributions: Option<Vec<LineAttribution>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    entities: Option<Vec<LineEntity>>,
    #[serde(default, skip_serializing)]
    #[allow(dead_code, reason = "anything that annotators want to keep; read so that it is no unknown key")]
    meta: Option<Value>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LineSpan {
    start: usize,
    end: usize,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LineAttribution {
    #[serde(default)]
    source: Vec<LineSpan>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    cue: Vec<LineSpan>,
    content: Vec<LineSpan>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LineEntity {
    id: String,
    mentions: Vec<LineMention>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LineMention {
    start: usize,
    end: usize,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    kind: GoldMentionKind,
}

impl QuoteRecord {
    /// Reads a file; `-` is standard input.
    pub fn read(path: &Path) -> Result<Vec<Self>> {
        if path == Path::new("-") {
            return Self::read_from(std::io::stdin().lock(), Path::new("stdin"));
        }
        Self::read_from(File::open(path).map_err(|error| Error::io("read", path, error))?, path)
    }

    /// Reads lines; `name` stands for them in errors. A file without a record is an error.
    pub fn read_from(input: impl Read, name: &Path) -> Result<Vec<Self>> {
        let (mut records, mut problems) = (Vec::new(), Vec::new());
        for (number, line) in (1..).zip(BufReader::new(input).split(b'\n')) {
            let line = line.map_err(|error| Error::io("read", name, error))?;
            let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&line);
            if line.trim_ascii().is_empty() {
                continue;
            }
            let place = Location::file(name).at_line(number);
            match serde_json::from_slice::<Line>(line) {
                Ok(line) => match Self::verified(line, number) {
                    Ok(record) => records.push(record),
                    Err(wrong) => problems.extend(wrong.into_iter().map(|m| Problem::new(place.clone(), m))),
                },
                Err(error) => problems.push(
                    Problem::new(place, format!("not a record with marked quotations: {error}"))
                        .with_hint("the format is described in docs/quotes-jsonl.md; `stance import quotes` converts others"),
                ),
            }
        }
        if records.is_empty() && problems.is_empty() {
            problems.push(Problem::new(Location::file(name), "the file holds no record"));
        }
        if problems.is_empty() { Ok(records) } else { Err(Error::problems(problems)) }
    }

    fn verified(line: Line, number: u64) -> std::result::Result<Self, Vec<String>> {
        let mut places = CodePoints::new(&line.text);
        let sentences = line.sentences.map(|all| places.spans("sentences", &all));
        let attributions = line.attributions.map(|all| {
            let attribution = |(i, one): (usize, LineAttribution)| GoldAttribution {
                source: places.spans(&format!("attributions[{i}].source"), &one.source),
                cue: places.spans(&format!("attributions[{i}].cue"), &one.cue),
                content: places.spans(&format!("attributions[{i}].content"), &one.content),
            };
            all.into_iter().enumerate().map(attribution).collect()
        });
        let entities = line.entities.map(|all| {
            let entity = |one: LineEntity| {
                let key = format!("the mentions of entity \"{}\"", one.id);
                let mentions = one.mentions.into_iter().filter_map(|mention| {
                    let LineMention { start, end, text, kind } = mention;
                    let span = places.span(&key, &LineSpan { start, end, text })?;
                    Some(GoldMention { span, kind })
                });
                GoldEntity { mentions: mentions.collect(), id: one.id }
            };
            all.into_iter().map(entity).collect()
        });
        if !places.wrong.is_empty() {
            return Err(places.wrong);
        }
        let id = line.id.unwrap_or_else(|| format!("line {number}"));
        Ok(Self { id, text: line.text, sentences, attributions, entities })
    }

    /// The record as one line of the format, without the line break, every span with its words.
    pub fn line(&self) -> String {
        let spans = |spans: &[Span]| spans.iter().map(|&span| self.line_span(span)).collect();
        let attribution = |one: &GoldAttribution| LineAttribution {
            source: spans(&one.source),
            cue: spans(&one.cue),
            content: spans(&one.content),
        };
        let mention = |one: &GoldMention| {
            let LineSpan { start, end, text } = self.line_span(one.span);
            LineMention { start, end, text, kind: one.kind }
        };
        let entity = |one: &GoldEntity| LineEntity {
            id: one.id.clone(),
            mentions: one.mentions.iter().map(mention).collect(),
        };
        let line = Line {
            id: Some(self.id.clone()),
            text: self.text.clone(),
            sentences: self.sentences.as_deref().map(spans),
            attributions: self.attributions.as_ref().map(|all| all.iter().map(attribution).collect()),
            entities: self.entities.as_ref().map(|all| all.iter().map(entity).collect()),
            meta: None,
        };
        serde_json::to_string(&line).unwrap_or_default()
    }

    fn line_span(&self, span: Span) -> LineSpan {
        let chars = span.to_chars(&self.text);
        LineSpan { start: chars.start, end: chars.end, text: Some(span.of(&self.text).to_owned()) }
    }
}

/// Turns places in code points into places in bytes, and notes those that cannot be right.
pub(crate) struct CodePoints<'t> {
    text: &'t str,
    /// The byte where each code point starts, and the end of the text.
    bytes: Vec<usize>,
    /// What is wrong with places that were asked for.
    pub(crate) wrong: Vec<String>,
}

impl<'t> CodePoints<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let bytes = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        Self { text, bytes, wrong: Vec::new() }
    }

    /// The bytes of `start..end`, whose words are `words`, where these are given.
    pub(crate) fn place(&mut self, key: &str, start: usize, end: usize, words: Option<&str>) -> Option<Span> {
        let span = match (self.bytes.get(start), self.bytes.get(end)) {
            (Some(&from), Some(&to)) if start < end => Span::new(from, to),
            _ => {
                let length = self.bytes.len() - 1;
                self.wrong
                    .push(format!("{key}: {start} to {end} is no span of a text of {length} code points"));
                return None;
            }
        };
        if let Some(words) = words.filter(|&words| words != span.of(self.text)) {
            let found = span.of(self.text);
            self.wrong.push(format!("{key}: {start} to {end} reads \"{found}\", not \"{words}\""));
            return None;
        }
        Some(span)
    }

    fn span(&mut self, key: &str, span: &LineSpan) -> Option<Span> {
        self.place(key, span.start, span.end, span.text.as_deref())
    }

    fn spans(&mut self, key: &str, spans: &[LineSpan]) -> Vec<Span> {
        spans.iter().filter_map(|span| self.span(key, span)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = r#"{"id": "a", "text": "É vero, said Ana.", "sentences": [{"start": 0, "end": 17}],
        "attributions": [{"source": [{"start": 13, "end": 16, "text": "Ana"}], "content": [{"start": 0, "end": 6}]}],
        "entities": [{"id": "e", "mentions": [{"start": 13, "end": 16, "kind": "name"}]}], "meta": {"by": "me"}}"#;

    fn read(line: &str) -> Result<Vec<QuoteRecord>> {
        QuoteRecord::read_from(line.replace('\n', " ").as_bytes(), Path::new("marked.jsonl"))
    }

    #[test]
    fn places_are_code_points_in_the_file_and_bytes_here() {
        let records = read(LINE).unwrap();
        let attribution = &records[0].attributions.as_ref().unwrap()[0];
        assert_eq!(attribution.source[0].of(&records[0].text), "Ana");
        assert_eq!(attribution.content[0].of(&records[0].text), "É vero");
        assert_eq!(read(&records[0].line()).unwrap(), records);
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        let said = |from: &str, to: &str| read(&LINE.replace(from, to)).unwrap_err().to_string();
        let wrong = said("\"text\": \"Ana\"", "\"text\": \"Eva\"");
        assert_eq!(wrong, "marked.jsonl:1: attributions[0].source: 13 to 16 reads \"Ana\", not \"Eva\"");
        assert!(
            said("\"end\": 17", "\"end\": 99").contains("0 to 99 is no span of a text of 17 code points")
        );
        assert!(said("\"sentences\"", "\"sentence\"").contains("unknown field `sentence`"));
        assert!(said("\"name\"", "\"proper\"").contains("unknown variant `proper`"));
        assert!(read("\n").unwrap_err().to_string().contains("no record"));
    }
}
