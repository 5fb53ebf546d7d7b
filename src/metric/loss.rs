//! How far are the probabilities from what came about? Brier score and log loss, and the skill against the prior.

use std::ops::AddAssign;

use serde::Serialize;

use crate::error::Result;
use crate::label::CLASSES;
use crate::metric::rows::known_probabilities;
use crate::metric::{Clusters, Forecasts, ratio};

/// Sums of both losses over rows; they add up over clusters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Losses {
    /// Number of rows.
    pub rows: u64,
    /// Sum of the rows' Brier losses.
    pub brier_sum: f64,
    /// Sum of the rows' log losses.
    pub log_sum: f64,
}

impl Losses {
    /// Sums over all rows.
    pub fn of(forecasts: &Forecasts) -> Self {
        let mut losses = Self::default();
        for row in forecasts.rows() {
            losses.add(row);
        }
        losses
    }

    /// Sums over the rows of each cluster, for resampling. Fails when `clusters` is for another number of rows.
    pub fn by_cluster(forecasts: &Forecasts, clusters: &Clusters) -> Result<Vec<Self>> {
        clusters.sums(forecasts.rows(), Self::add)
    }

    /// The same for a forecast that says `prior` for every row. Fails unless `prior` is a distribution.
    pub fn of_prior_by_cluster(
        forecasts: &Forecasts,
        clusters: &Clusters,
        prior: &[f64; CLASSES],
    ) -> Result<Vec<Self>> {
        known_probabilities("the prior", prior)?;
        clusters.sums(forecasts.rows(), |losses: &mut Self, (gold, _)| losses.add((gold, prior)))
    }

    fn add(&mut self, (gold, row): (usize, &[f64; CLASSES])) {
        self.rows += 1;
        self.brier_sum += brier_loss(row, gold);
        self.log_sum += log_loss(row, gold);
    }

    /// Mean Brier loss, in `[0, 2]`: `1/n Σ_i Σ_k (p_ik − y_ik)²` (Brier 1950). 0 is best.
    pub fn brier(&self) -> Option<f64> {
        ratio(self.brier_sum, self.rows as f64)
    }

    /// Mean log loss in nats. 0 is best.
    pub fn log_loss(&self) -> Option<f64> {
        ratio(self.log_sum, self.rows as f64)
    }

    /// `1 − Brier / Brier of the prior`: 1 is perfect, 0 as good as the prior, negative worse. Undefined when
    /// the prior makes no loss.
    pub fn brier_skill(&self, prior: &Self) -> Option<f64> {
        ratio(self.brier()?, prior.brier()?).map(|share| 1.0 - share)
    }
}

impl AddAssign<&Losses> for Losses {
    fn add_assign(&mut self, other: &Losses) {
        self.rows += other.rows;
        self.brier_sum += other.brier_sum;
        self.log_sum += other.log_sum;
    }
}

/// Brier loss of one row: squared distance from the gold class.
pub fn brier_loss(row: &[f64; CLASSES], gold: usize) -> f64 {
    row.iter().enumerate().map(|(k, p)| (p - f64::from(u8::from(k == gold))).powi(2)).sum()
}

/// Log loss of one row, `−ln p(gold)`. A probability below 2.2e-16 counts as that, so that one certain error
/// does not make the mean infinite (as in scikit-learn); a class that does not exist has probability 0.
pub fn log_loss(row: &[f64; CLASSES], gold: usize) -> f64 {
    let p = row.get(gold).copied().unwrap_or(0.0);
    -libm::log(p.clamp(f64::EPSILON, 1.0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::metric::bootstrap::sum;
    use crate::metric::reference::{Reference, close};

    /// `brier_score_loss(scale_by_half=False)` and `log_loss` of scikit-learn.
    #[test]
    fn losses_are_those_of_scikit_learn() {
        let (gold, probabilities) = Reference::rows();
        let forecasts = Forecasts::new(&gold, &probabilities).unwrap();
        let losses = Losses::of(&forecasts);
        let calibration = Reference::at(&["calibration"]);
        close(losses.brier(), calibration.number(&["brier"]), 1e-12, "Brier");
        close(losses.log_loss(), calibration.number(&["log_loss"]), 1e-9, "log loss");

        let clusters = Clusters::by_key(&Reference::at(&[]).classes("documents"));
        let prior = Losses::of_prior_by_cluster(&forecasts, &clusters, &calibration.parse("prior")).unwrap();
        let prior = sum(&prior);
        let expected = calibration.number(&["brier_prior"]);
        close(prior.brier(), expected, 1e-12, "Brier of the prior");
        let skill = 1.0 - losses.brier().unwrap() / expected.unwrap();
        close(losses.brier_skill(&prior), Some(skill), 1e-12, "Brier skill");
        let parts = sum(&Losses::by_cluster(&forecasts, &clusters).unwrap());
        close(parts.log_loss(), losses.log_loss(), 1e-12, "by cluster");
    }

    #[test]
    fn a_certain_error_costs_much_but_not_everything() {
        assert_eq!(log_loss(&[1.0, 0.0, 0.0], 0), 0.0);
        assert!((log_loss(&[1.0, 0.0, 0.0], 2) - 36.04).abs() < 0.01);
        assert_eq!(Losses::default().brier(), None);
    }

    proptest! {
        #[test]
        fn losses_stay_in_their_ranges(a in 0.0..1.0_f64, b in 0.0..1.0_f64, gold in 0..CLASSES) {
            let row = [a * b, a * (1.0 - b), 1.0 - a];
            prop_assert!((0.0..=2.0).contains(&brier_loss(&row, gold)));
            prop_assert!(log_loss(&row, gold) >= 0.0);
        }
    }
}
