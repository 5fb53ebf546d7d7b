//! Which model a command works with: a file, or the one inside the program.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use crate::error::{Error, Location, Problem, Result};
use crate::evaluation::leak::{ENDING, Sketch};
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
    let (model, id, _) = read(path)?;
    Ok((model, id))
}

/// A model with what is known of its training data.
pub struct Sketched {
    pub model: Model,
    pub id: ModelId,
    /// None where there is no sketch that belongs to the model.
    pub sketch: Option<Sketch>,
    /// A sketch that does not belong to the model.
    pub warning: Option<Problem>,
}

/// The same with the sketch that lies beside the model.
pub fn load_with_sketch(path: &Path) -> Result<Sketched> {
    let (model, id, bytes) = read(path)?;
    let (mut found, file) = if path.as_os_str() == DEFAULT {
        let name = "the embedded sketch";
        let embedded = Model::embedded_sketch_bytes().map(|bytes| Sketch::from_bytes(bytes, name));
        (embedded.transpose()?, PathBuf::from(name))
    } else {
        let file = sketch_path(path);
        let read = match std::fs::read(&file) {
            Ok(bytes) => Some(Sketch::from_bytes(&bytes, &file.display().to_string())?),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(Error::io("read", file, error)),
        };
        (read, file)
    };
    let foreign = found.as_ref().is_some_and(|sketch| !sketch.belongs_to(&bytes));
    if foreign {
        found = None;
    }
    let warning = foreign.then(|| {
        Problem::new(Location::file(file), "belongs to another model and tells nothing of this one")
            .with_hint("train the model again, or delete the sketch")
    });
    Ok(Sketched { model, id, sketch: found, warning })
}

/// Where the sketch of a model file lies.
pub fn sketch_path(model: &Path) -> PathBuf {
    let mut name = model.as_os_str().to_owned();
    name.push(ENDING);
    PathBuf::from(name)
}

fn read(path: &Path) -> Result<(Model, ModelId, Cow<'static, [u8]>)> {
    let (bytes, name): (Cow<'static, [u8]>, _) = if path.as_os_str() == DEFAULT {
        (Model::embedded_bytes()?.into(), "the embedded model".to_owned())
    } else {
        let bytes = std::fs::read(path).map_err(|error| Error::io("read", path, error))?;
        (bytes.into(), path.display().to_string())
    };
    let model = Model::from_bytes(&bytes, &name)?;
    let id = ModelId::of(&model, &bytes);
    Ok((model, id, bytes))
}
