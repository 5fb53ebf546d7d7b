//! Reads news and says who stands where.

pub mod actor;
pub mod error;
pub mod instance;
pub mod label;
pub mod lexicon;
pub mod mention;
pub mod target;
pub mod text;

pub use error::{Error, ErrorKind, Location, Problem, Result};
