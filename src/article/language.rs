//! Which language is a text in?

/// A language that a text seems to be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Language {
    /// Its code (ISO 639-3): `eng`, `deu` …
    pub code: &'static str,
    /// Its English name.
    pub name: &'static str,
}

/// The language of a text that is plainly not English; none for English, and where nothing can be said.
#[cfg(feature = "formats")]
pub fn foreign(text: &str) -> Option<Language> {
    let sample = sample(text);
    let info = whatlang::detect(sample)?;
    let language = Language { code: info.lang().code(), name: info.lang().eng_name() };
    let sure = info.is_reliable() && sample.chars().filter(|c| c.is_alphabetic()).count() >= LETTERS;
    // Other scripts are told from a few letters.
    let sure = sure || info.script() != whatlang::Script::Latin;
    (sure && info.lang() != whatlang::Lang::Eng).then_some(language)
}

/// Without the tables of languages nothing can be said.
#[cfg(not(feature = "formats"))]
pub fn foreign(_: &str) -> Option<Language> {
    None
}

/// Letters that a guess needs.
#[cfg(feature = "formats")]
const LETTERS: usize = 60;

/// Bytes of a text that are looked at: enough for a sure guess, and a constant time.
#[cfg(feature = "formats")]
const LOOKED_AT: usize = 4096;

/// A passage from the middle: headlines and boilerplate are at the ends.
#[cfg(feature = "formats")]
fn sample(text: &str) -> &str {
    if text.len() <= LOOKED_AT {
        return text;
    }
    let start = text.floor_char_boundary((text.len() - LOOKED_AT) / 2);
    &text[start..text.floor_char_boundary(start + LOOKED_AT)]
}

#[cfg(all(test, feature = "formats"))]
mod tests {
    use super::*;

    #[test]
    fn other_languages_are_told_from_english() {
        let code = |text: &str| foreign(text).map(|language| language.code);
        assert_eq!(
            code("The minister rejected the levy on Monday and said that it would hurt the port."),
            None
        );
        let german =
            "Die Ministerin lehnte die Abgabe am Montag ab und sagte, dass sie dem Hafen schaden würde.";
        assert_eq!(code(german), Some("deu"));
        assert_eq!(code("部长星期一拒绝了这项税收。"), Some("cmn"));
        assert_eq!(code("Oui."), None);
        assert_eq!(code(""), None);
    }
}
