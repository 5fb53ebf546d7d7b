//! How does a table go out again? The columns it came with, then the predictions.

use std::io::{self, Write};

use csv::StringRecord;

/// What the names of prediction columns start with.
pub const PREDICTION_PREFIX: &str = "pred_";

/// Writes the original columns and `pred_*` columns as CSV (comma, line feed, UTF-8). A prediction column that
/// the table already has, from an earlier run, is replaced.
///
/// Only writing can fail; a closed pipe arrives as [`io::ErrorKind::BrokenPipe`].
pub struct TableWriter<W: Write> {
    writer: csv::Writer<W>,
    kept: Vec<usize>,
}

impl<W: Write> TableWriter<W> {
    /// Writes the header. `predictions` are names without the prefix: `stance` becomes `pred_stance`.
    pub fn new(output: W, columns: &[String], predictions: &[&str]) -> io::Result<Self> {
        let names: Vec<String> = predictions.iter().map(|p| format!("{PREDICTION_PREFIX}{p}")).collect();
        let kept: Vec<usize> = (0..columns.len()).filter(|&i| !names.contains(&columns[i])).collect();
        // Rows shorter than the header would be an error of ours, not of the output: they are filled up.
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(output);
        writer.write_record(
            kept.iter().map(|&i| columns[i].as_str()).chain(names.iter().map(String::as_str)),
        )?;
        Ok(Self { writer, kept })
    }

    /// Writes one row: the fields of `record` in the order of the columns, then the predictions.
    pub fn write<S: AsRef<str>>(&mut self, record: &StringRecord, predictions: &[S]) -> io::Result<()> {
        let original = self.kept.iter().map(|&i| record.get(i).unwrap_or(""));
        self.writer.write_record(original.chain(predictions.iter().map(AsRef::as_ref)))?;
        Ok(())
    }

    /// Writes what is still buffered and gives the output back.
    pub fn finish(self) -> io::Result<W> {
        self.writer.into_inner().map_err(csv::IntoInnerError::into_error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(columns: &[&str], record: &[&str], predictions: &[&str], values: &[&str]) -> String {
        let columns: Vec<String> = columns.iter().map(ToString::to_string).collect();
        let mut writer = TableWriter::new(Vec::new(), &columns, predictions).unwrap();
        writer.write(&StringRecord::from(record.to_vec()), values).unwrap();
        String::from_utf8(writer.finish().unwrap()).unwrap()
    }

    #[test]
    fn original_columns_come_first() {
        assert_eq!(
            written(&["text", "note"], &["He said \"no\", twice", "x\ny"], &["stance"], &["against"]),
            "text,note,pred_stance\n\"He said \"\"no\"\", twice\",\"x\ny\",against\n"
        );
    }

    #[test]
    fn predictions_of_an_earlier_run_are_replaced() {
        assert_eq!(
            written(&["pred_stance", "text"], &["favor", "No."], &["stance", "p"], &["against", "0.8"]),
            "text,pred_stance,pred_p\nNo.,against,0.8\n"
        );
    }
}
