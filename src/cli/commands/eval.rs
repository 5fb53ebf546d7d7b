//! `stance eval`: a model reviewed on labelled tables and annotated articles.

use std::path::PathBuf;

use super::read_tables;
use super::review::Behind;
use crate::article::annotated::AnnotatedArticle;
use crate::article::annotated_files;
use crate::cli::args::{Eval, ReportFormat};
use crate::cli::article_tables;
use crate::cli::model_source;
use crate::cli::printer::Printer;
use crate::cli::style::{self, HEADING, paint, right};
use crate::error::{Error, ErrorKind, Problem, Result};
use crate::evaluation::{
    ArticleEvaluation, ArticleOptions, Evaluation, HeadEvaluation, SystemScores, evaluate, evaluate_articles,
};
use crate::label::{Label, Stance};
use crate::metric::{Bootstrap, Measure};
use crate::report::number::{count, score, with_interval};
use crate::report::{article, json, markdown};

/// Prints the review; fails when the score is below `--min-f1`.
pub fn run(args: &Eval, printer: &mut Printer) -> Result<()> {
    let (tables, articles) = inputs(&args.inputs)?;
    let model = model_source::load(&args.model.model)?;
    let bootstrap = Bootstrap { draws: args.draws, seed: args.seed, ..Bootstrap::default() };
    let (tables, behind) = if tables.is_empty() {
        (None, None)
    } else {
        let data = read_tables(&tables, &args.reading, true, printer)?;
        let evaluation = evaluate(&model, &data, bootstrap)?;
        (Some(evaluation), Some(Behind::of(&model, data, args, printer)?))
    };
    let articles = if articles.is_empty() {
        None
    } else {
        let options = ArticleOptions { bootstrap, name_only: args.name_only };
        Some(evaluate_articles(&model, &articles, options)?)
    };
    let review = Review { tables, behind, articles };
    review.print(args.format, args.errors, printer)?;
    if let Some(behind) = review.behind.as_ref().filter(|_| !args.review.allow_leak) {
        printer.finish()?;
        behind.fail_on_leak()?;
    }
    match args.min_f1 {
        Some(wanted) => {
            printer.finish()?;
            review.check(wanted)
        }
        None => Ok(()),
    }
}

/// Tables apart from annotated articles, which are read; the problems of all of them are collected.
fn inputs(paths: &[PathBuf]) -> Result<(Vec<PathBuf>, Vec<AnnotatedArticle>)> {
    let (mut tables, mut articles) = (Vec::new(), Vec::new());
    let mut problems: Vec<Problem> = Vec::new();
    for path in paths {
        let Some(files) = annotated_files(path)? else {
            tables.push(path.clone());
            continue;
        };
        for file in files {
            match AnnotatedArticle::read(&file) {
                Ok(article) => articles.push(article),
                Err(error) => match error.kind() {
                    ErrorKind::Data(found) => problems.extend(found.0.iter().cloned()),
                    _ => return Err(error),
                },
            }
        }
    }
    if problems.is_empty() { Ok((tables, articles)) } else { Err(Error::problems(problems)) }
}

/// What was reviewed.
struct Review {
    tables: Option<Evaluation>,
    /// What lies behind the scores on the tables.
    behind: Option<Behind>,
    articles: Option<ArticleEvaluation>,
}

impl Review {
    fn print(&self, format: ReportFormat, errors: usize, printer: &mut Printer) -> Result<()> {
        if format == ReportFormat::Json {
            let mut value = json::review(self.tables.as_ref(), self.articles.as_ref(), errors);
            if let Some(behind) = &self.behind {
                behind.add_to(&mut value);
            }
            return printer.json(&value);
        }
        if let Some(evaluation) = &self.tables {
            match format {
                ReportFormat::Markdown => printer.bytes(markdown::evaluation(evaluation).as_bytes())?,
                _ => print(evaluation, printer)?,
            }
        }
        if let Some(behind) = &self.behind {
            behind.print(format, printer)?;
        }
        if let Some(evaluation) = &self.articles {
            if self.tables.is_some() {
                printer.line("")?;
            }
            match format {
                ReportFormat::Markdown => printer.bytes(article::markdown(evaluation, errors).as_bytes())?,
                _ => print_articles(evaluation, errors, printer)?,
            }
        }
        Ok(())
    }

    /// The stance head's macro F1 on the tables; without tables, that of the actors' stances.
    fn check(&self, wanted: f64) -> Result<()> {
        let (what, reached) = match (&self.tables, &self.articles) {
            (Some(evaluation), _) => {
                let head = evaluation.heads.iter().find(|review| review.head == Stance::HEAD);
                let scores = head.and_then(|review| review.systems.first()?.scores.get(Measure::MacroF1));
                ("the stance head's macro F1", scores)
            }
            (None, articles) => {
                let model = articles.as_ref().and_then(|evaluation| evaluation.systems.first());
                ("the macro F1 of the actors' stances", model.and_then(|model| model.macro_f1.value))
            }
        };
        match reached {
            Some(f1) if f1 >= wanted => Ok(()),
            _ => {
                let message = format!("{what} is {}, below --min-f1 {wanted}", score(reached));
                Err(ErrorKind::CheckFailed(message).into())
            }
        }
    }
}

fn print(evaluation: &Evaluation, printer: &mut Printer) -> Result<()> {
    for review in &evaluation.heads {
        head(review.head, review, printer)?;
    }
    printer.line(&format!(
        "In brackets: 95% intervals, cluster bootstrap over documents ({} draws, seed {}). Macro F1 is the mean of the \
         classes' F1.",
        evaluation.bootstrap.draws, evaluation.bootstrap.seed
    ))
}

fn print_articles(evaluation: &ArticleEvaluation, errors: usize, printer: &mut Printer) -> Result<()> {
    article_tables::print(evaluation, errors, printer)?;
    for review in &evaluation.heads {
        head(&format!("{} on gold sentences", review.head), review, printer)?;
    }
    printer.line(&format!(
        "In brackets: 95% intervals, cluster bootstrap over articles ({} draws, seed {}).",
        evaluation.bootstrap.draws, evaluation.bootstrap.seed
    ))
}

fn head(title: &str, review: &HeadEvaluation, printer: &mut Printer) -> Result<()> {
    let size =
        format!("{} of {}", count(review.rows as u64, "row"), count(review.documents as u64, "document"));
    printer.line(&format!("{} {size}\n", paint(HEADING, &format!("{title}:"))))?;
    printer.line(&systems(review))?;
    if let Some(model) = review.systems.first() {
        printer.line(&classes(review, model))?;
        printer.line(&confusion(review, model))?;
    }
    Ok(())
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
