//! The program as a user types it, and what this repository promises about its own files.

mod articles;
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
mod readme;
mod support;
