//! Colours: one place, so that everything looks alike.

use anstyle::{AnsiColor, Style};

use super::table::Field;
use crate::label::{Label, Stance};

pub const ERROR: Style = AnsiColor::Red.on_default().bold();
pub const WARNING: Style = AnsiColor::Yellow.on_default().bold();
pub const HINT: Style = AnsiColor::Cyan.on_default();
pub const HEADING: Style = Style::new().bold();
pub const SECTION: Style = Style::new().bold().underline();
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

/// A class's name in its colour.
pub fn class_field(index: usize, name: &str) -> Field {
    Field::styled(class_color(index).on_default(), name)
}
