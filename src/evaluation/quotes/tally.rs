//! What one article adds to each measure, and which rules were right how often.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use super::merging::BCubed;
use super::mistake::Unit;
use crate::actor::Rule;
use crate::evaluation::article::{Overlap, Share};

/// All counts of one article.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    pub speech: Overlap,
    pub sentence: Overlap,
    pub boundaries: Overlap,
    pub pronouns: Overlap,
    pub merging: BCubed,
    pub rules: RuleCounts,
}

/// How often each rule was right, in quotations and in sentences.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RuleCounts(BTreeMap<(Rule, Unit), Share>);

impl RuleCounts {
    pub(super) fn add(&mut self, unit: Unit, rule: Rule, right: bool) {
        self.0.entry((rule, unit)).or_default().add(right);
    }

    /// Right among all that the rule said.
    pub fn of(&self, rule: Rule, unit: Unit) -> Share {
        self.0.get(&(rule, unit)).copied().unwrap_or_default()
    }
}

impl AddAssign<&RuleCounts> for RuleCounts {
    fn add_assign(&mut self, other: &RuleCounts) {
        for (key, share) in &other.0 {
            *self.0.entry(*key).or_default() += share;
        }
    }
}
