//! Labels with probabilities for further mentions in the sentences of NewsMTSC: one weighted row a likely class.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use csv::StringRecord;
use serde::Deserialize;

use super::newsmtsc::{Sentence, cover, document};
use super::{Imported, done, json_lines};
use crate::dataset::spans;
use crate::error::{self, Location, Problem};
use crate::label::{CLASSES, Label, Stance};
use crate::text::tokenize;

/// A class less probable than this gives no row.
pub const LEAST_WEIGHT: f64 = 0.05;

const COLUMNS: [&str; 9] =
    ["id", "text", "holder", "target", "stance", "weight", "document", "target_start", "target_end"];

#[derive(Deserialize)]
struct SoftLabel {
    primary_gid: String,
    from: usize,
    to: usize,
    /// In the order of [`Stance::ALL`].
    against_neutral_favor: [f64; CLASSES],
}

/// Joins labels with probabilities to the sentences of NewsMTSC by `primary_gid`. A mention becomes up to three rows with
/// its probabilities in the column `weight`; those below [`LEAST_WEIGHT`] are left out. So are mentions that cut a
/// word, which a program that finds names does now and then; these are listed in [`Imported::left_out`]. The names
/// stand for the files in messages; all problems are listed, and then nothing is returned.
pub fn soft_labels(
    sentences: impl Read,
    sentences_name: impl AsRef<Path>,
    labels: impl Read,
    labels_name: impl AsRef<Path>,
) -> error::Result<Imported> {
    let labels_name = labels_name.as_ref();
    let mut problems = Vec::new();
    let texts: BTreeMap<String, String> =
        json_lines::<Sentence>(sentences, sentences_name.as_ref(), &mut problems)?
            .into_iter()
            .map(|(_, sentence)| (sentence.primary_gid, sentence.text))
            .collect();
    let (mut records, mut left_out) = (Vec::new(), Vec::new());
    for (line, label) in json_lines::<SoftLabel>(labels, labels_name, &mut problems)? {
        let problem = |message: String| Problem::new(Location::file(labels_name).at_line(line), message);
        let joined = match Joined::new(&texts, &label) {
            Ok(joined) => joined,
            Err(message) => {
                problems.push(problem(message));
                continue;
            }
        };
        match spans::check(joined.text, &tokenize(joined.text), label.from, label.to) {
            Ok(_) => records.extend(joined.rows(&label)),
            Err((message, _)) => left_out.push(problem(message)),
        }
    }
    done(Imported { columns: COLUMNS.to_vec(), records, left_out }, problems)
}

/// A label with what it says about which sentence.
struct Joined<'t> {
    text: &'t str,
    mention: &'t str,
    document: &'t str,
}

impl<'t> Joined<'t> {
    fn new(texts: &'t BTreeMap<String, String>, label: &'t SoftLabel) -> Result<Self, String> {
        let SoftLabel { primary_gid: gid, from, to, against_neutral_favor: weights } = label;
        let text = texts.get(gid).ok_or_else(|| format!("no sentence has the primary_gid \"{gid}\""))?;
        let mention = cover(text, *from, *to)
            .map(str::trim)
            .filter(|m| !m.is_empty())
            .ok_or_else(|| format!("the span {from}..{to} lies outside the text or covers nothing"))?;
        let document = document(gid)
            .ok_or_else(|| format!("\"{gid}\" does not start with an article and a sentence"))?;
        let sum: f64 = weights.iter().sum();
        if weights.iter().any(|w| !(0.0..=1.0).contains(w)) || (sum - 1.0).abs() > 0.01 {
            return Err(format!("{weights:?} are not the probabilities of three classes"));
        }
        Ok(Self { text, mention, document })
    }

    fn rows(&self, label: &SoftLabel) -> impl Iterator<Item = StringRecord> {
        let SoftLabel { primary_gid: gid, from, to, against_neutral_favor: weights } = label;
        let likely = Stance::ALL.into_iter().filter(|stance| weights[stance.index()] >= LEAST_WEIGHT);
        likely.map(move |stance| {
            let id = format!("{gid}@{from}-{to}:{stance}");
            let weight = weights[stance.index()].to_string();
            let (from, to) = (from.to_string(), to.to_string());
            let fields: [&str; COLUMNS.len()] =
                [&id, self.text, "", self.mention, stance.name(), &weight, self.document, &from, &to];
            StringRecord::from(fields.to_vec())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{Dataset, ReadOptions};

    const SENTENCE: &str =
        r#"{"primary_gid": "allsides_1_2_3_Lee_0_3", "sentence_normalized": "Lee met Ruiz.", "targets": []}"#;

    fn import(label: &str) -> error::Result<Imported> {
        soft_labels(SENTENCE.as_bytes(), "train.jsonl", label.as_bytes(), "soft.jsonl")
    }

    #[test]
    fn a_mention_gives_a_row_for_each_likely_class() {
        let label = r#"{"primary_gid": "allsides_1_2_3_Lee_0_3", "from": 8, "to": 12, "against_neutral_favor": [0.04, 0.9, 0.06]}"#;
        let mut csv = Vec::new();
        import(label).unwrap().write(&mut csv).unwrap();
        let data = Dataset::read_from(csv.as_slice(), "out.csv", &ReadOptions::default()).unwrap();
        assert_eq!((data.warnings, data.notes), (vec![], vec![]));
        let weights: Vec<_> = data.rows.iter().map(|r| (r.stance, r.weight)).collect();
        assert_eq!(weights, [(Some(Stance::Neutral), 0.9), (Some(Stance::Favor), 0.06)]);
        assert_eq!(data.rows[0].instance.target.as_deref(), Some("Ruiz"));
    }

    #[test]
    fn the_least_weight_gives_a_row_and_anything_below_none() {
        // The span holds the space before the name.
        let weights = |first: f64, last: f64| -> Vec<String> {
            let label = format!(
                "{{\"primary_gid\": \"allsides_1_2_3_Lee_0_3\", \"from\": 7, \"to\": 12, \
                 \"against_neutral_favor\": [{first}, 0, {last}]}}"
            );
            import(&label).unwrap().records.iter().map(|r| format!("{} {} {}", &r[3], &r[4], &r[5])).collect()
        };
        assert_eq!(weights(LEAST_WEIGHT, 0.95), ["Ruiz against 0.05", "Ruiz favor 0.95"]);
        assert_eq!(weights(0.049, 0.951), ["Ruiz favor 0.951"]);
    }

    #[test]
    fn the_rows_of_a_mention_share_their_document_and_have_ids_of_their_own() {
        let label = r#"{"primary_gid": "allsides_1_2_3_Lee_0_3", "from": 0, "to": 3, "against_neutral_favor": [0.3, 0.4, 0.3]}"#;
        let imported = import(label).unwrap();
        let column = |name: &str| -> Vec<String> {
            let at = imported.columns.iter().position(|c| *c == name).unwrap();
            imported.records.iter().map(|r| r[at].to_owned()).collect()
        };
        assert_eq!(column("document"), ["allsides_1_2"; 3]);
        let gid = "allsides_1_2_3_Lee_0_3@0-3";
        assert_eq!(
            column("id"),
            [format!("{gid}:against"), format!("{gid}:neutral"), format!("{gid}:favor")]
        );
    }

    #[test]
    fn problems_of_both_files_are_listed() {
        let broken = format!("{SENTENCE}\nnonsense\n");
        let error =
            soft_labels(broken.as_bytes(), "train.jsonl", b"{}\n".as_slice(), "soft.jsonl").unwrap_err();
        assert_eq!(
            error.to_string(),
            "soft.jsonl:1: not a record of this format: missing field `primary_gid` at line 1 column 2\n\
             train.jsonl:2: not a record of this format: expected ident at line 1 column 2"
        );
    }

    #[test]
    fn a_mention_that_cuts_a_word_is_left_out_and_listed() {
        let label = r#"{"primary_gid": "allsides_1_2_3_Lee_0_3", "from": 9, "to": 12, "against_neutral_favor": [0, 1, 0]}"#;
        let imported = import(label).unwrap();
        assert_eq!(imported.records.len(), 0);
        assert_eq!(
            imported.left_out[0].to_string(),
            "soft.jsonl:1: the span covers \"uiz\" and cuts the word \"Ruiz\""
        );
    }

    #[test]
    fn labels_that_do_not_fit_are_listed() {
        let label = |gid: &str, to: usize, first: f64| {
            format!(
                "{{\"primary_gid\": \"{gid}\", \"from\": 8, \"to\": {to}, \"against_neutral_favor\": [{first}, 0.5, 0]}}\n"
            )
        };
        let gid = "allsides_1_2_3_Lee_0_3";
        let lines = [label("gone", 12, 0.5), label(gid, 99, 0.5), label(gid, 12, 0.9)].concat();
        assert_eq!(
            import(&lines).unwrap_err().to_string(),
            "soft.jsonl:1: no sentence has the primary_gid \"gone\"\n\
             soft.jsonl:2: the span 8..99 lies outside the text or covers nothing\n\
             soft.jsonl:3: [0.9, 0.5, 0.0] are not the probabilities of three classes"
        );
    }
}
