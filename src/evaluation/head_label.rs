//! What a head is scored on: its label of a row, and which rows count.

use std::collections::HashSet;

use rayon::prelude::*;

use crate::dataset::{Row, split, text_key};
use crate::feature::Scratch;
use crate::instance::Instance;
use crate::label::{CLASSES, Label, Probabilities, Sentiment, Stance};
use crate::metric::Clusters;
use crate::model::{Head, Model};

/// A label set together with the place where rows and models keep it.
pub trait HeadLabel: Label {
    /// A sentence counts once, however many rows it has.
    const ONCE_A_TEXT: bool;
    /// The label of a row.
    fn of_row(row: &Row) -> Option<Self>;
    /// The head of a model.
    fn of_model(model: &Model) -> Option<&Head<Self>>;
}

impl HeadLabel for Stance {
    const ONCE_A_TEXT: bool = false;

    fn of_row(row: &Row) -> Option<Self> {
        row.stance
    }

    fn of_model(model: &Model) -> Option<&Head<Self>> {
        model.stance.as_ref()
    }
}

impl HeadLabel for Sentiment {
    const ONCE_A_TEXT: bool = true;

    fn of_row(row: &Row) -> Option<Self> {
        row.sentiment
    }

    fn of_model(model: &Model) -> Option<&Head<Self>> {
        model.sentiment.as_ref()
    }
}

/// The rows that a head is scored on, side by side with their gold classes.
#[derive(Debug, Clone)]
pub struct Scored<'d> {
    /// Positions in the table.
    pub positions: Vec<usize>,
    /// The rows.
    pub rows: Vec<&'d Row>,
    /// Class indices.
    pub gold: Vec<usize>,
    /// The rows' documents.
    pub clusters: Clusters,
}

impl<'d> Scored<'d> {
    /// The rows with a label of head `L`.
    pub fn of<L: HeadLabel>(rows: &'d [Row]) -> Self {
        let mut seen = HashSet::new();
        let labelled: Vec<(usize, &Row, usize)> = rows
            .iter()
            .enumerate()
            .filter_map(|(position, row)| Some((position, row, L::of_row(row)?.index())))
            .filter(|(_, row, _)| !L::ONCE_A_TEXT || seen.insert(text_key(&row.instance.text)))
            .collect();
        let rows: Vec<&Row> = labelled.iter().map(|(_, row, _)| *row).collect();
        Self {
            positions: labelled.iter().map(|(position, _, _)| *position).collect(),
            gold: labelled.iter().map(|(_, _, gold)| *gold).collect(),
            clusters: Clusters::by_key(&split::groups(&rows)),
            rows,
        }
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// No row at all.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// What is to be labelled.
    pub fn instances(&self) -> Vec<&'d Instance> {
        self.rows.iter().map(|row| &row.instance).collect()
    }
}

/// Logits of many instances before calibration, in order, on all threads.
pub fn logits<L: Label>(head: &Head<L>, instances: &[&Instance]) -> Vec<[f64; CLASSES]> {
    instances.par_iter().map_init(Scratch::default, |scratch, i| head.logits(i, scratch)).collect()
}

/// Probabilities of many instances, in order, on all threads.
pub fn probabilities<L: Label>(head: &Head<L>, instances: &[&Instance]) -> Vec<Probabilities> {
    instances.par_iter().map_init(Scratch::default, |scratch, i| head.probabilities(i, scratch)).collect()
}

/// The most probable classes of many instances.
pub fn classes<L: Label>(head: &Head<L>, instances: &[&Instance]) -> Vec<usize> {
    probabilities(head, instances).iter().map(Probabilities::argmax).collect()
}
