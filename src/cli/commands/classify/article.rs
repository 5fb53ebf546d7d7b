//! `stance classify ARTICLE`: who stands where, with the sentences that show it.

use super::page::page;
use crate::additions::with_aliases;
use crate::article::Article;
use crate::cli::args::{ArticleFormat, Classify};
use crate::cli::batch::{Batch, Reported, Skipped, Worked, json, records};
use crate::cli::model_source;
use crate::cli::printer::Printer;
use crate::cli::wrap::page_width;
use crate::error::{Error, ErrorKind, Problem, Result};
use crate::feature::Scratch;
use crate::pipeline::{Classifier, Options, Outcome, ReadText};
use crate::report::actor_rows;
use crate::report::stances::{ArticleReport, ModelId, headline};
use crate::target::{ListedTarget, TargetSpec, read_targets};

/// Classifies every article.
pub fn run(args: &Classify, printer: &mut Printer) -> Result<()> {
    if !args.reading.map.is_empty() {
        return Err(Error::usage(
            "--map is for tables to label\n  hint: --table reads any file as such a table",
        ));
    }
    let (reader, listed) = args.attributing.reader(args.sources.actors.as_deref())?;
    let target = target(args.articles.target.as_deref(), &args.articles.alias)?;
    let target = target.map(|target| with_aliases(target, &listed));
    let mut targets = args.articles.target_file.as_deref().map(read_targets).transpose()?;
    for target in targets.iter_mut().flatten() {
        target.spec = with_aliases(std::mem::take(&mut target.spec), &listed);
    }
    let (model, id) = model_source::load_with_id(&args.model.model)?;
    let min_confidence = args.articles.min_confidence.unwrap_or(0.0);
    let classifier = Classifier::new(&model, Options { min_confidence, reader })?;
    let format = args.articles.format.unwrap_or(ArticleFormat::Table);
    let batch = Batch {
        inputs: &args.inputs,
        sources: &args.sources,
        delimiter: args.reading.delimiter,
        format,
        output: args.output.as_deref(),
        columns: &actor_rows::columns(),
        many_reports: targets.is_some(),
    };
    let (verbose, name_files) = (printer.is_verbose(), args.inputs.len() > 1);
    let reporter = Reporter { args, format, id: &id, width: page_width(), verbose, name_files };
    batch.run(printer, |article, scratch| {
        if let Some(targets) = &targets {
            return reporter.listed(&classifier, article, targets, scratch);
        }
        let outcome = classify(&classifier, article, target.as_ref(), scratch)?;
        let notes = reporter.proposal(article, &outcome).into_iter().collect();
        let warnings = not_mentioned(article, &outcome).into_iter().collect();
        Ok(Worked::Done(Reported { bodies: vec![reporter.body(article, &outcome)?], notes, warnings }))
    })
}

/// Writes reports as they were asked for.
struct Reporter<'a> {
    args: &'a Classify,
    format: ArticleFormat,
    id: &'a ModelId,
    width: usize,
    verbose: bool,
    name_files: bool,
}

impl Reporter<'_> {
    /// One report for each listed target that the article mentions.
    fn listed(
        &self,
        classifier: &Classifier<'_>,
        article: &Article,
        targets: &[ListedTarget],
        scratch: &mut Scratch,
    ) -> Result<Worked> {
        let read = classifier.read(&article.text, scratch);
        let asked = asked(targets, article, &read);
        if asked.is_empty() {
            return Ok(skipped(article, "title", "no target asks for articles with this title"));
        }
        let outcomes = classifier.outcomes(&read, &asked, scratch);
        let mentioned = outcomes.iter().filter(|outcome| !outcome.target_reading.mentions.is_empty());
        let bodies = mentioned.map(|outcome| self.body(article, outcome)).collect::<Result<Vec<_>>>()?;
        if bodies.is_empty() {
            return Ok(skipped(article, "no target mentioned", "mentions none of the targets"));
        }
        Ok(Worked::Done(Reported { bodies, ..Reported::default() }))
    }

    fn body(&self, article: &Article, outcome: &Outcome<'_>) -> Result<Vec<u8>> {
        let mut report = ArticleReport::new(article, outcome, self.id);
        if self.args.articles.with_text {
            report.source = report.source.with_text(article);
        }
        match self.format {
            ArticleFormat::Table => Ok(page(&report, self.width, self.verbose).into_bytes()),
            ArticleFormat::Csv => records(actor_rows::rows(&report)),
            ArticleFormat::Json | ArticleFormat::Jsonl => json(&report, self.format),
        }
    }

    /// Says which target was taken, when none was named.
    fn proposal(&self, article: &Article, outcome: &Outcome<'_>) -> Option<String> {
        let file = if self.name_files || article.record.is_some() {
            format!("{}: ", article.place())
        } else {
            String::new()
        };
        let name = &outcome.target.name;
        outcome.proposed.then(|| format!("{file}target: {name} (proposed; name another with --target)"))
    }
}

/// The targets that ask for articles with this title; where the file tells none, the headline of the text counts.
fn asked<'l>(targets: &'l [ListedTarget], article: &Article, read: &ReadText<'_>) -> Vec<&'l TargetSpec> {
    let title = article.about.title.as_deref().or_else(|| headline(&read.document));
    targets.iter().filter(|target| target.asks(title)).map(|target| &target.spec).collect()
}

fn skipped(article: &Article, reason: &str, message: &str) -> Worked {
    Worked::Skipped(Skipped { reason: reason.to_owned(), problem: Problem::new(article.place(), message) })
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

/// Classifies an article; an article without a topic is named.
pub fn classify<'t>(
    classifier: &Classifier<'_>,
    article: &'t Article,
    target: Option<&TargetSpec>,
    scratch: &mut Scratch,
) -> Result<Outcome<'t>> {
    classifier.classify(&article.text, target, scratch).map_err(|error| match error.kind() {
        ErrorKind::Usage(message) => Error::article("no topic", Problem::new(article.place(), message)),
        _ => error,
    })
}

/// A target that the article never mentions is probably called something else there.
pub fn not_mentioned(article: &Article, outcome: &Outcome<'_>) -> Option<Problem> {
    outcome.target_reading.mentions.is_empty().then(|| {
        let message = format!("the article does not mention \"{}\"", outcome.target.name);
        Problem::new(article.place(), message)
            .with_hint("use the words of the article, or add them with --alias")
    })
}
