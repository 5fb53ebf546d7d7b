//! Which words are labels, voices and weights, and what is said of those that are not?
#![cfg(test)]

use super::*;
use crate::label::{Sentiment, Stance, Voice};

fn stance(word: &str) -> Option<Stance> {
    read(&format!("text,target,stance\nYes.,Yes,{word}\n")).rows[0].stance
}

#[test]
fn a_stance_has_several_spellings_in_any_case() {
    for word in ["favor", "favour", "support", "pro", "Favour", "PRO", " favor "] {
        assert_eq!(stance(word), Some(Stance::Favor), "{word}");
    }
    for word in ["against", "oppose", "con", "Against", "CON"] {
        assert_eq!(stance(word), Some(Stance::Against), "{word}");
    }
    for word in ["neutral", "none", "None"] {
        assert_eq!(stance(word), Some(Stance::Neutral), "{word}");
    }
}

#[test]
fn missing_values_are_not_labelled() {
    for word in ["", " ", "NA", "NaN", "nan", "null", "NULL", "na", "Null"] {
        assert_eq!(stance(word), None, "{word:?}");
    }
    let data = read("text,target,stance,sentiment\nYes.,Yes,favor,NA\nNo.,No,null,negative\n");
    let labels: Vec<_> = data.rows.iter().map(|r| (r.stance, r.sentiment)).collect();
    assert_eq!(labels, [(Some(Stance::Favor), None), (None, Some(Sentiment::Negative))]);
}

#[test]
fn missing_values_are_empty_in_every_column() {
    for word in ["NA", "NaN", "nan", "null", "NULL"] {
        let data =
            read(&format!("text,holder,target,document,voice,id\nYes.,{word},{word},{word},{word},{word}\n"));
        let row = &data.rows[0];
        assert_eq!(row.instance.holder, crate::instance::Holder::Unknown, "{word}");
        assert_eq!((&row.instance.target, &row.instance.voice, &row.id), (&None, &None, &None), "{word}");
        assert!(row.document.starts_with("text:"), "{word}");
    }
}

#[test]
fn a_name_that_looks_like_a_missing_value_is_a_name() {
    let data = read("text,holder\nNan left.,Nan\n");
    assert_eq!(data.rows[0].instance.holder, crate::instance::Holder::Named("Nan".into()));
}

#[test]
fn other_words_are_refused_with_the_way_to_translate_them() {
    assert_eq!(
        refusal("text,target,stance,sentiment\nYes.,Yes,positive,bad\n"),
        "in.csv:2:stance: \"positive\" is not a stance\n  \
         hint: use favor, neutral or against, leave it empty, or translate it: --map \"positive=favor\"\n\
         in.csv:2:sentiment: \"bad\" is not a sentiment\n  \
         hint: use positive, neutral or negative, leave it empty, or translate it: --map \"bad=positive\""
    );
}

#[test]
fn a_translation_is_used_for_its_head_only() {
    let csv = "text,target,stance,sentiment\nYes.,Yes,Positive,positive\nNo.,No,2,\n";
    let data = read_mapped(csv, &["positive=favor", "2=against"]).unwrap();
    let labels: Vec<_> = data.rows.iter().map(|r| (r.stance, r.sentiment)).collect();
    assert_eq!(labels, [(Some(Stance::Favor), Some(Sentiment::Positive)), (Some(Stance::Against), None)]);
    assert!(read_mapped(csv, &["positive=favor"]).is_err());
}

#[test]
fn a_stance_needs_a_target() {
    assert_eq!(
        refusal("text,target,stance\nYes.,NA,favor\n"),
        "in.csv:2:target: a stance without a target\n  hint: name what the stance is about; the tone of the \
         sentence itself goes to the column sentiment"
    );
    assert_eq!(read("text,target,sentiment\nYes.,,positive\n").rows[0].instance.target, None);
}

#[test]
fn a_voice_is_one_of_four() {
    for (word, voice) in [
        ("author", Some(Voice::Author)),
        ("Direct", Some(Voice::Direct)),
        ("INDIRECT", Some(Voice::Indirect)),
        ("mixed", Some(Voice::Mixed)),
        ("", None),
    ] {
        assert_eq!(read(&format!("text,voice\nYes.,{word}\n")).rows[0].instance.voice, voice);
    }
    assert_eq!(
        refusal("text,voice\nYes.,quoted\n"),
        "in.csv:2:voice: \"quoted\" is not a voice\n  \
         hint: use author, direct, indirect or mixed, or leave it empty"
    );
}

#[test]
fn a_weight_is_a_number_above_nought() {
    assert_eq!(
        read("text,weight\nYes.,\nNo.,2e-1\n").rows.iter().map(|r| r.weight).collect::<Vec<_>>(),
        [1.0, 0.2]
    );
    for word in ["0", "-1", "inf", "0.5.1", "\"0,5\"", "heavy"] {
        assert_eq!(
            refusal(&format!("text,weight\nYes.,{word}\n")),
            format!(
                "in.csv:2:weight: \"{}\" is not a weight\n  \
                 hint: use a number above 0, with a dot for decimals, or leave it empty",
                word.trim_matches('"')
            )
        );
    }
}

#[test]
fn training_needs_a_label_somewhere() {
    let options = ReadOptions { require_labels: true, ..ReadOptions::default() };
    let read = |csv: &str| Dataset::read_from(csv.as_bytes(), "in.csv", &options);
    assert_eq!(
        read("text,stance\nYes.,\nNo.,NA\n").unwrap_err().to_string(),
        "in.csv: no row has a label\n  hint: fill the column stance (favor, against, neutral) or sentiment \
         (positive, negative, neutral)"
    );
    assert!(read("text,sentiment\nYes.,\nNo.,negative\n").is_ok());
}
