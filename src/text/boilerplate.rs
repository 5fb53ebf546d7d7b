//! Which sentences are no part of the story: links, credits, photo credits, standards lines?
//!
//! A sentence is judged by how it starts, so that a credit is found in a line of its own and at the end of
//! a paragraph alike. "read more" is also found after the last stop of a sentence, and a credit at the end of a
//! paragraph in brackets or behind a caption.

use super::paragraph::{is_blank, trim};
use super::{Removed, RemovedReason, Span};
use crate::lexicon::boilerplate as phrases;

/// Longest sentence that can be boilerplate, in bytes; its first bytes are enough to know it.
const LONGEST: usize = 600;

/// Why the sentence `text` is no part of the story, if it is not. `whole_line` is true if it fills its
/// paragraph, and then more forms are known.
pub(super) fn reason(text: &str, whole_line: bool) -> Option<RemovedReason> {
    if text.len() > LONGEST {
        return None;
    }
    let words = normalised(text);
    let line = words.trim_matches(['(', ')', '[', ']', ' ', '.', ':', '>', '»', '→', '*', '-', '•']);
    let starts = |table: &[&str]| table.iter().any(|start| starts_with_words(line, start));
    let is = |table: &[&str]| table.contains(&line);
    if starts(phrases::LINK_STARTS)
        || is(phrases::LINKS)
        || whole_line && starts(phrases::LINK_LINE_STARTS)
        || is_invitation(line)
    {
        Some(RemovedReason::Link)
    } else if starts(phrases::CREDIT_STARTS) || is_contribution(line) || whole_line && is_byline(text) {
        Some(RemovedReason::Credit)
    } else if starts(phrases::PHOTO_STARTS) || whole_line && is_agency_photo(line) {
        Some(RemovedReason::PhotoCredit)
    } else if starts(phrases::STANDARDS_STARTS) || text.trim_start().starts_with('©') {
        Some(RemovedReason::Standards)
    } else {
        None
    }
}

/// Cuts "read more" after a stop, and credits at the end, out of `paragraph`. Returns what is
/// kept, in order, and adds what is cut to `removed`.
pub(super) fn cut(text: &str, paragraph: Span, removed: &mut Vec<Removed>) -> Vec<Span> {
    let (body, credit) = split_credit(text, paragraph);
    let mut kept = Vec::with_capacity(1);
    let mut from = body.start;
    for link in read_more(text, body) {
        kept.push(trim(text, Span::new(from, link.start)));
        removed.push(Removed { span: link, reason: RemovedReason::Link });
        from = link.end;
    }
    kept.push(trim(text, Span::new(from, body.end)));
    kept.retain(|span| !span.is_empty());
    removed.extend(credit);
    kept
}

/// "read more" after a stop and before the end or a capital.
fn read_more(text: &str, body: Span) -> Vec<Span> {
    const LINK: &str = "read more";
    let mut found = Vec::new();
    let mut at = body.start;
    // The "d" of "read" is rarer than most letters, and one byte search keeps this linear.
    while let Some(skip) = text.as_bytes()[at..body.end].windows(2).position(|w| w == b"d " || w == b"D ") {
        let d = at + skip;
        at = d + 1;
        let Some(start) = d.checked_sub(3).filter(|start| *start >= body.start) else { continue };
        let end = start + LINK.len();
        let is_link = text.get(start..end).is_some_and(|words| words.eq_ignore_ascii_case(LINK));
        if is_link && end <= body.end && stands_alone(&text[body.start..start], &text[end..body.end]) {
            let stop = usize::from(text[end..body.end].starts_with('.'));
            found.push(Span::new(start, end + stop));
        }
    }
    found
}

fn stands_alone(before: &str, after: &str) -> bool {
    let sentence = before.trim_end_matches(is_blank);
    let closed = sentence.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']']);
    let after_stop = closed.ends_with(['.', '?', '!', '…']) && sentence.len() < before.len();
    let rest = after.trim_start_matches('.').trim_start_matches(is_blank);
    let opener = |c: char| c.is_uppercase() || matches!(c, '"' | '“' | '‘' | '\'' | '(' | '«');
    after_stop && (rest.is_empty() || rest.len() < after.len() && rest.starts_with(opener))
}

/// The paragraph without the credit at its end, and the credit.
fn split_credit(text: &str, paragraph: Span) -> (Span, Option<Removed>) {
    let whole = paragraph.of(text);
    let Some((at, reason)) = bracketed_credit(whole).or_else(|| photo_credit(whole)) else {
        return (paragraph, None);
    };
    let border = paragraph.start + at;
    let removed = Removed { span: Span::new(border, paragraph.end), reason };
    (trim(text, Span::new(paragraph.start, border)), Some(removed))
}

/// `… said. (Reporting by Emma Farge; Editing by Jon Boyle)`: where the bracket opens.
fn bracketed_credit(whole: &str) -> Option<(usize, RemovedReason)> {
    let at = whole.rfind('(').filter(|_| whole.ends_with([')', '.']))?;
    let reason = reason(&whole[at..], false)?;
    matches!(reason, RemovedReason::Credit | RemovedReason::PhotoCredit).then_some((at, reason))
}

/// `Dockers wave flags in Callao. Image: Ana Ruiz.`: where the credit of a caption starts.
fn photo_credit(whole: &str) -> Option<(usize, RemovedReason)> {
    const LONGEST: usize = 100;
    let from = whole.ceil_char_boundary(whole.len().saturating_sub(LONGEST));
    let tail = &whole[from..];
    let at = phrases::PHOTO_MARKS.iter().filter_map(|mark| Some(from + tail.find(mark)?)).min()?;
    let credit = &whole[at..];
    let next_sentence = credit.match_indices(". ").any(|(stop, _)| {
        let word = credit[..stop].rsplit(char::is_whitespace).next().unwrap_or("");
        word.chars().count() > 2
    });
    let starts_word = at == 0 || whole[..at].ends_with(|c: char| c.is_whitespace() || c == '(');
    (starts_word && !next_sentence).then_some((at, RemovedReason::PhotoCredit))
}

/// Lower case, straight apostrophes, single spaces.
fn normalised(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim_matches(is_blank).chars() {
        match c {
            '’' | '‘' => out.push('\''),
            c if is_blank(c) => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// A start that ends with a letter must end a word.
fn starts_with_words(line: &str, start: &str) -> bool {
    line.strip_prefix(start).is_some_and(|rest| {
        !start.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric)
    })
}

/// "Sign up here for our newsletter", "Click here to subscribe".
fn is_invitation(line: &str) -> bool {
    phrases::INVITES.iter().any(|start| starts_with_words(line, start))
        && phrases::INVITED_TO.iter().any(|good| line.contains(good))
}

/// "Ana Ruiz contributed to this report."
fn is_contribution(line: &str) -> bool {
    phrases::CONTRIBUTIONS.iter().any(|end| line.contains(end)) && !line.contains(['"', '“'])
}

/// "By Emma Farge and Ana de la Cruz, Reuters": names and nothing else.
fn is_byline(line: &str) -> bool {
    let Some(names) = line.strip_prefix("By ").or_else(|| line.strip_prefix("BY ")) else { return false };
    let mut count = 0;
    let named = names.split_whitespace().all(|word| {
        count += 1;
        let particle =
            matches!(word, "and" | "AND" | "de" | "la" | "del" | "van" | "von" | "der" | "bin" | "al" | "in");
        particle || word == "&" || word.starts_with(char::is_uppercase)
    });
    let stopped = names.ends_with(['.', '!', '?', ':', '"', '”']);
    named && (2..=12).contains(&count) && !stopped && !names.starts_with(char::is_numeric)
}

/// "Ana Ruiz via Getty Images": a photographer and an agency and nothing else.
fn is_agency_photo(line: &str) -> bool {
    const LONGEST: usize = 60;
    line.len() <= LONGEST && phrases::PHOTO_AGENCIES.iter().any(|agency| line.ends_with(agency))
}

#[cfg(test)]
mod tests {
    use super::*;
    use RemovedReason::{Credit, Link, PhotoCredit, Standards};

    #[test]
    fn lines_that_belong_to_the_page_are_known() {
        for (line, expected) in [
            ("Read more", Link),
            ("Register now for FREE unlimited access to the site", Link),
            ("ADVERTISEMENT", Link),
            ("Sign up here for our morning newsletter.", Link),
            ("Reporting by Ana Ruiz Editing by Leo Park and Kim Minh", Credit),
            ("(Additional reporting by Ana Ruiz in Lima; writing by Leo Park)", Credit),
            ("By Ana de la Cruz and Leo Park", Credit),
            ("Ana Ruiz and Leo Park contributed to this report.", Credit),
            ("Image: Ana Ruiz.", PhotoCredit),
            ("Leo Park via Getty Images", PhotoCredit),
            ("Our Standards: The Thomson Reuters Trust Principles.", Standards),
            ("© 2021 The Lima Herald", Standards),
        ] {
            assert_eq!(reason(line, true), Some(expected), "{line}");
        }
    }

    #[test]
    fn sentences_of_the_story_stay() {
        for line in [
            "Reporting by the newspaper showed that the port was empty."
                .replace("Reporting by", "Reports by")
                .as_str(),
            "By Monday the port was empty",
            "By Monday, Ruiz Had Won.",
            "Copyrighted songs were played at the rally.",
            "Voters read more than they did ten years ago.",
            "Subscribers left the union.",
            "\"Register now,\" the minister told voters.",
        ] {
            assert_eq!(reason(line, true), None, "{line}");
        }
    }

    #[test]
    fn read_more_is_cut_off_a_sentence_and_kept_inside_one() {
        let text = "Ruiz left. read more The port closed. Read more. \"No,\" he read more. People read more";
        let mut removed = Vec::new();
        let kept = cut(text, Span::new(0, text.len()), &mut removed);
        let kept: Vec<_> = kept.iter().map(|s| s.of(text)).collect();
        assert_eq!(kept, ["Ruiz left.", "The port closed.", "\"No,\" he read more. People read more"]);
        assert_eq!(removed.len(), 2);
    }

    #[test]
    fn a_credit_in_brackets_is_cut_off_the_last_sentence() {
        let text = "The port closed (for good). (Reporting by Ana Ruiz; Editing by Leo Park)";
        let mut removed = Vec::new();
        let kept = cut(text, Span::new(0, text.len()), &mut removed);
        assert_eq!(kept[0].of(text), "The port closed (for good).");
        assert_eq!(removed[0].reason, Credit);
    }

    #[test]
    fn a_photo_credit_is_cut_off_its_caption() {
        for (text, caption) in [
            ("Dockers in Callao Image: Ana J. Ruiz.", "Dockers in Callao"),
            (
                "Dockers wave flags in Callao, May 3, 2021. REUTERS/Ana Ruiz/File Photo",
                "Dockers wave flags in Callao, May 3, 2021.",
            ),
            ("Dockers wave flags. (AP Photo/Ana Ruiz)", "Dockers wave flags."),
            ("A Reuters/Ipsos poll saw Ruiz ahead.", "A Reuters/Ipsos poll saw Ruiz ahead."),
            (
                "It has one task. Image: none left. Ruiz left.",
                "It has one task. Image: none left. Ruiz left.",
            ),
        ] {
            let kept = cut(text, Span::new(0, text.len()), &mut Vec::new());
            assert_eq!(kept[0].of(text), caption);
        }
    }
}
