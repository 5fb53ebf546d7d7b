//! What actors do, and for whom something is what.
#![cfg(test)]

use super::Story;
use crate::actor::Rule;

#[test]
fn what_is_done_to_something_is_an_act_and_no_view() {
    let cabinet = Story::read("The cabinet drew up the plan in May.");
    assert!(cabinet.acts("The cabinet")[0].contains("the plan"));
    assert!(cabinet.reading.attributions.is_empty());
    assert!(cabinet.reading.acts.iter().all(|a| a.rule == Rule::Act && a.told_by.is_none()));
    let dam = Story::read("Contractors built the dam in May.");
    assert!(dam.acts("Contractors")[0].contains("the dam"));
    assert!(dam.reading.attributions.is_empty());
}

#[test]
fn the_content_of_an_act_ends_with_its_clause() {
    let cabinet = Story::read("The cabinet drew up the plan, which nobody read.");
    assert!(!cabinet.acts("The cabinet")[0].contains("nobody"));
    let dam = Story::read("Contractors built the dam; rain fell.");
    assert!(!dam.acts("Contractors")[0].contains("rain"));
}

#[test]
fn what_is_told_in_passing_is_no_act() {
    let paid = Story::read("The EU, which pays for the rangers, met on Monday.");
    assert!(paid.acts("EU").is_empty());
    let pays = Story::read("The EU pays for the rangers.");
    assert!(pays.acts("EU")[0].contains("the rangers"));
    let dam = Story::read("Contractors, who built the dam, met on Monday.");
    assert!(dam.acts("Contractors").is_empty());
    let dam = Story::read("Contractors built the dam.");
    assert!(dam.acts("Contractors")[0].contains("the dam"));
}

#[test]
fn a_tag_between_commas_parts_no_subject_from_its_verb() {
    let beijing = Story::read("Beijing, Chinese envoy Fu Lan said, would read the report.");
    assert!(beijing.acts("Beijing")[0].contains("the report"));
    let lima = Story::read("Peru's envoy, Rosa Quispe, left. Lima, Quispe said, would read the ruling.");
    assert!(lima.acts("Peru")[0].contains("the ruling"));
    // Only who speaks for a country tells its acts.
    let lima = Story::read("Norway's envoy, Lars Brandt, left. Lima, Brandt said, would read the ruling.");
    assert!(lima.acts("Lima").is_empty() && lima.of("Lars Brandt").len() == 1);
}

#[test]
fn who_has_a_view_in_the_sentence_does_nothing_beside() {
    let cabinet = Story::read("The cabinet drew up the plan and left the hall.");
    assert_eq!(cabinet.acts("The cabinet").len(), 1);
    let cabinet = Story::read("The cabinet drew up the plan and praised the mayor.");
    assert_eq!((cabinet.acts("The cabinet").len(), cabinet.of("The cabinet").len()), (0, 1));
    let dam = Story::read("Contractors built the dam and left the valley.");
    assert_eq!(dam.acts("Contractors").len(), 1);
    let dam = Story::read("Contractors built the dam and condemned the toll.");
    assert_eq!((dam.acts("Contractors").len(), dam.of("Contractors").len()), (0, 1));
}

#[test]
fn for_whom_something_is_what_is_a_view() {
    let league = Story::read("For the league, the step comes late.");
    assert_eq!(league.holders("the step"), ["the league"]);
    assert_eq!(league.rules("the league"), [Rule::NominalCue]);
    let ruiz = Story::read("For Ana Ruiz, a retired planner, the package is a gift to builders.");
    assert_eq!(ruiz.holders("the package"), ["Ana Ruiz"]);
    let years = Story::read("For years, the step was overdue.");
    assert!(years.reading.attributions.is_empty());
    let league = Story::read("For the league, the players wore black.");
    assert!(league.of("the league").is_empty());
}

#[test]
fn what_is_done_to_people_is_no_act_of_theirs() {
    let jailed = Story::read("Journalists jailed under press law\n\nThe law was passed in May.");
    assert!(jailed.acts("Journalists").is_empty());
    let broke = Story::read("Journalists broke press law\n\nThe law was passed in May.");
    assert!(broke.acts("Journalists").is_empty() || broke.acts("Journalists")[0].contains("press law"));
}

#[test]
fn whoever_brings_out_a_report_does_nothing_to_it() {
    let agency = Story::read("The Harbour Agency released an audit of the piers.");
    assert!(agency.acts("Harbour Agency").is_empty());
    let agency = Story::read("The Harbour Agency printed an audit of the piers.");
    assert!(agency.acts("Harbour Agency")[0].contains("an audit"));
}

#[test]
fn an_act_keeps_no_mark_at_its_end() {
    let cabinet = Story::read("The cabinet drew up the plan.");
    assert_eq!(cabinet.acts("The cabinet"), ["up the plan"]);
    let dam = Story::read("Contractors built the dam, which leaked.");
    assert_eq!(dam.acts("Contractors"), ["the dam"]);
}
