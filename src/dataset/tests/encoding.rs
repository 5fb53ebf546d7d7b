//! Which bytes are read as a table? BOM, delimiters, line ends, and what is not UTF-8.
#![cfg(test)]

use super::*;

const ROWS: &str =
    "text,target,stance\nRuiz hailed the levy.,the levy,favor\nLee fought the levy.,the levy,against\n";

fn first_target(data: &Dataset) -> &str {
    let instance = &data.rows[0].instance;
    instance.target_spans[0].of(&instance.text)
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_first_name() {
    let data = read(&format!("\u{feff}{ROWS}"));
    assert_eq!(data.columns, ["text", "target", "stance"]);
    assert_eq!(data.rows, read(ROWS).rows);
}

#[test]
fn semicolons_and_tabs_part_fields_as_commas_do() {
    for delimiter in [";", "\t"] {
        let data = read(&ROWS.replace(',', delimiter));
        assert_eq!(texts(&data), texts(&read(ROWS)), "{delimiter:?}");
        assert_eq!(first_target(&data), "the levy");
    }
}

#[test]
fn a_delimiter_that_is_given_is_not_guessed() {
    let csv = "text|stance|target\nNo; never, he said.|against|never\n";
    let options = ReadOptions { delimiter: Some(b'|'), ..ReadOptions::default() };
    let data = Dataset::read_from(csv.as_bytes(), "in.csv", &options).unwrap();
    assert_eq!(texts(&data), ["No; never, he said."]);
}

#[test]
fn line_ends_of_windows_and_of_old_macs_are_read() {
    for end in ["\r\n", "\r"] {
        let data = read(&ROWS.replace('\n', end));
        assert_eq!(data.rows, read(ROWS).rows, "{end:?}");
    }
}

#[test]
fn a_last_line_without_an_end_is_a_row() {
    assert_eq!(read(ROWS.trim_end()).rows, read(ROWS).rows);
}

#[test]
fn quoted_line_breaks_belong_to_the_text_and_are_counted() {
    let data = read("text,stance,target\n\"One,\n\"\"two\"\"\",favor,two\nThree,favor,Three\n");
    assert_eq!(texts(&data), ["One,\n\"two\"", "Three"]);
    let lines: Vec<_> = data.rows.iter().map(|r| (r.location.record, r.location.line)).collect();
    assert_eq!(lines, [(Some(1), Some(2)), (Some(2), Some(4))]);
}

#[test]
fn blank_lines_do_not_shift_line_numbers() {
    for end in ["\n", "\r\n", "\r"] {
        let csv = "\n\ntext,stance\n\n\nYes,good\n".replace('\n', end);
        assert!(refusal(&csv).starts_with("in.csv:6:stance: \"good\""), "{end:?}: {}", refusal(&csv));
    }
}

#[test]
fn every_line_that_is_not_utf_8_is_listed_once() {
    let refused = read_bytes(b"text,note\nCaf\xe9 r\xe9sum\xe9,a\nplain,b\nna\xefve,c\n").unwrap_err();
    assert_eq!(
        refused.to_string(),
        "in.csv:2: byte 13 (0xE9) is not UTF-8\n  \
         hint: save the table as UTF-8 (in Excel: \"CSV UTF-8\")\n\
         in.csv:4: byte 34 (0xEF) is not UTF-8\n  \
         hint: save the table as UTF-8 (in Excel: \"CSV UTF-8\")"
    );
}

#[test]
fn other_mistakes_are_listed_beside_bad_bytes() {
    let refused = read_bytes(b"text,stance,target\nCaf\xe9,good,Caf\n").unwrap_err().to_string();
    assert!(refused.contains("byte 22 (0xE9) is not UTF-8"), "{refused}");
    assert!(refused.contains("in.csv:2:stance: \"good\" is not a stance"), "{refused}");
}

#[test]
fn utf_16_is_named() {
    let bytes: Vec<u8> =
        [0xfeff_u16].into_iter().chain(ROWS.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(
        read_bytes(&bytes).unwrap_err().to_string(),
        "in.csv: the file is UTF-16, not UTF-8\n  hint: save the table as UTF-8 (in Excel: \"CSV UTF-8\")"
    );
}

#[test]
fn an_empty_file_is_told_apart_from_one_without_rows() {
    for empty in ["", "\n \n", "\u{feff}"] {
        assert_eq!(
            refusal(empty),
            "in.csv: the file is empty\n  hint: the first line names the columns, e.g. text,holder,target,stance"
        );
    }
    for bare in ["text,stance\n", "text,stance", "text,stance\n\n,\n ,\n"] {
        assert_eq!(
            refusal(bare),
            "in.csv:1: the file has a header and no rows\n  hint: each further line is one labelled text"
        );
    }
}
