//! Several targets for many articles, as a user lists them.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Deserialize;

use super::TargetSpec;
use crate::error::{Error, Location, Problem, Result};
use crate::text::tokenize;

/// A target of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedTarget {
    /// Name and aliases.
    pub spec: TargetSpec,
    /// Only articles whose title has one of these words are asked; empty: all.
    pub title: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    target: Vec<FileTarget>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileTarget {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    title: Vec<String>,
}

/// Reads a TOML file: tables `[[target]]` with `name`, and where wanted `aliases` and `title`.
pub fn read_targets(path: &Path) -> Result<Vec<ListedTarget>> {
    let text = std::fs::read_to_string(path).map_err(|error| Error::io("read", path, error))?;
    parse_targets(&text, path)
}

/// Reads the text of such a file; `name` stands for it in errors. All that is wrong is listed.
pub fn parse_targets(toml: &str, name: &Path) -> Result<Vec<ListedTarget>> {
    let file: File = toml::from_str(toml).map_err(|error| Error::toml(name, toml, &error))?;
    let mut problems = Vec::new();
    let mut report = |message: String| problems.push(Problem::new(Location::file(name), message));
    if file.target.is_empty() {
        report("the file holds no [[target]]".into());
    }
    let mut seen = BTreeSet::new();
    for target in &file.target {
        if !seen.insert(&target.name) {
            report(format!("two targets are named \"{}\"", target.name));
        }
        let words = std::iter::once(&target.name).chain(&target.aliases).chain(&target.title);
        if !words.clone().all(|word| word.contains(char::is_alphanumeric)) {
            report(format!("target \"{}\": names, aliases and words of titles need letters", target.name));
        }
    }
    if !problems.is_empty() {
        return Err(Error::problems(problems));
    }
    let listed = file.target.into_iter().map(|target| ListedTarget {
        spec: TargetSpec { name: target.name.trim().to_owned(), aliases: target.aliases },
        title: target.title,
    });
    Ok(listed.collect())
}

impl ListedTarget {
    /// True if articles with this title are asked for the target. Words are compared whole and without regard to
    /// case; an entry of several words must stand so in the title.
    pub fn asks(&self, title: Option<&str>) -> bool {
        if self.title.is_empty() {
            return true;
        }
        let Some(title) = title else { return false };
        let title = lower_words(title);
        self.title
            .iter()
            .map(|entry| lower_words(entry))
            .any(|entry| title.windows(entry.len().max(1)).any(|words| words == entry))
    }
}

fn lower_words(text: &str) -> Vec<String> {
    tokenize(text).iter().map(|token| token.text(text).to_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(toml: &str) -> Result<Vec<ListedTarget>> {
        parse_targets(toml, Path::new("targets.toml"))
    }

    #[test]
    fn a_title_may_be_asked_for() {
        let targets =
            parse("[[target]]\nname = \"the levy\"\ntitle = [\"levy\", \"port tax\"]\n[[target]]\nname = \"Ruiz\"\n")
                .unwrap();
        assert!(targets[0].asks(Some("Levy divides town")));
        assert!(targets[0].asks(Some("A Port Tax?")));
        assert!(!targets[0].asks(Some("Levying taxes at the port")));
        assert!(!targets[0].asks(None) && targets[1].asks(None));
    }

    #[test]
    fn what_is_wrong_in_a_list_is_named() {
        let said = |toml: &str| parse(toml).unwrap_err().to_string();
        assert!(said("").contains("no [[target]]"));
        assert!(
            said("[[target]]\nname = \"a\"\n[[target]]\nname = \"a\"\n")
                .contains("two targets are named \"a\"")
        );
        assert!(said("[[target]]\nname = \"a\"\nalias = []\n").starts_with("targets.toml:3: unknown field"));
        assert!(said("[[target]]\nname = \"-\"\n").contains("need letters"));
    }
}
