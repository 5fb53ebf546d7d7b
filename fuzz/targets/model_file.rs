//! Any bytes are a model file: refused, or a model that gives probabilities and is written as it was read.
//!
//! Checksums would stop all damage at the door. So the bytes are read a second time as what a model file is made of,
//! and sealed with the right checksums: JSON with the `header` and the `tensors` as `[type, shape]` by name, a zero
//! byte, and the tensors' bytes one after the other, zeros where they are too few.

#![no_main]

use std::collections::{BTreeMap, HashMap};

use libfuzzer_sys::fuzz_target;
use safetensors::tensor::{Dtype, TensorView};
use serde_json::{Map, Value, json};
use stance::dataset::instance_from;
use stance::feature::Scratch;
use stance::instance::Instance;
use stance::label::{Probabilities, Voice};
use stance::model::{ActorEvidence, Model, Weighed};
use stance_fuzz::check_probabilities;
use xxhash_rust::xxh3::xxh3_64;

/// No tensor of a test is larger, in bytes.
const LARGEST: usize = 1 << 16;

fn checksum(bytes: &[u8]) -> String {
    format!("{:016x}", xxh3_64(bytes))
}

/// A file of these parts, with the right checksums.
fn sealed(input: &[u8]) -> Option<Vec<u8>> {
    let border = input.iter().position(|&byte| byte == 0)?;
    let mut parts: Map<String, Value> = serde_json::from_slice(&input[..border]).ok()?;
    let described: BTreeMap<String, (Dtype, Vec<usize>)> =
        serde_json::from_value(parts.remove("tensors")?).ok()?;
    let mut header = parts.remove("header")?;
    let mut bytes = input[border + 1..].iter().copied();
    let mut tensors = BTreeMap::new();
    for (name, (dtype, shape)) in described {
        let values = shape.iter().try_fold(1_usize, |all, &length| all.checked_mul(length))?;
        let length = values.checked_mul(dtype.bitsize())? / 8;
        if length > LARGEST {
            return None;
        }
        let own: Vec<u8> = (0..length).map(|_| bytes.next().unwrap_or(0)).collect();
        tensors.insert(name, (dtype, shape, own));
    }
    let sums: BTreeMap<&String, String> =
        tensors.iter().map(|(name, (_, _, bytes))| (name, checksum(bytes))).collect();
    header.as_object_mut()?.insert("checksums".to_owned(), json!(sums));
    let views: Option<Vec<_>> = tensors
        .iter()
        .map(|(name, (dtype, shape, bytes))| {
            Some((name.clone(), TensorView::new(*dtype, shape.clone(), bytes).ok()?))
        })
        .collect();
    let json = header.to_string();
    let metadata = HashMap::from([("stance".to_owned(), format!("{} {json}", checksum(json.as_bytes())))]);
    safetensors::serialize(views?, Some(metadata)).ok()
}

fn check(bytes: &[u8]) {
    let Ok(model) = Model::from_bytes(bytes, "a.stance") else { return };
    let written = model.to_bytes().expect("a model can be written");
    let again = Model::from_bytes(&written, "b.stance").expect("what was written can be read");
    assert!(again == model, "it is not written as it was read");
    let sentence = "Pilots attacked the ferry, but divers never welcomed it.";
    let instance =
        instance_from(sentence, Some("Pilots"), Some("the ferry"), None).expect("the names stand in it");
    if let Some(head) = &model.actor {
        let probabilities = Probabilities([0.0, 0.2, 0.8]);
        let (declined, named, decides) = (false, true, true);
        let one = Weighed { probabilities, voice: Voice::Mixed, declined, named, decides };
        check_probabilities(head.probabilities(&ActorEvidence { own: vec![one], told: 1 }).0);
    }
    let mut scratch = Scratch::default();
    if let Some(head) = &model.stance {
        check_probabilities(head.probabilities(&instance, &mut scratch).0);
        head.explain(&instance);
    }
    if let Some(head) = &model.sentiment {
        let alone = Instance { text: sentence.to_owned(), ..Instance::default() };
        check_probabilities(head.probabilities(&alone, &mut scratch).0);
        head.explain(&alone);
    }
}

fuzz_target!(|bytes: &[u8]| {
    check(bytes);
    if let Some(file) = sealed(bytes) {
        check(&file);
    }
});
