//! `stance explain SENTENCE`: what moved the labels of a sentence.

use serde_json::{Value, json};

use crate::cli::args::{DataFormat, Explain};
use crate::cli::model_source;
use crate::cli::printer::Printer;
use crate::cli::style::{self, HEADING, class_field, paint};
use crate::cli::table::{Field, Table};
use crate::cli::wrap::table_width;
use crate::dataset::instance_from;
use crate::error::{Error, Result};
use crate::instance::Instance;
use crate::label::Label;
use crate::model::{Explanation, Head};

/// How many features are shown, if nothing else is asked for.
const TOP: usize = 12;

fn top(args: &Explain) -> usize {
    args.top.unwrap_or(TOP)
}

/// Prints an explanation for each head that applies.
pub fn run(sentence: &str, args: &Explain, printer: &mut Printer) -> Result<()> {
    let model = model_source::load(&args.model.model)?;
    let instance = instance_from(sentence, args.holder.as_deref(), args.target.as_deref(), args.voice)?;
    let mut parts = Vec::new();
    if let Some(head) = model.stance.as_ref().filter(|_| instance.target.is_some()) {
        parts.push(explain(head, &instance, args, printer)?);
    }
    if let Some(head) = &model.sentiment {
        parts.push(explain(head, &instance, args, printer)?);
    }
    if parts.is_empty() {
        return Err(Error::usage("the model has no head for this\n  hint: a stance needs --target"));
    }
    if args.format == DataFormat::Json {
        let heads: serde_json::Map<String, Value> = parts.into_iter().collect();
        printer.json(&json!({ "schema": 1, "text": instance.text, "heads": heads }))?;
    }
    Ok(())
}

fn explain<L: Label>(
    head: &Head<L>,
    instance: &Instance,
    args: &Explain,
    printer: &mut Printer,
) -> Result<(String, Value)> {
    let explanation = head.explain(instance);
    if args.format == DataFormat::Table {
        print(&explanation, args, printer)?;
    }
    Ok((L::HEAD.to_owned(), as_json(&explanation, top(args))))
}

fn print<L: Label>(explanation: &Explanation<L>, args: &Explain, printer: &mut Printer) -> Result<()> {
    let answer: L = explanation.probabilities.label();
    let subject = match &args.target {
        Some(target) if L::HEAD == crate::label::Stance::HEAD => format!(" toward {target}"),
        _ => String::new(),
    };
    let shares: Vec<String> =
        L::ALL.iter().map(|&label| format!("{label} {:.2}", explanation.probabilities.of(label))).collect();
    printer.line(&format!(
        "{}{subject}: {}  ({})",
        paint(HEADING, L::HEAD),
        paint(style::class_color(answer.index()).on_default().bold(), answer.name()),
        shares.join(", ")
    ))?;
    printer.line(&margin(explanation))?;
    printer.line(&contributions(explanation, top(args)).text(table_width()))
}

/// How far the first class is before the second.
pub fn margin<L: Label>(explanation: &Explanation<L>) -> String {
    format!(
        "{} before {} by a margin of {:.2}; what made the margin:\n",
        explanation.first, explanation.second, explanation.margin
    )
}

/// The features that moved the margin most, and the rest as one row.
pub fn contributions<L: Label>(explanation: &Explanation<L>, top: usize) -> Table {
    let mut table = Table::new(&["margin", "for", "feature"]);
    for part in explanation.contributions.iter().take(top) {
        let side = if part.margin >= 0.0 { explanation.first } else { explanation.second };
        table.row(vec![
            Field::right(format!("{:+.3}", part.margin)),
            class_field(side.index(), side.name()),
            // A feature may be a word of the text: nothing in it may command the terminal.
            part.feature.replace(char::is_control, " ").into(),
        ]);
    }
    let rest = explanation.contributions.iter().skip(top);
    let (count, sum) = rest.fold((0_u64, 0.0), |(n, sum), part| (n + 1, sum + part.margin));
    if count > 0 {
        table.row(vec![
            Field::right(format!("{sum:+.3}")),
            "".into(),
            format!("{count} other features together").into(),
        ]);
    }
    table
}

/// The explanation with the features that moved the margin most.
pub fn as_json<L: Label>(explanation: &Explanation<L>, top: usize) -> Value {
    let by_class = |values: [f64; 3]| -> Value {
        L::ALL.iter().map(|label| (label.name().to_owned(), json!(values[label.index()]))).collect()
    };
    json!({
        "label": explanation.probabilities.label::<L>().name(),
        "probabilities": by_class(explanation.probabilities.0),
        "logits": by_class(explanation.logits),
        "first": explanation.first.name(),
        "second": explanation.second.name(),
        "margin": explanation.margin,
        "contributions": explanation.contributions.iter().take(top).map(|part| json!({
            "feature": part.feature,
            "value": part.value,
            "margin": part.margin,
            "logits": by_class(part.logits),
        })).collect::<Vec<_>>(),
    })
}
