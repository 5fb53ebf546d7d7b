//! `stance explain --article`: why an actor of an article gets its stance.

use std::fmt::Write as _;
use std::path::Path;

use anstyle::Style;
use serde_json::{Value, json};

use super::sentence::{as_json, contributions, margin};
use crate::additions::with_aliases;
use crate::article::Article;
use crate::cli::args::{DataFormat, Explain};
use crate::cli::commands::classify::{classify, how, not_mentioned, target};
use crate::cli::model_source;
use crate::cli::printer::Printer;
use crate::cli::style::{FAINT, HEADING, paint, stance_style};
use crate::cli::wrap::{NO_BREAK, Piece, hanging, page_width, wrap};
use crate::error::{Error, Result};
use crate::feature::Scratch;
use crate::label::{Label, Stance};
use crate::model::Head;
use crate::pipeline::{ActorOutcome, Classifier, Evidence, Options, Outcome, Verdict};
use crate::report::passage::Passages;
use crate::report::reason::reason;
use crate::report::who::within;

/// How many features are shown for each piece of evidence, if nothing else is asked for.
const TOP: usize = 5;

/// Prints, for each actor, its evidence, what moved the stance of each piece, and what the actor rule made of it.
pub fn run(path: &Path, args: &Explain, printer: &mut Printer) -> Result<()> {
    let model = model_source::load(&args.model.model)?;
    let (reader, listed) = args.attributing.reader(None)?;
    let classifier = Classifier::new(&model, Options { reader, ..Options::default() })?;
    let target = target(args.target.as_deref(), &args.alias)?.map(|target| with_aliases(target, &listed));
    let article = Article::read(path)?;
    let outcome = classify(&classifier, &article, target.as_ref(), &mut Scratch::default())?;
    if outcome.proposed {
        printer.note(&format!("target: {} (proposed; name another with --target)", outcome.target.name));
    }
    printer.warnings(&not_mentioned(&article, &outcome).into_iter().collect::<Vec<_>>());
    let actors = chosen(&outcome, args.actor.as_deref())?;
    let Some(head) = &model.stance else { return Ok(()) };
    let explained = Explained { outcome: &outcome, head, top: args.top.unwrap_or(TOP) };
    if args.format == DataFormat::Json {
        let actors: Vec<Value> = actors.iter().map(|actor| explained.json(actor)).collect();
        let file = article.name.display().to_string();
        return printer
            .json(&json!({ "schema": 1, "file": file, "target": outcome.target.name, "actors": actors }));
    }
    if actors.is_empty() {
        let message =
            format!("No actor's words bear on {}; `stance quotes` shows who says what.", outcome.target.name);
        return printer.line(&message);
    }
    for actor in actors {
        printer.bytes(explained.page(actor, page_width()).as_bytes())?;
    }
    Ok(())
}

/// The actor of that name, or all with evidence.
fn chosen<'o>(outcome: &'o Outcome<'_>, name: Option<&str>) -> Result<Vec<&'o ActorOutcome>> {
    let Some(name) = name else {
        let seen =
            |actor: &&ActorOutcome| actor.stance.verdict != Verdict::None || !actor.attributed.is_empty();
        return Ok(outcome.actors.iter().filter(seen).collect());
    };
    let wanted = name.trim().to_lowercase();
    let names = |actor: &ActorOutcome| &outcome.reading.actors[actor.actor];
    let exact = |actor: &&ActorOutcome| {
        let known = names(actor);
        std::iter::once(&known.name).chain(&known.aliases).any(|name| name.to_lowercase() == wanted)
    };
    let part = |actor: &&ActorOutcome| names(actor).name.to_lowercase().contains(&wanted);
    let found = outcome.actors.iter().find(exact).or_else(|| outcome.actors.iter().find(part));
    found.map(|actor| vec![actor]).ok_or_else(|| {
        let known: Vec<&str> = outcome.actors.iter().map(|actor| names(actor).name.as_str()).collect();
        Error::usage(format!(
            "the article has no actor \"{name}\"\n  hint: its actors are {}",
            known.join(", ")
        ))
    })
}

struct Explained<'a, 't> {
    outcome: &'a Outcome<'t>,
    head: &'a Head<Stance>,
    top: usize,
}

const PLAIN: Style = Style::new();

impl Explained<'_, '_> {
    fn page(&self, actor: &ActorOutcome, width: usize) -> String {
        let mut page = String::new();
        let verdict = actor.stance.verdict.name();
        let name = &self.outcome.reading.actors[actor.actor].name;
        let toward = format!(" toward {}: ", self.outcome.target.name);
        let line = [(HEADING, name.as_str()), (PLAIN, &toward), (stance_style(verdict), verdict)];
        hanging("", 0, &wrap(&line, width), &mut page);
        hanging("", 0, &wrap(&[(PLAIN, &reason(actor))], width), &mut page);
        page.push('\n');
        for (number, evidence) in (1..).zip(&actor.evidence) {
            self.evidence(&paint(HEADING, &format!("{number}.")), evidence, width, &mut page);
        }
        for told in &actor.attributed {
            self.evidence(&paint(FAINT, "–"), told, width, &mut page);
        }
        page
    }

    fn evidence(&self, number: &str, evidence: &Evidence, width: usize, page: &mut String) {
        let document = &self.outcome.document;
        let teller = evidence.told_by.map(|teller| self.outcome.reading.actors[teller].name.as_str());
        let told =
            teller.map(|teller| format!("(told by {}, not counted) ", within(teller))).unwrap_or_default();
        let text: [Piece; 2] = [(FAINT, &told), (PLAIN, &evidence.instance.text)];
        hanging(&format!("{number} "), 3, &wrap(&text, width - 3), page);
        let cue = evidence.cue.map(|cue| Passages::new(document.text).at(cue));
        let how = how(cue.as_ref(), evidence.voice, evidence.rule.name());
        let note = format!("{how} · attribution{NO_BREAK}{:.2}", evidence.attribution_confidence);
        hanging("   ", 3, &wrap(&[(FAINT, &note)], width - 3), page);
        let shares = Stance::ALL.map(|stance| format!("{stance} {:.2}", evidence.probabilities.of(stance)));
        hanging("   ", 3, &wrap(&[(PLAIN, &shares.join(", "))], width - 3), page);
        if evidence.declined {
            hanging(
                "   ",
                3,
                &wrap(&[(PLAIN, "A declined comment is neutral by definition.")], width - 3),
                page,
            );
            page.push('\n');
            return;
        }
        let explanation = self.head.explain(&evidence.instance);
        hanging("   ", 3, &wrap(&[(PLAIN, &margin(&explanation))], width - 3), page);
        for line in contributions(&explanation, self.top).text(width - 3).lines() {
            let _ = writeln!(page, "   {line}");
        }
        page.push('\n');
    }

    fn json(&self, actor: &ActorOutcome) -> Value {
        let evidence = |e: &Evidence| {
            json!({
                "sentence": e.sentence,
                "text": e.instance.text,
                "voice": e.voice.name(),
                "rule": e.rule.name(),
                "cue": e.cue.map(|cue| cue.of(self.outcome.document.text)),
                "by": e.told_by.map(|teller| &self.outcome.reading.actors[teller].name),
                "declined": e.declined,
                "attribution_confidence": e.attribution_confidence,
                "stance": as_json(&self.head.explain(&e.instance), self.top),
            })
        };
        json!({
            "name": self.outcome.reading.actors[actor.actor].name,
            "stance": actor.stance.verdict.name(),
            "confidence": actor.stance.confidence,
            "direction": actor.stance.direction,
            "reason": reason(actor),
            "evidence": actor.evidence.iter().map(evidence).collect::<Vec<_>>(),
            "attributed": actor.attributed.iter().map(evidence).collect::<Vec<_>>(),
        })
    }
}
