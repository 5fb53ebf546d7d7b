//! `stance agreement`: do annotators agree?

use std::path::{Path, PathBuf};

use super::read_tables;
use crate::cli::args::{Agreement, HeadArg};
use crate::cli::named_file::stem;
use crate::cli::page::show;
use crate::cli::printer::Printer;
use crate::dataset::{Dataset, Row, write_atomic};
use crate::error::{Error, Location, Problem, Result};
use crate::evaluation::agreement::{AgreementReview, agreement};
use crate::label::{Sentiment, Stance};
use crate::report::agreement::{csv, json, page};
use crate::report::number::count;

/// Prints the coefficients and writes the disagreements.
pub fn run(args: &Agreement, printer: &mut Printer) -> Result<()> {
    if args.tables.len() < 2 {
        return Err(Error::usage("agreement needs the tables of at least two annotators"));
    }
    let tables = args
        .tables
        .iter()
        .map(|table| read_tables(std::slice::from_ref(table), &args.reading, true, printer))
        .collect::<Result<Vec<Dataset>>>()?;
    let (by, bootstrap) = (args.by.as_deref(), args.drawing.bootstrap());
    let review = match args.head.unwrap_or_else(|| usual_head(&tables)) {
        HeadArg::Stance => agreement::<Stance>(&tables, by, bootstrap)?,
        HeadArg::Sentiment => agreement::<Sentiment>(&tables, by, bootstrap)?,
    };
    warn(&review, printer);
    let names = annotators(&args.tables);
    show(&page(&review, &names, args.rows), || json(&review, &names), args.format, printer)?;
    if let Some(path) = &args.output {
        write_atomic(path, |out| csv(&review, &names, out))?;
        let number = review.disagreements().count() as u64;
        printer.note(&format!("wrote {} ({})", path.display(), count(number, "disagreement")));
    }
    Ok(())
}

/// Stance where two tables have it.
fn usual_head(tables: &[Dataset]) -> HeadArg {
    if labelled_twice(tables, |row| row.stance.is_some()) { HeadArg::Stance } else { HeadArg::Sentiment }
}

/// True if two tables or more have such a label.
pub(super) fn labelled_twice(tables: &[Dataset], labelled: impl Fn(&Row) -> bool) -> bool {
    tables.iter().filter(|table| table.rows.iter().any(&labelled)).count() > 1
}

fn warn(review: &AgreementReview, printer: &mut Printer) {
    if review.repeated > 0 {
        let problem = Problem::new(
            Location::default(),
            format!(
                "{} of a table repeat an earlier one of it and do not count",
                count(review.repeated as u64, "row")
            ),
        );
        printer.warning(&problem.with_hint(format!("rows are matched by {}", review.matched_by.name())));
    }
    if review.other_text > 0 {
        let message =
            format!("{} with the same id have different texts", count(review.other_text as u64, "row"));
        printer.warning(&Problem::new(Location::default(), message));
    }
}

/// The file names without folder and ending, or whole where these are not different.
pub(super) fn annotators(tables: &[PathBuf]) -> Vec<String> {
    let stems: Vec<String> = tables.iter().map(|table| stem(table)).collect();
    let different = stems.iter().enumerate().all(|(i, stem)| !stems[..i].contains(stem));
    let whole = |path: &PathBuf| Path::display(path).to_string();
    if different { stems } else { tables.iter().map(whole).collect() }
}
