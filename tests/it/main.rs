//! The program as a user types it, and what this repository promises about its own files.

// A test that cannot go on says so by a panic.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::format_collect,
    clippy::needless_for_each
)]

mod articles;
mod bad_input;
mod batch;
mod corpus;
mod determinism;
mod errors;
mod evaluation;
mod help;
mod import_order;
mod journey;
mod json_schema;
mod model_file;
mod output;
mod pages;
mod quotes;
mod readme;
mod reports;
mod stands;
mod support;
