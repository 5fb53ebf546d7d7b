//! What a user types to look into a model.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::attributing::Attributing;
use crate::label::Voice;

/// Which model.
#[derive(Debug, Args)]
pub struct ModelArg {
    /// The model file, or `default` for the model inside the program.
    #[arg(short, long, default_value = "default", value_name = "FILE")]
    pub model: PathBuf,
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
  stance explain --article article.txt --target \"the levy\" --actor Ruiz --top 30")]
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
    /// How many features to show: 12 for each head of a sentence, 5 for each piece of evidence of an article, if not
    /// said.
    #[arg(long, value_name = "N")]
    pub top: Option<usize>,
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
