//! Is this no text at all?

/// What a file is instead.
pub(super) struct Binary {
    pub name: &'static str,
    pub hint: &'static str,
}

const SAVE: &str = "save it as text or HTML first";
const UNPACK: &str = "unpack it first, or give it the ending that tells how it is packed (.gz, .zst)";
const NO_ARTICLE: &str = "name articles, or files that hold them";

/// The first bytes of common files that are no text.
const MAGIC: [(&[u8], &str, &str); 14] = [
    (b"%PDF-", "a PDF", SAVE),
    (b"PK\x03\x04", "a ZIP archive or office document", SAVE),
    (b"\xd0\xcf\x11\xe0", "an old office document", SAVE),
    (b"{\\rtf", "a rich text document", SAVE),
    (b"\x1f\x8b", "gzip data", UNPACK),
    (b"\x28\xb5\x2f\xfd", "Zstandard data", UNPACK),
    (b"BZh", "bzip2 data", UNPACK),
    (b"\xfd7zXZ", "xz data", UNPACK),
    (b"7z\xbc\xaf", "a 7-Zip archive", UNPACK),
    (b"\x89PNG", "an image", NO_ARTICLE),
    (b"\xff\xd8\xff", "an image", NO_ARTICLE),
    (b"GIF8", "an image", NO_ARTICLE),
    (b"\x7fELF", "a program", NO_ARTICLE),
    (b"SQLite format 3", "a database", NO_ARTICLE),
];

/// Bytes that are looked at.
const LOOKED_AT: usize = 8192;

/// What the bytes are, if they are no text: by their first bytes, or because many of them are control characters.
pub(super) fn binary(bytes: &[u8]) -> Option<Binary> {
    if let Some((_, name, hint)) = MAGIC.iter().find(|(magic, ..)| bytes.starts_with(magic)) {
        return Some(Binary { name, hint });
    }
    let start = &bytes[..bytes.len().min(LOOKED_AT)];
    let is_control = |byte: u8| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    let controls = start.iter().filter(|&&byte| is_control(byte)).count();
    // A stray control character is no reason to refuse an article.
    (controls > 2 && controls * 50 > start.len()).then_some(Binary { name: "binary data", hint: NO_ARTICLE })
}
