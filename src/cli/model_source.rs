//! Which model a command works with: a file, or the one inside the program.

use std::path::Path;

use crate::error::{Error, Result};
use crate::model::Model;
use crate::report::stances::ModelId;

/// The word that means the model inside the program.
pub const DEFAULT: &str = "default";

/// Loads a model file, or the embedded model for `default`.
pub fn load(path: &Path) -> Result<Model> {
    if path.as_os_str() == DEFAULT { Model::embedded() } else { Model::load(path) }
}

/// The same with what outputs tell of the model.
pub fn load_with_id(path: &Path) -> Result<(Model, ModelId)> {
    if path.as_os_str() == DEFAULT {
        let model = Model::embedded()?;
        let id = ModelId::of(&model, Model::embedded_bytes()?);
        return Ok((model, id));
    }
    let bytes = std::fs::read(path).map_err(|error| Error::io("read", path, error))?;
    let model = Model::from_bytes(&bytes, &path.display().to_string())?;
    let id = ModelId::of(&model, &bytes);
    Ok((model, id))
}
