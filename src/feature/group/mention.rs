//! The shape of the target's mention and its place in the sentence, never its name.

use super::{Emitter, Sequence, Sink};
use crate::feature::sequence::Role;
use crate::feature::sink::Part;
use crate::lexicon::function_words::Classes;
use crate::text::TokenKind;

pub fn extract<S: Sink>(sequence: &Sequence<'_>, out: &mut Emitter<'_, S>) {
    let units = &sequence.units;
    let count = |n: usize, most: usize| Part::Number(n.min(most).cast_signed() as i64);
    let names = units.iter().filter(|unit| unit.role == Role::Name).count();
    out.add(&[Part::Text("other names"), count(names, 5)]);
    out.add(&[Part::Text("length"), count(units.len() / 8, 6)]);
    let Some(at) = sequence.target() else {
        out.add(&[Part::Text("no target")]);
        return;
    };
    let target = &units[at];
    let text = target.span.of(sequence.text);
    out.add(&[Part::Text("words"), count(target.tokens.into(), 4)]);
    if Classes::of(&text.to_lowercase()).has(Classes::PRONOUN) {
        out.add(&[Part::Text("pronoun")]);
    }
    if text.starts_with(char::is_uppercase) {
        out.add(&[Part::Text("capital")]);
    }
    if at == 0 {
        out.add(&[Part::Text("first")]);
    }
    out.add(&[Part::Text("position"), count(at / 5, 6)]);
    out.add(&[Part::Text("fifth"), count(5 * at / units.len(), 5)]);
    let possessive = |unit: &crate::feature::sequence::Unit| {
        unit.kind == TokenKind::Clitic && unit.span.of(sequence.text).ends_with(['s', 'S'])
    };
    if units.get(at + 1).is_some_and(possessive) {
        out.add(&[Part::Text("possessive")]);
    }
}
