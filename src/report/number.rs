//! How figures are written: three decimals, an interval in brackets, "undefined" where there is none.

use crate::metric::{Estimate, Interval};

/// The no-break space: it keeps an interval on one line of a terminal. Markdown is written with ordinary blanks.
pub const NO_BREAK: char = '\u{a0}';

/// A score, or "undefined".
pub fn score(value: Option<f64>) -> String {
    value.map_or_else(|| "undefined".to_owned(), |value| format!("{value:.3}"))
}

/// A score with its 95% interval.
pub fn with_interval(estimate: Estimate) -> String {
    match estimate.interval {
        Some(interval) => format!("{} {}", score(estimate.value), bracketed(interval)),
        None => score(estimate.value),
    }
}

/// An interval in brackets.
pub fn bracketed(interval: Interval) -> String {
    format!("[{:.3},{NO_BREAK}{:.3}]", interval.low, interval.high)
}

/// A difference with its sign and its 95% interval.
pub fn signed_with_interval(value: Option<f64>, interval: Option<Interval>) -> String {
    let signed = value.map_or_else(|| score(None), |value| format!("{value:+.3}"));
    match interval {
        Some(interval) => format!("{signed} [{:+.3},{NO_BREAK}{:+.3}]", interval.low, interval.high),
        None => signed,
    }
}

/// A p-value: four decimals, "< 0.0001" below, "–" where there is none.
pub fn p_value(p: Option<f64>) -> String {
    match p {
        None => "–".to_owned(),
        Some(p) if p < 1e-4 => format!("<{NO_BREAK}0.0001"),
        Some(p) => format!("{p:.4}"),
    }
}

/// A count with its noun: "1 row", "2 rows".
pub fn count(n: u64, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{} {noun}s", thousands(n)) }
}

/// A count with commas: 8,739.
pub fn thousands(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_have_commas_and_nouns_their_plural() {
        assert_eq!(count(1, "row"), "1 row");
        assert_eq!(count(8739, "row"), "8,739 rows");
        assert_eq!(thousands(100), "100");
        assert_eq!(score(None), "undefined");
    }
}
