//! From characters to tokens, sentences and quotation marks; everything is a byte range into the original text.

mod boilerplate;
mod boundary;
mod dateline;
pub mod document;
mod list;
mod paragraph;
mod quote;
mod quote_mark;
mod sentence;
pub mod span;
pub mod token;

pub use document::{Document, Quote, Removed, RemovedReason, Sentence, SentenceKind};
pub use span::Span;
pub use token::{Token, TokenKind, tokenize};
