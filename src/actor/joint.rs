//! Those who share a verb: "Norway and Chile abstained" is a view of each.

use super::Rule;
use super::cue::Cue;
use super::scene::Scene;
use crate::lexicon::Traits;
use crate::mention::MentionKind;

/// How many may share a verb.
const MOST: usize = 8;

impl Scene<'_, '_> {
    /// The same cue for each further name that is joined to its source: "Norway, Chile and Peru abstained".
    pub fn shared_with(&self, cue: &Cue, floor: usize) -> Vec<Cue> {
        let Some(source) = cue.source.filter(|_| cue.relative.is_none() && cue.rule != Rule::NominalCue)
        else {
            return Vec::new();
        };
        let mut cues: Vec<Cue> = Vec::new();
        let mut at = source;
        while cues.len() < MOST {
            let next = match cue.rule {
                Rule::Passive => self.joined_after(at),
                _ => self.joined_before(at, floor, cues.is_empty()),
            };
            let Some(next) = next else { break };
            cues.push(Cue { source: Some(next), ..cue.clone() });
            at = next;
        }
        cues
    }

    /// The name that a conjunction, or further to the left a comma, joins to a mention.
    fn joined_before(&self, mention: usize, floor: usize, nearest: bool) -> Option<usize> {
        if !self.may_share(mention) {
            return None;
        }
        let start = self.start_with_possessors(mention);
        let mut link = start.checked_sub(1).filter(|&l| l > floor)?;
        let comma = self.words.is_comma(link);
        let and = self.words.reads_any(link, &["and", "nor", "&"]);
        // "Lima, Quito seal pact": headlines leave "and" out.
        let heading = self.words.stands_in_heading(start);
        if !(and || comma && (!nearest || heading)) {
            return None;
        }
        if and && self.words.is_comma(link - 1) {
            link -= 1;
        }
        let before = self.mention_at(link.checked_sub(1)?)?;
        let first = self.start_with_possessors(before);
        let governed = first > floor && self.words.is(first - 1, Traits::PREPOSITION);
        let opens = and || !nearest || first == floor;
        (opens && first >= floor && self.may_share(before) && !governed).then_some(before)
    }

    /// "signed by Lima and the port": the name that "and" joins to an agent.
    fn joined_after(&self, mention: usize) -> Option<usize> {
        let end = self.mentions[mention].tokens.end;
        let link = end + usize::from(self.words.is_comma(end) && self.words.reads(end + 1, "and"));
        let joins = self.words.reads_any(link, &["and", "&"]);
        let after = joins.then(|| self.mention_from(link + 1)).flatten().map(|m| self.possessed(m))?;
        let verb = self.mentions[after].tokens.end;
        let subject = self.is_verb(verb) || self.words.is(verb, Traits::HELPER | Traits::PLAIN_VERB);
        (self.may_share(mention) && self.may_share(after) && !subject).then_some(after)
    }

    fn may_share(&self, mention: usize) -> bool {
        let mention = &self.mentions[mention];
        matches!(
            mention.kind,
            MentionKind::Place
                | MentionKind::Organisation
                | MentionKind::Body
                | MentionKind::Group
                | MentionKind::Role
                | MentionKind::Person
        ) && !mention.possessive
    }
}
