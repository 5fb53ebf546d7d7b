//! Any bytes are a table: of labelled sentences, which reads back as it was written, and of articles.

#![no_main]

use libfuzzer_sys::fuzz_target;
use stance::article::Kind;
use stance::dataset::{Dataset, ReadOptions, TableWriter};
use stance_fuzz::{articles, check_article, slices};

fn read(bytes: &[u8]) -> Option<Dataset> {
    Dataset::read_from(bytes, "a.csv", &ReadOptions::default()).ok()
}

fuzz_target!(|bytes: &[u8]| {
    articles(bytes, Kind::Csv).iter().for_each(check_article);

    let Some(data) = read(bytes) else { return };
    for row in &data.rows {
        let instance = &row.instance;
        let places = instance.holder_spans.iter().chain(&instance.target_spans);
        places.for_each(|&span| slices(&instance.text, span));
        assert!(row.weight > 0.0 && row.weight.is_finite());
    }
    let mut writer = TableWriter::new(Vec::new(), &data.columns, &[]).expect("memory takes it");
    for row in &data.rows {
        writer.write::<&str>(&row.record, &[]).expect("memory takes it");
    }
    let written = writer.finish().expect("memory takes it");
    let again = read(&written).expect("what was written can be read");
    assert_eq!(again.rows.len(), data.rows.len());
    for (again, row) in again.rows.iter().zip(&data.rows) {
        assert_eq!((&again.instance, again.stance), (&row.instance, row.stance));
        assert_eq!((again.sentiment, &again.document), (row.sentiment, &row.document));
    }
});
