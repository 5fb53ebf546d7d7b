//! Agreement between annotators, as a page, as JSON and as a table of disagreements.

use std::io;

use serde_json::{Map, Value, json};

use super::json::{SCHEMA, estimate};
use super::number::{count, with_interval};
use super::page::{Cell, Grid, Page};
use super::rows::{self, holder, shown};
use crate::evaluation::agreement::{AgreementReview, Unit};
use crate::metric::agreement::Coefficients;

const HEADER: [&str; 6] = ["percent", "Cohen κ", "Fleiss κ", "Krippendorff α", "Gwet AC1", "rows"];

/// The agreement as tables; `names` are the annotators', `listed` is how many disagreements are shown.
pub fn page(review: &AgreementReview, names: &[String], listed: usize) -> Page {
    let mut page = Page::default();
    let all = &review.agreement;
    page.heading(format!(
        "{}: {} by {}, {} with two labels or more, {}",
        review.head,
        count(all.units as u64, "row"),
        count(all.raters as u64, "annotator"),
        all.compared_units,
        count(review.documents as u64, "document")
    ));
    page.grid(coefficients(review));
    page.grid(confusion(review, names));
    page.grid(pairs(review, names));
    page.grid(slices(review));
    let disagreements: Vec<&Unit> = review.disagreements().collect();
    page.text(format!(
        "{} (rows matched by {}).",
        count(disagreements.len() as u64, "disagreement"),
        review.matched_by.name()
    ));
    page.grid(list(review, &disagreements, names, listed));
    page.text(format!(
        "In brackets: 95% intervals, cluster bootstrap over documents ({} draws, seed {}). A class stands against the \
         rest. α from 0.800 is reliable, from 0.667 tentative (Krippendorff).",
        review.bootstrap.draws, review.bootstrap.seed
    ));
    page
}

fn figures(coefficients: &Coefficients) -> Vec<Cell> {
    [
        coefficients.percent,
        coefficients.cohen_kappa,
        coefficients.fleiss_kappa,
        coefficients.krippendorff_alpha,
        coefficients.gwet_ac1,
    ]
    .map(|estimate| Cell::text(with_interval(estimate)))
    .to_vec()
}

fn table_of(first: &[&str]) -> Grid {
    Grid::new(&[first, &HEADER].concat())
}

fn coefficients(review: &AgreementReview) -> Grid {
    let mut grid = table_of(&["class"]);
    let mut add = |name: Cell, coefficients: &Coefficients, rows: usize| {
        let mut cells = vec![name];
        cells.extend(figures(coefficients));
        cells.push(Cell::number(rows));
        grid.row(cells);
    };
    add(Cell::text("all"), &review.agreement.all, review.agreement.compared_units);
    for (class, coefficients) in review.agreement.classes.iter().enumerate() {
        let given = review.units.iter().filter(|unit| unit.labels.contains(&Some(class))).count();
        add(Cell::Class(class, review.classes[class]), coefficients, given);
    }
    grid
}

/// Who gave which label, for two annotators.
fn confusion(review: &AgreementReview, names: &[String]) -> Grid {
    let [first, second] = names else { return Grid::default() };
    let corner = format!("{first} \\ {second}");
    let mut grid = Grid::new(&[&[corner.as_str()], review.classes.as_slice()].concat());
    for (class, name) in review.classes.iter().enumerate() {
        let mut cells = vec![Cell::Class(class, name)];
        cells.extend((0..review.classes.len()).map(|other| {
            let wanted = [Some(class), Some(other)];
            Cell::number(review.units.iter().filter(|unit| unit.labels == wanted).count())
        }));
        grid.row(cells);
    }
    grid
}

fn pairs(review: &AgreementReview, names: &[String]) -> Grid {
    let mut grid = table_of(&["annotators"]);
    for pair in &review.pairs {
        let mut cells = vec![Cell::text(format!("{} · {}", names[pair.first], names[pair.second]))];
        cells.extend(figures(&pair.all));
        cells.push(Cell::number(pair.units));
        grid.row(cells);
    }
    grid
}

fn slices(review: &AgreementReview) -> Grid {
    let mut grid = table_of(&["value"]);
    for slice in &review.slices {
        let mut cells = vec![Cell::text(if slice.value.is_empty() { "(empty)" } else { &slice.value })];
        cells.extend(figures(&slice.agreement.all));
        cells.push(Cell::number(slice.agreement.compared_units));
        grid.row(cells);
    }
    grid
}

fn list(review: &AgreementReview, disagreements: &[&Unit], names: &[String], listed: usize) -> Grid {
    let mut header = vec!["row"];
    header.extend(names.iter().map(String::as_str));
    header.push("text");
    let mut grid = Grid::new(&header).under(1);
    for unit in disagreements.iter().take(listed) {
        let mut cells = vec![Cell::text(rows::name(unit.row))];
        cells.extend(unit.labels.iter().map(|label| match label {
            Some(class) => Cell::Class(*class, review.classes[*class]),
            None => Cell::text(""),
        }));
        cells.push(Cell::text(shown(unit.row)));
        grid.row(cells);
    }
    grid
}

/// Every disagreement as CSV: `id`, `place`, `document`, `holder`, `target`, `text`, then the label of each
/// annotator.
pub fn csv(review: &AgreementReview, names: &[String], out: &mut dyn io::Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    let header = ["id", "place", "document", "holder", "target", "text"];
    writer.write_record(header.into_iter().chain(names.iter().map(String::as_str)))?;
    for unit in review.disagreements() {
        let row = unit.row;
        let place = row.location.to_string();
        let fields = [
            row.id.as_deref().unwrap_or(""),
            &place,
            &row.document,
            holder(row).unwrap_or(""),
            row.instance.target.as_deref().unwrap_or(""),
            &row.instance.text,
        ];
        let labels = unit.labels.iter().map(|label| label.map_or("", |class| review.classes[class]));
        writer.write_record(fields.into_iter().chain(labels))?;
    }
    writer.flush()
}

/// The agreement as JSON. Keys: `schema`, `head`, `annotators`, `matched_by`, `bootstrap`, `units`, `compared_units`,
/// `documents`; `all`, `classes` (by name), `pairs` and `slices` (by value), each with `percent`, `cohen_kappa`,
/// `fleiss_kappa`, `krippendorff_alpha`, `gwet_ac1`, where a figure is `value` and `ci95`; `disagreements`, each a
/// row with `labels` by annotator.
pub fn json(review: &AgreementReview, names: &[String]) -> Value {
    let classes: Map<String, Value> = review
        .classes
        .iter()
        .zip(&review.agreement.classes)
        .map(|(name, coefficients)| ((*name).to_owned(), coefficients_json(coefficients)))
        .collect();
    let slices: Map<String, Value> = review
        .slices
        .iter()
        .map(|slice| {
            let mut value = coefficients_json(&slice.agreement.all);
            value["compared_units"] = json!(slice.agreement.compared_units);
            (slice.value.clone(), value)
        })
        .collect();
    let pairs: Vec<Value> = review
        .pairs
        .iter()
        .map(|pair| {
            let mut value = coefficients_json(&pair.all);
            value["annotators"] = json!([names[pair.first], names[pair.second]]);
            value["compared_units"] = json!(pair.units);
            value
        })
        .collect();
    let disagreements: Vec<Value> = review
        .disagreements()
        .map(|unit| {
            let mut value = rows::json(unit.row);
            let labels: Map<String, Value> = names
                .iter()
                .zip(&unit.labels)
                .map(|(name, label)| (name.clone(), json!(label.map(|class| review.classes[class]))))
                .collect();
            value["labels"] = labels.into();
            value
        })
        .collect();
    json!({
        "schema": SCHEMA,
        "head": review.head,
        "annotators": names,
        "matched_by": review.matched_by.name(),
        "bootstrap": { "draws": review.bootstrap.draws, "seed": review.bootstrap.seed, "unit": "document" },
        "units": review.agreement.units,
        "compared_units": review.agreement.compared_units,
        "documents": review.documents,
        "all": coefficients_json(&review.agreement.all),
        "classes": classes,
        "pairs": pairs,
        "slices": slices,
        "disagreements": disagreements,
    })
}

fn coefficients_json(coefficients: &Coefficients) -> Value {
    json!({
        "percent": estimate(coefficients.percent),
        "cohen_kappa": estimate(coefficients.cohen_kappa),
        "fleiss_kappa": estimate(coefficients.fleiss_kappa),
        "krippendorff_alpha": estimate(coefficients.krippendorff_alpha),
        "gwet_ac1": estimate(coefficients.gwet_ac1),
    })
}
