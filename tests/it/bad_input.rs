//! What no program likes to be given: each with a clear message, the right exit code, nothing half-written, no panic.

use std::time::{Duration, Instant};

use crate::support::{Outcome, Workspace};

const LEVY: &str = include_str!("../fixtures/levy.txt");

/// One bad input: a file, what is done with it, and how that must end.
struct Case {
    file: &'static str,
    content: Vec<u8>,
    /// The command; `FILE` is the file.
    command: &'static str,
    code: i32,
    /// What must be said, or, of a success, what must come out.
    says: &'static str,
}

fn case(
    file: &'static str,
    content: impl Into<Vec<u8>>,
    command: &'static str,
    code: i32,
    says: &'static str,
) -> Case {
    Case { file, content: content.into(), command, code, says }
}

const CLASSIFY: &str = "classify FILE --target levy -m harbour.stance";
const ARTICLES: &str = "classify FILE --target levy -m harbour.stance --format jsonl -o out.jsonl";
const QUOTES: &str = "quotes FILE";
const TRAIN: &str = "train FILE --recipe bag -o out.stance";
const TABLE: &str = "classify FILE -m harbour.stance -o out.csv";
const EVAL: &str = "eval FILE -m harbour.stance --draws 0";
const INSPECT: &str = "inspect FILE";

/// Big-endian UTF-16 with its mark.
fn utf16(text: &str) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect()
}

/// Files that are no text, or hardly any.
fn texts() -> Vec<Case> {
    let deep = format!("{}a{}", "(\"".repeat(20_000), "\")".repeat(20_000));
    vec![
        case("a.txt", "", CLASSIFY, 65, "a.txt: the article is empty"),
        case("a.txt", " \n\t\n", CLASSIFY, 65, "a.txt: the article is empty"),
        case("a.txt", "\u{feff}", QUOTES, 65, "a.txt: the article is empty"),
        case("a.txt", b"\xff\xfe".to_vec(), QUOTES, 65, "a.txt: the article is empty"),
        case("a.txt", b"\x00\x01\x02\x03".repeat(99), QUOTES, 65, "is binary data, not text"),
        case(
            "a.txt",
            b"%PDF-1.4 \xe2\xe3".to_vec(),
            QUOTES,
            65,
            "is a PDF, not text\n  hint: save it as text",
        ),
        case("a.txt", b"PK\x03\x04\x14\x00".to_vec(), QUOTES, 65, "is a ZIP archive or office document"),
        case("a.txt", b"\x89PNG\r\n\x1a\n".to_vec(), QUOTES, 65, "is an image, not text"),
        case(
            "a.txt",
            b"\x1f\x8b\x08\x00".to_vec(),
            QUOTES,
            65,
            "is gzip data, not text\n  hint: unpack it first",
        ),
        case("a.txt", b"{\\rtf1 x}".to_vec(), QUOTES, 65, "is a rich text document"),
        case("a.txt", b"Ana Ruiz said\x00 no.".to_vec(), QUOTES, 0, "Ana Ruiz"),
        case("a.txt", "\u{0}\u{0}\u{0}", QUOTES, 65, "is binary data"),
        case(
            "a.txt",
            b"Ana Ruiz \xe2\x80\x9cbacks\xe2\x80\x9d it.\xff She left.".to_vec(),
            QUOTES,
            0,
            "Ana Ruiz",
        ),
        case("a.txt", utf16("Ana Ruiz said no."), QUOTES, 0, "Ana Ruiz"),
        case("a.txt", [utf16("Ana Ruiz said no. "), vec![0xd8, 0x3d, 0]].concat(), QUOTES, 0, "Ana Ruiz"),
        case("a.txt", "\"Never closed, said Ruiz. \"It \"is so.", QUOTES, 0, ""),
        case("a.txt", "“”‘’„‚«»\"'".repeat(50), QUOTES, 0, ""),
        case("a.txt", deep, QUOTES, 0, ""),
        case("a.txt", "\r\r\r\rAna Ruiz said no.\r", QUOTES, 0, "Ana Ruiz"),
        case("a.txt", "e\u{301}".repeat(3000), QUOTES, 0, ""),
        case("a.txt", "\u{202e}\u{200b}Ruiz\u{200b} left.\u{202c}", QUOTES, 0, "Ruiz"),
        case("a.txt", "Ruiz ".repeat(40_000), QUOTES, 0, ""),
        case("a.txt", "x".repeat(200_000), QUOTES, 0, ""),
        case("a.txt", "...!?".repeat(20_000), QUOTES, 0, ""),
        case("a.txt", "a.b.".repeat(40_000), QUOTES, 0, ""),
        case("big.txt", "word ".repeat(2_200_000), QUOTES, 65, "big.txt: the file holds more than 10 MB"),
        case("a.txt", LEVY, "quotes nothing.txt", 66, "nothing.txt: no such file or folder"),
        case("a.txt", LEVY, "quotes *.doc", 66, "*.doc: no such file or folder"),
        case("a/b.doc", LEVY, "quotes a", 65, "a: the folder holds no article\n  hint: articles end in .txt"),
    ]
}

/// Pages.
#[cfg(feature = "html")]
fn pages() -> Vec<Case> {
    let deep = format!(
        "<html>{}<p>Ana Ruiz said that the levy was fair.{}",
        "<div>".repeat(3000),
        "</div>".repeat(3000)
    );
    let story =
        "<p>Ana Ruiz said the levy was fair, and that nobody had asked for more than that.</p>".repeat(5);
    vec![
        case("a.html", "", QUOTES, 65, "a.html: no story was found in the page"),
        case("a.html", "<html><img src=x></html>", QUOTES, 65, "a.html: no story was found in the page"),
        case("a.html", "<html><script>let a = 1;</script></html>", QUOTES, 65, "no story was found"),
        case("a.html", "<!-- never closed <p>text", QUOTES, 65, "no story was found"),
        case(
            "a.html",
            format!("<title>&lt;b&gt; &amp;&#x41;&bogus;</title>{story}"),
            "quotes FILE --format json",
            0,
            "&A&bogus;",
        ),
        case("a.html", format!("<p>&#xd800;&#0;&#x110000;</p>{story}"), QUOTES, 0, "Ana Ruiz"),
        case("a.html", deep, QUOTES, 0, "Ruiz"),
        case("a.html", format!("<html><meta charset=bogus>{story}"), QUOTES, 0, "Ana Ruiz"),
        case(
            "a.html",
            [b"<meta charset=windows-1252><p>Mar\xeda ".as_slice(), story.as_bytes()].concat(),
            QUOTES,
            0,
            "María",
        ),
        case("a.html", format!("<table>{}", "<tr><td>".repeat(5000)), QUOTES, 65, "no story was found"),
    ]
}

#[cfg(not(feature = "html"))]
fn pages() -> Vec<Case> {
    vec![case("a.html", "<p>Text.</p>", QUOTES, 65, "this build reads no HTML pages")]
}

/// Tables and lines of articles.
fn many() -> Vec<Case> {
    let giant = format!("text,id\n\"{}\n", "word,\n".repeat(2_000_000));
    let empty_fields = format!("text,id\n{}\n", ",".repeat(11 << 20));
    let wide = (0..200_000).fold("text".to_owned(), |header, n| header + &format!(",c{n}"));
    vec![
        case("a.csv", "", ARTICLES, 65, "a.csv: the table is empty"),
        case("a.csv", "\n\n", ARTICLES, 65, "a.csv: the table is empty"),
        case("a.csv", "id,section\n1,2\n", ARTICLES, 65, "a.csv:1: no column holds the text"),
        case("a.csv", "text,text\n1,2\n", ARTICLES, 65, "a.csv:1: two columns are named \"text\""),
        case("a.csv", "text,id\nlevy\n", ARTICLES, 65, "a.csv:2: 1 fields where the header has 2"),
        case("a.csv", "text,id\nthe levy,1,2\n", ARTICLES, 65, "a.csv:2: 3 fields where the header has 2"),
        case("a.csv", "text,id\n,1\n", ARTICLES, 65, "a.csv:2: the article is empty"),
        case(
            "a.csv",
            "text,id\n\"the levy,1\nx,2\n",
            ARTICLES,
            65,
            "a.csv:2: a quotation mark is opened here and never",
        ),
        case("a.csv", giant, ARTICLES, 65, "a.csv:2: the row holds more than 10 MB"),
        case("a.csv", empty_fields, ARTICLES, 65, "a.csv:2: the row holds more than 10 MB"),
        case("a.csv", wide, ARTICLES, 0, ""),
        case("a.csv", b"text\n%PDF-1.4\x00\n".to_vec(), ARTICLES, 65, "a.csv:2:text: is a PDF"),
        case("a.csv", "text\nRuiz backs the levy.", ARTICLES, 0, ""),
        case("a.csv", "text\n", ARTICLES, 0, ""),
        case("a.jsonl", "", ARTICLES, 0, ""),
        case("a.jsonl", "\n\n \n", ARTICLES, 0, ""),
        case(
            "a.jsonl",
            "{\"text\": \"the levy",
            ARTICLES,
            65,
            "a.jsonl:1: column 18: EOF while parsing a string",
        ),
        case("a.jsonl", "[\"the levy\"]\n", ARTICLES, 65, "a.jsonl:1: is no JSON object"),
        case("a.jsonl", "{\"text\": null}\n", ARTICLES, 65, "a.jsonl:1: the article is empty"),
        case("a.jsonl", "{\"text\": {\"a\": 1}}\n", ARTICLES, 65, "a.jsonl:1: the text is no string"),
        case("a.jsonl", "{\"story\": \"x\"}\n", ARTICLES, 65, "no key holds the text; the keys are story"),
        case("a.jsonl", "{\"text\": \"the levy\\ud83d\"}\n", ARTICLES, 0, ""),
        case("a.jsonl", "{\"text\": \"\\u0000the levy\\u0000\"}\n", ARTICLES, 0, ""),
        case(
            "a.jsonl",
            "{\"text\": \"the levy\"} x\n",
            ARTICLES,
            65,
            "a.jsonl:1: column 22: trailing characters",
        ),
        case(
            "a.jsonl",
            format!("{{\"text\":{}", "[".repeat(100_000)),
            ARTICLES,
            65,
            "recursion limit exceeded",
        ),
        case(
            "a.jsonl",
            format!("{{\"text\":\"{}\"}}\n", "w ".repeat(6 << 20)),
            ARTICLES,
            65,
            "a.jsonl:1: the line holds more than 10 MB",
        ),
        case("a.jsonl", b"\xef\xbb\xbf{\"text\": \"the levy\"}\r\n".to_vec(), ARTICLES, 0, ""),
        case(
            "t.toml",
            "",
            "classify a.csv -m harbour.stance --target-file FILE",
            65,
            "t.toml: the file holds no [[target]]",
        ),
        case("t.toml", "x = [", "classify a.csv -m harbour.stance --target-file FILE", 65, "t.toml:1: "),
        case(
            "t.toml",
            "[[actor]]\nname = \"A\"\nkind = \"x\"\n",
            "quotes a.txt --actors FILE",
            65,
            "unknown kind \"x\"",
        ),
    ]
}

/// Compressed files.
#[cfg(feature = "formats")]
fn compressed() -> Vec<Case> {
    let whole = crate::support::gzip(LEVY.as_bytes());
    let cut = whole[..whole.len() / 2].to_vec();
    let mut damaged = whole.clone();
    let last = damaged.len() - 8;
    damaged[last] ^= 1;
    // A frame with one raw block, and a frame that is to be skipped.
    let frame = b"\x28\xb5\x2f\xfd\x20\x11\x89\x00\x00Ana Ruiz said no.".to_vec();
    let skippable = b"\x50\x2a\x4d\x18\x03\x00\x00\x00abc".to_vec();
    vec![
        case("a.txt.gz", whole, QUOTES, 0, "Ruiz"),
        case("a.txt.gz", cut, QUOTES, 74, "a.txt.gz: cannot read: "),
        case("a.txt.gz", damaged, QUOTES, 74, "a.txt.gz: cannot read: "),
        case("a.txt.gz", LEVY, QUOTES, 74, "a.txt.gz: cannot read: "),
        case("a.txt.gz", "", QUOTES, 74, "a.txt.gz: cannot read: "),
        case(
            "a.txt.zst",
            [skippable.clone(), frame.clone(), skippable, frame].concat(),
            QUOTES,
            0,
            "Ana Ruiz",
        ),
        case("a.txt.zst", LEVY, QUOTES, 74, "a.txt.zst: cannot read: "),
    ]
}

#[cfg(not(feature = "formats"))]
fn compressed() -> Vec<Case> {
    vec![case("a.txt.gz", "x", QUOTES, 74, "this build reads no compressed files")]
}

/// Labelled tables and models.
fn labelled() -> Vec<Case> {
    let model = include_bytes!("../golden/format-1.stance");
    let mut damaged = model.to_vec();
    let middle = damaged.len() / 2;
    damaged[middle] ^= 0x10;
    vec![
        case("t.csv", "", TRAIN, 65, "t.csv"),
        case(
            "t.csv",
            "text,target,stance\nThe levy.,the levy,angry\n",
            TRAIN,
            65,
            "t.csv:2:stance: \"angry\" is not a stance",
        ),
        case(
            "t.csv",
            "text,target,stance,target_start,target_end\nThe levy.,the levy,favor,5,99\n",
            TRAIN,
            65,
            "t.csv:2:",
        ),
        case("t.csv", "text,text\na,b\n", TRAIN, 65, "t.csv:1"),
        case("t.csv", "text,stance\na\n", TRAIN, 65, "t.csv:2"),
        case("t.csv", b"text,target,stance\nThe l\xe9vy.,it,favor\n".to_vec(), TRAIN, 65, "t.csv:2"),
        case("t.csv", b"\x00\x01\x02\x03".to_vec(), TRAIN, 65, "t.csv"),
        case(
            "t.csv",
            "text,holder,target\nRuiz left.,Reyes,the levy\n",
            TABLE,
            65,
            "the holder \"Reyes\" does not stand in the text",
        ),
        case("t.csv", "", TABLE, 65, "t.csv"),
        case("t.csv", "text\n\"never closed\n", EVAL, 65, "t.csv"),
        case("m.stance", "", INSPECT, 65, "m.stance: "),
        case("m.stance", "not a model at all", INSPECT, 65, "m.stance: "),
        case("m.stance", &model[..model.len() / 3], INSPECT, 65, "m.stance: "),
        case("m.stance", damaged, INSPECT, 65, "m.stance: "),
        case("m.stance", vec![0xff; 4096], INSPECT, 65, "m.stance: "),
        case("r.toml", "", "train harbour.csv --recipe FILE -o out.stance", 65, "r.toml"),
        case("r.toml", "solver = 7\n", "train harbour.csv --recipe FILE -o out.stance", 65, "r.toml"),
        case(
            "a.txt",
            LEVY,
            "train harbour.csv --recipe bag -o gone/out.stance",
            66,
            "gone/out.stance: no such file",
        ),
        case(
            "a.txt",
            LEVY,
            "classify a.txt -m harbour.stance -o gone/out.txt",
            66,
            "gone/out.txt: no such file",
        ),
        case("a/b.txt", LEVY, "quotes a/b.txt -o a", 74, "a: cannot write: "),
    ]
}

fn all() -> Vec<Case> {
    [texts(), pages(), many(), compressed(), labelled()].into_iter().flatten().collect()
}

/// Longer than any of the cases may take, in a debug build on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

#[test]
fn bad_input_is_told_and_nothing_is_half_written() {
    let cases = all();
    assert!(cases.len() >= 60, "{} cases", cases.len());
    let workspace = Workspace::with_model();
    let model = workspace.read("harbour.stance");
    let wrong: Vec<String> = cases.iter().filter_map(|case| wrong(case, &model)).collect();
    assert!(wrong.is_empty(), "{} cases\n{}", wrong.len(), wrong.join("\n\n"));
}

/// What is wrong with the way a case ends.
fn wrong(case: &Case, model: &[u8]) -> Option<String> {
    let Case { file, content, command, code, says } = case;
    let workspace = Workspace::new();
    workspace.write("harbour.stance", model);
    workspace.write(file, content);
    let before = workspace.files();
    let words = command.split(' ').map(|word| if word == "FILE" { file } else { word });
    let started = Instant::now();
    let outcome = Outcome::of(workspace.stance().args(words).timeout(PATIENCE));
    let failed = *code != 0;
    let said = if failed { &outcome.err } else { &outcome.out };
    let broken = [
        (started.elapsed() >= PATIENCE, "it takes too long"),
        (outcome.code != Some(*code), "the exit code is another"),
        (outcome.err.contains("panicked") || outcome.err.contains("failed on this article"), "it panics"),
        (!said.contains(says), "the message is another"),
        (failed && !outcome.err.contains("error: "), "no error is told"),
        (failed && !outcome.out.is_empty(), "something is printed"),
        (failed && workspace.files() != before, "something is written"),
    ];
    let (_, what) = broken.iter().find(|(is_broken, _)| *is_broken)?;
    Some(format!("{what}: {file} ({} bytes), {command}: {code}, {says:?}\n{outcome:#?}", content.len()))
}

type Make = fn(usize) -> String;

/// Four times as much takes about four times as long, and gives four times as much; of what is quadratic, it would be
/// sixteen times.
#[test]
fn time_and_output_are_linear_in_the_size() {
    let workspace = Workspace::empty();
    let line = "“The levy is fair,” said Ana Ruiz, who backed it, but Tom Reed told her that it was not. ";
    // The best of three times, in seconds, and the bytes that come out.
    let measured = |name: &str, content: String| {
        workspace.write(name, content);
        let runs = (0..3).map(|_| {
            let started = Instant::now();
            let outcome = workspace.run(["quotes", name, "--format", "jsonl"]).success();
            (started.elapsed().as_secs_f64(), outcome.out.len())
        });
        runs.fold((f64::INFINITY, 0), |(best, _), (seconds, bytes)| (best.min(seconds), bytes))
    };
    let line = move |n: usize| line.repeat(n);
    for (name, make) in [
        ("one-line.txt", &line as &dyn Fn(usize) -> String),
        ("open.txt", &((|n| "(“said ".repeat(n * 8)) as Make)),
        ("nested.txt", &((|n| "“no, ‘said ".repeat(n * 8) + &"’”".repeat(n * 8)) as Make)),
        ("names.txt", &((|n| "Ana Ruiz of Peru, ".repeat(n * 4)) as Make)),
    ] {
        let [(small, little), (large, much)] = [1500, 6000].map(|n| measured(name, make(n)));
        assert!(large < 9.0 * small + 0.5, "{name}: {small:.2} s, then {large:.2} s for four times as much");
        assert!(much < 5 * little, "{name}: {little} bytes, then {much} for four times as much");
    }
}

/// A file of 100 MB, and one of 100 GB, which no memory would hold. They are sparse: most of their bytes are zeros that
/// the disk does not store.
#[cfg(unix)]
#[test]
fn files_that_no_article_fills_are_refused_without_being_held() {
    let workspace = Workspace::empty();
    let sparse = |name: &str, start: &str, length: u64| {
        workspace.write(name, start);
        let file = std::fs::OpenOptions::new().write(true).open(workspace.path(name)).unwrap();
        file.set_len(length).is_ok()
    };
    for (name, start, length, says) in [
        ("a.txt", "Ruiz left.", 100 << 20, "a.txt: the file holds more than 10 MB; no article does"),
        ("b.txt", "Ruiz left.", 100 << 30, "b.txt: the file holds more than 10 MB; no article does"),
        ("a.html", "<html>", 100 << 20, "a.html: the file holds more than 10 MB; no article does"),
        ("a", "<html>", 100 << 20, "a: the file holds more than 10 MB; no article does"),
        ("a.md", "# Levy", 100 << 20, "a.md: the file holds more than 10 MB; no article does"),
        ("a.jsonl", "{\"text\":\"", 100 << 20, "a.jsonl:1: the line holds more than 10 MB; no article does"),
        ("a.csv", "text,id\n\"Ruiz", 100 << 20, "a.csv:2: the row holds more than 10 MB; no article does"),
        ("b.csv", "text,id", 100 << 20, "b.csv:1: the row holds more than 10 MB; no article does"),
    ] {
        if !sparse(name, start, length) {
            eprintln!("skipped: this file system has no sparse files of {length} bytes");
            continue;
        }
        let command = ["quotes", name, "--format", "jsonl", "-o", "out.jsonl"];
        let outcome = Outcome::of(workspace.stance().args(command).timeout(PATIENCE));
        assert_eq!(outcome.code, Some(65), "{outcome:#?}");
        assert!(outcome.err.contains(says), "{outcome:#?}");
        assert!(!workspace.path("out.jsonl").exists() && !workspace.path("out.jsonl.part").exists());
    }
}

/// A full disk is told, and what was there stays.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    if !std::path::Path::new("/dev/full").exists() {
        eprintln!("skipped: there is no /dev/full");
        return;
    }
    let workspace = Workspace::with_model();
    workspace.write("a.txt", LEVY);
    for command in [
        &["quotes", "a.txt", "-o", "/dev/full"][..],
        &["classify", "harbour.csv", "-m", "harbour.stance", "-o", "/dev/full"],
    ] {
        let said = workspace.run(command).failure(74).err;
        assert!(said.contains("/dev/full: cannot write: No space left on device"), "{said}");
    }
}

/// A folder that nobody may write into.
#[cfg(unix)]
#[test]
fn a_read_only_folder_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let workspace = Workspace::with_model();
    workspace.write("a.txt", LEVY);
    workspace.write("closed/old.txt", "old");
    let set = |mode| {
        let permissions = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(workspace.path("closed"), permissions).unwrap();
    };
    set(0o555);
    let may_write_all_the_same = std::fs::write(workspace.path("closed/new.txt"), "").is_ok();
    let outcomes = ["out.jsonl", "old.txt"].map(|name| {
        let output = format!("closed/{name}");
        workspace.run(["quotes", "a.txt", "--format", "jsonl", "-o", &output])
    });
    set(0o755);
    if may_write_all_the_same {
        eprintln!("skipped: this user may write everywhere");
        return;
    }
    for outcome in outcomes {
        assert!(outcome.failure(74).err.contains("cannot write: Permission denied"));
    }
    assert_eq!(workspace.text("closed/old.txt"), "old");
}
