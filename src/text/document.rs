//! A text cut into paragraphs, sentences, tokens and quotations, with the boilerplate that was set aside.

use std::ops::Range;

use super::paragraph::{Paragraph, paragraphs, trim};
use super::quote::{ParagraphQuotes, link};
use super::sentence::sentences;
use super::token::tokenize_within;
use super::{Span, Token, boilerplate, dateline::dateline};

/// What stands where in one text. Every span is a byte range into `text`, which is never changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document<'t> {
    /// The original text.
    pub text: &'t str,
    /// All tokens of all sentences, in order; boilerplate has none.
    pub tokens: Vec<Token>,
    /// The sentences, in order.
    pub sentences: Vec<Sentence>,
    /// The quotations, by their first byte; a nested one follows the one around it.
    pub quotes: Vec<Quote>,
    /// Boilerplate that was set aside: "read more", credits, standards lines, datelines.
    pub removed: Vec<Removed>,
}

/// One sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, without white space and boilerplate at its ends.
    pub span: Span,
    /// Its tokens, as a range into [`Document::tokens`].
    pub tokens: Range<usize>,
    /// Number of its paragraph, from 0.
    pub paragraph: usize,
    /// What kind of line it stands in.
    pub kind: SentenceKind,
}

/// What kind of line a sentence stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SentenceKind {
    /// The title or a heading: a short line without a full stop.
    Heading,
    /// An item of a list.
    Bullet,
    /// Running text.
    Prose,
}

impl SentenceKind {
    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Bullet => "bullet",
            Self::Prose => "prose",
        }
    }
}

/// One quotation within one paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// With its marks.
    pub span: Span,
    /// Without its marks.
    pub inner: Span,
    /// False when the paragraph ended before a closing mark.
    pub closed: bool,
    /// The quotation of the paragraph before that this one carries on.
    pub continues: Option<usize>,
    /// How many quotations stand around it.
    pub depth: u8,
}

/// Text that was set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Removed {
    /// Where it stands.
    pub span: Span,
    /// Why it is no part of the story.
    pub reason: RemovedReason,
}

/// Why text was set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RemovedReason {
    /// "read more", "Register now", "Advertisement" and their like.
    Link,
    /// "Reporting by …; Editing by …", "By NAME".
    Credit,
    /// Photo and video credits and captions marked as such.
    PhotoCredit,
    /// "Our Standards: …", copyright lines.
    Standards,
    /// `CITY, Month day (Agency) -` at the start of the story.
    Dateline,
}

impl RemovedReason {
    /// Its name in files and tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Credit => "credit",
            Self::PhotoCredit => "photo-credit",
            Self::Standards => "standards",
            Self::Dateline => "dateline",
        }
    }
}

impl<'t> Document<'t> {
    /// Cuts `text` into paragraphs, sentences, tokens and quotations and sets boilerplate aside. Any text will
    /// do; the time is linear in its length.
    pub fn new(text: &'t str) -> Self {
        Reader::new(text).read()
    }

    /// The tokens of a sentence.
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        &self.tokens[sentence.tokens.clone()]
    }

    /// The characters of a sentence.
    pub fn text_of(&self, sentence: &Sentence) -> &'t str {
        sentence.span.of(self.text)
    }
}

/// The longest heading, in words; a title may be longer than the headings below it.
const LONGEST_TITLE: usize = 30;
const LONGEST_HEADING: usize = 15;

/// Fills a document paragraph by paragraph.
struct Reader<'t> {
    document: Document<'t>,
    quotes: Vec<ParagraphQuotes>,
    /// Paragraphs with sentences so far.
    paragraphs: usize,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str) -> Self {
        let (tokens, sentences, quotes, removed) =
            (Vec::with_capacity(text.len() / 5), vec![], vec![], vec![]);
        let document = Document { text, tokens, sentences, quotes, removed };
        Self { document, quotes: Vec::new(), paragraphs: 0 }
    }

    fn read(mut self) -> Document<'t> {
        let paragraphs = paragraphs(self.document.text);
        for paragraph in &paragraphs {
            self.paragraph(*paragraph, paragraphs.len() > 1);
        }
        self.document.quotes = link(&self.quotes);
        self.document
    }

    fn paragraph(&mut self, paragraph: Paragraph, one_of_many: bool) {
        let text = self.document.text;
        let dateline = dateline(text, paragraph.span);
        let mut body = paragraph.span;
        if let Some(span) = dateline {
            body.start = span.end;
            self.document.removed.push(Removed { span: trim(text, span), reason: RemovedReason::Dateline });
        }
        let kept = boilerplate::cut(text, body, &mut self.document.removed);
        let (Some(first), Some(last)) = (kept.first(), kept.last()) else { return };
        let quotes = ParagraphQuotes::read(text, Span::new(first.start, last.end));
        let closings = quotes.closings();
        let mut found: Vec<Span> = kept.iter().flat_map(|part| sentences(text, *part, &closings)).collect();
        let whole_line = found.len() == 1;
        found.retain(|span| match boilerplate::reason(span.of(text), whole_line) {
            Some(reason) => {
                self.document.removed.push(Removed { span: *span, reason });
                false
            }
            None => true,
        });
        if found.is_empty() {
            return;
        }
        let kind = self.kind_of(paragraph, &found, one_of_many);
        for span in found {
            self.sentence(span, kind);
        }
        self.quotes.push(quotes);
        self.paragraphs += 1;
    }

    fn sentence(&mut self, span: Span, kind: SentenceKind) {
        let from = self.document.tokens.len();
        self.document.tokens.extend(tokenize_within(self.document.text, span));
        let tokens = from..self.document.tokens.len();
        self.document.sentences.push(Sentence { span, tokens, paragraph: self.paragraphs, kind });
    }

    /// A heading is one short sentence without a full stop or speech; the title may also be a question.
    fn kind_of(&self, paragraph: Paragraph, found: &[Span], one_of_many: bool) -> SentenceKind {
        if paragraph.bullet {
            return SentenceKind::Bullet;
        }
        let [line] = found else { return SentenceKind::Prose };
        let line = line.of(self.document.text);
        let bare = line.trim_end_matches(['"', '\'', '”', '’', ')']);
        let is_title = self.paragraphs == 0;
        let open_ended =
            !bare.ends_with(['.', '…', ':', ';', ',']) && (is_title || !bare.ends_with(['?', '!']));
        let longest = if is_title { LONGEST_TITLE } else { LONGEST_HEADING };
        let short = line.split_whitespace().nth(longest).is_none();
        if one_of_many && open_ended && short { SentenceKind::Heading } else { SentenceKind::Prose }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::time::{Duration, Instant};

    const ARTICLE: &str = "\u{feff}Port strike ends\r\n\r\n  • Dockers back pay deal\r\n\r\nLIMA, May 3 (Andina) - \"We \
        go back,\" Ana Ruiz 🙂 said on Monday. The Cafe\u{301}\u{a0}Union agreed. read more\r\n\r\n\"It is over. \
        \r\n\r\n\"We won,\" she said.\r\n\r\nReporting by Leo Park; Editing by Kim Minh\r\n";

    fn sentences(document: &Document) -> Vec<(String, SentenceKind, usize)> {
        let row = |s: &Sentence| (document.text_of(s).to_owned(), s.kind, s.paragraph);
        document.sentences.iter().map(row).collect()
    }

    #[test]
    fn an_article_is_cut_into_its_parts() {
        use SentenceKind::{Bullet, Heading, Prose};
        let document = Document::new(ARTICLE);
        let expected = [
            ("Port strike ends", Heading, 0),
            ("• Dockers back pay deal", Bullet, 1),
            ("\"We go back,\" Ana Ruiz 🙂 said on Monday.", Prose, 2),
            ("The Cafe\u{301}\u{a0}Union agreed.", Prose, 2),
            ("\"It is over.", Prose, 3),
            ("\"We won,\" she said.", Prose, 4),
        ];
        assert_eq!(sentences(&document), expected.map(|(text, kind, n)| (text.to_owned(), kind, n)));
        let removed: Vec<_> = document.removed.iter().map(|r| (r.span.of(ARTICLE), r.reason)).collect();
        let expected = [
            ("LIMA, May 3 (Andina) -", RemovedReason::Dateline),
            ("read more", RemovedReason::Link),
            ("Reporting by Leo Park; Editing by Kim Minh", RemovedReason::Credit),
        ];
        assert_eq!(removed, expected);
        let quotes: Vec<_> = document.quotes.iter().map(|q| (q.inner.of(ARTICLE), q.continues)).collect();
        assert_eq!(quotes, [("We go back,", None), ("It is over.", None), ("We won,", Some(1))]);
        let first = &document.sentences[0];
        assert_eq!(document.tokens_of(first).len(), 3);
    }

    #[test]
    fn line_ends_do_not_matter() {
        let unix = ARTICLE.replace("\r\n", "\n");
        assert_eq!(sentences(&Document::new(&unix)), sentences(&Document::new(ARTICLE)));
    }

    #[test]
    fn a_text_of_one_line_is_prose() {
        assert_eq!(Document::new("Ruiz backs the strike").sentences[0].kind, SentenceKind::Prose);
        assert!(Document::new(" \r\n\u{a0}").sentences.is_empty());
    }

    #[test]
    fn time_grows_with_length_alone() {
        const BYTES: usize = 400_000;
        let start = Instant::now();
        for unit in [
            "a",
            "word ",
            "The port closed. ",
            "\"",
            "'",
            "“a ",
            " 'a",
            "dogs' a ",
            "“‘a’ b ",
            ".",
            ". ",
            "? ",
            "'...a",
            "[",
            "(",
            "• a ",
            "1. A ",
            "a\n",
            "\"We go.\n\n",
            "read more ",
            "(Photo by ",
            "A — ",
            "aa.",
        ] {
            Document::new(&unit.repeat(BYTES / unit.len()));
        }
        // A scan that starts again at every mark would take minutes.
        assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    }

    /// Texts made of what the rules look for.
    fn newsy() -> impl Strategy<Value = String> {
        let pieces = [
            "\"",
            "“",
            "”",
            "„",
            "'",
            "’",
            "‘",
            "''",
            "«",
            "»",
            ". ",
            "? ",
            "...",
            ".",
            ", ",
            " ",
            "\n",
            "\n\n",
            "\r\n",
            "\u{a0}",
            "🙂",
            "e\u{301}",
            "Ruiz ",
            "said",
            "the ",
            " The ",
            "U.S. ",
            "(",
            ")",
            "[",
            "]",
            " read more ",
            "GENEVA, Sept 9 (Reuters) - ",
            " Image: ",
            "1. ",
            "• ",
            "(Reporting by Ana)",
            " — ",
            "drivers' ",
            "Mr. ",
            "Friday, May 7, 2021 ",
            "\nBy Ana Ruiz\n",
            "© 2021",
        ];
        prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..60).prop_map(|parts| parts.concat())
    }

    fn check(text: &str) -> std::result::Result<(), TestCaseError> {
        let document = Document::new(text);
        let mut end = 0;
        let mut token = 0;
        for sentence in &document.sentences {
            let slice = text.get(sentence.span.start..sentence.span.end);
            prop_assert!(slice.is_some_and(|s| !s.is_empty() && s.trim() == s));
            prop_assert!(sentence.span.start >= end && sentence.tokens.start == token);
            prop_assert!(document.tokens_of(sentence).iter().all(|t| sentence.span.contains(t.span)));
            (end, token) = (sentence.span.end, sentence.tokens.end);
        }
        prop_assert_eq!(token, document.tokens.len());
        for removed in &document.removed {
            prop_assert!(text.get(removed.span.start..removed.span.end).is_some());
            prop_assert!(document.sentences.iter().all(|s| !s.span.overlaps(removed.span)));
        }
        for (i, quote) in document.quotes.iter().enumerate() {
            let before = &document.quotes[..i];
            let slices = [quote.span, quote.inner].map(|s| text.get(s.start..s.end).is_some());
            prop_assert!(slices == [true; 2] && quote.span.contains(quote.inner));
            prop_assert!(before.iter().all(|q| q.span.start <= quote.span.start));
            let around = before.iter().filter(|q| q.span.overlaps(quote.span));
            prop_assert!(around.clone().all(|q| q.span.contains(quote.span)), "{:?}", document.quotes);
            prop_assert_eq!(around.count(), usize::from(quote.depth));
            prop_assert!(quote.continues.is_none_or(|k| k < i && !document.quotes[k].closed));
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn spans_slice_the_original_in_order(text in newsy()) {
            check(&text)?;
        }

        #[test]
        fn any_text_will_do(text in "\\PC*") {
            check(&text)?;
        }

        #[test]
        fn every_letter_is_in_a_sentence_or_set_aside(text in newsy()) {
            let document = Document::new(&text);
            let spans: Vec<Span> = document.sentences.iter().map(|s| s.span)
                .chain(document.removed.iter().map(|r| r.span)).collect();
            for (at, _) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
                prop_assert!(spans.iter().any(|s| s.start <= at && at < s.end), "{} in {:?}", at, text);
            }
        }

        #[test]
        fn a_paragraph_without_marks_changes_nothing_before_it(start in newsy()) {
            let text = format!("Title\n\nRuiz left.\n\n{start}");
            let longer = format!("{text}\n\nThe port closed on Monday.");
            let (document, longer) = (Document::new(&text), Document::new(&longer));
            prop_assert_eq!(&document.sentences[..], &longer.sentences[..document.sentences.len()]);
            prop_assert_eq!(document.quotes, longer.quotes);
            prop_assert_eq!(document.removed, longer.removed);
        }
    }
}
