//! From a labelled data set to a model.

mod actor_head;
mod calibration;
mod examples;
mod fit;
mod names;

pub use fit::{Trained, train};

/// Hears how training goes on.
pub trait Listener {
    /// A new stage begins, told in a few words.
    fn stage(&mut self, what: &str);
    /// The solver has made a step.
    fn iteration(&mut self, number: u64, objective: f64);
}

/// Hears nothing.
impl Listener for () {
    fn stage(&mut self, _what: &str) {}
    fn iteration(&mut self, _number: u64, _objective: f64) {}
}
