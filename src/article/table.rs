//! Articles as rows of a table, one each.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::sync::Arc;

use csv_core::{ReadRecordResult, ReaderBuilder};

use super::columns::Role;
use super::decode::{count, decode};
use super::open::Bytes;
use super::stream::{LARGEST, Raw, ReadOptions, marked, too_large};
use super::{About, Article};
use crate::error::{Error, Location, Problem, Result};

/// The first row of a table, understood.
#[derive(Debug)]
pub(super) struct Header {
    names: Vec<String>,
    text: usize,
    roles: Vec<Option<Role>>,
}

/// The rows of a table.
pub(super) struct Table {
    records: Records,
    name: PathBuf,
    header: Arc<Header>,
    row: u64,
    /// Set once nothing more can be read.
    broken: bool,
}

/// One record: its fields, and the line it starts in.
struct Record {
    fields: Vec<Vec<u8>>,
    line: u64,
    /// True if the file ended inside a quoted field.
    unclosed: bool,
}

impl Table {
    /// Reads the header.
    pub(super) fn open(source: BufReader<Bytes>, name: PathBuf, options: &ReadOptions) -> Result<Self> {
        let failed = |error| Error::io("read", &name, error);
        let mut source = marked(source).map_err(failed)?;
        let delimiter = match options.delimiter {
            Some(delimiter) => delimiter,
            None => delimiter(source.fill_buf().map_err(failed)?),
        };
        let mut records = Records::new(source, delimiter);
        let place = Location::file(&name);
        let first = records.next(&name)?.ok_or_else(|| {
            Error::article(
                "empty",
                Problem::new(place.clone(), "the table is empty")
                    .with_hint("its first line names the columns"),
            )
        })?;
        let header = Header::new(first, options, &place.at_line(1))?;
        Ok(Self { records, name, header: Arc::new(header), row: 0, broken: false })
    }
}

impl Iterator for Table {
    type Item = Result<Raw>;

    fn next(&mut self) -> Option<Result<Raw>> {
        if self.broken {
            return None;
        }
        let record = match self.records.next(&self.name) {
            Ok(record) => record?,
            Err(error) => {
                self.broken = true;
                return Some(Err(error));
            }
        };
        self.row += 1;
        let place = Location { record: Some(self.row), ..Location::file(&self.name).at_line(record.line) };
        let bad = |message: String, hint: &str| {
            Some(Err(Error::article("bad row", Problem::new(place.clone(), message).with_hint(hint))))
        };
        if record.unclosed {
            return bad(
                "a quotation mark is opened here and never closed".into(),
                "double it, \"\", if it is part of the text",
            );
        }
        let (found, wanted) = (record.fields.len(), self.header.names.len());
        if found != wanted {
            let message = format!("{found} fields where the header has {wanted}");
            return bad(
                message,
                "put fields with commas, quotation marks or line breaks between quotation marks",
            );
        }
        Some(Ok(Raw::row(place, Arc::clone(&self.header), record.fields)))
    }
}

impl Header {
    fn new(record: Record, options: &ReadOptions, place: &Location) -> Result<Self> {
        let mut names = Vec::with_capacity(record.fields.len());
        for field in record.fields {
            names.push(decode(field, None, place)?.text.trim().to_owned());
        }
        let wrong = |message: String, hint: &str| {
            Error::article("bad header", Problem::new(place.clone(), message).with_hint(hint))
        };
        let mut known = BTreeSet::new();
        if let Some(name) = names.iter().find(|name| !name.is_empty() && !known.insert(name.as_str())) {
            return Err(wrong(
                format!("two columns are named \"{name}\""),
                "give every column a name of its own",
            ));
        }
        let listed = names.join(", ");
        let find = |role| options.columns.find(role, &names.iter().map(String::as_str));
        if let Some((role, name)) = options.columns.given().find(|(role, _)| find(*role).is_none()) {
            let message = format!("there is no column \"{name}\" for the {}", role.name());
            return Err(wrong(
                message,
                &format!("the first line names the columns; here it reads: {listed}"),
            ));
        }
        let text = find(Role::Text).ok_or_else(|| {
            let hint = format!("name it: --column text=NAME; the first line reads: {listed}");
            wrong("no column holds the text of the articles".into(), &hint)
        })?;
        let mut roles = vec![None; names.len()];
        for role in Role::ALL {
            if let Some(at) = find(role) {
                roles[at] = Some(role);
            }
        }
        Ok(Self { names, text, roles })
    }

    /// The article of a row.
    pub(super) fn article(&self, fields: Vec<Vec<u8>>, place: &Location) -> Result<Article> {
        let mut about = About::default();
        let mut body = String::new();
        let mut warning = None;
        for (at, field) in fields.into_iter().enumerate() {
            let column = place.clone().in_column(self.names[at].as_str());
            let decoded = decode(field, None, &column)?;
            warning = warning.or(decoded.warning);
            let value = decoded.text;
            if at == self.text {
                body = value;
            } else if let Some(field) = self.roles[at].and_then(|role| about.field(role)) {
                *field = Some(value).filter(|value| !value.trim().is_empty());
            } else {
                about.meta.insert(self.names[at].clone(), value.into());
            }
        }
        if body.trim().is_empty() {
            return Err(super::empty(place));
        }
        let mut article = Article::of_parts(place, about, &body);
        article.warnings.extend(warning);
        Ok(article)
    }
}

/// Comma, semicolon or tab, whichever the first line has most of outside quotation marks.
fn delimiter(start: &[u8]) -> u8 {
    let mut counts = [(b',', 0_u32), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for &byte in start {
        quoted ^= byte == b'"';
        if !quoted && matches!(byte, b'\n' | b'\r') {
            break;
        }
        if let Some((_, count)) = counts.iter_mut().find(|(known, _)| !quoted && *known == byte) {
            *count += 1;
        }
    }
    counts.into_iter().rev().max_by_key(|&(_, count)| count).map_or(b',', |(byte, _)| byte)
}

/// Records in bounded memory: none may be larger than an article, or have more fields than an article has bytes.
struct Records {
    source: BufReader<Bytes>,
    reader: csv_core::Reader,
    fields: Vec<u8>,
    ends: Vec<usize>,
}

impl Records {
    fn new(source: BufReader<Bytes>, delimiter: u8) -> Self {
        let reader = ReaderBuilder::new().delimiter(delimiter).build();
        let (fields, ends) = Self::room();
        Self { source, reader, fields, ends }
    }

    fn next(&mut self, name: &std::path::Path) -> Result<Option<Record>> {
        let line = self.reader.line();
        let (mut written, mut ended, mut quotes, mut lines) = (0, 0, 0_usize, 0_usize);
        loop {
            let input = self.source.fill_buf().map_err(|error| Error::io("read", name, error))?;
            let at_end = input.is_empty();
            let (result, read, wrote, ends) =
                self.reader.read_record(input, &mut self.fields[written..], &mut self.ends[ended..]);
            quotes += count(&input[..read], b'"');
            lines += count(&input[..read], b'\n');
            self.source.consume(read);
            written += wrote;
            ended += ends;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull
                    if self.fields.len().max(self.ends.len()) > LARGEST =>
                {
                    let place = Location::file(name).at_line(line);
                    return Err(too_large(
                        &place,
                        "the row",
                        "is a quotation mark not closed? What follows was not read",
                    ));
                }
                ReadRecordResult::OutputFull => {
                    self.fields.resize((self.fields.len() * 2).min(LARGEST + 1), 0);
                }
                ReadRecordResult::OutputEndsFull => {
                    self.ends.resize((self.ends.len() * 2).min(LARGEST + 1), 0);
                }
                ReadRecordResult::Record => {
                    let unclosed = at_end && quotes % 2 == 1 && lines > 0;
                    let mut from = 0;
                    let fields = self.ends[..ended].iter().map(|&end| {
                        let field = self.fields[from..end].to_vec();
                        from = end;
                        field
                    });
                    let fields = fields.collect();
                    self.give_back();
                    return Ok(Some(Record { fields, line, unclosed }));
                }
                ReadRecordResult::End => return Ok(None),
            }
        }
    }

    /// One giant row does not hold its memory for the rest of the file.
    fn give_back(&mut self) {
        if self.fields.len().max(self.ends.len()) > 1 << 18 {
            (self.fields, self.ends) = Self::room();
        }
    }

    /// For the characters of a row, and the ends of its fields.
    fn room() -> (Vec<u8>, Vec<usize>) {
        (vec![0; 1 << 14], vec![0; 32])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(table: &str) -> Vec<std::result::Result<Article, String>> {
        let options = ReadOptions::default();
        let source: Bytes = Box::new(std::io::Cursor::new(table.as_bytes().to_vec()));
        match Table::open(BufReader::new(source), "a.csv".into(), &options) {
            Ok(table) => table
                .map(|row| row.and_then(|raw| raw.article(&options)).map_err(|error| error.to_string()))
                .collect(),
            Err(error) => vec![Err(error.to_string())],
        }
    }

    #[test]
    fn rows_are_articles_with_all_their_columns() {
        let all =
            rows("id;Title;text;section\r\n7;Levy stays;\"Ruiz left.\r\n\r\nHe said \"\"no\"\".\";city\r\n");
        let article = all[0].as_ref().unwrap();
        assert_eq!(article.text, "Levy stays\n\nRuiz left.\r\n\r\nHe said \"no\".");
        assert_eq!((article.about.id.as_deref(), article.record), (Some("7"), Some(1)));
        assert_eq!(article.about.meta["section"], "city");
    }

    #[test]
    fn one_bad_row_does_not_stop_the_rest() {
        let all = rows("text,id\none,1\ntwo\n,3\nfour,4\n");
        assert_eq!(
            all.iter().map(std::result::Result::is_ok).collect::<Vec<_>>(),
            [true, false, false, true]
        );
        let said = all[1].as_ref().unwrap_err();
        assert!(said.starts_with("a.csv:3: 1 fields where the header has 2\n  hint: "), "{said}");
        assert_eq!(all[2].as_ref().unwrap_err(), "a.csv:4: the article is empty");
    }

    #[test]
    fn a_mark_that_is_never_closed_is_told_where_it_opens() {
        let all = rows("id,text\n1,one\n2,\"two\n3,three\n4,four\n");
        assert_eq!(all.len(), 2);
        let said = all[1].as_ref().unwrap_err();
        assert!(said.starts_with("a.csv:3: a quotation mark is opened here and never closed"), "{said}");
    }

    #[test]
    fn headers_that_cannot_be_used_say_why() {
        let said = |table: &str| rows(table)[0].clone().unwrap_err();
        assert!(said("").starts_with("a.csv: the table is empty"));
        assert!(said("a,b\n1,2\n").contains("no column holds the text"));
        assert!(said("text,text\n1,2\n").contains("two columns are named \"text\""));
    }

    #[test]
    fn the_delimiter_is_that_of_the_header() {
        assert_eq!(delimiter(b"a,b;c,d\n1;2;3;4;5"), b',');
        assert_eq!(delimiter(b"text"), b',');
        assert_eq!(delimiter(b"\"a,b,c\"\ttext"), b'\t');
    }
}
