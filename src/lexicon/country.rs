//! Countries, and unions that act like one, by a two-letter code.

/// A country by its ISO 3166 code; the European Union is `EU` and the United Nations are `UN`, as reserved there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// The European Union.
    pub const EU: Self = Self(*b"EU");
    /// Belgium, whose capital also stands for the European Union.
    pub const BE: Self = Self(*b"BE");

    /// A country from its code of two ASCII letters.
    pub fn from_code(code: &str) -> Option<Self> {
        match code.as_bytes() {
            &[a, b] if a.is_ascii_uppercase() && b.is_ascii_uppercase() => Some(Self([a, b])),
            _ => None,
        }
    }

    /// Its code.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }
}
