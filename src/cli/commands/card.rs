//! `stance card`: model cards and data cards around what people write.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::read_tables;
use crate::article::annotated_files;
use crate::cli::args::{Card, CardKind, CardOutput, DataCard, ModelCard};
use crate::cli::kept::{existing, keep};
use crate::cli::model_source;
use crate::cli::named_file::{checksum, stem};
use crate::cli::printer::Printer;
use crate::dataset::{Composition, Row};
use crate::error::{Error, Location, Result};
use crate::evaluation::leak::Known;
use crate::report::card::{self, Human, Listed};

/// Writes a card, or checks it.
pub fn run(args: &Card, printer: &mut Printer) -> Result<()> {
    match &args.kind {
        CardKind::Model(args) => model(args, printer),
        CardKind::Data(args) => data(args, printer),
    }
}

fn model(args: &ModelCard, printer: &mut Printer) -> Result<()> {
    let (model, id) = model_source::load_with_id(&args.model)?;
    let report = args.report.as_deref().map(read_report).transpose()?;
    if let (Some(report), Some(file)) = (&report, &args.report)
        && report["model"]["checksum"] != id.checksum.as_str()
    {
        return Err(Error::data(
            Location::file(file),
            "the report is about another model file\n  hint: run stance report first",
        ));
    }
    let name = args.name.clone().unwrap_or_else(|| stem(&args.model));
    let card = card::ModelCard { name: &name, model: &model, id: &id, report: report.as_ref() };
    let text = card::model(&card, human(&args.output)?)?;
    write(text, &args.output, printer)
}

fn data(args: &DataCard, printer: &mut Printer) -> Result<()> {
    let mut parts = Vec::new();
    let mut sides: [Vec<Row>; 2] = [Vec::new(), Vec::new()];
    let named = args.tables.iter().map(|path| (path, false));
    for (path, held_out) in named.chain(args.held_out.iter().map(|path| (path, true))) {
        let rows = read_tables(std::slice::from_ref(path), &args.reading, false, printer)?.rows;
        let files = annotated_files(path)?;
        parts.push(Listed {
            name: path.display().to_string(),
            articles: files.as_ref().map(|files| files.len() as u64),
            composition: Composition::of(&rows),
            checksum: checksum(files.as_deref().unwrap_or(std::slice::from_ref(path)))?,
            held_out,
        });
        sides[usize::from(held_out)].extend(rows);
    }
    let [training, held_out] = sides.map(|rows| crate::dataset::Dataset { rows, ..Default::default() });
    let some_held_out = !args.held_out.is_empty();
    let shared =
        Known::new(None, Some(&training)).filter(|_| some_held_out).map(|known| known.leaks(&held_out));
    let report = args.report.as_deref().map(read_report).transpose()?;
    let card = card::DataCard {
        title: args.title.clone(),
        parts,
        training: Composition::of(&training.rows),
        held_out: some_held_out.then(|| Composition::of(&held_out.rows)),
        shared,
        agreement: report.as_ref().map(alphas).unwrap_or_default(),
    };
    let text = card::data(&card, human(&args.output)?)?;
    write(text, &args.output, printer)
}

/// What was labelled twice, alpha and number of rows of each agreement in a report.
fn alphas(report: &Value) -> Vec<(String, Option<f64>, u64)> {
    let mut all = Vec::new();
    for (name, heads) in report["agreement"].as_object().into_iter().flatten() {
        for (head, value) in heads.as_object().into_iter().flatten() {
            let alpha = value["all"]["krippendorff_alpha"]["value"].as_f64();
            all.push((format!("{name}: {head}"), alpha, value["compared_units"].as_u64().unwrap_or(0)));
        }
    }
    all
}

fn read_report(path: &Path) -> Result<Value> {
    let text = std::fs::read_to_string(path).map_err(|error| Error::io("read", path, error))?;
    let value: Option<Value> = serde_json::from_str(&text).ok();
    value.filter(|value| value["model"]["checksum"].is_string()).ok_or_else(|| {
        Error::data(
            Location::file(path),
            "not a report of stance\n  hint: name the report.json of stance report",
        )
    })
}

/// The human parts of the card that is there.
fn human(output: &CardOutput) -> Result<Human> {
    let Some(path) = &output.output else { return Ok(Human::default()) };
    match existing(path)? {
        Some(card) => Human::read(&card, Location::file(path)),
        None => Ok(Human::default()),
    }
}

fn write(text: String, output: &CardOutput, printer: &mut Printer) -> Result<()> {
    match &output.output {
        Some(path) => keep(&[(PathBuf::from(path), text)], output.check, printer),
        None => printer.bytes(text.as_bytes()),
    }
}
