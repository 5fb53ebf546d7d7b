//! `stance eval quotes`: who says what, reviewed on articles in which somebody marked it.

use crate::article::quote_record::QuoteRecord;
use crate::cli::args::EvalQuotes;
use crate::cli::page::show;
use crate::cli::printer::Printer;
use crate::error::{Error, Result};
use crate::evaluation::quotes::evaluate_quotes;
use crate::report::quotes_review::{json, page};

/// Prints the review.
pub fn run(args: &EvalQuotes, printer: &mut Printer) -> Result<()> {
    let (mut records, mut problems) = (Vec::new(), Vec::new());
    for path in &args.inputs {
        match QuoteRecord::read(path) {
            Ok(more) => records.extend(more),
            Err(error) => problems.extend(error.into_problems()?),
        }
    }
    if !problems.is_empty() {
        return Err(Error::problems(problems));
    }
    let (reader, _) = args.attributing.reader(None)?;
    let review = evaluate_quotes(&records, args.drawing.bootstrap(), |document| reader.read(document));
    show(&page(&review, args.errors), || json(&review, args.errors), args.format, printer)
}
