//! The colours of a cell: those of the theme, and fixed ones as other programs write them.

use serde::{Deserialize, Serialize};

use super::Color;

/// A colour of the theme, so that it fits light and dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ColorToken {
    /// Less important.
    Muted,
    /// The accent of the theme.
    Accent,
    /// Good.
    Positive,
    /// Bad.
    Negative,
    /// Needs attention.
    Warning,
}

impl ColorToken {
    /// Every colour of the theme with its name in files.
    pub const NAMES: [(Self, &'static str); 5] = [
        (Self::Muted, "muted"),
        (Self::Accent, "accent"),
        (Self::Positive, "positive"),
        (Self::Negative, "negative"),
        (Self::Warning, "warning"),
    ];
}

/// The colour of a text, a fill or a line. In files it is a text: the name of a colour of the theme, or `#0a5fd1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum StyleColor {
    /// A colour of the theme.
    Theme(ColorToken),
    /// A colour that is the same in light and dark, as from a file of another program.
    Fixed(Color),
}

impl From<ColorToken> for StyleColor {
    fn from(token: ColorToken) -> Self {
        Self::Theme(token)
    }
}

impl From<Color> for StyleColor {
    fn from(color: Color) -> Self {
        Self::Fixed(color)
    }
}

impl TryFrom<String> for StyleColor {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let token = ColorToken::NAMES.iter().find(|(_, name)| *name == text).map(|(token, _)| *token);
        let color = token.map(Self::Theme).or_else(|| Color::parse(&text).map(Self::Fixed));
        color.ok_or_else(|| format!("{text:?} is neither a colour of the theme nor of the form #0a5fd1"))
    }
}

impl From<StyleColor> for String {
    fn from(color: StyleColor) -> Self {
        match color {
            StyleColor::Fixed(color) => color.hex(),
            StyleColor::Theme(token) => {
                let name = ColorToken::NAMES.iter().find(|(known, _)| *known == token).map(|(_, name)| *name);
                name.unwrap_or_default().to_owned()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_texts_in_files() {
        for text in ["muted", "accent", "positive", "negative", "warning", "#0a5fd1"] {
            let color = StyleColor::try_from(text.to_owned()).unwrap();
            assert_eq!(String::from(color), text);
            assert_eq!(text.starts_with('#'), matches!(color, StyleColor::Fixed(_)));
        }
        for bad in ["", "Accent", "red", "#0a5fd", "accent "] {
            assert!(StyleColor::try_from(bad.to_owned()).is_err(), "{bad}");
        }
    }
}
