//! `stance report` and `stance card`: what they write, and that what stands in this repository tells nothing of a test
//! set.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use serde_json::Value;
use stance::article::annotated::AnnotatedArticle;

use crate::json_schema;
use crate::support::{LEVY, Workspace, json};

/// A folder of evaluation data with everything that a report looks at.
fn collection() -> Workspace {
    let workspace = Workspace::with_model();
    workspace.second_opinion();
    let table = workspace.text("harbour.csv");
    workspace.write("eval/dev.csv", &table);
    workspace.write("eval/test.csv", table.replace("toll", "tithe"));
    workspace.write("eval/articles/dev/levy.toml", LEVY);
    workspace.write("eval/labellings/dev-ana.csv", &table);
    workspace.write("eval/labellings/dev-ben.csv", workspace.text("second.csv"));
    workspace
}

const REPORT: [&str; 7] = ["report", "eval", "-m", "harbour.stance", "--draws", "50", "--train-data"];

#[test]
fn a_report_holds_all_that_the_folder_has_and_goes_stale_with_it() {
    let workspace = collection();
    let report = |more: &[&str]| workspace.run(REPORT.iter().chain(&["harbour.csv"]).chain(more));
    assert_eq!(report(&["--check"]).code, Some(1), "nothing is there yet");
    report(&[]).success();
    let (page, values) =
        (workspace.text("eval/reports/report.md"), json(&workspace.text("eval/reports/report.json")));
    for heading in ["## dev.csv", "## test.csv", "## articles/dev", "## Agreement on dev: stance"] {
        assert!(page.lines().any(|line| line == heading), "{heading}: {page}");
    }
    let schema = json(include_str!("../../docs/review.schema.json"));
    assert_eq!(json_schema::problems_of(&schema, "report", &values), Vec::<String>::new());
    assert!(page.contains("holder-blind"), "{page}");
    assert!(
        !page.contains("tithe") && !values["tables"]["test.csv"].to_string().contains("tithe"),
        "a test set"
    );
    assert!(values["tables"]["dev.csv"].to_string().contains("toll"));
    report(&["--check", "--threads", "1"]).success();
    // From another folder, by a whole path: nothing of the machine gets in.
    let there = workspace.root().display().to_string();
    let model = format!("{there}/harbour.stance");
    let whole = [
        "report",
        &format!("{there}/eval"),
        "-m",
        &model,
        "--draws",
        "50",
        "--train-data",
        &format!("{there}/harbour.csv"),
        "--check",
    ];
    workspace.run(whole).success();
    workspace.write("eval/dev.csv", workspace.text("eval/dev.csv").replacen(",favor,", ",against,", 1));
    let stale = report(&["--check"]);
    assert_eq!(stale.code, Some(1));
    assert!(stale.err.contains("eval/reports/report.md is stale from line "), "{stale:#?}");
}

#[test]
fn a_card_keeps_what_people_wrote() {
    let workspace = collection();
    workspace.run(REPORT.iter().chain(&["harbour.csv"])).success();
    let model = ["card", "model", "harbour.stance", "--report", "eval/reports/report.json", "-o", "MODEL.md"];
    workspace.run(model).success();
    let card = workspace.text("MODEL.md");
    assert!(card.starts_with("---\n# human: hub\nlicense: other\n"), "{card}");
    assert!(card.contains("model-index:\n- name: \"harbour\"\n"), "{card}");
    for section in [
        "Model details",
        "Intended use",
        "Factors",
        "Metrics",
        "Evaluation data",
        "Training data",
        "Quantitative analyses",
        "Ethical considerations",
        "Caveats and recommendations",
    ] {
        assert!(card.contains(&format!("\n## {section}\n")), "{section}: {card}");
    }
    let ours =
        card.replace("license: other", "license: mit").replace("Whom may it harm", "  Ünser\r\n\r\nText");
    let older = ours.replace("24", "23");
    workspace.write("MODEL.md", &older);
    let stale = workspace.run(model.iter().chain(&["--check"]));
    assert_eq!(stale.code, Some(1), "{stale:#?}");
    workspace.run(model).success();
    assert_eq!(workspace.text("MODEL.md"), ours);
    workspace.run(model.iter().chain(&["--check"])).success();
    // A page that is no card is not written over; a report of another model is refused.
    workspace.write("MODEL.md", "My notes.\n");
    workspace.run(model).failure(65);
    assert_eq!(workspace.text("MODEL.md"), "My notes.\n");
    workspace.run(["train", "harbour.csv", "--recipe", "bag", "--c", "2", "-o", "other.stance"]).success();
    let other = ["card", "model", "other.stance", "--report", "eval/reports/report.json"];
    assert!(workspace.run(other).failure(65).err.contains("about another model file"));
}

#[test]
fn a_data_card_counts_and_tells_what_splits_share() {
    let workspace = collection();
    workspace.run(REPORT.iter().chain(&["harbour.csv"])).success();
    let data = [
        "card",
        "data",
        "harbour.csv",
        "eval/articles/dev",
        "--held-out",
        "eval/dev.csv",
        "--report",
        "eval/reports/report.json",
    ];
    let card = workspace.run(data).success().out;
    for said in [
        "| harbour.csv | 24 | ",
        "| **held out** | 24 | ",
        "Annotated articles: 1.",
        "Shared by training and held-out rows: texts: 24, ",
        "| dev: stance | 24 | ",
        "<!-- human: licence -->",
    ] {
        assert!(card.contains(said), "{said}: {card}");
    }
}

/// The committed report, as page and as JSON, and the cards.
const TOLD: [&str; 4] =
    ["eval/reports/report.md", "eval/reports/report.json", "models/CARD.md", "training/CARD.md"];

/// So many words of a text in a row are that text and no stock phrase.
const RUN: usize = 9;

fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The files or folders in a folder whose names start with "test", in order.
fn test_sets(folder: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(repository(folder)).unwrap().map(|entry| entry.unwrap().path());
    let mut sets: Vec<PathBuf> =
        entries.filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with("test")).collect();
    sets.sort();
    assert!(!sets.is_empty(), "{folder} has no test set");
    sets
}

/// The words in small letters, whatever stands between them.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// Texts to search in: all their words, and every run of [`RUN`] of them.
struct Searched {
    line: String,
    runs: HashSet<String>,
}

impl Searched {
    fn new(text: &str) -> Self {
        let words = words(text);
        let runs = words.windows(RUN).map(|run| run.join(" ")).collect();
        Self { line: format!(" {} ", words.join(" ")), runs }
    }

    /// True if the whole text stands there, or as much of it as a report that cuts or changes it would show.
    fn has(&self, text: &str) -> bool {
        let words = words(text);
        self.line.contains(&format!(" {} ", words.join(" ")))
            || words.windows(RUN).any(|run| self.runs.contains(&run.join(" ")))
    }
}

/// The columns of a table by their names.
fn columns(path: &Path) -> BTreeMap<String, Vec<String>> {
    let mut table = csv::Reader::from_path(path).unwrap();
    let names: Vec<String> = table.headers().unwrap().iter().map(str::to_owned).collect();
    let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    let column = |place: usize| rows.iter().map(|row| row[place].to_owned()).collect();
    names.into_iter().enumerate().map(|(place, name)| (name, column(place))).collect()
}

fn articles(folder: &Path) -> Vec<AnnotatedArticle> {
    let files = stance::article::annotated_files(folder).unwrap().unwrap();
    files.iter().map(|file| AnnotatedArticle::read(file).unwrap()).collect()
}

fn sentences(article: &AnnotatedArticle) -> impl Iterator<Item = &str> {
    article.sentences.iter().map(|sentence| sentence.span.of(&article.text))
}

#[test]
fn no_text_of_a_test_set_stands_in_report_or_cards() {
    let mut texts: Vec<String> = Vec::new();
    for table in test_sets("eval").into_iter().filter(|path| path.is_file()) {
        texts.extend(columns(&table)["text"].iter().filter(|text| text.chars().count() >= 40).cloned());
    }
    assert!(texts.len() > 600, "{} rows are searched for", texts.len());
    let rows = texts.len();
    for folder in test_sets("eval/articles") {
        texts.extend(articles(&folder).iter().flat_map(sentences).map(str::to_owned));
    }
    assert!(texts.len() > rows + 300, "{} sentences are searched for", texts.len() - rows);
    for file in TOLD {
        let searched = Searched::new(&std::fs::read_to_string(repository(file)).unwrap());
        let found: Vec<&String> = texts.iter().filter(|text| searched.has(text)).collect();
        assert!(found.is_empty(), "{file} holds {found:#?}");
    }
    // The search finds what is there: rows of the development set are listed.
    let page = Searched::new(&std::fs::read_to_string(repository(TOLD[0])).unwrap());
    assert!(columns(&repository("eval/dev.csv"))["text"].iter().any(|text| page.has(text)));
}

#[test]
fn no_row_of_a_test_set_is_named_in_report_or_cards() {
    let mut names: BTreeSet<String> = BTreeSet::new();
    for table in test_sets("eval").into_iter().filter(|path| path.is_file()) {
        let mut columns = columns(&table);
        names.extend(columns.remove("id").unwrap());
        names.extend(columns.remove("document").unwrap());
    }
    for folder in test_sets("eval/articles") {
        for article in articles(&folder) {
            names.insert(article.name.file_stem().unwrap().to_str().unwrap().to_owned());
        }
    }
    assert!(names.len() > 1000, "{} names are searched for", names.len());
    for file in TOLD {
        let told = std::fs::read_to_string(repository(file)).unwrap();
        let found: Vec<&String> = names.iter().filter(|name| told.contains(name.as_str())).collect();
        assert!(found.is_empty(), "{file} holds {found:#?}");
    }
}

/// All words in a value: strings and keys.
fn strings<'v>(value: &'v Value, found: &mut BTreeSet<&'v str>) {
    match value {
        Value::String(text) => drop(found.insert(text)),
        Value::Array(items) => items.iter().for_each(|item| strings(item, found)),
        Value::Object(map) => map.iter().for_each(|(key, item)| {
            found.insert(key);
            strings(item, found);
        }),
        _ => {}
    }
}

/// Holders and targets of other rows may have the same names, so that only the part on the test sets is looked at.
#[test]
fn nobody_and_nothing_of_a_test_set_is_told_in_its_part_of_the_report() {
    let report = json(&std::fs::read_to_string(repository("eval/reports/report.json")).unwrap());
    let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
    let mut parts: Vec<(&Value, BTreeSet<String>)> = Vec::new();
    for table in test_sets("eval").into_iter().filter(|path| path.is_file()) {
        let mut columns = columns(&table);
        let named = ["holder", "target"].map(|column| columns.remove(column).unwrap()).concat();
        parts.push((&report["tables"][name(&table)], named.into_iter().collect()));
    }
    for folder in test_sets("eval/articles") {
        let mut named = BTreeSet::new();
        for article in articles(&folder) {
            named.extend(article.actors.iter().map(|actor| actor.name.clone()));
            named.insert(article.target);
        }
        parts.push((&report["articles"][format!("articles/{}", name(&folder))], named));
    }
    for (part, named) in parts {
        assert_eq!(part["scores_only"], true);
        let mut told = BTreeSet::new();
        strings(part, &mut told);
        let found: Vec<&&str> = told.iter().filter(|told| named.contains(**told)).collect();
        assert!(found.is_empty() && named.len() > 100, "{found:?}");
        let listed: Vec<&&str> = told.iter().filter(|told| told.contains(": ") || told.len() > 40).collect();
        assert!(listed.is_empty(), "longer than a name of a figure: {listed:?}");
    }
}
