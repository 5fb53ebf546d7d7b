//! Annotated articles from the command line: reviewed, learned from, and refused with a reason.

use serde_json::Value;

use crate::support::{LEVY, Workspace};

/// With a model, and `articles/` that holds the levy and, in other words, a toll.
fn workspace() -> Workspace {
    let workspace = Workspace::with_model();
    workspace.write("articles/levy.toml", LEVY);
    let toll = LEVY.replace("levy", "toll").replace("It is fair", "It is right").replace("Okoro", "Obi");
    workspace.write("articles/toll.toml", toll);
    workspace.write("articles/notes.txt", "no article");
    workspace
}

fn review(workspace: &Workspace, arguments: &[&str]) -> Value {
    let fixed = ["eval", "-m", "harbour.stance", "--draws", "50", "--format", "json"];
    let outcome = workspace.run(fixed.iter().chain(arguments)).success();
    serde_json::from_str(&outcome.out).unwrap()
}

#[test]
fn a_folder_is_reviewed_with_its_four_numbers() {
    let json = review(&workspace(), &["articles"]);
    let articles = &json["articles"];
    assert_eq!(articles["articles"], 2);
    for step in ["actors", "attribution", "evidence"] {
        assert!(articles["steps"][step]["f1-score"].is_number(), "{step}: {articles:#}");
        assert!(articles["steps"][step]["ci95"]["f1-score"].is_array(), "{step}: {articles:#}");
    }
    assert_eq!(articles["steps"]["actors"]["support"], 4);
    for system in ["model", "model on gold evidence", "lexicon", "majority", "all against"] {
        assert!(articles["systems"][system]["macro_f1"]["value"].is_number(), "{system}");
        assert_eq!(articles["systems"][system]["triples"]["support"], 2, "{system}");
    }
    assert_eq!(articles["gold_rows"]["stance"]["documents"], 2);
    assert!(json.get("heads").is_none(), "no table was given");
}

#[test]
fn a_table_and_an_article_are_reviewed_side_by_side() {
    let json = review(&workspace(), &["harbour.csv", "articles/levy.toml"]);
    assert_eq!(json["heads"]["stance"]["rows"], 24);
    assert_eq!(json["articles"]["articles"], 1);
    assert_eq!(
        json["articles"]["steps"]["actors"]["ci95"]["f1-score"],
        Value::Null,
        "one article tells no spread"
    );
}

#[test]
fn wrong_stances_are_listed_only_when_asked_for() {
    let workspace = workspace();
    let wrong = LEVY.replacen("stance = \"favor\"", "stance = \"against\"", 1);
    workspace.write("wrong.toml", wrong);
    assert_eq!(review(&workspace, &["wrong.toml"])["articles"]["mistakes"], Value::Array(vec![]));
    let mistakes = &review(&workspace, &["wrong.toml", "--errors", "1"])["articles"]["mistakes"];
    assert_eq!(mistakes.as_array().unwrap().len(), 1);
    assert_eq!((&mistakes[0]["actor"], &mistakes[0]["expected"]), (&"Ana Ruiz".into(), &"against".into()));
    let table = workspace.run(["eval", "wrong.toml", "-m", "harbour.stance", "--errors", "1"]).success().out;
    assert!(table.contains("wrong: Ana Ruiz: ") && table.contains("gold is against"), "{table}");
}

#[test]
fn table_and_markdown_tell_the_same_figures() {
    let workspace = workspace();
    let json = review(&workspace, &["articles"]);
    let figure = json["articles"]["steps"]["attribution"]["f1-score"].as_f64().unwrap();
    for format in ["table", "markdown"] {
        let arguments = ["eval", "articles", "-m", "harbour.stance", "--draws", "50", "--format", format];
        let out = workspace.run(arguments).success().out;
        let line = out.lines().find(|line| line.contains("attribution")).unwrap();
        assert!(line.contains(&format!("{figure:.3} [")), "{line}");
        assert!(out.contains("stance on gold sentences: 6 rows of 2 documents"), "{out}");
    }
}

#[test]
fn min_f1_holds_for_articles_where_no_table_is_given() {
    let workspace = workspace();
    let outcome = workspace.run(["eval", "articles", "-m", "harbour.stance", "--min-f1", "1"]);
    assert_eq!(outcome.code, Some(1));
    assert!(outcome.err.contains("the macro F1 of the actors' stances is "), "{outcome:#?}");
}

#[test]
fn articles_are_learned_from_and_named_in_the_card() {
    let workspace = workspace();
    let arguments =
        ["train", "harbour.csv", "articles", "--recipe", "bag", "--weight", "articles=2", "-o", "b.stance"];
    let outcome = workspace.run(arguments).success();
    // Three rows with a stance in each article: two favor, one neutral; what is told of the dockers is none.
    assert!(outcome.err.contains("against 8, neutral 10, favor 12"), "{outcome:#?}");
    let card = workspace.run(["inspect", "b.stance", "--format", "json"]).success().out;
    let card: Value = serde_json::from_str(&card).unwrap();
    let source = &card["card"]["sources"][1];
    assert_eq!((&source["name"], &source["rows"]), (&"articles".into(), &12.into()));
    assert_eq!(source["checksum"].as_str().unwrap().len(), 32);
}

#[test]
fn everything_wrong_with_articles_is_listed_and_nothing_printed() {
    let workspace = workspace();
    workspace.write("articles/bad.toml", LEVY.replace("holder = \"okoro\"", "holder = \"okro\""));
    workspace.write("articles/worse.toml", "target = 3");
    for command in
        [&["eval", "articles", "-m", "harbour.stance"][..], &["train", "articles", "-o", "b.stance"]]
    {
        let said = workspace.run(command).failure(65).err;
        assert!(said.contains("2 problems"), "{said}");
        assert!(
            said.contains("articles/bad.toml: a view names `okro`, which is no actor of this file"),
            "{said}"
        );
        assert!(said.contains("articles/worse.toml:1: "), "{said}");
    }
    assert!(!workspace.files().contains(&"b.stance".to_owned()));
}

#[test]
fn a_folder_without_articles_is_an_error() {
    let workspace = Workspace::with_model();
    workspace.write("empty/notes.txt", "nothing");
    let said = workspace.run(["eval", "empty", "-m", "harbour.stance"]).failure(65).err;
    assert!(said.contains("empty: the folder holds no annotated article (*.toml)"), "{said}");
}
