//! Any bytes are a page: its story is found or missed, and what is found is read.

#![no_main]

use libfuzzer_sys::fuzz_target;
use stance::article::{Kind, Raw, ReadOptions};
use stance::text::Document;
use stance_fuzz::{check_article, check_document};

fuzz_target!(|bytes: &[u8]| {
    let raw = Raw::whole("a.html".into(), Kind::Html, bytes.to_vec());
    let Ok(article) = raw.article(&ReadOptions::default()) else { return };
    check_article(&article);
    check_document(&Document::new(&article.text));
});
