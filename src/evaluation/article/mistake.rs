//! Which actors got a wrong stance, and which step is to blame: the first one on the way that went wrong.

use std::collections::BTreeSet;

use super::system::{ArticleSystem, Scene};
use super::views::sentences_of;
use crate::article::annotated::GoldStance;
use crate::feature::Scratch;
use crate::label::Probabilities;
use crate::pipeline::{ActorOutcome, ActorStance, Evidence, Verdict};

/// The step that a wrong stance comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// The actor was not found, or somebody was found who is none.
    Actor,
    /// A sentence was not attributed to the actor, or wrongly so.
    Attribution,
    /// What the actor says was wrongly taken to bear on the target, or not to.
    Bearing,
    /// The stance head labels the right sentences wrongly.
    StanceHead,
    /// The sentences are labelled rightly, and put together wrongly.
    ActorRule,
}

impl Cause {
    /// All causes, in the order of the steps.
    pub const ALL: [Self; 5] =
        [Self::Actor, Self::Attribution, Self::Bearing, Self::StanceHead, Self::ActorRule];

    /// Its name in tables and files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Attribution => "attribution",
            Self::Bearing => "bearing",
            Self::StanceHead => "stance head",
            Self::ActorRule => "actor rule",
        }
    }
}

/// A wrong stance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The article's title.
    pub article: String,
    /// The actor: its gold name, or its predicted one where gold has no such actor.
    pub actor: String,
    /// The gold stance; none where gold has no such actor.
    pub expected: Option<GoldStance>,
    /// The predicted stance; none where no such actor was found.
    pub predicted: Option<Verdict>,
    /// Why the annotators chose the gold stance.
    pub reason: Option<String>,
    /// The step to blame.
    pub cause: Cause,
    /// What went wrong there.
    pub why: String,
    /// The sentence where it shows.
    pub sentence: Option<String>,
}

/// What was found out about a mistake: step, explanation, gold sentence.
type Finding = (Cause, String, Option<usize>);

/// True if a predicted stance is the gold one; an actor that was not found has none.
pub(super) fn is_right(gold: GoldStance, predicted: Option<Verdict>) -> bool {
    predicted.unwrap_or(Verdict::None) == Verdict::from(gold)
}

/// All mistakes of the model in one article: gold actors in their order, then actors that gold does not have.
pub(super) fn mistakes(scene: &Scene, scratch: &mut Scratch) -> Vec<Mistake> {
    let verdicts = scene.verdicts(ArticleSystem::Model, scratch);
    let mut all = Vec::new();
    for (number, actor) in scene.article.actors.iter().enumerate().filter(|(_, actor)| !actor.is_document()) {
        let predicted = verdicts.iter().find(|(gold, _)| *gold == Some(number)).map(|(_, verdict)| *verdict);
        if !is_right(actor.stance, predicted) {
            let finding = Inquest { scene, gold: number }.cause(scratch);
            let names = (actor.name.clone(), actor.reason.clone());
            all.push(mistake(scene, names, Some(actor.stance), predicted, finding));
        }
    }
    for outcome in scene.outcome.actors.iter().filter(|o| o.stance.verdict != Verdict::None) {
        let name = |gold: usize| scene.article.actors[gold].name.as_str();
        let why = match (scene.matching.gold[outcome.actor], scene.matching.namesake[outcome.actor]) {
            (Some(gold), _) if scene.article.actors[gold].is_document() => {
                "it is a document, which holds no view".to_owned()
            }
            (Some(_), _) => continue,
            (None, Some(gold)) => format!("it is {} once more, under another name", name(gold)),
            (None, None) => "no gold actor bears this name".to_owned(),
        };
        let sentence = outcome.evidence.iter().flat_map(|e| sentences_of(scene.article, &e.spans)).next();
        let name = scene.outcome.reading.actors[outcome.actor].name.clone();
        let finding = (Cause::Actor, why, sentence);
        all.push(mistake(scene, (name, None), None, Some(outcome.stance.verdict), finding));
    }
    all
}

fn mistake(
    scene: &Scene,
    (actor, reason): (String, Option<String>),
    expected: Option<GoldStance>,
    predicted: Option<Verdict>,
    (cause, why, sentence): Finding,
) -> Mistake {
    let text = |number: usize| scene.article.sentences[number].span.of(&scene.article.text);
    Mistake {
        article: scene.article.title(),
        actor,
        expected,
        predicted,
        reason,
        cause,
        why,
        sentence: sentence.map(|number| text(number).split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

/// The search for the cause of one gold actor's wrong stance.
struct Inquest<'s, 'a> {
    scene: &'s Scene<'a>,
    gold: usize,
}

impl Inquest<'_, '_> {
    fn cause(&self, scratch: &mut Scratch) -> Finding {
        let Some(predicted) = self.scene.matching.predicted[self.gold] else {
            let first = self.wanted().first().copied();
            return (Cause::Actor, "no actor with one of its names was found".into(), first);
        };
        let Some(outcome) = self.scene.outcome.actors.iter().find(|o| o.actor == predicted) else {
            let kind = self.scene.outcome.reading.actors[predicted].kind.name();
            return (Cause::Actor, format!("it was taken for the target or for a source ({kind})"), None);
        };
        let (wanted, got) = (self.wanted(), self.got(predicted));
        let missed = wanted.difference(&got).next().copied();
        let wrong = got.difference(&wanted).next().copied();
        if wanted.is_disjoint(&got) {
            return match (missed, wrong) {
                (Some(sentence), _) => self.missed(sentence, predicted),
                (None, Some(sentence)) => self.wrong(sentence),
                (None, None) => (Cause::Bearing, "gold has no evidence for its stance".into(), None),
            };
        }
        let gold = self.scene.article.actors[self.gold].stance;
        if let Some(sentence) = wrong
            && is_right(gold, Some(self.without_wrong(outcome, &wanted)))
        {
            return self.wrong(sentence);
        }
        if let Some(sentence) = missed
            && is_right(gold, Some(self.scene.on_gold_evidence(self.gold, scratch)))
        {
            return self.missed(sentence, predicted);
        }
        self.label(outcome, scratch)
    }

    /// Sentences that are the actor's gold evidence.
    fn wanted(&self) -> BTreeSet<usize> {
        let evidence = self.scene.views.gold_evidence.keys();
        evidence.filter(|(_, actor)| *actor == self.gold).map(|(sentence, _)| *sentence).collect()
    }

    /// Sentences that were taken for its evidence.
    fn got(&self, predicted: usize) -> BTreeSet<usize> {
        let evidence = self.scene.views.predicted_evidence.iter();
        evidence.filter(|(_, actor)| *actor == predicted).map(|(sentence, _)| *sentence).collect()
    }

    fn missed(&self, sentence: usize, predicted: usize) -> Finding {
        let views = &self.scene.views.predicted;
        if views.contains_key(&(sentence, predicted)) {
            return (
                Cause::Bearing,
                "its words here were not seen to bear on the target".into(),
                Some(sentence),
            );
        }
        let speakers = || views.range((sentence, 0)..(sentence + 1, 0)).map(|((_, actor), _)| *actor);
        let name = |actor: usize| self.scene.outcome.reading.actors[actor].name.as_str();
        if let Some(other) = speakers().find(|&actor| self.scene.matching.namesake[actor] == Some(self.gold))
        {
            let why =
                format!("this was attributed to {}, which was not seen to be the same actor", name(other));
            return (Cause::Actor, why, Some(sentence));
        }
        let others: Vec<&str> = speakers().map(name).collect();
        let why = if others.is_empty() {
            "nothing here was attributed to anybody".into()
        } else {
            format!("this was attributed to {} only", others.join(", "))
        };
        (Cause::Attribution, why, Some(sentence))
    }

    fn wrong(&self, sentence: usize) -> Finding {
        let (cause, why) = if self.scene.views.gold.contains_key(&(sentence, self.gold)) {
            (Cause::Bearing, "its words here do not bear on the target")
        } else {
            (Cause::Attribution, "this is no view of its own")
        };
        (cause, why.into(), Some(sentence))
    }

    /// The verdict that the predicted evidence gives without the part that is no gold evidence.
    fn without_wrong(&self, outcome: &ActorOutcome, wanted: &BTreeSet<usize>) -> Verdict {
        let right = |evidence: &&Evidence| {
            sentences_of(self.scene.article, &evidence.spans).iter().any(|sentence| wanted.contains(sentence))
        };
        let judged: Vec<(Probabilities, f64)> = outcome
            .evidence
            .iter()
            .filter(right)
            .map(|evidence| (evidence.probabilities, evidence.attribution_confidence))
            .collect();
        ActorStance::from_probabilities(&judged, 0.0).verdict
    }

    /// The first sentence with a wrong label; when there is none, the rule is to blame.
    fn label(&self, outcome: &ActorOutcome, scratch: &mut Scratch) -> Finding {
        for (sentence, stance, gold_view) in self.scene.gold_probabilities(self.gold, scratch) {
            let own = outcome
                .evidence
                .iter()
                .find(|evidence| sentences_of(self.scene.article, &evidence.spans).contains(&sentence));
            let p = own.map_or(gold_view, |evidence| evidence.probabilities);
            let label: crate::label::Stance = p.label();
            if label != stance {
                let why = format!("labelled {label} ({:.2}), gold is {stance}", p.confidence());
                return (Cause::StanceHead, why, Some(sentence));
            }
        }
        (Cause::ActorRule, "every sentence is labelled rightly".into(), None)
    }
}
