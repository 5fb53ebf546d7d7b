//! `stance doctor`: what this program is, what it holds and what it can read; to be sent along with a question.

use std::path::Path;

use serde_json::json;

use crate::article::{Kind, LARGEST};
use crate::cli::args::{DataFormat, Doctor};
use crate::cli::model_source;
use crate::cli::printer::Printer;
use crate::error::Result;
use crate::report::number::thousands;

/// Prints what is found; a model that cannot be loaded is an error.
pub fn run(args: &Doctor, printer: &mut Printer) -> Result<()> {
    let mut lines = vec![("program", format!("stance {}", env!("CARGO_PKG_VERSION")))];
    lines.push(("built for", format!("{} {}", std::env::consts::ARCH, std::env::consts::OS)));
    lines.push(("build", if cfg!(debug_assertions) { "debug: slow" } else { "release" }.to_owned()));
    let features = FEATURES.map(|(name, on)| format!("{name}{}", if on { "" } else { " (left out)" }));
    lines.push(("features", features.join(", ")));
    lines.push(("threads", rayon::current_num_threads().to_string()));
    let kinds = Kind::ALL.into_iter().filter(|kind| reads(*kind)).map(Kind::name);
    lines.push(("reads", kinds.collect::<Vec<_>>().join(", ")));
    let packed = if cfg!(feature = "formats") { ".gz, .zst" } else { "none" };
    lines.push(("compressed", packed.to_owned()));
    let encodings =
        if cfg!(feature = "formats") { "UTF-8, UTF-16, those of the web" } else { "UTF-8, UTF-16" };
    lines.push(("encodings", encodings.to_owned()));
    lines.push(("largest article", format!("{} MB", LARGEST >> 20)));
    lines.push(("network", "never used".to_owned()));
    let embedded = args.model.model == Path::new(model_source::DEFAULT) && !cfg!(feature = "embedded-model");
    let model = if embedded { "none inside this build".to_owned() } else { model(args)? };
    lines.push(("model", model));
    match args.format {
        DataFormat::Json => {
            let object: serde_json::Map<_, _> =
                lines.into_iter().map(|(key, value)| (key.replace(' ', "_"), json!(value))).collect();
            printer.json(&object.into())
        }
        DataFormat::Table => {
            lines.iter().try_for_each(|(key, value)| printer.line(&format!("{key:<16} {value}")))
        }
    }
}

const FEATURES: [(&str, bool); 3] = [
    ("embedded-model", cfg!(feature = "embedded-model")),
    ("formats", cfg!(feature = "formats")),
    ("html", cfg!(feature = "html")),
];

fn reads(kind: Kind) -> bool {
    match kind {
        Kind::Html => cfg!(feature = "html"),
        Kind::Markdown => cfg!(feature = "formats"),
        Kind::Text | Kind::Csv | Kind::Jsonl => true,
    }
}

/// Version, checksum, heads and size of the model.
fn model(args: &Doctor) -> Result<String> {
    let (model, id) = model_source::load_with_id(&args.model.model)?;
    let features = model.stance.as_ref().map(|head| ("stance", head.featurizer().vocabulary().len()));
    let sentiment = model.sentiment.as_ref().map(|head| ("sentiment", head.featurizer().vocabulary().len()));
    let heads = features.into_iter().chain(sentiment);
    let heads = heads.map(|(name, width)| format!("{name} {} features", thousands(width as u64)));
    let heads = heads.collect::<Vec<_>>().join(", ");
    Ok(format!("{} of stance {}, checksum {}; {heads}", args.model.model.display(), id.version, id.checksum))
}
