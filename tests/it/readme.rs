//! The commands of README.md and GUIDE.md run as printed, and print what is shown there.
//!
//! In blocks marked `console`, lines that start with `$ ` are typed into a shell, one after the other, in a fresh copy of
//! the tables and models; `> ` continues a line. What follows a command is compared with standard output, without
//! spaces at line ends; a line `...` stands for any lines. A command that nothing follows need only succeed, and
//! standard error is not compared. What `cargo` does is left to `.ci/run`.
#![cfg(all(unix, feature = "embedded-model"))]

use std::fs;
use std::path::Path;

use crate::support::{Workspace, shell};

/// A command with its line in the file, and what is printed under it.
#[derive(Debug, PartialEq, Eq)]
struct Session {
    line: usize,
    command: String,
    output: Vec<String>,
}

/// The commands of all `console` blocks.
fn sessions(markdown: &str) -> Vec<Session> {
    let mut sessions: Vec<Session> = Vec::new();
    // None outside of blocks; else whether the block is one of commands.
    let mut block = None;
    for (number, line) in (1..).zip(markdown.lines()) {
        if let Some(language) = line.trim_start().strip_prefix("```") {
            block = if block.is_some() { None } else { Some(language.trim() == "console") };
        } else if block == Some(true) {
            if let Some(command) = line.strip_prefix("$ ") {
                sessions.push(Session { line: number, command: command.to_owned(), output: Vec::new() });
            } else if let Some(session) = sessions.last_mut() {
                match line.strip_prefix("> ") {
                    Some(more) if session.output.is_empty() => session.command += &format!("\n{more}"),
                    _ => session.output.push(line.trim_end().to_owned()),
                }
            }
        }
    }
    for session in &mut sessions {
        while session.output.last().is_some_and(String::is_empty) {
            session.output.pop();
        }
    }
    sessions
}

/// True if the lines are those expected, where `...` stands for any number of lines.
fn fits(expected: &[String], lines: &[&str]) -> bool {
    match expected.split_first() {
        None => lines.is_empty(),
        Some((first, rest)) if first == "..." => {
            (0..=lines.len()).any(|skipped| fits(rest, &lines[skipped..]))
        }
        Some((first, rest)) => {
            lines.split_first().is_some_and(|(line, others)| line == first && fits(rest, others))
        }
    }
}

/// Copies a folder's files, and those of the folders in it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let goal = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &goal);
        } else {
            fs::copy(&path, &goal).unwrap();
        }
    }
}

#[test]
fn the_commands_of_the_readme_run_as_printed() {
    run_as_printed("README.md");
}

#[test]
fn the_commands_of_the_guide_run_as_printed() {
    run_as_printed("GUIDE.md");
}

fn run_as_printed(page: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let markdown = fs::read_to_string(root.join(page)).unwrap();
    let workspace = Workspace::empty();
    for folder in ["eval", "examples", "models", "training"] {
        if root.join(folder).is_dir() {
            copy(&root.join(folder), &workspace.path(folder));
        }
    }
    let sessions = sessions(&markdown);
    assert!(!sessions.is_empty(), "{page} has no block marked `console`");
    for Session { line, command, output } in sessions.into_iter().filter(|s| !s.command.starts_with("cargo "))
    {
        let outcome = shell(&command, workspace.root());
        assert_eq!(outcome.code, Some(0), "{page}:{line}: {command}\n{}{}", outcome.out, outcome.err);
        let printed: Vec<&str> = outcome.out.trim_end().lines().map(str::trim_end).collect();
        assert!(
            output.is_empty() || fits(&output, &printed),
            "{page}:{line}: {command}\nprints\n{}\nand {page} shows\n{}",
            printed.join("\n"),
            output.join("\n")
        );
    }
}

#[test]
fn commands_and_their_output_are_told_apart() {
    let markdown =
        "```sh\n$ not this\n```\n```console\n$ one \\\n> two\nout  \n\nmore\n\n$ three\n```\n$ nor this\n";
    let session = |line, command: &str, output: &[&str]| Session {
        line,
        command: command.to_owned(),
        output: output.iter().map(|&line| line.to_owned()).collect(),
    };
    assert_eq!(
        sessions(markdown),
        [session(5, "one \\\ntwo", &["out", "", "more"]), session(11, "three", &[])]
    );
}

#[test]
fn three_dots_stand_for_any_lines() {
    let expected = |lines: &[&str]| lines.iter().map(|&line| line.to_owned()).collect::<Vec<_>>();
    assert!(fits(&expected(&["a", "...", "d"]), &["a", "b", "c", "d"]));
    assert!(fits(&expected(&["a", "..."]), &["a"]));
    assert!(!fits(&expected(&["a", "...", "d"]), &["a", "b"]));
    assert!(!fits(&expected(&["a"]), &["a", "b"]));
}
