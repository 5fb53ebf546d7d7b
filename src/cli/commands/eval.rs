//! `stance eval`: a model reviewed on labelled tables and annotated articles.

use std::path::PathBuf;

use super::review::{Reviewer, ReviewerOptions, TableReview, leaks_found};
use super::{eval_quotes, read_tables};
use crate::article::annotated::AnnotatedArticle;
use crate::article::annotated_files;
use crate::cli::args::{Eval, EvalOf, ReportFormat};
use crate::cli::article_tables;
use crate::cli::model_source;
use crate::cli::page;
use crate::cli::printer::Printer;
use crate::error::{Error, ErrorKind, Problem, Result};
use crate::evaluation::{ArticleEvaluation, Evaluation, HeadEvaluation, bounds};
use crate::metric::{Bootstrap, Measure};
use crate::report::listing::Listing;
use crate::report::number::{count, score, with_interval};
use crate::report::page::{Cell, Grid, Page};
use crate::report::{article, json, markdown, review as report, scores};

/// Prints the review; fails on leaks and when a bound is not kept.
pub fn run(args: &Eval, printer: &mut Printer) -> Result<()> {
    if let Some(EvalOf::Quotes(args)) = &args.of {
        return eval_quotes::run(args, printer);
    }
    let (tables, articles) = inputs(&args.inputs)?;
    let source = model_source::load_with_sketch(&args.model.model)?;
    let bootstrap = Bootstrap { draws: args.draws, seed: args.seed, ..Bootstrap::default() };
    let data = match tables.as_slice() {
        [] => None,
        tables => Some(read_tables(tables, &args.reading, true, printer)?),
    };
    let options = ReviewerOptions {
        train_data: &args.review.train_data,
        precision: args.review.precision,
        slices: &args.review.slice,
        with_sights: data.is_some(),
    };
    let reviewer = Reviewer::new(&source, options, &args.reading, bootstrap, printer)?;
    let review = Reviewed {
        tables: data.map(|data| reviewer.table(data, args.errors)).transpose()?,
        articles: match articles.as_slice() {
            [] => None,
            articles => Some(reviewer.articles(articles, args.name_only)?),
        },
        listing: Listing { errors: args.errors, rows: !args.review.scores_only },
    };
    review.print(args.format, printer)?;
    printer.finish()?;
    let failures = review.failures(args);
    if failures.is_empty() { Ok(()) } else { Err(ErrorKind::CheckFailed(failures.join("\n")).into()) }
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
                Err(error) => problems.extend(error.into_problems()?),
            }
        }
    }
    if problems.is_empty() { Ok((tables, articles)) } else { Err(Error::problems(problems)) }
}

/// What was reviewed.
struct Reviewed {
    tables: Option<TableReview>,
    articles: Option<ArticleEvaluation>,
    listing: Listing,
}

impl Reviewed {
    fn print(&self, format: ReportFormat, printer: &mut Printer) -> Result<()> {
        let Self { tables, articles, listing } = self;
        match format {
            ReportFormat::Json => {
                let scores = tables.as_ref().map(|table| &table.evaluation);
                let mut value = json::review(scores, articles.as_ref(), *listing);
                if let Some(table) = tables {
                    report::add(&mut value, &table.review, &table.data, *listing);
                }
                printer.json(&value)
            }
            ReportFormat::Markdown => {
                let parts = [
                    tables.as_ref().map(|table| markdown::table(table.parts(), *listing)),
                    articles.as_ref().map(|review| article::markdown(review, *listing)),
                ];
                let parts: Vec<String> = parts.into_iter().flatten().collect();
                printer.bytes(parts.join("\n").as_bytes())
            }
            ReportFormat::Table => {
                if let Some(table) = tables {
                    page::print(&page_of(&table.evaluation), printer)?;
                    page::print(&report::page(&table.review, &table.data, *listing), printer)?;
                }
                if let Some(review) = articles {
                    print_articles(review, *listing, printer)?;
                }
                Ok(())
            }
        }
    }

    /// Leaks that are not allowed, and bounds that are not kept.
    fn failures(&self, args: &Eval) -> Vec<String> {
        let allowed = args.review.allow_leak.as_slice();
        let of_tables = self.tables.as_ref().and_then(|table| table.review.leaks.as_ref());
        let of_articles = self.articles.as_ref().and_then(|review| review.leaks.as_ref());
        let leaks =
            [leaks_found("tables", of_tables, allowed), leaks_found("articles", of_articles, allowed)];
        let mut failures: Vec<String> = leaks.into_iter().flatten().collect();
        if let Some(last) = failures.last_mut() {
            last.push_str("\n  hint: take them out of one side, or allow it with --allow-leak");
        }
        let reviewed = bounds::Reviewed {
            tables: self.tables.as_ref().map(|table| (&table.evaluation, &table.review)),
            articles: self.articles.as_ref(),
        };
        let checks = args.checks.all();
        let failed = checks.iter().filter_map(|check| check.failure(reviewed, args.checks.at_lower_bound));
        failures.extend(failed.map(|failure| failure.to_string()));
        failures
    }
}

fn page_of(evaluation: &Evaluation) -> Page {
    let mut page = Page::default();
    for review in &evaluation.heads {
        head(review.head, review, &mut page);
    }
    page.text(format!(
        "In brackets: 95% intervals, cluster bootstrap over documents ({} draws, seed {}). Macro F1 is the mean of the \
         classes' F1.",
        evaluation.bootstrap.draws, evaluation.bootstrap.seed
    ));
    page
}

fn print_articles(evaluation: &ArticleEvaluation, listing: Listing, printer: &mut Printer) -> Result<()> {
    article_tables::print(evaluation, listing, printer)?;
    let mut page = Page::default();
    for review in &evaluation.heads {
        head(&format!("{} on gold sentences", review.head), review, &mut page);
    }
    page.text(format!(
        "In brackets: 95% intervals, cluster bootstrap over articles ({} draws, seed {}).",
        evaluation.bootstrap.draws, evaluation.bootstrap.seed
    ));
    page::print(&page, printer)
}

fn head(title: &str, review: &HeadEvaluation, page: &mut Page) {
    let size =
        format!("{} of {}", count(review.rows as u64, "row"), count(review.documents as u64, "document"));
    page.heading(format!("{title}: {size}"));
    page.grid(systems(review));
    page.0.extend(scores::classes(review).0);
}

fn systems(review: &HeadEvaluation) -> Grid {
    let mut grid = Grid::new(&["system", "macro F1", "accuracy", "F1 of the two sides", "MCC", "kappa"]);
    for system in &review.systems {
        let figure = |measure| Cell::text(with_interval(system.estimate(measure)));
        grid.row(vec![
            Cell::text(system.system.name()),
            figure(Measure::MacroF1),
            figure(Measure::Accuracy),
            figure(Measure::FAverage),
            Cell::number(score(system.scores.mcc)),
            Cell::number(score(system.scores.kappa)),
        ]);
    }
    grid
}
