//! Where and when a story was filed: `GENEVA, Sept 9 (Reuters) -`, `NEW YORK —`, `Friday, May 7, 2021`.
//!
//! The city of a dateline is no actor, so it is cut off the first sentence.

use super::Span;

/// Longest place and date before the agency or dash, in bytes.
const LONGEST_PLACE: usize = 80;
/// Most words in the name of a city.
const LONGEST_CITY: usize = 3;
/// Longest name of an agency, in bytes.
const LONGEST_AGENCY: usize = 40;

/// The dateline at the start of `paragraph` with its dash and the space after it; none if there is none.
pub(super) fn dateline(text: &str, paragraph: Span) -> Option<Span> {
    let body = paragraph.of(text);
    let len = with_agency(body).or_else(|| capitals_and_dash(body)).or_else(|| weekday_and_date(body))?;
    (len < body.len()).then(|| Span::new(paragraph.start, paragraph.start + len))
}

/// `Lima, 3 May (AFP) –`: a place with capitals, the agency in brackets, a dash.
fn with_agency(body: &str) -> Option<usize> {
    let open = within(body, LONGEST_PLACE).find('(')?;
    let rest = &body[open + 1..];
    let close = within(rest, LONGEST_AGENCY).find(')')?;
    let agency = &rest[..close];
    let dash = dash(&rest[close + 1..])?;
    // "(R-Texas)" is a party and a state.
    let named = agency.starts_with(char::is_uppercase) && !agency.contains('-');
    (named && body[..open].split_whitespace().all(is_place_or_date)).then_some(open + 1 + close + 1 + dash)
}

/// `AMMAN, Jordan —`: the city in capitals, a dash, and then a sentence.
fn capitals_and_dash(body: &str) -> Option<usize> {
    let head = within(body, LONGEST_PLACE);
    let (at, len) =
        head.match_indices([' ', '\u{a0}', '—', '–']).find_map(|(at, _)| Some((at, dash(&body[at..])?)))?;
    let place = &body[..at];
    let city: String = place.chars().take_while(|c| !matches!(c, ',' | '/')).collect();
    let capitals =
        city.chars().filter(|c| c.is_alphabetic()).count() > 2 && !city.contains(char::is_lowercase);
    let few_words = city.split_whitespace().nth(LONGEST_CITY).is_none() && !place.contains(['!', '?', ':']);
    let sentence =
        body[at + len..].starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '‘' | '\''));
    (capitals && few_words && sentence && place.split_whitespace().all(is_place_or_date)).then_some(at + len)
}

/// `Friday, May 7, 2021` and no stop before the first sentence.
fn weekday_and_date(body: &str) -> Option<usize> {
    const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let (weekday, date) = within(body, LONGEST_PLACE).split_once(", ")?;
    let (month_and_day, rest) = date.split_once(", ")?;
    let year = rest.get(..4).filter(|year| year.bytes().all(|b| b.is_ascii_digit()))?;
    let after = rest[year.len()..].trim_start();
    let dated = DAYS.contains(&weekday) && month_and_day.split_whitespace().all(is_place_or_date);
    let date_len = weekday.len() + month_and_day.len() + 2 * ", ".len() + year.len();
    let gap = rest.len() - year.len() - after.len();
    let sentence = gap > 0 && after.starts_with(char::is_uppercase);
    (dated && sentence).then_some(date_len + gap)
}

/// Bytes of a dash with the space around it; a hyphen needs the space.
fn dash(rest: &str) -> Option<usize> {
    let from = rest.trim_start();
    let spaced = from.len() < rest.len();
    let after = ["--", "—", "–", "-"].iter().find_map(|dash| {
        let after = from.strip_prefix(dash)?;
        (*dash != "-" || spaced && after.starts_with(char::is_whitespace)).then_some(after)
    })?;
    Some(rest.len() - after.trim_start().len())
}

/// Capitalised words, numbers and the small words of place names.
fn is_place_or_date(word: &str) -> bool {
    let small =
        matches!(word, "de" | "del" | "la" | "le" | "los" | "el" | "al" | "of" | "the" | "and" | "on" | "|");
    small || word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}

fn within(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<&str> {
        dateline(text, Span::new(0, text.len())).map(|span| span.of(text).trim_end())
    }

    #[test]
    fn datelines_of_the_agencies_are_found() {
        for (text, expected) in [
            ("GENEVA, Sept 9 (Reuters) - The port closed.", "GENEVA, Sept 9 (Reuters) -"),
            ("Lima, 3 May (AFP) – The port closed.", "Lima, 3 May (AFP) –"),
            ("SAN JOSÉ/ LIMA (AP) — The port closed.", "SAN JOSÉ/ LIMA (AP) —"),
            ("(Reuters) - The port closed.", "(Reuters) -"),
            ("ST. PAUL, Minn. — \"We won,\" she said.", "ST. PAUL, Minn. —"),
            ("BEIJING, Sept. 9 (Xinhua) -- The port closed.", "BEIJING, Sept. 9 (Xinhua) --"),
            ("NEW YORK—The port closed.", "NEW YORK—"),
            ("Friday, May 7, 2021 On Monday the port closed.", "Friday, May 7, 2021"),
        ] {
            assert_eq!(found(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn sentences_with_brackets_or_dashes_are_no_datelines() {
        for text in [
            "The union (UGT) - the largest - left.",
            "NASA — the agency of all agencies — left.",
            "Ruiz — The Lion — left.",
            "US-China talks ended.",
            "MADRID - ",
            "Sen. Ana Ruiz (R-Texas) — The port closed.",
            "RUIZ HAS A LEAD IN LIMA - The port closed.",
            "Friday, May 7, 2021",
            "Friday, May 7, 2021, was a holiday.",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
