//! Features: an instance becomes a sparse bag of words.
//!
//! [`sequence`] turns the text into units with names masked; each file of [`group`] writes one kind of feature;
//! [`featurizer`] learns vocabulary and document frequencies and makes rows.

mod cue;
pub mod featurizer;
pub mod group;
pub mod hash;
pub mod names;
pub mod records;
mod scope;
pub mod sequence;
pub mod sink;
mod subject;
pub mod vocabulary;
pub mod word;

pub use featurizer::{Featurizer, NamedFeature, Scratch};
pub use group::Group;
pub use records::SparseRecords;
pub use vocabulary::Vocabulary;
