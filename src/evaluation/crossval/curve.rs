//! How much do more rows help? The same cross-validation on parts of the training folds, dealt anew for each seed.

use super::round::{Deal, Round};
use super::{CURVE_STEPS, CrossValidationOptions, Pooled, mean_and_deviation};
use crate::dataset::Dataset;
use crate::dataset::split::folds_by;
use crate::error::Result;
use crate::evaluation::head_label::HeadLabel;
use crate::metric::{Counts, Decisions, Measure, Scores};
use crate::recipe::Recipe;
use crate::training::Listener;

/// What a part of the training folds is enough for.
#[derive(Debug, Clone)]
pub struct CurvePoint {
    /// Share of the training folds, in `(0, 1]`.
    pub share: f64,
    /// Labelled rows trained on, mean over folds and seeds.
    pub train_rows: f64,
    /// Pooled macro F1 for each seed, in the order of the seeds.
    pub values: Vec<f64>,
    /// Their mean.
    pub mean: Option<f64>,
    /// Their standard deviation (n − 1).
    pub deviation: Option<f64>,
}

impl CurvePoint {
    /// The lowest and the highest value: the band.
    pub fn band(&self) -> Option<(f64, f64)> {
        let low = self.values.iter().copied().reduce(f64::min)?;
        Some((low, self.values.iter().copied().fold(low, f64::max)))
    }
}

/// The rounds of one size: one for each seed.
pub(super) type Size = Vec<Round>;

/// Trains on every size for every seed; `whole` is the round that was there already: all rows, first seed.
pub(super) fn rounds(
    data: &Dataset,
    recipe: &Recipe,
    options: &CrossValidationOptions,
    whole: &Round,
    listener: &mut dyn Listener,
) -> Result<Vec<Size>> {
    let mut sizes: Vec<Size> = vec![Vec::new(); CURVE_STEPS];
    for number in 0..options.curve_seeds {
        let seed = options.seed.wrapping_add(number as u64);
        let fold_of = folds_by(&data.rows, options.grouping, options.folds, seed)?;
        let deal = Deal { data, recipe, options, seed, fold_of: &fold_of };
        for (step, size) in (1..=CURVE_STEPS).zip(&mut sizes) {
            let known = number == 0 && step == CURVE_STEPS;
            size.push(if known { whole.clone() } else { deal.round(step, listener)? });
        }
    }
    if options.curve_seeds == 0 { Ok(Vec::new()) } else { Ok(sizes) }
}

/// The curve of one head.
pub(super) fn curve<L: HeadLabel>(
    data: &Dataset,
    options: &CrossValidationOptions,
    sizes: &[Size],
) -> Result<Vec<CurvePoint>> {
    let mut points = Vec::new();
    for (number, size) in sizes.iter().enumerate() {
        let mut values = Vec::new();
        for round in size {
            let pooled = Pooled::of::<L>(data, options.grouping, round.predictions::<L>());
            let counts = Counts::of(&Decisions::new(&pooled.gold, &pooled.predicted)?);
            values.extend(Scores::of(&counts).get(Measure::MacroF1));
        }
        let trained: u64 = size.iter().map(|round| round.trained[usize::from(L::ONCE_A_TEXT)]).sum();
        let (mean, deviation) = mean_and_deviation(&values);
        points.push(CurvePoint {
            share: (number + 1) as f64 / sizes.len() as f64,
            train_rows: trained as f64 / (options.folds * size.len()) as f64,
            values,
            mean,
            deviation,
        });
    }
    Ok(points)
}
