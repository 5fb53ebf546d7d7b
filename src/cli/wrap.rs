//! Styled text, wrapped to a width.

use std::fmt::Write as _;
use std::io::IsTerminal;

use anstyle::Style;
use unicode_width::UnicodeWidthChar;

pub use crate::report::number::NO_BREAK;

/// Words in one style.
pub type Piece<'a> = (Style, &'a str);

/// Columns where nobody says how many there are.
const DEFAULT: usize = 100;
/// Longer lines are hard to read, shorter ones hold no table.
const WIDEST: usize = 120;
const NARROWEST: usize = 40;

/// How many columns text is printed in: those of the terminal, else those of `COLUMNS`.
pub fn page_width() -> usize {
    table_width().min(WIDEST)
}

/// The same for tables, which may be wider than text.
pub fn table_width() -> usize {
    let terminal = std::io::stdout().is_terminal().then(terminal_size::terminal_size).flatten();
    let told = || std::env::var("COLUMNS").ok()?.trim().parse().ok();
    let columns = terminal.map(|(width, _)| usize::from(width.0)).or_else(told);
    columns.unwrap_or(DEFAULT).max(NARROWEST)
}

/// How many columns a text takes.
pub fn width_of(text: &str) -> usize {
    text.chars().map(width).sum()
}

/// Columns of the longest word: in fewer columns a word is broken.
pub fn longest_word(text: &str) -> usize {
    words(&[(Style::new(), text)]).iter().map(|word| columns(word)).max().unwrap_or(0)
}

/// Lines of at most `width` columns. White space and control characters between words become one space, so that no
/// text from outside reaches the terminal as a command; a no-break space stays where it is, and a word wider than a
/// line is broken.
pub fn wrap(pieces: &[Piece<'_>], width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line: Vec<Glyph> = Vec::new();
    let mut used = 0;
    for mut word in words(pieces) {
        let mut needed = columns(&word);
        if !line.is_empty() {
            if used + 1 + needed <= width {
                line.push(Glyph { character: ' ', style: space_style(line.last(), word.first()) });
                used += 1;
            } else {
                lines.push(painted(&line));
                line.clear();
                used = 0;
            }
        }
        while needed > width {
            let fits = fitting(&word, width);
            let rest = word.split_off(fits);
            lines.push(painted(&word));
            word = rest;
            needed = columns(&word);
        }
        line.append(&mut word);
        used += needed;
    }
    if !line.is_empty() {
        lines.push(painted(&line));
    }
    lines
}

/// The lines with `margin` before the first and as many spaces before the others; `margin` takes `indent` columns.
pub fn hanging(margin: &str, indent: usize, lines: &[String], page: &mut String) {
    for (number, line) in lines.iter().enumerate() {
        let _ = match number {
            0 => writeln!(page, "{margin}{line}"),
            _ => writeln!(page, "{:indent$}{line}", ""),
        };
    }
}

#[derive(Clone, Copy)]
struct Glyph {
    character: char,
    style: Style,
}

fn width(character: char) -> usize {
    character.width().unwrap_or(0)
}

fn columns(word: &[Glyph]) -> usize {
    word.iter().map(|glyph| width(glyph.character)).sum()
}

/// How many glyphs fit into `width` columns, at least one; marks without a width stay with what they stand on.
fn fitting(word: &[Glyph], width: usize) -> usize {
    let mut used = 0;
    let fits = word.iter().take_while(|glyph| {
        used += self::width(glyph.character);
        used <= width
    });
    fits.count().max(1)
}

fn words(pieces: &[Piece<'_>]) -> Vec<Vec<Glyph>> {
    let mut words = vec![Vec::new()];
    for &(style, text) in pieces {
        for character in text.chars() {
            let Some(word) = words.last_mut() else { continue };
            if character == NO_BREAK && !word.is_empty() {
                word.push(Glyph { character: ' ', style });
            } else if character.is_whitespace() || character.is_control() {
                words.push(Vec::new());
            } else {
                word.push(Glyph { character, style });
            }
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// A space is underlined only between underlined words.
fn space_style(before: Option<&Glyph>, after: Option<&Glyph>) -> Style {
    match (before, after) {
        (Some(before), Some(after)) if before.style == after.style => before.style,
        _ => Style::new(),
    }
}

fn painted(line: &[Glyph]) -> String {
    let mut text = String::new();
    let mut style = Style::new();
    for glyph in line {
        if glyph.style != style {
            let _ = write!(text, "{style:#}{}", glyph.style);
            style = glyph.style;
        }
        text.push(glyph.character);
    }
    let _ = write!(text, "{style:#}");
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PLAIN: Style = Style::new();

    #[test]
    fn words_fill_lines_and_long_ones_are_broken() {
        let pieces = [(PLAIN, "one two\r\n\tthree four incomprehensib"), (PLAIN, "ly")];
        assert_eq!(wrap(&pieces, 9), ["one two", "three", "four", "incompreh", "ensibly"]);
        assert_eq!(wrap(&[(PLAIN, "a word of\u{a0}two \u{a0}b")], 9), ["a word", "of two b"]);
        assert!(wrap(&[(PLAIN, " \n\u{a0}")], 9).is_empty());
    }

    #[test]
    fn wide_characters_take_two_columns_and_marks_none() {
        assert_eq!(
            wrap(&[(PLAIN, "漢字漢字 🙂🙂 e\u{301}e\u{301}e\u{301}")], 4),
            ["漢字", "漢字", "🙂🙂", "e\u{301}e\u{301}e\u{301}"]
        );
        assert_eq!(width_of("漢e\u{301}"), 3);
    }

    #[test]
    fn a_style_starts_and_ends_on_its_line() {
        let bold = Style::new().bold();
        let lines = wrap(&[(PLAIN, "a \""), (bold, "b c"), (PLAIN, "\"")], 4);
        assert_eq!(lines, [format!("a \"{bold}b{bold:#}"), format!("{bold}c{bold:#}\"")]);
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_nothing_is_lost(text in "\\PC{0,80}", width in 2_usize..20) {
            let lines = wrap(&[(PLAIN, &text)], width);
            prop_assert!(lines.iter().all(|line| width_of(line) <= width));
            let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect::<String>();
            prop_assert_eq!(bare(&lines.concat()), bare(&text));
        }
    }

    #[test]
    fn control_characters_never_reach_the_terminal() {
        assert_eq!(wrap(&[(PLAIN, "a\u{1b}[31mb\u{7}")], 20), ["a [31mb"]);
    }
}
