//! Is a labelled corpus fit for training and testing: what does it hold, and is it written or stamped out?
//!
//! A model trained on sentences from a template learns the template. Two signs give one away: the same run of words in
//! several texts once names and targets are masked, and texts that are nearly equal.

mod figures;
mod repetition;

use std::collections::BTreeMap;

use crate::dataset::{Dataset, Row, text_key};

pub use figures::{Figures, Sample};
pub use repetition::{NearPair, RUN, Run};

/// What is allowed, and how much is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CorpusOptions {
    /// A masked run of [`RUN`] words may occur in so many texts.
    pub max_run_texts: usize,
    /// Repetition and vocabulary are compared over so many words, since both depend on the size of a corpus.
    pub sample: usize,
}

impl Default for CorpusOptions {
    fn default() -> Self {
        Self { max_run_texts: 3, sample: 20_000 }
    }
}

/// What was found in a corpus of one part or more.
#[derive(Debug)]
pub struct CorpusReview<'d> {
    /// The figures of each part, in the order given.
    pub parts: Vec<Figures>,
    /// The figures of all parts together.
    pub whole: Figures,
    /// Masked runs that stand in more texts than are allowed, over all parts; the most frequent first.
    pub runs: Vec<Run<'d>>,
    /// Texts that are nearly equal, over all parts, in the order of the rows.
    pub near: Vec<NearPair<'d>>,
}

impl CorpusReview<'_> {
    /// Neither runs nor nearly equal texts were found.
    pub fn is_clean(&self) -> bool {
        self.runs.is_empty() && self.near.is_empty()
    }
}

/// Looks at all `parts`: tables or folders that belong together.
pub fn review<'d>(parts: &'d [Dataset], options: &CorpusOptions) -> CorpusReview<'d> {
    let all: Vec<&Row> = parts.iter().flat_map(|part| &part.rows).collect();
    let texts = texts(&all);
    let figures = |rows: &[&Row]| figures::figures(rows, options.sample);
    let of_parts: Vec<Figures> =
        parts.iter().map(|part| figures(&part.rows.iter().collect::<Vec<_>>())).collect();
    let whole = match of_parts.as_slice() {
        [only] => only.clone(),
        _ => figures(&all),
    };
    CorpusReview {
        parts: of_parts,
        whole,
        runs: repetition::runs(&texts, options.max_run_texts),
        near: repetition::near(&texts, &pairs(parts)),
    }
}

/// One distinct text with its rows.
struct Text<'d> {
    rows: Vec<&'d Row>,
}

impl<'d> Text<'d> {
    fn first(&self) -> &'d Row {
        self.rows[0]
    }

    fn text(&self) -> &'d str {
        &self.first().instance.text
    }
}

/// The distinct texts, in the order of their first rows.
fn texts<'d>(rows: &[&'d Row]) -> Vec<Text<'d>> {
    let mut positions: BTreeMap<u128, usize> = BTreeMap::new();
    let mut texts: Vec<Text<'d>> = Vec::new();
    for row in rows {
        let position = *positions.entry(text_key(&row.instance.text)).or_insert(texts.len());
        match texts.get_mut(position) {
            Some(text) => text.rows.push(row),
            None => texts.push(Text { rows: vec![row] }),
        }
    }
    texts
}

/// The minimal pair of a text, by its key, where a table has a column `pair`: its two sides are nearly equal on purpose.
fn pairs(parts: &[Dataset]) -> BTreeMap<u128, &str> {
    let mut pairs = BTreeMap::new();
    for part in parts {
        let Some(column) = part.columns.iter().position(|name| name == "pair") else { continue };
        for row in &part.rows {
            if let Some(pair) = row.record.get(column).filter(|pair| !pair.is_empty()) {
                pairs.insert(text_key(&row.instance.text), pair);
            }
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::ReadOptions;

    fn table(csv: &str) -> Dataset {
        Dataset::read_from(csv.as_bytes(), "t.csv", &ReadOptions::default()).unwrap()
    }

    const HEADER: &str = "text,holder,target,stance\n";

    #[test]
    fn a_template_shows_under_its_names() {
        let mut rows = String::from(HEADER);
        for (holder, target) in [
            ("Ruiz", "the levy"),
            ("Okoro", "the port fee"),
            ("Sato", "the ban"),
            ("Lund", "the night ferry"),
        ] {
            rows += &format!(
                "On Monday {holder} told the council that {target} must go before summer.,{holder},"
            );
            rows += &format!("{target},against\n");
        }
        let data = [table(&rows)];
        let found = review(&data, &CorpusOptions::default());
        assert!(!found.runs.is_empty());
        assert_eq!(found.runs[0].rows.len(), 4);
        assert!(found.runs[0].words.contains("told the council that ▢"), "{}", found.runs[0].words);
        assert!(
            review(&data, &CorpusOptions { max_run_texts: 4, ..CorpusOptions::default() }).runs.is_empty()
        );
    }

    #[test]
    fn nearly_equal_texts_are_found_across_parts_and_minimal_pairs_are_not() {
        let long = "The council of the harbour town said on Monday that it would discuss the new toll for ferries \
                    and trucks once more before the end of the summer";
        let one = table(&format!("{HEADER}{long} season.,The council,the new toll,neutral\n"));
        let two = table(&format!("{HEADER}{long} holidays.,The council,the new toll,neutral\n"));
        let parts = [one, two];
        let found = review(&parts, &CorpusOptions::default());
        assert_eq!(found.near.len(), 1);
        assert!(!found.is_clean());
        let pair = table(&format!(
            "pair,{HEADER}p1,{long} season.,The council,the new toll,neutral\n\
             p1,{long} holidays.,The council,the new toll,favor\n"
        ));
        assert!(review(&[pair], &CorpusOptions::default()).is_clean());
    }

    #[test]
    fn nothing_is_found_in_nothing() {
        let found = review(&[], &CorpusOptions::default());
        assert!(found.is_clean());
        assert_eq!(found.whole, Figures::default());
    }
}
