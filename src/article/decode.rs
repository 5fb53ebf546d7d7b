//! From bytes to text: which encoding is this?
//!
//! A byte order mark decides; then what the file declares (HTML pages do); then UTF-8, if the bytes are; then a guess.
//! A text that is plainly UTF-8 with a few broken bytes stays UTF-8, and the broken bytes are told.

use super::binary::binary;
use crate::error::{Error, Location, Problem, Result};

/// A text and what was noticed on the way.
pub(super) struct Decoded {
    pub text: String,
    pub warning: Option<Problem>,
}

/// Decodes a whole file or field. `declared` is the encoding that the file names itself; `place` stands for it in
/// messages.
pub(super) fn decode(bytes: Vec<u8>, declared: Option<&str>, place: &Location) -> Result<Decoded> {
    if let Some(text) = by_mark(&bytes) {
        return Ok(plain(text));
    }
    if let Some(what) = binary(&bytes) {
        return Err(Error::article(
            "binary",
            Problem::new(place.clone(), format!("is {}, not text", what.name)).with_hint(what.hint),
        ));
    }
    let start = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            text.drain(..start);
            Ok(plain(text))
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            legacy(error.as_bytes(), at, declared, place)
        }
    }
}

/// How often a byte is among others.
pub(super) fn count(bytes: &[u8], wanted: u8) -> usize {
    bytes.iter().map(|&byte| usize::from(byte == wanted)).sum()
}

fn plain(text: String) -> Decoded {
    Decoded { text, warning: None }
}

/// UTF-16 with its byte order mark; lone surrogates become U+FFFD.
fn by_mark(bytes: &[u8]) -> Option<String> {
    let unit: fn([u8; 2]) -> u16 = match bytes {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => return None,
    };
    let units = bytes[2..].chunks(2).map(|pair| unit([pair[0], pair.get(1).copied().unwrap_or(0)]));
    let decoded = char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER));
    Some(decoded.collect())
}

/// Bytes that are not UTF-8 from byte `at` on.
fn legacy(bytes: &[u8], at: usize, declared: Option<&str>, place: &Location) -> Result<Decoded> {
    let line = place.line.unwrap_or(1) + count(&bytes[..at], b'\n') as u64;
    let place = Location { byte: Some(at as u64), ..place.clone().at_line(line) };
    if is_broken_utf8(bytes) {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let broken = text.matches(char::REPLACEMENT_CHARACTER).count();
        let message = format!("{broken} broken UTF-8 characters were replaced, the first at byte {at}");
        return Ok(Decoded { text, warning: Some(Problem::new(place, message)) });
    }
    guessed(bytes, declared, place)
}

/// True if most of what is not ASCII is sound UTF-8.
fn is_broken_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    sound > 2 * broken
}

#[cfg(feature = "formats")]
#[allow(clippy::unnecessary_wraps)] // Without the feature it fails.
fn guessed(bytes: &[u8], declared: Option<&str>, place: Location) -> Result<Decoded> {
    use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

    let declared = declared.and_then(|label| encoding_rs::Encoding::for_label(label.trim().as_bytes()));
    let declared = declared.filter(|encoding| *encoding != encoding_rs::UTF_8);
    let encoding = declared.unwrap_or_else(|| {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(&bytes[..bytes.len().min(LOOKED_AT)], true);
        detector.guess(None, Utf8Detection::Deny)
    });
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let warning = declared.is_none().then(|| {
        Problem::new(place, format!("is not UTF-8; read as {}", encoding.name()))
            .with_hint("if letters come out wrong, save the file as UTF-8")
    });
    Ok(Decoded { text: text.into_owned(), warning })
}

/// Bytes that the guess is made from.
#[cfg(feature = "formats")]
const LOOKED_AT: usize = 1 << 16;

#[cfg(not(feature = "formats"))]
fn guessed(_: &[u8], _: Option<&str>, place: Location) -> Result<Decoded> {
    let at = place.byte.unwrap_or_default();
    let problem = Problem::new(place, format!("byte {at} is not UTF-8 text"));
    Err(Error::article(
        "encoding",
        problem.with_hint("save the file as UTF-8, e.g. with `iconv -f WINDOWS-1252 -t UTF-8`"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> Decoded {
        decode(bytes.to_vec(), None, &Location::file("a.txt")).unwrap()
    }

    #[test]
    fn byte_order_marks_decide_and_are_no_text() {
        assert_eq!(decoded(b"\xef\xbb\xbfRuiz left.").text, "Ruiz left.");
        assert_eq!(decoded(b"\xff\xfeR\0u\0").text, "Ru");
        assert_eq!(decoded(b"\xfe\xff\0R\0u").text, "Ru");
        assert_eq!(decoded(b"\xff\xfe\x00\xd8R\0").text, "\u{fffd}R");
    }

    #[test]
    fn a_few_broken_bytes_do_not_spoil_a_text_in_utf8() {
        let mut bytes = "“Déjà vu”, said Núñez.\n“Non”, said Ibáñez.\n".as_bytes().to_vec();
        bytes.push(0xc3);
        let decoded = decoded(&bytes);
        assert!(decoded.text.ends_with("Ibáñez.\n\u{fffd}"), "{}", decoded.text);
        let warning = decoded.warning.unwrap().to_string();
        assert_eq!(warning, "a.txt:3: 1 broken UTF-8 characters were replaced, the first at byte 57");
    }

    #[cfg(feature = "formats")]
    #[test]
    fn an_old_encoding_is_recognised() {
        let decoded = decoded(
            b"\x93It is a farce,\x94 Minist\xe9r Ib\xe1\xf1ez told reporters in M\xe1laga on Monday.",
        );
        assert!(decoded.text.starts_with("“It is a farce,” Ministér Ibáñez"), "{}", decoded.text);
        assert!(decoded.warning.unwrap().message.contains("read as windows-1252"));
    }

    #[test]
    fn what_is_no_text_is_named() {
        let error =
            |bytes: &[u8]| decode(bytes.to_vec(), None, &Location::file("a.txt")).err().unwrap().to_string();
        assert!(error(b"%PDF-1.7 \x00\x01").starts_with("a.txt: is a PDF, not text\n  hint: "));
        assert!(error(b"\x00\x01\x02\x03\x00\x00\x00\x00").starts_with("a.txt: is binary data, not text"));
    }
}
