//! The review behind the scores, as tables.

use crate::dataset::Dataset;
use crate::evaluation::leak::Leaks;
use crate::evaluation::review::{
    Calibration, Certainty, FLAG_LEVEL, HeadReview, LEAST_ROWS, NameSwap, Review, Slice,
};
use crate::metric::calibration::Bin;
use crate::report::number::{count, p_value, score, signed_with_interval, with_interval};
use crate::report::page::{Cell, Grid, Page};
use crate::report::rows::{self, shown};

/// How many shared texts, documents and targets are named.
const NAMED: usize = 5;

/// Calibration, selection, slices, errors, names, sights and leaks, head by head.
pub fn page(review: &Review, data: &Dataset) -> Page {
    let mut page = Page::default();
    for head in &review.heads {
        page.heading(format!("{}: behind the scores", head.head));
        sights(head, &mut page);
        certainty(head, &mut page);
        slices(&head.slices, &mut page);
        if let Some(swap) = &head.swap {
            page.text(name_swap(swap));
        }
        errors(head, data, &mut page);
    }
    if let Some(leaks) = &review.leaks {
        page.heading("Shared with the training data");
        leakage(leaks, data, &mut page);
    }
    page
}

fn sights(head: &HeadReview, page: &mut Page) {
    let mut grid =
        Grid::new(&["trained on --train-data", "macro F1", "accuracy", "macro F1 with full sight − this"]);
    for sight in &head.sights {
        grid.row(vec![
            Cell::text(sight.sight.name()),
            Cell::text(with_interval(sight.macro_f1)),
            Cell::text(with_interval(sight.accuracy)),
            Cell::text(signed_with_interval(sight.gain.value, sight.gain.interval)),
        ]);
    }
    page.grid(grid);
}

fn certainty(head: &HeadReview, page: &mut Page) {
    let certainty = &head.certainty;
    let mut grid = Grid::new(&[
        "probabilities",
        "ECE, equal width",
        "ECE, equal mass",
        "Brier",
        "log loss",
        "Brier skill",
    ]);
    let mut add = |name: &str, calibration: &Calibration| {
        grid.row(vec![
            Cell::text(name),
            Cell::number(score(calibration.errors.equal_width)),
            Cell::number(score(calibration.errors.equal_mass)),
            Cell::text(with_interval(calibration.brier)),
            Cell::text(with_interval(calibration.log_loss)),
            Cell::number(score(calibration.brier_skill)),
        ]);
    };
    match &certainty.before {
        Some(before) => {
            add("before calibration", before);
            add("after calibration", &certainty.after);
        }
        None => add("not calibrated", &certainty.after),
    }
    page.grid(grid);
    page.detail(reliability("equal width", &certainty.after.equal_width));
    page.detail(reliability("equal mass", &certainty.after.equal_mass));
    let mut grid = Grid::new(&["class", "average precision", "answered at the threshold"]);
    for (class, name) in head.classes.iter().enumerate() {
        grid.row(vec![
            Cell::Class(class, name),
            Cell::number(score(certainty.average_precision[class])),
            Cell::number(match certainty.threshold {
                Some(_) => score(certainty.coverage[class]),
                None => "–".to_owned(),
            }),
        ]);
    }
    page.grid(grid);
    page.text(selection(certainty));
}

fn selection(certainty: &Certainty) -> String {
    let wanted = certainty.wanted;
    let found = match &certainty.threshold {
        Some(found) => format!(
            "A confidence of {:.3} or more keeps a precision of {wanted}: it answers {:.1}% of the rows, {:.3} [{:.3}, {:.3}] \
             of them right.",
            found.point.threshold,
            found.point.coverage * 100.0,
            found.precision,
            found.interval.low,
            found.interval.high
        ),
        None => format!("No confidence keeps a precision of {wanted} at the lower end of its interval."),
    };
    format!(
        "{found} Area under the risk–coverage curve: {}. Choose a threshold on other rows than those it is reported on.",
        score(certainty.area)
    )
}

fn reliability(rule: &str, bins: &[Bin]) -> Grid {
    let name = format!("confidence, bins of {rule}");
    let mut grid = Grid::new(&[&name, "rows", "mean confidence", "right"]);
    for bin in bins {
        let interval = bin.interval.map_or(String::new(), |i| format!(" [{:.3}, {:.3}]", i.low, i.high));
        grid.row(vec![
            Cell::text(format!("{:.3} to {:.3}", bin.low, bin.high)),
            Cell::number(bin.rows),
            Cell::number(format!("{:.3}", bin.confidence)),
            Cell::text(format!("{:.3}{interval}", bin.accuracy)),
        ]);
    }
    grid
}

fn slices(slices: &[Slice], page: &mut Page) {
    let header = ["slice", "rows", "accuracy", "macro F1", "accuracy − the rest", "Holm", ""];
    let (mut tested, mut small) = (Grid::new(&header), Grid::new(&header));
    for slice in slices {
        let value = if slice.value.is_empty() { "(empty)" } else { &slice.value };
        let goal = if slice.difference.is_some() { &mut tested } else { &mut small };
        goal.row(vec![
            Cell::text(format!("{}: {value}", slice.column)),
            Cell::number(slice.rows),
            Cell::text(with_interval(slice.accuracy)),
            Cell::text(with_interval(slice.macro_f1)),
            Cell::text(
                slice.difference.map_or("–".to_owned(), |d| signed_with_interval(d.value, d.interval)),
            ),
            Cell::number(p_value(slice.holm_p)),
            Cell::text(if slice.is_flagged() { "differs" } else { "" }),
        ]);
    }
    let (number, untested) = (tested.rows.len(), small.rows.len() as u64);
    page.grid(tested);
    page.detail(small);
    if number > 0 {
        page.text(format!(
            "A slice of {LEAST_ROWS} rows or more is tested against the rest; \"differs\": p below {FLAG_LEVEL} after Holm's \
             correction over {number} tests. {} too small to test.",
            count(untested, "slice")
        ));
    }
}

fn name_swap(swap: &NameSwap) -> String {
    let interval = swap.interval.map_or(String::new(), |i| format!(" [{:.3}, {:.3}]", i.low, i.high));
    format!(
        "Names of holder and target replaced by others of their kind: {} of {} flip, {:.3}{interval}.",
        swap.flips,
        count(swap.rows, "label"),
        swap.flips as f64 / swap.rows as f64
    )
}

fn errors(head: &HeadReview, data: &Dataset, page: &mut Page) {
    let mut grid = Grid::new(&["row", "gold", "p", "given", "p", "for it spoke", "text"]);
    for error in &head.errors {
        let blamed: Vec<String> =
            error.blamed.iter().map(|(feature, added)| format!("{feature} {added:+.2}")).collect();
        grid.row(vec![
            Cell::text(rows::name(&data.rows[error.row])),
            Cell::Class(error.gold, head.classes[error.gold]),
            Cell::number(format!("{:.3}", error.probabilities.0[error.gold])),
            Cell::Class(error.predicted, head.classes[error.predicted]),
            Cell::number(format!("{:.3}", error.probabilities.confidence())),
            Cell::text(blamed.join(", ")),
            Cell::text(shown(&data.rows[error.row])),
        ]);
    }
    page.grid(grid);
}

fn leakage(leaks: &Leaks, data: &Dataset, page: &mut Page) {
    if leaks.is_empty() {
        page.text("No text, nearly equal text, document or target is shared.");
        return;
    }
    let place = |row: usize| rows::name(&data.rows[row]);
    let named = [
        leaks.texts.iter().take(NAMED).map(|shared| place(shared.0)).collect::<Vec<_>>(),
        leaks.near.iter().take(NAMED).map(|near| format!("{} ({:.2})", place(near.0), near.2)).collect(),
        leaks.documents.keys().take(NAMED).cloned().collect(),
        leaks.targets.keys().take(NAMED).cloned().collect(),
    ];
    let mut grid = Grid::new(&["shared", "number", "for example"]);
    for ((what, number), named) in leaks.counts().into_iter().zip(named).filter(|((_, n), _)| *n > 0) {
        grid.row(vec![Cell::text(what), Cell::number(number), Cell::text(named.join(", "))]);
    }
    page.grid(grid);
}
