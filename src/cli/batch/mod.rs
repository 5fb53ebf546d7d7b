//! What commands on articles share: every input in one stream, all cores, output in the order of the inputs, bounded
//! memory, and one bad article that does not stop the rest.

mod bar;
mod goal;
mod pool;
mod run;
mod stop;
mod tally;
mod things;
mod unfinished;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use serde::Serialize;

pub use tally::Skipped;

use self::bar::Bar;
use self::goal::{Goal, part_of, real};
use self::run::Run;
use self::tally::Tally;
use self::things::{Thing, Things};
use self::unfinished::{Key, Unfinished};
use super::args::{ArticleFormat, Sources};
use super::printer::Printer;
use crate::article::language::foreign;
use crate::article::{Article, Columns, Files, Kind, Raw, ReadOptions, Stream, is_pattern};
use crate::error::{Error, Problem, Result};
use crate::feature::Scratch;

/// Which articles, and where their reports go.
pub struct Batch<'a> {
    pub inputs: &'a [PathBuf],
    pub sources: &'a Sources,
    /// The delimiter of tables of articles.
    pub delimiter: Option<u8>,
    pub format: ArticleFormat,
    pub output: Option<&'a Path>,
    /// The columns of the CSV.
    pub columns: &'a [&'a str],
    /// True if one article may give several reports.
    pub many_reports: bool,
}

/// What became of one article.
pub enum Worked {
    Done(Reported),
    Skipped(Skipped),
}

/// What is told of one article.
#[derive(Default)]
pub struct Reported {
    /// Its reports in the wanted format.
    pub bodies: Vec<Vec<u8>>,
    /// Worth knowing.
    pub notes: Vec<String>,
    /// Probably not as wanted.
    pub warnings: Vec<Problem>,
}

impl Batch<'_> {
    /// Reports on every article. The error at the end names those that could not be used.
    pub fn run<F>(&self, printer: &mut Printer, report: F) -> Result<()>
    where
        F: Fn(&Article, &mut Scratch) -> Result<Worked> + Sync,
    {
        let options =
            ReadOptions { columns: Columns::parse(&self.sources.column)?, delimiter: self.delimiter };
        let unfinished = self.unfinished(&options)?;
        let goal = Goal::open(self.output, self.format, unfinished.as_ref())?;
        let stream = Stream::new(self.files(), options.clone());
        let several = self.several();
        let bar = Bar::new(several && !printer.is_quiet(), self.files(), stream.meter());
        let stopped = stop::on_ctrl_c(self.inputs);
        let done = unfinished.as_ref().map(Unfinished::keys).transpose()?;
        let mut things = Things::new(stream, done, Arc::clone(&stopped));
        let tally = Tally::new(self.sources.errors.as_deref())?;
        let mut run = Run::new(self, goal, bar, tally, (several, unfinished.is_some()), printer);
        let work = |thing, scratch: &mut Scratch| self.work(thing, &options, &report, scratch);
        pool::in_order(&mut things, Scratch::default, work, |outcome| run.take(outcome))?;
        run.end(things.passed_over(), stopped.load(Ordering::Relaxed))
    }

    fn files(&self) -> Files {
        Files::new(self.inputs.to_vec(), self.sources.from.map(Into::into))
    }

    /// True if the inputs may hold more than one article, as far as their names tell.
    fn several(&self) -> bool {
        let [path] = self.inputs else { return true };
        let kind = self.sources.from.map(Kind::from).or_else(|| Kind::of_name(path));
        let is_there = path.as_os_str() == "-" || path.exists();
        is_there && kind.is_some_and(Kind::holds_many) || path.is_dir() || is_pattern(path)
    }

    /// What an earlier run has left, if it is to be gone on with.
    fn unfinished(&self, options: &ReadOptions) -> Result<Option<Unfinished>> {
        let (true, Some(output)) = (self.sources.resume, self.output) else { return Ok(None) };
        if !self.format.can_be_resumed() {
            return Err(Error::usage("--resume needs --format jsonl or csv"));
        }
        if self.files().reads_stdin() {
            return Err(Error::usage("--resume cannot read standard input again"));
        }
        let goal = real(output);
        let part = part_of(&goal);
        if !part.exists() && goal.is_file() {
            // A finished output is gone on with too: the inputs may have grown.
            fs::copy(&goal, &part).map_err(|error| Error::io("write", &part, error))?;
        }
        if fs::metadata(&part).is_ok_and(|m| m.len() == 0) {
            fs::remove_file(&part).map_err(|error| Error::io("write", &part, error))?;
        }
        if !part.exists() {
            return Ok(None);
        }
        let unfinished = Unfinished::open(&part, self.format, self.columns)?;
        self.verify(&part, &unfinished, options)?;
        Ok(Some(unfinished))
    }

    /// An unfinished output holds articles of the inputs, in their order; else it is of another run.
    fn verify(&self, part: &Path, unfinished: &Unfinished, options: &ReadOptions) -> Result<()> {
        let mut done = unfinished.keys()?;
        let Some(mut awaited) = done.next()? else { return Ok(()) };
        for raw in Stream::new(self.files(), options.clone()).filter_map(Result::ok) {
            if awaited == Key::of(raw.place()) {
                match done.next()? {
                    Some(next) => awaited = next,
                    None => return Ok(()),
                }
            }
        }
        let record = awaited.record.map(|record| format!(", article {record}")).unwrap_or_default();
        let message = format!(
            "{} holds {}{record}, which is not among the inputs in this order",
            part.display(),
            awaited.file
        );
        Err(Error::usage(format!("{message}\n  hint: name the same inputs as before, or delete it")))
    }

    /// One article, on any thread.
    fn work<F>(&self, thing: Thing, options: &ReadOptions, report: &F, scratch: &mut Scratch) -> Outcome
    where
        F: Fn(&Article, &mut Scratch) -> Result<Worked> + Sync,
    {
        match thing {
            Thing::Before { of_many } => Outcome { of_many, what: What::Before },
            Thing::Failed(error) => Outcome { of_many: false, what: What::Failed(error) },
            Thing::Raw(raw) => {
                let of_many = raw.place().record.is_some();
                Outcome { of_many, what: self.reported(raw, options, report, scratch) }
            }
        }
    }

    fn reported<F>(&self, raw: Raw, options: &ReadOptions, report: &F, scratch: &mut Scratch) -> What
    where
        F: Fn(&Article, &mut Scratch) -> Result<Worked> + Sync,
    {
        let place = raw.place().clone();
        let worked = catch_unwind(AssertUnwindSafe(|| {
            let article = raw.article(options)?;
            if let Some(skipped) = self.foreign(&article) {
                return Ok(Worked::Skipped(skipped));
            }
            let mut worked = report(&article, scratch)?;
            if let Worked::Done(reported) = &mut worked {
                reported.warnings.splice(0..0, article.warnings);
            }
            Ok(worked)
        }));
        match worked {
            Ok(Ok(Worked::Done(reported))) => What::Done(reported),
            Ok(Ok(Worked::Skipped(skipped))) => What::Skipped(skipped),
            Ok(Err(error)) => What::Failed(error),
            Err(_) => {
                *scratch = Scratch::default();
                let problem = Problem::new(place, "the program failed on this article");
                let problem = problem.with_hint("please report it, with the article if you may");
                What::Failed(Error::article("internal error", problem))
            }
        }
    }

    fn foreign(&self, article: &Article) -> Option<Skipped> {
        let language = if self.sources.force { None } else { foreign(&article.text) }?;
        let message = format!("seems to be in {}; models know English only", language.name);
        let problem = Problem::new(article.place(), message).with_hint("--force reads it all the same");
        Some(Skipped { reason: language.name.to_owned(), problem })
    }
}

struct Outcome {
    /// True if its file holds articles in rows or lines.
    of_many: bool,
    what: What,
}

enum What {
    Done(Reported),
    Before,
    Skipped(Skipped),
    Failed(Error),
}

/// A report as JSON: indented, or on one line with its end for JSONL.
pub fn json(report: &impl Serialize, format: ArticleFormat) -> Result<Vec<u8>> {
    let text = if format == ArticleFormat::Jsonl {
        serde_json::to_vec(report).map(|mut line| {
            line.push(b'\n');
            line
        })
    } else {
        serde_json::to_vec_pretty(report)
    };
    text.map_err(|error| Error::io("write", "JSON", error.into()))
}

/// Records of a CSV.
pub fn records<R: AsRef<[F]>, F: AsRef<str>>(rows: impl IntoIterator<Item = R>) -> Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let failed = |error: std::io::Error| Error::io("write", "CSV", error);
    for row in rows {
        writer.write_record(row.as_ref().iter().map(AsRef::as_ref)).map_err(|error| failed(error.into()))?;
    }
    writer.into_inner().map_err(|error| failed(error.into_error()))
}
