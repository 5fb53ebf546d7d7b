//! How much would a figure move with other documents? The cluster bootstrap.
//!
//! Whole documents are drawn with replacement, as many as there are; the figure is computed anew for each draw,
//! and the interval is what lies between the tails of the draws (Efron and Tibshirani 1993, chapter 13). A draw
//! depends on the seed and its number only, so the result is the same for any number of threads.

use std::ops::AddAssign;

use rayon::prelude::*;
use serde::Serialize;

use crate::metric::interval::{Interval, LEVEL, percentile};
use crate::metric::random::Stream;

/// How to draw.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Bootstrap {
    /// Number of draws; 2,000 by default. Without draws there are no intervals.
    pub draws: usize,
    /// Seed of the random numbers; 0 by default.
    pub seed: u64,
    /// Level of the intervals, between 0 and 1; 0.95 by default.
    pub level: f64,
}

impl Default for Bootstrap {
    fn default() -> Self {
        Self { draws: 2000, seed: 0, level: LEVEL }
    }
}

/// A figure with its interval.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Estimate {
    /// The figure on the whole data; `None` is undefined.
    pub value: Option<f64>,
    /// Its percentile interval over the draws in which it is defined. `None` when the figure is undefined, or
    /// there are fewer than two clusters, or no draws.
    pub interval: Option<Interval>,
    /// Draws in which the figure is undefined: many of them mean that the interval is too narrow.
    pub undefined_draws: usize,
}

impl Bootstrap {
    /// Estimates all figures of `statistic` from the sums of the clusters.
    ///
    /// `statistic` must give the same number of figures for every sum. Takes `draws × clusters` additions.
    pub fn estimate<S, V>(&self, clusters: &[S], statistic: impl Fn(&S) -> V + Sync) -> Vec<Estimate>
    where
        S: Clone + Default + Sync + for<'a> AddAssign<&'a S>,
        V: AsRef<[Option<f64>]> + Send,
    {
        let whole = statistic(&sum(clusters));
        let draws = self.draw(clusters, &statistic);
        whole
            .as_ref()
            .iter()
            .enumerate()
            .map(|(figure, &value)| self.summary(value, &draws, figure))
            .collect()
    }

    /// The figures of every draw, in the order of the draws. No draws with fewer than two clusters: one
    /// document says nothing about others.
    pub(super) fn draw<S, V>(&self, clusters: &[S], statistic: impl Fn(&S) -> V + Sync) -> Vec<V>
    where
        S: Clone + Default + Sync + for<'a> AddAssign<&'a S>,
        V: Send,
    {
        let draws = if clusters.len() < 2 { 0 } else { self.draws };
        (0..draws)
            .into_par_iter()
            .map(|number| {
                let mut stream = Stream::new(self.seed, number as u64);
                let mut total = S::default();
                for _ in 0..clusters.len() {
                    total += &clusters[stream.below(clusters.len())];
                }
                statistic(&total)
            })
            .collect()
    }

    fn summary<V: AsRef<[Option<f64>]>>(&self, value: Option<f64>, draws: &[V], figure: usize) -> Estimate {
        if value.is_none() {
            return Estimate::default();
        }
        let mut defined = column(draws, figure);
        let undefined_draws = draws.len() - defined.len();
        Estimate { value, interval: percentile(&mut defined, self.level), undefined_draws }
    }
}

/// The sum over all clusters.
pub fn sum<S: Default + for<'a> AddAssign<&'a S>>(clusters: &[S]) -> S {
    let mut total = S::default();
    for cluster in clusters {
        total += cluster;
    }
    total
}

/// One figure of every draw in which it is defined.
pub(super) fn column<V: AsRef<[Option<f64>]>>(draws: &[V], figure: usize) -> Vec<f64> {
    draws.iter().filter_map(|draw| draw.as_ref().get(figure).copied().flatten()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::label::CLASSES;
    use crate::metric::reference::Reference;
    use crate::metric::{Clusters, Counts, Decisions, Measure, Scores};

    fn scores(bootstrap: Bootstrap, clusters: &[Counts]) -> Vec<Estimate> {
        bootstrap.estimate(clusters, |counts| Scores::of(counts).values())
    }

    fn reference_clusters() -> Vec<Counts> {
        let all = Reference::at(&[]);
        let (gold, predicted) = (all.classes("gold"), all.classes("predicted"));
        let decisions = Decisions::new(&gold, &predicted).unwrap();
        Counts::by_cluster(&decisions, &Clusters::by_key(&all.classes("documents"))).unwrap()
    }

    /// `scipy.stats.bootstrap`, percentile method, 50,000 draws of documents. The ends of our interval move by
    /// about 0.001 with the seed at 20,000 draws.
    #[test]
    fn intervals_are_those_of_scipy() {
        let ours = scores(Bootstrap { draws: 20_000, seed: 3, level: 0.95 }, &reference_clusters());
        for (measure, name) in [(Measure::MacroF1, "macro_f1"), (Measure::Accuracy, "accuracy")] {
            let [low, high]: [f64; 2] = Reference::at(&["bootstrap"]).parse(name);
            let interval = measure.of(&ours).interval.unwrap();
            assert!((interval.low - low).abs() < 0.004, "{name}: {interval:?} {low}");
            assert!((interval.high - high).abs() < 0.004, "{name}: {interval:?} {high}");
        }
    }

    #[test]
    fn the_number_of_threads_changes_nothing() {
        let clusters = reference_clusters();
        let with = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| scores(Bootstrap { draws: 300, ..Bootstrap::default() }, &clusters))
        };
        let one = with(1);
        assert_eq!(one, with(2));
        assert_eq!(one, with(8));
        assert_ne!(one, scores(Bootstrap { draws: 300, seed: 1, level: 0.95 }, &clusters));
    }

    #[test]
    fn the_order_of_the_rows_changes_nothing() {
        let all = Reference::at(&[]);
        let [mut gold, mut predicted, mut documents] =
            ["gold", "predicted", "documents"].map(|name| all.classes(name));
        for column in [&mut gold, &mut predicted, &mut documents] {
            column.reverse();
        }
        let decisions = Decisions::new(&gold, &predicted).unwrap();
        let reversed = Counts::by_cluster(&decisions, &Clusters::by_key(&documents)).unwrap();
        assert_eq!(
            scores(Bootstrap::default(), &reversed),
            scores(Bootstrap::default(), &reference_clusters())
        );
    }

    #[test]
    fn one_document_or_no_draws_give_no_interval() {
        let counts = Counts([[3, 1, 0], [0, 2, 0], [0, 0, 0]]);
        for (draws, clusters) in [(2000, vec![counts]), (0, vec![counts, counts])] {
            let accuracy =
                Measure::Accuracy.of(&scores(Bootstrap { draws, ..Bootstrap::default() }, &clusters));
            assert_eq!(accuracy.interval, None);
            assert_eq!(accuracy.undefined_draws, 0);
            assert!(accuracy.value.is_some());
        }
    }

    #[test]
    fn draws_without_a_class_are_counted() {
        let rare = Counts([[1, 0, 0], [0, 0, 0], [0, 0, 0]]);
        let usual = Counts([[0, 0, 0], [0, 3, 1], [0, 0, 0]]);
        let ours = scores(Bootstrap::default(), &[rare, usual, usual, usual]);
        let recall = Measure::Recall(0).of(&ours);
        assert_eq!(recall.value, Some(1.0));
        // A document stays out of a draw of four with probability (3/4)^4 = 0.316.
        assert!((550..720).contains(&recall.undefined_draws), "{}", recall.undefined_draws);
        assert_eq!(Measure::Recall(2).of(&ours), Estimate::default());
    }

    /// Rows of a document share its difficulty. An interval is right when it holds the figure of the population.
    #[test]
    fn intervals_hold_the_truth_in_95_of_100_samples() {
        const SAMPLES: u64 = 2000;
        let measures = [Measure::Accuracy, Measure::MacroF1, Measure::F1(0), Measure::Kappa];
        let truth = Scores::of(&population());
        let mut held = [0.0; 4];
        for sample in 0..SAMPLES {
            let documents = simulated(&mut Stream::new(99, sample), 80);
            let ours = Bootstrap { draws: 400, seed: sample, level: 0.95 }.estimate(&documents, |counts| {
                let scores = Scores::of(counts);
                measures.map(|measure| scores.get(measure))
            });
            for ((held, measure), estimate) in held.iter_mut().zip(measures).zip(ours) {
                if estimate.interval.unwrap().contains(truth.get(measure).unwrap()) {
                    *held += 1.0;
                }
            }
        }
        for (held, measure) in held.iter().zip(measures) {
            let share = held / SAMPLES as f64;
            println!("{measure:?}: {share}");
            assert!((0.93..=0.97).contains(&share), "{measure:?} is held in {share} of the samples");
        }
    }

    /// Gold shares 2 : 5 : 3; a row is right with the probability of its document, which is 0.5 to 0.9; a wrong
    /// row goes to either other class.
    fn simulated(stream: &mut Stream, documents: usize) -> Vec<Counts> {
        let mut all = vec![Counts::default(); documents];
        for document in &mut all {
            let quality = 0.5 + 0.4 * stream.unit();
            for _ in 0..5 {
                let gold = [0, 0, 1, 1, 1, 1, 1, 2, 2, 2][stream.below(10)];
                let predicted =
                    if stream.unit() < quality { gold } else { (gold + 1 + stream.below(2)) % CLASSES };
                document.0[gold][predicted] += 1;
            }
        }
        all
    }

    /// The expected table of [`simulated`], in thousands: 0.7 right, 0.15 to each other class.
    fn population() -> Counts {
        Counts([[140, 30, 30], [75, 350, 75], [45, 45, 210]])
    }
}
