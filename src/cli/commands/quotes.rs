//! `stance quotes`: actors, and who says what, without model and target.

use anstyle::Style;

use super::classify::{described, how};
use crate::cli::args::{ArticleFormat, Quotes};
use crate::cli::batch::{Batch, Reported, Worked, json, records};
use crate::cli::printer::Printer;
use crate::cli::style::{FAINT, HEADING, SECTION, paint};
use crate::cli::wrap::{Piece, hanging, page_width, wrap};
use crate::error::Result;
use crate::report::quotes::{AttributionReport, QuoteActor, QuotesReport, columns, rows};
use crate::report::who::within;
use crate::text::Document;

/// Prints actors, attributions, and quotations without a speaker.
pub fn run(args: &Quotes, printer: &mut Printer) -> Result<()> {
    let width = page_width();
    let (reader, _) = args.attributing.reader(args.sources.actors.as_deref())?;
    let batch = Batch {
        inputs: &args.inputs,
        sources: &args.sources,
        delimiter: args.delimiter,
        format: args.format,
        output: args.output.as_deref(),
        columns: &columns(),
        many_reports: false,
    };
    batch.run(printer, |article, _| {
        let document = Document::new(&article.text);
        let reading = reader.read(&document);
        let mut report = QuotesReport::new(article, &document, &reading);
        if args.with_text {
            report.source = report.source.with_text(article);
        }
        let body = match args.format {
            ArticleFormat::Table => page(&report, width).into_bytes(),
            ArticleFormat::Csv => records(rows(&report))?,
            ArticleFormat::Json | ArticleFormat::Jsonl => json(&report, args.format)?,
        };
        Ok(Worked::Done(Reported { bodies: vec![body], ..Reported::default() }))
    })
}

const PLAIN: Style = Style::new();
/// What is said stands so far in, and how it was found as far again.
const INDENT: usize = 2;

fn page(report: &QuotesReport<'_>, width: usize) -> String {
    let mut page = Page { text: String::new(), width };
    page.lines(0, 0, &[(HEADING, report.headline.unwrap_or(&report.file))]);
    page.section("Actors");
    let (speaking, others): (Vec<&QuoteActor<'_>>, Vec<_>) =
        report.actors.iter().partition(|actor| actor.attributions > 0);
    for actor in speaking {
        page.actor(actor);
    }
    if !others.is_empty() {
        let names = others.iter().map(|actor| actor.who.name).collect::<Vec<_>>().join(", ");
        page.lines(0, INDENT, &[(FAINT, "Also named: "), (FAINT, &names)]);
    }
    if !report.attributions.is_empty() {
        page.section("Who says what");
    }
    // Whoever goes on speaking is named once.
    for (number, turn) in report.attributions.chunk_by(|a, b| a.actor_id == b.actor_id).enumerate() {
        if number > 0 {
            page.text.push('\n');
        }
        page.lines(0, INDENT, &[(HEADING, turn[0].actor)]);
        for attribution in turn {
            page.attribution(attribution);
        }
    }
    if !report.untagged.is_empty() {
        page.section("Quotations without a speaker");
    }
    for quote in &report.untagged {
        page.lines(0, INDENT, &[(PLAIN, quote.text)]);
    }
    page.text
}

struct Page {
    text: String,
    width: usize,
}

impl Page {
    /// Text that starts at column `first`, its further lines at column `further`.
    fn lines(&mut self, first: usize, further: usize, pieces: &[Piece<'_>]) {
        let lines = wrap(pieces, self.width - first.max(further));
        hanging(&" ".repeat(first), further, &lines, &mut self.text);
    }

    fn section(&mut self, title: &str) {
        self.text.push('\n');
        self.text.push_str(&paint(SECTION, title));
        self.text.push('\n');
    }

    fn actor(&mut self, actor: &QuoteActor<'_>) {
        let kind = format!(" · {}", described(actor.who.kind, &actor.who.affiliations));
        let others: Vec<&str> =
            actor.who.aliases.iter().map(String::as_str).filter(|alias| *alias != actor.who.name).collect();
        let also = if others.is_empty() { String::new() } else { format!(" · also {}", others.join(", ")) };
        self.lines(0, INDENT, &[(HEADING, actor.who.name), (PLAIN, &kind), (FAINT, &also)]);
    }

    fn attribution(&mut self, attribution: &AttributionReport<'_>) {
        let said = attribution.said();
        let told =
            attribution.told_by.map(|teller| format!("(told by {}) ", within(teller))).unwrap_or_default();
        self.lines(INDENT, INDENT, &[(FAINT, &told), (PLAIN, &said)]);
        let how = how(attribution.cue.as_ref(), attribution.voice, attribution.rule);
        let negated = if attribution.negated { " · negated" } else { "" };
        let note = format!("{how}{negated} · {:.2}", attribution.confidence);
        self.lines(2 * INDENT, 2 * INDENT, &[(FAINT, &note)]);
    }
}
