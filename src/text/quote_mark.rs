//! What is a quotation mark, and which way does it face?

use super::Span;
use super::paragraph::is_blank;

/// Marks that pair with one another. Straight and curly double marks are mixed freely in real text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// `"`, `“ ”`, `„ “`, `''`, ` `` `.
    Double,
    /// `'`, `‘ ’`, `‚ ‘`, `` ` ``.
    Single,
    /// `« »`.
    Guillemet,
    /// `‹ ›`.
    SingleGuillemet,
}

impl Family {
    /// How many families there are.
    pub const COUNT: usize = 4;
}

/// What a mark does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Open,
    Close,
}

/// Which way the character itself leans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lean {
    Either,
    Open,
    Close,
}

/// What stands beside a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// White space or the end of the paragraph.
    Space,
    OpenBracket,
    Dash,
    /// Stops, commas, closing brackets.
    Stop,
    /// Letters, digits, and anything else that a quotation may start with.
    Word,
}

impl Side {
    fn of(c: Option<char>) -> Self {
        match c {
            None => Self::Space,
            Some(c) if is_blank(c) => Self::Space,
            Some('(' | '[' | '{' | '/' | '¿' | '¡') => Self::OpenBracket,
            Some('-' | '\u{2010}'..='\u{2015}') => Self::Dash,
            Some('.' | ',' | ';' | ':' | '!' | '?' | '…' | ')' | ']' | '}' | '%') => Self::Stop,
            Some(_) => Self::Word,
        }
    }

    /// The side after a mark; an ellipsis may start a quotation.
    fn after(rest: &str) -> Self {
        let ellipsis = rest.starts_with("..") || rest.starts_with('…');
        if ellipsis && rest.trim_start_matches(['.', '…']).starts_with(char::is_alphanumeric) {
            Self::Word
        } else {
            Self::of(rest.chars().next())
        }
    }

    fn lets_open(self) -> bool {
        matches!(self, Self::Space | Self::OpenBracket)
    }

    fn lets_close(self) -> bool {
        matches!(self, Self::Space | Self::Stop | Self::Dash)
    }
}

/// One quotation mark with its surroundings. Neighbouring marks are looked through.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    pub span: Span,
    pub family: Family,
    /// A single mark after "s" or "in" and before a space and a letter: `the drivers' lobby`, `rockin' boats`.
    pub maybe_possessive: bool,
    lean: Lean,
    left: Side,
    right: Side,
    /// An apostrophe at the start of a shortened word: `'em`, `'90s`.
    elision: bool,
}

impl Mark {
    /// What the mark does, if anything, when a quotation of its family is open or not.
    pub fn direction(&self, open: bool) -> Option<Direction> {
        if self.family == Family::Single { self.single(open) } else { self.double(open) }
    }

    /// True if the mark can only be the end of a quotation that started before.
    pub fn only_closes(&self) -> bool {
        self.direction(true) == Some(Direction::Close) && self.direction(false).is_none()
    }

    fn double(&self, open: bool) -> Option<Direction> {
        use Direction::{Close, Open};
        use Side::{Space, Stop, Word};
        let if_open = open.then_some(Close);
        let toggled = Some(if open { Close } else { Open });
        match self.lean {
            Lean::Open => match (self.left, self.right) {
                // Turned the wrong way, or German „…“.
                (Word | Stop | Side::Dash, right) if right.lets_close() => if_open,
                (Space, Space) => toggled,
                _ => Some(Open),
            },
            Lean::Close if open => Some(Close),
            Lean::Close => (self.left.lets_open() && !self.right.lets_close()).then_some(Open),
            Lean::Either => match (self.left, self.right) {
                (Space, Space) | (Stop | Side::Dash, Word) => toggled,
                (Space, Stop) => if_open,
                (left, _) if left.lets_open() => Some(Open),
                _ => if_open,
            },
        }
    }

    fn single(&self, open: bool) -> Option<Direction> {
        let starts = self.left.lets_open() || self.left == Side::Dash;
        let opens = starts && !self.right.lets_close() && !self.elision;
        let closes = open && !self.left.lets_open() && self.right.lets_close();
        if closes { Some(Direction::Close) } else { opens.then_some(Direction::Open) }
    }
}

/// The quotation marks of `paragraph`, in order.
pub(super) fn marks(text: &str, paragraph: Span) -> Vec<Mark> {
    let mut marks = characters(text, paragraph);
    look_left(text, paragraph, &mut marks);
    look_right(text, paragraph, &mut marks);
    for mark in &mut marks {
        if mark.family == Family::Single {
            let before = &text[paragraph.start..mark.span.start];
            let after = &text[mark.span.end..paragraph.end];
            let next_word = after.trim_start_matches(' ');
            mark.maybe_possessive = (before.ends_with(['s', 'S']) || before.ends_with("in"))
                && next_word.len() < after.len()
                && next_word.starts_with(char::is_alphabetic);
            mark.elision = mark.lean != Lean::Open && is_elision(after);
        }
    }
    marks
}

fn characters(text: &str, paragraph: Span) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut at = paragraph.start;
    // Every mark is one of these, or starts with one of these bytes.
    let may_start = |b: &u8| matches!(b, b'"' | b'\'' | b'`' | 0xC2 | 0xE2 | 0xEF);
    let bytes = text.as_bytes();
    while let Some(skip) = bytes[at..paragraph.end].iter().position(may_start) {
        at += skip;
        let rest = &text[at..paragraph.end];
        at += push_marks(rest, at, &mut marks);
    }
    marks
}

/// Adds the mark or marks at the start of `rest`; returns the bytes read, at least one character.
fn push_marks(rest: &str, at: usize, marks: &mut Vec<Mark>) -> usize {
    let Some(c) = rest.chars().next() else { return 0 };
    let width = c.len_utf8();
    let Some((family, lean)) = family(c) else { return width };
    let mut push = |at: usize, len: usize, family: Family| {
        let span = Span::new(at, at + len);
        let (left, right) = (Side::Space, Side::Space);
        marks.push(Mark { span, family, maybe_possessive: false, lean, left, right, elision: false });
    };
    if family != Family::Single {
        push(at, width, family);
        return width;
    }
    // Two single marks in a row are a double mark; of three, the single one is the inner one.
    let tail = rest.trim_start_matches(c);
    let run = (rest.len() - tail.len()) / width;
    let single_first = run % 2 == 1 && Side::after(tail) != Side::Word;
    let mut next = at;
    if single_first {
        push(next, width, Family::Single);
        next += width;
    }
    for _ in 0..run / 2 {
        push(next, 2 * width, Family::Double);
        next += 2 * width;
    }
    if run % 2 == 1 && !single_first {
        push(next, width, Family::Single);
    }
    run * width
}

fn family(c: char) -> Option<(Family, Lean)> {
    Some(match c {
        '"' | '＂' => (Family::Double, Lean::Either),
        '“' | '„' | '‟' => (Family::Double, Lean::Open),
        '”' => (Family::Double, Lean::Close),
        '\'' => (Family::Single, Lean::Either),
        '‘' | '‚' | '‛' | '`' => (Family::Single, Lean::Open),
        '’' => (Family::Single, Lean::Close),
        '«' => (Family::Guillemet, Lean::Open),
        '»' => (Family::Guillemet, Lean::Close),
        '‹' => (Family::SingleGuillemet, Lean::Open),
        '›' => (Family::SingleGuillemet, Lean::Close),
        _ => return None,
    })
}

/// A mark next to another mark stands where that one stands.
fn look_left(text: &str, paragraph: Span, marks: &mut [Mark]) {
    let mut before: Option<Mark> = None;
    for mark in marks {
        mark.left = match before {
            Some(neighbour) if neighbour.span.end == mark.span.start => neighbour.left,
            _ => Side::of(text[paragraph.start..mark.span.start].chars().next_back()),
        };
        before = Some(*mark);
    }
}

fn look_right(text: &str, paragraph: Span, marks: &mut [Mark]) {
    let mut after: Option<Mark> = None;
    for mark in marks.iter_mut().rev() {
        mark.right = match after {
            Some(neighbour) if neighbour.span.start == mark.span.end => neighbour.right,
            _ => Side::after(&text[mark.span.end..paragraph.end]),
        };
        after = Some(*mark);
    }
}

/// Words that are written with an apostrophe in front, and years: `'tis`, `'em`, `'90s`, `'16`.
fn is_elision(after: &str) -> bool {
    const SHORTENED: [&str; 12] = [
        "tis",
        "twas",
        "em",
        "cause",
        "til",
        "till",
        "n",
        "bout",
        "nineties",
        "eighties",
        "seventies",
        "sixties",
    ];
    let word_end = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
    let word = &after[..word_end];
    let year = word.len() >= 2 && word.bytes().take(2).all(|b| b.is_ascii_digit());
    year && matches!(&word[2..], "" | "s") || SHORTENED.iter().any(|short| word.eq_ignore_ascii_case(short))
}
