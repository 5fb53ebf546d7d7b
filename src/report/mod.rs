//! One value, several forms: reviews of models, and what articles say, for programs and repositories; the
//! terminal's form is the command line's own.

pub mod actor_rows;
pub mod article;
pub mod json;
pub mod markdown;
pub mod number;
pub mod passage;
pub mod quotes;
pub mod reason;
pub mod stances;
