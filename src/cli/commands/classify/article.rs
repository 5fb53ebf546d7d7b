//! `stance classify ARTICLE`: who stands where, with the sentences that show it.

use super::page::page;
use crate::article::Article;
use crate::cli::args::{ArticleFormat, Classify};
use crate::cli::commands::articles::{Job, Reported, json, records};
use crate::cli::model_source;
use crate::cli::printer::Printer;
use crate::cli::wrap::page_width;
use crate::error::{Error, ErrorKind, Location, Problem, Result};
use crate::feature::Scratch;
use crate::pipeline::{Classifier, Options, Outcome};
use crate::report::actor_rows;
use crate::report::stances::ArticleReport;
use crate::target::TargetSpec;

/// Classifies every article.
pub fn run(args: &Classify, printer: &mut Printer) -> Result<()> {
    let (model, id) = model_source::load_with_id(&args.model.model)?;
    let min_confidence = args.articles.min_confidence.unwrap_or(0.0);
    let classifier = Classifier::new(&model, Options { min_confidence })?;
    let target = target(args.articles.target.as_deref(), &args.articles.alias)?;
    let format = args.articles.format.unwrap_or(ArticleFormat::Table);
    let width = page_width();
    let job =
        Job { inputs: &args.inputs, format, output: args.output.as_deref(), columns: &actor_rows::COLUMNS };
    let name_files = args.inputs.len() > 1;
    job.run(printer, |article, scratch| {
        let outcome = classify(&classifier, article, target.as_ref(), scratch)?;
        let report = ArticleReport::new(article.name.display().to_string(), &outcome, &id);
        let body = match format {
            ArticleFormat::Table => page(&report, width, args.articles.verbose).into_bytes(),
            ArticleFormat::Csv => records(&actor_rows::rows(&report))?,
            ArticleFormat::Json | ArticleFormat::Jsonl => json(&report, format)?,
        };
        let notes = proposal(&report, name_files).into_iter().collect();
        Ok(Reported { body, notes, warnings: not_mentioned(article, &outcome).into_iter().collect() })
    })
}

/// The target as it was typed.
pub fn target(name: Option<&str>, aliases: &[String]) -> Result<Option<TargetSpec>> {
    if name
        .into_iter()
        .chain(aliases.iter().map(String::as_str))
        .any(|name| !name.contains(char::is_alphanumeric))
    {
        return Err(Error::usage("--target and --alias need words, as the article has them"));
    }
    Ok(name.map(|name| TargetSpec { name: name.trim().to_owned(), aliases: aliases.to_vec() }))
}

/// Classifies an article; a usage error names it.
pub fn classify<'t>(
    classifier: &Classifier<'_>,
    article: &'t Article,
    target: Option<&TargetSpec>,
    scratch: &mut Scratch,
) -> Result<Outcome<'t>> {
    classifier.classify(&article.text, target, scratch).map_err(|error| match error.kind() {
        ErrorKind::Usage(message) => Error::usage(format!("{}: {message}", article.name.display())),
        _ => error,
    })
}

/// Says which target was taken, when none was named.
fn proposal(report: &ArticleReport<'_>, name_file: bool) -> Option<String> {
    let file = if name_file { format!("{}: ", report.file) } else { String::new() };
    let name = report.target.name;
    report.target.proposed.then(|| format!("{file}target: {name} (proposed; name another with --target)"))
}

/// A target that the article never mentions is probably called something else there.
pub fn not_mentioned(article: &Article, outcome: &Outcome<'_>) -> Option<Problem> {
    outcome.target_reading.mentions.is_empty().then(|| {
        let message = format!("the article does not mention \"{}\"", outcome.target.name);
        Problem::new(Location::file(&article.name), message)
            .with_hint("use the words of the article, or add them with --alias")
    })
}
