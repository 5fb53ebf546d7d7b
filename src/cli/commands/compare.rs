//! `stance compare`: two models on the same rows.

use super::read_tables;
use crate::cli::args::Compare;
use crate::cli::model_source;
use crate::cli::page::show;
use crate::cli::printer::Printer;
use crate::error::Result;
use crate::evaluation::compare::compare;
use crate::metric::paired::RANDOMISATIONS;
use crate::report::compare::{json, page};

/// Prints differences, tests and changed rows.
pub fn run(args: &Compare, printer: &mut Printer) -> Result<()> {
    let (a, b) = (model_source::load(&args.a)?, model_source::load(&args.b)?);
    let data = read_tables(&args.tables, &args.reading, true, printer)?;
    let comparison = compare(&a, &b, &data, args.drawing.bootstrap(), RANDOMISATIONS)?;
    let names = [args.a.display().to_string(), args.b.display().to_string()];
    let names = [names[0].as_str(), names[1].as_str()];
    let page = page(&comparison, &data, names, args.rows);
    show(&page, || json(&comparison, &data, names), args.format, printer)
}
