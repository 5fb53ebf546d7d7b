//! What became of the articles: counts, reasons, the first errors, and the file with all of them.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use crate::error::{Error, ErrorKind, LISTED_PROBLEMS, Location, Problem, Result};
use crate::report::number::{count, thousands};

/// Counts; no more than the first errors are kept.
pub struct Tally {
    pub done: u64,
    /// Articles that an earlier run had done.
    pub before: u64,
    skipped: BTreeMap<String, u64>,
    skipped_first: Option<Problem>,
    failed: BTreeMap<&'static str, u64>,
    first: Vec<Error>,
    worst: u8,
    log: Option<Log>,
}

/// An article that was left out on purpose.
pub struct Skipped {
    /// Why, in a word or two.
    pub reason: String,
    /// Where, why, and what to do about it.
    pub problem: Problem,
}

struct Log {
    path: PathBuf,
    out: BufWriter<File>,
}

impl Tally {
    /// `log` is the file of `--errors`.
    pub fn new(log: Option<&Path>) -> Result<Self> {
        let log = log
            .map(|path| {
                let file = File::create(path).map_err(|error| Error::io("write", path, error))?;
                Ok::<_, Error>(Log { path: path.to_owned(), out: BufWriter::new(file) })
            })
            .transpose()?;
        Ok(Self {
            done: 0,
            before: 0,
            skipped: BTreeMap::new(),
            skipped_first: None,
            failed: BTreeMap::new(),
            first: Vec::new(),
            worst: 0,
            log,
        })
    }

    pub fn skip(&mut self, skipped: Skipped) -> Result<()> {
        self.note("skipped", &skipped.reason, &skipped.problem)?;
        self.skipped_first.get_or_insert(skipped.problem);
        *self.skipped.entry(skipped.reason).or_default() += 1;
        Ok(())
    }

    pub fn fail(&mut self, error: Error) -> Result<()> {
        let reason = error.reason();
        let problem = match error.kind() {
            ErrorKind::Article { problem, .. } => problem.clone(),
            ErrorKind::Missing { path } | ErrorKind::Io { path, .. } => {
                let whole = error.to_string();
                let message = whole.strip_prefix(&format!("{}: ", path.display())).unwrap_or(&whole);
                Problem::new(Location::file(path), message)
            }
            _ => Problem::new(Location::default(), error.to_string()),
        };
        self.note("failed", reason, &problem)?;
        *self.failed.entry(reason).or_default() += 1;
        self.worst = self.worst.max(error.exit_code());
        if self.first.len() < LISTED_PROBLEMS {
            self.first.push(error);
        }
        Ok(())
    }

    /// One line in the file of `--errors`.
    fn note(&mut self, what: &str, reason: &str, problem: &Problem) -> Result<()> {
        let Some(log) = &mut self.log else { return Ok(()) };
        let mut line = Map::new();
        line.insert("what".into(), what.into());
        line.insert("reason".into(), reason.into());
        let place = &problem.location;
        let file = place.file.as_ref().map(|file| file.display().to_string());
        let fields = [
            ("file", file.map(Value::from)),
            ("record", place.record.map(Value::from)),
            ("line", place.line.map(Value::from)),
            ("column", place.column.clone().map(Value::from)),
            ("message", Some(problem.message.clone().into())),
            ("hint", problem.hint.clone().map(Value::from)),
        ];
        line.extend(fields.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))));
        writeln!(log.out, "{}", json!(line)).map_err(|error| Error::io("write", &log.path, error))
    }

    pub fn failures(&self) -> u64 {
        self.failed.values().sum()
    }

    pub fn skips(&self) -> u64 {
        self.skipped.values().sum()
    }

    /// Everything that was met.
    pub fn all(&self) -> u64 {
        self.before + self.done + self.skips() + self.failures()
    }

    /// "120 articles done, 3 skipped (German 2, no target mentioned 1), 1 failed (empty)".
    pub fn summary(&self) -> String {
        let mut parts = vec![format!("{} done", count(self.done, "article"))];
        if self.before > 0 {
            parts.push(format!("{} done before", thousands(self.before)));
        }
        if !self.skipped.is_empty() {
            parts.push(format!("{} skipped ({})", thousands(self.skips()), reasons(&self.skipped)));
        }
        if !self.failed.is_empty() {
            parts.push(format!("{} failed ({})", thousands(self.failures()), reasons(&self.failed)));
        }
        parts.join(", ")
    }

    /// The error of a run that left everything out: that of the only article, or the counts.
    pub fn only_skip(&mut self) -> Option<Error> {
        let problem = self.skipped_first.take()?;
        let reason = "skipped";
        if self.skips() == 1 {
            return Some(Error::article(reason, problem));
        }
        let message = format!("no article was used: {}", self.summary());
        Some(Error::problems(vec![Problem::new(problem.location, message)]))
    }

    /// Writes what is left, and tells whether all went well.
    pub fn finish(mut self, several: bool) -> Result<()> {
        if let Some(mut log) = self.log.take() {
            log.out.flush().map_err(|error| Error::io("write", &log.path, error))?;
        }
        match (self.failures(), several) {
            (0, _) => Ok(()),
            (1, false) => self.first.pop().map_or(Ok(()), Err),
            (failures, _) => {
                let inputs = self.all();
                Err(ErrorKind::Several { failed: self.first, failures, inputs, worst: self.worst }.into())
            }
        }
    }
}

/// Reasons by how often they were met; a single one without its count.
fn reasons<S: AsRef<str> + Ord>(counts: &BTreeMap<S, u64>) -> String {
    let mut sorted: Vec<(&str, u64)> = counts.iter().map(|(reason, &n)| (reason.as_ref(), n)).collect();
    sorted.sort_by_key(|&(_, n)| std::cmp::Reverse(n));
    if let [(reason, _)] = sorted[..] {
        return reason.to_owned();
    }
    sorted.iter().map(|(reason, n)| format!("{reason} {}", thousands(*n))).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_counts_by_reason() {
        let mut tally = Tally::new(None).unwrap();
        tally.done = 1200;
        let problem = || Problem::new(Location::file("a.txt"), "is in German");
        for reason in ["German", "Dutch", "German"] {
            tally.skip(Skipped { reason: reason.into(), problem: problem() }).unwrap();
        }
        tally.fail(Error::article("empty", problem())).unwrap();
        assert_eq!(
            tally.summary(),
            "1 200 articles done, 3 skipped (German 2, Dutch 1), 1 failed (empty)"
                .replace("1 200", &thousands(1200))
        );
        assert_eq!(tally.finish(true).unwrap_err().exit_code(), 65);
    }
}
