//! What is promised about the sentences of this repository: every kind is there, and none comes from a template.

use serde_json::Value;

use crate::support::{Workspace, stance_in};
use std::path::Path;

/// `stance check` on files of the repository.
fn check(inputs: &[&str]) -> Value {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output =
        stance_in(root).arg("check").args(inputs).args(["--format", "json", "--quiet"]).output().unwrap();
    let report = String::from_utf8(output.stdout).unwrap();
    let value: Value = serde_json::from_str(&report).unwrap_or_else(|error| panic!("{error}: {report}"));
    let findings = format!("{:#}\n{:#}", value["runs"], value["near"]);
    assert!(output.status.success(), "{findings}\n{}", String::from_utf8_lossy(&output.stderr));
    value
}

/// The tables of a folder.
fn tables(folder: &str) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found: Vec<String> = std::fs::read_dir(root.join(folder))
        .unwrap()
        .map(|entry| format!("{folder}/{}", entry.unwrap().file_name().to_str().unwrap()))
        .filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "csv"))
        .collect();
    found.sort();
    found
}

fn share(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

#[test]
fn no_sentence_of_ours_comes_from_a_template() {
    let mut inputs = tables("training");
    inputs.extend(tables("eval"));
    inputs.extend(["training/articles".into(), "eval/articles/dev".into(), "eval/articles/test".into()]);
    check(&inputs.iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn the_training_sentences_are_many_long_and_balanced() {
    let inputs = tables("training");
    let all = &check(&inputs.iter().map(String::as_str).collect::<Vec<_>>())["all"];
    assert!(share(&all["median_words"]) >= 24.0 && share(&all["long"]) >= 0.25, "{all:#}");
    assert!(share(&all["different"]) >= 0.4 && share(&all["disagreeing"]) >= 0.25, "{all:#}");
    let rows = share(&all["rows"]);
    for stance in ["favor", "against", "neutral"] {
        let part = share(&all["stance"][stance]) / rows;
        assert!((0.25..=0.45).contains(&part), "{stance}: {part}");
    }
    let phenomena = all["phenomena"].as_object().unwrap();
    assert_eq!(phenomena.len(), 22, "{phenomena:?}");
    assert!(phenomena.values().all(|rows| share(rows) >= 40.0), "{phenomena:#?}");
}

#[test]
fn repeated_texts_fail_the_check() {
    let workspace = Workspace::empty();
    let rows: String = ["Ruiz", "Okoro", "Sato"].map(|holder| {
        format!("On Monday {holder} told the council that the levy must go before summer.,{holder},the levy,against\n")
    })
    .concat();
    workspace.write("t.csv", format!("text,holder,target,stance\n{rows}"));
    workspace.run(["check", "t.csv"]).success();
    let outcome = workspace.run(["check", "t.csv", "--max-run-texts", "2"]);
    assert_eq!(outcome.code, Some(1));
    assert!(outcome.out.contains("on ▢ told the council that ▢ must"), "{outcome:#?}");
    assert!(outcome.err.contains("the texts repeat each other: 1 run"), "{outcome:#?}");
}
