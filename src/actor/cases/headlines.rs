//! Whom headline and lead mean, and what a headline says is done.
#![cfg(test)]

use super::{Story, views};
use crate::actor::Rule;

#[test]
fn a_description_in_the_headline_is_the_organisation_that_the_text_names() {
    let growers = "Growers' federation rejects levy\n\nThe Federation of Valley Growers said on Monday that the levy was theft.";
    assert_eq!(views(growers, "Federation of Valley Growers"), 2);
    let weavers = "Weavers' union condemns tariff\n\nThe Union of Hill Weavers said on Monday that the tariff was a trap.";
    assert_eq!(views(weavers, "Union of Hill Weavers"), 2);
    // Two unions: the one that shares more words.
    let weavers = "Weavers' union condemns tariff\n\nThe Union of Hill Potters said on Monday that it was fair. The Union of Hill Weavers said it was not.";
    assert_eq!(views(weavers, "Union of Hill Weavers"), 2);
    let growers = "Growers' federation rejects levy\n\nThe Federation of Port Pilots said on Monday that it was fair. The Federation of Valley Growers said it was not.";
    assert_eq!(views(growers, "Federation of Valley Growers"), 2);
}

#[test]
fn a_general_noun_goes_with_another_one_of_its_sort() {
    let commuters = "Commuters' group condemns fare rise\n\nAn association of commuters said on Monday that the rise was theft.";
    assert_eq!(views(commuters, "Commuters' group"), 2);
    let cyclists =
        "Cyclists' lobby rejects toll\n\nA league of cyclists said on Monday that the toll was theft.";
    assert_eq!(views(cyclists, "Cyclists' lobby"), 2);
    // Far below, where no body is taken for the one just spoken of.
    let cyclists = "Cyclists' federation rejects toll\n\nRain fell on Monday. Rain fell on Tuesday. Rain fell on Friday. Snow fell. The Cyclists Alliance said the toll was theft.";
    assert_eq!(views(cyclists, "Cyclists Alliance"), 2);
    let cyclists = "Cyclists' federation rejects toll\n\nRain fell on Monday. Rain fell on Tuesday. Rain fell on Friday. Snow fell. The Cyclists Agency said the toll was theft.";
    assert_eq!(views(cyclists, "Cyclists Agency"), 1);
    let nurses = "Nurses' alliance rejects rota\n\nRain fell on Monday. Rain fell on Tuesday. Rain fell on Friday. Snow fell. The Nurses Society said the rota was cruel.";
    assert_eq!(views(nurses, "Nurses Society"), 2);
    let nurses = "Nurses' alliance rejects rota\n\nRain fell on Monday. Rain fell on Tuesday. Rain fell on Friday. Snow fell. The Nurses Board said the rota was cruel.";
    assert_eq!(views(nurses, "Nurses Board"), 1);
}

#[test]
fn people_of_a_trade_are_those_whose_body_bears_another_word_for_it() {
    let pensioners =
        "Pensioners reject cut\n\nThe Union of Retired People said on Monday that the cut was theft.";
    assert_eq!(views(pensioners, "Union of Retired People"), 2);
    let pensioners =
        "Pensioners reject cut\n\nThe Union of Married People said on Monday that the cut was theft.";
    assert_eq!(views(pensioners, "Union of Married People"), 1);
    let fishermen =
        "Fishermen reject quota\n\nThe Trawler Owners' League said on Monday that the quota was theft.";
    assert_eq!(views(fishermen, "Trawler Owners' League"), 2);
    let fishermen =
        "Fishermen reject quota\n\nThe Bakery Owners' League said on Monday that the quota was theft.";
    assert_eq!(views(fishermen, "Bakery Owners' League"), 1);
}

#[test]
fn people_who_do_something_are_a_club_for_doing_it() {
    let hikers = "Hikers condemn fence\n\nThe Ardal Hiking Club said on Monday that it was a disgrace.";
    assert_eq!(views(hikers, "Ardal Hiking Club"), 2);
    let hikers = "Hikers condemn fence\n\nThe Ardal Sewing Club said on Monday that it was a disgrace.";
    assert_eq!(views(hikers, "Ardal Sewing Club"), 1);
    let riders = "Riders condemn toll\n\nThe Ostra Riding Society said on Monday that it was a farce.";
    assert_eq!(views(riders, "Ostra Riding Society"), 2);
    let riders = "Riders condemn toll\n\nThe Ostra Rowing Society said on Monday that it was a farce.";
    assert_eq!(views(riders, "Ostra Rowing Society"), 1);
}

#[test]
fn lawmakers_sit_in_the_parliament() {
    let budget =
        "Lawmakers reject levy\n\nThe Lusitanian Parliament rejected the levy on Monday after a long night.";
    assert_eq!(views(budget, "Lusitanian Parliament"), 2);
    let pact =
        "Senators reject toll\n\nThe National Assembly rejected the toll on Monday after a long night.";
    assert_eq!(views(pact, "National Assembly"), 2);
    let board = "Senators reject toll\n\nThe Harbour Board rejected the toll on Monday after a long night.";
    assert_eq!(views(board, "Harbour Board"), 1);
}

#[test]
fn what_running_text_points_at_before_a_name_is_somebody_else() {
    let army = "Army rejects truce\n\nThe Highland Liberation Army said on Monday that the truce was void.";
    assert_eq!(views(army, "Highland Liberation Army"), 2);
    let army = "Army rejects truce\n\nThe army said on Monday that the truce was void. The Highland Liberation Army said it held.";
    assert_eq!(views(army, "Highland Liberation Army"), 1);
    assert_eq!(views(army, "The army"), 2);
    let line = "Railway scraps night line\n\nThe Ostra Valley Railway said on Monday that the line was dear.";
    assert_eq!(views(line, "Ostra Valley Railway"), 2);
    let line = "Railway scraps night line\n\nThe railway said on Monday that the line was dear. The Ostra Valley Railway said it was full.";
    assert_eq!(views(line, "Ostra Valley Railway"), 1);
}

#[test]
fn a_description_of_the_lead_is_new_or_tells_more_than_its_noun() {
    let new = "A federation denied the claim on Monday. The Federation of Valley Growers said it was false.";
    assert_eq!(views(new, "Federation of Valley Growers"), 2);
    let known =
        "The federation denied the claim on Monday. The Federation of Valley Growers said it was false.";
    assert_eq!(views(known, "Federation of Valley Growers"), 1);
    let full = "The city's largest hiking club condemned the fence on Monday. The Ardal Hiking Club said it was a disgrace.";
    assert_eq!(views(full, "Ardal Hiking Club"), 2);
    let bare = "The club condemned the fence on Monday. The Ardal Hiking Club said it was a disgrace.";
    assert_eq!(views(bare, "Ardal Hiking Club"), 1);
}

#[test]
fn pronouns_of_the_headline_go_with_it() {
    let growers = "Growers' federation rejects levy\n\nIt said on Monday that the levy was theft. The Federation of Valley Growers met in Lusk.";
    assert_eq!(views(growers, "Federation of Valley Growers"), 2);
    let weavers = "Weavers' union condemns tariff\n\nIt said the tariff was a trap. The Union of Hill Weavers met in Lusk.";
    assert_eq!(views(weavers, "Union of Hill Weavers"), 2);
}

#[test]
fn a_body_of_the_lead_is_the_one_that_is_named_next_and_speaks() {
    let camp = "A rights group said on Monday that the camp was full. The Coalition for Humane Detention found that boys slept on the floor.";
    assert_eq!(views(camp, "Coalition for Humane Detention"), 2);
    let camp = "A rights group said on Monday that the camp was full. The Coalition for Humane Detention met on Tuesday.";
    assert_eq!(views(camp, "Coalition for Humane Detention"), 0);
    let levy = "A farm lobby said on Monday that the levy was theft. The Alliance for Open Fields said nobody would pay.";
    assert_eq!(views(levy, "Alliance for Open Fields"), 2);
    let levy = "The farm lobby said on Monday that the levy was theft. The Alliance for Open Fields said nobody would pay.";
    assert_eq!(views(levy, "Alliance for Open Fields"), 1);
}

#[test]
fn what_a_town_does_in_a_headline_its_council_does() {
    let ostrana = Story::read(
        "Ostrana bans fireworks\n\nThe council of Ostrana rejected the plea of the shops on Monday.",
    );
    assert_eq!(ostrana.reading.attributions[0].actor, ostrana.reading.attributions[1].actor);
    let other = Story::read(
        "Ostrana bans fireworks\n\nThe council of Melby rejected the plea of the shops on Monday.",
    );
    assert_ne!(other.reading.attributions[0].actor, other.reading.attributions[1].actor);
}

#[test]
fn brussels_is_the_commission_where_the_text_names_it() {
    let merger =
        "Brussels rejects merger\n\nThe European Commission said on Monday that it would harm buyers.";
    assert_eq!(views(merger, "European Commission"), 2);
    let quota = "The Commission condemned the quota on Monday. Brussels rejected the deal. The European Commission said it was void.";
    assert_eq!(views(quota, "European Commission"), 3);
    let union = "Brussels rejects merger\n\nThe European Union said on Monday that it would harm buyers.";
    assert_eq!(views(union, "European Union"), 2);
    let union = "Brussels condemned the quota on Monday. The European Union said it was void.";
    assert_eq!(views(union, "European Union"), 2);
}

#[test]
fn a_firm_in_the_headline_is_the_only_one_that_speaks() {
    let miner = "Operator freezes plant\n\nVestra Copper said on Monday that the pit would stay shut.";
    assert_eq!(views(miner, "Vestra Copper"), 2);
    let carrier = "Carrier scraps route\n\nLumo Air said on Monday that the route would go.";
    assert_eq!(views(carrier, "Lumo Air"), 2);
    let two = "Carrier scraps route\n\nLumo Air said on Monday that the route would go. Pasco Lines said it would stay.";
    assert_eq!((views(two, "Lumo Air"), views(two, "Carrier")), (1, 1));
    let union = "Carrier scraps route\n\nThe Pilots' Union said on Monday that the route would go.";
    assert_eq!(views(union, "Carrier"), 1);
}

#[test]
fn headlines_tell_the_future_with_to() {
    let lima = Story::read("Lima to scrap levy\n\nRain fell.");
    assert_eq!((lima.holders("levy"), lima.rules("Lima")), (vec!["Lima"], vec![Rule::ReportedStance]));
    let council = Story::read("Council to shelve tunnel\n\nRain fell.");
    assert_eq!(council.holders("tunnel"), ["Council"]);
    assert!(Story::read("Lima to Quito flights\n\nRain fell.").reading.attributions.is_empty());
    assert!(Story::read("We saw Lima to scrap levy.\n\nRain fell.").of("Lima").is_empty());
}

#[test]
fn a_verb_that_was_taken_for_a_noun_is_what_a_headline_tells() {
    let sink = Story::read("Villagers torpedo harbour fee amendment\n\nRain fell.");
    assert_eq!(sink.holders("harbour fee"), ["Villagers"]);
    let table = Story::read("Deputies table ferry dock motion\n\nRain fell.");
    assert_eq!(table.holders("ferry dock"), ["Deputies"]);
    let plain = Story::read("Villagers torpedo harbour fee amendment.");
    assert!(plain.reading.attributions.iter().all(|a| a.rule != Rule::SubjectVerb));
}

#[test]
fn who_is_told_something_in_a_headline_says_nothing() {
    let priests = Story::read("Priests told to read letter\n\nRain fell.");
    assert!(priests.of("Priests").is_empty());
    let bishops = Story::read("Bishops told priests to read letter\n\nRain fell.");
    assert_eq!(bishops.of("Bishops").len(), 1);
    let teachers = Story::read("Teachers urged to boycott exam\n\nRain fell.");
    assert!(teachers.of("Teachers").is_empty());
    let teachers = Story::read("Teachers urged pupils to boycott exam\n\nRain fell.");
    assert_eq!(teachers.of("Teachers").len(), 1);
}

#[test]
fn people_and_what_they_do_to_a_document_or_to_others_are_no_one_group() {
    let budget = Story::read("Nurses reject budget\n\nRain fell.");
    assert_eq!(budget.holders("budget"), ["Nurses"]);
    let law = Story::read("Lawmakers pass media law amendment\n\nRain fell.");
    assert_eq!(law.holders("media law"), ["Lawmakers"]);
    let exam = Story::read("Teachers urge pupils to boycott exam\n\nRain fell.");
    assert_eq!(exam.holders("exam"), ["Teachers"]);
}

#[test]
fn opponents_are_not_one() {
    let quota = "Fishermen reject quota\n\nThe Ministry of Fisheries said on Monday that the quota was fair.";
    assert_eq!((views(quota, "Fishermen"), views(quota, "Ministry of Fisheries")), (1, 1));
    let rota = "Officers reject rota\n\nThe Home Office said on Monday that the rota was fair.";
    assert_eq!((views(rota, "Officers"), views(rota, "Home Office")), (1, 1));
    let camp =
        "A rights group said on Monday that the camp was full. The Interior Ministry said it was a lie.";
    assert_eq!((views(camp, "A rights group"), views(camp, "Interior Ministry")), (1, 1));
    let levy =
        "A farm lobby said on Monday that the levy was theft. The Planning Commission said it was fair.";
    assert_eq!((views(levy, "A farm lobby"), views(levy, "Planning Commission")), (1, 1));
}
