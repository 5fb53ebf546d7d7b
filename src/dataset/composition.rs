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
    pub fn of<'d>(rows: impl IntoIterator<Item = &'d Row>) -> Self {
        let (mut ours, mut texts, mut documents) = (Self::default(), BTreeMap::new(), BTreeSet::new());
        let (mut holders, mut targets) = (BTreeSet::new(), BTreeSet::new());
        for row in rows {
            ours.rows += 1;
            documents.insert(row.document.as_str());
            if let Holder::Named(name) = &row.instance.holder {
                holders.insert(text_key(name));
            }
            targets.extend(row.instance.target.as_deref().map(text_key));
            let sentiment = texts.entry(text_key(&row.instance.text)).or_insert(row.sentiment);
            *sentiment = sentiment.or(row.sentiment);
            if let Some(stance) = row.stance {
                ours.stance[stance.index()] += 1;
                *ours.voices.entry(row.instance.voice.map_or("", Voice::name)).or_default() += 1;
            }
            if let Some(phenomenon) = &row.phenomenon {
                *ours.phenomena.entry(phenomenon.clone()).or_default() += 1;
            }
        }
        for sentiment in texts.values().flatten() {
            ours.sentiment[sentiment.index()] += 1;
        }
        [ours.texts, ours.documents] = [texts.len() as u64, documents.len() as u64];
        [ours.holders, ours.targets] = [holders.len() as u64, targets.len() as u64];
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
