//! The review of annotated articles as it stands in a terminal.

use crate::cli::page;
use crate::cli::printer::Printer;
use crate::cli::style::{self, HEADING, paint, right};
use crate::error::Result;
use crate::evaluation::article::{
    ArticleEvaluation, Cause, GOLD, Mistake, OverlapScores, PREDICTED, SystemStances,
};
use crate::label::{Label, Stance};
use crate::report::article::{behind, expected, losses, predicted, steps};
use crate::report::listing::Listing;
use crate::report::number::{count, with_interval};

/// Prints the review.
pub fn print(review: &ArticleEvaluation, listing: Listing, printer: &mut Printer) -> Result<()> {
    let size = count(review.articles as u64, "article");
    printer.line(&format!("{} {size}\n", paint(HEADING, "articles:")))?;
    printer.line(&found(review))?;
    printer.line(&systems(review))?;
    if let Some(model) = review.systems.first() {
        printer.line(&classes(model))?;
        printer.line(&confusion(model))?;
    }
    printer.line(&causes(review))?;
    for mistake in review.mistakes.iter().take(listing.errors) {
        printer.line(&told(mistake))?;
    }
    page::print(&behind(review, listing), printer)
}

fn found(review: &ArticleEvaluation) -> String {
    let mut table = style::table(&["step", "precision", "recall", "F1", "right", "predicted", "gold"]);
    for (name, scores) in steps(review) {
        let OverlapScores { counts, precision, recall, f1 } = scores;
        table.add_row(vec![
            name.into(),
            with_interval(precision).into(),
            with_interval(recall).into(),
            with_interval(f1).into(),
            right(counts.hits.to_string()),
            right(counts.predicted.to_string()),
            right(counts.gold.to_string()),
        ]);
    }
    format!("{table}\n\n{}\n", losses(review))
}

fn systems(review: &ArticleEvaluation) -> String {
    let mut table =
        style::table(&["stance of gold actors", "macro F1", "F1 of the two sides", "accuracy", "triple F1"]);
    for system in &review.systems {
        table.add_row(vec![
            system.system.name().to_owned(),
            with_interval(system.macro_f1),
            with_interval(system.f_average),
            with_interval(system.accuracy),
            with_interval(system.triples.f1),
        ]);
    }
    format!("{table}\n")
}

fn classes(model: &SystemStances) -> String {
    let mut table = style::table(&["class", "precision", "recall", "F1", "support"]);
    for (label, scores) in Stance::ALL.into_iter().zip(&model.classes) {
        table.add_row(vec![
            style::class_cell(label.index(), label.name()),
            with_interval(scores.precision).into(),
            with_interval(scores.recall).into(),
            with_interval(scores.f1).into(),
            right(scores.counts.gold.to_string()),
        ]);
    }
    table.add_row(vec![
        "triples".into(),
        with_interval(model.triples.precision).into(),
        with_interval(model.triples.recall).into(),
        with_interval(model.triples.f1).into(),
        right(model.triples.counts.gold.to_string()),
    ]);
    format!("{table}\n")
}

fn confusion(model: &SystemStances) -> String {
    let mut header = vec!["gold \\ predicted"];
    header.extend(PREDICTED);
    let mut table = style::table(&header);
    for (name, row) in GOLD.iter().zip(model.confusion.0) {
        let mut cells = vec![(*name).into()];
        cells.extend(row.map(|n| right(n.to_string())));
        table.add_row(cells);
    }
    format!("{table}\n")
}

fn causes(review: &ArticleEvaluation) -> String {
    let number = |cause: Cause| review.mistakes.iter().filter(|mistake| mistake.cause == cause).count();
    let listed: Vec<String> = Cause::ALL.map(|cause| format!("{} {}", cause.name(), number(cause))).to_vec();
    let all = count(review.mistakes.len() as u64, "wrong stance");
    format!("{all}, by the step that went wrong first: {}.\n", listed.join(", "))
}

fn told(mistake: &Mistake) -> String {
    let head = paint(HEADING, &format!("{}: {}", mistake.article, mistake.actor));
    let mut lines = vec![format!("{head}: {}, gold is {}", predicted(mistake), expected(mistake))];
    if let Some(reason) = &mistake.reason {
        lines.push(format!("  gold:     {reason}"));
    }
    lines.push(format!("  {}: {}", mistake.cause.name(), mistake.why));
    if let Some(sentence) = &mistake.sentence {
        lines.push(format!("  sentence: {sentence}"));
    }
    lines.join("\n") + "\n"
}
