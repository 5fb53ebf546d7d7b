//! `stance explain`: why a sentence, or an actor of an article, gets its labels.

mod article;
mod sentence;

use crate::cli::args::Explain;
use crate::cli::printer::Printer;
use crate::error::{Error, Result};

/// Explains what was named.
pub fn run(args: &Explain, printer: &mut Printer) -> Result<()> {
    match (&args.article, &args.sentence) {
        (Some(path), _) => article::run(path, args, printer),
        (None, Some(text)) => sentence::run(text, args, printer),
        (None, None) => Err(Error::usage("name a sentence, or an article with --article")),
    }
}
