//! The tables, read once from the compiled-in files and merged.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use super::{Country, Form, Frame, Hint, Phrase, PhraseKind, Traits, Verb, VerbClass, Word, hash_of};

const VERBS: [&str; 2] = [include_str!("data/reporting_verbs.csv"), include_str!("data/more_verbs.csv")];
const HEADS: [&str; 2] = [include_str!("data/actor_heads.csv"), include_str!("data/more_heads.csv")];
const TITLES: &str = include_str!("data/titles.csv");
const METONYMS: &str = include_str!("data/metonyms.csv");
const COUNTRIES: &str = include_str!("data/countries.csv");
const REGIONS: &str = include_str!("data/regions.txt");
const FIRST_NAMES: &str = include_str!("data/first_names.txt");
const WORLD_NAMES: &str = include_str!("data/world_names.txt");
const FUNCTION_WORDS: &str = include_str!("data/function_words.txt");

/// Room for every entry, so that the map never grows while it is filled.
const ENTRIES: usize = 32_000;
const VERB_ENTRIES: usize = 600;
const PHRASES: usize = 320;

/// All tables merged.
#[derive(Debug, Clone)]
pub struct Lexicon {
    words: HashMap<u64, Word, BuildHasherDefault<Identity>>,
    verbs: Vec<Verb>,
    /// Sorted by first word, longer ones first.
    phrases: Vec<Phrase>,
}

/// The same tables, not equal ones: each stays where it is as long as the program runs.
impl PartialEq for Lexicon {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

/// The compiled-in lexicon.
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::compiled_in);
    &LEXICON
}

impl Lexicon {
    /// What is known of the word with this hash; nothing for most words.
    pub fn word(&self, hash: u64) -> Word {
        self.words.get(&hash).copied().unwrap_or_default()
    }

    /// The verb that a word is a form of.
    pub fn verb(&self, word: Word) -> Option<&Verb> {
        self.verbs.get(word.verb()?)
    }

    /// All verbs.
    pub fn verbs(&self) -> &[Verb] {
        &self.verbs
    }

    /// The phrases whose first word has this hash, longer ones first.
    pub fn phrases(&self, first: u64) -> &[Phrase] {
        let start = self.phrases.partition_point(|p| p.first < first);
        let len = self.phrases[start..].iter().take_while(|p| p.first == first).count();
        &self.phrases[start..start + len]
    }

    fn compiled_in() -> Self {
        let mut lexicon = Self {
            words: HashMap::with_capacity_and_hasher(ENTRIES, BuildHasherDefault::default()),
            verbs: Vec::with_capacity(VERB_ENTRIES),
            phrases: Vec::with_capacity(PHRASES),
        };
        lexicon.add_function_words();
        lexicon.add_first_names();
        lexicon.add_heads();
        lexicon.add_titles();
        lexicon.add_countries();
        lexicon.add_metonyms();
        lexicon.add_regions();
        lexicon.add_verbs();
        lexicon.sort_phrases();
        lexicon
    }

    pub(super) fn sort_phrases(&mut self) {
        self.phrases.sort_by_key(|p| (p.first, std::cmp::Reverse(p.text.len())));
    }

    /// Adds a verb; the number that its forms are marked with.
    pub(super) fn push_verb(&mut self, verb: Verb) -> u16 {
        self.verbs.push(verb);
        u16::try_from(self.verbs.len()).unwrap_or(0)
    }

    pub(super) fn entry(&mut self, word: &str) -> &mut Word {
        self.words.entry(hash_of(word)).or_default()
    }

    fn add_function_words(&mut self) {
        for line in FUNCTION_WORDS.lines() {
            let mut words = line.split(' ');
            let Some(traits) = words.next().and_then(Traits::named) else { continue };
            for word in words {
                self.entry(word).traits |= traits;
            }
        }
        for pronoun in ["he", "she", "they", "it", "i", "we", "you"] {
            self.entry(pronoun).traits |= Traits::SUBJECT_PRONOUN;
        }
    }

    /// The names of the world correct those of one country: "Andrea" and "Jean" are women there and men elsewhere.
    fn add_first_names(&mut self) {
        let told = Traits::FEMALE | Traits::MALE;
        for line in FIRST_NAMES.lines().chain(WORLD_NAMES.lines()) {
            let mut words = line.split(' ');
            let gender = match words.next() {
                Some("f") => Traits::FEMALE,
                Some("m") => Traits::MALE,
                Some("o" | "u") => Traits::NONE,
                Some("n") => {
                    words.for_each(|word| self.take_name(word));
                    continue;
                }
                _ => continue,
            };
            for word in words {
                let entry = self.entry(word);
                entry.traits = entry.traits.without(told) | Traits::FIRST_NAME | gender;
            }
        }
        // "So", "In", "An" at the start of a sentence are seldom the Korean names.
        for word in FUNCTION_WORDS.lines().flat_map(|line| line.split(' ').skip(1)).filter(|w| w.len() < 3) {
            self.take_name(word);
        }
    }

    /// The word is no first name.
    fn take_name(&mut self, word: &str) {
        let entry = self.entry(word);
        entry.traits = entry.traits.without(Traits::FIRST_NAME | Traits::FEMALE | Traits::MALE);
    }

    fn add_heads(&mut self) {
        for [head, kind] in HEADS.into_iter().flat_map(rows) {
            if let Some(traits) = Traits::named(kind) {
                self.entry(head.rsplit(' ').next().unwrap_or(head)).traits |= traits;
            }
        }
    }

    fn add_titles(&mut self) {
        for [title, gender] in rows(TITLES) {
            let gender = Traits::named(gender).unwrap_or(Traits::NONE);
            if title.contains(' ') {
                // "Lt. Gov.": the dots are tokens of their own.
                if !title.contains('.') {
                    self.add_phrase(title, PhraseKind::Title);
                }
                continue;
            }
            self.entry(title.trim_end_matches('.')).traits |= Traits::TITLE | gender;
        }
        self.entry("lt").traits |= Traits::TITLE;
    }

    fn add_countries(&mut self) {
        for [code, name, aliases, capital, adjective, nouns] in rows(COUNTRIES) {
            let Some(country) = Country::from_code(code) else { continue };
            for name in [name].into_iter().chain(listed(aliases)) {
                self.add_place(name, country, Traits::COUNTRY, PhraseKind::Country(country));
            }
            for capital in listed(capital) {
                self.add_place(capital, country, Traits::CAPITAL, PhraseKind::Capital(country));
            }
            for word in listed(adjective).chain(listed(nouns)) {
                self.add_place(word, country, Traits::DEMONYM, PhraseKind::Adjective(country));
            }
        }
        for name in ["EU", "European Union"] {
            self.add_place(name, Country::EU, Traits::COUNTRY, PhraseKind::Country(Country::EU));
        }
    }

    fn add_metonyms(&mut self) {
        for [name, code, _kind] in rows(METONYMS) {
            let country = Country::from_code(code);
            let name = name.strip_prefix("the ").unwrap_or(name);
            if name.contains(' ') {
                self.add_phrase(name, PhraseKind::Metonym(country));
                continue;
            }
            let word = self.entry(name);
            word.traits |= Traits::METONYM;
            word.country = word.country.or(country);
        }
    }

    fn add_regions(&mut self) {
        for name in REGIONS.lines() {
            if name.contains(' ') {
                self.add_phrase(name, PhraseKind::Region);
            } else {
                self.entry(name).traits |= Traits::REGION;
            }
        }
    }

    fn add_place(&mut self, name: &'static str, country: Country, traits: Traits, kind: PhraseKind) {
        if name.contains(' ') {
            self.add_phrase(name, kind);
            return;
        }
        let word = self.entry(name);
        word.traits |= traits;
        // Two countries share a few adjectives and capitals; the first one listed keeps the word.
        word.country = word.country.or(Some(country));
    }

    pub(super) fn add_phrase(&mut self, text: &'static str, kind: PhraseKind) {
        let Some(first) = text.split(' ').next() else { return };
        self.entry(first).traits |= Traits::PHRASE;
        self.phrases.push(Phrase { first: hash_of(first), text, kind });
    }

    fn add_verbs(&mut self) {
        for [lemma, forms, class, hint, frame] in VERBS.into_iter().flat_map(rows) {
            let (Some(class), Some(hint), Some(frame)) =
                (VerbClass::from_name(class), Hint::from_name(hint), Frame::from_name(frame))
            else {
                continue;
            };
            let verb = self.push_verb(Verb { lemma, class, hint, frame });
            let forms: Vec<&str> = forms.split('|').collect();
            let last = forms.len() - 1;
            for (i, form) in forms.iter().enumerate() {
                let which = match i {
                    0 => Form::BASE,
                    1 => Form::THIRD,
                    _ if i == last => Form::ING,
                    2 if last == 3 => Form::PAST | Form::PARTICIPLE,
                    2 => Form::PAST,
                    _ => Form::PARTICIPLE,
                };
                let word = self.entry(form);
                if word.verb == 0 || word.verb == verb {
                    word.verb = verb;
                    word.form = word.form | which;
                }
            }
        }
    }
}

fn listed(field: &'static str) -> impl Iterator<Item = &'static str> {
    field.split('|').filter(|f| !f.is_empty())
}

/// The rows of a table with `N` columns, without its header; rows of another width are left out.
fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table.lines().skip(1).filter_map(|line| {
        let mut fields = line.split(',');
        let row = std::array::from_fn(|_| fields.next());
        fields.next().is_none().then_some(())?;
        row.iter().all(Option::is_some).then(|| row.map(Option::unwrap_or_default))
    })
}

/// Keys are hashes already.
#[derive(Debug, Clone, Default)]
struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str) -> Word {
        lexicon().word(hash_of(text))
    }

    #[test]
    fn verbs_are_found_by_every_form() {
        for form in ["say", "says", "said", "saying"] {
            assert_eq!(lexicon().verb(word(form)).map(|v| v.lemma), Some("say"), "{form}");
        }
        assert!(word("written").form.any(Form::PARTICIPLE) && !word("written").form.any(Form::PAST));
        assert_eq!(lexicon().verb(word("vetoes")).map(|v| v.hint), Some(Hint::Against));
    }

    #[test]
    fn every_row_of_every_table_is_read() {
        let lines: usize = VERBS.iter().map(|t| t.lines().count() - 1).sum();
        assert_eq!(lexicon().verbs().len(), lines);
        let lines: usize = HEADS.iter().map(|t| t.lines().count() - 1).sum();
        let heads: Vec<[&str; 2]> = HEADS.into_iter().flat_map(rows).collect();
        assert_eq!(heads.len(), lines);
        assert!(heads.iter().all(|[_, kind]| Traits::named(kind).is_some()));
        let classes = FUNCTION_WORDS.lines().filter_map(|l| l.split(' ').next());
        assert_eq!(classes.filter(|class| Traits::named(class).is_none()).collect::<Vec<_>>(), [""; 0]);
        assert_eq!(rows::<6>(COUNTRIES).count(), COUNTRIES.lines().count() - 1);
        assert_eq!(rows::<3>(METONYMS).count(), METONYMS.lines().count() - 1);
        assert_eq!(rows::<2>(TITLES).count(), TITLES.lines().count() - 1);
    }

    #[test]
    fn no_region_is_listed_twice() {
        let mut regions: Vec<&str> = REGIONS.lines().collect();
        regions.sort_unstable();
        assert!(regions.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn the_tables_have_the_room_they_need() {
        let Lexicon { words, verbs, phrases } = lexicon();
        assert!(words.len() <= ENTRIES, "{}", words.len());
        assert!(verbs.len() <= VERB_ENTRIES && phrases.len() <= PHRASES, "{} {}", verbs.len(), phrases.len());
    }

    #[test]
    fn countries_capitals_and_adjectives_share_a_code() {
        let peru = Country::from_code("PE");
        for name in ["Peru", "Lima", "Peruvian"] {
            assert_eq!(word(name).country, peru, "{name}");
        }
        assert!(lexicon().phrases(hash_of("Saudi")).iter().any(|p| p.text == "Saudi Arabia"));
        assert!(lexicon().phrases(hash_of("prime")).iter().any(|p| p.kind == PhraseKind::Title));
    }

    #[test]
    fn the_names_of_the_world_correct_those_of_one_country() {
        let told = Traits::FEMALE | Traits::MALE;
        for open in ["Andrea", "Jean"] {
            assert!(word(open).is(Traits::FIRST_NAME) && !word(open).is(told), "{open}");
        }
        assert!(word("Sergei").is(Traits::MALE) && word("Sergei").is(Traits::FIRST_NAME));
        for no_name in ["So", "In", "An", "My", "America", "Geneva"] {
            assert!(!word(no_name).is(Traits::FIRST_NAME | told), "{no_name}");
        }
    }

    #[test]
    fn every_name_of_the_world_tells_what_its_line_says() {
        let titles: Vec<[&str; 2]> = rows(TITLES).collect();
        for line in WORLD_NAMES.lines().filter(|line| !line.starts_with('#')) {
            let (mark, names) = line.split_once(' ').unwrap();
            let title = |name: &str| titles.iter().any(|[title, _]| title.eq_ignore_ascii_case(name));
            for name in names.split(' ').filter(|n| n.len() > 2 && !title(n)) {
                let word = word(name);
                assert_eq!(word.is(Traits::FIRST_NAME), mark != "n", "{name}");
                assert_eq!(word.is(Traits::FEMALE), mark == "f", "{name}");
                assert_eq!(word.is(Traits::MALE), mark == "m", "{name}");
            }
        }
    }

    #[test]
    fn gender_comes_from_titles_and_first_names() {
        assert!(word("Congresswoman").is(Traits::FEMALE));
        assert!(word("Terry").is(Traits::FIRST_NAME));
        assert!(word("Abigail").is(Traits::FEMALE) && !word("Abigail").is(Traits::MALE));
    }
}
