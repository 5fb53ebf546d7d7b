//! Which feature names a model may tell: those that stand in rows of tables that are not private.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::dataset::Row;
use crate::feature::Featurizer;

/// Names of the features that `featurizer` knows and that some of `rows` hold, by fingerprint.
pub fn collect(featurizer: &Featurizer, rows: &[&Row]) -> BTreeMap<u64, String> {
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
