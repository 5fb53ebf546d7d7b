//! When do two sources count as the same? When their words overlap, or when both end in the same surname.

use crate::text::Span;

const PRONOUNS: [&str; 18] = [
    "he", "she", "they", "it", "who", "i", "we", "you", "us", "me", "his", "her", "their", "its", "him",
    "them", "that", "which",
];

/// How many bytes of `span` the spans cover; overlapping spans count twice.
pub(super) fn covered(spans: &[Span], span: Span) -> usize {
    spans.iter().map(|one| one.end.min(span.end).saturating_sub(one.start.max(span.start))).sum()
}

/// True if two sources overlap or have the same surname.
pub(super) fn same_source(text: &str, a: &[Span], b: &[Span]) -> bool {
    if a.iter().any(|&one| covered(b, one) > 0) {
        return true;
    }
    let name = |spans: &[Span]| spans.first().and_then(|span| surname(span.of(text)));
    name(a).is_some_and(|surname| name(b) == Some(surname))
}

/// The last word with a capital, or the last word, in lower case; a pronoun is no surname.
fn surname(source: &str) -> Option<String> {
    let part_of_word = |c: char| c.is_alphanumeric() || "-'’.".contains(c);
    let words = source.split(|c| !part_of_word(c)).map(bare).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.filter(|word| *word != "s").collect();
    let capital = words.iter().rev().find(|word| word.starts_with(char::is_uppercase));
    let word = capital.or(words.last())?.to_lowercase();
    (!PRONOUNS.contains(&word.as_str())).then_some(word)
}

/// A word without what clings to it.
fn bare(word: &str) -> &str {
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    word.trim_matches(['.', '\'', '’', '-'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surname_is_the_last_word_with_a_capital() {
        assert_eq!(surname("Mayor Ana Ruiz’s").as_deref(), Some("ruiz"));
        assert_eq!(surname("Chen, the envoy").as_deref(), Some("chen"));
        assert_eq!(surname("two officials").as_deref(), Some("officials"));
        assert_eq!(surname("She"), None);
        assert_eq!(surname("…"), None);
    }

    #[test]
    fn pronouns_are_the_same_only_where_they_overlap() {
        let text = "he and he";
        let (first, second) = ([Span::new(0, 2)], [Span::new(7, 9)]);
        assert!(same_source(text, &first, &first) && !same_source(text, &first, &second));
        assert_eq!(covered(&[Span::new(0, 4), Span::new(6, 9)], Span::new(2, 8)), 4);
    }
}
