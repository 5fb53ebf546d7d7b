//! One file a command.

pub mod agreement;
pub mod card;
pub mod check;
pub mod classify;
pub mod compare;
pub mod completions;
pub mod crossval;
pub mod doctor;
pub mod eval;
pub mod eval_quotes;
pub mod explain;
pub mod import;
pub mod inspect;
pub mod man;
pub mod quotes;
pub mod report;
mod review;
pub mod train;

use std::path::PathBuf;

use super::args::Reading;
use super::printer::Printer;
use crate::dataset::{Dataset, LabelMap, ReadOptions};
use crate::error::Result;

/// Reads tables as the options say, and prints what was noticed.
fn read_tables(
    tables: &[PathBuf],
    reading: &Reading,
    require_labels: bool,
    printer: &mut Printer,
) -> Result<Dataset> {
    let options =
        ReadOptions { map: LabelMap::parse(&reading.map)?, delimiter: reading.delimiter, require_labels };
    let data = Dataset::read(tables, &options)?;
    printer.warnings(&data.warnings);
    printer.notes(&data.notes);
    Ok(data)
}
