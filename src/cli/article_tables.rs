//! The review of annotated articles as it stands in a terminal.

use crate::cli::page;
use crate::cli::printer::Printer;
use crate::cli::style::{HEADING, paint};
use crate::error::Result;
use crate::evaluation::article::{ArticleEvaluation, Mistake};
use crate::report::article::{behind, expected, predicted, scores};
use crate::report::listing::Listing;
use crate::report::number::count;

/// Prints the review.
pub fn print(review: &ArticleEvaluation, listing: Listing, printer: &mut Printer) -> Result<()> {
    let size = count(review.articles as u64, "article");
    printer.line(&format!("{} {size}\n", paint(HEADING, "articles:")))?;
    page::print(&scores(review), printer)?;
    for mistake in review.mistakes.iter().take(listing.errors) {
        printer.line(&told(mistake))?;
    }
    page::print(&behind(review, listing), printer)
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
