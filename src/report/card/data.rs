//! A data card, after the data sheets of Gebru et al. (arXiv 1803.09010): motivation, composition, collection,
//! labelling, splits, licence, maintenance. Counts are generated; the rest people write.

use super::{Human, Sections, table};
use crate::dataset::Composition;
use crate::error::Result;
use crate::evaluation::leak::{Leaks, Shared};
use crate::report::composition;
use crate::report::number::{score, thousands};
use crate::report::page::{Cell, Grid};

/// A table or a folder of articles.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Its path as it was named.
    pub name: String,
    /// Annotated articles; none for a table.
    pub articles: Option<u64>,
    /// What is in it.
    pub composition: Composition,
    /// Checksum of its bytes (xxh3, 128 bits, hexadecimal).
    pub checksum: String,
    /// It is kept from training.
    pub held_out: bool,
}

/// All that a data card tells by itself.
#[derive(Debug, Clone)]
pub struct DataCard {
    /// The title.
    pub title: String,
    /// The parts, in the order in which they were named.
    pub parts: Vec<Listed>,
    /// All that may be trained on.
    pub training: Composition,
    /// All that is held out; none when nothing is.
    pub held_out: Option<Composition>,
    /// What the two share; none when nothing is held out.
    pub shared: Option<Leaks>,
    /// Krippendorff's alpha of each head that was labelled twice, with the number of rows.
    pub agreement: Vec<(String, Option<f64>, u64)>,
}

/// The card as Markdown, with the human parts that are there already.
pub fn data(card: &DataCard, human: Human) -> Result<String> {
    let head = format!(
        "# {}\n\nData card, after Gebru et al., \"Datasheets for Datasets\". `stance card data` writes the counts; what stands \
         between the `human` marks is written by people and kept.\n\n",
        card.title
    );
    let mut sections = Sections { card: head, human };
    sections.add("Motivation", "", "motivation", "Why was the data set made, and by whom?");
    sections.add(
        "Composition",
        &composed(card),
        "composition",
        "What does a row stand for? What is missing?",
    );
    sections.add(
        "Collection",
        "",
        "collection",
        "Where do the texts come from, how were they chosen, and who has agreed to that?",
    );
    sections.add(
        "Labelling",
        &agreement(card),
        "labelling",
        "Who labelled, by which codebook, and how were disagreements settled?",
    );
    sections.add(
        "Splits",
        &splits(card),
        "splits",
        "What may be looked at while a model is improved, and what not?",
    );
    sections.add("Licence", "", "licence", "Under which licence may text and labels be used?");
    sections.add("Maintenance", "", "maintenance", "Who mends errors, and how are versions told apart?");
    sections.finish()
}

fn composed(card: &DataCard) -> String {
    let mut parts: Vec<(&str, &Composition)> =
        card.parts.iter().map(|part| (part.name.as_str(), &part.composition)).collect();
    parts.push(("**training**", &card.training));
    if let Some(held_out) = &card.held_out {
        parts.push(("**held out**", held_out));
    }
    let mut out = table(composition::grid(&parts));
    out.push_str(
        "A row is one holder's stance toward one target in one sentence; a sentence's sentiment counts once. Articles are \
         counted as the rows that their sentences make.\n\n",
    );
    let articles: u64 = card.parts.iter().filter_map(|part| part.articles).sum();
    if articles > 0 {
        out.push_str(&format!("Annotated articles: {}.\n\n", thousands(articles)));
    }
    out.push_str(&by_name("voice", card, |part| {
        part.voices.iter().map(|(name, n)| ((*name).to_owned(), *n)).collect()
    }));
    out.push_str(&by_name("phenomenon", card, |part| {
        part.phenomena.iter().map(|(name, n)| (name.clone(), *n)).collect()
    }));
    out
}

/// Rows of each value, in training and held out.
fn by_name(what: &str, card: &DataCard, counts: impl Fn(&Composition) -> Vec<(String, u64)>) -> String {
    let training = counts(&card.training);
    let held_out = card.held_out.as_ref().map(&counts).unwrap_or_default();
    let mut names: Vec<&String> = training.iter().chain(&held_out).map(|(name, _)| name).collect();
    names.sort();
    names.dedup();
    let mut grid = Grid::new(&[what, "training rows", "held-out rows"]);
    for name in names {
        let of = |side: &[(String, u64)]| side.iter().find(|(other, _)| other == name).map_or(0, |(_, n)| *n);
        let shown = if name.is_empty() { "(not given)" } else { name };
        grid.row(vec![
            Cell::text(shown),
            Cell::number(thousands(of(&training))),
            Cell::number(thousands(of(&held_out))),
        ]);
    }
    table(grid)
}

fn agreement(card: &DataCard) -> String {
    let mut grid = Grid::new(&["labelled twice", "rows", "Krippendorff's α"]);
    for (head, alpha, rows) in &card.agreement {
        grid.row(vec![
            Cell::text(head.as_str()),
            Cell::number(thousands(*rows)),
            Cell::number(score(*alpha)),
        ]);
    }
    table(grid)
}

fn splits(card: &DataCard) -> String {
    let mut grid = Grid::new(&["data", "split", "checksum"]);
    for part in &card.parts {
        let split = if part.held_out { "held out" } else { "training" };
        grid.row(vec![Cell::text(part.name.as_str()), Cell::text(split), Cell::text(part.checksum.as_str())]);
    }
    let mut out = table(grid);
    if let Some(shared) = &card.shared {
        let counts = Shared::ALL.map(|what| format!("{}s: {}", what.name(), shared.count(what)));
        out.push_str(&format!("Shared by training and held-out rows: {}.\n\n", counts.join(", ")));
    }
    out
}
