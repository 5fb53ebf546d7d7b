//! Any text is an annotated article: refused, or all its sentences slice its text.

#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use stance::article::annotated::AnnotatedArticle;
use stance::dataset::article_rows;
use stance_fuzz::slices;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(article) = AnnotatedArticle::parse(text, Path::new("a.toml")) else { return };
    for sentence in &article.sentences {
        slices(&article.text, sentence.span);
        for view in &sentence.views {
            assert!(view.holder < article.actors.len());
        }
    }
    for row in article_rows(&article) {
        let places = row.instance.holder_spans.iter().chain(&row.instance.target_spans);
        places.for_each(|&span| slices(&row.instance.text, span));
    }
});
