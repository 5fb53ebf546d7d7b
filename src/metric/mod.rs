//! How good are the labels, and how sure can we be of that?
//!
//! Pure arithmetic on plain slices: class indices (positions in [`Label::ALL`](crate::label::Label::ALL)) and
//! probability rows. Input is checked once, by [`Decisions`], [`Forecasts`] and [`Clusters`]; what
//! comes after cannot fail. Everything that is resampled is first summed per document, so that a draw adds
//! small tables instead of going through rows again.
//!
//! A figure that does not exist (0/0) is `None` and is printed as "undefined", never as 0.

pub mod bootstrap;
pub mod classification;
pub mod cluster;
pub mod counts;
pub mod interval;
pub mod random;
pub mod rows;

#[cfg(test)]
mod reference;

pub use bootstrap::{Bootstrap, Estimate};
pub use classification::{Measure, Scores};
pub use cluster::Clusters;
pub use counts::Counts;
pub use interval::Interval;
pub use rows::{Decisions, Forecasts};

/// `part / whole`, or `None` when there is nothing to divide by.
fn ratio(part: f64, whole: f64) -> Option<f64> {
    (whole != 0.0).then(|| part / whole)
}
