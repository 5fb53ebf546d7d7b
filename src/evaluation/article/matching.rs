//! Which predicted actor is which gold actor? One to one, by name.

use super::names::{normalised, strength};
use super::views::Views;
use crate::actor::Reading;
use crate::article::annotated::AnnotatedArticle;

/// A one-to-one matching.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Matching {
    /// The predicted actor of each gold one.
    pub predicted: Vec<Option<usize>>,
    /// The gold actor of each predicted one.
    pub gold: Vec<Option<usize>>,
}

impl Matching {
    /// Takes the pair that is most alike first, then the next one of those still free: by likeness of names, then
    /// by the number of equal names, by the sentences both speak in, and by their order.
    pub(super) fn new(article: &AnnotatedArticle, reading: &Reading, views: &Views) -> Self {
        let gold: Vec<Vec<Vec<String>>> =
            article.actors.iter().map(|actor| actor.forms().map(normalised).collect()).collect();
        let predicted = reading.actors.iter().map(|actor| {
            let names = std::iter::once(&actor.name).chain(&actor.aliases);
            // "@author" is a sign, not a name.
            names.filter(|name| !name.starts_with('@')).map(|name| normalised(name)).collect::<Vec<_>>()
        });
        let mut pairs = Vec::new();
        for (p, names) in predicted.enumerate() {
            for (g, forms) in gold.iter().enumerate() {
                if let Some((likeness, equal)) = strength(names.as_slice(), forms) {
                    pairs.push(((likeness, equal, views.shared(g, p)), g, p));
                }
            }
        }
        pairs.sort_by_key(|&(strength, g, p)| (std::cmp::Reverse(strength), g, p));
        let mut matching =
            Self { predicted: vec![None; article.actors.len()], gold: vec![None; reading.actors.len()] };
        for (_, g, p) in pairs {
            if matching.predicted[g].is_none() && matching.gold[p].is_none() {
                matching.predicted[g] = Some(p);
                matching.gold[p] = Some(g);
            }
        }
        matching
    }
}
