//! What is in a table: counts for reports and data cards.

use std::collections::{BTreeMap, BTreeSet};

use super::{Row, text_key};
use crate::instance::Holder;
use crate::label::{CLASSES, Label, Voice};

/// Counts of some rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Composition {
    /// Rows.
    pub rows: u64,
    /// Different texts.
    pub texts: u64,
    /// Different documents.
    pub documents: u64,
    /// Different holders with a name, whatever the letter case.
    pub holders: u64,
    /// Different targets, whatever the letter case.
    pub targets: u64,
    /// Rows with each stance, in class order.
    pub stance: [u64; CLASSES],
    /// Different texts with each sentiment, in class order.
    pub sentiment: [u64; CLASSES],
    /// Rows of each voice; an empty name where none is given.
    pub voices: BTreeMap<&'static str, u64>,
    /// Rows of each phenomenon; empty where no row names one.
    pub phenomena: BTreeMap<String, u64>,
}

impl Composition {
    /// Counts rows.
    pub fn of(rows: &[Row]) -> Self {
        let different = |keys: BTreeSet<u128>| keys.len() as u64;
        let mut ours = Self {
            rows: rows.len() as u64,
            texts: different(rows.iter().map(|row| text_key(&row.instance.text)).collect()),
            documents: rows.iter().map(|row| &row.document).collect::<BTreeSet<_>>().len() as u64,
            holders: different(
                rows.iter()
                    .filter_map(|row| match &row.instance.holder {
                        Holder::Named(name) => Some(text_key(name)),
                        _ => None,
                    })
                    .collect(),
            ),
            targets: different(
                rows.iter().filter_map(|row| row.instance.target.as_deref()).map(text_key).collect(),
            ),
            ..Self::default()
        };
        let mut seen = BTreeSet::new();
        for row in rows {
            if let Some(stance) = row.stance {
                ours.stance[stance.index()] += 1;
                *ours.voices.entry(row.instance.voice.map_or("", Voice::name)).or_default() += 1;
            }
            if let Some(sentiment) = row.sentiment
                && seen.insert(text_key(&row.instance.text))
            {
                ours.sentiment[sentiment.index()] += 1;
            }
            if let Some(phenomenon) = &row.phenomenon {
                *ours.phenomena.entry(phenomenon.clone()).or_default() += 1;
            }
        }
        ours
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{Dataset, ReadOptions};

    #[test]
    fn rows_texts_and_names_are_counted() {
        let table = "text,holder,target,stance,sentiment,phenomenon\n\
                     Ana backs a toll.,Ana,a toll,favor,neutral,plain\n\
                     Ana backs a toll.,@author,A Toll,neutral,neutral,\n\
                     Ben met Ana.,ana,Ben,,negative,\n";
        let data = Dataset::read_from(table.as_bytes(), "t.csv", &ReadOptions::default()).unwrap();
        let ours = Composition::of(&data.rows);
        assert_eq!((ours.rows, ours.texts, ours.documents, ours.holders, ours.targets), (3, 2, 2, 1, 2));
        assert_eq!((ours.stance, ours.sentiment), ([0, 1, 1], [1, 1, 0]));
        assert_eq!(ours.phenomena, BTreeMap::from([("plain".into(), 1)]));
        assert_eq!(ours.voices, BTreeMap::from([("", 2)]));
    }
}
