//! What `--help` says, as snapshots, and that its examples run.
//!
//! A changed help text: look at the difference, then `INSTA_UPDATE=always cargo test --test it help`.

use crate::support::Workspace;

/// The commands that `stance --help` lists.
fn commands() -> Vec<String> {
    let help = Workspace::empty().run(["--help"]).success().out;
    let list = help.split_once("Commands:\n").unwrap().1.split_once("\n\n").unwrap().0;
    // A line that is further in goes on with the description above.
    let entries =
        list.lines().filter_map(|line| line.strip_prefix("  ")).filter(|line| !line.starts_with(' '));
    let names = entries.filter_map(|line| line.split_whitespace().next());
    names.filter(|name| *name != "help").map(str::to_owned).collect()
}

#[test]
fn the_program_lists_its_commands() {
    insta::assert_snapshot!("help", Workspace::empty().run(["--help"]).success().out);
}

#[test]
fn every_command_explains_itself() {
    for command in commands() {
        let help = Workspace::empty().run([&command, "--help"]).success().out;
        insta::assert_snapshot!(format!("help-{command}"), help);
    }
    let help = Workspace::empty().run(["eval", "quotes", "--help"]).success().out;
    insta::assert_snapshot!("help-eval-quotes", help);
}

#[test]
fn a_bare_call_shows_the_help_and_is_wrong_usage() {
    let outcome = Workspace::empty().run::<&str>([]);
    assert_eq!(outcome.code, Some(2));
    assert!(outcome.err.contains("Commands:"), "{outcome:#?}");
}

#[test]
fn the_version_is_that_of_the_package() {
    let version = format!("stance {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(Workspace::empty().run(["--version"]).success().out, version);
}

#[cfg(all(unix, feature = "embedded-model"))]
mod examples {
    use super::commands;
    use crate::support::{self, HARBOUR, LEVY, Workspace, shell};

    /// The lines under `Examples:` in a command's help, without their remarks.
    fn examples(command: &str) -> Vec<String> {
        let help = Workspace::empty().run([command, "--help"]).success().out;
        let block = help.split_once("Examples:\n").unwrap_or_else(|| panic!("{command} has no examples")).1;
        block.lines().map_while(|line| line.strip_prefix("  ")).map(str::to_owned).collect()
    }

    /// The files that the examples speak of.
    fn files_of_the_examples() -> Workspace {
        let workspace = Workspace::with_model();
        for table in ["mine.csv", "table.csv", "training/one.csv", "eval/dev.csv"] {
            workspace.write(table, HARBOUR);
        }
        for folder in ["training/articles", "eval/articles/dev"] {
            workspace.write(&format!("{folder}/levy.toml"), LEVY);
        }
        let annotated: String = HARBOUR
            .lines()
            .enumerate()
            .map(|(i, line)| format!("{line},{}\n", if i == 0 { "phenomenon" } else { "plain" }))
            .collect();
        for table in ["ana.csv", "ben.csv"] {
            workspace.write(table, &annotated);
        }
        for article in ["article.txt", "news/one.txt"] {
            workspace.write(article, include_str!("../fixtures/levy.txt"));
        }
        let page = format!("<html><title>Levy</title><p>{}", include_str!("../fixtures/levy.txt"));
        workspace.write("page.html", page);
        let text = include_str!("../fixtures/levy.txt");
        let line = serde_json::json!({ "text": text }).to_string();
        workspace.write("news.jsonl", &line);
        workspace.write("news.jsonl.gz", support::gzip(line.as_bytes()));
        workspace.write("news.csv", format!("body\n\"{}\"\n", text.replace('"', "\"\"")));
        workspace.write("marked.jsonl", "{\"text\": \"Ruiz said no.\", \"attributions\": []}\n");
        workspace.write("polnear.jsonl", "{\"text\": \"Ruiz said no.\", \"attributions\": []}\n");
        workspace.write("mine.toml", "[[title]]\ntitle = \"Docent\"\n");
        workspace.write("targets.toml", "[[target]]\nname = \"the levy\"\n");
        workspace.write("mine.stance", workspace.read("harbour.stance"));
        workspace.write("train.jsonl", include_str!("../fixtures/newsmtsc.jsonl"));
        workspace.write("soft_labels.jsonl", include_str!("../fixtures/newsmtsc-soft.jsonl"));
        workspace
    }

    #[test]
    fn the_examples_in_the_help_run() {
        let workspace = files_of_the_examples();
        for command in commands() {
            let examples = examples(&command);
            assert!(!examples.is_empty(), "{command} has no examples");
            for example in examples {
                let outcome = shell(&example, workspace.root());
                // All tables are the same here, so that `eval` meets what `train` has learned from.
                let is_a_leak = outcome.err.contains("allow it with --allow-leak");
                let may_fail_its_check = example.contains("--min-f1") || is_a_leak;
                let as_told = outcome.code == Some(0) || outcome.code == Some(1) && may_fail_its_check;
                assert!(as_told, "{example}\n{outcome:#?}");
            }
        }
    }
}
