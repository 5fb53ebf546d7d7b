//! Whose is each quotation: tagged, inside what somebody says, or carried on without a tag.

use std::ops::Range;

use super::Rule;
use super::cue::Cue;
use super::scene::Scene;
use crate::lexicon::Traits;
use crate::mention::Shape;

/// Shorter quotations without a cue are scare quotes or titles, in words.
const SCARE: usize = 3;
/// How many paragraphs back the speaker of an untagged quotation may be.
const PARAGRAPHS_BACK: usize = 2;

/// The speaker of a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Speaker {
    /// Index of the cue that names the speaker.
    pub cue: usize,
    /// None where the cue itself tags or holds the quotation.
    pub untagged: Option<Rule>,
}

/// The speakers of all quotations; `cues` in order of their tokens.
pub(super) fn speakers(scene: &Scene, cues: &[Cue]) -> Vec<Option<Speaker>> {
    let speech = (0..cues.len()).filter(|&c| cues[c].source.is_some() && cues[c].is_speech()).collect();
    let speakers = vec![None; scene.words.document.quotes.len()];
    let mut assignment = Assignment { scene, cues, speech, speakers };
    assignment.tagged();
    assignment.held();
    assignment.untagged();
    assignment.speakers
}

struct Assignment<'s, 'a, 'd> {
    scene: &'s Scene<'a, 'd>,
    cues: &'s [Cue],
    /// The cues that an untagged quotation may lean on.
    speech: Vec<usize>,
    speakers: Vec<Option<Speaker>>,
}

impl Assignment<'_, '_, '_> {
    fn tagged(&mut self) {
        // A tag says more than a colon before the quotation.
        for announced in [false, true] {
            for (index, cue) in
                self.cues.iter().enumerate().filter(|(_, c)| (c.rule == Rule::Colon) == announced)
            {
                for &quote in &cue.quotes {
                    self.speakers[quote].get_or_insert(Speaker { cue: index, untagged: None });
                }
            }
        }
    }

    /// A quotation inside the content of a cue: the last cue before it.
    fn held(&mut self) {
        for quote in 0..self.speakers.len() {
            if self.speakers[quote].is_some() {
                continue;
            }
            let first = self.first_token(quote);
            let held = self
                .cues_of_sentence(first)
                .map(|cue| (cue, &self.cues[cue]))
                .filter(|(_, c)| c.source.is_some() && c.content.iter().any(|range| range.contains(&first)))
                .max_by_key(|(_, c)| {
                    let before = c.tokens.start < first;
                    // Among verbs of speech the nearest, among other cues the outermost.
                    let place = if c.spoken { c.tokens.start } else { usize::MAX - c.tokens.start };
                    (before, c.spoken, place)
                });
            let held = held.map(|(cue, _)| self.outer_of_pronoun(cue));
            self.speakers[quote] = held.map(|cue| Speaker { cue, untagged: None });
        }
    }

    /// The cues of the sentence of a token; what a cue holds stands in its sentence.
    fn cues_of_sentence(&self, token: usize) -> Range<usize> {
        let sentence = self.scene.sentence_of(token);
        let upto = |token: usize| self.cues.partition_point(|c| c.start < token);
        upto(sentence.start)..upto(sentence.end)
    }

    /// "Ruiz said that he called it": the cue with the name, of the two that tell the same.
    fn outer_of_pronoun(&self, cue: usize) -> usize {
        let inner = &self.cues[cue];
        let is_pronoun = |c: &Cue| c.source.is_some_and(|s| self.scene.mentions[s].pronoun().is_some());
        if !is_pronoun(inner) {
            return cue;
        }
        let outer = (cue.saturating_sub(4)..cue).rev().find(|&o| {
            let outer = &self.cues[o];
            outer.spoken
                && !is_pronoun(outer)
                && outer.content.iter().any(|range| range.contains(&inner.start))
        });
        outer.unwrap_or(cue)
    }

    fn first_token(&self, quote: usize) -> usize {
        self.scene.words.at_byte(self.scene.words.document.quotes[quote].span.start)
    }

    fn last_token(&self, quote: usize) -> usize {
        self.scene.words.at_byte(self.scene.words.document.quotes[quote].span.end).saturating_sub(1)
    }

    fn paragraph(&self, token: usize) -> usize {
        self.scene.words.document.sentences[self.scene.words.sentence(token)].paragraph
    }

    fn untagged(&mut self) {
        let mut spoken = None;
        for quote in 0..self.speakers.len() {
            self.speakers[quote] = self.speakers[quote].or_else(|| self.untagged_speaker(quote, spoken));
            spoken = self.speakers[quote].map(|_| quote).or(spoken);
        }
    }

    /// Who speaks a quotation without a tag; `spoken` is the last quotation before it that has a speaker.
    fn untagged_speaker(&self, quote: usize, spoken: Option<usize>) -> Option<Speaker> {
        let at = &self.scene.words.document.quotes[quote];
        if at.depth > 0 || self.first_token(quote) >= self.scene.words.len() {
            return None;
        }
        let carried = at.continues.and_then(|before| self.speakers[before]);
        carried
            .map(|s| Speaker { untagged: Some(Rule::QuoteCarriedOn), ..s })
            .or_else(|| self.stands_alone(quote).then(|| self.by_neighbours(quote, spoken)).flatten())
    }

    /// True for a quotation that is speech of its own: it opens a sentence and is no title.
    fn stands_alone(&self, quote: usize) -> bool {
        let words = self.scene.words;
        let at = &words.document.quotes[quote];
        let (first, last) = (self.first_token(quote), self.last_token(quote));
        let inner = words.at_byte(at.inner.start)..words.at_byte(at.inner.end);
        let spoken = inner.clone().filter(|&i| words.shape(i) != Shape::Mark).count();
        if spoken < SCARE {
            return false;
        }
        let sentence = self.scene.sentence_of(first);
        let opens = first == sentence.start
            || first == sentence.start + 1 && words.shape(sentence.start) == Shape::Mark;
        let stops = matches!(words.text(inner.end - 1), "." | "?" | "!" | "," | "—" | "...")
            || matches!(words.text(last + 1), "." | "?" | "!");
        opens
            && (stops || !at.closed)
            && (words.is_capital(inner.start) || !words.is(inner.start, Traits::CONJUNCTION))
    }

    fn by_neighbours(&self, quote: usize, spoken: Option<usize>) -> Option<Speaker> {
        let (first, last) = (self.first_token(quote), self.last_token(quote));
        let paragraph = self.paragraph(first);
        let before = self.last_speech(first, paragraph, spoken);
        if let Some(cue) = before {
            return Some(Speaker { cue, untagged: Some(Rule::QuoteInParagraph) });
        }
        if let Some(cue) = self.next_tag(last, paragraph) {
            return Some(Speaker { cue, untagged: Some(Rule::QuoteInParagraph) });
        }
        let mut at = first;
        for back in 1..=PARAGRAPHS_BACK.min(paragraph) {
            at = self.scene.words.first_of_paragraph(at);
            let last = at.checked_sub(1)?;
            if self.paragraph(last) + back != paragraph || !self.ends_in_speech(last) {
                return None;
            }
            if let Some(cue) = self.last_speech(first, paragraph - back, spoken) {
                return Some(Speaker { cue, untagged: Some(Rule::QuoteCarriedOn) });
            }
        }
        None
    }

    /// True if the sentence that ends with a token is a quotation or its tag, or announces one with a colon.
    fn ends_in_speech(&self, last: usize) -> bool {
        let sentence = self.scene.sentence_of(last);
        self.scene.words.reads(last, ":") || sentence.into_iter().any(|i| !self.scene.is_outside(i))
    }

    /// The last cue of speech before a token, or the speaker of the quotation that was `spoken` last, if it stands in
    /// this paragraph.
    fn last_speech(&self, before: usize, paragraph: usize, spoken: Option<usize>) -> Option<usize> {
        let upto = self.speech.partition_point(|&c| self.cues[c].start < before);
        let cue = upto.checked_sub(1).map(|last| self.speech[last]);
        let cue = cue.filter(|&c| self.paragraph(self.cues[c].start) == paragraph);
        let spoken = spoken.and_then(|q| Some((self.first_token(q), self.speakers[q]?.cue)));
        let spoken = spoken.filter(|&(at, _)| self.paragraph(at) == paragraph);
        match (cue, spoken) {
            (Some(cue), Some((at, speaker))) => Some(if at > self.cues[cue].start { speaker } else { cue }),
            (cue, spoken) => cue.or(spoken.map(|(_, speaker)| speaker)),
        }
    }

    /// The first tag after a token in the same paragraph.
    fn next_tag(&self, after: usize, paragraph: usize) -> Option<usize> {
        let next = self.speech.partition_point(|&c| self.cues[c].start <= after);
        let cue = self.speech.get(next).copied();
        cue.filter(|&c| self.paragraph(self.cues[c].start) == paragraph)
    }
}
