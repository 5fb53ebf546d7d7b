//! Articles with gold annotation: a TOML file made for people to write.
//!
//! The text stands first, then the actors with aliases and stance, then every sentence of the text in order with
//! its views. Offsets are computed and everything is verified on load; all that is wrong is listed. The format is
//! described in `training/ARTICLES.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::error::{Error, Location, Problem, Result};
use crate::label::{Sentiment, Stance, Voice};
use crate::text::Span;

/// An annotated article.
#[derive(Debug, Clone)]
pub struct AnnotatedArticle {
    /// Its file.
    pub name: PathBuf,
    /// Its text.
    pub text: String,
    /// What the views are about.
    pub target: String,
    /// Other names of the target in this text.
    pub target_aliases: Vec<String>,
    /// Everyone who could hold a view.
    pub actors: Vec<GoldActor>,
    /// Every sentence, in order.
    pub sentences: Vec<GoldSentence>,
}

/// Stance of an actor over a whole article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum GoldStance {
    /// In favour.
    Favor,
    /// Against.
    Against,
    /// Bears on the target and takes no side.
    Neutral,
    /// Both poles.
    Mixed,
    /// No evidence.
    None,
}

/// An actor as annotated.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoldActor {
    /// Its name inside the file.
    pub id: String,
    /// The fullest form in the text.
    pub name: String,
    /// person, government, organisation, group, unnamed or document.
    pub kind: String,
    /// Other forms, pronouns too.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The actor it speaks for.
    pub affiliation: Option<String>,
    /// Its stance toward the target.
    pub stance: GoldStance,
    /// Why, in one line.
    pub reason: Option<String>,
}

/// A sentence as annotated.
#[derive(Debug, Clone)]
pub struct GoldSentence {
    /// Where it stands in the text.
    pub span: Span,
    /// Sentiment of the sentence itself; none for boilerplate.
    pub sentiment: Option<Sentiment>,
    /// True for credits, links and standards lines.
    pub boilerplate: bool,
    /// Whose words or views it carries.
    pub views: Vec<GoldView>,
}

/// A view as annotated. Actors are indices into [`AnnotatedArticle::actors`].
#[derive(Debug, Clone)]
pub struct GoldView {
    /// Who speaks or acts.
    pub holder: usize,
    /// In whose words.
    pub voice: Voice,
    /// The words that show it; empty for an untagged quotation.
    pub cue: String,
    /// Stance toward the target, where the content bears on it.
    pub stance: Option<Stance>,
    /// The actor whose stance the holder tells of.
    pub about: Option<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    target: String,
    #[serde(default)]
    target_aliases: Vec<String>,
    text: String,
    #[serde(default)]
    actor: Vec<GoldActor>,
    #[serde(default)]
    sentence: Vec<FileSentence>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileSentence {
    text: String,
    sentiment: Option<Sentiment>,
    #[serde(default)]
    boilerplate: bool,
    #[serde(default)]
    views: Vec<FileView>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileView {
    holder: String,
    voice: Voice,
    #[serde(default)]
    cue: String,
    stance: Option<Stance>,
    about: Option<String>,
}

impl GoldActor {
    /// True for a source that holds no view: a report, a poll, a film.
    pub fn is_document(&self) -> bool {
        self.kind == "document"
    }

    /// Name and aliases.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }

    /// Name and aliases without pronouns.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.forms().filter(|form| !is_pronoun(form))
    }
}

/// True for a form that stands for anybody: he, its, this … but not for acronyms: US, IT, WHO.
pub fn is_pronoun(form: &str) -> bool {
    const PRONOUNS: [&str; 30] = [
        "i",
        "me",
        "my",
        "we",
        "us",
        "our",
        "ours",
        "you",
        "your",
        "he",
        "him",
        "his",
        "himself",
        "she",
        "her",
        "hers",
        "herself",
        "it",
        "its",
        "itself",
        "they",
        "them",
        "their",
        "themselves",
        "this",
        "that",
        "these",
        "those",
        "who",
        "whom",
    ];
    let form = form.trim();
    let acronym = form.len() > 1 && form.chars().all(char::is_uppercase);
    !acronym && PRONOUNS.iter().any(|pronoun| pronoun.eq_ignore_ascii_case(form))
}

impl AnnotatedArticle {
    /// The target's name and aliases.
    pub fn target_forms(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.target.as_str()).chain(self.target_aliases.iter().map(String::as_str))
    }

    /// The article's name in tables: its file's, without folder and ending.
    pub fn title(&self) -> String {
        self.name.file_stem().unwrap_or(self.name.as_os_str()).to_string_lossy().into_owned()
    }

    /// Reads and verifies a file.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|error| Error::io("read", path, error))?;
        Self::parse(&text, path)
    }

    /// Verifies the text of a file; `name` stands for it in errors.
    pub fn parse(toml: &str, name: &Path) -> Result<Self> {
        let place = Location::file(name);
        let file: File = toml::from_str(toml).map_err(|error| Error::toml(name, toml, &error))?;
        let mut problems = Vec::new();
        let mut report = |message: String| problems.push(Problem::new(place.clone(), message));
        let ids = actor_ids(&file.actor, &mut report);
        let spans = sentence_spans(&file, &mut report);
        let mut sentences = Vec::new();
        for (sentence, span) in file.sentence.into_iter().zip(spans) {
            let views =
                sentence.views.into_iter().filter_map(|view| gold_view(view, &ids, &mut report)).collect();
            sentences.push(GoldSentence {
                span,
                sentiment: sentence.sentiment,
                boilerplate: sentence.boilerplate,
                views,
            });
        }
        if !problems.is_empty() {
            return Err(Error::problems(problems));
        }
        Ok(Self {
            name: name.to_path_buf(),
            text: file.text,
            target: file.target,
            target_aliases: file.target_aliases,
            actors: file.actor,
            sentences,
        })
    }
}

/// Position of each actor by its id.
fn actor_ids(actors: &[GoldActor], report: &mut impl FnMut(String)) -> BTreeMap<String, usize> {
    const KINDS: [&str; 6] = ["person", "government", "organisation", "group", "unnamed", "document"];
    let mut ids = BTreeMap::new();
    for (position, actor) in actors.iter().enumerate() {
        if ids.insert(actor.id.clone(), position).is_some() {
            report(format!("two actors have the id `{}`", actor.id));
        }
        if !KINDS.contains(&actor.kind.as_str()) {
            report(format!(
                "actor `{}`: unknown kind `{}` (known: {})",
                actor.id,
                actor.kind,
                KINDS.join(", ")
            ));
        }
    }
    let known: BTreeSet<&str> = actors.iter().map(|actor| actor.id.as_str()).collect();
    for actor in actors {
        if let Some(other) = actor.affiliation.as_deref().filter(|id| !known.contains(id)) {
            report(format!("actor `{}`: its affiliation `{other}` is no actor of this file", actor.id));
        }
    }
    ids
}

/// Where each sentence stands: after the one before it, with nothing but white space and bullets between.
fn sentence_spans(file: &File, report: &mut impl FnMut(String)) -> Vec<Span> {
    let mut from = 0;
    let mut spans = Vec::new();
    for sentence in &file.sentence {
        let Some(offset) = file.text[from..].find(&sentence.text) else {
            report(format!(
                "the sentence does not stand in the text after the one before: {:?}",
                sentence.text
            ));
            spans.push(Span::new(from, from));
            continue;
        };
        let span = Span::new(from + offset, from + offset + sentence.text.len());
        let between = &file.text[from..span.start];
        if between.chars().any(|c| !c.is_whitespace() && !matches!(c, '•' | '-' | '*')) {
            report(format!("no sentence covers {:?}", between.trim()));
        }
        from = span.end;
        spans.push(span);
    }
    let rest = file.text[from..].trim();
    if !rest.is_empty() {
        report(format!("no sentence covers {rest:?}"));
    }
    spans
}

fn gold_view(
    view: FileView,
    ids: &BTreeMap<String, usize>,
    report: &mut impl FnMut(String),
) -> Option<GoldView> {
    let mut actor = |id: &str| {
        let known = ids.get(id).copied();
        if known.is_none() {
            report(format!("a view names `{id}`, which is no actor of this file"));
        }
        known
    };
    let holder = actor(&view.holder);
    let about = view.about.as_deref().map(&mut actor);
    Some(GoldView {
        holder: holder?,
        voice: view.voice,
        cue: view.cue,
        stance: view.stance,
        about: match about {
            Some(about) => Some(about?),
            None => None,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"
target = "the levy"
text = """
Port levy divides town

Ana Ruiz backed the levy. "It is fair," she said.
"""
[[actor]]
id = "ruiz"
name = "Ana Ruiz"
kind = "person"
aliases = ["she"]
stance = "favor"
[[sentence]]
text = "Port levy divides town"
sentiment = "neutral"
[[sentence]]
text = "Ana Ruiz backed the levy."
sentiment = "neutral"
views = [{ holder = "ruiz", voice = "author", cue = "backed", stance = "favor" }]
[[sentence]]
text = "\"It is fair,\" she said."
sentiment = "positive"
views = [{ holder = "ruiz", voice = "direct", cue = "said", stance = "favor" }]
"#;

    fn errors(from: &str, to: &str) -> String {
        assert!(FILE.contains(from));
        AnnotatedArticle::parse(&FILE.replacen(from, to, 1), Path::new("a.toml")).unwrap_err().to_string()
    }

    #[test]
    fn acronyms_are_no_pronouns() {
        assert!(["I", "us", "Its", "She"].into_iter().all(is_pronoun));
        assert!(!["US", "IT", "WHO", "Ruiz"].into_iter().any(is_pronoun));
    }

    #[test]
    fn offsets_are_computed() {
        let article = AnnotatedArticle::parse(FILE, Path::new("a.toml")).unwrap();
        assert_eq!(article.sentences[1].span.of(&article.text), "Ana Ruiz backed the levy.");
        assert_eq!(article.sentences[2].views[0].stance, Some(Stance::Favor));
    }

    #[test]
    fn a_sentence_that_is_left_out_is_named() {
        let message = errors("text = \"Ana Ruiz backed the levy.\"", "text = \"Port levy divides town\"");
        assert!(message.contains("does not stand in the text after the one before"), "{message}");
        let message = errors("text = \"Port levy divides town\"", "text = \"levy divides town\"");
        assert!(message.contains("no sentence covers \"Port\""), "{message}");
    }

    #[test]
    fn unknown_actors_and_kinds_are_named() {
        let message = errors("holder = \"ruiz\"", "holder = \"riuz\"");
        assert_eq!(message, "a.toml: a view names `riuz`, which is no actor of this file");
        assert!(errors("\"person\"", "\"human\"").contains("unknown kind `human`"));
    }

    #[test]
    fn an_unknown_key_names_its_line() {
        assert!(errors("aliases =", "alias =").starts_with("a.toml:12: unknown field `alias`"));
    }
}
