//! What a user types to review labels, corpora and recipes, and to compare models.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::tables::Reading;
use crate::metric::Bootstrap;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    #[default]
    Table,
    Json,
    Markdown,
}

/// How intervals are drawn.
#[derive(Debug, Args)]
pub struct Drawing {
    /// Draws of the bootstrap that gives the intervals; 0 for none.
    #[arg(long, default_value_t = 2000, value_name = "N")]
    pub draws: usize,
    /// Seed of everything that is drawn.
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub seed: u64,
}

impl Drawing {
    /// The bootstrap that was asked for.
    pub fn bootstrap(&self) -> Bootstrap {
        Bootstrap { draws: self.draws, seed: self.seed, ..Default::default() }
    }
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  stance compare default mine.stance eval/dev.csv
  stance compare default mine.stance eval/dev.csv --rows 50 --format markdown > changes.md

Differences are B − A. A model is a file, or `default` for the model inside the program.")]
pub struct Compare {
    /// The first model.
    #[arg(value_name = "A")]
    pub a: PathBuf,
    /// The second model.
    #[arg(value_name = "B")]
    pub b: PathBuf,
    /// Labelled tables (CSV); `-` is standard input.
    #[arg(required = true, value_name = "TABLE")]
    pub tables: Vec<PathBuf>,
    /// How to print the comparison.
    #[arg(long, value_enum, default_value_t)]
    pub format: ReportFormat,
    /// How many of the rows that changed their label to list; JSON holds all.
    #[arg(long, default_value_t = 10, value_name = "N")]
    pub rows: usize,
    #[command(flatten)]
    pub drawing: Drawing,
    #[command(flatten)]
    pub reading: Reading,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum HeadArg {
    Stance,
    Sentiment,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  stance agreement ana.csv ben.csv
  stance agreement ana.csv ben.csv --by phenomenon --rows 50
  stance agreement ana.csv ben.csv -o disagreements.csv --format json

Rows are matched by the column id where every row has one, else by text, holder and target; for the sentiment by text.
A row that an annotator left out counts as missing.")]
pub struct Agreement {
    /// One labelled table (CSV) for each annotator.
    #[arg(required = true, num_args = 1.., value_name = "TABLE")]
    pub tables: Vec<PathBuf>,
    /// Which labels [default: stance where two tables have it, else sentiment].
    #[arg(long, value_enum)]
    pub head: Option<HeadArg>,
    /// Look at every value of this column apart, e.g. `phenomenon`.
    #[arg(long, value_name = "COLUMN")]
    pub by: Option<String>,
    /// How to print the agreement.
    #[arg(long, value_enum, default_value_t)]
    pub format: ReportFormat,
    /// How many disagreements to list; JSON holds all.
    #[arg(long, default_value_t = 10, value_name = "N")]
    pub rows: usize,
    /// Write all disagreements to this table.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub drawing: Drawing,
    #[command(flatten)]
    pub reading: Reading,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  stance check mine.csv
  stance check training/*.csv eval/dev.csv --rows 50
  stance check mine.csv --max-run-texts 1 --format json

Shows size, labels, phenomena and language of each part, and what repeats across all of them: a run of eight words in
too many texts, with names and targets masked, or nearly equal texts. The two sides of a minimal pair (equal values in
a column `pair`) may be nearly equal. Exit code 1 if something repeats.")]
pub struct Check {
    /// Labelled tables (CSV; `-` is standard input), annotated articles (*.toml), or folders of articles.
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// In how many texts a masked run of eight words may stand.
    #[arg(long, default_value_t = 3, value_name = "N")]
    pub max_run_texts: usize,
    /// Compare vocabulary and repetition of the parts over so many words.
    #[arg(long, default_value_t = 20_000, value_name = "WORDS")]
    pub sample: usize,
    /// How to print the review.
    #[arg(long, value_enum, default_value_t)]
    pub format: ReportFormat,
    /// How many of the runs and pairs to list; JSON holds all.
    #[arg(long, default_value_t = 10, value_name = "N")]
    pub rows: usize,
    #[command(flatten)]
    pub reading: Reading,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum GroupingArg {
    /// Rows of one document or text stay together
    #[default]
    Document,
    /// Rows with one target stay together: how well is a new target judged?
    Target,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  stance crossval training/*.csv --recipe bag
  stance crossval mine.csv --recipe bag --by target --folds 4 -o predictions.csv
  stance crossval mine.csv --recipe bag --label-errors 20 --learning-curve

Everything that is learned (vocabulary, document frequencies, weights) comes from the other folds. The predictions are
those of the model that had not seen the row.")]
pub struct Crossval {
    /// Labelled tables (CSV); `-` is standard input.
    #[arg(required = true, value_name = "TABLE")]
    pub tables: Vec<PathBuf>,
    /// `full`, `bag`, `bag-raw`, or a TOML file.
    #[arg(long, default_value = "full", value_name = "NAME|FILE")]
    pub recipe: String,
    /// How many folds.
    #[arg(long, default_value_t = 5, value_name = "N")]
    pub folds: usize,
    /// Which rows stay together.
    #[arg(long, value_enum, default_value_t)]
    pub by: GroupingArg,
    /// Calibrate inside of each fold, which takes six times as long.
    #[arg(long)]
    pub calibrate: bool,
    /// Write the tables with the out-of-fold predictions.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// List this many rows whose label may be wrong.
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub label_errors: usize,
    /// Train on a fifth, two fifths … of the training folds too, dealt anew for each of --curve-seeds.
    #[arg(long)]
    pub learning_curve: bool,
    /// For how many seeds the learning curve is drawn; each takes as long as five cross-validations.
    #[arg(long, default_value_t = 5, value_name = "N", value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..=1000))]
    pub curve_seeds: usize,
    /// How to print the review.
    #[arg(long, value_enum, default_value_t)]
    pub format: ReportFormat,
    #[command(flatten)]
    pub drawing: Drawing,
    #[command(flatten)]
    pub reading: Reading,
}
