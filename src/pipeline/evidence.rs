//! Evidence: an actor's bearing sentences, each labelled by the stance head.

use crate::actor::{Attribution, Reading, Rule};
use crate::feature::Scratch;
use crate::instance::{Holder, Instance};
use crate::label::{Probabilities, Stance, Voice};
use crate::model::Head;
use crate::target::{Bearing, TargetReading, TargetSpec};
use crate::text::{Document, Span};

/// One bearing sentence of one actor.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// Whose view, as an index into [`Reading::actors`].
    pub actor: usize,
    /// The sentence, as an index into [`Document::sentences`].
    pub sentence: usize,
    /// The attribution or act, by [`Reading::attribution`].
    pub attribution: usize,
    /// In whose words.
    pub voice: Voice,
    /// Which rule attributed it.
    pub rule: Rule,
    /// The words that name the actor there.
    pub source: Span,
    /// The words that show it.
    pub cue: Option<Span>,
    /// What bears on the target.
    pub spans: Vec<Span>,
    /// True for "declined to comment": neutral by definition, whatever the words.
    pub declined: bool,
    /// True if the target is not named here: the same quotation speaks of it elsewhere.
    pub carried: bool,
    /// True if it bears only because it follows a sentence about the article's topic: such evidence decides where there
    /// is no other.
    pub run_on: bool,
    /// The actor who tells of this view, when it is not the actor's own word.
    pub told_by: Option<usize>,
    /// How much the attribution counts, from 0 to 1: the weight of its rule.
    pub attribution_confidence: f64,
    /// The instance as the stance head saw it.
    pub instance: Instance,
    /// What the stance head says.
    pub probabilities: Probabilities,
}

impl Evidence {
    /// The most probable stance.
    pub fn stance(&self) -> Stance {
        self.probabilities.label()
    }
}

/// A declined comment takes no side, by definition; the little left over keeps logarithms finite.
const DECLINED: Probabilities = Probabilities([0.01, 0.98, 0.01]);

/// The evidence of all actors, by sentence.
pub fn collect(
    head: &Head<Stance>,
    document: &Document<'_>,
    reading: &Reading,
    target: &TargetSpec,
    found: &TargetReading,
    scratch: &mut Scratch,
) -> Vec<Evidence> {
    let attributed = found.bearing.iter().filter_map(|bearing| Some((bearing, bearing.attribution?)));
    attributed
        .map(|(bearing, index)| {
            let attribution = reading.attribution(index);
            let instance = instance(document, reading, target, found, bearing, attribution);
            let probabilities =
                if attribution.declined { DECLINED } else { head.probabilities(&instance, scratch) };
            Evidence {
                actor: attribution.actor,
                sentence: bearing.sentence,
                attribution: index,
                voice: attribution.voice,
                rule: attribution.rule,
                source: attribution.source_span,
                cue: attribution.cue,
                spans: bearing.spans.clone(),
                declined: attribution.declined,
                carried: bearing.carried,
                run_on: bearing.run_on,
                told_by: attribution.told_by.map(|outer| reading.attributions[outer].actor),
                attribution_confidence: attribution.rule.weight().into(),
                instance,
                probabilities,
            }
        })
        .collect()
}

/// The sentence with holder and target marked, as in a labelled table.
fn instance(
    document: &Document<'_>,
    reading: &Reading,
    target: &TargetSpec,
    found: &TargetReading,
    bearing: &Bearing,
    attribution: &Attribution,
) -> Instance {
    let sentence = &document.sentences[bearing.sentence];
    let inside = |span: Span| sentence.span.contains(span).then(|| relative(span, sentence.span));
    let actor = &reading.actors[attribution.actor];
    let source = inside(holder_span(reading, attribution.source));
    let from = found.mentions.partition_point(|mention| mention.span.start < sentence.span.start);
    let target_spans: Vec<Span> = found.mentions[from..]
        .iter()
        .take_while(|mention| mention.span.start < sentence.span.end)
        .filter_map(|mention| inside(mention.span))
        .filter(|span| source.is_none_or(|holder| !holder.overlaps(*span)))
        .collect();
    Instance {
        text: document.text_of(sentence).to_owned(),
        holder: Holder::Named(actor.name.clone()),
        target: Some(target.name.clone()),
        holder_spans: source.into_iter().collect(),
        target_spans,
        voice: Some(attribution.voice),
    }
}

/// A mention with whose it is before it: "Lima's envoy" and not "envoy", which would leave another name beside it.
fn holder_span(reading: &Reading, mention: usize) -> Span {
    let mention = &reading.mentions[mention];
    let owner = mention.possessor.map(|owner| &reading.mentions[owner]);
    match owner.filter(|owner| {
        owner.tokens.end <= mention.tokens.start && mention.tokens.start - owner.tokens.end <= 1
    }) {
        Some(owner) => Span::new(owner.span.start, mention.span.end),
        None => mention.span,
    }
}

fn relative(span: Span, base: Span) -> Span {
    Span::new(span.start - base.start, span.end - base.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::read;

    #[test]
    fn a_holder_is_marked_with_whose_it_is() {
        for (text, holder) in [
            ("Lima's envoy rejected the report.", "Lima's envoy"),
            ("Tirana’s chief auditor, on Friday, backed the levy.", "Tirana’s chief auditor"),
            ("Ana Ruiz rejected the report.", "Ana Ruiz"),
        ] {
            let document = Document::new(text);
            let reading = read(&document);
            let source = reading.attributions[0].source;
            assert_eq!(holder_span(&reading, source).of(text), holder);
        }
    }
}
