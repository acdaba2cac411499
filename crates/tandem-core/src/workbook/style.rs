//! How cells look: styles, and the table that numbers them.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{Borders, BordersChange, StyleColor};
use crate::number::NumberFormat;

/// What a cell is for; the theme decides how that looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Nothing particular.
    #[default]
    Plain,
    /// A title or the head of a column or row.
    Heading,
    /// A value that people are meant to change.
    Input,
    /// A sum or another result that closes a block.
    Total,
    /// A remark.
    Note,
}

/// Where a text stands in its cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// Numbers right, texts left, truths and errors centred.
    #[default]
    Auto,
    /// Left.
    Left,
    /// Centred.
    Center,
    /// Right.
    Right,
}

/// Where a text stands in a cell that is higher than it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VerticalAlign {
    /// Where the theme puts it.
    #[default]
    Auto,
    /// At the top.
    Top,
    /// In the middle.
    Middle,
    /// At the bottom.
    Bottom,
}

/// Whether a property says nothing, so that a file need not say it.
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// How a cell looks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Style {
    /// Number format code; nothing means General.
    #[serde(skip_serializing_if = "is_default")]
    pub format: Option<String>,
    /// What the cell is for.
    #[serde(skip_serializing_if = "is_default")]
    pub role: Role,
    /// Bold.
    #[serde(skip_serializing_if = "is_default")]
    pub bold: bool,
    /// Italic.
    #[serde(skip_serializing_if = "is_default")]
    pub italic: bool,
    /// Underlined.
    #[serde(skip_serializing_if = "is_default")]
    pub underline: bool,
    /// Struck through.
    #[serde(skip_serializing_if = "is_default")]
    pub strikethrough: bool,
    /// Where the text stands.
    #[serde(skip_serializing_if = "is_default")]
    pub align: Align,
    /// Where it stands in a cell that is higher than it.
    #[serde(skip_serializing_if = "is_default")]
    pub vertical: VerticalAlign,
    /// How far it stands from the side that it is aligned to, in steps of about three digits; at most [`MAX_INDENT`].
    #[serde(skip_serializing_if = "is_default")]
    pub indent: u8,
    /// Whether long text breaks into lines.
    #[serde(skip_serializing_if = "is_default")]
    pub wrap: bool,
    /// Colour of the text.
    #[serde(skip_serializing_if = "is_default")]
    pub color: Option<StyleColor>,
    /// Colour behind the text.
    #[serde(skip_serializing_if = "is_default")]
    pub fill: Option<StyleColor>,
    /// Lines at the sides.
    #[serde(skip_serializing_if = "is_default")]
    pub borders: Borders,
}

/// The furthest that a text can be indented, as in Excel.
pub const MAX_INDENT: u8 = 250;

impl Style {
    /// This style laid over another one: what it says counts, what it leaves at its default stays as it was.
    #[must_use]
    pub fn over(&self, base: &Self) -> Self {
        fn own<T: Copy + PartialEq + Default>(own: T, base: T) -> T {
            if own == T::default() { base } else { own }
        }
        Self {
            format: self.format.clone().or_else(|| base.format.clone()),
            role: own(self.role, base.role),
            bold: self.bold || base.bold,
            italic: self.italic || base.italic,
            underline: self.underline || base.underline,
            strikethrough: self.strikethrough || base.strikethrough,
            align: own(self.align, base.align),
            vertical: own(self.vertical, base.vertical),
            indent: own(self.indent, base.indent),
            wrap: self.wrap || base.wrap,
            color: self.color.or(base.color),
            fill: self.fill.or(base.fill),
            borders: self.borders.over(base.borders),
        }
    }
}

/// A change of some properties of a style; what is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StyleChange {
    /// A new number format; the inner nothing means General.
    pub format: Option<Option<String>>,
    /// A new role.
    pub role: Option<Role>,
    /// Bold or not.
    pub bold: Option<bool>,
    /// Italic or not.
    pub italic: Option<bool>,
    /// Underlined or not.
    pub underline: Option<bool>,
    /// Struck through or not.
    pub strikethrough: Option<bool>,
    /// A new alignment.
    pub align: Option<Align>,
    /// A new place in a high cell.
    pub vertical: Option<VerticalAlign>,
    /// A new indent.
    pub indent: Option<u8>,
    /// Breaking into lines or not.
    pub wrap: Option<bool>,
    /// A new colour of the text; the inner nothing means the theme's.
    pub color: Option<Option<StyleColor>>,
    /// A new colour behind the text; the inner nothing means none.
    pub fill: Option<Option<StyleColor>>,
    /// New lines at some of the sides.
    pub borders: BordersChange,
}

impl StyleChange {
    /// The style after the change.
    #[must_use]
    pub fn apply(&self, style: &Style) -> Style {
        Style {
            format: self.format.clone().unwrap_or_else(|| style.format.clone()),
            role: self.role.unwrap_or(style.role),
            bold: self.bold.unwrap_or(style.bold),
            italic: self.italic.unwrap_or(style.italic),
            underline: self.underline.unwrap_or(style.underline),
            strikethrough: self.strikethrough.unwrap_or(style.strikethrough),
            align: self.align.unwrap_or(style.align),
            vertical: self.vertical.unwrap_or(style.vertical),
            indent: self.indent.unwrap_or(style.indent).min(MAX_INDENT),
            wrap: self.wrap.unwrap_or(style.wrap),
            color: self.color.unwrap_or(style.color),
            fill: self.fill.unwrap_or(style.fill),
            borders: self.borders.apply(style.borders),
        }
    }
}

/// A style's number in the workbook's table; 0 is the style of a cell that has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StyleId(pub u16);

impl StyleId {
    /// The style of a cell that has none.
    pub const NONE: Self = Self(0);
}

/// Every style that the workbook has used, each once. Styles are added and never taken out, so that a number keeps
/// its meaning for undo.
#[derive(Clone, Debug)]
pub struct StyleTable {
    styles: Vec<Style>,
    /// The parsed number format of each style; nothing for General, and for a code that can't be read.
    formats: Vec<Option<NumberFormat>>,
    index: HashMap<Style, StyleId>,
}

impl Default for StyleTable {
    fn default() -> Self {
        let none = Style::default();
        Self { index: HashMap::from([(none.clone(), StyleId::NONE)]), styles: vec![none], formats: vec![None] }
    }
}

impl StyleTable {
    /// The style of a number; an unknown number has none.
    #[must_use]
    pub fn get(&self, id: StyleId) -> &Style {
        const NONE: &Style = &Style {
            format: None,
            role: Role::Plain,
            bold: false,
            italic: false,
            underline: false,
            strikethrough: false,
            align: Align::Auto,
            vertical: VerticalAlign::Auto,
            indent: 0,
            wrap: false,
            color: None,
            fill: None,
            borders: Borders::NONE,
        };
        self.styles.get(usize::from(id.0)).unwrap_or(NONE)
    }

    /// The number format of a style; nothing for General.
    #[must_use]
    pub fn number_format(&self, id: StyleId) -> Option<&NumberFormat> {
        self.formats.get(usize::from(id.0))?.as_ref()
    }

    /// The number of a style, which is added when it is new; nothing when the table is full.
    pub fn intern(&mut self, style: &Style) -> Option<StyleId> {
        if let Some(id) = self.index.get(style) {
            return Some(*id);
        }
        let id = StyleId(u16::try_from(self.styles.len()).ok()?);
        let code = style.format.as_deref();
        self.formats.push(code.and_then(|code| NumberFormat::parse(code).ok()));
        self.styles.push(style.clone());
        self.index.insert(style.clone(), id);
        Some(id)
    }

    /// How many styles there are.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.styles.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbook::{Border, BorderLine, ColorToken};

    #[test]
    fn a_style_has_one_number() {
        let mut table = StyleTable::default();
        let bold = Style { bold: true, ..Style::default() };
        let id = table.intern(&bold).unwrap();
        assert_eq!(table.intern(&bold), Some(id));
        assert_eq!(table.get(id), &bold);
        assert_eq!(table.intern(&Style::default()), Some(StyleId::NONE));
        assert_eq!(table.get(StyleId(999)), &Style::default());
        assert_eq!(table.count(), 2);
    }

    #[test]
    fn a_change_touches_only_what_it_names() {
        let style = Style { bold: true, format: Some("0%".to_owned()), ..Style::default() };
        let lines = Borders { top: Some(Border { line: BorderLine::Thin, color: None }), ..Borders::NONE };
        let style = Style { borders: lines, ..style };
        let change = StyleChange { italic: Some(true), format: Some(None), ..StyleChange::default() };
        assert_eq!(change.apply(&style), Style { bold: true, italic: true, borders: lines, ..Style::default() });
        let change = StyleChange { borders: BordersChange { top: Some(None), ..BordersChange::default() }, ..change };
        assert_eq!(change.apply(&style), Style { bold: true, italic: true, ..Style::default() });
    }

    #[test]
    fn a_style_laid_over_another_leaves_what_it_does_not_say() {
        let base = Style { bold: true, align: Align::Right, fill: Some(ColorToken::Muted.into()), ..Style::default() };
        let over = Style { italic: true, fill: Some(ColorToken::Accent.into()), indent: 2, ..Style::default() };
        let expect = Style { bold: true, align: Align::Right, ..over.clone() };
        assert_eq!(over.over(&base), expect);
        assert_eq!(Style::default().over(&base), base);
    }

    #[test]
    fn a_style_is_small() {
        assert!(size_of::<Style>() <= 80, "{}", size_of::<Style>());
    }
}
