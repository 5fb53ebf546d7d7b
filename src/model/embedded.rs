//! The model that is compiled into the program.

use super::model::Model;
use crate::error::Result;

impl Model {
    /// The default model. An error when the program was built without the feature `embedded-model`.
    pub fn embedded() -> Result<Self> {
        Self::from_bytes(Self::embedded_bytes()?, "the embedded model")
    }

    /// The file of the default model. An error when the program was built without the feature `embedded-model`.
    #[cfg(feature = "embedded-model")]
    pub fn embedded_bytes() -> Result<&'static [u8]> {
        Ok(include_bytes!("../../models/default.stance"))
    }

    /// The hashes of what the default model was trained on; none in a program without the feature `embedded-model`.
    pub fn embedded_sketch_bytes() -> Option<&'static [u8]> {
        #[cfg(feature = "embedded-model")]
        return Some(include_bytes!("../../models/default.stance.sketch"));
        #[cfg(not(feature = "embedded-model"))]
        None
    }

    /// The file of the default model. An error when the program was built without the feature `embedded-model`.
    #[cfg(not(feature = "embedded-model"))]
    pub fn embedded_bytes() -> Result<&'static [u8]> {
        Err(crate::error::Error::usage(
            "this program was built without a model\n  hint: name a model file with --model",
        ))
    }
}

#[cfg(all(test, feature = "embedded-model"))]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_model_loads_and_has_both_heads() {
        let model = Model::embedded().unwrap();
        assert!(model.stance.is_some() && model.sentiment.is_some());
    }
}
