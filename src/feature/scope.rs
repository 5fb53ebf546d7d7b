//! Negation scope, clause numbers and quotation, marked on the units from left to right.

use super::sequence::Unit;
use crate::lexicon::function_words::Classes;

/// How many units a negator reaches over.
const NEGATION_REACH: usize = 6;

/// The factor of a negated word's valence (VADER's).
const NEGATED_VALENCE: f32 = -0.74;

/// Marks every unit. A negator reaches over [`NEGATION_REACH`] units or to the end of its clause; a second one
/// within its reach lifts it.
pub fn mark(units: &mut [Unit]) {
    let mut negated = false;
    let mut since_negator = 0;
    let mut clause: u16 = 0;
    let mut quoted = false;
    // The double mark, whatever its typography.
    let quotation_mark = super::hash::word("\"");
    for (position, unit) in units.iter_mut().enumerate() {
        let classes = unit.classes;
        if classes.has(Classes::SCOPE_END) || since_negator > NEGATION_REACH {
            negated = false;
        }
        let is_quotation_mark = unit.form == quotation_mark;
        if is_quotation_mark {
            quoted = !quoted;
        }
        if classes.has(Classes::CLAUSE_MARK) || (position > 0 && classes.has(Classes::CLAUSE_OPENER)) {
            clause = clause.saturating_add(1);
        }
        unit.negated = negated;
        unit.clause = clause;
        unit.quoted = quoted && !is_quotation_mark;
        if negated {
            unit.valence *= NEGATED_VALENCE;
        }
        if classes.has(Classes::NEGATOR) {
            negated = !negated;
            since_negator = 0;
        } else if negated {
            since_negator += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::feature::names::LowerCaseWords;
    use crate::feature::sequence::{Sequence, View};
    use crate::feature::word::WordMemo;
    use crate::instance::Instance;

    fn marked(text: &str) -> Vec<(String, bool, u16, bool)> {
        let instance = Instance { text: text.into(), ..Instance::default() };
        let view = View { entities: true, names: false };
        let sequence = Sequence::read(&instance, view, &LowerCaseWords::default(), &mut WordMemo::default());
        let row = |u: &super::Unit| (u.span.of(text).to_owned(), u.negated, u.clause, u.quoted);
        sequence.units.iter().map(row).collect()
    }

    #[test]
    fn a_negator_reaches_to_the_end_of_its_clause() {
        let units = marked("it did not back the plan, but liked it");
        let negated: Vec<_> = units.iter().filter(|u| u.1).map(|u| u.0.as_str()).collect();
        assert_eq!(negated, ["back", "the", "plan"]);
    }

    #[test]
    fn a_second_negator_lifts_the_first() {
        let units = marked("nobody here is not for it");
        let negated: Vec<_> = units.iter().filter(|u| u.1).map(|u| u.0.as_str()).collect();
        assert_eq!(negated, ["here", "is", "not"]);
    }

    #[test]
    fn clauses_and_quotes_are_numbered() {
        let units = marked("he called it “a theft” because it fails");
        let quoted: Vec<_> = units.iter().filter(|u| u.3).map(|u| u.0.as_str()).collect();
        assert_eq!(quoted, ["a", "theft"]);
        assert_eq!(units.last().map(|u| u.2), Some(3));
    }
}
