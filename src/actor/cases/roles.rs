//! Roles, bodies and governments by description.
#![cfg(test)]

use super::Story;
use crate::actor::{Actor, ActorKind, Rule};

fn actor<'s>(story: &'s Story, name: &str) -> &'s Actor {
    let found = story.reading.actors.iter().find(|a| a.name == name);
    found.unwrap_or_else(|| panic!("no actor {name:?} in {:?}", names(story)))
}

fn names(story: &Story) -> Vec<&str> {
    story.reading.actors.iter().map(|a| a.name.as_str()).collect()
}

#[test]
fn a_role_and_the_name_beside_it_are_one_person() {
    let story = Story::read(
        "Norway's transport minister, Ingrid Solheim, defended the toll. \"It is fair,\" she said.",
    );
    assert_eq!(story.of("Ingrid Solheim").len(), 2);
    assert!(actor(&story, "Ingrid Solheim").aliases.iter().any(|a| a == "Norway's transport minister"));
    let story = Story::read("The guild rejected the levy. Its president, Luis Tello, said it was theft.");
    assert_eq!(story.holders("it was theft"), ["Luis Tello"]);
    let story = Story::read("\"We signed for crumbs,\" said the group's director, Hana Okoye.");
    assert_eq!(story.speaker("We signed"), "Hana Okoye");
    let story =
        Story::read("A spokesman for the ministry of trade and industry, Paul Reyes, praised the pact.");
    assert_eq!(story.of("Paul Reyes").len(), 1);
}

#[test]
fn a_clause_between_commas_does_not_hide_the_subject() {
    let story = Story::read(
        "The Water Board, which owns the dam, denied the claim, while its manager, Rita Sol, said she had not seen it.",
    );
    assert_eq!(story.holders("she had not"), ["Rita Sol"]);
    let story = Story::read(
        "The Rail Board, which runs the line, denied it, while its director, Bo Lind, said he was shocked.",
    );
    assert_eq!(story.holders("he was shocked"), ["Bo Lind"]);
}

#[test]
fn a_list_and_a_tag_are_no_appositions() {
    let story = Story::read("The plan was backed by the minister, Ana Ruiz said.");
    assert_ne!(story.holders("The plan"), ["the minister"]);
    assert!(!actor(&story, "Ana Ruiz").aliases.iter().any(|n| n == "the minister"));
    let story = Story::read("The port, the union and the mayor condemned the fee.");
    assert!(names(&story).contains(&"the union"));
}

#[test]
fn bodies_are_named_whole() {
    let story = Story::read("The Island Mayors' Council sued over the fee. The council said it was unfair.");
    assert_eq!(story.of("Island Mayors' Council").len(), 2);
    assert_eq!(actor(&story, "Island Mayors' Council").kind, ActorKind::Organisation);
    let story = Story::read("The Employers' League welcomed the cut. Later the league condemned the vote.");
    assert_eq!(story.of("Employers' League").len(), 2);
    let story = Story::read("The airport authority praised the curfew. The Housing Authority condemned it.");
    assert_ne!(story.holders("the curfew"), story.holders("it."));
    let story =
        Story::read("The Justice and Labour Party rejected the bill. The freight firm Mulo praised it.");
    assert!(names(&story).contains(&"Justice and Labour Party"));
    assert_eq!(actor(&story, "Mulo").kind, ActorKind::Organisation);
}

#[test]
fn a_role_of_the_lead_is_the_person_named_next() {
    let story = Story::read(
        "Envoy shuns dam talks\n\nPeru's ambassador to the bank denounced the study on Monday. \"It is void,\" Ambassador Rosa Quispe said.",
    );
    assert_eq!(story.of("Rosa Quispe").len(), 3);
    let story = Story::read(
        "Togo's government spokeswoman attacked the ruling on Tuesday.\n\nReading from a sheet, Afi Mensah said the court was asleep.",
    );
    assert_eq!(story.of("Afi Mensah").len(), 2);
}

#[test]
fn governments_are_their_countries() {
    let story = Story::read(
        "Togo rejected the ruling. The government has denied that it broke the law. Togo will appeal.",
    );
    assert_eq!(story.holders("it broke the law"), ["Togo"]);
    let story = Story::read("Norwegian minister Kari Berg spoke in Oslo. Her government opposes the cut.");
    assert_eq!(story.holders("the cut"), ["Oslo"]);
    let story = Story::read("Chilean envoy Juan Rojas spoke in Santiago. His government backs the cap.");
    assert_eq!(story.holders("the cap"), ["Santiago"]);
}

#[test]
fn those_who_share_a_verb_each_hold_the_view() {
    let story = Story::read("Norway and Chile abstained. Peru, Kenya and Togo rejected the text.");
    for country in ["Norway", "Chile"] {
        assert_eq!(story.rules(country).len(), 1, "{country}");
    }
    assert_eq!(story.holders("the text").len(), 3);
    let story = Story::read("Denmark and Ghana voted against the quota.");
    assert_eq!(story.holders("the quota").len(), 2);
}

#[test]
fn headlines_tell_who_does_what() {
    let story = Story::read("Togo spurns court order\n\nThe sun shone on Monday.");
    assert_eq!(story.rules("Togo"), [Rule::ReportedStance]);
    let story = Story::read("Mayors sue over ferry fee\n\nIt rained on Monday.");
    assert_eq!(story.holders("ferry fee"), ["Mayors"]);
    let story = Story::read("Report is flawed, envoy says\n\nIt snowed on Monday.");
    assert_eq!(story.holders("Report is"), ["envoy"]);
    let story = Story::read("Clerks slit letters, inspectors say\n\nIt rained on Friday.");
    assert_eq!(story.holders("Clerks slit"), ["inspectors"]);
}

#[test]
fn a_counted_vote_tells_the_side() {
    let story = Story::read("The regional parliament voted 41 to 33 on Tuesday to outlaw the flights.");
    assert_eq!(story.holders("outlaw"), ["The regional parliament"]);
    let story = Story::read("Members of the club voted 212 to 180 in June against the sale.");
    assert_eq!(story.holders("the sale"), ["Members of the club"]);
}

#[test]
fn those_whom_news_moves_hold_a_view() {
    let story = Story::read("The quota is 65 wolves, a number that delighted herders and appalled hikers.");
    assert!(names(&story).contains(&"herders") && names(&story).contains(&"hikers"));
    let story = Story::read("The ruling angered the growers' lobby.");
    assert_eq!(story.holders("The ruling"), ["the growers' lobby"]);
}

#[test]
fn kin_and_neighbours_are_new_people() {
    let story = Story::read(
        "Omar Haddad left. His neighbour, who asked to be called Leo, said the street was calm. Haddad's sister denied it.",
    );
    assert_ne!(story.holders("the street"), ["Omar Haddad"]);
    let story = Story::read(
        "The club met its treasurer, Ana Ruiz. \"It is gone,\" Ruiz said. Ruiz's sister denied it.",
    );
    assert_eq!(story.speaker("It is gone"), "Ana Ruiz");
    assert!(names(&story).contains(&"Ruiz's sister"));
}

#[test]
fn a_relative_clause_ends_at_its_comma() {
    let story = Story::read(
        "A truckers' lobby, which had asked for the report to be withdrawn, said it would strike.",
    );
    let [asked, said] = story.of("A truckers' lobby")[..] else { panic!("two attributions") };
    assert_eq!(asked.content[0].of(story.text), "for the report to be withdrawn");
    assert_eq!(said.content[0].of(story.text), "it would strike");
    let story = Story::read("The dockers' guild, which urged a ban, said the pier was old.");
    assert_eq!(story.holders("a ban").len(), 1);
}

#[test]
fn who_turns_out_to_be_somebody_else_leaves_no_nameless_actor() {
    for text in [
        "Kenya signed the pact on Monday.\n\nThe government said it was fair. The government's spokesman, Jo Otieno, \
         praised it, and Kenya thanked Norway.",
        "Peru's ambassador rejected the report on Tuesday.\n\nAmbassador Rosa Quispe said it was false. An aide to the \
         ambassador praised her.",
        "The cabinet approved the fare on Friday. Sweden said it was pleased, and Sweden signed. Its minister, Bo Lind, \
         of the cabinet, thanked it.",
    ] {
        let story = Story::read(text);
        assert!(!names(&story).contains(&""), "{:?}", names(&story));
        for (id, actor) in story.reading.actors.iter().enumerate() {
            assert!(actor.affiliations.iter().all(|&other| other != id && other < names(&story).len()));
            assert!(actor.mentions.iter().all(|&m| story.reading.actor_of[m] == Some(id)), "{}", actor.name);
        }
    }
}
