//! What outputs tell of a file, whatever the machine: its name without the folder, and a checksum.

use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::Xxh3;

use crate::error::{Error, Result};

/// The last part of a path.
pub fn last(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// The last part of a path, without its ending.
pub fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// Of the files one after the other (xxh3, 128 bits, hexadecimal).
pub fn checksum(files: &[PathBuf]) -> Result<String> {
    let mut hash = Xxh3::new();
    for file in files {
        hash.update(&std::fs::read(file).map_err(|error| Error::io("read", file, error))?);
    }
    Ok(format!("{:032x}", hash.digest128()))
}
