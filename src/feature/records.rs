//! Sparse rows: what the featuriser gives and every model takes.

use linfa::dataset::Records;
use ndarray::Array2;

/// A matrix in compressed sparse row form, of shape (rows, columns).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SparseRecords {
    /// Row `i` holds the entries `starts[i]..starts[i + 1]`.
    starts: Vec<usize>,
    columns: Vec<u32>,
    values: Vec<f32>,
    width: usize,
}

impl SparseRecords {
    /// No rows yet, `width` columns.
    pub fn new(width: usize) -> Self {
        Self { starts: vec![0], columns: Vec::new(), values: Vec::new(), width }
    }

    /// From dense rows, for tests and for linfa's own data sets.
    pub fn from_dense(dense: &Array2<f64>) -> Self {
        let mut records = Self::new(dense.ncols());
        for row in dense.rows() {
            for (column, &value) in row.iter().enumerate().filter(|(_, v)| **v != 0.0) {
                #[expect(
                    clippy::cast_possible_truncation,
                    reason = "entries are stored in single precision"
                )]
                records.push_entry(u32::try_from(column).unwrap_or(u32::MAX), value as f32);
            }
            records.end_row();
        }
        records
    }

    /// Adds an entry to the row that is being written. `column` must be below the width.
    pub fn push_entry(&mut self, column: u32, value: f32) {
        debug_assert!((column as usize) < self.width, "column {column} of {}", self.width);
        self.columns.push(column);
        self.values.push(value);
    }

    /// Closes the row that is being written.
    pub fn end_row(&mut self) {
        self.starts.push(self.columns.len());
    }

    /// Takes over all rows of `other`, which must have the same width.
    pub fn append(&mut self, other: &Self) {
        debug_assert_eq!(self.width, other.width);
        let base = self.columns.len();
        self.columns.extend_from_slice(&other.columns);
        self.values.extend_from_slice(&other.values);
        self.starts.extend(other.starts[1..].iter().map(|start| base + start));
    }

    /// How many rows.
    pub fn rows(&self) -> usize {
        self.starts.len() - 1
    }

    /// How many columns.
    pub fn width(&self) -> usize {
        self.width
    }

    /// How many entries.
    pub fn entries(&self) -> usize {
        self.values.len()
    }

    /// Columns and values of a row.
    pub fn row(&self, row: usize) -> (&[u32], &[f32]) {
        let range = self.starts[row]..self.starts[row + 1];
        (&self.columns[range.clone()], &self.values[range])
    }

    /// The rows named by `rows`, in that order.
    #[must_use]
    pub fn select(&self, rows: &[usize]) -> Self {
        let mut chosen = Self::new(self.width);
        for &row in rows {
            let (columns, values) = self.row(row);
            chosen.columns.extend_from_slice(columns);
            chosen.values.extend_from_slice(values);
            chosen.end_row();
        }
        chosen
    }

    /// The same matrix by columns: row numbers and values of each column, rows ascending.
    #[must_use]
    pub fn transposed(&self) -> Self {
        let mut starts = vec![0_usize; self.width + 1];
        for &column in &self.columns {
            starts[column as usize + 1] += 1;
        }
        for column in 0..self.width {
            starts[column + 1] += starts[column];
        }
        let mut next = starts.clone();
        let mut columns = vec![0_u32; self.columns.len()];
        let mut values = vec![0.0_f32; self.values.len()];
        for row in 0..self.rows() {
            let (row_columns, row_values) = self.row(row);
            for (&column, &value) in row_columns.iter().zip(row_values) {
                let slot = &mut next[column as usize];
                columns[*slot] = u32::try_from(row).unwrap_or(u32::MAX);
                values[*slot] = value;
                *slot += 1;
            }
        }
        Self { starts, columns, values, width: self.rows() }
    }

    /// Dense rows, of shape (rows, columns), 8 bytes a cell.
    pub fn to_dense(&self) -> Array2<f64> {
        let mut dense = Array2::zeros((self.rows(), self.width));
        for row in 0..self.rows() {
            let (columns, values) = self.row(row);
            for (&column, &value) in columns.iter().zip(values) {
                dense[(row, column as usize)] += f64::from(value);
            }
        }
        dense
    }
}

impl Records for SparseRecords {
    type Elem = f32;

    fn nsamples(&self) -> usize {
        self.rows()
    }

    fn nfeatures(&self) -> usize {
        self.width
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn transposing_twice_and_densifying_give_the_same_matrix() {
        let dense = array![[0.0, 1.5, 0.0], [2.0, 0.0, -1.0]];
        let records = SparseRecords::from_dense(&dense);
        assert_eq!((records.rows(), records.width(), records.entries()), (2, 3, 3));
        assert_eq!(records.to_dense(), dense);
        assert_eq!(records.transposed().to_dense(), dense.t());
        assert_eq!(records.transposed().transposed(), records);
        assert_eq!(records.select(&[1]).to_dense(), array![[2.0, 0.0, -1.0]]);
    }
}
