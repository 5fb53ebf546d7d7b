//! Beyond `stance eval`: models compared, annotators compared, cross-validation, leaks.

use serde_json::Value;

use crate::json_schema;
use crate::support::{LEVY, Workspace, json};

/// With a second model, which knows words but no target.
fn two_models() -> Workspace {
    let workspace = Workspace::with_model();
    let blind = include_str!("../../src/recipe/presets/bag.toml").replace("c = 1.0", "c = 0.0001");
    workspace.write("weak.toml", blind.replace("name = \"bag\"", "name = \"weak\""));
    workspace.run(["train", "harbour.csv", "--recipe", "weak.toml", "-o", "weak.stance"]).success();
    workspace
}

#[test]
fn compare_shows_differences_tests_and_changed_rows() {
    let workspace = two_models();
    let arguments = ["compare", "weak.stance", "harbour.stance", "harbour.csv", "--draws", "200"];
    let table = workspace.run(arguments).success().out;
    for said in ["A is weak.stance, B is harbour.stance.", "macro F1", "exact McNemar", "wrong → right"] {
        assert!(table.contains(said), "{table}");
    }
    let report = json(&workspace.run(arguments.iter().chain(&["--format", "json"])).success().out);
    let stance = &report["heads"]["stance"];
    let accuracy = &stance["measures"]["accuracy"];
    let difference = accuracy["b"].as_f64().unwrap() - accuracy["a"].as_f64().unwrap();
    assert!((accuracy["difference"].as_f64().unwrap() - difference).abs() < 1e-12);
    let count = |key: &str| stance["changes"][key].as_u64().unwrap();
    assert_eq!(count("wrong_to_right"), stance["mcnemar"]["only_b"].as_u64().unwrap());
    let all = count("wrong_to_right") + count("right_to_wrong") + count("wrong_to_wrong");
    assert_eq!(stance["changed"].as_array().unwrap().len() as u64, all);
    let markdown = workspace.run(arguments.iter().chain(&["--format", "markdown"])).success().out;
    assert!(markdown.contains("| macro F1 | "), "{markdown}");
}

#[test]
fn a_model_compared_with_itself_does_not_differ() {
    let workspace = Workspace::with_model();
    let arguments = ["compare", "harbour.stance", "harbour.stance", "harbour.csv", "--format", "json"];
    let stance = &json(&workspace.run(arguments).success().out)["heads"]["stance"];
    assert_eq!(stance["measures"]["macro_f1"]["difference"], 0.0);
    assert_eq!(stance["measures"]["macro_f1"]["p"], 1.0);
    assert_eq!((&stance["mcnemar"]["p"], stance["changed"].as_array().unwrap().len()), (&1.0.into(), 0));
}

#[test]
fn agreement_shows_coefficients_and_lists_disagreements() {
    let workspace = Workspace::new();
    workspace.second_opinion();
    let arguments = ["agreement", "harbour.csv", "second.csv", "--draws", "100"];
    let table = workspace.run(arguments).success().out;
    for said in
        ["24 rows by 2 annotators", "Krippendorff", "Gwet AC1", "2 disagreements", "harbour \\ second"]
    {
        assert!(table.contains(said), "{table}");
    }
    let report = json(&workspace.run(arguments.iter().chain(&["--format", "json"])).success().out);
    let percent = report["all"]["percent"]["value"].as_f64().unwrap();
    assert!((percent - 22.0 / 24.0).abs() < 1e-12);
    assert_eq!(report["disagreements"].as_array().unwrap().len(), 2);
    assert_eq!(report["disagreements"][0]["labels"]["second"], "neutral");
    workspace.run(arguments.iter().chain(&["-o", "both.csv", "--rows", "0"])).success();
    let written = workspace.text("both.csv");
    assert!(written.starts_with("id,place,document,holder,target,text,harbour,second\n"), "{written}");
    assert_eq!(written.lines().count(), 3);
}

#[test]
fn agreement_needs_two_tables_and_a_column_that_is_there() {
    let workspace = Workspace::new();
    workspace.second_opinion();
    workspace.run(["agreement", "harbour.csv"]).failure(2);
    let unknown = workspace.run(["agreement", "harbour.csv", "second.csv", "--by", "mood"]).failure(2);
    assert!(unknown.err.contains("no column `mood`") && unknown.err.contains("holder"), "{unknown:#?}");
}

#[test]
fn crossval_pools_the_folds_and_writes_predictions() {
    let workspace = Workspace::new();
    let arguments = [
        "crossval",
        "harbour.csv",
        "--recipe",
        "bag",
        "--folds",
        "4",
        "--draws",
        "100",
        "--label-errors",
        "3",
    ];
    let table = workspace.run(arguments).success().out;
    for said in ["24 rows of 8 documents, recipe bag, 4 folds", "fold 4", "Out-of-fold log loss", "pooled"] {
        assert!(table.contains(said), "{table}");
    }
    let more = ["-o", "out.csv", "--learning-curve", "--format", "json"];
    let report = json(&workspace.run(arguments.iter().chain(&more)).success().out);
    let stance = &report["heads"]["stance"];
    let folds = stance["measures"]["accuracy"]["folds"].as_array().unwrap();
    let mean = folds.iter().map(|fold| fold.as_f64().unwrap()).sum::<f64>() / 4.0;
    assert!((stance["measures"]["accuracy"]["mean"].as_f64().unwrap() - mean).abs() < 1e-12);
    assert_eq!(stance["learning_curve"].as_array().unwrap().len(), 5);
    let mut written = csv::Reader::from_path(workspace.path("out.csv")).unwrap();
    let columns = written.headers().unwrap().clone();
    let at = |name: &str| columns.iter().position(|column| column == name).unwrap();
    let rows: Vec<csv::StringRecord> = written.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 24);
    let right = rows.iter().filter(|row| row[at("stance")] == row[at("pred_stance")]).count();
    assert_eq!(stance["measures"]["accuracy"]["value"].as_f64().unwrap(), right as f64 / 24.0);
    assert!(rows.iter().all(|row| ["1", "2", "3", "4"].contains(&&row[at("pred_fold")])));
}

#[test]
fn crossval_does_not_depend_on_the_number_of_threads() {
    let workspace = Workspace::new();
    let report = |threads| {
        let arguments = ["crossval", "harbour.csv", "--recipe", "bag", "--folds", "3", "--threads", threads];
        workspace.run(arguments).success().out
    };
    assert_eq!(report("1"), report("3"));
}

fn eval(workspace: &Workspace, more: &[&str]) -> Value {
    let arguments = ["eval", "harbour.csv", "-m", "harbour.stance", "--draws", "100", "--format", "json"];
    json(&workspace.run(arguments.iter().chain(more)).success().out)
}

#[test]
fn eval_shows_what_lies_behind_the_scores() {
    let workspace = Workspace::with_model();
    let report = eval(&workspace, &["--slice", "document", "--errors", "2", "--precision", "0.5"]);
    let head = &report["heads"]["sentiment"];
    assert_eq!(head["calibration"]["before"], Value::Null, "24 rows are too few for a calibrator");
    assert!(head["calibration"]["after"]["log_loss"]["ci95"][0].as_f64().is_some());
    let rows = |bin: &Value| bin["rows"].as_u64().unwrap();
    let bins = head["calibration"]["after"]["bins_equal_mass"].as_array().unwrap();
    assert_eq!(bins.iter().map(rows).sum::<u64>(), 24);
    assert!(head["selection"]["coverage"].as_f64().unwrap() > 0.5);
    assert!(head["ranking"]["negative"]["average_precision"].as_f64().unwrap() > 0.8);
    let slices = head["slices"].as_array().unwrap();
    assert_eq!(slices.iter().filter(|slice| slice["column"] == "document").map(rows).sum::<u64>(), 24);
    assert!(slices.iter().all(|slice| slice["flagged"] == false), "no slice has 30 rows");
    let errors = head["errors"].as_array().unwrap();
    assert_eq!(errors.len(), 2);
    assert!(errors.iter().all(|error| error["gold"] != error["predicted"]));
    assert!(errors[0]["features"][0]["margin"].as_f64().unwrap() > 0.0);
    assert!(report["heads"]["stance"]["name_swap"]["rows"].as_u64().unwrap() > 0);
    assert_eq!(report["leakage"], Value::Null);
}

/// Every review as JSON fits the published schema.
#[test]
fn the_reviews_are_as_the_schema_says() {
    let schema = json(include_str!("../../docs/review.schema.json"));
    let workspace = two_models();
    workspace.second_opinion();
    workspace.write("press/levy.toml", LEVY);
    pairs(&workspace);
    for (name, command) in [
        ("eval", "eval pairs.csv press -m harbour.stance --train-data harbour.csv --errors 3 --allow-leak"),
        ("eval", "eval harbour.csv -m harbour.stance --draws 0 --scores-only"),
        ("compare", "compare weak.stance harbour.stance harbour.csv --draws 50"),
        ("agreement", "agreement harbour.csv second.csv --by document --draws 50"),
        (
            "crossval",
            "crossval harbour.csv --recipe bag --folds 3 --learning-curve --curve-seeds 2 --label-errors 2",
        ),
    ] {
        let report = workspace.run(command.split(' ').chain(["--format", "json"])).success().out;
        let problems = json_schema::problems_of(&schema, name, &json(&report));
        assert_eq!(problems, Vec::<String>::new(), "{command}");
    }
}

/// The harbour table with a column `pair`: rows of one document by twos, where their labels differ.
fn pairs(workspace: &Workspace) {
    let table = workspace.text("harbour.csv");
    let rows = table.lines().enumerate().map(|(i, line)| match i {
        0 => format!("{line},pair\n"),
        _ => format!("{line},p{}\n", (i - 1) / 2),
    });
    workspace.write("pairs.csv", rows.collect::<String>());
}

#[test]
fn a_minimal_pair_is_right_only_together() {
    let workspace = Workspace::with_model();
    pairs(&workspace);
    let arguments = ["eval", "pairs.csv", "-m", "harbour.stance", "--format"];
    let report = json(&workspace.run(arguments.iter().chain(&["json"])).success().out);
    let pairs = &report["heads"]["stance"]["pairs"];
    let count = |key: &str| pairs[key].as_u64().unwrap();
    let left_out = pairs["left_out"].as_array().unwrap().len() as u64;
    assert_eq!(count("pairs") + left_out, 12);
    assert!(count("pairs") > 0 && count("both_right") <= count("pairs"), "{pairs}");
    assert_eq!(pairs["value"].as_f64().unwrap(), count("both_right") as f64 / count("pairs") as f64);
    let low = pairs["ci95"][0].as_f64().unwrap();
    assert!(low < pairs["value"].as_f64().unwrap());
    assert!(workspace.run(arguments.iter().chain(&["table"])).success().out.contains("minimal pairs"));
}

#[test]
fn bounds_hold_for_figures_classes_and_the_ends_of_intervals() {
    let workspace = Workspace::with_model();
    workspace.write("harbour.csv", workspace.text("harbour.csv").replacen(",favor,", ",against,", 2));
    let eval =
        |more: &[&str]| workspace.run(["eval", "harbour.csv", "-m", "harbour.stance"].iter().chain(more));
    let kept =
        ["--min-f1", "0.5", "--min-precision=favor=0.5", "--min-recall", "neutral=0.5", "--max-ece", "1"];
    eval(&kept).success();
    eval(&["--min-accuracy", "0.85", "--min-accuracy", "sentiment=0.5"]).success();
    // 22 of 24 rows are right, and the lower end is lower.
    let failed = eval(&["--min-accuracy", "0.85", "--at-lower-bound", "--max-ece", "0", "--min-f1", "0.1"]);
    assert_eq!(failed.code, Some(1), "{failed:#?}");
    assert!(failed.out.contains("stance: 24 rows"), "the review is still printed");
    let told: Vec<&str> = failed.err.lines().filter(|line| line.contains(" is ")).collect();
    let [accuracy, error] = told[..] else { panic!("{failed:#?}") };
    assert!(accuracy.starts_with("error: the stance head's accuracy is 0.917 ["), "{accuracy}");
    assert!(accuracy.ends_with("at its lower end below --min-accuracy 0.85"), "{accuracy}");
    assert!(error.starts_with("the stance head's calibration error is "), "{error}");
    assert!(error.ends_with("at its upper end above --max-ece 0"), "{error}");
    let recall = eval(&["--min-recall", "favor=1", "--min-recall", "against=1"]);
    assert_eq!(recall.code, Some(1));
    assert!(recall.err.contains("the stance head's recall of against is "), "{recall:#?}");
    for wrong in [
        ["--min-f1", "1.1"],
        ["--min-f1", "-0.1"],
        ["--max-ece", "NaN"],
        ["--min-recall", "up=0.5"],
        ["--min-accuracy", "against=0.5"],
    ] {
        let option = format!("{}={}", wrong[0], wrong[1]);
        workspace.run(["eval", "harbour.csv", "-m", "harbour.stance", &option]).failure(2);
    }
}

/// What a model was trained on is known without the tables: by hashes beside it.
#[test]
fn a_sketch_beside_the_model_finds_leaks() {
    let workspace = Workspace::new();
    workspace.run(["train", "harbour.csv", "--recipe", "bag", "-o", "a.stance"]).success();
    assert_eq!(workspace.files(), ["a.stance", "a.stance.sketch", "harbour.csv"]);
    let eval = |more: &[&str]| workspace.run(["eval", "harbour.csv", "-m", "a.stance"].iter().chain(more));
    let leak = eval(&["--min-f1", "0.1"]);
    assert_eq!(leak.code, Some(1), "{leak:#?}");
    assert!(leak.err.contains("the tables share 24 texts, 8 documents"), "{leak:#?}");
    assert_eq!(eval(&["--allow-leak=text,document"]).code, Some(1), "targets are shared too");
    eval(&["--allow-leak=text,document,target"]).success();
    let report = json(&eval(&["--allow-leak", "--scores-only", "--format", "json"]).success().out);
    assert_eq!(report["leakage"]["against"], serde_json::json!(["sketch"]));
    assert_eq!(report["leakage"]["counts"]["texts"], 24);
    assert_eq!(report["leakage"].get("texts"), None);
    // A sketch of another model says nothing, and a damaged one is told.
    workspace.write("b.stance.sketch", workspace.read("a.stance.sketch"));
    workspace
        .run(["train", "harbour.csv", "--recipe", "bag", "--c", "2", "-o", "b.stance", "--no-sketch"])
        .success();
    let foreign = workspace.run(["eval", "harbour.csv", "-m", "b.stance"]).success();
    assert!(foreign.err.contains("b.stance.sketch: belongs to another model"), "{foreign:#?}");
    workspace.write("a.stance.sketch", "no sketch");
    eval(&[]).failure(65);
}

#[test]
fn articles_that_were_trained_on_are_leaks_too() {
    let workspace = Workspace::new();
    workspace.write("press/levy.toml", LEVY);
    workspace.run(["train", "harbour.csv", "press", "--recipe", "bag", "-o", "a.stance"]).success();
    let outcome = workspace.run(["eval", "press", "-m", "a.stance"]);
    assert_eq!(outcome.code, Some(1), "{outcome:#?}");
    assert!(
        outcome.err.contains("the articles share ") && outcome.err.contains("1 document"),
        "{outcome:#?}"
    );
    workspace.run(["eval", "press", "-m", "a.stance", "--allow-leak"]).success();
    workspace.run(["train", "harbour.csv", "--recipe", "bag", "-o", "a.stance"]).success();
    let outcome = workspace.run(["eval", "press", "-m", "a.stance", "--format", "json"]).success().out;
    let calibration = &json(&outcome)["articles"]["calibration"];
    let actors = |of: &str| calibration[of]["actors"].as_u64().unwrap();
    assert!(actors("matched") <= actors("shown"), "{calibration}");
}

#[test]
fn scores_only_shows_no_row() {
    let workspace = Workspace::with_model();
    workspace.write("press/levy.toml", LEVY);
    for format in ["table", "markdown", "json"] {
        let arguments =
            ["eval", "harbour.csv", "press", "-m", "harbour.stance", "--scores-only", "--format", format];
        let train = ["--train-data", "harbour.csv", "--allow-leak"];
        let out = workspace.run(arguments.iter().chain(&train)).success().out;
        let rows = csv::Reader::from_reader(workspace.text("harbour.csv").as_bytes())
            .into_records()
            .map(|row| row.unwrap()[0].to_owned())
            .collect::<Vec<_>>();
        assert!(rows.iter().all(|text| !out.contains(&text[..20])), "{format}: {out}");
        assert!(!out.contains("harbour.csv:") && !out.contains("Ruiz"), "{format}: {out}");
    }
    let errors = ["eval", "harbour.csv", "-m", "harbour.stance", "--scores-only", "--errors", "3"];
    workspace.run(errors).failure(2);
}

#[test]
fn eval_fails_on_a_leak_unless_it_is_allowed() {
    let workspace = Workspace::with_model();
    let arguments =
        ["eval", "harbour.csv", "-m", "harbour.stance", "--draws", "0", "--train-data", "harbour.csv"];
    let outcome = workspace.run(arguments);
    assert_eq!(outcome.code, Some(1), "{outcome:#?}");
    assert!(outcome.err.contains("the tables share 24 texts, 8 documents, "), "{outcome:#?}");
    assert!(outcome.out.contains("Shared with the training data"), "{outcome:#?}");
    let report = eval(&workspace, &["--train-data", "harbour.csv", "--allow-leak"]);
    assert_eq!(report["leakage"]["texts"].as_array().unwrap().len(), 24);
    let sights = &report["heads"]["stance"]["sights"];
    for name in ["same recipe", "target-blind", "holder-blind"] {
        assert!(sights[name]["macro_f1"]["value"].as_f64().is_some(), "{sights}");
    }
    assert_eq!(sights["same recipe"]["gain"], 0.0);
}

/// `--train-data training/*.csv` must not make tables under review of all but the first.
#[test]
fn train_data_takes_all_tables_that_follow() {
    let workspace = Workspace::with_model();
    workspace.write("one.csv", "text,target,stance\nAna praised a pier.,a pier,favor\n");
    let more = ["--train-data", "one.csv", "harbour.csv", "--allow-leak"];
    let report = eval(&workspace, &more);
    assert_eq!(report["heads"]["stance"]["rows"], 24);
    assert_eq!(report["leakage"]["texts"].as_array().unwrap().len(), 24);
}

#[test]
fn eval_of_rows_that_were_not_trained_on_succeeds() {
    let workspace = Workspace::with_model();
    workspace.write(
        "other.csv",
        "text,holder,target,stance,document\n\
         Cyclists praised the bridge tax at length.,Cyclists,the bridge tax,favor,x1\n\
         Farmers attacked the bridge tax again.,Farmers,the bridge tax,against,x2\n\
         A clerk read out the bridge tax.,A clerk,the bridge tax,neutral,x3\n",
    );
    let arguments = ["eval", "other.csv", "-m", "harbour.stance", "--train-data", "harbour.csv"];
    let table = workspace.run(arguments).success().out;
    assert!(table.contains("No text, nearly equal text, document or target is shared."), "{table}");
}
