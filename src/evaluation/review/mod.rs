//! What lies behind the scores: calibration, selective answers, slices, top losses, names, and sight of the target.

mod blind;
mod certainty;
mod errors;
mod pairs;
mod slices;
mod swap;

pub use blind::{Sight, SightModels, SightScores};
pub use certainty::{Calibration, Certainty};
pub use errors::TopLoss;
pub use pairs::{PAIR_COLUMN, PairScores, Pairs};
pub use slices::{FLAG_LEVEL, LEAST_ROWS, Slice};
pub use swap::{Flip, NameSwap};

use super::head_label::{HeadLabel, Scored, logits};
use super::leak::{Known, Leaks};
use crate::dataset::Dataset;
use crate::error::Result;
use crate::label::{CLASSES, Label, Probabilities, Sentiment, Stance};
use crate::metric::Bootstrap;
use crate::model::Model;

/// What to look at.
#[derive(Debug, Clone, Copy)]
pub struct ReviewOptions<'a> {
    /// The precision for which a threshold is looked for, in `[0, 1]`.
    pub precision: f64,
    /// Columns to slice by, beside those built in.
    pub slices: &'a [String],
    /// How many of the worst errors to list.
    pub errors: usize,
    /// What the model was trained on, for seen targets and leaks.
    pub known: Option<&'a Known>,
    /// The model's recipe with full and with limited sight.
    pub sights: Option<&'a SightModels>,
    /// How the intervals are drawn.
    pub bootstrap: Bootstrap,
}

/// A review beyond the scores.
#[derive(Debug, Clone)]
pub struct Review {
    /// One entry for each head that has both weights and labelled rows.
    pub heads: Vec<HeadReview>,
    /// What evaluation and training data share; none when nothing is known of these.
    pub leaks: Option<Leaks>,
}

/// One head reviewed.
#[derive(Debug, Clone)]
pub struct HeadReview {
    /// "stance" or "sentiment".
    pub head: &'static str,
    /// The classes' names, in index order.
    pub classes: [&'static str; CLASSES],
    /// Calibration, selection, ranking.
    pub certainty: Certainty,
    /// Values of columns, each against the rest.
    pub slices: Vec<Slice>,
    /// The worst errors.
    pub errors: Vec<TopLoss>,
    /// What other names do; none for the sentiment and where no row has a name.
    pub swap: Option<NameSwap>,
    /// The same recipe with less sight; only for the stance, and only with training data.
    pub sights: Vec<SightScores>,
    /// Minimal pairs; none where the table has no column for them.
    pub pairs: Option<Pairs>,
}

/// Reviews every head of `model` for which `data` has labels.
pub fn review(model: &Model, data: &Dataset, options: ReviewOptions) -> Result<Review> {
    let mut stance = head::<Stance>(model, data, &options)?;
    if let (Some(review), Some(sights)) = (&mut stance, options.sights) {
        review.sights = sights.score(&Scored::of::<Stance>(&data.rows), &options.bootstrap)?;
    }
    let sentiment = head::<Sentiment>(model, data, &options)?;
    Ok(Review {
        heads: [stance, sentiment].into_iter().flatten().collect(),
        leaks: options.known.map(|known| known.leaks(data)),
    })
}

fn head<L: HeadLabel>(model: &Model, data: &Dataset, options: &ReviewOptions) -> Result<Option<HeadReview>> {
    let scored = Scored::of::<L>(&data.rows);
    let Some(head) = L::of_model(model).filter(|_| !scored.is_empty()) else { return Ok(None) };
    let logits = logits(head, &scored.instances());
    let forecast: Vec<Probabilities> = logits.iter().map(|&row| head.calibrated(row)).collect();
    let predicted: Vec<usize> = forecast.iter().map(Probabilities::argmax).collect();
    let bootstrap = &options.bootstrap;
    Ok(Some(HeadReview {
        head: L::HEAD,
        classes: L::ALL.map(Label::name),
        certainty: certainty::certainty(head, &scored, &logits, options.precision, bootstrap)?,
        slices: slices::slices(data, &scored, &predicted, options.slices, options.known, bootstrap)?,
        errors: errors::top_losses(head, &scored, &forecast, options.errors),
        swap: if L::ONCE_A_TEXT { None } else { swap::name_swap(head, &scored, &predicted) },
        sights: Vec::new(),
        pairs: pairs::pairs(data, &scored, &predicted, bootstrap)?,
    }))
}
