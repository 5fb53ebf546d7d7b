//! Bodies and those who speak for them; people by where they come from.
#![cfg(test)]

use super::{Story, views};
use crate::actor::ActorKind;

#[test]
fn a_part_speaks_for_the_whole() {
    let weavers = "The Weavers' Union met on Monday. Its board rejected the offer.";
    assert_eq!(views(weavers, "Weavers' Union"), 1);
    let potters = "The Potters' Guild met on Monday. Its leadership condemned the fee.";
    assert_eq!(views(potters, "Potters' Guild"), 1);
    let doctor = "The Potters' Guild met on Monday. Its doctor condemned the fee.";
    assert_eq!((views(doctor, "Potters' Guild"), views(doctor, "Its doctor")), (0, 1));
}

#[test]
fn those_who_make_up_a_body_are_the_body() {
    let leaders = "Leaders of the Dockers' Union rejected the offer on Monday.";
    assert_eq!(views(leaders, "Dockers' Union"), 1);
    let judges = "Judges of the Court of Appeal condemned the bill on Monday.";
    assert_eq!(views(judges, "Court of Appeal"), 1);
    let members = "Members of the Dockers' Union rejected the offer on Monday.";
    assert_eq!(views(members, "Dockers' Union"), 1);
    let three = "Three members of the Dockers' Union rejected the offer on Monday.";
    assert_eq!(views(three, "Dockers' Union"), 0);
    assert_eq!(views(three, "Three members of the Dockers' Union"), 1);
    let some = "Some leaders of the Potters' Guild condemned the fee on Monday.";
    assert_eq!(views(some, "Potters' Guild"), 0);
}

#[test]
fn where_somebody_comes_from_points_at_who_was_just_named() {
    let brandt = "Lars Brandt rejected the contract on Monday. The Norwegian said it was an insult.";
    assert_eq!(views(brandt, "Lars Brandt"), 2);
    let moretti = "Mexican writer Pia Moretti praised the ban on Monday. The Mexican said it was overdue.";
    assert_eq!(views(moretti, "Pia Moretti"), 2);
    let other = "Mexican writer Pia Moretti praised the ban on Monday. The Peruvian said it was overdue.";
    assert_eq!(views(other, "Pia Moretti"), 1);
    let several = "Lars Brandt rejected the contract on Monday. The Norwegians said it was an insult.";
    assert_eq!(views(several, "Lars Brandt"), 1);
}

#[test]
fn an_age_points_at_who_was_just_named() {
    let moretti = "Pia Moretti praised the ban on Monday. The 54-year-old said it was overdue.";
    assert_eq!(views(moretti, "Pia Moretti"), 2);
    let farah = "Omar Farah rejected the contract on Monday. The 31-year-old said it was an insult.";
    assert_eq!(views(farah, "Omar Farah"), 2);
    let other = "Pia Moretti praised the ban on Monday. A 54-year-old said it was overdue.";
    assert_eq!(views(other, "Pia Moretti"), 1);
    let law = "Pia Moretti praised the ban on Monday. The 54-year-old law said it was overdue.";
    assert_eq!(views(law, "Pia Moretti"), 1);
}

#[test]
fn a_role_behind_a_quotation_is_who_just_spoke() {
    let ruiz = "Ana Ruiz, who runs the ports, told reporters it was over. \"Done,\" the minister added.";
    assert_eq!(Story::read(ruiz).speaker("Done"), "Ana Ruiz");
    let farah = "Omar Farah, who leads the talks, told reporters it was near. \"Weeks,\" the envoy added.";
    assert_eq!(Story::read(farah).speaker("Weeks"), "Omar Farah");
    let taken = "Minister Bo Lind left early. Ana Ruiz, who runs the ports, told reporters it was over. \"Done,\" the minister added.";
    assert_eq!(Story::read(taken).speaker("Done"), "Bo Lind");
    let parted =
        "Omar Farah, who leads the talks, told reporters it was near.\n\n\"Weeks,\" the envoy added.";
    assert_eq!(Story::read(parted).speaker("Weeks"), "the envoy");
}

#[test]
fn a_body_is_called_by_the_noun_that_its_name_is_built_on() {
    let port = "The Port and Dock Workers' Federation rejected the levy. The port said it was fair. The federation said it was theft.";
    let story = Story::read(port);
    assert_eq!(story.holders("it was fair"), ["The port"]);
    assert_eq!(story.holders("it was theft"), ["Port and Dock Workers' Federation"]);
    let bank = "The Union of Bank and Post Staff rejected the merger. The bank said it was fair. The union said it was theft.";
    let story = Story::read(bank);
    assert_eq!(story.holders("it was fair"), ["The bank"]);
    assert_eq!(story.holders("it was theft"), ["Union of Bank and Post Staff"]);
}

#[test]
fn what_its_own_chair_tells_of_it_is_the_bodys_view_as_well() {
    let weavers = "The Weavers' Union met on Monday. The union rejects the offer, its chair said.";
    assert_eq!((views(weavers, "Weavers' Union"), views(weavers, "its chair")), (1, 1));
    let guild = "The guild will fight the fee, its president said on Monday.";
    assert_eq!((views(guild, "The guild"), views(guild, "its president")), (1, 1));
    let stranger = "The guild will fight the fee, Tom Reed said on Monday.";
    assert_eq!((views(stranger, "The guild"), views(stranger, "Tom Reed")), (0, 1));
}

#[test]
fn what_somebody_tells_of_his_own_body_is_his_word() {
    let lind = "Minister Bo Lind spoke on Monday. He said his ministry would not intervene.";
    assert_eq!((views(lind, "Bo Lind"), views(lind, "his ministry")), (1, 0));
    let stark = "Governor Eva Stark spoke on Monday. She said her office would fight the ban.";
    assert_eq!((views(stark, "Eva Stark"), views(stark, "her office")), (1, 0));
}

#[test]
fn words_may_stand_between_a_country_and_its_government() {
    let togo = "Togo's internationally recognised government praised the truce.";
    assert_eq!(views(togo, "Togo"), 1);
    let mali = "Mali's newly formed government condemned the raid.";
    assert_eq!(views(mali, "Mali"), 1);
    let yemen = "Eritrea and Yemen share a sea. Eritrea is larger. Yemen's internationally recognised government praised the findings.";
    assert_eq!((views(yemen, "Yemen"), views(yemen, "Eritrea")), (1, 0));
    let committee = Story::read("Mali's newly formed committee condemned the raid.");
    assert!(committee.of("Mali").is_empty());
    assert_eq!(committee.holders("the raid"), ["Mali's newly formed committee"]);
}

#[test]
fn a_modifier_may_open_the_name_behind_a_role() {
    let guild = "The guild met on Monday. Its chairman, retired general Ana Ruiz, said the levy was theft.";
    let story = Story::read(guild);
    assert_eq!(story.holders("the levy"), ["Ana Ruiz"]);
    let ruiz = story.of("Ana Ruiz")[0].actor;
    assert!(story.reading.actors[ruiz].aliases.iter().any(|a| a == "Its chairman"));
    let club = "The club met on Monday. Its president, retired judge Tom Reed, rejected the fee.";
    let story = Story::read(club);
    let reed = story.of("Tom Reed")[0].actor;
    assert!(story.reading.actors[reed].aliases.iter().any(|a| a == "Its president"));
}

#[test]
fn shares_of_people_hold_views() {
    let levy = Story::read("47 percent of Lusitanians opposed the levy.");
    let [view] = levy.of("47 percent of Lusitanians")[..] else { panic!("one view") };
    assert_eq!(levy.reading.actors[view.actor].kind, ActorKind::Group);
    let offer = Story::read("Some 30 percent of nurses rejected the offer.");
    assert_eq!(offer.holders("the offer"), ["Some 30 percent of nurses"]);
    let fall = Story::read("Support fell to 12 percent in May. Nurses rejected the offer.");
    assert_eq!(fall.reading.actors.len(), 1);
}

#[test]
fn some_of_a_body_by_their_kind_are_not_the_body() {
    let members = "Republican members of the Budget Committee rejected the bill on Monday.";
    assert_eq!(views(members, "Budget Committee"), 0);
    let leaders = "Former leaders of the Dockers' Union condemned the offer on Monday.";
    assert_eq!(views(leaders, "Dockers' Union"), 0);
}

#[test]
fn a_countrys_people_do_not_speak_for_its_government() {
    let russia = "A Russian rights group said on Monday that Russia rejects the treaty.";
    assert_eq!((views(russia, "Russia"), views(russia, "A Russian rights group")), (0, 1));
    let envoy = "Russia's envoy said on Monday that Russia rejects the treaty.";
    assert_eq!(views(envoy, "Russia"), 1);
}

#[test]
fn a_verb_behind_a_noun_in_ly_is_a_verb() {
    let assembly = "The assembly accused ministers of lying about the levy.";
    assert_eq!(views(assembly, "The assembly"), 1);
    let ally = "The ally accused ministers of lying about the levy.";
    assert_eq!(views(ally, "The ally"), 1);
}

#[test]
fn a_company_of_a_country_is_one_that_the_text_gives_to_it() {
    let other = "The agency, Trafinet, signed the order. The Norwegian company rejected the order on Monday.";
    assert_eq!(views(other, "Trafinet"), 1);
    let own = "Norway's Trafinet Energy signed the order. The Norwegian company rejected the deal on Monday.";
    assert_eq!(views(own, "Trafinet Energy"), 2);
}
