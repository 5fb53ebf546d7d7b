//! The review of speakers, sources, sentences and actors as a page and as JSON.

use serde_json::{Map, Value, json};

use super::article::overlap;
use super::json::{SCHEMA, interval};
use super::number::{count, score, with_interval};
use super::page::{Cell, Grid, Page};
use crate::actor::Rule;
use crate::evaluation::article::{OverlapScores, Share};
use crate::evaluation::quotes::{MergingScores, Mistake, QuotesEvaluation, Unit};

/// The measures of overlap, each with its key in JSON and its name.
fn measures(review: &QuotesEvaluation) -> [(&'static str, &'static str, Option<OverlapScores>); 4] {
    [
        ("speech", "quoted speech + speaker", review.speech),
        ("sentences", "sentence + source", review.sentences),
        ("boundaries", "sentence boundaries", review.boundaries),
        ("pronouns", "he and she", review.pronouns),
    ]
}

/// The review as a page, with at most `errors` errors.
pub fn page(review: &QuotesEvaluation, errors: usize) -> Page {
    let mut page = Page::default();
    page.heading(format!("Attribution in {}", count(review.articles as u64, "article")));
    let mut grid = Grid::new(&["measure", "precision", "recall", "F1", "right", "found", "gold"]);
    for (_, name, scores) in measures(review) {
        let Some(OverlapScores { counts, precision, recall, f1 }) = scores else { continue };
        let mut row = vec![Cell::text(name)];
        row.extend([precision, recall, f1].map(|estimate| Cell::text(with_interval(estimate))));
        row.extend([counts.hits, counts.predicted, counts.gold].map(Cell::number));
        grid.row(row);
    }
    if let Some(MergingScores { mentions, precision, recall, f1 }) = review.merging {
        let mut row = vec![Cell::text("actor merging (B³)")];
        row.extend([precision, recall, f1].map(|estimate| Cell::text(with_interval(estimate))));
        row.extend(["–".to_owned(), mentions.to_string(), mentions.to_string()].map(Cell::Number));
        grid.row(row);
    }
    page.grid(grid);
    page.text(format!(
        "In brackets: 95% intervals, cluster bootstrap over articles ({} draws, seed {}). What each measure counts \
         is told in docs/quotes-jsonl.md.",
        review.bootstrap.draws, review.bootstrap.seed
    ));
    rules(review, &mut page);
    listed(review, errors, &mut page);
    page
}

fn rules(review: &QuotesEvaluation, page: &mut Page) {
    let mut grid = Grid::new(&["rule", "quotations wrong", "of", "right", "sentences wrong", "of", "right"]);
    for rule in Rule::ALL {
        let shares = [Unit::Quotation, Unit::Sentence].map(|unit| review.rules.of(rule, unit));
        if shares.iter().all(|share| share.of == 0) {
            continue;
        }
        let cells = |Share { hits, of }: Share| {
            let right = if of == 0 { "–".to_owned() } else { score(Share { hits, of }.value()) };
            [Cell::number(of - hits), Cell::number(of), Cell::Number(right)]
        };
        grid.row(
            std::iter::once(Cell::text(rule.name())).chain(shares.into_iter().flat_map(cells)).collect(),
        );
    }
    if !grid.rows.is_empty() {
        page.heading("Which rule was wrong how often");
        page.grid(grid);
    }
}

fn listed(review: &QuotesEvaluation, errors: usize, page: &mut Page) {
    if errors == 0 || review.mistakes.is_empty() {
        return;
    }
    let all = review.mistakes.len();
    page.heading(format!("Errors ({} of {all})", errors.min(all)));
    let mut grid = Grid::new(&["article", "unit", "rule", "cue", "predicted", "gold", "text"]).under(1);
    for mistake in review.mistakes.iter().take(errors) {
        let predicted = mistake.predicted.as_ref();
        grid.row(vec![
            Cell::text(&mistake.id),
            Cell::text(mistake.unit.name()),
            Cell::text(predicted.map_or("–", |p| p.rule.name())),
            Cell::text(predicted.and_then(|p| p.cue.as_deref()).unwrap_or("–")),
            Cell::text(predicted.map_or("nobody", |p| p.source.as_str())),
            Cell::text(if mistake.gold.is_empty() { "nobody".to_owned() } else { mistake.gold.join("; ") }),
            Cell::text(&mistake.text),
        ]);
    }
    page.grid(grid);
}

/// The review as JSON, with at most `errors` errors.
pub fn json(review: &QuotesEvaluation, errors: usize) -> Value {
    let mut measured: Map<String, Value> = measures(review)
        .into_iter()
        .filter_map(|(key, _, scores)| Some((key.to_owned(), overlap(&scores?))))
        .collect();
    if let Some(MergingScores { mentions, precision, recall, f1 }) = review.merging {
        let ci = [precision, recall, f1].map(interval);
        let merging = json!({
            "precision": precision.value,
            "recall": recall.value,
            "f1-score": f1.value,
            "support": mentions,
            "ci95": { "precision": ci[0], "recall": ci[1], "f1-score": ci[2] },
        });
        measured.insert("merging".into(), merging);
    }
    let share = |share: Share| json!({ "right": share.hits, "of": share.of });
    let rules: Map<String, Value> = Rule::ALL
        .into_iter()
        .map(|rule| (rule, [Unit::Quotation, Unit::Sentence].map(|unit| review.rules.of(rule, unit))))
        .filter(|(_, shares)| shares.iter().any(|share| share.of > 0))
        .map(|(rule, [quotations, sentences])| {
            (
                rule.name().to_owned(),
                json!({ "quotations": share(quotations), "sentences": share(sentences) }),
            )
        })
        .collect();
    json!({
        "schema": SCHEMA,
        "articles": review.articles,
        "bootstrap": { "draws": review.bootstrap.draws, "seed": review.bootstrap.seed, "unit": "article" },
        "measures": measured,
        "rules": rules,
        "errors": review.mistakes.len(),
        "listed": review.mistakes.iter().take(errors).map(mistake).collect::<Vec<_>>(),
    })
}

fn mistake(mistake: &Mistake) -> Value {
    let predicted = mistake.predicted.as_ref().map(|predicted| {
        json!({
            "source": predicted.source,
            "rule": predicted.rule.name(),
            "cue": predicted.cue,
            "confidence": super::stances::rounded(predicted.confidence.into()),
        })
    });
    json!({
        "article": mistake.id,
        "unit": mistake.unit.name(),
        "start": mistake.start,
        "text": mistake.text,
        "predicted": predicted,
        "gold": mistake.gold,
    })
}
