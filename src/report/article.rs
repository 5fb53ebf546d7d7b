//! The review of annotated articles as JSON and Markdown.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::json::{head, interval};
use super::markdown;
use super::number::{count, with_interval};
use crate::article::annotated::GoldStance;
use crate::evaluation::article::{
    ArticleEvaluation, Cause, EvidencePath, GOLD, Mistake, OverlapScores, PREDICTED, ShareScore,
    SystemStances,
};
use crate::label::{Label, Stance};
use crate::pipeline::Verdict;

/// The steps of the pipeline with their scores, in order.
pub fn steps(review: &ArticleEvaluation) -> [(&'static str, OverlapScores); 3] {
    [("actors", review.actors), ("attribution", review.attribution), ("evidence", review.evidence)]
}

/// What became of the found actors' views and of the gold evidence, in sentences.
pub fn losses(review: &ArticleEvaluation) -> String {
    let EvidencePath { no_actor, not_attributed, not_bearing, found } = review.path;
    format!(
        "Of found actors' views, {} are attributed to them; voice is right in {}. Of {} evidence sentences, {no_actor} are \
         lost with their actor, {not_attributed} for want of an attribution, {not_bearing} for want of bearing; {found} \
         are found.",
        with_interval(review.attributed.share),
        with_interval(review.voices.share),
        review.evidence.counts.gold
    )
}

/// What a mistake should have been.
pub fn expected(mistake: &Mistake) -> &'static str {
    mistake.expected.map_or("no actor", |stance| stance.name())
}

/// What it is.
pub fn predicted(mistake: &Mistake) -> &'static str {
    mistake.predicted.map_or("missing", |verdict| verdict.name())
}

/// The review as JSON; at most `errors` of the wrong stances are listed.
pub fn json(review: &ArticleEvaluation, errors: usize) -> Value {
    let steps: Map<String, Value> =
        steps(review).into_iter().map(|(name, scores)| (name.to_owned(), overlap(&scores))).collect();
    let systems: Map<String, Value> =
        review.systems.iter().map(|system| (system.system.name().to_owned(), stances(system))).collect();
    let heads: Map<String, Value> =
        review.heads.iter().map(|review| (review.head.to_owned(), head(review))).collect();
    let causes: Map<String, Value> = Cause::ALL
        .into_iter()
        .map(|cause| {
            let number = review.mistakes.iter().filter(|mistake| mistake.cause == cause).count();
            (cause.name().to_owned(), json!(number))
        })
        .collect();
    json!({
        "articles": review.articles,
        "bootstrap": { "draws": review.bootstrap.draws, "seed": review.bootstrap.seed, "unit": "article" },
        "steps": steps,
        "attribution_accuracy": share(&review.attributed),
        "voice_accuracy": share(&review.voices),
        "evidence_path": {
            "no_actor": review.path.no_actor,
            "not_attributed": review.path.not_attributed,
            "not_bearing": review.path.not_bearing,
            "found": review.path.found,
        },
        "systems": systems,
        "gold_rows": heads,
        "causes": causes,
        "mistakes": review.mistakes.iter().take(errors).map(mistake).collect::<Vec<_>>(),
    })
}

fn overlap(scores: &OverlapScores) -> Value {
    json!({
        "precision": scores.precision.value,
        "recall": scores.recall.value,
        "f1-score": scores.f1.value,
        "support": scores.counts.gold,
        "predicted": scores.counts.predicted,
        "right": scores.counts.hits,
        "ci95": {
            "precision": interval(scores.precision),
            "recall": interval(scores.recall),
            "f1-score": interval(scores.f1),
        },
    })
}

fn share(score: &ShareScore) -> Value {
    json!({
        "value": score.share.value,
        "right": score.counts.hits,
        "of": score.counts.of,
        "ci95": interval(score.share),
    })
}

fn stances(system: &SystemStances) -> Value {
    let mut out: Map<String, Value> = Stance::ALL
        .into_iter()
        .zip(&system.classes)
        .map(|(label, scores)| (label.name().to_owned(), overlap(scores)))
        .collect();
    for (key, estimate) in
        [("macro_f1", system.macro_f1), ("f_average", system.f_average), ("accuracy", system.accuracy)]
    {
        out.insert(key.to_owned(), json!({ "value": estimate.value, "ci95": interval(estimate) }));
    }
    out.insert("triples".into(), overlap(&system.triples));
    let confusion = json!({ "gold": GOLD, "predicted": PREDICTED, "counts": system.confusion.0 });
    out.insert("confusion_matrix".into(), confusion);
    Value::Object(out)
}

fn mistake(mistake: &Mistake) -> Value {
    json!({
        "article": mistake.article,
        "actor": mistake.actor,
        "expected": mistake.expected.map(GoldStance::name),
        "predicted": mistake.predicted.map(Verdict::name),
        "reason": mistake.reason,
        "cause": mistake.cause.name(),
        "why": mistake.why,
        "sentence": mistake.sentence,
    })
}

/// The review as Markdown; at most `errors` of the wrong stances are listed.
pub fn markdown(review: &ArticleEvaluation, errors: usize) -> String {
    let mut out = format!("### articles: {}\n\n", count(review.articles as u64, "article"));
    out.push_str(
        "| step | precision | recall | F1 | right | predicted | gold |\n|---|---|---|---|---|---|---|\n",
    );
    for (name, scores) in steps(review) {
        let OverlapScores { counts, precision, recall, f1 } = scores;
        let figures = [precision, recall, f1].map(with_interval).join(" | ");
        let _ = writeln!(
            out,
            "| {name} | {figures} | {} | {} | {} |",
            counts.hits, counts.predicted, counts.gold
        );
    }
    let _ = writeln!(out, "\n{}\n", losses(review));
    out.push_str("| stance of gold actors | macro F1 | F1 of the two sides | accuracy | triple F1 |\n|---|---|---|---|---|\n");
    for system in &review.systems {
        let figures =
            [system.macro_f1, system.f_average, system.accuracy, system.triples.f1].map(with_interval);
        let _ = writeln!(out, "| {} | {} |", system.system.name(), figures.join(" | "));
    }
    if let Some(model) = review.systems.first() {
        model_tables(model, &mut out);
    }
    causes(review, &mut out);
    out.push('\n');
    for mistake in review.mistakes.iter().take(errors) {
        listed(mistake, &mut out);
    }
    if errors > 0 && !review.mistakes.is_empty() {
        out.push('\n');
    }
    for review in &review.heads {
        markdown::head(&format!("{} on gold sentences", review.head), review, &mut out);
    }
    let _ = writeln!(
        out,
        "Intervals: 95%, cluster bootstrap over articles, {} draws, seed {}.",
        review.bootstrap.draws, review.bootstrap.seed
    );
    out
}

fn model_tables(model: &SystemStances, out: &mut String) {
    out.push_str("\n| class | precision | recall | F1 | support |\n|---|---|---|---|---|\n");
    let classes = Stance::ALL.map(Label::name).into_iter().zip(&model.classes);
    for (name, scores) in classes.chain([("triples", &model.triples)]) {
        let figures = [scores.precision, scores.recall, scores.f1].map(with_interval).join(" | ");
        let _ = writeln!(out, "| {name} | {figures} | {} |", scores.counts.gold);
    }
    let _ = writeln!(
        out,
        "\n| gold \\ predicted | {} |\n|---|{}",
        PREDICTED.join(" | "),
        "---|".repeat(PREDICTED.len())
    );
    for (name, row) in GOLD.iter().zip(model.confusion.0) {
        let _ = writeln!(out, "| {name} | {} |", row.map(|n| n.to_string()).join(" | "));
    }
}

fn causes(review: &ArticleEvaluation, out: &mut String) {
    let number = |cause: Cause| review.mistakes.iter().filter(|mistake| mistake.cause == cause).count();
    let listed = Cause::ALL.map(|cause| format!("{} {}", cause.name(), number(cause))).join(", ");
    let all = count(review.mistakes.len() as u64, "wrong stance");
    let _ = writeln!(out, "\n{all}, by the step that went wrong first: {listed}.");
}

fn listed(mistake: &Mistake, out: &mut String) {
    let _ = write!(
        out,
        "- **{}: {}**: {}, gold is {}; {}: {}.",
        mistake.article,
        mistake.actor,
        predicted(mistake),
        expected(mistake),
        mistake.cause.name(),
        mistake.why
    );
    if let Some(sentence) = &mistake.sentence {
        let _ = write!(out, " {sentence}");
    }
    out.push('\n');
}
