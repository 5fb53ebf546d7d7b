//! One review, several forms: JSON for programs, Markdown for repositories; the terminal's form is the command
//! line's own.

pub mod agreement;
pub mod article;
pub mod compare;
pub mod crossval;
pub mod json;
pub mod markdown;
pub mod number;
pub mod page;
pub mod review;
pub mod rows;
