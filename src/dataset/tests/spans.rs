//! What must a given span be? Code points, half open, inside the text, on token borders.
#![cfg(test)]

use super::*;

fn holder_at(text: &str, start: &str, end: &str) -> String {
    format!("text,holder,holder_start,holder_end\n{text},Ruiz,{start},{end}\n")
}

#[test]
fn spans_count_code_points_and_are_half_open() {
    let data = read(
        "text,holder,holder_start,holder_end,target,target_start,target_end\né🙂 Ruiz hailed the levy.,Ruiz,3,7,levy,19.0,23.0\n",
    );
    let instance = &data.rows[0].instance;
    assert_eq!(instance.holder_spans[0].of(&instance.text), "Ruiz");
    assert_eq!(instance.target_spans[0].of(&instance.text), "levy");
    assert_eq!((data.warnings, data.notes), (vec![], vec![]));
}

#[test]
fn a_span_that_covers_another_name_is_noted_and_welcome() {
    let data = read(
        "text,holder,holder_start,holder_end,target,target_start,target_end\n\
         She hailed it.,Ana Ruiz,0,3,the levy,11,13\n",
    );
    assert_eq!(
        printed(&data.notes),
        [
            "in.csv:2:holder_start: the span covers \"She\", the holder is \"Ana Ruiz\"",
            "in.csv:2:target_start: the span covers \"it\", the target is \"the levy\"",
        ]
    );
    assert_eq!(data.warnings, []);
}

#[test]
fn a_special_holder_may_have_a_span() {
    let data = read("text,holder,holder_start,holder_end\nOne official left.,@unnamed,0,12\n");
    let instance = &data.rows[0].instance;
    assert_eq!(instance.holder_spans[0].of(&instance.text), "One official");
    assert_eq!(data.notes, []);
}

#[test]
fn each_mistake_in_a_span_has_its_message() {
    let text = "Ruiz hailed it";
    for (start, end, message, hint) in [
        (
            "4",
            "4",
            "the span 4..4 is empty",
            "the end is one past the last character, and greater than the start",
        ),
        (
            "4",
            "0",
            "the span 4..0 is empty",
            "the end is one past the last character, and greater than the start",
        ),
        (
            "0",
            "15",
            "the span 0..15 lies outside the text, which has 14 characters",
            "count code points (Python's len), not bytes, from 0",
        ),
        (
            "4",
            "5",
            "the span 4..5 covers white space only",
            "count code points (Python's len), not bytes, from 0",
        ),
        ("0", "3", "the span covers \"Rui\" and cuts the word \"Ruiz\"", "the word stands at 0..4"),
        ("6", "11", "the span covers \"ailed\" and cuts the word \"hailed\"", "the word stands at 5..11"),
    ] {
        assert_eq!(
            refusal(&holder_at(text, start, end)),
            format!("in.csv:2:holder_start: {message}\n  hint: {hint}")
        );
    }
}

#[test]
fn positions_are_whole_numbers_and_come_in_pairs() {
    let hint = "a span needs both ends, as whole numbers of code points from 0";
    for (start, end, column, message) in [
        ("one", "4", "holder_start", "\"one\" is not a position in the text"),
        ("0", "3.5", "holder_end", "\"3.5\" is not a position in the text"),
        ("-1", "4", "holder_start", "\"-1\" is not a position in the text"),
        ("0", "", "holder_end", "holder_end is empty and holder_start is not"),
        ("NA", "4", "holder_start", "holder_start is empty and holder_end is not"),
        (
            "99999999999999999999999",
            "4",
            "holder_start",
            "\"99999999999999999999999\" is not a position in the text",
        ),
    ] {
        assert_eq!(
            refusal(&holder_at("Ruiz hailed it", start, end)),
            format!("in.csv:2:{column}: {message}\n  hint: {hint}")
        );
    }
}

#[test]
fn a_span_needs_a_name() {
    assert_eq!(
        refusal("text,target_start,target_end\nYes.,0,3\n"),
        "in.csv:2:target_start: a span of a target that is not named\n  \
         hint: fill in the column target, or empty target_start and target_end"
    );
    assert_eq!(
        refusal("text,holder_start,holder_end\nYes.,0,3\n"),
        "in.csv:2:holder_start: a span of a holder that is not named\n  \
         hint: fill in the column holder, or empty holder_start and holder_end"
    );
}

#[test]
fn a_border_at_a_mark_inside_a_word_is_widened_with_a_warning() {
    let data = read("text,target,target_start,target_end\nThe Trump-era rule stays.,Trump,4,9\n");
    let instance = &data.rows[0].instance;
    assert_eq!(instance.target_spans[0].of(&instance.text), "Trump-era");
    assert_eq!(
        printed(&data.warnings),
        [
            "in.csv:2:target_start: the span covers \"Trump\", a part of \"Trump-era\"\n  hint: the whole word is taken"
        ]
    );
}

#[test]
fn a_wrong_span_is_not_told_twice() {
    let refused = refusal("text,holder,holder_start,holder_end\nYes.,Ruiz,9,12\n");
    assert!(!refused.contains("does not stand"), "{refused}");
}
