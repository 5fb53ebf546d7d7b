//! Everything the program prints: data on standard output, everything else on standard error.

use std::io::{self, Write};

use anstream::{AutoStream, ColorChoice};

use super::style;
use crate::error::{Error, ErrorKind, Problem, Result};
use crate::report::number::count;

/// More problems than this are counted, not printed.
const SHOWN: usize = 5;

/// Writes to the two streams. A closed pipe (`stance … | head`) ends the output quietly.
pub struct Printer {
    out: io::BufWriter<AutoStream<io::Stdout>>,
    err: AutoStream<io::Stderr>,
    quiet: bool,
    closed: bool,
}

impl Printer {
    /// `quiet` holds back notes and warnings, never errors.
    pub fn new(color: ColorChoice, quiet: bool) -> Self {
        Self {
            out: io::BufWriter::new(AutoStream::new(io::stdout(), color)),
            err: AutoStream::new(io::stderr(), color),
            quiet,
            closed: false,
        }
    }

    /// True if notes, warnings and progress are held back.
    pub fn is_quiet(&self) -> bool {
        self.quiet
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
        if !self.quiet {
            let _ = writeln!(self.err, "{text}");
        }
    }

    /// Something that is probably not as the user wants it.
    pub fn warning(&mut self, problem: &Problem) {
        if !self.quiet {
            let warning = style::WARNING;
            let _ = writeln!(self.err, "{warning}warning:{warning:#} {}", with_hint(problem));
        }
    }

    /// Warnings, the first few in full.
    pub fn warnings(&mut self, problems: &[Problem]) {
        for problem in problems.iter().take(SHOWN) {
            self.warning(problem);
        }
        self.count_the_rest(problems, "more warning");
    }

    /// What is allowed and worth a look, the first few in full.
    pub fn notes(&mut self, problems: &[Problem]) {
        for problem in problems.iter().take(SHOWN) {
            self.note(&format!("note: {problem}"));
        }
        self.count_the_rest(problems, "more note");
    }

    fn count_the_rest(&mut self, problems: &[Problem], what: &str) {
        if problems.len() > SHOWN {
            let more = (problems.len() - SHOWN) as u64;
            self.note(&format!("… and {}", count(more, what)));
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

fn with_hint(problem: &Problem) -> String {
    coloured_hints(&problem.to_string())
}

fn coloured_hints(text: &str) -> String {
    let hint = style::HINT;
    text.replace("\n  hint: ", &format!("\n  {hint}hint:{hint:#} "))
}
