//! One review, several forms: JSON for programs, Markdown for repositories; the terminal's form is the command
//! line's own.

pub mod article;
pub mod json;
pub mod markdown;
pub mod number;
