//! Which labelled sentences do we have? The labelled CSV, its checks, its splits, and tables out again.
//!
//! | step | file |
//! |---|---|
//! | bytes → records: encoding, delimiter, ragged rows | `table` |
//! | header → columns, with hints for typos | `columns` |
//! | words → labels, `--map` | `labels` |
//! | code-point spans, verified | `spans` |
//! | names → mentions where no spans are given | [`locate`] |
//! | record → [`Row`] | `row` |
//! | what only shows across rows | `consistency` |
//! | annotated articles → rows | [`article_rows`] |
//! | one sentence given by hand | [`instance_from`] |
//! | what is in it, counted | [`Composition`] |
//! | groups and folds | [`split`] |
//! | tables out | [`TableWriter`], [`write_atomic`] |
//! | other people's formats in | [`import`] |

mod articles;
mod atomic;
mod columns;
mod composition;
mod consistency;
pub mod import;
mod labels;
pub mod locate;
mod row;
mod single;
mod spans;
pub mod split;
mod table;
#[cfg(test)]
mod tests;
mod writer;

pub use articles::{article_rows, gold_instance};
pub use atomic::write_atomic;
pub use composition::Composition;
pub use labels::LabelMap;
pub use single::instance_from;
pub use split::{folds, text_key};
pub use writer::{PREDICTION_PREFIX, TableWriter};

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use csv::StringRecord;
use rayon::prelude::*;

use crate::article::annotated::AnnotatedArticle;
use crate::article::annotated_files;
use crate::error::{Error, Location, Problem, Result};
use crate::instance::Instance;
use crate::label::{Sentiment, Stance};

use columns::Columns;
use row::RowReader;
use table::Table;

/// The path that means standard input.
pub const STDIN: &str = "-";

/// Labelled (or unlabelled) rows of one or more tables, with what was noticed while reading them.
#[derive(Debug, Clone, Default)]
pub struct Dataset {
    /// The rows, in the order of the files.
    pub rows: Vec<Row>,
    /// The annotated articles that some of the rows come from, whole.
    pub articles: Vec<AnnotatedArticle>,
    /// The columns of [`Row::record`]: those of the first file, then those that later files add.
    pub columns: Vec<String>,
    /// What is probably a mistake, but does not stop the work.
    pub warnings: Vec<Problem>,
    /// What is allowed and worth a look: spans that cover something else than the name.
    pub notes: Vec<Problem>,
}

/// One row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Text, holder, target, spans and voice.
    pub instance: Instance,
    /// The label of the stance head; none where the row is not labelled for it.
    pub stance: Option<Stance>,
    /// The label of the sentiment head; none where the row is not labelled for it.
    pub sentiment: Option<Sentiment>,
    /// The group of the row: its document, or `text:` and a fingerprint of its normalised text.
    pub document: String,
    /// The phenomenon that the row was written for.
    pub phenomenon: Option<String>,
    /// The row's own name.
    pub id: Option<String>,
    /// How much the row counts in training; finite and above 0, 1 where the table does not say.
    pub weight: f64,
    /// Where the row stands: file, record and line.
    pub location: Location,
    /// All fields as they were read, in the order of [`Dataset::columns`].
    pub record: StringRecord,
}

/// How a table is read.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// Translations of foreign labels (`--map`).
    pub map: LabelMap,
    /// The delimiter; none = comma, semicolon or tab, whichever the header line shows.
    pub delimiter: Option<u8>,
    /// Whether a data set without any label is an error, as it is for training.
    pub require_labels: bool,
}

/// What was noticed while reading.
#[derive(Debug, Default)]
struct Findings {
    errors: Vec<Problem>,
    warnings: Vec<Problem>,
    notes: Vec<Problem>,
}

impl Findings {
    fn error(&mut self, location: Location, message: impl Into<String>, hint: impl Into<String>) {
        self.errors.push(Problem::new(location, message).with_hint(hint));
    }

    fn warning(&mut self, location: Location, message: impl Into<String>, hint: impl Into<String>) {
        self.warnings.push(Problem::new(location, message).with_hint(hint));
    }

    fn append(&mut self, mut other: Self) {
        self.errors.append(&mut other.errors);
        self.warnings.append(&mut other.warnings);
        self.notes.append(&mut other.notes);
    }
}

impl Dataset {
    /// Reads tables, annotated articles (`*.toml`) and folders of these; `-` is a table on standard input. The
    /// problems of all files are collected, and when there is one, nothing is returned but the list.
    pub fn read(paths: &[PathBuf], options: &ReadOptions) -> Result<Self> {
        let mut loading = Loading::default();
        for path in paths {
            if path.as_os_str() == STDIN {
                let name = Path::new("stdin");
                loading.add(&read_all(io::stdin().lock(), name)?, name, options);
            } else if let Some(files) = annotated_files(path)? {
                for file in &files {
                    loading.add_article(file)?;
                }
            } else {
                let bytes = fs::read(path).map_err(|e| Error::io("read", path, e))?;
                loading.add(&bytes, path, options);
            }
        }
        loading.finish(options)
    }

    /// Reads one table from anywhere; `name` stands for the file in messages.
    ///
    /// ```
    /// use stance::dataset::{Dataset, ReadOptions};
    /// use stance::label::Stance;
    ///
    /// let csv = "text,holder,target,stance\nRuiz praised the report.,Ruiz,the report,favor\n";
    /// let data = Dataset::read_from(csv.as_bytes(), "example.csv", &ReadOptions::default())?;
    /// assert_eq!(data.rows[0].stance, Some(Stance::Favor));
    ///
    /// let typo = csv.replace("favor", "favro");
    /// let error = Dataset::read_from(typo.as_bytes(), "example.csv", &ReadOptions::default()).unwrap_err();
    /// assert!(error.to_string().starts_with("example.csv:2:stance: \"favro\" is not a stance"));
    /// # Ok::<(), stance::Error>(())
    /// ```
    pub fn read_from(input: impl Read, name: impl AsRef<Path>, options: &ReadOptions) -> Result<Self> {
        let name = name.as_ref();
        let mut loading = Loading::default();
        loading.add(&read_all(input, name)?, name, options);
        loading.finish(options)
    }
}

fn read_all(mut input: impl Read, name: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes).map_err(|e| Error::io("read", name, e))?;
    Ok(bytes)
}

/// A data set that grows file by file.
#[derive(Default)]
struct Loading {
    data: Dataset,
    findings: Findings,
    /// Where the record of each row starts in `data.rows`, and the columns of its file.
    files: Vec<(usize, Vec<String>)>,
}

impl Loading {
    fn add(&mut self, bytes: &[u8], file: &Path, options: &ReadOptions) {
        let before = (self.findings.errors.len(), self.findings.warnings.len());
        self.read(bytes, file, options);
        // The shape of all rows is checked before what they say; a user mends a file from top to bottom.
        self.findings.errors[before.0..].sort_by_key(|problem| problem.location.line);
        self.findings.warnings[before.1..].sort_by_key(|problem| problem.location.line);
    }

    fn read(&mut self, bytes: &[u8], file: &Path, options: &ReadOptions) {
        let Some(table) = Table::parse(bytes, file, options.delimiter, &mut self.findings) else { return };
        let Some(columns) = Columns::find(&table, file, &mut self.findings) else { return };
        let reader = RowReader { file, columns: &columns, map: &options.map };
        // In parallel, and put together in the order of the file.
        let read: Vec<(Option<Row>, Findings)> = table
            .records
            .into_par_iter()
            .map(|record| {
                let mut findings = Findings::default();
                (reader.read(record, &mut findings), findings)
            })
            .collect();
        self.files.push((self.data.rows.len(), table.columns));
        for (row, findings) in read {
            self.data.rows.extend(row);
            self.findings.append(findings);
        }
    }

    fn add_article(&mut self, file: &Path) -> Result<()> {
        match AnnotatedArticle::read(file) {
            Ok(article) => {
                self.files.push((self.data.rows.len(), articles::COLUMNS.map(str::to_owned).to_vec()));
                self.data.rows.extend(article_rows(&article));
                self.data.articles.push(article);
            }
            Err(error) => self.findings.errors.extend(error.into_problems()?),
        }
        Ok(())
    }

    fn finish(mut self, options: &ReadOptions) -> Result<Dataset> {
        let rows = &self.data.rows;
        let labelled = rows.iter().any(|r| r.stance.is_some() || r.sentiment.is_some());
        if self.findings.errors.is_empty() && options.require_labels && !labelled {
            let place = rows
                .first()
                .and_then(|r| r.location.file.clone())
                .map_or_else(Location::default, Location::file);
            self.findings.error(
                place,
                "no row has a label",
                "fill the column stance (favor, against, neutral) or sentiment (positive, negative, neutral)",
            );
        }
        if !self.findings.errors.is_empty() {
            return Err(Error::problems(self.findings.errors));
        }
        consistency::check(rows, &mut self.findings);
        align(&mut self.data, &self.files);
        self.data.warnings = self.findings.warnings;
        self.data.notes = self.findings.notes;
        Ok(self.data)
    }
}

/// Brings the records of files with different columns into one order.
fn align(data: &mut Dataset, files: &[(usize, Vec<String>)]) {
    for (_, columns) in files {
        for (position, name) in columns.iter().enumerate() {
            if find_nth(&data.columns, name, nth_of_name(columns, position)).is_none() {
                data.columns.push(name.clone());
            }
        }
    }
    for (number, (start, columns)) in files.iter().enumerate() {
        if *columns == data.columns {
            continue;
        }
        let end = files.get(number + 1).map_or(data.rows.len(), |(next, _)| *next);
        let goals: Vec<Option<usize>> = (0..data.columns.len())
            .map(|i| find_nth(columns, &data.columns[i], nth_of_name(&data.columns, i)))
            .collect();
        for row in &mut data.rows[*start..end] {
            row.record =
                goals.iter().map(|goal| goal.and_then(|i| row.record.get(i)).unwrap_or("")).collect();
        }
    }
}

/// How many columns of the same name stand before `position`; only unnamed columns may repeat.
fn nth_of_name(columns: &[String], position: usize) -> usize {
    columns[..position].iter().filter(|c| **c == columns[position]).count()
}

fn find_nth(columns: &[String], name: &str, nth: usize) -> Option<usize> {
    columns.iter().enumerate().filter(|(_, c)| *c == name).map(|(i, _)| i).nth(nth)
}
