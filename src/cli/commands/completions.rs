//! `stance completions`: what a shell needs to complete commands and options.

use clap::CommandFactory;

use crate::cli::args::{Cli, Completions};
use crate::cli::printer::Printer;
use crate::error::Result;

/// Prints the completions of one shell.
pub fn run(args: &Completions, printer: &mut Printer) -> Result<()> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "stance", &mut script);
    printer.bytes(&script)
}
