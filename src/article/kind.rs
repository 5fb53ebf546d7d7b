//! What kind of file is this, by its name?

use std::path::Path;

/// How a file holds articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// One article, as it stands.
    Text,
    /// One article with Markdown's marks, which are taken off.
    Markdown,
    /// One news page.
    Html,
    /// A table with one article in each row.
    Csv,
    /// One article in each line, as a JSON object.
    Jsonl,
}

/// How a file is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compression {
    /// gzip: `.gz`
    Gzip,
    /// Zstandard: `.zst`
    Zstandard,
}

const ENDINGS: [(&str, Kind); 11] = [
    ("txt", Kind::Text),
    ("text", Kind::Text),
    ("md", Kind::Markdown),
    ("markdown", Kind::Markdown),
    ("html", Kind::Html),
    ("htm", Kind::Html),
    ("xhtml", Kind::Html),
    ("csv", Kind::Csv),
    ("tsv", Kind::Csv),
    ("jsonl", Kind::Jsonl),
    ("ndjson", Kind::Jsonl),
];

impl Kind {
    /// Every kind, in the order of [`Self::name`]'s list.
    pub const ALL: [Self; 5] = [Self::Text, Self::Markdown, Self::Html, Self::Csv, Self::Jsonl];

    /// By the ending of a name, where it tells; `.gz` and `.zst` after it are passed over.
    pub fn of_name(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?.to_ascii_lowercase();
        let name =
            Compression::of_name(path).map_or(name.as_str(), |c| &name[..name.len() - c.ending().len()]);
        let ending = Path::new(name).extension()?.to_str()?;
        ENDINGS.iter().find(|(known, _)| *known == ending).map(|&(_, kind)| kind)
    }

    /// Its name for users.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
        }
    }

    /// True for what holds one article in each row or line.
    pub fn holds_many(self) -> bool {
        matches!(self, Self::Csv | Self::Jsonl)
    }

    /// By the first characters of a file whose name tells nothing: a page opens with a tag that only pages have.
    pub(super) fn of_start(text: &str) -> Self {
        let start = text.trim_start_matches('\u{feff}').trim_start();
        let opens = |with: &str| start.get(..with.len()).is_some_and(|s| s.eq_ignore_ascii_case(with));
        if opens("<!doctype html")
            || opens("<html")
            || opens("<head")
            || opens("<?xml") && start.contains("<html")
        {
            Self::Html
        } else {
            Self::Text
        }
    }
}

impl Compression {
    /// By the ending of a name.
    pub fn of_name(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?;
        match ending.to_ascii_lowercase().as_str() {
            "gz" => Some(Self::Gzip),
            "zst" => Some(Self::Zstandard),
            _ => None,
        }
    }

    fn ending(self) -> &'static str {
        match self {
            Self::Gzip => ".gz",
            Self::Zstandard => ".zst",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_tells_with_and_without_compression() {
        let kind = |name: &str| Kind::of_name(Path::new(name));
        assert_eq!(kind("news/a.HTML"), Some(Kind::Html));
        assert_eq!(kind("a.jsonl.gz"), Some(Kind::Jsonl));
        assert_eq!(kind("b.csv.ZST"), Some(Kind::Csv));
        assert_eq!(kind("a.gz"), None);
        assert_eq!(kind("a"), None);
    }

    #[test]
    fn a_page_shows_at_its_start() {
        assert_eq!(Kind::of_start("\u{feff}\n<!DOCTYPE html><p>"), Kind::Html);
        assert_eq!(Kind::of_start("<3 is what she wrote."), Kind::Text);
    }
}
