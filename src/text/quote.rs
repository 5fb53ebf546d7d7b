//! Which stretches of a text stand between quotation marks?
//!
//! Marks are paired by what stands around them, with a stack, one paragraph at a time; parity is never
//! trusted. An opening mark has space, a bracket or the start before it, a closing mark has a letter or stop
//! before it. Marks that find no partner are ignored, with one exception: a quotation that is open at the end
//! of a paragraph is carried on when the next paragraph starts with a mark again, as newspapers print speech
//! of several paragraphs, or when it holds the closing mark alone.

use super::quote_mark::{Direction, Family, Mark, marks};
use super::{Quote, Span};

/// The quotations of one paragraph, before its neighbours are known.
#[derive(Debug)]
pub(super) struct ParagraphQuotes {
    closed: Vec<Found>,
    /// Open at the end of the paragraph.
    unclosed: Option<Found>,
    /// The family of the mark that the paragraph starts with.
    first_mark: Option<Family>,
    /// From the start of the paragraph to a closing mark that stands before any opening mark.
    headless: Option<Found>,
    start: usize,
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
        let first = marks.first();
        let first_mark = first.filter(|m| m.span.start == paragraph.start).map(|m| m.family);
        let headless = first.filter(|m| m.family != Family::Single && m.only_closes()).map(|m| Found {
            span: Span::new(paragraph.start, m.span.end),
            inner: Span::new(paragraph.start, m.span.start),
            family: m.family,
        });
        let mut pairing = Pairing::default();
        for mark in &marks {
            pairing.take(mark);
        }
        let (closed, unclosed) = pairing.finish(paragraph.end);
        Self { closed, unclosed, first_mark, headless, start: paragraph.start }
    }

    /// Where quotations of this paragraph close, as (end with mark, start with mark), in order of the end.
    pub fn closings(&self) -> Vec<(usize, usize)> {
        let mut closings: Vec<_> = self.closed.iter().map(|q| (q.span.end, q.span.start)).collect();
        closings.sort_unstable();
        closings
    }

    /// True if a quotation of the paragraph before may go on here.
    fn carries_on(&self, family: Family) -> bool {
        self.first_mark == Some(family) || self.headless.is_some_and(|q| q.family == family)
    }

    /// What stands between marks here, in order, with whether it is closed. `carried` is what was open before
    /// this paragraph, `next` is the paragraph after it.
    fn found(&self, carried: Option<Family>, next: Option<&Self>) -> Vec<(Found, bool)> {
        // What is carried in stays a quotation even if nothing ever closes it.
        let goes_on = |q: &Found| {
            next.is_some_and(|next| next.carries_on(q.family))
                || carried.is_some() && q.span.start == self.start
        };
        let headless = self.headless.filter(|q| carried == Some(q.family));
        let closed = self.closed.iter().chain(&headless).map(|q| (*q, true));
        let mut found: Vec<_> = closed.chain(self.unclosed.filter(goes_on).map(|q| (q, false))).collect();
        found.sort_by_key(|(q, _)| (q.span.start, std::cmp::Reverse(q.span.end)));
        found
    }
}

/// All quotations in order, with those linked that run over several paragraphs.
pub(super) fn link(paragraphs: &[ParagraphQuotes]) -> Vec<Quote> {
    let mut quotes: Vec<Quote> = Vec::new();
    // The open quotation of the paragraph before: its index and family.
    let mut carried: Option<(usize, Family)> = None;
    for (i, paragraph) in paragraphs.iter().enumerate() {
        let from = carried.filter(|(_, family)| paragraph.carries_on(*family));
        let found = paragraph.found(from.map(|(_, family)| family), paragraphs.get(i + 1));
        let base = quotes.len();
        append(&mut quotes, &found);
        if let Some(first) = quotes.get_mut(base).filter(|first| first.span.start == paragraph.start) {
            first.continues = from.map(|(index, _)| index);
        }
        carried = found.iter().position(|(_, closed)| !closed).map(|k| (base + k, found[k].0.family));
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

/// Marks that may be open at a time: more than any writer nests. Of more, the outermost are given up; so every place
/// of a text stands in a bounded number of quotations, whatever its marks.
const DEEPEST: usize = 8;

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
        if self.stack.len() == DEEPEST {
            let outermost = self.stack.remove(0);
            self.open[outermost.family as usize] -= 1;
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

#[cfg(test)]
mod tests {
    use super::*;

    fn quotes(text: &str) -> Vec<Quote> {
        let mut at = 0;
        let paragraphs: Vec<_> = text
            .split_inclusive('\n')
            .map(|line| {
                let start = at;
                at += line.len();
                ParagraphQuotes::read(text, Span::new(start, start + line.trim_end().len()))
            })
            .collect();
        link(&paragraphs)
    }

    fn inner(text: &str) -> Vec<&str> {
        quotes(text).iter().map(|q| q.inner.of(text)).collect()
    }

    #[test]
    fn every_kind_of_mark_pairs() {
        for text in [
            "He said \"we go\" twice.",
            "He said “we go” twice.",
            "He said „we go“ twice.",
            "He said ”we go” twice.",
            "He said “we go\" twice.",
            "He said ''we go'' twice.",
            "He said ``we go'' twice.",
            "He said «we go» twice.",
            "He said »we go« twice.",
            "He said ‘we go’ twice.",
            "He said 'we go' twice.",
            "He said ‹we go› twice.",
        ] {
            assert_eq!(inner(text), ["we go"], "{text}");
        }
        assert_eq!(inner("Il dit « we go », puis."), [" we go "]);
        assert_eq!(inner("“We go. “"), ["We go. "]);
    }

    #[test]
    fn apostrophes_are_no_quotation_marks() {
        for text in [
            "The drivers' lobby didn't say 'em all, O'Neill's or the '90s.",
            "The drivers’ lobby didn’t say ’em all, O’Neill’s or the ’90s.",
            "Rock 'n' roll in the class of '09, the bosses' plan.",
        ] {
            assert_eq!(inner(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn single_marks_survive_a_possessive_between_them() {
        assert_eq!(
            inner("'The drivers' lobby isn't right,' Ruiz said. 'They must go.'"),
            ["The drivers' lobby isn't right,", "They must go."]
        );
        assert_eq!(inner("He called the 'heroes' of the strike fools."), ["heroes"]);
        assert_eq!(inner("The drivers' lobby said \"they're late\"."), ["they're late"]);
        assert_eq!(inner("He meant ‘Lyin’ Leo’ again."), ["Lyin’ Leo"]);
    }

    #[test]
    fn quotations_nest_and_know_their_depth() {
        let text = "“He said ‘the “old” law’ stays,” Ruiz said. \"She said 'no'\".";
        let depths: Vec<_> = quotes(text).iter().map(|q| (q.inner.of(text), q.depth)).collect();
        assert_eq!(
            depths,
            [
                ("He said ‘the “old” law’ stays,", 0),
                ("the “old” law", 1),
                ("old", 2),
                ("She said 'no'", 0),
                ("no", 1)
            ]
        );
        assert_eq!(inner("''He said 'no''', she said"), ["He said 'no'", "no"]);
    }

    #[test]
    fn marks_without_a_partner_are_ignored() {
        assert_eq!(inner("\"We go, he said. \"They stay,\" she said."), ["They stay,"]);
        assert_eq!(inner("We go,\" he said. \"They stay,\" she said."), ["They stay,"]);
        assert_eq!(inner("A 6\" pipe."), [""; 0]);
        assert_eq!(inner("”Mr. Ruiz went home."), [""; 0]);
        assert_eq!(inner("\""), [""; 0]);
    }

    #[test]
    fn a_mark_without_a_space_still_opens() {
        assert_eq!(inner("He said,\"We go,\"and left.\"We stay.\""), ["We go,", "We stay."]);
        assert_eq!(inner("The plan—“a farce”—is (\"dead\")."), ["a farce", "dead"]);
        assert_eq!(inner("He was \"...never there\"."), ["...never there"]);
    }

    #[test]
    fn speech_of_several_paragraphs_is_one_quotation() {
        let text = "Ruiz said: \"We go.\n\"They stay.\n\"That is all,\" she said.\nLeo left.\n";
        let found = quotes(text);
        let links: Vec<_> = found.iter().map(|q| (q.closed, q.continues)).collect();
        assert_eq!(links, [(false, None), (false, Some(0)), (true, Some(1))]);
        assert_eq!(found[0].inner.of(text), "We go.");
    }

    #[test]
    fn no_place_stands_in_many_quotations() {
        let text = "\"It said \u{201c}no, and ".repeat(500);
        let found = quotes(&text);
        let around = |at: usize| found.iter().filter(|q| q.span.start <= at && at < q.span.end).count();
        assert!((0..text.len()).step_by(50).all(|at| around(at) <= DEEPEST));
    }

    #[test]
    fn a_line_break_inside_a_quotation_does_not_end_it() {
        let text = "Ruiz said: \"We go\nand they stay,\" and left.\n";
        assert_eq!(inner(text), ["We go", "and they stay,"]);
        assert_eq!(quotes(text)[1].continues, Some(0));
    }
}
