//! What is a user of the labelled CSV promised? One file a theme; messages are checked word for word.
#![cfg(test)]

mod documents;
mod encoding;
mod header;
mod labels;
mod names;
mod round_trip;
mod shape;
mod spans;

use super::{Dataset, LabelMap, ReadOptions};
use crate::error::{Problem, Result};

fn read_bytes(bytes: &[u8]) -> Result<Dataset> {
    Dataset::read_from(bytes, "in.csv", &ReadOptions::default())
}

fn read(csv: &str) -> Dataset {
    read_bytes(csv.as_bytes()).unwrap()
}

fn read_mapped(csv: &str, pairs: &[&str]) -> Result<Dataset> {
    let options = ReadOptions { map: LabelMap::parse(pairs)?, ..ReadOptions::default() };
    Dataset::read_from(csv.as_bytes(), "in.csv", &options)
}

/// What a user reads about a table that is refused.
fn refusal(csv: &str) -> String {
    let error = read_bytes(csv.as_bytes()).unwrap_err();
    assert_eq!(error.exit_code(), 65);
    error.to_string()
}

fn printed(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}

/// Warnings of a table that is read.
fn warnings(csv: &str) -> Vec<String> {
    printed(&read(csv).warnings)
}

/// The texts of the rows.
fn texts(data: &Dataset) -> Vec<&str> {
    data.rows.iter().map(|row| row.instance.text.as_str()).collect()
}
