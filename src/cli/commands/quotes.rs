//! `stance quotes`: actors, and who says what, without model and target.

use anstyle::Style;

use super::classify::{described, how};
use crate::cli::args::{ArticleFormat, Quotes};
use crate::cli::batch::{Batch, Reported, Worked, json, records};
use crate::cli::printer::Printer;
use crate::cli::style::{FAINT, HEADING, paint};
use crate::cli::wrap::{Piece, hanging, page_width, width_of, wrap};
use crate::error::Result;
use crate::report::quotes::{AttributionReport, QuoteActor, QuotesReport, columns, rows};
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
/// Columns that names of speakers may take, the gap after them among these.
const WIDEST_MARGIN: usize = 26;

fn page(report: &QuotesReport<'_>, width: usize) -> String {
    let names = report.actors.iter().map(|actor| width_of(actor.who.name) + 2);
    let margin = names.max().unwrap_or(0).clamp(12, WIDEST_MARGIN.min(width / 3));
    let mut page = Page { text: String::new(), width, margin };
    hanging("", 0, &wrap(&[(HEADING, report.headline.unwrap_or(&report.file))], width), &mut page.text);
    page.section("Actors");
    for actor in &report.actors {
        page.actor(actor);
    }
    if !report.attributions.is_empty() {
        page.section("Who says what");
    }
    for attribution in &report.attributions {
        page.attribution(attribution);
    }
    if !report.untagged.is_empty() {
        page.section("Quotations without a speaker");
    }
    for quote in &report.untagged {
        page.row("", &[(PLAIN, quote.text)]);
    }
    page.text
}

struct Page {
    text: String,
    width: usize,
    margin: usize,
}

impl Page {
    fn section(&mut self, title: &str) {
        self.text.push('\n');
        self.text.push_str(&paint(HEADING, title));
        self.text.push('\n');
    }

    /// A name in the margin, text beside it; both are wrapped.
    fn row(&mut self, name: &str, pieces: &[Piece<'_>]) {
        let names = wrap(&[(HEADING, name)], self.margin - 2);
        let lines = wrap(pieces, self.width - self.margin);
        for number in 0..names.len().max(lines.len()) {
            let name = names.get(number).map_or("", String::as_str);
            // The width of a painted name is that of its characters alone.
            let bare = anstream::adapter::strip_str(name).to_string();
            let gap = " ".repeat(self.margin.saturating_sub(width_of(&bare)));
            let line = lines.get(number).map_or("", String::as_str);
            self.text.push_str(format!("{name}{gap}{line}").trim_end());
            self.text.push('\n');
        }
    }

    fn actor(&mut self, actor: &QuoteActor<'_>) {
        let kind = described(actor.who.kind, &actor.who.affiliations);
        let others: Vec<&str> =
            actor.who.aliases.iter().map(String::as_str).filter(|alias| *alias != actor.who.name).collect();
        let also = if others.is_empty() { String::new() } else { format!("; also: {}", others.join(", ")) };
        self.row(actor.who.name, &[(PLAIN, &kind), (FAINT, &also)]);
    }

    fn attribution(&mut self, attribution: &AttributionReport<'_>) {
        let said = attribution.said();
        let told = attribution.told_by.map(|teller| format!("({teller} says) ")).unwrap_or_default();
        self.row(attribution.actor, &[(PLAIN, &told), (PLAIN, &said)]);
        let how = how(attribution.cue.as_ref(), attribution.voice, attribution.rule);
        let negated = if attribution.negated { " · negated" } else { "" };
        let note = format!("{how}{negated} · {:.2}", attribution.confidence);
        let margin = " ".repeat(self.margin + 2);
        hanging(&margin, margin.len(), &wrap(&[(FAINT, &note)], self.width - margin.len()), &mut self.text);
    }
}
