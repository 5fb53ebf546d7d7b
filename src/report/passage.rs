//! A passage of a text with its place in code points and bytes.

use serde::Serialize;

use crate::text::Span;

/// Words of a text and where they stand, half open. `text[start..end]` in a language that counts code points, and
/// the bytes `start_byte..end_byte` of the UTF-8 text, are both `text`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Passage<'t> {
    /// The words.
    pub text: &'t str,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// First byte.
    pub start_byte: usize,
    /// One past the last byte.
    pub end_byte: usize,
}

impl Passage<'_> {
    /// Its place in bytes.
    pub fn span(&self) -> Span {
        Span::new(self.start_byte, self.end_byte)
    }
}

/// Makes passages of one text; each takes a constant time, however long the text.
#[derive(Debug)]
pub struct Passages<'t> {
    text: &'t str,
    /// Code points that start before byte `i · STEP`.
    before: Vec<usize>,
}

/// Bytes between two counts that are kept.
const STEP: usize = 256;

impl<'t> Passages<'t> {
    /// For a text.
    pub fn new(text: &'t str) -> Self {
        let mut count = 0;
        let before = text.as_bytes().chunks(STEP).map(|chunk| {
            let known = count;
            count += starts(chunk);
            known
        });
        Self { text, before: before.collect() }
    }

    /// The passage at a span.
    pub fn at(&self, span: Span) -> Passage<'t> {
        Passage {
            text: span.of(self.text),
            start: self.code_point(span.start),
            end: self.code_point(span.end),
            start_byte: span.start,
            end_byte: span.end,
        }
    }

    /// The passages at several spans.
    pub fn all(&self, spans: &[Span]) -> Vec<Passage<'t>> {
        spans.iter().map(|span| self.at(*span)).collect()
    }

    fn code_point(&self, byte: usize) -> usize {
        // The end of a text whose last chunk is full lies in the chunk before.
        let chunk = (byte / STEP).min(self.before.len().saturating_sub(1));
        let known = self.before.get(chunk).copied().unwrap_or(0);
        known + self.text.as_bytes().get(chunk * STEP..byte).map_or(0, starts)
    }
}

/// How many code points start in these bytes.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().map(|byte| usize::from(byte & 0xC0 != 0x80)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn code_points_are_counted_as_one_by_one(text in "([a-z é🙂\u{301}\u{a0}\r\n]{0,9}){0,90}") {
            let passages = Passages::new(&text);
            let borders: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            for pair in borders.windows(2) {
                let span = Span::new(pair[0], pair[1]);
                let passage = passages.at(span);
                prop_assert_eq!(passage.start..passage.end, span.to_chars(&text));
                prop_assert_eq!(passage.text, &text[pair[0]..pair[1]]);
            }
        }
    }
}
