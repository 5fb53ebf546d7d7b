//! The forms of a regular English verb.

/// Third person, past and participle, -ing form of a base form, by spelling: e is dropped, y becomes i. Whether a last
/// consonant is doubled ("ban", "banned") spelling does not tell; such verbs need their forms listed.
pub(super) fn regular(base: &str) -> [String; 4] {
    let consonant = |letter: Option<char>| letter.is_some_and(|letter| !"aeiou".contains(letter));
    let mut letters = base.chars().rev();
    let (last, before) = (letters.next(), letters.next());
    let stem = &base[..base.len() - last.map_or(0, char::len_utf8)];
    let third = match last {
        Some('y') if consonant(before) => format!("{stem}ies"),
        Some('s' | 'x' | 'z') => format!("{base}es"),
        Some('h') if matches!(before, Some('s' | 'c')) => format!("{base}es"),
        _ => format!("{base}s"),
    };
    let past = match last {
        Some('e') => format!("{base}d"),
        Some('y') if consonant(before) => format!("{stem}ied"),
        _ => format!("{base}ed"),
    };
    let ing = match last {
        Some('e') if !matches!(before, Some('e' | 'o' | 'y')) => format!("{stem}ing"),
        _ => format!("{base}ing"),
    };
    [third, past.clone(), past, ing]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_changes_as_it_should() {
        let forms = |base: &str| regular(base).join(" ");
        assert_eq!(forms("lambast"), "lambasts lambasted lambasted lambasting");
        assert_eq!(forms("bemoan"), "bemoans bemoaned bemoaned bemoaning");
        assert_eq!(forms("excoriate"), "excoriates excoriated excoriated excoriating");
        assert_eq!(forms("vilify"), "vilifies vilified vilified vilifying");
        assert_eq!(forms("bash"), "bashes bashed bashed bashing");
        assert_eq!(forms("decree"), "decrees decreed decreed decreeing");
        assert_eq!(forms("okay"), "okays okayed okayed okaying");
    }
}
