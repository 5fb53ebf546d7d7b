//! `stance classify TABLE`: labels for the rows of a table.

use rayon::prelude::*;

use crate::cli::args::Classify;
use crate::cli::commands::read_tables;
use crate::cli::model_source;
use crate::cli::printer::Printer;
use crate::dataset::{Dataset, Row, TableWriter, write_atomic};
use crate::error::{Error, Result};
use crate::feature::Scratch;
use crate::label::{Label, Probabilities, Sentiment, Stance};
use crate::model::Model;
use crate::report::number::count;

/// Writes the table with the added columns.
pub fn run(args: &Classify, printer: &mut Printer) -> Result<()> {
    let model = model_source::load(&args.model.model)?;
    let data = read_tables(&args.inputs, &args.reading, false, printer)?;
    let columns = columns(&model);
    let names: Vec<&str> = columns.iter().map(String::as_str).collect();
    let predictions: Vec<Vec<String>> = data
        .rows
        .par_iter()
        .map_init(Scratch::default, |scratch, row| predictions(&model, row, scratch))
        .collect();
    if let Some(path) = &args.output {
        write_atomic(path, |out| write(&data, &names, &predictions, out))?;
        printer.note(&format!("wrote {} ({})", path.display(), count(data.rows.len() as u64, "row")));
        Ok(())
    } else {
        let mut bytes = Vec::new();
        write(&data, &names, &predictions, &mut bytes)
            .map_err(|error| Error::io("write", "standard output", error))?;
        printer.bytes(&bytes)
    }
}

fn write<W: std::io::Write>(
    data: &Dataset,
    names: &[&str],
    predictions: &[Vec<String>],
    out: W,
) -> std::io::Result<()> {
    let mut writer = TableWriter::new(out, &data.columns, names)?;
    for (row, labels) in data.rows.iter().zip(predictions) {
        writer.write(&row.record, labels)?;
    }
    writer.finish()?;
    Ok(())
}

/// Label and probabilities of each head that the model has.
fn columns(model: &Model) -> Vec<String> {
    let mut all = Vec::new();
    if model.stance.is_some() {
        all.extend(head_columns::<Stance>());
    }
    if model.sentiment.is_some() {
        all.extend(head_columns::<Sentiment>());
    }
    all
}

/// Names of one head's columns: the label, then a probability for each class.
pub fn head_columns<L: Label>() -> Vec<String> {
    let probabilities = L::ALL.map(|label| format!("{}_{}", L::HEAD, label.name()));
    std::iter::once(L::HEAD.to_owned()).chain(probabilities).collect()
}

/// The fields of these columns; empty where there is no answer.
pub fn head_fields<L: Label>(probabilities: Option<Probabilities>) -> Vec<String> {
    match probabilities {
        Some(p) => std::iter::once(p.label::<L>().name().to_owned())
            .chain(p.0.iter().map(|share| format!("{share:.4}")))
            .collect(),
        None => vec![String::new(); 1 + L::ALL.len()],
    }
}

/// The added fields of one row; a row without a target gets no stance.
fn predictions(model: &Model, row: &Row, scratch: &mut Scratch) -> Vec<String> {
    let mut all = Vec::new();
    if let Some(head) = &model.stance {
        let has_target = row.instance.target.is_some();
        all.extend(head_fields::<Stance>(has_target.then(|| head.probabilities(&row.instance, scratch))));
    }
    if let Some(head) = &model.sentiment {
        all.extend(head_fields::<Sentiment>(Some(head.probabilities(&row.instance, scratch))));
    }
    all
}
