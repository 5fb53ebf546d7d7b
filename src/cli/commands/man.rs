//! `stance man`: a manual page for the program and for each command.

use std::fs;

use clap::{Command, CommandFactory};

use crate::cli::args::{Cli, Man};
use crate::cli::printer::Printer;
use crate::dataset::write_atomic;
use crate::error::{Error, Result};
use crate::report::number::count;

/// Writes `stance.1`, `stance-train.1` and so on into a folder.
pub fn run(args: &Man, printer: &mut Printer) -> Result<()> {
    fs::create_dir_all(&args.folder).map_err(|error| Error::io("make", &args.folder, error))?;
    let mut program = Cli::command();
    program.build();
    let pages = pages("stance".to_owned(), &program);
    for (name, command) in &pages {
        let path = args.folder.join(format!("{name}.1"));
        write_atomic(&path, |out| clap_mangen::Man::new(titled(command, name)).render(&mut { out }))?;
    }
    let pages = pages.len() as u64;
    printer.note(&format!("wrote {} into {}", count(pages, "page"), args.folder.display()));
    Ok(())
}

/// A command and those below it, each with the name of its page.
fn pages(name: String, command: &Command) -> Vec<(String, &Command)> {
    let below = command.get_subcommands().filter(|below| below.get_name() != "help");
    let below: Vec<_> = below.flat_map(|one| pages(format!("{name}-{}", one.get_name()), one)).collect();
    std::iter::once((name, command)).chain(below).collect()
}

/// The command under the name of its page.
fn titled(command: &Command, name: &str) -> Command {
    let words: &'static str = Box::leak(name.replace('-', " ").into_boxed_str());
    command.clone().display_name(name.to_owned()).bin_name(words)
}
