//! An article in Markdown: marks taken off, front matter read.

#[cfg(feature = "formats")]
use super::About;
use super::Article;
#[cfg(not(feature = "formats"))]
use crate::error::{Error, Problem};
use crate::error::{Location, Result};

/// Reads an article. Headings, paragraphs and items stay lines of their own; links keep their words; images, code
/// and HTML are left out.
#[cfg(feature = "formats")]
#[allow(clippy::unnecessary_wraps)] // Without the feature it may fail.
pub(super) fn article(source: &str, place: &Location) -> Result<Article> {
    let (about, body) = front_matter(source);
    Ok(Article::of_parts(place, about, plain(body).trim_end()))
}

/// Without the reader of Markdown.
#[cfg(not(feature = "formats"))]
pub(super) fn article(_: &str, place: &Location) -> Result<Article> {
    let problem = Problem::new(place.clone(), "this build reads no Markdown (cargo feature `formats`)");
    Err(Error::article("Markdown", problem.with_hint("--from text reads it as it stands")))
}

#[cfg(feature = "formats")]
fn plain(body: &str) -> String {
    use pulldown_cmark::{Event, Parser, Tag, TagEnd};

    let mut out = String::with_capacity(body.len());
    let (mut hidden, mut depth) = (0_u32, 0_usize);
    for event in Parser::new(body) {
        match event {
            Event::Start(Tag::Image { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock) => hidden += 1,
            Event::End(TagEnd::Image | TagEnd::CodeBlock | TagEnd::HtmlBlock) => {
                hidden = hidden.saturating_sub(1);
            }
            _ if hidden > 0 => {}
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::SoftBreak => out.push(' '),
            Event::HardBreak => out.push('\n'),
            Event::Start(Tag::List(_)) => {
                part(&mut out, if depth > 0 { "\n" } else { "\n\n" });
                depth += 1;
            }
            Event::End(TagEnd::List(_)) => {
                depth = depth.saturating_sub(1);
                part(&mut out, "\n\n");
            }
            Event::Start(Tag::Item) => {
                if !out.ends_with('\n') {
                    part(&mut out, "\n");
                }
                out.push_str("- ");
            }
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_)) => {
                part(&mut out, if depth > 0 { "\n" } else { "\n\n" });
            }
            Event::End(TagEnd::Item) => part(&mut out, "\n"),
            _ => {}
        }
    }
    out
}

/// Ends the line, with an empty one behind it or not; what is empty stays so.
#[cfg(feature = "formats")]
fn part(out: &mut String, with: &str) {
    out.truncate(out.trim_end().len());
    if !out.is_empty() {
        out.push_str(with);
    }
}

/// What stands between two lines `---` at the start, as lines `key: value`.
#[cfg(feature = "formats")]
fn front_matter(source: &str) -> (About, &str) {
    let mut about = About::default();
    let Some(rest) = source.strip_prefix("---\n").or_else(|| source.strip_prefix("---\r\n")) else {
        return (about, source);
    };
    let mut at = 0;
    let mut pairs = Vec::new();
    for line in rest.split_inclusive('\n') {
        at += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            for (key, value) in pairs {
                about.take(key, value);
            }
            return (about, &rest[at..]);
        }
        if let Some((key, value)) = line.split_once(':') {
            pairs.push((key.trim(), value.trim().trim_matches(['"', '\''])));
        }
    }
    // Never closed: a rule, and no front matter.
    (about, source)
}

#[cfg(all(test, feature = "formats"))]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_words_stay() {
        let source = "---\ntitle: \"Levy divides port\"\nauthor: Tom Reed\nsection: city\n---\n\n\
             # Levy divides port\n\nThe *minister*, [Ana Ruiz](https://x.org),\nrejected it.\n\n\
             - unions **welcomed** it\n- `drivers` did not\n\n![alt](a.png)\n\n```\ncode\n```\n\n> \"No,\" she said.\n";
        let article = article(source, &Location::file("a.md")).unwrap();
        let wanted = "Levy divides port\n\nThe minister, Ana Ruiz, rejected it.\n\n- unions welcomed it\n\
             - drivers did not\n\n\"No,\" she said.";
        assert_eq!(article.text, wanted);
        assert_eq!(article.about.title.as_deref(), Some("Levy divides port"));
        assert_eq!(article.about.byline.as_deref(), Some("Tom Reed"));
        assert_eq!(article.about.meta["section"], "city");
    }

    #[test]
    fn a_rule_at_the_start_is_no_front_matter() {
        let article = article("---\nnote: one\n\nThe end.\n", &Location::file("a.md")).unwrap();
        assert!(article.text.contains("The end."), "{}", article.text);
        assert_eq!(article.about, About::default());
    }
}
