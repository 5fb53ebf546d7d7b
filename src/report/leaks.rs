//! What evaluation and training data share, as part of a page and of JSON.

use serde_json::{Map, Value, json};

use super::listing::Listing;
use super::page::{Cell, Grid, Page};
use super::rows;
use crate::dataset::Dataset;
use crate::evaluation::leak::{Leaks, Shared};

/// How many shared texts, documents and targets are named.
const NAMED: usize = 5;

/// Adds a heading and what is shared.
pub fn add_to(page: &mut Page, leaks: &Leaks, data: &Dataset, listing: Listing) {
    page.heading("Shared with the training data");
    if leaks.is_empty() {
        page.text("No text, nearly equal text, document or target is shared.");
        return;
    }
    let mut header = vec!["shared", "number"];
    header.extend(listing.rows.then_some("for example"));
    let mut grid = Grid::new(&header);
    for shared in Shared::ALL.into_iter().filter(|shared| leaks.count(*shared) > 0) {
        let mut cells = vec![Cell::text(shared.name()), Cell::number(leaks.count(shared))];
        if listing.rows {
            cells.push(Cell::text(examples(leaks, shared, data).join(", ")));
        }
        grid.row(cells);
    }
    page.grid(grid);
}

fn examples(leaks: &Leaks, shared: Shared, data: &Dataset) -> Vec<String> {
    let place = |row: usize| rows::name(&data.rows[row]);
    match shared {
        Shared::Text => leaks.texts.iter().take(NAMED).map(|&row| place(row)).collect(),
        Shared::NearText => {
            leaks.near.iter().take(NAMED).map(|&(row, near)| format!("{} ({near:.2})", place(row))).collect()
        }
        Shared::Document => leaks.documents.keys().take(NAMED).cloned().collect(),
        Shared::Target => leaks.targets.keys().take(NAMED).cloned().collect(),
    }
}

/// `against`, `counts` (`texts`, `near_texts`, `documents`, `targets`), and under the same names what is shared, where
/// rows are listed; null when nothing is known of the training data.
pub fn json(leaks: Option<&Leaks>, data: &Dataset, listing: Listing) -> Value {
    let Some(leaks) = leaks else { return Value::Null };
    let keys = ["texts", "near_texts", "documents", "targets"];
    let counts: Map<String, Value> = keys
        .into_iter()
        .zip(Shared::ALL)
        .map(|(key, shared)| (key.to_owned(), json!(leaks.count(shared))))
        .collect();
    let mut value = json!({ "against": leaks.against, "counts": counts });
    if listing.rows {
        let place = |row: usize| rows::name(&data.rows[row]);
        value["texts"] = leaks.texts.iter().map(|&row| json!(place(row))).collect();
        value["near_texts"] = leaks
            .near
            .iter()
            .map(|&(row, jaccard)| json!({ "row": place(row), "jaccard": jaccard }))
            .collect();
        value["documents"] = json!(leaks.documents);
        value["targets"] = json!(leaks.targets);
    }
    value
}
