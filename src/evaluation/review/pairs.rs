//! Does the model see the one thing that makes the difference? Minimal pairs: two rows with the same word in the column
//! `pair` and with different labels. A pair counts only when both rows are right, so that a model which gives both the
//! same label scores 0, whatever its accuracy (contrast sets: Gardner et al. 2020).

use std::collections::BTreeMap;
use std::ops::AddAssign;
use std::path::Path;

use super::slices::values_of;
use crate::dataset::Dataset;
use crate::error::Result;
use crate::evaluation::head_label::Scored;
use crate::metric::bootstrap::sum;
use crate::metric::interval::{Interval, LEVEL, wilson};
use crate::metric::{Bootstrap, Clusters, Estimate};

/// The column that holds a pair's name.
pub const PAIR_COLUMN: &str = "pair";

/// The minimal pairs of a table.
#[derive(Debug, Clone)]
pub struct Pairs {
    /// All of them.
    pub all: PairScores,
    /// Those of each phenomenon, which is that of the pair's first row.
    pub phenomena: BTreeMap<String, PairScores>,
    /// Names in the column that are not borne by exactly two rows with different labels.
    pub left_out: Vec<String>,
}

/// How a model does on pairs.
#[derive(Debug, Clone, Copy, Default)]
pub struct PairScores {
    /// Pairs.
    pub pairs: u64,
    /// Pairs with both rows right.
    pub right: u64,
    /// Pairs whose rows get the same label: the difference was not seen.
    pub same_label: u64,
    /// Share of pairs with both rows right. The interval is the hull of Wilson's, which holds where few pairs are all
    /// right or all wrong, and of a bootstrap that draws pairs together which share a document.
    pub share: Estimate,
}

/// A pair with what the model makes of it.
struct Pair {
    /// Position of its first row among those scored.
    first: usize,
    rows: [usize; 2],
    tally: Tally,
}

#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Tally {
    pairs: u64,
    right: u64,
    same_label: u64,
}

impl AddAssign<&Tally> for Tally {
    fn add_assign(&mut self, other: &Tally) {
        self.pairs += other.pairs;
        self.right += other.right;
        self.same_label += other.same_label;
    }
}

/// Scores the pairs; none where the table has no such column or no pair with a label.
pub(super) fn pairs(
    data: &Dataset,
    scored: &Scored<'_>,
    predicted: &[usize],
    bootstrap: &Bootstrap,
) -> Result<Option<Pairs>> {
    if !data.columns.iter().any(|column| column == PAIR_COLUMN) {
        return Ok(None);
    }
    // Two tables may use the same name for different pairs.
    let mut members: BTreeMap<(Option<&Path>, String), Vec<usize>> = BTreeMap::new();
    for (place, name) in values_of(data, &scored.rows, PAIR_COLUMN)?.into_iter().enumerate() {
        if !name.is_empty() {
            members.entry((scored.rows[place].location.file.as_deref(), name)).or_default().push(place);
        }
    }
    let mut found: Vec<Pair> = Vec::new();
    let mut left_out = Vec::new();
    for ((_, name), rows) in members {
        match rows[..] {
            [a, b] if scored.gold[a] != scored.gold[b] => {
                let right = [a, b].into_iter().all(|row| predicted[row] == scored.gold[row]);
                let same_label = u64::from(predicted[a] == predicted[b]);
                let tally = Tally { pairs: 1, right: u64::from(right), same_label };
                found.push(Pair { first: a.min(b), rows: [a, b], tally });
            }
            _ => left_out.push(name),
        }
    }
    if found.is_empty() {
        return Ok(None);
    }
    found.sort_by_key(|pair| pair.first);
    let mut phenomena: BTreeMap<String, Vec<&Pair>> = BTreeMap::new();
    for pair in &found {
        let name = scored.rows[pair.first].phenomenon.clone().unwrap_or_default();
        phenomena.entry(name).or_default().push(pair);
    }
    let score = |pairs: &[&Pair]| scores(pairs, &scored.clusters, bootstrap);
    Ok(Some(Pairs {
        all: score(&found.iter().collect::<Vec<_>>())?,
        phenomena: phenomena
            .into_iter()
            .map(|(name, pairs)| Ok((name, score(&pairs)?)))
            .collect::<Result<_>>()?,
        left_out,
    }))
}

fn scores(pairs: &[&Pair], documents: &Clusters, bootstrap: &Bootstrap) -> Result<PairScores> {
    let groups = Clusters::by_key(&linked(pairs, documents));
    let sums: Vec<Tally> = groups.sums(pairs.iter(), |sum: &mut Tally, pair| *sum += &pair.tally)?;
    let all = sum(&sums);
    let share = |tally: &Tally| [(tally.pairs > 0).then(|| tally.right as f64 / tally.pairs as f64)];
    let mut found = bootstrap.estimate(&sums, share).first().copied().unwrap_or_default();
    let independent = wilson(all.right, all.pairs, LEVEL).filter(|_| bootstrap.draws > 0);
    found.interval = match (found.interval, independent) {
        (Some(drawn), Some(wilson)) => {
            Some(Interval { low: drawn.low.min(wilson.low), high: drawn.high.max(wilson.high) })
        }
        (drawn, wilson) => drawn.or(wilson),
    };
    Ok(PairScores { pairs: all.pairs, right: all.right, same_label: all.same_label, share: found })
}

/// A group for each pair: pairs that a chain of shared documents links have the same.
fn linked(pairs: &[&Pair], documents: &Clusters) -> Vec<usize> {
    let mut group: BTreeMap<usize, usize> = BTreeMap::new();
    for pair in pairs {
        let [a, b] = pair.rows.map(|row| documents.of_row(row));
        let [a, b] = [a, b].map(|document| *group.entry(document).or_insert(document));
        let (keep, give) = (a.min(b), a.max(b));
        group.values_mut().filter(|group| **group == give).for_each(|group| *group = keep);
    }
    pairs.iter().map(|pair| group[&documents.of_row(pair.rows[0])]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::ReadOptions;
    use crate::label::Stance;

    fn table() -> Dataset {
        let mut text = String::from("text,target,stance,document,phenomenon,pair\n");
        for (i, row) in [
            "favor,d1,negation,a",
            "against,d1,negation,a",
            "favor,d2,negation,b",
            "against,d3,negation,b",
            "neutral,d4,irony,c",
            "against,d4,irony,c",
            "favor,d5,irony,lonely",
            "favor,d6,irony,alike",
            "favor,d6,irony,alike",
            "favor,d7,irony,",
        ]
        .iter()
        .enumerate()
        {
            text += &format!("The toll came {i} times.,the toll,{row}\n");
        }
        Dataset::read_from(text.as_bytes(), "t.csv", &ReadOptions::default()).unwrap()
    }

    #[test]
    fn a_pair_counts_when_both_rows_are_right() {
        let data = table();
        let scored = Scored::of::<Stance>(&data.rows);
        let mut predicted = scored.gold.clone();
        predicted[3] = predicted[2];
        let ours = pairs(&data, &scored, &predicted, &Bootstrap::default()).unwrap().unwrap();
        assert_eq!((ours.all.pairs, ours.all.right, ours.all.same_label), (3, 2, 1));
        assert_eq!(ours.all.share.value, Some(2.0 / 3.0));
        assert!(ours.all.share.interval.is_some());
        assert_eq!(ours.left_out, ["alike", "lonely"]);
        let negation = &ours.phenomena["negation"];
        assert_eq!((negation.pairs, negation.right), (2, 1));
        let irony = ours.phenomena["irony"].share;
        // Wilson's interval of 1 in 1: one pair says little.
        assert_eq!((irony.value, irony.interval.map(|i| i.low < 0.21)), (Some(1.0), Some(true)));
    }

    #[test]
    fn pairs_that_share_a_document_are_drawn_together() {
        let data = table();
        let scored = Scored::of::<Stance>(&data.rows);
        let pair = |first: usize, second| Pair { first, rows: [first, second], tally: Tally::default() };
        let (a, b, c, d) = (pair(0, 1), pair(2, 3), pair(3, 4), pair(6, 7));
        let groups = linked(&[&a, &b, &c, &d], &scored.clusters);
        assert_eq!(groups[1], groups[2]);
        assert!(groups[0] != groups[1] && groups[3] != groups[1] && groups[0] != groups[3]);
    }

    #[test]
    fn without_the_column_there_are_no_pairs() {
        let text = "text,target,stance\nA toll.,toll,favor\n";
        let data = Dataset::read_from(text.as_bytes(), "t.csv", &ReadOptions::default()).unwrap();
        let scored = Scored::of::<Stance>(&data.rows);
        assert!(pairs(&data, &scored, &[0], &Bootstrap::default()).unwrap().is_none());
    }
}
