//! From labelled tables to a model, its review, labels and explanations: what each command promises.

use serde_json::Value;

use crate::support::{HARBOUR, Workspace, json};

/// The columns and rows of a CSV text.
fn table(text: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let fields = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
    let columns = fields(reader.headers().unwrap());
    let rows = reader.records().map(|record| fields(&record.unwrap())).collect();
    (columns, rows)
}

#[test]
fn train_says_what_it_did_on_standard_error_only() {
    let workspace = Workspace::new();
    let outcome = workspace.run(["train", "harbour.csv", "--recipe", "bag", "-o", "a.stance"]).success();
    assert_eq!(outcome.out, "");
    for said in ["against 8, neutral 8, favor 8", "negative 8, neutral 8, positive 8", "wrote a.stance ("] {
        assert!(outcome.err.contains(said), "{outcome:#?}");
    }
    assert!(outcome.err.contains("warning: ") && outcome.err.contains("at least 30 of each class"));
    assert!(outcome.err.contains("not tried"), "too few rows for a calibrator: {outcome:#?}");
}

#[test]
fn quiet_train_says_nothing() {
    let workspace = Workspace::new();
    let outcome =
        workspace.run(["train", "harbour.csv", "--recipe", "bag", "-o", "a.stance", "-q"]).success();
    assert_eq!((outcome.out, outcome.err), (String::new(), String::new()));
}

#[test]
fn every_recipe_trains_a_model_that_classifies() {
    let workspace = Workspace::new();
    for recipe in ["full", "bag", "bag-raw"] {
        workspace.run(["train", "harbour.csv", "--recipe", recipe, "-o", "a.stance"]).success();
        workspace.run(["classify", "harbour.csv", "-m", "a.stance"]).success();
        let inspected = json(&workspace.run(["inspect", "a.stance", "--format", "json"]).success().out);
        assert_eq!(inspected["card"]["recipe"]["name"], recipe);
    }
}

#[test]
fn every_solver_gives_the_same_labels() {
    let workspace = Workspace::new();
    let labels = ["linfa", "sparse", "auto"].map(|solver| {
        workspace
            .run(["train", "harbour.csv", "--recipe", "bag", "--solver", solver, "-o", "a.stance"])
            .success();
        let (columns, rows) =
            table(&workspace.run(["classify", "harbour.csv", "-m", "a.stance"]).success().out);
        let at = columns.iter().position(|name| name == "pred_stance").unwrap();
        rows.into_iter().map(|row| row[at].clone()).collect::<Vec<_>>()
    });
    assert_eq!(labels[0], labels[1]);
    assert_eq!(labels[0], labels[2]);
}

#[test]
fn a_recipe_of_ones_own_is_a_toml_file() {
    let workspace = Workspace::new();
    let bag = include_str!("../../src/recipe/presets/bag.toml");
    workspace
        .write("mine.toml", bag.replace("name = \"bag\"", "name = \"mine\"").replace("c = 1.0", "c = 2.5"));
    workspace.run(["train", "harbour.csv", "--recipe", "mine.toml", "-o", "a.stance"]).success();
    let recipe =
        &json(&workspace.run(["inspect", "a.stance", "--format", "json"]).success().out)["card"]["recipe"];
    assert_eq!((&recipe["name"], &recipe["solver"]["c"]), (&"mine".into(), &2.5.into()));
}

#[test]
fn classify_keeps_the_columns_and_adds_labels_with_probabilities() {
    let workspace = Workspace::with_model();
    let outcome = workspace.run(["classify", "harbour.csv", "-m", "harbour.stance"]).success();
    let (before, given) = table(HARBOUR);
    let (columns, rows) = table(&outcome.out);
    let added = [
        "pred_stance",
        "pred_stance_against",
        "pred_stance_neutral",
        "pred_stance_favor",
        "pred_sentiment",
        "pred_sentiment_negative",
        "pred_sentiment_neutral",
        "pred_sentiment_positive",
    ];
    assert_eq!(columns, [before.clone(), added.map(str::to_owned).to_vec()].concat());
    assert_eq!(rows.len(), given.len());
    for (row, original) in rows.iter().zip(&given) {
        assert_eq!(row[..before.len()], original[..]);
        for head in [before.len(), before.len() + 4] {
            let shares: Vec<f64> =
                row[head + 1..head + 4].iter().map(|share| share.parse().unwrap()).collect();
            assert!((shares.iter().sum::<f64>() - 1.0).abs() < 2e-4, "{row:?}");
            let top = shares.iter().copied().fold(0.0, f64::max);
            let label =
                columns[head + 1..head + 4].iter().position(|name| name.ends_with(&row[head])).unwrap();
            assert_eq!(shares[label], top, "{row:?}");
        }
    }
}

#[test]
fn classify_gives_no_stance_where_there_is_no_target() {
    let workspace = Workspace::with_model();
    workspace.write("t.csv", "text,target\nThey praised the night ferry.,\n");
    let (columns, rows) = table(&workspace.run(["classify", "t.csv", "-m", "harbour.stance"]).success().out);
    let field = |name| &rows[0][columns.iter().position(|column| column == name).unwrap()];
    assert_eq!(field("pred_stance"), "");
    assert_ne!(field("pred_sentiment"), "");
}

#[test]
fn classified_again_a_table_has_its_predictions_once() {
    let workspace = Workspace::with_model();
    let arguments = |table, output| ["classify", table, "-m", "harbour.stance", "-o", output];
    workspace.run(arguments("harbour.csv", "once.csv")).success();
    workspace.run(arguments("once.csv", "twice.csv")).success();
    assert_eq!(workspace.text("once.csv"), workspace.text("twice.csv"));
}

#[test]
fn a_table_is_read_whatever_its_delimiter_and_line_ends() {
    let workspace = Workspace::with_model();
    let (columns, rows) = table(HARBOUR);
    for (name, delimiter, end) in [("semicolon.csv", b';', "\r\n"), ("tab.tsv", b'\t', "\n")] {
        let terminator = if end == "\r\n" { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut writer = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .terminator(terminator)
            .from_writer(vec![0xef, 0xbb, 0xbf]);
        writer.write_record(&columns).unwrap();
        rows.iter().for_each(|row| writer.write_record(row).unwrap());
        workspace.write(name, writer.into_inner().unwrap());
        let labelled = workspace.run(["classify", name, "-m", "harbour.stance"]).success().out;
        assert_eq!(
            labelled,
            workspace.run(["classify", "harbour.csv", "-m", "harbour.stance"]).success().out
        );
    }
}

#[test]
fn standard_input_is_a_table() {
    let workspace = Workspace::with_model();
    let piped = |arguments: &[&str]| {
        crate::support::Outcome::of(workspace.stance().args(arguments).write_stdin(HARBOUR)).success()
    };
    let from_file = workspace.run(["classify", "harbour.csv", "-m", "harbour.stance"]).success();
    assert_eq!(piped(&["classify", "-", "--table", "-m", "harbour.stance"]).out, from_file.out);
    let reviewed = workspace.run(["eval", "harbour.csv", "-m", "harbour.stance", "--draws", "0"]).success();
    assert_eq!(piped(&["eval", "-", "-m", "harbour.stance", "--draws", "0"]).out, reviewed.out);
    piped(&["train", "-", "--recipe", "bag", "-o", "piped.stance"]);
    let labelled = workspace.run(["classify", "harbour.csv", "-m", "piped.stance"]).success();
    assert_eq!(labelled.out, from_file.out);
}

#[test]
fn a_review_reads_the_same_every_time() {
    let workspace = Workspace::with_model();
    let review = workspace.run(["eval", "harbour.csv", "-m", "harbour.stance", "--draws", "100"]).success();
    insta::assert_snapshot!("eval", review.out);
    let again = workspace
        .run(["eval", "harbour.csv", "-m", "harbour.stance", "--draws", "100", "--threads", "1"])
        .success();
    assert_eq!(review.out, again.out);
}

#[test]
fn a_review_has_the_same_figures_in_every_format() {
    let workspace = Workspace::with_model();
    let review = |format| {
        workspace.run(["eval", "harbour.csv", "-m", "harbour.stance", "--format", format]).success().out
    };
    let markdown = review("markdown");
    assert!(markdown.starts_with("### stance: 24 rows of 8 documents"), "{markdown}");
    let values = json(&review("json"));
    assert_eq!(values["schema"], 1);
    let f1 = find(&values, "f1-score").and_then(Value::as_f64).expect("an F1 in the JSON");
    assert!((0.0..=1.0).contains(&f1));
}

/// The first value under this key, at any depth.
fn find<'v>(value: &'v Value, key: &str) -> Option<&'v Value> {
    match value {
        Value::Object(map) => map.get(key).or_else(|| map.values().find_map(|inner| find(inner, key))),
        Value::Array(items) => items.iter().find_map(|inner| find(inner, key)),
        _ => None,
    }
}

#[test]
fn min_f1_is_a_check_with_its_own_exit_code() {
    let workspace = Workspace::with_model();
    let eval = |least| workspace.run(["eval", "harbour.csv", "-m", "harbour.stance", "--min-f1", least]);
    eval("0.5").success();
    // A model is not right about everything once a label is wrong.
    workspace.write("harbour.csv", HARBOUR.replacen(",favor,", ",against,", 1));
    let failed = eval("1");
    assert_eq!(failed.code, Some(1));
    assert!(failed.out.contains("stance: 24 rows"), "the review is still printed: {failed:#?}");
    assert!(failed.err.contains("below --min-f1 1"), "{failed:#?}");
}

#[test]
fn an_explanation_adds_up() {
    let workspace = Workspace::with_model();
    let sentence = "Divers condemned the night ferry and praised the port.";
    let common =
        ["explain", sentence, "--holder", "Divers", "--target", "the night ferry", "-m", "harbour.stance"];
    let text = workspace.run(common).success().out;
    assert!(text.starts_with("stance toward the night ferry: "), "{text}");
    let explained =
        json(&workspace.run([&common[..], &["--format", "json", "--top", "1000"]].concat()).success().out);
    assert_eq!(explained["text"], sentence);
    for head in ["stance", "sentiment"] {
        let head = &explained["heads"][head];
        let parts = head["contributions"].as_array().unwrap();
        let sum: f64 = parts.iter().map(|part| part["margin"].as_f64().unwrap()).sum();
        assert!((sum - head["margin"].as_f64().unwrap()).abs() < 1e-9, "{head}");
        let shares = head["probabilities"].as_object().unwrap().values().map(|share| share.as_f64().unwrap());
        assert!((shares.sum::<f64>() - 1.0).abs() < 1e-12);
    }
}

#[test]
fn without_a_target_only_the_sentiment_is_explained() {
    let workspace = Workspace::with_model();
    let text = workspace.run(["explain", "They praised it.", "-m", "harbour.stance"]).success().out;
    assert!(text.starts_with("sentiment: ") && !text.contains("stance"), "{text}");
}

#[test]
fn inspect_shows_where_a_model_comes_from() {
    let workspace = Workspace::new();
    workspace.write("ours.csv", HARBOUR);
    let credit = "harbour.csv=Harbour Gazette, CC0";
    workspace
        .run([
            "train",
            "ours.csv",
            "--private",
            "harbour.csv",
            "--credit",
            credit,
            "--recipe",
            "bag",
            "-o",
            "a.stance",
        ])
        .success();
    let text = workspace.run(["inspect", "a.stance"]).success().out;
    assert!(text.starts_with(&format!("model made by stance {}", env!("CARGO_PKG_VERSION"))), "{text}");
    assert!(text.contains("Harbour Gazette, CC0"), "{text}");
    let sources =
        &json(&workspace.run(["inspect", "a.stance", "--format", "json"]).success().out)["card"]["sources"];
    assert_eq!(sources[0]["name"], "ours.csv");
    assert_eq!((&sources[1]["name"], &sources[1]["rows"]), (&"harbour.csv".into(), &24.into()));
    assert_eq!(sources[1]["private"], true);
}

#[test]
fn words_of_a_private_table_are_not_readable_in_the_model() {
    let workspace = Workspace::new();
    let secret = "text,holder,target,stance\n\
                  Ana loathed the zorblatt levy.,Ana,the zorblatt levy,against\n\
                  Ben loathed the quuxish levy and its zorblatt.,Ben,the quuxish levy,against\n\
                  Cem loathed the flurb levy and its zorblatt.,Cem,the flurb levy,favor\n";
    workspace.write("secret.csv", secret);
    let train = |private: &str, output: &str| {
        workspace
            .run(["train", "harbour.csv", private, "secret.csv", "--recipe", "bag-raw", "-o", output])
            .success()
    };
    train("--private", "private.stance");
    train("harbour.csv", "open.stance");
    let holds = |file: &str| workspace.read(file).windows(8).any(|window| window == b"zorblatt");
    assert!(holds("open.stance"), "the word is one that a model would name");
    assert!(!holds("private.stance"));
}

#[test]
fn imported_rows_train_a_model() {
    let workspace = Workspace::empty();
    workspace.write("train.jsonl", include_str!("../fixtures/newsmtsc.jsonl"));
    workspace.write("soft.jsonl", include_str!("../fixtures/newsmtsc-soft.jsonl"));
    workspace.run(["import", "newsmtsc", "train.jsonl", "-o", "hard.csv"]).success();
    workspace
        .run(["import", "newsmtsc-soft", "train.jsonl", "--soft", "soft.jsonl", "-o", "soft.csv"])
        .success();
    let printed = workspace.run(["import", "newsmtsc", "train.jsonl"]).success();
    assert_eq!(printed.out, workspace.text("hard.csv"));
    let (columns, rows) = table(&printed.out);
    let field =
        |row: usize, name| rows[row][columns.iter().position(|column| column == name).unwrap()].as_str();
    assert_eq!((field(0, "target"), field(0, "stance")), ("Brandvold", "favor"));
    assert_eq!((field(2, "target"), field(2, "stance")), ("Kapitän Reyl", "against"));
    workspace.run(["train", "hard.csv", "soft.csv", "--recipe", "bag", "-o", "a.stance"]).success();
}

#[test]
fn an_import_verifies_every_span() {
    let workspace = Workspace::empty();
    workspace.write(
        "train.jsonl",
        include_str!("../fixtures/newsmtsc.jsonl").replace("\"from\": 24", "\"from\": 25"),
    );
    let outcome = workspace.run(["import", "newsmtsc", "train.jsonl", "-o", "hard.csv"]).failure(65);
    assert!(
        outcome.err.contains("train.jsonl:1: the span 25..40 covers \"he harbour toll\""),
        "{outcome:#?}"
    );
    assert_eq!(workspace.files(), ["train.jsonl"]);
}
