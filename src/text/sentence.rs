//! Where does a sentence end?
//!
//! At `. ? ! …` with the closing marks and brackets after it, when a capital, number or opening mark
//! follows, unless the stop belongs to an abbreviation, an initial, or a list number. Sentences end inside
//! quotations too. Abbreviations that may be last (`U.S.`, `Co.`) are last before a word that opens
//! sentences.

use super::boundary::{After, Start, Stop, StopKind, closing_quote};
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

/// No sentence is longer, in bytes. News has none of half the length; what is longer is a text without stops, in which
/// every mention of the sentence would cost as much as the text.
const LONGEST: usize = 2048;

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
        let mut sentence = trim(self.text, Span::new(self.start, end.max(self.start)));
        while sentence.len() > LONGEST {
            let middle = self.space_in(sentence);
            self.found.push(trim(self.text, Span::new(sentence.start, middle)));
            sentence = trim(self.text, Span::new(middle, sentence.end));
        }
        if !sentence.is_empty() {
            self.found.push(sentence);
        }
        self.start = end.max(self.start);
        self.first_word = Err(self.start);
    }

    /// Where a text without ends of sentences is cut: at the last space before the longest sentence is full.
    fn space_in(&self, sentence: Span) -> usize {
        let full = self.text.floor_char_boundary(sentence.start + LONGEST);
        let space = self.text[sentence.start..full].rfind(char::is_whitespace);
        space.filter(|&offset| offset > 0).map_or(full, |offset| sentence.start + offset)
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
                after.start != Start::Number && !matches!(after.word, "I" | "I'm" | "I’m" | "I've" | "I’ve")
            }
            StopKind::Dot => self.dot_ends(stop, &after),
        };
        ends.then(|| stop.first_end.filter(|_| after.start != Start::Nothing).unwrap_or(stop.closed))
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
        let is_number = after.start == Start::Number;
        let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
        if is_initial {
            return opener || stop.closes_quote;
        }
        match abbreviation(word) {
            None => true,
            // A closing quotation mark after the stop is no part of an abbreviation.
            Some(Abbreviation::MayBeLast | Abbreviation::Time) if stop.closes_quote => true,
            Some(Abbreviation::NeverLast) => false,
            Some(Abbreviation::BeforeNumber) => !is_number,
            Some(Abbreviation::Date | Abbreviation::MayBeLast) => opener && !is_number,
            Some(Abbreviation::Time) => !is_number && !follows_time(after.word),
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
        let starts = after.is_plain_word() && (opens_sentence(after.word) || is_title(after.word));
        let second = after.word.chars().nth(1);
        let capitalised = after.start == Start::Capital && second.is_none_or(char::is_lowercase);
        let chunk = before.rsplit(char::is_whitespace).next().unwrap_or("");
        let is_address = chunk.contains(['/', '@']) || chunk.starts_with("www");
        plain && capitalised && starts && !is_address
    }
}

#[cfg(test)]
mod tests {
    use super::super::quote::ParagraphQuotes;
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let whole = Span::new(0, text.len());
        let closings = ParagraphQuotes::read(text, whole).closings();
        sentences(text, whole, &closings).iter().map(|s| s.of(text)).collect()
    }

    /// Each case is one paragraph with `|` where a sentence ends.
    fn check(cases: &[&str]) {
        for case in cases {
            let expected: Vec<&str> = case.split('|').map(str::trim).collect();
            assert_eq!(split(&case.replace('|', "")), expected, "{case}");
        }
    }

    #[test]
    fn stops_with_a_capital_after_them_end_a_sentence() {
        check(&[
            "Ruiz left. |Who stayed? |Nobody!! |Really?! |Yes.",
            "The site www.port.example.com is down. |Write to Ana.Ruiz@port.example. |Wait.",
            "She paid $3.50. |It rained. |20 people left.",
            "He works at Yahoo! in Lima. |The Yahoo! Japan unit closed.",
            "What next -- if anything? -- is open.",
        ]);
    }

    #[test]
    fn titles_and_initials_do_not_end_a_sentence() {
        check(&[
            "Mr. Ruiz met Sen. Ana J. Park and Lt. Gov. Lee. |They left.",
            "J. F. K. Ruiz sang. |It was you and I. |Did Albert I. Park hear?",
            "St. Paul is on Mt. Lee. |See p. 7, e.g. No. 5. |No. |We won't.",
        ]);
    }

    #[test]
    fn an_abbreviation_is_last_before_a_sentence_opener() {
        check(&[
            "The U.S. Navy left the U.S. |The U.N. report came on Aug. 31 as planned. |In Sept. it rained.",
            "Ruiz & Co. closed. |Park Inc. Chairman Lee left Park Inc. |He sang.",
            "It was 5 p.m. Monday. |Ruiz, a Ph.D. student, left. |Then it was 7 p.m. |Ruiz came.",
            "He moved to Tamarac, Fla. |The club, in Mass. General's wing, closed.",
            "Tell Sec. Ruiz what the SEC. |The agency knows.",
        ]);
    }

    #[test]
    fn an_ellipsis_ends_a_sentence_only_before_a_capital() {
        check(&[
            "You cannot... hurt us. |She left.... |He stayed.",
            "Well … what I mean . . . is this. |So... I left.",
            "It ended there . . . . |Next came rain.",
        ]);
        assert_eq!(split("It ended. . . . The rain came."), ["It ended.", ". . . The rain came."]);
    }

    #[test]
    fn closing_marks_stay_with_their_sentence() {
        check(&[
            "\"We go.\" |\"They stay,\" she said. |\"That is all.\"",
            "“We left the U.S.” |Ruiz agreed. |(He had stayed.) |[She too.] |The end.[12] |More.",
            "He teaches (he left in 2009.) at the port. |'We go.' |She came.",
            "She asked [who? When?] and left.",
        ]);
    }

    #[test]
    fn sentences_end_inside_quotations_and_tags_stay_with_theirs() {
        check(&[
            "\"We go. |They stay,\" Ruiz said. |\"Why? |Nobody knows.\"",
            "\"Were you there?\" Ana Ruiz asked. |\"No!\" President Lee shouted.",
            "He asked: \"Why?\" |Ruiz said nothing.",
            "\"We won't leave.\" - Ana Ruiz",
        ]);
    }

    #[test]
    fn list_items_within_a_paragraph_are_sentences() {
        check(&[
            "1. Wages rise |2. Hours fall",
            "1.) Wages rise. |2.) Hours fall.",
            "• Wages rise |• Hours fall",
            "(a) Wages rise. |(b) Hours fall.",
        ]);
    }

    #[test]
    fn a_text_without_stops_is_cut_at_spaces() {
        let text = "and so on ".repeat(2000);
        let found = sentences(&text, Span::new(0, text.len()), &[]);
        assert!(found.iter().all(|s| s.len() <= LONGEST && s.of(&text).split(' ').all(|w| !w.is_empty())));
        assert_eq!(found.iter().map(|s| s.of(&text).split(' ').count()).sum::<usize>(), 6000);
        let solid = "é".repeat(5000);
        assert_eq!(sentences(&solid, Span::new(0, solid.len()), &[]).len(), 5);
    }

    #[test]
    fn a_missing_space_is_seen_before_a_sentence_opener() {
        assert_eq!(split("Ruiz left.The port closed."), ["Ruiz left.", "The port closed."]);
        assert_eq!(split("See port.The.example.com/a.The now."), ["See port.The.example.com/a.The now."]);
    }
}
