//! Do the annotators agree, and more than by chance? Percent, Cohen, Fleiss, Krippendorff and Gwet.
//!
//! Everything derives from sums over units, so that intervals come from drawing units (or whole documents) anew.
//! Each figure is also given for every class against the rest, which shows where the codebook is unclear.

use std::ops::AddAssign;

use serde::Serialize;

use crate::error::{Error, Result};
use crate::label::CLASSES;
use crate::metric::classification::kappa;
use crate::metric::rows::{known_classes, same_length};
use crate::metric::{Bootstrap, Clusters, Estimate, ratio};

/// Labels that several raters gave to the same units; a label may be missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ratings<'a> {
    raters: Vec<&'a [Option<usize>]>,
}

impl<'a> Ratings<'a> {
    /// `raters` holds one column for each rater, with one entry for each unit. Fails with fewer than two raters,
    /// columns of different lengths, or classes that do not exist.
    pub fn new(raters: Vec<&'a [Option<usize>]>) -> Result<Self> {
        let [first, _, ..] = raters.as_slice() else {
            return Err(Error::usage("agreement needs the labels of at least two raters"));
        };
        for column in &raters {
            same_length("labels of the raters", first.len(), column.len())?;
            let given: Vec<usize> = column.iter().copied().flatten().collect();
            known_classes("rated", &given)?;
        }
        Ok(Self { raters })
    }

    /// Number of units, rated or not.
    pub fn units(&self) -> usize {
        self.raters.first().map_or(0, |column| column.len())
    }

    /// Number of raters.
    pub fn raters(&self) -> usize {
        self.raters.len()
    }

    /// Units with two different labels, in order.
    pub fn disagreements(&self) -> Vec<usize> {
        (0..self.units())
            .filter(|&unit| {
                let mut labels = self.unit(unit).flatten();
                let first = labels.next();
                labels.any(|label| Some(label) != first)
            })
            .collect()
    }

    fn unit(&self, unit: usize) -> impl Iterator<Item = Option<usize>> + '_ {
        self.raters.iter().map(move |column| column[unit])
    }

    /// All coefficients with their intervals. `clusters` are the units' documents, or
    /// [`Clusters::singletons`] when units are independent; it must be for as many rows as there are units.
    pub fn agreement(&self, bootstrap: &Bootstrap, clusters: &Clusters) -> Result<Agreement> {
        let mut classes = [Coefficients::default(); CLASSES];
        for (class, coefficients) in classes.iter_mut().enumerate() {
            *coefficients = self.view(bootstrap, clusters, &View { categories: 2, class: Some(class) })?;
        }
        Ok(Agreement {
            raters: self.raters(),
            units: self.units(),
            compared_units: self.compared_units(),
            all: self.view(bootstrap, clusters, &View { categories: CLASSES, class: None })?,
            classes,
        })
    }

    fn view(&self, bootstrap: &Bootstrap, clusters: &Clusters, view: &View) -> Result<Coefficients> {
        let sums: Vec<Sums> =
            clusters.sums(0..self.units(), |sums: &mut Sums, unit| sums.add(self.unit(unit), view))?;
        let two_raters = self.raters() == 2;
        let estimates = bootstrap.estimate(&sums, |sums| sums.coefficients(view.categories, two_raters));
        Ok(Coefficients::from_estimates(&estimates))
    }

    fn compared_units(&self) -> usize {
        (0..self.units()).filter(|&unit| self.unit(unit).flatten().count() >= 2).count()
    }
}

/// How well raters agree. A coefficient that does not exist is undefined.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Agreement {
    /// Number of raters.
    pub raters: usize,
    /// Number of units.
    pub units: usize,
    /// Units with at least two labels; the others cannot show agreement.
    pub compared_units: usize,
    /// Over all classes.
    pub all: Coefficients,
    /// Each class against the rest.
    pub classes: [Coefficients; CLASSES],
}

/// The coefficients of agreement; 1 is full agreement, 0 (but for `percent`) that of chance.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Coefficients {
    /// Share of agreeing pairs of labels, mean over units, in `[0, 1]`.
    pub percent: Estimate,
    /// Cohen's kappa of two raters over the units that both labelled (Cohen 1960); undefined for more raters
    /// and when both always give one and the same class.
    pub cohen_kappa: Estimate,
    /// Fleiss' kappa (Fleiss 1971), for units with different numbers of labels as generalised in Gwet 2014.
    /// Undefined when only one class was given.
    pub fleiss_kappa: Estimate,
    /// Krippendorff's alpha for nominal data, missing labels allowed: `1 − D_o / D_e` over the coincidence
    /// matrix (Krippendorff 2011). 0.800 is reliable, 0.667 tentative. Undefined when only one class was given.
    pub krippendorff_alpha: Estimate,
    /// Gwet's AC1 (Gwet 2008), which does not collapse when one class is frequent. Counts all classes of the
    /// head, whether they occur or not.
    pub gwet_ac1: Estimate,
}

impl Coefficients {
    /// In the order of [`Sums::coefficients`].
    fn from_estimates(estimates: &[Estimate]) -> Self {
        let at = |i: usize| estimates.get(i).copied().unwrap_or_default();
        Self {
            percent: at(0),
            cohen_kappa: at(1),
            fleiss_kappa: at(2),
            krippendorff_alpha: at(3),
            gwet_ac1: at(4),
        }
    }
}

/// All classes, or one class (category 1) against the rest (category 0).
struct View {
    categories: usize,
    class: Option<usize>,
}

impl View {
    fn category(&self, label: usize) -> usize {
        self.class.map_or(label, |class| usize::from(label == class))
    }
}

/// What a unit adds to the coefficients.
#[derive(Debug, Clone, Default, PartialEq)]
struct Sums {
    /// Units with at least one label.
    rated: f64,
    /// Units with at least two labels.
    compared: f64,
    /// Over compared units: agreeing pairs of labels / pairs of labels.
    agreeing: f64,
    /// Over rated units: share of each category among the unit's labels.
    shares: [f64; CLASSES],
    /// Over compared units: labels of each category.
    pairable: [f64; CLASSES],
    /// Diagonal of the coincidence matrix: agreeing ordered pairs of labels / (labels of the unit − 1).
    coincident: f64,
    /// Labels of the first rater by labels of the second, where both gave one.
    pair: [[f64; CLASSES]; CLASSES],
}

impl Sums {
    fn add(&mut self, labels: impl Iterator<Item = Option<usize>>, view: &View) {
        let labels: Vec<Option<usize>> = labels.map(|label| label.map(|l| view.category(l))).collect();
        if let [Some(first), Some(second), ..] = labels[..] {
            self.pair[first][second] += 1.0;
        }
        let mut tally = [0.0; CLASSES];
        for label in labels.into_iter().flatten() {
            tally[label] += 1.0;
        }
        let given: f64 = tally.iter().sum();
        if given == 0.0 {
            return;
        }
        self.rated += 1.0;
        for (share, n) in self.shares.iter_mut().zip(tally) {
            *share += n / given;
        }
        if given < 2.0 {
            return;
        }
        let same: f64 = tally.iter().map(|n| n * (n - 1.0)).sum();
        self.compared += 1.0;
        self.agreeing += same / (given * (given - 1.0));
        self.coincident += same / (given - 1.0);
        for (sum, n) in self.pairable.iter_mut().zip(tally) {
            *sum += n;
        }
    }

    /// Percent, Cohen, Fleiss, Krippendorff, Gwet.
    fn coefficients(&self, categories: usize, two_raters: bool) -> [Option<f64>; 5] {
        let percent = ratio(self.agreeing, self.compared);
        let shares = self.shares.map(|share| ratio(share, self.rated).unwrap_or(0.0));
        let by_chance: f64 = shares.iter().map(|share| share * share).sum();
        let hard_to_rate: f64 = shares[..categories].iter().map(|share| share * (1.0 - share)).sum();
        let corrected = |chance: f64| percent.and_then(|percent| ratio(percent - chance, 1.0 - chance));
        [
            percent,
            two_raters.then(|| self.cohen()).flatten(),
            corrected(by_chance),
            self.alpha(),
            corrected(hard_to_rate / (categories - 1) as f64),
        ]
    }

    fn cohen(&self) -> Option<f64> {
        let first = self.pair.map(|row| row.iter().sum::<f64>());
        let second = std::array::from_fn(|k| self.pair.iter().map(|row| row[k]).sum::<f64>());
        let total: f64 = first.iter().sum();
        let same: f64 = (0..CLASSES).map(|k| self.pair[k][k]).sum();
        kappa(&first, &second, ratio(same, total)?, total)
    }

    fn alpha(&self) -> Option<f64> {
        let n: f64 = self.pairable.iter().sum();
        let observed = n - self.coincident;
        let expected = n * n - self.pairable.iter().map(|m| m * m).sum::<f64>();
        ratio((n - 1.0) * observed, expected).map(|disagreement| 1.0 - disagreement)
    }
}

impl AddAssign<&Sums> for Sums {
    fn add_assign(&mut self, other: &Sums) {
        self.rated += other.rated;
        self.compared += other.compared;
        self.agreeing += other.agreeing;
        self.coincident += other.coincident;
        for k in 0..CLASSES {
            self.shares[k] += other.shares[k];
            self.pairable[k] += other.pairable[k];
            for j in 0..CLASSES {
                self.pair[k][j] += other.pair[k][j];
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::metric::reference::{Reference, close};

    fn columns(units: &[Vec<Option<f64>>]) -> Vec<Vec<Option<usize>>> {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let label = |value: Option<f64>| value.map(|v| v as usize);
        (0..units[0].len()).map(|rater| units.iter().map(|unit| label(unit[rater])).collect()).collect()
    }

    fn agreement(columns: &[Vec<Option<usize>>], draws: usize) -> Agreement {
        let ratings = Ratings::new(columns.iter().map(Vec::as_slice).collect()).unwrap();
        let bootstrap = Bootstrap { draws, ..Bootstrap::default() };
        ratings.agreement(&bootstrap, &Clusters::singletons(ratings.units())).unwrap()
    }

    /// Percent, Fleiss and AC1 by irrCAC, alpha by krippendorff, complete Fleiss also by statsmodels, Cohen by
    /// scikit-learn.
    #[test]
    fn coefficients_are_those_of_the_libraries() {
        for case in Reference::at(&["agreement"]).items() {
            let columns = columns(&case.parse::<Vec<Vec<Option<f64>>>>("ratings"));
            let ours = agreement(&columns, 0);
            let check = |ours: &Coefficients, theirs: &Reference| {
                close(ours.percent.value, theirs.number(&["percent"]), 1e-12, "percent");
                close(ours.fleiss_kappa.value, theirs.number(&["fleiss"]), 1e-12, "Fleiss");
                close(ours.krippendorff_alpha.value, theirs.number(&["alpha"]), 1e-12, "alpha");
                close(ours.gwet_ac1.value, theirs.number(&["gwet_ac1"]), 1e-12, "AC1");
                if let Some(fleiss) = theirs.number(&["fleiss_statsmodels"]) {
                    close(ours.fleiss_kappa.value, Some(fleiss), 1e-12, "Fleiss of statsmodels");
                }
            };
            check(&ours.all, &case.part("all"));
            for (ours, theirs) in ours.classes.iter().zip(case.part("by_class").items()) {
                check(ours, &theirs);
            }
            let first_two = agreement(&columns[..2], 0);
            close(first_two.all.cohen_kappa.value, case.number(&["cohen_first_two"]), 1e-12, "Cohen");
            for (ours, theirs) in first_two.classes.iter().zip(case.list("cohen_first_two_by_class")) {
                close(ours.cohen_kappa.value, theirs, 1e-12, "Cohen of a class");
            }
            assert_eq!(ours.all.cohen_kappa.value.is_some(), columns.len() == 2);
        }
    }

    #[test]
    fn intervals_hold_the_coefficients() {
        let case = &Reference::at(&["agreement"]).items()[2];
        let ours = agreement(&columns(&case.parse::<Vec<Vec<Option<f64>>>>("ratings")), 1000);
        for coefficients in std::iter::once(&ours.all).chain(&ours.classes) {
            for estimate in [
                coefficients.percent,
                coefficients.fleiss_kappa,
                coefficients.krippendorff_alpha,
                coefficients.gwet_ac1,
            ] {
                let interval = estimate.interval.unwrap();
                assert!(interval.contains(estimate.value.unwrap()), "{estimate:?}");
                assert!(interval.width() > 0.01 && interval.width() < 0.6, "{estimate:?}");
            }
        }
    }

    /// One class only: chance would agree as well, so kappa and alpha say nothing; AC1 still does.
    #[test]
    fn one_class_only_is_undefined_but_for_gwet() {
        let same = vec![vec![Some(1); 8]; 2];
        let ours = agreement(&same, 10).all;
        assert_eq!((ours.percent.value, ours.gwet_ac1.value), (Some(1.0), Some(1.0)));
        for estimate in [ours.cohen_kappa, ours.fleiss_kappa, ours.krippendorff_alpha] {
            assert_eq!(estimate, Estimate::default());
        }
    }

    #[test]
    fn wrong_tables_are_refused_and_disagreements_listed() {
        let (a, b) = ([Some(0), Some(1), None], [Some(0), Some(2), Some(1)]);
        assert!(Ratings::new(vec![&a]).is_err());
        assert!(Ratings::new(vec![]).is_err());
        assert!(Ratings::new(vec![&a, &b[..2]]).is_err());
        assert!(Ratings::new(vec![&a, &[Some(3), None, None]]).is_err());
        let ratings = Ratings::new(vec![&a, &b]).unwrap();
        assert_eq!(ratings.disagreements(), [1]);
        assert!(ratings.agreement(&Bootstrap::default(), &Clusters::singletons(2)).is_err());
        let ours = ratings.agreement(&Bootstrap::default(), &Clusters::singletons(3)).unwrap();
        assert_eq!((ours.raters, ours.units, ours.compared_units), (2, 3, 2));
    }

    proptest! {
        #[test]
        fn the_order_of_raters_changes_nothing(
            units in prop::collection::vec((0..CLASSES, 0..CLASSES, prop::option::of(0..CLASSES)), 2..30)
        ) {
            let column = |rater: usize| units.iter().map(|u| [Some(u.0), Some(u.1), u.2][rater]).collect::<Vec<_>>();
            let there = agreement(&[column(0), column(1), column(2)], 0);
            prop_assert_eq!(there, agreement(&[column(1), column(2), column(0)], 0));
            for estimate in [there.all.fleiss_kappa, there.all.krippendorff_alpha, there.all.gwet_ac1] {
                prop_assert!(estimate.value.is_none_or(|v| v <= 1.0 + 1e-12));
            }
        }

        #[test]
        fn a_copy_agrees_fully(labels in prop::collection::vec(0..CLASSES, 2..30)) {
            let column: Vec<_> = labels.iter().copied().map(Some).collect();
            let ours = agreement(&[column.clone(), column], 0).all;
            let several = labels.iter().any(|&l| l != labels[0]);
            for estimate in [ours.cohen_kappa, ours.fleiss_kappa, ours.krippendorff_alpha] {
                prop_assert!(estimate.value.map_or(!several, |v| (v - 1.0).abs() < 1e-12));
            }
            prop_assert_eq!(ours.gwet_ac1.value, Some(1.0));
        }
    }
}
