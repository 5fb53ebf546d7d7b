//! Model cards and data cards: generated from the model, its report and its data, around what people write.

mod data;
mod human;
mod model;

pub use data::{DataCard, Listed, data};
pub use human::Human;
pub use model::{ModelCard, model};

use super::page::{Grid, Page};

/// A table as Markdown.
fn table(grid: Grid) -> String {
    let mut page = Page::default();
    page.grid(grid);
    page.markdown()
}
