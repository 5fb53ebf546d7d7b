//! Is one model better than another on the same rows, and which rows make the difference?

use super::head_label::{HeadLabel, Scored, classes};
use crate::dataset::Dataset;
use crate::error::{Error, Result};
use crate::label::{CLASSES, Label, Sentiment, Stance};
use crate::metric::paired::{Difference, difference, discordant, holm, mcnemar, randomisation};
use crate::metric::{Bootstrap, Counts, Decisions, Measure, Scores};
use crate::model::Model;

/// What two models are compared by.
pub const MEASURES: [Measure; 3] = [Measure::MacroF1, Measure::Accuracy, Measure::FAverage];

/// Two models on the same rows; differences are B − A.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// One entry for each head that both models have and the rows are labelled for.
    pub heads: Vec<HeadComparison>,
    /// How the intervals were drawn.
    pub bootstrap: Bootstrap,
    /// Draws of the randomisation test.
    pub randomisations: usize,
}

/// One head of both models.
#[derive(Debug, Clone)]
pub struct HeadComparison {
    /// "stance" or "sentiment".
    pub head: &'static str,
    /// The classes' names, in index order.
    pub classes: [&'static str; CLASSES],
    /// Rows scored.
    pub rows: usize,
    /// Documents they come from.
    pub documents: usize,
    /// In the order of [`MEASURES`].
    pub measures: Vec<Compared>,
    /// Rows that only A has right.
    pub only_a: u64,
    /// Rows that only B has right.
    pub only_b: u64,
    /// Exact `McNemar` test of the two, which takes rows as independent.
    pub mcnemar_p: f64,
    /// Rows to which the models give different labels, in the order of the table.
    pub changed: Vec<Changed>,
}

/// One measure of both models.
#[derive(Debug, Clone)]
pub struct Compared {
    /// Which.
    pub measure: Measure,
    /// Its name in this head.
    pub name: String,
    /// Of model A.
    pub a: Option<f64>,
    /// Of model B.
    pub b: Option<f64>,
    /// B − A with its interval from the paired cluster bootstrap.
    pub difference: Difference,
    /// Approximate randomisation by document; `None` where the difference is undefined.
    pub p_value: Option<f64>,
    /// The same after Holm's correction over the measures.
    pub holm_p: Option<f64>,
}

/// A row to which the models give different labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Changed {
    /// Position in the table.
    pub row: usize,
    /// Gold class.
    pub gold: usize,
    /// Class by model A.
    pub a: usize,
    /// Class by model B.
    pub b: usize,
}

/// How a changed row went from A to B.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// B mends an error of A.
    Mended,
    /// B breaks what A has right.
    Broken,
    /// Both are wrong, each in its way.
    OtherError,
}

impl Change {
    /// All changes, in the order of reports.
    pub const ALL: [Self; 3] = [Self::Mended, Self::Broken, Self::OtherError];

    /// In words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mended => "wrong → right",
            Self::Broken => "right → wrong",
            Self::OtherError => "wrong → otherwise wrong",
        }
    }
}

impl Changed {
    /// How the row went from A to B.
    pub fn change(&self) -> Change {
        if self.b == self.gold {
            Change::Mended
        } else if self.a == self.gold {
            Change::Broken
        } else {
            Change::OtherError
        }
    }
}

impl HeadComparison {
    /// How many rows went this way.
    pub fn count(&self, change: Change) -> usize {
        self.changed.iter().filter(|row| row.change() == change).count()
    }
}

/// Compares every head that both models have and `data` has labels for; an error when there is none.
pub fn compare(
    a: &Model,
    b: &Model,
    data: &Dataset,
    bootstrap: Bootstrap,
    randomisations: usize,
) -> Result<Comparison> {
    let heads = [
        head::<Stance>(a, b, data, bootstrap, randomisations)?,
        head::<Sentiment>(a, b, data, bootstrap, randomisations)?,
    ];
    let heads: Vec<HeadComparison> = heads.into_iter().flatten().collect();
    if heads.is_empty() {
        return Err(Error::usage("the table has no label for any head that both models have"));
    }
    Ok(Comparison { heads, bootstrap, randomisations })
}

fn head<L: HeadLabel>(
    a: &Model,
    b: &Model,
    data: &Dataset,
    bootstrap: Bootstrap,
    randomisations: usize,
) -> Result<Option<HeadComparison>> {
    let scored = Scored::of::<L>(&data.rows);
    let (Some(a), Some(b)) = (L::of_model(a), L::of_model(b)) else { return Ok(None) };
    if scored.is_empty() {
        return Ok(None);
    }
    let instances = scored.instances();
    let (by_a, by_b) = (classes(a, &instances), classes(b, &instances));
    compared::<L>(&scored, &by_a, &by_b, bootstrap, randomisations).map(Some)
}

fn compared<L: HeadLabel>(
    scored: &Scored<'_>,
    by_a: &[usize],
    by_b: &[usize],
    bootstrap: Bootstrap,
    randomisations: usize,
) -> Result<HeadComparison> {
    let (of_a, of_b) = (Decisions::new(&scored.gold, by_a)?, Decisions::new(&scored.gold, by_b)?);
    let figures = |counts: &Counts| {
        let scores = Scores::of(counts);
        MEASURES.map(|measure| scores.get(measure))
    };
    let documents_a = Counts::by_cluster(&of_a, &scored.clusters)?;
    let documents_b = Counts::by_cluster(&of_b, &scored.clusters)?;
    let differences = difference(&bootstrap, &documents_a, &documents_b, figures)?;
    let p_values = randomisation(randomisations, bootstrap.seed, &documents_a, &documents_b, figures)?;
    let adjusted = holm_of_defined(&p_values);
    let (values_a, values_b) = (figures(&Counts::of(&of_a)), figures(&Counts::of(&of_b)));
    let measures = (0..MEASURES.len())
        .map(|i| Compared {
            measure: MEASURES[i],
            name: MEASURES[i].name::<L>(),
            a: values_a[i],
            b: values_b[i],
            difference: differences[i],
            p_value: p_values[i],
            holm_p: adjusted[i],
        })
        .collect();
    let (only_a, only_b) = discordant(&of_a, &of_b)?;
    let rows = scored.positions.iter().zip(&scored.gold).zip(by_a.iter().zip(by_b));
    let changed = rows
        .filter(|(_, (a, b))| a != b)
        .map(|((&row, &gold), (&a, &b))| Changed { row, gold, a, b })
        .collect();
    Ok(HeadComparison {
        head: L::HEAD,
        classes: L::ALL.map(Label::name),
        rows: scored.len(),
        documents: scored.clusters.number(),
        measures,
        only_a,
        only_b,
        mcnemar_p: mcnemar(only_a, only_b),
        changed,
    })
}

/// Holm's correction over the tests that could be made.
pub(super) fn holm_of_defined(p_values: &[Option<f64>]) -> Vec<Option<f64>> {
    let defined: Vec<f64> = p_values.iter().copied().flatten().collect();
    let mut adjusted = holm(&defined).into_iter();
    p_values.iter().map(|p| p.and_then(|_| adjusted.next())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::ReadOptions;

    fn table() -> Dataset {
        let mut text = String::from("text,target,stance,document\n");
        for i in 0..12 {
            let stance = ["against", "neutral", "favor"][i % 3];
            text += &format!("Ana spoke of the toll {i} times.,the toll,{stance},d{}\n", i / 2);
        }
        Dataset::read_from(text.as_bytes(), "t.csv", &ReadOptions::default()).unwrap()
    }

    #[test]
    fn changes_are_counted_and_tested() {
        let data = table();
        let scored = Scored::of::<Stance>(&data.rows);
        let right = scored.gold.clone();
        // A is wrong in rows 0 to 5, B in row 11; rows 0 and 1 stay wrong in another way.
        let mut a = right.clone();
        a[..6].iter_mut().for_each(|class| *class = (*class + 1) % 3);
        let mut b = right.clone();
        b[..2].iter_mut().for_each(|class| *class = (*class + 2) % 3);
        b[11] = 0;
        let ours = compared::<Stance>(&scored, &a, &b, Bootstrap::default(), 1000).unwrap();
        assert_eq!(Change::ALL.map(|change| ours.count(change)), [4, 1, 2]);
        assert_eq!((ours.only_a, ours.only_b), (1, 4));
        assert!((ours.mcnemar_p - 0.375).abs() < 1e-12);
        assert_eq!((ours.rows, ours.documents), (12, 6));
        let accuracy = &ours.measures[1];
        assert_eq!((accuracy.a, accuracy.b), (Some(0.5), Some(0.75)));
        assert_eq!(accuracy.difference.value, Some(0.25));
        for measure in &ours.measures {
            assert!(measure.holm_p.unwrap() >= measure.p_value.unwrap());
            assert!(measure.difference.interval.unwrap().contains(measure.difference.value.unwrap()));
        }
    }

    #[test]
    fn an_undefined_test_takes_no_part_in_the_correction() {
        assert_eq!(holm_of_defined(&[Some(0.01), None, Some(0.04)]), [Some(0.02), None, Some(0.04)]);
    }
}
