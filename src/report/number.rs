//! How figures are written: three decimals, an interval in brackets, "undefined" where there is none.

use crate::metric::Estimate;

/// A score, or "undefined".
pub fn score(value: Option<f64>) -> String {
    value.map_or_else(|| "undefined".to_owned(), |value| format!("{value:.3}"))
}

/// A score with its 95% interval.
pub fn with_interval(estimate: Estimate) -> String {
    match estimate.interval {
        Some(interval) => format!("{} [{:.3}, {:.3}]", score(estimate.value), interval.low, interval.high),
        None => score(estimate.value),
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
        if i > 0 && (digits.len() - i) % 3 == 0 {
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
