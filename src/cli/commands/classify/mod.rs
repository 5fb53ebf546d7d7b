//! `stance classify`: who stands where in articles; labels for the rows of tables.

mod article;
mod page;
mod table;

pub use article::{classify, not_mentioned, target};
pub use page::{described, how};
pub use table::{head_columns, head_fields};

use std::path::{Path, PathBuf};

use crate::cli::args::{Classify, ClassifyArticles};
use crate::cli::printer::Printer;
use crate::error::{Error, Result};

/// Labels tables or reads articles, whichever the inputs are.
pub fn run(args: &Classify, printer: &mut Printer) -> Result<()> {
    let (tables, articles): (Vec<&PathBuf>, Vec<&PathBuf>) =
        args.inputs.iter().partition(|path| args.table || is_table(path));
    if let (Some(table), Some(article)) = (tables.first(), articles.first()) {
        return Err(Error::usage(format!(
            "{} is a table and {} an article\n  hint: classify tables and articles one after the other",
            table.display(),
            article.display()
        )));
    }
    if articles.is_empty() {
        for_articles_only(&args.articles)?;
        return table::run(args, printer);
    }
    if !args.reading.map.is_empty() || args.reading.delimiter.is_some() {
        return Err(Error::usage(
            "--map and --delimiter are for tables\n  hint: --table reads any file as a table",
        ));
    }
    article::run(args, printer)
}

fn is_table(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|e| e.eq_ignore_ascii_case("csv") || e.eq_ignore_ascii_case("tsv"))
}

fn for_articles_only(args: &ClassifyArticles) -> Result<()> {
    if args.target.is_some() {
        let message =
            "--target is for articles\n  hint: in a table, each row has its own in the column `target`";
        return Err(Error::usage(message));
    }
    if args.format.is_some() || args.verbose || args.min_confidence.is_some() {
        let message = "--format, --verbose and --min-confidence are for articles\n  hint: a table is written as a table";
        return Err(Error::usage(message));
    }
    Ok(())
}
