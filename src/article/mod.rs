//! Articles: a text with a name, as it comes from a file; and articles that people annotated.

pub mod annotated;
mod listing;

pub use listing::annotated_files;

use std::io::Read;
use std::path::{Path, PathBuf};

use crate::error::{Error, Location, Problem, Result};

/// One article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// The file it came from, or "stdin".
    pub name: PathBuf,
    /// Its text, as it stands in the file, without a byte order mark.
    pub text: String,
}

impl Article {
    /// Reads a file of plain text (UTF-8); `-` is standard input.
    pub fn read(path: &Path) -> Result<Self> {
        let (name, bytes) = if path.as_os_str() == "-" {
            let mut bytes = Vec::new();
            let read = std::io::stdin().lock().read_to_end(&mut bytes);
            read.map_err(|error| Error::io("read", "stdin", error))?;
            (PathBuf::from("stdin"), bytes)
        } else if path.is_dir() {
            let problem = Problem::new(Location::file(path), "is a folder, not an article");
            return Err(Error::problems(vec![problem.with_hint("name the articles in it, e.g. news/*.txt")]));
        } else {
            (path.to_path_buf(), std::fs::read(path).map_err(|error| Error::io("read", path, error))?)
        };
        Self::from_bytes(name, bytes)
    }

    /// An article from the bytes of a file; an error names the first byte that is not UTF-8.
    pub fn from_bytes(name: PathBuf, bytes: Vec<u8>) -> Result<Self> {
        let text = String::from_utf8(bytes).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            let before = &error.as_bytes()[..at];
            let line = before.split(|&byte| byte == b'\n').count() as u64;
            let place = Location { byte: Some(at as u64), ..Location::file(&name).at_line(line) };
            Error::problems(vec![
                Problem::new(place, format!("byte {at} is not UTF-8 text"))
                    .with_hint("save the file as UTF-8, e.g. with `iconv -f WINDOWS-1252 -t UTF-8`"),
            ])
        })?;
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        if text.trim().is_empty() {
            return Err(Error::data(Location::file(&name), "the article is empty"));
        }
        Ok(Self { name, text })
    }
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
    fn what_is_not_utf8_is_named_by_line_and_byte() {
        let error = Article::from_bytes("a.txt".into(), b"one\ntw\xf3".to_vec()).unwrap_err();
        assert!(error.to_string().starts_with("a.txt:2: byte 6 is not UTF-8 text"), "{error}");
    }

    #[test]
    fn an_empty_article_is_an_error() {
        assert_eq!(Article::from_bytes("a.txt".into(), b" \n".to_vec()).unwrap_err().exit_code(), 65);
    }
}
