//! The review behind the scores: as a page, and as keys that are added to the JSON of `stance eval`.

mod json;
mod page;

pub use json::add;
pub(super) use json::thinned;
pub use page::page;
pub(super) use page::{reliability, risk_coverage, selection};
