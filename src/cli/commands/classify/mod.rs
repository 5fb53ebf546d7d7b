//! `stance classify`: who stands where in articles; labels for the rows of tables.

mod article;
mod page;
mod table;

pub use article::{classify, not_mentioned, target};
pub use page::{described, how};
pub use table::{head_columns, head_fields};

use std::path::{Path, PathBuf};

use crate::cli::args::Classify;
use crate::cli::printer::Printer;
use crate::error::{Error, Result};

/// Labels tables or reads articles, whichever the inputs are.
pub fn run(args: &Classify, printer: &mut Printer) -> Result<()> {
    if !args.table && asks_for_articles(args) {
        return article::run(args, printer);
    }
    let (tables, articles): (Vec<&PathBuf>, Vec<&PathBuf>) =
        args.inputs.iter().partition(|path| args.table || is_table(path));
    if let (Some(table), Some(article)) = (tables.first(), articles.first()) {
        return Err(Error::usage(format!(
            "{} is a table to label and {} an article\n  hint: do one after the other, or name a --target if the table \
             holds an article in each row",
            table.display(),
            article.display()
        )));
    }
    if articles.is_empty() {
        return table::run(args, printer);
    }
    article::run(args, printer)
}

fn is_table(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|e| e.eq_ignore_ascii_case("csv") || e.eq_ignore_ascii_case("tsv"))
}

/// True if an option was given that only articles have: then a table holds an article in each row.
fn asks_for_articles(args: &Classify) -> bool {
    let Classify { articles, sources, attributing, .. } = args;
    attributing.is_given()
        || articles.target.is_some()
        || articles.target_file.is_some()
        || articles.min_confidence.is_some()
        || articles.format.is_some()
        || articles.with_text
        || sources.from.is_some()
        || sources.actors.is_some()
        || sources.errors.is_some()
        || sources.resume
        || sources.force
        || !sources.column.is_empty()
}
