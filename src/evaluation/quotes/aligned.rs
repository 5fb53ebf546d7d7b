//! Which gold entity does a mention of the program's name?

use super::reading::Read;
use crate::article::quote_record::{GoldEntity, GoldMentionKind};
use crate::text::Span;

/// For each mention of the program the gold mention, as its entity and its place; none for a pronoun, and where no gold
/// mention shares its name.
pub(super) type Aligned = Vec<Option<(usize, Span)>>;

/// Of the gold mentions that share a mention's name, the one that fits its ends best.
pub(super) fn aligned(read: &Read, entities: &[GoldEntity]) -> Aligned {
    let mut gold: Vec<(usize, Span)> = Vec::new();
    for (entity, one) in entities.iter().enumerate() {
        let named = one.mentions.iter().filter(|mention| mention.kind != GoldMentionKind::Pronoun);
        gold.extend(named.map(|mention| (entity, mention.span)));
    }
    let tokens = &read.document.tokens;
    let mentions = read.reading.mentions.iter();
    mentions
        .map(|mention| {
            if mention.pronoun().is_some() || mention.name.is_empty() {
                return None;
            }
            let name =
                Span::new(tokens[mention.name.start].span.start, tokens[mention.name.end - 1].span.end);
            let ends =
                |span: Span| span.start.abs_diff(mention.span.start) + span.end.abs_diff(mention.span.end);
            gold.iter().filter(|(_, span)| span.overlaps(name)).min_by_key(|(_, span)| ends(*span)).copied()
        })
        .collect()
}
