//! How output appears: whole or not at all, on the right stream, with colour only where it is wanted.

use crate::support::{HARBOUR, Outcome, Workspace};

const CLASSIFY: [&str; 6] = ["classify", "harbour.csv", "-m", "harbour.stance", "-o", "out.csv"];

#[test]
fn an_output_file_replaces_the_old_one_and_leaves_nothing_beside_it() {
    let workspace = Workspace::with_model();
    workspace.write("out.csv", "old");
    let outcome = workspace.run(CLASSIFY).success();
    assert_eq!(outcome.out, "");
    assert!(outcome.err.contains("wrote out.csv (24 rows)"), "{outcome:#?}");
    assert!(workspace.text("out.csv").starts_with("text,holder,"));
    assert_eq!(workspace.files(), ["harbour.csv", "harbour.stance", "out.csv"]);
}

#[test]
fn a_failure_leaves_the_old_output() {
    let workspace = Workspace::with_model();
    workspace.write("out.csv", "old");
    workspace.write("harbour.csv", "text,holder\nA sentence.\n");
    workspace.run(CLASSIFY).failure(65);
    let before = workspace.read("harbour.stance");
    workspace.run(["train", "harbour.csv", "-o", "harbour.stance"]).failure(65);
    assert_eq!((workspace.text("out.csv").as_str(), workspace.read("harbour.stance")), ("old", before));
}

#[test]
fn an_input_can_be_its_own_output() {
    let workspace = Workspace::with_model();
    workspace.run(["classify", "harbour.csv", "-m", "harbour.stance", "-o", "harbour.csv"]).success();
    assert!(workspace.text("harbour.csv").lines().next().unwrap().ends_with("pred_sentiment_positive"));
}

#[test]
fn an_output_that_cannot_be_written_is_named() {
    let workspace = Workspace::with_model();
    // A file is no folder.
    let mut arguments = CLASSIFY;
    arguments[5] = "harbour.csv/out.csv";
    let said = workspace.run(arguments).failure(74).err;
    assert!(said.starts_with("error: harbour.csv/out.csv: cannot write: "), "{said}");
    // A folder is no file.
    arguments[5] = ".";
    workspace.run(arguments).failure(74);
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_an_error() {
    use std::fs::{Permissions, set_permissions, write};
    use std::os::unix::fs::PermissionsExt;
    let workspace = Workspace::with_model();
    std::fs::create_dir(workspace.path("locked")).unwrap();
    set_permissions(workspace.path("locked"), Permissions::from_mode(0o555)).unwrap();
    if write(workspace.path("locked/probe"), "").is_ok() {
        println!("skipped: this user may write everywhere");
        return;
    }
    let mut arguments = CLASSIFY;
    arguments[5] = "locked/out.csv";
    let said = workspace.run(arguments).failure(74).err;
    assert!(said.starts_with("error: locked/out.csv: cannot write: "), "{said}");
}

#[cfg(target_os = "linux")]
mod full_disk {
    use crate::support::{Workspace, shell};

    #[test]
    fn a_full_disk_is_an_error() {
        let workspace = Workspace::with_model();
        let said = workspace.run(["train", "harbour.csv", "-o", "/dev/full"]).failure(74).err;
        assert!(said.contains("/dev/full: cannot write: "), "{said}");
        let said = shell("stance classify harbour.csv -m harbour.stance > /dev/full", workspace.root());
        assert_eq!(said.code, Some(74));
        assert!(said.err.contains("standard output: cannot write: "), "{said:#?}");
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_seen_enough_ends_the_program_quietly() {
    let workspace = Workspace::with_model();
    // More than a pipe holds.
    let (header, rows) = HARBOUR.split_once('\n').unwrap();
    let many: String = std::iter::repeat_n(rows, 60).collect();
    workspace.write("many.csv", format!("{header}\n{many}"));
    let line = "{ stance classify many.csv -m harbour.stance -q; echo \"code $?\" >&2; } | head -n 1";
    let outcome = crate::support::shell(line, workspace.root()).success();
    assert_eq!(outcome.out.lines().count(), 1);
    assert_eq!(outcome.err, "code 0\n");
}

/// True if the text has an escape sequence.
fn is_coloured(text: &str) -> bool {
    text.contains('\u{1b}')
}

#[test]
fn colour_is_for_those_who_want_it() {
    let workspace = Workspace::with_model();
    let explain = |options: &[&str], no_color: bool| {
        let mut command = workspace.stance();
        command.args(["explain", "They praised it.", "-m", "harbour.stance"]).args(options);
        if no_color {
            command.env("NO_COLOR", "1");
        }
        Outcome::of(&mut command).success().out
    };
    let plain = explain(&[], false);
    assert!(!is_coloured(&plain), "a pipe gets none by itself");
    assert!(is_coloured(&explain(&["--color", "always"], false)));
    assert!(!is_coloured(&explain(&["--color", "never"], false)));
    assert_eq!(explain(&[], true), plain);
    assert!(is_coloured(&explain(&["--color", "always"], true)), "what is typed goes before the environment");
}

#[test]
fn colour_adds_nothing_but_colour() {
    let workspace = Workspace::with_model();
    let plain = workspace.run(["inspect", "harbour.stance"]).success().out;
    let coloured = workspace.run(["inspect", "harbour.stance", "--color", "always"]).success().out;
    let mut stripped = String::new();
    let mut rest = coloured.as_str();
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        stripped.push_str(before);
        rest = after.split_once('m').unwrap().1;
    }
    stripped.push_str(rest);
    assert_eq!(stripped, plain);
}

#[test]
fn an_error_is_coloured_as_asked() {
    let workspace = Workspace::empty();
    let said = workspace.run(["inspect", "gone.stance", "--color", "always"]).err;
    assert!(is_coloured(&said) && said.contains("gone.stance: no such file or folder"), "{said:?}");
}
