//! Fixed phrases that say that somebody speaks, or takes no side: "shot back", "let it be known", "had nothing to
//! add", "could not be reached", "has yet to respond".

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use super::Rule;
use super::cue::Cue;
use super::scene::Scene;
use crate::lexicon::{Hint, VerbClass, hash_of};
use crate::mention::{Pronoun, Shape};

/// What a phrase tells of its subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tells {
    /// It says nothing, or takes no side.
    Declines,
    /// The same, with a negation before the phrase.
    DeclinesNegated,
    /// It speaks.
    Speaks,
    /// It acts for what follows.
    ActsFor,
    /// It acts against what follows.
    ActsAgainst,
}

use Tells::{ActsAgainst, ActsFor, Declines, DeclinesNegated, Speaks};

/// Words, alternatives parted by bars; `*` stands for one to five words, `#` for a number.
const PHRASES: [(Tells, &str); 71] = [
    (DeclinesNegated, "available|reachable"),
    (DeclinesNegated, "reached for"),
    (DeclinesNegated, "be reached|drawn"),
    (DeclinesNegated, "drawn on"),
    (
        DeclinesNegated,
        "return|returned calls|messages|emails|requests|phone|telephone|repeated|several|a|any|multiple",
    ),
    (DeclinesNegated, "answer|answered calls|questions|emails|messages|requests|a|an|the|any"),
    (DeclinesNegated, "reply|replied|respond|responded|commented|elaborate"),
    (DeclinesNegated, "take|taken a|any|up position|positions|side|sides|stance|stand|view"),
    (DeclinesNegated, "take|taken sides"),
    (DeclinesNegated, "comment|discuss"),
    (DeclinesNegated, "go beyond|further"),
    (DeclinesNegated, "say|said whether|if|where|how|when|which|what|who|whom|why"),
    (DeclinesNegated, "decided|decide whether|how|if"),
    (Declines, "have|has|had|having nothing to add|say"),
    (Declines, "have|has|had nothing more|further|else to add|say"),
    (Declines, "have|has|had no comment|opinion|view|position"),
    (Declines, "have|has|had no immediate|further comment|response|reply"),
    (Declines, "had|has|have yet to respond|comment|reply|answer|react|decide|speak"),
    (Declines, "had|has|have yet to take|make|issue|state|say|see|read"),
    (Declines, "took|takes|take|taken|taking no position|side|sides|stance|part|stand"),
    (Declines, "took|takes|take|taken note of"),
    (Declines, "set|sets out|forth no position|view|stance"),
    (
        Declines,
        "made|make|makes|gave|give|gives|offered|issued no public|official|formal|immediate|further comment|statement|response|reply",
    ),
    (Declines, "kept|keeps|keep|stayed|stays out of"),
    (Declines, "gave|gives|give no hint|indication|sign|clue"),
    (Declines, "made|makes no promise|promises|judgment|judgement"),
    (Declines, "made|make|makes|gave|give|gives|offered|offers|issued no comment|statement|response|reply"),
    (Declines, "kept|keeps|keep|stayed|stays|remained|remains|remain silent|quiet|neutral|mum|impartial"),
    (Declines, "stopped|stops|stop short of"),
    (Declines, "reserved|reserves|reserve|reserving judgment|judgement"),
    (Declines, "left|leaves|leave|leaving * unanswered"),
    (Declines, "holds|held|hold back"),
    (Declines, "sat|sits|sit|sitting on the fence"),
    (Declines, "said|says|say nothing about|of|on"),
    (Declines, "say nothing"),
    (Declines, "is|are|was|were still studying|reviewing|reading|weighing"),
    (Speaks, "shot|shoots|fired|fires|hit|hits|snapped|snaps|pushed|pushes|bit|struck|strikes back"),
    (Speaks, "let|lets it be known"),
    (Speaks, "make|makes|made clear"),
    (Speaks, "make|makes|made it|plain clear|plain|that"),
    (Speaks, "chimed|chimes|weighed|weighs|cut|cuts|put in"),
    (Speaks, "held|holds that"),
    (Speaks, "spoke|speaks|spoken of"),
    (Speaks, "put|puts it"),
    (Speaks, "put|puts * at #"),
    (Speaks, "gave|gives|given an|his|her|its|their assurance|assurances|undertaking|word|pledge that"),
    (ActsFor, "put|puts forward"),
    (ActsFor, "put|puts up"),
    (ActsFor, "put|puts|set|sets pen|signature|name|names"),
    (ActsFor, "threw|throws its|his|her|their weight"),
    (ActsFor, "signed|signs|joined|joins|ratified|ratifies a|an|the|it|on|up|off"),
    (ActsFor, "gave|gives|handed|hands the|a|an green|go-ahead|nod|blessing|all-clear"),
    (ActsFor, "gave|gives|lent|lends * its|his|her|their blessing|amen|support|backing|approval|nod|assent"),
    (ActsAgainst, "took|takes * to court"),
    (ActsAgainst, "has|have|had no time|patience|use for"),
    (ActsAgainst, "is|are|was|were up in arms"),
    (ActsAgainst, "filed|files for judicial review"),
    (ActsAgainst, "filed|files for a|an injunction"),
    (ActsAgainst, "petitioned|petitions a|an|the * court"),
    (ActsAgainst, "sue|sues|sued over|against"),
    (ActsAgainst, "take|takes|took|taken exception|issue|aim"),
    (ActsAgainst, "brushed|brushes|waved|waves|swept|sweeps it|them|this|that|him|her aside|off|away"),
    (ActsAgainst, "gathered|gathers|collected|collects|handed|brought * signatures against"),
    (ActsFor, "gathered|gathers|collected|collects|handed|brought * signatures for"),
    (ActsAgainst, "filed|files suit|lawsuit|lawsuits"),
    (ActsAgainst, "filed|files a|an|the lawsuit|suit|complaint|appeal|petition|challenge"),
    (ActsAgainst, "have|has|had|having none of"),
    (ActsAgainst, "want|wants|wanted no part of"),
    (ActsAgainst, "walked|walks|stormed out"),
    (ActsAgainst, "tore|tears up"),
    (ActsAgainst, "pulled|pulls out of"),
];

/// The longest gap.
const GAP: usize = 5;

/// A part of a phrase.
#[derive(Clone)]
enum Part {
    /// One of these words, by their hashes.
    Word(Vec<u64>),
    Number,
    Gap,
}

/// Phrases by the hash of their first word, each with the parts that follow it.
type Phrases = HashMap<u64, Vec<(Tells, Vec<Part>)>, FixedState>;

static BY_FIRST: LazyLock<Phrases> = LazyLock::new(|| {
    let mut all = Phrases::default();
    for (tells, phrase) in PHRASES {
        let part = |part: &str| match part {
            "*" => Part::Gap,
            "#" => Part::Number,
            words => Part::Word(words.split('|').map(hash_of).collect()),
        };
        let mut parts = phrase.split(' ').map(part);
        let Some(Part::Word(first)) = parts.next() else { continue };
        let rest: Vec<Part> = parts.collect();
        for first in first {
            all.entry(first).or_default().push((tells, rest.clone()));
        }
    }
    all
});

impl Scene<'_, '_> {
    /// The fixed phrases of a sentence outside quotations, each with its subject.
    pub fn fixed_phrases(&self, sentence: &Range<usize>) -> Vec<Cue> {
        let mut cues = Vec::new();
        let mut at = sentence.start;
        while at < sentence.end {
            let cue = self.fixed_phrase(at, sentence);
            at = cue.as_ref().map_or(at + 1, |c| c.tokens.end);
            cues.extend(cue);
        }
        cues
    }

    /// "We do not comment on such matters": a quotation of one sentence in which its speaker refuses to say more.
    pub fn is_refusal(&self, quote: usize) -> bool {
        let inner = self.words.document.quotes[quote].inner;
        let (first, end) = (self.words.at_byte(inner.start), self.words.at_byte(inner.end));
        if first >= end || self.words.sentence(first) != self.words.sentence(end - 1) {
            return false;
        }
        (first..end).any(|at| {
            let Some(phrases) = BY_FIRST.get(&self.words.hash(at)) else { return false };
            let lead = self.lead_in(at, first);
            let refuses = phrases.iter().any(|(tells, rest)| {
                let declines = *tells == Declines || *tells == DeclinesNegated && lead.negated;
                declines && self.phrase_end(rest, at + 1, end).is_some()
            });
            let speaker = lead.start.checked_sub(1).filter(|&s| s >= first).and_then(|s| self.mention_at(s));
            let own =
                speaker.is_some_and(|m| matches!(self.mentions[m].pronoun(), Some(Pronoun::I | Pronoun::We)));
            refuses && own
        })
    }

    fn fixed_phrase(&self, at: usize, sentence: &Range<usize>) -> Option<Cue> {
        let phrases = BY_FIRST.get(&self.words.hash(at)).filter(|_| self.is_outside(at))?;
        let lead = self.lead_in(at, sentence.start);
        let (tells, end) = phrases.iter().find_map(|(tells, rest)| {
            let fits = *tells != DeclinesNegated || lead.negated;
            let end = if fits { self.phrase_end(rest, at + 1, sentence.end) } else { None };
            Some((*tells, end?))
        })?;
        // "hits back at" takes a side, and is known as such.
        if tells == Speaks && self.words.reads(end, "at") {
            return None;
        }
        let subject = self.subject_before(lead.start, sentence.start)?;
        let declines = matches!(tells, Declines | DeclinesNegated);
        let rule = match tells {
            Declines | DeclinesNegated => Rule::Declined,
            Speaks => Rule::SubjectVerb,
            ActsFor | ActsAgainst => Rule::ReportedStance,
        };
        let start = subject.start.min(lead.start);
        let mut cue = Cue::speech(rule, lead.start..end, Some(subject.mention), start);
        (cue.declined, cue.spoken) = (declines, tells == Speaks);
        (cue.relative, cue.negated) = (subject.relative, lead.negated);
        (cue.class, cue.hint) = match tells {
            Declines | DeclinesNegated => (VerbClass::Decline, Hint::Neutral),
            Speaks => (VerbClass::Say, Hint::None),
            ActsFor => (VerbClass::Support, Hint::Favor),
            ActsAgainst => (VerbClass::Oppose, Hint::Against),
        };
        let tagged = self.tagged_quote(subject.start, sentence.start).filter(|_| tells == Speaks);
        if let Some(quote) = tagged.filter(|_| subject.start > sentence.start) {
            cue.rule = Rule::QuoteTag;
            cue.quotes.push(quote);
            return Some(cue);
        }
        let opens = self.words.reads_any(sentence.start, &["of", "on", "about", "asked"]);
        if declines && opens && start > sentence.start {
            cue.content.push(sentence.start..start);
        }
        let skip = self.words.reads(end, "that") || self.words.is_comma(end);
        cue.content.push(end + usize::from(skip)..self.concession_after(end, sentence.end));
        Some(cue)
    }

    /// Where a phrase ends whose remaining parts start at `at`.
    fn phrase_end(&self, parts: &[Part], at: usize, end: usize) -> Option<usize> {
        let Some((part, rest)) = parts.split_first() else { return (at <= end).then_some(at) };
        let fits = match part {
            Part::Gap => return (1..=GAP).find_map(|gap| self.phrase_end(rest, at + gap, end)),
            Part::Number => self.words.shape(at) == Shape::Number,
            Part::Word(words) => words.contains(&self.words.hash(at)),
        };
        (at < end && fits).then(|| self.phrase_end(rest, at + 1, end)).flatten()
    }
}
