//! `stance import`: other people's data become labelled tables.

use std::fs::File;
use std::path::Path;

use crate::cli::args::{Import, ImportKind};
use crate::cli::printer::Printer;
use crate::dataset::import::{self, Imported};
use crate::dataset::write_atomic;
use crate::error::{Error, Result};
use crate::report::number::count;

/// Writes the table; every span has been verified.
pub fn run(args: &Import, printer: &mut Printer) -> Result<()> {
    let imported = read(args)?;
    let rows = imported.records.len() as u64;
    printer.warnings(&imported.left_out);
    if let Some(path) = &args.output {
        write_atomic(path, |out| imported.write(out))?;
        printer.note(&format!("wrote {} ({})", path.display(), count(rows, "row")));
        Ok(())
    } else {
        let mut bytes = Vec::new();
        imported.write(&mut bytes).map_err(|error| Error::io("write", "standard output", error))?;
        printer.bytes(&bytes)
    }
}

fn read(args: &Import) -> Result<Imported> {
    let open = |path: &Path| File::open(path).map_err(|error| Error::io("read", path, error));
    match (args.kind, &args.soft) {
        (ImportKind::Newsmtsc, _) => import::newsmtsc(open(&args.input)?, &args.input),
        (ImportKind::NewsmtscSoft, Some(soft)) => {
            import::soft_labels(open(&args.input)?, &args.input, open(soft)?, soft)
        }
        (ImportKind::NewsmtscSoft, None) => Err(Error::usage("newsmtsc-soft needs --soft FILE")),
    }
}
