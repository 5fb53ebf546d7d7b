//! The one error type of the library.
//!
//! Every error says where it is (file, line, column), what is wrong and, where we know it, how to mend it.
//! Its kind decides the exit code of the command-line tool.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// `Result` with the library's [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

/// How many problems of one input are printed in full; the rest are counted.
pub const LISTED_PROBLEMS: usize = 20;

/// What went wrong. Boxed, so that a `Result` stays small.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(Box<ErrorKind>);

impl Error {
    /// The exit code after Ctrl-C, as shells have it.
    pub const INTERRUPTED: u8 = 130;

    /// The kind of the error, to match on.
    pub fn kind(&self) -> &ErrorKind {
        &self.0
    }

    /// The problems of bad data, to be listed with others; any other error as it is.
    pub fn into_problems(self) -> Result<Vec<Problem>> {
        match *self.0 {
            ErrorKind::Data(Problems(problems)) => Ok(problems),
            other => Err(other.into()),
        }
    }

    /// Bad data with a single problem.
    pub fn data(location: Location, message: impl Into<String>) -> Self {
        Self::problems(vec![Problem::new(location, message)])
    }

    /// Bad data: all the problems of one or more inputs. `problems` must not be empty.
    pub fn problems(problems: Vec<Problem>) -> Self {
        ErrorKind::Data(Problems(problems)).into()
    }

    /// A TOML file that cannot be understood; the message of the parser, with the line.
    pub fn toml(path: &Path, text: &str, error: &toml::de::Error) -> Self {
        let line = error.span().and_then(|span| text.get(..span.start));
        let line = line.map(|before| before.matches('\n').count() as u64 + 1);
        Self::data(Location { line, ..Location::file(path) }, error.message().replace('\n', " "))
    }

    /// An input or output operation on `path` failed. A path that does not exist becomes
    /// [`ErrorKind::Missing`].
    pub fn io(action: &'static str, path: impl AsRef<Path>, source: io::Error) -> Self {
        let path = path.as_ref().to_path_buf();
        if source.kind() == io::ErrorKind::NotFound {
            ErrorKind::Missing { path }.into()
        } else {
            ErrorKind::Io { action, path, source }.into()
        }
    }

    /// A model file that cannot be used.
    pub fn model(file: impl Into<String>, message: impl Into<String>) -> Self {
        ErrorKind::Model { file: file.into(), message: message.into() }.into()
    }

    /// An article that cannot be used; `reason` in a word or two, the same for all articles with this problem.
    pub fn article(reason: &'static str, problem: Problem) -> Self {
        ErrorKind::Article { reason, problem }.into()
    }

    /// Why an input cannot be used, in a word or two: what a summary counts by.
    pub fn reason(&self) -> &'static str {
        match self.kind() {
            ErrorKind::Article { reason, .. } => reason,
            ErrorKind::Missing { .. } => "missing",
            ErrorKind::Io { .. } => "unreadable",
            ErrorKind::Usage(_) => "wrong usage",
            _ => "bad data",
        }
    }

    /// A request that makes no sense, whatever the data.
    pub fn usage(message: impl Into<String>) -> Self {
        ErrorKind::Usage(message.into()).into()
    }

    /// The exit code of the command-line tool: 1 a check failed, 2 wrong usage, 65 bad data, 66 input missing,
    /// 74 input or output failed (the last three as in `sysexits.h`), 130 stopped by Ctrl-C.
    pub fn exit_code(&self) -> u8 {
        match self.kind() {
            ErrorKind::CheckFailed(_) => 1,
            ErrorKind::Usage(_) => 2,
            ErrorKind::Interrupted(_) => Self::INTERRUPTED,
            ErrorKind::Data(_)
            | ErrorKind::Article { .. }
            | ErrorKind::Model { .. }
            | ErrorKind::Training(_) => 65,
            ErrorKind::Missing { .. } => 66,
            ErrorKind::Io { .. } => 74,
            ErrorKind::Several { worst, .. } => *worst,
        }
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self(Box::new(kind))
    }
}

/// linfa's `Fit` asks for this conversion.
impl From<linfa::Error> for Error {
    fn from(error: linfa::Error) -> Self {
        ErrorKind::Training(error.to_string()).into()
    }
}

/// The kinds of [`Error`].
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The data are wrong; all problems found are listed.
    #[error("{0}")]
    Data(Problems),
    /// An article that cannot be used.
    #[error("{problem}")]
    Article {
        /// Why, in a word or two.
        reason: &'static str,
        /// Where, why and how it is mended.
        problem: Problem,
    },
    /// A file does not exist.
    #[error("{}: no such file or folder", path.display())]
    Missing {
        /// The path as given.
        path: PathBuf,
    },
    /// Reading or writing failed.
    #[error("{}: cannot {action}: {source}", path.display())]
    Io {
        /// What was tried: "read", "write", …
        action: &'static str,
        /// The path as given.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A model file is damaged, foreign or of a newer version.
    #[error("{file}: {message}")]
    Model {
        /// The file, or "the embedded model".
        file: String,
        /// What is wrong with it.
        message: String,
    },
    /// Training cannot give a model.
    #[error("training: {0}")]
    Training(String),
    /// The request makes no sense.
    #[error("{0}")]
    Usage(String),
    /// Some of many inputs could not be used; the others were.
    #[error("{failures} of {inputs} articles could not be used{}", lines(failed, *failures))]
    Several {
        /// The first [`LISTED_PROBLEMS`] errors, in the order of the inputs.
        failed: Vec<Error>,
        /// How many there were.
        failures: u64,
        /// How many articles there were, and files that could not be opened.
        inputs: u64,
        /// The exit code of the worst of them.
        worst: u8,
    },
    /// The user stopped the program.
    #[error("{0}")]
    Interrupted(String),
    /// A threshold that the user set was not reached.
    #[error("{0}")]
    CheckFailed(String),
}

/// Each error on a line of its own, the first [`LISTED_PROBLEMS`] in full.
fn lines(errors: &[Error], all: u64) -> String {
    let listed = errors.iter().take(LISTED_PROBLEMS).map(|error| format!("\n{error}"));
    let more = all.saturating_sub(errors.len().min(LISTED_PROBLEMS) as u64);
    let rest = (more > 0).then(|| format!("\n… and {more} more"));
    listed.chain(rest).collect()
}

/// Where in an input something stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Location {
    /// The file as the user named it; none for text given in memory.
    pub file: Option<PathBuf>,
    /// Record number, from 1, without the header.
    pub record: Option<u64>,
    /// Line number, from 1.
    pub line: Option<u64>,
    /// Name of the column.
    pub column: Option<String>,
    /// Byte offset from the start of the file.
    pub byte: Option<u64>,
}

impl Location {
    /// A whole file.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self { file: Some(path.into()), ..Self::default() }
    }

    /// The same place, narrowed to a line.
    #[must_use]
    pub fn at_line(mut self, line: u64) -> Self {
        self.line = Some(line);
        self
    }

    /// The same place, narrowed to a named column.
    #[must_use]
    pub fn in_column(mut self, column: impl Into<String>) -> Self {
        self.column = Some(column.into());
        self
    }
}

/// `file:line:column`, each part only where it is known; a column is named, not numbered.
impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.file {
            Some(file) => write!(f, "{}", file.display())?,
            None => f.write_str("input")?,
        }
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        } else if let Some(byte) = self.byte {
            write!(f, ": byte {byte}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ":{column}")?;
        }
        Ok(())
    }
}

/// One thing wrong with an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub location: Location,
    /// What is wrong, in one line.
    pub message: String,
    /// How to mend it, in one line.
    pub hint: Option<String>,
}

impl Problem {
    /// A problem without a hint.
    pub fn new(location: Location, message: impl Into<String>) -> Self {
        Self { location, message: message.into(), hint: None }
    }

    /// The same problem with the way to mend it.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.location, self.message)?;
        if let Some(hint) = &self.hint {
            write!(f, "\n  hint: {hint}")?;
        }
        Ok(())
    }
}

/// A list of problems; prints the first [`LISTED_PROBLEMS`] and counts the rest.
#[derive(Debug)]
pub struct Problems(pub Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, problem) in self.0.iter().take(LISTED_PROBLEMS).enumerate() {
            if i > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{problem}")?;
        }
        match self.0.len().saturating_sub(LISTED_PROBLEMS) {
            0 => Ok(()),
            more => write!(f, "\n… and {more} more problems"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_location_prints_what_is_known() {
        let place = Location::file("a.csv").at_line(3).in_column("stance");
        assert_eq!(place.to_string(), "a.csv:3:stance");
        assert_eq!(Location::default().to_string(), "input");
    }

    #[test]
    fn only_the_first_twenty_problems_are_listed() {
        let problems = (0..23).map(|i| Problem::new(Location::file("a.csv").at_line(i), "wrong")).collect();
        let text = Error::problems(problems).to_string();
        assert_eq!(text.lines().count(), 21);
        assert!(text.ends_with("… and 3 more problems"));
    }

    #[test]
    fn of_several_failures_the_worst_decides() {
        let missing = Error::io("read", "gone.txt", io::Error::from(io::ErrorKind::NotFound));
        let empty = Error::data(Location::file("a.txt"), "the article is empty");
        let worst = missing.exit_code().max(empty.exit_code());
        let error: Error =
            ErrorKind::Several { failed: vec![missing, empty], failures: 2, inputs: 5, worst }.into();
        assert_eq!(error.exit_code(), 66);
        let text = "2 of 5 articles could not be used\ngone.txt: no such file or folder\na.txt: the article is empty";
        assert_eq!(error.to_string(), text);
    }

    #[test]
    fn a_missing_file_has_its_own_exit_code() {
        let missing = Error::io("read", "gone.csv", io::Error::from(io::ErrorKind::NotFound));
        assert_eq!(missing.exit_code(), 66);
        let denied = Error::io("read", "x.csv", io::Error::from(io::ErrorKind::PermissionDenied));
        assert_eq!(denied.exit_code(), 74);
    }
}
