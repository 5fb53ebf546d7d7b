//! How good are the labels, and how sure can we be of that?
//!
//! Pure arithmetic on plain slices: class indices (positions in [`Label::ALL`](crate::label::Label::ALL)) and
//! probability rows. Input is checked once, by [`Decisions`], [`Forecasts`], [`Clusters`] and [`Ratings`]; what
//! comes after cannot fail. Everything that is resampled is first summed per document, so that a draw adds
//! small tables instead of going through rows again.
//!
//! A figure that does not exist (0/0) is `None` and is printed as "undefined", never as 0.
//!
//! ```
//! use stance::metric::{Bootstrap, Clusters, Counts, Decisions, Measure, Scores};
//!
//! # fn main() -> stance::Result<()> {
//! let decisions = Decisions::new(&[0, 1, 2, 2], &[0, 1, 2, 1])?;
//! let documents = Clusters::by_key(&["a", "a", "b", "c"]);
//! let counts = Counts::by_cluster(&decisions, &documents)?;
//! let estimates = Bootstrap::default().estimate(&counts, |counts| Scores::of(counts).values());
//! for (measure, estimate) in Measure::ALL.into_iter().zip(estimates) {
//!     if measure == Measure::Accuracy {
//!         assert_eq!(estimate.value, Some(0.75));
//!         assert!(estimate.interval.is_some_and(|interval| interval.contains(0.75)));
//!     }
//! }
//! # Ok(())
//! # }
//! ```

pub mod agreement;
pub mod bootstrap;
pub mod calibration;
pub mod classification;
pub mod cluster;
pub mod counts;
pub mod interval;
pub mod loss;
pub mod normal;
pub mod paired;
pub mod random;
pub mod ranking;
pub mod rows;
pub mod selection;
pub mod sureness;

#[cfg(test)]
mod reference;

pub use agreement::{Agreement, Ratings};
pub use bootstrap::{Bootstrap, Estimate};
pub use classification::{Measure, Scores};
pub use cluster::Clusters;
pub use counts::Counts;
pub use interval::Interval;
pub use rows::{Decisions, Forecasts};
pub use sureness::Sureness;

/// `part / whole`, or `None` when there is nothing to divide by.
fn ratio(part: f64, whole: f64) -> Option<f64> {
    (whole != 0.0).then(|| part / whole)
}
