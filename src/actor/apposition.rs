//! Descriptions and the names they stand beside: "its president, Luis Tello," and "Luis Tello, its president,".

use super::scene::Scene;
use crate::lexicon::Traits;
use crate::mention::{Mention, MentionKind, Shape};

/// How many groups may hang on a description or a name: "the minister for trade and industry of Peru, Ana Ruiz".
const LINKS: usize = 4;
/// How long a relative clause between a description and its name may be, in tokens.
const CLAUSE: usize = 12;

impl Scene<'_, '_> {
    /// The name that a description introduces: `the minister, Ana Ruiz,`; none if it introduces nobody.
    pub fn introduced(&self, index: usize) -> Option<usize> {
        let mention = &self.mentions[index];
        let words = self.words;
        let one = mention.kind == MentionKind::Group && words.reads_any(mention.tokens.start, &["one"]);
        let describes = matches!(mention.kind, MentionKind::Role | MentionKind::Body) && !mention.plural;
        if !(describes || one) || mention.possessive || mention.within.is_some() {
            return None;
        }
        let comma = self.after_clause(self.after_links(mention.tokens.end));
        // "its chairman, retired general Ana Ruiz,"
        let start = comma + 1 + usize::from(words.is(comma + 1, Traits::MODIFIER));
        let name = self.mention_from(comma + 1).or_else(|| self.mention_from(start));
        let name = name.filter(|_| words.is_comma(comma))?;
        let named = &self.mentions[name];
        if named.sentence != mention.sentence || named.quoted != mention.quoted || named.possessive {
            return None;
        }
        self.is_same_sort(mention, named).then_some(())?;
        self.is_set_apart(self.after_links(self.after_bracket(named.tokens.end))).then_some(name)
    }

    /// The name that a description follows: `Ana Ruiz, the minister,`; none if it follows nobody.
    pub fn described_before(&self, index: usize) -> Option<usize> {
        let mention = &self.mentions[index];
        let words = self.words;
        let describes = matches!(mention.kind, MentionKind::Role | MentionKind::Body) && !mention.plural;
        if !describes || mention.possessive {
            return None;
        }
        let start = self.start_with_possessors(index);
        let comma =
            start.checked_sub(1).filter(|&c| words.is_comma(c) && words.sentence(c) == mention.sentence)?;
        let name = self.name_ending_at(comma)?;
        let named = &self.mentions[name];
        let end = mention.tokens.end;
        let body = mention.kind == MentionKind::Body;
        let ends = words.is_comma(end)
            || words.is(end, Traits::PREPOSITION | Traits::RELATIVE)
            || words.reads(end, ".");
        // "the bank, the union and the mayor" is a list; "the bank, a lender," is not.
        let verb = words.is_comma(end)
            && self.mention_at(end + 1).is_none()
            && (words.is(end + 1, Traits::HELPER) || words.verb(end + 1).is_some());
        let fits = !body || verb || words.reads_any(start, &["a", "an"]) || mention.possessor.is_some();
        (ends && fits && self.is_same_sort(mention, named)).then_some(name)
    }

    /// The named mention just before a comma, past what hangs on it: "Imogen Farrow of Leeds,".
    fn name_ending_at(&self, comma: usize) -> Option<usize> {
        let last = self.mention_at(comma.checked_sub(1)?)?;
        let start = self.start_with_possessors(last);
        let link = start.checked_sub(1)?;
        if self.words.reads_any(link, &["of", "from", "in"])
            && let Some(before) = link.checked_sub(1).and_then(|b| self.mention_at(b))
            && self.mentions[before].kind == MentionKind::Person
        {
            return Some(before);
        }
        Some(last)
    }

    /// A role goes with a person, a body with an organisation or a name that may be one.
    fn is_same_sort(&self, description: &Mention, named: &Mention) -> bool {
        let known_first = self.words.is(named.name.start, Traits::FIRST_NAME);
        match (description.kind, named.kind) {
            (MentionKind::Body, MentionKind::Person) => {
                !known_first && named.name.start == named.tokens.start
            }
            (MentionKind::Body, MentionKind::Organisation | MentionKind::Name)
            | (MentionKind::Role | MentionKind::Group, MentionKind::Person) => true,
            (MentionKind::Role, MentionKind::Name) => known_first,
            _ => false,
        }
    }

    /// The token after the groups that hang on what ends before `at`: "of the union", "for trade and industry".
    fn after_links(&self, at: usize) -> usize {
        let words = self.words;
        let mut at = at;
        for step in 0..LINKS {
            let links = words.is(at, Traits::PREPOSITION) && self.mention_at(at).is_none()
                || step > 0 && words.reads_any(at, &["and"]);
            let next = links.then(|| self.mention_from(at + 1)).flatten().map(|m| self.possessed(m));
            let Some(next) = next.filter(|&m| self.mentions[m].sentence == words.sentence(at)) else { break };
            at = self.mentions[next].tokens.end;
        }
        at
    }

    /// "who speaks for the panel": the comma behind a relative clause; `at` itself where there is none.
    fn after_clause(&self, at: usize) -> usize {
        if !self.words.is(at, Traits::RELATIVE) {
            return at;
        }
        (at..at + CLAUSE).find(|&i| self.words.is_comma(i)).unwrap_or(at)
    }

    fn after_bracket(&self, at: usize) -> usize {
        if !self.words.reads(at, "(") {
            return at;
        }
        (at..at + CLAUSE).find(|&i| self.words.reads(i, ")")).map_or(at, |i| i + 1)
    }

    /// True if what stands before `at` is closed by a mark, and not the subject of a verb that follows.
    fn is_set_apart(&self, at: usize) -> bool {
        self.words.shape(at) == Shape::Mark && !matches!(self.words.text(at), "'" | "’" | "(")
    }
}
