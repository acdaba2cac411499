//! How roles and colours of the theme look in a file, and which looks of a file are those.
//!
//! A file knows colours, not roles. Each role therefore has colours of its own that differ from the theme's by one step, which nobody
//! sees, so that a file that comes back gives every cell the role it had.

use tandem_core::workbook::{Color, ColorToken, Role, StyleColor};

/// Colours of texts, as in the light theme.
const TEXT: [(ColorToken, u32); 5] = [
    (ColorToken::Muted, 0x0052_615E),
    (ColorToken::Accent, 0x000B_6066),
    (ColorToken::Positive, 0x0017_703F),
    (ColorToken::Negative, 0x00AB_2F2A),
    (ColorToken::Warning, 0x0081_5200),
];

/// Colours behind texts, as in the light theme.
const FILL: [(ColorToken, u32); 5] = [
    (ColorToken::Muted, 0x00E9_EEEC),
    (ColorToken::Accent, 0x00DF_EEED),
    (ColorToken::Positive, 0x00E0_F2E7),
    (ColorToken::Negative, 0x00FB_E6E4),
    (ColorToken::Warning, 0x00FB_F0D9),
];

/// What a role gives a cell beside what its style says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoleLook {
    /// The role.
    pub role: Role,
    /// Bold.
    pub is_bold: bool,
    /// Italic.
    pub is_italic: bool,
    /// Colour of the text.
    pub text: u32,
    /// Colour behind the text.
    pub fill: Option<u32>,
    /// Colour of a line over the cell.
    pub line: Option<u32>,
}

/// The roles but the plain one.
pub const ROLES: [RoleLook; 4] = [
    RoleLook {
        role: Role::Heading,
        is_bold: true,
        is_italic: false,
        text: 0x0013_211E,
        fill: Some(0x00E9_EEED),
        line: None,
    },
    RoleLook {
        role: Role::Input,
        is_bold: false,
        is_italic: false,
        text: 0x0007_474D,
        fill: Some(0x00DF_EEEC),
        line: None,
    },
    RoleLook {
        role: Role::Total,
        is_bold: true,
        is_italic: false,
        text: 0x0013_2120,
        fill: None,
        line: Some(0x00A9_B8B3),
    },
    RoleLook { role: Role::Note, is_bold: false, is_italic: true, text: 0x0052_615F, fill: None, line: None },
];

/// What a role looks like; nothing for the plain one.
pub fn of_role(role: Role) -> Option<&'static RoleLook> {
    ROLES.iter().find(|look| look.role == role)
}

/// The role whose colours these are.
pub fn role_of(text: Option<u32>, fill: Option<u32>, line: Option<u32>) -> Option<&'static RoleLook> {
    ROLES.iter().find(|look| {
        text == Some(look.text) || fill.is_some() && fill == look.fill || line.is_some() && line == look.line
    })
}

/// The colour of a text.
pub fn text_color(color: StyleColor) -> u32 {
    rgb(&TEXT, color)
}

/// The colour behind a text.
pub fn fill_color(color: StyleColor) -> u32 {
    rgb(&FILL, color)
}

/// What a text's colour is here: one of the theme, or one that stays as it is.
pub fn text_of(rgb: u32) -> StyleColor {
    color_of(&TEXT, rgb)
}

/// What a colour behind a text is here.
pub fn fill_of(rgb: u32) -> StyleColor {
    color_of(&FILL, rgb)
}

fn rgb(table: &[(ColorToken, u32)], color: StyleColor) -> u32 {
    match color {
        StyleColor::Theme(token) => table.iter().find(|(known, _)| *known == token).map_or(0, |(_, color)| *color),
        StyleColor::Fixed(color) => {
            let hex = color.hex();
            u32::from_str_radix(hex.trim_start_matches('#'), 16).unwrap_or(0)
        }
    }
}

fn color_of(table: &[(ColorToken, u32)], rgb: u32) -> StyleColor {
    match table.iter().find(|(_, known)| *known == rgb) {
        Some((token, _)) => StyleColor::Theme(*token),
        None => Color::parse(&format!("#{rgb:06x}")).map_or(StyleColor::Theme(ColorToken::Muted), StyleColor::Fixed),
    }
}
