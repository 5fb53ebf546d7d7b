//! What breaks the shape of a table? Ragged rows, quotation marks, empty lines; and how problems are listed.
#![cfg(test)]

use super::*;

#[test]
fn a_row_of_another_width_is_refused() {
    assert_eq!(
        refusal("text,stance\nNo, he said.,against\nYes.\n"),
        "in.csv:2: the row has 3 fields, the header 2\n  \
         hint: put \"…\" around a field that holds a comma, a quotation mark or a line break\n\
         in.csv:3: the row has 1 fields, the header 2\n  \
         hint: put \"…\" around a field that holds a comma, a quotation mark or a line break"
    );
    assert!(refusal("text;stance\nNo; he said.;against\n").contains("holds a semicolon,"));
    assert!(refusal("text\tstance\nNo\tno\tagainst\n").contains("holds a tab,"));
}

#[test]
fn a_quotation_mark_that_nothing_closes_is_refused_where_it_opens() {
    assert_eq!(
        refusal("text,stance,target\nYes.,favor,Yes\n\"No,against,No\nNo.,against,No\n"),
        "in.csv:3: a quotation mark opens a field and none closes it before the end of the file\n  \
         hint: close the field with \"; a quotation mark inside a quoted field is written twice"
    );
}

#[test]
fn an_open_quotation_mark_is_told_once() {
    for csv in ["text\n\"No\n", "text,stance\n\"No,against\nYes\n"] {
        let refused = refusal(csv);
        assert_eq!(refused.matches("in.csv").count(), 1, "{refused}");
        assert!(refused.contains("a quotation mark opens a field"), "{refused}");
    }
    assert_eq!(texts(&read("text\n\"\"\"No\"\"\"\n")), ["\"No\""]);
}

#[test]
fn a_quotation_mark_inside_a_field_is_text() {
    assert_eq!(texts(&read("text\n5\" of rain\n")), ["5\" of rain"]);
    assert_eq!(texts(&read("text\n\"\"\"No,\"\" he said.\"\n")), ["\"No,\" he said."]);
}

#[test]
fn rows_without_anything_are_left_out_with_a_warning() {
    let data = read("text,stance,target\n,,\nYes.,favor,Yes\n , ,\n");
    assert_eq!(texts(&data), ["Yes."]);
    assert_eq!(
        printed(&data.warnings),
        [
            "in.csv:2: the row is empty and is left out\n  hint: delete the line",
            "in.csv:4: the row is empty and is left out\n  hint: delete the line",
        ]
    );
}

#[test]
fn a_row_without_a_text_is_refused() {
    assert_eq!(
        refusal("text,note\n  ,a\n"),
        "in.csv:2:text: the text is empty\n  hint: fill it in, or delete the line"
    );
}

#[test]
fn problems_come_in_the_order_of_lines_whatever_their_kind() {
    let refused = refusal("text,stance,target\nYes.,good,Yes\nNo.\nNo.,bad,No\n");
    let lines: Vec<&str> = refused.lines().filter(|l| !l.starts_with("  ")).collect();
    assert_eq!(
        lines,
        [
            "in.csv:2:stance: \"good\" is not a stance",
            "in.csv:3: the row has 1 fields, the header 3",
            "in.csv:4:stance: \"bad\" is not a stance",
        ]
    );
}

#[test]
fn one_row_tells_of_all_its_mistakes() {
    let refused = refusal("text,holder,target,stance,voice,weight\nYes.,Lee,,good,loud,0\n");
    let columns: Vec<&str> =
        refused.lines().filter_map(|l| l.strip_prefix("in.csv:2:")?.split(':').next()).collect();
    assert_eq!(columns, ["stance", "voice", "weight", "holder"]);
}

#[test]
fn the_first_twenty_problems_are_listed_and_the_others_counted() {
    let refused = refusal(&format!("text,stance,target\n{}", "Yes.,good,Yes\n".repeat(24)));
    assert!(refused.contains("in.csv:21:stance:") && !refused.contains("in.csv:22:stance:"), "{refused}");
    assert!(refused.ends_with("\n… and 4 more problems"), "{refused}");
}

#[test]
fn one_file_with_a_mistake_stops_all_and_each_is_listed() {
    let folder = tempfile::tempdir().unwrap();
    let paths = ["a.csv", "b.csv", "c.csv"].map(|name| folder.path().join(name));
    std::fs::write(&paths[0], "text,stance,target\nYes.,good,Yes\n").unwrap();
    std::fs::write(&paths[1], "text,stance,target\nYes.,favor,Yes\n").unwrap();
    std::fs::write(&paths[2], "text,stance\nYes.,favor\n").unwrap();
    let refused = Dataset::read(&paths, &ReadOptions::default()).unwrap_err().to_string();
    assert!(refused.contains("a.csv:2:stance: \"good\" is not a stance"), "{refused}");
    assert!(refused.contains("c.csv:2:target: a stance without a target"), "{refused}");
}
