//! What does a user add to what is known of words, actors and targets?

mod conjugation;
mod file;
mod suggestion;

use std::path::Path;

use crate::actor::{KnownActors, ListedActor, Reader};
use crate::error::{Error, ErrorKind, Location, Result};
use crate::lexicon::added::AddedWords;
use crate::target::TargetSpec;

/// Additions out of several files, the later ones on top.
#[derive(Debug, Default)]
pub struct Additions {
    words: AddedWords,
    actors: Vec<(Location, ListedActor)>,
    targets: Vec<TargetSpec>,
}

impl Additions {
    /// Reads files of additions; all that is wrong with them is listed.
    pub fn read<P: AsRef<Path>>(files: &[P]) -> Result<Self> {
        let mut all = Self::default();
        let mut problems = Vec::new();
        for path in files.iter().map(AsRef::as_ref) {
            let text = std::fs::read_to_string(path).map_err(|error| Error::io("read", path, error))?;
            match all.add(&text, path) {
                Ok(()) => {}
                Err(error) => match error.kind() {
                    ErrorKind::Data(found) => problems.extend(found.0.iter().cloned()),
                    _ => return Err(error),
                },
            }
        }
        if problems.is_empty() { Ok(all) } else { Err(Error::problems(problems)) }
    }

    /// Adds the text of a file; `name` stands for it in errors.
    pub fn add(&mut self, toml: &str, name: &Path) -> Result<()> {
        let added = file::parse(toml, name)?;
        self.words.verbs.extend(added.words.verbs);
        self.words.titles.extend(added.words.titles);
        self.words.heads.extend(added.words.heads);
        self.actors.extend(added.actors);
        self.targets.extend(added.targets);
        Ok(())
    }

    /// Adds the actors of a file that lists only actors.
    pub fn add_actors(&mut self, path: &Path) -> Result<()> {
        self.actors.extend(KnownActors::read_list(path)?);
        Ok(())
    }

    /// The reader that knows all of it, and the targets. Fails when two actors share an id or a name.
    pub fn reader(self) -> Result<(Reader, Vec<TargetSpec>)> {
        let known = KnownActors::listed(self.actors)?;
        Ok((Reader { lexicon: self.words.lexicon(), known, ..Reader::default() }, self.targets))
    }
}

/// The target with the other names of every listed target that shares a name with it; case does not count.
pub fn with_aliases(mut target: TargetSpec, listed: &[TargetSpec]) -> TargetSpec {
    let same = |a: &str, b: &str| a.trim().to_lowercase() == b.trim().to_lowercase();
    for entry in listed {
        if !entry.names().any(|name| target.names().any(|known| same(name, known))) {
            continue;
        }
        for name in entry.names() {
            if !target.names().any(|known| same(name, known)) {
                target.aliases.push(name.to_owned());
            }
        }
    }
    target
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Document;

    const MINE: &str = r#"
[[actor]]
id = "hu"
name = "Harbour Union"
kind = "organisation"
aliases = ["Unity"]

[[verb]]
base = "dunk"
kind = "stance"
side = "against"

[[title]]
title = "Docent"
gender = "female"

[[head]]
noun = "quillers"
kind = "group"

[[target]]
name = "the levy"
aliases = ["the berth fee"]
"#;

    #[test]
    fn what_was_added_is_read() {
        let mut additions = Additions::default();
        additions.add(MINE, Path::new("mine.toml")).unwrap();
        let (reader, targets) = additions.reader().unwrap();
        let text = "Unity dunked the levy. Angry quillers said the levy was unfair. \"It is,\" Docent Bo Lind said. She left.";
        let document = Document::new(text);
        let reading = reader.read(&document);
        let names: Vec<&str> =
            reading.attributions.iter().map(|a| reading.actors[a.actor].name.as_str()).collect();
        assert_eq!(names, ["Harbour Union", "Angry quillers", "Bo Lind"]);
        let target = with_aliases(TargetSpec::new("The levy"), &targets);
        assert_eq!(target.aliases, ["the berth fee"]);
        assert!(with_aliases(TargetSpec::new("the tax"), &targets).aliases.is_empty());
    }

    #[test]
    fn actors_of_two_files_may_not_share_an_id() {
        let mut additions = Additions::default();
        let other = "[[actor]]\nid = \"hu\"\nname = \"Hull\"\nkind = \"group\"\n";
        additions.add(MINE, Path::new("mine.toml")).unwrap();
        additions.add(other, Path::new("other.toml")).unwrap();
        let error = additions.reader().unwrap_err().to_string();
        assert!(error.starts_with("other.toml:1:1: two actors have the id \"hu\""), "{error}");
    }
}
