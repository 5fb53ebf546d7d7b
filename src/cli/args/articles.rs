//! Where articles come from, and how they are printed.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::article::Kind;

/// Where articles come from, and what happens to those that cannot be used.
#[derive(Debug, Args)]
#[command(next_help_heading = "Input")]
pub struct Sources {
    /// What the inputs are, whatever their names.
    #[arg(long, value_enum, value_name = "KIND")]
    pub from: Option<KindArg>,
    /// Which column of a table, or key of a JSON object, holds what: `text`, `title`, `byline`, `date`, `language`, `id`
    /// or `url`, e.g. `text=body` [default: the usual names]; may be repeated.
    #[arg(long, value_name = "ROLE=NAME")]
    pub column: Vec<String>,
    /// Actors that you know (TOML): each gets its name, kind and id, whatever the article calls it.
    #[arg(long, value_name = "FILE")]
    pub actors: Option<PathBuf>,
    /// Read articles in other languages than English too.
    #[arg(long)]
    pub force: bool,
    /// Write a line of JSON for every article that could not be used or was skipped.
    #[arg(long, value_name = "FILE")]
    pub errors: Option<PathBuf>,
    /// Go on with the output of a run that was stopped: the same command as before, with JSONL or CSV.
    #[arg(long, requires = "output")]
    pub resume: bool,
}

/// What the inputs are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum KindArg {
    /// One article in plain text
    Text,
    /// One article in Markdown
    Markdown,
    /// One news page
    Html,
    /// A table with one article in each row
    Csv,
    /// One article in each line, as a JSON object
    Jsonl,
}

impl From<KindArg> for Kind {
    fn from(kind: KindArg) -> Self {
        match kind {
            KindArg::Text => Self::Text,
            KindArg::Markdown => Self::Markdown,
            KindArg::Html => Self::Html,
            KindArg::Csv => Self::Csv,
            KindArg::Jsonl => Self::Jsonl,
        }
    }
}

/// How articles are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ArticleFormat {
    /// For people
    Table,
    /// One object for one article, an array for several
    Json,
    /// One object a line
    Jsonl,
    /// One row for each actor or attribution
    Csv,
}

impl ArticleFormat {
    /// True if an output that was cut off shows which articles are whole in it.
    pub fn can_be_resumed(self) -> bool {
        matches!(self, Self::Jsonl | Self::Csv)
    }
}
