//! Byte ranges into the original text, and their code-point form for people and files.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A half-open byte range into the original text, on character borders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range `start..end`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a span ends before it starts: {start}..{end}");
        Self { start, end }
    }

    /// The text it covers; empty where the range does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// True for a range without bytes.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// True if `other` lies inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True if the two share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The same range in a text that starts `base` bytes earlier.
    #[must_use]
    pub fn shifted(self, base: usize) -> Self {
        Self { start: self.start + base, end: self.end + base }
    }

    /// The range in code points, as files and scripts in other languages count.
    pub fn to_chars(self, text: &str) -> Range<usize> {
        let start = text.get(..self.start).map_or(0, |s| s.chars().count());
        start..start + self.of(text).chars().count()
    }

    /// A range from code points; none where it does not fit the text.
    pub fn from_chars(text: &str, chars: Range<usize>) -> Option<Self> {
        let byte_of = |wanted: usize| text.char_indices().map(|(i, _)| i).chain([text.len()]).nth(wanted);
        (chars.start <= chars.end)
            .then(|| Some(Self { start: byte_of(chars.start)?, end: byte_of(chars.end)? }))
            .flatten()
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_and_bytes_agree_with_emoji() {
        let text = "é🙂 Ruiz said";
        let span = Span::from_chars(text, 3..7).unwrap();
        assert_eq!(span.of(text), "Ruiz");
        assert_eq!(span.to_chars(text), 3..7);
        assert_eq!(Span::from_chars(text, 3..40), None);
    }
}
