//! The model file: a safetensors file whose one metadata entry holds canonical JSON.
//!
//! Every tensor has a checksum, and so has the JSON; a damaged, foreign or newer file is a clear error. Nothing in
//! the file runs. The same model gives the same bytes: tensors are written in a fixed order and there is no date.
//!
//! Tensors, for each head `H` that the model has:
//!
//! | name | type | shape | holds |
//! |---|---|---|---|
//! | `H.fingerprints` | U64 | features | sorted fingerprints; a feature's column is its position |
//! | `H.idf` | F32 | features | inverse document frequencies |
//! | `H.weights` | I16 | columns, 3 | weights, to be multiplied by the class's scale |
//! | `H.lower` | U64 | words | hashes of words met in lower case |
//!
//! and `names`, U8: fingerprint and name of the features that may be named, as lines of `hexadecimal name`.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::path::Path;

use safetensors::tensor::{Dtype, SafeTensors, TensorView};
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::actor_head::ActorHead;
use super::calibrator::Calibrator;
use super::head::{Head, Weights};
use super::model::{Card, Model};
use crate::error::{Error, Location, Result};
use crate::feature::Group;
use crate::feature::featurizer::{DenseScale, Featurizer, groups_of};
use crate::feature::group::polarity_sums;
use crate::feature::names::LowerCaseWords;
use crate::feature::sequence::View;
use crate::feature::vocabulary::Vocabulary;
use crate::label::{CLASSES, Label, Sentiment, Stance};
use crate::recipe::HeadRecipe;

/// The metadata key.
const KEY: &str = "stance";
/// Version of the format; a file with a larger one is refused.
const FORMAT: u32 = 2;
/// Version of a file without an actor head: it says nothing that version 1 did not.
const WITHOUT_ACTOR_HEAD: u32 = 1;

/// The JSON of the metadata.
#[derive(Serialize, Deserialize)]
struct Header {
    format: u32,
    card: Card,
    heads: BTreeMap<String, HeadHeader>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    actor_head: Option<ActorHead>,
    /// Checksum (xxh3) of each tensor's bytes.
    checksums: BTreeMap<String, String>,
}

/// What of a head is not a tensor.
#[derive(Serialize, Deserialize)]
struct HeadHeader {
    scale: [f32; CLASSES],
    dense: Option<DenseHeader>,
    calibrator: Option<Calibrator>,
}

#[derive(Serialize, Deserialize)]
struct DenseHeader {
    mean: Vec<f32>,
    deviation: Vec<f32>,
}

impl HeadHeader {
    /// All its numbers, deviations by what they multiply with.
    fn numbers(&self) -> impl Iterator<Item = f64> {
        let means = self.dense.iter().flat_map(|dense| &dense.mean).map(|&mean| f64::from(mean));
        let deviations = self.dense.iter().flat_map(|dense| &dense.deviation);
        let factors = deviations.map(|&deviation| 1.0 / f64::from(deviation));
        let calibrator = self.calibrator.iter().flat_map(|c| c.matrix.iter().flatten().chain(&c.offset));
        self.scale
            .iter()
            .map(|&scale| f64::from(scale))
            .chain(means)
            .chain(factors)
            .chain(calibrator.copied())
    }
}

/// Far beyond all that training gives, and small enough for every probability to be a number.
fn is_sound(number: f64) -> bool {
    number.abs() <= 1e9
}

/// A tensor that is being written.
struct Tensor {
    dtype: Dtype,
    shape: Vec<usize>,
    bytes: Vec<u8>,
}

impl Model {
    /// The bytes of the model file.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        let mut tensors = BTreeMap::new();
        let mut heads = BTreeMap::new();
        if let Some(head) = &self.stance {
            heads.insert(Stance::HEAD.to_owned(), head.write(&mut tensors));
        }
        if let Some(head) = &self.sentiment {
            heads.insert(Sentiment::HEAD.to_owned(), head.write(&mut tensors));
        }
        let names = self.names.iter().fold(String::new(), |mut lines, (id, name)| {
            let _ = writeln!(lines, "{id:016x} {name}");
            lines
        });
        tensors.insert(
            "names".to_owned(),
            Tensor { dtype: Dtype::U8, shape: vec![names.len()], bytes: names.into_bytes() },
        );
        let checksums =
            tensors.iter().map(|(name, tensor)| (name.clone(), checksum(&tensor.bytes))).collect();
        let header = Header {
            format: if self.actor.is_some() { FORMAT } else { WITHOUT_ACTOR_HEAD },
            card: self.card.clone(),
            heads,
            actor_head: self.actor.clone(),
            checksums,
        };
        let write_error = |error: String| Error::model("model", format!("cannot be written: {error}"));
        let json = serde_json::to_string(&header).map_err(|error| write_error(error.to_string()))?;
        let views = tensors
            .iter()
            .map(|(name, tensor)| {
                let view = TensorView::new(tensor.dtype, tensor.shape.clone(), &tensor.bytes)
                    .map_err(|error| write_error(error.to_string()))?;
                Ok((name.clone(), view))
            })
            .collect::<Result<Vec<_>>>()?;
        let metadata = HashMap::from([(KEY.to_owned(), format!("{} {json}", checksum(json.as_bytes())))]);
        safetensors::serialize(views, Some(metadata)).map_err(|error| write_error(error.to_string()))
    }

    /// Reads a model from the bytes of its file; `file` names it in errors.
    pub fn from_bytes(bytes: &[u8], file: &str) -> Result<Self> {
        let damaged = |what: &str| Error::model(file, format!("damaged model file: {what}"));
        let (_, metadata) = SafeTensors::read_metadata(bytes).map_err(|error| {
            Error::model(file, format!("not a model file of stance, or cut short ({error})"))
        })?;
        let tagged = metadata
            .metadata()
            .as_ref()
            .and_then(|map| map.get(KEY))
            .ok_or_else(|| Error::model(file, "a safetensors file, but not one of stance"))?;
        let (sum, json) = tagged.split_once(' ').ok_or_else(|| damaged("the header has no checksum"))?;
        if checksum(json.as_bytes()) != sum {
            return Err(damaged("the header's checksum is wrong"));
        }
        refuse_newer(json, file)?;
        let header: Header =
            serde_json::from_str(json).map_err(|error| damaged(&format!("the header: {error}")))?;
        if header.card.recipe.check(&Location::default()).is_err() {
            return Err(damaged("a number of the recipe is out of range"));
        }
        if !header.actor_head.iter().flat_map(ActorHead::numbers).all(is_sound) {
            return Err(damaged("a number of the actor head is out of range"));
        }
        let tensors = SafeTensors::deserialize(bytes).map_err(|error| damaged(&error.to_string()))?;
        let reader = Reader { tensors, header: &header, file };
        Ok(Self {
            stance: reader.head(&header.card.recipe.stance)?,
            sentiment: reader.head(&header.card.recipe.sentiment)?,
            names: reader.names()?,
            actor: header.actor_head.clone(),
            card: header.card.clone(),
        })
    }

    /// Reads a model file.
    pub fn load(path: &Path) -> Result<Self> {
        let bytes = std::fs::read(path).map_err(|error| Error::io("read", path, error))?;
        Self::from_bytes(&bytes, &path.display().to_string())
    }
}

/// The version is looked at before the rest of the header, which a newer version may have changed.
fn refuse_newer(json: &str, file: &str) -> Result<()> {
    #[derive(Deserialize)]
    struct Version {
        format: u32,
    }
    match serde_json::from_str::<Version>(json) {
        Ok(version) if version.format > FORMAT => Err(Error::model(
            file,
            format!(
                "written by a newer stance (model format {}, this program reads up to {FORMAT}); update stance",
                version.format
            ),
        )),
        _ => Ok(()),
    }
}

fn checksum(bytes: &[u8]) -> String {
    format!("{:016x}", xxh3_64(bytes))
}

impl<L: Label> Head<L> {
    fn write(&self, tensors: &mut BTreeMap<String, Tensor>) -> HeadHeader {
        let mut put = |name: &str, dtype, shape, bytes| {
            tensors.insert(format!("{}.{name}", L::HEAD), Tensor { dtype, shape, bytes });
        };
        let vocabulary = self.featurizer.vocabulary();
        let words = self.featurizer.lower.hashes();
        let le_u64 = |values: &[u64]| values.iter().flat_map(|v| v.to_le_bytes()).collect::<Vec<u8>>();
        put("fingerprints", Dtype::U64, vec![vocabulary.len()], le_u64(vocabulary.fingerprints()));
        put(
            "idf",
            Dtype::F32,
            vec![vocabulary.len()],
            vocabulary.idfs().iter().flat_map(|v| v.to_le_bytes()).collect(),
        );
        put(
            "weights",
            Dtype::I16,
            vec![self.weights.columns(), CLASSES],
            self.weights.stored.as_flattened().iter().flat_map(|v| v.to_le_bytes()).collect(),
        );
        put("lower", Dtype::U64, vec![words.len()], le_u64(words));
        HeadHeader {
            scale: self.weights.scale,
            dense: self
                .featurizer
                .sums
                .as_ref()
                .map(|scale| DenseHeader { mean: scale.mean.clone(), deviation: scale.deviation.clone() }),
            calibrator: self.calibrator.clone(),
        }
    }
}

/// Reads the tensors of one file, checking each.
struct Reader<'a> {
    tensors: SafeTensors<'a>,
    header: &'a Header,
    file: &'a str,
}

impl Reader<'_> {
    fn damaged(&self, what: &str) -> Error {
        Error::model(self.file, format!("damaged model file: {what}"))
    }

    /// The bytes of a tensor of shape (rows) or (rows, classes), if type, shape and checksum are right.
    fn bytes(&self, name: &str, dtype: Dtype, row: &[usize]) -> Result<&[u8]> {
        let view =
            self.tensors.tensor(name).map_err(|_| self.damaged(&format!("tensor {name} is missing")))?;
        if view.dtype() != dtype || view.shape().get(1..) != Some(row) {
            return Err(self.damaged(&format!("type or shape of tensor {name} is wrong")));
        }
        let expected = self.header.checksums.get(name).map(String::as_str);
        if expected != Some(checksum(view.data()).as_str()) {
            return Err(self.damaged(&format!("the checksum of tensor {name} is wrong")));
        }
        Ok(view.data())
    }

    fn u64s(&self, name: &str) -> Result<Vec<u64>> {
        let (words, _) = self.bytes(name, Dtype::U64, &[])?.as_chunks::<8>();
        Ok(words.iter().map(|word| u64::from_le_bytes(*word)).collect())
    }

    fn head<L: Label>(&self, recipe: &HeadRecipe) -> Result<Option<Head<L>>> {
        let Some(header) = self.header.heads.get(L::HEAD) else { return Ok(None) };
        let name = |part: &str| format!("{}.{part}", L::HEAD);
        let fingerprints = self.u64s(&name("fingerprints"))?;
        let (words, _) = self.bytes(&name("idf"), Dtype::F32, &[])?.as_chunks::<4>();
        let idf: Vec<f32> = words.iter().map(|word| f32::from_le_bytes(*word)).collect();
        if idf.len() != fingerprints.len() || !fingerprints.is_sorted_by(|a, b| a < b) {
            return Err(self.damaged("the vocabulary does not fit together"));
        }
        let (words, _) = self.bytes(&name("weights"), Dtype::I16, &[CLASSES])?.as_chunks::<2>();
        let stored: Vec<[i16; CLASSES]> =
            words.as_chunks::<CLASSES>().0.iter().map(|row| row.map(i16::from_le_bytes)).collect();
        let sums = header.dense.as_ref().map(|dense| DenseScale {
            weight: recipe.polarity_sums,
            mean: dense.mean.clone(),
            deviation: dense.deviation.clone(),
        });
        let columns = polarity_sums::COLUMNS;
        if sums.as_ref().is_some_and(|s| s.mean.len() != columns || s.deviation.len() != columns) {
            return Err(self.damaged("the dense columns do not fit together"));
        }
        let featurizer = Featurizer {
            view: View { entities: recipe.sees_target, names: recipe.names },
            groups: self.groups(recipe)?,
            known_holder: recipe.known_holder,
            sums,
            lower: LowerCaseWords::from_hashes(self.u64s(&name("lower"))?),
            vocabulary: Vocabulary::new(fingerprints, idf),
            bias: self.header.card.recipe.solver.bias,
        };
        let weights = Weights { stored, scale: header.scale };
        if !header.numbers().chain(featurizer.vocabulary.idfs().iter().map(|&idf| idf.into())).all(is_sound) {
            return Err(self.damaged("a number is out of range"));
        }
        if featurizer.width() != weights.columns() {
            return Err(self.damaged("weights and vocabulary differ in size"));
        }
        Ok(Some(Head::new(featurizer, weights, header.calibrator.clone())))
    }

    /// The recipe's groups; a model from a stance that had others cannot be used.
    fn groups(&self, recipe: &HeadRecipe) -> Result<Vec<(Group, f32)>> {
        groups_of(recipe).map_err(|error| {
            let told = error.to_string();
            let first = told.lines().next().unwrap_or_default();
            Error::model(self.file, format!("made by another stance ({first}); train it again"))
        })
    }

    fn names(&self) -> Result<BTreeMap<u64, String>> {
        let wrong = || self.damaged("the names of features cannot be read");
        let text = std::str::from_utf8(self.bytes("names", Dtype::U8, &[])?).map_err(|_| wrong())?;
        text.split_terminator('\n')
            .map(|line| {
                let (id, name) = line.split_once(' ').ok_or_else(wrong)?;
                Ok((u64::from_str_radix(id, 16).map_err(|_| wrong())?, name.to_owned()))
            })
            .collect()
    }
}
