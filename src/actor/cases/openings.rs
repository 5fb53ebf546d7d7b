//! Whom a headline or lead describes, and who a body's own parts and officers speak for.

use super::Story;
use crate::actor::ActorKind;

/// The name of the actor that one of the ways to name it belongs to; "" if nobody is called so.
fn called<'s>(story: &'s Story, alias: &str) -> &'s str {
    let actor = story.reading.actors.iter().find(|a| a.aliases.iter().any(|name| name == alias));
    actor.map_or("", |actor| actor.name.as_str())
}

#[test]
fn a_described_body_of_the_headline_is_the_one_that_is_named_below() {
    let story = Story::read(
        "Growers' federation slams water price\n\nThe Federation of Valley Growers rejected the price on Monday. \
         It said farms would close.\n\nThe National Union of Seasonal Pickers backed it.",
    );
    assert_eq!(called(&story, "Growers' federation"), "Federation of Valley Growers");
    let story = Story::read(
        "Hikers fume over quota\n\nThe quota was set on Monday.\n\nThe Fell Hiking Club condemned the quota. The \
         Reindeer Herders' League welcomed it.",
    );
    assert_eq!(called(&story, "Hikers"), "Fell Hiking Club");
}

#[test]
fn words_of_one_trade_go_together() {
    let story = Story::read(
        "Pensioners oppose online ballot\n\nThe ballot was approved.\n\nThe Union of Retired People rejected the \
         ballot on Monday. The Chamber of Commerce backed it.",
    );
    assert_eq!(called(&story, "Pensioners"), "Union of Retired People");
    let story = Story::read(
        "Truckers reject toll\n\nThe toll was approved.\n\nThe Haulage Association condemned the toll on Monday. The \
         Hotels' League backed it.",
    );
    assert_eq!(called(&story, "Truckers"), "Haulage Association");
}

#[test]
fn bodies_that_people_join_are_not_those_that_are_set_up() {
    let story = Story::read(
        "Farmers' federation seeks court order\n\nThe Farm Safety Agency banned the spray on Monday. The Federation \
         of Hill Planters sued.",
    );
    assert_eq!(called(&story, "Farmers' federation"), "Federation of Hill Planters");
    let story = Story::read(
        "Port lobby attacks fee\n\nThe Port Safety Commission raised the fee on Friday. The Lobby of Pier Owners \
         rejected the fee.",
    );
    assert_eq!(called(&story, "Port lobby"), "Lobby of Pier Owners");
}

#[test]
fn lawmakers_of_the_headline_are_the_parliament() {
    let story = Story::read(
        "South Korean lawmakers pass video clinic law\n\nSouth Korea's National Assembly passed a law on Monday. The \
         lawmakers argued for years.",
    );
    assert_eq!(called(&story, "South Korean lawmakers"), "National Assembly");
    let story = Story::read(
        "Scottish lawmakers back rent freeze\n\nThe Scottish Parliament passed the bill on Monday. Landlords said they \
         would sue.",
    );
    assert_eq!(called(&story, "Scottish lawmakers"), "Scottish Parliament");
}

#[test]
fn what_points_back_before_a_name_is_somebody_else() {
    let story = Story::read(
        "Army rejects report\n\nThe army called the report a lie on Monday.\n\nThe Highland Liberation Army welcomed \
         the report.",
    );
    assert_ne!(called(&story, "The army"), "Highland Liberation Army");
    let story = Story::read(
        "Union shuns pay deal\n\nThe union rejected the deal on Monday.\n\nThe Rail Clerks' Union signed the deal.",
    );
    assert_ne!(called(&story, "The union"), "Rail Clerks' Union");
}

#[test]
fn a_body_of_the_lead_gets_the_name_that_comes_next() {
    let story = Story::read(
        "Prisons are full, report finds\n\nCells hold three times too many, a rights group said on Monday.\n\nThe \
         Coalition for Humane Detention said it had seen 14 prisons. \"They sleep in shifts,\" the Coalition for Humane Detention said.",
    );
    assert_eq!(called(&story, "a rights group"), "Coalition for Humane Detention");
    let story = Story::read(
        "Wells are dry, study says\n\nHalf of the wells are dry, a charity said on Friday.\n\nThe Clean Springs Trust \
         urged the state to act.",
    );
    assert_eq!(called(&story, "a charity"), "Clean Springs Trust");
}

#[test]
fn what_a_town_does_in_a_headline_its_council_does() {
    let story = Story::read(
        "Karsk Vale rejects motorbikes\n\nThe People's Council of Karsk Vale approved the ban on Monday. Riders in \
         Karsk Vale protested.",
    );
    assert!(story.of("People's Council of Karsk Vale").iter().any(|a| a.sentence == 0));
    let story = Story::read(
        "Tormunda rejects casino\n\nThe Assembly of Tormunda voted down the casino on Monday. Shops in Tormunda \
         closed early.",
    );
    assert!(story.of("Assembly of Tormunda").iter().any(|a| a.sentence == 0));
}

#[test]
fn a_firm_of_the_headline_is_the_only_firm_that_speaks() {
    let story = Story::read(
        "Levy nearly doubles; operator freezes plant\n\nThe levy rises in May.\n\nWirrida Lithium said it would stop work. The \
         Mining Union condemned the firm.",
    );
    assert_eq!(called(&story, "operator"), "Wirrida Lithium");
    let story = Story::read(
        "Court upholds fine; airline vows appeal\n\nThe fine stands.\n\nBrakvik Airways said it would appeal. The \
         Consumers' League welcomed the ruling.",
    );
    assert_eq!(called(&story, "airline"), "Brakvik Airways");
}

#[test]
fn parts_that_speak_for_a_body_are_the_body() {
    let story = Story::read("The Dockers' Union met in Callao. Its board rejected the offer on Sunday.");
    assert_eq!(story.holders("the offer"), ["Dockers' Union"]);
    let story =
        Story::read("The Gatchina Weavers' League met on Friday. Its delegates condemned the tariff.");
    assert_eq!(story.holders("the tariff"), ["Gatchina Weavers' League"]);
}

#[test]
fn those_who_make_up_a_body_are_the_body_and_some_of_them_are_not() {
    let story = Story::read("Leaders of the Dockers' Union backed the offer.");
    assert_eq!(story.holders("the offer"), ["Dockers' Union"]);
    let story = Story::read("Judges of the Court of Appeal condemned the decree.");
    assert_eq!(story.holders("the decree"), ["Court of Appeal"]);
    let story = Story::read("Three members of the Dockers' Union backed the offer.");
    assert_ne!(story.holders("the offer"), ["Dockers' Union"]);
}

#[test]
fn the_norwegian_is_whoever_was_spoken_of() {
    let story = Story::read(
        "Henrik Solli arrived in Lagos on Monday. The Norwegian, in charge since 2013, rejected the motion.",
    );
    assert_eq!(story.holders("the motion"), ["Henrik Solli"]);
    let story = Story::read("Farida Nasser runs the pier. The Egyptian condemned the lease.");
    assert_eq!(story.holders("the lease"), ["Farida Nasser"]);
}

#[test]
fn a_role_right_after_a_name_without_one_is_that_person() {
    let story = Story::read(
        "Farida Chowdhuri, who runs the ports, told reporters that the walkout was illegal. \"It is over,\" the minister \
         said.",
    );
    assert_eq!(story.speaker("It is over"), "Farida Chowdhuri");
    let story = Story::read(
        "Finance Minister Ana Ruiz was away. Tomas Ix, who keeps the books, told lawmakers that the levy was late. \
         \"It is due,\" the minister said.",
    );
    assert_eq!(story.speaker("It is due"), "Ana Ruiz");
}

#[test]
fn a_body_is_called_by_its_head_and_by_no_other_word_of_its_name() {
    let story = Story::read(
        "The Port and Dock Workers' Federation called a strike. The port handles most of the trade. The federation \
         rejected the lease.",
    );
    assert_eq!(story.holders("the lease"), ["Port and Dock Workers' Federation"]);
    assert_ne!(called(&story, "The port"), "Port and Dock Workers' Federation");
}

#[test]
fn who_speaks_for_a_body_passes_on_its_own_word() {
    let story = Story::read("Togo rejects the ruling, its spokeswoman, Afi Mensah, said.");
    assert_eq!(story.holders("the ruling"), ["Togo", "Afi Mensah"]);
    let story = Story::read("The Bakers' League opposes the tax, its chair, Leo Park, said.");
    assert_eq!(story.holders("the tax"), ["Bakers' League", "Leo Park"]);
    let story = Story::read("Lobby chief Leo Park said his ministry opposed the tax.");
    assert_eq!(story.holders("the tax"), ["Leo Park"]);
}

#[test]
fn the_commission_is_brussels_where_the_text_names_it() {
    let story =
        Story::read("The European Commission fined the firm. Brussels rejected its appeal on Monday.");
    assert_eq!(story.holders("its appeal"), ["European Commission"]);
}

#[test]
fn for_opens_a_viewpoint_and_not_a_stretch_of_time() {
    let story = Story::read("For the Pensioners' League, the step comes late but is right.");
    assert_eq!(story.holders("the step"), ["Pensioners' League"]);
    let story = Story::read("For Wolfram Hald, a retired planner, the package is a half-measure.");
    assert_eq!(story.holders("the package"), ["Wolfram Hald"]);
    let story = Story::read("For years, the step was put off.");
    assert!(story.reading.attributions.is_empty());
}

#[test]
fn headlines_tell_the_future_and_leave_out_forms_of_be() {
    let story = Story::read("Lima to scrap port levy\n\nThe levy was set in May.");
    assert_eq!(story.holders("port levy"), ["Lima"]);
    let story = Story::read("Togolese lawmakers pass media law amendment\n\nThe bill was drawn up in May.");
    assert_eq!(story.holders("media law"), ["Togolese lawmakers"]);
    let story = Story::read("Priests told to read letter\n\nThe letter was sent on Monday.");
    assert!(story.reading.attributions.iter().all(|a| a.sentence != 0));
}

#[test]
fn shares_of_people_are_groups() {
    let story = Story::read("In a poll on Monday, 47 percent of Hungarians opposed the levy.");
    assert_eq!(story.holders("the levy"), ["47 percent of Hungarians"]);
    let group = &story.reading.actors[story.of("47 percent of Hungarians")[0].actor];
    assert_eq!(group.kind, ActorKind::Group);
}

#[test]
fn an_adverb_and_a_participle_do_not_part_a_government_from_its_country() {
    let story = Story::read(
        "Eritrea and Yemen share a sea. Eritrea is larger. Yemen's internationally recognised government praised the \
         findings.",
    );
    let holder = &story.reading.actors[story.holding("the findings").next().unwrap().actor];
    assert_eq!(holder.country.map(|c| c.code().to_owned()).as_deref(), Some("YE"));
}

#[test]
fn acts_are_kept_apart_from_attributions() {
    let story = Story::read("The cabinet drew up the plan in May.");
    assert!(story.reading.attributions.is_empty());
    let [act] = story.reading.acts.as_slice() else { panic!("{:?}", story.reading.acts) };
    assert_eq!(story.name(act), "The cabinet");
    assert!(act.content[0].of(story.text).contains("the plan"));
    let story = Story::read("Beijing, Fu Qiming said, would read the accounts.");
    assert!(story.reading.acts.iter().all(|act| story.name(act) == "Beijing"));
    let story = Story::read("Wardens thanked the EU, which pays for the rangers.");
    assert!(story.reading.acts.iter().all(|act| !act.content[0].of(story.text).contains("rangers")));
}
