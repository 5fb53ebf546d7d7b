//! The part of `stance eval` behind the scores: calibration, slices, errors, leaks.

use serde_json::Value;

use super::read_tables;
use crate::cli::args::{Eval, ReportFormat};
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
pub struct Behind {
    data: Dataset,
    review: Review,
}

impl Behind {
    /// Reviews `data`, and reads and trains on `--train-data` for it.
    pub fn of(model: &Model, data: Dataset, args: &Eval, printer: &mut Printer) -> Result<Self> {
        let training = match args.review.train_data.as_slice() {
            [] => None,
            tables => Some(read_tables(tables, &args.reading, true, printer)?),
        };
        let options = ReviewOptions {
            precision: args.review.precision,
            slices: &args.review.slice,
            errors: args.errors,
            training: training.as_ref(),
            bootstrap: Bootstrap { draws: args.draws, seed: args.seed, ..Bootstrap::default() },
        };
        let mut progress = TrainingProgress::new(printer.is_quiet());
        let review = review(model, &data, options, &mut progress);
        progress.finish();
        Ok(Self { review: review?, data })
    }

    /// Prints tables, or Markdown with the tables that only a file has room for.
    pub fn print(&self, format: ReportFormat, printer: &mut Printer) -> Result<()> {
        printer.line("")?;
        let page = report::page(&self.review, &self.data);
        match format {
            ReportFormat::Markdown => printer.bytes(page.markdown().as_bytes()),
            _ => page::print(&page, printer),
        }
    }

    /// Adds the review's keys to the JSON of the evaluation.
    pub fn add_to(&self, value: &mut Value) {
        report::add(value, &self.review, &self.data);
    }

    /// An error that says what evaluation and training data share.
    pub fn fail_on_leak(&self) -> Result<()> {
        let Some(leaks) = self.review.leaks.as_ref().filter(|leaks| !leaks.is_empty()) else { return Ok(()) };
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
