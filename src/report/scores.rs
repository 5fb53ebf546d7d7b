//! The tables of scores that terminal and Markdown share: those of the classes.

use super::number::with_interval;
use super::page::{Cell, Grid, Page};
use crate::evaluation::HeadEvaluation;
use crate::metric::{Counts, Estimate, Measure};

/// What the model does on each class, and its confusion matrix.
pub fn classes(review: &HeadEvaluation) -> Page {
    let mut page = Page::default();
    if let Some(model) = review.systems.first() {
        page.grid(by_class(&review.classes, &model.counts, |measure| model.estimate(measure)));
        page.grid(confusion(&review.classes, &review.classes, &model.counts.0));
    }
    page
}

/// Precision, recall and F1 of each class, and how often it is gold.
pub(super) fn by_class(
    classes: &[&'static str],
    counts: &Counts,
    estimate: impl Fn(Measure) -> Estimate,
) -> Grid {
    let figure = |measure| Cell::text(with_interval(estimate(measure)));
    let mut grid = Grid::new(&["class", "precision", "recall", "F1", "support"]);
    for ((class, name), support) in classes.iter().enumerate().zip(counts.gold()) {
        grid.row(vec![
            Cell::Class(class, name),
            figure(Measure::Precision(class)),
            figure(Measure::Recall(class)),
            figure(Measure::F1(class)),
            Cell::number(support),
        ]);
    }
    grid
}

/// Gold classes down, predicted ones across.
pub(super) fn confusion<const N: usize>(gold: &[&str], predicted: &[&str; N], counts: &[[u64; N]]) -> Grid {
    let mut grid = Grid::new(&[&["gold \\ predicted"], predicted.as_slice()].concat());
    for (name, row) in gold.iter().zip(counts) {
        let mut cells = vec![Cell::text(*name)];
        cells.extend(row.map(Cell::number));
        grid.row(cells);
    }
    grid
}
