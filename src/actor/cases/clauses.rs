//! Speech and views without quotation marks.
#![cfg(test)]

use super::Story;
use crate::actor::{ActorKind, Rule};
use crate::lexicon::{Hint, VerbClass};

#[test]
fn whoever_is_cited_by_a_paper_speaks() {
    let story = Story::read("Ruiz was cited by a Lima daily as calling it a farce.");
    assert_eq!(story.holders("it a farce"), ["Ruiz"]);
    let story = Story::read("Bakker was quoted by a Utrecht weekly as describing the deal as a trap.");
    assert_eq!(story.holders("the deal"), ["Bakker"]);
}

#[test]
fn the_addressee_is_no_speaker() {
    let story = Story::read("Haddad told CNN that the ban would hurt small farms.");
    assert_eq!(story.holders("the ban"), ["Haddad"]);
    let story = Story::read("Quiroga wrote in a column for a Lima daily that the tax had failed.");
    assert_eq!(story.holders("the tax"), ["Quiroga"]);
}

#[test]
fn the_agent_of_a_passive_holds_the_view() {
    let story = Story::read("Petrov had been accused by some rights activists of being too soft.");
    assert_eq!(story.holders("of being"), ["some rights activists"]);
    assert!(story.of("Petrov").is_empty());
    let story = Story::read("The ban was rejected by the growers' federation on Monday.");
    assert_eq!(story.holders("The ban"), ["the growers' federation"]);
}

#[test]
fn documents_are_sources() {
    let story = Story::read(
        "The report, released on Monday, stipulates that \"the river is dead\". It recommends a ban on mining.",
    );
    let [first, second] = story.of("The report")[..] else { panic!("two attributions of the report") };
    assert_eq!(story.reading.actors[first.actor].kind, ActorKind::Document);
    assert_eq!(second.content[0].of(story.text), "a ban on mining");
    let story = Story::read("The study finds that wages fell. It warns of more to come.");
    assert_eq!(story.of("The study").len(), 2);
}

#[test]
fn a_dateline_is_no_speaker_but_its_city_may_be_a_government() {
    let story = Story::read("MADRID, May 3 (Reuters) - The pact is dead, Madrid said on Friday.");
    let spain = story.of("Madrid")[0].actor;
    assert_eq!(story.reading.actors[spain].kind, ActorKind::Government);
    assert_eq!(story.reading.actors[spain].country.map(|c| c.code().to_owned()).as_deref(), Some("ES"));
    let story = Story::read("LIMA, June 9 (AP) - Peru will not sign the pact, Lima said on Monday.");
    assert_eq!(story.holders("will not sign"), ["Peru"]);
}

#[test]
fn brussels_is_the_union_where_the_text_speaks_of_it() {
    let code = |story: &Story| {
        let place = story.reading.actors.iter().find(|a| a.aliases.iter().any(|n| n == "Brussels"));
        place.and_then(|a| a.country).map(|c| c.code().to_owned())
    };
    let story = Story::read("The European Commission met on Monday. Brussels condemned the merger.");
    assert_eq!(code(&story).as_deref(), Some("EU"));
    let story = Story::read("The Flemish coast flooded on Monday. Brussels condemned the builders.");
    assert_eq!(code(&story).as_deref(), Some("BE"));
}

#[test]
fn a_participle_opens_the_sentence() {
    let story = Story::read("Asked to describe the device, O'Neill said it looked like a toy.");
    assert_eq!(story.holders("it looked"), ["O'Neill"]);
    let story = Story::read("Pressed to name the donor, Ms. Achterberg said she could not.");
    assert_eq!(story.holders("she could not"), ["Achterberg"]);
}

#[test]
fn negation_is_part_of_the_view() {
    let story = Story::read("Haddad did not applaud the law.");
    let [view] = story.of("Haddad")[..] else { panic!("one view") };
    assert_eq!((view.hint, view.negated, view.rule), (Hint::Favor, true, Rule::ReportedStance));
    let story = Story::read("Ms. Prado has never backed the levy.");
    let [view] = story.of("Prado")[..] else { panic!("one view") };
    assert_eq!((view.hint, view.negated), (Hint::Favor, true));
}

#[test]
fn views_without_speech_are_told_by_the_author() {
    let story = Story::read("Norway welcomed the ruling. The miners' union condemned the deal.");
    assert_eq!(story.rules("Norway"), [Rule::ReportedStance]);
    assert_eq!(story.of("The miners' union")[0].hint, Hint::Against);
    let story = Story::read("Ten senators voted against the bill. Governor Adams vetoed the measure.");
    assert_eq!(story.of("Ten senators")[0].hint, Hint::Against);
    assert_eq!(story.of("Adams")[0].hint, Hint::Against);
}

#[test]
fn a_relative_clause_tells_its_subjects_view_of_the_noun_before() {
    let story = Story::read("The study, which Peru had sought to bury, found lead in the water.");
    assert_eq!(story.holders("The study"), ["Peru"]);
    assert_eq!(story.of("Peru")[0].hint, Hint::Against);
    let story = Story::read("The pact, which the guild has refused to back, expires in June.");
    let view = story.of("the guild")[0];
    assert_eq!((view.hint, view.negated), (Hint::Favor, true));
}

#[test]
fn another_ones_view_is_told_and_not_held() {
    let story = Story::read(
        "Mr. Li Wei criticised the study on Monday. Anna Berg led the study. Li said the tone of Berg's talks showed she did not support the study's conclusions.",
    );
    let told = story.of("Anna Berg");
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].rule, told[0].hint, told[0].negated), (Rule::Attributed, Hint::Favor, true));
    let teller = told[0].told_by.unwrap_or_else(|| panic!("nobody tells it"));
    assert_eq!(story.reading.actors[story.reading.attributions[teller].actor].name, "Li Wei");
    let story = Story::read("\"I don't think Marta Gomez is on board with the plan,\" Tom Reed said.");
    let told = story.of("Marta Gomez");
    assert_eq!(told.len(), 1);
    assert!(told[0].negated && told[0].told_by.is_some());
}

#[test]
fn declining_is_a_rule_of_its_own() {
    let story = Story::read("A UNICEF spokesperson declined to comment on the minister's remarks.");
    assert!(story.of("A UNICEF spokesperson")[0].declined);
    let story = Story::read("Boeing did not immediately respond to a request for comment.");
    assert_eq!(story.rules("Boeing"), [Rule::Declined]);
}

#[test]
fn according_to_stands_first_or_last() {
    let story = Story::read("According to Dr. Lena Voss, the vaccine works.");
    assert_eq!(story.holders("the vaccine"), ["Lena Voss"]);
    let story = Story::read("The road will flood twice a year, according to a city memo.");
    assert_eq!(story.holders("The road"), ["a city memo"]);
}

#[test]
fn those_who_know_of_talks_are_no_adjectives() {
    let story = Story::read("A person familiar with the matter said the pact was dead. Ana Ruiz left.");
    assert_eq!(story.holders("the pact"), ["A person familiar with the matter"]);
    let story = Story::read("Sources close to the talks said Peru had signed. Chile did not.");
    assert_eq!(story.holders("Peru had"), ["Sources close to the talks"]);
}

#[test]
fn words_set_apart_do_not_part_a_verb_from_its_helper() {
    let story = Story::read("The union did, on the other hand, applaud the levy. Ruiz was away.");
    assert_eq!(story.holders("the levy"), ["The union"]);
    let story = Story::read("Ana Ruiz has by contrast rejected the levy. Chen was away.");
    assert_eq!(story.holders("the levy"), ["Ana Ruiz"]);
}

#[test]
fn what_is_said_by_telephone_has_a_speaker() {
    let story = Story::read("\"The levy is theft,\" Ana Ruiz said by telephone. Chen was away.");
    assert_eq!(story.holders("theft"), ["Ana Ruiz"]);
    let story = Story::read("“The pact is dead,” Omar Farah said by e-mail. Lund was away.");
    assert_eq!(story.holders("dead"), ["Omar Farah"]);
}

#[test]
fn her_view_is_that_of_who_was_named() {
    let story = Story::read("Ana Ruiz spoke first. In her view the levy is theft. Omar Farah left.");
    assert_eq!(story.holders("the levy is"), ["Ana Ruiz"]);
    let story = Story::read("Peter Otieno spoke first. In his view the cap is fair. Maja Lind left.");
    assert_eq!(story.holders("the cap is"), ["Peter Otieno"]);
}

#[test]
fn a_denied_act_is_no_view() {
    for (text, denies) in [
        ("The union denied that it had lobbied against the levy. Ruiz was away.", "The union"),
        ("The guild denied that it had campaigned against the toll. Lund was away.", "The guild"),
    ] {
        let story = Story::read(text);
        let [denial] = story.of(denies)[..] else { panic!("one attribution: {text}") };
        assert_eq!(denial.class, VerbClass::Deny);
    }
}
