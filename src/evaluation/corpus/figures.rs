//! How large is a corpus, how are its labels spread, and how rich is its language?

use std::collections::{BTreeSet, HashMap};

use foldhash::fast::FixedState;
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::{Text, texts};
use crate::dataset::{Composition, Row, text_key};
use crate::label::Label;
use crate::text::{Token, TokenKind, tokenize};

/// Words of a run whose repetition is counted.
const RUN: usize = 5;
/// A text with more words is long.
const LONG: usize = 35;
/// How many samples the language is looked at in: one alone may say a third more or less.
const SAMPLES: u64 = 20;

/// Counts and shares of one part of a corpus. Shares are from 0 to 1, and none where there is nothing to share.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Figures {
    /// Rows, texts, names and labels; sentences of articles without a view are rows too.
    pub composition: Composition,
    /// Share of the texts with a stance that have two rows or more.
    pub several: Option<f64>,
    /// Share of the texts with a stance whose rows differ in it.
    pub different: Option<f64>,
    /// Share of the rows with both labels where stance and sentiment do not point the same way.
    pub disagreeing: Option<f64>,
    /// Median number of words of a text.
    pub median_words: Option<f64>,
    /// Share of the texts with more than 35 words.
    pub long: Option<f64>,
    /// The language of a sample.
    pub sample: Sample,
}

/// The language of samples of the texts: figures that depend on the number of words, and can only be compared over as
/// many. Each is a mean over 20 samples, or that of the whole where it has no more words than a sample.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sample {
    /// Words in a sample.
    pub words: usize,
    /// Different words, whatever their letter case, rounded down.
    pub distinct: usize,
    /// Share of the runs of five words that occur more than once.
    pub repeated_runs: Option<f64>,
    /// Marks in a hundred words.
    pub punctuation: Option<f64>,
}

/// The figures of rows.
pub(super) fn figures(rows: &[&Row], sample: usize) -> Figures {
    let texts = texts(rows);
    let with_stance: Vec<usize> =
        texts.iter().map(|text| text.rows.iter().filter(|row| row.stance.is_some()).count()).collect();
    let stanced = with_stance.iter().filter(|&&rows| rows > 0).count();
    let mut lengths: Vec<usize> = texts.iter().map(|text| word_count(text.text())).collect();
    lengths.sort_unstable();
    Figures {
        composition: Composition::of(rows.iter().copied()),
        several: share(with_stance.iter().filter(|&&rows| rows > 1).count(), stanced),
        different: share(texts.iter().filter(|text| differ(text)).count(), stanced),
        disagreeing: disagreeing(rows),
        median_words: median(&lengths),
        long: share(lengths.iter().filter(|&&words| words > LONG).count(), lengths.len()),
        sample: self::sample(&texts, lengths.iter().sum(), sample),
    }
}

fn differ(text: &Text<'_>) -> bool {
    let stances: BTreeSet<usize> = text.rows.iter().filter_map(|row| Some(row.stance?.index())).collect();
    stances.len() > 1
}

/// Both heads have their classes in the same order: the bad end, the middle, the good end.
fn disagreeing(rows: &[&Row]) -> Option<f64> {
    let both: Vec<bool> =
        rows.iter().filter_map(|row| Some(row.stance?.index() != row.sentiment?.index())).collect();
    share(both.iter().filter(|differ| **differ).count(), both.len())
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

fn median(sorted: &[usize]) -> Option<f64> {
    let middle = sorted.len() / 2;
    let upper = *sorted.get(middle)? as f64;
    let even = sorted.len().is_multiple_of(2);
    Some(if even { f64::midpoint(sorted[middle - 1] as f64, upper) } else { upper })
}

fn is_word(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Word | TokenKind::Number)
}

fn word_count(text: &str) -> usize {
    tokenize(text).iter().filter(|token| is_word(token)).count()
}

/// Samples of `limit` words at most from texts that have `whole` words together.
fn sample(texts: &[Text<'_>], whole: usize, limit: usize) -> Sample {
    let texts: Vec<(u128, &str)> = texts.iter().map(|text| (text_key(text.text()), text.text())).collect();
    let number = if whole > limit { SAMPLES } else { 1 };
    let samples: Vec<Sample> =
        (0..number).into_par_iter().map(|seed| one_sample(&texts, limit, seed)).collect();
    let mean = |of: &dyn Fn(&Sample) -> Option<f64>| {
        let values: Option<Vec<f64>> = samples.iter().map(of).collect();
        values.map(|values| values.iter().sum::<f64>() / values.len() as f64)
    };
    Sample {
        words: samples[0].words,
        distinct: samples.iter().map(|sample| sample.distinct).sum::<usize>() / samples.len(),
        repeated_runs: mean(&|sample| sample.repeated_runs),
        punctuation: mean(&|sample| sample.punctuation),
    }
}

/// Texts, each with its key, in an order that has nothing to do with their content, until there are `limit` words.
fn one_sample(texts: &[(u128, &str)], limit: usize, seed: u64) -> Sample {
    let mut order = texts.to_vec();
    order.sort_by_cached_key(|&(key, _)| (xxh3_64_with_seed(&key.to_le_bytes(), seed), key));
    let mut sample = Sample::default();
    let mut distinct: BTreeSet<String> = BTreeSet::new();
    let mut runs: HashMap<Vec<String>, usize, FixedState> = HashMap::default();
    let mut marks = 0;
    for (_, text) in order {
        if sample.words >= limit {
            break;
        }
        let tokens = tokenize(text);
        let words = tokens.iter().filter(|token| is_word(token)).take(limit - sample.words);
        let words: Vec<String> = words.map(|token| token.text(text).to_lowercase()).collect();
        sample.words += words.len();
        for run in words.windows(RUN) {
            *runs.entry(run.to_vec()).or_default() += 1;
        }
        marks += tokens.iter().filter(|token| token.kind == TokenKind::Mark).count();
        distinct.extend(words);
    }
    sample.distinct = distinct.len();
    sample.repeated_runs = share(runs.values().filter(|&&count| count > 1).sum(), runs.values().sum());
    sample.punctuation = share(100 * marks, sample.words);
    sample
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{Dataset, ReadOptions};

    fn of(csv: &str) -> Figures {
        let data = Dataset::read_from(csv.as_bytes(), "t.csv", &ReadOptions::default()).unwrap();
        figures(&data.rows.iter().collect::<Vec<_>>(), 1000)
    }

    const TWO: &str = "text,holder,target,stance,sentiment,document,phenomenon\n\
        \"Ruiz hailed the levy, Okoro cursed it.\",Ruiz,the levy,favor,neutral,d1,opposed_holders\n\
        \"Ruiz hailed the levy, Okoro cursed it.\",Okoro,The Levy,against,neutral,d1,opposed_holders\n\
        Sato praised the ban.,Sato,the ban,favor,positive,d2,plain\n";

    #[test]
    fn rows_of_one_text_are_held_against_each_other() {
        let figures = of(TWO);
        let counts = &figures.composition;
        assert_eq!((counts.rows, counts.texts, counts.targets), (3, 2, 2));
        assert_eq!(figures.several, Some(0.5));
        assert_eq!(figures.different, Some(0.5));
        assert_eq!(figures.disagreeing, Some(2.0 / 3.0));
        assert_eq!(figures.median_words, Some(5.5));
    }

    #[test]
    fn repetition_is_that_of_the_words() {
        let figures = of("text\none two three four five six\nZero one two three four five\n");
        // Two runs in each text, of which "one two three four five" is in both.
        assert_eq!(figures.sample.repeated_runs, Some(0.5));
        assert_eq!((figures.sample.words, figures.sample.distinct), (12, 7));
        assert_eq!(figures.sample.punctuation, Some(0.0));
    }

    #[test]
    fn a_larger_corpus_is_looked_at_in_many_samples() {
        let mut csv = String::from("text\n");
        for i in 0..200 {
            csv += &format!("a{i} b{i} c{i} d{i} e{i} f{i}\n");
        }
        csv += "same words in every one x\nsame words in every one y\n";
        let data = Dataset::read_from(csv.as_bytes(), "t.csv", &ReadOptions::default()).unwrap();
        let rows: Vec<&Row> = data.rows.iter().collect();
        let sample = figures(&rows, 606).sample;
        let alone: Vec<f64> = (0..SAMPLES)
            .map(|seed| {
                let texts = rows.iter().map(|row| row.instance.text.as_str());
                let texts: Vec<(u128, &str)> = texts.map(|text| (text_key(text), text)).collect();
                one_sample(&texts, 606, seed).repeated_runs.unwrap()
            })
            .collect();
        assert!(alone.contains(&0.0) && alone.iter().any(|&share| share > 0.0));
        let mean = alone.iter().sum::<f64>() / alone.len() as f64;
        assert_eq!((sample.words, sample.repeated_runs), (606, Some(mean)));
    }
}
