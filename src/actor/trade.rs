//! Words by which one trade or station is named in turn: hikers and a hiking club, pensioners and retired people.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use crate::lexicon::hash_of;
use crate::lexicon::remembered::Remembered;
use crate::lexicon::stem::stem;

/// Words that news use in turn for those of one trade or station; the first one stands for all.
const TRADES: [&[&str]; 18] = [
    &["pensioner", "retiree", "retired", "senior", "elderly"],
    &["fisherman", "fishermen", "fisher", "fishing", "fisheries", "trawler", "trawlermen"],
    &["teacher", "teaching", "educator"],
    &["doctor", "physician", "medic", "medical"],
    &["banker", "lender", "bank", "banking"],
    &["landlord", "letting", "landlady"],
    &["docker", "dock", "longshoremen", "stevedore"],
    &["grower", "farmer", "planter", "farming"],
    &["manufacturer", "factory", "manufacturing", "industry", "industrial", "industrialist"],
    &["shopkeeper", "trader", "merchant", "retailer", "shop"],
    &["trucker", "haulier", "haulage", "trucking"],
    &["miner", "mining", "mineworker"],
    &["journalist", "reporter", "press", "editor"],
    &["lawyer", "attorney", "advocate", "bar"],
    &["landowner", "landholder"],
    &["hotel", "hotelier", "hospitality"],
    &["tenant", "renter"],
    &["villager", "village"],
];
/// What stands for a word of each trade.
static TRADE_OF: LazyLock<HashMap<u64, u64, FixedState>> = LazyLock::new(|| {
    let words = TRADES.iter().flat_map(|group| group.iter().map(|word| (root(word), root(group[0]))));
    words.collect()
});

/// The hash by which words of descriptions are compared: that of the stem without the ending of those who do something,
/// so that hikers go with a hiking club.
fn root(lower: &str) -> u64 {
    // An employee is no employer, an officer no office, a worker no works.
    let apart = lower.trim_end_matches('s');
    if apart.ends_with("ee") || matches!(apart, "officer" | "worker") {
        return hash_of(apart);
    }
    let stem = stem(lower);
    let bare = stem.strip_suffix("er").or_else(|| stem.strip_suffix("or")).filter(|bare| bare.len() > 2);
    let bare = bare.unwrap_or(&stem);
    hash_of(bare.strip_suffix('e').unwrap_or(bare))
}

/// The same, one for all words of a trade; roots are remembered.
pub(super) fn trade(word: &str) -> u64 {
    thread_local! {
        static ROOTS: Remembered = const { Remembered::new() };
    }
    let compute = || {
        let root = root(&word.to_lowercase());
        TRADE_OF.get(&root).copied().unwrap_or(root)
    };
    ROOTS.with(|roots| roots.get(hash_of(word), compute))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_trade_and_forms_of_a_word_are_one() {
        for (one, other) in
            [("hikers", "hiking"), ("Pensioners", "retired"), ("farmer", "planters"), ("teacher", "teaching")]
        {
            assert_eq!(trade(one), trade(other), "{one} {other}");
        }
        for (one, other) in
            [("employees", "employers"), ("officers", "office"), ("workers", "works"), ("hikers", "miners")]
        {
            assert_ne!(trade(one), trade(other), "{one} {other}");
        }
    }
}
