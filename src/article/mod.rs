//! Articles: a text with what is known of it, out of every kind of file that people have; and articles that people
//! annotated.
//!
//! A [`Stream`] goes through files, folders and patterns and hands out one [`Raw`] article at a time: bytes, and where
//! they stand. [`Raw::article`] does the work on them (encoding, HTML, JSON), on any thread.

pub mod annotated;
mod binary;
mod columns;
mod decode;
mod files;
mod html;
mod json;
mod kind;
pub mod language;
mod listing;
mod markdown;
mod open;
pub mod quote_record;
mod stream;
mod table;

use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::{Map, Value};

pub use columns::{Columns, Role};
pub use files::{File, Files, is_pattern};
pub use kind::{Compression, Kind};
pub use listing::annotated_files;
pub use open::Meter;
pub use stream::{LARGEST, Raw, ReadOptions, Stream};

use crate::error::{Error, Location, Problem, Result};

/// One article.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// The file it came from, or "stdin".
    pub name: PathBuf,
    /// Which article of its file it is, from 1; none where a file holds one.
    pub record: Option<u64>,
    /// The line where it starts, where a file holds several.
    pub line: Option<u64>,
    /// Its text. All places are in this text: that of the file, or, where title and body stand apart, title, empty
    /// line, body.
    pub text: String,
    /// What is known of it.
    pub about: About,
    /// What was noticed on reading.
    pub warnings: Vec<Problem>,
}

/// What is known of an article besides its text, as its file has it.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct About {
    /// What it is called elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byline: Option<String>,
    /// When it was published, as it is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The language that the file says it is in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Where it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Everything else, passed through.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub meta: Map<String, Value>,
}

impl About {
    fn field(&mut self, role: Role) -> Option<&mut Option<String>> {
        Some(match role {
            Role::Text => return None,
            Role::Title => &mut self.title,
            Role::Byline => &mut self.byline,
            Role::Date => &mut self.date,
            Role::Language => &mut self.language,
            Role::Id => &mut self.id,
            Role::Url => &mut self.url,
        })
    }

    /// Files a value under what its key usually means.
    #[cfg(feature = "formats")]
    fn take(&mut self, key: &str, value: &str) {
        let columns = Columns::default();
        let role = Role::ALL.into_iter().find(|&role| columns.find(role, &std::iter::once(key)).is_some());
        match role.and_then(|role| self.field(role)) {
            Some(field) if field.is_none() => *field = Some(value.to_owned()),
            _ => {
                self.meta.insert(key.to_owned(), value.into());
            }
        }
    }
}

impl Article {
    /// Reads a file with one article: plain text, Markdown or an HTML page, by its name; `-` is standard input.
    pub fn read(path: &Path) -> Result<Self> {
        if path.is_dir() {
            let problem = Problem::new(Location::file(path), "is a folder, not an article");
            return Err(Error::problems(vec![problem.with_hint("name one article in it")]));
        }
        let options = ReadOptions::default();
        let mut stream = Stream::new(Files::new(vec![path.to_owned()], None), options.clone());
        let first = stream.next().unwrap_or_else(|| Err(empty(&Location::file(path))))?;
        first.article(&options)
    }

    /// An article from the bytes of a file of plain text.
    pub fn from_bytes(name: PathBuf, bytes: Vec<u8>) -> Result<Self> {
        Raw::whole(name, Kind::Text, bytes).article(&ReadOptions::default())
    }

    /// From title and body. A body that opens with the title already is the whole text.
    fn of_parts(place: &Location, about: About, body: &str) -> Self {
        let title = about.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
        let text = match title {
            Some(title) if !body.trim_start().starts_with(title) => format!("{title}\n\n{body}"),
            _ => body.to_owned(),
        };
        let name = place.file.clone().unwrap_or_default();
        Self { name, record: place.record, line: place.line, text, about, warnings: Vec::new() }
    }

    /// Where it stands, for messages.
    pub fn place(&self) -> Location {
        Location { record: self.record, line: self.line, ..Location::file(&self.name) }
    }
}

fn empty(place: &Location) -> Error {
    Error::article("empty", Problem::new(place.clone(), "the article is empty"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_no_text() {
        let article = Article::from_bytes("a.txt".into(), b"\xef\xbb\xbfRuiz left.".to_vec()).unwrap();
        assert_eq!(article.text, "Ruiz left.");
    }

    #[test]
    fn an_empty_article_is_an_error() {
        assert_eq!(Article::from_bytes("a.txt".into(), b" \n".to_vec()).unwrap_err().exit_code(), 65);
    }

    #[test]
    fn a_title_stands_once_above_the_body() {
        let about = || About { title: Some("Levy stays".into()), ..About::default() };
        let place = Location::file("a.csv");
        assert_eq!(Article::of_parts(&place, about(), "Ruiz left.").text, "Levy stays\n\nRuiz left.");
        assert_eq!(
            Article::of_parts(&place, about(), "Levy stays\nRuiz left.").text,
            "Levy stays\nRuiz left."
        );
    }
}
