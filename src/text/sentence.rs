//! Where does a sentence end?
//!
//! At `. ? ! …` with the closing marks and brackets after it, when a capital, number or opening mark
//! follows, unless the stop belongs to an abbreviation, an initial, or a list number. Sentences end inside
//! quotations too. Abbreviations that may be last (`U.S.`, `Co.`) are last before a word that opens
//! sentences.

use super::boundary::{After, Stop, StopKind, closing_quote};
use super::paragraph::{is_blank, trim};
use super::{Span, list};
use crate::lexicon::abbreviations::{Abbreviation, abbreviation, follows_time, is_title};
use crate::lexicon::sentence_openers::opens_sentence;

/// The sentences of `range`, which lies within one paragraph, in order and without white space at their
/// ends. `closings` are the ends and starts of the paragraph's quotations, in order of the ends.
pub(super) fn sentences(text: &str, range: Span, closings: &[(usize, usize)]) -> Vec<Span> {
    let mut splitter = Splitter::new(text, range, closings);
    let items = list::inner_items(text, range);
    let mut items = items.into_iter().peekable();
    let mut at = range.start;
    while let Some(stop) = Stop::next(text, at, range) {
        while let Some(item) = items.next_if(|item| *item <= stop.start) {
            splitter.cut(item);
        }
        if let Some(end) = splitter.end_at(&stop) {
            splitter.cut(end);
        }
        at = stop.closed;
    }
    for item in items {
        splitter.cut(item);
    }
    splitter.cut(range.end);
    splitter.found
}

struct Splitter<'t> {
    text: &'t str,
    range: Span,
    closings: &'t [(usize, usize)],
    /// Where the sentence that is being read starts.
    start: usize,
    /// Its first letter or digit; before one is found, where to go on looking.
    first_word: Result<usize, usize>,
    found: Vec<Span>,
}

impl<'t> Splitter<'t> {
    fn new(text: &'t str, range: Span, closings: &'t [(usize, usize)]) -> Self {
        Self { text, range, closings, start: range.start, first_word: Err(range.start), found: Vec::new() }
    }

    fn cut(&mut self, end: usize) {
        let sentence = trim(self.text, Span::new(self.start, end.max(self.start)));
        if !sentence.is_empty() {
            self.found.push(sentence);
        }
        self.start = end.max(self.start);
        self.first_word = Err(self.start);
    }

    /// A sentence holds at least one letter or digit: "... The" starts with its stop.
    fn holds_words(&mut self, end: usize) -> bool {
        if let Err(from) = self.first_word {
            let word = self.text[from..end].find(char::is_alphanumeric);
            self.first_word = word.map(|offset| from + offset).ok_or(end);
        }
        self.first_word.is_ok_and(|at| at < end)
    }

    /// Where the sentence ends if it ends at this stop.
    fn end_at(&mut self, stop: &Stop) -> Option<usize> {
        if stop.closed >= self.range.end || !self.holds_words(stop.start) {
            return None;
        }
        let after = After::read(&self.text[stop.closed..self.range.end]);
        if after.gap == 0 {
            return self.is_glued(stop, &after).then_some(stop.closed);
        }
        if self.is_tagged_quote(stop, &after) || after.continues(stop.closes_quote) {
            return None;
        }
        let ends = match stop.kind {
            StopKind::Question => !self.is_name_with_mark(stop, &after),
            StopKind::Ellipsis => {
                !after.is_number && !matches!(after.word, "I" | "I'm" | "I’m" | "I've" | "I’ve")
            }
            StopKind::Dot => self.dot_ends(stop, &after),
        };
        ends.then(|| stop.first_end.filter(|_| !after.is_empty).unwrap_or(stop.closed))
    }

    fn dot_ends(&self, stop: &Stop, after: &After) -> bool {
        let word = stop.word_before(self.text, self.start);
        if word.is_empty() {
            return true;
        }
        if self.is_item_label(stop, word) {
            return false;
        }
        let opener = opens_sentence(after.word);
        let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
        if is_initial {
            return opener || stop.closes_quote;
        }
        match abbreviation(word) {
            None => true,
            // A closing quotation mark after the stop is no part of an abbreviation.
            Some(Abbreviation::MayBeLast | Abbreviation::Time) if stop.closes_quote => true,
            Some(Abbreviation::NeverLast) => false,
            Some(Abbreviation::BeforeNumber) => !after.is_number,
            Some(Abbreviation::Date | Abbreviation::MayBeLast) => opener && !after.is_number,
            Some(Abbreviation::Time) => !after.is_number && !follows_time(after.word),
        }
    }

    /// The stop of `1.`, `2.)`, `a.` at the start of the sentence.
    fn is_item_label(&self, stop: &Stop, word: &str) -> bool {
        let head =
            self.text[self.start..stop.start].trim_start_matches(|c| is_blank(c) || list::is_bullet(c));
        head.len() == word.len() && list::label(&self.text[stop.start - word.len()..]).is_some()
    }

    /// `Yahoo! Inc`, `Jeb! Bush`: the mark is part of a name unless a sentence opens after it.
    fn is_name_with_mark(&self, stop: &Stop, after: &After) -> bool {
        const NAMES: [&str; 4] = ["Yahoo", "Jeb", "Jeopardy", "Yum"];
        NAMES.contains(&stop.word_before(self.text, self.start)) && !opens_sentence(after.word)
    }

    /// `"Were you there?" Ruiz asked.`: the quotation and its tag are one sentence, if the quotation is all
    /// that the sentence holds so far.
    fn is_tagged_quote(&self, stop: &Stop, after: &After) -> bool {
        stop.kind == StopKind::Question
            && after.is_speech_tag()
            && closing_quote(self.closings, stop)
                .is_some_and(|quote| self.first_word.is_ok_and(|first| quote < first))
    }

    /// `closed.The`: a missing space after a stop, seen only where no name or address can be meant.
    fn is_glued(&self, stop: &Stop, after: &After) -> bool {
        const LONGEST_ADDRESS: usize = 80;
        let from = self.text.floor_char_boundary(stop.start.saturating_sub(LONGEST_ADDRESS));
        let before = &self.text[from.max(self.start)..stop.start];
        let mut last = before.chars().rev();
        let lower = |c: Option<char>| c.is_some_and(|c| c.is_lowercase() || c.is_ascii_digit());
        let plain = lower(last.next()) && lower(last.next());
        let capitalised = after.word.chars().nth(1).is_none_or(char::is_lowercase);
        let starts = opens_sentence(after.word) || is_title(after.word);
        let chunk = before.rsplit(char::is_whitespace).next().unwrap_or("");
        plain
            && !after.is_lower
            && capitalised
            && starts
            && !chunk.contains(['/', '@'])
            && !chunk.starts_with("www")
    }
}
