//! Is one model better than the other on the same rows, or is it luck?
//!
//! Differences are always B − A. For F1 and other figures that are no means over rows the test is approximate
//! randomisation by document (Yeh 2000; Dror et al. 2018); for accuracy also exact `McNemar` (Dietterich 1998),
//! which takes the rows as independent. Several tests at once need [`holm`].

use std::ops::AddAssign;

use rayon::prelude::*;
use serde::Serialize;

use crate::error::Result;
use crate::metric::bootstrap::{column, sum};
use crate::metric::interval::{Interval, percentile};
use crate::metric::random::Stream;
use crate::metric::rows::same_length;
use crate::metric::{Bootstrap, Decisions};

/// Draws of the randomisation test unless told otherwise; the smallest p-value is then 1/10,001.
pub const RANDOMISATIONS: usize = 10_000;

/// Differences closer than this are equal: the same sum in another order must not count as less extreme.
const TIE: f64 = 1e-10;

/// The sums of two models (or of a slice and the rest), drawn together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Both<S> {
    /// Of model A.
    pub a: S,
    /// Of model B.
    pub b: S,
}

impl<S: for<'s> AddAssign<&'s S>> AddAssign<&Both<S>> for Both<S> {
    fn add_assign(&mut self, other: &Both<S>) {
        self.a += &other.a;
        self.b += &other.b;
    }
}

/// The difference B − A of a figure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Difference {
    /// On the whole data; undefined when the figure is undefined for A or B.
    pub value: Option<f64>,
    /// Percentile interval over the draws of whole documents; `None` as in
    /// [`Estimate`](crate::metric::Estimate).
    pub interval: Option<Interval>,
    /// The level at which the interval would begin to hold 0, two-sided: `2 (1 + k) / (1 + B)` with `k` the
    /// number of draws on the rarer side of 0. `None` where there is no interval.
    pub p_value: Option<f64>,
    /// Draws in which the difference is undefined.
    pub undefined_draws: usize,
}

/// Paired cluster bootstrap of the difference of all figures of `statistic`: both models are scored on the same
/// draw of documents. `a` and `b` are the sums of the same clusters in the same order; else an error.
///
/// It serves as well for a slice against the rest: `a` holds the rest of each document, `b` the slice's part.
pub fn difference<S, V>(
    bootstrap: &Bootstrap,
    a: &[S],
    b: &[S],
    statistic: impl Fn(&S) -> V + Sync,
) -> Result<Vec<Difference>>
where
    S: Clone + Default + Sync + for<'s> AddAssign<&'s S>,
    V: AsRef<[Option<f64>]>,
{
    let clusters = together(a, b)?;
    let differences = |both: &Both<S>| subtract(statistic(&both.a).as_ref(), statistic(&both.b).as_ref());
    let whole = differences(&sum(&clusters));
    let draws = bootstrap.draw(&clusters, differences);
    Ok(whole
        .iter()
        .enumerate()
        .map(|(figure, &value)| match value {
            None => Difference::default(),
            Some(_) => summary(value, draws.len(), column(&draws, figure), bootstrap.level),
        })
        .collect())
}

fn summary(value: Option<f64>, draws: usize, mut defined: Vec<f64>, level: f64) -> Difference {
    let interval = percentile(&mut defined, level);
    let not_above = defined.iter().filter(|&&d| d <= TIE).count();
    let not_below = defined.iter().filter(|&&d| d >= -TIE).count();
    let rarer = not_above.min(not_below);
    let p_value = interval.map(|_| (2.0 * (1 + rarer) as f64 / (1 + defined.len()) as f64).min(1.0));
    Difference { value, interval, p_value, undefined_draws: draws - defined.len() }
}

fn together<S: Clone>(a: &[S], b: &[S]) -> Result<Vec<Both<S>>> {
    same_length("documents of model A and model B", a.len(), b.len())?;
    Ok(a.iter().cloned().zip(b.iter().cloned()).map(|(a, b)| Both { a, b }).collect())
}

fn subtract(a: &[Option<f64>], b: &[Option<f64>]) -> Vec<Option<f64>> {
    a.iter().zip(b).map(|(a, b)| Some((*b)? - (*a)?)).collect()
}

/// Approximate randomisation: in each of `draws` repetitions the outputs of A and B are swapped for whole
/// documents with probability 1/2. Gives the p-value `(1 + #{|d*| ≥ |d|}) / (1 + draws)` of every figure of
/// `statistic`, two-sided; `None` where the difference itself is undefined. A repetition in which it is
/// undefined counts as extreme, which can only make the p-value larger.
///
/// `a` and `b` are the sums of the same documents in the same order; else an error. Only documents in which
/// the models differ cost time.
pub fn randomisation<S, V>(
    draws: usize,
    seed: u64,
    a: &[S],
    b: &[S],
    statistic: impl Fn(&S) -> V + Sync,
) -> Result<Vec<Option<f64>>>
where
    S: Clone + Default + PartialEq + Sync + for<'s> AddAssign<&'s S>,
    V: AsRef<[Option<f64>]>,
{
    let (same, differing): (Vec<_>, Vec<_>) = together(a, b)?.into_iter().partition(|doc| doc.a == doc.b);
    let same = sum(&same);
    let differences = |both: &Both<S>| subtract(statistic(&both.a).as_ref(), statistic(&both.b).as_ref());
    let mut whole = same.clone();
    whole += &sum(&differing);
    let observed = differences(&whole);

    let swapped: Vec<Vec<Option<f64>>> = (0..draws)
        .into_par_iter()
        .map(|number| differences(&swap(same.clone(), &differing, &mut Stream::new(seed, number as u64))))
        .collect();
    Ok(observed
        .iter()
        .enumerate()
        .map(|(figure, observed)| {
            let limit = (*observed)?.abs() - TIE;
            let extreme = swapped.iter().filter(|draw| draw[figure].is_none_or(|d| d.abs() >= limit)).count();
            Some((1 + extreme) as f64 / (1 + draws) as f64)
        })
        .collect())
}

/// Adds the documents to `total`, each swapped when its random bit says so.
fn swap<S: for<'s> AddAssign<&'s S>>(
    mut total: Both<S>,
    documents: &[Both<S>],
    stream: &mut Stream,
) -> Both<S> {
    for block in documents.chunks(64) {
        let bits = stream.bits();
        for (i, document) in block.iter().enumerate() {
            if bits >> i & 1 == 1 {
                total.a += &document.b;
                total.b += &document.a;
            } else {
                total += document;
            }
        }
    }
    total
}

/// The rows that only A and that only B has right. The rows must be the same for both; else an error.
pub fn discordant(a: &Decisions, b: &Decisions) -> Result<(u64, u64)> {
    same_length("rows of model A and model B", a.len(), b.len())?;
    let (mut only_a, mut only_b) = (0, 0);
    for (a, b) in a.right().zip(b.right()) {
        only_a += u64::from(a && !b);
        only_b += u64::from(b && !a);
    }
    Ok((only_a, only_b))
}

/// Exact `McNemar` test on the discordant rows, two-sided:
/// `p = min(1, 2 Σ_{i ≤ min(b, c)} C(b + c, i) 2^−(b+c))`. No discordant rows give 1.
pub fn mcnemar(only_a: u64, only_b: u64) -> f64 {
    let n = only_a as f64 + only_b as f64;
    let mut i = only_a.min(only_b) as f64;
    // The largest term by logarithms, the smaller ones by their ratios.
    let mut term = libm::exp(
        libm::lgamma(n + 1.0)
            - libm::lgamma(i + 1.0)
            - libm::lgamma(n - i + 1.0)
            - n * std::f64::consts::LN_2,
    );
    let mut tail = term;
    while i > 0.0 && term > tail * f64::EPSILON {
        term *= i / (n - i + 1.0);
        i -= 1.0;
        tail += term;
    }
    (2.0 * tail).min(1.0)
}

/// P-values of several tests at once, adjusted so that the chance of any false alarm stays below the level
/// (Holm 1979): the i-th smallest of m is multiplied by m − i + 1, and none is below a smaller one. In the order
/// given.
pub fn holm(p_values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|&i, &j| p_values[i].total_cmp(&p_values[j]));
    let mut adjusted = vec![1.0; p_values.len()];
    let mut largest = 0.0_f64;
    for (rank, &i) in order.iter().enumerate() {
        largest = largest.max(p_values[i] * (p_values.len() - rank) as f64).min(1.0);
        adjusted[i] = largest;
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::label::CLASSES;
    use crate::metric::reference::{Reference, close};
    use crate::metric::{Clusters, Counts, Scores};

    fn macro_f1(counts: &Counts) -> [Option<f64>; 1] {
        [Scores::of(counts).macro_average.f1]
    }

    /// The sums of all documents for both models; the documents that `only` lists, if it does.
    fn reference_models(only: Option<&[usize]>) -> (Vec<Counts>, Vec<Counts>) {
        let all = Reference::at(&[]);
        let (gold, documents) = (all.classes("gold"), all.classes("documents"));
        let keep: Vec<usize> =
            (0..gold.len()).filter(|&i| only.is_none_or(|only| only.contains(&documents[i]))).collect();
        let pick = |column: &[usize]| keep.iter().map(|&i| column[i]).collect::<Vec<_>>();
        let clusters = Clusters::by_key(&pick(&documents));
        let gold = pick(&gold);
        let sums = |name: &str| {
            let predicted = pick(&all.classes(name));
            Counts::by_cluster(&Decisions::new(&gold, &predicted).unwrap(), &clusters).unwrap()
        };
        (sums("predicted"), sums("predicted_b"))
    }

    /// `scipy.stats.bootstrap`, percentile method, 50,000 draws.
    #[test]
    fn the_interval_of_a_difference_is_that_of_scipy() {
        let (a, b) = reference_models(None);
        let bootstrap = Bootstrap { draws: 20_000, ..Bootstrap::default() };
        let ours = difference(&bootstrap, &a, &b, macro_f1).unwrap()[0];
        let [low, high]: [f64; 2] = Reference::at(&["bootstrap"]).parse("macro_f1_b_minus_a");
        let interval = ours.interval.unwrap();
        assert!((interval.low - low).abs() < 0.004, "{interval:?} {low}");
        assert!((interval.high - high).abs() < 0.004, "{interval:?} {high}");
        assert!(ours.p_value.unwrap() > 0.05 && interval.contains(0.0));
        let back = difference(&bootstrap, &b, &a, macro_f1).unwrap()[0];
        close(back.value.map(|v| -v), ours.value, 1e-12, "reversed");
        assert_eq!(back.p_value, ours.p_value);
    }

    /// All 4,096 ways of swapping twelve documents, counted with numpy.
    #[test]
    fn randomisation_comes_near_the_exact_p_value() {
        let case = Reference::at(&["paired"]);
        let (a, b) = reference_models(Some(&case.classes("randomisation_documents")));
        let plain = difference(&Bootstrap { draws: 0, ..Bootstrap::default() }, &a, &b, macro_f1).unwrap();
        close(plain[0].value, case.number(&["randomisation_difference"]), 1e-12, "difference");
        let p = randomisation(RANDOMISATIONS, 5, &a, &b, macro_f1).unwrap()[0].unwrap();
        let exact = case.number(&["randomisation_exact_p"]).unwrap();
        let error = (exact * (1.0 - exact) / RANDOMISATIONS as f64).sqrt();
        assert!((p - exact).abs() < 4.0 * error, "{p} {exact} {error}");
    }

    #[test]
    fn equal_models_do_not_differ() {
        let (a, _) = reference_models(None);
        assert_eq!(randomisation(100, 0, &a, &a, macro_f1).unwrap(), [Some(1.0)]);
        let ours = difference(&Bootstrap::default(), &a, &a, macro_f1).unwrap()[0];
        assert_eq!(
            (ours.value, ours.interval, ours.p_value),
            (Some(0.0), Some(Interval { low: 0.0, high: 0.0 }), Some(1.0))
        );
        assert!(difference(&Bootstrap::default(), &a, &a[1..], macro_f1).is_err());
    }

    #[test]
    fn a_clear_difference_is_found() {
        let right = vec![Counts([[2, 0, 0], [0, 2, 0], [0, 0, 2]]); 30];
        let wrong = vec![Counts([[1, 1, 0], [0, 1, 1], [1, 0, 1]]); 30];
        let p = randomisation(RANDOMISATIONS, 0, &wrong, &right, macro_f1).unwrap()[0].unwrap();
        assert!(p < 0.001, "{p}");
        let ours = difference(&Bootstrap::default(), &wrong, &right, macro_f1).unwrap()[0];
        assert!(ours.interval.unwrap().low > 0.0 && ours.p_value.unwrap() < 0.01);
    }

    /// `scipy.stats.binomtest`.
    #[test]
    fn mcnemar_is_the_exact_binomial_test() {
        let case = Reference::at(&["paired"]);
        for (b, c, p) in case.parse::<Vec<(u64, u64, f64)>>("mcnemar") {
            close(Some(mcnemar(b, c) / p), Some(1.0), 1e-8, &format!("{b} against {c}"));
        }
        assert_eq!(mcnemar(0, 0), 1.0);
        let all = Reference::at(&[]);
        let (gold, a, b) = (all.classes("gold"), all.classes("predicted"), all.classes("predicted_b"));
        let (a, b) = (Decisions::new(&gold, &a).unwrap(), Decisions::new(&gold, &b).unwrap());
        assert_eq!(discordant(&a, &b).unwrap(), (case.parse("only_a_right"), case.parse("only_b_right")));
    }

    /// `statsmodels.stats.multitest.multipletests(method="holm")`.
    #[test]
    fn holm_is_that_of_statsmodels() {
        for (raw, adjusted) in Reference::at(&["paired"]).parse::<Vec<(Vec<f64>, Vec<f64>)>>("holm") {
            for (ours, theirs) in holm(&raw).into_iter().zip(adjusted) {
                close(Some(ours), Some(theirs), 1e-12, "adjusted");
            }
        }
        assert!(holm(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn mcnemar_is_symmetric(b in 0_u64..2000, c in 0_u64..2000) {
            let p = mcnemar(b, c);
            prop_assert!((0.0..=1.0).contains(&p));
            prop_assert_eq!(p, mcnemar(c, b));
        }

        #[test]
        fn holm_never_lowers_a_p_value(raw in prop::collection::vec(0.0..=1.0_f64, 1..20)) {
            prop_assert!(holm(&raw).iter().zip(&raw).all(|(adjusted, raw)| adjusted >= raw && *adjusted <= 1.0));
        }

        /// Under the null hypothesis the p-value of the observed labelling is never 0.
        #[test]
        fn randomisation_gives_probabilities(rows in prop::collection::vec((0..CLASSES, 0..CLASSES, 0..CLASSES), 1..30)) {
            let table = |predicted: fn(&(usize, usize, usize)) -> usize| -> Vec<Counts> {
                rows.iter().map(|row| { let mut c = Counts::default(); c.0[row.0][predicted(row)] += 1; c }).collect()
            };
            let p = randomisation(50, 1, &table(|r| r.1), &table(|r| r.2), macro_f1).unwrap()[0].unwrap();
            prop_assert!(p > 0.0 && p <= 1.0);
        }
    }
}
