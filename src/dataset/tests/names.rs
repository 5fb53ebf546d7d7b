//! Who holds the view and what is it about? Names, special holders, and names that do not stand in the text.
#![cfg(test)]

use super::*;
use crate::instance::Holder;

fn covered(row: &super::super::Row) -> (Vec<&str>, Vec<&str>) {
    let of = |spans: &[crate::text::Span]| -> Vec<&str> {
        spans.iter().map(|s| s.of(&row.instance.text)).collect()
    };
    (of(&row.instance.holder_spans), of(&row.instance.target_spans))
}

#[test]
fn without_spans_the_first_mention_of_the_holder_and_all_of_the_target_count() {
    let data = read(
        "text,holder,target\n\
         \"Ana Ruiz hailed the levy; Ruiz said the levy works, and Ana Ruiz left.\",Ana Ruiz,the levy\n",
    );
    assert_eq!(covered(&data.rows[0]), (vec!["Ana Ruiz"], vec!["the levy", "the levy"]));
}

#[test]
fn a_surname_or_an_alias_stands_for_the_name() {
    let data = read("text,holder,target\nRuiz met the WHO.,Ana Ruiz,World Health Organization\n");
    assert_eq!(covered(&data.rows[0]), (vec!["Ruiz"], vec!["WHO"]));
    assert_eq!(data.warnings, []);
}

#[test]
fn a_holder_is_a_name_or_one_of_two_special_words_or_unknown() {
    let data = read("text,holder\nRuiz left.,Ruiz\nHe left.,@Author\nHe left.,@unnamed\nHe left.,\n");
    let holders: Vec<_> = data.rows.iter().map(|r| r.instance.holder.clone()).collect();
    assert_eq!(holders, [Holder::Named("Ruiz".into()), Holder::Author, Holder::Unnamed, Holder::Unknown]);
    assert!(data.rows[1..].iter().all(|r| r.instance.holder_spans.is_empty()));
}

#[test]
fn another_word_with_an_at_sign_is_refused_unless_it_stands_in_the_text() {
    assert_eq!(
        refusal("text,holder\nRuiz left.,@nobody\n"),
        "in.csv:2:holder: \"@nobody\" is no special holder and does not stand in the text\n  \
         hint: the special holders are @author and @unnamed"
    );
    let data = read("text,holder\nRuiz and @wire left.,@wire\n");
    assert_eq!(covered(&data.rows[0]).0, ["@wire"]);
}

#[test]
fn a_holder_that_does_not_stand_in_the_text_is_refused() {
    let refused = "in.csv:2:holder: the holder \"Rius\" does not stand in the text\n  \
         hint: check the spelling, point to an alias or pronoun with holder_start and holder_end, \
         or set voice=direct where the text is the holder's own speech";
    for voice in ["", "author", "indirect", "mixed"] {
        assert_eq!(refusal(&format!("text,holder,voice\nRuiz left.,Rius,{voice}\n")), refused, "{voice}");
    }
}

#[test]
fn a_speaker_need_not_stand_in_what_he_says() {
    let data = read("text,holder,target,stance,voice\nWe need the levy.,Ruiz,the levy,favor,direct\n");
    assert_eq!(data.rows[0].instance.holder, Holder::Named("Ruiz".into()));
    assert_eq!(covered(&data.rows[0]), (vec![], vec!["the levy"]));
}

#[test]
fn a_target_that_does_not_stand_in_the_text_is_a_warning() {
    assert_eq!(
        warnings("text,target,stance\nRuiz is glad.,the levy,favor\n"),
        ["in.csv:2:target: the target \"the levy\" does not stand in the text\n  \
          hint: check the spelling, or point to an alias or pronoun with target_start and target_end"]
    );
}
