//! What a user types for reports on whole folders, and for cards.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::model::ModelArg;
use super::number::share;
use super::review::Drawing;
use super::tables::Reading;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  stance report eval --model mine.stance --train-data training/*.csv training/articles
  stance report eval --model mine.stance
  stance report eval --model mine.stance --check    # exit code 1 if the report is stale

Reviewed is what the folder holds: labelled tables (*.csv), folders of annotated articles in
articles/, and the agreement of annotators in labellings/, whose tables (or folders of articles) are
named NAME-ANNOTATOR. Of what has a name that starts with `test`, scores are shown and nothing of any
row. Written are report.md and report.json, without dates, timings or paths of the machine: the same
data give the same bytes.")]
pub struct Report {
    /// The folder with evaluation data.
    #[arg(value_name = "FOLDER")]
    pub folder: PathBuf,
    #[command(flatten)]
    pub model: ModelArg,
    /// What the model was trained on: for blind baselines, and for leaks beside what the model's sketch tells. Takes all
    /// tables that follow.
    #[arg(long, num_args = 1.., value_name = "TABLE")]
    pub train_data: Vec<PathBuf>,
    /// Where to write [default: the folder reports in FOLDER].
    #[arg(short, long, value_name = "FOLDER")]
    pub output: Option<PathBuf>,
    /// Write nothing; fail (exit code 1) if the report that is there is not what would be written.
    #[arg(long)]
    pub check: bool,
    /// List so many of the worst errors of each input.
    #[arg(long, default_value_t = 10, value_name = "N")]
    pub errors: usize,
    /// Find the confidence that keeps this precision.
    #[arg(long, default_value_t = 0.8, value_name = "SHARE", value_parser = share)]
    pub precision: f64,
    #[command(flatten)]
    pub drawing: Drawing,
    #[command(flatten)]
    pub reading: Reading,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  stance card model mine.stance --report eval/reports/report.json -o MODEL.md
  stance card data training/*.csv training/articles --held-out eval/*.csv -o DATA.md
  stance card data training/*.csv training/articles --held-out eval/*.csv -o DATA.md --check

A card is Markdown. What stands in it between `<!-- human: NAME -->` and `<!-- end human -->` is
yours: it is kept byte for byte when the card is written again.")]
pub struct Card {
    #[command(subcommand)]
    pub kind: CardKind,
}

#[derive(Debug, Subcommand)]
pub enum CardKind {
    /// What a model is for, what it was trained on, and how good it is (Mitchell et al. 2019)
    Model(ModelCard),
    /// What is in a data set, and how it came about (Gebru et al. 2021)
    Data(DataCard),
}

#[derive(Debug, Args)]
pub struct CardOutput {
    /// Where to write; the human parts of a card that is there are kept [default: standard output].
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Write nothing; fail (exit code 1) if the card that is there is not what would be written.
    #[arg(long, requires = "output")]
    pub check: bool,
}

#[derive(Debug, Args)]
pub struct ModelCard {
    /// The model file, or `default` for the model inside the program.
    #[arg(default_value = "default", value_name = "MODEL")]
    pub model: PathBuf,
    /// What `stance report` wrote about it (report.json).
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// The model's name [default: that of the file].
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    #[command(flatten)]
    pub output: CardOutput,
}

#[derive(Debug, Args)]
pub struct DataCard {
    /// Labelled tables (CSV), annotated articles (*.toml), or folders of articles, to train on.
    #[arg(required = true, value_name = "TABLE")]
    pub tables: Vec<PathBuf>,
    /// The same, kept from training. Takes all tables that follow.
    #[arg(long, num_args = 1.., value_name = "TABLE")]
    pub held_out: Vec<PathBuf>,
    /// A report.json of `stance report`, for the agreement of annotators.
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// The title.
    #[arg(long, default_value = "Labelled sentences and articles", value_name = "TEXT")]
    pub title: String,
    #[command(flatten)]
    pub output: CardOutput,
    #[command(flatten)]
    pub reading: Reading,
}
