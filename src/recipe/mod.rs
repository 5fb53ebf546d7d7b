//! The recipe: which features, which solver, which strength. Everything that decides what a model learns stands
//! here and is stored in the model file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Location, Problem, Result};

/// A whole recipe, as in a TOML file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    /// Its name, as `--recipe` takes it.
    pub name: String,
    /// Features of the stance head.
    pub stance: HeadRecipe,
    /// Features of the sentiment head.
    pub sentiment: HeadRecipe,
    /// How the weights are found.
    pub solver: SolverRecipe,
}

/// The features of one head.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadRecipe {
    /// Target and holder are marked in the text; without it the head sees only the sentence.
    pub sees_target: bool,
    /// Names are kept as words. What a model learns about particular names is prejudice, hence off by default.
    #[serde(default)]
    pub names: bool,
    /// A feature must stand in at least this many different training texts (its document frequency).
    #[serde(default = "default_min_rows")]
    pub min_rows: u32,
    /// Groups by name, with the length their rows are scaled to.
    pub groups: BTreeMap<String, f32>,
    /// Weight of a second copy of all groups for rows whose holder is known; 0 for none. It lets tables with and
    /// without holders be learned together.
    #[serde(default)]
    pub known_holder: f32,
    /// Weight of the dense group `polarity_sums`; 0 leaves it out.
    #[serde(default)]
    pub polarity_sums: f32,
}

fn default_min_rows() -> u32 {
    2
}

/// Which solver finds the weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Solver {
    /// linfa-logistic where the dense matrix is small, ours beyond.
    #[default]
    Auto,
    /// linfa-logistic on dense rows; refuses what does not fit its memory bound.
    Linfa,
    /// Our L-BFGS on sparse rows.
    Sparse,
}

/// How classes are weighed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClassWeight {
    /// Every row counts the same.
    #[default]
    None,
    /// Every class counts the same: weight n / (classes · rows of the class).
    Balanced,
}

/// How the weights are found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SolverRecipe {
    /// Which solver.
    pub solver: Solver,
    /// Inverse strength of the L2 regularisation, > 0: the objective is C · Σ loss + ½‖W‖².
    pub c: f64,
    /// The value of the constant column that carries the bias, > 0. The larger, the less the bias is penalised.
    pub bias: f32,
    /// Stop when the gradient's length has fallen to this share of its length at zero weights.
    pub tolerance: f64,
    /// Stop after this many iterations in any case.
    pub max_iterations: u64,
    /// Weights of the classes.
    pub class_weight: ClassWeight,
    /// Train a calibrator and keep it where it helps.
    pub calibrate: bool,
}

impl Default for SolverRecipe {
    fn default() -> Self {
        Self {
            solver: Solver::Auto,
            c: 0.3,
            bias: 3.0,
            tolerance: 1e-4,
            max_iterations: 500,
            class_weight: ClassWeight::None,
            calibrate: true,
        }
    }
}

/// No number of a recipe is larger: what is computed from them stays finite.
const LARGEST: f64 = 1e9;

/// Names and texts of the recipes that come with the program.
pub const PRESETS: [(&str, &str); 3] = [
    ("full", include_str!("presets/full.toml")),
    ("bag", include_str!("presets/bag.toml")),
    ("bag-raw", include_str!("presets/bag-raw.toml")),
];

impl Recipe {
    /// The preset of this name, if there is one.
    pub fn preset(name: &str) -> Option<Result<Self>> {
        PRESETS.iter().find(|(preset, _)| *preset == name).map(|(_, text)| {
            Self::from_toml(text, &Location { file: Some(name.into()), ..Location::default() })
        })
    }

    /// Reads a recipe; `location` names its file in errors.
    pub fn from_toml(text: &str, location: &Location) -> Result<Self> {
        let recipe: Self = toml::from_str(text).map_err(|error| {
            let mut place = location.clone();
            place.line = error.span().map(|span| {
                let before = text.get(..span.start).unwrap_or(text);
                before.matches('\n').count() as u64 + 1
            });
            Error::data(place, error.message().replace('\n', " "))
        })?;
        recipe.check(location)?;
        Ok(recipe)
    }

    /// The recipe as TOML.
    pub fn to_toml(&self) -> String {
        toml::to_string_pretty(self).unwrap_or_default()
    }

    /// Fails where a number makes no sense, and names each such key; `location` is that of the recipe.
    pub fn check(&self, location: &Location) -> Result<()> {
        let mut problems = Vec::new();
        let mut require = |holds: bool, key: &str, message: &str| {
            if !holds {
                problems.push(Problem::new(location.clone().in_column(key), message));
            }
        };
        let positive = |x: f64| x > 0.0 && x <= LARGEST;
        for (key, number) in [
            ("solver.c", self.solver.c),
            ("solver.bias", self.solver.bias.into()),
            ("solver.tolerance", self.solver.tolerance),
        ] {
            require(positive(number), key, "must be a number above 0, at most 1e9");
        }
        require(self.solver.max_iterations > 0, "solver.max_iterations", "must be at least 1");
        for (head, recipe) in [("stance", &self.stance), ("sentiment", &self.sentiment)] {
            let some = !recipe.groups.is_empty() || recipe.polarity_sums > 0.0;
            require(some, &format!("{head}.groups"), "at least one group of features is needed");
            require(recipe.min_rows > 0, &format!("{head}.min_rows"), "must be at least 1");
            for (key, weight) in
                [("known_holder", recipe.known_holder), ("polarity_sums", recipe.polarity_sums)]
            {
                let holds = weight == 0.0 || positive(weight.into());
                require(holds, &format!("{head}.{key}"), "must be 0 or a number above it, at most 1e9");
            }
            for (group, weight) in &recipe.groups {
                let key = format!("{head}.groups.{group}");
                require(
                    positive(f64::from(*weight)),
                    &key,
                    "a group's weight must be a number above 0, at most 1e9",
                );
            }
        }
        if problems.is_empty() { Ok(()) } else { Err(Error::problems(problems)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_reads_back_as_itself() {
        for (name, _) in PRESETS {
            let recipe = Recipe::preset(name).unwrap().unwrap();
            assert_eq!(recipe.name, name);
            assert_eq!(Recipe::from_toml(&recipe.to_toml(), &Location::default()).unwrap(), recipe);
        }
    }

    #[test]
    fn an_unknown_key_names_its_line() {
        let text = Recipe::preset("bag").unwrap().unwrap().to_toml() + "\n[solvr]\nc = 1\n";
        let error = Recipe::from_toml(&text, &Location::file("mine.toml")).unwrap_err();
        assert!(error.to_string().starts_with("mine.toml:"), "{error}");
        assert!(error.to_string().contains("unknown field `solvr`"), "{error}");
    }

    #[test]
    fn nonsense_is_refused() {
        let text = Recipe::preset("bag").unwrap().unwrap().to_toml().replace("c = 1.0", "c = -1.0");
        let error = Recipe::from_toml(&text, &Location::file("mine.toml")).unwrap_err();
        assert_eq!(error.to_string(), "mine.toml:solver.c: must be a number above 0, at most 1e9");
        for key in ["known_holder", "polarity_sums"] {
            let mut recipe = Recipe::preset("full").unwrap().unwrap();
            for nonsense in [-1.0, f32::NAN, f32::INFINITY, 2e9] {
                let goal = &mut recipe.sentiment;
                *(if key == "known_holder" { &mut goal.known_holder } else { &mut goal.polarity_sums }) =
                    nonsense;
                let error = recipe.check(&Location::file("mine.toml")).unwrap_err().to_string();
                assert_eq!(
                    error,
                    format!("mine.toml:sentiment.{key}: must be 0 or a number above it, at most 1e9")
                );
            }
        }
    }
}
