//! Nouns that news use for the same thing in turn.

/// Groups of head nouns; a text that has introduced one may go on with any other of its group.
const GROUPS: [&[&str]; 24] = [
    &["report", "assessment", "study", "findings", "document", "review", "survey", "analysis"],
    &["bill", "legislation", "act", "measure", "law", "statute", "amendment", "reform", "package"],
    &["deal", "takeover", "merger", "tie-up", "acquisition", "bid", "buyout", "offer", "transaction"],
    &["rule", "mandate", "requirement", "order", "code", "regulation", "directive", "decree", "ordinance"],
    &["tariff", "tariffs", "duty", "duties", "levy", "levies", "tax", "surcharge"],
    &["strike", "walkout", "stoppage", "action"],
    &["ruling", "decision", "judgment", "verdict", "judgement"],
    &[
        "plan",
        "proposal",
        "roadmap",
        "accord",
        "scheme",
        "blueprint",
        "strategy",
        "initiative",
        "programme",
        "program",
    ],
    &["return", "handover", "restitution", "transfer", "repatriation"],
    &["ban", "prohibition", "moratorium", "embargo", "restriction", "restrictions", "curb", "curbs"],
    &["agreement", "treaty", "pact", "accord", "deal", "convention"],
    &["vote", "ballot", "referendum", "election", "poll"],
    &["project", "development", "scheme", "construction"],
    &["cut", "cuts", "reduction", "reductions", "austerity"],
    &["attack", "strike", "raid", "offensive", "assault", "invasion", "operation"],
    &["protest", "protests", "demonstration", "demonstrations", "march", "rally"],
    &["sanctions", "penalties", "measures", "restrictions"],
    &["appointment", "nomination", "candidacy", "promotion"],
    &["closure", "shutdown", "closing"],
    &["lease", "contract", "concession", "licence", "license", "permit"],
    &["tender", "auction", "bidding"],
    &["fare", "fares", "fee", "fees", "charge", "charges", "price", "prices", "toll", "tolls"],
    &["quota", "limit", "cap", "ceiling"],
    &["dam", "plant", "pipeline", "mine", "reactor", "station", "facility"],
];

/// True if some group holds both.
pub(super) fn are_synonyms(a: &str, b: &str) -> bool {
    let has = |group: &[&str], word: &str| group.iter().any(|g| g.eq_ignore_ascii_case(word));
    GROUPS.iter().any(|group| has(group, a) && has(group, b))
}

/// True for a noun of some group: a measure, document or event that people take sides on.
pub(super) fn is_matter(word: &str) -> bool {
    GROUPS.iter().any(|group| group.iter().any(|g| g.eq_ignore_ascii_case(word)))
}
