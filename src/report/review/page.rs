//! The review behind the scores, as tables.

use crate::dataset::Dataset;
use crate::evaluation::review::{
    Calibration, FLAG_LEVEL, HeadReview, LEAST_ROWS, NameSwap, PairScores, Pairs, Review, Slice,
};
use crate::metric::calibration::Bin;
use crate::metric::selection::{Point, Threshold};
use crate::report::leaks;
use crate::report::listing::Listing;
use crate::report::number::{bracketed, count, p_value, score, signed_with_interval, with_interval};
use crate::report::page::{Cell, Grid, Page};
use crate::report::rows::{self, shown};

/// Calibration, selection, slices, errors, names, sights and leaks, head by head.
pub fn page(review: &Review, data: &Dataset, listing: Listing) -> Page {
    let mut page = Page::default();
    for head in &review.heads {
        page.heading(format!("{}: behind the scores", head.head));
        sights(head, &mut page);
        certainty(head, &mut page);
        slices(&head.slices, &mut page);
        if let Some(found) = &head.pairs {
            pairs(found, listing, &mut page);
        }
        if let Some(swap) = &head.swap {
            page.text(name_swap(swap));
        }
        if listing.rows {
            errors(head, data, &mut page);
        }
    }
    if let Some(leaks) = &review.leaks {
        leaks::add_to(&mut page, leaks, data, listing);
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
            Cell::text(with_interval(calibration.error)),
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
    let threshold = certainty.threshold.as_ref();
    page.text(format!(
        "{} Area under the risk–coverage curve: {}.",
        selection(threshold, certainty.wanted, "rows"),
        score(certainty.area)
    ));
    page.detail(risk_coverage("rows", &certainty.curve));
    page.detail(precision_recall(head));
}

/// Which confidence keeps the wanted precision; `of` says what is answered.
pub fn selection(threshold: Option<&Threshold>, wanted: f64, of: &str) -> String {
    match threshold {
        Some(found) => format!(
            "A confidence of {:.3} or more keeps a precision of {wanted}: it answers {:.1}% of the {of}, {:.3} {} \
             of them right. Choose a threshold on other rows than those it is reported on.",
            found.point.threshold,
            found.point.coverage * 100.0,
            found.precision,
            bracketed(found.interval)
        ),
        None => format!("No confidence keeps a precision of {wanted} at the lower end of its interval."),
    }
}

/// How many are answered, and how many of these are wrong, at ten coverages.
pub fn risk_coverage(of: &str, curve: &[Point]) -> Grid {
    let mut grid =
        Grid::new(&[&format!("{of} answered, the most certain first"), "from confidence", "wrong"]);
    for tenth in 1..=10 {
        let point = curve.iter().find(|point| point.coverage >= f64::from(tenth) / 10.0 - 1e-12);
        let Some(point) = point else { continue };
        grid.row(vec![
            Cell::text(format!("{:.1}%", point.coverage * 100.0)),
            Cell::number(format!("{:.3}", point.threshold)),
            Cell::number(format!("{:.3}", point.risk)),
        ]);
    }
    grid
}

/// Precision of each class at ten recalls: the best that is reached with so much recall or more.
fn precision_recall(head: &HeadReview) -> Grid {
    let mut header = vec!["recall of at least"];
    header.extend(head.classes);
    let mut grid = Grid::new(&header);
    for tenth in 1..=10 {
        let recall = f64::from(tenth) / 10.0;
        let mut cells = vec![Cell::text(format!("{recall:.1}"))];
        cells.extend(head.certainty.ranking.iter().map(|curve| {
            let reached = curve.iter().filter(|point| point.recall >= recall - 1e-12);
            Cell::number(score(reached.map(|point| point.precision).max_by(f64::total_cmp)))
        }));
        grid.row(cells);
    }
    grid
}

/// A reliability diagram in figures.
pub fn reliability(rule: &str, bins: &[Bin]) -> Grid {
    let name = format!("confidence, bins of {rule}");
    let mut grid = Grid::new(&[&name, "rows", "mean confidence", "right"]);
    for bin in bins {
        let interval = bin.interval.map_or(String::new(), |i| format!(" {}", bracketed(i)));
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
    let any_differs = slices.iter().any(Slice::is_flagged);
    let mut header = vec!["slice", "rows", "accuracy", "macro F1", "accuracy − the rest", "p (Holm)"];
    header.extend(any_differs.then_some("differs"));
    let mut tested = Grid::new(&header);
    let mut small = Grid::new(&["slice too small to test", "rows", "accuracy", "macro F1"]);
    for slice in slices {
        let value = if slice.value.is_empty() { "(empty)" } else { &slice.value };
        let mut cells = vec![
            Cell::text(format!("{}: {value}", slice.column)),
            Cell::number(slice.rows),
            Cell::text(with_interval(slice.accuracy)),
            Cell::text(with_interval(slice.macro_f1)),
        ];
        let Some(difference) = slice.difference else {
            small.row(cells);
            continue;
        };
        cells.push(Cell::text(signed_with_interval(difference.value, difference.interval)));
        cells.push(Cell::number(p_value(slice.holm_p)));
        cells.extend(any_differs.then(|| Cell::text(if slice.is_flagged() { "yes" } else { "" })));
        tested.row(cells);
    }
    let (number, untested) = (tested.rows.len(), small.rows.len() as u64);
    page.grid(tested);
    page.detail(small);
    if number > 0 {
        let meaning = if any_differs {
            format!("it differs where p is below {FLAG_LEVEL}")
        } else {
            format!("none differs with p below {FLAG_LEVEL}")
        };
        page.text(format!(
            "A slice of {LEAST_ROWS} rows or more is tested against the rest; {meaning} after Holm's correction over {}. \
             {} too small to test.",
            count(number as u64, "test"),
            count(untested, "slice")
        ));
    }
}

fn name_swap(swap: &NameSwap) -> String {
    let interval = swap.interval.map_or(String::new(), |i| format!(" {}", bracketed(i)));
    format!(
        "Names of holder and target replaced by others of their kind: {} of {} flip, {:.3}{interval}.",
        swap.flips,
        count(swap.rows, "label"),
        swap.flips as f64 / swap.rows as f64
    )
}

fn errors(head: &HeadReview, data: &Dataset, page: &mut Page) {
    if head.errors.is_empty() {
        return;
    }
    page.text(
        "The errors in which the model gives the gold label the least probability, and the features that spoke most for \
         what it said.",
    );
    let header =
        ["row", "gold", "its probability", "model", "its probability", "text", "for the model's label spoke"];
    let mut grid = Grid::new(&header).under(2);
    for error in &head.errors {
        let blamed: Vec<String> =
            error.blamed.iter().map(|(feature, added)| format!("{feature} {added:+.2}")).collect();
        grid.row(vec![
            Cell::text(rows::name(&data.rows[error.row])),
            Cell::Class(error.gold, head.classes[error.gold]),
            Cell::number(format!("{:.3}", error.probabilities.0[error.gold])),
            Cell::Class(error.predicted, head.classes[error.predicted]),
            Cell::number(format!("{:.3}", error.probabilities.confidence())),
            Cell::text(shown(&data.rows[error.row])),
            Cell::text(blamed.join(", ")),
        ]);
    }
    page.grid(grid);
}

fn pairs(pairs: &Pairs, listing: Listing, page: &mut Page) {
    let mut grid = Grid::new(&["minimal pairs", "pairs", "both right", "share", "same label for both"]);
    let mut add = |name: &str, scores: &PairScores| {
        grid.row(vec![
            Cell::text(name),
            Cell::number(scores.pairs),
            Cell::number(scores.right),
            Cell::text(with_interval(scores.share)),
            Cell::number(scores.same_label),
        ]);
    };
    add("all", &pairs.all);
    if pairs.phenomena.len() > 1 {
        for (name, scores) in &pairs.phenomena {
            add(if name.is_empty() { "(empty)" } else { name }, scores);
        }
    }
    page.grid(grid);
    if !pairs.left_out.is_empty() {
        let named = if listing.rows {
            let names: Vec<&str> = pairs.left_out.iter().take(NAMED).map(String::as_str).collect();
            format!(", for example {}", names.join(", "))
        } else {
            String::new()
        };
        page.text(format!(
            "Left out, since not borne by exactly two rows with different labels: {}{named}.",
            count(pairs.left_out.len() as u64, "pair name")
        ));
    }
}

/// How many pairs that are left out are named.
const NAMED: usize = 5;
