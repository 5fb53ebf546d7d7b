//! Beyond `stance eval`: models compared, annotators compared, cross-validation, leaks.

use serde_json::Value;

use crate::support::Workspace;

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

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

/// The harbour table with other labels in some rows.
fn second_opinion(workspace: &Workspace) {
    let changed = workspace.text("harbour.csv").replacen(",favor,", ",neutral,", 2);
    workspace.write("second.csv", changed);
}

#[test]
fn agreement_shows_coefficients_and_lists_disagreements() {
    let workspace = Workspace::new();
    second_opinion(&workspace);
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
    second_opinion(&workspace);
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
