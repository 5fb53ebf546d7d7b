//! Does the label hang on who it is? Names of holder and target are replaced by others of their kind, and labels that
//! flip are counted: a stance is in what is said, not in the name.

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use crate::evaluation::head_label::{HeadLabel, Scored, classes};
use crate::instance::{Holder, Instance};
use crate::mention::{Gender, Mention, MentionKind, Words, mentions};
use crate::metric::interval::{Interval, LEVEL, wilson};
use crate::model::Head;
use crate::text::{Document, Span};

/// How labels fare when names change.
#[derive(Debug, Clone)]
pub struct NameSwap {
    /// Rows with a name to replace.
    pub rows: u64,
    /// Rows whose label flips.
    pub flips: u64,
    /// Wilson interval of the share of flips.
    pub interval: Option<Interval>,
    /// Each flip: position in the table, class before and after, the text with the other names.
    pub flipped: Vec<Flip>,
}

/// A row whose label hangs on a name.
#[derive(Debug, Clone)]
pub struct Flip {
    /// Position in the table.
    pub row: usize,
    /// Class with the names of the table.
    pub before: usize,
    /// Class with other names.
    pub after: usize,
    /// The text with other names.
    pub text: String,
}

const WOMEN: [&str; 6] = ["Maren", "Lucia", "Ingrid", "Yasmin", "Teresa", "Hannah"];
const MEN: [&str; 6] = ["Anders", "Mateo", "Viktor", "Karim", "Stefan", "Daniel"];
const SURNAMES: [&str; 12] = [
    "Holmgren",
    "Ferreira",
    "Novak",
    "Haddad",
    "Okafor",
    "Lindqvist",
    "Moretti",
    "Tanaka",
    "Kovacs",
    "Mbeki",
    "Delacroix",
    "Petrov",
];
const ORGANISATIONS: [&str; 6] = [
    "Weston Institute",
    "Harrow Council",
    "Calder Group",
    "Lowell Foundation",
    "Marlow Union",
    "Brent Agency",
];
const PLACES: [&str; 8] = ["Norway", "Chile", "Kenya", "Portugal", "Vietnam", "Canada", "Morocco", "Finland"];

/// Labels every row with a name anew, with other names; none when no row has a name.
pub(super) fn name_swap<L: HeadLabel>(
    head: &Head<L>,
    scored: &Scored<'_>,
    predicted: &[usize],
) -> Option<NameSwap> {
    let swapped: Vec<(usize, Instance)> = scored
        .rows
        .par_iter()
        .enumerate()
        .filter_map(|(i, row)| Some((i, with_other_names(&row.instance)?)))
        .collect();
    let instances: Vec<&Instance> = swapped.iter().map(|(_, instance)| instance).collect();
    let flipped: Vec<Flip> = swapped
        .iter()
        .zip(classes(head, &instances))
        .filter(|((i, _), after)| predicted[*i] != *after)
        .map(|((i, instance), after)| Flip {
            row: scored.positions[*i],
            before: predicted[*i],
            after,
            text: instance.text.clone(),
        })
        .collect();
    let (rows, flips) = (swapped.len() as u64, flipped.len() as u64);
    (rows > 0).then(|| NameSwap { rows, flips, interval: wilson(flips, rows, LEVEL), flipped })
}

/// The instance with other names of holder and target; none where neither is a name that stands in the text.
fn with_other_names(instance: &Instance) -> Option<Instance> {
    let document = Document::new(&instance.text);
    let words = Words::new(&document);
    let found = mentions(&words);
    let mut names: Vec<(String, String)> = Vec::new();
    for span in instance.holder_spans.iter().chain(&instance.target_spans) {
        let named = found.iter().filter(|mention| mention.is_named());
        for mention in named.filter(|mention| span.overlaps(words.span_of(&mention.name))) {
            names.extend(replacements(mention, words.span_of(&mention.name).of(&instance.text)));
        }
    }
    // The full name before the surname in it.
    names.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
    names.dedup();
    let edits = edits(&instance.text, &names);
    (!edits.is_empty()).then(|| edited(instance, &names, &edits))
}

/// A name and what stands for it; for a person also the surname alone.
fn replacements(mention: &Mention, name: &str) -> Vec<(String, String)> {
    let Some(last) = name.split_whitespace().next_back() else { return Vec::new() };
    let pick = |list: &[&str]| -> String {
        let number = usize::try_from(xxh3_64(last.as_bytes()) % list.len() as u64).unwrap_or(0);
        let chosen = if list[number].contains(last) { (number + 1) % list.len() } else { number };
        list[chosen].to_owned()
    };
    match mention.kind {
        MentionKind::Organisation => vec![(name.to_owned(), pick(&ORGANISATIONS))],
        MentionKind::Place => vec![(name.to_owned(), pick(&PLACES))],
        MentionKind::Person | MentionKind::Name => {
            let surname = (last.to_owned(), pick(&SURNAMES));
            if last == name {
                return vec![surname];
            }
            let first = match mention.gender {
                Gender::Female => pick(&WOMEN),
                Gender::Male | Gender::Open => pick(&MEN),
            };
            vec![(name.to_owned(), format!("{first} {}", surname.1)), surname]
        }
        _ => Vec::new(),
    }
}

/// Where a name stands as whole words, with what replaces it; in order, without overlap.
fn edits<'n>(text: &str, names: &'n [(String, String)]) -> Vec<(Span, &'n str)> {
    let mut edits: Vec<(Span, &str)> = Vec::new();
    for (old, new) in names {
        for (start, found) in text.match_indices(old.as_str()) {
            let span = Span::new(start, start + found.len());
            let before = text[..start].chars().next_back();
            let after = text[span.end..].chars().next();
            let whole = ![before, after].into_iter().flatten().any(char::is_alphanumeric);
            if whole && !edits.iter().any(|(other, _)| other.overlaps(span)) {
                edits.push((span, new));
            }
        }
    }
    edits.sort_by_key(|(span, _)| span.start);
    edits
}

fn edited(instance: &Instance, names: &[(String, String)], edits: &[(Span, &str)]) -> Instance {
    let text = replaced(&instance.text, edits);
    let phrase = |phrase: &str| replaced(phrase, &self::edits(phrase, names));
    let moved = |spans: &[Span]| {
        let moved =
            spans.iter().map(|span| Span::new(place(edits, span.start, false), place(edits, span.end, true)));
        moved.collect()
    };
    Instance {
        holder: match &instance.holder {
            Holder::Named(name) => Holder::Named(phrase(name)),
            other => other.clone(),
        },
        target: instance.target.as_deref().map(phrase),
        holder_spans: moved(&instance.holder_spans),
        target_spans: moved(&instance.target_spans),
        voice: instance.voice,
        text,
    }
}

fn replaced(text: &str, edits: &[(Span, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (span, new) in edits {
        out.push_str(&text[at..span.start]);
        out.push_str(new);
        at = span.end;
    }
    out.push_str(&text[at..]);
    out
}

/// Where an offset stands after the edits; one inside of a replaced name moves to its end or start.
fn place(edits: &[(Span, &str)], offset: usize, to_end: bool) -> usize {
    let mut moved = offset;
    for (span, new) in edits {
        if span.end <= offset {
            moved = moved + new.len() - span.len();
        } else if span.start < offset {
            let start = moved - (offset - span.start);
            return if to_end { start + new.len() } else { start };
        }
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::instance_from;

    fn swapped(text: &str, holder: &str, target: &str) -> Option<Instance> {
        with_other_names(&instance_from(text, Some(holder), Some(target), None).unwrap())
    }

    #[test]
    fn names_change_everywhere_and_spans_move_along() {
        let text = "Mayor Ilse Brandvold praised the toll, and Brandvold called Chile a partner.";
        let ours = swapped(text, "Ilse Brandvold", "Chile").unwrap();
        assert!(!ours.text.contains("Brandvold") && !ours.text.contains("Chile"), "{}", ours.text);
        assert!(ours.text.starts_with("Mayor ") && ours.text.contains(" praised the toll, and "));
        let Holder::Named(holder) = &ours.holder else { panic!("{:?}", ours.holder) };
        assert_eq!(ours.holder_spans[0].of(&ours.text), holder);
        assert_eq!(Some(ours.target_spans[0].of(&ours.text)), ours.target.as_deref());
        assert_eq!(swapped(text, "Ilse Brandvold", "Chile"), Some(ours));
    }

    #[test]
    fn descriptions_are_no_names() {
        assert_eq!(swapped("Fishermen attacked the harbour toll.", "Fishermen", "the harbour toll"), None);
    }
}
