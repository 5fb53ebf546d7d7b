//! Words and phrases that take a side: "welcome", "opposition to", "pour cold water on", "a step forward".
//!
//! The list is ours (CC0). A pattern is a sequence of words in base form, each to be matched by its stem;
//! `a|b` gives alternatives, `*` stands for one to three words.

use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

use foldhash::fast::FixedState;
use xxhash_rust::xxh3::xxh3_64;

use super::remembered::Remembered;
use super::stem::stem;
use crate::label::{Label, Stance};

const PHRASES: &str = include_str!("data/stance_phrases.tsv");

/// How a phrase is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PhraseUse {
    /// A verb whose subject is the holder: reject.
    Verb,
    /// A noun of the holder's: opposition to.
    Noun,
    /// An adjective said of the holder: wary of.
    Adjective,
    /// Said of the target: unworkable.
    Judgement,
    /// An official or bodily act: veto, march against.
    Act,
}

impl PhraseUse {
    /// Its name in the data file and in feature names.
    pub fn name(self) -> &'static str {
        match self {
            Self::Verb => "verb",
            Self::Noun => "noun",
            Self::Adjective => "adjective",
            Self::Judgement => "judgement",
            Self::Act => "act",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        [Self::Verb, Self::Noun, Self::Adjective, Self::Judgement, Self::Act]
            .into_iter()
            .find(|kind| kind.name() == name)
    }
}

/// One phrase of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StancePhrase {
    /// Its pattern.
    pub pattern: &'static str,
    /// The side it takes, before negation.
    pub stance: Stance,
    /// How it is used.
    pub usage: PhraseUse,
}

/// All phrases, in the order of the file.
pub fn phrases() -> impl Iterator<Item = StancePhrase> {
    PHRASES.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut fields = line.split('\t');
        let pattern = fields.next()?;
        let stance = fields.next()?;
        let stance = Stance::ALL.into_iter().find(|known| known.name() == stance)?;
        Some(StancePhrase { pattern, stance, usage: PhraseUse::from_name(fields.next()?)? })
    })
}

/// The hash by which words are matched: that of the stem of a lower-case word.
pub fn stem_hash(lower: &str) -> u64 {
    xxh3_64(stem(lower).as_bytes())
}

/// The [`stem_hash`] of a word in any case, given the hash of its lower-case form; stems are remembered.
#[inline]
pub fn remembered_stem_hash(hash: u64, word: &str) -> u64 {
    thread_local! {
        static STEMS: Remembered = const { Remembered::new() };
    }
    STEMS.with(|stems| stems.get(hash, || stem_hash(&word.to_lowercase())))
}

/// One step of a pattern.
enum Step {
    /// A word with one of these stems.
    Word(Vec<u64>),
    /// One to three words.
    Gap,
}

/// The longest gap.
const GAP: usize = 3;

/// A phrase with the steps of its pattern.
struct Pattern {
    phrase: StancePhrase,
    /// What follows the first word; stemmed when a text has that word, since most texts have few of them.
    rest: OnceLock<Vec<Step>>,
}

impl Pattern {
    fn rest(&self) -> &[Step] {
        let step = |word| match word {
            "*" => Step::Gap,
            word => Step::Word(alternatives(word).map(stem_hash).collect()),
        };
        self.rest.get_or_init(|| self.phrase.pattern.split(' ').skip(1).map(step).collect())
    }
}

/// The words that a step accepts.
fn alternatives(step: &str) -> impl Iterator<Item = &str> {
    step.split('|')
}

/// The patterns that open with one word.
#[derive(Default)]
struct Opening {
    /// Their places, in the order of the file.
    places: Vec<usize>,
    /// The same by what follows; made when a text has the word.
    followed: OnceLock<Followed>,
}

/// Patterns by their second word: thousands open with a form of "be", and few go on as a text does.
#[derive(Default)]
struct Followed {
    /// The one of a single word.
    single: Option<usize>,
    /// Those with a gap as the second step, and what their third may be.
    gapped: Vec<usize>,
    thirds: Filter<4>,
    by_second: HashMap<u64, Vec<usize>, FixedState>,
}

impl Opening {
    fn followed(&self, all: &[Pattern]) -> &Followed {
        self.followed.get_or_init(|| {
            let mut followed = Followed::default();
            for &place in &self.places {
                match all[place].rest() {
                    [] => followed.single = followed.single.max(Some(place)),
                    [Step::Gap, rest @ ..] => {
                        followed.gapped.push(place);
                        if let Some(Step::Word(stems)) = rest.first() {
                            for &stem in stems {
                                followed.thirds.add(stem);
                            }
                        }
                    }
                    [Step::Word(stems), ..] => {
                        for &stem in stems {
                            let places = followed.by_second.entry(stem).or_default();
                            if places.last() != Some(&place) {
                                places.push(place);
                            }
                        }
                    }
                }
            }
            followed
        })
    }
}

/// A set of stems in 64 `N` bits that says at once of most others that they are not in it (Bloom 1970, with one hash);
/// `N` is a power of two.
struct Filter<const N: usize>([u64; N]);

impl<const N: usize> Filter<N> {
    fn place(stem: u64) -> (usize, u64) {
        // The remainder is below N.
        #[allow(clippy::cast_possible_truncation)]
        let word = (stem >> 6) as usize % N;
        (word, 1 << (stem % 64))
    }

    fn add(&mut self, stem: u64) {
        let (word, bit) = Self::place(stem);
        self.0[word] |= bit;
    }

    #[inline]
    fn may_hold(&self, stem: u64) -> bool {
        let (word, bit) = Self::place(stem);
        self.0[word] & bit != 0
    }
}

impl<const N: usize> Default for Filter<N> {
    fn default() -> Self {
        Self([0; N])
    }
}

/// All patterns.
struct Patterns {
    all: Vec<Pattern>,
    /// By the stem of a first word.
    by_first: HashMap<u64, Opening, FixedState>,
    /// Which stems may open a pattern of one word, or one with a gap as the second step.
    alone: Box<Filter<512>>,
    /// Which pairs of stems may open a pattern: most words of a text open none, and these two answer from the cache.
    pairs: Box<Filter<4096>>,
}

impl Patterns {
    fn pair(first: u64, second: u64) -> u64 {
        first.rotate_left(21) ^ second
    }
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let all = phrases().map(|phrase| Pattern { phrase, rest: OnceLock::new() }).collect::<Vec<_>>();
    let mut by_first: HashMap<u64, Opening, FixedState> = HashMap::default();
    let (mut alone, mut pairs): (Box<Filter<512>>, Box<Filter<4096>>) = Default::default();
    // Thousands of patterns open with the same few forms of "be" and "have".
    let mut known: HashMap<&str, u64, FixedState> = HashMap::default();
    let mut stem_of = |word| *known.entry(word).or_insert_with(|| stem_hash(word));
    for (place, pattern) in all.iter().enumerate() {
        let mut steps = pattern.phrase.pattern.split(' ');
        let first = steps.next().unwrap_or_default();
        let second = steps.next().filter(|step| *step != "*");
        for word in alternatives(first) {
            let stem = stem_of(word);
            match second {
                Some(second) => {
                    alternatives(second).for_each(|next| pairs.add(Patterns::pair(stem, stem_of(next))));
                }
                None => alone.add(stem),
            }
            let places = &mut by_first.entry(stem).or_default().places;
            // Inflections may share their stem.
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
    }
    Patterns { all, by_first, alone, pairs }
});

/// Stands for a mark that no gap reaches over.
pub const BORDER: u64 = u64::MAX;

/// The longest phrase that starts at word `at`, with the position after its last word. `stems` gives the
/// [`stem_hash`] of a word, 0 for what matches no pattern, [`BORDER`] for a mark between clauses; a gap may not reach
/// beyond its end.
pub fn longest_at(stems: &[u64], at: usize) -> Option<(usize, StancePhrase)> {
    let Patterns { all, by_first, alone, pairs } = &*PATTERNS;
    let &first = stems.get(at)?;
    let second = stems.get(at + 1).filter(|&&second| pairs.may_hold(Patterns::pair(first, second)));
    if second.is_none() && !alone.may_hold(first) {
        return None;
    }
    let followed = by_first.get(&first)?.followed(all);
    let second = second.and_then(|stem| followed.by_second.get(stem)).map_or(&[][..], Vec::as_slice);
    let reach = stems.get(at + 2..stems.len().min(at + 2 + GAP)).unwrap_or(&[]);
    let bridged = reach.iter().any(|&stem| followed.thirds.may_hold(stem));
    let gapped = if bridged { followed.gapped.as_slice() } else { &[] };
    let longer = second
        .iter()
        .chain(gapped)
        .filter_map(|&place| Some((match_end(all[place].rest(), stems, at + 1)?, place)))
        .max();
    let (end, place) = longer.or_else(|| followed.single.map(|place| (at + 1, place)))?;
    Some((end, all[place].phrase))
}

/// The end of a match of `steps` from word `at` on.
fn match_end(steps: &[Step], stems: &[u64], at: usize) -> Option<usize> {
    match steps {
        [] => Some(at),
        [Step::Word(accepted), rest @ ..] => stems
            .get(at)
            .is_some_and(|stem| accepted.contains(stem))
            .then(|| match_end(rest, stems, at + 1))?,
        [Step::Gap, rest @ ..] => {
            let inside = |n: &usize| at + n <= stems.len() && stems[at + n - 1] != BORDER;
            (1..=GAP).take_while(inside).find_map(|n| match_end(rest, stems, at + n))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The stems that each step of a pattern accepts; none for a gap.
    type Steps = Vec<Option<Vec<u64>>>;

    /// Each pattern with its steps.
    fn plain_patterns() -> &'static [(StancePhrase, Steps)] {
        static PLAIN: LazyLock<Vec<(StancePhrase, Steps)>> = LazyLock::new(|| {
            let step = |step: &str| (step != "*").then(|| step.split('|').map(stem_hash).collect());
            phrases().map(|phrase| (phrase, phrase.pattern.split(' ').map(step).collect())).collect()
        });
        &PLAIN
    }

    /// The nearest end of a match: all places that each step may lead to.
    fn plain_end(steps: &[Option<Vec<u64>>], stems: &[u64], at: usize) -> Option<usize> {
        let mut places = vec![at];
        for step in steps {
            let mut next = Vec::new();
            for place in places {
                if let Some(accepted) = step {
                    next.extend(stems.get(place).filter(|s| accepted.contains(s)).map(|_| place + 1));
                } else {
                    let bridged = stems[place.min(stems.len())..].iter().take(GAP);
                    let free = bridged.take_while(|&&stem| stem != BORDER).count();
                    next.extend((1..=free).map(|n| place + n));
                }
            }
            places = next;
        }
        places.into_iter().min()
    }

    /// Every pattern tried in turn; of those that reach as far the last of the file.
    fn plain_longest(stems: &[u64], at: usize) -> Option<(usize, StancePhrase)> {
        let ends = plain_patterns().iter().filter_map(|(p, steps)| Some((plain_end(steps, stems, at)?, *p)));
        ends.max_by_key(|(end, _)| *end)
    }

    /// Stems of a piece of a text: a pattern with one of its alternatives a step, cut short or not, its gaps filled.
    fn piece(pattern: usize, choice: usize, cut: usize, filler: u64) -> Vec<u64> {
        let patterns = plain_patterns();
        let steps = &patterns[pattern % patterns.len()].1;
        let stem = |step: &Option<Vec<u64>>| match step {
            Some(accepted) => vec![accepted[choice % accepted.len()]],
            None => vec![filler; 1 + choice % (GAP + 1)],
        };
        steps.iter().take(steps.len() - cut.min(steps.len() - 1)).flat_map(stem).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]
        #[test]
        fn the_filters_lose_no_phrase(
            pieces in proptest::collection::vec(
                (any::<usize>(), 0_usize..8, prop_oneof![Just(0_usize), Just(1)], 0_usize..4), 1..5,
            ),
        ) {
            let fillers = [0, BORDER, stem_hash("lighthouse"), stem_hash("be")];
            let stems: Vec<u64> = pieces.into_iter().flat_map(|(p, c, cut, f)| piece(p, c, cut, fillers[f])).collect();
            for at in 0..=stems.len() {
                prop_assert_eq!(longest_at(&stems, at), plain_longest(&stems, at));
            }
        }
    }

    #[test]
    fn every_line_of_the_list_is_read() {
        assert_eq!(phrases().count(), PHRASES.lines().filter(|line| !line.starts_with('#')).count());
    }

    #[test]
    fn no_pattern_opens_or_ends_with_a_gap() {
        assert!(phrases().all(|p| !p.pattern.starts_with('*') && !p.pattern.ends_with('*')));
    }

    #[test]
    fn the_longest_phrase_counts_and_gaps_are_bridged() {
        let stems = |text: &str| text.split(' ').map(stem_hash).collect::<Vec<_>>();
        let (end, phrase) = longest_at(&stems("threw her full weight behind the plan"), 0).unwrap();
        assert_eq!((end, phrase.stance), (5, Stance::Favor));
        assert!(longest_at(&stems("lighthouses stand"), 0).is_none());
    }
}
