//! What does the file hold, before any meaning? Encoding, delimiter, header, records and their lines.

use std::borrow::Cow;
use std::path::Path;

use csv::{ReaderBuilder, StringRecord};

use super::Findings;
use crate::error::Location;

/// A table of strings; every record has as many fields as there are columns.
pub(super) struct Table {
    pub(super) columns: Vec<String>,
    /// Line of the header, from 1.
    pub(super) header_line: u64,
    pub(super) records: Vec<Record>,
}

pub(super) struct Record {
    /// From 1, without the header.
    pub(super) number: u64,
    /// Line it starts in, from 1.
    pub(super) line: u64,
    pub(super) fields: StringRecord,
}

const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

impl Table {
    /// None where there is no header to go on with; what is wrong goes to `findings`.
    pub(super) fn parse(
        bytes: &[u8],
        file: &Path,
        delimiter: Option<u8>,
        findings: &mut Findings,
    ) -> Option<Self> {
        let text = decode(bytes, file, findings)?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        if text.trim().is_empty() {
            findings.error(
                Location::file(file),
                "the file is empty",
                "the first line names the columns, e.g. text,holder,target,stance",
            );
            return None;
        }
        let delimiter = delimiter.unwrap_or_else(|| sniff(text));
        let mut lines = Lines { bytes: text.as_bytes(), at: 0, line: 1 };
        let mut table = Self { columns: Vec::new(), header_line: 0, records: Vec::new() };
        let mut last_start = 0;
        for result in reader(text, delimiter).into_records() {
            let fields = match result {
                Ok(fields) => fields,
                Err(error) => {
                    findings.error(Location::file(file), error.to_string(), "the file is not a CSV table");
                    return None;
                }
            };
            last_start = fields.position().map_or(0, |p| usize::try_from(p.byte()).unwrap_or(0));
            let line = lines.line_of(last_start);
            if table.columns.is_empty() {
                table.columns = fields.iter().map(|name| name.trim().to_owned()).collect();
                table.header_line = line;
            } else {
                let number = table.records.len() as u64 + 1;
                table.records.push(Record { number, line, fields });
            }
        }
        table.check_shape(file, delimiter, &text[last_start..], findings);
        Some(table)
    }

    fn check_shape(&mut self, file: &Path, delimiter: u8, last: &str, findings: &mut Findings) {
        let errors = findings.errors.len();
        if ends_in_quotes(last.as_bytes(), delimiter) {
            let line = self.records.pop().map_or(self.header_line, |r| r.line);
            findings.error(
                Location::file(file).at_line(line),
                "a quotation mark opens a field and none closes it before the end of the file",
                "close the field with \"; a quotation mark inside a quoted field is written twice",
            );
        }
        let width = self.columns.len();
        self.records.retain(|record| {
            let place =
                || Location { record: Some(record.number), ..Location::file(file).at_line(record.line) };
            if record.fields.iter().all(|f| f.trim().is_empty()) {
                findings.warning(place(), "the row is empty and is left out", "delete the line");
                return false;
            }
            let found = record.fields.len();
            if found != width {
                findings.error(
                    place(),
                    format!("the row has {found} fields, the header {width}"),
                    format!(
                        "put \"…\" around a field that holds {}, a quotation mark or a line break",
                        name_of(delimiter)
                    ),
                );
            }
            found == width
        });
        if self.records.is_empty() && findings.errors.len() == errors {
            findings.error(
                Location::file(file).at_line(self.header_line),
                "the file has a header and no rows",
                "each further line is one labelled text",
            );
        }
    }
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes())
}

fn name_of(delimiter: u8) -> &'static str {
    match delimiter {
        b',' => "a comma",
        b';' => "a semicolon",
        b'\t' => "a tab",
        _ => "the delimiter",
    }
}

/// The delimiter that makes the header name a column `text`; else the one that gives the most columns.
fn sniff(text: &str) -> u8 {
    let mut best = (DELIMITERS[0], (false, 0));
    for delimiter in DELIMITERS {
        let header = reader(text, delimiter).into_records().next();
        let Some(Ok(header)) = header else { continue };
        let score = (header.iter().any(|name| name.trim() == "text"), header.len());
        if score > best.1 {
            best = (delimiter, score);
        }
    }
    best.0
}

/// UTF-8, with every line that is not listed. The bad bytes are replaced, so that the rest is checked too.
fn decode<'b>(bytes: &'b [u8], file: &Path, findings: &mut Findings) -> Option<Cow<'b, str>> {
    const MEND: &str = "save the table as UTF-8 (in Excel: \"CSV UTF-8\")";
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        findings.error(Location::file(file), "the file is UTF-16, not UTF-8", MEND);
        return None;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(Cow::Borrowed(text));
    }
    let mut lines = Lines { bytes, at: 0, line: 1 };
    let mut listed = 0;
    let mut at = 0;
    for chunk in bytes.utf8_chunks() {
        at += chunk.valid().len();
        let Some(bad) = chunk.invalid().first() else { continue };
        let line = lines.line_at(at);
        if line != listed {
            let place = Location { byte: Some(at as u64), ..Location::file(file).at_line(line) };
            findings.error(place, format!("byte {at} (0x{bad:02X}) is not UTF-8"), MEND);
            listed = line;
        }
        at += chunk.invalid().len();
    }
    Some(String::from_utf8_lossy(bytes))
}

/// Counts lines up to a byte; asked in rising order.
struct Lines<'b> {
    bytes: &'b [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    fn line_at(&mut self, byte: usize) -> u64 {
        while self.at < byte {
            let alone = self.bytes[self.at] == b'\r' && self.bytes.get(self.at + 1) != Some(&b'\n');
            self.line += u64::from(self.bytes[self.at] == b'\n' || alone);
            self.at += 1;
        }
        self.line
    }

    /// The line of a record. The parser starts it at the line feed of the record before, or at blank lines.
    fn line_of(&mut self, start: usize) -> u64 {
        let blank = self.bytes[start..].iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        self.line_at(start + blank)
    }
}

/// True if the record, which is the last of its file, ends inside a quoted field.
fn ends_in_quotes(record: &[u8], delimiter: u8) -> bool {
    let mut field_starts = true;
    let mut quoted = false;
    let mut bytes = record.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        if quoted {
            // A doubled mark stands for itself.
            quoted = byte != b'"' || bytes.next_if_eq(&b'"').is_some();
        } else if byte == b'"' && field_starts {
            quoted = true;
        }
        field_starts = !quoted && (byte == delimiter || matches!(byte, b'\r' | b'\n'));
    }
    quoted
}
