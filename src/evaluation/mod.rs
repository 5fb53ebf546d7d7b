//! A review of a model on labelled rows and on annotated articles: scores with intervals, beside simple baselines.

pub mod agreement;
pub mod article;
mod baseline;
pub mod bounds;
pub mod compare;
pub mod corpus;
pub mod crossval;
pub mod head_label;
pub mod leak;
pub mod quotes;
pub mod review;
mod table;
mod trial;

pub use article::{ArticleEvaluation, ArticleOptions, evaluate_articles};
pub use baseline::Baseline;
pub use table::{Evaluation, HeadEvaluation, System, SystemScores, evaluate};
