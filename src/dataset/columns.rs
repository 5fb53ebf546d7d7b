//! Which column is which? Header names in any order, with hints for names that look like a typo.

use std::path::Path;

use csv::StringRecord;

use super::Findings;
use super::table::Table;
use crate::error::Location;

/// A column with a meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Text,
    Holder,
    Target,
    Stance,
    Sentiment,
    Voice,
    Document,
    Phenomenon,
    Id,
    Weight,
    HolderStart,
    HolderEnd,
    TargetStart,
    TargetEnd,
}

/// In the order of [`Column`].
const NAMES: [&str; 14] = [
    "text",
    "holder",
    "target",
    "stance",
    "sentiment",
    "voice",
    "document",
    "phenomenon",
    "id",
    "weight",
    "holder_start",
    "holder_end",
    "target_start",
    "target_end",
];

impl Column {
    pub(super) fn name(self) -> &'static str {
        NAMES[self as usize]
    }
}

/// Where each known column stands.
pub(super) struct Columns([Option<usize>; NAMES.len()]);

impl Columns {
    /// None where the rows cannot be read with this header.
    pub(super) fn find(table: &Table, file: &Path, findings: &mut Findings) -> Option<Self> {
        let place = || Location::file(file).at_line(table.header_line);
        let mut usable = true;
        for (i, name) in table.columns.iter().enumerate() {
            if !name.is_empty() && table.columns[..i].contains(name) {
                findings.error(
                    place().in_column(name),
                    format!("two columns are named \"{name}\""),
                    "rename one of them",
                );
                usable = false;
            }
        }
        let positions = NAMES.map(|known| table.columns.iter().position(|name| name == known));
        let lookalike = |known: usize| {
            let name = table.columns.iter().find(|name| looks_like(name, NAMES[known]))?;
            positions[known].is_none().then_some(name)
        };
        if positions[Column::Text as usize].is_none() {
            let hint = match lookalike(Column::Text as usize) {
                Some(name) => format!("rename the column \"{name}\" to \"text\""),
                None => {
                    format!("the first line names the columns; here it reads: {}", listed(&table.columns))
                }
            };
            findings.error(place(), "there is no column \"text\"", hint);
            return None;
        }
        for (known, name) in NAMES.iter().enumerate() {
            if let Some(found) = lookalike(known) {
                findings.warning(
                    place().in_column(found),
                    format!("the column \"{found}\" is not read"),
                    format!("did you mean \"{name}\"?"),
                );
            }
        }
        usable.then_some(Self(positions))
    }

    /// The field as it stands, empty where the table has no such column.
    pub(super) fn raw<'r>(&self, record: &'r StringRecord, column: Column) -> &'r str {
        self.0[column as usize].and_then(|i| record.get(i)).unwrap_or("")
    }

    /// The field without white space at its ends; empty for the marks of a missing value as programs write them
    /// (in any other case they may be names: Nan, Na).
    pub(super) fn value<'r>(&self, record: &'r StringRecord, column: Column) -> &'r str {
        match self.raw(record, column).trim() {
            "NA" | "NaN" | "nan" | "null" | "NULL" => "",
            value => value,
        }
    }
}

/// The first names of a header, for a message.
fn listed(columns: &[String]) -> String {
    const SHOWN: usize = 8;
    const LONG: usize = 40;
    let shorten = |name: &String| match name.char_indices().nth(LONG) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.clone(),
    };
    let mut names: Vec<String> = columns.iter().take(SHOWN).map(shorten).collect();
    if columns.len() > SHOWN {
        names.push("…".to_owned());
    }
    names.join(", ")
}

/// True for another case, spaces or hyphens for `_`, or a slip of the fingers in a name long enough for one.
fn looks_like(name: &str, known: &str) -> bool {
    if name == known || NAMES.contains(&name) {
        return false;
    }
    let folded = name.to_lowercase().replace([' ', '-', '.'], "_");
    let allowed = match known.len() {
        0..=3 => 0,
        4..=6 => 1,
        _ => 2,
    };
    distance(&folded, known) <= allowed
}

/// Edits from one word to the other: letters put in, left out, changed, or two neighbours swapped.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > 2 {
        return usize::MAX;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let changed = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = changed.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_follow_the_columns() {
        assert_eq!(Column::Text.name(), "text");
        assert_eq!(Column::Weight.name(), "weight");
        assert_eq!(Column::TargetEnd.name(), "target_end");
    }

    #[test]
    fn edits_are_counted() {
        for (a, b, edits) in
            [("text", "text", 0), ("txet", "text", 1), ("stanc", "stance", 1), ("holdres", "holder", 2)]
        {
            assert_eq!(distance(a, b), edits, "{a} {b}");
        }
    }

    #[test]
    fn typos_are_told_from_other_columns() {
        assert!(looks_like("Target Start", "target_start"));
        assert!(looks_like("satnce", "stance"));
        assert!(looks_like("ID", "id"));
        assert!(!looks_like("ix", "id"));
        assert!(!looks_like("comment", "document"));
        assert!(!looks_like("source", "stance"));
    }
}
