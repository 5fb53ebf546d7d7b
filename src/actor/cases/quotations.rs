//! Quotations and their tags.
#![cfg(test)]

use super::Story;
use crate::actor::Rule;

#[test]
fn a_speaker_goes_on_in_the_next_paragraph() {
    let story = Story::read(
        "Marta Quiroga, a nurse, said: \"The ward is full.\"\n\n\"If nobody comes, we close it,\" she added.",
    );
    assert_eq!(story.speaker("The ward"), "Marta Quiroga");
    assert_eq!(story.speaker("If nobody"), "Marta Quiroga");
    let story = Story::read(
        "Henrik Dahl, a pilot, said: \"The strip is too short.\"\n\n\"It always was,\" he added.",
    );
    assert_eq!(story.speaker("The strip"), "Henrik Dahl");
    assert_eq!(story.speaker("It always"), "Henrik Dahl");
}

#[test]
fn brackets_and_appositives_stand_between_name_and_verb() {
    let story = Story::read("\"This is theft,\" Rep. Nora Bright (D-Iowa), a budget panel member, said.");
    assert_eq!(story.speaker("This is theft"), "Nora Bright");
    let story = Story::read("“We will sue,” Sen. Paul Ostrow (R-Ohio), the committee's oldest member, said.");
    assert_eq!(story.speaker("We will sue"), "Paul Ostrow");
}

#[test]
fn descriptions_stand_before_an_inverted_name() {
    let story =
        Story::read("\"He never came home,\" said ferry widow Joan Pell. She continued, \"Nobody called.\"");
    assert_eq!(story.speaker("He never"), "Joan Pell");
    assert_eq!(story.speaker("Nobody"), "Joan Pell");
    let story =
        Story::read("\"We dug all night,\" said mine survivor Carl Obuya. He continued, \"Then it fell.\"");
    assert_eq!(story.speaker("We dug"), "Carl Obuya");
    assert_eq!(story.speaker("Then it fell"), "Carl Obuya");
}

#[test]
fn question_and_answer_have_two_speakers() {
    let story = Story::read("\"Were you there?\" the lawyer asked him. \"No,\" Ruiz answered.");
    assert_eq!(story.speaker("Were you"), "the lawyer");
    assert_eq!(story.speaker("No"), "Ruiz");
    let story = Story::read("\"Did you sign it?\" the judge asked her. \"Never,\" Okafor replied.");
    assert_eq!(story.speaker("Did you"), "the judge");
    assert_eq!(story.speaker("Never"), "Okafor");
}

#[test]
fn a_quotation_resumes_after_its_tag() {
    let story = Story::read("\"No,\" said Lindqvist. \"There is no doubt that the bridge is safe.\"");
    assert_eq!(story.speaker("No"), "Lindqvist");
    assert_eq!(story.speaker("There is no doubt"), "Lindqvist");
    let story = Story::read("“Yes,” said Amara Cole. “We would do all of it again.”");
    assert_eq!(story.speaker("We would"), "Amara Cole");
}

#[test]
fn two_speakers_share_a_sentence() {
    let story =
        Story::read("Tanaka told the panel, \"The dam is old,\" and Weber said, \"It must be drained now.\"");
    assert_eq!(story.speaker("The dam"), "Tanaka");
    assert_eq!(story.speaker("It must"), "Weber");
    let story =
        Story::read("Silva told staff, \"The law is dead,\" and Costa said, \"It will be back by May.\"");
    assert_eq!(story.speaker("The law"), "Silva");
    assert_eq!(story.speaker("It will"), "Costa");
}

#[test]
fn a_plural_possessive_is_no_quotation_mark() {
    let story = Story::read("The drivers' lobby said \"the toll is a tax on work\" and walked out.");
    assert_eq!(story.quotes.len(), 1);
    assert_eq!(story.speaker("the toll"), "The drivers' lobby");
    let story = Story::read("The nurses' union said “the offer is an insult to staff” on Monday.");
    assert_eq!(story.quotes.len(), 1);
    assert_eq!(story.speaker("the offer"), "The nurses' union");
}

#[test]
fn odd_and_wrong_way_marks_do_no_harm() {
    for text in [
        "\"He left, Ruiz said. \"Nobody knows why.",
        "”Mr. Okafor left early,\" she said.",
        "''Odd `marks\" all 'over the place”, said «Nobody.",
        "\"",
        "” ” “",
    ] {
        let _ = Story::read(text);
    }
}

#[test]
fn a_dash_may_name_the_speaker() {
    let story = Story::read("\"We lost the whole harvest.\" ― Padma Iyer");
    assert_eq!((story.speaker("We lost"), story.rules("Padma Iyer")), ("Padma Iyer", vec![Rule::Dash]));
    let story = Story::read("“The spectrum belongs to everybody.” —Commissioner Joel Starck");
    assert_eq!(story.speaker("The spectrum"), "Joel Starck");
}

#[test]
fn a_colon_announces_the_next_paragraph() {
    let story = Story::read("And from Chairwoman Rosenberg:\n\n\"The rule protects every caller.\"");
    assert_eq!(story.speaker("The rule"), "Rosenberg");
    let story = Story::read("And from Mayor Adeyemi:\n\n“The market stays where it is.”");
    assert_eq!(story.speaker("The market"), "Adeyemi");
}

#[test]
fn a_nickname_in_marks_is_no_speech() {
    let story =
        Story::read("\"I sleep under the bridge,\" said a homeless man who goes by the name \"Lucky.\"");
    assert_eq!(story.speaker("I sleep"), "a homeless man");
    let story = Story::read("“They took my van,” said a retired cook who goes by the name “Pepper.”");
    assert_eq!(story.speaker("They took"), "a retired cook");
}

#[test]
fn scare_quotes_have_no_speaker() {
    let story = Story::read("The scheme is being criticized as a \"use it or lose it\" approach.");
    assert_eq!(story.speaker("use it"), "");
    let story = Story::read("The levy is known as a \"pay as you go\" charge.");
    assert_eq!(story.speaker("pay as"), "");
}

#[test]
fn the_paper_that_reports_is_the_source_of_what_it_reports() {
    let story = Story::read("The minister knew of the leak and \"he cited it twice,\" The Ledger reported.");
    assert_eq!(story.speaker("he cited"), "The Ledger");
    let story = Story::read("The board saw the plan and “it praised the plan,” The Harbour Post reported.");
    assert_eq!(story.speaker("it praised"), "Harbour Post");
}

#[test]
fn a_split_quotation_has_one_speaker() {
    let story = Story::read("\"This bill,\" Haddad said, \"is a gift to landlords.\"");
    assert_eq!(story.speaker("This bill"), "Haddad");
    assert_eq!(story.speaker("is a gift"), "Haddad");
    assert_eq!(story.of("Haddad").len(), 1);
    let story = Story::read("“The merger,” Ms. Novak said, “will cost us the plant.”");
    assert_eq!(story.speaker("will cost"), "Novak");
}

#[test]
fn he_after_a_quotation_is_its_speaker_and_not_the_police() {
    let story = Story::read(
        "Omar Farah left the court at noon. \"We are done,\" he said. Police said the square was calm.",
    );
    assert_eq!(story.speaker("We are done"), "Omar Farah");
    assert_eq!(story.holders("the square"), ["Police"]);
    let story = Story::read(
        "Ines Prado closed her shop. \"I give up,\" she said. Officials said the street was safe.",
    );
    assert_eq!(story.speaker("I give up"), "Ines Prado");
}
