//! A model card in the nine sections of Mitchell et al. (arXiv 1810.03993), with the YAML that the Hugging Face Hub reads
//! on top. Figures come from the model file and from the report of `stance report`.

use serde_json::{Map, Value};

use super::human::{Human, Marker};
use super::{Sections, table};
use crate::error::Result;
use crate::evaluation::review::FLAG_LEVEL;
use crate::model::{ActorHeadCard, Model};
use crate::report::number::{count, score, thousands};
use crate::report::page::{Cell, Grid};
use crate::report::stances::ModelId;

/// All that a model card tells by itself.
#[derive(Debug, Clone, Copy)]
pub struct ModelCard<'a> {
    /// The model's name.
    pub name: &'a str,
    /// The model.
    pub model: &'a Model,
    /// Version and checksum of its file.
    pub id: &'a ModelId,
    /// The JSON of its report; none before it is reviewed.
    pub report: Option<&'a Value>,
}

/// The card as Markdown, with the human parts that are there already.
pub fn model(card: &ModelCard<'_>, mut human: Human) -> Result<String> {
    let head = format!(
        "---\n{}{}---\n\n# {}\n\nModel card, after Mitchell et al., \"Model Cards for Model Reporting\". `stance card model` \
         writes the figures; what stands between the `human` marks is written by people and kept.\n\n",
        human.part(Marker::Yaml, "hub", HUB),
        front_matter(card),
        card.name
    );
    let mut sections = Sections { card: head, human };
    sections.add(
        "Model details",
        &details(card),
        "details",
        "Who made it, how is it cited, and where are questions asked?",
    );
    sections.add("Intended use", "", "use", USE);
    sections.add(
        "Factors",
        &factors(card),
        "factors",
        "For which texts, people and topics may it be better or worse?",
    );
    sections.add("Metrics", METRICS, "metrics", "Why these figures?");
    sections.add(
        "Evaluation data",
        &evaluation_data(card),
        "evaluation-data",
        "How were these data made and labelled?",
    );
    sections.add(
        "Training data",
        &training_data(card),
        "training-data",
        "How were these data made and labelled?",
    );
    sections.add("Quantitative analyses", &analyses(card), "analyses", "What do the figures say?");
    sections.add(
        "Ethical considerations",
        &names(card),
        "ethics",
        "Whom may it harm, and what was done about that?",
    );
    sections.add("Caveats and recommendations", "", "caveats", "What else should a user know?");
    sections.finish()
}

const HUB: &str = "license: other
language:
- en
tags:
- stance-detection
- news
- explainable";

const USE: &str = "Tells who stands where in English news, with the sentences that show it, for people who look at these sentences.

Out of scope: a verdict about a person (a label says what a text shows, not what somebody thinks), and any claim that the
stance of somebody who is quoted is that of the outlet.";

const METRICS: &str = "Precision, recall and F1 of each class; macro F1 is the mean of the classes' F1, \"F1 of the two sides\" \
that of favor and against (SemEval-2016 task 6). In brackets: 95% intervals by a bootstrap that draws whole documents. ECE: \
expected calibration error over 15 bins of equal width. 0/0 is undefined, never 0.\n\n";

/// A string that YAML reads as it is.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

fn front_matter(card: &ModelCard<'_>) -> String {
    let mut out = String::from("library_name: stance\npipeline_tag: text-classification\n");
    let results: String = inputs(card, "tables")
        .flat_map(|(name, table)| heads(table).map(move |(head, value)| (name, head, value)))
        .map(|(name, head, value)| result(name, head, value))
        .collect();
    if !results.is_empty() {
        out.push_str(&format!("model-index:\n- name: {}\n  results:\n{results}", quoted(card.name)));
    }
    out
}

fn result(dataset: &str, head: &str, value: &Value) -> String {
    let model = &value["systems"]["model"];
    let mut out = format!(
        "  - task:\n      type: text-classification\n      name: {}\n    dataset:\n      type: {}\n      name: {}\n    metrics:\n",
        quoted(head),
        quoted(dataset),
        quoted(dataset)
    );
    for (kind, name, figure) in [
        ("f1", "macro F1", &model["macro avg"]["f1-score"]),
        ("accuracy", "accuracy", &model["accuracy"]),
        ("f1", "F1 of the two sides", &model["f_average"]),
    ] {
        if let Some(figure) = figure.as_f64() {
            out.push_str(&format!(
                "    - type: {kind}\n      name: {}\n      value: {figure:.3}\n",
                quoted(name)
            ));
        }
    }
    out
}

/// The tables or articles of the report by name.
fn inputs<'a>(card: &ModelCard<'a>, kind: &str) -> impl Iterator<Item = (&'a str, &'a Value)> + use<'a> {
    entries(card.report.and_then(|report| report.get(kind)))
}

fn entries(value: Option<&Value>) -> impl Iterator<Item = (&str, &Value)> {
    value
        .and_then(Value::as_object)
        .into_iter()
        .flat_map(Map::iter)
        .map(|(name, value)| (name.as_str(), value))
}

fn heads(table: &Value) -> impl Iterator<Item = (&str, &Value)> {
    // The stance first.
    let mut heads: Vec<_> = entries(table.get("heads")).collect();
    heads.sort_by_key(|(name, _)| *name != "stance");
    heads.into_iter()
}

fn figure(value: &Value, ci: &Value) -> String {
    let shown = score(value.as_f64());
    match (ci[0].as_f64(), ci[1].as_f64()) {
        (Some(low), Some(high)) => format!("{shown} [{low:.3}, {high:.3}]"),
        _ => shown,
    }
}

fn details(card: &ModelCard<'_>) -> String {
    let recipe = &card.model.card.recipe;
    let mut out = format!(
        "Multinomial logistic regression over sparse features of a sentence, one head for the stance of a holder toward a \
         target and one for the sentiment of the sentence; recipe `{}`, trained with stance {}. Checksum of the model file: \
         `{}`.\n\n",
        recipe.name, card.id.version, card.id.checksum
    );
    let mut grid = Grid::new(&["head", "rows by class", "features", "C", "solver", "calibrated"]);
    for (head, fit) in &card.model.card.fits {
        grid.row(vec![
            Cell::text(head.as_str()),
            Cell::number(fit.rows.map(thousands).join(", ")),
            Cell::number(thousands(fit.features)),
            Cell::number(recipe.solver.c),
            Cell::text(fit.solver.as_str()),
            Cell::text(if fit.calibration.used { "yes" } else { "no" }),
        ]);
    }
    out.push_str(&table(grid));
    if let Some(tried) = &card.model.card.actor_head {
        out.push_str(&format!("{}\n\n", actor_head(tried)));
    }
    out
}

/// What came of trying an actor head, in two sentences.
pub fn actor_head(tried: &ActorHeadCard) -> String {
    let gain = match tried.gain_ci95 {
        Some([low, high]) => format!(" (gain [{low:+.3}, {high:+.3}])"),
        None => String::new(),
    };
    format!(
        "An actor head was tried against the actor rule on {} of annotated articles, out of fold: macro F1 {} against {}{gain}. \
         {}.",
        count(tried.actors, "actor"),
        score(tried.head),
        score(tried.rule),
        if tried.used { "It decides in place of the rule" } else { "The rule stays" }
    )
}

fn factors(card: &ModelCard<'_>) -> String {
    if card.report.is_none() {
        return String::new();
    }
    let mut grid =
        Grid::new(&["data", "head", "slice that differs", "rows", "accuracy", "accuracy − the rest"]);
    let mut tested = 0;
    for (name, input) in inputs(card, "tables") {
        for (head, value) in heads(input) {
            for slice in value["slices"].as_array().into_iter().flatten() {
                tested += usize::from(!slice["p"].is_null());
                if slice["flagged"] == true {
                    let text = |key: &str| slice[key].as_str().unwrap_or_default();
                    grid.row(vec![
                        Cell::text(name),
                        Cell::text(head),
                        Cell::text(format!("{}: {}", text("column"), text("value"))),
                        Cell::number(&slice["rows"]),
                        Cell::text(figure(&slice["accuracy"]["value"], &slice["accuracy"]["ci95"])),
                        Cell::text(figure(&slice["difference"], &slice["ci95"])),
                    ]);
                }
            }
        }
    }
    let flagged = grid.rows.len();
    let mut out = table(grid);
    out.push_str(&format!(
        "Of {tested} tested slices (phenomenon, voice, negation, length, target), {flagged} differ from the rest with p below \
         {FLAG_LEVEL} after Holm's correction within their head.\n\n"
    ));
    out
}

fn evaluation_data(card: &ModelCard<'_>) -> String {
    let mut grid = Grid::new(&["data", "rows", "documents", "targets", "checksum"]);
    for kind in ["tables", "articles"] {
        for (name, input) in inputs(card, kind) {
            let counts = &input["data"];
            let cell = |key: &str| Cell::number(counts[key].as_u64().map_or("–".into(), thousands));
            grid.row(vec![
                Cell::text(name),
                cell("rows"),
                cell("documents"),
                cell("targets"),
                Cell::text(input["checksum"].as_str().unwrap_or_default()),
            ]);
        }
    }
    table(grid)
}

fn training_data(card: &ModelCard<'_>) -> String {
    let mut grid = Grid::new(&["table", "rows", "credit", "names of features"]);
    for source in &card.model.card.sources {
        grid.row(vec![
            Cell::text(source.name.as_str()),
            Cell::number(thousands(source.rows)),
            Cell::text(source.credit.as_deref().unwrap_or("")),
            Cell::text(if source.private { "not stored" } else { "stored" }),
        ]);
    }
    table(grid)
}

fn analyses(card: &ModelCard<'_>) -> String {
    let mut out = String::new();
    for (name, input) in inputs(card, "tables") {
        for (head, value) in heads(input) {
            out.push_str(&format!("### {name}: {head}\n\n"));
            out.push_str(&table(systems(value)));
            out.push_str(&table(classes(&value["classes"], &value["systems"]["model"])));
            out.push_str(&further(value));
        }
    }
    for (name, input) in inputs(card, "articles") {
        out.push_str(&format!("### {name}\n\n"));
        out.push_str(&table(steps(input)));
    }
    out
}

fn systems(head: &Value) -> Grid {
    let mut grid = Grid::new(&["system", "macro F1", "accuracy", "F1 of the two sides"]);
    let order = ["model", "majority", "lexicon"];
    for (name, system) in order.iter().filter_map(|name| Some((name, head["systems"].get(*name)?))) {
        let average = &system["macro avg"];
        grid.row(vec![
            Cell::text(*name),
            Cell::text(figure(&average["f1-score"], &average["ci95"]["f1-score"])),
            Cell::text(figure(&system["accuracy"], &system["ci95"]["accuracy"])),
            Cell::text(figure(&system["f_average"], &system["ci95"]["f_average"])),
        ]);
    }
    for name in ["same recipe", "target-blind", "holder-blind"] {
        let Some(sight) = head["sights"].get(name) else { continue };
        grid.row(vec![
            Cell::text(format!("{name}, trained on the open data")),
            Cell::text(figure(&sight["macro_f1"]["value"], &sight["macro_f1"]["ci95"])),
            Cell::text(figure(&sight["accuracy"]["value"], &sight["accuracy"]["ci95"])),
            Cell::text("–"),
        ]);
    }
    grid
}

fn classes(names: &Value, model: &Value) -> Grid {
    let mut grid = Grid::new(&["class", "precision", "recall", "F1", "support"]);
    for name in names.as_array().into_iter().flatten().filter_map(Value::as_str) {
        let class = &model[name];
        let mut cells = vec![Cell::text(name)];
        cells.extend(
            ["precision", "recall", "f1-score"]
                .map(|key| Cell::text(figure(&class[key], &class["ci95"][key]))),
        );
        cells.push(Cell::number(&class["support"]));
        grid.row(cells);
    }
    grid
}

/// Calibration and pairs, in a sentence.
fn further(head: &Value) -> String {
    let after = &head["calibration"]["after"];
    let mut out = format!(
        "ECE {}, Brier {}.",
        figure(&after["ece_equal_width"], &after["ece_ci95"]),
        figure(&after["brier"]["value"], &after["brier"]["ci95"])
    );
    for name in ["target-blind", "holder-blind"] {
        if let Some(sight) = head["sights"].get(name) {
            out.push_str(&beside_full_sight(name, sight));
        }
    }
    if let Some(pairs) = head["pairs"]["pairs"].as_u64() {
        out.push_str(&format!(
            " Minimal pairs with both rows right: {} of {}.",
            figure(&head["pairs"]["value"], &head["pairs"]["ci95"]),
            thousands(pairs)
        ));
    }
    out.push_str("\n\n");
    out
}

/// How far a blind model is behind the same recipe, or before it: "is worse … by 0.018 [-0.004, 0.040]".
fn beside_full_sight(name: &str, sight: &Value) -> String {
    let better = sight["gain"].as_f64().is_some_and(|gain| gain < 0.0);
    let (word, sign) = if better { ("better", -1.0) } else { ("worse", 1.0) };
    let turned = |value: &Value| value.as_f64().map_or(Value::Null, |value| (sign * value).into());
    let (gain, ci) = (turned(&sight["gain"]), &sight["ci95"]);
    let ends = [turned(&ci[0]), turned(&ci[1])];
    let [low, high] = if better { [&ends[1], &ends[0]] } else { [&ends[0], &ends[1]] };
    let by = figure(&gain, &Value::from(vec![low.clone(), high.clone()]));
    format!(" The {name} model is {word} than the same recipe by {by} of macro F1.")
}

fn steps(articles: &Value) -> Grid {
    let mut grid = Grid::new(&["step", "precision", "recall", "F1"]);
    let mut add = |name: &str, scores: &Value| {
        let mut cells = vec![Cell::text(name)];
        cells.extend(
            ["precision", "recall", "f1-score"]
                .map(|key| Cell::text(figure(&scores[key], &scores["ci95"][key]))),
        );
        grid.row(cells);
    };
    for name in ["actors", "attribution", "evidence"] {
        add(name, &articles["steps"][name]);
    }
    let model = &articles["systems"]["model"];
    for name in ["against", "neutral", "favor"] {
        add(&format!("stance: {name}"), &model[name]);
    }
    add("triples (actor, target, side)", &model["triples"]);
    grid
}

fn names(card: &ModelCard<'_>) -> String {
    let masked = !card.model.card.recipe.stance.names && !card.model.card.recipe.sentiment.names;
    let mut out = if masked {
        "Names are masked: the model knows nothing about particular people, places or organisations."
            .to_owned()
    } else {
        "**The model learns from names**: what it knows about a particular name is prejudice.".to_owned()
    };
    for (name, input) in inputs(card, "tables") {
        let swap = &input["heads"]["stance"]["name_swap"];
        if let (Some(flips), Some(rows)) = (swap["flips"].as_u64(), swap["rows"].as_u64()) {
            out.push_str(&format!(
                " In {name}, {} of {} labels flip when holder and target get other names: {}.",
                thousands(flips),
                thousands(rows),
                figure(&swap["rate"], &swap["ci95"])
            ));
        }
    }
    out.push_str("\n\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_blind_model_that_is_better_is_called_better() {
        let told = |gain: f64, ci95: [f64; 2]| {
            beside_full_sight("holder-blind", &json!({ "gain": gain, "ci95": ci95 }))
        };
        assert_eq!(
            told(0.05, [0.01, 0.09]),
            " The holder-blind model is worse than the same recipe by 0.050 [0.010, 0.090] of macro F1."
        );
        assert_eq!(
            told(-0.018, [-0.05, 0.014]),
            " The holder-blind model is better than the same recipe by 0.018 [-0.014, 0.050] of macro F1."
        );
    }
}
