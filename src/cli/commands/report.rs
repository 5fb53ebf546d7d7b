//! `stance report`: everything in a folder reviewed, as files that stand in a repository.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::agreement::{annotators, labelled_twice};
use super::read_tables;
use super::review::{Reviewer, ReviewerOptions};
use crate::article::annotated::AnnotatedArticle;
use crate::article::annotated_files;
use crate::cli::args::Report;
use crate::cli::kept::keep;
use crate::cli::model_source;
use crate::cli::named_file::{checksum, last, stem};
use crate::cli::printer::Printer;
use crate::error::{Error, Result};
use crate::evaluation::agreement::agreement;
use crate::label::{Sentiment, Stance};
use crate::report::collected::{Collected, Input};
use crate::report::listing::Listing;

/// Reviews what the folder holds and writes the report, or checks it.
pub fn run(args: &Report, printer: &mut Printer) -> Result<()> {
    let contents = Contents::of(&args.folder)?;
    let source = model_source::load_with_sketch(&args.model.model)?;
    let bootstrap = args.drawing.bootstrap();
    let options = ReviewerOptions {
        train_data: &args.train_data,
        precision: args.precision,
        slices: &[],
        with_sights: !contents.tables.is_empty(),
    };
    let reviewer = Reviewer::new(&source, options, &args.reading, bootstrap, printer)?;
    let trained_on: Vec<String> = args.train_data.iter().map(|path| last(path)).collect();
    let mut report = Collected::new(&stem(&args.model.model), &source.id, &trained_on, bootstrap);
    let listing = |path: &Path| {
        if last(path).starts_with("test") {
            Listing::SCORES_ONLY
        } else {
            Listing { errors: args.errors, rows: true }
        }
    };
    for path in &contents.tables {
        let mut data = read_tables(std::slice::from_ref(path), &args.reading, true, printer)?;
        for row in &mut data.rows {
            row.location.file = row.location.file.as_deref().map(|file| contents.told(file));
        }
        let listing = listing(path);
        let review = reviewer.table(data, listing.errors)?;
        let input = Input { name: &last(path), checksum: &checksum(std::slice::from_ref(path))?, listing };
        report.table(input, review.parts());
    }
    for (folder, files) in &contents.articles {
        let mut articles =
            files.iter().map(|file| AnnotatedArticle::read(file)).collect::<Result<Vec<_>>>()?;
        for article in &mut articles {
            article.name = contents.told(&article.name);
        }
        let review = reviewer.articles(&articles, false)?;
        let name = format!("articles/{}", last(folder));
        let input = Input { name: &name, checksum: &checksum(files)?, listing: listing(folder) };
        report.articles(input, &review);
    }
    for (name, paths) in &contents.labellings {
        let tables = paths
            .iter()
            .map(|path| read_tables(std::slice::from_ref(path), &args.reading, true, printer))
            .collect::<Result<Vec<_>>>()?;
        let annotators = annotators(paths);
        if labelled_twice(&tables, |row| row.stance.is_some()) {
            report.agreement(name, &agreement::<Stance>(&tables, None, bootstrap)?, &annotators);
        }
        if labelled_twice(&tables, |row| row.sentiment.is_some()) {
            report.agreement(name, &agreement::<Sentiment>(&tables, None, bootstrap)?, &annotators);
        }
    }
    let folder = args.output.clone().unwrap_or_else(|| args.folder.join("reports"));
    if !args.check {
        std::fs::create_dir_all(&folder).map_err(|error| Error::io("write", &folder, error))?;
    }
    let (page, json) = report.finish();
    keep(&[(folder.join("report.md"), page), (folder.join("report.json"), json)], args.check, printer)
}

/// What there is to review.
struct Contents {
    folder: PathBuf,
    tables: Vec<PathBuf>,
    articles: Vec<(PathBuf, Vec<PathBuf>)>,
    /// Tables, or folders of articles, of several annotators, by what they labelled.
    labellings: BTreeMap<String, Vec<PathBuf>>,
}

impl Contents {
    fn of(folder: &Path) -> Result<Self> {
        let articles = match folder.join("articles") {
            articles if articles.is_dir() => entries(&articles)?
                .into_iter()
                .filter(|path| path.is_dir())
                .map(|path| Ok(annotated_files(&path)?.map(|files| (path, files))))
                .collect::<Result<Vec<_>>>()?,
            _ => Vec::new(),
        };
        let contents = Self {
            folder: folder.to_owned(),
            tables: tables(folder)?,
            articles: articles.into_iter().flatten().collect(),
            labellings: labellings(&folder.join("labellings"))?,
        };
        if contents.tables.is_empty() && contents.articles.is_empty() {
            return Err(Error::usage(format!(
                "{} holds neither tables (*.csv) nor articles (articles/NAME/*.toml)",
                folder.display()
            )));
        }
        Ok(contents)
    }

    /// A path as the report tells it: from the folder on, whatever the machine.
    fn told(&self, path: &Path) -> PathBuf {
        match (self.folder.file_name(), path.strip_prefix(&self.folder)) {
            (Some(name), Ok(inner)) => Path::new(name).join(inner),
            (None, Ok(inner)) => inner.to_owned(),
            _ => path.to_owned(),
        }
    }
}

/// What a folder holds, in the order of the names.
fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let unread = |error| Error::io("read", folder, error);
    let entries = std::fs::read_dir(folder).map_err(unread)?;
    let mut paths =
        entries.map(|entry| Ok(entry.map_err(unread)?.path())).collect::<Result<Vec<PathBuf>>>()?;
    paths.sort();
    Ok(paths)
}

fn tables(folder: &Path) -> Result<Vec<PathBuf>> {
    let is_table = |path: &PathBuf| path.is_file() && path.extension().is_some_and(|ending| ending == "csv");
    Ok(entries(folder)?.into_iter().filter(is_table).collect())
}

/// `NAME-ANNOTATOR.csv` and `NAME-ANNOTATOR/` (a folder of articles), where more than one annotator has the name.
fn labellings(folder: &Path) -> Result<BTreeMap<String, Vec<PathBuf>>> {
    let mut found: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for path in if folder.is_dir() { entries(folder)? } else { Vec::new() } {
        let name = if path.is_dir() { last(&path) } else { stem(&path) };
        let is_table = path.extension().is_some_and(|ending| ending == "csv");
        if let Some((name, annotator)) = name.rsplit_once('-')
            && (path.is_dir() || is_table)
            && annotator != ADJUDICATED
        {
            found.entry(name.to_owned()).or_default().push(path);
        }
    }
    found.retain(|_, paths| paths.len() > 1);
    Ok(found)
}

/// The labels that were agreed on afterwards are no annotator's.
const ADJUDICATED: &str = "adjudicated";
