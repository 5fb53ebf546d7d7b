//! The review as Markdown, for reports that stand in a repository.

use std::fmt::Write as _;

use super::listing::Listing;
use super::number::{count, score, with_interval};
use super::page::{Cell, Grid, Page};
use super::{review, scores};
use crate::dataset::Dataset;
use crate::evaluation::review::Review;
use crate::evaluation::{Evaluation, HeadEvaluation};
use crate::metric::Measure;

/// The review of a table: scores, and what lies behind them.
pub fn table((scored, behind, data): (&Evaluation, &Review, &Dataset), listing: Listing) -> String {
    format!("{}\n{}", evaluation(scored), review::page(behind, data, listing).markdown())
}

/// The scores on tables.
fn evaluation(evaluation: &Evaluation) -> String {
    let mut out: String = evaluation.heads.iter().map(|review| head(review.head, review)).collect();
    let _ = writeln!(
        out,
        "Intervals: 95%, cluster bootstrap over documents, {} draws, seed {}. Macro F1 is the mean of the classes' F1.",
        evaluation.bootstrap.draws, evaluation.bootstrap.seed
    );
    out
}

pub(super) fn head(title: &str, review: &HeadEvaluation) -> String {
    let mut page = Page::default();
    page.heading(format!(
        "{title}: {} of {}",
        count(review.rows as u64, "row"),
        count(review.documents as u64, "document")
    ));
    let mut grid = Grid::new(&["system", "macro F1", "accuracy", "F1 of the two sides", "kappa"]);
    for system in &review.systems {
        let figure = |measure| Cell::text(with_interval(system.estimate(measure)));
        let mut row = vec![Cell::text(system.system.name())];
        row.extend([Measure::MacroF1, Measure::Accuracy, Measure::FAverage, Measure::Kappa].map(figure));
        grid.row(row);
    }
    page.grid(grid);
    page.0.extend(scores::classes(review).0);
    if let Some(model) = review.systems.first() {
        page.text(format!(
            "MCC {}, balanced accuracy {}.",
            score(model.scores.mcc),
            score(model.scores.balanced_accuracy)
        ));
    }
    page.markdown()
}
