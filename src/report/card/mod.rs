//! Model cards and data cards: generated from the model, its report and its data, around what people write.

mod data;
mod human;
mod model;

pub use data::{DataCard, Listed, data};
pub use human::Human;
pub use model::{ModelCard, actor_head, model};

use super::page::{Grid, Page, ended};
use crate::error::Result;
use human::Marker;

/// A table as Markdown.
fn table(grid: Grid) -> String {
    let mut page = Page::default();
    page.grid(grid);
    page.markdown()
}

/// A card that grows section by section: what is generated, then what people write.
struct Sections {
    card: String,
    human: Human,
}

impl Sections {
    fn add(&mut self, heading: &str, generated: &str, name: &str, starter: &str) {
        let human = self.human.part(Marker::Markdown, name, starter);
        self.card.push_str(&format!("## {heading}\n\n{generated}{human}\n"));
    }

    /// An error when a human part has found no place.
    fn finish(self) -> Result<String> {
        self.human.finish()?;
        Ok(ended(self.card))
    }
}
