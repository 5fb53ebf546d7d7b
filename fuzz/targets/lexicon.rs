//! Any text is a lexicon of a user, or a list of targets: taken or refused. No article is read with it, since a lexicon
//! stays in memory as long as the program runs.

#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use stance::additions::Additions;
use stance::target::{find, parse_targets};
use stance::text::Document;
use stance_fuzz::slices;

const TEXT: &str = "Levy row\n\nUnity dunked the levy. Angry quillers blurted that the berth fee was unfair. \
                    “It is,” Docent Bo Lind said. “We,” she said, “dunked it.”";

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let _ = Additions::default().add(text, Path::new("a.toml"));
    let Ok(listed) = parse_targets(text, Path::new("a.toml")) else { return };
    let document = Document::new(TEXT);
    let reading = stance::actor::read(&document);
    for target in listed {
        target.asks(Some("Levy row"));
        let found = find(&document, &reading, &target.spec);
        found.mentions.iter().for_each(|mention| slices(TEXT, mention.span));
    }
});
