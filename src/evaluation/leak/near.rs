//! Which texts are nearly equal? Shingles, `MinHash` signatures (Broder 1997), and an index of texts to search in.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use foldhash::fast::FixedState;
use rayon::prelude::*;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use crate::metric::random::Stream;

/// Words of a shingle.
const SHINGLE: usize = 5;
/// Texts that share this part of their shingles are nearly equal.
pub const NEAR: f64 = 0.8;
/// Bands of the signature, each of `ROWS` values: a pair at `NEAR` shares one with probability above 0.999.
const BANDS: usize = 16;
const ROWS: usize = 4;
/// Values of a signature.
pub(super) const VALUES: usize = BANDS * ROWS;

/// The lowest byte of each least hash (b-bit minwise hashing, Li & König 2010): enough to estimate how alike two texts
/// are, and nothing of a text can be read from it.
pub(super) type Signature = [u8; VALUES];

/// Hashes of all runs of [`SHINGLE`] words; of all words where there are fewer.
fn shingles(text: &str) -> BTreeSet<u64> {
    let words: Vec<u64> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| xxh3_64(word.to_lowercase().as_bytes()))
        .collect();
    let of = |run: &[u64]| {
        let mut hash = Xxh3::new();
        for word in run {
            hash.update(&word.to_le_bytes());
        }
        hash.digest()
    };
    if words.len() < SHINGLE {
        std::iter::once(of(&words)).collect()
    } else {
        words.windows(SHINGLE).map(of).collect()
    }
}

fn jaccard(a: &BTreeSet<u64>, b: &BTreeSet<u64>) -> f64 {
    let shared = a.intersection(b).count();
    shared as f64 / (a.len() + b.len() - shared) as f64
}

/// The signature of a text.
pub(super) fn signature(text: &str) -> Signature {
    signature_of(&shingles(text))
}

/// Factor and shift of each hash function.
static FUNCTIONS: LazyLock<[(u64, u64); VALUES]> = LazyLock::new(|| {
    std::array::from_fn(|value| {
        let mut random = Stream::new(1, value as u64);
        (random.bits() | 1, random.bits())
    })
});

fn signature_of(shingles: &BTreeSet<u64>) -> Signature {
    FUNCTIONS.map(|(factor, shift)| {
        let hash = |shingle: &u64| shingle.wrapping_mul(factor).wrapping_add(shift);
        // The high bits of the least hash are nearly all zero, the low ones are not; they are mixed once more.
        let least = shingles.iter().map(hash).min().unwrap_or(0);
        xxh3_64(&least.to_le_bytes()).to_le_bytes()[0]
    })
}

/// Jaccard similarity by the share of equal values, less what chance makes equal (Li & König 2010).
fn estimated(a: &Signature, b: &Signature) -> f64 {
    let equal = a.iter().zip(b).filter(|(x, y)| x == y).count() as f64 / VALUES as f64;
    let chance = 1.0 / 256.0;
    ((equal - chance) / (1.0 - chance)).max(0.0)
}

/// Texts that others are held against.
#[derive(Debug)]
pub(in crate::evaluation) struct Index {
    signatures: Vec<Signature>,
    /// Where the texts themselves are known.
    shingles: Vec<BTreeSet<u64>>,
    buckets: HashMap<(usize, [u8; ROWS]), Vec<usize>, FixedState>,
}

impl Index {
    /// Of texts; similarities are exact.
    pub(in crate::evaluation) fn of_texts(texts: &[&str]) -> Self {
        let shingles: Vec<BTreeSet<u64>> = texts.par_iter().map(|text| shingles(text)).collect();
        let signatures = shingles.par_iter().map(signature_of).collect();
        Self { shingles, ..Self::of_signatures(signatures) }
    }

    /// Of signatures alone; similarities are estimates with a standard error of 0.05 near [`NEAR`].
    pub(super) fn of_signatures(signatures: Vec<Signature>) -> Self {
        let mut buckets: HashMap<_, Vec<usize>, FixedState> = HashMap::default();
        for (place, signature) in signatures.iter().enumerate() {
            for key in bands(signature) {
                buckets.entry(key).or_default().push(place);
            }
        }
        Self { signatures, shingles: Vec::new(), buckets }
    }

    /// The similarity of the nearest text, if it is near enough.
    pub(super) fn nearest(&self, text: &str) -> Option<f64> {
        let shingles = shingles(text);
        let near = self.near(&signature_of(&shingles), &shingles, self.signatures.len());
        near.into_iter().map(|(_, similarity)| similarity).max_by(f64::total_cmp)
    }

    /// Of an index of texts: those before the text at `place` that are nearly equal to it, in order, each with its
    /// similarity.
    pub(in crate::evaluation) fn near_before(&self, place: usize) -> Vec<(usize, f64)> {
        self.near(&self.signatures[place], &self.shingles[place], place)
    }

    /// The near ones of the first `among` texts.
    fn near(&self, signature: &Signature, shingles: &BTreeSet<u64>, among: usize) -> Vec<(usize, f64)> {
        let alike = bands(signature).filter_map(|key| self.buckets.get(&key)).flatten().copied();
        let candidates: BTreeSet<usize> = alike.filter(|&place| place < among).collect();
        let similarity = |place: usize| match self.shingles.get(place) {
            Some(theirs) => jaccard(shingles, theirs),
            None => estimated(signature, &self.signatures[place]),
        };
        let all = candidates.into_iter().map(|place| (place, similarity(place)));
        all.filter(|(_, similarity)| *similarity >= NEAR).collect()
    }
}

fn bands(signature: &Signature) -> impl Iterator<Item = (usize, [u8; ROWS])> {
    let (bands, _) = signature.as_chunks::<ROWS>();
    bands.iter().copied().enumerate()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text of numbered words; `changed` of the last ones are others.
    fn text(words: usize, changed: usize) -> String {
        let word = |i: usize| if i + changed < words { format!("w{i}") } else { format!("x{i}") };
        (0..words).map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn signatures_estimate_what_shingles_count() {
        for (words, changed) in [(80, 0), (80, 4), (80, 8), (80, 20), (60, 30), (60, 60)] {
            let (a, b) = (text(words, 0), text(words, changed));
            let exact = jaccard(&shingles(&a), &shingles(&b));
            let estimate = estimated(&signature(&a), &signature(&b));
            assert!((exact - estimate).abs() < 0.17, "{words} {changed}: {exact} {estimate}");
        }
    }

    #[test]
    fn texts_and_signatures_find_the_same() {
        let known = [text(60, 0), text(12, 0)];
        let texts: Vec<&str> = known.iter().map(String::as_str).collect();
        let exact = Index::of_texts(&texts);
        let sketched = Index::of_signatures(texts.iter().map(|text| signature(text)).collect());
        assert_eq!(exact.nearest(&text(60, 4)), Some(52.0 / 60.0));
        assert!(sketched.nearest(&text(60, 4)).is_some_and(|similarity| similarity > 0.8));
        for index in [&exact, &sketched] {
            assert_eq!(index.nearest(&text(60, 40)), None);
            assert_eq!(index.nearest("Nothing of this kind."), None);
        }
    }
}
