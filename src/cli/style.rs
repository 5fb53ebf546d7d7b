//! Colours and tables: one place, so that everything looks alike.

use anstyle::{AnsiColor, Style};
use comfy_table::{Cell, CellAlignment, Color, ContentArrangement, LineStyle, Table, TableStyle};

use crate::label::{Label, Stance};

pub const ERROR: Style = AnsiColor::Red.on_default().bold();
pub const WARNING: Style = AnsiColor::Yellow.on_default().bold();
pub const HINT: Style = AnsiColor::Cyan.on_default();
pub const HEADING: Style = Style::new().bold();
pub const FAINT: Style = Style::new().dimmed();

/// The colour of a class: against and negative in red, favor and positive in green. Colour never stands alone:
/// the word is always there too.
pub fn class_color(index: usize) -> AnsiColor {
    match index {
        i if i == Stance::Against as usize => AnsiColor::Red,
        i if i == Stance::Favor as usize => AnsiColor::Green,
        _ => AnsiColor::Yellow,
    }
}

/// The style of a stance's name, `mixed`, `uncertain` and `none` among them.
pub fn stance_style(name: &str) -> Style {
    match Stance::ALL.into_iter().find(|stance| stance.name() == name) {
        Some(stance) => class_color(stance.index()).on_default().bold(),
        None if name == "none" => FAINT,
        None => AnsiColor::Magenta.on_default().bold(),
    }
}

/// Text in a style.
pub fn paint(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

/// An empty table: no frame, a line under the header, wrapped to the terminal's width. Colours are always
/// written; the stream takes them out where nobody sees them.
pub fn table(header: &[&str]) -> Table {
    let line = LineStyle::none().fill('─').junction('─');
    let mut table = Table::new();
    table
        .load_style(TableStyle::new().header_separator(line))
        .set_content_arrangement(ContentArrangement::Dynamic)
        .enforce_styling()
        .set_header(header.to_vec());
    table
}

/// A cell that stands at the right.
pub fn right(text: impl Into<String>) -> Cell {
    Cell::new(text.into()).set_alignment(CellAlignment::Right)
}

/// A class's name in its colour.
pub fn class_cell(index: usize, name: &str) -> Cell {
    Cell::new(name).fg(match class_color(index) {
        AnsiColor::Red => Color::DarkRed,
        AnsiColor::Green => Color::DarkGreen,
        _ => Color::DarkYellow,
    })
}
