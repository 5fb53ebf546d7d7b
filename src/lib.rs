//! Reads news and says who stands where.
//!
//! A *holder* is favor, against or neutral toward a *target*; a sentence has a *sentiment* whatever the target.
//! Models are linear: every answer is a sum of the contributions of words that can be shown.
//!
//! # The pipeline
//!
//! 1. [`dataset`] reads labelled tables (CSV), checks every row and says what is wrong where.
//! 2. Each row holds an [`instance`]: one text with holder, target and the places where they stand.
//! 3. A [`recipe`] says which features to make and how to find the weights.
//! 4. [`feature`] turns an instance into a sparse row: names masked, words seen from target and holder.
//! 5. [`training`] learns vocabulary and weights of the two heads, and a calibrator where it helps.
//! 6. The [`model`] gives [probabilities](label::Probabilities), explains them, and is a file.
//! 7. [`evaluation`] reviews a model on labelled rows, with the figures of [`metric`]; [`report`] writes them down.
//!
//! For a whole [`article`], the [`pipeline`] puts an instance together for each sentence in which an actor bears on the
//! target: [`text`] cuts the article into sentences and quotations, [`mention`] finds names and descriptions, [`actor`]
//! who says or does what, and [`target`] what bears on it.
//!
//! # A whole program
//!
//! ```
//! use std::collections::BTreeSet;
//!
//! use stance::dataset::{Dataset, ReadOptions, instance_from};
//! use stance::feature::Scratch;
//! use stance::label::Stance;
//! use stance::model::Model;
//! use stance::recipe::Recipe;
//! use stance::training::train;
//!
//! # fn main() -> stance::Result<()> {
//! let table = "\
//! text,holder,target,stance
//! The mayor praised the toll.,The mayor,the toll,favor
//! Shopkeepers praised the bridge.,Shopkeepers,the bridge,favor
//! Fishermen attacked the toll.,Fishermen,the toll,against
//! Divers attacked the bridge.,Divers,the bridge,against
//! The council discussed the toll.,The council,the toll,neutral
//! Engineers discussed the bridge.,Engineers,the bridge,neutral
//! ";
//! let data = Dataset::read_from(table.as_bytes(), "mine.csv", &ReadOptions::default())?;
//!
//! // Train: the plain bag of words is enough for six sentences.
//! let recipe = Recipe::preset("bag").expect("the name of a preset")?;
//! let model = train(&data, &recipe, vec![], &BTreeSet::new(), &mut ())?.model;
//!
//! // Store and load: the bytes are those of a model file.
//! let model = Model::from_bytes(&model.to_bytes()?, "my model")?;
//!
//! // Label a sentence that the model has not seen.
//! let instance = instance_from("Pilots attacked the ferry.", Some("Pilots"), Some("the ferry"), None)?;
//! let head = model.stance.as_ref().expect("the table has stances");
//! let probabilities = head.probabilities(&instance, &mut Scratch::default());
//! assert_eq!(probabilities.label::<Stance>(), Stance::Against);
//!
//! // And say why: contributions sum to the margin over the second class.
//! let explanation = head.explain(&instance);
//! assert!(explanation.contributions[0].feature.contains("attack"));
//! # Ok(())
//! # }
//! ```
//!
//! # Features
//!
//! `cli` (default) builds the program `stance`; without it the library has no terminal dependencies.
//! `embedded-model` (default) compiles the default model in: [`Model::embedded`](model::Model::embedded).

pub mod actor;
pub mod additions;
pub mod article;
#[cfg(feature = "cli")]
pub mod cli;
pub mod dataset;
pub mod error;
pub mod evaluation;
pub mod feature;
pub mod instance;
pub mod label;
pub mod lexicon;
pub mod mention;
pub mod metric;
pub mod model;
pub mod pipeline;
pub mod recipe;
pub mod report;
pub mod target;
pub mod text;
pub mod training;

pub use error::{Error, ErrorKind, Location, Problem, Result};
