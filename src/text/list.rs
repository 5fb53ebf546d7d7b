//! What marks an item of a list: bullets, numbers and letters at its start.

use super::Span;

/// Marks that are bullets wherever they stand.
const BULLETS: [char; 9] = ['•', '‣', '⁃', '◦', '▪', '●', '■', '►', '∙'];

/// True for a mark that is a bullet wherever it stands.
pub(super) fn is_bullet(c: char) -> bool {
    BULLETS.contains(&c)
}

/// True if the line starts with a bullet, or with the number or letter of an item and a space.
pub(super) fn starts_item(line: &str) -> bool {
    let spaced = |rest: &str| rest.starts_with(char::is_whitespace);
    line.starts_with(is_bullet)
        || line.strip_prefix(['-', '–', '*', '+', '·']).is_some_and(spaced)
        || label(line).is_some_and(|label| spaced(&line[label.len..]))
}

/// The number or letter of a list item: `1.`, `2)`, `3.)`, `(a)`, `b.`, `(iv)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label {
    /// Bytes of the label with its brackets and stop.
    pub len: usize,
    bracket: bool,
    ending: &'static str,
    digits: bool,
    /// Its place in the list: the number, or 1 for `a`.
    value: u32,
}

impl Label {
    fn is_followed_by(self, next: Self) -> bool {
        (self.bracket, self.ending, self.digits, self.value + 1)
            == (next.bracket, next.ending, next.digits, next.value)
    }
}

/// The label at the start of `text`.
pub(super) fn label(text: &str) -> Option<Label> {
    let inner = text.strip_prefix('(').unwrap_or(text);
    let bracket = inner.len() < text.len();
    let body_len = inner.bytes().take(5).take_while(u8::is_ascii_alphanumeric).count();
    let (body, rest) = inner.split_at(body_len);
    let value = value(body, bracket)?;
    let endings: &[&'static str] = match body.chars().next() {
        _ if bracket => &[")"],
        // `J.` is the initial of a name.
        Some('A'..='Z') => &[".)", ")"],
        _ => &[".)", ")", "."],
    };
    let ending = endings.iter().find(|ending| rest.starts_with(**ending))?;
    let len = usize::from(bracket) + body_len + ending.len();
    Some(Label { len, bracket, ending, digits: body.starts_with(|c: char| c.is_ascii_digit()), value })
}

fn value(body: &str, bracket: bool) -> Option<u32> {
    let mut letters = body.bytes();
    match (letters.next()?, letters.next()) {
        (b'0'..=b'9', _) if body.len() <= 3 => body.parse().ok(),
        (letter, None) if letter.is_ascii_alphabetic() => {
            Some(u32::from(letter.to_ascii_lowercase() - b'a') + 1)
        }
        // Roman numbers above i only in brackets; their value is not needed.
        (_, Some(_)) if bracket && body.bytes().all(|b| b"ivx".contains(&b.to_ascii_lowercase())) => Some(0),
        _ => None,
    }
}

/// Where the second and later items of a list within one paragraph start: `1. Wages rise 2. Hours fall`.
/// Empty unless the paragraph itself starts with an item.
pub(super) fn inner_items(text: &str, paragraph: Span) -> Vec<usize> {
    let body = paragraph.of(text);
    let bullet = body.chars().next().filter(|c| is_bullet(*c));
    let Some(mut last) = bullet.map(Item::Bullet).or_else(|| label(body).map(Item::Labelled)) else {
        return Vec::new();
    };
    let mut starts = Vec::new();
    for (at, _) in body.char_indices().skip(1).filter(|(i, _)| starts_word(body, *i)) {
        if let Some(next) = last.next_at(&body[at..]) {
            starts.push(paragraph.start + at);
            last = next;
        }
    }
    starts
}

fn starts_word(body: &str, at: usize) -> bool {
    body[..at].ends_with(char::is_whitespace) && !body[at..].starts_with(char::is_whitespace)
}

#[derive(Clone, Copy)]
enum Item {
    Bullet(char),
    Labelled(Label),
}

impl Item {
    fn next_at(self, rest: &str) -> Option<Self> {
        match self {
            Self::Bullet(bullet) => rest.starts_with(bullet).then_some(self),
            Self::Labelled(last) => {
                let next = label(rest)?;
                let item = rest[next.len..].trim_start();
                let spaced = item.len() < rest.len() - next.len;
                (spaced && item.starts_with(char::is_uppercase) && last.is_followed_by(next))
                    .then_some(Self::Labelled(next))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(text: &str) -> Vec<&str> {
        inner_items(text, Span::new(0, text.len())).into_iter().map(|at| &text[at..]).collect()
    }

    #[test]
    fn items_within_a_paragraph_count_up() {
        assert_eq!(items("1.) Wages rise 2.) Hours fall 4.) No"), ["2.) Hours fall 4.) No"]);
        assert_eq!(items("a. Wages rise b. Hours fall c. Pay").len(), 2);
        assert_eq!(items("•9. Wages •10. Hours"), ["•10. Hours"]);
        assert_eq!(items("Wages rise by 2. Hours fall"), [""; 0]);
    }

    #[test]
    fn a_line_with_a_bullet_or_a_number_is_an_item() {
        assert!(starts_item("• Wages rise") && starts_item("- Wages rise") && starts_item("12) Wages"));
        assert!(starts_item("(iv) Wages rise"));
        assert!(!starts_item("-5 degrees") && !starts_item("1.5 per cent") && !starts_item("Mr. Ruiz"));
        assert!(!starts_item("J. Ruiz said so"));
        assert!(!starts_item("1988. That year"));
    }
}
