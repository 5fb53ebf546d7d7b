//! An article's report as a page for people: who stands where at the left, what shows it at the right.

use anstyle::Style;

use crate::cli::style::{FAINT, HEADING, class_color, paint, stance_style};
use crate::cli::wrap::{NO_BREAK, Piece, hanging, wrap};
use crate::label::{Label, Sentiment, Voice};
use crate::report::number::count;
use crate::report::passage::Passage;
use crate::report::stances::{ActorReport, ArticleReport, EvidenceReport, SentenceReport};
use crate::report::who::within;
use crate::text::Span;

/// Columns of the margin that holds stance and confidence.
const MARGIN: usize = 16;
/// Actors without a stance that are named, unless everything is wanted.
const NAMED: usize = 12;

const PLAIN: Style = Style::new();

/// The page in `width` columns, with colours. `verbose` adds every sentence and what was set aside.
pub fn page(report: &ArticleReport<'_>, width: usize, verbose: bool) -> String {
    let mut page = Page { text: String::new(), width };
    page.head(report);
    for actor in report.actors.iter().filter(|actor| has_words(actor)) {
        page.actor(report, actor);
    }
    page.only_spoken_for(report);
    page.without_stance(report, verbose);
    page.sources(report);
    page.summary(report);
    if verbose {
        page.sentences(report);
        page.removed(report);
    }
    page.text
}

/// True if the text has words on the actor's own stance.
fn has_words(actor: &ActorReport<'_>) -> bool {
    !(actor.evidence.is_empty() && actor.attributed.is_empty())
}

struct Page {
    text: String,
    width: usize,
}

impl Page {
    fn line(&mut self, pieces: &[Piece<'_>]) {
        hanging("", 0, &wrap(pieces, self.width), &mut self.text);
    }

    /// Text beside the margin; `indent` further in.
    fn beside(&mut self, margin: &str, indent: usize, pieces: &[Piece<'_>]) {
        let at = MARGIN + indent;
        hanging(margin, at, &wrap(pieces, self.width - at), &mut self.text);
    }

    fn indented(&mut self, indent: usize, pieces: &[Piece<'_>]) {
        self.beside(&" ".repeat(MARGIN + indent), indent, pieces);
    }

    fn gap(&mut self) {
        self.text.push('\n');
    }

    fn head(&mut self, report: &ArticleReport<'_>) {
        self.line(&[(HEADING, report.headline.unwrap_or(&report.file))]);
        let target = &report.target;
        let mut about = count(target.mentions.len() as u64, "mention");
        if !target.aliases.is_empty() {
            about = format!("also {}; {about}", target.aliases.join(", "));
        }
        if target.proposed {
            about = format!("proposed; {about}");
        }
        let file = if report.headline.is_some() { format!("{} · ", report.file) } else { String::new() };
        let about = format!(" ({about})");
        self.line(&[(FAINT, &file), (FAINT, "target: "), (HEADING, target.name), (FAINT, &about)]);
        self.gap();
    }

    fn actor(&mut self, report: &ArticleReport<'_>, actor: &ActorReport<'_>) {
        let kind = format!(" · {}", described(actor.who.kind, &actor.who.affiliations));
        self.beside(&stance_margin(actor), 0, &[(HEADING, actor.who.name), (FAINT, &kind)]);
        // One sentence may hold several pieces of evidence; it is printed once.
        for same in actor.evidence.chunk_by(|a, b| a.sentence == b.sentence) {
            self.indented(0, &marked(report, same));
            for evidence in same {
                self.note(evidence);
            }
        }
        let alike = |a: &EvidenceReport<'_>, b: &EvidenceReport<'_>| {
            (a.sentence, a.by, a.stance) == (b.sentence, b.by, b.stance)
        };
        for same in actor.attributed.chunk_by(alike) {
            let told = &same[0];
            let teller = format!("(told by {}: ", within(told.by.map_or("", |by| by.by)));
            let stance = (stance_style(told.stance.name()), told.stance.name());
            let mut pieces = vec![(PLAIN, teller.as_str()), stance, (PLAIN, ") ")];
            pieces.extend(marked(report, same));
            self.indented(0, &pieces);
            for told in same {
                self.note(told);
            }
        }
        for via in &actor.via {
            let speaker = format!("via {}: ", within(via.actor));
            self.indented(0, &[(PLAIN, &speaker), (stance_style(via.stance), via.stance)]);
        }
        self.gap();
    }

    /// Those whose stance only shows in who speaks for them, a line each.
    fn only_spoken_for(&mut self, report: &ArticleReport<'_>) {
        let mut any = false;
        for actor in report.actors.iter().filter(|actor| !has_words(actor) && !actor.via.is_empty()) {
            any = true;
            let kind = format!(" · {}", described(actor.who.kind, &actor.who.affiliations));
            let speakers: Vec<String> =
                actor.via.iter().map(|via| format!("via {}: ", within(via.actor))).collect();
            let mut pieces = vec![(HEADING, actor.who.name), (FAINT, kind.as_str())];
            for (via, speaker) in actor.via.iter().zip(&speakers) {
                pieces.extend([(FAINT, " · "), (PLAIN, speaker), (stance_style(via.stance), via.stance)]);
            }
            self.beside(&stance_margin(actor), 0, &pieces);
        }
        if any {
            self.gap();
        }
    }

    /// Cue, voice, rule and probability of a piece of evidence.
    fn note(&mut self, evidence: &EvidenceReport<'_>) {
        let how = how(evidence.cue.as_ref(), evidence.voice, evidence.rule);
        if evidence.declined {
            return self.indented(2, &[(FAINT, &how), (FAINT, " · neutral by definition")]);
        }
        let carried = if evidence.carried { " · carried on" } else { "" };
        let before = format!("{how}{carried} · ");
        let stance = evidence.stance;
        let share = format!("{NO_BREAK}{:.2}", evidence.probabilities.of(stance));
        let coloured = class_color(stance.index()).on_default();
        self.indented(2, &[(FAINT, &before), (coloured, stance.name()), (FAINT, &share)]);
    }

    fn without_stance(&mut self, report: &ArticleReport<'_>, all: bool) {
        let nothing = |actor: &&ActorReport<'_>| !has_words(actor) && actor.via.is_empty();
        let names: Vec<&str> = report.actors.iter().filter(nothing).map(|actor| actor.who.name).collect();
        if names.is_empty() {
            return;
        }
        let named = if all { names.len() } else { NAMED };
        let mut list = names[..named.min(names.len())].join(", ");
        if names.len() > named {
            list = format!("{list} … and {} more (--verbose names all)", names.len() - named);
        }
        self.line(&[(PLAIN, "No stance found: "), (PLAIN, &list)]);
    }

    fn sources(&mut self, report: &ArticleReport<'_>) {
        let sources = report
            .sources
            .iter()
            .map(|source| format!("{} ({})", source.name, count(source.sentences.len() as u64, "sentence")));
        let list = sources.collect::<Vec<_>>().join(", ");
        if !list.is_empty() {
            self.line(&[(PLAIN, "Document sources: "), (PLAIN, &list)]);
        }
    }

    fn summary(&mut self, report: &ArticleReport<'_>) {
        let of = |sentiment| report.sentences.iter().filter(|s| s.sentiment == Some(sentiment)).count();
        let counts = Sentiment::ALL.map(|sentiment| (sentiment, of(sentiment).to_string()));
        let all = format!("Sentences: {}", report.sentences.len());
        let mut pieces = vec![(PLAIN, all.as_str())];
        if report.sentences.iter().any(|s| s.sentiment.is_some()) {
            for (i, (sentiment, count)) in counts.iter().enumerate() {
                let separator = if i == 0 { " (" } else { ", " };
                let style = class_color(sentiment.index()).on_default();
                pieces.extend([(PLAIN, separator), (PLAIN, count), (PLAIN, " "), (style, sentiment.name())]);
            }
            pieces.push((PLAIN, ")"));
        }
        let removed = format!("; set aside as boilerplate: {}", report.removed.len());
        if !report.removed.is_empty() {
            pieces.push((PLAIN, &removed));
        }
        self.line(&pieces);
    }

    fn sentences(&mut self, report: &ArticleReport<'_>) {
        self.gap();
        self.line(&[(HEADING, "Sentences, their sentiment and who speaks")]);
        for sentence in &report.sentences {
            let speakers = sentence.speakers.join(", ");
            let mut pieces = vec![(PLAIN, sentence.passage.text)];
            if !speakers.is_empty() {
                pieces.extend([(FAINT, " — "), (HEADING, speakers.as_str())]);
            }
            self.beside(&sentiment_margin(sentence), 0, &pieces);
        }
    }

    fn removed(&mut self, report: &ArticleReport<'_>) {
        if report.removed.is_empty() {
            return;
        }
        self.gap();
        self.line(&[(HEADING, "Set aside as boilerplate")]);
        for removed in &report.removed {
            let margin = format!("{:<MARGIN$}", removed.reason);
            self.beside(&paint(FAINT, &margin), 0, &[(PLAIN, removed.passage.text)]);
        }
    }
}

/// Cue, voice and rule: "told · direct · quote-tag". A colon or dash that is the cue is told by the rule.
pub fn how(cue: Option<&Passage<'_>>, voice: Voice, rule: &str) -> String {
    match cue.filter(|cue| cue.text.contains(char::is_alphabetic)) {
        Some(cue) => format!("{} · {voice} · {rule}", cue.text),
        None => format!("{voice} · {rule}"),
    }
}

/// What an actor is and whom it is for: "person, for China".
pub fn described(kind: &str, affiliations: &[&str]) -> String {
    if affiliations.is_empty() {
        kind.to_owned()
    } else {
        let names: Vec<_> = affiliations.iter().map(|name| within(name)).collect();
        format!("{kind}, for {}", names.join(", "))
    }
}

fn stance_margin(actor: &ActorReport<'_>) -> String {
    let confidence =
        if actor.evidence.is_empty() { String::new() } else { format!("{:.2}", actor.confidence) };
    format!("{} {confidence:<5}", paint(stance_style(actor.stance), &format!("{:<10}", actor.stance)))
}

fn sentiment_margin(sentence: &SentenceReport<'_>) -> String {
    let (Some(sentiment), Some(shares)) = (sentence.sentiment, &sentence.probabilities) else {
        return " ".repeat(MARGIN);
    };
    let style = class_color(sentiment.index()).on_default();
    format!("{} {:<5.2}", paint(style, &format!("{:<10}", sentiment.name())), shares.of(sentiment))
}

/// The sentence that pieces of evidence share: what bears on the target in plain, mentions of the target bold, cues
/// underlined, the rest faint.
fn marked<'a>(report: &ArticleReport<'a>, evidence: &[EvidenceReport<'a>]) -> Vec<Piece<'a>> {
    let Some(first) = evidence.first() else { return Vec::new() };
    let sentence = first.passage.span();
    let targets = report.target.mentions.iter().filter(|mention| mention.sentence == first.sentence);
    let targets: Vec<_> = targets.map(|mention| mention.passage.span()).collect();
    let bearing: Vec<_> = evidence.iter().flat_map(|e| &e.bearing).map(Passage::span).collect();
    let cues: Vec<_> = evidence.iter().filter_map(|e| e.cue).map(|cue| cue.span()).collect();
    let spans = bearing.iter().chain(&targets).chain(&cues);
    let mut borders: Vec<usize> = spans.flat_map(|span| [span.start, span.end]).collect();
    borders.extend([sentence.start, sentence.end]);
    borders.retain(|at| (sentence.start..=sentence.end).contains(at));
    borders.sort_unstable();
    borders.dedup();
    let style = |at: usize| {
        let holds = |span: &Span| span.start <= at && at < span.end;
        let mut style = if bearing.iter().any(holds) { PLAIN } else { FAINT };
        if targets.iter().any(holds) {
            style = style.bold();
        }
        if cues.iter().any(holds) {
            style = PLAIN.underline();
        }
        style
    };
    let text = first.passage.text;
    let parts = borders.windows(2).filter_map(|pair| {
        let part = text.get(pair[0] - sentence.start..pair[1] - sentence.start)?;
        Some((style(pair[0]), part))
    });
    parts.collect()
}
