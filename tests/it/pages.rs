//! Articles from the command line: who stands where, who says what, and why.
//!
//! The model is a small one, trained on 24 sentences; what is promised here is what stands where, not the labels.

use serde_json::Value;

use crate::json_schema;
use crate::support::{Outcome, Workspace, json};

const LEVY: &str = include_str!("../fixtures/levy.txt");
const CLASSIFY: [&str; 6] = ["classify", "levy.txt", "--target", "the levy", "-m", "harbour.stance"];

/// With `levy.txt` and a model.
fn workspace() -> Workspace {
    let workspace = Workspace::with_model();
    workspace.write("levy.txt", LEVY);
    workspace
}

fn classify(workspace: &Workspace, more: &[&str]) -> Outcome {
    workspace.run(CLASSIFY.iter().chain(more)).success()
}

/// The actor of that name.
fn actor<'v>(report: &'v Value, name: &str) -> &'v Value {
    let actors = report["actors"].as_array().unwrap();
    actors.iter().find(|actor| actor["name"] == name).unwrap_or_else(|| panic!("no {name} in {actors:#?}"))
}

#[test]
fn a_page_tells_who_stands_where() {
    let workspace = workspace();
    let narrow = Outcome::of(workspace.stance().args(CLASSIFY).env("COLUMNS", "80")).success();
    insta::assert_snapshot!(narrow.out);
    assert_eq!(narrow.err, "", "the target was named");
}

#[test]
fn more_is_told_on_request() {
    insta::assert_snapshot!(classify(&workspace(), &["--verbose"]).out);
}

#[test]
fn no_line_is_wider_than_the_page() {
    let workspace = workspace();
    for columns in ["40", "57", "80", "120", "999"] {
        let widest: usize = columns.parse::<usize>().unwrap().min(120);
        for command in [
            &CLASSIFY[..],
            &["quotes", "levy.txt"],
            &["explain", "--article", "levy.txt", "-m", "harbour.stance"],
        ] {
            let out = Outcome::of(workspace.stance().args(command).env("COLUMNS", columns)).success().out;
            for line in out.lines() {
                assert!(line.chars().count() <= widest, "{columns} columns: {line}");
                assert!(line == line.trim_end(), "spaces at the end of {line:?}");
            }
        }
    }
}

#[test]
fn tables_fit_eighty_columns_and_break_no_interval() {
    let workspace = workspace();
    for command in [
        &["eval", "harbour.csv", "-m", "harbour.stance", "--draws", "20", "--errors", "3"][..],
        &[
            "crossval",
            "harbour.csv",
            "--recipe",
            "bag",
            "--folds",
            "3",
            "--draws",
            "20",
            "--label-errors",
            "2",
        ],
        &["compare", "harbour.stance", "harbour.stance", "harbour.csv", "--draws", "20"],
        &["inspect", "harbour.stance"],
        &["check", "harbour.csv"],
    ] {
        let out = Outcome::of(workspace.stance().args(command).env("COLUMNS", "80")).success().out;
        for line in out.lines() {
            assert!(line.chars().count() <= 80, "{command:?}: {line:?}");
            assert_eq!(line, line.trim_end(), "{command:?}");
            assert_eq!(line.matches('[').count(), line.matches(']').count(), "{command:?}: {line:?}");
        }
        assert!(!out.contains('\u{a0}'), "a blank is a blank: {out}");
    }
}

/// Counts the passages in a report, each sliced out of the article by code points and by bytes.
fn sliced(value: &Value, article: &str) -> usize {
    let inner: usize = match value {
        Value::Array(items) => items.iter().map(|item| sliced(item, article)).sum(),
        Value::Object(items) => items.values().map(|item| sliced(item, article)).sum(),
        _ => 0,
    };
    let Some(text) = value.get("text").and_then(Value::as_str) else { return inner };
    let at = |key: &str| usize::try_from(value[key].as_u64().unwrap()).unwrap();
    let by_code_points: String = article.chars().skip(at("start")).take(at("end") - at("start")).collect();
    assert_eq!(by_code_points, text);
    assert_eq!(&article[at("start_byte")..at("end_byte")], text);
    inner + 1
}

/// The article with what makes offsets hard: emoji, no-break spaces, combining marks, Windows line ends.
fn hard_to_count() -> String {
    let text = LEVY.replace("Harbour towns", "🚢 Harbour\u{a0}towns").replace("Okafor", "Oka\u{301}for 👩‍👩‍👧");
    text.replace("harbour", "ha\u{308}rbour").replace('\n', "\r\n")
}

#[test]
fn offsets_slice_the_original_in_code_points_and_in_bytes() {
    let workspace = workspace();
    let article = hard_to_count();
    workspace.write("levy.txt", format!("\u{feff}{article}"));
    assert!(sliced(&json(&classify(&workspace, &["--format", "json"]).out), &article) > 30);
    let quotes = workspace.run(["quotes", "levy.txt", "--format", "json"]).success().out;
    assert!(sliced(&json(&quotes), &article) > 20);
}

#[test]
fn the_json_is_as_documented() {
    let workspace = workspace();
    let schema = json(include_str!("../../docs/article.schema.json"));
    let documentation = include_str!("../../docs/json-article.md");
    for more in
        [&["--format", "json"][..], &["--format", "json", "--alias", "the fee", "--min-confidence", "0.9"]]
    {
        let report = json(&classify(&workspace, more).out);
        assert_eq!(json_schema::problems(&schema, &report), Vec::<String>::new());
        for key in
            report.as_object().unwrap().keys().chain(actor(&report, "Ana Ruiz").as_object().unwrap().keys())
        {
            assert!(documentation.contains(&format!("`{key}`")), "{key} is not documented");
        }
    }
}

#[test]
fn what_others_tell_is_never_the_actors_own() {
    let report = json(&classify(&workspace(), &["--format", "json"]).out);
    let denmark = actor(&report, "Denmark");
    assert_eq!(
        (&denmark["stance"], denmark["evidence"].as_array().unwrap().len()),
        (&Value::from("none"), 0)
    );
    assert_eq!(denmark["attributed"][0]["by"], "Tom Okafor");
    assert_eq!(report["sources"][0]["name"], "The report");
    assert!(report["actors"].as_array().unwrap().iter().all(|actor| actor["kind"] != "document"));
}

#[test]
fn an_unsure_stance_is_called_so() {
    let report = json(&classify(&workspace(), &["--format", "json", "--min-confidence", "1"]).out);
    assert_eq!(actor(&report, "Ana Ruiz")["stance"], "uncertain");
    let outcome = workspace().run(CLASSIFY.iter().chain(&["--min-confidence", "1.5"]));
    assert!(outcome.failure(2).err.contains("a number from 0 to 1"));
}

#[test]
fn one_article_is_an_object_and_several_are_an_array_or_lines() {
    let workspace = workspace();
    workspace.write("other.txt", "Towns praise the levy\n\nFishermen praised the levy on Monday.\n");
    let one = json(&classify(&workspace, &["--format", "json"]).out);
    let array = json(&classify(&workspace, &["other.txt", "--format", "json"]).out);
    assert_eq!((array.as_array().unwrap().len(), &array[0]), (2, &one));
    let lines = classify(&workspace, &["other.txt", "--format", "jsonl"]).out;
    assert_eq!(lines.lines().map(json).collect::<Vec<_>>(), *array.as_array().unwrap());
    let page = classify(&workspace, &["other.txt"]).out;
    assert!(page.starts_with("Harbour towns") && page.contains("\n\n\nTowns praise the levy\n"), "{page}");
}

#[test]
fn a_table_of_actors_has_one_row_for_each() {
    let workspace = workspace();
    let report = json(&classify(&workspace, &["--format", "json"]).out);
    let out = classify(&workspace, &["--format", "csv"]).out;
    let mut reader = csv::Reader::from_reader(out.as_bytes());
    let columns = reader.headers().unwrap().clone();
    let at = |name: &str| columns.iter().position(|column| column == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let actors = report["actors"].as_array().unwrap();
    assert_eq!(rows.len(), actors.len());
    for (row, actor) in rows.iter().zip(actors) {
        assert_eq!(
            [&row[at("actor")], &row[at("stance")]],
            [actor["name"].as_str().unwrap(), actor["stance"].as_str().unwrap()]
        );
        let text: String = match row[at("start")].parse::<usize>() {
            Ok(start) => {
                LEVY.chars().skip(start).take(row[at("end")].parse::<usize>().unwrap() - start).collect()
            }
            Err(_) => String::new(),
        };
        assert_eq!(row[at("evidence_text")], text);
    }
}

#[test]
fn a_target_that_nobody_named_is_told() {
    let outcome = workspace().run(["classify", "levy.txt", "-m", "harbour.stance"]).success();
    assert_eq!(outcome.err, "target: the levy (proposed; name another with --target)\n");
    assert!(outcome.out.contains("target: the levy (proposed; "), "{outcome:#?}");
    let quiet = workspace().run(["classify", "levy.txt", "-m", "harbour.stance", "-q"]).success();
    assert_eq!((quiet.out, quiet.err.as_str()), (outcome.out, ""));
}

#[test]
fn a_target_that_the_article_calls_otherwise_is_told() {
    let arguments = ["classify", "levy.txt", "--target", "the bridge", "-m", "harbour.stance"];
    insta::assert_snapshot!(workspace().run(arguments).success().err, @r#"
    warning: levy.txt: the article does not mention "the bridge"
      hint: use the words of the article, or add them with --alias
    "#);
    let with_alias = workspace().run(arguments.iter().chain(&["--alias", "levy"])).success();
    assert_eq!(with_alias.err, "");
    assert!(with_alias.out.contains("target: the bridge (also levy; "), "{with_alias:#?}");
}

#[test]
fn one_bad_file_does_not_stop_the_rest() {
    let workspace = workspace();
    workspace.write("empty.txt", " \n");
    workspace.write("data.txt", b"%PDF-1.7\n\x00\x01");
    let bad = ["gone.txt", "empty.txt", "data.txt"];
    let outcome = workspace.run(CLASSIFY.iter().chain(&bad).chain(&["--format", "json"]));
    assert_eq!(outcome.code, Some(66), "that of the worst");
    assert_eq!(json(&outcome.out).as_array().unwrap().len(), 1);
    insta::assert_snapshot!(outcome.err, @r"
    1 article done, 3 failed (binary 1, empty 1, missing 1)
    error: 3 of 4 articles could not be used
    gone.txt: no such file or folder
    empty.txt: the article is empty
    data.txt: is a PDF, not text
      hint: save it as text or HTML first
    ");
    let alone = workspace.run(["quotes", "gone.txt"]).failure(66);
    assert_eq!(alone.err, "error: gone.txt: no such file or folder\n");
    let none = workspace.run(["quotes", "gone.txt", "empty.txt", "--format", "json"]);
    assert_eq!((none.code, json(&none.out)), (Some(66), Value::Array(Vec::new())));
}

#[test]
fn a_file_gets_no_colours() {
    let workspace = workspace();
    let outcome = classify(&workspace, &["--color", "always", "-o", "out.txt"]);
    assert_eq!((outcome.out.as_str(), outcome.err.as_str()), ("", "wrote out.txt (1 article)\n"));
    assert_eq!(workspace.text("out.txt"), classify(&workspace, &[]).out);
    let coloured = classify(&workspace, &["--color", "always"]).out;
    assert!(coloured.contains("\u{1b}[1m\u{1b}[32mfavor"), "{coloured:?}");
}

#[test]
fn text_cannot_command_the_terminal() {
    let workspace = workspace();
    workspace.write("levy.txt", "The levy\n\n\"The levy is \u{1b}[2Ja theft\u{7},\" Ana Ruiz said.\n");
    for command in [
        &CLASSIFY[..],
        &["quotes", "levy.txt"],
        &["explain", "--article", "levy.txt", "-m", "harbour.stance"],
    ] {
        let out = workspace.run(command).success().out;
        assert!(out.contains("a theft") && !out.contains(['\u{1b}', '\u{7}']), "{out:?}");
    }
}

#[test]
fn standard_input_is_an_article_unless_it_is_called_a_table() {
    let workspace = workspace();
    let mut command = workspace.stance();
    let piped =
        command.args(["classify", "-", "--target", "the levy", "-m", "harbour.stance"]).write_stdin(LEVY);
    assert_eq!(Outcome::of(piped).success().out, classify(&workspace, &[]).out.replace("levy.txt", "stdin"));
}

#[test]
fn options_of_articles_and_of_tables_do_not_mix() {
    let workspace = workspace();
    for arguments in [
        &["levy.txt", "harbour.csv"][..],
        &["harbour.csv", "--table", "--format", "json"],
        &["levy.txt", "--target", "the levy", "--target-file", "targets.toml"],
        &["levy.txt", "--column", "story=text"],
        &["levy.txt", "--resume"],
        &["levy.txt", "--resume", "-o", "out.txt"],
        &["-", "--resume", "-o", "out.jsonl", "--format", "jsonl"],
        &["levy.txt", "--map", "pro=favor"],
        &["levy.txt", "--target", " "],
        &["levy.txt", "--alias", "the fee"],
        &["levy.txt", "--table", "--target", "the levy"],
    ] {
        workspace.run(["classify", "-m", "harbour.stance"].iter().chain(arguments)).failure(2);
    }
}

#[test]
fn quotes_need_no_model_and_no_target() {
    insta::assert_snapshot!(workspace().run(["quotes", "levy.txt"]).success().out);
    let out = workspace().run(["quotes", "levy.txt", "--format", "csv"]).success().out;
    let rows: Vec<csv::StringRecord> =
        csv::Reader::from_reader(out.as_bytes()).records().map(Result::unwrap).collect();
    let report = json(&workspace().run(["quotes", "levy.txt", "--format", "json"]).success().out);
    let [attributions, untagged] =
        ["attributions", "untagged"].map(|key| report[key].as_array().unwrap().len());
    assert_eq!((rows.len(), untagged), (attributions + untagged, 1));
    assert_eq!(&rows[attributions][13], "\"We were never asked.\"");
}

#[test]
fn an_actor_is_explained_by_its_evidence() {
    let workspace = workspace();
    let explain = ["explain", "--article", "levy.txt", "--target", "the levy", "-m", "harbour.stance"];
    let one = workspace.run(explain.iter().chain(&["--actor", "ruiz", "--top", "2"])).success().out;
    insta::assert_snapshot!(one);
    let report = json(&workspace.run(explain.iter().chain(&["--format", "json"])).success().out);
    let classified = json(&classify(&workspace, &["--format", "json"]).out);
    for explained in report["actors"].as_array().unwrap() {
        assert_eq!(explained["stance"], actor(&classified, explained["name"].as_str().unwrap())["stance"]);
    }
    let unknown = workspace.run(explain.iter().chain(&["--actor", "Nobody"])).failure(2).err;
    assert!(unknown.contains("hint: its actors are "), "{unknown}");
}
