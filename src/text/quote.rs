//! Which stretches of a text stand between quotation marks?
//!
//! Marks are paired by what stands around them, with a stack, one paragraph at a time; parity is never
//! trusted. An opening mark has space, a bracket or the start before it, a closing mark has a letter or stop
//! before it. Marks that find no partner are ignored, except that an open quotation is carried on when the
//! next paragraph starts with a mark again, as newspapers print speech of several paragraphs.

use super::quote_mark::{Direction, Family, Mark, marks};
use super::{Quote, Span};

/// The quotations of one paragraph, before its neighbours are known.
#[derive(Debug, Default)]
pub(super) struct ParagraphQuotes {
    closed: Vec<Found>,
    unclosed: Option<Found>,
    /// Family of the mark that the paragraph starts with.
    first_mark: Option<(usize, Family)>,
}

#[derive(Debug, Clone, Copy)]
struct Found {
    span: Span,
    inner: Span,
    family: Family,
}

impl ParagraphQuotes {
    /// Pairs the marks of `paragraph`, a range into `text`.
    pub fn read(text: &str, paragraph: Span) -> Self {
        let marks = marks(text, paragraph);
        let first_mark = marks.first().filter(|m| m.span.start == paragraph.start);
        let first_mark = first_mark.map(|m| (m.span.start, m.family));
        let mut pairing = Pairing::default();
        for mark in &marks {
            pairing.take(mark);
        }
        let (closed, unclosed) = pairing.finish(paragraph.end);
        Self { closed, unclosed, first_mark }
    }

    /// Where quotations of this paragraph close, as (end with mark, start with mark), in order of the end.
    pub fn closings(&self) -> Vec<(usize, usize)> {
        let mut closings: Vec<_> = self.closed.iter().map(|q| (q.span.end, q.span.start)).collect();
        closings.sort_unstable();
        closings
    }

    fn opens_with(&self, family: Family) -> bool {
        self.first_mark.is_some_and(|(_, first)| first == family)
    }
}

/// All quotations in order, with those linked that run over several paragraphs.
pub(super) fn link(paragraphs: &[ParagraphQuotes]) -> Vec<Quote> {
    let mut quotes = Vec::new();
    // The open quotation of the paragraph before: its index and family.
    let mut carried: Option<(usize, Family)> = None;
    for (i, paragraph) in paragraphs.iter().enumerate() {
        let from = carried.filter(|(_, family)| paragraph.opens_with(*family));
        // What is carried in stays a quotation even if nothing ever closes it.
        let goes_on = |q: &Found| {
            let starts_here = paragraph.first_mark.is_some_and(|(at, _)| at == q.span.start);
            paragraphs.get(i + 1).is_some_and(|next| next.opens_with(q.family))
                || from.is_some() && starts_here
        };
        let unclosed = paragraph.unclosed.filter(goes_on);
        let mut found: Vec<(Found, bool)> = paragraph.closed.iter().map(|q| (*q, true)).collect();
        found.extend(unclosed.map(|q| (q, false)));
        found.sort_by_key(|(q, _)| (q.span.start, std::cmp::Reverse(q.span.end)));

        let base = quotes.len();
        append(&mut quotes, &found);
        if let Some((index, _)) = from
            && let Some(first) = quotes.get_mut(base)
            && Some(first.span.start) == paragraph.first_mark.map(|(at, _)| at)
        {
            first.continues = Some(index);
        }
        let last_open = (base..quotes.len()).find(|&k| !quotes[k].closed);
        carried = last_open.zip(unclosed.map(|q| q.family));
    }
    quotes
}

/// Adds quotations sorted by their start, with the number of those around each.
fn append(quotes: &mut Vec<Quote>, found: &[(Found, bool)]) {
    let mut around: Vec<usize> = Vec::new();
    for (q, closed) in found {
        while around.last().is_some_and(|end| *end <= q.span.start) {
            around.pop();
        }
        let depth = u8::try_from(around.len()).unwrap_or(u8::MAX);
        quotes.push(Quote { span: q.span, inner: q.inner, closed: *closed, continues: None, depth });
        around.push(q.span.end);
    }
}

/// An opening mark that waits for its partner.
#[derive(Debug, Clone, Copy)]
struct Waiting {
    mark: Span,
    family: Family,
    /// A single mark after "s" and before a word: the end of the quotation only if no better one comes.
    weak_close: Option<Span>,
}

impl Waiting {
    fn close(self, mark: Span) -> Found {
        Found {
            span: Span::new(self.mark.start, mark.end),
            inner: Span::new(self.mark.end, mark.start),
            family: self.family,
        }
    }
}

#[derive(Debug, Default)]
struct Pairing {
    stack: Vec<Waiting>,
    open: [usize; Family::COUNT],
    closed: Vec<Found>,
}

impl Pairing {
    fn take(&mut self, mark: &Mark) {
        let open = self.open[mark.family as usize] > 0;
        let single = matches!(mark.family, Family::Single);
        // A single mark closes only the innermost quotation: anything else is an apostrophe.
        let open = open && (!single || self.stack.last().is_some_and(|w| w.family == Family::Single));
        match mark.direction(open) {
            Some(Direction::Open) => self.open(mark),
            Some(Direction::Close) if mark.maybe_possessive => {
                if let Some(waiting) = self.stack.last_mut() {
                    waiting.weak_close.get_or_insert(mark.span);
                }
            }
            Some(Direction::Close) => self.close(mark),
            None => {}
        }
    }

    fn open(&mut self, mark: &Mark) {
        if mark.family == Family::Single && self.stack.last().is_some_and(|w| w.weak_close.is_some()) {
            self.drop_last();
        }
        self.open[mark.family as usize] += 1;
        self.stack.push(Waiting { mark: mark.span, family: mark.family, weak_close: None });
    }

    fn close(&mut self, mark: &Mark) {
        while let Some(waiting) = self.stack.last().copied() {
            if waiting.family == mark.family {
                self.stack.pop();
                self.open[mark.family as usize] -= 1;
                self.closed.push(waiting.close(mark.span));
                return;
            }
            self.drop_last();
        }
    }

    /// Gives up on the innermost opening mark, or takes its weak partner.
    fn drop_last(&mut self) {
        if let Some(waiting) = self.stack.pop() {
            self.open[waiting.family as usize] -= 1;
            self.closed.extend(waiting.weak_close.map(|mark| waiting.close(mark)));
        }
    }

    /// What is closed, and the innermost double quotation (or else single one) that is still open.
    fn finish(mut self, end: usize) -> (Vec<Found>, Option<Found>) {
        let still_open = |w: &&Waiting| w.weak_close.is_none() && w.mark.end < end;
        let last_of = |single: bool| {
            let wanted = |w: &&Waiting| (w.family == Family::Single) == single;
            self.stack.iter().rev().filter(still_open).find(wanted).copied()
        };
        let unclosed = last_of(false).or_else(|| last_of(true)).map(|w| w.close(Span::new(end, end)));
        while !self.stack.is_empty() {
            self.drop_last();
        }
        // An open quotation starts after everything that was closed, or holds it whole.
        let crosses =
            |q: &Found, open: &Found| q.span.start < open.span.start && open.span.start < q.span.end;
        let unclosed = unclosed.filter(|open| !self.closed.iter().any(|q| crosses(q, open)));
        (self.closed, unclosed)
    }
}
