//! The part of `stance eval` behind the scores: calibration, slices, errors, leaks.

use serde_json::Value;

use super::read_tables;
use crate::cli::args::Eval;
use crate::cli::page;
use crate::cli::printer::Printer;
use crate::cli::progress::TrainingProgress;
use crate::dataset::Dataset;
use crate::error::{ErrorKind, Result};
use crate::evaluation::review::{Review, ReviewOptions, review};
use crate::metric::Bootstrap;
use crate::model::Model;
use crate::report::number::count;
use crate::report::review as report;

/// A review that is ready to be printed.
pub struct Behind(Review);

/// Reviews `data`, and reads and trains on `--train-data` for it.
pub fn run(
    model: &Model,
    data: &Dataset,
    args: &Eval,
    bootstrap: Bootstrap,
    printer: &mut Printer,
) -> Result<Behind> {
    let training = match args.review.train_data.as_slice() {
        [] => None,
        tables => Some(read_tables(tables, &args.reading, true, printer)?),
    };
    let options = ReviewOptions {
        precision: args.review.precision,
        slices: &args.review.slice,
        errors: args.review.errors,
        training: training.as_ref(),
        bootstrap,
    };
    let mut progress = TrainingProgress::new(printer.is_quiet());
    let reviewed = review(model, data, options, &mut progress);
    progress.finish();
    reviewed.map(Behind)
}

impl Behind {
    /// Prints tables.
    pub fn print(&self, data: &Dataset, printer: &mut Printer) -> Result<()> {
        printer.line("")?;
        page::print(&report::page(&self.0, data), printer)
    }

    /// Markdown, with the tables that only a file has room for.
    pub fn markdown(&self, data: &Dataset) -> String {
        format!("\n{}", report::page(&self.0, data).markdown())
    }

    /// The JSON of the evaluation with the review's keys added.
    pub fn add_to(&self, mut value: Value, data: &Dataset) -> Value {
        report::add(&mut value, &self.0, data);
        value
    }

    /// An error that says what evaluation and training data share.
    pub fn fail_on_leak(&self) -> Result<()> {
        let Some(leaks) = self.0.leaks.as_ref().filter(|leaks| !leaks.is_empty()) else { return Ok(()) };
        let shared: Vec<String> = leaks
            .counts()
            .into_iter()
            .filter(|(_, number)| *number > 0)
            .map(|(what, number)| count(number as u64, what))
            .collect();
        Err(ErrorKind::CheckFailed(format!(
            "the tables share {} with --train-data\n  hint: take them out of one side, or allow it with --allow-leak",
            shared.join(", ")
        ))
        .into())
    }
}
