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
    if text.trim().is_empty() {
        return Err(Error::usage("the sentence is empty"));
    }
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
    let mut data = Dataset::read_from(bytes.as_slice(), "sentence", &options).map_err(without_line)?;
    data.rows.pop().map(|row| row.instance).ok_or_else(|| Error::usage("the sentence is empty"))
}

/// The sentence has no lines that its writer could count.
fn without_line(error: Error) -> Error {
    match error.into_problems() {
        Ok(mut problems) => {
            for problem in &mut problems {
                problem.location.line = None;
            }
            Error::problems(problems)
        }
        Err(other) => other,
    }
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
        for holder in [None, Some("Ruiz")] {
            let error = instance_from(" ", holder, None, None).unwrap_err();
            assert_eq!((error.to_string().as_str(), error.exit_code()), ("the sentence is empty", 2));
        }
    }

    #[test]
    fn a_holder_that_does_not_stand_in_the_sentence_is_told_without_a_line() {
        let error = instance_from("Lee left.", Some("Ruiz"), None, None).unwrap_err().to_string();
        assert!(
            error.starts_with("sentence:holder: the holder \"Ruiz\" does not stand in the text"),
            "{error}"
        );
        assert!(instance_from("We left.", Some("Ruiz"), None, Some(Voice::Direct)).is_ok());
    }

    #[test]
    fn line_breaks_and_marks_stay_in_the_sentence() {
        let text = "\"No,\"\r\nhe said; twice.\t";
        assert_eq!(instance_from(text, None, Some("@x,\"y"), None).unwrap().text, text);
    }
}
