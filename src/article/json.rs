//! Articles as lines of JSON, one object each.

use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;

use serde_json::{Map, Value};

use super::columns::{Columns, Role};
use super::decode::decode;
use super::open::Bytes;
use super::stream::{LARGEST, Raw, marked, too_large};
use super::{About, Article};
use crate::error::{Error, Location, Problem, Result};

/// The lines of a file; empty ones are passed over.
pub(super) struct Lines {
    source: Option<BufReader<Bytes>>,
    opened: bool,
    name: PathBuf,
    line: u64,
}

impl Lines {
    pub(super) fn new(source: BufReader<Bytes>, name: PathBuf) -> Self {
        Self { source: Some(source), opened: false, name, line: 0 }
    }

    fn read(&mut self) -> Result<Option<Vec<u8>>> {
        let failed = |error| Error::io("read", &self.name, error);
        let Some(source) = self.source.as_mut() else { return Ok(None) };
        let mut bytes = Vec::new();
        let read = source.by_ref().take(LARGEST as u64 + 1).read_until(b'\n', &mut bytes).map_err(failed)?;
        self.line += 1;
        if read <= LARGEST || bytes.ends_with(b"\n") {
            return Ok((read > 0).then_some(bytes));
        }
        drop(bytes);
        source.skip_until(b'\n').map_err(failed)?;
        let place = Location { record: Some(self.line), ..Location::file(&self.name).at_line(self.line) };
        Err(too_large(&place, "the line", "a JSONL file has one article in each line"))
    }
}

impl Iterator for Lines {
    type Item = Result<Raw>;

    fn next(&mut self) -> Option<Result<Raw>> {
        if !std::mem::replace(&mut self.opened, true) {
            let source = self.source.take()?;
            match marked(source) {
                Ok(source) => self.source = Some(source),
                Err(error) => return Some(Err(Error::io("read", &self.name, error))),
            }
        }
        loop {
            match self.read() {
                Ok(None) => return None,
                Ok(Some(line)) if line.iter().all(u8::is_ascii_whitespace) => {}
                Ok(Some(line)) => {
                    let place =
                        Location { record: Some(self.line), ..Location::file(&self.name).at_line(self.line) };
                    return Some(Ok(Raw::line(place, line)));
                }
                Err(error) => {
                    // What the system cannot read now, it will not read next.
                    if matches!(error.kind(), crate::error::ErrorKind::Io { .. }) {
                        self.source = None;
                    }
                    return Some(Err(error));
                }
            }
        }
    }
}

/// The article of a line.
pub(super) fn article(line: Vec<u8>, columns: &Columns, place: &Location) -> Result<Article> {
    let decoded = decode(line, None, place)?;
    let (parsed, mended) = parsed(&decoded.text);
    let value = parsed.map_err(|error| {
        // The library counts the one line it sees; the place says which.
        let why = error.to_string();
        let why = why.split(" at line ").next().unwrap_or(&why).to_owned();
        bad(place, &format!("column {}: {why}", error.column()), "each line holds one JSON object")
    })?;
    let Value::Object(object) = value else {
        return Err(bad(place, "is no JSON object", "each line holds one object, e.g. {\"text\": \"…\"}"));
    };
    let mut article = of_object(object, columns, place)?;
    article.warnings.extend(decoded.warning);
    if mended {
        article
            .warnings
            .push(Problem::new(place.clone(), "halves of characters (lone surrogates) were replaced"));
    }
    Ok(article)
}

/// The value of a line. Where half a character stands alone, `\ud83d` without its `\ude00`, as programs write that cut
/// texts between the two, it is replaced, and `true` is returned.
fn parsed(line: &str) -> (serde_json::Result<Value>, bool) {
    let value = serde_json::from_str(line);
    if value.is_ok() {
        return (value, false);
    }
    let whole = without_halves(line);
    if whole == line {
        return (value, false);
    }
    match serde_json::from_str(&whole) {
        Ok(mended) => (Ok(mended), true),
        // The columns of the first error are those of the line as it stands.
        Err(_) => (value, false),
    }
}

/// The line with U+FFFD for every escaped surrogate that has no partner.
fn without_halves(line: &str) -> String {
    let unit = |at: usize| {
        let digits = line.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let mut out = String::with_capacity(line.len());
    let mut from = 0;
    while let Some(at) = line[from..].find('\\').map(|at| from + at) {
        out.push_str(&line[from..at]);
        // An escape is two characters long, or six.
        let (escape, length) = match (unit(at), unit(at + 6)) {
            (Some(0xd800..0xdc00), Some(0xdc00..0xe000)) => (line.get(at..at + 12), 12),
            (Some(0xd800..0xe000), _) => (Some("\\ufffd"), 6),
            (Some(_), _) => (line.get(at..at + 6), 6),
            (None, _) => (line.get(at..at + 2), 2),
        };
        from = at;
        let Some(escape) = escape else { break };
        out.push_str(escape);
        from += length;
    }
    out.push_str(&line[from..]);
    out
}

fn bad(place: &Location, message: &str, hint: &str) -> Error {
    Error::article("bad JSON", Problem::new(place.clone(), message).with_hint(hint))
}

fn of_object(mut object: Map<String, Value>, columns: &Columns, place: &Location) -> Result<Article> {
    let keys: Vec<String> = object.keys().cloned().collect();
    let mut take = |role: Role| {
        let at = columns.find(role, &keys.iter().map(String::as_str))?;
        object.remove(&keys[at])
    };
    let mut about = About::default();
    let body = match take(Role::Text) {
        Some(Value::String(body)) => body,
        Some(Value::Null) => String::new(),
        Some(_) => {
            return Err(bad(place, "the text is no string", "the text of an article is a JSON string"));
        }
        None => {
            let message = format!("no key holds the text; the keys are {}", keys.join(", "));
            return Err(Error::article(
                "no text",
                Problem::new(place.clone(), message).with_hint("name it: --column text=KEY"),
            ));
        }
    };
    for role in Role::ALL {
        if let Some(field) = about.field(role) {
            *field = take(role).and_then(as_text);
        }
    }
    about.meta = object;
    Ok(Article::of_parts(place, about, &body))
}

/// A value as people write it: a list of authors is parted by commas.
fn as_text(value: Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text),
        Value::Array(parts) => {
            let parts: Vec<String> = parts.into_iter().filter_map(as_text).collect();
            (!parts.is_empty()).then(|| parts.join(", "))
        }
        other => Some(other.to_string()),
    }
    .filter(|text| !text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Article> {
        let place = Location { record: Some(7), ..Location::file("a.jsonl").at_line(7) };
        article(line.as_bytes().to_vec(), &Columns::default(), &place)
    }

    #[test]
    fn known_keys_are_understood_and_the_others_kept() {
        let article =
            read(r#"{"headline":"Levy stays","Body":"Ruiz left.","authors":["A","B"],"id":3,"tags":["x"]}"#)
                .unwrap();
        assert_eq!(article.text, "Levy stays\n\nRuiz left.");
        assert_eq!(article.about.byline.as_deref(), Some("A, B"));
        assert_eq!(article.about.id.as_deref(), Some("3"));
        assert_eq!(Value::Object(article.about.meta), serde_json::json!({ "tags": ["x"] }));
        assert_eq!(article.record, Some(7));
    }

    #[test]
    fn half_characters_are_replaced_and_told() {
        let article = read(r#"{"text":"a\ud83d b\\\ud83d\ude00 \udc00"}"#).unwrap();
        assert_eq!(article.text, "a\u{fffd} b\\\u{1f600} \u{fffd}");
        assert_eq!(article.warnings.len(), 1);
        assert!(read(r#"{"text":"a\ud83d b\"#).is_err());
    }

    #[test]
    fn what_is_wrong_is_told_with_line_and_column() {
        let said = |line: &str| read(line).unwrap_err().to_string();
        assert!(said("{\"text\": \"a").starts_with("a.jsonl:7: column 11: EOF while parsing a string"));
        assert!(said("[1]").starts_with("a.jsonl:7: is no JSON object"));
        assert!(said("{\"a\": 1}").contains("no key holds the text; the keys are a\n  hint: name it"));
        assert!(said("{\"text\": 1}").contains("the text is no string"));
    }
}
