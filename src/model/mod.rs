//! The models: sparse multinomial logistic regression, its calibration, explanation and file.

mod actor_head;
mod calibrator;
mod embedded;
mod explanation;
mod file;
mod head;
mod lbfgs;
pub mod logistic;
#[expect(clippy::module_inception, reason = "the noun that users meet")]
mod model;
mod objective;

pub use actor_head::{ActorEvidence, ActorHead, Weighed};
pub use calibrator::Calibrator;
pub use explanation::{Contribution, Explanation};
pub use head::{Head, Weights};
pub use lbfgs::StopReason;
pub use logistic::{FitReport, Logistic, LogisticParams};
pub use model::{ActorHeadCard, CalibrationCard, Card, FitCard, Model, Source};
