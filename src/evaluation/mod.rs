//! A review of a model on labelled rows: scores with intervals, beside simple baselines.

pub mod agreement;
mod baseline;
pub mod compare;
pub mod crossval;
pub mod head_label;
pub mod leak;
pub mod review;
mod table;

pub use baseline::Baseline;
pub use table::{Evaluation, HeadEvaluation, System, SystemScores, evaluate};
