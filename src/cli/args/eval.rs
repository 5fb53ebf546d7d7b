//! What a user types to review a model on labelled rows and articles.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::attributing::Attributing;
use super::model::ModelArg;
use super::number::share;
use super::review::{Drawing, ReportFormat};
use super::tables::Reading;
use crate::evaluation::bounds::{self, Bound, Figure};
use crate::evaluation::leak::Shared;

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

/// What `stance eval` looks at beyond the scores.
#[derive(Debug, Args)]
pub struct Review {
    /// Find the confidence that keeps this precision.
    #[arg(long, default_value_t = 0.8, value_name = "SHARE", value_parser = share)]
    pub precision: f64,
    /// Look at every value of this column apart; may be repeated. Built in are phenomenon, voice, negation, length.
    #[arg(long, value_name = "COLUMN")]
    pub slice: Vec<String>,
    /// What the model was trained on: for blind baselines, and for leaks and targets not seen beside what the model's
    /// sketch tells. Takes all tables that follow.
    #[arg(long, num_args = 1.., value_name = "TABLE")]
    pub train_data: Vec<PathBuf>,
    /// Do not fail (exit code 1) when the input shares texts, documents or targets with the training data; or with
    /// only some of these, e.g. `--allow-leak=target`.
    #[arg(long, value_enum, num_args = 0..=1, require_equals = true, value_delimiter = ',', default_missing_value = "text,document,target", value_name = "WHAT")]
    pub allow_leak: Vec<LeakArg>,
    /// Show nothing of any row: no errors, texts or names. For test sets that are to stay unseen.
    #[arg(long, conflicts_with = "errors")]
    pub scores_only: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LeakArg {
    /// Equal and nearly equal texts
    Text,
    /// Documents of the same name
    Document,
    /// Targets of the same name
    Target,
}

impl LeakArg {
    /// What is allowed to be shared.
    pub fn allows(self, shared: Shared) -> bool {
        match self {
            Self::Text => matches!(shared, Shared::Text | Shared::NearText),
            Self::Document => shared == Shared::Document,
            Self::Target => shared == Shared::Target,
        }
    }
}

/// What must be reached; exit code 1 where it is not.
#[derive(Debug, Args)]
#[command(next_help_heading = "Checks (exit code 1 if one fails)")]
pub struct Checks {
    /// Least macro F1 of the stance head, or of a head or class: `--min-f1 against=0.5`. Articles without tables: of the
    /// actors' stances. May be repeated, as may the others.
    #[arg(long, value_name = "[OF=]SHARE", value_parser = clap::value_parser!(Bound))]
    pub min_f1: Vec<Bound>,
    /// Least precision: of a class, or the mean over classes.
    #[arg(long, value_name = "[OF=]SHARE", value_parser = clap::value_parser!(Bound))]
    pub min_precision: Vec<Bound>,
    /// Least recall: of a class, or the mean over classes.
    #[arg(long, value_name = "[OF=]SHARE", value_parser = clap::value_parser!(Bound))]
    pub min_recall: Vec<Bound>,
    /// Least accuracy.
    #[arg(long, value_name = "[HEAD=]SHARE", value_parser = bound_of_head)]
    pub min_accuracy: Vec<Bound>,
    /// Largest expected calibration error (15 bins of equal width); for articles that of the actors matched to gold.
    #[arg(long, value_name = "[HEAD=]SHARE", value_parser = bound_of_head)]
    pub max_ece: Vec<Bound>,
    /// The worse end of the 95% interval must keep the bounds, not the figure alone.
    #[arg(long)]
    pub at_lower_bound: bool,
}

fn bound_of_head(text: &str) -> Result<Bound, String> {
    let bound: Bound = text.parse()?;
    bounds::Check::new(Figure::Accuracy, bound)
        .map_err(|_| "this is not told by class: name a head, or none".to_owned())?;
    Ok(bound)
}

impl Checks {
    /// All that was asked for.
    pub fn all(&self) -> Vec<bounds::Check> {
        let given = [
            (Figure::F1, &self.min_f1),
            (Figure::Precision, &self.min_precision),
            (Figure::Recall, &self.min_recall),
            (Figure::Accuracy, &self.min_accuracy),
            (Figure::CalibrationError, &self.max_ece),
        ];
        let checks = given.into_iter().flat_map(|(figure, bounds)| {
            // What cannot be checked was refused when it was read.
            bounds.iter().filter_map(move |bound| bounds::Check::new(figure, *bound).ok())
        });
        checks.collect()
    }
}
