//! An article as rows of a CSV: one for each actor.

use super::source;
use super::stances::{ActorReport, ArticleReport, EvidenceReport};

/// The columns that are an actor's own.
const OWN: [&str; 21] = [
    "file",
    "target",
    "actor",
    "kind",
    "affiliations",
    "stance",
    "confidence",
    "direction",
    "evidence",
    "evidence_text",
    "start",
    "end",
    "voice",
    "rule",
    "cue",
    "evidence_stance",
    "evidence_probability",
    "attributed_stance",
    "attributed_by",
    "via",
    "known",
];

/// The columns: those of the actor, then those of the article.
pub fn columns() -> Vec<&'static str> {
    [&OWN[..], &source::COLUMNS].concat()
}

/// One row an actor, in the order of [`columns`]. Of several pieces of evidence, the one that shows the stance
/// best is in the row; lists are parted by `; `.
pub fn rows(report: &ArticleReport<'_>) -> impl Iterator<Item = Vec<String>> {
    let source = report.source.fields();
    report.actors.iter().map(move |actor| row(report, actor).into_iter().chain(source.clone()).collect())
}

fn row(report: &ArticleReport<'_>, actor: &ActorReport<'_>) -> [String; OWN.len()] {
    let best = strongest(actor);
    let of_best = |field: fn(&EvidenceReport<'_>) -> String| best.map(field).unwrap_or_default();
    let via = actor.via.iter().map(|via| format!("{} ({})", via.actor, via.stance));
    let told = |field: fn(&EvidenceReport<'_>) -> String| joined(actor.attributed.iter().map(field));
    [
        report.file.clone(),
        report.target.name.to_owned(),
        actor.who.name.to_owned(),
        actor.who.kind.to_owned(),
        actor.who.affiliations.join("; "),
        actor.stance.to_owned(),
        format!("{:.4}", actor.confidence),
        format!("{:.4}", actor.direction),
        actor.evidence.len().to_string(),
        of_best(|e| e.passage.text.to_owned()),
        of_best(|e| e.passage.start.to_string()),
        of_best(|e| e.passage.end.to_string()),
        of_best(|e| e.voice.name().to_owned()),
        of_best(|e| e.rule.to_owned()),
        of_best(|e| e.cue.map(|cue| cue.text.to_owned()).unwrap_or_default()),
        of_best(|e| e.stance.to_string()),
        of_best(|e| format!("{:.4}", e.probabilities.of(e.stance))),
        told(|e| e.stance.to_string()),
        told(|e| e.by.map(|by| by.by.to_owned()).unwrap_or_default()),
        joined(via),
        actor.who.known.unwrap_or_default().to_owned(),
    ]
}

/// The evidence with the highest probability of the actor's stance, the first of equals; where the stance is none
/// of the three classes, the evidence that takes a side most clearly.
fn strongest<'r, 'a>(actor: &'r ActorReport<'a>) -> Option<&'r EvidenceReport<'a>> {
    let strength = |e: &EvidenceReport<'_>| match actor.stance.parse() {
        Ok(stance) => e.probabilities.of(stance),
        Err(_) => 1.0 - e.probabilities.neutral,
    };
    actor.evidence.iter().reduce(|best, e| if strength(e) > strength(best) { e } else { best })
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join("; ")
}
