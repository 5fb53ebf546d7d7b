//! What stands at a possible end of a sentence: the stop, the word before it, what comes after it.

use super::Span;
use super::list;
use super::paragraph::is_blank;

/// How many bytes before a stop are looked at; no abbreviation is longer.
const LONGEST_WORD: usize = 24;
/// How many bytes after a stop are looked at.
const LONGEST_AFTER: usize = 160;

/// The kind of a stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StopKind {
    /// A single full stop.
    Dot,
    /// `?`, `!` and runs that hold one.
    Question,
    /// `…`, `...`, `. . .`.
    Ellipsis,
}

/// A run of `. ? ! …` with the closing marks after it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stop {
    pub kind: StopKind,
    /// First byte of the run.
    pub start: usize,
    /// End of the run, before closing marks.
    pub end: usize,
    /// End with the closing marks.
    pub closed: usize,
    /// True if a quotation mark is among the closing marks.
    pub closes_quote: bool,
    /// End of the full stop in `word. . . . The`, where an ellipsis follows the end of a sentence.
    pub first_end: Option<usize>,
}

impl Stop {
    /// The first stop in `range` at or after `from`. Square brackets, an editor's insertions, are skipped.
    pub fn next(text: &str, from: usize, range: Span) -> Option<Self> {
        let bytes = text.as_bytes();
        let mut at = from;
        loop {
            let interesting = |b: &u8| matches!(b, b'.' | b'?' | b'!' | b'[' | 0xE2);
            at += bytes.get(at..range.end)?.iter().position(interesting)?;
            match bytes[at] {
                b'[' => at = skip_brackets(text, at, range.end),
                0xE2 if !text[at..].starts_with('…') => at += 1,
                _ => return Some(Self::read(text, at, range.end)),
            }
        }
    }

    fn read(text: &str, start: usize, range_end: usize) -> Self {
        let rest = &text[start..range_end];
        let tail = rest.trim_start_matches(['.', '?', '!', '…']);
        let mut run = &rest[..rest.len() - tail.len()];
        let attached = !text[..start].ends_with(is_blank) && run == ".";
        let spaced = if run.chars().all(|c| c == '.') { spaced_dots(tail) } else { 0 };
        run = &rest[..run.len() + spaced];
        let kind = if run.contains(['?', '!']) {
            StopKind::Question
        } else if run == "." || run == ".." {
            StopKind::Dot
        } else {
            StopKind::Ellipsis
        };
        let end = start + run.len();
        let (closed, closes_quote) = closers(text, end, range_end);
        let first_end = (attached && spaced >= 6).then_some(start + 1);
        Self { kind, start, end, closed, closes_quote, first_end }
    }

    /// The word that the run ends, with inner stops; empty after anything else.
    pub fn word_before<'t>(&self, text: &'t str, sentence_start: usize) -> &'t str {
        let from = text.floor_char_boundary(self.start.saturating_sub(LONGEST_WORD)).max(sentence_start);
        let before = &text[from..self.start];
        let part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '°' | '\'' | '’');
        let word = &before[before.trim_end_matches(part).len()..];
        word.trim_start_matches(['\'', '’', '.'])
    }
}

/// Bytes of ` . . .` at the start of `tail`: single spaces and stops.
fn spaced_dots(tail: &str) -> usize {
    let mut len = 0;
    loop {
        let Some(rest) = tail[len..].strip_prefix([' ', '\u{a0}']).and_then(|rest| rest.strip_prefix('.'))
        else {
            return len;
        };
        // " .5" is a number.
        if rest.starts_with(char::is_alphanumeric) {
            return len;
        }
        len = tail.len() - rest.len();
    }
}

/// One past the bracket that closes the one at `at`, if it comes soon.
fn skip_brackets(text: &str, at: usize, end: usize) -> usize {
    const LONGEST: usize = 120;
    let window = &text.as_bytes()[at + 1..end.min(at + LONGEST)];
    let next = window.iter().position(|b| matches!(b, b'[' | b']'));
    next.map_or(at + 1, |offset| at + 1 + offset + usize::from(window[offset] == b']'))
}

/// End of the closing quotation marks, brackets and footnote numbers from `at` on, and whether a quotation
/// mark is among them.
fn closers(text: &str, at: usize, end: usize) -> (usize, bool) {
    let mut closed = at;
    let mut quote = false;
    while let Some(c) = text[closed..end].chars().next() {
        let rest = &text[closed..end];
        match c {
            '"' | '”' | '’' | '\'' | '“' | '»' | '›' | '＂' => quote = true,
            ')' | ']' | '}' => {}
            '[' => match footnote(rest) {
                Some(len) => {
                    closed += len;
                    continue;
                }
                None => break,
            },
            _ => break,
        }
        closed += c.len_utf8();
    }
    // A mark that is glued to the word after it opens the next sentence.
    let opens_next = quote && text[closed..end].starts_with(char::is_alphanumeric);
    if opens_next { (at, false) } else { (closed, quote) }
}

/// `[12]` after a stop.
fn footnote(rest: &str) -> Option<usize> {
    let digits = rest.bytes().skip(1).take(4).take_while(u8::is_ascii_digit).count();
    (digits > 0 && rest.as_bytes().get(1 + digits) == Some(&b']')).then_some(digits + 2)
}

/// Start of the quotation whose closing mark is among the closing marks of `stop`.
pub(super) fn closing_quote(closings: &[(usize, usize)], stop: &Stop) -> Option<usize> {
    let from = closings.partition_point(|(end, _)| *end <= stop.end);
    closings.get(from).filter(|(end, _)| *end <= stop.closed).map(|(_, start)| *start)
}

/// What follows a stop.
#[derive(Debug, Clone, Copy)]
pub(super) struct After<'t> {
    /// Bytes of white space.
    pub gap: usize,
    /// Nothing follows.
    pub is_empty: bool,
    /// The first word, behind opening marks, brackets and dashes.
    pub word: &'t str,
    /// The word starts with a digit.
    pub is_number: bool,
    /// The word starts with a lower-case letter, and is no name like iPhone.
    pub is_lower: bool,
    starts_with_dash: bool,
    starts_with_item: bool,
    rest: &'t str,
}

impl<'t> After<'t> {
    /// Reads the start of `tail`, the text after the closing marks.
    pub fn read(tail: &'t str) -> Self {
        let window = &tail[..tail.floor_char_boundary(LONGEST_AFTER)];
        let rest = window.trim_start_matches(is_blank);
        let is_dash = |c: char| matches!(c, '-' | '–' | '—' | '―');
        let skipped = |c: char| is_dash(c) || is_blank(c) || list::is_bullet(c) || OPENERS.contains(&c);
        let from = rest.trim_start_matches(skipped);
        let word_end = from.find(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '-'));
        let word = &from[..word_end.unwrap_or(from.len())];
        let mut chars = word.chars();
        let lower = chars.next().is_some_and(char::is_lowercase);
        Self {
            gap: window.len() - rest.len(),
            is_empty: rest.is_empty(),
            word,
            is_number: word.starts_with(char::is_numeric),
            is_lower: lower && !chars.next().is_some_and(char::is_uppercase),
            starts_with_dash: rest.starts_with(is_dash),
            starts_with_item: list::label(rest)
                .is_some_and(|label| rest[label.len..].trim_start().starts_with(char::is_uppercase)),
            rest: from,
        }
    }

    /// True if what follows goes on with the sentence: a lower-case word that is no list item, or, after a
    /// quotation, a dash with the speaker's name.
    pub fn continues(&self, after_quote: bool) -> bool {
        self.is_lower && !self.starts_with_item || self.starts_with_dash && after_quote
    }

    /// `Ruiz asked.`, `President Ana Ruiz said`: up to five capitalised words and a verb of speech.
    pub fn is_speech_tag(&self) -> bool {
        let mut names = 0;
        for word in self.rest.split_whitespace().take(6) {
            let bare = word.trim_end_matches(['.', ',', ':', ';', '!', '?']);
            if TAG_VERBS.contains(&bare) {
                return names > 0;
            }
            let particle = matches!(word, "de" | "van" | "bin" | "al" | "of" | "del" | "der");
            if !particle && !word.starts_with(char::is_uppercase)
                || bare.len() < word.len() && !word.ends_with('.')
            {
                return false;
            }
            names += 1;
        }
        false
    }
}

/// Marks that may stand before the first word of a sentence.
const OPENERS: [char; 18] =
    ['"', '“', '”', '„', '\'', '‘', '’', '‚', '`', '«', '‹', '(', '[', '{', '¿', '¡', '*', '_'];

/// Verbs that tag a quoted question or cry.
const TAG_VERBS: [&str; 24] = [
    "said",
    "says",
    "asked",
    "asks",
    "told",
    "wrote",
    "writes",
    "added",
    "adds",
    "replied",
    "answered",
    "tweeted",
    "joked",
    "quipped",
    "shouted",
    "wondered",
    "exclaimed",
    "cried",
    "yelled",
    "continued",
    "concluded",
    "demanded",
    "responded",
    "declared",
];
