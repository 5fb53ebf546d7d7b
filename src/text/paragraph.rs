//! Where does a paragraph start and end?
//!
//! In most news text every line is a paragraph. Text that was wrapped at a column is different: there a
//! single line break is a space. Which of the two a text is shows in its line breaks: wrapped lines are
//! filled up to one width, and most of them break off in the middle of a sentence.

use super::{Span, list};

/// One paragraph, without white space at its ends; never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub span: Span,
    /// True if it starts with the mark or number of a list item.
    pub bullet: bool,
}

/// Lines that are wrapped at a column are at least this wide …
const NARROWEST: usize = 40;
/// … and at most this wide.
const WIDEST: usize = 120;
/// At least this share of the line breaks of a wrapped text comes after a full line …
const FULL_SHARE: f64 = 0.7;
/// … and at least this share breaks off a sentence before a lower-case letter.
const RUNNING_SHARE: f64 = 0.3;

/// The paragraphs of `text`, in order.
pub(super) fn paragraphs(text: &str) -> Vec<Paragraph> {
    let lines = lines(text);
    let width = wrap_width(&lines);
    let mut paragraphs: Vec<Paragraph> = Vec::with_capacity(lines.len());
    for (i, line) in lines.iter().enumerate() {
        let joins = width.is_some_and(|width| i > 0 && lines[i - 1].runs_into(line, width));
        match paragraphs.last_mut() {
            Some(paragraph) if joins => paragraph.span.end = line.span.end,
            _ => {
                let bullet = list::starts_item(line.span.of(text));
                paragraphs.push(Paragraph { span: line.span, bullet });
            }
        }
    }
    paragraphs
}

/// White space, and the invisible characters that files and pages carry at line ends.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}')
}

/// The same range without blank characters at its ends.
pub(super) fn trim(text: &str, span: Span) -> Span {
    let inner = span.of(text);
    let from = span.start + (inner.len() - inner.trim_start_matches(is_blank).len());
    let to = from + inner.trim_matches(is_blank).len();
    Span::new(from, to)
}

#[derive(Debug)]
struct Line {
    span: Span,
    /// Width in characters, with the indent.
    columns: usize,
    indent: usize,
    first_word: usize,
    /// It follows a blank line or is an item of a list, so that it starts a paragraph in any case.
    is_first: bool,
    starts_lower: bool,
    ends_sentence: bool,
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut at = 0;
    let mut blank_line_before = false;
    let mut after_return = false;
    for piece in text.split_inclusive(is_line_break) {
        let span = trim(text, Span::new(at, at + piece.len()));
        let second_half_of_crlf = after_return && piece == "\n";
        if !span.is_empty() {
            lines.push(Line::new(text, at, span, blank_line_before));
            blank_line_before = false;
        } else if !second_half_of_crlf {
            blank_line_before = true;
        }
        after_return = piece.ends_with('\r');
        at += piece.len();
    }
    lines
}

fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

impl Line {
    fn new(text: &str, line_start: usize, span: Span, blank_line_before: bool) -> Self {
        let body = span.of(text);
        let indent = text[line_start..span.start].chars().count();
        let closers = ['"', '\'', '”', '’', '»', ')', ']'];
        Self {
            span,
            columns: indent + body.chars().count(),
            indent,
            first_word: body.chars().take_while(|c| !c.is_whitespace()).count(),
            is_first: blank_line_before || list::starts_item(body),
            starts_lower: body.starts_with(char::is_lowercase),
            ends_sentence: body.trim_end_matches(closers).ends_with(['.', '!', '?', '…', ':']),
        }
    }

    /// True if no further word of the line after it had room.
    fn is_full(&self, next: &Self, width: usize) -> bool {
        self.columns + 1 + next.first_word > width
    }

    /// True if the line break between the two is a mere space in a text wrapped at `width`.
    fn runs_into(&self, next: &Self, width: usize) -> bool {
        let new_indent = self.ends_sentence && next.indent > self.indent;
        !next.is_first && self.is_full(next, width) && !new_indent
    }
}

/// The column at which the text was wrapped; none for one paragraph a line.
fn wrap_width(lines: &[Line]) -> Option<usize> {
    let breaks: Vec<(&Line, &Line)> =
        lines.iter().zip(lines.iter().skip(1)).filter(|(_, next)| !next.is_first).collect();
    let mut widths: Vec<usize> = breaks.iter().map(|(line, _)| line.columns).collect();
    widths.sort_unstable();
    // The widest tenth may be titles and addresses that were never wrapped.
    let width = *widths.get((widths.len() * 9 / 10).min(widths.len().checked_sub(1)?))?;
    if !(NARROWEST..=WIDEST).contains(&width) {
        return None;
    }
    let share = |count: usize| count as f64 / breaks.len() as f64;
    let full = breaks.iter().filter(|(line, next)| line.is_full(next, width)).count();
    let running = breaks.iter().filter(|(line, next)| !line.ends_sentence && next.starts_lower).count();
    (share(full) >= FULL_SHARE && share(running) >= RUNNING_SHARE).then_some(width)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        paragraphs(text).iter().map(|p| p.span.of(text)).collect()
    }

    #[test]
    fn every_line_is_a_paragraph_in_plain_news_text() {
        let text = "Port reopens\nThe port opened again on Monday.\r\n\r\n  Ruiz said so.  \n";
        assert_eq!(texts(text), ["Port reopens", "The port opened again on Monday.", "Ruiz said so."]);
    }

    #[test]
    fn lines_wrapped_at_a_column_are_joined() {
        let text = "Port reopens after strike\n\nThe port of Callao opened again on Monday after a strike\nof nine \
                    days, the harbour master said. The union will\nvote on the accord next week.\n\nRuiz called it a \
                    fair accord for the dockers and their\nfamilies.\n";
        assert_eq!(texts(text).len(), 3);
        assert!(texts(text)[1].ends_with("next week."));
    }

    #[test]
    fn wrapped_paragraphs_may_be_marked_by_an_indent_alone() {
        let text = "   The port of Callao opened again on Monday after a\nstrike of nine days, the harbour \
                    master said, and the\nunion will vote on the accord next week, after elections.\n   Ruiz called \
                    it a fair accord for the dockers and for\ntheir families.\n";
        assert_eq!(texts(text).len(), 2);
    }

    #[test]
    fn short_lines_without_stops_are_a_list() {
        assert_eq!(texts("tariffs\nfarm subsidies\nvisas, work permits\n").len(), 3);
    }

    #[test]
    fn all_line_breaks_count_and_invisible_marks_are_trimmed() {
        assert_eq!(texts("\u{feff}One.\rTwo.\u{2028}Three.\u{200b}\u{85}\u{a0}"), ["One.", "Two.", "Three."]);
    }
}
