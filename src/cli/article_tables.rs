//! The review of annotated articles as it stands in a terminal.

use anstyle::Style;

use crate::cli::page;
use crate::cli::printer::Printer;
use crate::cli::style::HEADING;
use crate::cli::wrap::{hanging, page_width, wrap};
use crate::error::Result;
use crate::evaluation::article::{ArticleEvaluation, Mistake};
use crate::report::article::{behind, expected, predicted, scores};
use crate::report::listing::Listing;
use crate::report::number::count;
use crate::report::page::Page;

/// Prints the review.
pub fn print(review: &ArticleEvaluation, listing: Listing, printer: &mut Printer) -> Result<()> {
    let mut page = Page::default();
    page.heading(format!("articles: {}", count(review.articles as u64, "article")));
    page.0.extend(scores(review).0);
    page::print(&page, printer)?;
    for mistake in review.mistakes.iter().take(listing.errors) {
        printer.line(&told(mistake, page_width()))?;
    }
    page::print(&behind(review, listing), printer)
}

fn told(mistake: &Mistake, width: usize) -> String {
    let plain = Style::new();
    let (name, verdict) = (
        format!("{}: {}", mistake.article, mistake.actor),
        format!(": {}, gold is {}", predicted(mistake), expected(mistake)),
    );
    let mut lines = String::new();
    hanging("", 2, &wrap(&[(HEADING, &name), (plain, &verdict)], width), &mut lines);
    let why = [
        mistake.reason.as_ref().map(|reason| format!("gold: {reason}")),
        Some(format!("{}: {}", mistake.cause.name(), mistake.why)),
        mistake.sentence.as_ref().map(|sentence| format!("sentence: {sentence}")),
    ];
    for part in why.iter().flatten() {
        hanging("  ", 4, &wrap(&[(plain, part)], width - 4), &mut lines);
    }
    lines
}
