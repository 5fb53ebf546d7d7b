//! What a user may type; each file holds what belongs to one thing that users do.

mod articles;
mod attributing;
mod classify;
mod eval;
mod import;
mod model;
mod number;
mod program;
mod report;
mod review;
mod tables;
mod train;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::printer::Loudness;

pub use articles::{ArticleFormat, Sources};
pub use classify::{Classify, Quotes};
pub use eval::{Eval, EvalOf, EvalQuotes, LeakArg};
pub use import::{Import, ImportKind};
pub use model::{DataFormat, Explain, Inspect};
pub use program::{Completions, Doctor, Man};
pub use report::{Card, CardKind, CardOutput, DataCard, ModelCard, Report};
pub use review::{Agreement, Check, Compare, Crossval, GroupingArg, HeadArg, ReportFormat};
pub use tables::Reading;
pub use train::Train;

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
    /// Print every note and warning, and all that a table of `classify` can show.
    #[arg(long, global = true, conflicts_with = "quiet", help_heading = "Everywhere")]
    pub verbose: bool,
    /// How many threads to use [default: as many as there are cores]. Results do not depend on it.
    #[arg(long, global = true, value_name = "N", value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..=1024), help_heading = "Everywhere")]
    pub threads: Option<usize>,
}

impl Global {
    /// How much is told on standard error.
    pub fn loudness(&self) -> Loudness {
        match (self.quiet, self.verbose) {
            (true, _) => Loudness::Quiet,
            (false, true) => Loudness::Verbose,
            (false, false) => Loudness::Usual,
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definition_is_sound() {
        Cli::command().debug_assert();
    }
}
