//! Does a span given in code points stand where a name can stand?

use crate::text::{Span, Token};

/// A span that can be used.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Checked {
    /// What the user's numbers cover, without white space at its ends.
    pub(super) given: Span,
    /// The same, widened to whole tokens.
    pub(super) whole: Span,
}

/// What is wrong with a span, and how to mend it.
pub(super) type Fault = (String, String);

/// Reads a code-point position; spreadsheets that know only floats write `3.0`.
pub(super) fn position(field: &str) -> Option<usize> {
    field.strip_suffix(".0").unwrap_or(field).parse().ok()
}

/// Verifies `start..end` (code points, half open) against the text.
///
/// A border between two letters or digits is wrong. A border at the hyphen, apostrophe or dot inside a token
/// (`Trump` in `Trump-era`) is allowed, and the span is widened to the whole token.
pub(super) fn check(text: &str, tokens: &[Token], start: usize, end: usize) -> Result<Checked, Fault> {
    if start >= end {
        return Err((
            format!("the span {start}..{end} is empty"),
            "the end is one past the last character, and greater than the start".to_owned(),
        ));
    }
    let Some(span) = Span::from_chars(text, start..end) else {
        return Err((
            format!(
                "the span {start}..{end} lies outside the text, which has {} characters",
                text.chars().count()
            ),
            "count code points (Python's len), not bytes, from 0".to_owned(),
        ));
    };
    let given = trimmed(text, span);
    if given.is_empty() {
        return Err((
            format!("the span {start}..{end} covers white space only"),
            "count code points (Python's len), not bytes, from 0".to_owned(),
        ));
    }
    let mut whole = given;
    if let Some(token) = around(tokens, given.start) {
        whole.start = token.span.start;
        joint(text, given.start).ok_or_else(|| cut(text, given, token))?;
    }
    if let Some(token) = around(tokens, given.end) {
        whole.end = token.span.end;
        joint(text, given.end).ok_or_else(|| cut(text, given, token))?;
    }
    Ok(Checked { given, whole })
}

fn trimmed(text: &str, span: Span) -> Span {
    let covered = span.of(text);
    let start = span.start + (covered.len() - covered.trim_start().len());
    Span::new(start, start + covered.trim().len())
}

/// The token that has `byte` in its inside.
fn around(tokens: &[Token], byte: usize) -> Option<&Token> {
    let next = tokens.partition_point(|t| t.span.end <= byte);
    tokens.get(next).filter(|t| t.span.start < byte)
}

/// Some where a mark stands on one side of `byte`.
fn joint(text: &str, byte: usize) -> Option<()> {
    let before = text.get(..byte)?.chars().next_back()?;
    let after = text.get(byte..)?.chars().next()?;
    (is_mark(before) || is_mark(after)).then_some(())
}

fn is_mark(c: char) -> bool {
    // A combining accent is part of its letter.
    !c.is_alphanumeric() && !('\u{300}'..='\u{36f}').contains(&c)
}

fn cut(text: &str, given: Span, token: &Token) -> Fault {
    let word = token.span.to_chars(text);
    (
        format!("the span covers \"{}\" and cuts the word \"{}\"", given.of(text), token.span.of(text)),
        format!("the word stands at {}..{}", word.start, word.end),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;
    use proptest::prelude::*;

    fn covered(text: &str, start: usize, end: usize) -> Result<(&str, &str), Fault> {
        check(text, &tokenize(text), start, end).map(|c| (c.given.of(text), c.whole.of(text)))
    }

    #[test]
    fn code_points_are_counted_and_white_space_falls_off() {
        assert_eq!(covered("é🙂 Ruiz said", 3, 7), Ok(("Ruiz", "Ruiz")));
        assert_eq!(covered("é🙂 Ruiz said", 2, 8), Ok(("Ruiz", "Ruiz")));
    }

    #[test]
    fn a_border_at_an_inner_mark_is_widened() {
        assert_eq!(covered("The Trump-era rule", 4, 9), Ok(("Trump", "Trump-era")));
        assert_eq!(covered("An anti-Kenyan mood", 8, 14), Ok(("Kenyan", "anti-Kenyan")));
        assert_eq!(covered("Kratz’ plan", 0, 6), Ok(("Kratz’", "Kratz’")));
    }

    #[test]
    fn each_fault_has_its_message() {
        let fault = |start, end| covered("Ruiz said no", start, end).unwrap_err();
        assert_eq!(fault(3, 3).0, "the span 3..3 is empty");
        assert_eq!(fault(5, 40).0, "the span 5..40 lies outside the text, which has 12 characters");
        assert_eq!(fault(4, 5).0, "the span 4..5 covers white space only");
        assert_eq!(
            fault(0, 3),
            ("the span covers \"Rui\" and cuts the word \"Ruiz\"".into(), "the word stands at 0..4".into())
        );
    }

    #[test]
    fn a_position_may_be_a_float() {
        assert_eq!(
            [position("3"), position("3.0"), position("3.5"), position("-1")],
            [Some(3), Some(3), None, None]
        );
    }

    proptest! {
        #[test]
        fn what_passes_lies_on_token_borders(text in "[a-c .’'é\u{301}-]{0,20}", start in 0usize..20, len in 0usize..9) {
            let tokens = tokenize(&text);
            if let Ok(checked) = check(&text, &tokens, start, start + len) {
                prop_assert!(checked.whole.contains(checked.given));
                prop_assert!(tokens.iter().any(|t| t.span.start == checked.whole.start));
                prop_assert!(tokens.iter().any(|t| t.span.end == checked.whole.end));
            }
        }
    }
}
