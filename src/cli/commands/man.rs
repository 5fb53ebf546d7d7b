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
    let mut pages = 0;
    let commands = program.get_subcommands().filter(|command| command.get_name() != "help");
    for command in std::iter::once(&program).chain(commands) {
        let name = if pages == 0 { "stance".to_owned() } else { format!("stance-{}", command.get_name()) };
        let path = args.folder.join(format!("{name}.1"));
        write_atomic(&path, |out| clap_mangen::Man::new(titled(command, &name)).render(&mut { out }))?;
        pages += 1;
    }
    printer.note(&format!("wrote {} into {}", count(pages, "page"), args.folder.display()));
    Ok(())
}

/// The command under the name of its page.
fn titled(command: &Command, name: &str) -> Command {
    let words: &'static str = Box::leak(name.replacen('-', " ", 1).into_boxed_str());
    command.clone().display_name(name.to_owned()).bin_name(words)
}
