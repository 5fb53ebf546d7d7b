//! Which files do the inputs mean? Files, folders, patterns and standard input, one file at a time.

use std::collections::VecDeque;
use std::fs;
use std::path::{Path, PathBuf};

use super::Kind;
use crate::error::{Error, Location, Problem, Result};

/// One file that may hold articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its path; `-` is standard input.
    pub path: PathBuf,
    /// What it is, where that is known before it is opened.
    pub kind: Option<Kind>,
}

/// Goes through the inputs in their order. Of a folder, and the folders in it, all files whose ending tells that they
/// hold articles are taken, by name; hidden ones are left out. A pattern (`news/**/*.txt`) means the files that fit, by
/// name, unless a file has just that name. No more than one listing of each open folder is in memory.
#[derive(Debug)]
pub struct Files {
    inputs: VecDeque<PathBuf>,
    kind: Option<Kind>,
    folders: Vec<Folder>,
    pattern: Option<Pattern>,
    passed_over: u64,
}

/// What is left of a folder, the next at the end.
#[derive(Debug)]
struct Folder {
    entries: Vec<PathBuf>,
    /// The folder as the user named it, for the innermost one that has not shown an article yet.
    named: Option<PathBuf>,
    found: bool,
}

#[derive(Debug)]
struct Pattern {
    paths: glob::Paths,
    text: PathBuf,
    found: bool,
}

impl Files {
    /// `kind` is what the inputs are, whatever their names.
    pub fn new(inputs: Vec<PathBuf>, kind: Option<Kind>) -> Self {
        Self { inputs: inputs.into(), kind, folders: Vec::new(), pattern: None, passed_over: 0 }
    }

    /// How many files of folders were left out because their ending is none of an article.
    pub fn passed_over(&self) -> u64 {
        self.passed_over
    }

    /// True if the inputs cannot be gone through twice.
    pub fn reads_stdin(&self) -> bool {
        self.inputs.iter().any(|input| input.as_os_str() == "-")
    }

    fn file(&self, path: PathBuf) -> File {
        let kind = self.kind.or_else(|| Kind::of_name(&path));
        File { path, kind }
    }

    fn open(&mut self, path: PathBuf, named: bool) -> Result<()> {
        let unread = |error| Error::io("read", &path, error);
        let mut entries = Vec::new();
        for entry in fs::read_dir(&path).map_err(unread)? {
            entries.push(entry.map_err(unread)?.path());
        }
        entries.sort_unstable_by(|a, b| b.cmp(a));
        self.folders.push(Folder { entries, named: named.then_some(path), found: false });
        Ok(())
    }

    /// The next file of the open folders.
    fn in_folders(&mut self) -> Option<Result<File>> {
        loop {
            let folder = self.folders.last_mut()?;
            let Some(path) = folder.entries.pop() else {
                let folder = self.folders.pop()?;
                if let Some(outer) = self.folders.last_mut() {
                    outer.found |= folder.found;
                }
                match folder.named {
                    Some(named) if !folder.found => return Some(Err(no_article(&named))),
                    _ => continue,
                }
            };
            if is_hidden(&path) {
                continue;
            }
            // A link to a folder is not followed: it may lead back.
            let is_folder = fs::symlink_metadata(&path).is_ok_and(|m| m.is_dir());
            if is_folder {
                if let Err(error) = self.open(path, false) {
                    return Some(Err(error));
                }
            } else if path.is_dir() {
                self.passed_over += 1;
            } else if Kind::of_name(&path).is_some() {
                folder.found = true;
                return Some(Ok(self.file(path)));
            } else {
                self.passed_over += 1;
            }
        }
    }

    /// The next file of the open pattern.
    fn of_pattern(&mut self) -> Option<Result<File>> {
        let pattern = self.pattern.as_mut()?;
        match pattern.paths.next() {
            Some(Ok(path)) => {
                pattern.found = true;
                Some(self.named(path))
            }
            Some(Err(error)) => {
                pattern.found = true;
                let path = error.path().to_owned();
                Some(Err(Error::io("read", path, error.into())))
            }
            None => {
                let ended = self.pattern.take()?;
                let missing = || Err(Error::io("read", &ended.text, std::io::ErrorKind::NotFound.into()));
                (!ended.found).then(missing)
            }
        }
    }

    /// A file as it was named, or the first of a folder.
    fn named(&mut self, path: PathBuf) -> Result<File> {
        if path.is_dir() {
            let folder = path.clone();
            self.open(path, true)?;
            return self.in_folders().unwrap_or_else(|| Err(no_article(&folder)));
        }
        Ok(self.file(path))
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with('.'))
}

fn no_article(folder: &Path) -> Error {
    let problem = Problem::new(Location::file(folder), "the folder holds no article");
    Error::article("no article in the folder", problem.with_hint(
        "articles end in .txt, .md, .html, .csv, .tsv or .jsonl, with .gz or .zst behind it or not; others are read when they are named",
    ))
}

impl Iterator for Files {
    type Item = Result<File>;

    fn next(&mut self) -> Option<Result<File>> {
        loop {
            if let Some(file) = self.in_folders().or_else(|| self.of_pattern()) {
                return Some(file);
            }
            if self.pattern.is_some() {
                continue;
            }
            let input = self.inputs.pop_front()?;
            if input.as_os_str() == "-" {
                return Some(Ok(File { path: input, kind: self.kind }));
            }
            if !is_pattern(&input) {
                return Some(self.named(input));
            }
            match glob::glob_with(&input.to_string_lossy(), FITTING) {
                Ok(paths) => self.pattern = Some(Pattern { paths, text: input, found: false }),
                Err(error) => {
                    let message = format!("{}: is no pattern: {}", input.display(), error.msg);
                    return Some(Err(Error::usage(message)));
                }
            }
        }
    }
}

/// As a shell matches: case counts, and a hidden file only where its dot is given.
const FITTING: glob::MatchOptions = glob::MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: true,
};

/// True for a path that means the files that fit it.
pub fn is_pattern(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '[']) && !path.exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(folder: &Path, inputs: &[&str]) -> Vec<String> {
        let inputs = inputs.iter().map(|input| folder.join(input)).collect();
        Files::new(inputs, None)
            .map(|file| match file {
                Ok(file) => file.path.strip_prefix(folder).unwrap().display().to_string(),
                Err(error) => format!("{}", error.exit_code()),
            })
            .collect()
    }

    #[test]
    fn folders_and_patterns_mean_their_articles_by_name() {
        let folder = tempfile::tempdir().unwrap();
        for name in [
            "news/b.txt",
            "news/a.html",
            "news/old/c.jsonl.gz",
            "news/notes.doc",
            "news/.d.txt",
            "empty/x.doc",
        ] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        let list = |inputs: &[&str]| listed(folder.path(), inputs);
        assert_eq!(list(&["news"]), ["news/a.html", "news/b.txt", "news/old/c.jsonl.gz"]);
        assert_eq!(list(&["news/*.txt", "news/notes.doc"]), ["news/b.txt", "news/notes.doc"]);
        assert_eq!(list(&["**/*.txt"]), ["news/b.txt"]);
        assert_eq!(list(&["empty", "news/b.txt", "*.md"]), ["65", "news/b.txt", "66"]);
    }
}
