//! Where is the model better or worse than elsewhere? Each value of a column against the rest.

use std::collections::BTreeSet;

use crate::dataset::{Dataset, Row};
use crate::error::{Error, Result};
use crate::evaluation::article::Share;
use crate::evaluation::compare::holm_of_defined;
use crate::evaluation::head_label::Scored;
use crate::evaluation::leak::Known;
use crate::feature::names::LowerCaseWords;
use crate::feature::sequence::{Sequence, View};
use crate::feature::word::WordMemo;
use crate::label::Voice;
use crate::lexicon::function_words::Classes;
use crate::metric::paired::{Difference, difference};
use crate::metric::{Bootstrap, Clusters, Counts, Estimate, Scores};

/// With fewer rows than this a slice is not tested.
pub const LEAST_ROWS: usize = 30;

/// A tested slice below this corrected p-value is flagged.
pub const FLAG_LEVEL: f64 = 0.05;

/// Words up to which a text is short, and up to which it is of middle length.
const LENGTHS: [usize; 2] = [20, 35];

/// The rows with one value of a column.
#[derive(Debug, Clone)]
pub struct Slice {
    /// A column of the table, or `voice`, `negation`, `length`, `target`.
    pub column: String,
    /// The value; empty where the column is.
    pub value: String,
    /// Rows in the slice.
    pub rows: usize,
    /// Share of right rows, with its interval.
    pub accuracy: Estimate,
    /// Macro F1. A class that the slice lacks counts as 0.
    pub macro_f1: Estimate,
    /// Accuracy of the slice less that of all other rows; none where the slice or the rest is too small.
    pub difference: Option<Difference>,
    /// Its p-value after Holm's correction over all tested slices.
    pub holm_p: Option<f64>,
}

impl Slice {
    /// Differs from the rest by more than chance, as far as `FLAG_LEVEL` tells.
    pub fn is_flagged(&self) -> bool {
        self.holm_p.is_some_and(|p| p < FLAG_LEVEL)
    }
}

/// The slices of all columns: those built in, and those asked for.
pub(super) fn slices(
    data: &Dataset,
    scored: &Scored<'_>,
    predicted: &[usize],
    asked: &[String],
    known: Option<&Known>,
    bootstrap: &Bootstrap,
) -> Result<Vec<Slice>> {
    let mut columns = built_in(&scored.rows, known);
    for name in asked {
        columns.push((name.clone(), values_of(data, &scored.rows, name)?));
    }
    let decisions: Vec<(usize, usize)> = scored.gold.iter().copied().zip(predicted.iter().copied()).collect();
    let mut slices = Vec::new();
    for (column, values) in columns {
        let different: BTreeSet<&str> = values.iter().map(String::as_str).collect();
        // A column with one value tells nothing.
        for value in different.iter().filter(|_| different.len() > 1) {
            let inside: Vec<bool> = values.iter().map(|other| other == value).collect();
            slices.push(slice(&column, value, &inside, &decisions, &scored.clusters, bootstrap)?);
        }
    }
    let p_values: Vec<Option<f64>> = slices.iter().map(|s| s.difference.and_then(|d| d.p_value)).collect();
    for (slice, adjusted) in slices.iter_mut().zip(holm_of_defined(&p_values)) {
        slice.holm_p = adjusted;
    }
    Ok(slices)
}

fn slice(
    column: &str,
    value: &str,
    inside: &[bool],
    decisions: &[(usize, usize)],
    clusters: &Clusters,
    bootstrap: &Bootstrap,
) -> Result<Slice> {
    let rows = inside.iter().filter(|inside| **inside).count();
    let all = || decisions.iter().zip(inside);
    let tables: Vec<Counts> = clusters.sums(all(), |sum: &mut Counts, (&(gold, predicted), &inside)| {
        sum.0[gold][predicted] += u64::from(inside);
    })?;
    let tables: Vec<Counts> = tables.into_iter().filter(|counts| counts.total() > 0).collect();
    let estimates = bootstrap.estimate(&tables, |counts| {
        let scores = Scores::of(counts);
        [scores.accuracy, scores.macro_average.f1]
    });
    let tested = rows >= LEAST_ROWS && inside.len() - rows >= LEAST_ROWS;
    let difference = if tested {
        let shares = |wanted: bool| {
            clusters.sums(all(), |sum: &mut Share, (&(gold, predicted), &inside)| {
                if inside == wanted {
                    sum.add(gold == predicted);
                }
            })
        };
        let accuracy = |share: &Share| [share.value()];
        difference(bootstrap, &shares(false)?, &shares(true)?, accuracy)?.into_iter().next()
    } else {
        None
    };
    Ok(Slice {
        column: column.to_owned(),
        value: value.to_owned(),
        rows,
        accuracy: estimates.first().copied().unwrap_or_default(),
        macro_f1: estimates.get(1).copied().unwrap_or_default(),
        difference,
        holm_p: None,
    })
}

fn built_in(rows: &[&Row], known: Option<&Known>) -> Vec<(String, Vec<String>)> {
    let mut columns = vec![
        ("phenomenon", rows.iter().map(|row| row.phenomenon.clone().unwrap_or_default()).collect()),
        ("voice", rows.iter().map(|row| row.instance.voice.map_or("", Voice::name).to_owned()).collect()),
    ];
    let mut memo = WordMemo::default();
    let (mut negation, mut length) = (Vec::new(), Vec::new());
    for row in rows {
        let view = View { entities: false, names: false };
        let sequence = Sequence::read(&row.instance, view, &LowerCaseWords::default(), &mut memo);
        let negated = sequence.units.iter().any(|unit| unit.classes.has(Classes::NEGATOR));
        negation.push(if negated { "with a negator" } else { "without a negator" }.to_owned());
        length.push(length_of(sequence.units.iter().filter(|unit| unit.is_word()).count()));
    }
    columns.push(("negation", negation));
    columns.push(("length", length));
    if let Some(known) = known {
        let seen = |row: &&Row| match row.instance.target.as_deref() {
            Some(target) if known.has_target(target) => "seen in training",
            Some(_) => "not seen in training",
            None => "",
        };
        columns.push(("target", rows.iter().map(|row| seen(row).to_owned()).collect()));
    }
    columns.into_iter().map(|(name, values)| (name.to_owned(), values)).collect()
}

fn length_of(words: usize) -> String {
    let [short, middle] = LENGTHS;
    if words <= short {
        format!("up to {short} words")
    } else if words <= middle {
        format!("{} to {middle} words", short + 1)
    } else {
        format!("over {middle} words")
    }
}

/// What each row has in a column of the table.
pub(super) fn values_of(data: &Dataset, rows: &[&Row], column: &str) -> Result<Vec<String>> {
    let Some(place) = data.columns.iter().position(|name| name == column) else {
        return Err(Error::usage(format!(
            "there is no column `{column}` to slice by\n  hint: the columns are {}",
            data.columns.join(", ")
        )));
    };
    Ok(rows.iter().map(|row| row.record.get(place).unwrap_or("").trim().to_owned()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::ReadOptions;
    use crate::label::Stance;

    fn table() -> Dataset {
        let mut text = String::from("text,target,stance,voice,outlet\n");
        for i in 0..120 {
            let not = if i % 2 == 0 { "did not speak" } else { "spoke" };
            let voice = ["direct", "author"][i % 2];
            text +=
                &format!("Ana {not} of the toll {i} times.,the toll,favor,{voice},{}\n", ["x", "y"][i / 60]);
        }
        Dataset::read_from(text.as_bytes(), "t.csv", &ReadOptions::default()).unwrap()
    }

    #[test]
    fn a_slice_that_is_worse_is_flagged_and_no_other() {
        let data = table();
        let scored = Scored::of::<Stance>(&data.rows);
        // Every second negated row is wrong, and every tenth other one.
        let predicted: Vec<usize> = (0..120).map(|i| if i % 4 == 0 || i % 20 == 1 { 0 } else { 2 }).collect();
        let bootstrap = Bootstrap { draws: 500, ..Bootstrap::default() };
        let ours = slices(&data, &scored, &predicted, &["outlet".into()], None, &bootstrap).unwrap();
        let flagged: Vec<&str> = ours.iter().filter(|s| s.is_flagged()).map(|s| s.value.as_str()).collect();
        assert_eq!(flagged, ["author", "direct", "with a negator", "without a negator"]);
        let negated = ours.iter().find(|slice| slice.value == "with a negator").unwrap();
        assert_eq!((negated.rows, negated.accuracy.value), (60, Some(0.5)));
        assert_eq!(ours.iter().filter(|slice| slice.column == "outlet").count(), 2);
        assert!(ours.iter().all(|slice| slice.column != "length"), "all texts are short");
    }

    #[test]
    fn small_slices_are_not_tested_and_unknown_columns_are_named() {
        let mut data = table();
        data.rows.truncate(20);
        let scored = Scored::of::<Stance>(&data.rows);
        let bootstrap = Bootstrap { draws: 10, ..Bootstrap::default() };
        let known = Known::new(None, Some(&table()));
        let ours = slices(&data, &scored, &[0; 20], &[], known.as_ref(), &bootstrap).unwrap();
        assert!(ours.iter().all(|slice| slice.difference.is_none() && !slice.is_flagged()));
        let error = slices(&data, &scored, &[0; 20], &["mood".into()], None, &bootstrap).unwrap_err();
        assert!(error.to_string().contains("no column `mood`"), "{error}");
    }
}
