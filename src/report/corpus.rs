//! What a labelled corpus holds, as a page and as JSON.

use serde_json::{Value, json};

use super::composition;
use super::json::SCHEMA;
use super::number::{count, score, thousands};
use super::page::{Cell, Grid, Page};
use super::rows::{self, shown};
use crate::dataset::Row;
use crate::evaluation::corpus::{CorpusOptions, CorpusReview, Figures, RUN};

/// Ids of the rows that are listed for a run.
const LISTED: usize = 6;

/// The review as tables; `names` are those of the parts, `listed` is how many findings are shown.
pub fn page(review: &CorpusReview<'_>, names: &[String], options: &CorpusOptions, listed: usize) -> Page {
    let mut page = Page::default();
    let parts = parts(review, names);
    let whole = &review.whole.composition;
    page.heading(format!(
        "{}, {}, {}",
        count(whole.rows, "row"),
        count(whole.texts, "different text"),
        count(whole.documents, "document")
    ));
    let compositions: Vec<_> = parts.iter().map(|(name, figures)| (*name, &figures.composition)).collect();
    page.grid(composition::grid(&compositions));
    page.grid(shape(&parts));
    page.grid(language(&parts));
    page.text(format!(
        "Last table: means over 20 samples of {} words at most of each part, since they depend on the size. Runs are of \
         five words, marks in a hundred words.",
        thousands(options.sample as u64)
    ));
    page.grid(phenomena(&parts));
    findings(&mut page, review, options, listed);
    page
}

fn parts<'r>(review: &'r CorpusReview<'_>, names: &'r [String]) -> Vec<(&'r str, &'r Figures)> {
    let mut parts: Vec<_> = names.iter().map(String::as_str).zip(&review.parts).collect();
    if parts.len() > 1 {
        parts.push(("all", &review.whole));
    }
    parts
}

/// How the texts are made, and how often their rows differ.
fn shape(parts: &[(&str, &Figures)]) -> Grid {
    let shares = ["above 35", "two rows or more", "they differ", "stance is not tone"];
    let mut grid = Grid::new(&[&["part", "words (median)"], shares.as_slice()].concat());
    for (name, f) in parts {
        let mut cells = vec![Cell::text(*name)];
        cells.push(Cell::number(f.median_words.map_or_else(String::new, |words| words.to_string())));
        cells.extend([f.long, f.several, f.different, f.disagreeing].map(|share| Cell::number(score(share))));
        grid.row(cells);
    }
    grid
}

fn language(parts: &[(&str, &Figures)]) -> Grid {
    let mut grid = Grid::new(&["part", "words", "different words", "repeated runs", "marks"]);
    for (name, f) in parts {
        let marks = f.sample.punctuation.map_or_else(String::new, |marks| format!("{marks:.1}"));
        grid.row(vec![
            Cell::text(*name),
            Cell::number(thousands(f.sample.words as u64)),
            Cell::number(thousands(f.sample.distinct as u64)),
            Cell::number(
                f.sample.repeated_runs.map_or_else(String::new, |runs| format!("{:.2} %", 100.0 * runs)),
            ),
            Cell::number(marks),
        ]);
    }
    grid
}

fn phenomena(parts: &[(&str, &Figures)]) -> Grid {
    let mut header = vec!["phenomenon"];
    header.extend(parts.iter().map(|(name, _)| *name));
    let mut grid = Grid::new(&header);
    let Some((_, whole)) = parts.last() else { return grid };
    for phenomenon in whole.composition.phenomena.keys() {
        let mut cells = vec![Cell::text(phenomenon)];
        let rows = |f: &Figures| f.composition.phenomena.get(phenomenon).copied().unwrap_or_default();
        cells.extend(parts.iter().map(|(_, f)| Cell::number(rows(f))));
        grid.row(cells);
    }
    grid
}

fn findings(page: &mut Page, review: &CorpusReview<'_>, options: &CorpusOptions, listed: usize) {
    page.text(format!(
        "{} of {RUN} words, names and targets masked, in more than {}.",
        count(review.runs.len() as u64, "run"),
        count(options.max_run_texts as u64, "text")
    ));
    let mut grid = Grid::new(&["texts", "run", "rows"]);
    for run in review.runs.iter().take(listed) {
        let mut of: Vec<String> = run.rows.iter().take(LISTED).map(|row| rows::name(row)).collect();
        if run.rows.len() > LISTED {
            of.push("…".into());
        }
        grid.row(vec![Cell::number(run.rows.len()), Cell::text(&run.words), Cell::text(of.join(", "))]);
    }
    page.grid(grid);
    page.text(format!("{} of nearly equal texts.", count(review.near.len() as u64, "pair")));
    let mut grid = Grid::new(&["similarity", "rows", "text"]).under(1);
    for pair in review.near.iter().take(listed) {
        grid.row(vec![
            Cell::number(score(Some(pair.similarity))),
            Cell::text(format!("{}, {}", rows::name(pair.first), rows::name(pair.second))),
            Cell::text(shown(pair.first)),
        ]);
    }
    page.grid(grid);
}

/// The review as JSON. Keys: `schema`, `options` (`max_run_texts`, `sample`), `parts` (each with `name`) and `all` with
/// `rows`, `texts`, `documents`, `targets`, `holders`, `stance` and `sentiment` (counts by class), `several`,
/// `different`, `disagreeing`, `median_words`, `long`, `phenomena`, `sample` (`words`, `distinct`, `repeated_runs`,
/// `punctuation`); `runs`, each with `words` and `rows`; `near`, each with `similarity` and `rows`.
pub fn json(review: &CorpusReview<'_>, names: &[String], options: &CorpusOptions) -> Value {
    let parts: Vec<Value> = names
        .iter()
        .zip(&review.parts)
        .map(|(name, part)| {
            let mut value = figures(part);
            value["name"] = json!(name);
            value
        })
        .collect();
    let of = |rows: &[&Row]| rows.iter().map(|row| rows::json(row)).collect::<Vec<_>>();
    json!({
        "schema": SCHEMA,
        "options": { "max_run_texts": options.max_run_texts, "sample": options.sample },
        "parts": parts,
        "all": figures(&review.whole),
        "runs": review.runs.iter().map(|run| json!({ "words": run.words, "rows": of(&run.rows) })).collect::<Vec<_>>(),
        "near": review
            .near
            .iter()
            .map(|pair| json!({ "similarity": pair.similarity, "rows": of(&[pair.first, pair.second]) }))
            .collect::<Vec<_>>(),
    })
}

fn figures(f: &Figures) -> Value {
    let mut value = composition::json(&f.composition);
    value["phenomena"] = json!(f.composition.phenomena);
    value["several"] = json!(f.several);
    value["different"] = json!(f.different);
    value["disagreeing"] = json!(f.disagreeing);
    value["median_words"] = json!(f.median_words);
    value["long"] = json!(f.long);
    value["sample"] = json!({
        "words": f.sample.words,
        "distinct": f.sample.distinct,
        "repeated_runs": f.sample.repeated_runs,
        "punctuation": f.sample.punctuation,
    });
    value
}
