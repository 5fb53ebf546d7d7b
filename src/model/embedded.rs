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
