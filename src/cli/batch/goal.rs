//! Where reports go: standard output, or a file that appears under its name only when all is done.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::unfinished::Unfinished;
use crate::cli::args::ArticleFormat;
use crate::cli::printer::Printer;
use crate::error::{Error, Location, Problem, Result};

/// Standard output or a file.
pub enum Goal {
    Standard,
    /// A device or pipe: written to as it is.
    Stream {
        out: BufWriter<File>,
        path: PathBuf,
    },
    File(Part),
}

/// A file in the making: `out.jsonl.part` until it is `out.jsonl`.
pub struct Part {
    out: BufWriter<File>,
    path: PathBuf,
    goal: PathBuf,
    /// True if it is of no use when the run is cut short.
    fleeting: bool,
    written: bool,
    ended: bool,
}

/// The name of an output in the making.
pub fn part_of(output: &Path) -> PathBuf {
    let mut name = output.as_os_str().to_owned();
    name.push(".part");
    name.into()
}

/// The file that a name stands for, through links.
pub fn real(output: &Path) -> PathBuf {
    if output.is_symlink() {
        fs::canonicalize(output).unwrap_or_else(|_| output.to_owned())
    } else {
        output.to_owned()
    }
}

impl Goal {
    /// Makes the file, or goes on behind what is sound of it.
    pub fn open(output: Option<&Path>, format: ArticleFormat, resumed: Option<&Unfinished>) -> Result<Self> {
        let Some(output) = output else { return Ok(Self::Standard) };
        let failed = |error| Error::io("write", output, error);
        let existing = fs::metadata(output).ok();
        if existing.as_ref().is_some_and(fs::Metadata::is_dir) {
            return Err(failed(io::ErrorKind::IsADirectory.into()));
        }
        if existing.is_some_and(|m| !m.is_file()) {
            let file = OpenOptions::new().write(true).open(output).map_err(failed)?;
            return Ok(Self::Stream { out: BufWriter::new(file), path: output.to_owned() });
        }
        let goal = real(output);
        let path = part_of(&goal);
        let fleeting = !format.can_be_resumed();
        let mut options = OpenOptions::new();
        let file = match resumed {
            None => match options.write(true).create_new(true).open(&path) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    return Err(left_over(&path, fleeting));
                }
                other => other.map_err(failed)?,
            },
            Some(unfinished) => {
                let file = options.append(true).open(&path).map_err(failed)?;
                file.set_len(unfinished.sound).map_err(failed)?;
                file
            }
        };
        let written = resumed.is_some_and(|unfinished| unfinished.articles > 0);
        Ok(Self::File(Part { out: BufWriter::new(file), path, goal, fleeting, written, ended: false }))
    }

    pub fn write(&mut self, bytes: &[u8], printer: &mut Printer) -> Result<()> {
        let (out, path) = match self {
            Self::Standard => return printer.bytes(bytes),
            Self::Stream { out, path } => (out, path),
            Self::File(part) => (&mut part.out, &mut part.path),
        };
        let plain = anstream::adapter::StripBytes::new().strip_next(bytes).collect::<Vec<_>>().concat();
        out.write_all(&plain).map_err(|error| Error::io("write", path, error))
    }

    /// From here on the file is worth keeping.
    pub fn keep(&mut self) {
        if let Self::File(part) = self {
            part.written = true;
        }
    }

    /// Gives the file its name; without an article there is none. Returns the name.
    pub fn finish(self) -> Result<Option<PathBuf>> {
        match self {
            Self::Standard => Ok(None),
            Self::Stream { mut out, path } => {
                out.flush().map_err(|error| Error::io("write", &path, error))?;
                Ok(None)
            }
            Self::File(mut part) => part.finish(),
        }
    }

    /// Stops before the end: what is done stays under the name of the unfinished file, which is returned.
    pub fn stop(self) -> Result<Option<PathBuf>> {
        let Self::File(mut part) = self else { return self.finish() };
        part.out.flush().map_err(|error| Error::io("write", &part.path, error))?;
        part.ended = part.written;
        Ok(part.written.then(|| part.path.clone()))
    }
}

fn left_over(path: &Path, fleeting: bool) -> Error {
    let problem = Problem::new(Location::file(path), "is left from an unfinished run");
    let hint = if fleeting { "delete it" } else { "go on with --resume, or delete it" };
    Error::usage(problem.with_hint(hint).to_string())
}

impl Part {
    fn finish(&mut self) -> Result<Option<PathBuf>> {
        let failed = |error| Error::io("write", &self.goal, error);
        if !self.written {
            return Ok(None);
        }
        self.out.flush().map_err(failed)?;
        if let Ok(existing) = fs::metadata(&self.goal) {
            fs::set_permissions(&self.path, existing.permissions()).map_err(failed)?;
        }
        fs::rename(&self.path, &self.goal).map_err(failed)?;
        self.ended = true;
        Ok(Some(self.goal.clone()))
    }
}

impl Drop for Part {
    /// After an error, what can be gone on with is kept.
    fn drop(&mut self) {
        if self.ended {
            return;
        }
        let _ = self.out.flush();
        if self.fleeting || !self.written {
            let _ = fs::remove_file(&self.path);
        }
    }
}
