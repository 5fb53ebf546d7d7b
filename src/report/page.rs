//! A report in parts, written once: the terminal and Markdown show the same tables, each in its own way.

use std::fmt::Write as _;

use super::number::NO_BREAK;

/// A report from top to bottom.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page(pub Vec<Part>);

/// One part of a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// What follows, in a few words.
    Heading(String),
    /// A sentence or two.
    Text(String),
    /// A table.
    Grid(Grid),
    /// A table that only a file has room for.
    Detail(Grid),
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Grid {
    /// Names of the columns.
    pub header: Vec<String>,
    /// As many cells in each row as there are columns.
    pub rows: Vec<Vec<Cell>>,
    /// So many columns at the end hold text that a terminal shows under its row, in whole lines.
    pub under: usize,
}

/// One field of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A figure, which stands at the right.
    Number(String),
    /// The class with this index, by its name.
    Class(usize, &'static str),
}

impl Cell {
    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A figure.
    #[expect(clippy::needless_pass_by_value, reason = "a figure is handed over as it is")]
    pub fn number(number: impl ToString) -> Self {
        Self::Number(number.to_string())
    }

    /// What the cell says.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Text(text) | Self::Number(text) => text,
            Self::Class(_, name) => name,
        }
    }
}

impl Grid {
    /// A table without rows.
    pub fn new(header: &[&str]) -> Self {
        Self { header: header.iter().map(|&name| name.to_owned()).collect(), ..Self::default() }
    }

    /// The same with its last `columns` under each row.
    #[must_use]
    pub fn under(mut self, columns: usize) -> Self {
        self.under = columns;
        self
    }

    /// Adds a row.
    pub fn row(&mut self, cells: Vec<Cell>) {
        self.rows.push(cells);
    }

    fn markdown(&self, out: &mut String) {
        let _ = writeln!(out, "| {} |", self.header.join(" | "));
        let _ = writeln!(out, "|{}", "---|".repeat(self.header.len()));
        for row in &self.rows {
            let cells: Vec<String> = row.iter().map(|cell| escaped(cell.as_str())).collect();
            let _ = writeln!(out, "| {} |", cells.join(" | "));
        }
        out.push('\n');
    }
}

/// A file without empty lines at its end.
pub(super) fn ended(mut text: String) -> String {
    while text.ends_with("\n\n") {
        text.pop();
    }
    text
}

/// Text with ordinary blanks.
fn ordinary(text: &str) -> String {
    text.replace(NO_BREAK, " ")
}

/// A bar would end the cell, a line break the table.
fn escaped(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|")
}

impl Page {
    /// Adds a heading.
    pub fn heading(&mut self, text: impl Into<String>) {
        self.0.push(Part::Heading(text.into()));
    }

    /// Adds a sentence.
    pub fn text(&mut self, text: impl Into<String>) {
        self.0.push(Part::Text(text.into()));
    }

    /// Adds a table, if it has rows.
    pub fn grid(&mut self, grid: Grid) {
        if !grid.rows.is_empty() {
            self.0.push(Part::Grid(grid));
        }
    }

    /// Adds a table that the terminal leaves out, if it has rows.
    pub fn detail(&mut self, grid: Grid) {
        if !grid.rows.is_empty() {
            self.0.push(Part::Detail(grid));
        }
    }

    /// The page as Markdown.
    pub fn markdown(&self) -> String {
        let mut out = String::new();
        for part in &self.0 {
            match part {
                Part::Heading(text) => {
                    let _ = writeln!(out, "### {}\n", ordinary(text));
                }
                Part::Text(text) => {
                    let _ = writeln!(out, "{}\n", ordinary(text));
                }
                Part::Grid(grid) | Part::Detail(grid) => grid.markdown(&mut out),
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_cell_breaks_the_table() {
        let mut grid = Grid::new(&["text", "n"]);
        grid.row(vec![Cell::text("a | b\nc"), Cell::number(3)]);
        let mut page = Page::default();
        page.heading("Rows");
        page.grid(grid);
        page.grid(Grid::new(&["empty"]));
        assert_eq!(page.markdown(), "### Rows\n\n| text | n |\n|---|---|\n| a \\| b c | 3 |\n\n");
    }
}
