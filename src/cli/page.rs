//! A report on the terminal, or in the form that was asked for.

use serde_json::Value;

use super::args::ReportFormat;
use super::printer::Printer;
use super::style::{self, HEADING, paint, right};
use crate::error::Result;
use crate::report::page::{Cell, Grid, Page, Part};

/// Prints a report in the form that was asked for.
pub fn show(
    page: &Page,
    json: impl FnOnce() -> Value,
    format: ReportFormat,
    printer: &mut Printer,
) -> Result<()> {
    match format {
        ReportFormat::Table => print(page, printer),
        ReportFormat::Json => printer.json(&json()),
        ReportFormat::Markdown => printer.bytes(page.markdown().as_bytes()),
    }
}

/// Prints a page as headings, sentences and tables.
pub fn print(page: &Page, printer: &mut Printer) -> Result<()> {
    for part in &page.0 {
        match part {
            Part::Heading(text) => printer.line(&format!("{}\n", paint(HEADING, text)))?,
            Part::Text(text) => printer.line(&format!("{text}\n"))?,
            Part::Grid(grid) => printer.line(&format!("{}\n", table(grid)))?,
            Part::Detail(_) => {}
        }
    }
    Ok(())
}

fn table(grid: &Grid) -> comfy_table::Table {
    let header: Vec<&str> = grid.header.iter().map(String::as_str).collect();
    let mut table = style::table(&header);
    for row in &grid.rows {
        table.add_row(row.iter().map(cell).collect::<Vec<_>>());
    }
    table
}

fn cell(cell: &Cell) -> comfy_table::Cell {
    match cell {
        Cell::Text(text) => text.as_str().into(),
        Cell::Number(number) => right(number.as_str()),
        Cell::Class(index, name) => style::class_cell(*index, name),
    }
}
