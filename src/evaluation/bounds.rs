//! Is a model good enough? Bounds that a review must keep, each on one figure, or on the end of its interval that is
//! the worse one.

use std::fmt;
use std::str::FromStr;

use super::article::ArticleEvaluation;
use super::review::Review;
use super::table::Evaluation;
use crate::label::{CLASSES, Label, Sentiment, Stance};
use crate::metric::{Estimate, Measure};

/// What can be bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// F1 of a class, or macro F1.
    F1,
    /// Precision of a class, or its mean over the classes.
    Precision,
    /// Recall of a class, or its mean over the classes.
    Recall,
    /// Share of right labels.
    Accuracy,
    /// Expected calibration error over bins of equal width; the only figure that has to stay low.
    CalibrationError,
}

impl Figure {
    /// The option that bounds it.
    pub fn option(self) -> &'static str {
        match self {
            Self::F1 => "--min-f1",
            Self::Precision => "--min-precision",
            Self::Recall => "--min-recall",
            Self::Accuracy => "--min-accuracy",
            Self::CalibrationError => "--max-ece",
        }
    }

    /// True for what has to stay low.
    fn is_low_good(self) -> bool {
        self == Self::CalibrationError
    }

    /// True if there is one for each class.
    pub fn is_by_class(self) -> bool {
        matches!(self, Self::F1 | Self::Precision | Self::Recall)
    }

    fn name(self, class: Option<usize>) -> &'static str {
        match (self, class) {
            (Self::F1, None) => "macro F1",
            (Self::Precision, None) => "macro precision",
            (Self::Recall, None) => "macro recall",
            (Self::F1, Some(_)) => "F1",
            (Self::Precision, Some(_)) => "precision",
            (Self::Recall, Some(_)) => "recall",
            (Self::Accuracy, _) => "accuracy",
            (Self::CalibrationError, _) => "calibration error",
        }
    }

    fn measure(self, class: Option<usize>) -> Option<Measure> {
        match (self, class) {
            (Self::F1, None) => Some(Measure::MacroF1),
            (Self::Precision, None) => Some(Measure::MacroPrecision),
            (Self::Recall, None) => Some(Measure::MacroRecall),
            (Self::F1, Some(class)) => Some(Measure::F1(class)),
            (Self::Precision, Some(class)) => Some(Measure::Precision(class)),
            (Self::Recall, Some(class)) => Some(Measure::Recall(class)),
            (Self::Accuracy, _) => Some(Measure::Accuracy),
            (Self::CalibrationError, _) => None,
        }
    }
}

/// Of which head, and of which of its classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope {
    head: &'static str,
    class: Option<(usize, &'static str)>,
}

impl Scope {
    /// The stance head as a whole.
    pub const STANCE: Self = Self { head: Stance::HEAD, class: None };

    fn all() -> Vec<(String, Self)> {
        let of = |head: &'static str, names: [&'static str; CLASSES]| {
            let classes = names.into_iter().enumerate().flat_map(move |(class, name)| {
                let scope = Self { head, class: Some((class, name)) };
                [(name.to_owned(), scope), (format!("{head}.{name}"), scope)]
            });
            std::iter::once((head.to_owned(), Self { head, class: None })).chain(classes)
        };
        // The stance's classes come first: `neutral` alone is one of them.
        of(Stance::HEAD, Stance::ALL.map(Label::name))
            .chain(of(Sentiment::HEAD, Sentiment::ALL.map(Label::name)))
            .collect()
    }
}

/// `against`, `sentiment`, `sentiment.neutral` …
impl FromStr for Scope {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let all = Self::all();
        all.iter().find(|(name, _)| name == text).map(|(_, scope)| *scope).ok_or_else(|| {
            format!(
                "`{text}` is neither a head nor a class: try stance, against, sentiment or sentiment.neutral"
            )
        })
    }
}

/// A bound as it is typed: `0.6`, or `against=0.5`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bound {
    scope: Scope,
    share: f64,
}

impl FromStr for Bound {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (scope, share) = match text.split_once('=') {
            Some((scope, share)) => (scope.parse()?, share),
            None => (Scope::STANCE, text),
        };
        let share = share.parse().ok().filter(|share| (0.0..=1.0).contains(share));
        let share = share.ok_or("a number from 0 to 1 is wanted, or one for a class: against=0.5")?;
        Ok(Self { scope, share })
    }
}

/// A bound on a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Check {
    figure: Figure,
    bound: Bound,
}

/// What was reviewed. Tables are checked where there are any, else articles: the stances of their actors.
#[derive(Debug, Clone, Copy)]
pub struct Reviewed<'r> {
    /// Scores on tables, and what lies behind them.
    pub tables: Option<(&'r Evaluation, &'r Review)>,
    /// Scores on articles.
    pub articles: Option<&'r ArticleEvaluation>,
}

/// A check that is not kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure {
    what: String,
    reached: Estimate,
    figure: Figure,
    bound: Bound,
    /// The end of the interval is what failed.
    at_worse_end: bool,
}

impl Check {
    /// An error in words where the figure has no classes and the bound names one.
    pub fn new(figure: Figure, bound: Bound) -> Result<Self, String> {
        if bound.scope.class.is_some() && !figure.is_by_class() {
            return Err(format!("{} is not told by class: name a head, or none", figure.option()));
        }
        Ok(Self { figure, bound })
    }

    /// Nothing when the bound is kept. With `at_worse_end`, the lower end of the interval must keep it (of the
    /// calibration error, the upper end); a figure that does not exist keeps no bound, nor does one without an
    /// interval where the interval is asked for.
    pub fn failure(&self, reviewed: Reviewed<'_>, at_worse_end: bool) -> Option<Failure> {
        let reached = self.reached(reviewed);
        let low_is_good = self.figure.is_low_good();
        let counts = match (at_worse_end, low_is_good) {
            (false, _) => reached.value,
            (true, false) => reached.interval.map(|interval| interval.low),
            (true, true) => reached.interval.map(|interval| interval.high),
        };
        let share = self.bound.share;
        let kept = counts.is_some_and(|value| if low_is_good { value <= share } else { value >= share });
        (!kept).then(|| Failure {
            what: self.what(reviewed),
            reached,
            figure: self.figure,
            bound: self.bound,
            at_worse_end,
        })
    }

    fn reached(&self, reviewed: Reviewed<'_>) -> Estimate {
        let Scope { head, class } = self.bound.scope;
        let class = class.map(|(index, _)| index);
        let found = match (reviewed.tables, reviewed.articles) {
            (Some((evaluation, review)), _) => {
                if let Some(measure) = self.figure.measure(class) {
                    let review = evaluation.heads.iter().find(|review| review.head == head);
                    review.and_then(|review| review.systems.first()).map(|model| model.estimate(measure))
                } else {
                    let review = review.heads.iter().find(|review| review.head == head);
                    review.map(|review| review.certainty.after.error)
                }
            }
            (None, Some(articles)) if head == Stance::HEAD => self.of_actors(articles, class),
            _ => None,
        };
        found.unwrap_or_default()
    }

    fn of_actors(&self, articles: &ArticleEvaluation, class: Option<usize>) -> Option<Estimate> {
        let model = articles.systems.first()?;
        let of_class = class.and_then(|class| model.classes.get(class));
        Some(match self.figure {
            Figure::F1 => of_class.map_or(model.macro_f1, |scores| scores.f1),
            Figure::Precision => of_class.map_or(model.macro_precision, |scores| scores.precision),
            Figure::Recall => of_class.map_or(model.macro_recall, |scores| scores.recall),
            Figure::Accuracy => model.accuracy,
            Figure::CalibrationError => articles.certainty.matched.error,
        })
    }

    fn what(&self, reviewed: Reviewed<'_>) -> String {
        let Scope { head, class } = self.bound.scope;
        let name = self.figure.name(class.map(|(index, _)| index));
        let class = class.map_or(String::new(), |(_, class)| format!(" of {class}"));
        if reviewed.tables.is_none() && head == Stance::HEAD {
            format!("the {name}{class} of the actors' stances")
        } else {
            format!("the {head} head's {name}{class}")
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.reached.value.map_or("undefined".to_owned(), |value| format!("{value:.3}"));
        write!(f, "{} is {value}", self.what)?;
        match self.reached.interval {
            Some(interval) => write!(f, " [{:.3}, {:.3}]", interval.low, interval.high)?,
            None if self.at_worse_end => f.write_str(" without an interval")?,
            None => {}
        }
        let low_is_good = self.figure.is_low_good();
        let end = match (self.at_worse_end, low_is_good) {
            (false, _) => "",
            (true, false) => "at its lower end ",
            (true, true) => "at its upper end ",
        };
        let side = if low_is_good { "above" } else { "below" };
        write!(f, ", {end}{side} {} {}", self.figure.option(), self.bound.share)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_read_as_they_are_typed() {
        let bound = |text: &str| text.parse::<Bound>();
        assert_eq!(bound("0.6").unwrap(), Bound { scope: Scope::STANCE, share: 0.6 });
        let against = bound("against=0.5").unwrap().scope;
        assert_eq!((against.head, against.class), ("stance", Some((0, "against"))));
        assert_eq!(bound("neutral=0.5").unwrap().scope.head, "stance");
        assert_eq!(bound("sentiment.neutral=1").unwrap().scope.head, "sentiment");
        assert_eq!(bound("sentiment=1").unwrap().scope.class, None);
        for wrong in ["1.1", "-0.1", "half", "NaN", "up=0.5", "against=", "="] {
            assert!(bound(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_has_no_classes_takes_none() {
        let bound: Bound = "against=0.5".parse().unwrap();
        assert!(Check::new(Figure::Accuracy, bound).is_err());
        assert!(Check::new(Figure::Recall, bound).is_ok());
    }

    #[test]
    fn a_figure_that_does_not_exist_keeps_no_bound() {
        let check = Check::new(Figure::F1, "0".parse().unwrap()).unwrap();
        let failure = check.failure(Reviewed { tables: None, articles: None }, false).unwrap();
        assert_eq!(failure.to_string(), "the macro F1 of the actors' stances is undefined, below --min-f1 0");
    }
}
