//! Which sentences are no part of the story: links, credits, photo credits, standards lines?
//!
//! A sentence is judged by how it starts, so that a credit is found in a line of its own and at the end of
//! a paragraph alike. "read more" is also found after the last stop of a sentence, and a credit at the end of a
//! paragraph in brackets or behind a caption.

use super::paragraph::{is_blank, trim};
use super::{Removed, RemovedReason, Span};
use crate::lexicon::boilerplate as phrases;

/// Longest sentence that can be boilerplate, in bytes.
const LONGEST: usize = 600;

/// Why the sentence `text` is no part of the story, if it is not. `whole_line` is true if it fills its
/// paragraph, and then more forms are known.
pub(super) fn reason(text: &str, whole_line: bool) -> Option<RemovedReason> {
    if text.len() > LONGEST {
        return None;
    }
    let line = text.trim_matches(|c| is_blank(c) || DECORATION.contains(&c));
    let starts = |table: &[&str]| table.iter().any(|start| after_start(line, start).is_some());
    let is_line = |table: &[&str]| whole_line && table.iter().any(|is| after_start(line, is) == Some(""));
    let by_names = |table: &[&str]| table.iter().filter_map(|start| after_start(line, start)).any(are_names);
    if whole_line && is_rule(line)
        || is_line(phrases::LINK_LINES)
        || starts(phrases::LINK_STARTS)
        || whole_line && starts(phrases::LINK_LINE_STARTS)
        || starts(phrases::INVITES) && is_invitation(line)
    {
        Some(RemovedReason::Link)
    } else if by_names(phrases::CREDITS_BY) || is_contribution(line) || whole_line && is_byline(text) {
        Some(RemovedReason::Credit)
    } else if starts(phrases::PHOTO_STARTS)
        || by_names(phrases::PHOTOS_BY)
        || line.starts_with("REUTERS/")
        || whole_line && is_agency_photo(line)
    {
        Some(RemovedReason::PhotoCredit)
    } else if starts(phrases::STANDARDS_STARTS) || is_line(phrases::STANDARDS_LINES) || is_copyright(line) {
        Some(RemovedReason::Standards)
    } else {
        None
    }
}

/// Marks around the text of links and credits.
const DECORATION: [char; 10] = ['(', ')', '[', ']', '.', '>', '→', '*', '-', '•'];

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
    let mark_at = |at: &usize| phrases::PHOTO_MARKS.iter().any(|mark| whole[*at..].starts_with(mark));
    let at = word_starts(whole, from).find(mark_at)?;
    let credit = &whole[at..];
    let next_sentence = credit.match_indices(". ").any(|(stop, _)| {
        let word = credit[..stop].rsplit(char::is_whitespace).next().unwrap_or("");
        word.chars().count() > 2
    });
    (!next_sentence).then_some((at, RemovedReason::PhotoCredit))
}

/// Where words start in `text` from `from` on.
fn word_starts(text: &str, from: usize) -> impl Iterator<Item = usize> {
    let starts_word = |c: char| c.is_whitespace() || c == '(';
    text[from..].char_indices().map(move |(at, _)| from + at).filter(move |at| {
        let after_word = *at == 0 || text[..*at].ends_with(starts_word);
        after_word && !text[*at..].starts_with(starts_word)
    })
}

/// What follows `start` in `line`, if the line starts so in any case and with any apostrophe.
#[inline]
fn after_start<'t>(line: &'t str, start: &str) -> Option<&'t str> {
    // The first byte decides nearly always, and every phrase is asked of every sentence.
    let first = line.bytes().next()?.to_ascii_lowercase();
    if start.bytes().next() != Some(first) {
        return None;
    }
    let mut rest = line.chars();
    for expected in start.chars() {
        let c = match rest.next()? {
            '’' | '‘' => '\'',
            c if is_blank(c) => ' ',
            c => c.to_ascii_lowercase(),
        };
        if c != expected {
            return None;
        }
    }
    let rest = rest.as_str();
    let inside_word = |c: char| c.is_alphanumeric() && start.ends_with(char::is_alphabetic);
    (!rest.starts_with(inside_word)).then_some(rest)
}

/// Names and the small words between them, and nothing else: "Ana Ruiz in Lima; editing by Leo Park".
fn are_names(rest: &str) -> bool {
    let mut count = 0;
    let named = rest.split_whitespace().all(|word| {
        count += 1;
        let bare = word.trim_matches(|c: char| c.is_ascii_punctuation() && c != '&');
        bare.starts_with(|c: char| !c.is_lowercase()) || bare.is_empty() || is_between_names(bare)
    });
    named && count > 0
}

fn is_between_names(word: &str) -> bool {
    phrases::BETWEEN_NAMES.contains(&word)
}

/// "____": a line between the story and what the paper says of itself.
fn is_rule(line: &str) -> bool {
    !line.is_empty() && line.chars().all(|c| matches!(c, '_' | '=' | '~' | '-' | '*'))
}

/// "Sign up here for our newsletter", "Click here to subscribe".
fn is_invitation(line: &str) -> bool {
    let line = line.to_lowercase().replace('’', "'");
    phrases::INVITED_TO.iter().any(|offer| line.contains(offer))
}

/// "Ana Ruiz contributed to this report."
fn is_contribution(line: &str) -> bool {
    line.contains("contributed")
        && phrases::CONTRIBUTIONS.iter().any(|end| line.contains(end))
        && !line.contains(['"', '“'])
}

/// "Copyright 2016 The Associated Press."
fn is_copyright(line: &str) -> bool {
    after_start(line, "copyright")
        .is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
}

/// "By Emma Farge and Ana de la Cruz, Reuters": names and nothing else.
fn is_byline(line: &str) -> bool {
    const MOST_WORDS: usize = 12;
    let Some(names) = line.strip_prefix("By ").or_else(|| line.strip_prefix("BY ")) else { return false };
    let count = names.split_whitespace().take(MOST_WORDS + 1).count();
    let stopped = names.ends_with(['.', '!', '?', ':', '"', '”']);
    (2..=MOST_WORDS).contains(&count) && !stopped && names.starts_with(char::is_uppercase) && are_names(names)
}

/// "Ana Ruiz via Getty Images": a photographer and an agency and nothing else.
fn is_agency_photo(line: &str) -> bool {
    const LONGEST_NAME: usize = 60;
    line.len() <= LONGEST_NAME && phrases::PHOTO_AGENCIES.iter().any(|agency| line.ends_with(agency))
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
            ("Follow the Andina agency's coverage of the port strike at example.org/port", Link),
            ("Follow Reuters’s coverage of the vote in Oslo", Link),
            ("___", Link),
            ("=====", Link),
            ("Reporting by Ana Ruiz Editing by Leo Park and Kim Minh", Credit),
            ("(Additional reporting by Ana Ruiz in Lima; writing by Leo Park)", Credit),
            ("By Ana de la Cruz and Leo Park", Credit),
            ("Ana Ruiz and Leo Park contributed to this report.", Credit),
            ("Image: Ana Ruiz.", PhotoCredit),
            ("Leo Park via Getty Images", PhotoCredit),
            ("Our Standards: The Thomson Reuters Trust Principles.", Standards),
            ("© 2021 The Lima Herald", Standards),
            ("Copyright 2021 The Lima Herald.", Standards),
            ("Privacy Policy", Standards),
        ] {
            assert_eq!(reason(line, true), Some(expected), "{line}");
        }
    }

    #[test]
    fn sentences_of_the_story_stay() {
        for line in [
            "Reporting by the newspaper showed that the port was empty.",
            "Additional reporting rules were imposed on banks.",
            "Written by a dockers' leader, the book sold well.",
            "Copyright law was changed in 2021.",
            "Terms of use were changed.",
            "Register now or lose your vote, Ruiz warned.",
            "By Monday night",
            "By Monday the port was empty",
            "By Monday, Ruiz Had Won.",
            "Copyrighted songs were played at the rally.",
            "Voters read more than they did ten years ago.",
            "Subscribers left the union.",
            "Follow the money, Ruiz told the panel.",
            "Followers of the paper's coverage were few.",
            "___ and so on",
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
