//! What a user types to learn a model.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::number::positive;
use super::tables::Reading;
use crate::recipe::Solver;

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
