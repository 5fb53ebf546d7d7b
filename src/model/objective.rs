//! The objective that every solver minimises, with its gradient.
//!
//! F(W) = C · Σᵢ sᵢ · (−log pᵢ,yᵢ) + ½‖W‖², pᵢ = softmax(W xᵢ). The bias is a constant column of X and penalised
//! like the rest. `W` has shape (columns, classes), row by row in one slice; `sᵢ` is sample weight times class
//! weight.

use rayon::prelude::*;

use crate::feature::SparseRecords;
use crate::label::CLASSES;

/// Rows in one block of sums, columns in one block of the gradient: fixed, so that sums do not depend on the
/// number of threads.
const BLOCK: usize = 1024;

/// Data and strength of one problem.
#[derive(Debug)]
pub struct Objective<'d> {
    rows: &'d SparseRecords,
    by_column: SparseRecords,
    labels: &'d [usize],
    /// C · sample weight · class weight of each row.
    weights: Vec<f64>,
}

impl<'d> Objective<'d> {
    /// `labels` are class indices and `weights` are not negative; both are as long as `rows`.
    pub fn new(rows: &'d SparseRecords, labels: &'d [usize], weights: &[f64], c: f64) -> Self {
        debug_assert!(labels.len() == rows.rows() && weights.len() == rows.rows());
        Self { rows, by_column: rows.transposed(), labels, weights: weights.iter().map(|w| c * w).collect() }
    }

    /// How many numbers `W` has.
    pub fn dimension(&self) -> usize {
        self.rows.width() * CLASSES
    }

    /// F(W); its gradient goes to `gradient`, which has the shape of `W`.
    pub fn value_and_gradient(&self, w: &[f64], gradient: &mut [f64]) -> f64 {
        let mut residuals = vec![[0.0; CLASSES]; self.rows.rows()];
        let losses: Vec<f64> = residuals
            .par_chunks_mut(BLOCK)
            .enumerate()
            .map(|(block, residuals)| {
                residuals
                    .iter_mut()
                    .enumerate()
                    .map(|(i, residual)| self.row(block * BLOCK + i, w, residual))
                    .sum()
            })
            .collect();
        gradient.par_chunks_mut(BLOCK * CLASSES).enumerate().for_each(|(block, part)| {
            for (i, slot) in part.chunks_exact_mut(CLASSES).enumerate() {
                self.column_gradient(block * BLOCK + i, w, &residuals, slot);
            }
        });
        losses.iter().sum::<f64>() + 0.5 * dot(w, w)
    }

    /// Weighted loss of a row; its weighted p − y goes to `residual`.
    fn row(&self, row: usize, w: &[f64], residual: &mut [f64; CLASSES]) -> f64 {
        let logits = logits(self.rows.row(row), w);
        let top = logits.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let exps = logits.map(|z| libm::exp(z - top));
        let sum: f64 = exps.iter().sum();
        let (label, weight) = (self.labels[row], self.weights[row]);
        for class in 0..CLASSES {
            residual[class] = weight * (exps[class] / sum - f64::from(u8::from(class == label)));
        }
        weight * (libm::log(sum) + top - logits[label])
    }

    fn column_gradient(&self, column: usize, w: &[f64], residuals: &[[f64; CLASSES]], slot: &mut [f64]) {
        slot.copy_from_slice(&w[column * CLASSES..(column + 1) * CLASSES]);
        let (rows, values) = self.by_column.row(column);
        for (&row, &value) in rows.iter().zip(values) {
            for (sum, residual) in slot.iter_mut().zip(residuals[row as usize]) {
                *sum += f64::from(value) * residual;
            }
        }
    }
}

/// W x of one row.
pub fn logits((columns, values): (&[u32], &[f32]), w: &[f64]) -> [f64; CLASSES] {
    let mut sums = [0.0; CLASSES];
    for (&column, &value) in columns.iter().zip(values) {
        let start = column as usize * CLASSES;
        for (sum, weight) in sums.iter_mut().zip(&w[start..start + CLASSES]) {
            *sum += f64::from(value) * weight;
        }
    }
    sums
}

/// Sum of products, in order.
pub fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use ndarray::Array2;

    /// A small problem with three classes that no line parts.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small numbers above zero")]
    pub(crate) fn problem(rows: usize, columns: usize) -> (SparseRecords, Vec<usize>) {
        let mut state = 7_u64;
        let mut next = move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 40) as f64 / f64::from(1 << 24)
        };
        let dense = Array2::from_shape_fn((rows, columns), |(_, j)| {
            let keep = next() < 0.4 || j + 1 == columns;
            if keep { f64::from((next() * 2.0 - 0.5) as f32) } else { 0.0 }
        });
        let labels =
            dense.rows().into_iter().map(|r| ((r[0] + r[1] + next()) * 2.0) as usize % CLASSES).collect();
        (SparseRecords::from_dense(&dense), labels)
    }

    #[test]
    fn the_gradient_agrees_with_finite_differences() {
        let (rows, labels) = problem(40, 6);
        let weights: Vec<f64> = (0..40).map(|i| 0.5 + f64::from(i % 3)).collect();
        let objective = Objective::new(&rows, &labels, &weights, 0.7);
        let w: Vec<f64> = (0..18).map(|i| f64::from(i % 5) * 0.3 - 0.5).collect();
        let mut gradient = vec![0.0; 18];
        objective.value_and_gradient(&w, &mut gradient);
        let h = 1e-6;
        for i in 0..18 {
            let at = |step: f64| {
                let mut moved = w.clone();
                moved[i] += step;
                objective.value_and_gradient(&moved, &mut [0.0; 18])
            };
            let numeric = (at(h) - at(-h)) / (2.0 * h);
            assert!((numeric - gradient[i]).abs() < 1e-6, "{i}: {numeric} and {}", gradient[i]);
        }
    }
}
