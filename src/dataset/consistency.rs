//! Do the rows agree with each other? Texts in two documents, rows with two labels.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use xxhash_rust::xxh3::Xxh3;

use super::split::{group_of, text_key};
use super::{Findings, Row};
use crate::error::Location;
use crate::instance::Holder;
use crate::label::Label;
use crate::text::Span;

type Seen<'r, V> = HashMap<u128, (V, &'r Location), FixedState>;

/// Warns of what only shows across rows. A row with a weight of its own may stand for one of several readings, so
/// its label contradicts nothing.
pub(super) fn check(rows: &[Row], findings: &mut Findings) {
    let mut documents = Seen::default();
    let mut stances = Seen::default();
    let mut sentiments = Seen::default();
    for row in rows {
        let text = text_key(&row.instance.text);
        if row.document != group_of(text) {
            same_document(&mut documents, text, row, findings);
        }
        if row.weight != 1.0 {
            continue;
        }
        if let Some(label) = row.stance {
            one_label(&mut stances, row_key(text, row), label, "text, holder and target", row, findings);
        }
        if let Some(label) = row.sentiment {
            one_label(&mut sentiments, text, label, "text", row, findings);
        }
    }
}

/// Each further document of a text is warned of once.
fn same_document<'r>(seen: &mut Seen<'r, Vec<&'r str>>, text: u128, row: &'r Row, findings: &mut Findings) {
    let (documents, first) = seen.entry(text).or_insert_with(|| (vec![&row.document], &row.location));
    if documents.contains(&row.document.as_str()) {
        return;
    }
    findings.warning(
        row.location.clone().in_column("document"),
        format!("the text stands in \"{}\" here and in \"{}\" at {first}", row.document, documents[0]),
        "both documents go to the same fold",
    );
    documents.push(&row.document);
}

fn one_label<'r, L: Label>(
    seen: &mut Seen<'r, L>,
    key: u128,
    label: L,
    same: &str,
    row: &'r Row,
    findings: &mut Findings,
) {
    let (first, place) = *seen.entry(key).or_insert((label, &row.location));
    if first != label {
        findings.warning(
            row.location.clone().in_column(L::HEAD),
            format!("the same {same} is {label} here and {first} at {place}"),
            "decide for one label; both rows are kept",
        );
    }
}

/// Text, holder and target of a row. Where the target stands counts too: `she` may be two people.
fn row_key(text: u128, row: &Row) -> u128 {
    let mut hash = Xxh3::new();
    hash.update(&text.to_le_bytes());
    let (kind, name): (u8, &str) = match &row.instance.holder {
        Holder::Unknown => (0, ""),
        Holder::Named(name) => (1, name),
        Holder::Author => (2, ""),
        Holder::Unnamed => (3, ""),
    };
    hash.update(&[kind]);
    for name in [name, row.instance.target.as_deref().unwrap_or("")] {
        hash.update(name.to_lowercase().as_bytes());
        hash.update(&[0xff]);
    }
    for Span { start, .. } in &row.instance.target_spans {
        hash.update(&(*start as u64).to_le_bytes());
    }
    hash.digest128()
}
