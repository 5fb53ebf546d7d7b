//! The model file: old ones keep their meaning, and what is not one is refused with its name.

use std::collections::{BTreeMap, HashMap};

use proptest::prelude::*;
use safetensors::SafeTensors;
use safetensors::tensor::{Dtype, TensorView};
use serde_json::Value;
use stance::label::{Label, Probabilities, Stance, Voice};
use stance::model::{ActorEvidence, ActorHead, Model, Weighed};
use xxhash_rust::xxh3::xxh3_64;

use crate::support::{HARBOUR, Workspace};

/// A model of format 1, kept as it was written (`tests/golden/README.md`).
const GOLDEN: &[u8] = include_bytes!("../golden/format-1.stance");

#[track_caller]
fn refusal(bytes: &[u8]) -> String {
    match Model::from_bytes(bytes, "bad.stance") {
        Ok(_) => panic!("the file was taken for a model"),
        Err(error) => {
            let message = error.to_string();
            assert_eq!(error.exit_code(), 65, "{message}");
            assert!(message.starts_with("bad.stance: "), "{message}");
            message
        }
    }
}

#[test]
fn the_golden_model_gives_the_probabilities_it_gave_when_it_was_made() {
    let workspace = Workspace::new();
    workspace.write("golden.stance", GOLDEN);
    let labelled = workspace.run(["classify", "harbour.csv", "-m", "golden.stance"]).success().out;
    assert_eq!(labelled, include_str!("../golden/format-1.csv"));
}

#[test]
fn a_model_reads_back_as_itself() {
    let model = Model::from_bytes(GOLDEN, "golden").unwrap();
    let bytes = model.to_bytes().unwrap();
    assert_eq!(Model::from_bytes(&bytes, "again").unwrap(), model);
    assert!(Model::from_bytes(&bytes, "again").unwrap().to_bytes().unwrap() == bytes);
}

/// Only a file with an actor head needs a program that knows of it.
#[test]
fn an_actor_head_is_kept_and_raises_the_format() {
    let told = |class: usize| {
        let mut probabilities = [0.1; 3];
        probabilities[class] = 0.8;
        let (probabilities, voice) = (Probabilities(probabilities), Voice::Direct);
        let own = vec![Weighed { probabilities, voice, declined: false, named: true, decides: true }];
        ActorEvidence { own, told: 0 }
    };
    let actors: Vec<(ActorEvidence, Stance)> = (0..30).map(|i| (told(i % 3), Stance::ALL[i % 3])).collect();
    let head = ActorHead::fit(&actors.iter().map(|(told, gold)| (told, *gold)).collect::<Vec<_>>()).unwrap();
    let mut model = Model::from_bytes(GOLDEN, "golden").unwrap();
    model.actor = Some(head);
    let bytes = model.to_bytes().unwrap();
    assert_eq!(Model::from_bytes(&bytes, "again").unwrap(), model);
    let format = |bytes: &[u8], number: u32| {
        bytes.windows(30).any(|window| window.starts_with(format!("{{\\\"format\\\":{number},").as_bytes()))
    };
    assert!(format(&bytes, 2) && format(GOLDEN, 1));
}

#[test]
fn a_model_cut_short_anywhere_is_refused() {
    for length in 0..GOLDEN.len() {
        refusal(&GOLDEN[..length]);
    }
}

#[test]
fn a_model_with_something_behind_it_is_refused() {
    refusal(&[GOLDEN, b"\0"].concat());
    refusal(&[GOLDEN, GOLDEN].concat());
}

#[test]
fn a_model_with_any_one_bit_flipped_is_refused() {
    let mut bytes = GOLDEN.to_vec();
    let mut unseen = Vec::new();
    for bit in 0..bytes.len() * 8 {
        bytes[bit / 8] ^= 1 << (bit % 8);
        if Model::from_bytes(&bytes, "bad.stance").is_ok() {
            unseen.push(bit);
        }
        bytes[bit / 8] ^= 1 << (bit % 8);
    }
    assert!(unseen.is_empty(), "flips of these bits are not seen: {unseen:?}");
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        refusal(&bytes);
    }

    #[test]
    fn no_damage_makes_the_reader_panic(
        at in 0..GOLDEN.len(),
        damage in prop::collection::vec(any::<u8>(), 1..40),
    ) {
        let mut bytes = GOLDEN.to_vec();
        bytes.splice(at..(at + damage.len()).min(GOLDEN.len()), damage);
        if bytes != GOLDEN {
            refusal(&bytes);
        }
    }
}

#[test]
fn other_files_are_refused() {
    for foreign in
        [&b""[..], b"text,stance\n", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"PK\x03\x04", &[0; 64], &[0xff; 64]]
    {
        let said = refusal(foreign);
        assert!(said.contains("not a model file of stance, or cut short"), "{said}");
    }
}

#[test]
fn the_safetensors_of_others_are_refused() {
    let tensor = TensorView::new(Dtype::F32, vec![2], &[0; 8]).unwrap();
    for metadata in [None, Some(HashMap::from([("format".to_owned(), "pt".to_owned())]))] {
        let bytes = safetensors::serialize([("weight", &tensor)], metadata).unwrap();
        assert_eq!(refusal(&bytes), "bad.stance: a safetensors file, but not one of stance");
    }
}

/// A tensor outside of its file.
#[derive(Clone)]
struct Tensor {
    dtype: Dtype,
    shape: Vec<usize>,
    bytes: Vec<u8>,
}

/// The golden model with a changed header and changed tensors, all checksums right.
fn forged(change: impl FnOnce(&mut Value, &mut BTreeMap<String, Tensor>)) -> Vec<u8> {
    let (_, metadata) = SafeTensors::read_metadata(GOLDEN).unwrap();
    let tagged = &metadata.metadata().as_ref().unwrap()["stance"];
    let mut header: Value = serde_json::from_str(tagged.split_once(' ').unwrap().1).unwrap();
    let mut tensors: BTreeMap<String, Tensor> = SafeTensors::deserialize(GOLDEN)
        .unwrap()
        .tensors()
        .into_iter()
        .map(|(name, view)| {
            let (dtype, shape, bytes) = (view.dtype(), view.shape().to_vec(), view.data().to_vec());
            (name, Tensor { dtype, shape, bytes })
        })
        .collect();
    change(&mut header, &mut tensors);
    header["checksums"] = tensors
        .iter()
        .map(|(name, tensor)| (name.clone(), Value::from(format!("{:016x}", xxh3_64(&tensor.bytes)))))
        .collect();
    let json = header.to_string();
    let tagged = format!("{:016x} {json}", xxh3_64(json.as_bytes()));
    let views = tensors.iter().map(|(name, tensor)| {
        (name, TensorView::new(tensor.dtype, tensor.shape.clone(), &tensor.bytes).unwrap())
    });
    safetensors::serialize(views, Some(HashMap::from([("stance".to_owned(), tagged)]))).unwrap()
}

#[test]
fn an_unchanged_forgery_is_a_model() {
    assert!(
        Model::from_bytes(&forged(|_, _| ()), "same").unwrap()
            == Model::from_bytes(GOLDEN, "golden").unwrap()
    );
}

#[test]
fn a_newer_format_says_to_update() {
    let newer = forged(|header, _| {
        header["format"] = 3.into();
        header["heads"] = "something that this program has not heard of".into();
    });
    assert_eq!(
        refusal(&newer),
        "bad.stance: written by a newer stance (model format 3, this program reads up to 2); update stance"
    );
}

#[test]
fn a_missing_tensor_is_named() {
    let names: Vec<String> =
        SafeTensors::deserialize(GOLDEN).unwrap().names().into_iter().map(Into::into).collect();
    for name in names {
        let said = refusal(&forged(|_, tensors| {
            tensors.remove(&name);
        }));
        assert!(said.contains(&name), "{said}");
    }
}

#[test]
fn tensors_that_do_not_fit_together_are_refused() {
    for name in ["stance.fingerprints", "stance.idf", "stance.weights", "sentiment.weights", "names"] {
        refusal(&forged(|_, tensors| {
            let tensor = tensors.get_mut(name).unwrap();
            let rows = tensor.shape[0];
            let width = tensor.bytes.len() / rows;
            tensor.shape[0] = rows - 1;
            tensor.bytes.truncate(width * (rows - 1));
            // Names are lines; the last one is now cut inside its first word.
            if name == "names" {
                tensor.bytes = b"0123456789abcdef\n".to_vec();
                tensor.shape = vec![tensor.bytes.len()];
            }
        }));
    }
}

#[test]
fn weights_of_another_shape_are_refused() {
    refusal(&forged(|_, tensors| tensors.get_mut("stance.weights").unwrap().shape.reverse()));
    refusal(&forged(|_, tensors| {
        let weights = tensors.get_mut("stance.weights").unwrap();
        weights.shape = vec![weights.bytes.len() / 2];
    }));
}

#[test]
fn an_unknown_group_of_features_is_refused_with_the_files_name() {
    refusal(&forged(|header, _| {
        header["card"]["recipe"]["stance"]["groups"] = serde_json::json!({"soup": 1.0});
    }));
}

/// Checksums say that nothing was damaged; they do not say that the numbers were ever right.
#[test]
fn numbers_that_give_no_probabilities_are_refused() {
    let said = refusal(&forged(|header, _| header["heads"]["stance"]["scale"][1] = 1e38.into()));
    assert_eq!(said, "bad.stance: damaged model file: a number is out of range");
    refusal(&forged(|_, tensors| {
        let idf = tensors.get_mut("sentiment.idf").unwrap();
        idf.bytes[..4].copy_from_slice(&f32::NAN.to_le_bytes());
    }));
    let calibrator =
        serde_json::json!({ "matrix": [[1, 0, 0], [0, 1, 0], [0, 0, 1]], "offset": [0, 1e300, 0] });
    refusal(&forged(|header, _| header["heads"]["stance"]["calibrator"] = calibrator));
    let said = refusal(&forged(|header, _| header["card"]["recipe"]["solver"]["bias"] = 1e38.into()));
    assert_eq!(said, "bad.stance: damaged model file: a number of the recipe is out of range");
    let zeros = vec![0; 12];
    let head = serde_json::json!({
        "weights": [zeros, zeros, zeros], "offset": [0, 0, 0], "mean": zeros, "deviation": zeros
    });
    let said = refusal(&forged(|header, _| header["actor_head"] = head));
    assert_eq!(said, "bad.stance: damaged model file: a number of the actor head is out of range");
}

/// Found by the fuzz target `model_file`.
#[test]
fn a_name_that_ends_with_a_carriage_return_is_kept() {
    let bytes = forged(|_, tensors| {
        let names = tensors.get_mut("names").unwrap();
        names.bytes = b"0123456789abcdef bag:  it\r".to_vec();
        names.shape = vec![names.bytes.len()];
    });
    let model = Model::from_bytes(&bytes, "a").unwrap();
    assert_eq!(model.names[&0x0123_4567_89ab_cdef], "bag:  it\r");
    assert_eq!(Model::from_bytes(&model.to_bytes().unwrap(), "b").unwrap(), model);
}

#[test]
fn every_command_names_the_bad_model() {
    let workspace = Workspace::new();
    workspace.write("bad.stance", &GOLDEN[..GOLDEN.len() / 2]);
    for arguments in [
        vec!["eval", "harbour.csv", "-m", "bad.stance"],
        vec!["classify", "harbour.csv", "-m", "bad.stance"],
        vec!["explain", "A sentence.", "-m", "bad.stance"],
        vec!["inspect", "bad.stance"],
    ] {
        let said = workspace.run(&arguments).failure(65).err;
        assert!(said.starts_with("error: bad.stance: "), "{said}");
    }
    workspace.write("bad.stance", HARBOUR);
    workspace.run(["inspect", "bad.stance"]).failure(65);
}

#[cfg(feature = "embedded-model")]
#[test]
fn the_model_inside_the_program_credits_its_sources() {
    let card = Model::embedded().unwrap().card;
    let foreign: Vec<_> = card.sources.iter().filter(|source| source.private).collect();
    assert!(!foreign.is_empty());
    assert!(foreign.iter().all(|source| source.credit.is_some()), "{foreign:?}");
}
