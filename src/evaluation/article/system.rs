//! Who says what each actor's stance is: the model, the model helped by gold, and simple rules.

use super::matching::Matching;
use super::views::Views;
use crate::article::annotated::AnnotatedArticle;
use crate::dataset::gold_instance;
use crate::evaluation::Baseline;
use crate::feature::Scratch;
use crate::label::{CLASSES, Label, Probabilities, Stance};
use crate::model::Head;
use crate::pipeline::{ActorOutcome, ActorStance, Outcome, Verdict};

/// A system of the article review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArticleSystem {
    /// The classifier as a user runs it.
    Model,
    /// Stance head and actor rule with gold actors and gold evidence: what is wrong here is theirs.
    GoldEvidence,
    /// The model's evidence, labelled by [`Baseline::Lexicon`].
    Lexicon,
    /// Every actor with evidence takes the stance that is most frequent among the gold actors.
    Majority,
    /// Every actor with evidence is against.
    AllAgainst,
}

impl ArticleSystem {
    /// All systems, in the order of tables.
    pub const ALL: [Self; 5] =
        [Self::Model, Self::GoldEvidence, Self::Lexicon, Self::Majority, Self::AllAgainst];

    /// The system's name in tables and files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Model => "model",
            Self::GoldEvidence => "model on gold evidence",
            Self::Lexicon => "lexicon",
            Self::Majority => "majority",
            Self::AllAgainst => "all against",
        }
    }
}

/// The stance most frequent among the gold actors of some articles; the first class at a tie.
pub(super) fn majority(articles: &[AnnotatedArticle]) -> Verdict {
    let actors = || articles.iter().flat_map(|article| &article.actors).filter(|actor| !actor.is_document());
    let count = |verdict: Verdict| actors().filter(|actor| Verdict::from(actor.stance) == verdict).count();
    let most = Stance::ALL.map(Verdict::from).into_iter().rev().max_by_key(|&verdict| count(verdict));
    most.unwrap_or(Verdict::Against)
}

/// What a system needs of one article.
pub(super) struct Scene<'a> {
    pub article: &'a AnnotatedArticle,
    pub outcome: &'a Outcome<'a>,
    pub views: &'a Views,
    pub matching: &'a Matching,
    pub head: &'a Head<Stance>,
    pub majority: Verdict,
}

impl Scene<'_> {
    /// The verdict on each predicted actor, with the gold actor it is matched to.
    pub(super) fn verdicts(
        &self,
        system: ArticleSystem,
        scratch: &mut Scratch,
    ) -> Vec<(Option<usize>, Verdict)> {
        let of_outcomes = |verdict: &dyn Fn(&ActorOutcome) -> Verdict| {
            let actors = self.outcome.actors.iter();
            actors.map(|outcome| (self.matching.gold[outcome.actor], verdict(outcome))).collect()
        };
        let with_evidence =
            |verdict| of_outcomes(&|o| if o.evidence.is_empty() { Verdict::None } else { verdict });
        match system {
            ArticleSystem::Model => of_outcomes(&|outcome| outcome.stance.verdict),
            ArticleSystem::GoldEvidence => {
                let actors = 0..self.article.actors.len();
                actors.map(|gold| (Some(gold), self.on_gold_evidence(gold, scratch))).collect()
            }
            ArticleSystem::Lexicon => of_outcomes(&by_lexicon),
            ArticleSystem::Majority => with_evidence(self.majority),
            ArticleSystem::AllAgainst => with_evidence(Verdict::Against),
        }
    }

    /// What head and actor rule make of a gold actor's own evidence.
    pub(super) fn on_gold_evidence(&self, gold: usize, scratch: &mut Scratch) -> Verdict {
        let judged: Vec<(Probabilities, f64)> =
            self.gold_probabilities(gold, scratch).into_iter().map(|(_, _, p)| (p, 1.0)).collect();
        ActorStance::from_probabilities(&judged, 0.0).verdict
    }

    /// Sentence, gold stance and the head's probabilities of each view that is a gold actor's evidence.
    pub(super) fn gold_probabilities(
        &self,
        gold: usize,
        scratch: &mut Scratch,
    ) -> Vec<(usize, Stance, Probabilities)> {
        let mut all = Vec::new();
        if self.article.actors[gold].is_document() {
            return all;
        }
        for (number, sentence) in self.article.sentences.iter().enumerate().filter(|(_, s)| !s.boilerplate) {
            for view in sentence.views.iter().filter(|view| view.holder == gold && view.about.is_none()) {
                let Some(stance) = view.stance else { continue };
                let instance = gold_instance(self.article, number, gold, view.voice);
                all.push((number, stance, self.head.probabilities(&instance, scratch)));
            }
        }
        all
    }
}

/// A label of the lexicon is taken for strong evidence.
const SURE: f64 = 0.8;

fn by_lexicon(outcome: &ActorOutcome) -> Verdict {
    let instances: Vec<_> = outcome.evidence.iter().map(|evidence| &evidence.instance).collect();
    let judged: Vec<(Probabilities, f64)> = Baseline::Lexicon
        .predict(&instances, &[])
        .into_iter()
        .map(|class| {
            let rest = (1.0 - SURE) / (CLASSES - 1) as f64;
            let share = std::array::from_fn(|i| if i == class { SURE } else { rest });
            (Probabilities(share), 1.0)
        })
        .collect();
    ActorStance::from_probabilities(&judged, 0.0).verdict
}
