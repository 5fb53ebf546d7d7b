//! `stance eval`: a model reviewed on labelled tables.

use super::{read_tables, review};
use crate::cli::args::{Eval, ReportFormat};
use crate::cli::model_source;
use crate::cli::printer::Printer;
use crate::cli::style::{self, HEADING, paint, right};
use crate::error::{ErrorKind, Result};
use crate::evaluation::{Evaluation, HeadEvaluation, SystemScores, evaluate};
use crate::label::{Label, Stance};
use crate::metric::{Bootstrap, Measure};
use crate::report::number::{count, score, with_interval};
use crate::report::{json, markdown};

/// Prints the review; fails when the score is below `--min-f1`.
pub fn run(args: Eval, printer: &mut Printer) -> Result<()> {
    let model = model_source::load(&args.model.model)?;
    let data = read_tables(&args.tables, &args.reading, true, printer)?;
    let bootstrap = Bootstrap { draws: args.draws, seed: args.seed, ..Bootstrap::default() };
    let evaluation = evaluate(&model, &data, bootstrap)?;
    let behind = review::run(&model, &data, &args, bootstrap, printer)?;
    match args.format {
        ReportFormat::Table => {
            print(&evaluation, printer)?;
            behind.print(&data, printer)?;
        }
        ReportFormat::Json => printer.json(&behind.add_to(json::evaluation(&evaluation), &data))?,
        ReportFormat::Markdown => {
            printer.bytes(markdown::evaluation(&evaluation).as_bytes())?;
            printer.bytes(behind.markdown(&data).as_bytes())?;
        }
    }
    if !args.review.allow_leak {
        printer.finish()?;
        behind.fail_on_leak()?;
    }
    match args.min_f1 {
        Some(wanted) => {
            printer.finish()?;
            check(&evaluation, wanted)
        }
        None => Ok(()),
    }
}

fn check(evaluation: &Evaluation, wanted: f64) -> Result<()> {
    let stance = evaluation.heads.iter().find(|review| review.head == Stance::HEAD);
    let reached = stance.and_then(|review| review.systems.first()?.scores.get(Measure::MacroF1));
    match reached {
        Some(f1) if f1 >= wanted => Ok(()),
        _ => Err(ErrorKind::CheckFailed(format!(
            "the stance head's macro F1 is {}, below --min-f1 {wanted}",
            score(reached)
        ))
        .into()),
    }
}

fn print(evaluation: &Evaluation, printer: &mut Printer) -> Result<()> {
    for review in &evaluation.heads {
        let size =
            format!("{} of {}", count(review.rows as u64, "row"), count(review.documents as u64, "document"));
        printer.line(&format!("{} {size}\n", paint(HEADING, &format!("{}:", review.head))))?;
        printer.line(&systems(review))?;
        if let Some(model) = review.systems.first() {
            printer.line(&classes(review, model))?;
            printer.line(&confusion(review, model))?;
        }
    }
    printer.line(&format!(
        "In brackets: 95% intervals, cluster bootstrap over documents ({} draws, seed {}). Macro F1 is the mean of the \
         classes' F1.",
        evaluation.bootstrap.draws, evaluation.bootstrap.seed
    ))
}

fn systems(review: &HeadEvaluation) -> String {
    let mut table = style::table(&["system", "macro F1", "accuracy", "F1 of the two sides", "MCC", "kappa"]);
    for system in &review.systems {
        let figure = |measure| with_interval(system.estimate(measure)).into();
        table.add_row(vec![
            system.system.name().into(),
            figure(Measure::MacroF1),
            figure(Measure::Accuracy),
            figure(Measure::FAverage),
            right(score(system.scores.mcc)),
            right(score(system.scores.kappa)),
        ]);
    }
    format!("{table}\n")
}

fn classes(review: &HeadEvaluation, model: &SystemScores) -> String {
    let mut table = style::table(&["class", "precision", "recall", "F1", "support"]);
    for (class, name) in review.classes.iter().enumerate() {
        let figure = |measure| with_interval(model.estimate(measure)).into();
        table.add_row(vec![
            style::class_cell(class, name),
            figure(Measure::Precision(class)),
            figure(Measure::Recall(class)),
            figure(Measure::F1(class)),
            right(model.counts.gold()[class].to_string()),
        ]);
    }
    format!("{table}\n")
}

fn confusion(review: &HeadEvaluation, model: &SystemScores) -> String {
    let mut header = vec!["gold \\ predicted"];
    header.extend(review.classes);
    let mut table = style::table(&header);
    for (name, row) in review.classes.iter().zip(model.counts.0) {
        let mut cells = vec![(*name).into()];
        cells.extend(row.map(|n| right(n.to_string())));
        table.add_row(cells);
    }
    format!("{table}\n")
}
