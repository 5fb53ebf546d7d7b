//! Whole articles: who is an actor, who is not, and what bears on the target; twice, in other countries.
#![cfg(test)]

use crate::actor::{ActorKind, Reading, Rule, read};
use crate::target::{Bearing, TargetReading, TargetSpec, find, propose};
use crate::text::Document;

const DAM: &str = "Peru minister: World Bank study on dam has 'shut the door on talks'

  • Lima set to firmly reject dam curbs
  • Study found likely damage to fisheries

LA PAZ, March 3 (Agency) - Peru's minister for water said on Tuesday that Lima would not work with the World Bank's river office following the release of a long-awaited study on the upper valley dam.

The study, which Peru had sought to bury, states that \"serious harm to fisheries has occurred\" and said the flooding of villages may breach the treaty. read more

\"The office shut the door on talks by publishing the so-called assessment,\" Minister Rosa Quispe told reporters, describing the study released on Feb. 27 as \"biased and void\". Peru vigorously denies any damage to the river.

The study was released hours before outgoing Director Helen Marsh ended her term. It recommends a halt to works.

\"The whole plan is frozen because of the release of the study,\" Quispe told reporters. \"You cannot shame us and expect our help.\"

Previously, Marsh had been accused by some river activists of being too close to Peru. Quispe said Marsh's tone showed she did not support the study's conclusions.

\"I don't think she's on board with the study,\" the minister said.

The office is currently being run by a deputy pending the arrival of Norway's Lars Brandt who was appointed on Monday. read more

A World Bank spokesperson declined to provide an immediate comment on the Peruvian minister's remarks.

Reporting by Ana Silva Editing by Bob Stone";

struct Article {
    reading: Reading,
    target: TargetReading,
}

impl Article {
    fn read(text: &str, target: &str) -> Self {
        let document = Document::new(text);
        let reading = read(&document);
        let target = find(&document, &reading, &TargetSpec::new(target));
        Self { reading, target }
    }

    /// Actors by name, with own and with told attributions.
    fn counts(&self, name: &str) -> (usize, usize) {
        let of = self.reading.attributions.iter().filter(|a| self.reading.actors[a.actor].name == name);
        let (told, own): (Vec<_>, Vec<_>) = of.partition(|a| a.told_by.is_some());
        (own.len(), told.len())
    }

    fn bears(&self, name: &str) -> bool {
        self.target.bearing.iter().filter_map(|b| b.attribution).any(|a| {
            let attribution = self.reading.attribution(a);
            attribution.told_by.is_none() && self.reading.actors[attribution.actor].name == name
        })
    }
}

fn check(text: &str, [minister, country, director, arriving, body]: [&str; 5]) {
    let article = Article::read(text, "the study");
    let kind = |name: &str| article.reading.actors.iter().find(|a| a.name == name).map(|a| a.kind);
    assert_eq!(kind(minister), Some(ActorKind::Person));
    assert_eq!(kind(country), Some(ActorKind::Government));
    assert!(article.counts(minister).0 >= 6 && article.bears(minister), "{minister}");
    assert!(article.counts(country).0 >= 2 && article.bears(country), "{country}");
    assert_eq!(article.counts(director).0, 0, "{director} speaks nowhere");
    assert_eq!(article.counts(director).1, 2, "{director}'s view is told twice");
    assert_eq!(article.counts(arriving), (0, 0));
    let declined: Vec<&str> = article
        .reading
        .attributions
        .iter()
        .filter(|a| a.rule == Rule::Declined)
        .map(|a| article.reading.actors[a.actor].name.as_str())
        .collect();
    assert_eq!(declined.len(), 1);
    assert!(declined[0].contains(body) && article.bears(declined[0]));
    let document = article.reading.actors.iter().filter(|a| a.kind == ActorKind::Document).count();
    assert_eq!(document, 1, "the study is one source");
    assert_eq!(propose(&Document::new(text), &article.reading).map(|t| t.name).as_deref(), Some("the study"));
}

#[test]
fn a_minister_a_government_and_a_study() {
    check(DAM, ["Rosa Quispe", "Peru", "Helen Marsh", "Lars Brandt", "World Bank"]);
}

#[test]
fn the_same_in_another_country() {
    let renamed = DAM
        .replace("Norway", "Chile")
        .replace("Peruvian", "Kenyan")
        .replace("Peru", "Kenya")
        .replace("Lima", "Nairobi")
        .replace("Rosa Quispe", "Wanjiru Kamau")
        .replace("Quispe", "Kamau")
        .replace("Helen Marsh", "Ingrid Solberg")
        .replace("Marsh", "Solberg")
        .replace("Lars Brandt", "Diego Rojas")
        .replace("World Bank", "African Union");
    check(&renamed, ["Wanjiru Kamau", "Kenya", "Ingrid Solberg", "Diego Rojas", "African Union"]);
}

#[test]
fn the_run_on_of_the_target_ends_where_another_story_starts() {
    let runs_on = |text: &'static str, target: &str, name: &str| {
        let article = Article::read(text, target);
        let named = |b: &Bearing| {
            let attribution = article.reading.attribution(b.attribution?);
            Some(article.reading.actors[attribution.actor].name == name && b.run_on)
        };
        article.target.bearing.iter().any(|b| named(b) == Some(true))
    };
    let (levy, cap) = ("the levy", "the cap");
    assert!(runs_on("Peru backed the levy. The union said crews would suffer.", levy, "The union"));
    assert!(!runs_on(
        "Peru backed the levy. Separately, the union said crews would suffer.",
        levy,
        "the union"
    ));
    assert!(runs_on("Kenya rejected the cap. The guild said nets were full.", cap, "The guild"));
    assert!(!runs_on(
        "Kenya rejected the cap. In other news, the guild said nets were full.",
        cap,
        "the guild"
    ));
}

proptest::proptest! {
    #[test]
    fn mentions_of_the_target_slice_any_text(text in "(the report|it|Ruiz|said|\"|\\.| |\n|🙂|é|this|so-called assessment){0,60}") {
        let document = Document::new(&text);
        let found = find(&document, &read(&document), &TargetSpec::new("the report"));
        for mention in found.mentions {
            proptest::prop_assert!(text.get(mention.span.start..mention.span.end).is_some_and(|s| !s.is_empty()));
        }
    }
}

#[test]
fn an_act_on_the_target_bears_and_one_on_something_else_does_not() {
    let acts = |text: &str, target: &str, name: &str| Article::read(text, target).bears(name);
    let cabinet = "The cabinet drew up the harbour plan in May. It drew up the budget in June.";
    assert!(acts(cabinet, "the harbour plan", "The cabinet"));
    let cabinet = "The cabinet drew up the budget in May. The harbour plan lay in a drawer.";
    assert!(!acts(cabinet, "the harbour plan", "The cabinet"));
    let guild = "Contractors built the Ostra dam in May. Rain fell for weeks.";
    assert!(acts(guild, "the Ostra dam", "Contractors"));
    let guild = "Contractors built the chapel in May. The Ostra dam held for weeks.";
    assert!(!acts(guild, "the Ostra dam", "Contractors"));
}
