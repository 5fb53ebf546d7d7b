//! A file of additions, as people write it in TOML (`docs/lexicon.md`), verified and turned into words, actors and
//! targets.

use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use super::conjugation::regular;
use super::suggestion::closest;
use crate::actor::ListedActor;
use crate::error::{Error, Location, Problem, Result};
use crate::lexicon::added::{AddedVerb, AddedWords};
use crate::lexicon::{Frame, Hint, Traits, VerbClass};
use crate::target::TargetSpec;

/// What one file adds.
#[derive(Debug, Default)]
pub(super) struct Added {
    pub words: AddedWords,
    pub actors: Vec<(Location, ListedActor)>,
    pub targets: Vec<TargetSpec>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    actor: Vec<Spanned<ListedActor>>,
    #[serde(default)]
    verb: Vec<Spanned<FileVerb>>,
    #[serde(default)]
    title: Vec<Spanned<FileTitle>>,
    #[serde(default)]
    head: Vec<Spanned<FileHead>>,
    #[serde(default)]
    target: Vec<Spanned<FileTarget>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileVerb {
    base: String,
    forms: Option<Vec<String>>,
    kind: VerbKind,
    side: Option<Side>,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum VerbKind {
    Speech,
    Stance,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Side {
    Favor,
    Against,
    Neutral,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileTitle {
    title: String,
    gender: Option<TitleGender>,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum TitleGender {
    Female,
    Male,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileHead {
    noun: String,
    kind: HeadKind,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum HeadKind {
    Person,
    Group,
    Organisation,
    Document,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileTarget {
    name: String,
    aliases: Vec<String>,
}

/// Reads the text of a file; `name` stands for it in errors. All that is wrong is listed.
pub(super) fn parse(toml: &str, name: &Path) -> Result<Added> {
    let file: File = toml::from_str(toml).map_err(|error| unread(toml, name, &error))?;
    let mut reader = Reader { toml, name, problems: Vec::new(), added: Added::default() };
    reader.actors(file.actor);
    file.verb.into_iter().for_each(|verb| reader.verb(verb));
    file.title.into_iter().for_each(|title| reader.title(title));
    file.head.into_iter().for_each(|head| reader.head(head));
    file.target.into_iter().for_each(|target| reader.target(target));
    let Reader { problems, added, .. } = reader;
    let nothing = added.words.is_empty() && added.actors.is_empty() && added.targets.is_empty();
    if nothing && problems.is_empty() {
        let problem = Problem::new(Location::file(name), "the file adds nothing");
        let hint = "write tables [[actor]], [[verb]], [[title]], [[head]] or [[target]]; see docs/lexicon.md";
        return Err(Error::problems(vec![problem.with_hint(hint)]));
    }
    if problems.is_empty() { Ok(added) } else { Err(Error::problems(problems)) }
}

/// `file:line:column` of a byte.
fn place(toml: &str, name: &Path, byte: usize) -> Location {
    let before = toml.get(..byte).unwrap_or(toml);
    let line = before.matches('\n').count() as u64 + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    Location::file(name).at_line(line).in_column(column.to_string())
}

/// What the parser says, with the known word that an unknown one was probably meant to be.
fn unread(toml: &str, name: &Path, error: &toml::de::Error) -> Error {
    let message = error.message().replace('\n', " ");
    let words: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let hint = match words.split_first() {
        Some((unknown, known)) if message.starts_with("unknown ") => {
            Some(closest(unknown, known).map_or_else(
                || "docs/lexicon.md lists what may stand here".to_owned(),
                |meant| format!("did you mean `{meant}`?"),
            ))
        }
        _ if message.starts_with("missing field") => Some("docs/lexicon.md shows a whole entry".to_owned()),
        _ => None,
    };
    let location = error.span().map_or_else(|| Location::file(name), |span| place(toml, name, span.start));
    let problem = Problem::new(location, message.clone());
    Error::problems(vec![hint.into_iter().fold(problem, Problem::with_hint)])
}

struct Reader<'f> {
    toml: &'f str,
    name: &'f Path,
    problems: Vec<Problem>,
    added: Added,
}

impl Reader<'_> {
    fn wrong(&mut self, byte: usize, message: String, hint: &str) {
        let location = place(self.toml, self.name, byte);
        self.problems.push(Problem::new(location, message).with_hint(hint));
    }

    fn actors(&mut self, actors: Vec<Spanned<ListedActor>>) {
        for actor in actors {
            let location = place(self.toml, self.name, actor.span().start);
            self.added.actors.push((location, actor.into_inner()));
        }
    }

    fn verb(&mut self, verb: Spanned<FileVerb>) {
        let at = verb.span().start;
        let FileVerb { base, forms, kind, side } = verb.into_inner();
        if !is_word(&base) {
            let message = format!("\"{base}\" is no single word");
            return self.wrong(at, message, "give the base form of the verb: `base = \"lambast\"`");
        }
        let forms = match forms.as_deref() {
            None => regular(&base),
            Some([third, past, ing]) => [third, past, past, ing].map(Clone::clone),
            Some([third, past, participle, ing]) => [third, past, participle, ing].map(Clone::clone),
            Some(_) => {
                let message = format!("verb \"{base}\": `forms` needs three or four forms");
                let hint = "third person, past, participle where it differs, -ing: [\"writes\", \"wrote\", \"written\", \"writing\"]";
                return self.wrong(at, message, hint);
            }
        };
        if let Some(form) = forms.iter().find(|form| !is_word(form)) {
            let message = format!("verb \"{base}\": the form \"{form}\" is no single word");
            return self.wrong(at, message, "leave out helpers and particles");
        }
        if kind == VerbKind::Stance && side.is_none() {
            let message = format!("verb \"{base}\": a verb of stance needs its side");
            return self.wrong(at, message, "add `side = \"favor\"`, `\"against\"` or `\"neutral\"`");
        }
        let [third, past, participle, ing] = forms;
        let (class, hint) = match (kind, side) {
            (VerbKind::Speech, Some(Side::Favor)) => (VerbClass::Praise, Hint::Favor),
            (VerbKind::Speech, Some(Side::Against)) => (VerbClass::Criticise, Hint::Against),
            (VerbKind::Speech, Some(Side::Neutral)) => (VerbClass::Say, Hint::Neutral),
            (VerbKind::Speech, None) => (VerbClass::Say, Hint::None),
            (VerbKind::Stance, Some(Side::Favor)) => (VerbClass::Support, Hint::Favor),
            (VerbKind::Stance, Some(Side::Against)) => (VerbClass::Oppose, Hint::Against),
            (VerbKind::Stance, _) => (VerbClass::Claim, Hint::Neutral),
        };
        let frame = if kind == VerbKind::Speech { Frame::Speech } else { Frame::Stance };
        let forms = [base, third, past, participle, ing];
        self.added.words.verbs.push(AddedVerb { forms, class, hint, frame });
    }

    fn title(&mut self, title: Spanned<FileTitle>) {
        let at = title.span().start;
        let FileTitle { title, gender } = title.into_inner();
        let words = title.split(' ').count();
        if !(title.split(' ').all(is_word) || words == 1 && is_word(title.trim_end_matches('.'))) {
            let message = format!("\"{title}\" is no title of words with single spaces");
            return self.wrong(at, message, "write it as it stands before names: `title = \"Lord Provost\"`");
        }
        let gender = match gender {
            Some(TitleGender::Female) => Traits::FEMALE,
            Some(TitleGender::Male) => Traits::MALE,
            None => Traits::NONE,
        };
        self.added.words.titles.push((title, gender));
    }

    fn head(&mut self, head: Spanned<FileHead>) {
        let at = head.span().start;
        let FileHead { noun, kind } = head.into_inner();
        if !is_word(&noun) {
            let message = format!("\"{noun}\" is no single word");
            return self.wrong(
                at,
                message,
                "give only the last noun: `noun = \"syndicate\"` finds \"the lorry syndicate\"",
            );
        }
        let kind = match kind {
            HeadKind::Person => Traits::PERSON,
            HeadKind::Group => Traits::GROUP,
            HeadKind::Organisation => Traits::ORGANISATION,
            HeadKind::Document => Traits::DOCUMENT,
        };
        self.added.words.heads.push((noun, kind));
    }

    fn target(&mut self, target: Spanned<FileTarget>) {
        let at = target.span().start;
        let FileTarget { name, aliases } = target.into_inner();
        if let Some(wrong) =
            std::iter::once(&name).chain(&aliases).find(|form| !form.contains(char::is_alphanumeric))
        {
            let message = format!("target \"{name}\": \"{wrong}\" has no letters");
            return self.wrong(at, message, "use the words of the articles");
        }
        self.added.targets.push(TargetSpec { name, aliases });
    }
}

/// One word as the tokenizer cuts it.
fn is_word(text: &str) -> bool {
    crate::text::tokenize(text).len() == 1 && text.contains(char::is_alphabetic) && text.trim() == text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(toml: &str) -> String {
        parse(toml, Path::new("mine.toml")).unwrap_err().to_string()
    }

    #[test]
    fn a_wrong_key_is_named_with_its_place_and_what_was_meant() {
        let error = said("[[actor]]\nname = \"X\"\nkind = \"group\"\nalias = [\"Y\"]\n");
        assert!(error.starts_with("mine.toml:4:1: unknown field `alias`"), "{error}");
        assert!(error.ends_with("hint: did you mean `aliases`?"), "{error}");
        let error = said("[[verbs]]\nbase = \"x\"\n");
        assert!(
            error.starts_with("mine.toml:1:3: unknown field `verbs`") && error.ends_with("`verb`?"),
            "{error}"
        );
        let error = said("[[verb]]\nbase = \"slam\"\nkind = \"stance\"\nside = \"aganist\"\n");
        assert!(
            error.starts_with("mine.toml:4:8: unknown variant") && error.ends_with("`against`?"),
            "{error}"
        );
    }

    #[test]
    fn everything_that_is_wrong_is_listed_with_the_mend() {
        let error = said(
            "[[verb]]\nbase = \"lash out\"\nkind = \"speech\"\n[[verb]]\nbase = \"nix\"\nkind = \"stance\"\n\
             [[head]]\nnoun = \"lorry syndicate\"\nkind = \"group\"\n",
        );
        assert!(error.contains("mine.toml:1:1: \"lash out\" is no single word"), "{error}");
        assert!(error.contains("mine.toml:4:1: verb \"nix\": a verb of stance needs its side"), "{error}");
        assert!(error.contains("mine.toml:7:1: \"lorry syndicate\" is no single word"), "{error}");
        assert_eq!(error.matches("hint: ").count(), 3);
    }

    #[test]
    fn a_file_that_adds_nothing_is_an_error() {
        assert!(said("# only a remark\n").contains("the file adds nothing"));
    }
}
