//! All articles of the inputs, one at a time, in bounded memory.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::decode::decode;
use super::json::{self, Lines};
use super::open::{Bytes, Meter, open};
use super::table::{Header, Table};
use super::{Article, Columns, Files, Kind, empty, html, markdown};
use crate::error::{Error, Location, Problem, Result};

/// The largest article that is read, in bytes; a large newspaper's longest ones have a hundredth of it.
pub const LARGEST: usize = 10 << 20;

/// How files are read.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// What tables and JSON objects hold where.
    pub columns: Columns,
    /// The delimiter of tables; none: comma, semicolon or tab, whichever the header shows.
    pub delimiter: Option<u8>,
}

/// An article as it stands in its file, not yet understood.
#[derive(Debug)]
pub struct Raw {
    place: Location,
    content: Content,
}

#[derive(Debug)]
enum Content {
    Whole(Kind, Vec<u8>),
    Row(Arc<Header>, Vec<Vec<u8>>),
    Line(Vec<u8>),
}

impl Raw {
    /// A whole file.
    pub fn whole(name: PathBuf, kind: Kind, bytes: Vec<u8>) -> Self {
        Self { place: Location::file(name), content: Content::Whole(kind, bytes) }
    }

    pub(super) fn row(place: Location, header: Arc<Header>, fields: Vec<Vec<u8>>) -> Self {
        Self { place, content: Content::Row(header, fields) }
    }

    pub(super) fn line(place: Location, line: Vec<u8>) -> Self {
        Self { place, content: Content::Line(line) }
    }

    /// Where it stands.
    pub fn place(&self) -> &Location {
        &self.place
    }

    /// Understands it: encoding, HTML, Markdown, JSON.
    pub fn article(self, options: &ReadOptions) -> Result<Article> {
        let Self { mut place, content } = self;
        let article = match content {
            Content::Whole(kind, bytes) => whole(kind, bytes, &place)?,
            Content::Row(header, fields) => header.article(fields, &place)?,
            Content::Line(line) => json::article(line, &options.columns, &place)?,
        };
        if article.text.trim().is_empty() {
            place.byte = None;
            return Err(empty(&place));
        }
        Ok(article)
    }
}

fn whole(kind: Kind, bytes: Vec<u8>, place: &Location) -> Result<Article> {
    let declared = if kind == Kind::Html { html::declared_encoding(&bytes) } else { None };
    let decoded = decode(bytes, declared.as_deref(), place)?;
    let mut article = match kind {
        Kind::Html => html::article(&decoded.text, place)?,
        Kind::Markdown => markdown::article(&decoded.text, place)?,
        _ => Article {
            name: place.file.clone().unwrap_or_default(),
            record: place.record,
            line: place.line,
            text: decoded.text,
            about: super::About::default(),
            warnings: Vec::new(),
        },
    };
    article.warnings.extend(decoded.warning);
    Ok(article)
}

/// Goes through all articles of the inputs. An error is that of one file, row or line; the stream goes on behind it.
pub struct Stream {
    files: Files,
    options: ReadOptions,
    meter: Meter,
    open: Option<Open>,
}

/// A file with many articles.
enum Open {
    Table(Box<Table>),
    Lines(Lines),
}

impl Stream {
    /// Over files, which are opened one at a time.
    pub fn new(files: Files, options: ReadOptions) -> Self {
        Self { files, options, meter: Meter::default(), open: None }
    }

    /// Counts the bytes that have been read.
    pub fn meter(&self) -> Meter {
        Arc::clone(&self.meter)
    }

    /// How many files of folders were left out because their ending is none of an article.
    pub fn passed_over(&self) -> u64 {
        self.files.passed_over()
    }

    fn start(&mut self, path: &Path, kind: Option<Kind>) -> Result<Option<Raw>> {
        let name = if path.as_os_str() == "-" { PathBuf::from("stdin") } else { path.to_owned() };
        let failed = |error| Error::io("read", &name, error);
        let mut source = BufReader::with_capacity(BUFFER, open(path, &self.meter)?);
        let kind = match kind {
            Some(kind) => kind,
            None => guess(source.fill_buf().map_err(failed)?),
        };
        match kind {
            Kind::Csv => {
                let table = Table::open(source, name, &self.options)?;
                self.open = Some(Open::Table(Box::new(table)));
                Ok(None)
            }
            Kind::Jsonl => {
                self.open = Some(Open::Lines(Lines::new(source, name)));
                Ok(None)
            }
            Kind::Text | Kind::Markdown | Kind::Html => {
                let mut bytes = Vec::new();
                source.by_ref().take(LARGEST as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
                if bytes.len() > LARGEST {
                    return Err(too_large(
                        &Location::file(name),
                        "the file",
                        "a file of many articles is read as .jsonl or .csv",
                    ));
                }
                Ok(Some(Raw::whole(name, kind, bytes)))
            }
        }
    }
}

/// Bytes that are read at a time.
const BUFFER: usize = 1 << 16;

/// What a file without a telling name is, by its first bytes.
fn guess(start: &[u8]) -> Kind {
    let text = String::from_utf8_lossy(&start[..start.len().min(1024)]);
    if text.trim_start().starts_with("{\"") { Kind::Jsonl } else { Kind::of_start(&text) }
}

/// What is larger than any article.
pub(super) fn too_large(place: &Location, what: &str, hint: &str) -> Error {
    let message = format!("{what} holds more than {} MB; no article does", LARGEST >> 20);
    Error::article("too large", Problem::new(place.clone(), message).with_hint(hint))
}

/// Text of a file that begins with a byte order mark of UTF-16 comes as UTF-8, others as they are; a byte order mark
/// itself is left out.
pub(super) fn marked(mut source: BufReader<Bytes>) -> std::io::Result<BufReader<Bytes>> {
    let start = source.fill_buf()?;
    let unit: fn([u8; 2]) -> u16 = match start {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        [0xef, 0xbb, 0xbf, ..] => {
            source.consume(3);
            return Ok(source);
        }
        _ => return Ok(source),
    };
    source.consume(2);
    Ok(BufReader::with_capacity(
        BUFFER,
        Box::new(Utf16 { source, unit, waiting: None, out: Vec::new(), at: 0 }),
    ))
}

/// UTF-16 as UTF-8.
struct Utf16 {
    source: BufReader<Bytes>,
    unit: fn([u8; 2]) -> u16,
    /// The first half of a pair.
    waiting: Option<u16>,
    out: Vec<u8>,
    at: usize,
}

impl Read for Utf16 {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        while self.at == self.out.len() {
            let mut bytes = [0; 4096];
            let mut filled = 0;
            while filled < bytes.len() {
                match self.source.read(&mut bytes[filled..])? {
                    0 => break,
                    read => filled += read,
                }
            }
            if filled == 0 && self.waiting.is_none() {
                return Ok(0);
            }
            let units = bytes[..filled]
                .chunks(2)
                .map(|pair| (self.unit)([pair[0], pair.get(1).copied().unwrap_or(0)]));
            let mut units: Vec<u16> = self.waiting.take().into_iter().chain(units).collect();
            if filled == bytes.len() && units.last().is_some_and(|unit| (0xd800..0xdc00).contains(unit)) {
                self.waiting = units.pop();
            }
            self.out = String::from_utf16_lossy(&units).into_bytes();
            self.at = 0;
        }
        let taken = buffer.len().min(self.out.len() - self.at);
        buffer[..taken].copy_from_slice(&self.out[self.at..self.at + taken]);
        self.at += taken;
        Ok(taken)
    }
}

impl Iterator for Stream {
    type Item = Result<Raw>;

    fn next(&mut self) -> Option<Result<Raw>> {
        loop {
            let next = match &mut self.open {
                Some(Open::Table(table)) => table.next(),
                Some(Open::Lines(lines)) => lines.next(),
                None => None,
            };
            if next.is_some() {
                return next;
            }
            self.open = None;
            let file = match self.files.next()? {
                Ok(file) => file,
                Err(error) => return Some(Err(error)),
            };
            match self.start(&file.path, file.kind) {
                Ok(Some(raw)) => return Some(Ok(raw)),
                Ok(None) => {}
                Err(error) => return Some(Err(error)),
            }
        }
    }
}
