//! Runs of capitalised words: where a name starts and ends, and which part of it is a title.

use std::ops::Range;

use super::{Shape, Words};
use crate::lexicon::{Country, PhraseKind, Traits};

/// A run of capitalised words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NameRun {
    /// All of it.
    pub tokens: Range<usize>,
    /// Without title.
    pub name: Range<usize>,
    /// True if a title stands before the name.
    pub titled: bool,
    /// The place it names, if it names nothing else.
    pub place: Option<Country>,
    /// True if it is nothing but a city or region.
    pub region: bool,
    /// The country whose adjective it is, if it is nothing else.
    pub adjective: Option<Country>,
}

/// The run that starts at token `i`.
pub(super) fn name_run(words: &Words, i: usize, end: usize) -> Option<NameRun> {
    if !starts_name(words, i) {
        return None;
    }
    if let Some((tokens, kind)) = phrase_at(words, i, end)
        && let Some(run) = place_run(words, tokens, kind, end)
    {
        return Some(run);
    }
    let stop = run_end(words, i, end);
    let (name, titled) = without_title(words, i..stop);
    let single = stop == i + 1;
    let word = words.word(i);
    let place = single
        .then(|| word.country.filter(|_| word.is(Traits::COUNTRY | Traits::CAPITAL | Traits::METONYM)))
        .flatten();
    let adjective =
        (single && place.is_none()).then(|| word.country.filter(|_| word.is(Traits::DEMONYM))).flatten();
    let region = single && place.is_none() && word.is(Traits::REGION);
    Some(NameRun { tokens: i..stop, name, titled, place, region, adjective })
}

/// What makes an adjective of the name before a hyphen.
const OF_ORIGIN: [&str; 12] = [
    "based",
    "led",
    "backed",
    "born",
    "owned",
    "run",
    "trained",
    "listed",
    "registered",
    "built",
    "funded",
    "made",
];

/// Nouns that open the names of places with "of".
const LAND: [&str; 10] =
    ["bay", "cape", "gulf", "horn", "isle", "isles", "firth", "sea", "strait", "straits"];

/// True if a capital at `i` is that of a name and not just that of a sentence, a heading or a pronoun.
fn starts_name(words: &Words, i: usize) -> bool {
    const CLOSED: Traits = Traits::OPENER;
    let word = words.word(i);
    if !words.is_capital(i) || word.is(CLOSED) && !words.is_known_name(i) {
        return false;
    }
    // "Geneva-based": an adjective.
    if let Some((_, last)) = words.text(i).rsplit_once('-')
        && OF_ORIGIN.contains(&last)
    {
        return false;
    }
    if word.is(Traits::SUBJECT_PRONOUN) {
        return words.shape(i) == Shape::Capitals && words.text(i) == "US";
    }
    let closed = Traits::PREPOSITION | Traits::CONJUNCTION | Traits::SUBORDINATOR | Traits::RELATIVE;
    if word.is(closed | Traits::HELPER | Traits::CONNECTIVE | Traits::WHEN) {
        // "Can Tho", "Will Reed"
        let inside = word.is(Traits::HELPER) && !opens_sentence(words, i);
        return (inside || word.is(Traits::FIRST_NAME))
            && words.is_capital(i + 1)
            && !words.is(i + 1, closed | Traits::SUBJECT_PRONOUN | Traits::OPENER);
    }
    if words.is_headline(words.sentence(i)) {
        return words.is_known_name(i) || words.shape(i) == Shape::Capitals || word.country.is_some();
    }
    !opens_sentence(words, i) || starts_name_at_opening(words, i)
}

/// True at the start of a sentence or quotation, where every word has a capital.
fn opens_sentence(words: &Words, i: usize) -> bool {
    let sentence = &words.document.sentences[words.sentence(i)];
    i == sentence.tokens.start
        || (words.shape(i - 1) == Shape::Mark
            && words.text(i - 1).chars().all(|c| "\"“”‘’':([—–•*-.".contains(c))
            && !words.reads(i - 1, "("))
}

fn starts_name_at_opening(words: &Words, i: usize) -> bool {
    let word = words.word(i);
    if words.is_known_name(i) || word.country.is_some() || words.shape(i) == Shape::Capitals {
        return true;
    }
    // "Mr. Li": the dot is a token of its own.
    let next = i + 1 + usize::from(words.is(i, Traits::TITLE) && words.reads(i + 1, "."));
    let next_is_capital = words.is_capital(next) && !words.is(next, Traits::OPENER | Traits::PREPOSITION)
        || owned_institution(words, next, words.document.sentences[words.sentence(i)].tokens.end).is_some();
    if word.is(Traits::ADVERB | Traits::NEGATION) {
        return false;
    }
    if word.is(Traits::HEAD | Traits::TITLE) || word.verb().is_some() || words.is_known_lower(i) {
        return next_is_capital || word.is(Traits::PHRASE) && phrase_at(words, i, words.len()).is_some();
    }
    if next_is_capital || word.is(Traits::FIRST_NAME) {
        return true;
    }
    let text = words.text(i);
    let lower_next = words.shape(i + 1) == Shape::Lower
        && !words.is(
            i + 1,
            Traits::HELPER | Traits::ADVERB | Traits::PREPOSITION | Traits::CONJUNCTION | Traits::RELATIVE,
        )
        && (words.verb(i + 1).is_none() || words.is(i + 1, Traits::HEAD));
    let predicate = words.is(i + 1, Traits::HELPER) || words.verb(i + 1).is_some();
    let adverb_or_participle = text.ends_with("ly") || text.ends_with("ing") || text.ends_with("ed");
    !(lower_next || adverb_or_participle && !predicate)
}

/// The longest entry of several words that starts at `i`.
pub(super) fn phrase_at(words: &Words, i: usize, end: usize) -> Option<(Range<usize>, PhraseKind)> {
    if !words.is(i, Traits::PHRASE) {
        return None;
    }
    words.lexicon.phrases(words.hash(i)).iter().find_map(|phrase| {
        let mut at = i + 1;
        for part in phrase.rest() {
            if at >= end || !part.eq_ignore_ascii_case(words.text(at)) {
                return None;
            }
            at += 1;
        }
        Some((i..at, phrase.kind))
    })
}

/// A place or adjective of several words, unless the run goes on: "South Korea Telecom".
fn place_run(words: &Words, tokens: Range<usize>, kind: PhraseKind, end: usize) -> Option<NameRun> {
    let (place, adjective) = match kind {
        PhraseKind::Country(country) | PhraseKind::Capital(country) => (Some(country), None),
        PhraseKind::Metonym(country) => (Some(country?), None),
        PhraseKind::Adjective(country) => (None, Some(country)),
        PhraseKind::Region => (None, None),
        PhraseKind::Title => return None,
    };
    let goes_on = tokens.end < end && continues_name(words, tokens.end, end);
    (!goes_on).then(|| NameRun {
        tokens: tokens.clone(),
        name: tokens,
        titled: false,
        place,
        region: kind == PhraseKind::Region,
        adjective,
    })
}

fn run_end(words: &Words, start: usize, end: usize) -> usize {
    let mut at = start + 1;
    if is_initial_or_short(words, start) && words.reads(at, ".") {
        at += 1;
    }
    while at < end {
        let step = step_of_name(words, start, at, end);
        if step == 0 {
            break;
        }
        at += step;
    }
    at
}

/// How many tokens from `at` on still belong to the name that started at `start`.
fn step_of_name(words: &Words, start: usize, at: usize, end: usize) -> usize {
    if continues_name(words, at, end) {
        return if is_initial_or_short(words, at)
            && words.reads(at + 1, ".")
            && continues_after_dot(words, at + 2, end)
        {
            2
        } else {
            1
        };
    }
    if at + 1 >= end {
        return 0;
    }
    if words.is(at, Traits::PARTICLE) && words.shape(at) == Shape::Lower {
        let steps = (1..=3).find(|&n| at + n < end && continues_name(words, at + n, end)).unwrap_or(0);
        let all = (0..steps).all(|n| words.is(at + n, Traits::PARTICLE));
        return if all { steps } else { 0 };
    }
    if let Some(steps) = owned_institution(words, at, end) {
        return steps;
    }
    // "the Justice and Compassion Bloc": one body, since the article is shared.
    let shared = start > 0 && words.reads_any(start - 1, &["the"]);
    let lone = at == start + 1;
    if shared && words.reads_any(at, &["and", "&"]) && (lone || !is_institution(words, start..at)) {
        let mut stop = (at + 1..end).find(|&i| !continues_name(words, i, end)).unwrap_or(end);
        stop += owned_institution(words, stop, end).unwrap_or(0);
        let closes = stop > at + 2 && words.is(stop - 1, Traits::INSTITUTION | Traits::ORGANISATION);
        let names =
            (start..at).any(|i| words.is(i, Traits::FIRST_NAME)) || words.word(start).country.is_some();
        if closes && !names {
            return stop - at;
        }
    }
    // "the Bay of Plenty Council": a stretch of land or sea.
    let land = words.reads(at, "of") && words.reads_any(at - 1, &LAND) && at > start;
    if land && continues_name(words, at + 1, end) {
        return 2;
    }
    // "Department of Justice", "Office of the High Commissioner for Human Rights".
    if words.reads_any(at, &["of", "for", "&", "and"]) && is_institution(words, start..at) {
        let joint = words.reads_any(at, &["and"]) && !has_joint(words, start..at);
        let skip = usize::from(words.reads(at + 1, "the")) + 1;
        if !joint && at + skip < end && continues_name(words, at + skip, end) {
            return skip + 1;
        }
    }
    0
}

/// How many tokens an apostrophe and the institution behind it have: "Mayors' Council", "Women's League".
fn owned_institution(words: &Words, apostrophe: usize, end: usize) -> Option<usize> {
    const GROUPS: [&str; 5] = ["men", "women", "people", "children", "policemen"];
    let owner = apostrophe.checked_sub(1)?;
    let joined = words.is_capital(owner) && words.span(owner).end == words.span(apostrophe).start;
    let bare = matches!(words.text(apostrophe), "'" | "’") && words.text(owner).ends_with('s');
    let clitic = words.is(apostrophe, Traits::CLITIC) && words.reads_any(owner, &GROUPS);
    if !joined || !(bare || clitic) || words.quote(owner) != words.quote(apostrophe) {
        return None;
    }
    let stop = (apostrophe + 1..end).find(|&i| !continues_name(words, i, end)).unwrap_or(end);
    let last = (apostrophe + 1..stop)
        .rev()
        .find(|&i| words.is(i, Traits::INSTITUTION | Traits::ORGANISATION | Traits::COMPANY))?;
    Some(last + 1 - apostrophe)
}

fn has_joint(words: &Words, range: Range<usize>) -> bool {
    range.into_iter().any(|i| words.reads_any(i, &["of", "for"]))
}

fn continues_name(words: &Words, at: usize, end: usize) -> bool {
    if at >= end || !words.is_capital(at) {
        return false;
    }
    let word = words.word(at);
    let closed = Traits::OPENER
        | Traits::PREPOSITION
        | Traits::CONJUNCTION
        | Traits::SUBORDINATOR
        | Traits::RELATIVE
        | Traits::HELPER
        | Traits::SUBJECT_PRONOUN
        | Traits::DAY;
    !word.is(closed)
        || word.is(Traits::FIRST_NAME) && words.shape(at) == Shape::Capital
        || words.reads_any(at, &["house", "us"]) && !words.reads(at, "Us")
}

fn continues_after_dot(words: &Words, at: usize, end: usize) -> bool {
    continues_name(words, at, end) || at >= end || words.shape(at) != Shape::Mark
}

/// An initial, or a short title or suffix that is written with a dot.
fn is_initial_or_short(words: &Words, i: usize) -> bool {
    let text = words.text(i);
    text.chars().count() == 1
        || text.len() <= 4 && words.is(i, Traits::TITLE | Traits::SUFFIX | Traits::PARTICLE)
}

fn without_title(words: &Words, run: Range<usize>) -> (Range<usize>, bool) {
    if is_institution(words, run.clone()) {
        return (run, false);
    }
    let mut name = run.start;
    let mut at = run.start;
    while at < run.end {
        let mut next = at + 1;
        let phrase = phrase_at(words, at, run.end).filter(|(_, kind)| *kind == PhraseKind::Title);
        let role = words.is(at, Traits::PERSON) && !words.is(at, Traits::FIRST_NAME);
        let is_title = phrase.is_some() || words.is(at, Traits::TITLE) || role;
        if let Some((tokens, _)) = phrase {
            next = tokens.end;
        }
        if next < run.end && words.reads(next, ".") {
            next += 1;
        }
        if is_title && next < run.end {
            name = next;
        }
        at = next;
    }
    (name..run.end, name > run.start)
}

/// True if the last word of the run, or the one before "of", makes it an organisation.
pub(super) fn is_institution(words: &Words, run: Range<usize>) -> bool {
    let marks = Traits::INSTITUTION | Traits::COMPANY | Traits::ORGANISATION;
    run.clone().any(|i| {
        let heads =
            i + 1 == run.end || words.reads_any(i + 1, &["of", "for", "."]) || words.is(i, Traits::COMPANY);
        heads && words.is_capital(i) && words.is(i, marks)
    })
}
