//! What the rules look at: the words of a document and the noun group that each of them belongs to.

use std::ops::Range;

use crate::lexicon::{Country, Traits};
use crate::mention::{Mention, MentionKind, Shape, Words};

const NO_MENTION: u32 = u32::MAX;

/// The words and mentions of a document.
#[derive(Debug)]
pub(super) struct Scene<'a, 'd> {
    pub words: &'a Words<'d>,
    pub mentions: &'a [Mention],
    /// The outermost mention that each token belongs to.
    at: Vec<u32>,
}

impl<'a, 'd> Scene<'a, 'd> {
    pub fn new(words: &'a Words<'d>, mentions: &'a [Mention]) -> Self {
        let mut at = vec![NO_MENTION; words.len()];
        for (i, mention) in mentions.iter().enumerate().filter(|(_, m)| m.within.is_none()) {
            at[mention.tokens.clone()].fill(u32::try_from(i).unwrap_or(NO_MENTION));
        }
        Self { words, mentions, at }
    }

    /// The outermost mention that a token belongs to.
    #[inline]
    pub fn mention_at(&self, token: usize) -> Option<usize> {
        self.at.get(token).copied().filter(|&m| m != NO_MENTION).map(|m| m as usize)
    }

    /// The mention that starts with a token.
    #[inline]
    pub fn mention_from(&self, token: usize) -> Option<usize> {
        self.mention_at(token).filter(|&m| self.mentions[m].tokens.start == token)
    }

    /// The head of a chain of possessives that starts with a mention: "Ruiz's sister's lawyer" → the lawyer.
    pub fn possessed(&self, mention: usize) -> usize {
        let mut last = mention;
        while self.mentions[last].possessive {
            let next = self.mentions[last + 1..].iter().take(4).position(|m| m.possessor == Some(last));
            match next {
                Some(offset) => last += 1 + offset,
                None => break,
            }
        }
        last
    }

    /// Whose letter, statement or speech it is: "Ruiz's letter said" is said by Ruiz.
    pub fn author_of(&self, mention: usize) -> Option<usize> {
        const PAPERS: [&str; 17] = [
            "letter",
            "statement",
            "brief",
            "email",
            "e-mail",
            "memo",
            "tweet",
            "post",
            "speech",
            "column",
            "testimony",
            "op-ed",
            "filing",
            "message",
            "submission",
            "note",
            "essay",
        ];
        let paper = &self.mentions[mention];
        let owner = paper.possessor.filter(|_| self.words.reads_any(paper.tokens.end - 1, &PAPERS))?;
        self.mentions[owner].kind.can_hold_view().then_some(owner)
    }

    /// The first token of a mention with all its possessors.
    pub fn start_with_possessors(&self, mention: usize) -> usize {
        self.start_with_possessors_of(&self.mentions[mention])
    }

    /// The same for a mention that is at hand.
    pub fn start_with_possessors_of(&self, mention: &Mention) -> usize {
        let mut first = mention;
        while let Some(owner) = first.possessor {
            first = &self.mentions[owner];
        }
        first.tokens.start.min(mention.tokens.start)
    }

    /// The country that a mention's adjective or possessor names: "the Peruvian minister", "Peru's minister".
    pub fn country_of(&self, mention: &Mention) -> Option<Country> {
        mention.country.or_else(|| mention.possessor.and_then(|p| self.mentions[p].country))
    }

    /// A description with whose it is and what it is of: "the tribunal's president", "a spokesman for the port",
    /// "two people close to the talks".
    pub fn description(&self, index: usize) -> Range<usize> {
        const LINKS: [&str; 7] = ["of", "for", "from", "at", "in", "to", "with"];
        const CLOSE: [&str; 6] = ["close", "familiar", "briefed", "opposed", "loyal", "acquainted"];
        let mention = &self.mentions[index];
        let owner = mention.possessor.filter(|&p| self.mentions[p].pronoun().is_none());
        let start = owner.map_or(mention.tokens.start, |_| self.start_with_possessors(index));
        let mut end = mention.tokens.end;
        if matches!(mention.kind, MentionKind::Document | MentionKind::Thing | MentionKind::Place) {
            return start..end;
        }
        for step in 0..2 {
            let close = step == 0 && self.words.reads_any(end, &CLOSE);
            let link = end + usize::from(close);
            let links = self.words.reads_any(link, &LINKS) || close && self.words.reads(link, "on");
            let next = links.then(|| self.mention_from(link + 1)).flatten().map(|m| self.possessed(m));
            let Some(next) = next.filter(|&m| {
                !self.is_time(m) && !self.is_share(m) && self.mentions[m].sentence == mention.sentence
            }) else {
                break;
            };
            end = self.mentions[next].tokens.end;
        }
        start..end
    }

    /// True if title, first name, role or age show that a mention names a person.
    pub fn shows_person(&self, mention: &Mention) -> bool {
        let words = self.words;
        match mention.kind {
            MentionKind::Role => true,
            MentionKind::Person => {
                let before = (mention.tokens.start..mention.name.start)
                    .any(|i| words.is(i, Traits::TITLE | Traits::PERSON));
                let given = mention.name.start..mention.name.end - 1;
                let first =
                    given.clone().any(|i| words.is(i, Traits::FIRST_NAME)) || mention.possessor.is_some();
                let age = words.is_comma(mention.tokens.end)
                    && words.shape(mention.tokens.end + 1) == Shape::Number;
                before || first || age
            }
            MentionKind::Name => words.is(mention.name.start, Traits::FEMALE | Traits::MALE),
            _ => false,
        }
    }

    /// True for a mention that follows a preposition.
    pub fn is_governed(&self, mention: usize) -> bool {
        let start = self.start_with_possessors(mention);
        start > 0 && self.words.is(start - 1, Traits::PREPOSITION) && self.mention_at(start - 1).is_none()
    }

    /// True for a mention that follows "in", "near" or another preposition of places.
    pub fn is_located(&self, mention: usize) -> bool {
        const PLACES: [&str; 8] = ["in", "at", "near", "across", "around", "outside", "inside", "throughout"];
        let start = self.start_with_possessors(mention);
        start > 0 && self.words.reads_any(start - 1, &PLACES)
    }

    /// True for a newspaper, broadcaster or agency.
    pub fn is_medium(&self, mention: usize) -> bool {
        const PRESS: [&str; 16] = [
            "Times",
            "Post",
            "News",
            "Journal",
            "Herald",
            "Tribune",
            "Gazette",
            "Guardian",
            "Telegraph",
            "Mail",
            "Press",
            "Sentinel",
            "Chronicle",
            "Globe",
            "Standard",
            "Observer",
        ];
        let mention = &self.mentions[mention];
        let named = matches!(mention.kind, MentionKind::Organisation | MentionKind::Name | MentionKind::Body);
        let last = mention.tokens.end - 1;
        named && (self.words.is(last, Traits::MEDIUM) || PRESS.contains(&self.words.text(last)))
    }

    /// True for "some", "many", "others" alone.
    pub fn is_bare_quantifier(&self, mention: usize) -> bool {
        let mention = &self.mentions[mention];
        mention.tokens.clone().all(|i| self.words.is(i, Traits::QUANTIFIER))
    }

    /// True for "Friday", "last week": a time, never an actor.
    pub fn is_time(&self, mention: usize) -> bool {
        let mention = &self.mentions[mention];
        let head = mention.tokens.end - 1;
        mention.kind == MentionKind::Thing
            && (self.words.is(head, Traits::WHEN) || self.words.shape(head) == Shape::Number)
    }

    /// True for "11 percent".
    fn is_share(&self, mention: usize) -> bool {
        self.words.reads_any(self.mentions[mention].tokens.end - 1, &["percent"])
    }

    /// True for a word between a subject and its verb that changes neither: also, later, flatly, not, has, will.
    #[inline]
    pub fn is_between(&self, token: usize) -> bool {
        self.mention_at(token).is_none()
            && (self.words.is(token, Traits::ADVERB | Traits::NEGATION | Traits::HELPER)
                || self.words.shape(token) == Shape::Clitic
                || self.words.text(token).ends_with("ly")
                || self.words.reads_any(token, &["neither"])
                || self.words.reads(token, "since") && token > 0 && self.words.is(token - 1, Traits::HELPER))
    }

    /// The first token of a set adverbial that ends with a token: "by contrast", "at once".
    pub fn before_insert(&self, last: usize, floor: usize) -> Option<usize> {
        const INSERTS: [(&str, &str); 10] = [
            ("by", "contrast"),
            ("in", "turn"),
            ("for", "now"),
            ("so", "far"),
            ("in", "effect"),
            ("at", "once"),
            ("in", "fact"),
            ("of", "course"),
            ("by", "then"),
            ("since", "then"),
        ];
        let first = last.checked_sub(1).filter(|&f| f > floor)?;
        let set = INSERTS.iter().any(|&(a, b)| self.words.reads(last, b) && self.words.reads(first, a));
        set.then_some(first)
    }

    /// True if a token can be read as the verb the lexicon knows: it stands in no noun group.
    #[inline]
    pub fn is_verb(&self, token: usize) -> bool {
        self.words.verb(token).is_some() && self.mention_at(token).is_none()
    }

    /// True for a verb, known or everyday, and for what may be one by its ending; it stands in no noun group.
    pub fn looks_like_verb(&self, token: usize) -> bool {
        self.mention_at(token).is_none()
            && (self.words.verb(token).is_some()
                || self.words.is(token, Traits::PLAIN_VERB)
                || self.words.text(token).ends_with("ed"))
    }

    /// True if a range holds a finite verb as far as the lexicon and its form tell.
    pub fn has_finite_verb(&self, range: Range<usize>) -> bool {
        range.into_iter().any(|i| {
            let possessive = self.words.is(i, Traits::CLITIC)
                && i > 0
                && self.mention_at(i - 1).is_some_and(|m| self.mentions[m].possessive);
            self.mention_at(i).is_none()
                && !possessive
                && (self.words.is(i, Traits::HELPER | Traits::PLAIN_VERB)
                    || self.is_verb(i) && !self.is_ing(i))
        })
    }

    pub fn is_ing(&self, token: usize) -> bool {
        self.words.text(token).ends_with("ing")
    }

    /// The tokens of the sentence of a token.
    pub fn sentence_of(&self, token: usize) -> Range<usize> {
        self.words.document.sentences[self.words.sentence(token)].tokens.clone()
    }

    /// True if the token is in no quotation.
    #[inline]
    pub fn is_outside(&self, token: usize) -> bool {
        self.words.quote(token).is_none()
    }
}
