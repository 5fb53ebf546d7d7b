//! What is in the unfinished output of an earlier run.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::cli::args::ArticleFormat;
use crate::error::{Error, Location, Problem, Result};

/// Which article a line or row is of.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Key {
    pub file: String,
    #[serde(default)]
    pub record: Option<u64>,
}

impl Key {
    /// Of an article that stands there.
    pub fn of(place: &Location) -> Self {
        let file = place.file.as_ref().map(|file| file.display().to_string()).unwrap_or_default();
        Self { file, record: place.record }
    }
}

/// The articles that are whole in an unfinished output, in their order.
pub struct Unfinished {
    path: PathBuf,
    format: ArticleFormat,
    /// Where the last article starts. It may be cut off, so it is done again.
    pub sound: u64,
    pub articles: u64,
}

impl Unfinished {
    /// Looks through an unfinished output; `columns` are those that a CSV must have.
    pub fn open(path: &Path, format: ArticleFormat, columns: &[&str]) -> Result<Self> {
        let mut keys = Keys::open(path, format)?;
        if format == ArticleFormat::Csv && keys.columns != columns {
            let problem = Problem::new(Location::file(path), "has other columns than this run would write");
            return Err(Error::problems(vec![
                problem.with_hint("delete it, and start again without --resume"),
            ]));
        }
        let mut found = Self { path: path.to_owned(), format, sound: keys.at, articles: 0 };
        let mut started = keys.at;
        let mut last: Option<Key> = None;
        while let Some(entry) = keys.next()? {
            if last.as_ref() != Some(&entry.key) {
                found.articles += u64::from(last.is_some());
                started = entry.start;
                last = Some(entry.key);
            }
        }
        found.sound = started;
        Ok(found)
    }

    /// The articles again, from the first.
    pub fn keys(&self) -> Result<Whole> {
        let keys = Keys::open(&self.path, self.format)?;
        Ok(Whole { keys, left: self.articles, last: None })
    }
}

/// Goes through the whole articles.
pub struct Whole {
    keys: Keys,
    left: u64,
    last: Option<Key>,
}

impl Whole {
    /// The next article that is done.
    pub fn next(&mut self) -> Result<Option<Key>> {
        while self.left > 0 {
            let Some(entry) = self.keys.next()? else { return Ok(None) };
            if self.last.as_ref() != Some(&entry.key) {
                self.left -= 1;
                self.last = Some(entry.key.clone());
                return Ok(Some(entry.key));
            }
        }
        Ok(None)
    }
}

struct Entry {
    key: Key,
    /// Its first byte.
    start: u64,
}

/// The keys of all lines or rows, up to what is cut off.
struct Keys {
    path: PathBuf,
    source: Source,
    columns: Vec<String>,
    at: u64,
}

enum Source {
    Lines(BufReader<File>),
    Rows { rows: csv::Reader<File>, file: usize, record: usize },
}

impl Keys {
    fn open(path: &Path, format: ArticleFormat) -> Result<Self> {
        let failed = |error| Error::io("read", path, error);
        let file = File::open(path).map_err(failed)?;
        if format != ArticleFormat::Csv {
            let source = Source::Lines(BufReader::new(file));
            return Ok(Self { path: path.to_owned(), source, columns: Vec::new(), at: 0 });
        }
        let mut rows = csv::Reader::from_reader(file);
        let header = rows.headers().map_err(|error| failed(error.into()))?.clone();
        let find = |name: &str| header.iter().position(|column| column == name).unwrap_or(usize::MAX);
        let (file, record) = (find("file"), find("record"));
        let columns = header.iter().map(str::to_owned).collect();
        let at = rows.position().byte();
        Ok(Self { path: path.to_owned(), source: Source::Rows { rows, file, record }, columns, at })
    }

    fn next(&mut self) -> Result<Option<Entry>> {
        let failed = |error| Error::io("read", &self.path, error);
        match &mut self.source {
            Source::Lines(lines) => {
                let mut line = Vec::new();
                let read = lines.read_until(b'\n', &mut line).map_err(failed)?;
                let start = self.at;
                self.at += read as u64;
                // A line without an end was cut off, and so was one that is no JSON.
                let whole = line.ends_with(b"\n");
                Ok(whole
                    .then(|| serde_json::from_slice(&line).ok())
                    .flatten()
                    .map(|key| Entry { key, start }))
            }
            Source::Rows { rows, file, record } => {
                let mut row = csv::StringRecord::new();
                let start = rows.position().byte();
                match rows.read_record(&mut row) {
                    Ok(true) => {
                        let record = row.get(*record).and_then(|record| record.parse().ok());
                        let key = row.get(*file).map(|file| Key { file: file.to_owned(), record });
                        Ok(key.map(|key| Entry { key, start }))
                    }
                    Err(error) if error.is_io_error() => Err(failed(error.into())),
                    // A row that was cut off has too few fields.
                    Ok(false) | Err(_) => Ok(None),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(name: &str, content: &str, format: ArticleFormat) -> (u64, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        let found = Unfinished::open(&path, format, &["file", "record", "x"]).unwrap();
        let mut keys = found.keys().unwrap();
        let mut names = Vec::new();
        while let Some(key) = keys.next().unwrap() {
            names.push(format!("{}:{}", key.file, key.record.unwrap_or_default()));
        }
        (found.sound, names)
    }

    #[test]
    fn the_last_article_is_never_trusted() {
        let lines = "{\"file\":\"a\",\"x\":1}\n{\"file\":\"a\"}\n{\"file\":\"b\",\"record\":2}\n{\"fil";
        assert_eq!(whole("o.jsonl", lines, ArticleFormat::Jsonl), (32, vec!["a:0".into()]));
        let rows = "file,record,x\na,1,\"u\nv\"\na,2,\nb,,1\nb,,2\nc,";
        assert_eq!(whole("o.csv", rows, ArticleFormat::Csv), (29, vec!["a:1".into(), "a:2".into()]));
        assert_eq!(whole("o.csv", "file,record,x\n", ArticleFormat::Csv), (14, vec![]));
        assert_eq!(whole("o.jsonl", "", ArticleFormat::Jsonl), (0, vec![]));
    }
}
