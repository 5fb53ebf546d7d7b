//! One thing to label: a text with a holder, a target and a voice.
//!
//! A row of a labelled CSV is an instance; an article yields one for each bearing sentence of each actor.

use crate::label::Voice;
use crate::text::Span;

/// Whose view is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Holder {
    /// Not known.
    #[default]
    Unknown,
    /// A name or phrase as given.
    Named(String),
    /// The author of the text (`@author`).
    Author,
    /// Somebody the text does not name (`@unnamed`).
    Unnamed,
}

/// One text with holder, target and voice. Spans are byte ranges on character borders, sorted, without overlap.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Instance {
    /// The text, usually one sentence.
    pub text: String,
    /// Whose view.
    pub holder: Holder,
    /// What the view is about; none for the sentiment of the sentence itself.
    pub target: Option<String>,
    /// Where the holder stands in the text; may be empty.
    pub holder_spans: Vec<Span>,
    /// Where the target stands in the text; may be empty.
    pub target_spans: Vec<Span>,
    /// In whose words; none when it is not known.
    pub voice: Option<Voice>,
}
