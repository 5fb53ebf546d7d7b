//! Which annotated articles does a path mean?

use std::path::{Path, PathBuf};

use crate::error::{Error, Location, Result};

/// The annotated articles of a path: the file itself when its name ends in `.toml`, all such files of a folder in
/// the order of their names, and none for anything else. A folder without one is an error.
pub fn annotated_files(path: &Path) -> Result<Option<Vec<PathBuf>>> {
    if !path.is_dir() {
        return Ok(is_toml(path).then(|| vec![path.to_owned()]));
    }
    let unread = |error| Error::io("read", path, error);
    let mut files = Vec::new();
    for entry in std::fs::read_dir(path).map_err(unread)? {
        let file = entry.map_err(unread)?.path();
        if is_toml(&file) && file.is_file() {
            files.push(file);
        }
    }
    if files.is_empty() {
        return Err(Error::data(Location::file(path), "the folder holds no annotated article (*.toml)"));
    }
    files.sort();
    Ok(Some(files))
}

fn is_toml(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_means_its_articles_by_name() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(annotated_files(folder.path()).unwrap_err().exit_code(), 65);
        for name in ["b.toml", "a.toml", "notes.txt"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        let files = annotated_files(folder.path()).unwrap().unwrap();
        assert_eq!(files, ["a.toml", "b.toml"].map(|name| folder.path().join(name)));
        assert_eq!(annotated_files(Path::new("rows.csv")).unwrap(), None);
        assert_eq!(annotated_files(Path::new("gone.toml")).unwrap(), Some(vec!["gone.toml".into()]));
    }
}
