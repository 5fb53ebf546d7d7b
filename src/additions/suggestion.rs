//! Which known word was meant by an unknown one?

/// The known word that is closest to an unknown one, if it is close: at most a third of its letters differ, or one begins
/// with the other.
pub(super) fn closest<'k>(unknown: &str, known: &[&'k str]) -> Option<&'k str> {
    let alike = |word: &&&str| {
        let apart = distance(unknown, word);
        apart * 3 <= word.chars().count().max(3) || word.starts_with(unknown) || unknown.starts_with(**word)
    };
    known.iter().filter(alike).min_by_key(|word| distance(unknown, word)).copied()
}

/// Letters to insert, delete or replace (Levenshtein 1966).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(from != *to);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_pen_are_seen_through() {
        let known = ["name", "aliases", "kind", "id"];
        assert_eq!(closest("alias", &known), Some("aliases"));
        assert_eq!(closest("nmae", &["name", "noun"]), None);
        assert_eq!(closest("names", &known), Some("name"));
        assert_eq!(closest("colour", &known), None);
        assert_eq!((distance("kitten", "sitting"), distance("", "abc")), (3, 3));
    }
}
