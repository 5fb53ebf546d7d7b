//! Everything the program prints: data on standard output, everything else on standard error.

use std::io::{self, Write};

use anstream::{AutoStream, ColorChoice};

use super::digest::{Told, by_file, by_kind};
use super::style;
use crate::error::{Error, ErrorKind, Problem, Result};

/// How much is told on standard error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loudness {
    /// Errors only.
    Quiet,
    /// Notes, and warnings in few lines.
    Usual,
    /// Each warning.
    Verbose,
}

/// Writes to the two streams. A closed pipe (`stance … | head`) ends the output quietly.
pub struct Printer {
    out: io::BufWriter<AutoStream<io::Stdout>>,
    err: AutoStream<io::Stderr>,
    loudness: Loudness,
    /// True once it was said how each warning is shown.
    hinted: bool,
    closed: bool,
}

impl Printer {
    /// For this process.
    pub fn new(color: ColorChoice, loudness: Loudness) -> Self {
        Self {
            out: io::BufWriter::new(AutoStream::new(io::stdout(), color)),
            err: AutoStream::new(io::stderr(), color),
            loudness,
            hinted: false,
            closed: false,
        }
    }

    /// True if notes, warnings and progress are held back.
    pub fn is_quiet(&self) -> bool {
        self.loudness == Loudness::Quiet
    }

    /// True if all is printed that there is to tell.
    pub fn is_verbose(&self) -> bool {
        self.loudness == Loudness::Verbose
    }

    /// True once nobody reads standard output any more.
    pub fn is_closed(&self) -> bool {
        self.closed
    }

    /// A line of data.
    pub fn line(&mut self, text: &str) -> Result<()> {
        self.write_out(|out| writeln!(out, "{text}"))
    }

    /// Data as bytes.
    pub fn bytes(&mut self, bytes: &[u8]) -> Result<()> {
        self.write_out(|out| out.write_all(bytes))
    }

    /// JSON, indented.
    pub fn json(&mut self, value: &serde_json::Value) -> Result<()> {
        self.line(&format!("{value:#}"))
    }

    /// Hands all data over to the system.
    pub fn finish(&mut self) -> Result<()> {
        self.write_out(Write::flush)
    }

    fn write_out(
        &mut self,
        write: impl FnOnce(&mut io::BufWriter<AutoStream<io::Stdout>>) -> io::Result<()>,
    ) -> Result<()> {
        if self.closed {
            return Ok(());
        }
        match write(&mut self.out) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(())
            }
            other => other.map_err(|error| Error::io("write", "standard output", error)),
        }
    }

    /// Something worth knowing.
    pub fn note(&mut self, text: &str) {
        if !self.is_quiet() {
            let _ = writeln!(self.err, "{text}");
        }
    }

    /// Something that is probably not as the user wants it.
    pub fn warning(&mut self, problem: &Problem) {
        self.warn(&coloured_hints(&problem.to_string()));
    }

    fn warn(&mut self, text: &str) {
        let warning = style::WARNING;
        self.note(&format!("{warning}warning:{warning:#} {text}"));
    }

    /// Warnings: one line for each file, or each in full.
    pub fn warnings(&mut self, problems: &[Problem]) {
        if self.is_verbose() {
            return problems.iter().for_each(|problem| self.warning(problem));
        }
        let mut shortened = false;
        for told in by_file(problems) {
            match told {
                Told::Whole(problem) => self.warning(problem),
                Told::Together(text) => {
                    shortened = true;
                    self.warn(&text);
                }
            }
        }
        if shortened && !std::mem::replace(&mut self.hinted, true) {
            self.note(&format!("{} --verbose shows each of them, and how it is mended", hint_mark()));
        }
    }

    /// What is allowed and worth a look: one line for each kind, or each in full.
    pub fn notes(&mut self, problems: &[Problem]) {
        if self.is_verbose() {
            return problems.iter().for_each(|problem| self.note(&format!("note: {problem}")));
        }
        for told in by_kind(problems) {
            self.note(&match told {
                Told::Whole(problem) => format!("note: {problem}"),
                Told::Together(text) => format!("note: {text}"),
            });
        }
    }

    /// What stopped the program.
    pub fn error(&mut self, error: &Error) {
        let style = style::ERROR;
        let text = match error.kind() {
            ErrorKind::Data(problems) if problems.0.len() > 1 => {
                format!("{} problems\n{error}", problems.0.len())
            }
            _ => error.to_string(),
        };
        let _ = writeln!(self.err, "{style}error:{style:#} {}", coloured_hints(&text));
    }
}

fn hint_mark() -> String {
    format!("  {}", style::paint(style::HINT, "hint:"))
}

fn coloured_hints(text: &str) -> String {
    text.replace("\n  hint: ", &format!("\n{} ", hint_mark()))
}
