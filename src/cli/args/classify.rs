//! What a user types to read articles, or to label the rows of tables.

use std::path::PathBuf;

use clap::Args;

use super::articles::{ArticleFormat, Sources};
use super::attributing::Attributing;
use super::model::ModelArg;
use super::number::share;
use super::tables::{Reading, delimiter};

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  stance classify article.txt --target \"the levy\"
  stance classify article.txt --target \"the levy\" --alias \"sugar tax\" --min-confidence 0.6 --verbose
  stance classify news/ page.html --target \"the levy\" --format jsonl -o stances.jsonl
  stance classify news.jsonl.gz --target-file targets.toml --format csv -o stances.csv --resume
  stance classify news.csv --column text=body --target \"the levy\" --errors errors.jsonl
  stance classify - --format csv < article.txt
  stance classify table.csv -o labelled.csv --model mine.stance

Articles: text, Markdown, HTML pages, tables (.csv, .tsv) with one in each row, .jsonl with one
in each line, any of them as .gz or .zst; folders; patterns. A table without an option for
articles is labelled row by row.

One row for each actor, with the sentences that show its stance; --verbose adds every sentence with
its sentiment, and what was set aside as boilerplate. The JSON is described
in docs/json-article.md. Without --target the most discussed document, measure or event is taken,
and named on standard error. Files of targets and actors are described in GUIDE.md.

Tables to label: all columns are kept; added are pred_stance, pred_stance_against,
pred_stance_neutral, pred_stance_favor, pred_sentiment and its three probabilities.")]
pub struct Classify {
    /// Articles: files, folders, patterns, `-` for standard input; or tables (.csv, .tsv) to label, with a column
    /// `text`, and `holder` and `target` for stance.
    #[arg(required = true, value_name = "FILE")]
    pub inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub model: ModelArg,
    /// Where to write [default: standard output].
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub articles: ClassifyArticles,
    #[command(flatten)]
    pub attributing: Attributing,
    #[command(flatten)]
    pub sources: Sources,
    /// The inputs are tables to label, whatever their names.
    #[arg(long, conflicts_with_all = ARTICLE_OPTIONS, help_heading = "Tables")]
    pub table: bool,
    #[command(flatten, next_help_heading = "Tables")]
    pub reading: Reading,
}

/// Options that only articles have.
const ARTICLE_OPTIONS: [&str; 14] = [
    "target",
    "target_file",
    "alias",
    "min_confidence",
    "format",
    "with_text",
    "from",
    "column",
    "actors",
    "lexicon",
    "strict",
    "force",
    "errors",
    "resume",
];

/// What is asked of articles alone.
#[derive(Debug, Args)]
#[command(next_help_heading = "Articles")]
pub struct ClassifyArticles {
    /// What the stances are about, in the words of the article.
    #[arg(long, value_name = "WORDS")]
    pub target: Option<String>,
    /// Another name of the target; may be repeated.
    #[arg(long, value_name = "WORDS", requires = "target")]
    pub alias: Vec<String>,
    /// Several targets (TOML); each article is read once for all of them.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["target", "alias"])]
    pub target_file: Option<PathBuf>,
    /// Call the stance of an actor `uncertain` when its confidence is lower.
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub min_confidence: Option<f64>,
    /// How to print [default: table].
    #[arg(long, value_enum)]
    pub format: Option<ArticleFormat>,
    /// In JSON, give the text of each article: places count in it.
    #[arg(long)]
    pub with_text: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  stance quotes article.txt
  stance quotes news/ --format csv -o quotes.csv
  stance quotes article.txt --strict --lexicon mine.toml --format json

No model and no target are needed. The JSON is described in docs/json-article.md.")]
pub struct Quotes {
    /// Articles: files, folders, patterns, `-` for standard input.
    #[arg(required = true, value_name = "FILE")]
    pub inputs: Vec<PathBuf>,
    /// How to print.
    #[arg(long, value_enum, default_value = "table")]
    pub format: ArticleFormat,
    /// Where to write [default: standard output].
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub attributing: Attributing,
    #[command(flatten)]
    pub sources: Sources,
    /// The delimiter of tables [default: comma, semicolon or tab, whichever the header shows].
    #[arg(long, value_name = "CHAR", value_parser = delimiter, help_heading = "Input")]
    pub delimiter: Option<u8>,
    /// In JSON, give the text of each article: places count in it.
    #[arg(long)]
    pub with_text: bool,
}
