//! Generated files that stand in a repository: written, or held against what a new run gives (`--check`).

use std::path::{Path, PathBuf};

use super::printer::Printer;
use crate::dataset::write_atomic;
use crate::error::{Error, ErrorKind, Result};

/// Writes the files; with `check`, writes nothing and fails if one is missing or says something else.
pub fn keep(files: &[(PathBuf, String)], check: bool, printer: &mut Printer) -> Result<()> {
    if check {
        let mut stale = Vec::new();
        for (path, fresh) in files {
            stale.extend(difference(path, fresh)?);
        }
        return if stale.is_empty() {
            Ok(())
        } else {
            let told = format!("{}\n  hint: run the same command without --check", stale.join("\n"));
            Err(ErrorKind::CheckFailed(told).into())
        };
    }
    for (path, fresh) in files {
        write_atomic(path, |out| out.write_all(fresh.as_bytes()))?;
        printer.note(&format!("wrote {}", path.display()));
    }
    Ok(())
}

/// What is there already, if anything is.
pub fn existing(path: &Path) -> Result<Option<String>> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::io("read", path, error)),
    }
}

fn difference(path: &Path, fresh: &str) -> Result<Option<String>> {
    let Some(text) = existing(path)? else {
        return Ok(Some(format!("{} is missing", path.display())));
    };
    let same =
        text.split_inclusive('\n').zip(fresh.split_inclusive('\n')).take_while(|(a, b)| a == b).count();
    Ok((text != fresh).then(|| format!("{} is stale from line {} on", path.display(), same + 1)))
}
