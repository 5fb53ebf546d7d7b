//! Any bytes are lines of JSON with an article in each.

#![no_main]

use libfuzzer_sys::fuzz_target;
use stance::article::Kind;
use stance_fuzz::{articles, check_article};

fuzz_target!(|bytes: &[u8]| {
    let articles = articles(bytes, Kind::Jsonl);
    assert!(articles.len() <= bytes.iter().filter(|&&byte| byte == b'\n').count() + 1);
    for article in &articles {
        check_article(article);
        serde_json::to_string(&article.about).expect("what is known of an article is JSON");
    }
});
