//! A whole model: its heads, the recipe they were made by, and what is known of their training.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::actor_head::ActorHead;
use super::head::Head;
use super::lbfgs::StopReason;
use crate::label::{CLASSES, Sentiment, Stance};
use crate::recipe::Recipe;

/// A model, as it is trained, stored and used.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// Stance of a holder toward a target.
    pub stance: Option<Head<Stance>>,
    /// Sentiment of a sentence.
    pub sentiment: Option<Head<Sentiment>>,
    /// Stance of an actor from all of its evidence; without it a rule decides.
    pub actor: Option<ActorHead>,
    /// What it was made by and from.
    pub card: Card,
    /// Names of features, for people: fingerprint to name. Only as many as may be told.
    pub names: BTreeMap<u64, String>,
}

/// What a model tells of itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Card {
    /// The version of `stance` that trained it.
    pub version: String,
    /// The recipe.
    pub recipe: Recipe,
    /// The training tables, with what must be credited.
    pub sources: Vec<Source>,
    /// How the heads' fits ended, by head.
    pub fits: BTreeMap<String, FitCard>,
    /// Was an actor head tried, and was it better than the rule? None when no annotated articles were learned from, or
    /// too few.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor_head: Option<ActorHeadCard>,
}

/// A training table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// File name, without its folder.
    pub name: String,
    /// Rows used.
    pub rows: u64,
    /// Checksum of the file's bytes (xxh3, 128 bits, hexadecimal).
    pub checksum: String,
    /// Whom to credit, and under which licence.
    pub credit: Option<String>,
    /// No feature name is stored that only such tables hold.
    pub private: bool,
}

/// How the fit of one head ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FitCard {
    /// Rows of each class, in class order.
    pub rows: [u64; CLASSES],
    /// Features known.
    pub features: u64,
    /// Which solver.
    pub solver: String,
    /// The objective reached.
    pub objective: f64,
    /// How far above the minimum it is at most.
    pub bound: f64,
    /// Iterations, when the solver tells.
    pub iterations: Option<u64>,
    /// Why it stopped.
    pub stop: StopReason,
    /// Was calibration tried, and did it help?
    pub calibration: CalibrationCard,
}

/// What calibration did to the out-of-fold log loss.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CalibrationCard {
    /// The calibrator is part of the head.
    pub used: bool,
    /// Mean log loss before, out of fold; none when calibration was not tried.
    pub log_loss_before: Option<f64>,
    /// Mean log loss after.
    pub log_loss_after: Option<f64>,
    /// 95% interval of the gain (before minus after), by cluster bootstrap over groups.
    pub gain_ci95: Option<[f64; 2]>,
}

/// How an actor head did against the rule on annotated articles that neither stance head nor actor head had seen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ActorHeadCard {
    /// The head is part of the model.
    pub used: bool,
    /// Gold actors with a side or neutral, and with evidence.
    pub actors: u64,
    /// Macro F1 of the rule on them.
    pub rule: Option<f64>,
    /// Macro F1 of the head, out of fold.
    pub head: Option<f64>,
    /// 95% interval of the gain (head minus rule), by cluster bootstrap over articles.
    pub gain_ci95: Option<[f64; 2]>,
}

impl Model {
    /// The name of a feature, where it is stored.
    pub fn name_of(&self, fingerprint: u64) -> Option<&str> {
        self.names.get(&fingerprint).map(String::as_str)
    }
}
