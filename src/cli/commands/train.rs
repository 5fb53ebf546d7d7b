//! `stance train`: labelled tables and annotated articles become a model.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::read_tables;
use crate::article::annotated_files;
use crate::cli::args::Train;
use crate::cli::model_source::sketch_path;
use crate::cli::named_file::{checksum, last};
use crate::cli::printer::Printer;
use crate::cli::progress::TrainingProgress;
use crate::cli::table::{Field, Table};
use crate::cli::wrap::table_width;
use crate::dataset::{Dataset, Row, STDIN, write_atomic};
use crate::error::{Error, Location, Result};
use crate::evaluation::leak::Sketch;
use crate::label::{Label, Sentiment, Stance};
use crate::model::{FitCard, Model, Source};
use crate::recipe::{PRESETS, Recipe};
use crate::report::card::actor_head;
use crate::report::number::{count, thousands};
use crate::training::train;

/// Trains, prints a summary on standard error and writes the model.
pub fn run(args: &Train, printer: &mut Printer) -> Result<()> {
    let recipe = recipe(args)?;
    find_folder(&args.output)?;
    let private: BTreeSet<PathBuf> = args.private.iter().cloned().collect();
    let credits = pairs("--credit", &args.credit)?;
    let mut tables = args.tables.clone();
    tables.extend(args.private.iter().filter(|table| !args.tables.contains(table)).cloned());
    let inputs = tables.iter().map(|table| Input::new(table)).collect::<Result<Vec<_>>>()?;
    let mut data = read_tables(&tables, &args.reading, true, printer)?;
    weigh(&mut data, &inputs, &pairs("--weight", &args.weight)?)?;
    let sources = inputs
        .iter()
        .map(|input| input.source(&data, credits.get(&input.given), private.contains(&input.given)))
        .collect::<Result<Vec<_>>>()?;
    let private: BTreeSet<PathBuf> = inputs
        .into_iter()
        .filter(|input| private.contains(&input.given))
        .flat_map(|input| input.files)
        .collect();
    let started = Instant::now();
    let mut progress = TrainingProgress::new(printer.is_quiet());
    let trained = train(&data, &recipe, sources, &private, &mut progress);
    progress.finish();
    let trained = trained?;
    // Each is of its own kind, and a reason to stop.
    trained.warnings.iter().for_each(|problem| printer.warning(problem));
    let bytes = trained.model.to_bytes()?;
    write_atomic(&args.output, |out| out.write_all(&bytes))?;
    summary(&trained.model, started, printer);
    printer.note(&format!("wrote {} ({} bytes)", args.output.display(), thousands(bytes.len() as u64)));
    if args.no_sketch || !is_plain(&args.output) {
        return Ok(());
    }
    let (path, sketch) = (sketch_path(&args.output), Sketch::of(&data, &bytes).to_bytes());
    write_atomic(&path, |out| out.write_all(&sketch))?;
    printer.note(&format!("wrote {} ({} bytes)", path.display(), thousands(sketch.len() as u64)));
    Ok(())
}

/// Nothing belongs beside a pipe or a device.
fn is_plain(output: &Path) -> bool {
    std::fs::metadata(output).is_ok_and(|found| found.is_file())
}

/// A folder that is not there is told before the work, not after it.
fn find_folder(output: &Path) -> Result<()> {
    match output.parent() {
        Some(folder) if !folder.as_os_str().is_empty() && !folder.exists() => {
            Err(Error::io("write", output, std::io::ErrorKind::NotFound.into()))
        }
        Some(folder) if folder.is_file() => {
            let told = format!("{} is a file", folder.display());
            Err(Error::io("write", output, std::io::Error::new(std::io::ErrorKind::NotADirectory, told)))
        }
        _ => Ok(()),
    }
}

/// The recipe of `--recipe`, changed by the other options.
fn recipe(args: &Train) -> Result<Recipe> {
    let mut recipe = recipe_named(&args.recipe)?;
    if let Some(solver) = args.solver {
        recipe.solver.solver = solver.into();
    }
    if let Some(c) = args.c {
        recipe.solver.c = c;
    }
    if args.names {
        recipe.stance.names = true;
        recipe.sentiment.names = true;
    }
    // Read again, so that an option is checked as a file is.
    Recipe::from_toml(&recipe.to_toml(), &Location::file(&args.recipe))
}

/// A preset, or a TOML file.
pub(super) fn recipe_named(name: &str) -> Result<Recipe> {
    match Recipe::preset(name) {
        Some(preset) => preset,
        None if Path::new(name).extension().is_some_and(|extension| extension == "toml") => {
            let text = std::fs::read_to_string(name).map_err(|error| Error::io("read", name, error))?;
            Recipe::from_toml(&text, &Location::file(name))
        }
        None => {
            let known: Vec<_> = PRESETS.iter().map(|(name, _)| *name).collect();
            Err(Error::usage(format!(
                "unknown recipe `{name}`\n  hint: the recipes are {}, or name a .toml file",
                known.join(", ")
            )))
        }
    }
}

/// `TABLE=TEXT` options by table.
fn pairs(option: &str, given: &[String]) -> Result<BTreeMap<PathBuf, String>> {
    given
        .iter()
        .map(|pair| {
            let (table, text) = pair.split_once('=').ok_or_else(|| {
                Error::usage(format!("{option} {pair}: expected a table, `=` and what belongs to it"))
            })?;
            Ok((PathBuf::from(table), text.to_owned()))
        })
        .collect()
}

/// Multiplies the weights of the rows of some tables.
fn weigh(data: &mut Dataset, inputs: &[Input], weights: &BTreeMap<PathBuf, String>) -> Result<()> {
    for (table, text) in weights {
        let factor: f64 = text.parse().ok().filter(|f: &f64| *f > 0.0 && f.is_finite()).ok_or_else(|| {
            Error::usage(format!("--weight {}={text}: expected a number above 0", table.display()))
        })?;
        let Some(input) = inputs.iter().find(|input| input.given == *table) else {
            return Err(Error::usage(format!("--weight {}: no such table is read", table.display())));
        };
        for row in data.rows.iter_mut().filter(|row| input.holds(row)) {
            row.weight *= factor;
        }
    }
    Ok(())
}

/// What was named to learn from: a table, an annotated article, or a folder of these.
struct Input {
    given: PathBuf,
    /// The files it means: itself, or those of the folder.
    files: Vec<PathBuf>,
}

impl Input {
    fn new(given: &Path) -> Result<Self> {
        // Rows from standard input carry this name.
        let itself = if given.as_os_str() == STDIN { Path::new("stdin") } else { given };
        let files = annotated_files(given)?.unwrap_or_else(|| vec![itself.to_owned()]);
        Ok(Self { given: given.to_owned(), files })
    }

    fn holds(&self, row: &Row) -> bool {
        row.location.file.as_ref().is_some_and(|file| self.files.contains(file))
    }

    /// One line of the model card; the checksum of a folder is that of its files one after the other.
    fn source(&self, data: &Dataset, credit: Option<&String>, private: bool) -> Result<Source> {
        let checksum = if self.given.as_os_str() == STDIN { String::new() } else { checksum(&self.files)? };
        let rows = data.rows.iter().filter(|row| self.holds(row)).count() as u64;
        Ok(Source { name: last(&self.given), rows, checksum, credit: credit.cloned(), private })
    }
}

fn summary(model: &Model, started: Instant, printer: &mut Printer) {
    let heads: Vec<[String; 7]> = model.card.fits.iter().map(|(head, fit)| told(head, fit)).collect();
    let names = ["head", "rows by class", "features", "solver", "objective", "stopped", "calibrated"];
    let column =
        |fact: usize| std::iter::once(names[fact]).chain(heads.iter().map(move |h| h[fact].as_str()));
    let mut table = Table::new(&column(0).collect::<Vec<_>>());
    for fact in 1..names.len() {
        table.row(column(fact).map(Field::from).collect());
    }
    printer.note(table.text(table_width()).trim_end());
    if let Some(tried) = &model.card.actor_head {
        printer.note(&actor_head(tried));
    }
    printer.note(&format!("trained in {:.1} s", started.elapsed().as_secs_f64()));
}

/// A head's fit, fact by fact.
fn told(head: &str, fit: &FitCard) -> [String; 7] {
    let names =
        if head == Stance::HEAD { Stance::ALL.map(Label::name) } else { Sentiment::ALL.map(Label::name) };
    let rows = names.iter().zip(fit.rows).map(|(name, n)| format!("{name} {}", thousands(n)));
    let iterations = fit.iterations.map(|n| format!(" after {}", count(n, "iteration"))).unwrap_or_default();
    let calibrated = match (fit.calibration.used, fit.calibration.log_loss_before) {
        (true, _) => "yes",
        (false, Some(_)) => "no: no gain",
        (false, None) => "not tried",
    };
    [
        head.to_owned(),
        rows.collect::<Vec<_>>().join(", "),
        thousands(fit.features),
        fit.solver.clone(),
        format!("{:.4} (at most {:.1e} above the minimum)", fit.objective, fit.bound),
        format!("{}{iterations}", fit.stop),
        calibrated.to_owned(),
    ]
}
