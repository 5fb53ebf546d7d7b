//! The review behind the scores, as JSON.

use serde_json::{Map, Value, json};

use crate::dataset::Dataset;
use crate::evaluation::review::{Calibration, Certainty, HeadReview, PairScores, Review};
use crate::report::json::{bounds, estimate};
use crate::report::leaks;
use crate::report::listing::Listing;
use crate::report::rows;

/// Points that a curve keeps; a curve over many rows has one for each score that occurs.
const POINTS: usize = 50;

/// Adds the review to the JSON of an evaluation. Each head under `heads` gets
///
/// - `calibration`: `before` (null where the head has no calibrator) and `after`, each with `ece_equal_width`,
///   `ece_ci95` (of the former), `ece_equal_mass`, `ece_classes`, `ece_classwise`, `brier` and `log_loss` (`value`, `ci95`), `brier_skill`,
///   `bins_equal_width`, `bins_equal_mass`;
/// - `selection`: `wanted_precision`, `threshold`, `coverage`, `precision`, `ci95`, `coverage_by_class`, `aurc`,
///   `risk_coverage`;
/// - `ranking`, by class: `average_precision`, `precision_recall`;
/// - `slices`: `column`, `value`, `rows`, `accuracy`, `macro_f1`, `difference`, `ci95`, `p`, `holm_p`, `flagged`;
/// - `errors`: rows with `gold`, `predicted`, `probabilities` and `features`;
/// - `name_swap`: `rows`, `flips`, `rate`, `ci95`, `flipped`; null without names;
/// - `sights`, by name: `macro_f1`, `accuracy`, `gain`, `ci95`;
/// - `pairs`: `value` (share with both rows right), `ci95`, `pairs`, `both_right`, `same_label`, the same for each of
///   `phenomena`, and `left_out`; null without the column.
///
/// The whole gets `leakage`, as [`leaks::json`] says. Where rows are not to be listed, `flipped`, the names of what is
/// shared and of pairs left out are missing.
pub fn add(value: &mut Value, review: &Review, data: &Dataset, listing: Listing) {
    for head in &review.heads {
        if let Some(object) = value["heads"][head.head].as_object_mut() {
            object.extend(head_json(head, data, listing));
        }
    }
    value["leakage"] = leaks::json(review.leaks.as_ref(), data, listing);
}

fn head_json(head: &HeadReview, data: &Dataset, listing: Listing) -> Map<String, Value> {
    let certainty = &head.certainty;
    let sections = [
        (
            "calibration",
            json!({
                "before": certainty.before.as_ref().map(calibration),
                "after": calibration(&certainty.after),
            }),
        ),
        ("selection", selection(head, certainty)),
        ("ranking", ranking(head, certainty)),
        ("slices", slices(head)),
        ("errors", errors(head, data)),
        ("name_swap", name_swap(head, data, listing)),
        ("sights", sights(head)),
        ("pairs", pairs(head, listing)),
    ];
    sections.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

fn calibration(calibration: &Calibration) -> Value {
    json!({
        "ece_equal_width": calibration.errors.equal_width,
        "ece_ci95": bounds(calibration.error.interval),
        "ece_equal_mass": calibration.errors.equal_mass,
        "ece_classes": calibration.errors.classes,
        "ece_classwise": calibration.errors.classwise,
        "brier": estimate(calibration.brier),
        "log_loss": estimate(calibration.log_loss),
        "brier_skill": calibration.brier_skill,
        "bins_equal_width": calibration.equal_width,
        "bins_equal_mass": calibration.equal_mass,
    })
}

fn selection(head: &HeadReview, certainty: &Certainty) -> Value {
    let found = certainty.threshold.as_ref();
    json!({
        "wanted_precision": certainty.wanted,
        "threshold": found.map(|found| found.point.threshold),
        "coverage": found.map(|found| found.point.coverage),
        "precision": found.map(|found| found.precision),
        "ci95": bounds(found.map(|found| found.interval)),
        "coverage_by_class": by_class(head, |class| json!(certainty.coverage[class])),
        "aurc": certainty.area,
        "risk_coverage": thinned(&certainty.curve),
    })
}

fn ranking(head: &HeadReview, certainty: &Certainty) -> Value {
    by_class(head, |class| {
        json!({
            "average_precision": certainty.average_precision[class],
            "precision_recall": thinned(&certainty.ranking[class]),
        })
    })
}

fn slices(head: &HeadReview) -> Value {
    head.slices
        .iter()
        .map(|slice| {
            json!({
                "column": slice.column,
                "value": slice.value,
                "rows": slice.rows,
                "accuracy": estimate(slice.accuracy),
                "macro_f1": estimate(slice.macro_f1),
                "difference": slice.difference.and_then(|difference| difference.value),
                "ci95": bounds(slice.difference.and_then(|difference| difference.interval)),
                "p": slice.difference.and_then(|difference| difference.p_value),
                "holm_p": slice.holm_p,
                "flagged": slice.is_flagged(),
            })
        })
        .collect()
}

fn errors(head: &HeadReview, data: &Dataset) -> Value {
    head.errors
        .iter()
        .map(|error| {
            let mut value = rows::json(&data.rows[error.row]);
            value["gold"] = json!(head.classes[error.gold]);
            value["predicted"] = json!(head.classes[error.predicted]);
            value["probabilities"] = by_class(head, |class| json!(error.probabilities.0[class]));
            value["features"] = error
                .blamed
                .iter()
                .map(|(feature, added)| json!({ "feature": feature, "margin": added }))
                .collect();
            value
        })
        .collect()
}

fn name_swap(head: &HeadReview, data: &Dataset, listing: Listing) -> Value {
    let Some(swap) = &head.swap else { return Value::Null };
    let mut out = json!({
        "rows": swap.rows,
        "flips": swap.flips,
        "rate": swap.flips as f64 / swap.rows as f64,
        "ci95": bounds(swap.interval),
    });
    if listing.rows {
        let flipped = swap.flipped.iter().map(|flip| {
            let mut value = rows::json(&data.rows[flip.row]);
            value["before"] = json!(head.classes[flip.before]);
            value["after"] = json!(head.classes[flip.after]);
            value["other_text"] = json!(flip.text);
            value
        });
        out["flipped"] = flipped.collect();
    }
    out
}

fn sights(head: &HeadReview) -> Value {
    let sights: Map<String, Value> = head
        .sights
        .iter()
        .map(|sight| {
            let value = json!({
                "macro_f1": estimate(sight.macro_f1),
                "accuracy": estimate(sight.accuracy),
                "gain": sight.gain.value,
                "ci95": bounds(sight.gain.interval),
            });
            (sight.sight.name().to_owned(), value)
        })
        .collect();
    sights.into()
}

fn pairs(head: &HeadReview, listing: Listing) -> Value {
    let Some(pairs) = &head.pairs else { return Value::Null };
    let scores = |scores: &PairScores| {
        let mut value = estimate(scores.share);
        value["pairs"] = json!(scores.pairs);
        value["both_right"] = json!(scores.right);
        value["same_label"] = json!(scores.same_label);
        value
    };
    let mut out = scores(&pairs.all);
    let phenomena: Map<String, Value> =
        pairs.phenomena.iter().map(|(name, part)| (name.clone(), scores(part))).collect();
    out["phenomena"] = phenomena.into();
    out["left_out"] = if listing.rows { json!(pairs.left_out) } else { json!(pairs.left_out.len()) };
    out
}

fn by_class(head: &HeadReview, value: impl Fn(usize) -> Value) -> Value {
    let classes: Map<String, Value> =
        head.classes.iter().enumerate().map(|(class, name)| ((*name).to_owned(), value(class))).collect();
    classes.into()
}

/// At most [`POINTS`] points at even steps, the last one always.
pub fn thinned<P: serde::Serialize>(curve: &[P]) -> Value {
    let step = curve.len().div_ceil(POINTS).max(1);
    curve
        .iter()
        .enumerate()
        .filter(|(i, _)| (curve.len() - 1 - i).is_multiple_of(step))
        .map(|(_, point)| json!(point))
        .collect()
}
