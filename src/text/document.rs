//! A text cut into paragraphs, sentences, tokens and quotations, with the boilerplate that was set aside.

use std::ops::Range;

use super::{Span, Token};

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
    /// The tokens of a sentence.
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        &self.tokens[sentence.tokens.clone()]
    }

    /// The characters of a sentence.
    pub fn text_of(&self, sentence: &Sentence) -> &'t str {
        sentence.span.of(self.text)
    }
}
