//! What commands on articles share: many files in parallel, output in their order, and one bad file that does not
//! stop the rest.

use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::Serialize;

use crate::article::Article;
use crate::cli::args::ArticleFormat;
use crate::cli::printer::Printer;
use crate::dataset::write_atomic;
use crate::error::{Error, ErrorKind, Problem, Result};
use crate::feature::Scratch;
use crate::report::number::count;

/// Which articles, and where their reports go.
pub struct Job<'a> {
    pub inputs: &'a [PathBuf],
    pub format: ArticleFormat,
    pub output: Option<&'a Path>,
    /// The columns of the CSV.
    pub columns: &'a [&'a str],
}

/// What became of one article.
pub struct Reported {
    /// Its report in the wanted format.
    pub body: Vec<u8>,
    /// Worth knowing.
    pub notes: Vec<String>,
    /// Probably not as wanted.
    pub warnings: Vec<Problem>,
}

/// Articles that are worked on at a time; no more are held in memory.
const BATCH: usize = 64;

impl Job<'_> {
    /// Reports on every article. The error at the end names those that could not be used.
    pub fn run<F>(&self, printer: &mut Printer, report: F) -> Result<()>
    where
        F: Fn(&Article, &mut Scratch) -> Result<Reported> + Sync,
    {
        let mut sink = Sink { printer, output: self.output, written: Vec::new() };
        let mut failed = Vec::new();
        let mut done = 0;
        if self.format == ArticleFormat::Csv {
            sink.write(&records(&[self.columns])?)?;
        }
        for batch in self.inputs.chunks(BATCH) {
            let reports: Vec<Result<Reported>> = batch
                .par_iter()
                .map_init(Scratch::default, |scratch, path| report(&Article::read(path)?, scratch))
                .collect();
            for outcome in reports {
                match outcome {
                    Ok(reported) => {
                        for note in &reported.notes {
                            sink.printer.note(note);
                        }
                        sink.printer.warnings(&reported.warnings);
                        sink.write(self.before(done).as_bytes())?;
                        sink.write(&reported.body)?;
                        done += 1;
                    }
                    Err(error) => failed.push(error),
                }
            }
        }
        sink.write(self.after(done).as_bytes())?;
        if done > 0 {
            sink.finish(done)?;
        }
        self.outcome(failed)
    }

    /// What stands before the report of article `number`, counted from 0.
    fn before(&self, number: usize) -> &'static str {
        match (self.format, self.inputs.len(), number) {
            (ArticleFormat::Json, 2.., 0) => "[\n",
            (ArticleFormat::Json, 2.., _) => ",\n",
            (ArticleFormat::Table, _, 1..) => "\n\n",
            _ => "",
        }
    }

    /// What stands after the last of `done` reports.
    fn after(&self, done: usize) -> &'static str {
        match (self.format, self.inputs.len(), done) {
            (ArticleFormat::Json, 2.., 0) => "[]\n",
            (ArticleFormat::Json, 2.., _) => "\n]\n",
            (ArticleFormat::Json, _, 1..) => "\n",
            _ => "",
        }
    }

    fn outcome(&self, mut failed: Vec<Error>) -> Result<()> {
        match (failed.len(), self.inputs.len()) {
            (0, _) => Ok(()),
            (1, 1) => Err(failed.remove(0)),
            (_, inputs) => Err(ErrorKind::Several { failed, inputs }.into()),
        }
    }
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
pub fn records<R: AsRef<[F]>, F: AsRef<str>>(rows: &[R]) -> Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let failed = |error: std::io::Error| Error::io("write", "CSV", error);
    for row in rows {
        writer.write_record(row.as_ref().iter().map(AsRef::as_ref)).map_err(|error| failed(error.into()))?;
    }
    writer.into_inner().map_err(|error| failed(error.into_error()))
}

/// Standard output, or a file that is written whole at the end, without colours.
struct Sink<'a> {
    printer: &'a mut Printer,
    output: Option<&'a Path>,
    written: Vec<u8>,
}

impl Sink<'_> {
    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        if self.output.is_none() {
            return self.printer.bytes(bytes);
        }
        self.written.extend(anstream::adapter::StripBytes::new().strip_next(bytes).flatten());
        Ok(())
    }

    fn finish(&mut self, articles: usize) -> Result<()> {
        let Some(path) = self.output else { return Ok(()) };
        write_atomic(path, |out| out.write_all(&self.written))?;
        self.printer.note(&format!("wrote {} ({})", path.display(), count(articles as u64, "article")));
        Ok(())
    }
}
