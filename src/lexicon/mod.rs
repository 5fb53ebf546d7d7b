//! Word tables that are compiled in; where each comes from stands in THIRD_PARTY.md.

pub mod function_words;
pub mod polarity;
