//! Cues that are no verbs: "according to X", "X's call for", `X: "…"`, `"…" — X`.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use super::Rule;
use super::cue::Cue;
use super::scene::Scene;
use crate::lexicon::{Hint, Traits, VerbClass, hash_of};
use crate::mention::{MentionKind, Shape};
use crate::text::SentenceKind;

/// Nouns that report what their owner said or holds.
const CUE_NOUNS: [(&str, VerbClass, Hint); 64] = [
    ("call", VerbClass::Urge, Hint::Favor),
    ("calls", VerbClass::Urge, Hint::Favor),
    ("claim", VerbClass::Claim, Hint::None),
    ("claims", VerbClass::Claim, Hint::None),
    ("assertion", VerbClass::Claim, Hint::None),
    ("assertions", VerbClass::Claim, Hint::None),
    ("allegation", VerbClass::Claim, Hint::None),
    ("allegations", VerbClass::Claim, Hint::None),
    ("accusation", VerbClass::Criticise, Hint::Against),
    ("accusations", VerbClass::Criticise, Hint::Against),
    ("argument", VerbClass::Claim, Hint::None),
    ("belief", VerbClass::Claim, Hint::None),
    ("view", VerbClass::Claim, Hint::None),
    ("views", VerbClass::Claim, Hint::None),
    ("opinion", VerbClass::Claim, Hint::None),
    ("suggestion", VerbClass::Claim, Hint::None),
    ("contention", VerbClass::Claim, Hint::None),
    ("insistence", VerbClass::Claim, Hint::None),
    ("statement", VerbClass::Say, Hint::None),
    ("statements", VerbClass::Say, Hint::None),
    ("remark", VerbClass::Say, Hint::None),
    ("remarks", VerbClass::Say, Hint::None),
    ("comment", VerbClass::Say, Hint::None),
    ("comments", VerbClass::Say, Hint::None),
    ("announcement", VerbClass::Say, Hint::None),
    ("warning", VerbClass::Warn, Hint::AgainstWeak),
    ("warnings", VerbClass::Warn, Hint::AgainstWeak),
    ("concern", VerbClass::Warn, Hint::AgainstWeak),
    ("concerns", VerbClass::Warn, Hint::AgainstWeak),
    ("fears", VerbClass::Warn, Hint::AgainstWeak),
    ("demand", VerbClass::Urge, Hint::Favor),
    ("demands", VerbClass::Urge, Hint::Favor),
    ("proposal", VerbClass::Urge, Hint::Favor),
    ("pledge", VerbClass::Promise, Hint::Favor),
    ("promise", VerbClass::Promise, Hint::Favor),
    ("vow", VerbClass::Promise, Hint::Favor),
    ("support", VerbClass::Support, Hint::Favor),
    ("endorsement", VerbClass::Support, Hint::Favor),
    ("praise", VerbClass::Praise, Hint::Favor),
    ("opposition", VerbClass::Oppose, Hint::Against),
    ("objection", VerbClass::Oppose, Hint::Against),
    ("objections", VerbClass::Oppose, Hint::Against),
    ("rejection", VerbClass::Oppose, Hint::Against),
    ("criticism", VerbClass::Criticise, Hint::Against),
    ("condemnation", VerbClass::Criticise, Hint::Against),
    ("refusal", VerbClass::Decline, Hint::Neutral),
    ("welcome", VerbClass::Praise, Hint::Favor),
    ("resistance", VerbClass::Oppose, Hint::Against),
    ("applause", VerbClass::Praise, Hint::Favor),
    ("cheers", VerbClass::Praise, Hint::Favor),
    ("thanks", VerbClass::Praise, Hint::Favor),
    ("backing", VerbClass::Support, Hint::Favor),
    ("walkout", VerbClass::Oppose, Hint::Against),
    ("boycott", VerbClass::Oppose, Hint::Against),
    ("protest", VerbClass::Oppose, Hint::Against),
    ("protests", VerbClass::Oppose, Hint::Against),
    ("complaints", VerbClass::Criticise, Hint::Against),
    ("boos", VerbClass::Criticise, Hint::Against),
    ("jeers", VerbClass::Criticise, Hint::Against),
    ("scorn", VerbClass::Criticise, Hint::Against),
    ("anger", VerbClass::Criticise, Hint::Against),
    ("outrage", VerbClass::Criticise, Hint::Against),
    ("backlash", VerbClass::Criticise, Hint::Against),
    ("rebuke", VerbClass::Criticise, Hint::Against),
];

/// The same by the hash of the noun.
static BY_NOUN: LazyLock<HashMap<u64, (VerbClass, Hint), FixedState>> = LazyLock::new(|| {
    CUE_NOUNS.map(|(noun, class, hint)| (hash_of(noun), (class, hint))).into_iter().collect()
});

/// The longest name before a colon, in tokens.
const LABEL: usize = 8;

impl Scene<'_, '_> {
    /// The cues of a sentence that are no verbs.
    pub fn phrase_cues(&self, sentence: &Range<usize>, verbal: &[Cue]) -> Vec<Cue> {
        let mut cues = Vec::new();
        cues.extend(self.for_one(sentence));
        let quotes = !self.words.document.quotes.is_empty();
        for at in sentence.clone().filter(|&i| self.is_outside(i)) {
            // The first letter decides nearly always.
            match self.words.text(at).as_bytes().first() {
                Some(b'a' | b'A') => cues.extend(self.according_to(at, sentence)),
                Some(b'i' | b'I') => cues.extend(self.in_the_view_of(at, sentence)),
                _ => {}
            }
            cues.extend(self.owned_noun(at, sentence));
            if quotes {
                cues.extend(self.unknown_tag(at, sentence));
            }
            cues.extend(self.moved(at, sentence));
        }
        let label = self.label(sentence);
        if label.is_none() {
            cues.extend(self.announced(sentence, verbal));
        }
        cues.extend(label);
        cues.extend(self.dash(sentence));
        cues
    }

    /// `according to X, …`, `…, according to X.`
    fn according_to(&self, at: usize, sentence: &Range<usize>) -> Option<Cue> {
        if !self.words.reads_any(at, &["according"]) || !self.words.reads(at + 1, "to") {
            return None;
        }
        let named = self.possessed(self.mention_from(at + 2)?);
        let tail = self.mentions[named].tokens.end;
        // "according to figures that he released"
        let thing = matches!(self.mentions[named].kind, MentionKind::Thing | MentionKind::Document);
        let link = tail + usize::from(self.words.reads(tail, "that"));
        let giver = self.mention_from(link).map(|m| self.possessed(m)).filter(|&m| {
            let mention = &self.mentions[m];
            thing && mention.kind.can_hold_view() && self.looks_like_verb(mention.tokens.end)
        });
        let source = giver.unwrap_or(named);
        let mut cue = Cue::speech(Rule::AccordingTo, at..at + 2, Some(source), at);
        let opens = at == sentence.start
            || at == sentence.start + 1 && self.words.shape(sentence.start) == Shape::Mark;
        if opens {
            let comma = (tail..sentence.end).find(|&i| self.words.is_comma(i)).unwrap_or(tail);
            cue.content.push((comma + 1).min(sentence.end)..sentence.end);
        } else {
            cue.content.push(sentence.start..at);
            let comma = (tail..sentence.end).find(|&i| self.words.is_comma(i) && self.is_outside(i));
            // Both commas: the clause goes on behind.
            if let Some(comma) = comma.filter(|_| self.words.is_comma(at - 1))
                && sentence.end - comma > 6
            {
                cue.content.push(comma + 1..sentence.end);
            }
            cue.quotes.extend(self.quote_ending_at(at));
        }
        Some(cue)
    }

    /// `For the union, the deal is a step back.`
    fn for_one(&self, sentence: &Range<usize>) -> Option<Cue> {
        const ASIDE: usize = 14;
        let at = sentence.start;
        if !self.words.reads(at, "For") || !self.is_outside(at) {
            return None;
        }
        let named = self.possessed(self.mention_from(at + 1)?);
        let mention = &self.mentions[named];
        let holder = matches!(
            mention.kind,
            MentionKind::Person
                | MentionKind::Organisation
                | MentionKind::Body
                | MentionKind::Group
                | MentionKind::Role
        );
        let end = mention.tokens.end;
        if !holder || self.is_time(named) || !self.words.is_comma(end) {
            return None;
        }
        // "For General Hald, a retired planner, the package is": past what stands between commas.
        let aside = (end + 1..sentence.end.min(end + ASIDE)).find(|&i| self.words.is_comma(i));
        let opens = |comma: usize| {
            let subject = self.mention_from(comma + 1).map(|m| self.possessed(m))?;
            let verb = self.mentions[subject].tokens.end;
            let states = self
                .words
                .reads_any(verb, &["is", "are", "was", "were", "comes", "came", "means", "amounts"]);
            states.then_some(comma + 1)
        };
        let start = opens(end).or_else(|| aside.and_then(opens))?;
        let mut cue = Cue::speech(Rule::NominalCue, at..at + 1, Some(named), at);
        cue.content.push(start..sentence.end);
        cue.spoken = false;
        Some(cue)
    }

    /// `in X's view, …`, `in the words of X, …`
    fn in_the_view_of(&self, at: usize, sentence: &Range<usize>) -> Option<Cue> {
        const VIEWS: [&str; 6] = ["view", "words", "opinion", "telling", "mind", "eyes"];
        if !self.words.reads_any(at, &["in"]) {
            return None;
        }
        let owner = self.mention_from(at + 1)?;
        let noun = self.possessed(owner);
        let head = self.mentions[noun].tokens.end - 1;
        if !self.words.reads_any(head, &VIEWS) {
            return None;
        }
        let source = if noun != owner {
            owner
        } else if let Some(pronoun) = self.mentions[noun].possessor {
            pronoun
        } else if self.words.reads(head + 1, "of") {
            self.possessed(self.mention_from(head + 2)?)
        } else {
            return None;
        };
        if self.mentions[source].kind == MentionKind::Thing || self.is_bare_quantifier(source) {
            return None;
        }
        let mut cue = Cue::speech(Rule::AccordingTo, at..head + 1, Some(source), at);
        let tail = self.mentions[noun].tokens.end;
        if at > sentence.start {
            cue.content.push(sentence.start..at);
        }
        if at == sentence.start || self.words.is_comma(tail) {
            cue.content.push(tail..sentence.end);
        }
        Some(cue)
    }

    /// `X's call for …`
    fn owned_noun(&self, at: usize, sentence: &Range<usize>) -> Option<Cue> {
        let noun = self.mention_from(at)?;
        let group = &self.mentions[noun];
        let head = group.tokens.end - 1;
        let &(class, hint) = BY_NOUN.get(&self.words.hash(head))?;
        let followed = self.words.reads_any(
            head + 1,
            &["for", "that", "of", "on", "about", "against", "to", "in", "over", "toward", "towards", "with"],
        );
        let source = match group.possessor {
            Some(owner) if followed => owner,
            _ if self.words.reads_any(head + 1, &["from", "by"]) => {
                self.possessed(self.mention_from(head + 2)?)
            }
            // "a cautious welcome came from the bishops"
            _ if self.words.reads_any(head + 1, &["came", "comes", "come"])
                && self.words.reads(head + 2, "from") =>
            {
                self.possessed(self.mention_from(head + 3)?)
            }
            // "over the objections of hunters"
            _ if self.words.reads(head + 1, "of")
                && self.words.reads_any(
                    head,
                    &["objections", "objection", "opposition", "anger", "scorn", "applause"],
                ) =>
            {
                self.possessed(self.mention_from(head + 2)?)
            }
            _ => return None,
        };
        if !self.mentions[source].kind.can_hold_view() || self.is_time(source) {
            return None;
        }
        let mut cue =
            Cue::speech(Rule::NominalCue, head..head + 1, Some(source), self.start_with_possessors(noun));
        let end = (head + 1..sentence.end)
            .find(|&i| {
                self.words.is_comma(i) || self.words.is(i, Traits::HELPER) && self.mention_at(i).is_none()
            })
            .unwrap_or(sentence.end);
        cue.content.push(head + 1..end);
        (cue.class, cue.hint) = (class, hint);
        cue.spoken = false;
        Some(cue)
    }

    /// `X: "…"`, `And from X:`
    fn label(&self, sentence: &Range<usize>) -> Option<Cue> {
        let limit = sentence.end.min(sentence.start + LABEL + 6);
        let colon = (sentence.start..limit).find(|&i| self.words.reads(i, ":"))?;
        let last = colon.checked_sub(1).filter(|&l| l >= sentence.start)?;
        let source = self.mention_at(last).or_else(|| {
            // "X, in a tweet:"
            self.subject_before(colon, sentence.start).map(|s| s.mention)
        })?;
        let heading = self.words.document.sentences[self.words.sentence(colon)].kind == SentenceKind::Heading;
        let speaks = match self.mentions[source].kind {
            MentionKind::Person | MentionKind::Organisation | MentionKind::Name => true,
            // "Peru minister: deal is dead"
            MentionKind::Role | MentionKind::Group | MentionKind::Place => {
                heading && last < sentence.start + LABEL
            }
            _ => false,
        };
        if !speaks {
            return None;
        }
        let first = self.mentions[source].tokens.start;
        let from = first > sentence.start && self.words.reads(first - 1, "from");
        let opens = first == sentence.start;
        let quoted = colon + 1 < sentence.end && !self.is_outside(colon + 1);
        let ends = colon + 1 == sentence.end;
        if !(opens || from) || !(quoted || ends || opens) || self.has_finite_verb(sentence.start..colon) {
            return None;
        }
        let mut cue = Cue::speech(Rule::Colon, colon..colon + 1, Some(source), first);
        cue.content.push(colon + 1..sentence.end);
        if ends {
            cue.quotes.extend(self.quote_opening_after(colon));
        }
        Some(cue)
    }

    /// `Then X leaned in: "…"`: whoever the sentence before the colon is about.
    fn announced(&self, sentence: &Range<usize>, verbal: &[Cue]) -> Option<Cue> {
        let colon = sentence.clone().rev().find(|&i| {
            self.words.reads(i, ":") && self.is_outside(i) && self.quote_opening_after(i).is_some()
        })?;
        let quote = self.quote_opening_after(colon)?;
        let told = verbal.iter().rev().filter(|c| c.tokens.start < colon);
        let source = told
            .clone()
            .find(|c| c.spoken)
            .or_else(|| told.clone().next())
            .and_then(|c| c.source)
            .or_else(|| self.clause_subject(colon, sentence.start))?;
        if self.mentions[source].kind == MentionKind::Thing {
            return None;
        }
        let mut cue = Cue::speech(Rule::Colon, colon..colon + 1, Some(source), colon);
        cue.quotes.push(quote);
        Some(cue)
    }

    /// `"…!" beamed X`, `"…," X boomed.`: a tag with a verb that no table knows.
    fn unknown_tag(&self, at: usize, sentence: &Range<usize>) -> Option<Cue> {
        let quote = self.quote_ending_at(at).filter(|_| at > sentence.start && !self.words.is_comma(at))?;
        let last = self.words.at_byte(self.words.document.quotes[quote].inner.end).checked_sub(1)?;
        if !matches!(self.words.text(last), "," | "!" | "?" | "." | "...") {
            return None;
        }
        let is_verb = |i: usize| {
            i < sentence.end
                && self.mention_at(i).is_none()
                && self.words.verb(i).is_none()
                && self.words.shape(i) == Shape::Lower
                && self.words.text(i).ends_with("ed")
        };
        let speaks = |m: usize| {
            let kind = self.mentions[m].kind;
            matches!(
                kind,
                MentionKind::Person | MentionKind::Name | MentionKind::Role | MentionKind::Pronoun(_)
            )
        };
        let (source, verb) = if is_verb(at) {
            (self.possessed(self.mention_from(at + 1)?), at)
        } else {
            let source = self.possessed(self.mention_from(at)?);
            (source, self.mentions[source].tokens.end)
        };
        if !is_verb(verb) || !speaks(source) {
            return None;
        }
        let mut cue = Cue::speech(Rule::QuoteTag, verb..verb + 1, Some(source), at);
        cue.quotes.push(quote);
        Some(cue)
    }

    /// `"…" — X` at the end of a paragraph.
    fn dash(&self, sentence: &Range<usize>) -> Option<Cue> {
        let dash =
            sentence.clone().rev().take(LABEL + 2).find(|&i| {
                matches!(self.words.text(i), "—" | "–" | "―" | "--" | "-") && self.is_outside(i)
            })?;
        let source = self.mention_from(dash + 1)?;
        if !matches!(
            self.mentions[source].kind,
            MentionKind::Person | MentionKind::Organisation | MentionKind::Name
        ) {
            return None;
        }
        let tail = self.mentions[source].tokens.end;
        let bare = tail >= sentence.end || matches!(self.words.text(tail), "." | "," | "(");
        let quote = self.quote_ending_at(dash)?;
        if !bare || self.has_finite_verb(tail..sentence.end) {
            return None;
        }
        let mut cue = Cue::speech(Rule::Dash, dash..dash + 1, Some(source), dash);
        cue.quotes.push(quote);
        Some(cue)
    }

    /// The quotation that closes just before token `at`, past a comma.
    fn quote_ending_at(&self, at: usize) -> Option<usize> {
        let mut last = at.checked_sub(1)?;
        if self.words.is_comma(last) {
            last = last.checked_sub(1)?;
        }
        let quote = self.words.quote(last)?;
        (self.words.document.quotes[quote].span.end == self.words.span(last).end).then_some(quote)
    }

    /// The quotation that opens with the token after `at`, maybe in the next paragraph.
    fn quote_opening_after(&self, at: usize) -> Option<usize> {
        let quote = self.words.quote(at + 1)?;
        (self.words.document.quotes[quote].span.start == self.words.span(at + 1).start).then_some(quote)
    }
}
