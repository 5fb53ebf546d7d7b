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
