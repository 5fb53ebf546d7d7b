//! What goes wrong, where, how to mend it, and with which exit code.

use crate::support::{HARBOUR, Workspace};

const TRAIN: [&str; 6] = ["train", "t.csv", "--recipe", "bag", "-o", "a.stance"];

/// What `train` says of a table; nothing is written.
#[track_caller]
fn refused(table: &str) -> String {
    let workspace = Workspace::empty();
    workspace.write("t.csv", table);
    let outcome = workspace.run(TRAIN).failure(65);
    assert_eq!(workspace.files(), ["t.csv"], "nothing is written");
    outcome.err
}

#[test]
fn a_wrong_label_names_file_line_column_and_the_mend() {
    let said = refused(
        "text,holder,target,stance\nAna backs the ban.,Ana,the ban,favor\nBen hates the ban.,Ben,the ban,angry\n",
    );
    insta::assert_snapshot!(said, @r#"
    error: t.csv:3:stance: "angry" is not a stance
      hint: use favor, neutral or against, leave it empty, or translate it: --map "angry=favor"
    "#);
}

#[test]
fn lines_are_counted_through_quoted_line_breaks() {
    let said = refused(
        "text,target,stance\n\"A first\nsentence about the ban.\",the ban,favor\nThe ban.,,against\n",
    );
    assert!(said.starts_with("error: t.csv:4:target: a stance without a target\n  hint: "), "{said}");
}

#[test]
fn all_problems_are_listed_at_once() {
    let said =
        refused("text,holder,target,stance,voice\nAna hates it.,Bea,it,agianst,author\n,,x,favor,loud\n");
    assert!(said.starts_with("error: 4 problems\n") || said.starts_with("error: 5 problems\n"), "{said}");
    for place in ["t.csv:2:stance", "t.csv:2:holder", "t.csv:3:text", "t.csv:3:voice"] {
        assert!(said.contains(place), "{place} is missing: {said}");
    }
}

#[test]
fn problems_of_all_tables_are_listed() {
    let workspace = Workspace::empty();
    workspace.write("a.csv", "text,target,stance\nThe ban.,the ban,x\n");
    workspace.write("b.csv", "text,target,stance\nThe ban.,the ban,y\n");
    let said = workspace.run(["train", "a.csv", "b.csv", "-o", "m.stance"]).failure(65).err;
    assert!(said.contains("a.csv:2:stance") && said.contains("b.csv:2:stance"), "{said}");
}

#[test]
fn a_foreign_label_is_read_once_it_is_translated() {
    let workspace = Workspace::empty();
    workspace.write("t.csv", HARBOUR.replace(",favor,", ",yes,").replace(",against,", ",no,"));
    workspace.run(TRAIN).failure(65);
    workspace.run([&TRAIN[..], &["--map", "yes=favor", "--map", "no=against"]].concat()).success();
}

#[test]
fn a_table_without_labels_teaches_nothing() {
    let said = refused("text,target\nThe ban.,the ban\n");
    insta::assert_snapshot!(said, @r"
    error: t.csv: no row has a label
      hint: fill the column stance (favor, against, neutral) or sentiment (positive, negative, neutral)
    ");
}

#[test]
fn a_table_without_text_says_which_columns_it_has() {
    let said = refused("sentence,stance\nThe ban.,favor\n");
    insta::assert_snapshot!(said, @r#"
    error: t.csv:1: there is no column "text"
      hint: the first line names the columns; here it reads: sentence, stance
    "#);
}

#[test]
fn missing_inputs_have_their_own_exit_code() {
    let workspace = Workspace::with_model();
    for arguments in [
        vec!["train", "gone.csv", "-o", "a.stance"],
        vec!["train", "harbour.csv", "--recipe", "gone.toml", "-o", "a.stance"],
        vec!["train", "harbour.csv", "-o", "gone/a.stance"],
        vec!["eval", "gone.csv", "-m", "harbour.stance"],
        vec!["eval", "harbour.csv", "-m", "gone.stance"],
        vec!["classify", "gone.csv", "-m", "harbour.stance"],
        vec!["explain", "A sentence.", "-m", "gone.stance"],
        vec!["inspect", "gone.stance"],
        vec!["import", "newsmtsc", "gone.jsonl"],
    ] {
        let said = workspace.run(&arguments).failure(66).err;
        assert!(said.contains("gone") && said.contains("no such file or folder"), "{arguments:?}: {said}");
    }
    assert_eq!(workspace.files(), ["harbour.csv", "harbour.stance"]);
}

/// A temporary file's name means nothing to a user.
#[test]
fn a_file_that_is_taken_for_a_folder_is_named() {
    let workspace = Workspace::with_model();
    for arguments in [
        vec!["train", "harbour.csv", "--recipe", "bag", "-o", "harbour.csv/a.stance"],
        vec!["classify", "harbour.csv", "-m", "harbour.stance", "-o", "harbour.csv/a.csv"],
    ] {
        let said = workspace.run(&arguments).failure(74).err;
        let goal = arguments.last().unwrap();
        assert_eq!(said, format!("error: {goal}: cannot write: harbour.csv is a file\n"));
    }
}

#[test]
fn a_strength_that_is_none_is_wrong_usage() {
    let workspace = Workspace::new();
    for c in ["-1", "0", "NaN", "inf", "much"] {
        let said =
            workspace.run(["train", "harbour.csv", "-o", "a.stance", &format!("--c={c}")]).failure(2).err;
        assert!(said.contains("a number above 0 is wanted"), "{said}");
    }
}

#[test]
fn warnings_of_rare_classes_name_the_file() {
    let workspace = Workspace::new();
    let outcome = workspace.run(["train", "harbour.csv", "--recipe", "bag", "-o", "a.stance"]).success();
    assert!(outcome.err.contains("warning: harbour.csv:stance: 8 rows are labelled against"), "{outcome:#?}");
}

#[test]
fn warnings_of_a_file_are_one_line_and_each_of_them_on_request() {
    let workspace = Workspace::with_model();
    let row = |n: usize| format!("Ana Ruiz praised plan {n}.,Ana Ruiz,the tariff of {n},favor\n");
    let table: String = (1..8).map(row).collect();
    workspace.write("far.csv", format!("text,holder,target,stance\n{table}"));
    let command = ["classify", "far.csv", "-m", "harbour.stance"];
    let short = workspace.run(command).success().err;
    let line = "warning: far.csv: 7 × the target \"…\" does not stand in the text (lines 2, 3, 4, …)\n";
    assert!(short.starts_with(line), "{short}");
    assert_eq!((short.matches("warning: ").count(), short.matches("--verbose").count()), (1, 1), "{short}");
    let whole = workspace.run(command.iter().chain(&["--verbose"])).success().err;
    assert_eq!(whole.matches("warning: far.csv:").count(), 7, "{whole}");
    assert!(whole.contains("far.csv:8:target: the target \"the tariff of 7\" does not stand"), "{whole}");
}

#[test]
fn a_missing_output_folder_is_told_before_the_training() {
    let outcome = Workspace::new().run(["train", "harbour.csv", "-o", "gone/a.stance"]);
    assert_eq!(outcome.err, "error: gone/a.stance: no such file or folder\n");
}

#[test]
fn wrong_usage_has_its_own_exit_code() {
    let workspace = Workspace::with_model();
    for arguments in [
        vec!["dance"],
        vec!["train", "harbour.csv"],
        vec!["train", "-o", "a.stance"],
        vec!["train", "harbour.csv", "-o", "a.stance", "--recipe", "soup"],
        vec!["train", "harbour.csv", "-o", "a.stance", "--map", "yes"],
        vec!["train", "harbour.csv", "-o", "a.stance", "--map", "yes=maybe"],
        vec!["train", "harbour.csv", "-o", "a.stance", "--weight", "harbour.csv=-1"],
        vec!["train", "harbour.csv", "-o", "a.stance", "--weight", "other.csv=2"],
        vec!["train", "harbour.csv", "-o", "a.stance", "--threads", "0"],
        vec!["eval", "harbour.csv", "--format", "poem"],
        vec!["classify", "harbour.csv", "--delimiter", "ab"],
        vec!["explain", "A sentence.", "--voice", "loud"],
        vec!["import", "newsmtsc-soft", "x.jsonl"],
    ] {
        workspace.run(&arguments).failure(2);
    }
}

#[test]
fn an_unknown_group_of_features_names_the_known_ones() {
    let workspace = Workspace::new();
    let bag = include_str!("../../src/recipe/presets/bag.toml");
    workspace.write("mine.toml", bag.replace("bag = 1.0", "bagg = 1.0"));
    let said =
        workspace.run(["train", "harbour.csv", "--recipe", "mine.toml", "-o", "a.stance"]).failure(65).err;
    assert!(
        said.contains("unknown group of features `bagg`") && said.contains("hint: the groups are bag, "),
        "{said}"
    );
}

#[test]
fn a_folder_is_not_one_article_and_no_table() {
    let workspace = Workspace::with_model();
    let said = workspace.run(["explain", "--article", ".", "-m", "harbour.stance"]).failure(65).err;
    assert!(said.starts_with("error: .: is a folder, not an article"), "{said}");
    let said = workspace.run(["classify", "--table", ".", "-m", "harbour.stance"]).failure(65).err;
    assert!(said.starts_with("error: .: the folder holds no annotated article"), "{said}");
}

#[test]
fn a_holder_that_is_not_in_the_sentence_is_named() {
    let workspace = Workspace::with_model();
    let said = workspace
        .run(["explain", "The ban stays.", "--holder", "Ruiz", "-m", "harbour.stance"])
        .failure(65)
        .err;
    assert!(said.contains("the holder \"Ruiz\" does not stand in the text"), "{said}");
}
