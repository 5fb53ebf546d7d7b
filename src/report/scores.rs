//! The tables of scores that terminal and Markdown share: those of the model's classes.

use super::number::with_interval;
use super::page::{Cell, Grid, Page};
use crate::evaluation::{HeadEvaluation, SystemScores};
use crate::metric::Measure;

/// What the model does on each class, and its confusion matrix.
pub fn classes(review: &HeadEvaluation) -> Page {
    let mut page = Page::default();
    if let Some(model) = review.systems.first() {
        page.grid(by_class(review, model));
        page.grid(confusion(&review.classes, &review.classes, &model.counts.0));
    }
    page
}

fn by_class(review: &HeadEvaluation, model: &SystemScores) -> Grid {
    let mut grid = Grid::new(&["class", "precision", "recall", "F1", "support"]);
    for (class, name) in review.classes.iter().enumerate() {
        let figure = |measure| Cell::text(with_interval(model.estimate(measure)));
        grid.row(vec![
            Cell::Class(class, name),
            figure(Measure::Precision(class)),
            figure(Measure::Recall(class)),
            figure(Measure::F1(class)),
            Cell::number(model.counts.gold()[class]),
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
