//! Many articles in one run: every kind of file, in order, in one pass, stopped and gone on with.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::support::{Outcome, Workspace, gzip};

const LEVY: &str = include_str!("../fixtures/levy.txt");
const DAM: &str = include_str!("../fixtures/dam.txt");

/// With a model and some articles about the levy.
fn workspace() -> Workspace {
    let workspace = Workspace::with_model();
    workspace.write("levy.txt", LEVY);
    workspace.write("dam.txt", DAM);
    workspace
}

fn classify(workspace: &Workspace, more: &[&str]) -> Outcome {
    workspace.run(["classify", "-m", "harbour.stance"].iter().chain(more))
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// `count` articles in lines, with numbers as titles.
fn corpus(count: usize) -> String {
    (0..count).fold(String::new(), |mut all, n| {
        let _ =
            writeln!(all, "{}", json!({ "id": n, "text": format!("Story {n}\n\n{LEVY}"), "desk": "city" }));
        all
    })
}

/// The ids of the articles in an output, in order.
fn ids(output: &str) -> Vec<String> {
    lines(output).iter().map(|line| line["article"]["id"].as_str().unwrap().to_owned()).collect()
}

fn numbers(count: usize) -> Vec<String> {
    (0..count).map(|n| n.to_string()).collect()
}

#[test]
fn one_article_is_the_same_whatever_file_it_comes_in() {
    let workspace = workspace();
    let (title, body) = LEVY.split_once("\n\n").unwrap();
    let object = json!({ "headline": title, "body": body, "date": "2024-05-06" }).to_string();
    workspace.write("a.jsonl", &object);
    workspace.write("a.csv", format!("Title;Text\n{title};\"{}\"\n", body.replace('"', "\"\"")));
    workspace.write(
        "utf16.txt",
        LEVY.encode_utf16().fold(vec![0xff, 0xfe], |mut bytes, unit| {
            bytes.extend(unit.to_le_bytes());
            bytes
        }),
    );
    let mut files = vec!["levy.txt", "a.jsonl", "a.csv", "utf16.txt"];
    if cfg!(feature = "formats") {
        workspace.write("a.txt.gz", gzip(LEVY.as_bytes()));
        workspace.write("a.md", format!("# {title}\n\n{body}"));
        files.extend(["a.txt.gz", "a.md"]);
    }
    if cfg!(feature = "html") {
        let paragraphs: String = body.split("\n\n").map(|p| format!("<p>{p}</p>")).collect();
        workspace.write("a.html", format!(
            "<!doctype html><html lang=en><head><title>{title}</title></head><body><nav><a href=/>Home</a></nav>\
             <article><h1>{title}</h1>{paragraphs}</article></body></html>"
        ));
        files.push("a.html");
    }
    let stances = |file: &str| {
        let out = classify(&workspace, &[file, "--target", "the levy", "--format", "jsonl"]).success().out;
        let report = lines(&out).remove(0);
        let actors = report["actors"].as_array().unwrap().iter();
        let row =
            |actor: &Value| (actor["name"].clone(), actor["stance"].clone(), actor["confidence"].clone());
        actors.map(row).collect::<Vec<_>>()
    };
    let wanted = stances("levy.txt");
    assert!(!wanted.is_empty());
    for file in files {
        assert_eq!(stances(file), wanted, "{file}");
    }
}

#[test]
fn several_articles_are_one_array_wherever_they_come_from() {
    let workspace = workspace();
    let two = "{\"text\": \"Ana Ruiz said no.\"}\n{\"text\": \"Tom Reed said yes.\"}\n";
    workspace.write("a.jsonl", two);
    workspace.write("a", two);
    let typed = |arguments: &[&str]| {
        let mut command = workspace.stance();
        Outcome::of(command.args(["quotes", "--format", "json"]).args(arguments).write_stdin(two)).success()
    };
    for arguments in [&["a.jsonl"][..], &["a"], &["a", "--from", "jsonl"], &["-"], &["-", "--from", "jsonl"]]
    {
        let outcome = typed(arguments);
        let reports: Vec<Value> = serde_json::from_str(&outcome.out).unwrap();
        let records: Vec<&Value> = reports.iter().map(|report| &report["record"]).collect();
        assert_eq!(records, [&json!(1), &json!(2)], "{arguments:?}");
        assert_eq!(outcome.err, "2 articles done\n", "{arguments:?}");
    }
}

#[test]
fn what_a_file_says_of_an_article_is_passed_on() {
    let workspace = workspace();
    let article =
        json!({ "text": LEVY, "id": 7, "authors": ["Ann Lee"], "url": "https://x.org", "desk": "city" });
    workspace.write("a.jsonl", article.to_string());
    let report =
        &lines(&classify(&workspace, &["a.jsonl", "--format", "jsonl", "--with-text"]).success().out)[0];
    let wanted = json!({
        "id": "7", "byline": "Ann Lee", "url": "https://x.org", "meta": { "desk": "city" }, "text": LEVY
    });
    assert_eq!((&report["article"], &report["record"]), (&wanted, &json!(1)));
    for command in ["classify", "quotes"] {
        let model: &[&str] = if command == "classify" { &["-m", "harbour.stance"] } else { &[] };
        let out = workspace.run([command, "a.jsonl", "--format", "csv"].iter().chain(model)).success().out;
        let mut rows = csv::Reader::from_reader(out.as_bytes());
        let header = rows.headers().unwrap().clone();
        let row = rows.records().next().unwrap().unwrap();
        let field = |name: &str| &row[header.iter().position(|column| column == name).unwrap()];
        assert_eq!([field("id"), field("byline"), field("meta")], ["7", "Ann Lee", "{\"desk\":\"city\"}"]);
    }
}

#[test]
fn columns_may_have_any_name() {
    let workspace = workspace();
    workspace.write("a.csv", format!("story,head\n\"{}\",Levy\n", LEVY.replace('"', "\"\"")));
    let said = classify(&workspace, &["a.csv", "--target", "the levy"]).failure(65).err;
    assert!(said.contains("hint: name it: --column text=NAME; the first line reads: story, head"), "{said}");
    let named = ["a.csv", "--target", "the levy", "--column", "text=story", "--column", "title=head"];
    assert!(classify(&workspace, &named).success().out.starts_with("Levy\n"));
}

#[test]
fn several_targets_are_asked_in_one_run() {
    let workspace = workspace();
    workspace.write(
        "targets.toml",
        "[[target]]\nname = \"the levy\"\n[[target]]\nname = \"the dam\"\naliases = [\"the wall\"]\n\
         [[target]]\nname = \"the mayor\"\ntitle = [\"carnival\"]\n",
    );
    let arguments = ["levy.txt", "dam.txt", "--target-file", "targets.toml", "--format", "jsonl"];
    let out = lines(&classify(&workspace, &arguments).success().out);
    let asked: Vec<(&str, &str)> =
        out.iter().map(|r| (r["file"].as_str().unwrap(), r["target"]["name"].as_str().unwrap())).collect();
    assert!(
        asked.contains(&("levy.txt", "the levy")) && asked.contains(&("dam.txt", "the dam")),
        "{asked:?}"
    );
    assert!(!asked.iter().any(|(_, target)| *target == "the mayor"), "{asked:?}");
    // One run for several targets says what one run for each says.
    for report in &out {
        let [file, target] = [&report["file"], &report["target"]["name"]].map(|v| v.as_str().unwrap());
        let mut alone = vec![file, "--target", target, "--format", "jsonl"];
        if target == "the dam" {
            alone.extend(["--alias", "the wall"]);
        }
        assert_eq!(&lines(&classify(&workspace, &alone).success().out)[0], report);
    }
}

#[test]
fn known_actors_have_one_name_in_all_articles() {
    let workspace = workspace();
    workspace.write("a.txt", "Ana Ruiz rejected the levy.\n");
    workspace.write("b.txt", "Minister Ruiz rejected the levy.\n");
    workspace.write(
        "actors.toml",
        "[[actor]]\nid = \"Q1\"\nname = \"Ana Maria Ruiz\"\nkind = \"person\"\naliases = [\"Ana Ruiz\", \"Ruiz\"]\n",
    );
    let arguments =
        ["a.txt", "b.txt", "--target", "the levy", "--actors", "actors.toml", "--format", "jsonl"];
    for report in lines(&classify(&workspace, &arguments).success().out) {
        let actor = &report["actors"][0];
        assert_eq!((&actor["known"], &actor["name"]), (&json!("Q1"), &json!("Ana Maria Ruiz")), "{report:#}");
    }
}

#[test]
fn output_is_in_the_order_of_the_inputs_for_any_number_of_threads() {
    let workspace = workspace();
    workspace.write("a.jsonl", corpus(60));
    let run = |threads: &str| {
        let arguments = ["a.jsonl", "--target", "the levy", "--format", "jsonl", "--threads", threads];
        classify(&workspace, &arguments).success().out
    };
    let one = run("1");
    assert_eq!(ids(&one), numbers(60));
    assert_eq!(run("7"), one);
}

#[cfg(feature = "formats")]
#[test]
fn other_languages_are_skipped_and_counted() {
    let workspace = workspace();
    let german = "Die Ministerin lehnte die Abgabe am Montag ab und sagte, dass sie dem Hafen schaden würde.";
    workspace.write("de.txt", german);
    let both = ["levy.txt", "de.txt", "--target", "the levy", "--errors", "left.jsonl", "--format", "jsonl"];
    let outcome = classify(&workspace, &both).success();
    assert_eq!(outcome.err, "1 article done, 1 skipped (German)\n");
    let left = &lines(&workspace.text("left.jsonl"))[0];
    assert_eq!(
        [&left["what"], &left["reason"], &left["file"]],
        ["skipped", "German", "de.txt"].map(|v| json!(v)).each_ref()
    );
    let alone = classify(&workspace, &["de.txt", "--target", "die Abgabe"]).failure(65).err;
    assert_eq!(
        alone,
        "error: de.txt: seems to be in German; models know English only\n  hint: --force reads it all the same\n"
    );
    classify(&workspace, &["de.txt", "--target", "die Abgabe", "--force"]).success();
}

#[test]
fn failures_are_counted_by_reason_and_written_down() {
    let workspace = workspace();
    workspace.write("a.jsonl", format!("{{\"text\":1}}\n{{\"text\":\"\"}}\n{}", corpus(2)));
    let arguments =
        ["a.jsonl", "gone.txt", "--target", "the levy", "--format", "jsonl", "--errors", "e.jsonl"];
    let outcome = classify(&workspace, &arguments);
    assert_eq!((outcome.code, lines(&outcome.out).len()), (Some(66), 2));
    assert!(
        outcome.err.starts_with("2 articles done, 3 failed (bad JSON 1, empty 1, missing 1)\nerror: 3 of 5"),
        "{outcome:#?}"
    );
    let errors = lines(&workspace.text("e.jsonl"));
    let told: Vec<(&Value, &Value)> = errors.iter().map(|e| (&e["reason"], &e["line"])).collect();
    assert_eq!(
        told,
        [(&json!("bad JSON"), &json!(1)), (&json!("empty"), &json!(2)), (&json!("missing"), &Value::Null)]
    );
}

#[test]
fn an_output_appears_under_its_name_only_when_all_is_done() {
    let workspace = workspace();
    workspace.write("out.jsonl", "old");
    let arguments = ["gone.txt", "--format", "jsonl", "-o", "out.jsonl"];
    classify(&workspace, &arguments).failure(66);
    assert_eq!(workspace.text("out.jsonl"), "old");
    classify(&workspace, &["levy.txt", "--format", "jsonl", "-o", "out.jsonl"]).success();
    assert_eq!(lines(&workspace.text("out.jsonl")).len(), 1);
    assert!(!workspace.path("out.jsonl.part").exists());
}

#[test]
fn a_stopped_run_is_gone_on_with() {
    for format in ["jsonl", "csv"] {
        let workspace = workspace();
        workspace.write("a.jsonl", corpus(30));
        let output = format!("out.{format}");
        let arguments = ["a.jsonl", "levy.txt", "--target", "the levy", "--format", format, "-o", &output];
        classify(&workspace, &arguments).success();
        let whole = workspace.text(&output);
        // Killed in the middle of a line.
        let part = format!("{output}.part");
        workspace.write(&part, &whole[..whole.len() / 2]);
        std::fs::remove_file(workspace.path(&output)).unwrap();
        let refused = classify(&workspace, &arguments).failure(2).err;
        assert!(refused.contains("is left from an unfinished run\n  hint: go on with --resume"), "{refused}");
        let outcome = workspace
            .run(["classify", "-m", "harbour.stance"].iter().chain(&arguments).chain(&["--resume"]))
            .success();
        assert_eq!(workspace.text(&output), whole, "{outcome:#?}");
        assert!(outcome.err.contains(" done before"), "{outcome:#?}");
        assert!(!workspace.path(&part).exists());
        // Not the inputs that it was made of.
        workspace.write(&part, &whole);
        let other = ["dam.txt", "--target", "the levy", "--format", format, "-o", &output, "--resume"];
        let refused = classify(&workspace, &other).failure(2).err;
        assert!(
            refused.contains("holds a.jsonl, article 1, which is not among the inputs in this order"),
            "{refused}"
        );
        assert_eq!(workspace.text(&part), whole, "nothing is lost");
    }
}

#[cfg(unix)]
mod signals {
    use std::io::{BufRead, BufReader, Read, Write as _};
    use std::process::{Command, Stdio};

    use super::{classify, corpus, ids, lines, numbers, workspace};

    /// The program in work on a pipe that stays open.
    fn started(workspace: &crate::support::Workspace, more: &[&str]) -> std::process::Child {
        Command::new(env!("CARGO_BIN_EXE_stance"))
            .args(["classify", "-", "--from", "jsonl", "--target", "the levy", "-m", "harbour.stance"])
            .args(["--format", "jsonl"])
            .args(more)
            .current_dir(workspace.root())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }

    fn interrupt(child: &std::process::Child) {
        assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    }

    #[test]
    fn ctrl_c_leaves_whole_articles() {
        let workspace = workspace();
        let mut child = started(&workspace, &["-o", "out.jsonl"]);
        let mut input = child.stdin.take().unwrap();
        input.write_all(corpus(20).as_bytes()).unwrap();
        // Half of the articles in, then the signal, then the end of the input.
        while std::fs::metadata(workspace.path("out.jsonl.part")).map_or(0, |m| m.len()) == 0 {
            input.write_all(corpus(1).as_bytes()).unwrap();
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        interrupt(&child);
        std::thread::sleep(std::time::Duration::from_millis(50));
        let _ = input.write_all(corpus(1).as_bytes());
        drop(input);
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(130), "{said}");
        assert!(said.contains("what is done is in ") && said.contains("--resume goes on"), "{said}");
        let part = workspace.text("out.jsonl.part");
        assert!(part.ends_with('\n') && lines(&part).len() >= 20.min(part.lines().count()), "{part}");
        assert!(!workspace.path("out.jsonl").exists());
    }

    #[test]
    fn a_closed_pipe_ends_quietly() {
        let workspace = workspace();
        workspace.write("a.jsonl", corpus(400));
        let mut child = Command::new(env!("CARGO_BIN_EXE_stance"))
            .args([
                "classify",
                "a.jsonl",
                "--target",
                "the levy",
                "-m",
                "harbour.stance",
                "--format",
                "jsonl",
            ])
            .current_dir(workspace.root())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        drop(out);
        let status = child.wait().unwrap();
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!((status.code(), said.as_str()), (Some(0), ""));
    }

    #[test]
    fn a_second_run_finishes_what_was_stopped() {
        let workspace = workspace();
        workspace.write("a.jsonl", corpus(40));
        let arguments =
            ["a.jsonl", "--target", "the levy", "--format", "jsonl", "-o", "out.jsonl", "--resume"];
        classify(&workspace, &arguments).success();
        let again = classify(&workspace, &arguments).success();
        assert_eq!(ids(&workspace.text("out.jsonl")), numbers(40));
        assert!(again.err.contains("1 article done, 39 done before"), "{again:#?}");
    }
}

/// No socket is needed: a name space without network interfaces is enough.
#[cfg(target_os = "linux")]
#[test]
fn no_network_is_used() {
    let workspace = workspace();
    let program = env!("CARGO_BIN_EXE_stance");
    let alone = |program: &str, arguments: &[&str]| {
        let mut command = assert_cmd::Command::new("unshare");
        command
            .args(["--user", "--map-root-user", "--net", program])
            .args(arguments)
            .current_dir(workspace.root());
        command
    };
    match alone("true", &[]).output() {
        Ok(output) if output.status.success() => {}
        _ => {
            eprintln!("skipped: this machine allows no network name space (unshare --net)");
            return;
        }
    }
    for arguments in [
        &["classify", "levy.txt", "--target", "the levy", "-m", "harbour.stance"][..],
        &["quotes", "levy.txt"],
        &["doctor", "-m", "harbour.stance"],
    ] {
        Outcome::of(&mut alone(program, arguments)).success();
    }
}
