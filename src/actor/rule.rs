//! The rules of attribution, each with a name that stays the same from release to release.

/// Which rule found who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// `"…," X said`, `"…," said X`
    QuoteTag,
    /// `X said (that) …`
    SubjectVerb,
    /// `…, X said.`, `…, X said, …`
    ClauseTag,
    /// `…, said X.`
    Inversion,
    /// `X, who said …`
    Relative,
    /// `according to X`, `in X's view`
    AccordingTo,
    /// `…, describing it as …`
    Participle,
    /// `was rejected by X`
    Passive,
    /// `welcomed`, `voted against`: a view without speech.
    ReportedStance,
    /// `declined to comment`
    Declined,
    /// `X's call for …`
    NominalCue,
    /// `X: "…"`
    Colon,
    /// `"…" — X`
    Dash,
    /// A quotation without a tag after one of the same paragraph.
    QuoteInParagraph,
    /// A quotation without a tag that carries on from the paragraph before.
    QuoteCarriedOn,
    /// Somebody's view as another tells it.
    Attributed,
    /// `drew up the plan`: a view only where the act concerns a target.
    Act,
}

impl Rule {
    /// All rules, in the order of reports.
    pub const ALL: [Self; 17] = [
        Self::QuoteTag,
        Self::SubjectVerb,
        Self::ClauseTag,
        Self::Inversion,
        Self::Relative,
        Self::AccordingTo,
        Self::Participle,
        Self::Passive,
        Self::ReportedStance,
        Self::Declined,
        Self::NominalCue,
        Self::Colon,
        Self::Dash,
        Self::QuoteInParagraph,
        Self::QuoteCarriedOn,
        Self::Attributed,
        Self::Act,
    ];

    /// Its name in files and reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::QuoteTag => "quote-tag",
            Self::SubjectVerb => "subject-verb",
            Self::ClauseTag => "clause-tag",
            Self::Inversion => "inversion",
            Self::Relative => "relative",
            Self::AccordingTo => "according-to",
            Self::Participle => "participle",
            Self::Passive => "passive",
            Self::ReportedStance => "reported-stance",
            Self::Declined => "declined",
            Self::NominalCue => "nominal-cue",
            Self::Colon => "colon",
            Self::Dash => "dash",
            Self::QuoteInParagraph => "quote-in-paragraph",
            Self::QuoteCarriedOn => "quote-carried-on",
            Self::Attributed => "attributed",
            Self::Act => "act",
        }
    }
}
