//! A report on the terminal, or in the form that was asked for.

use anstyle::Style;
use serde_json::Value;

use super::args::ReportFormat;
use super::printer::Printer;
use super::style::{FAINT, HEADING, class_field};
use super::table::{Field, Table};
use super::wrap::{hanging, page_width, table_width, wrap};
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
            Part::Heading(text) => paragraph(HEADING, text, printer)?,
            Part::Text(text) => paragraph(Style::new(), text, printer)?,
            Part::Grid(grid) => printer.line(&table(grid).text(table_width()))?,
            Part::Detail(_) => {}
        }
    }
    Ok(())
}

/// Text in as many lines as it takes, and an empty one.
fn paragraph(style: Style, text: &str, printer: &mut Printer) -> Result<()> {
    let mut lines = String::new();
    hanging("", 0, &wrap(&[(style, text)], page_width()), &mut lines);
    printer.line(&lines)
}

fn table(grid: &Grid) -> Table {
    let columns = grid.header.len() - grid.under.min(grid.header.len());
    let (header, names) = grid.header.split_at(columns);
    let mut table = Table::new(header);
    for row in &grid.rows {
        let (fields, under) = row.split_at(columns.min(row.len()));
        let under = under.iter().zip(names).enumerate().map(|(number, (cell, name))| match number {
            // The first is what the row is about; what follows tells of it.
            0 => cell.as_str().into(),
            _ => Field::styled(FAINT, format!("{name}: {}", cell.as_str())),
        });
        table.row_with(fields.iter().map(field).collect(), under.collect());
    }
    table
}

fn field(cell: &Cell) -> Field {
    match cell {
        Cell::Text(text) => text.as_str().into(),
        Cell::Number(number) => Field::right(number.as_str()),
        Cell::Class(index, name) => class_field(*index, name),
    }
}
