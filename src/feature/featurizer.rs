//! From instances to sparse rows: what is learned from the training texts, and how a row is made.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use rayon::prelude::*;

use super::group::{Group, polarity_sums};
use super::hash;
use super::names::LowerCaseWords;
use super::records::SparseRecords;
use super::sequence::{HolderKind, Sequence, View};
use super::sink::Sink;
use super::vocabulary::Vocabulary;
use super::word::WordMemo;
use crate::error::{Error, Location, Problem, Result};
use crate::instance::Instance;
use crate::recipe::HeadRecipe;

/// Turns instances into rows of shape (1, [`Featurizer::width`]): the vocabulary's columns, then the dense
/// columns, then the constant column of the bias.
#[derive(Debug, Clone, PartialEq)]
pub struct Featurizer {
    pub(crate) view: View,
    pub(crate) groups: Vec<(Group, f32)>,
    pub(crate) known_holder: f32,
    pub(crate) sums: Option<DenseScale>,
    pub(crate) lower: LowerCaseWords,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) bias: f32,
}

/// How the dense columns are standardised: (value - mean) / deviation, times the group's weight over the
/// square root of the number of columns.
#[derive(Debug, Clone, PartialEq)]
pub struct DenseScale {
    /// The group's weight.
    pub weight: f32,
    /// Mean of each column over the training rows.
    pub mean: Vec<f32>,
    /// Standard deviation of each column; 1 where it is 0.
    pub deviation: Vec<f32>,
}

/// Working memory of one thread.
#[derive(Debug, Default)]
pub struct Scratch {
    memo: WordMemo,
    fingerprints: Vec<u64>,
    found: Vec<u32>,
}

/// A feature of one instance, for people.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedFeature {
    /// Group and parts.
    pub name: String,
    /// Its column.
    pub column: u32,
    /// Its value in the row.
    pub value: f32,
}

/// A part of a row that is scaled by itself.
struct Block {
    group: Group,
    /// The length the part is scaled to.
    weight: f32,
    /// The copy for known holders.
    copy: bool,
}

/// Sets the copy's fingerprints apart.
const KNOWN_HOLDER: u64 = 0x686f_6c64;

impl Block {
    fn extract<S: Sink>(&self, sequence: &Sequence<'_>, sink: &mut S) {
        if self.copy {
            self.group.extract(sequence, &mut Copied(sink));
        } else {
            self.group.extract(sequence, sink);
        }
    }
}

/// Passes features on as those of the copy.
struct Copied<'s, S>(&'s mut S);

impl<S: Sink> Sink for Copied<'_, S> {
    fn add(&mut self, fingerprint: u64, name: impl FnOnce(&mut String)) {
        self.0.add(hash::mix(KNOWN_HOLDER, fingerprint), |text| {
            text.push_str("holder known, ");
            name(text);
        });
    }
}

/// How many rows are made at a time by one thread.
const CHUNK: usize = 256;

impl Featurizer {
    /// Learns vocabulary, document frequencies, ordinary words and dense scale from `instances`; their order does
    /// not matter.
    pub fn fit(instances: &[&Instance], recipe: &HeadRecipe, bias: f32) -> Result<Self> {
        let mut featurizer = Self {
            view: View { entities: recipe.sees_target, names: recipe.names },
            groups: groups_of(recipe)?,
            known_holder: recipe.known_holder,
            sums: None,
            lower: LowerCaseWords::fit(instances.iter().copied()),
            vocabulary: Vocabulary::default(),
            bias,
        };
        let counts = featurizer.count(instances);
        let rows = u32::try_from(instances.len()).unwrap_or(u32::MAX);
        featurizer.vocabulary = Vocabulary::from_counts(counts, rows, recipe.min_rows);
        if recipe.polarity_sums > 0.0 {
            featurizer.sums = Some(featurizer.standardise(instances, recipe.polarity_sums));
        }
        Ok(featurizer)
    }

    /// In how many rows each feature stands.
    fn count(&self, instances: &[&Instance]) -> HashMap<u64, u32, FixedState> {
        instances
            .par_chunks(CHUNK)
            .map_init(Scratch::default, |scratch, chunk| {
                let mut counts: HashMap<u64, u32, FixedState> = HashMap::default();
                for instance in chunk {
                    let sequence = Sequence::read(instance, self.view, &self.lower, &mut scratch.memo);
                    scratch.fingerprints.clear();
                    for block in self.blocks(&sequence) {
                        block.extract(&sequence, &mut scratch.fingerprints);
                    }
                    scratch.fingerprints.sort_unstable();
                    scratch.fingerprints.dedup();
                    for &id in &scratch.fingerprints {
                        *counts.entry(id).or_default() += 1;
                    }
                }
                counts
            })
            .reduce(HashMap::default, |mut all, part| {
                for (id, n) in part {
                    *all.entry(id).or_default() += n;
                }
                all
            })
    }

    fn standardise(&self, instances: &[&Instance], weight: f32) -> DenseScale {
        let rows: Vec<[f32; polarity_sums::COLUMNS]> = instances
            .par_chunks(CHUNK)
            .map_init(Scratch::default, |scratch, chunk| {
                let values = |instance: &&Instance| {
                    polarity_sums::values(&Sequence::read(
                        instance,
                        self.view,
                        &self.lower,
                        &mut scratch.memo,
                    ))
                };
                chunk.iter().map(values).collect::<Vec<_>>()
            })
            .flatten()
            .collect();
        let n = rows.len().max(1) as f64;
        let moments = |column: usize| {
            // Sorted, so that the sums do not depend on the order of the rows.
            let mut values: Vec<f64> = rows.iter().map(|row| f64::from(row[column])).collect();
            values.sort_unstable_by(f64::total_cmp);
            let mean = values.iter().sum::<f64>() / n;
            let variance = values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / n;
            (mean, if variance > 1e-12 { variance.sqrt() } else { 1.0 })
        };
        #[expect(clippy::cast_possible_truncation, reason = "stored in single precision")]
        let (mean, deviation) = (0..polarity_sums::COLUMNS)
            .map(moments)
            .map(|(mean, deviation)| (mean as f32, deviation as f32))
            .unzip();
        DenseScale { weight, mean, deviation }
    }

    /// What a row is made of: every group, and for a known holder every group once more in a copy of its own.
    ///
    /// Without a holder a label tells how the text treats the target; with one, how the holder does. The shared
    /// features carry what both have in common, the copy what differs (Daumé III 2007, "Frustratingly easy domain
    /// adaptation").
    fn blocks(&self, sequence: &Sequence<'_>) -> impl Iterator<Item = Block> {
        let copies = self.known_holder > 0.0 && sequence.holder != HolderKind::Unknown;
        let factor = self.known_holder;
        let shared = self.groups.iter().map(|&(group, weight)| Block { group, weight, copy: false });
        let copied = self.groups.iter().filter(move |_| copies);
        shared.chain(copied.map(move |&(group, weight)| Block { group, weight: weight * factor, copy: true }))
    }

    /// How many columns a row has.
    pub fn width(&self) -> usize {
        self.bias_column() + 1
    }

    /// The constant column.
    pub fn bias_column(&self) -> usize {
        self.vocabulary.len() + self.sums.as_ref().map_or(0, |_| polarity_sums::COLUMNS)
    }

    /// Rows of shape (instances, width), in order, whatever the number of threads.
    pub fn transform(&self, instances: &[&Instance]) -> SparseRecords {
        let parts: Vec<SparseRecords> = instances
            .par_chunks(CHUNK)
            .map_init(Scratch::default, |scratch, chunk| {
                let mut rows = SparseRecords::new(self.width());
                for instance in chunk {
                    self.write_row(instance, scratch, |column, value| rows.push_entry(column, value));
                    rows.end_row();
                }
                rows
            })
            .collect();
        let mut all = SparseRecords::new(self.width());
        for part in &parts {
            all.append(part);
        }
        all
    }

    /// Gives each entry of one instance's row to `entry`.
    pub fn write_row(&self, instance: &Instance, scratch: &mut Scratch, mut entry: impl FnMut(u32, f32)) {
        let sequence = Sequence::read(instance, self.view, &self.lower, &mut scratch.memo);
        for block in self.blocks(&sequence) {
            scratch.fingerprints.clear();
            block.extract(&sequence, &mut scratch.fingerprints);
            scratch.found.clear();
            scratch.found.extend(scratch.fingerprints.iter().filter_map(|&id| self.vocabulary.column(id)));
            scratch.found.sort_unstable();
            scratch.found.dedup();
            let scale = block.weight / self.length(&scratch.found);
            for &column in &scratch.found {
                entry(column, self.vocabulary.idf(column) * scale);
            }
        }
        for (column, value) in self.dense_entries(&sequence) {
            entry(column, value);
        }
        entry(column_number(self.bias_column()), self.bias);
    }

    /// Euclidean length of the idf values of some columns; 1 for none.
    fn length(&self, columns: &[u32]) -> f32 {
        let squares: f32 = columns.iter().map(|&c| self.vocabulary.idf(c) * self.vocabulary.idf(c)).sum();
        if squares > 0.0 { squares.sqrt() } else { 1.0 }
    }

    fn dense_entries(&self, sequence: &Sequence<'_>) -> Vec<(u32, f32)> {
        let Some(scale) = &self.sums else { return Vec::new() };
        let unit = scale.weight / (polarity_sums::COLUMNS as f32).sqrt();
        polarity_sums::values(sequence)
            .iter()
            .enumerate()
            .map(|(i, value)| {
                let standard = (value - scale.mean[i]) / scale.deviation[i];
                (column_number(self.vocabulary.len() + i), standard * unit)
            })
            .collect()
    }

    /// The known features of one instance with their names, for explanations; the bias comes last.
    pub fn named_row(&self, instance: &Instance) -> Vec<NamedFeature> {
        let mut scratch = Scratch::default();
        let sequence = Sequence::read(instance, self.view, &self.lower, &mut scratch.memo);
        let mut row = Vec::new();
        for block in self.blocks(&sequence) {
            let mut named: Vec<(u64, String)> = Vec::new();
            block.extract(&sequence, &mut named);
            let mut known: Vec<(u32, String)> = named
                .into_iter()
                .filter_map(|(id, name)| Some((self.vocabulary.column(id)?, name)))
                .collect();
            known.sort_unstable();
            known.dedup_by_key(|(column, _)| *column);
            let columns: Vec<u32> = known.iter().map(|(column, _)| *column).collect();
            let scale = block.weight / self.length(&columns);
            row.extend(known.into_iter().map(|(column, name)| {
                let value = self.vocabulary.idf(column) * scale;
                NamedFeature { name, column, value }
            }));
        }
        row.extend(self.dense_entries(&sequence).into_iter().map(|(column, value)| NamedFeature {
            name: polarity_sums::column_name(column as usize - self.vocabulary.len()),
            column,
            value,
        }));
        let bias = column_number(self.bias_column());
        row.push(NamedFeature { name: "bias".into(), column: bias, value: self.bias });
        row
    }

    /// All features of one instance, known or not, with their names: what names are learned from.
    pub fn feature_names(&self, instance: &Instance) -> Vec<(u64, String)> {
        let sequence = Sequence::read(instance, self.view, &self.lower, &mut WordMemo::default());
        let mut named = Vec::new();
        for block in self.blocks(&sequence) {
            block.extract(&sequence, &mut named);
        }
        named
    }

    /// The vocabulary.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }
}

/// A column's number; a vocabulary never comes near four billion features.
fn column_number(column: usize) -> u32 {
    u32::try_from(column).unwrap_or(u32::MAX)
}

/// The recipe's groups in their fixed order, or an error that names an unknown one.
pub(crate) fn groups_of(recipe: &HeadRecipe) -> Result<Vec<(Group, f32)>> {
    let known = |name: &str| Group::ALL.iter().any(|group| group.name() == name);
    let unknown: Vec<Problem> = recipe
        .groups
        .keys()
        .filter(|name| !known(name))
        .map(|name| {
            let all: Vec<_> = Group::ALL.iter().map(|group| group.name()).collect();
            Problem::new(
                Location::default().in_column("groups"),
                format!("unknown group of features `{name}`"),
            )
            .with_hint(format!("the groups are {}", all.join(", ")))
        })
        .collect();
    if !unknown.is_empty() {
        return Err(Error::problems(unknown));
    }
    let weight = |group: &Group| recipe.groups.get(group.name()).map(|&weight| (*group, weight));
    Ok(Group::ALL.iter().filter_map(weight).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recipe::Recipe;
    use crate::text::Span;

    fn instances() -> Vec<Instance> {
        [
            ("Ruiz backed the levy, saying it is fair and good.", 12..20),
            ("Ruiz attacked the levy, calling it a \"theft\" of hope.", 14..22),
            ("Nobody at the port backed the levy on Monday.", 26..34),
            ("The levy was attacked by the union in Lima.", 0..8),
        ]
        .into_iter()
        .map(|(text, target)| Instance {
            text: text.into(),
            target: Some("the levy".into()),
            target_spans: vec![Span::from(target)],
            ..Instance::default()
        })
        .collect()
    }

    fn fitted(instances: &[Instance]) -> Featurizer {
        let recipe = Recipe::preset("full").unwrap().unwrap();
        Featurizer::fit(&instances.iter().collect::<Vec<_>>(), &recipe.stance, 1.0).unwrap()
    }

    #[test]
    fn shuffled_rows_give_the_same_featuriser() {
        let mut rows = instances();
        let first = fitted(&rows);
        rows.reverse();
        assert_eq!(fitted(&rows), first);
    }

    #[test]
    fn each_group_has_length_one_in_a_row() {
        let rows = instances();
        let featurizer = fitted(&rows);
        let row = featurizer.named_row(&rows[0]);
        let squares: f32 =
            row.iter().filter(|f| f.name.starts_with("ngrams:")).map(|f| f.value * f.value).sum();
        assert!((squares - 1.0).abs() < 1e-5, "{squares}");
    }

    #[test]
    fn a_named_row_is_the_row() {
        let rows = instances();
        let featurizer = fitted(&rows);
        let matrix = featurizer.transform(&rows.iter().collect::<Vec<_>>());
        for (i, instance) in rows.iter().enumerate() {
            let named: Vec<(u32, f32)> =
                featurizer.named_row(instance).iter().map(|f| (f.column, f.value)).collect();
            let (columns, values) = matrix.row(i);
            assert_eq!(named, columns.iter().copied().zip(values.iter().copied()).collect::<Vec<_>>());
        }
    }

    #[test]
    fn another_name_gives_the_same_row() {
        let mut rows = instances();
        let featurizer = fitted(&rows);
        let before = featurizer.transform(&[&rows[0]]);
        rows[0].text = rows[0].text.replace("Ruiz", "Okoy");
        assert_eq!(featurizer.transform(&[&rows[0]]), before);
    }

    #[test]
    fn an_unknown_group_is_named() {
        let mut recipe = Recipe::preset("bag").unwrap().unwrap().stance;
        recipe.groups.insert("bags".into(), 1.0);
        let error = groups_of(&recipe).unwrap_err().to_string();
        assert!(error.contains("unknown group of features `bags`"), "{error}");
    }
}
