//! What only shows across rows: documents, the same text twice, labels that contradict each other.
#![cfg(test)]

use super::*;
use crate::dataset::folds;

#[test]
fn rows_without_a_document_are_grouped_by_their_words() {
    let data = read("text\n\"“We agree,” he said.\"\nwe  agree he SAID\nWe disagree.\n");
    let documents: Vec<&str> = data.rows.iter().map(|r| r.document.as_str()).collect();
    assert!(documents[0].starts_with("text:"), "{documents:?}");
    assert_eq!(documents[0], documents[1]);
    assert_ne!(documents[0], documents[2]);
}

#[test]
fn the_same_text_in_two_documents_is_a_warning() {
    assert_eq!(
        warnings("text,document\nWe agree.,d1\nWe agree!,d2\nWe agree.,d1\nWe agree.,d2\nWe agree.,\n"),
        ["in.csv:3:document: the text stands in \"d2\" here and in \"d1\" at in.csv:2\n  \
          hint: both documents go to the same fold"]
    );
}

#[test]
fn a_document_may_be_called_anything() {
    assert_eq!(
        warnings("text,document\nWe agree.,text:1\nWe agree.,text:2\n"),
        ["in.csv:3:document: the text stands in \"text:2\" here and in \"text:1\" at in.csv:2\n  \
          hint: both documents go to the same fold"]
    );
}

#[test]
fn both_documents_of_a_text_go_to_one_fold() {
    let others: Vec<String> = (0..20).map(|i| format!("Text {i}.,other {i}\n")).collect();
    let data =
        read(&format!("text,document\nWe agree.,d1\nWe agree.,d2\nOther.,d2\nMore.,d1\n{}", others.concat()));
    let folds = folds(&data.rows, 4, 1).unwrap();
    assert!(folds[..4].iter().all(|f| *f == folds[0]), "{folds:?}");
}

#[test]
fn the_same_row_with_two_labels_is_listed() {
    assert_eq!(
        warnings(
            "text,holder,target,stance\nRuiz hailed it.,Ruiz,it,favor\nRuiz hailed it.,Ruiz,it,favor\n\
             Ruiz hailed it.,ruiz,it,against\nRuiz hailed it.,,it,neutral\n"
        )
        .first()
        .map(String::as_str),
        Some(
            "in.csv:4:stance: the same text, holder and target is against here and favor at in.csv:2\n  \
             hint: decide for one label; both rows are kept"
        )
    );
    assert_eq!(
        warnings("text,target,sentiment\nIt rained.,rain,negative\nIt rained.,it,positive\n")
            .last()
            .map(String::as_str),
        Some(
            "in.csv:3:sentiment: the same text is positive here and negative at in.csv:2\n  \
             hint: decide for one label; both rows are kept"
        )
    );
}

#[test]
fn rows_about_other_mentions_do_not_contradict_each_other() {
    let at = |start: usize, stance: &str| format!("She told her so.,her,{start},{},{stance}\n", start + 3);
    let csv = format!("text,target,target_start,target_end,stance\n{}{}", at(0, "favor"), at(9, "against"));
    assert_eq!(warnings(&csv), [""; 0]);
}

#[test]
fn weighted_readings_of_one_row_do_not_contradict_each_other() {
    let csv = "text,target,stance,weight\nRuiz hailed it.,it,favor,0.7\nRuiz hailed it.,it,neutral,0.3\n";
    assert_eq!(warnings(csv), [""; 0]);
}
