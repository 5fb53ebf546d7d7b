//! The story of a news page: title, byline, date, language and text, without what stands around it.

#[cfg(feature = "html")]
use super::About;
use super::Article;
use crate::error::{Error, Location, Problem, Result};

/// Reads a page. The text is the title, an empty line and the paragraphs of the story.
#[cfg(feature = "html")]
pub(super) fn article(page: &str, place: &Location) -> Result<Article> {
    use dom_smoothie::{Config, Readability, TextMode};

    let config = Config {
        text_mode: TextMode::Formatted,
        char_threshold: SHORTEST,
        max_elements_to_parse: MOST_ELEMENTS,
        ..Config::default()
    };
    let failed = |error: dom_smoothie::ReadabilityError| no_story(place, &error.to_string());
    let mut page = Readability::new(page, None, Some(config)).map_err(failed)?;
    let heading =
        page.doc.select("h1").iter().map(|heading| one_line(&heading.text())).find(|h| !h.is_empty());
    let story = page.parse().map_err(failed)?;
    let body = tidy(&story.text_content);
    if !body.contains(char::is_alphanumeric) {
        return Err(no_story(place, "it has no text"));
    }
    let given = |field: Option<String>| field.map(|f| f.trim().to_owned()).filter(|f| !f.is_empty());
    // "Levy stays - The Daily": the site is no part of the headline.
    let title = heading.filter(|heading| story.title.contains(heading)).unwrap_or(story.title);
    let about = About {
        title: given(Some(one_line(&title))),
        byline: given(story.byline),
        date: given(story.published_time),
        language: given(story.lang),
        url: given(story.url),
        ..About::default()
    };
    Ok(Article::of_parts(place, about, &body))
}

/// A story shorter than this, in characters, is looked for with less strict rules before it is taken.
#[cfg(feature = "html")]
const SHORTEST: usize = 250;

/// More elements than any news page has.
#[cfg(feature = "html")]
const MOST_ELEMENTS: usize = 100_000;

#[cfg(feature = "html")]
fn no_story(place: &Location, why: &str) -> Error {
    let problem = Problem::new(place.clone(), format!("no story was found in the page: {why}"));
    Error::article("no story in the page", problem.with_hint("save the story as text"))
}

#[cfg(feature = "html")]
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Paragraphs parted by one empty line, no white space at the ends of lines.
#[cfg(feature = "html")]
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            gap = !out.is_empty();
            continue;
        }
        if !out.is_empty() {
            out.push_str(if gap { "\n\n" } else { "\n" });
        }
        out.push_str(line);
        gap = false;
    }
    out
}

/// Without the reader of pages.
#[cfg(not(feature = "html"))]
pub(super) fn article(_: &str, place: &Location) -> Result<Article> {
    let problem = Problem::new(place.clone(), "this build reads no HTML pages (cargo feature `html`)");
    Err(Error::article("HTML", problem.with_hint("save the story as text")))
}

/// The encoding that a page names in its head: `<meta charset="…">` or `… content="text/html; charset=…"`.
pub(super) fn declared_encoding(page: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&page[..page.len().min(4096)]).to_ascii_lowercase();
    let tail = &head[head.find("charset=")? + "charset=".len()..];
    let name = tail.trim_start_matches(['"', '\'', ' ']);
    let end = name.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).unwrap_or(name.len());
    (end > 0).then(|| name[..end].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encoding_is_read_from_the_head() {
        let named = |page: &str| declared_encoding(page.as_bytes());
        assert_eq!(named("<meta charset=\"ISO-8859-15\">").as_deref(), Some("iso-8859-15"));
        assert_eq!(
            named("<meta content='text/html; charset=windows-1251'>").as_deref(),
            Some("windows-1251")
        );
        assert_eq!(named("<p>no charset</p>"), None);
    }

    #[cfg(feature = "html")]
    #[test]
    fn a_page_gives_its_story_and_what_is_known_of_it() {
        let paragraph = "<p>The harbour minister, Ana Ruiz, rejected the levy on Monday, saying that it would hurt \
             every family that lives beside the docks, and that nobody had asked them.</p>";
        let page = format!(
            "<!doctype html><html lang=en><head><title>Minister rejects port levy - The Daily</title>\
             <meta name=author content='Tom Reed'><meta property='article:published_time' content='2024-05-06'></head>\
             <body><nav><a href=/>Home</a> <a href=/sport>Sport</a></nav><article><h1>Minister rejects port levy</h1>\
             {}</article><footer>Cookies &amp; terms</footer></body></html>",
            paragraph.repeat(4)
        );
        let article = article(&page, &Location::file("a.html")).unwrap();
        assert_eq!(article.about.title.as_deref(), Some("Minister rejects port levy"));
        assert_eq!(article.about.byline.as_deref(), Some("Tom Reed"));
        assert_eq!(article.about.date.as_deref(), Some("2024-05-06"));
        assert_eq!(article.about.language.as_deref(), Some("en"));
        assert!(
            article.text.starts_with("Minister rejects port levy\n\nThe harbour minister"),
            "{}",
            article.text
        );
        assert!(!article.text.contains("Sport") && !article.text.contains("Cookies"), "{}", article.text);
    }

    #[cfg(feature = "html")]
    #[test]
    fn a_page_without_a_story_says_so() {
        let error =
            article("<html><body><img src=a.png></body></html>", &Location::file("a.html")).unwrap_err();
        assert!(error.to_string().starts_with("a.html: no story was found in the page"), "{error}");
    }
}
