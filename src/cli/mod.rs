//! The command-line program: what was typed becomes a request, a command carries it out, the printer writes.

mod args;
mod article_tables;
mod batch;
mod commands;
mod digest;
mod kept;
mod model_source;
mod named_file;
mod page;
mod printer;
mod progress;
mod style;
mod table;
mod wrap;

use std::process::ExitCode;

use clap::Parser;

use args::{Cli, Command};
use printer::Printer;

/// Runs the program with the process's arguments and returns its exit code.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let mut printer = Printer::new(cli.global.color.into(), cli.global.loudness());
    if let Some(threads) = cli.global.threads {
        // Fails only when the pool exists already, and nothing has used it yet.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
    }
    let outcome = match cli.command {
        Command::Train(args) => commands::train::run(&args, &mut printer),
        Command::Eval(args) => commands::eval::run(&args, &mut printer),
        Command::Compare(args) => commands::compare::run(&args, &mut printer),
        Command::Check(args) => commands::check::run(&args, &mut printer),
        Command::Agreement(args) => commands::agreement::run(&args, &mut printer),
        Command::Crossval(args) => commands::crossval::run(&args, &mut printer),
        Command::Report(args) => commands::report::run(&args, &mut printer),
        Command::Card(args) => commands::card::run(&args, &mut printer),
        Command::Classify(args) => commands::classify::run(&args, &mut printer),
        Command::Quotes(args) => commands::quotes::run(&args, &mut printer),
        Command::Explain(args) => commands::explain::run(&args, &mut printer),
        Command::Inspect(args) => commands::inspect::run(&args, &mut printer),
        Command::Import(args) => commands::import::run(&args, &mut printer),
        Command::Doctor(args) => commands::doctor::run(&args, &mut printer),
        Command::Completions(args) => commands::completions::run(&args, &mut printer),
        Command::Man(args) => commands::man::run(&args, &mut printer),
    };
    match outcome.and_then(|()| printer.finish()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            printer.error(&error);
            ExitCode::from(error.exit_code())
        }
    }
}
