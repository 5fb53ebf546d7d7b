//! Tokens: words, numbers, abbreviations with dots, clitics and single marks.
//!
//! The rules follow the tokeniser that the feature recipe was measured with: `n't` and `'s` stand apart,
//! inner hyphens hold a word together, `U.S.` is one token, any other mark is a token of its own.

use super::Span;

/// What a token is, as far as its characters tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with inner hyphens, inner apostrophes of names (O'Neill) and dots of abbreviations.
    Word,
    /// `'s 're 've 'll 'd 'm n't`, with a straight or a curly apostrophe.
    Clitic,
    /// Digits with inner dots and commas.
    Number,
    /// Anything else that is not white space.
    Mark,
}

/// One token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the text.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
}

impl Token {
    /// Its characters.
    pub fn text(self, source: &str) -> &str {
        self.span.of(source)
    }
}

/// All tokens of `text`, in order, without overlap; white space lies between them.
pub fn tokenize(text: &str) -> Vec<Token> {
    tokenize_within(text, Span::new(0, text.len()))
}

/// The tokens inside `range`, with spans into the whole of `text`.
pub fn tokenize_within(text: &str, range: Span) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(range.len() / 5 + 1);
    let mut scanner = Scanner { rest: range.of(text), at: range.start };
    while let Some(token) = scanner.next_token() {
        tokens.push(token);
    }
    tokens
}

struct Scanner<'t> {
    rest: &'t str,
    at: usize,
}

impl Scanner<'_> {
    fn next_token(&mut self) -> Option<Token> {
        let skipped = self.rest.len() - self.rest.trim_start().len();
        self.advance(skipped);
        let first = self.rest.chars().next()?;
        let (kind, len) = self.measure(first);
        let span = Span::new(self.at, self.at + len);
        self.advance(len);
        Some(Token { span, kind })
    }

    fn advance(&mut self, bytes: usize) {
        self.rest = &self.rest[bytes..];
        self.at += bytes;
    }

    /// Kind and length in bytes of the token that starts with `first`.
    fn measure(&self, first: char) -> (TokenKind, usize) {
        if let Some(len) = clitic(self.rest) {
            return (TokenKind::Clitic, len);
        }
        if first.is_alphabetic() {
            return (TokenKind::Word, abbreviation(self.rest).unwrap_or_else(|| word(self.rest)));
        }
        if first.is_ascii_digit() {
            return (TokenKind::Number, number(self.rest));
        }
        let len = ["...", "--"]
            .into_iter()
            .find(|mark| self.rest.starts_with(mark))
            .map_or(first.len_utf8(), str::len);
        (TokenKind::Mark, len)
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// Combining marks belong to the letter before them.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&c)
}

fn ends_word(rest: &str) -> bool {
    !rest.starts_with(|c: char| is_letter(c) || c.is_ascii_digit())
}

/// `n't` or an apostrophe with `s`, `re`, `ve`, `ll`, `d`, `m`.
fn clitic(rest: &str) -> Option<usize> {
    // Asked at every letter of a text; this answers most of the time.
    if !rest.starts_with(['n', 'N', '\'', '’']) {
        return None;
    }
    let after_n = rest.strip_prefix(['n', 'N']);
    let (tails, body): (&[&str], &str) = match after_n {
        Some(body) => (&["t"], body),
        None => (&["s", "re", "ve", "ll", "d", "m"], rest),
    };
    let tail = body.strip_prefix(is_apostrophe)?;
    let head = rest.len() - tail.len();
    tails.iter().find_map(|t| {
        let matched = tail.get(..t.len()).is_some_and(|found| found.eq_ignore_ascii_case(t));
        (matched && ends_word(&tail[t.len()..])).then_some(head + t.len())
    })
}

/// Single letters with dots between them: `U.S.`, `U.N`, `a.m.`.
fn abbreviation(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut len = 1;
    while bytes.get(len) == Some(&b'.') && bytes.get(len + 1).is_some_and(u8::is_ascii_alphabetic) {
        len += 2;
    }
    let single = bytes[0].is_ascii_alphabetic() && len > 1;
    if !single || !ends_word(&rest[len..]) {
        return None;
    }
    Some(if bytes.get(len) == Some(&b'.') { len + 1 } else { len })
}

/// Letters, digits after letters, and single inner hyphens or apostrophes with letters on both sides; stops
/// before a clitic.
fn word(rest: &str) -> usize {
    let plain = plain_letters(rest.as_bytes());
    let mut chars = rest[plain..].char_indices().map(|(i, c)| (plain + i, c)).peekable();
    while let Some((i, c)) = chars.next() {
        // `do|n't`: the clitic takes the n; a word is never empty before it.
        if i > 0 && clitic(&rest[i..]).is_some() {
            return i;
        }
        if is_letter(c) || (i > 0 && c.is_ascii_digit()) {
            continue;
        }
        let joins = matches!(c, '-' | '\'' | '’' | '\u{2010}' | '\u{2011}')
            && chars.peek().is_some_and(|&(_, next)| next.is_alphanumeric());
        if !joins {
            return i;
        }
    }
    rest.len()
}

/// How many letters of the alphabet come first, up to one that may open a clitic: most words are no more.
fn plain_letters(bytes: &[u8]) -> usize {
    let letter = |i: usize| {
        let apostrophe = matches!(bytes.get(i + 1), Some(b'\'' | 0xE2));
        bytes[i].is_ascii_alphabetic() && !(matches!(bytes[i], b'n' | b'N') && apostrophe)
    };
    (0..bytes.len()).find(|&i| !letter(i)).unwrap_or(bytes.len())
}

fn number(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut len = 0;
    while bytes.get(len).is_some_and(u8::is_ascii_digit)
        || (matches!(bytes.get(len), Some(b'.' | b',')) && bytes.get(len + 1).is_some_and(u8::is_ascii_digit))
    {
        len += 1;
    }
    len
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts(text: &str) -> Vec<&str> {
        tokenize(text).into_iter().map(|t| t.text(text)).collect()
    }

    #[test]
    fn clitics_and_abbreviations_stand_apart() {
        assert_eq!(
            texts("The U.S. doesn't back O'Neill's so-called \"plan\", he’d say..."),
            [
                "The",
                "U.S.",
                "does",
                "n't",
                "back",
                "O'Neill",
                "'s",
                "so-called",
                "\"",
                "plan",
                "\"",
                ",",
                "he",
                "’d",
                "say",
                "..."
            ]
        );
    }

    #[test]
    fn letters_before_an_apostrophe_are_parted_where_a_clitic_starts() {
        assert_eq!(texts("don't isn’t ain't"), ["do", "n't", "is", "n’t", "ai", "n't"]);
        assert_eq!(texts("O'Neill's DON'T Ben’s"), ["O'Neill", "'s", "DO", "N'T", "Ben", "’s"]);
        assert_eq!(texts("can’t won't Ann’x"), ["ca", "n’t", "wo", "n't", "Ann’x"]);
    }

    #[test]
    fn letters_with_marks_stand_inside_words() {
        assert_eq!(texts("Renée's éclair né Zoë"), ["Renée", "'s", "éclair", "né", "Zoë"]);
        // The dash opens with the same byte as the curly apostrophe.
        assert_eq!(texts("Then—she ran“off”"), ["Then", "—", "she", "ran", "“", "off", "”"]);
    }

    #[test]
    fn numbers_keep_their_commas() {
        assert_eq!(texts("1,200.5 of 3."), ["1,200.5", "of", "3", "."]);
    }

    /// The same without the short way over plain letters.
    fn word_letter_by_letter(rest: &str) -> usize {
        for (i, c) in rest.char_indices() {
            let joined = |c: char| matches!(c, '-' | '\'' | '’' | '\u{2010}' | '\u{2011}');
            let next = rest[i + c.len_utf8()..].chars().next();
            let goes_on = is_letter(c)
                || i > 0 && c.is_ascii_digit()
                || joined(c) && next.is_some_and(char::is_alphanumeric);
            if !goes_on || i > 0 && clitic(&rest[i..]).is_some() {
                return i;
            }
        }
        rest.len()
    }

    proptest! {
        #[test]
        fn plain_letters_change_no_word(text in "[a-zéN][a-eénNtsé'’—“0-9 -]{0,14}") {
            prop_assert_eq!(word(&text), word_letter_by_letter(&text));
        }

        #[test]
        fn tokens_slice_the_original(text in "\\PC*") {
            let mut end = 0;
            for token in tokenize(&text) {
                prop_assert!(token.span.start >= end && !token.span.is_empty());
                prop_assert!(text[end..token.span.start].trim().is_empty());
                prop_assert_eq!(token.text(&text), &text[token.span.start..token.span.end]);
                end = token.span.end;
            }
            prop_assert!(text[end..].trim().is_empty());
        }
    }
}
