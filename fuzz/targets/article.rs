//! Any text is read and classified. The first line holds the target and its other names, parted by `|`; where it is
//! empty, the text's own topic is taken.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use stance::article::Article;
use stance::feature::Scratch;
use stance::model::Model;
use stance::pipeline::{Classifier, Options};
use stance::report::quotes::QuotesReport;
use stance::report::stances::{ArticleReport, ModelId};
use stance::target::TargetSpec;
use stance_fuzz::{check_document, check_outcome, check_reading};

static MODEL: LazyLock<Model> = LazyLock::new(|| Model::embedded().expect("the model inside"));
static ID: LazyLock<ModelId> =
    LazyLock::new(|| ModelId::of(&MODEL, Model::embedded_bytes().expect("the model inside")));

fuzz_target!(|bytes: &[u8]| {
    let input = String::from_utf8_lossy(bytes);
    let (named, text) = input.split_once('\n').unwrap_or(("", &input));
    let Ok(article) = Article::from_bytes("a.txt".into(), text.as_bytes().to_vec()) else { return };
    let mut names = named.split('|').map(str::to_owned);
    let name = names.next().unwrap_or_default();
    let target = (!name.trim().is_empty()).then(|| TargetSpec { name, aliases: names.collect() });

    let classifier = Classifier::new(&MODEL, Options::default()).expect("it has a stance head");
    let mut scratch = Scratch::default();
    let read = classifier.read(&article.text, &mut scratch);
    check_document(&read.document);
    check_reading(&read.document, &read.reading);
    let report = QuotesReport::new(&article, &read.document, &read.reading);
    serde_json::to_string(&report).expect("a report is JSON");

    let outcome = match &target {
        Some(target) => classifier.outcomes(&read, &[target], &mut scratch).pop(),
        None => classifier.classify(&article.text, None, &mut scratch).ok(),
    };
    let Some(outcome) = outcome else { return };
    check_outcome(&outcome);
    let report = ArticleReport::new(&article, &outcome, &ID);
    serde_json::to_string(&report).expect("a report is JSON");
});
