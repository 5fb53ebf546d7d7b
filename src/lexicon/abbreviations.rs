//! Which words keep their full stop, and what that stop says about the end of a sentence?

/// How an abbreviation stands to the end of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Abbreviation {
    /// Something always follows: `Mr. Ruiz`, `e.g. this`.
    NeverLast,
    /// Belongs to the number after it; before anything else it is a word like any other: `No. 5`.
    BeforeNumber,
    /// A month or day: belongs to a number after it, ends a sentence only before a sentence opener.
    Date,
    /// May be the last word of a sentence, which only a sentence opener after it shows: `Co.`, `U.S.`.
    MayBeLast,
    /// A time of day: ends a sentence before any capital but a day, a month or a time zone: `5 p.m.`.
    Time,
}

/// The abbreviation that `word` (without its last stop) is, if any. Names of states, months and titles
/// count only with a capital, since `ill`, `sat` and `rep` are words.
pub fn abbreviation(word: &str) -> Option<Abbreviation> {
    if is_dotted(word) {
        return Some(dotted(word));
    }
    let capital = word.starts_with(|c: char| c.is_uppercase());
    let table = |table: &[&str]| has(table, word);
    if capital && table(TITLES) || table(NEVER_LAST) {
        Some(Abbreviation::NeverLast)
    } else if table(BEFORE_NUMBER) {
        Some(Abbreviation::BeforeNumber)
    } else if capital && table(DATES) {
        Some(Abbreviation::Date)
    } else if capital && table(STATES) || table(MAY_BE_LAST) {
        Some(Abbreviation::MayBeLast)
    } else {
        None
    }
}

/// True for a title before a name: `Mr`, `Sen`, `Lt`.
pub fn is_title(word: &str) -> bool {
    has(TITLES, word)
}

/// True for the name of a day, month or time zone, whole or shortened: what may follow `5 p.m.`
pub fn follows_time(word: &str) -> bool {
    has(DATES, word) || has(CALENDAR, word)
}

/// Single letters with stops between them (`U.S`, `e.g`, `p.m`), or two short parts (`Ph.D`).
fn is_dotted(word: &str) -> bool {
    let mut parts = 0;
    let short = word.split('.').all(|part| {
        parts += 1;
        let letters = part.chars().count();
        (1..=2).contains(&letters) && part.chars().all(char::is_alphabetic)
    });
    short && parts > 1
}

fn dotted(word: &str) -> Abbreviation {
    if has(DOTTED_NEVER_LAST, word) {
        Abbreviation::NeverLast
    } else if has(&["a.m", "p.m"], word) {
        Abbreviation::Time
    } else {
        Abbreviation::MayBeLast
    }
}

/// Looks `word` up in a sorted lower-case table without allocating. The tables are ASCII.
pub(crate) fn has(table: &[&str], word: &str) -> bool {
    let lower = |entry: &&str| {
        let mut typed = word.bytes().map(|b| b.to_ascii_lowercase());
        let mut known = entry.bytes();
        loop {
            match (known.next(), typed.next()) {
                (None, None) => return std::cmp::Ordering::Equal,
                (a, b) if a == b => {}
                (a, b) => return a.cmp(&b),
            }
        }
    };
    table.binary_search_by(lower).is_ok()
}

const TITLES: &[&str] = &[
    "adm", "amb", "asst", "atty", "brig", "capt", "cdr", "cmdr", "col", "cong", "congr", "cpl", "cpt", "det",
    "dir", "dist", "dr", "fr", "ft", "gen", "gens", "gov", "govs", "hon", "insp", "lieut", "lt", "maj",
    "messrs", "mlle", "mme", "mr", "mrs", "ms", "msgr", "mt", "mx", "ofc", "pfc", "pres", "prof", "profs",
    "pvt", "rep", "reps", "rev", "sen", "sens", "sgt", "supt",
];

const NEVER_LAST: &[&str] = &[
    "approx", "btw", "ca", "cf", "dept", "esp", "est", "excl", "incl", "med", "n.b", "univ", "v", "viz", "vs",
];

const DOTTED_NEVER_LAST: &[&str] = &["e.g", "f.e", "i.e"];

const BEFORE_NUMBER: &[&str] = &[
    "art", "arts", "ch", "chap", "eq", "fig", "figs", "no", "nos", "nr", "n\u{b0}", "p", "para", "pg", "pp",
    "rs", "sect", "tel", "vol", "vols",
];

const DATES: &[&str] = &[
    "apr", "aug", "dec", "feb", "fri", "jan", "jul", "jun", "mar", "mon", "nov", "oct", "sat", "sep", "sept",
    "sun", "thu", "thur", "thurs", "tue", "tues", "wed",
];

const CALENDAR: &[&str] = &[
    "april",
    "august",
    "bst",
    "cest",
    "cet",
    "cst",
    "december",
    "eastern",
    "edt",
    "est",
    "et",
    "february",
    "friday",
    "gmt",
    "hkt",
    "ist",
    "january",
    "jst",
    "july",
    "june",
    "local",
    "march",
    "may",
    "mdt",
    "monday",
    "mst",
    "november",
    "october",
    "pacific",
    "pdt",
    "pst",
    "pt",
    "saturday",
    "september",
    "sunday",
    "thursday",
    "tuesday",
    "utc",
    "wednesday",
];

const STATES: &[&str] = &[
    "ala", "alta", "ariz", "ark", "calif", "colo", "conn", "del", "fla", "ga", "ill", "ind", "kan", "ky",
    "la", "mass", "md", "mich", "minn", "miss", "mo", "mont", "neb", "nev", "okla", "ont", "ore", "pa",
    "penn", "que", "tenn", "tex", "va", "vt", "wash", "wis", "wyo",
];

const MAY_BE_LAST: &[&str] = &[
    "al", "assn", "ave", "blvd", "bros", "cie", "co", "corp", "esq", "etc", "hwy", "inc", "intl", "jr",
    "llc", "ltd", "natl", "plc", "pty", "rd", "sec", "sq", "sr", "st", "ste",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_for_binary_search() {
        for table in
            [TITLES, NEVER_LAST, DOTTED_NEVER_LAST, BEFORE_NUMBER, DATES, CALENDAR, STATES, MAY_BE_LAST]
        {
            assert!(table.is_sorted(), "{table:?}");
        }
    }

    #[test]
    fn a_capital_tells_a_state_from_a_word() {
        assert_eq!(abbreviation("Ill"), Some(Abbreviation::MayBeLast));
        assert_eq!(abbreviation("ill"), None);
        assert_eq!(abbreviation("Sen"), Some(Abbreviation::NeverLast));
    }

    #[test]
    fn dotted_letters_need_no_table() {
        assert_eq!(abbreviation("U.S"), Some(Abbreviation::MayBeLast));
        assert_eq!(abbreviation("Ph.D"), Some(Abbreviation::MayBeLast));
        assert_eq!(abbreviation("e.g"), Some(Abbreviation::NeverLast));
        assert_eq!(abbreviation("p.m"), Some(Abbreviation::Time));
        assert_eq!(abbreviation("example.com"), None);
    }
}
