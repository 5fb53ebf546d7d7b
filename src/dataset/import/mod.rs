//! How do other people's data sets become ours? One file a format; each gives an [`Imported`] table, or records with
//! marked quotations, that our own reader accepts.

mod newsmtsc;
mod quotes;
mod soft;

pub use newsmtsc::newsmtsc;
pub use quotes::{ImportedQuotes, quotes};
pub use soft::{LEAST_WEIGHT, soft_labels};

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;

use csv::StringRecord;
use serde::de::DeserializeOwned;

use crate::error::{Error, Location, Problem, Result};

/// A labelled table made from another format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The columns.
    pub columns: Vec<&'static str>,
    /// The rows, each with one field a column.
    pub records: Vec<StringRecord>,
    /// What was left out, and why.
    pub left_out: Vec<Problem>,
}

impl Imported {
    /// Writes the table as CSV; only writing can fail.
    pub fn write(&self, output: impl Write) -> io::Result<()> {
        let mut writer = csv::Writer::from_writer(output);
        writer.write_record(&self.columns)?;
        for record in &self.records {
            writer.write_record(record)?;
        }
        writer.flush()
    }
}

/// Reads JSON Lines; what is not a `T` goes to `problems` with its line. Gives each value with its line, from 1.
fn json_lines<T: DeserializeOwned>(
    input: impl Read,
    name: &Path,
    problems: &mut Vec<Problem>,
) -> Result<Vec<(u64, T)>> {
    let mut values = Vec::new();
    for (line, bytes) in (1..).zip(BufReader::new(input).split(b'\n')) {
        let bytes = bytes.map_err(|e| Error::io("read", name, e))?;
        let bytes =
            if line == 1 { bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes) } else { &bytes };
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        match serde_json::from_slice(bytes) {
            Ok(value) => values.push((line, value)),
            Err(error) => problems.push(Problem::new(
                Location::file(name).at_line(line),
                format!("not a record of this format: {error}"),
            )),
        }
    }
    Ok(values)
}

/// The value, or all problems file by file in the order of their lines.
fn done<T>(value: T, mut problems: Vec<Problem>) -> Result<T> {
    problems.sort_by(|a, b| (&a.location.file, a.location.line).cmp(&(&b.location.file, b.location.line)));
    if problems.is_empty() { Ok(value) } else { Err(Error::problems(problems)) }
}
