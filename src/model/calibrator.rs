//! Calibration: a small linfa-logistic model over out-of-fold logits (matrix scaling; Guo et al. 2017).

use linfa::dataset::DatasetBase;
use linfa::traits::Fit;
use ndarray::{Array1, Array2};
use serde::{Deserialize, Serialize};

use crate::error::{ErrorKind, Result};
use crate::label::{CLASSES, Probabilities};

/// How strongly the calibrator is held to zero: as with C = 1.
const ALPHA: f64 = 1.0;

/// Maps logits to calibrated logits: `matrix · logits + offset`, classes in index order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Calibrator {
    /// Shape (class, logit).
    pub matrix: [[f64; CLASSES]; CLASSES],
    /// One number a class.
    pub offset: [f64; CLASSES],
}

impl Calibrator {
    /// Fits on logits that the model gave to rows it had not seen, with the rows' labels. Every class must occur.
    pub fn fit(logits: &[[f64; CLASSES]], labels: &[usize]) -> Result<Self> {
        let rows = Array2::from_shape_fn((logits.len(), CLASSES), |(row, class)| logits[row][class]);
        let model = linfa_logistic::MultiLogisticRegression::default()
            .alpha(ALPHA)
            .gradient_tolerance(1e-6)
            .max_iterations(500)
            .fit(&DatasetBase::new(rows, Array1::from(labels.to_vec())))
            .map_err(|error| ErrorKind::Training(format!("calibrator: {error}")))?;
        if model.params().dim() != (CLASSES, CLASSES) {
            return Err(ErrorKind::Training("calibrator: a class has no rows".into()).into());
        }
        let mut calibrator = Self { matrix: [[0.0; CLASSES]; CLASSES], offset: [0.0; CLASSES] };
        for class in 0..CLASSES {
            calibrator.offset[class] = model.intercept()[class];
            for logit in 0..CLASSES {
                calibrator.matrix[class][logit] = model.params()[(logit, class)];
            }
        }
        Ok(calibrator)
    }

    /// Calibrated probabilities.
    pub fn probabilities(&self, logits: [f64; CLASSES]) -> Probabilities {
        let mut calibrated = self.offset;
        for (sum, row) in calibrated.iter_mut().zip(&self.matrix) {
            *sum += row.iter().zip(logits).map(|(m, z)| m * z).sum::<f64>();
        }
        Probabilities::from_logits(calibrated)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn over_confident_logits_are_softened() {
        // Logits say 98%; the label agrees in three of four rows.
        let mut logits = Vec::new();
        let mut labels = Vec::new();
        for row in 0..400 {
            let said = row % CLASSES;
            let mut z = [0.0; CLASSES];
            z[said] = 5.0;
            logits.push(z);
            labels.push(if row % 4 == 0 { (said + 1) % CLASSES } else { said });
        }
        let calibrator = Calibrator::fit(&logits, &labels).unwrap();
        let p = calibrator.probabilities([5.0, 0.0, 0.0]);
        assert!((p.0[0] - 0.75).abs() < 0.05, "{p:?}");
    }
}
