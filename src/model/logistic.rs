//! Multinomial logistic regression on sparse rows behind linfa's traits.
//!
//! ```
//! use linfa::traits::{Fit, Predict};
//! use linfa::DatasetBase;
//! use ndarray::{Array1, array};
//! use stance::feature::SparseRecords;
//! use stance::model::logistic::LogisticParams;
//! use stance::label::Stance;
//!
//! # fn main() -> stance::Result<()> {
//! let rows = SparseRecords::from_dense(&array![[1.0, 0.0], [0.9, 0.1], [0.0, 1.0], [0.1, 0.8]]);
//! let labels = Array1::from(vec![Stance::Favor, Stance::Favor, Stance::Against, Stance::Against]);
//! let data = DatasetBase::new(rows, labels);
//! let model = LogisticParams::new().c(10.0).fit(&data)?;
//! assert_eq!(model.predict(&data), *data.targets());
//! # Ok(())
//! # }
//! ```

use std::marker::PhantomData;

use linfa::dataset::{AsSingleTargets, DatasetBase};
use linfa::traits::{Fit, PredictInplace};
use linfa::{ParamGuard, dataset::Records};
use ndarray::{Array1, Array2};

use super::lbfgs::{self, Limits, StopReason};
use super::objective::{Objective, logits};
use crate::error::{Error, ErrorKind, Result};
use crate::feature::SparseRecords;
use crate::label::{CLASSES, Label, Probabilities};
use crate::recipe::Solver;

/// A dense matrix up to this many cells is given to linfa-logistic by `auto`.
const DENSE_CELLS: usize = 1 << 18;

/// Parameters, checked. See [`LogisticParams`].
#[derive(Debug, Clone, PartialEq)]
pub struct ValidLogisticParams {
    solver: Solver,
    c: f64,
    tolerance: f64,
    max_iterations: u64,
    dense_bytes: usize,
}

/// Parameters of the logistic model, not yet checked.
#[derive(Debug, Clone, PartialEq)]
pub struct LogisticParams(ValidLogisticParams);

impl Default for LogisticParams {
    fn default() -> Self {
        Self::new()
    }
}

impl LogisticParams {
    /// The default of every parameter.
    pub fn new() -> Self {
        Self(ValidLogisticParams {
            solver: Solver::Auto,
            c: 1.0,
            tolerance: 1e-5,
            max_iterations: 500,
            dense_bytes: 1 << 30,
        })
    }

    /// Which solver; default [`Solver::Auto`].
    #[must_use]
    pub fn solver(mut self, solver: Solver) -> Self {
        self.0.solver = solver;
        self
    }

    /// Inverse strength of the regularisation, > 0; default 1.
    #[must_use]
    pub fn c(mut self, c: f64) -> Self {
        self.0.c = c;
        self
    }

    /// The share of the first gradient's length at which to stop, > 0; default 1e-5.
    #[must_use]
    pub fn tolerance(mut self, tolerance: f64) -> Self {
        self.0.tolerance = tolerance;
        self
    }

    /// Most iterations, at least 1; default 500.
    #[must_use]
    pub fn max_iterations(mut self, max_iterations: u64) -> Self {
        self.0.max_iterations = max_iterations;
        self
    }

    /// Most bytes that a dense matrix may take; default 1 GiB. [`Solver::Linfa`] refuses beyond.
    #[must_use]
    pub fn dense_bytes(mut self, dense_bytes: usize) -> Self {
        self.0.dense_bytes = dense_bytes;
        self
    }
}

impl ParamGuard for LogisticParams {
    type Checked = ValidLogisticParams;
    type Error = Error;

    fn check_ref(&self) -> Result<&ValidLogisticParams> {
        let positive = |x: f64| x > 0.0 && x.is_finite();
        if positive(self.0.c) && positive(self.0.tolerance) && self.0.max_iterations > 0 {
            Ok(&self.0)
        } else {
            Err(Error::usage("C, tolerance and the limit of iterations must be above 0"))
        }
    }

    fn check(self) -> Result<ValidLogisticParams> {
        self.check_ref()?;
        Ok(self.0)
    }
}

/// What a fit reached, for summaries and tests.
#[derive(Debug, Clone, PartialEq)]
pub struct FitReport {
    /// "linfa-logistic" or "sparse L-BFGS".
    pub solver: &'static str,
    /// The objective at the end.
    pub objective: f64,
    /// How far above the minimum the objective is at most: ‖gradient‖² / 2, since the objective is 1-strongly
    /// convex (Nesterov 2004, theorem 2.1.10).
    pub bound: f64,
    /// Iterations; none when the solver does not tell.
    pub iterations: Option<u64>,
    /// Why it stopped.
    pub stop: StopReason,
}

/// A fitted model: weights of shape (columns, classes), row by row.
#[derive(Debug, Clone, PartialEq)]
pub struct Logistic<L> {
    weights: Vec<f64>,
    columns: usize,
    report: FitReport,
    labels: PhantomData<L>,
}

impl<L: Label> Logistic<L> {
    /// The weights, of shape (columns, classes), row by row.
    pub fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// What the fit reached.
    pub fn report(&self) -> &FitReport {
        &self.report
    }

    /// Probabilities of a row given by its columns and values.
    pub fn probabilities(&self, row: (&[u32], &[f32])) -> Probabilities {
        Probabilities::from_logits(logits(row, &self.weights))
    }
}

/// Sample weights are those of the data set (1 when it has none).
impl<L, T> Fit<SparseRecords, T, Error> for ValidLogisticParams
where
    L: Label,
    T: AsSingleTargets<Elem = L>,
{
    type Object = Logistic<L>;

    fn fit(&self, data: &DatasetBase<SparseRecords, T>) -> Result<Logistic<L>> {
        let labels: Vec<usize> = data.as_single_targets().iter().map(|label| label.index()).collect();
        let weights = match data.weights() {
            Some(weights) => weights.iter().map(|&w| f64::from(w)).collect(),
            None => vec![1.0; labels.len()],
        };
        self.fit_weighted(data.records(), &labels, &weights, None, &mut |_, _| ())
    }
}

impl ValidLogisticParams {
    /// The fit behind linfa's trait, with weights in double precision, a warm start (of shape (columns, classes))
    /// and a listener for progress (iteration, objective).
    pub fn fit_weighted<L: Label>(
        &self,
        rows: &SparseRecords,
        labels: &[usize],
        weights: &[f64],
        start: Option<&[f64]>,
        progress: &mut dyn FnMut(u64, f64),
    ) -> Result<Logistic<L>> {
        if rows.rows() != labels.len() || rows.rows() != weights.len() {
            return Err(Error::usage("rows, labels and weights differ in number"));
        }
        let present = (0..CLASSES).filter(|class| labels.contains(class)).count();
        if present < 2 {
            return Err(ErrorKind::Training(format!(
                "the {} head needs rows of at least two classes, and there is {}",
                L::HEAD,
                if present == 0 { "none" } else { "only one" }
            ))
            .into());
        }
        let objective = Objective::new(rows, labels, weights, self.c);
        let plain = present == CLASSES && weights.iter().all(|&w| w == 1.0);
        let cells = rows.rows().saturating_mul(rows.width());
        let (weights, solver, iterations, stop) = match self.solver {
            Solver::Linfa => {
                self.refuse_dense(rows, plain)?;
                (self.dense(rows, labels)?, DENSE, None, StopReason::NotReported)
            }
            Solver::Auto if plain && cells <= DENSE_CELLS => {
                (self.dense(rows, labels)?, DENSE, None, StopReason::NotReported)
            }
            Solver::Auto | Solver::Sparse => {
                let limits = Limits { tolerance: self.tolerance, max_iterations: self.max_iterations };
                let start = start.map_or_else(|| vec![0.0; objective.dimension()], <[f64]>::to_vec);
                let minimum =
                    lbfgs::minimise(start, limits, |w, g| objective.value_and_gradient(w, g), progress);
                (minimum.point, SPARSE, Some(minimum.iterations), minimum.stop)
            }
        };
        let mut gradient = vec![0.0; weights.len()];
        let value = objective.value_and_gradient(&weights, &mut gradient);
        let bound = 0.5 * super::objective::dot(&gradient, &gradient);
        let report = FitReport { solver, objective: value, bound, iterations, stop };
        Ok(Logistic { weights, columns: rows.width(), report, labels: PhantomData })
    }

    /// linfa-logistic wants dense rows, knows no weights, and needs every class.
    fn refuse_dense(&self, rows: &SparseRecords, plain: bool) -> Result<()> {
        if !plain {
            return Err(Error::usage(
                "--solver linfa knows no sample or class weights and needs all three classes; use --solver sparse",
            ));
        }
        let bytes = rows.rows().saturating_mul(rows.width()).saturating_mul(8);
        if bytes > self.dense_bytes {
            return Err(Error::usage(format!(
                "--solver linfa needs dense rows: {} x {} cells are {:.1} GiB, more than the bound of {:.1} GiB; \
                 use --solver sparse, which reaches the same optimum",
                rows.rows(),
                rows.width(),
                bytes as f64 / GIB,
                self.dense_bytes as f64 / GIB,
            )));
        }
        Ok(())
    }

    /// The same objective by linfa-logistic: alpha = 1 / C, the objective divided by C.
    fn dense(&self, rows: &SparseRecords, labels: &[usize]) -> Result<Vec<f64>> {
        let data = DatasetBase::new(rows.to_dense(), Array1::from(labels.to_vec()));
        // The tolerance is of linfa's absolute kind; at zero weights its gradient is about a row's length times √n.
        let scale = (rows.rows() as f64).sqrt();
        let model = linfa_logistic::MultiLogisticRegression::default()
            .with_intercept(false)
            .alpha(1.0 / self.c)
            .gradient_tolerance((self.tolerance * scale).min(1e-4))
            .max_iterations(self.max_iterations)
            .fit(&data)
            .map_err(|error| ErrorKind::Training(format!("linfa-logistic: {error}")))?;
        let params: &Array2<f64> = model.params();
        Ok(params.iter().copied().collect())
    }
}

const DENSE: &str = "linfa-logistic";
const SPARSE: &str = "sparse L-BFGS";
const GIB: f64 = (1_u64 << 30) as f64;

impl<L: Label> PredictInplace<SparseRecords, Array1<L>> for Logistic<L> {
    fn predict_inplace(&self, rows: &SparseRecords, labels: &mut Array1<L>) {
        assert_eq!(rows.nfeatures(), self.columns, "the rows were made by another featuriser");
        for (row, label) in labels.iter_mut().enumerate() {
            *label = self.probabilities(rows.row(row)).label();
        }
    }

    fn default_target(&self, rows: &SparseRecords) -> Array1<L> {
        Array1::from_elem(rows.nsamples(), L::ALL[0])
    }
}

#[cfg(test)]
mod tests {
    use super::super::objective::tests::problem;
    use super::*;
    use crate::label::Stance;

    fn fit(params: LogisticParams, weights: Option<Vec<f64>>) -> Logistic<Stance> {
        let (rows, labels) = problem(300, 12);
        let weights = weights.unwrap_or_else(|| vec![1.0; 300]);
        params.check().unwrap().fit_weighted(&rows, &labels, &weights, None, &mut |_, _| ()).unwrap()
    }

    #[test]
    fn both_solvers_reach_the_same_weights_and_objective() {
        for c in [0.1, 1.0, 10.0] {
            let params = LogisticParams::new().c(c).tolerance(1e-9).max_iterations(2000);
            let sparse = fit(params.clone().solver(Solver::Sparse), None);
            let dense = fit(params.solver(Solver::Linfa), None);
            let farthest =
                sparse.weights().iter().zip(dense.weights()).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
            assert!(farthest < 1e-4, "C = {c}: weights differ by {farthest}");
            let (a, b) = (sparse.report().objective, dense.report().objective);
            assert!((a - b).abs() / a < 1e-8, "C = {c}: {a} and {b}");
        }
    }

    #[test]
    fn a_weight_of_two_is_the_row_twice() {
        let (rows, labels) = problem(300, 12);
        let params = LogisticParams::new().tolerance(1e-10).solver(Solver::Sparse).check().unwrap();
        let mut weights = vec![1.0; 300];
        weights[..50].fill(2.0);
        let weighted: Logistic<Stance> =
            params.fit_weighted(&rows, &labels, &weights, None, &mut |_, _| ()).unwrap();
        let order: Vec<usize> = (0..300).chain(0..50).collect();
        let twice: Vec<usize> = order.iter().map(|&i| labels[i]).collect();
        let doubled: Logistic<Stance> =
            params.fit_weighted(&rows.select(&order), &twice, &vec![1.0; 350], None, &mut |_, _| ()).unwrap();
        for (a, b) in weighted.weights().iter().zip(doubled.weights()) {
            assert!((a - b).abs() < 1e-6);
        }
    }

    #[test]
    fn the_same_bits_for_any_number_of_threads() {
        let run = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| {
                let (rows, labels) = problem(5000, 9);
                let params = LogisticParams::new().solver(Solver::Sparse).check().unwrap();
                let weights = vec![1.0; 5000];
                let model: Logistic<Stance> =
                    params.fit_weighted(&rows, &labels, &weights, None, &mut |_, _| ()).unwrap();
                model.weights().iter().map(|w| w.to_bits()).collect::<Vec<_>>()
            })
        };
        let one = run(1);
        assert_eq!(run(2), one);
        assert_eq!(run(8), one);
    }

    #[test]
    fn the_bound_holds_for_a_fit_that_was_cut_short() {
        let exact = fit(LogisticParams::new().tolerance(1e-10).solver(Solver::Sparse), None);
        let early = fit(LogisticParams::new().max_iterations(3).solver(Solver::Sparse), None);
        assert_eq!(early.report().stop, StopReason::IterationLimit);
        let above = early.report().objective - exact.report().objective;
        assert!(above > 0.0 && above <= early.report().bound, "{above} and {}", early.report().bound);
    }

    #[test]
    fn probabilities_sum_to_one() {
        let model = fit(LogisticParams::new(), None);
        let (rows, _) = problem(300, 12);
        for row in 0..rows.rows() {
            let sum: f64 = model.probabilities(rows.row(row)).0.iter().sum();
            assert!((sum - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn linfa_refuses_what_does_not_fit() {
        let (rows, labels) = problem(300, 12);
        let params = LogisticParams::new().solver(Solver::Linfa).dense_bytes(1 << 10).check().unwrap();
        let fit = params.fit_weighted::<Stance>(&rows, &labels, &vec![1.0; 300], None, &mut |_, _| ());
        let message = fit.unwrap_err().to_string();
        assert!(message.contains("300 x 12 cells") && message.contains("--solver sparse"), "{message}");
    }

    #[test]
    fn one_class_is_no_problem_to_fit() {
        let (rows, _) = problem(30, 4);
        let params = LogisticParams::new().check().unwrap();
        let fit = params.fit_weighted::<Stance>(&rows, &[1; 30], &[1.0; 30], None, &mut |_, _| ());
        assert!(fit.unwrap_err().to_string().contains("only one"));
    }
}
