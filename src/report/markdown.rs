//! The review as Markdown, for reports that stand in a repository.

use std::fmt::Write as _;

use super::listing::Listing;
use super::number::{count, score, with_interval};
use super::review;
use crate::dataset::Dataset;
use crate::evaluation::review::Review;
use crate::evaluation::{Evaluation, HeadEvaluation, SystemScores};
use crate::metric::Measure;

/// The review of a table: scores, and what lies behind them.
pub fn table((scores, behind, data): (&Evaluation, &Review, &Dataset), listing: Listing) -> String {
    format!("{}\n{}", evaluation(scores), review::page(behind, data, listing).markdown())
}

/// The scores on tables.
fn evaluation(evaluation: &Evaluation) -> String {
    let mut out = String::new();
    for review in &evaluation.heads {
        head(review.head, review, &mut out);
    }
    let _ = writeln!(
        out,
        "Intervals: 95%, cluster bootstrap over documents, {} draws, seed {}. Macro F1 is the mean of the classes' F1.",
        evaluation.bootstrap.draws, evaluation.bootstrap.seed
    );
    out
}

pub(super) fn head(title: &str, review: &HeadEvaluation, out: &mut String) {
    let _ = writeln!(
        out,
        "### {title}: {} of {}\n",
        count(review.rows as u64, "row"),
        count(review.documents as u64, "document")
    );
    out.push_str("| system | macro F1 | accuracy | F1 of the two sides | kappa |\n|---|---|---|---|---|\n");
    for system in &review.systems {
        let figure = |measure| with_interval(system.estimate(measure));
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} |",
            system.system.name(),
            figure(Measure::MacroF1),
            figure(Measure::Accuracy),
            figure(Measure::FAverage),
            figure(Measure::Kappa),
        );
    }
    if let Some(model) = review.systems.first() {
        classes(review, model, out);
    }
}

fn classes(review: &HeadEvaluation, model: &SystemScores, out: &mut String) {
    out.push_str("\n| class | precision | recall | F1 | support |\n|---|---|---|---|---|\n");
    for (class, name) in review.classes.iter().enumerate() {
        let figure = |measure| with_interval(model.estimate(measure));
        let _ = writeln!(
            out,
            "| {name} | {} | {} | {} | {} |",
            figure(Measure::Precision(class)),
            figure(Measure::Recall(class)),
            figure(Measure::F1(class)),
            model.counts.gold()[class],
        );
    }
    let _ = writeln!(out, "\n| gold \\ predicted | {} |\n|---|---|---|---|", review.classes.join(" | "));
    for (name, row) in review.classes.iter().zip(model.counts.0) {
        let _ = writeln!(out, "| {name} | {} |", row.map(|n| n.to_string()).join(" | "));
    }
    let _ = writeln!(
        out,
        "\nMCC {}, balanced accuracy {}.\n",
        score(model.scores.mcc),
        score(model.scores.balanced_accuracy)
    );
}
