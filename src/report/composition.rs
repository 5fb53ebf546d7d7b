//! What is in some tables, as a table and as JSON.

use serde_json::{Map, Value, json};

use super::number::thousands;
use super::page::{Cell, Grid};
use crate::dataset::Composition;
use crate::label::{CLASSES, Label, Sentiment, Stance};

/// A row for each named part.
pub fn grid(parts: &[(&str, &Composition)]) -> Grid {
    let mut grid = Grid::new(&[
        "data",
        "rows",
        "texts",
        "documents",
        "holders",
        "targets",
        "stance: against, neutral, favor",
        "sentiment: negative, neutral, positive",
    ]);
    let classes = |counts: [u64; CLASSES]| Cell::number(counts.map(thousands).join(", "));
    for (name, part) in parts {
        let counts = [part.rows, part.texts, part.documents, part.holders, part.targets];
        let mut cells = vec![Cell::text(*name)];
        cells.extend(counts.map(|n| Cell::number(thousands(n))));
        cells.extend([classes(part.stance), classes(part.sentiment)]);
        grid.row(cells);
    }
    grid
}

/// `rows`, `texts`, `documents`, `holders`, `targets`, and `stance` and `sentiment` by class.
pub fn json(part: &Composition) -> Value {
    fn by_class<L: Label>(counts: [u64; CLASSES]) -> Map<String, Value> {
        L::ALL.into_iter().zip(counts).map(|(label, n)| (label.name().to_owned(), json!(n))).collect()
    }
    json!({
        "rows": part.rows,
        "texts": part.texts,
        "documents": part.documents,
        "holders": part.holders,
        "targets": part.targets,
        "stance": by_class::<Stance>(part.stance),
        "sentiment": by_class::<Sentiment>(part.sentiment),
    })
}
