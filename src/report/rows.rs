//! How a single row is named and shown in reports.

use serde_json::{Value, json};

use crate::dataset::Row;
use crate::instance::Holder;

/// The row's id, or where it stands.
pub fn name(row: &Row) -> String {
    row.id.clone().unwrap_or_else(|| row.location.to_string())
}

/// Holder, target and the whole text in one line.
pub fn shown(row: &Row) -> String {
    let text: String = row.instance.text.split_whitespace().collect::<Vec<_>>().join(" ");
    match (holder(row), &row.instance.target) {
        (Some(holder), Some(target)) => format!("[{holder} → {target}] {text}"),
        (None, Some(target)) => format!("[→ {target}] {text}"),
        _ => text,
    }
}

/// The holder as a table names it.
pub fn holder(row: &Row) -> Option<&str> {
    match &row.instance.holder {
        Holder::Unknown => None,
        Holder::Named(name) => Some(name),
        Holder::Author => Some("@author"),
        Holder::Unnamed => Some("@unnamed"),
    }
}

/// `id`, `place` (file and line), `text`, `holder`, `target`, `document`.
pub fn json(row: &Row) -> Value {
    json!({
        "id": row.id,
        "place": row.location.to_string(),
        "text": row.instance.text,
        "holder": holder(row),
        "target": row.instance.target,
        "document": row.document,
    })
}
