//! One sentence given by hand, read by the rules of the table.

use super::{Dataset, ReadOptions};
use crate::error::{Error, Result};
use crate::instance::Instance;
use crate::label::Voice;

/// An instance from a sentence and the names of holder and target, as `stance explain` takes them: mentions are
/// found, and errors are told, as for a row of a table.
pub fn instance_from(
    text: &str,
    holder: Option<&str>,
    target: Option<&str>,
    voice: Option<Voice>,
) -> Result<Instance> {
    let mut table = csv::Writer::from_writer(Vec::new());
    let voice = voice.map_or("", Voice::name);
    let unwritten = |error: csv::Error| Error::usage(format!("the sentence cannot be read: {error}"));
    for record in
        [["text", "holder", "target", "voice"], [text, holder.unwrap_or(""), target.unwrap_or(""), voice]]
    {
        table.write_record(record).map_err(unwritten)?;
    }
    let bytes = table.into_inner().map_err(|error| unwritten(error.into_error().into()))?;
    let options = ReadOptions { delimiter: Some(b','), ..ReadOptions::default() };
    let mut data = Dataset::read_from(bytes.as_slice(), "sentence", &options)?;
    data.rows.pop().map(|row| row.instance).ok_or_else(|| Error::usage("the sentence is empty"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mentions_are_found_as_in_a_table() {
        let instance =
            instance_from("Ruiz, \"tired\", left; the levy stays.", Some("Ana Ruiz"), Some("the levy"), None);
        let instance = instance.unwrap();
        assert_eq!(instance.holder_spans[0].of(&instance.text), "Ruiz");
        assert_eq!(instance.target_spans[0].of(&instance.text), "the levy");
    }

    #[test]
    fn an_empty_sentence_is_an_error() {
        assert!(instance_from("", None, None, None).is_err());
    }
}
