//! The order of polar words, function words and entities around the target, with the words themselves left out.

use super::{Emitter, Sequence, Sink};
use crate::feature::sequence::{Role, Unit};
use crate::feature::sink::Part;
use crate::lexicon::function_words::Classes;

/// How far around the target patterns are read.
const REACH: usize = 6;

pub fn extract<S: Sink>(sequence: &Sequence<'_>, out: &mut Emitter<'_, S>) {
    let pattern: Vec<Part<'_>> = sequence.units.iter().map(class).collect();
    for &at in &sequence.targets {
        let around = &pattern[at.saturating_sub(REACH)..pattern.len().min(at + REACH + 1)];
        for n in 2..=4 {
            for gram in around.windows(n).filter(|gram| gram.iter().any(is_polar)) {
                out.add(gram);
            }
        }
    }
    let skeleton: Vec<Part<'_>> = std::iter::once(Part::Text("skeleton"))
        .chain(sequence.units.iter().zip(&pattern).filter(|(u, _)| in_skeleton(u, sequence)).map(|(_, p)| *p))
        .collect();
    for n in 2..=4 {
        for gram in skeleton[1..].windows(n) {
            let mut parts = vec![skeleton[0]];
            parts.extend_from_slice(gram);
            out.add(&parts);
        }
    }
}

fn class(unit: &Unit) -> Part<'_> {
    match unit.role {
        Role::Target => Part::Text("TARGET"),
        Role::Holder => Part::Text("HOLDER"),
        Role::Name => Part::Text("NAME"),
        Role::Plain if unit.valence > POLAR => Part::Text("GOOD"),
        Role::Plain if unit.valence < -POLAR => Part::Text("BAD"),
        Role::Plain if unit.classes.has(Classes::FUNCTION) => Part::Form(unit),
        Role::Plain => Part::Text("x"),
    }
}

/// The least valence of a polar word.
const POLAR: f32 = 0.3;

fn is_polar(part: &Part<'_>) -> bool {
    matches!(part, Part::Text("GOOD" | "BAD"))
}

/// Entities, polar words, "but", "by" and quotation marks.
fn in_skeleton(unit: &Unit, sequence: &Sequence<'_>) -> bool {
    unit.is_entity()
        || unit.valence.abs() > POLAR
        || matches!(unit.span.of(sequence.text), "but" | "by" | "\"" | "“" | "”")
}
