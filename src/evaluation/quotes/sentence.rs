//! Is every sentence given to its sources?
//!
//! Sentences of 15 characters or more: the gold ones where the record has them, else the program's. One belongs to each
//! source whose content covers 40% of it or more; sources that are the same count once, on both sides. Gold and
//! predicted sources are paired one to one.

use super::mistake::{Mistake, Unit};
use super::reading::Read;
use super::same_source::{covered, same_source};
use super::tally::Tally;
use crate::actor::Attribution;
use crate::article::quote_record::GoldAttribution;
use crate::text::Span;

const CHARACTERS: usize = 15;

pub(super) fn count(
    read: &Read,
    attributions: &[GoldAttribution],
    tally: &mut Tally,
    mistakes: &mut Vec<Mistake>,
) {
    let sentences = match &read.record.sentences {
        Some(gold) => gold.clone(),
        None => read.document.sentences.iter().map(|sentence| sentence.span).collect(),
    };
    let long = |span: &Span| span.of(read.text()).chars().nth(CHARACTERS - 1).is_some();
    for span in sentences.into_iter().filter(long) {
        count_one(read, attributions, span, tally, mistakes);
    }
}

fn count_one(
    read: &Read,
    attributions: &[GoldAttribution],
    span: Span,
    tally: &mut Tally,
    mistakes: &mut Vec<Mistake>,
) {
    let text = read.text();
    let enough = |spans: &[Span]| covered(spans, span) * 5 >= span.len() * 2;
    let mut gold: Vec<&GoldAttribution> = Vec::new();
    for one in attributions.iter().filter(|one| !one.source.is_empty() && enough(&one.content)) {
        if !gold.iter().any(|known| same_source(text, &known.source, &one.source)) {
            gold.push(one);
        }
    }
    let mut predicted: Vec<&Attribution> = Vec::new();
    for one in read.own().filter(|one| enough(&one.content)) {
        if !predicted.iter().any(|known| same_source(text, &[known.source_span], &[one.source_span])) {
            predicted.push(one);
        }
    }
    tally.sentence.gold += gold.len() as u64;
    let wanted: Vec<String> = gold.iter().map(|gold| read.words(&gold.source)).collect();
    for one in predicted {
        let pair = gold.iter().position(|gold| same_source(text, &gold.source, &[one.source_span]));
        tally.sentence.add(pair.is_some(), true, false);
        tally.rules.add(Unit::Sentence, one.rule, pair.is_some());
        match pair {
            Some(pair) => drop(gold.swap_remove(pair)),
            None => mistakes.push(Mistake::new(read, Unit::Sentence, span, Some(one), wanted.clone())),
        }
    }
    for missed in gold {
        mistakes.push(Mistake::new(read, Unit::Sentence, span, None, vec![read.words(&missed.source)]));
    }
}
