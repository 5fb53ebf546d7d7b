//! What users of attribution tools report as wrong, as tests: every case in two stories with other names.
#![cfg(test)]

mod acts;
mod bodies;
mod clauses;
mod headlines;
mod people;
mod quotations;
mod refusals;
mod roles;

use super::{Attribution, Reading, Rule, read};
use crate::text::Document;

/// A text that was read, with the questions that the cases ask.
struct Story {
    text: &'static str,
    reading: Reading,
    quotes: Vec<(usize, usize)>,
}

impl Story {
    fn read(text: &'static str) -> Self {
        let document = Document::new(text);
        let reading = read(&document);
        let quotes = document.quotes.iter().map(|q| (q.span.start, q.span.end)).collect();
        Self { text, reading, quotes }
    }

    fn name(&self, attribution: &Attribution) -> &str {
        &self.reading.actors[attribution.actor].name
    }

    /// Who speaks the quotation that holds `words`; "" for nobody.
    fn speaker(&self, words: &str) -> &str {
        let at = self.text.find(words).unwrap_or_else(|| panic!("no {words:?} in the text"));
        let quote = self.quotes.iter().position(|q| q.0 <= at && at < q.1);
        let quote = quote.unwrap_or_else(|| panic!("{words:?} stands in no quotation"));
        let found =
            self.reading.attributions.iter().find(|a| a.told_by.is_none() && a.quotes.contains(&quote));
        found.map_or("", |a| self.name(a))
    }

    /// The holders in whose content `words` stand, those of told views left out.
    fn holders(&self, words: &str) -> Vec<&str> {
        let own = self.holding(words).filter(|a| a.told_by.is_none());
        own.map(|a| self.name(a)).collect()
    }

    fn holding<'s>(&'s self, words: &str) -> impl Iterator<Item = &'s Attribution> {
        let at = self.text.find(words).unwrap_or_else(|| panic!("no {words:?} in the text"));
        self.reading
            .attributions
            .iter()
            .filter(move |a| a.content.iter().any(|c| c.start <= at && at < c.end))
    }

    /// The attributions of an actor.
    fn of(&self, name: &str) -> Vec<&Attribution> {
        self.reading.attributions.iter().filter(|a| self.name(a) == name).collect()
    }

    /// The words that an actor's acts are done to.
    fn acts(&self, name: &str) -> Vec<&str> {
        let acts = self.reading.acts.iter().filter(|a| self.name(a) == name);
        acts.flat_map(|a| a.content.iter().map(|c| c.of(self.text))).collect()
    }

    fn rules(&self, name: &str) -> Vec<Rule> {
        self.of(name).into_iter().map(|a| a.rule).collect()
    }
}

/// How many views an actor has, by its name, those that others tell left out.
fn views(text: &'static str, name: &str) -> usize {
    Story::read(text).of(name).into_iter().filter(|a| a.told_by.is_none()).count()
}
