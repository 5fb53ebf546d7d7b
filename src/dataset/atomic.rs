//! How does an output file appear? Whole, or not at all.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// Writes a file beside its goal and renames it when all is written, so that a failure leaves what was there.
/// A link is followed; what is not a plain file (a pipe, `/dev/null`) is written to directly. The file
/// keeps the permissions it had; a new one gets the usual ones.
pub fn write_atomic<F>(path: impl AsRef<Path>, write: F) -> Result<()>
where
    F: FnOnce(&mut dyn Write) -> io::Result<()>,
{
    let path = path.as_ref();
    replace(path, write).map_err(|e| Error::io("write", path, e))
}

fn replace<F>(path: &Path, write: F) -> io::Result<()>
where
    F: FnOnce(&mut dyn Write) -> io::Result<()>,
{
    let existing = fs::metadata(path).ok();
    if existing.as_ref().is_some_and(|m| !m.is_file() && !m.is_dir()) {
        return fill(fs::OpenOptions::new().write(true).open(path)?, write).map(drop);
    }
    let goal: PathBuf = if existing.is_some() { fs::canonicalize(path)? } else { path.to_path_buf() };
    if existing.as_ref().is_some_and(fs::Metadata::is_dir) {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let folder = match goal.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    // Told here, since the temporary file's error would name a file that the user does not know.
    if fs::metadata(folder)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::NotADirectory, format!("{} is a file", folder.display())));
    }
    let file = new_file(folder).map_err(|error| io::Error::from(error.kind()))?;
    let file = fill(file, write)?;
    if let Some(existing) = existing {
        fs::set_permissions(file.path(), existing.permissions())?;
    }
    file.persist(&goal).map_err(|e| e.error)?;
    Ok(())
}

fn fill<W: Write, F>(file: W, write: F) -> io::Result<W>
where
    F: FnOnce(&mut dyn Write) -> io::Result<()>,
{
    let mut buffered = BufWriter::new(file);
    write(&mut buffered)?;
    buffered.into_inner().map_err(io::IntoInnerError::into_error)
}

/// A temporary file is private by default; an output is not.
fn new_file(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".stance-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_leaves_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.csv");
        write_atomic(&path, |w| w.write_all(b"first")).unwrap();
        let failed = write_atomic(&path, |w| {
            w.write_all(b"half")?;
            Err(io::Error::other("no space"))
        });
        assert_eq!(failed.unwrap_err().to_string(), format!("{}: cannot write: no space", path.display()));
        assert_eq!(fs::read(&path).unwrap(), b"first");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file is left");
    }

    #[test]
    fn a_failure_makes_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.csv");
        let failed = write_atomic(&path, |w| {
            // More than any buffer holds, so that some of it was on the disk.
            w.write_all(&vec![b'x'; 1 << 17])?;
            Err(io::ErrorKind::BrokenPipe.into())
        });
        assert_eq!(failed.unwrap_err().exit_code(), 74);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_missing_folder_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("gone").join("out.csv");
        let error = write_atomic(&path, |_| Ok(())).unwrap_err();
        assert_eq!(error.to_string(), format!("{}: no such file or folder", path.display()));
        assert_eq!(error.exit_code(), 66);
    }

    #[test]
    fn a_file_is_no_folder_to_write_in() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a");
        fs::write(&file, "old").unwrap();
        let error = write_atomic(file.join("b"), |_| Ok(())).unwrap_err();
        let told = format!("{0}/b: cannot write: {0} is a file", file.display());
        assert_eq!((error.to_string(), error.exit_code()), (told, 74));
    }

    #[test]
    fn a_folder_is_not_written_over() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("kept"), "old").unwrap();
        let error = write_atomic(folder.path(), |w| w.write_all(b"new")).unwrap_err();
        assert_eq!(error.exit_code(), 74);
        assert_eq!(fs::read(folder.path().join("kept")).unwrap(), b"old");
    }

    #[cfg(unix)]
    #[test]
    fn a_new_file_can_be_read_by_others_as_the_system_allows() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (ours, usual) = (folder.path().join("ours"), folder.path().join("usual"));
        write_atomic(&ours, |w| w.write_all(b"new")).unwrap();
        fs::write(&usual, "new").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&ours), mode(&usual));
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("a"), folder.path().join("b"));
        fs::write(&file, "old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        write_atomic(&link, |w| w.write_all(b"new")).unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"new");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
        write_atomic("/dev/null", |w| w.write_all(b"gone")).unwrap();
    }
}
