//! Are the names of one actor together, and those of different actors apart? B³ (Bagga and Baldwin 1998).
//!
//! Over mentions by name or description that both sides have: those that the program gives an actor, each with the gold
//! mention that fits it best. Precision of a mention is the share of its actor's mentions that are of its entity, recall
//! the share of its entity's mentions that are with its actor; both are averaged over mentions.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

use super::aligned::Aligned;
use super::reading::Read;

/// Sums over mentions.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct BCubed {
    /// Sum of the mentions' precision.
    pub precision: f64,
    /// Sum of the mentions' recall.
    pub recall: f64,
    /// Number of mentions.
    pub mentions: u64,
}

impl BCubed {
    /// Precision, recall and their harmonic mean; undefined without mentions.
    pub(super) fn figures(&self) -> [Option<f64>; 3] {
        if self.mentions == 0 {
            return [None; 3];
        }
        let n = self.mentions as f64;
        let (precision, recall) = (self.precision / n, self.recall / n);
        [precision, recall, 2.0 * precision * recall / (precision + recall)].map(Some)
    }

    /// Of mentions, each with its actor and its entity.
    fn of(pairs: &[(usize, usize)]) -> Self {
        let (mut actors, mut entities, mut both) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for &(actor, entity) in pairs {
            *actors.entry(actor).or_insert(0_u32) += 1;
            *entities.entry(entity).or_insert(0_u32) += 1;
            *both.entry((actor, entity)).or_insert(0_u32) += 1;
        }
        let mut sum = Self { mentions: pairs.len() as u64, ..Self::default() };
        for (&(actor, entity), &shared) in &both {
            let squared = f64::from(shared) * f64::from(shared);
            sum.precision += squared / f64::from(actors[&actor]);
            sum.recall += squared / f64::from(entities[&entity]);
        }
        sum
    }
}

impl AddAssign<&BCubed> for BCubed {
    fn add_assign(&mut self, other: &BCubed) {
        self.precision += other.precision;
        self.recall += other.recall;
        self.mentions += other.mentions;
    }
}

pub(super) fn count(read: &Read, aligned: &Aligned) -> BCubed {
    // Of two mentions inside one gold mention ("Dr." and "Dr. Ruiz") the first stands for it.
    let mut seen = BTreeSet::new();
    let pairs = read.reading.actor_of.iter().zip(aligned).filter_map(|(actor, gold)| {
        let (actor, (entity, span)) = ((*actor)?, (*gold)?);
        seen.insert((entity, span.start, span.end)).then_some((actor, entity))
    });
    BCubed::of(&pairs.collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bagga and Baldwin 1998, figures 1 to 4: 12 mentions of three entities; one response joins the small two, the other
    /// the large two.
    #[test]
    fn the_figures_of_the_paper() {
        let entity = |mention: usize| match mention {
            0..5 => 0,
            5..7 => 1,
            _ => 2,
        };
        let response = |actor: fn(usize) -> usize| {
            let pairs: Vec<(usize, usize)> = (0..12).map(|m| (actor(entity(m)), entity(m))).collect();
            BCubed::of(&pairs).figures().map(Option::unwrap)
        };
        let [precision, recall, _] = response(|entity| usize::from(entity > 0));
        assert!((precision - 0.76).abs() < 0.005 && (recall - 1.0).abs() < 1e-12, "{precision} {recall}");
        let [precision, recall, _] = response(|entity| usize::from(entity == 1));
        assert!((precision - 0.58).abs() < 0.005 && (recall - 1.0).abs() < 1e-12, "{precision} {recall}");
        assert_eq!(BCubed::default().figures(), [None; 3]);
    }
}
