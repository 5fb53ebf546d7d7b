//! What a noun group names: a person, an organisation, a place, a role, a group, a document.

use std::ops::Range;

use super::name::{NameRun, is_institution};
use super::{Gender, Mention, MentionKind, Shape, Words};
use crate::lexicon::Traits;

/// A noun group as it was found.
pub(super) struct Body<'a, 'd> {
    pub words: &'a Words<'d>,
    pub tokens: Range<usize>,
    pub runs: &'a [NameRun],
}

/// The mention that a group makes, before possessors and quotations are known.
pub(super) fn described(body: &Body) -> Mention {
    let words = body.words;
    let closing = body.runs.last().filter(|run| run.tokens.end == body.tokens.end);
    let last = body.tokens.end - 1;
    let kind = closing.map_or_else(|| kind_of_noun(words, last), |run| kind_of_name(body, run));
    let name = closing.map_or(last..last + 1, |run| run.name.clone());
    let country = body.runs.iter().find_map(|run| run.place.or(run.adjective));
    Mention {
        span: words.span_of(&body.tokens),
        name: name.clone(),
        sentence: words.sentence(body.tokens.start),
        kind,
        gender: gender(body, kind, &name),
        plural: is_plural(words, kind, last),
        definite: words.reads_any(body.tokens.start, &["the", "this", "these", "those"])
            || words.is(body.tokens.start, Traits::POSSESSIVE),
        quoted: false,
        possessive: false,
        possessor: None,
        within: None,
        country,
        tokens: body.tokens.clone(),
    }
}

fn kind_of_noun(words: &Words, head: usize) -> MentionKind {
    let word = words.word(head);
    if word.is(Traits::ORGANISATION) && !word.is(Traits::PERSON) {
        MentionKind::Body
    } else if word.is(Traits::GROUP) || word.is(Traits::DEMONYM) && words.text(head).ends_with('s') {
        MentionKind::Group
    } else if word.is(Traits::PERSON) {
        MentionKind::Role
    } else if word.is(Traits::DOCUMENT) {
        MentionKind::Document
    } else if word.is(Traits::QUANTIFIER) {
        MentionKind::Group
    } else {
        MentionKind::Thing
    }
}

fn kind_of_name(body: &Body, run: &NameRun) -> MentionKind {
    let words = body.words;
    let single = run.name.len() == 1;
    let first = words.word(run.name.start);
    if run.titled {
        return MentionKind::Person;
    }
    if run.place.is_some() || run.region {
        return MentionKind::Place;
    }
    if run.adjective.is_some() {
        return MentionKind::Group;
    }
    let after_role = run.tokens.start > body.tokens.start
        && words.shape(run.tokens.start - 1) == Shape::Lower
        && words.is(run.tokens.start - 1, Traits::PERSON | Traits::TITLE);
    if single && first.is(Traits::HEAD | Traits::TITLE) && !after_role {
        let noun = kind_of_noun(words, run.name.start);
        return if noun == MentionKind::Thing { MentionKind::Role } else { noun };
    }
    // "the handlers' union UMA", "freight firm SkyMule"
    let before = run.tokens.start.saturating_sub(1);
    let after_body = run.tokens.start > body.tokens.start
        && words.shape(before) == Shape::Lower
        && words.is(before, Traits::ORGANISATION)
        && !words.is(before, Traits::PERSON | Traits::TITLE)
        && !first.is(Traits::FIRST_NAME);
    if after_body || is_institution(words, run.name.clone()) {
        return MentionKind::Organisation;
    }
    if after_role {
        return MentionKind::Person;
    }
    if single {
        return match words.shape(run.name.start) {
            Shape::Capitals => MentionKind::Organisation,
            _ => MentionKind::Name,
        };
    }
    let last = run.name.end - 1;
    if words.is(last, Traits::GROUP) && !words.is(last, Traits::FIRST_NAME) {
        return MentionKind::Group;
    }
    if words.is(last, Traits::PERSON) && !first.is(Traits::FIRST_NAME) {
        return MentionKind::Role;
    }
    if words.is(last, Traits::DOCUMENT) && !first.is(Traits::FIRST_NAME) {
        return MentionKind::Document;
    }
    // "Wirrida Lithium", "Harwick Rovers"
    if words.is(last, Traits::TRADE) && !first.is(Traits::FIRST_NAME) {
        return MentionKind::Organisation;
    }
    if !first.is(Traits::FIRST_NAME)
        && words.reads_any(body.tokens.start, &["the"])
        && run.tokens.start == body.tokens.start + 1
    {
        return MentionKind::Organisation;
    }
    MentionKind::Person
}

fn gender(body: &Body, kind: MentionKind, name: &Range<usize>) -> Gender {
    let words = body.words;
    match kind {
        MentionKind::Person | MentionKind::Name | MentionKind::Role => {
            // A title or role before the name tells more than a first name.
            let before =
                (body.tokens.start..name.start).find_map(|i| of_word(words, i, Traits::TITLE | Traits::HEAD));
            before
                .or_else(|| {
                    let wanted = if kind == MentionKind::Role { Traits::HEAD } else { Traits::FIRST_NAME };
                    of_word(words, name.start, wanted)
                })
                .unwrap_or_default()
        }
        _ => Gender::Open,
    }
}

fn of_word(words: &Words, i: usize, wanted: Traits) -> Option<Gender> {
    let word = words.word(i);
    if !word.is(wanted) {
        return None;
    }
    if wanted == Traits::FIRST_NAME || word.is(Traits::TITLE) {
        return match (word.is(Traits::FEMALE), word.is(Traits::MALE)) {
            (true, false) => Some(Gender::Female),
            (false, true) => Some(Gender::Male),
            _ => None,
        };
    }
    gender_of_noun(words.text(i))
}

fn gender_of_noun(noun: &str) -> Option<Gender> {
    const FEMALE: [&str; 20] = [
        "woman",
        "wife",
        "widow",
        "mother",
        "mom",
        "mum",
        "sister",
        "daughter",
        "girl",
        "girlfriend",
        "aunt",
        "niece",
        "grandmother",
        "actress",
        "queen",
        "nun",
        "lady",
        "waitress",
        "heiress",
        "granddaughter",
    ];
    const MALE: [&str; 18] = [
        "man",
        "husband",
        "widower",
        "father",
        "dad",
        "brother",
        "son",
        "boy",
        "boyfriend",
        "uncle",
        "nephew",
        "grandfather",
        "actor",
        "king",
        "monk",
        "gentleman",
        "grandson",
        "waiter",
    ];
    let lower = noun.to_lowercase();
    if FEMALE.contains(&lower.as_str()) || lower.ends_with("woman") {
        Some(Gender::Female)
    } else if MALE.contains(&lower.as_str()) || lower.ends_with("man") && lower.len() > 3 && lower != "human"
    {
        Some(Gender::Male)
    } else {
        None
    }
}

fn is_plural(words: &Words, kind: MentionKind, last: usize) -> bool {
    let text = words.text(last);
    match kind {
        MentionKind::Group => true,
        MentionKind::Body | MentionKind::Role | MentionKind::Document | MentionKind::Thing => {
            text.ends_with('s') && !text.ends_with("ss") || text.ends_with("men")
        }
        _ => false,
    }
}
