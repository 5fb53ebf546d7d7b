//! Reporting and stance verbs: what they tell of the speaker's view, and what may stand around them.

/// A reporting or stance verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verb {
    /// Its base form.
    pub lemma: &'static str,
    /// What kind of act it reports.
    pub class: VerbClass,
    /// Which stance it hints at toward its object.
    pub hint: Hint,
    /// What it needs around it to count as a cue.
    pub frame: Frame,
}

macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Its name in the data files and in reports.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            pub(super) fn from_name(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

named! {
    /// What kind of act a verb reports.
    VerbClass {
        /// say, tell, write
        Say = "say",
        /// argue, suggest, think
        Claim = "claim",
        /// ask, wonder
        Ask = "ask",
        /// admit, agree
        Concede = "concede",
        /// deny, dismiss
        Deny = "deny",
        /// urge, propose
        Urge = "urge",
        /// want, hope
        Want = "want",
        /// warn, fear
        Warn = "warn",
        /// vow, pledge
        Promise = "promise",
        /// praise, welcome
        Praise = "praise",
        /// support, back
        Support = "support",
        /// criticise, blame
        Criticise = "criticise",
        /// oppose, veto
        Oppose = "oppose",
        /// decline, refuse
        Decline = "decline",
        /// doubt
        Doubt = "doubt",
    }
}

named! {
    /// Which stance a verb hints at toward its object, before negation.
    Hint {
        /// The subject is for the object.
        Favor = "favor",
        /// The subject is against the object.
        Against = "against",
        /// The subject may be against the object.
        AgainstWeak = "against_weak",
        /// The subject is against the object, or for it when the object is itself a criticism.
        Flip = "flip",
        /// The subject takes no side.
        Neutral = "neutral",
        /// The verb tells nothing.
        None = "none",
    }
}

named! {
    /// What a verb needs around it to count as a cue.
    Frame {
        /// Tags quotations and takes a clause: say, argue.
        Speech = "speech",
        /// Takes a clause or an infinitive, seldom a quotation: expect, want.
        Clause = "clause",
        /// Takes an object that it takes a side on: support, condemn.
        Stance = "stance",
        /// call, brand, describe: an object and what it is called.
        Call = "call",
        /// A cue only beside a quotation: read, continue, laugh.
        Tag = "tag",
        /// Needs its particle: point out, lash out.
        Particle = "particle",
        /// An everyday verb: a cue only of a named actor or with a quotation or clause as object.
        Weak = "weak",
        /// decline, refuse: an infinitive.
        Decline = "decline",
        /// opposed, confident: an adjective after a form of be.
        Adjective = "adjective",
    }
}
