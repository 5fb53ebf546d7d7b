//! What holds for any table: nothing panics, spans fit, and what goes out comes back.
#![cfg(test)]

use std::fmt::Write;

use csv::StringRecord;
use proptest::prelude::*;

use super::*;
use crate::dataset::{TableWriter, folds};

/// Bytes that look like a table often enough to get past its header.
fn almost_a_table() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just(b"text".to_vec()),
        Just(b",holder,target,stance".to_vec()),
        Just(b"target_start,target_end".to_vec()),
        Just(b"\xef\xbb\xbf".to_vec()),
        Just(b"Ruiz hailed it".to_vec()),
        Just("“Né🙂’s”".as_bytes().to_vec()),
        Just(b"favor".to_vec()),
        Just(b"3".to_vec()),
        prop::sample::select(b",;\t\n\r\" \x00\xff.-".to_vec()).prop_map(|b| vec![b]),
        prop::collection::vec(any::<u8>(), 0..4),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn check_spans(data: &Dataset) -> std::result::Result<(), TestCaseError> {
    for row in &data.rows {
        let instance = &row.instance;
        for spans in [&instance.holder_spans, &instance.target_spans] {
            prop_assert!(
                spans.iter().all(|s| instance.text.get(s.start..s.end).is_some_and(|t| !t.is_empty()))
            );
            prop_assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start));
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read_bytes(&bytes);
        let with_header = [b"text,stance\n".as_slice(), &bytes].concat();
        if let Ok(data) = read_bytes(&with_header) {
            check_spans(&data)?;
        }
    }

    #[test]
    fn almost_a_table_is_read_or_refused_with_a_reason(bytes in almost_a_table(), header in any::<bool>()) {
        let prefix: &[u8] = if header { b"text,target,holder,target_start,target_end\n" } else { b"" };
        match read_bytes(&[prefix, &bytes].concat()) {
            Ok(data) => check_spans(&data)?,
            Err(error) => prop_assert!(error.to_string().starts_with("in.csv"), "{error}"),
        }
    }

    #[test]
    fn names_and_positions_give_spans_that_fit(
        text in "[A-Ca-c .’'é🙂\u{301}-]{1,24}",
        name in "[A-Ca-c .’'é]{1,8}",
        start in 0usize..24,
        len in 0usize..8,
        given in any::<bool>(),
    ) {
        let mut table = csv::Writer::from_writer(Vec::new());
        table.write_record(["text", "target", "target_start", "target_end"]).unwrap();
        let [from, to] = [start, start + len].map(|n| if given { n.to_string() } else { String::new() });
        table.write_record([&text, &name, &from, &to]).unwrap();
        if let Ok(data) = read_bytes(&table.into_inner().unwrap()) {
            check_spans(&data)?;
        }
    }

    #[test]
    fn what_is_written_reads_back_equal(
        rows in prop::collection::vec(("[^\u{feff}]{0,12}", "(?s).{0,12}", "[,;\t\r\n\" a\u{feff}]{0,8}"), 1..8),
    ) {
        let columns = ["note", "text", "source; with marks"].map(str::to_owned);
        // A text must not be empty.
        let records: Vec<StringRecord> =
            rows.iter().map(|(a, b, c)| StringRecord::from([a, &format!("{b}."), c].map(String::as_str).to_vec())).collect();
        let mut writer = TableWriter::new(Vec::new(), &columns, &["stance"]).unwrap();
        for record in &records {
            writer.write(record, &["against"]).unwrap();
        }
        let data = read_bytes(&writer.finish().unwrap()).unwrap();
        prop_assert_eq!(&data.columns, &["note", "text", "source; with marks", "pred_stance"]);
        let read: Vec<StringRecord> = data.rows.iter().map(|r| r.record.iter().take(3).collect()).collect();
        prop_assert_eq!(&read, &records);

        // Once more, as a later run over the same table does.
        let mut again = TableWriter::new(Vec::new(), &data.columns, &["stance"]).unwrap();
        for row in &data.rows {
            again.write(&row.record, &["favor"]).unwrap();
        }
        let data = read_bytes(&again.finish().unwrap()).unwrap();
        let read: Vec<StringRecord> = data.rows.iter().map(|r| r.record.iter().take(3).collect()).collect();
        prop_assert_eq!(&read, &records);
        prop_assert!(data.rows.iter().all(|r| r.record.get(3) == Some("favor")));
    }

    #[test]
    fn folds_do_not_depend_on_the_order_of_rows(
        parts in prop::collection::vec((0u8..15, 0u8..25, prop::sample::select(vec!["favor", "against", "neutral", ""])), 6..60),
        keys in prop::collection::vec(any::<u32>(), 60),
        seed in any::<u64>(),
    ) {
        let table = |order: &[usize]| {
            let mut csv = "id,document,text,target,stance\n".to_owned();
            for &i in order {
                let (document, text, stance) = &parts[i];
                // Every third row has no document.
                let document = if document % 3 == 0 { String::new() } else { format!("d{document}") };
                writeln!(csv, "{i},{document},Text {text}.,Text,{stance}").unwrap();
            }
            read(&csv)
        };
        let plain: Vec<usize> = (0..parts.len()).collect();
        let mut shuffled = plain.clone();
        shuffled.sort_by_key(|&i| keys[i]);
        let (one, other) = (table(&plain), table(&shuffled));
        let Ok(found) = folds(&one.rows, 3, seed) else { return Ok(()) };
        let expected: Vec<usize> = shuffled.iter().map(|&i| found[i]).collect();
        prop_assert_eq!(folds(&other.rows, 3, seed).unwrap(), expected);
        for (a, x) in one.rows.iter().zip(&found) {
            for (b, y) in one.rows.iter().zip(&found) {
                if a.document == b.document || a.instance.text == b.instance.text {
                    prop_assert_eq!(x, y);
                }
            }
        }
    }
}
