//! `stance check`: is a labelled corpus fit for training and testing?

use std::path::PathBuf;

use super::read_tables;
use crate::cli::args::Check;
use crate::cli::named_file::last;
use crate::cli::page::show;
use crate::cli::printer::Printer;
use crate::dataset::Dataset;
use crate::error::{ErrorKind, Result};
use crate::evaluation::corpus::{self, CorpusOptions, CorpusReview};
use crate::report::corpus::{json, page};
use crate::report::number::count;

/// Prints the figures of the corpus; fails on texts that repeat each other.
pub fn run(args: &Check, printer: &mut Printer) -> Result<()> {
    let parts = args
        .inputs
        .iter()
        .map(|input| read_tables(std::slice::from_ref(input), &args.reading, false, printer))
        .collect::<Result<Vec<Dataset>>>()?;
    let names: Vec<String> = args.inputs.iter().map(|input: &PathBuf| input.display().to_string()).collect();
    let options = CorpusOptions { max_run_texts: args.max_run_texts, sample: args.sample };
    let review = corpus::review(&parts, &options);
    let whole = || json(&review, &names, &options);
    show(&page(&review, &file_names(&args.inputs), &options, args.rows), whole, args.format, printer)?;
    if review.is_clean() { Ok(()) } else { Err(ErrorKind::CheckFailed(failure(&review)).into()) }
}

/// The names of the files without their folders, or whole where these are not different.
fn file_names(inputs: &[PathBuf]) -> Vec<String> {
    let names: Vec<String> = inputs.iter().map(|input| last(input)).collect();
    let different = names.iter().enumerate().all(|(i, name)| !names[..i].contains(name));
    if different { names } else { inputs.iter().map(|input| input.display().to_string()).collect() }
}

fn failure(review: &CorpusReview<'_>) -> String {
    format!(
        "the texts repeat each other: {} of words in too many texts, {} of nearly equal texts\n  hint: write them anew; \
         a model learns a template instead of the language",
        count(review.runs.len() as u64, "run"),
        count(review.near.len() as u64, "pair")
    )
}
