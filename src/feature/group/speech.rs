//! Who speaks, what is quoted, and in whose voice: the target, the holder, somebody else.

use super::{Emitter, Sequence, Sink};
use crate::feature::sequence::{HolderKind, Unit, sign};
use crate::feature::sink::Part;
use crate::lexicon::function_words::Classes;

pub fn extract<S: Sink>(sequence: &Sequence<'_>, out: &mut Emitter<'_, S>) {
    frame(sequence, out);
    let units = &sequence.units;
    let Some(at) = sequence.target() else { return };
    let says = |unit: &Unit| unit.classes.has(Classes::SAY);
    let inside = i64::from(units[at].quoted);
    let speaks = i64::from(units[at + 1..].iter().take(2).any(says) || units[..at].last().is_some_and(says));
    let has_quote = units.iter().any(|unit| unit.quoted);
    let quoted_sum: f32 = units.iter().filter(|unit| unit.quoted).map(|unit| unit.valence).sum();
    let sum: f32 = units.iter().map(|unit| unit.valence).sum();
    let place = [Part::Number(inside), Part::Number(speaks)];
    out.add(&[Part::Text("target in quote"), place[0]]);
    out.add(&[Part::Text("target speaks"), place[1]]);
    out.add(&[Part::Text("quote"), Part::Number(has_quote.into()), place[0], place[1]]);
    let other_speaks = units.windows(2).any(|pair| pair[0].is_entity() && says(&pair[1]));
    if other_speaks {
        out.add(&[Part::Text("other speaks"), place[0]]);
    }
    if has_quote {
        out.add(&[Part::Text("quote's sign"), Part::Number(sign(quoted_sum).into()), place[0], place[1]]);
    }
    out.add(&[Part::Text("speaks with sign"), place[1], Part::Number(sign(sum).into())]);
    for unit in units.iter().filter(|unit| unit.quoted && !unit.is_entity()) {
        out.add(&[Part::Text("quoted"), place[0], place[1], Part::Stem(unit)]);
    }
}

/// Voice, kind of holder, hedges and questions: what holds for the sentence as a whole.
fn frame<S: Sink>(sequence: &Sequence<'_>, out: &mut Emitter<'_, S>) {
    if let Some(voice) = sequence.voice {
        out.add(&[Part::Text("voice"), Part::Text(voice.name())]);
    }
    out.add(&[
        Part::Text("holder"),
        Part::Text(match sequence.holder {
            HolderKind::Unknown => "unknown",
            HolderKind::Present => "present",
            HolderKind::Absent => "absent",
            HolderKind::Author => "author",
            HolderKind::Unnamed => "unnamed",
        }),
    ]);
    if sequence.units.iter().any(|unit| unit.classes.has(Classes::HEDGE)) {
        out.add(&[Part::Text("hedge")]);
    }
    if sequence.units.iter().any(|unit| unit.span.of(sequence.text) == "?") {
        out.add(&[Part::Text("question")]);
    }
}
