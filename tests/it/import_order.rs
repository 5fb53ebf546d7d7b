//! Data flows down a list of folders, and a folder imports only from folders above it.

use std::fs;
use std::path::{Path, PathBuf};

/// The list of ARCHITECTURE.md, top first.
fn order() -> Vec<&'static str> {
    let page = include_str!("../../ARCHITECTURE.md");
    let (_, section) = page.split_once("\n## The folders\n").unwrap();
    let rows = section.lines().take_while(|line| !line.starts_with("##"));
    let folders = rows.filter_map(|row| row.strip_prefix("| `")?.split_once('`')).map(|(folder, _)| folder);
    folders.map(|folder| folder.trim_end_matches('/').trim_end_matches(".rs")).collect()
}

/// The crate's root: it names every folder, and starts the program.
const ROOT: [&str; 2] = ["lib", "main"];

fn rust_files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
}

/// Code without its comments, line by line.
fn code(source: &str) -> impl Iterator<Item = (usize, &str)> {
    let uncommented = source.lines().map(|line| line.split_once("//").map_or(line, |(code, _)| code));
    (1..).zip(uncommented)
}

/// Names at the start of each path in `{a::b, c}`, or the one name of `a::b`.
fn first_names(path: &str) -> Vec<&str> {
    let name = |text: &'_ str| text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    let Some(group) = path.strip_prefix('{') else { return vec![&path[..name(path)]] };
    let mut depth = 0;
    let mut names = Vec::new();
    for part in group.split_inclusive([',', '{', '}']) {
        if depth == 0 && !part.trim().is_empty() {
            let part = part.trim_start();
            names.push(&part[..name(part)]);
        }
        depth += i32::from(part.ends_with('{')) - i32::from(part.ends_with('}'));
        if depth < 0 {
            break;
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// Every folder that a file imports from, with the line.
fn imports(source: &str) -> Vec<(usize, String)> {
    let uncommented: String = code(source).map(|(_, line)| format!("{line}\n")).collect();
    let mut found = Vec::new();
    for (at, word) in uncommented.match_indices("crate::") {
        let line = uncommented[..at].matches('\n').count() + 1;
        let names = first_names(&uncommented[at + word.len()..]);
        found.extend(names.into_iter().map(|name| (line, name.to_owned())));
    }
    found
}

/// How many `super::` follow each other at most.
fn longest_chain(line: &str) -> usize {
    let mut longest = 0;
    let mut rest = line;
    while let Some(at) = rest.find("super::") {
        let mut length = 0;
        rest = &rest[at..];
        while let Some(after) = rest.strip_prefix("super::") {
            length += 1;
            rest = after;
        }
        longest = longest.max(length);
    }
    longest
}

/// The first line that leaves the file's folder through `super::`: an import that `crate::` would show.
fn escape(source: &str, depth: usize) -> Option<usize> {
    let mut depth = depth;
    code(source).find_map(|(number, line)| {
        depth += usize::from(line.starts_with("mod ") && line.ends_with('{'));
        (longest_chain(line) >= depth).then_some(number)
    })
}

#[test]
fn no_folder_imports_from_below() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&source, &mut files);
    files.sort();
    assert!(files.len() > 50);
    let order = order();
    assert!(order.len() > 15, "{order:?}");
    let rank = |folder: &str| order.iter().position(|name| *name == folder);
    let mut wrong = Vec::new();
    for file in files {
        let place = file.strip_prefix(&source).unwrap().with_extension("");
        let modules: Vec<&str> = place.iter().map(|part| part.to_str().unwrap()).collect();
        if ROOT.contains(&modules[0]) {
            continue;
        }
        let Some(own) = rank(modules[0]) else {
            wrong.push(format!("src/{} has no place in the order", modules[0]));
            continue;
        };
        let text = fs::read_to_string(&file).unwrap();
        for (line, folder) in imports(&text) {
            // What is not a folder stands in lib.rs, which passes on `error`.
            if rank(&folder).unwrap_or(0) > own {
                wrong.push(format!("src/{}.rs:{line} imports {folder}", place.display()));
            }
        }
        let depth = modules.len() - usize::from(modules.last() == Some(&"mod"));
        if let Some(line) = escape(&text, depth) {
            wrong.push(format!("src/{}.rs:{line} leaves its folder through super", place.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn imports_are_found_however_they_are_written() {
    let source = "use crate::text::Span; // crate::cli\nuse crate::{label::{Label, Stance}, model, cli::*};\nfn f() -> crate::error::Result<()> {}\n";
    let folders: Vec<(usize, String)> = imports(source);
    let expected = [(1, "text"), (2, "label"), (2, "model"), (2, "cli"), (3, "error")];
    assert_eq!(folders, expected.map(|(line, name)| (line, name.to_owned())));
}

#[test]
fn leaving_a_folder_through_super_is_seen() {
    assert_eq!(escape("use super::a;\n", 2), None);
    assert_eq!(escape("use super::a;\nuse super::super::cli;\n", 2), Some(2));
    assert_eq!(escape("use super::cli;\n", 1), Some(1));
    assert_eq!(escape("mod tests {\n    use super::*;\n}\n", 1), None);
}
