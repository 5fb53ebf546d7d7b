//! A verb with its helpers: active or passive, negated, after "to"; and what stands after it.

use std::ops::Range;

use super::scene::Scene;
use crate::lexicon::{Form, Frame, Hint, Traits, Verb, VerbClass};
use crate::mention::{MentionKind, Shape};

const BE: [&str; 11] = ["is", "are", "was", "were", "be", "been", "being", "'s", "’s", "'re", "’re"];
const HAVE: [&str; 7] = ["have", "has", "had", "having", "'ve", "’ve", "'d"];
/// Verbs whose first object is the person spoken to.
const ADDRESSED: [&str; 22] = [
    "tell",
    "ask",
    "urge",
    "warn",
    "remind",
    "inform",
    "assure",
    "notify",
    "advise",
    "caution",
    "alert",
    "thank",
    "beg",
    "implore",
    "exhort",
    "press",
    "encourage",
    "instruct",
    "promise",
    "accuse",
    "congratulate",
    "challenge",
];

/// How a verb stands in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    /// With a subject of its own.
    Finite,
    /// "was rejected"
    Passive,
    /// "rejected by", without a helper
    ReducedPassive,
    /// "rejecting", without a helper
    Participle,
    /// "to reject"
    Infinitive,
}

/// A verb with its helpers.
#[derive(Debug, Clone)]
pub(super) struct VerbGroup {
    pub verb: &'static Verb,
    /// The verb itself.
    pub at: usize,
    /// From the first helper to the particle.
    pub tokens: Range<usize>,
    pub stand: Stand,
    pub negated: bool,
    pub helped: bool,
    pub hint: Hint,
    pub class: VerbClass,
}

impl VerbGroup {
    /// Asks somebody for something: what follows is mostly the one who is asked.
    pub fn asks(&self) -> bool {
        self.class == VerbClass::Urge || matches!(self.verb.lemma, "ask" | "petition" | "warn" | "promise")
    }

    /// "They abstained": the verb tells a side without an object.
    pub fn is_complete(&self) -> bool {
        matches!(self.verb.lemma, "abstain" | "dissent")
    }

    /// True if the speaker may follow it: said Ruiz, but not told Ruiz.
    pub fn can_invert(&self) -> bool {
        matches!(self.verb.frame, Frame::Speech | Frame::Tag) && !ADDRESSED.contains(&self.verb.lemma)
            || matches!(self.verb.lemma, "ask" | "warn" | "promise")
    }
}

impl Scene<'_, '_> {
    /// The verb group around the verb at `at`, if the verb has the words around it that it needs.
    pub fn verb_group(&self, at: usize) -> Option<VerbGroup> {
        let verb = self.words.verb(at)?;
        let form = self.words.word(at).form;
        let sentence = self.sentence_of(at);
        let (start, found) = self.helpers(at, sentence.start);
        let stand = if found.to {
            Stand::Infinitive
        } else if form.any(Form::ING) {
            if found.be { Stand::Finite } else { Stand::Participle }
        } else if verb.frame == Frame::Adjective {
            found.be.then_some(Stand::Finite)?
        } else if form.any(Form::PARTICIPLE) && found.be {
            if found.opposed_to { Stand::Finite } else { Stand::Passive }
        } else if form.any(Form::PARTICIPLE) && !found.any && self.is_passed_on_by(at + 1, form) {
            Stand::ReducedPassive
        } else if form.any(Form::PARTICIPLE) && !form.any(Form::PAST | Form::BASE) && !found.have {
            return None;
        } else {
            Stand::Finite
        };
        if found.possible && verb.frame == Frame::Clause {
            return None;
        }
        let (end, hint, class) = self.particle(verb, at, sentence.end)?;
        Some(VerbGroup {
            verb,
            at,
            tokens: start..end,
            stand,
            negated: found.negated,
            helped: found.any,
            hint,
            class,
        })
    }

    /// True for the "by" of an agent: "rejected by Lima", but not "said by telephone".
    fn is_passed_on_by(&self, by: usize, form: Form) -> bool {
        const MEANS: [&str; 14] = [
            "telephone",
            "phone",
            "email",
            "e-mail",
            "video",
            "letter",
            "text",
            "message",
            "fax",
            "post",
            "radio",
            "telegram",
            "loudspeaker",
            "link",
        ];
        let means = form.any(Form::PAST) && (by + 1..by + 4).any(|i| self.words.reads_any(i, &MEANS));
        self.words.reads(by, "by") && !means
    }

    fn helpers(&self, at: usize, floor: usize) -> (usize, Helpers) {
        let mut found = Helpers {
            opposed_to: self.words.reads(at + 1, "to") && self.words.reads(at, "opposed"),
            ..Helpers::default()
        };
        let mut start = at;
        while start > floor {
            let i = start - 1;
            if self.words.reads_any(i, &["to"]) && !found.any && !found.to && self.mention_at(i).is_none() {
                found.to = true;
            } else if let Some(helper) = self.before_parenthesis(i, floor).filter(|_| !found.any && !found.to)
            {
                start = helper + 1;
                continue;
            } else if found.to || !self.is_between(i) {
                break;
            }
            let helper = self.words.is(i, Traits::HELPER) || self.words.shape(i) == Shape::Clitic;
            if helper && !found.any {
                found.be = self.words.reads_any(i, &BE);
                found.have = self.words.reads_any(i, &HAVE);
            }
            found.any |= helper;
            found.possible |=
                self.words.reads_any(i, &["can", "could", "should", "may", "might", "must", "let"]);
            found.negated |= self.words.is(i, Traits::NEGATION);
            start = i;
        }
        (start, found)
    }

    /// "did, however, attack", "has, since Monday, backed": the helper before what two commas set apart.
    fn before_parenthesis(&self, close: usize, floor: usize) -> Option<usize> {
        const REACH: usize = 7;
        if let Some(before) = self.before_insert(close, floor) {
            return before.checked_sub(1).filter(|&h| self.words.is(h, Traits::HELPER));
        }
        if !self.words.is_comma(close) {
            return None;
        }
        let open = (floor..close).rev().take(REACH).find(|&i| self.words.is_comma(i))?;
        let helper = open.checked_sub(1).filter(|&h| h > floor && self.mention_at(h).is_none())?;
        self.words.is(helper, Traits::HELPER).then_some(helper)
    }

    /// The end of the verb with its particle; none where a particle is needed and missing.
    fn particle(&self, verb: &Verb, at: usize, end: usize) -> Option<(usize, Hint, VerbClass)> {
        let next = |words: &[&str]| at + 1 < end && self.words.reads_any(at + 1, words);
        let plain = (at + 1, verb.hint, verb.class);
        match (verb.lemma, verb.frame) {
            ("point", _) => next(&["out", "to"]).then_some((at + 2, verb.hint, verb.class)),
            ("go", _) => {
                let tag = next(&["on"])
                    && !self.is_ing(at + 2)
                    && !self.words.reads(at + 2, "to")
                    && !self.words.is(at + 2, Traits::OPENER);
                tag.then_some((at + 2, verb.hint, verb.class))
            }
            ("lash", _) => next(&["out"]).then_some((at + 2, verb.hint, verb.class)),
            ("vote", _) if next(&["for"]) => Some((at + 2, Hint::Favor, VerbClass::Support)),
            ("vote", _) if next(&["against"]) => Some((at + 2, Hint::Against, VerbClass::Oppose)),
            ("vote", _) => next(&["to"])
                .then_some((at + 1, Hint::Favor, VerbClass::Support))
                .or_else(|| self.counted_vote(at, end))
                .or_else(|| self.voted_down(at, end)),
            ("speak" | "speaking", _) if next(&["out", "against"]) => {
                Some((at + 2, Hint::Against, VerbClass::Criticise))
            }
            ("call", _) if next(&["for", "on"]) => Some((at + 2, Hint::Favor, VerbClass::Urge)),
            (_, Frame::Particle) => {
                next(&["out", "to", "for", "with", "by", "against", "behind", "on", "at"]).then_some((
                    at + 2,
                    verb.hint,
                    verb.class,
                ))
            }
            _ => Some(plain),
        }
    }

    /// "voted 41 to 33 on Tuesday to outlaw", "voted 12-3 against": the side stands behind the count.
    fn counted_vote(&self, at: usize, end: usize) -> Option<(usize, Hint, VerbClass)> {
        let limit = end.min(at + 10);
        let counted = (at + 1..limit.min(at + 4)).any(|i| {
            self.words.shape(i) == Shape::Number
                || self.words.reads_any(i, &["unanimously", "overwhelmingly", "narrowly"])
        });
        let side = (at + 2..limit).find(|&i| {
            let number = self.words.shape(i + 1) == Shape::Number;
            self.words.reads_any(i, &["against", "for"]) || self.words.reads(i, "to") && !number
        });
        let side = side.filter(|_| counted)?;
        Some(if self.words.reads(side, "against") {
            (side + 1, Hint::Against, VerbClass::Oppose)
        } else {
            (side + usize::from(self.words.reads(side, "for")), Hint::Favor, VerbClass::Support)
        })
    }

    /// "voted it down", "voted the motion down"
    fn voted_down(&self, at: usize, end: usize) -> Option<(usize, Hint, VerbClass)> {
        let object = self.mention_from(at + 1).map(|m| self.mentions[self.possessed(m)].tokens.end)?;
        let down = object < end && self.words.reads(object, "down");
        down.then_some((at + 1, Hint::Against, VerbClass::Oppose))
    }

    /// The token after the person spoken to, and after adverbials of a verb of speech.
    pub fn after_addressee(&self, group: &VerbGroup, end: usize) -> usize {
        let mut at = group.tokens.end;
        if ADDRESSED.contains(&group.verb.lemma)
            && let Some(mention) = self.mention_from(at)
        {
            let addressee = self.mentions[self.possessed(mention)].tokens.end;
            let clause = group.verb.lemma != "tell" && self.words.is(addressee, Traits::HELPER);
            // "urged a ban": a thing is urged, not spoken to.
            let thing = matches!(
                self.mentions[self.possessed(mention)].kind,
                MentionKind::Thing | MentionKind::Document
            ) && matches!(
                group.verb.lemma,
                "urge" | "promise" | "press" | "advise" | "encourage" | "challenge"
            );
            if !clause && !thing {
                at = addressee;
            }
        }
        at = self.after_parenthesis(at, end);
        if group.verb.frame != Frame::Speech && group.verb.frame != Frame::Tag {
            return at;
        }
        // "asked for the report to be withdrawn": what is asked for is no adverbial.
        if self.words.reads(at, "for") && matches!(group.verb.lemma, "ask" | "plead" | "beg" | "appeal") {
            return at;
        }
        while at < end {
            if let Some(next) = self.adverbial(at, end) {
                at = next;
            } else {
                break;
            }
        }
        at
    }

    /// "believes, for example, that": the token after the second comma.
    fn after_parenthesis(&self, at: usize, end: usize) -> usize {
        if at >= end || !self.words.is_comma(at) {
            return at;
        }
        let close = (at + 1..end.min(at + 8)).find(|&i| self.words.is_comma(i));
        close.filter(|&c| self.words.reads(c + 1, "that")).map_or(at, |c| c + 1)
    }

    /// The end of an adverb, a time or a preposition with its group.
    fn adverbial(&self, at: usize, end: usize) -> Option<usize> {
        if !self.is_outside(at) {
            return None;
        }
        if let Some(mention) = self.mention_from(at) {
            return self.is_time(mention).then(|| self.mentions[mention].tokens.end);
        }
        if self.words.is(at, Traits::ADVERB)
            && !self.words.is(at, Traits::HELPER)
            && !self.words.is(at, Traits::PREPOSITION)
        {
            return Some(at + 1);
        }
        if !self.words.is(at, Traits::PREPOSITION) || at + 1 >= end {
            return None;
        }
        let mention = self.possessed(self.mention_from(at + 1)?);
        let stop = self.mentions[mention].tokens.end;
        // "said in the city people were afraid": the group would be the subject.
        (!self.words.is(stop, Traits::HELPER)).then_some(stop)
    }

    /// True if a clause, an infinitive or a quotation starts at `at`.
    pub fn clause_starts(&self, at: usize, end: usize) -> bool {
        if at >= end {
            return false;
        }
        let words = self.words;
        if words.is(at, Traits::SUBORDINATOR) || words.reads(at, "to") || !self.is_outside(at) {
            return true;
        }
        if words.is_comma(at) || words.reads(at, ":") {
            return !self.is_outside(at + 1) && at + 1 < end;
        }
        let Some(mention) = self.mention_from(at) else { return false };
        let mut stop = self.mentions[self.possessed(mention)].tokens.end;
        // Past what hangs on the subject of the clause.
        while stop + 1 < end && words.is(stop, Traits::PREPOSITION) {
            match self.mention_from(stop + 1) {
                Some(next) => stop = self.mentions[self.possessed(next)].tokens.end,
                None => break,
            }
        }
        while stop < end && words.is(stop, Traits::ADVERB) {
            stop += 1;
        }
        stop < end
            && self.mention_at(stop).is_none()
            && (words.is(stop, Traits::HELPER)
                || self.is_verb(stop) && !self.is_ing(stop)
                || words.shape(stop) == Shape::Clitic
                || words.is(stop, Traits::PLAIN_VERB)
                || words.text(stop).ends_with("ed")
                || words.text(stop).ends_with('s') && words.shape(stop) == Shape::Lower)
    }

    /// True if the verb has around it what its frame asks for, given where its content starts.
    pub fn frame_holds(&self, group: &VerbGroup, subject: MentionKind, after: usize, end: usize) -> bool {
        let starts = |at: usize| at < end && (self.mention_from(at).is_some() || self.clause_starts(at, end));
        let object = starts(after) || starts(group.tokens.end);
        let named = !matches!(subject, MentionKind::Thing | MentionKind::Document);
        match group.verb.frame {
            Frame::Speech => true,
            Frame::Clause => {
                let holder = named || subject == MentionKind::Document;
                self.clause_starts(after, end) || holder && object && group.verb.class != VerbClass::Want
            }
            Frame::Stance | Frame::Call => object || group.tokens.end > group.at + 1,
            Frame::Weak => {
                named && self.mention_from(after).is_some() && group.verb.hint != Hint::None
                    || self.quote_follows(after, end)
            }
            Frame::Tag => {
                // "would continue “to break barriers”" is no tag.
                let whole = self.words.is_capital(self.quote_start(group.tokens.end));
                self.words.reads(after, "that") && named
                    || self.quote_follows(group.tokens.end, end)
                        && (whole || !matches!(group.verb.lemma, "continue" | "begin"))
            }
            Frame::Particle | Frame::Adjective => named,
            Frame::Decline => {
                let alone = group.is_complete() && (after >= end || self.words.shape(after) == Shape::Mark);
                self.words.reads(group.tokens.end, "to") || object || alone
            }
        }
    }

    /// The first word of a quotation that starts here, after a comma or colon or at once.
    fn quote_start(&self, at: usize) -> usize {
        let mut start = at;
        while self.words.shape(start) == Shape::Mark && start < at + 4 {
            start += 1;
        }
        start
    }

    /// True if a quotation starts here, after a comma or colon or at once.
    pub fn quote_follows(&self, at: usize, end: usize) -> bool {
        let skip = usize::from(self.words.is_comma(at) || self.words.reads(at, ":"));
        at + skip < end && !self.is_outside(at + skip)
    }
}

#[derive(Debug, Clone, Copy, Default)]
#[allow(clippy::struct_excessive_bools)] // Independent facts about the words before a verb.
struct Helpers {
    any: bool,
    be: bool,
    have: bool,
    /// can, should, must
    possible: bool,
    to: bool,
    negated: bool,
    opposed_to: bool,
}
