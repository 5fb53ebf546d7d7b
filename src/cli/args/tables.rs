//! How labelled tables are read.

use clap::Args;

/// How tables are read.
#[derive(Debug, Args)]
pub struct Reading {
    /// Translate a foreign label, e.g. `positive=favor`; may be repeated.
    #[arg(long, value_name = "FROM=TO")]
    pub map: Vec<String>,
    /// The delimiter of the tables [default: comma, semicolon or tab, whichever the header shows].
    #[arg(long, value_name = "CHAR", value_parser = delimiter)]
    pub delimiter: Option<u8>,
}

pub fn delimiter(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        b"\\t" | b"tab" => Ok(b'\t'),
        [byte] if byte.is_ascii() => Ok(*byte),
        _ => Err("a delimiter is one ASCII character, or `tab`".into()),
    }
}
