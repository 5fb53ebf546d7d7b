//! A review of a model on labelled rows and on annotated articles: scores with intervals, beside simple baselines.

pub mod article;
mod baseline;
mod table;

pub use article::{ArticleEvaluation, ArticleOptions, evaluate_articles};
pub use baseline::Baseline;
pub use table::{Evaluation, HeadEvaluation, System, SystemScores, evaluate};
