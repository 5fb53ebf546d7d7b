//! Is the target acted upon ("was condemned"), or does it act ("condemned by")?

use super::{Emitter, Sequence, Sink};
use crate::feature::sink::Part;
use crate::lexicon::function_words::Classes;

pub fn extract<S: Sink>(sequence: &Sequence<'_>, out: &mut Emitter<'_, S>) {
    let units = &sequence.units;
    let by = crate::feature::hash::word("by");
    for &at in &sequence.targets {
        let auxiliary = units[at + 1..].iter().take(3).position(|unit| unit.classes.has(Classes::BE));
        if let Some(offset) = auxiliary {
            let after = units[at + 2 + offset..].iter().take(3);
            if let Some(verb) = after.into_iter().find(|unit| unit.participle) {
                out.add(&[Part::Text("acted upon")]);
                out.add(&[Part::Text("acted upon"), Part::Stem(verb)]);
                out.add(&[
                    Part::Text("acted upon"),
                    Part::Number(verb.negated.into()),
                    Part::Number(verb.sign().into()),
                ]);
            }
        }
        let before = &units[..at];
        let Some(back) = before.iter().rev().take(4).position(|unit| unit.form == by) else { continue };
        out.add(&[Part::Text("agent")]);
        for verb in before.iter().rev().skip(back + 1).take(3).filter(|unit| unit.participle) {
            out.add(&[Part::Text("agent"), Part::Stem(verb)]);
            out.add(&[Part::Text("agent"), Part::Number(verb.sign().into())]);
        }
    }
}
