//! Tables in columns: how wide is each column, and what stands on which line?
//!
//! A table that is wider than the page breaks its cells between words. No line ends in blanks.

use anstyle::Style;

use super::style::paint;
use super::wrap::{NO_BREAK, hanging, longest_word, width_of, wrap};

/// Columns between two fields.
const GAP: usize = 2;
/// How far the lines under a row are moved in.
const INDENT: usize = 2;
/// Room that a narrow field leaves is given to the others so many times.
const ROUNDS: usize = 4;

const PLAIN: Style = Style::new();

/// One field of a row.
#[derive(Debug, Clone)]
pub struct Field {
    text: String,
    style: Style,
    right: bool,
}

impl Field {
    /// Words in a style.
    pub fn styled(style: Style, text: impl Into<String>) -> Self {
        Self { text: text.into(), style, right: false }
    }

    /// A figure, which stands at the right.
    pub fn right(text: impl Into<String>) -> Self {
        Self { text: text.into(), style: PLAIN, right: true }
    }
}

impl<T: Into<String>> From<T> for Field {
    fn from(text: T) -> Self {
        Self::styled(PLAIN, text)
    }
}

/// A header, a line, and rows without a frame.
#[derive(Debug, Clone, Default)]
pub struct Table {
    header: Vec<String>,
    rows: Vec<Row>,
}

#[derive(Debug, Clone)]
struct Row {
    fields: Vec<Field>,
    under: Vec<Field>,
}

impl Table {
    /// A table without rows.
    pub fn new<T: AsRef<str>>(header: &[T]) -> Self {
        Self { header: header.iter().map(|name| name.as_ref().to_owned()).collect(), rows: Vec::new() }
    }

    /// Adds a row with a field for each column.
    pub fn row(&mut self, fields: Vec<Field>) {
        self.row_with(fields, Vec::new());
    }

    /// Adds a row, and under it what takes whole lines.
    pub fn row_with(&mut self, fields: Vec<Field>, under: Vec<Field>) {
        self.rows.push(Row { fields, under });
    }

    /// The table in `width` columns, a line break after each line.
    pub fn text(&self, width: usize) -> String {
        let room = width.saturating_sub(GAP * self.header.len().saturating_sub(1));
        let least: usize = (0..self.header.len()).map(|column| self.extent(column).least).sum();
        // Rather between the ends of an interval than inside a number.
        if least > room && self.has_no_break() {
            self.breakable().laid_out(width, room)
        } else {
            self.laid_out(width, room)
        }
    }

    fn has_no_break(&self) -> bool {
        self.rows.iter().flat_map(|row| &row.fields).any(|field| field.text.contains(NO_BREAK))
    }

    /// The same with blanks at which lines may break.
    fn breakable(&self) -> Self {
        let mut table = self.clone();
        for field in table.rows.iter_mut().flat_map(|row| &mut row.fields) {
            field.text = field.text.replace(NO_BREAK, " ");
        }
        table
    }

    fn laid_out(&self, width: usize, room: usize) -> String {
        let widths = self.widths(room);
        let mut page = String::new();
        self.write_header(&widths, &mut page);
        for (number, row) in self.rows.iter().enumerate() {
            let cells = row.fields.iter().zip(&widths);
            let cells = cells.map(|(field, &width)| Cell::of(field, width)).collect::<Vec<_>>();
            let height = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0);
            for line in 0..height {
                write_line(&cells, &widths, line, &mut page);
            }
            let margin = " ".repeat(INDENT);
            for field in &row.under {
                let lines = wrap(&[(field.style, &field.text)], width.saturating_sub(INDENT).max(1));
                hanging(&margin, INDENT, &lines, &mut page);
            }
            if !row.under.is_empty() && number + 1 < self.rows.len() {
                page.push('\n');
            }
        }
        page
    }

    /// The names stand on the line, also where some take more lines than others.
    fn write_header(&self, widths: &[usize], page: &mut String) {
        let right = |column: usize| {
            let fields = || self.rows.iter().filter_map(move |row| row.fields.get(column));
            fields().all(|field| field.right || field.text.is_empty()) && fields().any(|field| field.right)
        };
        let names = self.header.iter().zip(widths).enumerate();
        let mut cells: Vec<Cell> =
            names.map(|(column, (name, &width))| Cell::new(name, PLAIN, width, right(column))).collect();
        let height = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0);
        for cell in &mut cells {
            let missing = height - cell.lines.len();
            cell.lines.splice(..0, vec![String::new(); missing]);
        }
        for line in 0..height {
            write_line(&cells, widths, line, page);
        }
        let whole = widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
        page.push_str(&"─".repeat(whole));
        page.push('\n');
    }

    /// How wide each column is, if all of them share `room`.
    fn widths(&self, room: usize) -> Vec<usize> {
        let whole: Vec<Extent> = (0..self.header.len()).map(|column| self.extent(column)).collect();
        let mut extents = whole.clone();
        let mut widths = shared(&extents, room);
        for _ in 0..ROUNDS {
            for (column, extent) in extents.iter_mut().enumerate() {
                // What is broken between words is seldom as wide as it may be.
                if widths[column] < extent.most && widths[column] >= extent.least {
                    extent.most = self.used(column, widths[column]);
                }
            }
            let again = shared(&extents, room);
            if again == widths {
                break;
            }
            widths = again;
        }
        // What is left is for those who lack little; columns of one kind get it together, so that they look alike.
        let mut left = room.saturating_sub(widths.iter().sum());
        for column in 0..widths.len() {
            let alike: Vec<usize> =
                (0..widths.len()).filter(|&other| whole[other] == whole[column]).collect();
            let missing = |&column: &usize| whole[column].most.saturating_sub(widths[column]);
            let all: usize = alike.iter().map(missing).sum();
            if all <= left {
                left -= all;
                for &column in &alike {
                    widths[column] = whole[column].most;
                }
            }
        }
        widths
    }

    fn column(&self, column: usize) -> impl Iterator<Item = &str> {
        let fields = self.rows.iter().filter_map(move |row| row.fields.get(column));
        std::iter::once(self.header[column].as_str()).chain(fields.map(|field| field.text.as_str()))
    }

    fn extent(&self, column: usize) -> Extent {
        let least = self.column(column).map(longest_word).max().unwrap_or(0).max(1);
        let most = self.used(column, usize::MAX).max(least);
        Extent { least, most }
    }

    /// The longest line of a column that may be so wide.
    fn used(&self, column: usize, width: usize) -> usize {
        let lines = self.column(column).flat_map(|text| wrap(&[(PLAIN, text)], width));
        lines.map(|line| width_of(&line)).max().unwrap_or(0)
    }
}

/// Columns that a column needs so that no word is broken, and those that it needs for all on one line.
#[derive(Clone, Copy, PartialEq)]
struct Extent {
    least: usize,
    most: usize,
}

/// Who needs little gets it; the others get the same, but for those who need more so that no word is broken. Where
/// even that is too much, the widest give way.
fn shared(extents: &[Extent], room: usize) -> Vec<usize> {
    let at = |level: usize| extents.iter().map(move |e| level.clamp(e.least, e.most)).collect::<Vec<_>>();
    let cut = |level: usize| extents.iter().map(move |e| e.least.min(level).max(1)).collect::<Vec<_>>();
    let widest = extents.iter().map(|e| e.most).max().unwrap_or(0).min(room);
    let fits = |widths: &Vec<usize>| widths.iter().sum::<usize>() <= room;
    let all: Vec<usize> = extents.iter().map(|e| e.most).collect();
    if fits(&all) {
        return all;
    }
    (1..=widest)
        .rev()
        .map(at)
        .find(fits)
        .or_else(|| (1..=room).rev().map(cut).find(fits))
        .unwrap_or_else(|| vec![1; extents.len()])
}

/// A field, broken into lines.
struct Cell {
    lines: Vec<String>,
    style: Style,
    right: bool,
}

impl Cell {
    fn of(field: &Field, width: usize) -> Self {
        Self::new(&field.text, field.style, width, field.right)
    }

    /// The lines are without their style, so that their width can be told.
    fn new(text: &str, style: Style, width: usize, right: bool) -> Self {
        Self { lines: wrap(&[(PLAIN, text)], width), style, right }
    }
}

fn write_line(cells: &[Cell], widths: &[usize], line: usize, page: &mut String) {
    let mut blanks = 0;
    for (cell, &width) in cells.iter().zip(widths) {
        let text = cell.lines.get(line).map_or("", String::as_str);
        if text.is_empty() {
            blanks += width + GAP;
            continue;
        }
        let free = width.saturating_sub(width_of(text));
        let before = if cell.right { free } else { 0 };
        page.push_str(&" ".repeat(blanks + before));
        page.push_str(&paint(cell.style, text));
        blanks = free - before + GAP;
    }
    page.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bare(text: &str) -> String {
        anstream::adapter::strip_str(text).to_string()
    }

    fn scores() -> Table {
        let mut table = Table::new(&["slice", "rows", "macro F1", "accuracy − the rest"]);
        for (slice, rows) in [("voice: author", "199"), ("negation: without a negator", "1,262")] {
            let figure = "0.658 [0.602,\u{a0}0.712]";
            table.row(vec![slice.into(), Field::right(rows), figure.into(), figure.into()]);
        }
        table
    }

    #[test]
    fn a_table_that_fits_has_a_line_for_each_row_and_no_blank_at_an_end() {
        let text = bare(&scores().text(100));
        assert_eq!(
            text,
            "slice                         rows  macro F1              accuracy − the rest\n\
             ──────────────────────────────────────────────────────────────────────────────\n\
             voice: author                  199  0.658 [0.602, 0.712]  0.658 [0.602, 0.712]\n\
             negation: without a negator  1,262  0.658 [0.602, 0.712]  0.658 [0.602, 0.712]\n"
        );
    }

    #[test]
    fn a_narrow_page_breaks_between_words_and_never_inside_brackets() {
        let text = bare(&scores().text(60));
        assert!(text.lines().all(|line| width_of(line) <= 60 && line.trim_end() == line), "{text}");
        assert_eq!(text.matches("[0.602, 0.712]").count(), 4, "{text}");
        let narrow = bare(&scores().text(40));
        assert!(narrow.lines().all(|line| width_of(line) <= 40), "{narrow}");
        assert_eq!(narrow.matches("0.712]").count(), 4, "{narrow}");
    }

    #[test]
    fn what_stands_under_a_row_takes_whole_lines() {
        let mut table = Table::new(&["row", "gold"]);
        table.row_with(vec!["d1".into(), "favor".into()], vec!["one two three four five".into()]);
        table.row_with(vec!["d2".into(), "against".into()], vec!["six".into()]);
        let text = bare(&table.text(20));
        assert_eq!(
            text,
            "row  gold\n────────────\nd1   favor\n  one two three four\n  five\n\nd2   against\n  six\n"
        );
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_the_page_and_nothing_is_lost(
            cells in prop::collection::vec("[a-z ]{0,30}", 9),
            width in 20_usize..100,
        ) {
            let mut table = Table::new(&["one", "two words", "three"]);
            for row in cells.chunks(3) {
                table.row(row.iter().map(|text| text.as_str().into()).collect());
            }
            let text = bare(&table.text(width));
            prop_assert!(text.lines().all(|line| width_of(line) <= width && line.trim_end() == line));
            let letters = |text: &str| {
                let mut all: Vec<char> = text.chars().filter(char::is_ascii_lowercase).collect();
                all.sort_unstable();
                all
            };
            prop_assert_eq!(letters(&text), letters(&format!("onetwowordsthree{}", cells.concat())));
        }
    }
}
