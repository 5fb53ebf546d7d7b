//! How a group hands over its features: as parts, from which come the fingerprint and, only for people, the name.

use super::hash;
use super::sequence::{Sequence, Unit};
use crate::text::Span;

/// One part of a feature.
#[derive(Debug, Clone, Copy)]
pub enum Part<'a> {
    /// A fixed word of the group.
    Text(&'a str),
    /// A bucket or a count.
    Number(i64),
    /// A unit's stem.
    Stem(&'a Unit),
    /// A unit's stem, marked when it is negated.
    Polar(&'a Unit),
    /// A unit's form, unstemmed.
    Form(&'a Unit),
    /// A fingerprint of its own, with the characters that show it.
    Hash(u64, Span),
}

/// Keeps the negated stem apart from the plain one.
const NEGATED: u64 = 0x6e65_6761;
/// Keeps the number 3 apart from a word.
const NUMBER: u64 = 0x6e75_6d62;

impl Part<'_> {
    fn hash(self) -> u64 {
        match self {
            Self::Text(text) => hash::word(text),
            Self::Number(number) => hash::mix(NUMBER, number.cast_unsigned()),
            Self::Polar(unit) if unit.negated && unit.is_word() => hash::mix(NEGATED, unit.stem),
            Self::Stem(unit) | Self::Polar(unit) => unit.stem,
            Self::Form(unit) => unit.form,
            Self::Hash(fingerprint, _) => fingerprint,
        }
    }

    fn name(self, sequence: &Sequence<'_>, into: &mut String) {
        match self {
            Self::Text(text) => into.push_str(text),
            Self::Number(number) => into.push_str(&number.to_string()),
            Self::Stem(unit) => sequence.name_stem(unit, into),
            Self::Polar(unit) => {
                if unit.negated && unit.is_word() {
                    into.push('!');
                }
                sequence.name_stem(unit, into);
            }
            Self::Form(unit) => sequence.name_form(unit, into),
            Self::Hash(_, span) => into.push_str(&span.of(sequence.text).to_lowercase()),
        }
    }
}

/// Takes features, one at a time; the same one may come more than once.
pub trait Sink {
    /// A feature's fingerprint; `name` writes what people read, and is called only by a sink for people.
    fn add(&mut self, fingerprint: u64, name: impl FnOnce(&mut String));
}

/// Collects fingerprints.
impl Sink for Vec<u64> {
    fn add(&mut self, fingerprint: u64, _name: impl FnOnce(&mut String)) {
        self.push(fingerprint);
    }
}

/// Collects fingerprints with their names.
impl Sink for Vec<(u64, String)> {
    fn add(&mut self, fingerprint: u64, name: impl FnOnce(&mut String)) {
        let mut text = String::new();
        name(&mut text);
        self.push((fingerprint, text));
    }
}

/// What a group writes its features into.
pub struct Emitter<'s, S> {
    sequence: &'s Sequence<'s>,
    group: &'static str,
    tag: u64,
    sink: &'s mut S,
}

impl<'s, S: Sink> Emitter<'s, S> {
    /// For one group of one sequence.
    pub fn new(group: &'static str, sequence: &'s Sequence<'s>, sink: &'s mut S) -> Self {
        Self { sequence, group, tag: hash::word(group), sink }
    }

    /// One feature.
    pub fn add(&mut self, parts: &[Part<'_>]) {
        let fingerprint = hash::chain(self.tag, parts.iter().map(|part| part.hash()));
        let (group, sequence) = (self.group, self.sequence);
        self.sink.add(fingerprint, |name| {
            name.push_str(group);
            name.push(':');
            for part in parts.iter().filter(|part| !matches!(part, Part::Text(""))) {
                name.push(' ');
                part.name(sequence, name);
            }
        });
    }

    /// The n-grams of `units` for n in `orders`, each behind `prefix`.
    pub fn ngrams<'u>(
        &mut self,
        prefix: &'u str,
        units: &'u [Unit],
        orders: std::ops::RangeInclusive<usize>,
        part: impl Fn(&'u Unit) -> Part<'u>,
    ) {
        let mut parts: [Part<'_>; LONGEST + 1] = [Part::Text(prefix); LONGEST + 1];
        for n in orders {
            debug_assert!(n <= LONGEST, "n-grams are no longer than {LONGEST}");
            for gram in units.windows(n) {
                for (slot, unit) in parts[1..].iter_mut().zip(gram) {
                    *slot = part(unit);
                }
                self.add(&parts[..=n]);
            }
        }
    }
}

/// The longest n-gram of any group.
const LONGEST: usize = 4;
