//! An attribution: sentence → holder, with the rule, the cue and the spans that show it.

use super::Rule;
use crate::label::Voice;
use crate::lexicon::{Hint, VerbClass};
use crate::text::Span;

/// One attribution. Actors and mentions are indices into [`Reading`](super::Reading); spans are bytes.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::struct_excessive_bools)] // Independent facts about one attribution.
pub struct Attribution {
    /// The sentence of the cue; of the quotation where it has no tag.
    pub sentence: usize,
    /// Whose view or speech it is.
    pub actor: usize,
    /// The mention that names the actor here; of an untagged quotation, that of the tag it leans on.
    pub source: usize,
    /// The words that name the actor in the clause of the cue: the mention, or "who".
    pub source_span: Span,
    /// In whose words.
    pub voice: Voice,
    /// Which rule found it.
    pub rule: Rule,
    /// The words of the cue; none for untagged quotations.
    pub cue: Option<Span>,
    /// What is said, or what a side is taken on, quotations with their marks; in order, apart.
    pub content: Vec<Span>,
    /// Quotations among the content, as indices into [`Document::quotes`](crate::text::Document::quotes).
    pub quotes: Vec<usize>,
    /// What kind of act the cue reports.
    pub class: VerbClass,
    /// The stance that the cue hints at toward the content, before negation.
    pub hint: Hint,
    /// True if the content is told or claimed, so that others' views may stand in it.
    pub tells: bool,
    /// True if the source is a newspaper, broadcaster or agency that passes on what others say.
    pub medium: bool,
    /// True for "did not say".
    pub negated: bool,
    /// True for "declined to comment", "did not respond".
    pub declined: bool,
    /// The attribution inside whose content this one stands: somebody else tells of this view. Never the
    /// actor's own.
    pub told_by: Option<usize>,
    /// How often attributions like it are right, from 0 to 1.
    pub confidence: f32,
}

impl Attribution {
    /// Where it stands in its sentence: the cue, or the content where there is none.
    pub(super) fn place(&self) -> Option<Span> {
        self.cue.or(self.content.first().copied())
    }
}

impl Rule {
    /// How often attributions of this rule are right, roughly, from 0 to 1; `quoted` if a quotation is among the content.
    ///
    /// Shares of sentences with the right source in PolNeAR's training articles. Views without speech, of which that
    /// corpus marks a part only, were judged by hand.
    pub fn confidence(self, quoted: bool) -> f32 {
        match self {
            Self::QuoteTag | Self::QuoteInParagraph => 0.97,
            Self::ClauseTag if quoted => 0.95,
            Self::Inversion if quoted => 0.93,
            Self::SubjectVerb if quoted => 0.9,
            Self::Declined | Self::Dash => 0.9,
            Self::ClauseTag | Self::AccordingTo => 0.85,
            Self::SubjectVerb => 0.8,
            Self::Inversion
            | Self::Colon
            | Self::QuoteCarriedOn
            | Self::ReportedStance
            | Self::NominalCue => 0.7,
            Self::Relative | Self::Passive | Self::Participle | Self::Attributed => 0.6,
            Self::Act => 0.5,
        }
    }

    /// How much an attribution of this rule counts among the evidence for an actor's stance, from 0 to 1. Not the same as
    /// [`confidence`](Self::confidence): a view without speech is seldom told as a view in PolNeAR, and is one all the same.
    pub fn weight(self) -> f32 {
        match self {
            Self::QuoteTag => 0.97,
            Self::SubjectVerb | Self::AccordingTo | Self::Declined => 0.93,
            Self::ClauseTag | Self::Inversion | Self::Colon | Self::Dash => 0.9,
            Self::Relative | Self::Passive | Self::QuoteInParagraph => 0.8,
            Self::Participle | Self::ReportedStance | Self::NominalCue | Self::QuoteCarriedOn => 0.7,
            Self::Attributed => 0.6,
            Self::Act => 0.5,
        }
    }
}
