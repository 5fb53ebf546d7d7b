//! `stance inspect`: what is in a model.

use serde_json::{Value, json};

use crate::cli::args::{DataFormat, Inspect};
use crate::cli::model_source;
use crate::cli::printer::Printer;
use crate::cli::style::{HEADING, class_field, paint};
use crate::cli::table::{Field, Table};
use crate::cli::wrap::table_width;
use crate::error::Result;
use crate::label::Label;
use crate::model::{Head, Model};
use crate::report::number::{count, score, thousands};

/// Prints recipe, sources, fits and the strongest features of each class.
pub fn run(args: &Inspect, printer: &mut Printer) -> Result<()> {
    let model = model_source::load(&args.model)?;
    if args.format == DataFormat::Json {
        return printer.json(&as_json(&model, args.top));
    }
    printer.line(&format!(
        "{} made by stance {} with the recipe `{}`\n",
        paint(HEADING, "model"),
        model.card.version,
        model.card.recipe.name
    ))?;
    sources(&model, printer)?;
    if let Some(head) = &model.stance {
        print(head, &model, args.top, printer)?;
    }
    if let Some(head) = &model.sentiment {
        print(head, &model, args.top, printer)?;
    }
    Ok(())
}

fn sources(model: &Model, printer: &mut Printer) -> Result<()> {
    let mut table = Table::new(&["trained on", "rows", "credit", "words readable", "checksum (xxh3)"]);
    for source in &model.card.sources {
        table.row(vec![
            source.name.as_str().into(),
            Field::right(thousands(source.rows)),
            source.credit.as_deref().unwrap_or("").into(),
            if source.private { "no" } else { "yes" }.into(),
            source.checksum.as_str().into(),
        ]);
    }
    printer.line(&table.text(table_width()))
}

fn print<L: Label>(head: &Head<L>, model: &Model, top: usize, printer: &mut Printer) -> Result<()> {
    let features = head.featurizer().vocabulary().len() as u64;
    let named = head.featurizer().vocabulary().fingerprints().iter();
    let named = named.filter(|id| model.name_of(**id).is_some()).count() as u64;
    printer.line(&format!(
        "{} {}, {} with a readable name",
        paint(HEADING, &format!("{}:", L::HEAD)),
        count(features, "feature"),
        thousands(named)
    ))?;
    if let Some(fit) = model.card.fits.get(L::HEAD) {
        let calibration = &fit.calibration;
        let losses = format!(
            "out-of-fold log loss {} before, {} after",
            score(calibration.log_loss_before),
            score(calibration.log_loss_after)
        );
        printer.line(&match (calibration.used, calibration.log_loss_before) {
            (_, None) => "calibration: not tried".to_owned(),
            (true, _) => format!("calibration: used ({losses})"),
            (false, _) => format!("calibration: not used, it did not help ({losses})"),
        })?;
        printer.line(&format!("{}: {}, objective {:.4}\n", fit.solver, fit.stop, fit.objective))?;
    }
    let mut table = Table::new(&["class", "weight", "feature"]);
    for label in L::ALL {
        for (weight, name) in strongest(head, model, label, top) {
            let class = class_field(label.index(), label.name());
            table.row(vec![class, Field::right(format!("{weight:+.3}")), name.into()]);
        }
    }
    printer.line(&table.text(table_width()))
}

/// The readable features with the largest weight of a class against the mean of all classes.
fn strongest<'m, L: Label>(head: &Head<L>, model: &'m Model, label: L, top: usize) -> Vec<(f64, &'m str)> {
    let mut all: Vec<(f64, &str)> = head
        .featurizer()
        .vocabulary()
        .fingerprints()
        .iter()
        .zip(0_u32..)
        .filter_map(|(&id, column)| {
            let weights = head.weights().of(column);
            let mean = weights.iter().sum::<f64>() / weights.len() as f64;
            Some((weights[label.index()] - mean, model.name_of(id)?))
        })
        .collect();
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    all.truncate(top);
    all
}

fn as_json(model: &Model, top: usize) -> Value {
    fn head<L: Label>(head: Option<&Head<L>>, model: &Model, top: usize) -> Value {
        let Some(head) = head else { return Value::Null };
        let classes: serde_json::Map<String, Value> = L::ALL
            .into_iter()
            .map(|label| {
                let features: Vec<Value> = strongest(head, model, label, top)
                    .into_iter()
                    .map(|(weight, name)| json!({ "feature": name, "weight": weight }))
                    .collect();
                (label.name().to_owned(), json!(features))
            })
            .collect();
        json!({
            "features": head.featurizer().vocabulary().len(),
            "calibrator": head.calibrator(),
            "strongest": classes,
        })
    }
    json!({
        "schema": 1,
        "card": model.card,
        "stance": head(model.stance.as_ref(), model, top),
        "sentiment": head(model.sentiment.as_ref(), model, top),
    })
}
