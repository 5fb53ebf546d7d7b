//! What a user types about the program itself.

use std::path::PathBuf;

use clap::Args;

use super::model::{DataFormat, ModelArg};

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
