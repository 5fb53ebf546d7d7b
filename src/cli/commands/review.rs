//! What `stance eval` and `stance report` do with a model: review tables and articles, as the options say.

use std::path::PathBuf;

use super::read_tables;
use crate::article::annotated::AnnotatedArticle;
use crate::cli::args::{LeakArg, Reading};
use crate::cli::model_source::Sketched;
use crate::cli::printer::Printer;
use crate::cli::progress::TrainingProgress;
use crate::dataset::Dataset;
use crate::error::Result;
use crate::evaluation::leak::{Known, Leaks, Shared};
use crate::evaluation::review::{Review, ReviewOptions, SightModels, review};
use crate::evaluation::{ArticleEvaluation, ArticleOptions, Evaluation, evaluate, evaluate_articles};
use crate::metric::Bootstrap;
use crate::model::Model;
use crate::report::number::count;

/// A model with all that its reviews need.
pub struct Reviewer<'a> {
    model: &'a Model,
    known: Option<Known>,
    sights: Option<SightModels>,
    bootstrap: Bootstrap,
    precision: f64,
    slices: &'a [String],
}

/// How it reviews.
#[derive(Clone, Copy)]
pub struct ReviewerOptions<'a> {
    /// What the model was trained on.
    pub train_data: &'a [PathBuf],
    /// The precision for which a threshold is looked for.
    pub precision: f64,
    /// Columns to slice by.
    pub slices: &'a [String],
    /// Train with limited sight on `train_data`, for tables.
    pub with_sights: bool,
}

/// A reviewed table.
pub struct TableReview {
    pub data: Dataset,
    pub evaluation: Evaluation,
    pub review: Review,
}

impl TableReview {
    /// Scores, what lies behind them, and the rows.
    pub fn parts(&self) -> (&Evaluation, &Review, &Dataset) {
        (&self.evaluation, &self.review, &self.data)
    }
}

impl<'a> Reviewer<'a> {
    /// Reads `--train-data`, and trains on them with limited sight if tables are to be reviewed.
    pub fn new(
        source: &'a Sketched,
        options: ReviewerOptions<'a>,
        reading: &Reading,
        bootstrap: Bootstrap,
        printer: &mut Printer,
    ) -> Result<Self> {
        if let Some(warning) = &source.warning {
            printer.warning(warning);
        }
        let training = match options.train_data {
            [] => None,
            tables => Some(read_tables(tables, reading, true, printer)?),
        };
        let known = Known::new(source.sketch.as_ref(), training.as_ref());
        let sights = match training.filter(|_| options.with_sights) {
            Some(training) => {
                let mut progress = TrainingProgress::new(printer.is_quiet());
                let models = SightModels::train(&source.model.card.recipe, &training, &mut progress);
                progress.finish();
                models?
            }
            None => None,
        };
        let ReviewerOptions { precision, slices, .. } = options;
        Ok(Self { model: &source.model, known, sights, bootstrap, precision, slices })
    }

    /// Reviews a table, with as many of the worst errors.
    pub fn table(&self, data: Dataset, errors: usize) -> Result<TableReview> {
        let options = ReviewOptions {
            precision: self.precision,
            slices: self.slices,
            errors,
            known: self.known.as_ref(),
            sights: self.sights.as_ref(),
            bootstrap: self.bootstrap,
        };
        let evaluation = evaluate(self.model, &data, self.bootstrap)?;
        Ok(TableReview { review: review(self.model, &data, options)?, evaluation, data })
    }

    /// Reviews annotated articles.
    pub fn articles(&self, articles: &[AnnotatedArticle], name_only: bool) -> Result<ArticleEvaluation> {
        let options = ArticleOptions {
            bootstrap: self.bootstrap,
            name_only,
            precision: self.precision,
            known: self.known.as_ref(),
        };
        evaluate_articles(self.model, articles, options)
    }
}

/// What is shared with the training data and not allowed, in words.
pub fn leaks_found(what: &str, leaks: Option<&Leaks>, allowed: &[LeakArg]) -> Option<String> {
    let leaks = leaks?;
    let shared: Vec<String> = Shared::ALL
        .into_iter()
        .filter(|shared| leaks.count(*shared) > 0 && !allowed.iter().any(|arg| arg.allows(*shared)))
        .map(|shared| count(leaks.count(shared) as u64, shared.name()))
        .collect();
    (!shared.is_empty()).then(|| format!("the {what} share {} with the training data", shared.join(", ")))
}
