//! Who says nothing, or takes no side, in whatever words.
#![cfg(test)]

use super::Story;
use crate::lexicon::Hint;

fn declines(text: &'static str, name: &str) {
    let story = Story::read(text);
    let found: Vec<_> = story.reading.attributions.iter().map(|a| (story.name(a), a.declined)).collect();
    assert!(found.contains(&(name, true)), "{text}: {found:?}");
}

#[test]
fn saying_nothing_is_declining_in_many_words() {
    declines("The bank would not say where it stands.", "The bank");
    declines("The Port Authority had nothing to add.", "Port Authority");
    declines("Boeing does not comment on rulings.", "Boeing");
    declines("Rosa Quispe was not available for comment.", "Rosa Quispe");
    declines("The religious council did not return calls.", "The religious council");
    declines("Peter Otieno could not be reached for comment.", "Peter Otieno");
    declines("Nairobi has yet to respond.", "Nairobi");
    declines("The airport authority took no position on the vote.", "The airport authority");
    declines("The guild remained neutral.", "The guild");
    declines("Lima has not replied.", "Lima");
    declines("Of the deal Ana Ruiz would say nothing.", "Ana Ruiz");
    declines("The spokesman, Hugo Villa, said only that judges are human.", "Hugo Villa");
}

#[test]
fn a_refusal_in_quotation_marks_is_one_too() {
    declines("\"We do not comment on comments,\" Maja Lind said.", "Maja Lind");
    declines("\"I have nothing to add,\" Omar Farah said.", "Omar Farah");
    let story = Story::read("\"We have never seen such a mess,\" Maja Lind said.");
    assert!(story.of("Maja Lind").iter().all(|a| !a.declined));
}

#[test]
fn whoever_tells_of_nothing_but_a_refusal_declines() {
    declines("A spokeswoman for the panel said it had nothing to add.", "A spokeswoman for the panel");
    declines("A clerk of the court said he had no comment.", "A clerk of the court");
}

#[test]
fn a_side_that_is_left_open_is_none() {
    let story = Story::read("The mayor has not ruled out the merger.");
    assert!(story.of("The mayor").iter().all(|a| a.hint != Hint::Favor || a.negated));
    let story = Story::read("Kari Berg would not vote against the bill, nor for it.");
    let against = story.of("Kari Berg").into_iter().find(|a| a.hint == Hint::Against);
    assert!(against.is_some_and(|a| a.negated));
    let story = Story::read("Juan Rojas would not vote against the cap, nor for it.");
    assert!(story.of("Juan Rojas").iter().any(|a| a.negated));
}

#[test]
fn denying_a_criticism_is_a_flip() {
    let story = Story::read("The president brushed aside claims that the law was \"theft\".");
    // Setting criticism aside speaks for the law.
    assert!(story.of("The president").iter().all(|a| matches!(a.hint, Hint::Flip | Hint::Favor)));
    assert_eq!(story.of("The president").len(), 1);
    let story = Story::read("Ana Ruiz dismissed charges that the pact was \"a gift\".");
    assert!(story.of("Ana Ruiz").iter().any(|a| matches!(a.hint, Hint::Flip)));
}

#[test]
fn asking_not_to_be_named_is_no_view() {
    let story = Story::read("An official who asked not to be named said the dam was safe.");
    assert_eq!(story.holders("the dam"), ["An official"]);
    assert_eq!(story.reading.attributions.len(), 1);
    let story = Story::read("A deputy from the majority who requested anonymity said the vote was lost.");
    assert_eq!(story.holders("the vote"), ["A deputy from the majority"]);
}

#[test]
fn a_tag_stands_outside_of_what_it_tells() {
    let story = Story::read("Moloto doubted the deal, according to two people close to the talks.");
    assert_eq!(story.holders("Moloto doubted"), ["two people close to the talks"]);
    let story =
        Story::read("Fees had tripled, as he had asked, the union's secretary, Alioune Gaye, conceded.");
    assert_eq!(story.holders("Fees had"), ["Alioune Gaye"]);
}

#[test]
fn a_letter_speaks_for_its_author() {
    let story = Story::read("Anjali Dhal's letter warns that the rule is a trap.");
    assert_eq!(story.holders("the rule"), ["Anjali Dhal"]);
    let story = Story::read("The Nurses' Union's statement said the ward was full.");
    assert_eq!(story.holders("the ward").len(), 1);
}

#[test]
fn he_after_a_quotation_may_be_somebody_new() {
    let story = Story::read(
        "\"The stone is ours,\" Urs Amsler said.\n\nTomas Ixcoy took issue with the plan. \"One box is like the next,\" he said.",
    );
    assert_eq!(story.speaker("One box"), "Tomas Ixcoy");
    let story = Story::read(
        "\"The gate is shut,\" Petra Holm said.\n\nLucia Barros had doubts. \"I need ten years of data,\" she said.",
    );
    assert_eq!(story.speaker("I need"), "Lucia Barros");
}
