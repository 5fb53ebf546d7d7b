//! The review as JSON, with the keys of scikit-learn's `classification_report(output_dict=True)` and `ci95`.

use serde_json::{Map, Value, json};

use crate::evaluation::{Evaluation, HeadEvaluation, SystemScores};
use crate::metric::{Estimate, Interval, Measure};

/// Version of the JSON; it grows when a key changes its meaning.
pub const SCHEMA: u32 = 1;

/// The whole review.
pub fn evaluation(evaluation: &Evaluation) -> Value {
    let heads: Map<String, Value> =
        evaluation.heads.iter().map(|review| (review.head.to_owned(), head(review))).collect();
    json!({
        "schema": SCHEMA,
        "bootstrap": { "draws": evaluation.bootstrap.draws, "seed": evaluation.bootstrap.seed, "unit": "document" },
        "heads": heads,
    })
}

fn head(review: &HeadEvaluation) -> Value {
    let systems: Map<String, Value> =
        review.systems.iter().map(|s| (s.system.name().to_owned(), system(review, s))).collect();
    json!({ "rows": review.rows, "documents": review.documents, "classes": review.classes, "systems": systems })
}

fn system(review: &HeadEvaluation, system: &SystemScores) -> Value {
    let value = |measure| system.estimate(measure).value;
    let ci = |measure| interval(system.estimate(measure));
    let rows = system.counts.total();
    let averaged = |[precision, recall, f1]: [Measure; 3], support: u64| {
        json!({
            "precision": value(precision),
            "recall": value(recall),
            "f1-score": value(f1),
            "support": support,
            "ci95": { "precision": ci(precision), "recall": ci(recall), "f1-score": ci(f1) },
        })
    };
    let mut out = Map::new();
    for (class, name) in review.classes.iter().enumerate() {
        let measures = [Measure::Precision(class), Measure::Recall(class), Measure::F1(class)];
        out.insert((*name).to_owned(), averaged(measures, system.counts.gold()[class]));
    }
    out.insert("accuracy".into(), json!(value(Measure::Accuracy)));
    out.insert(
        "macro avg".into(),
        averaged([Measure::MacroPrecision, Measure::MacroRecall, Measure::MacroF1], rows),
    );
    out.insert(
        "weighted avg".into(),
        averaged([Measure::WeightedPrecision, Measure::WeightedRecall, Measure::WeightedF1], rows),
    );
    for (key, measure) in [
        ("f_average", Measure::FAverage),
        ("balanced_accuracy", Measure::BalancedAccuracy),
        ("mcc", Measure::Mcc),
        ("kappa", Measure::Kappa),
    ] {
        out.insert(key.into(), json!(value(measure)));
    }
    out.insert(
        "ci95".into(),
        json!({
            "accuracy": ci(Measure::Accuracy),
            "f_average": ci(Measure::FAverage),
            "balanced_accuracy": ci(Measure::BalancedAccuracy),
            "mcc": ci(Measure::Mcc),
            "kappa": ci(Measure::Kappa),
        }),
    );
    out.insert("confusion_matrix".into(), json!(system.counts.0));
    Value::Object(out)
}

fn interval(estimate: Estimate) -> Value {
    bounds(estimate.interval)
}

/// A figure as `value` and `ci95`.
pub(super) fn estimate(estimate: Estimate) -> Value {
    json!({ "value": estimate.value, "ci95": interval(estimate) })
}

/// Both ends of an interval, or null.
pub(super) fn bounds(interval: Option<Interval>) -> Value {
    interval.map_or(Value::Null, |interval| json!([interval.low, interval.high]))
}
