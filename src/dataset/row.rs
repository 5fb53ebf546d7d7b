//! What does one record say? Every rule that a row can break by itself.

use std::path::Path;

use super::columns::{Column, Columns};
use super::labels::{LabelMap, Reading};
use super::split::{group_of, text_key};
use super::table::Record;
use super::{Findings, Row, locate, spans};
use crate::error::Location;
use crate::instance::{Holder, Instance};
use crate::label::Voice;
use crate::text::{Span, Token, tokenize};

/// Turns the records of one file into rows.
pub(super) struct RowReader<'a> {
    pub(super) file: &'a Path,
    pub(super) columns: &'a Columns,
    pub(super) map: &'a LabelMap,
}

impl RowReader<'_> {
    /// None where the row holds an error; all of its errors go to `findings`.
    pub(super) fn read(&self, record: Record, findings: &mut Findings) -> Option<Row> {
        let errors = findings.errors.len();
        let location =
            Location { record: Some(record.number), ..Location::file(self.file).at_line(record.line) };
        let mut reading = Reader { columns: self.columns, record: &record, location: &location, findings };
        let text = reading.text();
        let tokens = tokenize(text);
        let stance = reading.label(Column::Stance, |word| self.map.stance(word));
        let sentiment = reading.label(Column::Sentiment, |word| self.map.sentiment(word));
        let voice = reading.voice();
        let weight = reading.weight();
        let target = reading.target(stance.is_some());
        let (holder, holder_spans) = reading.holder(text, &tokens, voice);
        let target_spans = reading.target_spans(text, &tokens, target);
        let document = reading.optional(Column::Document).unwrap_or_else(|| group_of(text_key(text)));
        let (phenomenon, id) = (reading.optional(Column::Phenomenon), reading.optional(Column::Id));
        let instance = Instance {
            text: text.to_owned(),
            holder,
            target: target.map(str::to_owned),
            holder_spans,
            target_spans,
            voice,
        };
        if findings.errors.len() > errors {
            return None;
        }
        Some(Row {
            instance,
            stance,
            sentiment,
            document,
            phenomenon,
            id,
            weight,
            location,
            record: record.fields,
        })
    }
}

/// One record while it is read.
struct Reader<'r> {
    columns: &'r Columns,
    record: &'r Record,
    location: &'r Location,
    findings: &'r mut Findings,
}

impl<'r> Reader<'r> {
    fn value(&self, column: Column) -> &'r str {
        self.columns.value(&self.record.fields, column)
    }

    fn optional(&self, column: Column) -> Option<String> {
        Some(self.value(column)).filter(|v| !v.is_empty()).map(str::to_owned)
    }

    fn place(&self, column: Column) -> Location {
        self.location.clone().in_column(column.name())
    }

    fn error(&mut self, column: Column, message: impl Into<String>, hint: impl Into<String>) {
        let place = self.place(column);
        self.findings.error(place, message, hint);
    }

    fn text(&mut self) -> &'r str {
        let text = self.columns.raw(&self.record.fields, Column::Text);
        if text.trim().is_empty() {
            self.error(Column::Text, "the text is empty", "fill it in, or delete the line");
        }
        text
    }

    fn label<L>(&mut self, column: Column, read: impl Fn(&str) -> Reading<L>) -> Option<L> {
        match read(self.columns.raw(&self.record.fields, column).trim()) {
            Ok(label) => label,
            Err((message, hint)) => {
                self.error(column, message, hint);
                None
            }
        }
    }

    fn voice(&mut self) -> Option<Voice> {
        let word = self.value(Column::Voice);
        if word.is_empty() {
            return None;
        }
        let voice = word.parse().ok();
        if voice.is_none() {
            let message = format!("\"{word}\" is not a voice");
            self.error(Column::Voice, message, "use author, direct, indirect or mixed, or leave it empty");
        }
        voice
    }

    fn weight(&mut self) -> f64 {
        let number = self.value(Column::Weight);
        if number.is_empty() {
            return 1.0;
        }
        let weight = number.parse::<f64>().ok().filter(|w| w.is_finite() && *w > 0.0);
        if weight.is_none() {
            let message = format!("\"{number}\" is not a weight");
            self.error(
                Column::Weight,
                message,
                "use a number above 0, with a dot for decimals, or leave it empty",
            );
        }
        weight.unwrap_or(1.0)
    }

    fn target(&mut self, has_stance: bool) -> Option<&'r str> {
        let target = self.value(Column::Target);
        if target.is_empty() {
            if has_stance {
                self.error(
                    Column::Target,
                    "a stance without a target",
                    "name what the stance is about; the tone of the sentence itself goes to the column sentiment",
                );
            }
            return None;
        }
        Some(target)
    }

    fn target_spans(&mut self, text: &str, tokens: &[Token], target: Option<&str>) -> Vec<Span> {
        let given = self.given_span(text, tokens, Column::TargetStart, Column::TargetEnd, target);
        match (given, target) {
            (Given::Span(span), _) => vec![span],
            (Given::Nothing, Some(target)) => {
                let found = locate::mentions(text, tokens, target);
                if found.is_empty() {
                    let place = self.place(Column::Target);
                    self.findings.warning(
                        place,
                        format!("the target \"{target}\" does not stand in the text"),
                        "check the spelling, or point to an alias or pronoun with target_start and target_end",
                    );
                }
                found
            }
            _ => Vec::new(),
        }
    }

    fn holder(&mut self, text: &str, tokens: &[Token], voice: Option<Voice>) -> (Holder, Vec<Span>) {
        let name = self.value(Column::Holder);
        let holder = match name.to_lowercase().as_str() {
            "" => Holder::Unknown,
            "@author" => Holder::Author,
            "@unnamed" => Holder::Unnamed,
            _ => Holder::Named(name.to_owned()),
        };
        // A special holder has no name that its span could differ from.
        let named = match &holder {
            Holder::Unknown => None,
            Holder::Author | Holder::Unnamed => Some(""),
            Holder::Named(name) => Some(name.as_str()),
        };
        let given = self.given_span(text, tokens, Column::HolderStart, Column::HolderEnd, named);
        let spans = match (given, &holder) {
            (Given::Span(span), _) => vec![span],
            (Given::Nothing, Holder::Named(name)) => {
                let found = locate::first_mention(text, tokens, name);
                if found.is_none() && voice != Some(Voice::Direct) && !text.trim().is_empty() {
                    self.holder_missing(name);
                }
                found.into_iter().collect()
            }
            _ => Vec::new(),
        };
        (holder, spans)
    }

    fn holder_missing(&mut self, name: &str) {
        let (message, hint) = if name.starts_with('@') {
            (
                format!("\"{name}\" is no special holder and does not stand in the text"),
                "the special holders are @author and @unnamed",
            )
        } else {
            (
                format!("the holder \"{name}\" does not stand in the text"),
                "check the spelling, point to an alias or pronoun with holder_start and holder_end, \
                 or set voice=direct where the text is the holder's own speech",
            )
        };
        self.error(Column::Holder, message, hint);
    }

    /// The span in two columns, verified against the text; `name` is whose span it should be.
    fn given_span(
        &mut self,
        text: &str,
        tokens: &[Token],
        start: Column,
        end: Column,
        name: Option<&str>,
    ) -> Given {
        let (from, to) = (self.value(start), self.value(end));
        if from.is_empty() && to.is_empty() {
            return Given::Nothing;
        }
        let Some(name) = name else {
            let owner = start.name().trim_end_matches("_start");
            let hint = format!("fill in the column {owner}, or empty {} and {}", start.name(), end.name());
            self.error(start, format!("a span of a {owner} that is not named"), hint);
            return Given::Wrong;
        };
        let mut numbers = [None, None];
        for (number, (column, field)) in numbers.iter_mut().zip([(start, from), (end, to)]) {
            *number = spans::position(field);
            if number.is_none() {
                let message = match field {
                    "" => {
                        format!("{} is empty and {} is not", column.name(), other(column, start, end).name())
                    }
                    _ => format!("\"{field}\" is not a position in the text"),
                };
                self.error(column, message, "a span needs both ends, as whole numbers of code points from 0");
            }
        }
        let [Some(from), Some(to)] = numbers else { return Given::Wrong };
        match spans::check(text, tokens, from, to) {
            Ok(checked) => {
                self.report_cover(text, start, &checked, name);
                Given::Span(checked.whole)
            }
            Err((message, hint)) => {
                self.error(start, message, hint);
                Given::Wrong
            }
        }
    }

    fn report_cover(&mut self, text: &str, start: Column, checked: &spans::Checked, name: &str) {
        let (given, whole) = (checked.given.of(text), checked.whole.of(text));
        let place = self.place(start);
        if given != whole {
            self.findings.warning(
                place.clone(),
                format!("the span covers \"{given}\", a part of \"{whole}\""),
                "the whole word is taken",
            );
        }
        if !name.is_empty() && given != name {
            let owner = start.name().trim_end_matches("_start");
            let message = format!("the span covers \"{given}\", the {owner} is \"{name}\"");
            self.findings.notes.push(crate::error::Problem::new(place, message));
        }
    }
}

/// What the span columns of a row hold.
enum Given {
    Nothing,
    Wrong,
    Span(Span),
}

fn other(column: Column, start: Column, end: Column) -> Column {
    if column == start { end } else { start }
}
