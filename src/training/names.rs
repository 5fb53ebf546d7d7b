//! Which feature names a model may tell: those that stand in rows of tables that are not private, and of these the
//! ones that weigh most. An explanation makes its names anew from the sentence; the stored ones are for `inspect`.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::dataset::Row;
use crate::label::{CLASSES, Label};
use crate::model::Head;

/// How many names are stored for each head.
const STORED: usize = 5000;

/// Names of the features that `head` knows and that some of `rows` hold, by fingerprint; the [`STORED`] whose
/// weights differ most between classes.
pub fn collect<L: Label>(head: &Head<L>, rows: &[&Row]) -> BTreeMap<u64, String> {
    let spread = |fingerprint: u64| {
        let column = head.featurizer().vocabulary().column(fingerprint);
        let weights = column.map_or([0.0; CLASSES], |column| head.weights().of(column));
        weights.iter().copied().fold(f64::MIN, f64::max) - weights.iter().copied().fold(f64::MAX, f64::min)
    };
    let named = named(head, rows).into_iter();
    let mut all: Vec<(f64, u64, String)> = named.map(|(known, name)| (spread(known), known, name)).collect();
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    all.truncate(STORED);
    all.into_iter().map(|(_, fingerprint, name)| (fingerprint, name)).collect()
}

fn named<L: Label>(head: &Head<L>, rows: &[&Row]) -> BTreeMap<u64, String> {
    let featurizer = head.featurizer();
    rows.par_iter()
        .map(|row| {
            featurizer
                .feature_names(&row.instance)
                .into_iter()
                .filter(|(fingerprint, _)| featurizer.vocabulary().column(*fingerprint).is_some())
                .collect::<BTreeMap<_, _>>()
        })
        .reduce(BTreeMap::new, |mut all, mut part| {
            all.append(&mut part);
            all
        })
}
