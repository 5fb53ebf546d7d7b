//! The review as JSON. Tables have the keys of scikit-learn's `classification_report(output_dict=True)` and `ci95`.

use serde_json::{Map, Value, json};

use super::listing::Listing;
use crate::evaluation::{ArticleEvaluation, Evaluation, HeadEvaluation, SystemScores};
use crate::metric::{Bootstrap, Estimate, Interval, Measure};

/// Version of the JSON; it grows when a key changes its meaning.
pub const SCHEMA: u32 = 1;

/// The whole review: of tables, of annotated articles, or of both.
pub fn review(tables: Option<&Evaluation>, articles: Option<&ArticleEvaluation>, listing: Listing) -> Value {
    let mut out = Map::new();
    out.insert("schema".into(), json!(SCHEMA));
    if let Some(evaluation) = tables {
        let Bootstrap { draws, seed, .. } = evaluation.bootstrap;
        out.insert("bootstrap".into(), json!({ "draws": draws, "seed": seed, "unit": "document" }));
        let heads = evaluation.heads.iter().map(|review| (review.head.to_owned(), head(review)));
        out.insert("heads".into(), Value::Object(heads.collect()));
    }
    if let Some(evaluation) = articles {
        out.insert("articles".into(), super::article::json(evaluation, listing));
    }
    Value::Object(out)
}

pub(super) fn head(review: &HeadEvaluation) -> Value {
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

pub(super) fn interval(estimate: Estimate) -> Value {
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
