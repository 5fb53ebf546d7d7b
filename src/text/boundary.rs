//! What stands at a possible end of a sentence: the stop, the word before it, what comes after it.

use super::Span;
use super::list;
use super::paragraph::is_blank;
use crate::lexicon::abbreviations::is_title;

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
    /// The first stop in `range` at or after `from`. Of those in square brackets, an editor's insertions, only
    /// one right before the closing bracket counts.
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

/// Where to go on behind the bracket at `at`: past the one that closes it, if it comes soon, or at a stop
/// between a word and that one.
fn skip_brackets(text: &str, at: usize, end: usize) -> usize {
    const LONGEST: usize = 120;
    let window = &text.as_bytes()[at + 1..end.min(at + LONGEST)];
    let Some(next) = window.iter().position(|b| matches!(b, b'[' | b']')) else { return at + 1 };
    match &window[..next] {
        _ if window[next] == b'[' => at + 1 + next,
        [.., before, b'.' | b'?' | b'!'] if before.is_ascii_alphanumeric() => at + next,
        _ => at + 2 + next,
    }
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

/// How the text after a stop starts, behind opening marks, brackets and dashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    /// There is no text.
    Nothing,
    /// A lower-case letter, but no name like iPhone.
    Lower,
    /// A digit.
    Number,
    /// A capital, or a letter of a script without case, or a symbol.
    Capital,
}

/// What follows a stop.
#[derive(Debug, Clone, Copy)]
pub(super) struct After<'t> {
    /// Bytes of white space.
    pub gap: usize,
    /// How the first word starts.
    pub start: Start,
    /// The first word, behind opening marks, brackets and dashes.
    pub word: &'t str,
    starts_with_dash: bool,
    starts_with_item: bool,
    /// The text from the first word on.
    rest: &'t str,
}

impl<'t> After<'t> {
    /// Reads the start of `tail`, the text after the closing marks.
    pub fn read(tail: &'t str) -> Self {
        let window = &tail[..tail.floor_char_boundary(LONGEST_AFTER)];
        let spaced = window.trim_start_matches(is_blank);
        let is_dash = |c: char| matches!(c, '-' | '–' | '—' | '―');
        let skipped = |c: char| is_dash(c) || is_blank(c) || list::is_bullet(c) || OPENERS.contains(&c);
        let rest = spaced.trim_start_matches(skipped);
        let word_end = rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '-'));
        let word = &rest[..word_end.unwrap_or(rest.len())];
        let is_item = |label: list::Label| spaced[label.len..].trim_start().starts_with(char::is_uppercase);
        Self {
            gap: window.len() - spaced.len(),
            start: if spaced.is_empty() { Start::Nothing } else { Start::of(word) },
            word,
            starts_with_dash: spaced.starts_with(is_dash),
            starts_with_item: list::label(spaced).is_some_and(is_item),
            rest,
        }
    }

    /// True if what follows goes on with the sentence: a lower-case word that is no list item, or, after a
    /// quotation, a dash with the speaker's name.
    pub fn continues(&self, after_quote: bool) -> bool {
        self.start == Start::Lower && !self.starts_with_item || self.starts_with_dash && after_quote
    }

    /// True if white space or a comma ends the first word, or the stop of a title.
    pub fn is_plain_word(&self) -> bool {
        let behind = &self.rest[self.word.len()..];
        behind.starts_with(|c: char| c == ',' || is_blank(c))
            || is_title(self.word) && behind.starts_with('.')
    }

    /// `Ruiz asked.`, `President Ana Ruiz said`: up to five capitalised words and a verb of speech.
    pub fn is_speech_tag(&self) -> bool {
        for (names, word) in self.rest.split_whitespace().take(6).enumerate() {
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
        }
        false
    }
}

impl Start {
    fn of(word: &str) -> Self {
        let mut chars = word.chars();
        match chars.next() {
            Some(c) if c.is_numeric() => Self::Number,
            Some(c) if c.is_lowercase() && !chars.next().is_some_and(char::is_uppercase) => Self::Lower,
            _ => Self::Capital,
        }
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
