//! The review of annotated articles as JSON and Markdown.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::json::{bounds, estimate, head, interval};
use super::leaks;
use super::listing::Listing;
use super::markdown;
use super::number::{count, score, signed_with_interval, with_interval};
use super::page::{Cell, Grid, Page};
use super::review::{reliability, risk_coverage, selection, thinned};
use super::scores::confusion;
use crate::evaluation::article::{
    ActorCalibration, ActorCertainty, ArticleEvaluation, Cause, EvidencePath, GOLD, Mistake, OverlapScores,
    PREDICTED, ShareScore, SystemStances,
};
use crate::label::{Label, Stance};
use crate::pipeline::Verdict;

/// The steps of the pipeline with their scores, in order.
fn steps(review: &ArticleEvaluation) -> [(&'static str, OverlapScores); 3] {
    [("actors", review.actors), ("attribution", review.attribution), ("evidence", review.evidence)]
}

/// What became of the found actors' views and of the gold evidence, in sentences.
fn losses(review: &ArticleEvaluation) -> String {
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

/// How many stances went wrong at this step first.
fn number(review: &ArticleEvaluation, cause: Cause) -> usize {
    review.mistakes.iter().filter(|mistake| mistake.cause == cause).count()
}

/// What a mistake should have been.
pub fn expected(mistake: &Mistake) -> &'static str {
    mistake.expected.map_or("no actor", |gold| Verdict::from(gold).name())
}

/// What it is.
pub fn predicted(mistake: &Mistake) -> &'static str {
    mistake.predicted.map_or("missing", |verdict| verdict.name())
}

/// The review as JSON.
pub fn json(review: &ArticleEvaluation, listing: Listing) -> Value {
    let steps: Map<String, Value> =
        steps(review).into_iter().map(|(name, scores)| (name.to_owned(), overlap(&scores))).collect();
    let systems: Map<String, Value> =
        review.systems.iter().map(|system| (system.system.name().to_owned(), stances(system))).collect();
    let heads: Map<String, Value> =
        review.heads.iter().map(|review| (review.head.to_owned(), head(review))).collect();
    let causes: Map<String, Value> =
        Cause::ALL.into_iter().map(|cause| (cause.name().to_owned(), json!(number(review, cause)))).collect();
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
        "mistakes": review.mistakes.iter().take(listing.errors).map(mistake).collect::<Vec<_>>(),
        "calibration": certainty(&review.certainty),
        "leakage": leaks::json(review.leaks.as_ref(), &review.rows, listing),
    })
}

pub(super) fn overlap(scores: &OverlapScores) -> Value {
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
    for (key, figure) in [
        ("macro_precision", system.macro_precision),
        ("macro_recall", system.macro_recall),
        ("macro_f1", system.macro_f1),
        ("f_average", system.f_average),
        ("accuracy", system.accuracy),
    ] {
        out.insert(key.to_owned(), estimate(figure));
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
        "expected": mistake.expected.map(|gold| Verdict::from(gold).name()),
        "predicted": mistake.predicted.map(Verdict::name),
        "reason": mistake.reason,
        "cause": mistake.cause.name(),
        "why": mistake.why,
        "sentence": mistake.sentence,
    })
}

fn certainty(certainty: &ActorCertainty) -> Value {
    json!({
        "matched": calibration(&certainty.matched, certainty.wanted),
        "shown": calibration(&certainty.shown, certainty.wanted),
    })
}

fn calibration(calibration: &ActorCalibration, wanted: f64) -> Value {
    let found = calibration.threshold.as_ref();
    json!({
        "actors": calibration.actors,
        "right": calibration.right,
        "ece_equal_width": calibration.error.value,
        "ece_ci95": interval(calibration.error),
        "ece_equal_mass": calibration.error_equal_mass,
        "brier": estimate(calibration.brier),
        "bins_equal_width": calibration.equal_width,
        "bins_equal_mass": calibration.equal_mass,
        "selection": {
            "wanted_precision": wanted,
            "threshold": found.map(|found| found.point.threshold),
            "coverage": found.map(|found| found.point.coverage),
            "precision": found.map(|found| found.precision),
            "ci95": bounds(found.map(|found| found.interval)),
            "aurc": calibration.area,
            "risk_coverage": thinned(&calibration.curve),
        },
    })
}

/// Calibration of the actors' stances, and what is shared with the training data.
pub fn behind(review: &ArticleEvaluation, listing: Listing) -> Page {
    let mut page = Page::default();
    page.heading("Confidence of the actors' stances");
    let ActorCertainty { matched, shown, wanted } = &review.certainty;
    let mut grid = Grid::new(&[
        "actors with a stance",
        "number",
        "right",
        "mean confidence − right",
        "ECE, equal width",
        "ECE, equal mass",
        "Brier",
        "AURC",
    ]);
    for (name, part) in [("matched to gold", matched), ("all shown", shown)] {
        grid.row(vec![
            Cell::text(name),
            Cell::number(part.actors),
            Cell::number(score(part.share_right())),
            Cell::number(signed_with_interval(part.overconfidence(), None)),
            Cell::text(with_interval(part.error)),
            Cell::number(score(part.error_equal_mass)),
            Cell::text(with_interval(part.brier)),
            Cell::number(score(part.area)),
        ]);
    }
    page.grid(grid);
    page.text(format!(
        "Of all shown, who stands in no gold list is wrong. AURC: area under the risk–coverage curve. {}",
        selection(shown.threshold.as_ref(), *wanted, "actors shown")
    ));
    page.detail(reliability("equal width, actors matched to gold", &matched.equal_width));
    page.detail(reliability("equal mass, actors matched to gold", &matched.equal_mass));
    page.detail(risk_coverage("actors shown", &shown.curve));
    if let Some(leaks) = &review.leaks {
        leaks::add_to(&mut page, leaks, &review.rows, listing);
    }
    page
}

/// The scores: the steps with what was lost between them, the stances of each system, those of the model by class, and
/// the steps that went wrong first.
pub fn scores(review: &ArticleEvaluation) -> Page {
    let mut page = Page::default();
    let mut grid = Grid::new(&["step", "precision", "recall", "F1", "right", "found", "gold"]);
    for (name, scores) in steps(review) {
        let mut row = vec![Cell::text(name)];
        row.extend(figures(&scores));
        let counts = scores.counts;
        row.extend([counts.hits, counts.predicted, counts.gold].map(Cell::number));
        grid.row(row);
    }
    page.grid(grid);
    page.text(losses(review));
    let mut grid =
        Grid::new(&["stance of gold actors", "macro F1", "F1 of the two sides", "accuracy", "triple F1"]);
    for system in &review.systems {
        let mut row = vec![Cell::text(system.system.name())];
        let estimates = [system.macro_f1, system.f_average, system.accuracy, system.triples.f1];
        row.extend(estimates.map(|estimate| Cell::text(with_interval(estimate))));
        grid.row(row);
    }
    page.grid(grid);
    if let Some(model) = review.systems.first() {
        page.grid(classes(model));
        page.grid(confusion(&GOLD, &PREDICTED, &model.confusion.0));
    }
    let listed = Cause::ALL.map(|cause| format!("{} {}", cause.name(), number(review, cause))).join(", ");
    let all = count(review.mistakes.len() as u64, "wrong stance");
    page.text(format!("{all}, by the step that went wrong first: {listed}."));
    page
}

/// Precision, recall, F1.
fn figures(scores: &OverlapScores) -> [Cell; 3] {
    [scores.precision, scores.recall, scores.f1].map(|estimate| Cell::text(with_interval(estimate)))
}

fn classes(model: &SystemStances) -> Grid {
    let mut grid = Grid::new(&["class", "precision", "recall", "F1", "support"]);
    let classes = Stance::ALL.into_iter().map(|label| Cell::Class(label.index(), label.name()));
    let all = classes.zip(&model.classes).chain([(Cell::text("triples"), &model.triples)]);
    for (name, scores) in all {
        let mut row = vec![name];
        row.extend(figures(scores));
        row.push(Cell::number(scores.counts.gold));
        grid.row(row);
    }
    grid
}

/// The review as Markdown.
pub fn markdown(review: &ArticleEvaluation, listing: Listing) -> String {
    let mut out = format!("### articles: {}\n\n", count(review.articles as u64, "article"));
    out.push_str(&scores(review).markdown());
    for mistake in review.mistakes.iter().take(listing.errors) {
        listed(mistake, &mut out);
    }
    if listing.errors > 0 && !review.mistakes.is_empty() {
        out.push('\n');
    }
    out.push_str(&behind(review, listing).markdown());
    for review in &review.heads {
        out.push_str(&markdown::head(&format!("{} on gold sentences", review.head), review));
    }
    let _ = writeln!(
        out,
        "Intervals: 95%, cluster bootstrap over articles, {} draws, seed {}.",
        review.bootstrap.draws, review.bootstrap.seed
    );
    out
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
