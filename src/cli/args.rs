//! What a user may type.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::attributing::Attributing;
use super::collection_args::{Card, Report};
use super::review_args::{Agreement, Check, Checks, Compare, Crossval, Drawing, Review};
pub use super::source_args::Sources;
use crate::label::Voice;
use crate::recipe::Solver;

/// Reads news and says who stands where.
#[derive(Debug, Parser)]
#[command(name = "stance", version, about, max_term_width = 100, arg_required_else_help = true)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Args)]
pub struct Global {
    /// When to colour what is printed; `NO_COLOR` is obeyed.
    #[arg(long, global = true, value_enum, default_value_t, help_heading = "Everywhere")]
    pub color: Color,
    /// Print no progress, notes or warnings.
    #[arg(short, long, global = true, help_heading = "Everywhere")]
    pub quiet: bool,
    /// How many threads to use [default: as many as there are cores]. Results do not depend on it.
    #[arg(long, global = true, value_name = "N", value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..=1024), help_heading = "Everywhere")]
    pub threads: Option<usize>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

impl From<Color> for anstream::ColorChoice {
    fn from(color: Color) -> Self {
        match color {
            Color::Auto => Self::Auto,
            Color::Always => Self::Always,
            Color::Never => Self::Never,
        }
    }
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Learn a model from labelled tables and annotated articles
    Train(Train),
    /// Review a model on labelled tables and annotated articles: scores, intervals, baselines
    Eval(Eval),
    /// Compare two models on the same rows: differences, intervals, tests, changed labels
    Compare(Compare),
    /// Show what a labelled corpus holds, and whether its texts repeat each other
    Check(Check),
    /// Show how well annotators agree on the same rows, and where they do not
    Agreement(Agreement),
    /// Train and review on folds of the same tables; find labels to read again
    Crossval(Crossval),
    /// Review a model on all that a folder holds, as files for a repository
    Report(Report),
    /// Write a model card or a data card, and keep what people wrote in it
    Card(Card),
    /// Tell who stands where in articles, or label the rows of a table
    Classify(Classify),
    /// Show the actors of articles, and who says what
    Quotes(Quotes),
    /// Show why a sentence, or an actor of an article, gets its labels
    Explain(Explain),
    /// Show what is in a model
    Inspect(Inspect),
    /// Turn other people's data into labelled tables, or into articles with marked quotations
    Import(Import),
    /// Show version, model, features, and what can be read
    Doctor(Doctor),
    /// Print what a shell needs to complete commands and options
    Completions(Completions),
    /// Write manual pages
    Man(Man),
}

/// How tables are read.
#[derive(Debug, Args)]
pub struct Reading {
    /// Translate a foreign label, e.g. `positive=favor`; may be repeated.
    #[arg(long, value_name = "FROM=TO")]
    pub map: Vec<String>,
    /// The delimiter of the tables [default: comma, semicolon or tab, whichever the header shows].
    #[arg(long, value_name = "CHAR", value_parser = delimiter)]
    pub delimiter: Option<u8>,
}

fn delimiter(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        b"\\t" | b"tab" => Ok(b'\t'),
        [byte] if byte.is_ascii() => Ok(*byte),
        _ => Err("a delimiter is one ASCII character, or `tab`".into()),
    }
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  stance train training/*.csv training/articles -o mine.stance
  stance train mine.csv --recipe bag --c 1 -o bag.stance
  stance train mine.csv --map positive=favor --map negative=against -o mine.stance

The columns of a table are described in README.md; only `text` is required, and a label for `stance` or `sentiment`.
Annotated articles are described in training/ARTICLES.md.")]
pub struct Train {
    /// Labelled tables (CSV; `-` is standard input), annotated articles (*.toml), or folders of articles.
    #[arg(required = true, value_name = "TABLE")]
    pub tables: Vec<PathBuf>,
    /// Where to write the model.
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// `full`, `bag`, `bag-raw`, or a TOML file.
    #[arg(long, default_value = "full", value_name = "NAME|FILE")]
    pub recipe: String,
    /// Which solver finds the weights; all reach the same optimum.
    #[arg(long, value_enum)]
    pub solver: Option<SolverArg>,
    /// Inverse strength of the regularisation; larger fits the training rows more closely.
    #[arg(long, value_name = "NUMBER", value_parser = positive)]
    pub c: Option<f64>,
    /// Learn from names too. By default names are masked: what a model knows about a name is prejudice.
    #[arg(long)]
    pub names: bool,
    /// A table that counts for training while its words are not stored as readable names of features.
    #[arg(long, value_name = "TABLE")]
    pub private: Vec<PathBuf>,
    /// Whom to credit for a table, kept in the model; e.g. `news.csv=NewsMTSC, MIT`.
    #[arg(long, value_name = "TABLE=TEXT")]
    pub credit: Vec<String>,
    /// Count every row of a table this many times; e.g. `mine.csv=3`.
    #[arg(long, value_name = "TABLE=NUMBER")]
    pub weight: Vec<String>,
    /// Do not write MODEL.sketch. It holds hashes of the training rows, so that `eval` can tell whether it meets them
    /// again; no word can be read from it, but who guesses a whole sentence can confirm the guess.
    #[arg(long)]
    pub no_sketch: bool,
    #[command(flatten)]
    pub reading: Reading,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SolverArg {
    Auto,
    Linfa,
    Sparse,
}

impl From<SolverArg> for Solver {
    fn from(solver: SolverArg) -> Self {
        match solver {
            SolverArg::Auto => Self::Auto,
            SolverArg::Linfa => Self::Linfa,
            SolverArg::Sparse => Self::Sparse,
        }
    }
}

/// Which model.
#[derive(Debug, Args)]
pub struct ModelArg {
    /// The model file, or `default` for the model inside the program.
    #[arg(short, long, default_value = "default", value_name = "FILE")]
    pub model: PathBuf,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    #[default]
    Table,
    Json,
    Markdown,
}

#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    disable_help_subcommand = true
)]
#[command(after_help = "Examples:
  stance eval eval/dev.csv
  stance eval eval/dev.csv --model mine.stance --format json > report.json
  stance eval eval/articles/dev           # whole articles: actors, attribution, stances, triples
  stance eval eval/dev.csv --slice document --errors 20 --precision 0.9
  stance eval eval/dev.csv --train-data training/*.csv --allow-leak
  stance eval eval/dev.csv --min-f1 0.6 --min-recall against=0.5 --at-lower-bound

A column `pair` names minimal pairs: two rows with different labels, which are right only together.
What a model was trained on is known from its sketch (MODEL.sketch, beside it) and --train-data; what
the input shares with that is a failure.")]
pub struct Eval {
    #[command(subcommand)]
    pub of: Option<EvalOf>,
    /// Labelled tables (CSV; `-` is standard input), annotated articles (*.toml), or folders of articles.
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub model: ModelArg,
    /// How to print the review.
    #[arg(long, value_enum, default_value_t)]
    pub format: ReportFormat,
    /// List so many of the worst errors: in tables with the words that made them, in articles with the step that went
    /// wrong.
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub errors: usize,
    /// Give the classifier only the name of each article's target, without the listed aliases.
    #[arg(long)]
    pub name_only: bool,
    /// Draws of the bootstrap that gives the intervals; 0 for none.
    #[arg(long, default_value_t = 2000, value_name = "N")]
    pub draws: usize,
    /// Seed of the bootstrap.
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub seed: u64,
    #[command(flatten)]
    pub review: Review,
    #[command(flatten)]
    pub reading: Reading,
    #[command(flatten)]
    pub checks: Checks,
}

#[derive(Debug, Subcommand)]
pub enum EvalOf {
    /// Review who says what instead, without any model: speakers, sources, sentences, pronouns, actors
    Quotes(EvalQuotes),
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  stance eval quotes marked.jsonl
  stance eval quotes marked.jsonl --errors 20
  stance eval quotes marked.jsonl --strict --format json > review.json

The lines are described in docs/quotes-jsonl.md; `stance import quotes` makes them of PolNeAR and GUM.
A file that is called `quotes` is reviewed with `stance eval ./quotes`.")]
pub struct EvalQuotes {
    /// Articles in which somebody marked who says what (JSON Lines; `-` is standard input).
    #[arg(required = true, value_name = "FILE")]
    pub inputs: Vec<PathBuf>,
    /// How to print the review.
    #[arg(long, value_enum, default_value_t)]
    pub format: ReportFormat,
    /// List so many of the errors.
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub errors: usize,
    #[command(flatten)]
    pub attributing: Attributing,
    #[command(flatten)]
    pub drawing: Drawing,
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

fn positive(text: &str) -> Result<f64, String> {
    let number = text.parse().ok().filter(|number: &f64| *number > 0.0 && number.is_finite());
    number.ok_or_else(|| "a number above 0 is wanted".into())
}

pub(super) fn share(text: &str) -> Result<f64, String> {
    let share = text.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "a number from 0 to 1 is wanted".into())
}

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

One row for each actor, with the sentences that show its stance. The JSON is described
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

const ARTICLE_OPTIONS: [&str; 15] = [
    "target",
    "target_file",
    "alias",
    "min_confidence",
    "format",
    "verbose",
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
    /// In the table, show every sentence with its sentiment, and what was set aside as boilerplate.
    #[arg(long)]
    pub verbose: bool,
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

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum DataFormat {
    #[default]
    Table,
    Json,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  stance explain \"Ruiz called the levy a theft.\" --holder Ruiz --target \"the levy\"
  stance explain \"Ruiz called the levy a theft.\" --target \"the levy\" --top 30 --format json
  stance explain --article article.txt --target \"the levy\"
  stance explain --article article.txt --target \"the levy\" --actor Ruiz --top 5")]
pub struct Explain {
    /// The sentence.
    #[arg(value_name = "SENTENCE", required_unless_present = "article", conflicts_with_all = ["article", "lexicon", "strict"])]
    pub sentence: Option<String>,
    /// Explain the actors of this article instead; `-` is standard input.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["holder", "voice"])]
    pub article: Option<PathBuf>,
    /// Of an article: the actor to explain [default: all with a stance].
    #[arg(long, value_name = "NAME", requires = "article")]
    pub actor: Option<String>,
    /// Of an article: another name of the target; may be repeated.
    #[arg(long, value_name = "WORDS", requires_all = ["article", "target"])]
    pub alias: Vec<String>,
    /// Whose stance: a name as it stands in the sentence, `@author` or `@unnamed`.
    #[arg(long, value_name = "NAME")]
    pub holder: Option<String>,
    /// Stance toward what; without it only the sentiment of a sentence is explained.
    #[arg(long, value_name = "WORDS")]
    pub target: Option<String>,
    /// In whose words the view stands.
    #[arg(long, value_name = "VOICE", value_parser = clap::value_parser!(Voice))]
    pub voice: Option<Voice>,
    #[command(flatten)]
    pub model: ModelArg,
    /// How many features to show for each head, or for each piece of evidence.
    #[arg(long, default_value_t = 12, value_name = "N")]
    pub top: usize,
    /// How to print the explanation.
    #[arg(long, value_enum, default_value_t)]
    pub format: DataFormat,
    #[command(flatten)]
    pub attributing: Attributing,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  stance inspect
  stance inspect mine.stance --top 30
  stance inspect mine.stance --format json")]
pub struct Inspect {
    /// The model file, or `default` for the model inside the program.
    #[arg(default_value = "default", value_name = "MODEL")]
    pub model: PathBuf,
    /// How many features to show for each class.
    #[arg(long, default_value_t = 10, value_name = "N")]
    pub top: usize,
    /// How to print it.
    #[arg(long, value_enum, default_value_t)]
    pub format: DataFormat,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  stance import newsmtsc train.jsonl -o newsmtsc.csv
  stance import newsmtsc-soft train.jsonl --soft soft_labels.jsonl -o soft.csv
  stance import quotes polnear.jsonl -o marked.jsonl")]
pub struct Import {
    /// What kind of data.
    #[arg(value_enum)]
    pub kind: ImportKind,
    /// The file.
    #[arg(value_name = "FILE")]
    pub input: PathBuf,
    /// For `newsmtsc-soft`: the file with the probabilities.
    #[arg(long, value_name = "FILE", required_if_eq("kind", "newsmtsc-soft"))]
    pub soft: Option<PathBuf>,
    /// Where to write it [default: standard output].
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ImportKind {
    /// NewsMTSC (Hamborg & Donnay 2021): sentiment toward a target, as stance without a holder
    Newsmtsc,
    /// Its sentences with probabilities for further mentions, as weighted rows
    NewsmtscSoft,
    /// PolNeAR or GUM news as JSON Lines: who says what, for `stance eval quotes`
    Quotes,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  stance doctor
  stance doctor --format json")]
pub struct Doctor {
    #[command(flatten)]
    pub model: ModelArg,
    /// How to print it.
    #[arg(long, value_enum, default_value_t)]
    pub format: DataFormat,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  stance completions bash > stance.bash   # then `source` it, or put it into a folder of completions
  stance completions zsh > _stance")]
pub struct Completions {
    /// Which shell.
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  stance man man1")]
pub struct Man {
    /// The folder for the pages; it is made where it is missing.
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definition_is_sound() {
        Cli::command().debug_assert();
    }
}
