//! NewsMTSC: sentences of news with the sentiment of the sentence toward each of its targets.
//!
//! Hamborg and Donnay, "NewsMTSC: A Dataset for (Multi-)Target-dependent Sentiment Classification in Political News
//! Articles", EACL 2021. Sentiment toward a target is stance-like, so it goes to the column `stance`.

use std::io::Read;
use std::path::Path;

use csv::StringRecord;
use serde::Deserialize;

use super::{Imported, done, json_lines};
use crate::error::{Location, Problem, Result};
use crate::label::{Label, Stance};
use crate::text::Span;

const COLUMNS: [&str; 8] =
    ["id", "text", "holder", "target", "stance", "document", "target_start", "target_end"];

/// A line of the file.
#[derive(Deserialize)]
pub(super) struct Sentence {
    pub(super) primary_gid: String,
    #[serde(rename = "sentence_normalized")]
    pub(super) text: String,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Target {
    #[serde(rename = "Input.gid")]
    gid: String,
    from: usize,
    to: usize,
    mention: String,
    polarity: f64,
}

/// Reads NewsMTSC's JSON Lines: one row a target, none left out, the holder unknown. Polarity 2, 4 and 6 are against,
/// neutral and favor. Every span is verified: it must cover exactly its mention. `name` stands for the
/// file in messages; all problems are listed, and then nothing is returned.
pub fn newsmtsc(input: impl Read, name: impl AsRef<Path>) -> Result<Imported> {
    let name = name.as_ref();
    let mut problems = Vec::new();
    let mut records = Vec::new();
    for (line, sentence) in json_lines::<Sentence>(input, name, &mut problems)? {
        for target in &sentence.targets {
            match row(&sentence.text, target) {
                Ok(record) => records.push(record),
                Err(message) => problems.push(Problem::new(Location::file(name).at_line(line), message)),
            }
        }
    }
    done(Imported { columns: COLUMNS.to_vec(), records, left_out: Vec::new() }, problems)
}

fn row(text: &str, target: &Target) -> std::result::Result<StringRecord, String> {
    let Target { gid, from, to, mention, polarity } = target;
    let covered = cover(text, *from, *to).unwrap_or("");
    if covered != mention || mention.is_empty() {
        return Err(format!("the span {from}..{to} covers \"{covered}\", the mention is \"{mention}\""));
    }
    let stance = stance(*polarity).ok_or_else(|| format!("polarity {polarity} is not 2, 4 or 6"))?;
    let document =
        document(gid).ok_or_else(|| format!("\"{gid}\" does not start with an article and a sentence"))?;
    let fields = [
        gid.as_str(),
        text,
        "",
        mention.as_str(),
        stance.name(),
        document,
        &from.to_string(),
        &to.to_string(),
    ];
    Ok(StringRecord::from(fields.to_vec()))
}

/// The text between two code points.
pub(super) fn cover(text: &str, from: usize, to: usize) -> Option<&str> {
    Span::from_chars(text, from..to).map(|span| span.of(text))
}

fn stance(polarity: f64) -> Option<Stance> {
    [(2.0, Stance::Against), (4.0, Stance::Neutral), (6.0, Stance::Favor)]
        .into_iter()
        .find_map(|(value, stance)| (value == polarity).then_some(stance))
}

/// The article of a global id: `SOURCE_ARTICLE_EVENT_SENTENCE_NAME_FROM_TO`. The source may hold `_` (`polusa_v1`) and
/// the name too, so the first three whole numbers are counted from the start.
pub(super) fn document(gid: &str) -> Option<&str> {
    let mut numbers = 0;
    let mut start = 0_usize;
    for part in gid.split('_') {
        numbers += usize::from(part.parse::<i64>().is_ok());
        if numbers == 3 {
            return gid.get(..start.checked_sub(1)?);
        }
        start += part.len() + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{Dataset, ReadOptions};

    const LINE: &str = r#"{"primary_gid": "polusa_v1_77_-1_9_A_B_7_11", "sentence_normalized": "é🙂, “Ruiz” met Dr. Lee.",
        "targets": [{"Input.gid": "polusa_v1_77_-1_9_A_B_7_11", "from": 5, "to": 9, "mention": "Ruiz", "polarity": 2.0},
        {"Input.gid": "polusa_v1_77_-1_9_Lee_1_2", "from": 15, "to": 22, "mention": "Dr. Lee", "polarity": 6.0}]}"#;

    fn import(lines: &str) -> Result<Imported> {
        newsmtsc(lines.replace(['\n'], "").replace("}{", "}\n{").as_bytes(), "in.jsonl")
    }

    #[test]
    fn each_target_is_a_row_that_our_reader_accepts() {
        let mut csv = Vec::new();
        import(LINE).unwrap().write(&mut csv).unwrap();
        let data = Dataset::read_from(csv.as_slice(), "out.csv", &ReadOptions::default()).unwrap();
        assert_eq!((data.warnings, data.notes), (vec![], vec![]));
        let [first, second] = data.rows.as_slice() else { panic!("two rows") };
        assert_eq!((first.stance, second.stance), (Some(Stance::Against), Some(Stance::Favor)));
        assert_eq!(
            (first.document.as_str(), first.id.as_deref()),
            ("polusa_v1_77_-1", Some("polusa_v1_77_-1_9_A_B_7_11"))
        );
        assert_eq!(second.instance.target_spans[0].of(&second.instance.text), "Dr. Lee");
    }

    #[test]
    fn polarities_are_stances() {
        let stances = [2.0, 4.0, 6.0, 5.0].map(stance);
        assert_eq!(stances, [Some(Stance::Against), Some(Stance::Neutral), Some(Stance::Favor), None]);
    }

    #[test]
    fn a_mark_at_the_start_and_blank_lines_are_passed_over() {
        let sentence = LINE.replace('\n', "");
        let lines = format!("\u{feff}{sentence}\r\n\n{sentence}\n");
        assert_eq!(newsmtsc(lines.as_bytes(), "in.jsonl").unwrap().records.len(), 4);
    }

    #[test]
    fn a_sentence_without_targets_gives_no_row() {
        let line = r#"{"primary_gid": "a_1_2_3_B_0_1", "sentence_normalized": "Ruiz left.", "targets": []}"#;
        let imported = import(line).unwrap();
        assert_eq!((imported.columns.len(), imported.records.len()), (8, 0));
    }

    #[test]
    fn spans_that_end_before_they_start_or_cover_nothing_are_refused() {
        for (from, to) in [("9", "5"), ("5", "5"), ("5", "99")] {
            let line = LINE.replace("\"from\": 5, \"to\": 9", &format!("\"from\": {from}, \"to\": {to}"));
            assert_eq!(
                import(&line).unwrap_err().to_string(),
                format!("in.jsonl:1: the span {from}..{to} covers \"\", the mention is \"Ruiz\"")
            );
        }
    }

    #[test]
    fn bytes_that_are_not_utf_8_are_an_error_of_their_line() {
        let lines = [LINE.replace('\n', "").as_bytes(), b"\n{\"primary_gid\": \"\xff\"}\n"].concat();
        let error = newsmtsc(lines.as_slice(), "in.jsonl").unwrap_err();
        assert_eq!(error.exit_code(), 65);
        assert!(error.to_string().starts_with("in.jsonl:2: not a record of this format: "), "{error}");
    }

    #[test]
    fn the_article_is_told_from_the_sentence_and_the_name() {
        assert_eq!(document("allsides_1000_401_25_Reality Leigh Winner_0_6"), Some("allsides_1000_401"));
        assert_eq!(document("polusa_v1_4420410_-1_9_Vanessa_Tyson_123_126"), Some("polusa_v1_4420410_-1"));
        assert_eq!(document("allsides_1000"), None);
    }

    #[test]
    fn all_problems_are_listed_with_their_lines() {
        let lines = [
            LINE.replace("\"from\": 5", "\"from\": 6"),
            LINE.replace("2.0", "3.0"),
            LINE.replace("v1_77_-1_9_Lee_1_2", "Lee"),
            "{}".to_owned(),
        ];
        assert_eq!(
            import(&lines.concat()).unwrap_err().to_string(),
            "in.jsonl:1: the span 6..9 covers \"uiz\", the mention is \"Ruiz\"\n\
             in.jsonl:2: polarity 3 is not 2, 4 or 6\n\
             in.jsonl:3: \"polusa_Lee\" does not start with an article and a sentence\n\
             in.jsonl:4: not a record of this format: missing field `primary_gid` at line 1 column 2"
        );
    }
}
