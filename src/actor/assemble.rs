//! From cues and quotations to attributions.

use std::ops::Range;

use super::antecedent::Antecedents;
use super::cue::Cue;
use super::quotation::{Speaker, speakers};
use super::roster::Roster;
use super::scene::Scene;
use super::{Actor, Attribution, Reading, Rule, act, told};
use crate::label::Voice;
use crate::lexicon::{Hint, VerbClass};
use crate::mention::{Mention, MentionKind, Words};
use crate::text::Span;

/// The whole reading.
pub(super) fn reading(words: &Words, mentions: Vec<Mention>) -> Reading {
    let scene = Scene::new(words, &mentions);
    let cues = cues_outside_quotes(&scene);
    let speakers = speakers(&scene, &cues);
    let inside = cues_inside_quotes(&scene, &speakers);
    let mut is_source = vec![false; mentions.len()];
    for source in cues.iter().chain(&inside).filter_map(|c| c.source) {
        is_source[source] = true;
    }
    let antecedents = Antecedents::new(&scene, &cues, &speakers);
    antecedents.mark_subjects(&mut is_source);
    let mut meant = antecedents.roles_meant();
    let acts = scene.acts();
    for doer in acts.iter().filter_map(|act| act.source).filter(|&source| scene.is_doer(source)) {
        meant[doer] = true;
    }
    let mut roster = Roster::new(&scene, &is_source, &meant);
    roster.settle_places();
    roster.prove_speakers(&cues);
    antecedents.resolve(&mut roster, &is_source);
    roster.finish();
    let assembly = Assembly {
        scene: &scene,
        cues: &cues,
        inside: &inside,
        speakers: &speakers,
        of: &roster.of,
        actors: &roster.actors,
    };
    let attributions = assembly.attributions();
    let acts = act::beside(&scene, &acts, &roster.of, &roster.actors, &attributions);
    let acts = acts.into_iter().filter_map(|act| assembly.of_cue(act, Vec::new())).collect();
    let (actors, actor_of) = (roster.actors, roster.of);
    Reading { mentions, actors, actor_of, attributions, acts, lexicon: words.lexicon }
}

fn cues_outside_quotes(scene: &Scene) -> Vec<Cue> {
    let mut cues: Vec<Cue> = Vec::new();
    for sentence in &scene.words.document.sentences {
        let fixed = scene.fixed_phrases(&sentence.tokens);
        let mut verbal = scene.verbal_cues(&sentence.tokens, false);
        verbal.retain(|cue| !fixed.iter().any(|f| overlap(&f.tokens, &cue.tokens)));
        let first = cues.len();
        cues.extend(scene.phrase_cues(&sentence.tokens, &verbal));
        cues.extend(
            scene.sides_by_phrase(&sentence.tokens).into_iter().filter(|c| scene.is_outside(c.tokens.start)),
        );
        cues.extend(verbal);
        cues.extend(fixed);
        let sides = scene.sides_by_lexicon(&sentence.tokens, &cues[first..]);
        cues.extend(sides);
        let acts = scene.headline_acts(&sentence.tokens, &cues[first..]);
        cues.extend(acts);
        let shared: Vec<Cue> =
            cues[first..].iter().flat_map(|cue| scene.shared_with(cue, sentence.tokens.start)).collect();
        cues.extend(shared);
    }
    for cue in &mut cues {
        scene.narrow(cue);
        scene.turn_on_criticism(cue);
        cue.source = cue.source.map(|source| scene.author_of(source).unwrap_or(source));
    }
    cues.retain(|c| c.source.is_some_and(|s| speaks(scene, c, s)));
    cues.sort_by_key(|c| (c.start, c.tokens.start));
    cues
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// A thing that is no document speaks only where a verb of speech says so: "the banner said".
fn speaks(scene: &Scene, cue: &Cue, source: usize) -> bool {
    scene.mentions[source].kind != MentionKind::Thing
        || cue.class == VerbClass::Say && cue.spoken && !matches!(cue.rule, Rule::Participle | Rule::Passive)
}

fn cues_inside_quotes(scene: &Scene, speakers: &[Option<Speaker>]) -> Vec<Cue> {
    let spoken = |q: &usize| speakers[*q].is_some() && scene.words.document.quotes[*q].depth == 0;
    (0..speakers.len()).filter(spoken).flat_map(|q| scene.cues_in_quote(q)).collect()
}

struct Assembly<'s, 'a, 'd> {
    scene: &'s Scene<'a, 'd>,
    cues: &'s [Cue],
    inside: &'s [Cue],
    speakers: &'s [Option<Speaker>],
    of: &'s [Option<usize>],
    actors: &'s [Actor],
}

impl Assembly<'_, '_, '_> {
    fn attributions(&self) -> Vec<Attribution> {
        let mut quotes_of: Vec<Vec<usize>> = vec![Vec::new(); self.cues.len()];
        for (quote, speaker) in self.speakers.iter().enumerate() {
            if let Some(speaker) = speaker.filter(|s| s.untagged.is_none()) {
                quotes_of[speaker.cue].push(quote);
            }
        }
        let by_cue = self.cues.iter().zip(quotes_of).filter_map(|(cue, quotes)| self.of_cue(cue, quotes));
        let by_quote = (0..self.speakers.len()).filter_map(|q| self.of_quote(q));
        let inside = self.inside.iter().filter_map(|cue| self.of_cue(cue, Vec::new()).map(|a| (a, true)));
        let mut all: Vec<(Attribution, bool)> =
            by_cue.chain(by_quote).map(|a| (a, false)).chain(inside).collect();
        all.sort_by_key(|(a, _)| (a.sentence, a.place()));
        let (mut attributions, inside): (Vec<_>, Vec<_>) = all.into_iter().unzip();
        let repeated: Vec<bool> =
            (0..attributions.len()).map(|a| told::is_repeated(&attributions, a)).collect();
        attributions = without(attributions, &repeated);
        let inside =
            inside.into_iter().zip(&repeated).filter(|(_, repeated)| !**repeated).map(|(inside, _)| inside);
        let passed_on = told::mark(&mut attributions, self.actors, self.scene);
        told::pass_on_refusals(&mut attributions);
        let untold: Vec<bool> = inside
            .zip(&attributions)
            .zip(passed_on)
            .map(|((inside, a), passed_on)| inside && a.told_by.is_none() && !passed_on)
            .collect();
        without(attributions, &untold)
    }

    fn of_cue(&self, cue: &Cue, quotes: Vec<usize>) -> Option<Attribution> {
        let source = cue.source?;
        let actor = self.of[source]?;
        let mut content: Vec<Span> = cue.content.iter().filter_map(|range| self.trimmed(range)).collect();
        content.extend(quotes.iter().map(|&q| self.scene.words.document.quotes[q].span));
        let content = united(content);
        let confidence = cue.rule.confidence(!quotes.is_empty());
        let refusal = quotes.iter().any(|&q| self.scene.is_refusal(q));
        Some(Attribution {
            sentence: self.scene.words.sentence(cue.start),
            actor,
            source,
            source_span: cue.relative.map_or(self.scene.mentions[source].span, |r| self.scene.words.span(r)),
            voice: self.voice(cue, &content, &quotes),
            rule: cue.rule,
            cue: Some(self.scene.words.span_of(&cue.tokens)),
            content,
            quotes,
            class: cue.class,
            hint: cue.hint,
            tells: cue.tells(),
            medium: self.scene.is_medium(source),
            negated: cue.negated ^ self.scene.negation_raised(cue),
            declined: cue.declined || refusal,
            told_by: None,
            confidence,
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
            source_span: self.scene.mentions[source].span,
            voice: Voice::Direct,
            rule,
            cue: None,
            content: vec![span],
            quotes: vec![quote],
            class: VerbClass::Say,
            hint: Hint::None,
            tells: true,
            medium: self.scene.is_medium(source),
            negated: false,
            declined: false,
            told_by: None,
            confidence: rule.confidence(true),
        })
    }

    /// The span of a range of tokens without marks at its ends.
    fn trimmed(&self, range: &Range<usize>) -> Option<Span> {
        let words = self.scene.words;
        let bare = |i: usize| {
            matches!(words.text(i), "." | "," | ";" | ":" | "—" | "–" | "--") && words.quote(i).is_none()
        };
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
        } else if matches!(cue.rule, Rule::ReportedStance | Rule::Passive | Rule::Declined | Rule::Act) {
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

/// The attributions that are kept, with their links set right.
fn without(attributions: Vec<Attribution>, drop: &[bool]) -> Vec<Attribution> {
    let mut places = Vec::with_capacity(drop.len());
    let mut place = 0;
    for &drop in drop {
        places.push(place);
        place += usize::from(!drop);
    }
    let mut kept: Vec<Attribution> =
        attributions.into_iter().zip(drop).filter(|(_, drop)| !**drop).map(|(a, _)| a).collect();
    for attribution in &mut kept {
        attribution.told_by = attribution.told_by.filter(|&t| !drop[t]).map(|t| places[t]);
    }
    kept
}
