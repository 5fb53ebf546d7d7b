//! The report on everything in a folder of evaluation data, as one Markdown page and one JSON file.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::agreement;
use super::article;
use super::composition;
use super::json::{SCHEMA, review as review_json};
use super::listing::Listing;
use super::markdown;
use super::page::{Page, ended};
use super::review;
use super::stances::ModelId;
use crate::dataset::{Composition, Dataset};
use crate::evaluation::agreement::AgreementReview;
use crate::evaluation::review::Review;
use crate::evaluation::{ArticleEvaluation, Evaluation};
use crate::metric::Bootstrap;

/// A report that grows input by input.
#[derive(Debug)]
pub struct Collected {
    page: String,
    json: Map<String, Value>,
}

/// An input: its name, and the checksum of its bytes (xxh3, 128 bits, hexadecimal).
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// As it is told in the report.
    pub name: &'a str,
    /// Of the file, or of the folder's files one after the other.
    pub checksum: &'a str,
    /// What may be shown of it.
    pub listing: Listing,
}

const LABELS: &str = "**Labels.** *favor*, *against*: what the holder says or does, as the text tells it, supports or opposes the \
target; *neutral*: it bears on the target and takes no side. *positive*, *negative*, *neutral*: the sentence itself, whatever \
the target. Macro F1 is the mean of the classes' F1; 0/0 is undefined.";

impl Collected {
    /// A report on this model; `trained_on` names the tables of `--train-data`.
    pub fn new(name: &str, id: &ModelId, trained_on: &[String], bootstrap: Bootstrap) -> Self {
        let mut page = format!(
            "# Evaluation of {name}\n\nWritten by `stance report`; a change by hand is overwritten. Model file: checksum \
             `{}`, trained with stance {}.\n\n",
            id.checksum, id.version
        );
        let _ = writeln!(
            page,
            "**Intervals.** 95%, bootstrap over whole documents: {} draws, seed {}.\n\n{LABELS}\n",
            bootstrap.draws, bootstrap.seed
        );
        if !trained_on.is_empty() {
            let _ = writeln!(
                page,
                "**Blind baselines.** The model's recipe is trained three times on {}: as it is, without seeing the target \
                 (*target-blind*), and without seeing the holder (*holder-blind*).\n",
                trained_on.join(", ")
            );
        }
        let facts = [
            ("schema", json!(SCHEMA)),
            ("model", json!({ "name": name, "version": id.version, "checksum": id.checksum })),
            ("bootstrap", json!({ "draws": bootstrap.draws, "seed": bootstrap.seed, "unit": "document" })),
            ("train_data", json!(trained_on)),
            ("tables", json!({})),
            ("articles", json!({})),
            ("agreement", json!({})),
        ];
        let json = facts.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        Self { page, json }
    }

    /// Adds a table.
    pub fn table(&mut self, input: Input<'_>, (scores, behind, data): (&Evaluation, &Review, &Dataset)) {
        let counts = Composition::of(&data.rows);
        self.heading(input, &counts);
        self.page.push_str(&markdown::table((scores, behind, data), input.listing));
        let mut value = review_json(Some(scores), None, input.listing);
        review::add(&mut value, behind, data, input.listing);
        self.insert("tables", input, &counts, value);
    }

    /// Adds a folder of articles.
    pub fn articles(&mut self, input: Input<'_>, scores: &ArticleEvaluation) {
        let counts = Composition::of(&scores.rows.rows);
        self.heading(input, &counts);
        self.page.push_str(&article::markdown(scores, input.listing));
        self.page.push('\n');
        self.insert("articles", input, &counts, article::json(scores, input.listing));
    }

    /// Adds the agreement of annotators on one head of what has this name; no row is shown.
    pub fn agreement(&mut self, name: &str, review: &AgreementReview<'_>, names: &[String]) {
        let _ = writeln!(self.page, "## Agreement on {name}: {}\n", review.head);
        self.page.push_str(&agreement::page(review, names, 0).markdown());
        let mut value = agreement::json(review, names);
        if let Some(object) = value.as_object_mut() {
            object.remove("disagreements");
        }
        if let Some(Value::Object(all)) = self.json.get_mut("agreement") {
            all.entry(name).or_insert_with(|| json!({}))[review.head] = value;
        }
    }

    fn heading(&mut self, input: Input<'_>, counts: &Composition) {
        let _ = writeln!(self.page, "## {}\n\nChecksum `{}`.\n", input.name, input.checksum);
        if !input.listing.rows {
            self.page.push_str("A test set: scores only, nothing of any row.\n\n");
        }
        let mut page = Page::default();
        page.grid(composition::grid(&[(input.name, counts)]));
        self.page.push_str(&page.markdown());
    }

    fn insert(&mut self, kind: &str, input: Input<'_>, counts: &Composition, mut value: Value) {
        value["checksum"] = json!(input.checksum);
        value["scores_only"] = json!(!input.listing.rows);
        value["data"] = composition::json(counts);
        if let Some(Value::Object(all)) = self.json.get_mut(kind) {
            all.insert(input.name.to_owned(), value);
        }
    }

    /// Markdown and JSON.
    pub fn finish(self) -> (String, String) {
        (ended(self.page), format!("{:#}\n", rounded(Value::Object(self.json))))
    }
}

/// Figures to six decimals: what another machine's last bits could change is no part of a report.
fn rounded(value: Value) -> Value {
    match value {
        Value::Number(number) if number.is_f64() => {
            number.as_f64().map_or(Value::Null, |n| json!((n * 1e6).round() / 1e6))
        }
        Value::Array(items) => items.into_iter().map(rounded).collect(),
        Value::Object(map) => {
            Value::Object(map.into_iter().map(|(key, value)| (key, rounded(value))).collect())
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_rounded_and_counts_are_not() {
        let value = json!({ "a": [0.123_456_78, 3, null], "b": "0.12345678" });
        assert_eq!(rounded(value), json!({ "a": [0.123_457, 3, null], "b": "0.12345678" }));
    }
}
