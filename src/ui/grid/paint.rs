//! What a cell's look needs beyond classes: fixed colours, lines at its sides, an indent.

use tandem_core::workbook::{Border, BorderLine, Borders, Color, ColorToken, Style, StyleColor};

/// Width of one step of indent, in pixels.
const INDENT_PX: u32 = 9;

/// Values of style properties that no class has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paint {
    /// Colour of the text.
    pub color: Option<String>,
    /// Colour behind it.
    pub background: Option<String>,
    /// The lines, as shadows within the cell, which take no room.
    pub lines: Option<String>,
    /// How far the text stands in, in pixels.
    pub indent_px: Option<u32>,
}

impl Paint {
    /// What a style needs beyond classes; nothing for most styles.
    #[must_use]
    pub fn of(style: &Style) -> Option<Box<Self>> {
        let fixed = |color: Option<StyleColor>| match color {
            Some(StyleColor::Fixed(color)) => Some(color),
            _ => None,
        };
        let fill = fixed(style.fill);
        // A fixed ground is the same in both themes, so the theme's own ink may not be readable on it.
        let ink = fixed(style.color).map(Color::hex);
        let ink = ink.or_else(|| fill.filter(|_| style.color.is_none()).map(|fill| readable_on(fill).to_owned()));
        let paint = Self {
            color: ink,
            background: fill.map(Color::hex),
            lines: lines(style.borders),
            indent_px: (style.indent > 0).then(|| u32::from(style.indent).saturating_mul(INDENT_PX)),
        };
        (paint != Self::default()).then(|| Box::new(paint))
    }
}

/// Black or white, whichever is easier to read on a colour: by its relative luminance, roughly.
#[must_use]
pub const fn readable_on(ground: Color) -> &'static str {
    let weighed = 2126 * ground.red as u32 + 7152 * ground.green as u32 + 722 * ground.blue as u32;
    if weighed > 10_000 * 140 { "#13211f" } else { "#ffffff" }
}

fn lines(borders: Borders) -> Option<String> {
    let sides = [(borders.top, 0, 1), (borders.right, -1, 0), (borders.bottom, 0, -1), (borders.left, 1, 0)];
    let lines = sides.into_iter().filter_map(|(border, x, y)| Some(line(border?, x, y))).collect::<Vec<_>>();
    (!lines.is_empty()).then(|| lines.join(", "))
}

/// One line as shadows that lie on the side away from which they are moved.
fn line(border: Border, x: i32, y: i32) -> String {
    let color = border.color.map_or_else(|| "var(--color-text)".to_owned(), ink_of);
    let shadow = |width: i32, color: &str| format!("inset {}px {}px 0 {color}", x * width, y * width);
    match border.line {
        BorderLine::Thin => shadow(1, &color),
        BorderLine::Medium => shadow(2, &color),
        BorderLine::Thick => shadow(3, &color),
        // Shadows that come first lie over those that follow.
        BorderLine::Double => [shadow(1, &color), shadow(2, "var(--color-surface)"), shadow(3, &color)].join(", "),
    }
}

fn ink_of(color: StyleColor) -> String {
    let name = match color {
        StyleColor::Fixed(color) => return color.hex(),
        StyleColor::Theme(ColorToken::Muted) => "border-strong",
        StyleColor::Theme(ColorToken::Accent) => "accent",
        StyleColor::Theme(ColorToken::Positive) => "positive",
        StyleColor::Theme(ColorToken::Negative) => "negative",
        StyleColor::Theme(ColorToken::Warning) => "warning",
    };
    format!("var(--color-{name})")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_no_class_says_is_painted() {
        let plain = Style { bold: true, color: Some(ColorToken::Accent.into()), ..Style::default() };
        assert_eq!(Paint::of(&plain), None);
        let thin = Border { line: BorderLine::Thin, color: None };
        let double = Border { line: BorderLine::Double, color: Some(ColorToken::Accent.into()) };
        let borders = Borders { top: Some(thin), bottom: Some(double), ..Borders::NONE };
        let style =
            Style { borders, fill: Color::parse("#ffee00").map(StyleColor::Fixed), indent: 2, ..Style::default() };
        let paint = Paint::of(&style).unwrap();
        assert_eq!(paint.background.as_deref(), Some("#ffee00"));
        assert_eq!(paint.color.as_deref(), Some("#13211f"), "dark ink on a light ground");
        assert_eq!(paint.indent_px, Some(18));
        assert_eq!(
            paint.lines.as_deref(),
            Some(
                "inset 0px 1px 0 var(--color-text), inset 0px -1px 0 var(--color-accent), inset 0px -2px 0 var(--color-surface), \
                 inset 0px -3px 0 var(--color-accent)"
            )
        );
    }
}
