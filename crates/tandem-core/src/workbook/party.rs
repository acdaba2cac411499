//! Parties: who does business together.

use serde::{Deserialize, Serialize};

use crate::text::Localized;

/// Vendor, partner, customer ...
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Its identity among the parties: a short text.
    pub id: String,
    /// Its name.
    pub name: Localized,
    /// What it is in the business.
    pub role: PartyRole,
    /// Its brand colour; nothing for the theme's colours in turn.
    pub color: Option<Color>,
    /// Its logo as a `data:image/...` URL; never an address elsewhere.
    pub logo: Option<String>,
}

/// What a party is in the business.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartyRole {
    /// Makes the product.
    Vendor,
    /// Sells, integrates or extends it.
    Partner,
    /// Buys it.
    Customer,
    /// Anything else.
    #[default]
    Other,
}

/// An opaque colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Color {
    /// Red, 0 to 255.
    pub red: u8,
    /// Green, 0 to 255.
    pub green: u8,
    /// Blue, 0 to 255.
    pub blue: u8,
}

impl Color {
    /// The colour that a text of the form `#0a5fd1` names.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let part = |from: usize| u8::from_str_radix(digits.get(from..from + 2)?, 16).ok();
        Some(Self { red: part(0)?, green: part(2)?, blue: part(4)? })
    }

    /// The colour in the form `#0a5fd1`.
    #[must_use]
    pub fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

impl TryFrom<String> for Color {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or_else(|| format!("{text:?} is not a colour of the form #0a5fd1"))
    }
}

impl From<Color> for String {
    fn from(color: Color) -> Self {
        color.hex()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_and_written() {
        assert_eq!(Color::parse("#0A5fd1").map(Color::hex).as_deref(), Some("#0a5fd1"));
        for bad in ["", "#", "0a5fd1", "#0a5fd", "#0a5fd1f", "#0a5fdg", "#+a5fd1", "#あい"] {
            assert_eq!(Color::parse(bad), None, "{bad}");
        }
    }
}
