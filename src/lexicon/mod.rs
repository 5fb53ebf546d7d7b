//! What is known of a word before it is read in context: reporting verbs, actor heads, titles, first names,
//! countries, function words; abbreviations, sentence openers and boilerplate phrases for the text layer.
//!
//! The tables are compiled in (`data/`, notices in `data/NOTICE.md`) and merged on first use into one hash map
//! keyed by the hash of the lower-case word, so that reading a text costs one look-up a token.

pub mod abbreviations;
pub mod boilerplate;
pub mod country;
pub mod phrase;
pub mod sentence_openers;
pub mod table;
pub mod verb;
pub mod word;

pub use country::Country;
pub use phrase::{Phrase, PhraseKind};
pub use table::{Lexicon, lexicon};
pub use verb::{Frame, Hint, Verb, VerbClass};
pub use word::{Form, Traits, Word, hash_of};
