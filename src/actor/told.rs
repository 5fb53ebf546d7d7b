//! Views that one actor tells of another: shown as such, never counted as the other's own.

use super::cue::Cue;
use super::scene::Scene;
use super::{Actor, Attribution, Rule};
use crate::lexicon::{Hint, VerbClass};
use crate::mention::Pronoun;

impl Scene<'_, '_> {
    /// Cues inside a quotation that tell of somebody's side: "she is not on board with", "they oppose".
    pub fn cues_in_quote(&self, quote: usize) -> Vec<Cue> {
        let inner = self.words.document.quotes[quote].inner;
        let (first, end) = (self.words.at_byte(inner.start), self.words.at_byte(inner.end));
        let mut cues = Vec::new();
        let mut at = first;
        while at < end {
            let sentence = self.sentence_of(at);
            let part = at..sentence.end.min(end);
            cues.extend(self.verbal_cues(&part, true).into_iter().filter(takes_side));
            cues.extend(self.sides_by_phrase(&part));
            at = sentence.end.max(at + 1);
        }
        cues.retain(|c| {
            c.source.is_some_and(|s| {
                !matches!(self.mentions[s].pronoun(), Some(Pronoun::I | Pronoun::We | Pronoun::You))
            })
        });
        cues
    }

    /// True if the clause of a cue hangs on a negated "think" or "believe": "I don't think she is on board".
    pub fn negation_raised(&self, cue: &Cue) -> bool {
        let mut at = cue.start;
        if at > 0 && self.words.reads(at - 1, "that") {
            at -= 1;
        }
        let Some(verb) = at.checked_sub(1).filter(|&v| self.words.verb(v).is_some()) else { return false };
        let raises =
            self.words.verb(verb).is_some_and(|v| matches!(v.lemma, "think" | "believe" | "expect" | "want"));
        raises && self.verb_group(verb).is_some_and(|group| group.negated)
    }
}

fn takes_side(cue: &Cue) -> bool {
    matches!(cue.hint, Hint::Favor | Hint::Against | Hint::Flip)
}

/// How many attributions before and after one are looked through for its teller.
const NEIGHBOURS: usize = 48;

/// Marks each attribution that stands in what somebody else says; the innermost teller counts. "The union will appeal, its
/// chair said" is the union's own word: who speaks for it tells it. True for each that is passed on so.
pub(super) fn mark(attributions: &mut [Attribution], actors: &[Actor], scene: &Scene) -> Vec<bool> {
    let mut passed_on = vec![false; attributions.len()];
    let tags: Vec<bool> = attributions.iter().map(|a| is_tag(a.rule)).collect();
    for inner in 0..attributions.len() {
        // Whose quotation it is stands in the text, whoever passed it on.
        let Some(cue) = attributions[inner].cue.filter(|_| attributions[inner].quotes.is_empty()) else {
            continue;
        };
        let near = inner.saturating_sub(NEIGHBOURS)..attributions.len().min(inner + NEIGHBOURS);
        let tellers = near.filter(|&outer| {
            let teller = &attributions[outer];
            outer != inner
                && teller.tells
                && !(teller.medium && attributions[inner].tells)
                && teller.actor != attributions[inner].actor
                && teller.cue != Some(cue)
                && teller.content.iter().any(|c| c.contains(cue))
                && !(tags[inner] && holds(&attributions[inner], teller))
        });
        let innermost =
            tellers.min_by_key(|&outer| attributions[outer].content.iter().map(|c| c.len()).sum::<usize>());
        let speaks_for = |outer: &usize| {
            // "He said his ministry would not intervene": his own word, and that of no body.
            let owner = scene.mentions[attributions[inner].source].possessor;
            let his = owner.is_some_and(|o| {
                matches!(scene.mentions[o].pronoun(), Some(Pronoun::He | Pronoun::She | Pronoun::I))
            });
            let holder = attributions[inner].actor;
            !his && actors[attributions[*outer].actor].speaks_for(holder, &actors[holder])
        };
        passed_on[inner] = innermost.as_ref().is_some_and(speaks_for);
        if let Some(outer) = innermost.filter(|_| !passed_on[inner]) {
            attributions[inner].told_by = Some(outer);
            attributions[inner].rule = Rule::Attributed;
            attributions[inner].confidence = Rule::Attributed.confidence(false);
        }
    }
    passed_on
}

/// "A spokesman said it had nothing to add": who tells nothing but a refusal declines too.
pub(super) fn pass_on_refusals(attributions: &mut [Attribution]) {
    const OPENING: usize = 40;
    for inner in 0..attributions.len() {
        let refusal = &attributions[inner];
        let (Some(outer), Some(cue)) = (refusal.told_by.filter(|_| refusal.declined), refusal.cue) else {
            continue;
        };
        let opens = attributions[outer]
            .content
            .iter()
            .any(|c| c.contains(cue) && cue.start.saturating_sub(c.start) < OPENING);
        attributions[outer].declined |= opens;
    }
}

/// "Ruiz doubted it, according to two aides": the aides tell of Ruiz, not Ruiz of the aides.
fn holds(outer: &Attribution, inner: &Attribution) -> bool {
    inner.cue.is_some_and(|cue| outer.content.iter().any(|c| c.contains(cue)))
}

/// What stands behind all that is told.
fn is_tag(rule: Rule) -> bool {
    matches!(rule, Rule::AccordingTo | Rule::ClauseTag | Rule::Inversion)
}

/// True for "he felt" in "Ruiz said he felt": the same actor's words once more, without a side of their own.
pub(super) fn is_repeated(attributions: &[Attribution], inner: usize) -> bool {
    let within = &attributions[inner];
    let Some(cue) = within.cue.filter(|_| within.quotes.is_empty()) else { return false };
    let near = inner.saturating_sub(NEIGHBOURS)..attributions.len().min(inner + NEIGHBOURS);
    near.into_iter().any(|outer| {
        let teller = &attributions[outer];
        // "The union denied that it had lobbied against the levy": no view of its own.
        let denied = teller.class == VerbClass::Deny;
        outer != inner
            && teller.actor == within.actor
            && (within.hint == Hint::None || denied)
            && teller.told_by.is_none()
            && (teller.tells || denied)
            && teller.cue != Some(cue)
            && teller.content.iter().any(|c| c.contains(cue))
    })
}
