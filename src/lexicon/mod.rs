//! What is known of a word before it is read in context: reporting verbs, actor heads, titles, first names,
//! countries, function words; abbreviations, sentence openers and boilerplate for the splitter; valence and words
//! that take a side for the features.
//!
//! The tables are compiled in (`data/`, notices in `data/NOTICE.md` and `THIRD_PARTY.md`). Those that reading needs
//! are merged on first use into one hash map keyed by the hash of the lower-case word, so that reading a text costs
//! one look-up a token.

pub mod abbreviations;
pub mod added;
pub mod boilerplate;
pub mod country;
pub mod function_words;
pub mod phrase;
pub mod polarity;
pub mod remembered;
pub mod sentence_openers;
pub mod stance_phrase;
pub mod stem;
pub mod table;
pub mod verb;
pub mod word;

pub use country::Country;
pub use phrase::{Phrase, PhraseKind};
pub use table::{Lexicon, lexicon};
pub use verb::{Frame, Hint, Verb, VerbClass};
pub use word::{Form, Traits, Word, hash_of};
