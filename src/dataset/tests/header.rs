//! Which columns are read? By name, in any order; others are kept; slips are pointed at.
#![cfg(test)]

use super::*;

#[test]
fn the_order_of_columns_does_not_matter() {
    let one = read("text,holder,target,stance\nRuiz hailed the levy.,Ruiz,the levy,favor\n");
    let other = read("stance,target,text,holder\nfavor,the levy,Ruiz hailed the levy.,Ruiz\n");
    assert_eq!(one.rows[0].instance, other.rows[0].instance);
    assert_eq!(one.rows[0].stance, other.rows[0].stance);
}

#[test]
fn columns_without_a_meaning_are_kept() {
    let data = read("note,text,,\nwhy,Yes.,1,2\n");
    assert_eq!(data.columns, ["note", "text", "", ""]);
    assert_eq!(data.rows[0].record, csv::StringRecord::from(vec!["why", "Yes.", "1", "2"]));
    assert_eq!(data.warnings, []);
}

#[test]
fn spaces_around_a_name_do_not_count() {
    assert_eq!(read(" text , note\nYes.,a\n").columns, ["text", "note"]);
}

#[test]
fn a_table_without_texts_is_refused_with_what_its_header_reads() {
    assert_eq!(
        refusal("sentence,label\nYes.,favor\n"),
        "in.csv:1: there is no column \"text\"\n  \
         hint: the first line names the columns; here it reads: sentence, label"
    );
    assert_eq!(
        refusal("Text,label\nYes.,favor\n"),
        "in.csv:1: there is no column \"text\"\n  hint: rename the column \"Text\" to \"text\""
    );
}

#[test]
fn a_long_header_is_cut_short() {
    let long = "A sentence that stands where a header should be";
    assert_eq!(
        refusal(&format!("{long},b,c,d,e,f,g,h,i\nx{}\n", ",".repeat(8))).lines().nth(1),
        Some(
            "  hint: the first line names the columns; here it reads: \
             A sentence that stands where a header sh…, b, c, d, e, f, g, h, …"
        )
    );
}

#[test]
fn a_name_that_looks_like_a_typo_is_pointed_at() {
    assert_eq!(
        warnings("text,Target Start,stnace\nYes.,1,favor\n"),
        [
            "in.csv:1:stnace: the column \"stnace\" is not read\n  hint: did you mean \"stance\"?",
            "in.csv:1:Target Start: the column \"Target Start\" is not read\n  hint: did you mean \"target_start\"?",
        ]
    );
}

#[test]
fn two_columns_of_one_name_are_refused() {
    assert_eq!(
        refusal("text,stance,stance\nYes.,,\n"),
        "in.csv:1:stance: two columns are named \"stance\"\n  hint: rename one of them"
    );
}

#[test]
fn every_named_column_is_read() {
    let data =
        read("text,document,phenomenon,id,weight,voice,sentiment\nYes.,d1,plain,r7,0.25,Direct,Positive\n");
    let row = &data.rows[0];
    assert_eq!(row.document, "d1");
    assert_eq!((row.phenomenon.as_deref(), row.id.as_deref()), (Some("plain"), Some("r7")));
    assert_eq!(row.weight, 0.25);
    assert_eq!(row.instance.voice, Some(crate::label::Voice::Direct));
    assert_eq!(row.sentiment, Some(crate::label::Sentiment::Positive));
}

#[test]
fn files_with_other_columns_are_brought_into_one_order() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, csv: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, csv).unwrap();
        path
    };
    let paths = [
        write("a.csv", "text,note\nOne.,x\n"),
        write("b.csv", "source;text\nwire;Two.\n"),
        write("c.csv", "note,text\ny,Three.\n"),
    ];
    let data = Dataset::read(&paths, &ReadOptions::default()).unwrap();
    assert_eq!(data.columns, ["text", "note", "source"]);
    let records: Vec<Vec<&str>> = data.rows.iter().map(|r| r.record.iter().collect()).collect();
    assert_eq!(records, [["One.", "x", ""], ["Two.", "", "wire"], ["Three.", "y", ""]]);
    assert_eq!(data.rows[2].location.file.as_deref(), Some(paths[2].as_path()));
}

#[test]
fn a_file_that_does_not_exist_is_named() {
    let error = Dataset::read(&["gone.csv".into()], &ReadOptions::default()).unwrap_err();
    assert_eq!((error.to_string().as_str(), error.exit_code()), ("gone.csv: no such file or folder", 66));
}
