//! Figures computed by scikit-learn, scipy and others: `tests/reference/metric.json`, made by `metric.py` there.
#![cfg(test)]

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::label::CLASSES;

/// A part of the reference file.
pub(crate) struct Reference(Value);

impl Reference {
    pub(crate) fn at(path: &[&str]) -> Self {
        let whole: Value = serde_json::from_str(include_str!("../../tests/reference/metric.json")).unwrap();
        Self(path.iter().fold(&whole, |part, key| &part[key]).clone())
    }

    /// Gold classes and forecasts of the rows that most figures are of.
    pub(crate) fn rows() -> (Vec<usize>, Vec<[f64; CLASSES]>) {
        let whole = Self::at(&[]);
        (whole.classes("gold"), whole.parse("probabilities"))
    }

    pub(crate) fn items(&self) -> Vec<Self> {
        self.0.as_array().unwrap().iter().cloned().map(Self).collect()
    }

    pub(crate) fn part(&self, key: &str) -> Self {
        Self(self.0[key].clone())
    }

    pub(crate) fn parse<T: DeserializeOwned>(&self, key: &str) -> T {
        serde_json::from_value(self.0[key].clone()).unwrap()
    }

    pub(crate) fn whole<T: DeserializeOwned>(&self) -> T {
        serde_json::from_value(self.0.clone()).unwrap()
    }

    pub(crate) fn classes(&self, key: &str) -> Vec<usize> {
        self.parse(key)
    }

    /// Numbers; null is undefined.
    pub(crate) fn list(&self, key: &str) -> Vec<Option<f64>> {
        self.parse(key)
    }

    /// A number; null is undefined, a missing key an error.
    pub(crate) fn number(&self, path: &[&str]) -> Option<f64> {
        let value = path.iter().fold(&self.0, |part, key| part.get(key).unwrap());
        serde_json::from_value(value.clone()).unwrap()
    }
}

/// Both undefined, or not further apart than `tolerance`.
#[track_caller]
pub(crate) fn close(ours: Option<f64>, theirs: Option<f64>, tolerance: f64, what: &str) {
    let same = match (ours, theirs) {
        (Some(a), Some(b)) => (a - b).abs() <= tolerance,
        (None, None) => true,
        _ => false,
    };
    assert!(same, "{what}: {ours:?} is not {theirs:?}");
}
