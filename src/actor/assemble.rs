//! From cues and quotations to attributions.

use std::ops::Range;

use super::antecedent::Antecedents;
use super::cue::Cue;
use super::quotation::{Speaker, speakers};
use super::roster::Roster;
use super::scene::Scene;
use super::{Attribution, Reading, Rule};
use crate::label::Voice;
use crate::lexicon::{Hint, VerbClass};
use crate::mention::{Mention, Words};
use crate::text::Span;

/// The whole reading.
pub(super) fn reading(words: &Words, mentions: Vec<Mention>) -> Reading {
    let scene = Scene::new(words, &mentions);
    let mut cues = Vec::new();
    for sentence in &words.document.sentences {
        let verbal = scene.verbal_cues(&sentence.tokens, false);
        let phrases = scene.phrase_cues(&sentence.tokens, &verbal);
        cues.extend(verbal);
        cues.extend(phrases);
    }
    cues.retain(|c: &Cue| c.source.is_some());
    cues.sort_by_key(|c| (c.start, c.tokens.start));
    let speakers = speakers(&scene, &cues);
    let mut is_source = vec![false; mentions.len()];
    for source in cues.iter().filter_map(|c| c.source) {
        is_source[source] = true;
    }
    let mut roster = Roster::new(&scene, &is_source);
    roster.prove_speakers(&cues);
    Antecedents::new(&scene, &cues, &speakers).resolve(&mut roster, &is_source);
    roster.finish();
    let attributions = Assembly { scene: &scene, cues: &cues, speakers: &speakers, of: &roster.of }.attributions();
    let (actors, actor_of) = (roster.actors, roster.of);
    Reading { mentions, actors, actor_of, attributions }
}

struct Assembly<'s, 'a, 'd> {
    scene: &'s Scene<'a, 'd>,
    cues: &'s [Cue],
    speakers: &'s [Option<Speaker>],
    of: &'s [Option<usize>],
}

impl Assembly<'_, '_, '_> {
    fn attributions(&self) -> Vec<Attribution> {
        let mut all: Vec<Attribution> =
            (0..self.cues.len()).filter_map(|c| self.of_cue(c)).chain((0..self.speakers.len()).filter_map(|q| self.of_quote(q))).collect();
        all.sort_by_key(|a| (a.sentence, a.content.first().map_or(0, |c| c.start)));
        all
    }

    fn of_cue(&self, index: usize) -> Option<Attribution> {
        let cue = &self.cues[index];
        let source = cue.source?;
        let actor = self.of[source]?;
        let quotes: Vec<usize> = (0..self.speakers.len())
            .filter(|&q| self.speakers[q].is_some_and(|s| s.cue == index && s.untagged.is_none()))
            .collect();
        let mut content: Vec<Span> = cue.content.iter().filter_map(|range| self.trimmed(range)).collect();
        content.extend(quotes.iter().map(|&q| self.scene.words.document.quotes[q].span));
        let content = united(content);
        Some(Attribution {
            sentence: self.scene.words.sentence(cue.start),
            actor,
            source,
            voice: self.voice(cue, &content, &quotes),
            rule: cue.rule,
            cue: Some(self.scene.words.span_of(&cue.tokens)),
            content,
            quotes,
            class: cue.class,
            hint: cue.hint,
            negated: cue.negated,
            declined: cue.declined,
            told_by: None,
            confidence: cue.rule.confidence(),
        })
    }

    fn of_quote(&self, quote: usize) -> Option<Attribution> {
        let speaker = self.speakers[quote]?;
        let rule = speaker.untagged?;
        let source = self.cues[speaker.cue].source?;
        let span = self.scene.words.document.quotes[quote].span;
        let first = self.scene.words.at_byte(span.start);
        Some(Attribution {
            sentence: self.scene.words.sentence(first),
            actor: self.of[source]?,
            source,
            voice: Voice::Direct,
            rule,
            cue: None,
            content: vec![span],
            quotes: vec![quote],
            class: VerbClass::Say,
            hint: Hint::None,
            negated: false,
            declined: false,
            told_by: None,
            confidence: rule.confidence(),
        })
    }

    /// The span of a range of tokens without marks at its ends.
    fn trimmed(&self, range: &Range<usize>) -> Option<Span> {
        let words = self.scene.words;
        let bare = |i: usize| matches!(words.text(i), "." | "," | ";" | ":" | "—" | "–" | "--") && words.quote(i).is_none();
        let (mut start, mut end) = (range.start, range.end.min(words.len()));
        while start < end && bare(start) {
            start += 1;
        }
        while end > start && bare(end - 1) {
            end -= 1;
        }
        (start < end).then(|| words.span_of(&(start..end)))
    }

    fn voice(&self, cue: &Cue, content: &[Span], quotes: &[usize]) -> Voice {
        let total: usize = content.iter().map(|c| c.len()).sum();
        let all = &self.scene.words.document.quotes;
        let spoken: usize = quotes.iter().map(|&q| all[q].span.len()).sum();
        if spoken > 0 && spoken * 10 >= total * 8 {
            Voice::Direct
        } else if spoken > 0 {
            Voice::Mixed
        } else if matches!(cue.rule, Rule::ReportedStance | Rule::Passive | Rule::Declined) {
            Voice::Author
        } else {
            Voice::Indirect
        }
    }
}

/// Spans in order, those that touch made one.
fn united(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut united: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match united.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => united.push(span),
        }
    }
    united
}
