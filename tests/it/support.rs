//! A folder with small tables, and the program run in it.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;

/// 24 sentences about one harbour, both heads labelled.
pub const HARBOUR: &str = include_str!("../golden/harbour.csv");

/// An annotated article.
pub const LEVY: &str = include_str!("../articles/levy.toml");

/// JSON, read.
pub fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// A folder of its own for one test; it goes when the test ends.
pub struct Workspace {
    folder: tempfile::TempDir,
}

impl Workspace {
    /// An empty folder.
    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// With `harbour.csv`.
    pub fn new() -> Self {
        let workspace = Self::empty();
        workspace.write("harbour.csv", HARBOUR);
        workspace
    }

    /// With `harbour.csv` and `harbour.stance`, a bag model trained on it, which does not know that it was.
    pub fn with_model() -> Self {
        let workspace = Self::new();
        let arguments = ["train", "harbour.csv", "--recipe", "bag", "-o", "harbour.stance", "--no-sketch"];
        workspace.run(arguments).success();
        workspace
    }

    /// Adds `second.csv`, the harbour table with other labels in some rows.
    pub fn second_opinion(&self) {
        self.write("second.csv", self.text("harbour.csv").replacen(",favor,", ",neutral,", 2));
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }

    pub fn text(&self, name: &str) -> String {
        String::from_utf8(self.read(name)).unwrap()
    }

    /// Names of all files, sorted.
    pub fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(self.root()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// The program in this folder, no argument yet.
    pub fn stance(&self) -> Command {
        stance_in(self.root())
    }

    /// The program with these arguments, run.
    pub fn run<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Outcome {
        Outcome::of(self.stance().args(arguments))
    }
}

/// The program in a folder; nothing of the terminal that the tests run in reaches it.
pub fn stance_in(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stance"));
    command.current_dir(folder).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env("COLUMNS", "100");
    command
}

/// A line as typed into a shell, with the program on the path.
#[cfg(unix)]
pub fn shell(line: &str, folder: &Path) -> Outcome {
    let program = Path::new(env!("CARGO_BIN_EXE_stance")).parent().unwrap();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(program.to_owned()).chain(std::env::split_paths(&path));
    let mut command = Command::new("sh");
    command.arg("-c").arg(line).current_dir(folder).env("PATH", std::env::join_paths(folders).unwrap());
    Outcome::of(command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env("COLUMNS", "100"))
}

/// What `gzip -0` makes: stored blocks, so that the tests need no compressor.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    let mut blocks = bytes.chunks(0xffff).peekable();
    while let Some(block) = blocks.next() {
        let length = u16::try_from(block.len()).unwrap();
        out.push(u8::from(blocks.peek().is_none()));
        out.extend(length.to_le_bytes());
        out.extend((!length).to_le_bytes());
        out.extend(block);
    }
    let mut sum = !0_u32;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 };
        }
    }
    out.extend((!sum).to_le_bytes());
    out.extend(u32::try_from(bytes.len()).unwrap().to_le_bytes());
    out
}

/// How a run ended.
#[derive(Debug)]
pub struct Outcome {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Outcome {
    pub fn of(command: &mut Command) -> Self {
        let output = command.output().unwrap();
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    #[track_caller]
    pub fn success(self) -> Self {
        assert_eq!(self.code, Some(0), "{self:#?}");
        self
    }

    /// Ended with this code and an error, nothing on standard output; `err` is cut down to the error.
    #[track_caller]
    pub fn failure(mut self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        assert_eq!(self.out, "", "{self:#?}");
        let lines = self.err.split_inclusive('\n');
        let before: usize = lines.take_while(|line| !line.starts_with("error: ")).map(str::len).sum();
        self.err.drain(..before);
        assert!(!self.err.is_empty(), "no error is told");
        self
    }
}
