//! Word tables that are compiled in.

pub mod abbreviations;
pub mod boilerplate;
pub mod sentence_openers;
