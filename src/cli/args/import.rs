//! What a user types to turn other people's data into ours.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

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
