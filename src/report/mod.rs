//! One value, several forms: reviews of models, and what articles say, for programs and repositories; the
//! terminal's form is the command line's own.

pub mod actor_rows;
pub mod agreement;
pub mod article;
pub mod card;
pub mod collected;
pub mod compare;
pub mod composition;
pub mod corpus;
pub mod crossval;
pub mod json;
pub mod leaks;
pub mod listing;
pub mod markdown;
pub mod number;
pub mod page;
pub mod passage;
pub mod quotes;
pub mod quotes_review;
pub mod reason;
pub mod review;
pub mod rows;
pub mod scores;
pub mod source;
pub mod stances;
pub mod who;
