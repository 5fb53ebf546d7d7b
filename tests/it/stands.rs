//! Who stands where in a whole article, by the model inside the program: the same under other names, countries,
//! capitals, titles and targets.
#![cfg(feature = "embedded-model")]

use serde_json::Value;

use crate::support::Workspace;

const DAM: &str = include_str!("../fixtures/dam.txt");

/// Stance of each actor that has evidence, by name.
fn stances(text: &str, target: &str) -> Vec<(String, String)> {
    let workspace = Workspace::new();
    workspace.write("article.txt", text);
    let said =
        workspace.run(["classify", "article.txt", "--target", target, "--format", "json", "-q"]).success();
    let article: Value = serde_json::from_str(&said.out).unwrap();
    let field = |actor: &Value, name: &str| actor[name].as_str().unwrap().to_owned();
    let actors = article["actors"].as_array().unwrap().iter();
    actors
        .map(|actor| (field(actor, "name"), field(actor, "stance")))
        .filter(|(_, stance)| stance != "none")
        .collect()
}

fn renamed(pairs: &[(&str, &str)]) -> String {
    pairs.iter().fold(DAM.to_owned(), |text, (from, to)| text.replace(from, to))
}

fn check(text: &str, target: &str, country: &str, envoy: &str, spokesperson: &str) {
    let expected = [(country, "against"), (envoy, "against"), (spokesperson, "neutral")];
    let expected = expected.map(|(name, stance)| (name.to_owned(), stance.to_owned()));
    assert_eq!(stances(text, target), expected);
}

#[test]
fn a_minister_and_a_government_against_a_study() {
    check(DAM, "the study", "Peru", "Rosa Quispe", "A World Bank spokesperson");
}

#[test]
fn the_same_in_another_country_about_an_audit() {
    let text = renamed(&[
        ("Peruvian", "Kenyan"),
        ("Peru", "Kenya"),
        ("Lima", "Nairobi"),
        ("Rosa Quispe", "Peter Otieno"),
        ("Quispe", "Otieno"),
        ("Helen Marsh", "Clara Diaz"),
        ("Marsh", "Diaz"),
        ("Lars Brandt", "Ivo Novak"),
        ("Norway", "Croatia"),
        ("World Bank", "African Union"),
        ("minister", "envoy"),
        ("Minister", "Envoy"),
        ("study", "audit"),
        ("Study", "Audit"),
    ]);
    check(&text, "the audit", "Kenya", "Peter Otieno", "A African Union spokesperson");
}

#[test]
fn the_same_in_a_third_country_about_a_ruling() {
    let text = renamed(&[
        ("Peruvian", "Polish"),
        ("Peru", "Poland"),
        ("Lima", "Warsaw"),
        ("Rosa Quispe", "Jan Kowal"),
        ("Quispe", "Kowal"),
        ("Helen Marsh", "Ana Lopes"),
        ("Marsh", "Lopes"),
        ("Lars Brandt", "Omar Said"),
        ("Norway", "Egypt"),
        ("World Bank", "Council of Europe"),
        ("minister", "commissioner"),
        ("Minister", "Commissioner"),
        ("study", "ruling"),
        ("Study", "Ruling"),
    ]);
    check(&text, "the ruling", "Poland", "Jan Kowal", "A Council of Europe spokesperson");
}

/// Stances by name, in alphabetical order.
fn sorted(text: &str, target: &str) -> Vec<(String, String)> {
    let mut found = stances(text, target);
    found.sort();
    found
}

fn expected(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, stance)| ((*name).to_owned(), (*stance).to_owned())).collect()
}

#[test]
fn an_inquiry_into_opened_letters() {
    let found = sorted(include_str!("../fixtures/letters.txt"), "the inquiry");
    let wanted = [("Clara Wenger", "neutral"), ("Farrukh Nazarov", "against"), ("Tajikistan", "against")];
    assert_eq!(found, expected(&wanted));
}

#[test]
fn a_ruling_on_a_railway() {
    let found = sorted(include_str!("../fixtures/railway.txt"), "the ruling");
    let wanted = [("Beatriz Mamani", "against"), ("Bolivia", "against"), ("Hernan Villacorta", "neutral")];
    assert_eq!(found, expected(&wanted));
}

#[test]
fn an_audit_of_a_reactor() {
    let found = sorted(include_str!("../fixtures/reactor.txt"), "the audit");
    let wanted = [("Armenia", "against"), ("Levon Sarkisian", "against"), ("Maja Lindgren", "neutral")];
    assert_eq!(found, expected(&wanted));
}
