//! Which rows may not be torn apart, and which fold does each go to?
//!
//! Rows of one document and rows of one text belong together: a model that has seen one of them in training
//! knows too much about the other. Groups are dealt out so that every fold gets its share of each class, as
//! `StratifiedGroupKFold` of scikit-learn does.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;

use foldhash::fast::FixedState;
use xxhash_rust::xxh3::{Xxh3, xxh3_128, xxh3_128_with_seed};

use super::Row;
use crate::error::{Error, ErrorKind, Result};
use crate::label::{CLASSES, Label};

/// Fingerprint of a text as far as its words go: letter case, marks and white space do not count, unless the
/// text has nothing else.
pub fn text_key(text: &str) -> u128 {
    let mut words = Vec::with_capacity(text.len());
    let mut between = false;
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            space(&mut words, &mut between);
            words.push(c.to_ascii_lowercase() as u8);
        } else if c.is_alphanumeric() {
            space(&mut words, &mut between);
            for lower in c.to_lowercase() {
                words.extend_from_slice(lower.encode_utf8(&mut [0; 4]).as_bytes());
            }
        } else {
            between = true;
        }
    }
    if words.is_empty() { xxh3_128(text.as_bytes()) } else { xxh3_128(&words) }
}

fn space(words: &mut Vec<u8>, between: &mut bool) {
    if std::mem::take(between) && !words.is_empty() {
        words.push(b' ');
    }
}

/// The group of a row without a document, by the [`text_key`] of its text.
pub(super) fn group_of(text_key: u128) -> String {
    format!("text:{text_key:032x}")
}

/// The fold of each row, in `0..k`: the same for the same rows in any order.
///
/// Rows that share a document or a text share a fold. Groups are dealt out by size, largest first, and among
/// equals by a hash of their content and `seed`; each goes to the fold that then is nearest to an even share
/// of every class of both heads. Errors where `k` is below 2 or above the number of groups.
pub fn folds<R: Borrow<Row>>(rows: &[R], k: usize, seed: u64) -> Result<Vec<usize>> {
    if k < 2 {
        return Err(Error::usage(format!("{k} folds make no split\n  hint: use 2 or more")));
    }
    let membership = groups(rows);
    let mut groups = summarise(rows, &membership, seed);
    if groups.len() < k {
        return Err(ErrorKind::Training(format!(
            "{k} folds need at least {k} groups, and the rows form {} (rows of one document or text stay together)\n  \
             hint: add documents, or ask for fewer folds",
            groups.len()
        ))
        .into());
    }
    groups.sort_by_key(|g| (std::cmp::Reverse(g.size()), g.key));
    let fold_of_group = deal(&groups, k);
    Ok(membership.iter().map(|group| fold_of_group[*group]).collect())
}

/// The number of each row's group, from 0 in order of first appearance.
pub fn groups<R: Borrow<Row>>(rows: &[R]) -> Vec<usize> {
    let mut parent: Vec<usize> = (0..rows.len()).collect();
    let mut by_document = HashMap::with_capacity_and_hasher(rows.len(), FixedState::default());
    let mut by_text = HashMap::with_capacity_and_hasher(rows.len(), FixedState::default());
    for (i, row) in rows.iter().enumerate() {
        let row = row.borrow();
        join(&mut parent, i, *by_document.entry(row.document.as_str()).or_insert(i));
        join(&mut parent, i, *by_text.entry(text_key(&row.instance.text)).or_insert(i));
    }
    let roots: Vec<usize> = (0..rows.len()).map(|i| root(&mut parent, i)).collect();
    number(&roots)
}

fn number<T: Eq + Hash>(values: &[T]) -> Vec<usize> {
    let mut numbers = HashMap::with_hasher(FixedState::default());
    values
        .iter()
        .map(|value| {
            let next = numbers.len();
            *numbers.entry(value).or_insert(next)
        })
        .collect()
}

fn join(parent: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(parent, a), root(parent, b));
    parent[a.max(b)] = a.min(b);
}

fn root(parent: &mut [usize], mut i: usize) -> usize {
    while parent[i] != i {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    i
}

/// Rows by class of each head, then all rows.
const COUNTS: usize = 2 * CLASSES + 1;

/// What the deal needs to know of a group.
struct Group {
    number: usize,
    /// The least hash of its documents and texts: the same whatever the order of the rows.
    key: u128,
    counts: [u64; COUNTS],
}

impl Group {
    fn size(&self) -> u64 {
        self.counts[COUNTS - 1]
    }
}

fn summarise<R: Borrow<Row>>(rows: &[R], membership: &[usize], seed: u64) -> Vec<Group> {
    let len = membership.iter().max().map_or(0, |last| last + 1);
    let mut groups: Vec<Group> =
        (0..len).map(|number| Group { number, key: u128::MAX, counts: [0; COUNTS] }).collect();
    for (row, number) in rows.iter().zip(membership) {
        let row = row.borrow();
        let group = &mut groups[*number];
        let mut text = Xxh3::with_seed(seed);
        text.update(&text_key(&row.instance.text).to_le_bytes());
        group.key = group.key.min(text.digest128()).min(xxh3_128_with_seed(row.document.as_bytes(), seed));
        if let Some(stance) = row.stance {
            group.counts[stance.index()] += 1;
        }
        if let Some(sentiment) = row.sentiment {
            group.counts[CLASSES + sentiment.index()] += 1;
        }
        group.counts[COUNTS - 1] += 1;
    }
    groups
}

/// The fold of each group, by its number. A fold that is still empty comes first when the groups left are only just
/// enough to fill them all.
fn deal(groups: &[Group], k: usize) -> Vec<usize> {
    let mut totals = [0; COUNTS];
    for group in groups {
        add(&mut totals, &group.counts);
    }
    let mut filled = vec![[0; COUNTS]; k];
    let mut fold_of_group = vec![0; groups.len()];
    for (dealt, group) in groups.iter().enumerate() {
        let empty = filled.iter().filter(|f| f[COUNTS - 1] == 0).count();
        let only_empty = groups.len() - dealt <= empty;
        let best = (0..k)
            .filter(|&fold| !only_empty || filled[fold][COUNTS - 1] == 0)
            .min_by(|&a, &b| cost(&filled[a], group, &totals).total_cmp(&cost(&filled[b], group, &totals)))
            .unwrap_or(0);
        add(&mut filled[best], &group.counts);
        fold_of_group[group.number] = best;
    }
    fold_of_group
}

fn add(sum: &mut [u64; COUNTS], counts: &[u64; COUNTS]) {
    for (total, count) in sum.iter_mut().zip(counts) {
        *total += count;
    }
}

/// How much the group would raise the sum of squared shares: `Σ ((f + g)² − f²) / total²` over the counts.
fn cost(fold: &[u64; COUNTS], group: &Group, totals: &[u64; COUNTS]) -> f64 {
    (0..COUNTS)
        .filter(|&c| totals[c] > 0)
        .map(|c| {
            let (held, new, total) = (fold[c] as f64, group.counts[c] as f64, totals[c] as f64);
            new * (2.0 * held + new) / (total * total)
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instance::Instance;
    use crate::label::Stance;
    use proptest::prelude::*;

    fn row(document: u8, text: u8, stance: usize) -> Row {
        let instance = Instance { text: format!("Text {text}."), ..Instance::default() };
        Row {
            instance,
            stance: Some(Stance::ALL[stance]),
            sentiment: None,
            document: format!("d{document}"),
            phenomenon: None,
            id: None,
            weight: 1.0,
            location: crate::error::Location::default(),
            record: csv::StringRecord::new(),
        }
    }

    #[test]
    fn classes_and_sizes_are_even() {
        let rows: Vec<Row> = (0..120).map(|i| row(i, i, usize::from(i % 4 == 0))).collect();
        let folds = folds(&rows, 5, 7).unwrap();
        for fold in 0..5 {
            let of = |class: usize| {
                rows.iter()
                    .zip(&folds)
                    .filter(|(r, f)| **f == fold && r.stance == Some(Stance::ALL[class]))
                    .count()
            };
            assert_eq!((of(0), of(1)), (18, 6));
        }
    }

    #[test]
    fn the_seed_changes_the_split() {
        let rows: Vec<Row> = (0..60).map(|i| row(i, i, 0)).collect();
        assert_ne!(folds(&rows, 3, 1).unwrap(), folds(&rows, 3, 2).unwrap());
    }

    #[test]
    fn too_few_groups_are_an_error() {
        let rows = [row(1, 1, 0), row(1, 2, 1), row(2, 2, 2)];
        assert_eq!(
            folds(&rows, 3, 0).unwrap_err().to_string(),
            "training: 3 folds need at least 3 groups, and the rows form 1 (rows of one document or text stay \
             together)\n  hint: add documents, or ask for fewer folds"
        );
        assert_eq!(
            folds(&rows, 1, 0).unwrap_err().to_string(),
            "1 folds make no split\n  hint: use 2 or more"
        );
    }

    #[test]
    fn marks_and_case_do_not_make_another_text() {
        assert_eq!(text_key("“We  agree,” he said."), text_key("we agree he said"));
        assert_ne!(text_key("We agree"), text_key("Weagree"));
        assert_ne!(text_key("?"), text_key("!"));
    }

    proptest! {
        #[test]
        fn groups_stay_whole_and_order_does_not_matter(
            parts in proptest::collection::vec((0u8..12, 0u8..20, 0usize..3), 4..60),
            seed in any::<u64>(),
            turn in 0usize..60,
        ) {
            let rows: Vec<Row> = parts.iter().map(|&(d, t, s)| row(d, t, s)).collect();
            let Ok(found) = folds(&rows, 3, seed) else { return Ok(()) };
            for (a, x) in rows.iter().zip(&found) {
                for (b, y) in rows.iter().zip(&found) {
                    if a.document == b.document || a.instance.text == b.instance.text {
                        prop_assert_eq!(x, y);
                    }
                }
            }
            prop_assert!((0..3).all(|fold| found.contains(&fold)));
            let turn = turn % rows.len();
            let mut turned: Vec<&Row> = rows.iter().rev().collect();
            turned.rotate_left(turn);
            let mut expected: Vec<usize> = found.iter().rev().copied().collect();
            expected.rotate_left(turn);
            prop_assert_eq!(folds(&turned, 3, seed).unwrap(), expected);
        }
    }
}
