//! Headlines: the first name does what the verb in the present says: "Spain rejects quota", "Togo spurns order".

use std::ops::Range;

use super::Rule;
use super::cue::Cue;
use super::scene::Scene;
use crate::lexicon::{Hint, Traits, VerbClass};
use crate::mention::{MentionKind, Shape};
use crate::text::SentenceKind;

impl Scene<'_, '_> {
    /// What the subject of a headline does, where no known verb tells it.
    pub fn headline_act(&self, sentence: &Range<usize>, known: &[Cue]) -> Option<Cue> {
        let heading = self.words.document.sentences[self.words.sentence(sentence.start)].kind;
        if heading == SentenceKind::Prose || !known.is_empty() {
            return None;
        }
        let opening = (sentence.start..sentence.end).find(|&i| self.words.shape(i) != Shape::Mark)?;
        let subject = self.possessed(self.mention_from(opening)?);
        let mention = &self.mentions[subject];
        let acts = matches!(
            mention.kind,
            MentionKind::Place | MentionKind::Organisation | MentionKind::Body | MentionKind::Role | MentionKind::Group
        );
        let verb = mention.tokens.end;
        if !acts || verb + 1 >= sentence.end || self.mention_at(verb).is_some() {
            return None;
        }
        let text = self.words.text(verb);
        let present = if mention.plural { !text.ends_with('s') } else { text.ends_with('s') };
        let closed = Traits::HELPER | Traits::PREPOSITION | Traits::CONJUNCTION | Traits::ADVERB | Traits::OPENER;
        if !present || self.words.shape(verb) != Shape::Lower || self.words.is(verb, closed) {
            return None;
        }
        let mut cue = Cue::speech(Rule::ReportedStance, verb..verb + 1, Some(subject), opening);
        let verb_known = self.words.verb(verb);
        cue.content.push(verb + 1..self.concession_after(verb + 1, sentence.end));
        cue.spoken = false;
        cue.class = verb_known.map_or(VerbClass::Claim, |v| v.class);
        cue.hint = verb_known.map_or(Hint::None, |v| v.hint);
        Some(cue)
    }
}
