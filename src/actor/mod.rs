//! Who speaks, and who takes a side, in which sentence, by which rule.
//!
//! Mentions become actors ([`Actor`]), verbs and other cues become attributions ([`Attribution`]); every
//! attribution says which rule fired and which words showed it.

mod act;
#[allow(clippy::module_inception)]
mod actor;
mod antecedent;
mod apposition;
mod assemble;
pub mod attribution;
mod authority;
#[cfg(test)]
mod cases;
mod content;
mod cue;
mod description;
mod find;
mod fixed_phrase;
mod headline;
mod joint;
mod known;
mod moved;
mod nonfinite;
mod opening;
mod phrase_cue;
mod phrase_side;
mod quotation;
mod reader;
mod roster;
pub mod rule;
mod scene;
mod subject;
mod title;
mod told;
mod trade;
mod unite;
mod verb_group;

pub use actor::{Actor, ActorKind};
pub use attribution::Attribution;
pub use known::{KnownActors, ListedActor};
pub use reader::{Reader, STRICT};
pub use rule::Rule;

use crate::lexicon::Lexicon;
use crate::mention::Mention;
use crate::text::Document;

/// What a document says about who speaks.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// All mentions, by their first token.
    pub mentions: Vec<Mention>,
    /// All actors, by their first mention.
    pub actors: Vec<Actor>,
    /// The actor of each mention.
    pub actor_of: Vec<Option<usize>>,
    /// All attributions, by sentence.
    pub attributions: Vec<Attribution>,
    /// What actors do beside, by sentence: attributions only for a target that they concern.
    pub acts: Vec<Attribution>,
    /// The tables that its words were looked up in.
    pub lexicon: &'static Lexicon,
}

impl Reading {
    /// An attribution or, numbered after them, an act.
    pub fn attribution(&self, index: usize) -> &Attribution {
        match index.checked_sub(self.attributions.len()) {
            None => &self.attributions[index],
            Some(act) => &self.acts[act],
        }
    }
}

/// Reads a document as the usual [`Reader`] does: its mentions, actors and attributions. The time is linear in its
/// length.
pub fn read(document: &Document) -> Reading {
    Reader::default().read(document)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Words and marks that the rules look at, in any order.
    fn scraps() -> impl Strategy<Value = String> {
        const SCRAPS: [&str; 40] = [
            "said",
            "told",
            "Ruiz",
            "Ana",
            "the",
            "minister",
            "\"",
            "“",
            "”",
            "''",
            "'",
            ",",
            ".",
            ":",
            "—",
            "(",
            ")",
            "who",
            "that",
            "he",
            "she",
            "\n\n",
            "\n",
            "according",
            "to",
            "in",
            "Peru",
            "Lima",
            "was",
            "by",
            "rejected",
            "not",
            "'s",
            "and",
            "U.N.",
            "🙂",
            "é",
            "report",
            "declined",
            "comment",
        ];
        proptest::collection::vec(proptest::sample::select(&SCRAPS[..]), 0..60)
            .prop_map(|words| words.join(" "))
    }

    fn check(text: &str) {
        let document = Document::new(text);
        let reading = read(&document);
        let spans = reading.attributions.iter().flat_map(|a| a.content.iter().chain(&a.cue)).copied();
        for span in spans.chain(reading.mentions.iter().map(|m| m.span)) {
            assert!(text.get(span.start..span.end).is_some_and(|s| !s.is_empty()), "{span:?}");
        }
        for attribution in &reading.attributions {
            assert!(attribution.content.windows(2).all(|w| w[0].end < w[1].start));
            assert!(attribution.actor < reading.actors.len());
            assert!(attribution.told_by.is_none_or(|t| t < reading.attributions.len()));
        }
    }

    /// Seconds that this thread has computed, if the system tells: what else the machine does is not counted.
    fn computed() -> Option<f64> {
        let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        told.split(' ').next()?.parse::<f64>().ok().map(|nanoseconds| nanoseconds / 1e9)
    }

    fn seconds(work: impl FnOnce()) -> f64 {
        let (start, before) = (std::time::Instant::now(), computed());
        work();
        let passed = start.elapsed().as_secs_f64();
        computed().zip(before).map(|(after, before)| after - before).filter(|&s| s > 0.0).unwrap_or(passed)
    }

    /// A paragraph of a megabyte takes about four times as long as one of a quarter of it; what is repeated in it is
    /// given with how many attributions it has at least.
    #[test]
    fn the_time_is_linear_in_one_long_paragraph() {
        for (one, least) in [
            (
                "Ana Ruiz, the port's chief, said \"the levy is theft\" and that it would not pay. Peru rejected it. ",
                1,
            ),
            // Quotations whose speaker is looked for in vain.
            ("\"We are here now.\" Rain fell. ", 0),
            // Descriptions that turn out to be a country.
            ("A government said no. Peru rejected it. Her government backed the levy. ", 2),
        ] {
            let time = |bytes: usize| {
                let text = one.repeat(bytes / one.len());
                let document = Document::new(&text);
                seconds(|| assert!(read(&document).attributions.len() >= least * (bytes / one.len())))
            };
            // The least of several, taken in turn: a busy machine slows both down, and never speeds one up.
            let (quarter, whole) = (0..3).fold((f64::INFINITY, f64::INFINITY), |(quarter, whole), _| {
                (quarter.min(time(250_000)), whole.min(time(1_000_000)))
            });
            // Quadratic time would be sixteen times as long.
            assert!(whole < 12.0 * quarter, "{one}: {quarter} s for a quarter, {whole} s for the whole");
        }
    }

    /// Headlines and a lead full of descriptions, and ever more organisations that each of them could mean.
    #[test]
    fn the_time_is_linear_in_organisations_that_a_headline_could_mean() {
        let descriptions =
            "Growers' federation rejects levy; Port Tarvik bans cranes; union slams fee. ".repeat(20);
        let time = |organisations: usize| {
            let named =
                |n: usize| format!("The Federation of Valley{n} Growers of Tarvik said it was theft. ");
            let text = format!("{descriptions}\n\n{}", (0..organisations).map(named).collect::<String>());
            let document = Document::new(&text);
            seconds(|| assert!(read(&document).actors.len() >= organisations))
        };
        let (quarter, whole) = (0..3).fold((f64::INFINITY, f64::INFINITY), |(quarter, whole), _| {
            (quarter.min(time(3_000)), whole.min(time(12_000)))
        });
        assert!(whole < 12.0 * quarter, "{quarter} s for a quarter, {whole} s for the whole");
    }

    proptest! {
        #[test]
        fn spans_slice_any_text(text in "\\PC{0,200}") {
            check(&text);
        }

        #[test]
        fn spans_slice_scraps_of_news(text in scraps()) {
            check(&text);
        }

        /// Text without quotation mark, cue or shared name changes nothing before it.
        #[test]
        fn what_follows_changes_nothing_before(
            opening in "(Ana Ruiz|Omar Farah|The growers' union) (rejected|praised) the (ban|levy)\\.( (He|She|It) said it was void\\.)?",
            tail in "( (Rain|Snow|Fog) (lay|hung) (over|on) the (hills|docks)\\.){1,6}",
        ) {
            let whole = format!("{opening}{tail}");
            let (short, long) = (Document::new(&opening), Document::new(&whole));
            let (before, after) = (read(&short), read(&long));
            let told = |r: &Reading| r.attributions.iter().map(|a| (r.actors[a.actor].name.clone(), a.rule, a.content.clone())).collect::<Vec<_>>();
            prop_assert_eq!(told(&before), told(&after));
        }

        #[test]
        fn a_text_is_read_the_same_twice(text in scraps()) {
            let document = Document::new(&text);
            prop_assert_eq!(read(&document), read(&document));
        }
    }
}
