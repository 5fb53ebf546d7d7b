//! Two models on the same rows, as a page and as JSON.

use serde_json::{Map, Value, json};

use super::json::{SCHEMA, bounds};
use super::number::{count, p_value, score, signed_with_interval};
use super::page::{Cell, Grid, Page};
use super::rows::{self, shown};
use crate::dataset::Dataset;
use crate::evaluation::compare::{Change, Compared, Comparison, HeadComparison, MEASURES};

/// The comparison as tables; `names` are those of A and B, `listed` is how many changed rows are shown.
pub fn page(comparison: &Comparison, data: &Dataset, names: [&str; 2], listed: usize) -> Page {
    let mut page = Page::default();
    page.text(format!("A is {}, B is {}.", names[0], names[1]));
    for head in &comparison.heads {
        page.heading(format!(
            "{}: {} of {}",
            head.head,
            count(head.rows as u64, "row"),
            count(head.documents as u64, "document")
        ));
        page.grid(measures(head));
        page.text(format!(
            "Only A is right in {}, only B in {}: exact McNemar p = {} (accuracy, rows taken as independent).",
            count(head.only_a, "row"),
            count(head.only_b, "row"),
            p_value(Some(head.mcnemar_p))
        ));
        let changes = Change::ALL.map(|change| format!("{} {}", change.name(), head.count(change)));
        page.text(format!(
            "{} changed from A to B: {}.",
            count(head.changed.len() as u64, "label"),
            changes.join(", ")
        ));
        page.grid(changed(head, data, listed));
    }
    page.text(format!(
        "In brackets: 95% intervals of the difference, paired cluster bootstrap over documents ({} draws, seed {}). p: \
         approximate randomisation by document ({} draws); Holm: the same, corrected for {} measures.",
        comparison.bootstrap.draws,
        comparison.bootstrap.seed,
        comparison.randomisations,
        MEASURES.len()
    ));
    page
}

fn measures(head: &HeadComparison) -> Grid {
    let mut grid = Grid::new(&["measure", "A", "B", "B − A", "p", "Holm"]);
    for compared in &head.measures {
        grid.row(vec![
            Cell::text(&*compared.name),
            Cell::number(score(compared.a)),
            Cell::number(score(compared.b)),
            Cell::text(signed_with_interval(compared.difference.value, compared.difference.interval)),
            Cell::number(p_value(compared.p_value)),
            Cell::number(p_value(compared.holm_p)),
        ]);
    }
    grid
}

fn changed(head: &HeadComparison, data: &Dataset, listed: usize) -> Grid {
    let mut grid = Grid::new(&["row", "gold", "A", "B", "text"]).under(1);
    for changed in head.changed.iter().take(listed) {
        let class = |index: usize| Cell::Class(index, head.classes[index]);
        let row = &data.rows[changed.row];
        grid.row(vec![
            Cell::text(rows::name(row)),
            class(changed.gold),
            class(changed.a),
            class(changed.b),
            Cell::text(shown(row)),
        ]);
    }
    grid
}

/// The comparison as JSON. Keys: `schema`, `a`, `b` (file names), `bootstrap` (draws, seed, unit),
/// `randomisations`, and for each head under `heads`: `rows`, `documents`, `measures` (for each of `macro_f1`,
/// `accuracy`, `f_average`: `a`, `b`, `difference`, `ci95`, `bootstrap_p`, `p`, `holm_p`), `mcnemar` (`only_a`,
/// `only_b`, `p`), `changes` (counts) and `changed` (every row that changed its label).
pub fn json(comparison: &Comparison, data: &Dataset, names: [&str; 2]) -> Value {
    let heads: Map<String, Value> =
        comparison.heads.iter().map(|head| (head.head.to_owned(), head_json(head, data))).collect();
    json!({
        "schema": SCHEMA,
        "a": names[0],
        "b": names[1],
        "bootstrap": { "draws": comparison.bootstrap.draws, "seed": comparison.bootstrap.seed, "unit": "document" },
        "randomisations": comparison.randomisations,
        "heads": heads,
    })
}

/// In the order of [`MEASURES`].
const KEYS: [&str; MEASURES.len()] = ["macro_f1", "accuracy", "f_average"];

fn head_json(head: &HeadComparison, data: &Dataset) -> Value {
    let measures: Map<String, Value> = KEYS
        .iter()
        .zip(&head.measures)
        .map(|(key, measure)| ((*key).to_owned(), measure_json(measure)))
        .collect();
    let changed: Vec<Value> = head
        .changed
        .iter()
        .map(|changed| {
            let mut value = rows::json(&data.rows[changed.row]);
            value["gold"] = json!(head.classes[changed.gold]);
            value["a"] = json!(head.classes[changed.a]);
            value["b"] = json!(head.classes[changed.b]);
            value
        })
        .collect();
    json!({
        "rows": head.rows,
        "documents": head.documents,
        "measures": measures,
        "mcnemar": { "only_a": head.only_a, "only_b": head.only_b, "p": head.mcnemar_p },
        "changes": {
            "wrong_to_right": head.count(Change::Mended),
            "right_to_wrong": head.count(Change::Broken),
            "wrong_to_wrong": head.count(Change::OtherError),
        },
        "changed": changed,
    })
}

fn measure_json(measure: &Compared) -> Value {
    json!({
        "a": measure.a,
        "b": measure.b,
        "difference": measure.difference.value,
        "ci95": bounds(measure.difference.interval),
        "bootstrap_p": measure.difference.p_value,
        "p": measure.p_value,
        "holm_p": measure.holm_p,
    })
}
