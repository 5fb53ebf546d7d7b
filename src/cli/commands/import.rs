//! `stance import`: other people's data become labelled tables, or articles with marked quotations.

use std::fs::File;
use std::path::Path;

use crate::cli::args::{Import, ImportKind};
use crate::cli::printer::Printer;
use crate::dataset::import::{self, Imported, ImportedQuotes};
use crate::dataset::write_atomic;
use crate::error::{Error, Result};
use crate::report::number::count;

/// Writes the data in our form; every span has been verified.
pub fn run(args: &Import, printer: &mut Printer) -> Result<()> {
    let input = open(&args.input)?;
    match (args.kind, &args.soft) {
        (ImportKind::Quotes, _) => quotes(&import::quotes(input, &args.input)?, args, printer),
        (ImportKind::Newsmtsc, _) => table(&import::newsmtsc(input, &args.input)?, args, printer),
        (ImportKind::NewsmtscSoft, Some(soft)) => {
            table(&import::soft_labels(input, &args.input, open(soft)?, soft)?, args, printer)
        }
        (ImportKind::NewsmtscSoft, None) => Err(Error::usage("newsmtsc-soft needs --soft FILE")),
    }
}

fn open(path: &Path) -> Result<File> {
    File::open(path).map_err(|error| Error::io("read", path, error))
}

fn table(imported: &Imported, args: &Import, printer: &mut Printer) -> Result<()> {
    printer.warnings(&imported.left_out);
    let mut bytes = Vec::new();
    imported.write(&mut bytes).map_err(|error| Error::io("write", "the table", error))?;
    put(&bytes, &count(imported.records.len() as u64, "row"), args, printer)
}

fn quotes(imported: &ImportedQuotes, args: &Import, printer: &mut Printer) -> Result<()> {
    printer.warnings(&imported.left_out);
    let lines: String = imported.records.iter().map(|record| record.line() + "\n").collect();
    put(lines.as_bytes(), &count(imported.records.len() as u64, "article"), args, printer)
}

fn put(bytes: &[u8], size: &str, args: &Import, printer: &mut Printer) -> Result<()> {
    let Some(path) = &args.output else { return printer.bytes(bytes) };
    write_atomic(path, |out| out.write_all(bytes))?;
    printer.note(&format!("wrote {} ({size})", path.display()));
    Ok(())
}
