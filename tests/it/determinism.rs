//! The same tables give the same bytes, whatever the number of threads and, for what a model knows, whatever the order
//! of the rows.

use std::fs;
use std::path::Path;

use stance::label::Label;
use stance::model::{Head, Model};

use crate::support::{HARBOUR, Workspace};

/// A table of another's rows, several times over with small changes, so that work is split into many blocks.
fn repeated(table: &str, times: usize) -> String {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let column = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let (text, document) = (column("text"), column("document"));
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&headers).unwrap();
    for round in 0..times {
        for row in &rows {
            let fields = row.iter().enumerate().map(|(at, field)| match at {
                at if at == text => format!("{field} It was day {round}."),
                at if at == document => format!("{field}-{round}"),
                _ => field.to_owned(),
            });
            writer.write_record(fields).unwrap();
        }
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

#[track_caller]
fn same_bytes_for_any_number_of_threads(workspace: &Workspace, options: &[&str]) {
    let bytes = ["1", "2", "8"].map(|threads| {
        let arguments = ["train", "t.csv", "-q", "--threads", threads, "-o", "a.stance"];
        workspace.run([&arguments[..], options].concat()).success();
        workspace.read("a.stance")
    });
    assert!(bytes[0] == bytes[1] && bytes[0] == bytes[2]);
}

#[test]
fn threads_do_not_change_a_calibrated_model() {
    let workspace = Workspace::empty();
    workspace.write("t.csv", repeated(HARBOUR, 8));
    same_bytes_for_any_number_of_threads(&workspace, &["--recipe", "bag"]);
    same_bytes_for_any_number_of_threads(&workspace, &["--recipe", "bag", "--solver", "sparse"]);
}

#[test]
fn threads_do_not_change_a_full_model_of_many_rows() {
    let workspace = Workspace::empty();
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("training/sentences-a.csv");
    workspace.write("t.csv", repeated(&fs::read_to_string(ours).unwrap(), 4));
    let full = include_str!("../../src/recipe/presets/full.toml");
    workspace.write("quick.toml", format!("{full}\ncalibrate = false\n"));
    same_bytes_for_any_number_of_threads(&workspace, &["--recipe", "quick.toml"]);
}

#[test]
fn threads_do_not_change_predictions() {
    let workspace = Workspace::with_model();
    workspace.write("t.csv", repeated(HARBOUR, 40));
    let outputs = ["1", "2", "8"].map(|threads| {
        workspace.run(["classify", "t.csv", "-m", "harbour.stance", "--threads", threads]).success().out
    });
    assert!(outputs[0] == outputs[1] && outputs[0] == outputs[2]);
}

/// The rows of a table in another order.
fn shuffled(table: &str, step: usize) -> String {
    let (header, rows) = table.trim_end().split_once('\n').unwrap();
    let rows: Vec<&str> = rows.lines().collect();
    // `step` shares no factor with the number of rows, so every row comes once.
    let order = (0..rows.len()).map(|i| rows[(i * step + 3) % rows.len()]);
    std::iter::once(header).chain(order).map(|line| format!("{line}\n")).collect()
}

fn assert_same_knowledge<L: Label>(a: &Head<L>, b: &Head<L>) {
    assert_eq!(a.featurizer().vocabulary(), b.featurizer().vocabulary(), "features and document frequencies");
    assert_eq!(a.weights().columns(), b.weights().columns());
    for column in 0..u32::try_from(a.weights().columns()).unwrap() {
        for (x, y) in a.weights().of(column).into_iter().zip(b.weights().of(column)) {
            assert!((x - y).abs() < 1e-3, "column {column}: {x} and {y}");
        }
    }
}

#[test]
fn the_order_of_rows_does_not_change_what_a_model_knows() {
    for recipe in ["bag", "full"] {
        let workspace = Workspace::empty();
        let models = [1, 5, 23].map(|step| {
            workspace.write("t.csv", shuffled(HARBOUR, step));
            workspace.run(["train", "t.csv", "--recipe", recipe, "-o", "a.stance"]).success();
            Model::load(&workspace.path("a.stance")).unwrap()
        });
        for other in &models[1..] {
            assert_eq!(models[0].names, other.names);
            assert_same_knowledge(models[0].stance.as_ref().unwrap(), other.stance.as_ref().unwrap());
            assert_same_knowledge(models[0].sentiment.as_ref().unwrap(), other.sentiment.as_ref().unwrap());
        }
    }
}
