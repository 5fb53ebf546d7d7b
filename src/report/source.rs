//! What the file of an article says of it, in reports.

use serde::Serialize;

use crate::article::{About, Article};

/// Where an article comes from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Source<'a> {
    /// Which article of its file it is, from 1; absent where a file holds one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<u64>,
    /// What else is known; absent where nothing is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article: Option<Given<'a>>,
}

/// What a file says of an article.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Given<'a> {
    /// Title, byline, date and the like, and in `meta` all the rest.
    #[serde(flatten)]
    pub about: &'a About,
    /// The text that places count in, where it is wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<&'a str>,
}

/// The columns of the CSV that say which article a row is from.
pub const COLUMNS: [&str; 8] = ["record", "id", "title", "byline", "date", "language", "url", "meta"];

impl<'a> Source<'a> {
    /// Of an article.
    pub fn of(article: &'a Article) -> Self {
        let given =
            (article.about != About::default()).then_some(Given { about: &article.about, text: None });
        Self { record: article.record, article: given }
    }

    /// Gives the text too.
    #[must_use]
    pub fn with_text(self, article: &'a Article) -> Self {
        Self { article: Some(Given { about: &article.about, text: Some(&article.text) }), ..self }
    }

    /// The fields of the CSV, in the order of [`COLUMNS`]; `meta` is JSON.
    pub fn fields(&self) -> [String; COLUMNS.len()] {
        let field = |of: fn(&About) -> &Option<String>| {
            self.article.as_ref().and_then(|given| of(given.about).clone()).unwrap_or_default()
        };
        let meta = self.article.as_ref().map(|given| &given.about.meta).filter(|meta| !meta.is_empty());
        [
            self.record.map(|record| record.to_string()).unwrap_or_default(),
            field(|about| &about.id),
            field(|about| &about.title),
            field(|about| &about.byline),
            field(|about| &about.date),
            field(|about| &about.language),
            field(|about| &about.url),
            meta.map(|meta| serde_json::Value::Object(meta.clone()).to_string()).unwrap_or_default(),
        ]
    }
}
