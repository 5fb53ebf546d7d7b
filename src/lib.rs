//! Reads news and says who stands where.

pub mod actor;
#[cfg(feature = "cli")]
pub mod cli;
pub mod dataset;
pub mod error;
pub mod evaluation;
pub mod feature;
pub mod instance;
pub mod label;
pub mod lexicon;
pub mod mention;
pub mod metric;
pub mod model;
pub mod recipe;
pub mod report;
pub mod target;
pub mod text;
pub mod training;

pub use error::{Error, ErrorKind, Location, Problem, Result};
