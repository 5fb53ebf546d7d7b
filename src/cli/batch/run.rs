//! What becomes of each article, in order: reports are written, the rest is told and counted.

use std::path::Path;

use super::bar::Bar;
use super::goal::Goal;
use super::tally::Tally;
use super::{Batch, Outcome, Reported, What, records};
use crate::cli::args::ArticleFormat;
use crate::cli::printer::Printer;
use crate::error::{Error, ErrorKind, Result};
use crate::report::number::count;

/// Notes, and warnings, that are printed; the rest is counted.
const SHOWN: u64 = 20;

/// A run: takes what became of each article, in order.
pub struct Run<'a> {
    batch: &'a Batch<'a>,
    goal: Goal,
    bar: Bar,
    tally: Tally,
    /// True if there may be more than one article.
    several: bool,
    reports: u64,
    /// True once the columns of the CSV are written.
    headed: bool,
    notes: u64,
    warnings: u64,
    printer: &'a mut Printer,
}

impl<'a> Run<'a> {
    /// `several`: there may be more than one article; `resumed`: the output has its head.
    pub fn new(
        batch: &'a Batch<'a>,
        goal: Goal,
        bar: Bar,
        tally: Tally,
        (several, resumed): (bool, bool),
        printer: &'a mut Printer,
    ) -> Self {
        Self { batch, goal, bar, tally, several, reports: 0, headed: resumed, notes: 0, warnings: 0, printer }
    }

    /// One article after the other; false once nobody reads what is written.
    pub fn take(&mut self, outcome: Outcome) -> Result<bool> {
        // A name need not tell that a file holds many; its first article does.
        self.several |= outcome.of_many;
        match outcome.what {
            What::Done(reported) => self.done(reported)?,
            What::Before => self.tally.before += 1,
            What::Skipped(skipped) => self.tally.skip(skipped)?,
            What::Failed(error) => self.tally.fail(error)?,
        }
        self.bar.step();
        Ok(!self.printer.is_closed())
    }

    fn done(&mut self, reported: Reported) -> Result<()> {
        self.head()?;
        let list = self.is_list();
        let printer = &mut *self.printer;
        for note in reported.notes {
            self.notes += 1;
            if self.notes <= SHOWN {
                self.bar.aside(|| printer.note(&note));
            }
        }
        for warning in reported.warnings {
            self.warnings += 1;
            if self.warnings <= SHOWN {
                self.bar.aside(|| printer.warning(&warning));
            }
        }
        for body in reported.bodies {
            self.goal.write(before(self.batch.format, list, self.reports).as_bytes(), printer)?;
            self.goal.write(&body, printer)?;
            self.reports += 1;
        }
        self.goal.keep();
        self.tally.done += 1;
        Ok(())
    }

    fn is_list(&self) -> bool {
        self.batch.many_reports || self.several
    }

    /// The columns of the CSV, once.
    fn head(&mut self) -> Result<()> {
        if self.batch.format == ArticleFormat::Csv && !std::mem::replace(&mut self.headed, true) {
            self.goal.write(&records([self.batch.columns])?, self.printer)?;
        }
        Ok(())
    }

    /// Writes what stands after all reports, and tells how it went.
    pub fn end(mut self, passed_over: u64, stopped: bool) -> Result<()> {
        if self.printer.is_closed() {
            return Ok(());
        }
        let several = self.several;
        if self.tally.failures() == 0 {
            self.head()?;
        }
        if several || self.reports > 0 {
            let after = after(self.batch.format, self.is_list(), self.reports);
            self.goal.write(after.as_bytes(), self.printer)?;
        }
        drop(self.bar);
        for (all, what) in [(self.notes, "more note"), (self.warnings, "more warning")] {
            if all > SHOWN {
                self.printer.note(&format!("… and {}", count(all - SHOWN, what)));
            }
        }
        if passed_over > 0 {
            let files = count(passed_over, "file");
            self.printer.note(&format!("{files} in folders passed over: no ending of an article"));
        }
        if stopped {
            let kept = self.goal.stop()?;
            return Err(interrupted(&self.tally, kept.as_deref(), self.batch.format));
        }
        let articles = self.tally.done + self.tally.before;
        if let Some(path) = self.goal.finish()? {
            self.printer.note(&format!("wrote {} ({})", path.display(), count(articles, "article")));
        }
        if several {
            let summary = self.tally.summary();
            self.printer.note(&summary);
        }
        let nothing = (articles == 0 && self.tally.failures() == 0).then(|| self.tally.only_skip()).flatten();
        self.tally.finish(several)?;
        nothing.map_or(Ok(()), Err)
    }
}

/// What stands before report `number`, counted from 0.
fn before(format: ArticleFormat, list: bool, number: u64) -> &'static str {
    match (format, list, number) {
        (ArticleFormat::Json, true, 0) => "[\n",
        (ArticleFormat::Json, true, _) => ",\n",
        (ArticleFormat::Table, _, 1..) => "\n\n",
        _ => "",
    }
}

/// What stands after the last of all reports.
fn after(format: ArticleFormat, list: bool, reports: u64) -> &'static str {
    match (format, list, reports) {
        (ArticleFormat::Json, true, 0) => "[]\n",
        (ArticleFormat::Json, true, _) => "\n]\n",
        (ArticleFormat::Json, false, 1..) => "\n",
        _ => "",
    }
}

fn interrupted(tally: &Tally, kept: Option<&Path>, format: ArticleFormat) -> Error {
    let articles = count(tally.done + tally.before, "article");
    let mut message = format!("stopped after {articles}");
    if let Some(path) = kept {
        message = format!("{message}; what is done is in {}", path.display());
        if format.can_be_resumed() {
            message.push_str("\n  hint: the same command with --resume goes on");
        }
    }
    ErrorKind::Interrupted(message).into()
}
