//! What a user may type to review models and labels beyond `stance eval`.

use std::path::PathBuf;

use clap::Args;

use super::args::{Reading, ReportFormat};

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
    pub fn bootstrap(&self) -> crate::metric::Bootstrap {
        crate::metric::Bootstrap { draws: self.draws, seed: self.seed, ..Default::default() }
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
