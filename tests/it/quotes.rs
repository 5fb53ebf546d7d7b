//! Who says what, measured on articles that somebody marked; strict reading; words that a user adds.

use serde_json::json;

use crate::json_schema;
use crate::support::{Workspace, json};

const LEXICON: &str = include_str!("../../docs/lexicon.md");
const FORMAT: &str = include_str!("../../docs/quotes-jsonl.md");

/// The first fenced block of that language.
fn block<'t>(page: &'t str, language: &str) -> &'t str {
    page.split_once(&format!("```{language}\n")).unwrap().1.split_once("```").unwrap().0
}

/// The documented line, and one more article.
fn marked() -> String {
    let first = block(FORMAT, "json").replace('\n', " ");
    let text = "Ben Okoro welcomed the levy. \"It was time for it,\" Okoro said.";
    let second = json!({ "id": "harbour-2", "text": text, "attributions": [{
        "source": [{ "start": 51, "end": 56, "text": "Okoro" }],
        "content": [{ "start": 29, "end": 50, "text": "\"It was time for it,\"" }],
    }]});
    format!("{first}\n{second}\n")
}

#[test]
fn the_documented_line_is_valid_and_measured() {
    let schema = json(include_str!("../../docs/quotes.schema.json"));
    for line in marked().lines() {
        assert_eq!(json_schema::problems(&schema, &json(line)), [""; 0]);
    }
    let workspace = Workspace::empty();
    workspace.write("marked.jsonl", marked());
    let review = json(&workspace.run(["eval", "quotes", "marked.jsonl", "--format", "json"]).success().out);
    let f1 = |measure: &str| review["measures"][measure]["f1-score"].as_f64();
    for measure in ["speech", "boundaries", "pronouns", "merging"] {
        assert_eq!(f1(measure), Some(1.0), "{measure}: {review:#}");
    }
    assert_eq!(review["articles"], 2);
    assert_eq!(review["rules"]["quote-tag"]["quotations"], json!({ "right": 2, "of": 2 }));
}

#[test]
fn a_review_is_a_table_markdown_or_json_and_lists_errors() {
    let workspace = Workspace::empty();
    workspace.write(
        "marked.jsonl",
        marked()
            .replace("\"end\":56,\"start\":51,\"text\":\"Okoro\"", "\"end\":3,\"start\":0,\"text\":\"Ben\""),
    );
    let run =
        |more: &[&str]| workspace.run(["eval", "quotes", "marked.jsonl"].iter().chain(more)).success().out;
    insta::assert_snapshot!(run(&["--errors", "5"]));
    assert!(run(&["--format", "markdown"]).contains("| quoted speech + speaker |"));
    assert_eq!(run(&["--seed", "3"]), run(&["--seed", "3", "--threads", "1"]));
}

#[test]
fn what_is_wrong_in_a_marked_file_is_named() {
    let workspace = Workspace::empty();
    workspace.write("marked.jsonl", marked().replace("\"attributions\"", "\"attribution\""));
    let failed = workspace.run(["eval", "quotes", "marked.jsonl"]);
    assert_eq!(failed.code, Some(65));
    assert!(
        failed.err.contains("marked.jsonl:1: ") && failed.err.contains("marked.jsonl:2: "),
        "{}",
        failed.err
    );
    assert!(
        failed.err.contains("unknown field `attribution`") && failed.err.contains("docs/quotes-jsonl.md")
    );
    assert_eq!(workspace.run(["eval", "quotes", "missing.jsonl"]).code, Some(66));
    assert_eq!(workspace.run(["eval", "quotes"]).code, Some(2));
    assert_eq!(workspace.run(["eval"]).code, Some(2));
}

#[test]
fn other_shapes_are_imported() {
    let workspace = Workspace::empty();
    let theirs = json!({ "id": "x", "publisher": "p", "text": "Ana said no.", "attributions": [{ "id": "E1",
        "source": [{ "start": 0, "end": 3, "text": "Ana" }], "cue": [{ "start": 4, "end": 8, "text": "said" }],
        "content": [{ "start": 9, "end": 11, "text": "no" }] }] });
    workspace.write("theirs.jsonl", theirs.to_string());
    let note = workspace.run(["import", "quotes", "theirs.jsonl", "-o", "ours.jsonl"]).success().err;
    assert!(note.contains("wrote ours.jsonl (1 article)"), "{note}");
    workspace.run(["eval", "quotes", "ours.jsonl"]).success();
    let printed = workspace.run(["import", "quotes", "theirs.jsonl"]).success().out;
    assert_eq!(printed, workspace.text("ours.jsonl"));
}

/// Speakers in `stance quotes`, in order.
fn speakers(workspace: &Workspace, more: &[&str]) -> Vec<String> {
    let base = ["quotes", "article.txt", "--format", "json"];
    let report = json(&workspace.run(base.iter().chain(more)).success().out);
    let all = report["attributions"].as_array().unwrap().iter();
    all.map(|attribution| attribution["actor"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_lexicon_of_the_documentation_works_as_it_says() {
    let workspace = Workspace::with_model();
    workspace.write("mine.toml", block(LEXICON, "toml"));
    workspace.write("article.txt", block(LEXICON, "text"));
    assert_eq!(
        speakers(&workspace, &["--lexicon", "mine.toml"]),
        ["Harbour Union", "Angry quillers", "Bo Lind"]
    );
    assert!(!speakers(&workspace, &[]).contains(&"Harbour Union".to_owned()));
    let target = ["--target", "the levy", "-m", "harbour.stance", "--lexicon", "mine.toml"];
    let classify = ["classify", "article.txt", "--format", "json"];
    let report = json(&workspace.run(classify.iter().chain(&target)).success().out);
    assert_eq!(report["target"]["aliases"], json!(["the berth fee"]));
    assert!(report["target"]["mentions"].as_array().unwrap().iter().any(|m| m["text"] == "the berth fee"));
    let explain = ["explain", "--article", "article.txt"];
    assert!(workspace.run(explain.iter().chain(&target)).success().out.contains("Harbour Union"));
}

#[test]
fn a_slip_in_a_lexicon_is_named_with_line_column_and_mend() {
    let workspace = Workspace::empty();
    workspace.write("article.txt", "Ruiz said no.");
    workspace
        .write("mine.toml", block(LEXICON, "toml").replace("aliases = [\"Unity\"", "alias = [\"Unity\""));
    let failed = workspace.run(["quotes", "article.txt", "--lexicon", "mine.toml"]);
    assert_eq!(failed.code, Some(65));
    assert!(failed.err.contains("mine.toml:6:1: unknown field `alias`"), "{}", failed.err);
    assert!(failed.err.contains("hint: did you mean `aliases`?"), "{}", failed.err);
    assert_eq!(workspace.run(["quotes", "article.txt", "--lexicon", "none.toml"]).code, Some(66));
}

#[test]
fn strict_leaves_out_what_is_often_wrong() {
    let workspace = Workspace::with_model();
    workspace.write("article.txt", "Unions rejected the levy. \"It is a theft,\" Ana Ruiz said.");
    assert_eq!(speakers(&workspace, &[]), ["Unions", "Ana Ruiz"]);
    assert_eq!(speakers(&workspace, &["--strict"]), ["Ana Ruiz"]);
    let classify =
        ["classify", "article.txt", "--target", "the levy", "-m", "harbour.stance", "--format", "csv"];
    assert!(workspace.run(classify).success().out.contains("Unions"));
    let strict = workspace.run(classify.iter().chain(&["--strict"])).success().out;
    assert!(strict.lines().all(|row| !row.contains("Unions") || row.contains("none")), "{strict}");
}
