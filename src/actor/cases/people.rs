//! Who is who.
#![cfg(test)]

use super::Story;
use crate::actor::{Actor, ActorKind};
use crate::mention::MentionKind;

fn actor_with<'s>(story: &'s Story, alias: &str) -> &'s Actor {
    let found = story.reading.actors.iter().find(|a| a.aliases.iter().any(|n| n == alias));
    found.unwrap_or_else(|| panic!("no actor is called {alias:?}"))
}

/// True if one actor, by its name, belongs to another.
fn belongs(story: &Story, one: &str, other: &str) -> bool {
    let other = actor_with(story, other);
    let affiliations = &actor_with(story, one).affiliations;
    affiliations.iter().any(|&a| std::ptr::eq(&raw const story.reading.actors[a], other))
}

#[test]
fn short_forms_are_the_same_person() {
    let story = Story::read("Ambassador Chen Xu spoke first. Chen said the study was invalid.");
    assert_eq!(actor_with(&story, "Chen").name, "Chen Xu");
    let story = Story::read("Minister Nguyen Van Minh spoke first. Minh said the dam was safe.");
    assert_eq!(actor_with(&story, "Minh").name, "Nguyen Van Minh");
}

#[test]
fn a_role_without_a_name_joins_the_name_that_has_it() {
    let story = Story::read(
        "Peru's ambassador to the bloc said on Friday that Lima would not sign. \"It is void,\" Ambassador Rosa Quispe told reporters.",
    );
    let quispe = actor_with(&story, "Rosa Quispe");
    assert!(quispe.aliases.iter().any(|a| a == "ambassador"), "{:?}", quispe.aliases);
    assert!(belongs(&story, "Rosa Quispe", "Lima"));
    let story =
        Story::read("The mayor said the bridge was safe. \"It will hold,\" Mayor Dora Lund told residents.");
    assert!(actor_with(&story, "Dora Lund").aliases.iter().any(|a| a == "The mayor"));
}

#[test]
fn new_people_are_linked_and_not_merged() {
    let story = Story::read("The club named its treasurer, Ana Ruiz. Ruiz's sister said the money was gone.");
    assert_ne!(story.holders("the money"), ["Ana Ruiz"]);
    let sister = story.of("Ruiz's sister")[0].actor;
    assert_eq!(story.reading.actors[story.reading.actors[sister].affiliations[0]].name, "Ana Ruiz");
    let story = Story::read("Omar Diallo was arrested. Diallo's lawyer said the charge was absurd.");
    assert_eq!(story.holders("the charge"), ["Diallo's lawyer"]);
}

#[test]
fn an_acronym_in_brackets_names_the_same_body() {
    let story = Story::read(
        "The Office of the Harbour Commissioner (OHC) met on Monday. OHC said the water was unsafe.",
    );
    assert_eq!(story.of("Office of the Harbour Commissioner").len(), 1);
    let story = Story::read("The International Fisheries Union (IFU) met. IFU condemned the quota.");
    assert_eq!(actor_with(&story, "IFU").name, "International Fisheries Union");
}

#[test]
fn a_spokesperson_is_linked_to_the_body() {
    let story = Story::read("A UNICEF spokesperson said schools would open. UNICEF welcomed the truce.");
    let speaker = story.of("A UNICEF spokesperson")[0].actor;
    let body = story.of("UNICEF")[0].actor;
    assert!(speaker != body && story.reading.actors[speaker].affiliations.contains(&body));
    let story = Story::read("An Airbus spokeswoman said the order stood. Airbus praised the ruling.");
    assert_ne!(story.holders("the order"), ["Airbus"]);
}

#[test]
fn country_capital_and_government_are_one_actor() {
    let story = Story::read(
        "Peru rejected the plan. Lima called it void. The Peruvian government condemned the vote.",
    );
    assert_eq!(story.of("Peru").len(), 3);
    let story = Story::read("Norway backed the pact. The government of Norway praised the talks.");
    assert_eq!(story.of("Norway").len(), 2);
}

#[test]
fn pronouns_find_their_person() {
    let story = Story::read("Anna Berg met Tom Reed in Oslo. She said the pact was dead.");
    assert_eq!(story.holders("the pact"), ["Anna Berg"]);
    let story = Story::read("Anna Berg met Tom Reed in Oslo. He said the pact was dead.");
    assert_eq!(story.holders("the pact"), ["Tom Reed"]);
}

#[test]
fn empty_and_odd_texts_are_read() {
    for text in [
        "",
        "\r\n\r\n",
        "🙂",
        "no quotes here",
        "He said.",
        "said",
        "The.",
        "''",
        "\" said",
        "A. B. said: \"",
    ] {
        let _ = Story::read(text);
    }
}

#[test]
fn spans_are_those_of_the_original_with_emoji_and_line_ends() {
    let story = Story::read("🙂 Zoë Ng said:\r\n\"The café\u{a0}is gone.\"\r\n");
    for attribution in &story.reading.attributions {
        for span in attribution.content.iter().chain(&attribution.cue) {
            assert!(story.text.get(span.start..span.end).is_some());
        }
    }
    assert_eq!(story.speaker("The café"), "Zoë Ng");
}

#[test]
fn who_speaks_for_her_government_is_not_the_other_way_round() {
    let story = Story::read("Rosa Quispe praised the levy. Her ministry said it would stay. Chen left.");
    assert!(
        belongs(&story, "Rosa Quispe", "Her ministry") && !belongs(&story, "Her ministry", "Rosa Quispe")
    );
    let story = Story::read("Omar Farah condemned the fee. His union said it would sue. Lund was away.");
    assert!(belongs(&story, "Omar Farah", "His union") && !belongs(&story, "His union", "Omar Farah"));
}

#[test]
fn the_government_is_that_of_the_dateline() {
    let story = Story::read(
        "LIMA, May 3 (AP) - Chile and Chile's rivals met. Chile left. Peru stayed. The government rejected the levy.",
    );
    assert_eq!(story.holders("the levy"), ["Peru"]);
    let story = Story::read(
        "NAIROBI, June 9 (Reuters) - Norway and Norway's crews met. Norway left. Kenya stayed. The government backed the pact.",
    );
    assert_eq!(story.holders("the pact"), ["Kenya"]);
}

#[test]
fn a_headline_may_call_a_union_by_its_members() {
    let story = Story::read(
        "Nurses warn of strain\n\nThe ward opened on Monday. The Provincial Nurses' Union rejected the levy. Ruiz left.",
    );
    assert_eq!(story.holders("of strain"), ["Provincial Nurses' Union"]);
    assert_eq!(story.holders("the levy"), ["Provincial Nurses' Union"]);
    let story = Story::read(
        "Pilots warn of fog\n\nThe strip opened on Friday. The Coastal Pilots' League backed the fee. Lund was away.",
    );
    assert_eq!(story.holders("of fog"), ["Coastal Pilots' League"]);
    assert_eq!(story.holders("the fee"), ["Coastal Pilots' League"]);
}

#[test]
fn firms_clubs_and_regions_are_no_people() {
    let kind = |story: &Story, name: &str| actor_with(story, name).kind;
    let story = Story::read("Tarwin Lithium rejected the levy. Corven Rovers praised the cap. Ruiz left.");
    assert_eq!(kind(&story, "Tarwin Lithium"), ActorKind::Organisation);
    assert_eq!(kind(&story, "Corven Rovers"), ActorKind::Organisation);
    let story = Story::read("Belo Shipping backed the toll. Osterby Wanderers condemned it. Lund was away.");
    assert_eq!(kind(&story, "Belo Shipping"), ActorKind::Organisation);
    assert_eq!(kind(&story, "Osterby Wanderers"), ActorKind::Organisation);
    // A first name is that of a person.
    let story = Story::read("Anna Steel rejected the levy. Ruiz left.");
    assert_eq!(kind(&story, "Anna Steel"), ActorKind::Person);
    for (text, region) in [
        ("Crews from West Africa met. Ana Ruiz said the pact was dead.", "West Africa"),
        ("Traders in Eastern Europe met. Omar Farah said the toll was theft.", "Eastern Europe"),
    ] {
        let story = Story::read(text);
        let named = story.reading.mentions.iter().find(|m| m.span.of(text).ends_with(region));
        assert_eq!(named.map(|m| m.kind), Some(MentionKind::Place), "{region}");
    }
}

#[test]
fn equal_initials_make_no_one_body() {
    let story = Story::read(
        "The Federation of Valley Growers rejected the levy. The Forum of Village Guides praised the levy.",
    );
    assert_eq!(story.of("Federation of Valley Growers").len(), 1);
    assert_eq!(story.of("Forum of Village Guides").len(), 1);
    let story = Story::read("FVG rejects levy\n\nThe Federation of Valley Growers called the levy theft.");
    assert_eq!(story.of("Federation of Valley Growers").len(), 2);
}
