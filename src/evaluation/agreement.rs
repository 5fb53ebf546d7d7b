//! Do annotators who labelled the same rows agree? Rows are matched over tables, then the coefficients follow.

use std::collections::{BTreeMap, HashMap};

use foldhash::fast::FixedState;

use super::head_label::HeadLabel;
use crate::dataset::{Dataset, Row, split, text_key};
use crate::error::{Error, Result};
use crate::instance::Holder;
use crate::label::{CLASSES, Label};
use crate::metric::agreement::Coefficients;
use crate::metric::{Agreement, Bootstrap, Clusters, Ratings};

/// How well the labels of several tables agree.
#[derive(Debug, Clone)]
pub struct AgreementReview<'d> {
    /// "stance" or "sentiment".
    pub head: &'static str,
    /// The classes' names, in index order.
    pub classes: [&'static str; CLASSES],
    /// What rows were matched by.
    pub matched_by: Matching,
    /// Rows that at least one table labels, in the order of the tables.
    pub units: Vec<Unit<'d>>,
    /// Rows of a table that repeat an earlier one of it; they do not count.
    pub repeated: usize,
    /// Rows of equal id whose texts differ.
    pub other_text: usize,
    /// Documents that the units come from.
    pub documents: usize,
    /// All coefficients.
    pub agreement: Agreement,
    /// Two annotators at a time; none when there are only two.
    pub pairs: Vec<Pair>,
    /// The coefficients of each value of a column.
    pub slices: Vec<Slice>,
    /// How the intervals were drawn.
    pub bootstrap: Bootstrap,
}

/// One thing that annotators labelled.
#[derive(Debug, Clone)]
pub struct Unit<'d> {
    /// The row as it stands in the first table that has it.
    pub row: &'d Row,
    /// The label in each table.
    pub labels: Vec<Option<usize>>,
}

/// Two annotators.
#[derive(Debug, Clone)]
pub struct Pair {
    /// Position of the first table.
    pub first: usize,
    /// Position of the second table.
    pub second: usize,
    /// Units that both labelled.
    pub units: usize,
    /// How well the two agree.
    pub all: Coefficients,
}

/// The units with one value of a column.
#[derive(Debug, Clone)]
pub struct Slice {
    /// The value; empty where the column is.
    pub value: String,
    /// How well the tables agree there.
    pub agreement: Agreement,
}

/// How rows of different tables were found to be the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matching {
    /// By the column `id`.
    Id,
    /// By text, holder and target.
    Content,
    /// By text: a sentence has one sentiment.
    Text,
}

impl Matching {
    /// In words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Content => "text, holder and target",
            Self::Text => "text",
        }
    }

    fn of<L: HeadLabel>(tables: &[Dataset]) -> Self {
        if L::ONCE_A_TEXT {
            Self::Text
        } else if tables.iter().flat_map(|table| &table.rows).all(|row| row.id.is_some()) {
            Self::Id
        } else {
            Self::Content
        }
    }

    fn key(self, row: &Row) -> Key<'_> {
        let text = text_key(&row.instance.text);
        match self {
            Self::Id => Key::Id(row.id.as_deref().unwrap_or("")),
            Self::Text => Key::Text(text),
            Self::Content => {
                Key::Content(text, &row.instance.holder, row.instance.target.as_deref().map(text_key))
            }
        }
    }
}

#[derive(PartialEq, Eq, Hash)]
enum Key<'r> {
    Id(&'r str),
    Text(u128),
    Content(u128, &'r Holder, Option<u128>),
}

impl AgreementReview<'_> {
    /// Units with two different labels, in order.
    pub fn disagreements(&self) -> impl Iterator<Item = &Unit<'_>> {
        self.units.iter().filter(|unit| {
            let mut given = unit.labels.iter().flatten();
            let first = given.next();
            given.any(|label| Some(label) != first)
        })
    }
}

/// The agreement of tables on head `L`; `by` names a column whose values are looked at apart. Errors when fewer than
/// two tables have labels, when no row stands in two of them, or when the column is in none.
pub fn agreement<'d, L: HeadLabel>(
    tables: &'d [Dataset],
    by: Option<&str>,
    bootstrap: Bootstrap,
) -> Result<AgreementReview<'d>> {
    let matched_by = Matching::of::<L>(tables);
    let matched = matched::<L>(tables, matched_by);
    let units = matched.units;
    let compared = units.iter().any(|unit| unit.labels.iter().flatten().count() >= 2);
    if !compared {
        return Err(Error::usage(format!(
            "no row has a {} label in two of the tables (matched by {})\n  hint: annotators' tables need the same ids, \
             or the same texts, holders and targets",
            L::HEAD,
            matched_by.name()
        )));
    }
    let rows: Vec<&Row> = units.iter().map(|unit| unit.row).collect();
    let groups = split::groups(&rows);
    let all: Vec<usize> = (0..units.len()).collect();
    let raters: Vec<usize> = (0..tables.len()).collect();
    let of = |raters: &[usize], units_at: &[usize]| rated(&units, raters, units_at, &groups, &bootstrap);
    let agreement = of(&raters, &all)?;
    let slices = match by {
        None => Vec::new(),
        Some(column) => by_value(tables, &units, &matched.table, column)?
            .into_iter()
            .map(|(value, units_at)| Ok(Slice { value, agreement: of(&raters, &units_at)? }))
            .collect::<Result<_>>()?,
    };
    let mut pairs = Vec::new();
    for second in (0..tables.len()).filter(|_| tables.len() > 2) {
        for first in 0..second {
            let ours = of(&[first, second], &all)?;
            pairs.push(Pair { first, second, units: ours.compared_units, all: ours.all });
        }
    }
    Ok(AgreementReview {
        head: L::HEAD,
        classes: L::ALL.map(Label::name),
        matched_by,
        repeated: matched.repeated,
        other_text: matched.other_text,
        documents: Clusters::by_key(&groups).number(),
        agreement,
        pairs,
        slices,
        bootstrap,
        units,
    })
}

struct Matched<'d> {
    units: Vec<Unit<'d>>,
    /// The table that each unit's row stands in.
    table: Vec<usize>,
    repeated: usize,
    other_text: usize,
}

fn matched<L: HeadLabel>(tables: &[Dataset], by: Matching) -> Matched<'_> {
    let mut found = Matched { units: Vec::new(), table: Vec::new(), repeated: 0, other_text: 0 };
    let mut places: HashMap<Key, usize, FixedState> = HashMap::default();
    for (number, table) in tables.iter().enumerate() {
        for row in &table.rows {
            let Some(label) = L::of_row(row) else { continue };
            let place = *places.entry(by.key(row)).or_insert(found.units.len());
            if place == found.units.len() {
                found.units.push(Unit { row, labels: vec![None; tables.len()] });
                found.table.push(number);
            }
            let unit = &mut found.units[place];
            if unit.labels[number].is_some() {
                // A sentence stands in a table once for each holder and target; its sentiment is one and the same.
                found.repeated += usize::from(!L::ONCE_A_TEXT);
                continue;
            }
            unit.labels[number] = Some(label.index());
            found.other_text +=
                usize::from(text_key(&unit.row.instance.text) != text_key(&row.instance.text));
        }
    }
    found
}

fn rated(
    units: &[Unit],
    raters: &[usize],
    units_at: &[usize],
    groups: &[usize],
    bootstrap: &Bootstrap,
) -> Result<Agreement> {
    let columns: Vec<Vec<Option<usize>>> = raters
        .iter()
        .map(|&rater| units_at.iter().map(|&unit| units[unit].labels[rater]).collect())
        .collect();
    let documents: Vec<usize> = units_at.iter().map(|&unit| groups[unit]).collect();
    Ratings::new(columns.iter().map(Vec::as_slice).collect())?
        .agreement(bootstrap, &Clusters::by_key(&documents))
}

/// The units of each value of a column, as the table of the unit's row has it.
fn by_value(
    tables: &[Dataset],
    units: &[Unit],
    table: &[usize],
    column: &str,
) -> Result<BTreeMap<String, Vec<usize>>> {
    let places: Vec<Option<usize>> =
        tables.iter().map(|t| t.columns.iter().position(|name| name == column)).collect();
    if places.iter().all(Option::is_none) {
        let known = tables.first().map(|table| table.columns.join(", ")).unwrap_or_default();
        return Err(Error::usage(format!("there is no column `{column}`\n  hint: the columns are {known}")));
    }
    let mut values: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (position, unit) in units.iter().enumerate() {
        let value = places[table[position]].and_then(|place| unit.row.record.get(place)).unwrap_or("");
        values.entry(value.trim().to_owned()).or_default().push(position);
    }
    Ok(values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::ReadOptions;
    use crate::label::{Sentiment, Stance};

    fn table(text: &str) -> Dataset {
        Dataset::read_from(text.as_bytes(), "t.csv", &ReadOptions::default()).unwrap()
    }

    fn without_draws<L: HeadLabel>(tables: &[Dataset]) -> AgreementReview<'_> {
        agreement::<L>(tables, None, Bootstrap { draws: 0, ..Bootstrap::default() }).unwrap()
    }

    #[test]
    fn rows_are_matched_by_id_whatever_their_order() {
        let tables = [
            table(
                "id,text,target,stance\n1,A toll.,toll,favor\n2,A toll came.,toll,against\n3,No toll.,toll,neutral\n",
            ),
            table("id,text,target,stance\n3,No toll.,toll,against\n1,A toll.,toll,favor\n"),
        ];
        let ours = without_draws::<Stance>(&tables);
        assert_eq!((ours.matched_by, ours.units.len(), ours.agreement.compared_units), (Matching::Id, 3, 2));
        assert_eq!(ours.agreement.all.percent.value, Some(0.5));
        let listed: Vec<_> = ours.disagreements().map(|unit| unit.row.id.as_deref().unwrap()).collect();
        assert_eq!(listed, ["3"]);
    }

    #[test]
    fn without_ids_text_holder_and_target_make_a_row() {
        let tables = [
            table(
                "text,holder,target,stance\nAna and Ben met.,Ana,Ben,favor\nAna and Ben met.,Ben,Ana,neutral\n",
            ),
            table(
                "text,holder,target,stance\nAna and Ben met.,Ben,Ana,neutral\nAna and Ben met.,Ana,ben,against\n",
            ),
        ];
        let ours = without_draws::<Stance>(&tables);
        assert_eq!((ours.matched_by, ours.agreement.compared_units), (Matching::Content, 2));
        assert_eq!(ours.agreement.all.percent.value, Some(0.5));
    }

    #[test]
    fn a_sentence_has_one_sentiment() {
        let text = "id,text,sentiment\n1,Rain fell.,neutral\n2,Rain fell.,neutral\n3,Sun shone.,positive\n";
        let tables = [table(text), table(text), table(text)];
        let ours = without_draws::<Sentiment>(&tables);
        assert_eq!((ours.units.len(), ours.repeated, ours.pairs.len()), (2, 0, 3));
        assert_eq!(ours.agreement.all.krippendorff_alpha.value, Some(1.0));
    }

    #[test]
    fn values_of_a_column_are_looked_at_apart() {
        let tables = [
            table("id,text,target,stance,kind\n1,A toll.,toll,favor,x\n2,The toll.,toll,against,y\n"),
            table("id,text,target,stance\n1,A toll.,toll,favor\n2,The toll.,toll,favor\n"),
        ];
        let ours = agreement::<Stance>(&tables, Some("kind"), Bootstrap::default()).unwrap();
        let percent: Vec<_> =
            ours.slices.iter().map(|s| (s.value.as_str(), s.agreement.all.percent.value)).collect();
        assert_eq!(percent, [("x", Some(1.0)), ("y", Some(0.0))]);
        let error = agreement::<Stance>(&tables, Some("sort"), Bootstrap::default()).unwrap_err();
        assert!(error.to_string().starts_with("there is no column `sort`"), "{error}");
    }

    #[test]
    fn tables_that_share_no_row_are_refused() {
        let tables = [
            table("text,target,stance\nA toll.,toll,favor\n"),
            table("text,target,stance\nNo toll.,toll,favor\n"),
        ];
        let error = agreement::<Stance>(&tables, None, Bootstrap::default()).unwrap_err();
        assert!(error.to_string().starts_with("no row has a stance label in two of the tables"), "{error}");
    }
}
