//! Which model a command works with: a file, or the one inside the program.

use std::path::Path;

use crate::error::Result;
use crate::model::Model;

/// The word that means the model inside the program.
pub const DEFAULT: &str = "default";

/// Loads a model file, or the embedded model for `default`.
pub fn load(path: &Path) -> Result<Model> {
    if path.as_os_str() == DEFAULT { Model::embedded() } else { Model::load(path) }
}
