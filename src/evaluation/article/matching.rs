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
    /// The first gold actor that bears a name of each predicted one, matched or not.
    pub namesake: Vec<Option<usize>>,
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
        let mut namesake = vec![None; reading.actors.len()];
        for (p, names) in predicted.enumerate() {
            for (g, forms) in gold.iter().enumerate() {
                if let Some((likeness, equal)) = strength(names.as_slice(), forms) {
                    pairs.push(((likeness, equal, views.shared(g, p)), g, p));
                    if equal > 0 {
                        namesake[p] = namesake[p].or(Some(g));
                    }
                }
            }
        }
        pairs.sort_by_key(|&(strength, g, p)| (std::cmp::Reverse(strength), g, p));
        let mut matching = Self {
            predicted: vec![None; article.actors.len()],
            gold: vec![None; reading.actors.len()],
            namesake,
        };
        for (_, g, p) in pairs {
            if matching.predicted[g].is_none() && matching.gold[p].is_none() {
                matching.predicted[g] = Some(p);
                matching.gold[p] = Some(g);
            }
        }
        matching
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::actor::read;
    use crate::text::Document;

    const LEVY: &str = include_str!("../../../tests/articles/levy.toml");

    #[test]
    fn actors_are_paired_by_name_one_to_one() {
        let article = AnnotatedArticle::parse(LEVY, Path::new("levy.toml")).unwrap();
        let document = Document::new(&article.text);
        let reading = read(&document);
        let matching = Matching::new(&article, &reading, &Views::default());
        let name = |gold: usize| matching.predicted[gold].map(|p| reading.actors[p].name.as_str());
        assert_eq!([name(0), name(3)], [Some("Ana Ruiz"), Some("Ben Okoro")]);
        for (gold, predicted) in matching.predicted.iter().enumerate() {
            if let Some(predicted) = predicted {
                assert_eq!(matching.gold[*predicted], Some(gold));
            }
        }
    }
}
