//! Cross-validation as a page and as JSON.

use serde_json::{Map, Value, json};

use super::json::{SCHEMA, estimate};
use super::number::{count, score, with_interval};
use super::page::{Cell, Grid, Page};
use super::rows::{self, shown};
use super::scores::by_class;
use crate::dataset::Dataset;
use crate::dataset::split::Grouping;
use crate::evaluation::crossval::{CrossValidation, HeadCrossValidation, MEASURES};
use crate::metric::Measure;

/// In the order of [`MEASURES`].
const KEYS: [&str; MEASURES.len()] = ["macro_f1", "accuracy", "f_average", "kappa"];
/// The same in words.
const NAMES: [&str; MEASURES.len()] = ["macro F1", "accuracy", "F1 of the two sides", "kappa"];

fn unit(grouping: Grouping) -> &'static str {
    match grouping {
        Grouping::Document => "document",
        Grouping::Target => "target",
    }
}

/// The cross-validation as tables; `suspects` is how many probably wrong labels are listed.
pub fn page(review: &CrossValidation, data: &Dataset, recipe: &str, suspects: usize) -> Page {
    let mut page = Page::default();
    let unit = unit(review.options.grouping);
    for head in &review.heads {
        page.heading(format!(
            "{}: {} of {}, recipe {recipe}, {} folds",
            head.head,
            count(head.rows as u64, "row"),
            count(head.groups as u64, unit),
            head.folds.len()
        ));
        page.grid(measures(head));
        page.grid(by_class(&head.classes, &head.counts, |measure| head.pooled(measure)));
        page.text(format!(
            "Out-of-fold log loss {}, Brier {}, calibration error {} (bins of equal width) and {} (equal mass).",
            score(head.losses.log_loss()),
            score(head.losses.brier()),
            score(head.calibration.equal_width),
            score(head.calibration.equal_mass)
        ));
        page.grid(curve(head));
        label_errors(head, data, suspects, &mut page);
    }
    page.text(format!(
        "Mean and standard deviation over folds; pooled: all rows together, each by the model that had not seen its {unit}, \
         with 95% intervals, cluster bootstrap over {unit}s ({} draws, seed {}).",
        review.options.bootstrap.draws, review.options.bootstrap.seed
    ));
    page
}

fn measures(head: &HeadCrossValidation) -> Grid {
    let names: Vec<String> = (1..=head.folds.len()).map(|fold| format!("fold {fold}")).collect();
    let mut header = vec!["measure", "mean", "± s.d.", "pooled"];
    header.extend(names.iter().map(String::as_str));
    let mut grid = Grid::new(&header);
    for (name, measure) in NAMES.into_iter().zip(MEASURES) {
        let (mean, deviation) = head.spread(measure);
        let mut cells = vec![
            Cell::text(name),
            Cell::number(score(mean)),
            Cell::number(score(deviation)),
            Cell::text(with_interval(head.pooled(measure))),
        ];
        cells.extend(head.folds.iter().map(|fold| Cell::number(score(fold.scores.get(measure)))));
        grid.row(cells);
    }
    grid
}

fn curve(head: &HeadCrossValidation) -> Grid {
    let seeds = head.curve.first().map_or(0, |point| point.values.len());
    let mean = format!("macro F1, mean of {}", count(seeds as u64, "seed"));
    let mut grid = Grid::new(&["trained on", "rows", &mean, "± s.d.", "lowest to highest"]);
    for point in &head.curve {
        grid.row(vec![
            Cell::text(format!("{:.0}%", point.share * 100.0)),
            Cell::number(format!("{:.0}", point.train_rows)),
            Cell::number(score(point.mean)),
            Cell::number(score(point.deviation)),
            Cell::text(point.band().map_or("–".to_owned(), |(low, high)| format!("{low:.3} to {high:.3}"))),
        ]);
    }
    grid
}

fn label_errors(head: &HeadCrossValidation, data: &Dataset, number: usize, page: &mut Page) {
    let suspects = head.suspects(number);
    if suspects.is_empty() {
        return;
    }
    page.text(
        "Labels to read again: the given class has the lowest out-of-fold probability. The model may be the one that \
         is wrong; nothing is changed.",
    );
    let mut grid =
        Grid::new(&["row", "given", "its probability", "model", "its probability", "text"]).under(1);
    for (row, given, probabilities) in suspects {
        let predicted = probabilities.argmax();
        grid.row(vec![
            Cell::text(rows::name(&data.rows[row])),
            Cell::Class(given, head.classes[given]),
            Cell::number(format!("{:.3}", probabilities.0[given])),
            Cell::Class(predicted, head.classes[predicted]),
            Cell::number(format!("{:.3}", probabilities.confidence())),
            Cell::text(shown(&data.rows[row])),
        ]);
    }
    page.grid(grid);
}

/// The cross-validation as JSON. Keys: `schema`, `recipe`, `folds`, `seed`, `grouped_by`, `bootstrap`, and for each
/// head under `heads`: `rows`, `groups`, `measures` (for each of `macro_f1`, `accuracy`, `f_average`, `kappa`: `mean`,
/// `sd`, `folds`, and pooled `value` and `ci95`), `classes` (pooled `precision`, `recall`, `f1`, `support`),
/// `confusion_matrix`, `log_loss`, `brier`, `ece`, `learning_curve` (for each size `share`, `train_rows`, and macro F1 over
/// seeds: `mean`, `sd`, `low`, `high`, `values`) and `label_errors`.
pub fn json(review: &CrossValidation, data: &Dataset, recipe: &str, suspects: usize) -> Value {
    let heads: Map<String, Value> =
        review.heads.iter().map(|head| (head.head.to_owned(), head_json(head, data, suspects))).collect();
    let options = &review.options;
    json!({
        "schema": SCHEMA,
        "recipe": recipe,
        "folds": options.folds,
        "seed": options.seed,
        "grouped_by": unit(options.grouping),
        "bootstrap": {
            "draws": options.bootstrap.draws,
            "seed": options.bootstrap.seed,
            "unit": unit(options.grouping),
        },
        "heads": heads,
    })
}

fn head_json(head: &HeadCrossValidation, data: &Dataset, suspects: usize) -> Value {
    let measures: Map<String, Value> = KEYS
        .iter()
        .zip(MEASURES)
        .map(|(key, measure)| {
            let (mean, deviation) = head.spread(measure);
            let folds: Vec<Option<f64>> = head.folds.iter().map(|fold| fold.scores.get(measure)).collect();
            let mut value = estimate(head.pooled(measure));
            value["mean"] = json!(mean);
            value["sd"] = json!(deviation);
            value["folds"] = json!(folds);
            ((*key).to_owned(), value)
        })
        .collect();
    let classes: Map<String, Value> = head
        .classes
        .iter()
        .enumerate()
        .map(|(class, name)| {
            let value = json!({
                "precision": estimate(head.pooled(Measure::Precision(class))),
                "recall": estimate(head.pooled(Measure::Recall(class))),
                "f1": estimate(head.pooled(Measure::F1(class))),
                "support": head.counts.gold()[class],
            });
            ((*name).to_owned(), value)
        })
        .collect();
    let curve: Vec<Value> = head
        .curve
        .iter()
        .map(|point| {
            let band = point.band();
            json!({
                "share": point.share,
                "train_rows": point.train_rows,
                "mean": point.mean,
                "sd": point.deviation,
                "low": band.map(|(low, _)| low),
                "high": band.map(|(_, high)| high),
                "values": point.values,
            })
        })
        .collect();
    let label_errors: Vec<Value> = head
        .suspects(suspects)
        .into_iter()
        .map(|(row, given, probabilities)| {
            let mut value = rows::json(&data.rows[row]);
            value["given"] = json!(head.classes[given]);
            value["predicted"] = json!(head.classes[probabilities.argmax()]);
            value["probability_of_given"] = json!(probabilities.0[given]);
            value["probability_of_predicted"] = json!(probabilities.confidence());
            value
        })
        .collect();
    json!({
        "rows": head.rows,
        "groups": head.groups,
        "measures": measures,
        "classes": classes,
        "confusion_matrix": head.counts.0,
        "log_loss": head.losses.log_loss(),
        "brier": head.losses.brier(),
        "ece": { "equal_width": head.calibration.equal_width, "equal_mass": head.calibration.equal_mass },
        "learning_curve": curve,
        "label_errors": label_errors,
    })
}
