//! Why an actor has its stance, in words: what the actor rule made of the evidence.

use super::number::count;
use crate::label::{Label, Probabilities, Stance};
use crate::pipeline::{ActorOutcome, Evidence, Verdict};

/// One or two sentences.
pub fn reason(actor: &ActorOutcome) -> String {
    let evidence = &actor.evidence;
    let sides = evidence.iter().filter(|e| e.stance() != Stance::Neutral).count();
    let of_all = format!("{sides} of {}", count(evidence.len() as u64, "bearing sentence"));
    let (takes, their_mean) = if sides == 1 { ("takes", "Its") } else { ("take", "Their mean") };
    if let Some(probabilities) = actor.stance.by_head.filter(|_| actor.stance.verdict != Verdict::Mixed) {
        return by_head(actor, probabilities, &of_all);
    }
    let (direction, confidence) = (actor.stance.direction, actor.stance.confidence);
    match actor.stance.verdict {
        Verdict::None if actor.attributed.is_empty() => {
            "No sentence of its own bears on the target, so there is no stance.".to_owned()
        }
        Verdict::None => {
            "No sentence of its own bears on the target. What others tell of its stance is shown and not \
                          counted, so there is no stance."
                .to_owned()
        }
        Verdict::Neutral => format!(
            "{of_all} {takes} a side, so it is neutral; the confidence {confidence:.2} is the largest p(neutral)."
        ),
        Verdict::Favor | Verdict::Against => format!(
            "{of_all} {takes} a side. {their_mean} log(p favor / p against), weighted by 1 - p(neutral) and by how sure the \
             attribution is, is {direction:+.2}: {verdict}. The confidence {confidence:.2} is the largest p({verdict}).",
            verdict = actor.stance.verdict
        ),
        Verdict::Mixed => format!(
            "{of_all} {takes} a side, and both sides have strong evidence (the largest p(favor) is {:.2}, the largest \
             p(against) {:.2}), so it is mixed.",
            largest(evidence, Stance::Favor),
            largest(evidence, Stance::Against)
        ),
        Verdict::Uncertain => format!(
            "{of_all} {takes} a side (mean log(p favor / p against) {direction:+.2}), with a confidence of \
             {confidence:.2}, less than was asked for."
        ),
    }
}

fn by_head(actor: &ActorOutcome, probabilities: Probabilities, of_all: &str) -> String {
    let shares = Stance::ALL.map(|stance| format!("p({stance}) {:.2}", probabilities.of(stance))).join(", ");
    let less = if actor.stance.verdict == Verdict::Uncertain { ", less than was asked for" } else { "" };
    format!("Sides are taken in {of_all}; the model's actor head makes of them all {shares}{less}.")
}

fn largest(evidence: &[Evidence], stance: Stance) -> f64 {
    evidence.iter().map(|e| e.probabilities.of(stance)).fold(0.0, f64::max)
}
