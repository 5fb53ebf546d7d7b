//! Any text is a recipe: it is refused, or it reads back as itself and a model can be trained by it, or the trainer
//! says why not.

#![no_main]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use stance::dataset::{Dataset, ReadOptions, instance_from};
use stance::error::Location;
use stance::feature::Scratch;
use stance::model::Model;
use stance::recipe::Recipe;
use stance::training::train;
use stance_fuzz::check_probabilities;

const TABLE: &str = "\
text,holder,target,stance,sentiment
The mayor praised the toll.,The mayor,the toll,favor,positive
Shopkeepers praised the bridge.,Shopkeepers,the bridge,favor,positive
Fishermen attacked the toll.,Fishermen,the toll,against,negative
Divers attacked the bridge.,Divers,the bridge,against,negative
The council discussed the toll.,The council,the toll,neutral,neutral
Engineers discussed the bridge.,Engineers,the bridge,neutral,neutral
";

static DATA: LazyLock<Dataset> = LazyLock::new(|| {
    Dataset::read_from(TABLE.as_bytes(), "a.csv", &ReadOptions::default()).expect("the table is right")
});

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(mut recipe) = Recipe::from_toml(text, &Location::file("a.toml")) else { return };
    let again = Recipe::from_toml(&recipe.to_toml(), &Location::file("b.toml"));
    assert_eq!(again.expect("what was written can be read"), recipe);

    // Time is that of the reader and the features, not that of the search for the minimum.
    recipe.solver.max_iterations = recipe.solver.max_iterations.min(3);
    let Ok(trained) = train(&DATA, &recipe, vec![], &BTreeSet::new(), &mut ()) else { return };
    let bytes = trained.model.to_bytes().expect("a model can be written");
    let model = Model::from_bytes(&bytes, "a.stance").expect("what was written can be read");
    let instance = instance_from("Pilots attacked the ferry.", Some("Pilots"), Some("the ferry"), None)
        .expect("the names stand in the text");
    let head = model.stance.as_ref().expect("the table has stances");
    check_probabilities(head.probabilities(&instance, &mut Scratch::default()).0);
});
