//! How well would a model do that learned from most of these rows? Cross-validation: vocabulary, document frequencies
//! and weights come from the other folds only.

mod curve;
mod round;

use super::head_label::{HeadLabel, Scored};
use crate::dataset::Dataset;
use crate::dataset::split::{Grouping, folds_by, groups_by};
use crate::error::{Error, Result};
use crate::label::{CLASSES, Label, Probabilities, Sentiment, Stance};
use crate::metric::calibration::CalibrationErrors;
use crate::metric::loss::Losses;
use crate::metric::{Bootstrap, Clusters, Counts, Decisions, Estimate, Forecasts, Measure, Scores};
use crate::recipe::Recipe;
use crate::training::Listener;

pub use curve::CurvePoint;
use curve::Size;
use round::{Deal, Round};

/// What is reported of each fold.
pub const MEASURES: [Measure; 4] = [Measure::MacroF1, Measure::Accuracy, Measure::FAverage, Measure::Kappa];

/// In how many steps the learning curve grows.
pub const CURVE_STEPS: usize = 5;

/// How to cross-validate.
#[derive(Debug, Clone, Copy)]
pub struct CrossValidationOptions {
    /// Number of folds, at least 2.
    pub folds: usize,
    /// Seed of the folds.
    pub seed: u64,
    /// Which rows stay together.
    pub grouping: Grouping,
    /// How the intervals are drawn.
    pub bootstrap: Bootstrap,
    /// For how many seeds, from [`seed`](Self::seed) on, to train on parts of the training folds too; 0 for none. Each
    /// takes as long as [`CURVE_STEPS`] cross-validations.
    pub curve_seeds: usize,
}

/// A recipe cross-validated on a table.
#[derive(Debug, Clone)]
pub struct CrossValidation {
    /// How.
    pub options: CrossValidationOptions,
    /// The fold of each row of the table.
    pub fold_of: Vec<usize>,
    /// One entry for each head that the table has labels for.
    pub heads: Vec<HeadCrossValidation>,
}

/// One head cross-validated.
#[derive(Debug, Clone)]
pub struct HeadCrossValidation {
    /// "stance" or "sentiment".
    pub head: &'static str,
    /// The classes' names, in index order.
    pub classes: [&'static str; CLASSES],
    /// Rows scored.
    pub rows: usize,
    /// Groups (documents, or targets) they come from.
    pub groups: usize,
    /// Each fold by itself.
    pub folds: Vec<FoldScores>,
    /// All rows together, each by the model that had not seen it.
    pub counts: Counts,
    /// Everything that derives from `counts`, in the order of [`Measure::ALL`].
    pub pooled: Vec<Estimate>,
    /// Calibration errors of the pooled probabilities.
    pub calibration: CalibrationErrors,
    /// Losses of the pooled probabilities.
    pub losses: Losses,
    /// Out-of-fold probabilities of each row of the table; none where the row cannot be labelled.
    pub predictions: Vec<Option<Probabilities>>,
    /// The rows scored: position in the table and given class.
    pub scored: Vec<(usize, usize)>,
    /// Empty unless it was asked for.
    pub curve: Vec<CurvePoint>,
}

/// One fold.
#[derive(Debug, Clone, Copy)]
pub struct FoldScores {
    /// Rows scored in the fold.
    pub rows: usize,
    /// The fold's scores.
    pub scores: Scores,
}

impl HeadCrossValidation {
    /// A pooled measure with its interval.
    pub fn pooled(&self, measure: Measure) -> Estimate {
        measure.of(&self.pooled)
    }

    /// Mean and standard deviation (n − 1) of a measure over the folds in which it is defined.
    pub fn spread(&self, measure: Measure) -> (Option<f64>, Option<f64>) {
        let values: Vec<f64> = self.folds.iter().filter_map(|fold| fold.scores.get(measure)).collect();
        mean_and_deviation(&values)
    }

    /// The rows whose given class got the lowest out-of-fold probability, that first: position in the table, given
    /// class and probabilities. Rows whose class is also the most probable one are not suspected.
    pub fn suspects(&self, number: usize) -> Vec<(usize, usize, Probabilities)> {
        let mut rows: Vec<_> = self
            .scored
            .iter()
            .filter_map(|&(row, given)| Some((row, given, self.predictions[row]?)))
            .filter(|(_, given, probabilities)| probabilities.argmax() != *given)
            .collect();
        rows.sort_by(|a, b| a.2.0[a.1].total_cmp(&b.2.0[b.1]).then(a.0.cmp(&b.0)));
        rows.truncate(number);
        rows
    }
}

fn mean_and_deviation(values: &[f64]) -> (Option<f64>, Option<f64>) {
    if values.is_empty() {
        return (None, None);
    }
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    (Some(mean), (values.len() > 1).then(|| (squares / (n - 1.0)).sqrt()))
}

/// Cross-validates `recipe` on `data`. Errors when there are fewer groups than folds, when no row is labelled, or when
/// a training fold cannot be learned from.
pub fn cross_validate(
    data: &Dataset,
    recipe: &Recipe,
    options: CrossValidationOptions,
    listener: &mut dyn Listener,
) -> Result<CrossValidation> {
    let fold_of = folds_by(&data.rows, options.grouping, options.folds, options.seed)?;
    let deal = Deal { data, recipe, options: &options, seed: options.seed, fold_of: &fold_of };
    let whole = deal.round(CURVE_STEPS, listener)?;
    let sizes = curve::rounds(data, recipe, &options, &whole, listener)?;
    let heads = [
        head::<Stance>(data, &options, &fold_of, &whole, &sizes)?,
        head::<Sentiment>(data, &options, &fold_of, &whole, &sizes)?,
    ];
    let heads: Vec<HeadCrossValidation> = heads.into_iter().flatten().collect();
    if heads.is_empty() {
        return Err(Error::usage("no row has a label that the other folds could be trained for"));
    }
    Ok(CrossValidation { options, fold_of, heads })
}

/// The rows of one head with their out-of-fold probabilities.
struct Pooled {
    positions: Vec<usize>,
    gold: Vec<usize>,
    probabilities: Vec<[f64; CLASSES]>,
    predicted: Vec<usize>,
    clusters: Clusters,
}

impl Pooled {
    fn of<L: HeadLabel>(data: &Dataset, grouping: Grouping, predictions: &[Option<Probabilities>]) -> Self {
        let scored = Scored::of::<L>(&data.rows);
        let groups = groups_by(&scored.rows, grouping);
        let all = scored.positions.iter().zip(&scored.gold).zip(groups);
        let known: Vec<_> =
            all.filter_map(|((&row, &gold), group)| Some((row, gold, group, predictions[row]?))).collect();
        let groups: Vec<usize> = known.iter().map(|row| row.2).collect();
        Self {
            positions: known.iter().map(|row| row.0).collect(),
            gold: known.iter().map(|row| row.1).collect(),
            probabilities: known.iter().map(|row| row.3.0).collect(),
            predicted: known.iter().map(|row| row.3.argmax()).collect(),
            clusters: Clusters::by_key(&groups),
        }
    }

    fn estimates(&self, bootstrap: &Bootstrap) -> Result<Vec<Estimate>> {
        let decisions = Decisions::new(&self.gold, &self.predicted)?;
        let documents = Counts::by_cluster(&decisions, &self.clusters)?;
        Ok(bootstrap.estimate(&documents, |counts| Scores::of(counts).values()))
    }

    fn folds(&self, fold_of: &[usize], folds: usize) -> Result<Vec<FoldScores>> {
        (0..folds)
            .map(|fold| {
                let inside = |values: &[usize]| -> Vec<usize> {
                    values
                        .iter()
                        .zip(&self.positions)
                        .filter(|(_, row)| fold_of[**row] == fold)
                        .map(|(&value, _)| value)
                        .collect()
                };
                let (gold, predicted) = (inside(&self.gold), inside(&self.predicted));
                let counts = Counts::of(&Decisions::new(&gold, &predicted)?);
                Ok(FoldScores { rows: gold.len(), scores: Scores::of(&counts) })
            })
            .collect()
    }
}

fn head<L: HeadLabel>(
    data: &Dataset,
    options: &CrossValidationOptions,
    fold_of: &[usize],
    whole: &Round,
    sizes: &[Size],
) -> Result<Option<HeadCrossValidation>> {
    let predictions = whole.predictions::<L>();
    let pooled = Pooled::of::<L>(data, options.grouping, predictions);
    if pooled.gold.is_empty() {
        return Ok(None);
    }
    let forecasts = Forecasts::new(&pooled.gold, &pooled.probabilities)?;
    Ok(Some(HeadCrossValidation {
        head: L::HEAD,
        classes: L::ALL.map(Label::name),
        rows: pooled.gold.len(),
        groups: pooled.clusters.number(),
        folds: pooled.folds(fold_of, options.folds)?,
        counts: Counts::of(&Decisions::new(&pooled.gold, &pooled.predicted)?),
        pooled: pooled.estimates(&options.bootstrap)?,
        calibration: CalibrationErrors::of(&forecasts),
        losses: Losses::of(&forecasts),
        predictions: predictions.to_vec(),
        scored: pooled.positions.iter().copied().zip(pooled.gold.iter().copied()).collect(),
        curve: curve::curve::<L>(data, options, sizes)?,
    }))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::dataset::{ReadOptions, Row};
    use crate::feature::Scratch;
    use crate::model::Head;
    use crate::training::train;

    const WORDS: [&str; 3] = ["attacked", "discussed", "praised"];

    /// Thirty documents with two rows each; the verb tells the class, the name of the place nothing.
    fn table() -> Dataset {
        let mut text = String::from("text,holder,target,stance,document\n");
        for i in 0..60 {
            let (class, place) = (i % 3, ["toll", "bridge", "ferry", "port", "pier", "dam"][i / 3 % 6]);
            let label = ["against", "neutral", "favor"][class];
            let word = WORDS[class];
            text += &format!(
                "The mayor {word} the {place} in case {i}.,The mayor,the {place},{label},d{}\n",
                i / 2
            );
        }
        Dataset::read_from(text.as_bytes(), "t.csv", &ReadOptions::default()).unwrap()
    }

    fn options() -> CrossValidationOptions {
        CrossValidationOptions {
            folds: 3,
            seed: 1,
            grouping: Grouping::Document,
            bootstrap: Bootstrap { draws: 50, ..Bootstrap::default() },
            curve_seeds: 2,
        }
    }

    fn bag() -> Recipe {
        Recipe::preset("bag").unwrap().unwrap()
    }

    #[test]
    fn every_row_is_labelled_by_a_model_that_had_not_seen_its_document() {
        let data = table();
        let ours = cross_validate(&data, &bag(), options(), &mut ()).unwrap();
        let [stance] = &ours.heads[..] else { panic!("one head") };
        assert_eq!((stance.rows, stance.groups, stance.folds.len()), (60, 30, 3));
        assert!(stance.predictions.iter().all(Option::is_some));
        assert_eq!(stance.folds.iter().map(|fold| fold.rows).sum::<usize>(), 60);
        assert_eq!(stance.pooled(Measure::MacroF1).value, Some(1.0));
        assert_eq!(stance.spread(Measure::MacroF1), (Some(1.0), Some(0.0)));
        for (i, pair) in ours.fold_of.chunks(2).enumerate() {
            assert_eq!(pair[0], pair[1], "document d{i}");
        }
        // By hand: the model of fold 0 gives the same probabilities.
        let kept: Vec<Row> = data
            .rows
            .iter()
            .zip(&ours.fold_of)
            .filter(|(_, fold)| **fold != 0)
            .map(|(row, _)| row.clone())
            .collect();
        let learned = Dataset { rows: kept, ..Dataset::default() };
        let model = train(&learned, &bag(), vec![], &BTreeSet::new(), &mut ()).unwrap().model;
        let head: &Head<Stance> = model.stance.as_ref().unwrap();
        let row = ours.fold_of.iter().position(|fold| *fold == 0).unwrap();
        let by_hand = head.probabilities(&data.rows[row].instance, &mut Scratch::default());
        assert_eq!(stance.predictions[row], Some(by_hand));
    }

    #[test]
    fn the_curve_grows_to_the_whole() {
        let ours = cross_validate(&table(), &bag(), options(), &mut ()).unwrap();
        let curve = &ours.heads[0].curve;
        assert_eq!(curve.len(), CURVE_STEPS);
        assert!(curve.windows(2).all(|pair| pair[0].train_rows < pair[1].train_rows));
        assert_eq!(curve[4].train_rows, 40.0);
        assert_eq!(Some(curve[4].values[0]), ours.heads[0].pooled(Measure::MacroF1).value);
        for point in curve {
            let (low, high) = point.band().unwrap();
            assert_eq!(point.values.len(), 2);
            assert!(low <= point.mean.unwrap() && point.mean.unwrap() <= high);
        }
    }

    #[test]
    fn a_wrong_label_is_the_first_suspect() {
        let mut data = table();
        data.rows[7].stance = Some(Stance::Favor);
        let ours = cross_validate(&data, &bag(), options(), &mut ()).unwrap();
        let suspects = ours.heads[0].suspects(5);
        assert_eq!((suspects[0].0, suspects[0].1), (7, Stance::Favor as usize));
        assert!(suspects.windows(2).all(|pair| pair[0].2.0[pair[0].1] <= pair[1].2.0[pair[1].1]));
    }

    #[test]
    fn by_target_no_target_is_in_two_folds() {
        let data = table();
        let options = CrossValidationOptions { grouping: Grouping::Target, curve_seeds: 0, ..options() };
        let ours = cross_validate(&data, &bag(), options, &mut ()).unwrap();
        for (a, fold) in data.rows.iter().zip(&ours.fold_of) {
            for (b, other) in data.rows.iter().zip(&ours.fold_of) {
                assert!(a.instance.target != b.instance.target || fold == other);
            }
        }
        assert_eq!(ours.heads[0].groups, 6);
    }

    #[test]
    fn the_deviation_is_that_of_a_sample() {
        assert_eq!(mean_and_deviation(&[1.0, 3.0]), (Some(2.0), Some(2.0_f64.sqrt())));
        assert_eq!(mean_and_deviation(&[1.0]), (Some(1.0), None));
        assert_eq!(mean_and_deviation(&[]), (None, None));
    }
}
