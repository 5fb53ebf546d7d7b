//! Where is a name mentioned when nobody gave its spans? By its full form, an alias, or the surname.
//!
//! The rungs, each tried on whole tokens:
//!
//! 1. the name as written; dots of abbreviations and the shape of apostrophes do not count;
//! 2. the name without its article, and in any case when it is a nominal phrase (`the report`);
//! 3. an alias: the longest capitalised tail (`Bachelet`, `von der Leyen`), the initials of an organisation, or
//!    what initials stand for;
//! 4. only where nothing else was found: a tail after somebody else's capitalised word (`President Trump`), the
//!    first word of a name (`Xi` of `Xi Jinping`), the part of a word with a hyphen (`NATO-led`);
//! 5. last of all, the head of the phrase after a definite word: `the dam` for `Upper Setit Dam`, `its bid` for
//!    `the takeover bid`.

mod head_noun;
mod words;

use crate::lexicon::sentence_openers::opens_sentence;
use crate::text::{Span, Token, TokenKind, tokenize};

use words::{
    initials, is_acronym, is_article, is_function, is_generation, is_joining, is_particle, is_preposition,
    same, starts_large, starts_small,
};

/// All mentions of `name`, in order, without overlap. `tokens` are those of `text`.
pub fn mentions(text: &str, tokens: &[Token], name: &str) -> Vec<Span> {
    let Some(search) = Search::new(text, tokens, name) else { return Vec::new() };
    let mut found = search.full();
    found.extend(search.acronyms());
    if found.is_empty() || !search.takes_article(&found) {
        found.extend(search.free_tails());
    }
    if found.is_empty() {
        found = search.last_resort();
    }
    if found.is_empty() {
        found = search.head_nouns();
    }
    without_overlap(found)
}

/// The first mention of `name` by its fullest form that stands in the text.
pub fn first_mention(text: &str, tokens: &[Token], name: &str) -> Option<Span> {
    let search = Search::new(text, tokens, name)?;
    let rungs: [&dyn Fn() -> Vec<Span>; 5] =
        [&|| search.exact(), &|| search.full(), &|| search.aliases(), &|| search.last_resort(), &|| {
            search.head_nouns()
        }];
    rungs.into_iter().find_map(|rung| without_overlap(rung()).first().copied())
}

/// One name looked for in one text.
struct Search<'t> {
    text: &'t str,
    tokens: &'t [Token],
    /// The words and marks of the name.
    name: Vec<String>,
    /// The same without an article at the start.
    body: Vec<String>,
    /// A phrase rather than a proper name: it holds a small word with content. A name may end it
    /// (`rights chief Michelle Bachelet`).
    nominal: bool,
}

impl<'t> Search<'t> {
    fn new(text: &'t str, tokens: &'t [Token], name: &str) -> Option<Self> {
        let name: Vec<String> = tokenize(name).into_iter().map(|t| t.text(name).to_owned()).collect();
        let article = name.len() > 1 && is_article(&name[0]);
        let body: Vec<String> = name.iter().skip(usize::from(article)).cloned().collect();
        let nominal = body.iter().any(|w| starts_small(w) && !is_function(w));
        (!body.is_empty()).then_some(Self { text, tokens, name, body, nominal })
    }

    fn word(&self, position: usize) -> &'t str {
        self.tokens.get(position).map_or("", |t| t.text(self.text))
    }

    /// Start positions of a run of tokens that equal `words`.
    fn runs<'s>(&'s self, words: &'s [String], any_case: bool) -> impl Iterator<Item = usize> + 's {
        let last = (self.tokens.len() + 1).saturating_sub(words.len());
        (0..last).filter(move |&i| {
            words.iter().enumerate().all(|(k, word)| same(self.word(i + k), word, any_case))
        })
    }

    fn span(&self, start: usize, len: usize) -> Option<Span> {
        let (first, last) = (self.tokens.get(start)?, self.tokens.get(start + len.checked_sub(1)?)?);
        Some(Span::new(first.span.start, last.span.end))
    }

    fn exact(&self) -> Vec<Span> {
        self.runs(&self.name, false).filter_map(|i| self.span(i, self.name.len())).collect()
    }

    /// With the article in the text where the name has one.
    fn full(&self) -> Vec<Span> {
        let has_article = self.name.len() > self.body.len();
        self.runs(&self.body, self.nominal)
            .filter_map(|i| {
                let before = usize::from(has_article && i > 0 && is_article(self.word(i - 1)));
                self.span(i - before, self.body.len() + before)
            })
            .collect()
    }

    /// Names of institutions stand with an article; their last word alone is often another one (`the House`).
    fn takes_article(&self, full: &[Span]) -> bool {
        self.name.len() > self.body.len()
            || full.iter().any(|span| {
                let start = self.tokens.partition_point(|t| t.span.start < span.start);
                start > 0 && is_article(self.word(start - 1))
            })
    }

    fn aliases(&self) -> Vec<Span> {
        let mut found = self.acronyms();
        found.extend(self.free_tails());
        found
    }

    /// Tails of the name that nothing before them makes another name.
    fn free_tails(&self) -> Vec<Span> {
        let mut found = Vec::new();
        for tail in self.tails() {
            let free = self.runs(tail, false).filter(|&i| i == 0 || self.ends_before(i));
            found.extend(free.filter_map(|i| self.span(i, tail.len())));
        }
        found
    }

    /// True if the word before position `i` is no part of a longer name: no particle, and capitalised only where
    /// a sentence opens with it or where it belongs to our name too.
    fn ends_before(&self, i: usize) -> bool {
        let word = self.word(i - 1);
        let anothers = starts_large(word) && !opens_sentence(word) && !self.body.iter().any(|w| w == word);
        !is_article(word) && !is_particle(word) && !anothers
    }

    /// The ends of the name that can stand alone, longest first.
    fn tails(&self) -> Vec<&[String]> {
        if self.body.iter().any(|w| is_joining(w) || self.nominal && is_preposition(w)) {
            return Vec::new();
        }
        let end = self.body.iter().rposition(|w| !is_generation(w)).map_or(0, |i| i + 1);
        let run = (0..end)
            .rev()
            .take_while(|&i| starts_large(&self.body[i]) || is_particle(&self.body[i]))
            .last()
            .unwrap_or(end);
        (run.max(1)..end)
            .flat_map(|start| [&self.body[start..], &self.body[start..end]])
            .filter(|tail| tail.last().is_some_and(|w| starts_large(w) && w.chars().count() > 1))
            .collect()
    }

    /// `WHO` for the World Health Organization, and the other way round.
    fn acronyms(&self) -> Vec<Span> {
        if self.nominal {
            return Vec::new();
        }
        let initials = initials(self.body.iter().map(String::as_str));
        if initials.len() > 1 {
            let wanted = [initials];
            return self.runs(&wanted, false).filter_map(|i| self.span(i, 1)).collect();
        }
        match self.body.as_slice() {
            [word] if is_acronym(word) => self.expansions(&word.replace('.', "")),
            _ => Vec::new(),
        }
    }

    /// Runs of capitalised words with these initials; up to two small words may stand among them.
    fn expansions(&self, acronym: &str) -> Vec<Span> {
        let letters = acronym.chars().count();
        let fits = |start: usize, len: usize| {
            let words = (start..start + len).map(|i| self.word(i));
            let proper = |w: &str| starts_large(w) && w.chars().count() > 1;
            proper(self.word(start))
                && proper(self.word(start + len - 1))
                && words.clone().all(|w| proper(w) || is_joining(w) || is_article(w))
                && words.filter(|w| proper(w)).filter_map(|w| w.chars().next()).eq(acronym.chars())
        };
        (0..self.tokens.len())
            .flat_map(|start| (letters..letters + 3).map(move |len| (start, len)))
            .filter(|&(start, len)| start + len <= self.tokens.len() && fits(start, len))
            .filter_map(|(start, len)| self.span(start, len))
            .collect()
    }

    fn last_resort(&self) -> Vec<Span> {
        let mut found = Vec::new();
        for tail in self.tails() {
            found.extend(self.runs(tail, false).filter_map(|i| self.span(i, tail.len())));
        }
        if found.is_empty() {
            found = self.first_word();
        }
        if found.is_empty() {
            found = self.parts_of_words();
        }
        found
    }

    /// The first word of a name of two or three, where no other capitalised word follows (`United Airlines`).
    fn first_word(&self) -> Vec<Span> {
        let proper = matches!(self.body.len(), 2 | 3) && self.body.iter().all(|w| starts_large(w));
        if !proper || self.body[0].chars().count() < 2 {
            return Vec::new();
        }
        self.runs(&self.body[..1], false)
            .filter(|&i| !starts_large(self.word(i + 1)))
            .filter_map(|i| self.span(i, 1))
            .collect()
    }

    fn parts_of_words(&self) -> Vec<Span> {
        let [name] = self.body.as_slice() else { return Vec::new() };
        let holds = |t: &&Token| {
            let word = t.text(self.text);
            t.kind == TokenKind::Word
                && word.contains('-')
                && word.split('-').any(|p| same(p, name, self.nominal))
        };
        self.tokens.iter().filter(holds).map(|t| t.span).collect()
    }
}

/// The spans in order; of two that overlap, the one that starts first, and of these the longest.
pub(super) fn without_overlap(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by_key(|s| (s.start, std::cmp::Reverse(s.end)));
    let mut end = 0;
    spans.retain(|span| {
        let free = span.start >= end;
        if free {
            end = span.end;
        }
        free
    });
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all<'t>(name: &str, text: &'t str) -> Vec<&'t str> {
        mentions(text, &tokenize(text), name).into_iter().map(|s| s.of(text)).collect()
    }

    fn first<'t>(name: &str, text: &'t str) -> Option<&'t str> {
        first_mention(text, &tokenize(text), name).map(|s| s.of(text))
    }

    #[test]
    fn the_full_name_and_its_tail_are_mentions() {
        let text = "Michelle Bachelet spoke; Bachelet's office declined.";
        assert_eq!(all("Michelle Bachelet", text), ["Michelle Bachelet", "Bachelet"]);
        assert_eq!(first("Michelle Bachelet", text), Some("Michelle Bachelet"));
    }

    #[test]
    fn a_surname_stands_for_the_name() {
        assert_eq!(all("Michelle Bachelet", "Then Bachelet left."), ["Bachelet"]);
        assert_eq!(all("Ursula von der Leyen", "Then von der Leyen left."), ["von der Leyen"]);
        assert_eq!(all("Robert Kennedy Jr.", "Then Kennedy left."), ["Kennedy"]);
        assert_eq!(all("Xi Jinping", "Beijing said Xi would go."), ["Xi"]);
    }

    #[test]
    fn the_name_that_ends_a_description_stands_for_it() {
        assert_eq!(all("UN rights chief Michelle Bachelet", "Then Bachelet left."), ["Bachelet"]);
        assert_eq!(all("the French president, Emmanuel Macron", "Monsieur Macron left."), ["Macron"]);
        assert_eq!(all("a book about Trump", "Trump left."), [""; 0]);
    }

    #[test]
    fn somebody_elses_surname_is_left_alone() {
        let text = "Donald Trump and Melania Trump came; Trump spoke.";
        assert_eq!(all("Donald Trump", text), ["Donald Trump", "Trump"]);
        assert_eq!(all("Donald Trump", "President Trump spoke."), ["Trump"]);
        assert_eq!(all("the White House", "The White House said the House voted."), ["The White House"]);
        assert_eq!(all("Prime Minister of Spain", "Spain won."), [""; 0]);
        assert_eq!(all("United Nations", "United Airlines cut jobs."), [""; 0]);
    }

    #[test]
    fn nominal_phrases_are_found_in_any_case_with_or_without_article() {
        assert_eq!(
            all("the report", "The report said reports lie; this Report too."),
            ["The report", "Report"]
        );
        assert_eq!(all("report", "The report."), ["report"]);
        assert_eq!(all("US", "They told us."), [""; 0]);
    }

    #[test]
    fn initials_and_what_they_stand_for() {
        assert_eq!(all("World Health Organization", "The WHO said so."), ["WHO"]);
        assert_eq!(all("U.N.", "The UN and the United Nations."), ["UN", "United Nations"]);
        assert_eq!(all("United States", "A U.S. envoy."), ["U.S."]);
    }

    #[test]
    fn a_part_of_a_word_counts_when_nothing_else_does() {
        assert_eq!(all("NATO", "A NATO-led force."), ["NATO-led"]);
        assert_eq!(all("NATO", "A NATO-led force of NATO."), ["NATO"]);
    }

    #[test]
    fn apostrophes_of_any_shape_match() {
        assert_eq!(all("O'Neill", "Then O’Neill’s aide left."), ["O’Neill"]);
    }

    proptest! {
        #[test]
        fn any_name_in_any_text(name in "\\PC{0,12}", text in "\\PC{0,40}") {
            let tokens = tokenize(&text);
            let mut end = 0;
            for span in mentions(&text, &tokens, &name) {
                prop_assert!(span.start >= end && !span.is_empty());
                prop_assert!(text.get(span.start..span.end).is_some());
                end = span.end;
            }
        }

        #[test]
        fn a_name_is_found_in_a_text_that_holds_it(name in "[A-Z][a-z]{1,6}( [A-Z][a-z]{1,6}){0,2}") {
            let text = format!("then {name} said so.");
            prop_assert_eq!(first(&name, &text), Some(name.as_str()));
        }
    }
}
