//! Which rows cost most, and which words are to blame?

use crate::evaluation::head_label::{HeadLabel, Scored};
use crate::label::Probabilities;
use crate::metric::loss::log_loss;
use crate::model::Head;

/// How many words are told for each row.
const BLAMED: usize = 4;

/// A wrong row.
#[derive(Debug, Clone)]
pub struct TopLoss {
    /// Position in the table.
    pub row: usize,
    /// Gold class.
    pub gold: usize,
    /// Class given.
    pub predicted: usize,
    /// Probabilities of all classes.
    pub probabilities: Probabilities,
    /// What spoke most for the class given and against the gold one: feature, and what it added to the margin.
    pub blamed: Vec<(String, f64)>,
}

/// The wrong rows with the largest log loss, that first.
pub(super) fn top_losses<L: HeadLabel>(
    head: &Head<L>,
    scored: &Scored<'_>,
    probabilities: &[Probabilities],
    number: usize,
) -> Vec<TopLoss> {
    let mut order: Vec<usize> =
        (0..scored.len()).filter(|&i| probabilities[i].argmax() != scored.gold[i]).collect();
    let loss = |i: usize| log_loss(&probabilities[i].0, scored.gold[i]);
    order.sort_by(|&a, &b| loss(b).total_cmp(&loss(a)).then(a.cmp(&b)));
    order.truncate(number);
    order
        .into_iter()
        .map(|i| {
            let (gold, predicted) = (scored.gold[i], probabilities[i].argmax());
            let explanation = head.explain(&scored.rows[i].instance);
            let mut blamed: Vec<(String, f64)> = explanation
                .contributions
                .into_iter()
                .map(|part| (part.feature, part.logits[predicted] - part.logits[gold]))
                .filter(|(_, added)| *added > 0.0)
                .collect();
            blamed.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            blamed.truncate(BLAMED);
            TopLoss { row: scored.positions[i], gold, predicted, probabilities: probabilities[i], blamed }
        })
        .collect()
}
