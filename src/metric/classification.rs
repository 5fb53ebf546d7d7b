//! How good are the labels? Precision, recall, F1 and what is built on them, and chance-corrected figures.
//!
//! Zero over zero is undefined (`None`). In an average of classes it counts as 0, as with scikit-learn's
//! `zero_division=0` and all labels listed: a class that was missed altogether must not make the average better.

use serde::Serialize;

use crate::label::{CLASSES, Label, Stance};
use crate::metric::{Counts, Estimate, ratio};

/// The two classes that take a side. Both heads keep them at the same places.
const POLES: [usize; 2] = [Stance::Favor as usize, Stance::Against as usize];

/// Scores of one class against the rest, in `[0, 1]`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct ClassScores {
    /// TP / (TP + FP); undefined when the label was never given.
    pub precision: Option<f64>,
    /// TP / (TP + FN); undefined when no gold row has the class.
    pub recall: Option<f64>,
    /// 2 TP / (2 TP + FP + FN); undefined when the class is in neither gold nor prediction.
    pub f1: Option<f64>,
    /// Gold rows of the class.
    pub support: u64,
}

/// Averages over the classes, in `[0, 1]`; undefined only when there are no rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Averages {
    /// Average precision.
    pub precision: Option<f64>,
    /// Average recall.
    pub recall: Option<f64>,
    /// Average F1.
    pub f1: Option<f64>,
}

/// All scores that derive from a confusion matrix.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Scores {
    /// Each class, in index order.
    pub classes: [ClassScores; CLASSES],
    /// Plain mean over the classes. Macro F1 is the mean of the classes' F1, not the harmonic mean of macro
    /// precision and macro recall (Opitz and Burst 2019).
    pub macro_average: Averages,
    /// Mean weighted by support.
    pub weighted_average: Averages,
    /// Mean F1 of favor and against (positive and negative); neutral counts only through errors
    /// (SemEval-2016 task 6).
    pub f_average: Option<f64>,
    /// Right rows / all rows.
    pub accuracy: Option<f64>,
    /// Mean recall of the classes that occur in gold.
    pub balanced_accuracy: Option<f64>,
    /// Multi-class Matthews correlation, in `[-1, 1]` (Gorodkin 2004); undefined when gold or prediction is one
    /// class only.
    pub mcc: Option<f64>,
    /// Cohen's kappa of gold and prediction, at most 1 (Cohen 1960); undefined when both are one and the same
    /// class.
    pub kappa: Option<f64>,
}

impl Scores {
    /// Computes all scores.
    pub fn of(counts: &Counts) -> Self {
        let gold = counts.gold().map(|n| n as f64);
        let predicted = counts.predicted().map(|n| n as f64);
        let total = counts.total() as f64;
        let classes = std::array::from_fn(|k| {
            let hits = counts.0[k][k] as f64;
            ClassScores {
                precision: ratio(hits, predicted[k]),
                recall: ratio(hits, gold[k]),
                f1: ratio(2.0 * hits, predicted[k] + gold[k]),
                support: counts.gold()[k],
            }
        });
        let accuracy = ratio(counts.right() as f64, total);
        Self {
            classes,
            macro_average: averages(&classes, [1.0; CLASSES], total),
            weighted_average: averages(&classes, gold, total),
            f_average: ratio(POLES.iter().filter_map(|&k| classes[k].f1).sum(), POLES.len() as f64)
                .filter(|_| total > 0.0),
            accuracy,
            balanced_accuracy: mean_of_defined(classes.map(|class| class.recall)),
            mcc: matthews(&gold, &predicted, counts.right() as f64, total),
            kappa: accuracy.and_then(|observed| kappa(&gold, &predicted, observed, total)),
        }
    }

    /// One of the scores.
    pub fn get(&self, measure: Measure) -> Option<f64> {
        let class = |k: usize| self.classes.get(k).copied().unwrap_or_default();
        match measure {
            Measure::Precision(k) => class(k).precision,
            Measure::Recall(k) => class(k).recall,
            Measure::F1(k) => class(k).f1,
            Measure::MacroPrecision => self.macro_average.precision,
            Measure::MacroRecall => self.macro_average.recall,
            Measure::MacroF1 => self.macro_average.f1,
            Measure::WeightedPrecision => self.weighted_average.precision,
            Measure::WeightedRecall => self.weighted_average.recall,
            Measure::WeightedF1 => self.weighted_average.f1,
            Measure::FAverage => self.f_average,
            Measure::Accuracy => self.accuracy,
            Measure::BalancedAccuracy => self.balanced_accuracy,
            Measure::Mcc => self.mcc,
            Measure::Kappa => self.kappa,
        }
    }

    /// All scores in the order of [`Measure::ALL`], for resampling.
    pub fn values(&self) -> [Option<f64>; Measure::ALL.len()] {
        Measure::ALL.map(|measure| self.get(measure))
    }
}

/// Weighted mean of the classes' scores, the undefined ones as 0.
fn averages(classes: &[ClassScores; CLASSES], weights: [f64; CLASSES], rows: f64) -> Averages {
    if rows == 0.0 {
        return Averages::default();
    }
    let mean = |score: fn(&ClassScores) -> Option<f64>| {
        let sum: f64 = classes.iter().zip(weights).map(|(c, w)| w * score(c).unwrap_or(0.0)).sum();
        ratio(sum, weights.iter().sum())
    };
    Averages { precision: mean(|c| c.precision), recall: mean(|c| c.recall), f1: mean(|c| c.f1) }
}

fn mean_of_defined(values: [Option<f64>; CLASSES]) -> Option<f64> {
    let defined = values.iter().flatten();
    ratio(defined.clone().sum(), defined.count() as f64)
}

/// (c·s − Σ p·t) / √((s² − Σ p²)(s² − Σ t²)) with c right rows, s rows, p and t rows predicted and gold.
fn matthews(gold: &[f64; CLASSES], predicted: &[f64; CLASSES], right: f64, total: f64) -> Option<f64> {
    let covariance = right * total - dot(gold, predicted);
    let spread = (total * total - dot(predicted, predicted)) * (total * total - dot(gold, gold));
    ratio(covariance, spread.sqrt()).map(|r| r.clamp(-1.0, 1.0))
}

/// `(p_o − p_e) / (1 − p_e)` from the margins of both sides and the observed share of equal labels.
pub(super) fn kappa(
    gold: &[f64; CLASSES],
    predicted: &[f64; CLASSES],
    observed: f64,
    total: f64,
) -> Option<f64> {
    let expected = dot(gold, predicted) / (total * total);
    ratio(observed - expected, 1.0 - expected)
}

fn dot(left: &[f64; CLASSES], right: &[f64; CLASSES]) -> f64 {
    left.iter().zip(right).map(|(a, b)| a * b).sum()
}

/// Names one score of [`Scores`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Precision of a class.
    Precision(usize),
    /// Recall of a class.
    Recall(usize),
    /// F1 of a class.
    F1(usize),
    /// Mean precision of the classes.
    MacroPrecision,
    /// Mean recall of the classes, with 0 for those that gold lacks.
    MacroRecall,
    /// Mean F1 of the classes.
    MacroF1,
    /// Mean precision by support.
    WeightedPrecision,
    /// Mean recall by support, which is the accuracy.
    WeightedRecall,
    /// Mean F1 by support.
    WeightedF1,
    /// Mean F1 of favor and against.
    FAverage,
    /// Share of right rows.
    Accuracy,
    /// Mean recall of the classes in gold.
    BalancedAccuracy,
    /// Matthews correlation.
    Mcc,
    /// Cohen's kappa.
    Kappa,
}

impl Measure {
    /// All measures, in the order of reports.
    pub const ALL: [Self; 20] = [
        Self::Precision(0),
        Self::Recall(0),
        Self::F1(0),
        Self::Precision(1),
        Self::Recall(1),
        Self::F1(1),
        Self::Precision(2),
        Self::Recall(2),
        Self::F1(2),
        Self::MacroPrecision,
        Self::MacroRecall,
        Self::MacroF1,
        Self::WeightedPrecision,
        Self::WeightedRecall,
        Self::WeightedF1,
        Self::FAverage,
        Self::Accuracy,
        Self::BalancedAccuracy,
        Self::Mcc,
        Self::Kappa,
    ];

    /// This one of figures in the order of [`Measure::ALL`].
    pub fn of(self, estimates: &[Estimate]) -> Estimate {
        let place = Self::ALL.iter().position(|&measure| measure == self);
        place.and_then(|place| estimates.get(place).copied()).unwrap_or_default()
    }

    /// The measure's name in tables, with the class named as in head `L`.
    pub fn name<L: Label>(self) -> String {
        let of_class = |score: &str, k: usize| match L::ALL.get(k) {
            Some(label) => format!("{score} {label}"),
            None => format!("{score} class {k}"),
        };
        match self {
            Self::Precision(k) => of_class("precision", k),
            Self::Recall(k) => of_class("recall", k),
            Self::F1(k) => of_class("F1", k),
            Self::MacroPrecision => "macro precision".into(),
            Self::MacroRecall => "macro recall".into(),
            Self::MacroF1 => "macro F1".into(),
            Self::WeightedPrecision => "weighted precision".into(),
            Self::WeightedRecall => "weighted recall".into(),
            Self::WeightedF1 => "weighted F1".into(),
            Self::FAverage => format!("F1 {}/{}", L::ALL[POLES[0]], L::ALL[POLES[1]]),
            Self::Accuracy => "accuracy".into(),
            Self::BalancedAccuracy => "balanced accuracy".into(),
            Self::Mcc => "MCC".into(),
            Self::Kappa => "kappa".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::metric::Decisions;
    use crate::metric::reference::{Reference, close};

    fn scores(gold: &[usize], predicted: &[usize]) -> Scores {
        Scores::of(&Counts::of(&Decisions::new(gold, predicted).unwrap()))
    }

    /// `classification_report`, `precision_recall_fscore_support`, `f1_score`, `matthews_corrcoef`,
    /// `cohen_kappa_score`, `balanced_accuracy_score`, `accuracy_score`, `confusion_matrix`.
    #[test]
    fn scores_are_those_of_scikit_learn() {
        for name in
            ["usual", "class 2 never predicted", "class 0 never in gold", "class 0 nowhere", "all wrong"]
        {
            let case = Reference::at(&["classification", name]);
            let (gold, predicted) = (case.classes("gold"), case.classes("predicted"));
            let counts = Counts::of(&Decisions::new(&gold, &predicted).unwrap());
            let confusion: [[u64; CLASSES]; CLASSES] = case.parse("confusion");
            assert_eq!(counts.0, confusion, "{name}");
            let s = Scores::of(&counts);
            for (k, class) in s.classes.iter().enumerate() {
                close(class.precision, case.list("precision")[k], 1e-12, name);
                close(class.recall, case.list("recall")[k], 1e-12, name);
                close(class.f1, case.list("f1")[k], 1e-12, name);
                close(Some(class.support as f64), case.list("support")[k], 0.0, name);
            }
            for (ours, theirs) in [(s.macro_average, "macro"), (s.weighted_average, "weighted")] {
                close(ours.precision, case.number(&[theirs, "precision"]), 1e-12, name);
                close(ours.recall, case.number(&[theirs, "recall"]), 1e-12, name);
                close(ours.f1, case.number(&[theirs, "f1-score"]), 1e-12, name);
            }
            close(s.macro_average.f1, case.number(&["macro_f1"]), 1e-12, name);
            close(s.f_average, case.number(&["f_average_2_0"]), 1e-12, name);
            close(s.accuracy, case.number(&["accuracy"]), 1e-12, name);
            close(s.balanced_accuracy, case.number(&["balanced_accuracy"]), 1e-12, name);
            close(s.mcc, case.number(&["mcc"]), 1e-12, name);
            close(s.kappa, case.number(&["kappa"]), 1e-12, name);
        }
    }

    #[test]
    fn nothing_to_score_is_undefined() {
        assert!(scores(&[], &[]).values().iter().all(Option::is_none));
        let one_class = scores(&[1, 1], &[1, 1]);
        assert_eq!((one_class.mcc, one_class.kappa), (None, None));
        assert_eq!(one_class.classes[0], ClassScores::default());
        assert_eq!(one_class.balanced_accuracy, Some(1.0));
    }

    #[test]
    fn a_measure_is_named_after_its_class() {
        assert_eq!(Measure::F1(2).name::<Stance>(), "F1 favor");
        assert_eq!(Measure::FAverage.name::<Stance>(), "F1 favor/against");
        assert_eq!(Scores::default().get(Measure::Recall(7)), None);
    }

    fn rows() -> impl Strategy<Value = Vec<(usize, usize)>> {
        prop::collection::vec((0..CLASSES, 0..CLASSES), 1..60)
    }

    proptest! {
        #[test]
        fn scores_stay_in_their_ranges(rows in rows()) {
            let (gold, predicted): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
            let s = scores(&gold, &predicted);
            for (measure, value) in Measure::ALL.into_iter().zip(s.values()) {
                let low = if matches!(measure, Measure::Mcc | Measure::Kappa) { -1.0 } else { 0.0 };
                if let Some(value) = value {
                    prop_assert!((low..=1.0).contains(&value), "{measure:?} is {value}");
                }
            }
            prop_assert!((s.weighted_average.recall.unwrap() - s.accuracy.unwrap()).abs() < 1e-12);
        }

        #[test]
        fn a_perfect_prediction_scores_one(gold in prop::collection::vec(0..CLASSES, 1..40)) {
            let s = scores(&gold, &gold);
            prop_assert_eq!((s.accuracy, s.balanced_accuracy), (Some(1.0), Some(1.0)));
            let several = gold.iter().any(|&g| g != gold[0]);
            prop_assert_eq!(s.kappa, several.then_some(1.0));
            prop_assert!(s.mcc.map_or(!several, |mcc| (mcc - 1.0).abs() < 1e-12));
        }

        #[test]
        fn the_order_of_rows_changes_nothing(rows in rows()) {
            let (gold, predicted): (Vec<_>, Vec<_>) = rows.iter().copied().unzip();
            let (g, p): (Vec<_>, Vec<_>) = rows.into_iter().rev().unzip();
            prop_assert_eq!(scores(&gold, &predicted), scores(&g, &p));
        }

        #[test]
        fn swapping_gold_and_prediction_swaps_precision_and_recall(rows in rows()) {
            let (gold, predicted): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
            let (there, back) = (scores(&gold, &predicted), scores(&predicted, &gold));
            for (a, b) in there.classes.iter().zip(&back.classes) {
                prop_assert_eq!((a.precision, a.recall, a.f1), (b.recall, b.precision, b.f1));
            }
            prop_assert_eq!(there.accuracy, back.accuracy);
        }
    }
}
