//! The human part of a card: what stands between markers is kept, byte for byte, when the rest is written anew.
//!
//! A part starts with a line `<!-- human: NAME -->` and ends with a line `<!-- end human -->`; in the YAML on top the
//! lines are `# human: NAME` and `# end human`.

use std::collections::BTreeMap;

use crate::error::{Error, Location, Result};

/// How a part is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    Markdown,
    Yaml,
}

impl Marker {
    fn start(self, name: &str) -> String {
        match self {
            Self::Markdown => format!("<!-- human: {name} -->"),
            Self::Yaml => format!("# human: {name}"),
        }
    }

    fn end(self) -> &'static str {
        match self {
            Self::Markdown => "<!-- end human -->",
            Self::Yaml => "# end human",
        }
    }

    /// The name of the part that a line starts.
    fn started_by(line: &str) -> Option<(Self, &str)> {
        let line = line.trim();
        let markdown = line.strip_prefix("<!-- human: ").and_then(|rest| rest.strip_suffix(" -->"));
        let yaml = || line.strip_prefix("# human: ").map(|name| (Self::Yaml, name));
        markdown.map(|name| (Self::Markdown, name)).or_else(yaml)
    }
}

/// The human parts of a card that is there already.
#[derive(Debug, Default)]
pub struct Human {
    parts: BTreeMap<String, String>,
    file: Location,
}

impl Human {
    /// Finds the parts of a card. An error when a part has no end, when two have one name, and when there is none at
    /// all: then the file is no card, and writing it would lose what it holds.
    pub fn read(card: &str, file: Location) -> Result<Self> {
        let wrong = |line: usize, message: String| Error::data(file.clone().at_line(line as u64), message);
        let mut parts = BTreeMap::new();
        let mut open: Option<(Marker, &str, usize, String)> = None;
        for (number, line) in (1..).zip(card.split_inclusive('\n')) {
            if let Some((marker, name, _, text)) = &mut open {
                if line.trim() == marker.end() {
                    if parts.insert((*name).to_owned(), std::mem::take(text)).is_some() {
                        return Err(wrong(number, format!("a second human part is named {name}")));
                    }
                    open = None;
                } else if Marker::started_by(line).is_some() {
                    return Err(wrong(number, format!("the human part {name} has no end before this one")));
                } else {
                    text.push_str(line);
                }
            } else if let Some((marker, name)) = Marker::started_by(line) {
                open = Some((marker, name, number, String::new()));
            }
        }
        if let Some((marker, name, number, _)) = open {
            return Err(wrong(number, format!("the human part {name} has no end: `{}`", marker.end())));
        }
        if parts.is_empty() {
            let message = "not a card of stance: no human part is marked in it\n  hint: choose another file";
            return Err(Error::data(file, message));
        }
        Ok(Self { parts, file })
    }

    /// The part of this name as it was, or as it starts, with its markers.
    pub(super) fn part(&mut self, marker: Marker, name: &str, starter: &str) -> String {
        let text = self.parts.remove(name).unwrap_or_else(|| format!("{}\n", starter.trim()));
        format!("{}\n{text}{}\n", marker.start(name), marker.end())
    }

    /// An error when a part was not asked for: it would be lost.
    pub(super) fn finish(self) -> Result<()> {
        match self.parts.keys().next() {
            None => Ok(()),
            Some(name) => {
                let message = format!(
                    "the card has no place for the human part {name}\n  hint: move its text to another part"
                );
                Err(Error::data(self.file, message))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(card: &str) -> Result<Human> {
        Human::read(card, Location::file("CARD.md"))
    }

    #[test]
    fn what_stands_between_the_markers_is_kept_byte_for_byte() {
        let kept = "Ünser Text,  \r\n\r\n\tmit ## allem # und\n<!-- a remark -->\n";
        let card = format!(
            "---\n# human: hub\nlicense: mit\n# end human\n---\n<!-- human: use -->\n{kept}<!-- end human -->\nrest"
        );
        let mut human = read(&card).unwrap();
        assert_eq!(
            human.part(Marker::Markdown, "use", "start"),
            format!("<!-- human: use -->\n{kept}<!-- end human -->\n")
        );
        assert_eq!(human.part(Marker::Yaml, "hub", ""), "# human: hub\nlicense: mit\n# end human\n");
        assert_eq!(
            human.part(Marker::Markdown, "new", " start "),
            "<!-- human: new -->\nstart\n<!-- end human -->\n"
        );
        human.finish().unwrap();
    }

    #[test]
    fn nothing_is_lost_in_silence() {
        let part = |name: &str| format!("<!-- human: {name} -->\na\n<!-- end human -->\n");
        for (card, told) in [
            ("A page.\n".to_owned(), "not a card of stance"),
            ("<!-- human: a -->\n".to_owned(), "has no end"),
            (format!("<!-- human: a -->\n{}", part("b")), "has no end before"),
            (part("a") + &part("a"), "a second human part"),
        ] {
            let error = read(&card).unwrap_err();
            assert!(error.to_string().contains(told), "{error}");
            assert_eq!(error.exit_code(), 65);
        }
        let error = read(&part("old")).unwrap().finish().unwrap_err();
        assert!(error.to_string().contains("no place for the human part old"), "{error}");
    }
}
