//! `stance crossval`: how well a recipe learns from tables, told by rows it had not seen.

use std::io;

use super::classify::{head_columns, head_fields};
use super::read_tables;
use super::train::recipe_named;
use crate::cli::args::{Crossval, GroupingArg};
use crate::cli::page::show;
use crate::cli::printer::Printer;
use crate::cli::progress::TrainingProgress;
use crate::dataset::split::Grouping;
use crate::dataset::{Dataset, TableWriter, write_atomic};
use crate::error::Result;
use crate::evaluation::crossval::{CrossValidation, CrossValidationOptions, cross_validate};
use crate::label::{Label, Sentiment, Stance};
use crate::report::crossval::{json, page};
use crate::report::number::count;

/// Prints the scores and writes the out-of-fold predictions.
pub fn run(args: &Crossval, printer: &mut Printer) -> Result<()> {
    let mut recipe = recipe_named(&args.recipe)?;
    recipe.solver.calibrate = args.calibrate;
    let data = read_tables(&args.tables, &args.reading, true, printer)?;
    let options = CrossValidationOptions {
        folds: args.folds,
        seed: args.drawing.seed,
        grouping: match args.by {
            GroupingArg::Document => Grouping::Document,
            GroupingArg::Target => Grouping::Target,
        },
        bootstrap: args.drawing.bootstrap(),
        curve_seeds: if args.learning_curve { args.curve_seeds } else { 0 },
    };
    let mut progress = TrainingProgress::new(printer.is_quiet());
    let review = cross_validate(&data, &recipe, options, &mut progress);
    progress.finish();
    let review = review?;
    let name = recipe.name.as_str();
    let page = page(&review, &data, name, args.label_errors);
    show(&page, || json(&review, &data, name, args.label_errors), args.format, printer)?;
    if let Some(path) = &args.output {
        write_atomic(path, |out| write(&review, &data, out))?;
        printer.note(&format!("wrote {} ({})", path.display(), count(data.rows.len() as u64, "row")));
    }
    Ok(())
}

/// The table with `pred_fold` (from 1) and the out-of-fold labels and probabilities.
fn write(review: &CrossValidation, data: &Dataset, out: &mut dyn io::Write) -> io::Result<()> {
    let mut columns = vec!["fold".to_owned()];
    for head in &review.heads {
        columns.extend(if head.head == Stance::HEAD {
            head_columns::<Stance>()
        } else {
            head_columns::<Sentiment>()
        });
    }
    let names: Vec<&str> = columns.iter().map(String::as_str).collect();
    let mut writer = TableWriter::new(out, &data.columns, &names)?;
    for (position, row) in data.rows.iter().enumerate() {
        let mut fields = vec![(review.fold_of[position] + 1).to_string()];
        for head in &review.heads {
            let probabilities = head.predictions[position];
            fields.extend(if head.head == Stance::HEAD {
                head_fields::<Stance>(probabilities)
            } else {
                head_fields::<Sentiment>(probabilities)
            });
        }
        writer.write(&row.record, &fields)?;
    }
    writer.finish()?;
    Ok(())
}
