//! How much of the rows a report shows.

/// What is listed beside the scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listing {
    /// How many of the worst errors.
    pub errors: usize,
    /// Whether rows, texts and names may be shown at all. A report on a frozen test set shows none, so that nobody
    /// learns from it what the set holds.
    pub rows: bool,
}

impl Listing {
    /// Scores and counts, and nothing of any row.
    pub const SCORES_ONLY: Self = Self { errors: 0, rows: false };
}
