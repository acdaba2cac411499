//! What a cell looks like, from what each program says about it.

use super::css::{color, declarations, unquoted};
use crate::number::{Decimal, FormatKind, NumberFormat, parse_decimal};
use crate::workbook::{Align, Border, BorderLine, Borders, Color, MAX_INDENT, Style, StyleColor, VerticalAlign};

const BLACK: [u8; 3] = [0; 3];
const WHITE: [u8; 3] = [255; 3];

/// What is said about a cell's look. Later words count before earlier ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    format: Option<String>,
    bold: bool,
    italic: bool,
    underline: bool,
    strikethrough: bool,
    align: Align,
    vertical: VerticalAlign,
    indent: u8,
    wrap: bool,
    borders: Borders,
    color: Option<[u8; 3]>,
    fill: Option<[u8; 3]>,
    /// Whether Office takes the cell for text, whatever it looks like.
    pub(super) is_text: bool,
    /// Whether a span of columns only leaves room for a long text and merges nothing.
    pub(super) ignores_span: bool,
}

impl Look {
    /// Takes over the declarations of a rule or of a `style` attribute.
    pub(super) fn declare(&mut self, text: &str) {
        for (property, value) in declarations(text) {
            match property.to_ascii_lowercase().as_str() {
                "font-weight" => {
                    self.bold =
                        value.eq_ignore_ascii_case("bold") || value.parse().is_ok_and(|weight: u32| weight >= 600);
                }
                "font-style" => self.italic = value.eq_ignore_ascii_case("italic"),
                "text-decoration" | "text-decoration-line" => {
                    self.underline = value.contains("underline");
                    self.strikethrough = value.contains("line-through");
                }
                "text-align" => self.align(value),
                "vertical-align" => self.vertical(value),
                "mso-char-indent-count" => self.indent = value.parse().unwrap_or(0).min(MAX_INDENT),
                "border" => self.borders = line(value).map_or(Borders::NONE, Borders::all),
                "border-top" => self.borders.top = line(value),
                "border-right" => self.borders.right = line(value),
                "border-bottom" => self.borders.bottom = line(value),
                "border-left" => self.borders.left = line(value),
                "white-space" => {
                    self.wrap = matches!(value.to_ascii_lowercase().as_str(), "normal" | "pre-wrap" | "break-spaces");
                }
                "color" => self.color = color(value),
                "background" | "background-color" => self.fill = color(value),
                "mso-number-format" => self.number_format(&unquoted(value)),
                "mso-ignore" if value.contains("colspan") => self.ignores_span = true,
                _ => {}
            }
        }
    }

    pub(super) fn align(&mut self, value: &str) {
        self.align = match value.to_ascii_lowercase().as_str() {
            "left" => Align::Left,
            "center" => Align::Center,
            "right" => Align::Right,
            _ => Align::Auto,
        };
    }

    /// The bottom is where texts stand in other programs by themselves.
    fn vertical(&mut self, value: &str) {
        self.vertical = match value.to_ascii_lowercase().as_str() {
            "top" => VerticalAlign::Top,
            "middle" => VerticalAlign::Middle,
            _ => VerticalAlign::Auto,
        };
    }

    /// The lines that a rule for every cell draws are those of the page's grid, and none of a cell.
    pub(super) fn forget_lines(&mut self) {
        self.borders = Borders::NONE;
    }

    pub(super) fn fill(&mut self, value: &str) {
        self.fill = color(value);
    }

    /// An element around the whole text of the cell.
    pub(super) fn element(&mut self, name: &str, font_color: Option<&str>) {
        match name {
            "b" | "strong" => self.bold = true,
            "i" | "em" => self.italic = true,
            "u" => self.underline = true,
            "s" | "strike" | "del" => self.strikethrough = true,
            "font" => self.color = font_color.and_then(color).or(self.color),
            _ => {}
        }
    }

    /// Takes over a number format; the names are those that Excel writes for some of its own.
    pub(super) fn number_format(&mut self, code: &str) {
        self.is_text = code == "@";
        let code = match code {
            "" | "General" | "@" | "Text" => None,
            "Fixed" => Some("0.00"),
            "Standard" => Some("#,##0.00"),
            "Percent" => Some("0.00%"),
            "Scientific" => Some("0.00E+00"),
            "Short Date" | "Medium Date" | "Long Date" | "General Date" => Some("yyyy-mm-dd"),
            "Short Time" | "Medium Time" | "Long Time" => Some("h:mm"),
            other => Some(other),
        };
        // A code that means nothing here would make the cell refuse: its number is shown plainly then.
        self.format = code.filter(|code| NumberFormat::parse(code).is_ok()).map(str::to_owned);
    }

    /// The look as a style. Where a text stands by itself is not taken for a wish.
    pub(super) fn style(&self, is_number: bool) -> Style {
        let natural = if is_number { Align::Right } else { Align::Left };
        Style {
            format: self.format.clone(),
            bold: self.bold,
            italic: self.italic,
            underline: self.underline,
            strikethrough: self.strikethrough,
            vertical: self.vertical,
            indent: self.indent,
            borders: self.borders,
            align: if self.align == natural { Align::Auto } else { self.align },
            wrap: self.wrap,
            color: fixed(self.color, BLACK),
            fill: fixed(self.fill, WHITE),
            ..Style::default()
        }
    }
}

/// A colour of another program; nothing for black texts and white fills, which are none there.
fn fixed(color: Option<[u8; 3]>, none: [u8; 3]) -> Option<StyleColor> {
    let [red, green, blue] = color.filter(|color| *color != none)?;
    Some(StyleColor::Fixed(Color { red, green, blue }))
}

/// A line such as `.5pt solid windowtext` or `2px double #ff0000`; nothing for none.
fn line(value: &str) -> Option<Border> {
    let words: Vec<&str> = value.split_ascii_whitespace().collect();
    if words.iter().any(|word| matches!(*word, "none" | "hidden" | "0" | "0px" | "transparent")) || words.len() < 2 {
        return None;
    }
    let width = words.iter().find_map(|word| {
        let (number, thick) =
            word.strip_suffix("pt").map(|number| (number, "1.5")).or_else(|| Some((word.strip_suffix("px")?, "3")))?;
        Some((parse_decimal(number)?, parse_decimal(thick)?, thick == "3"))
    });
    let line = match width {
        _ if words.contains(&"double") => BorderLine::Double,
        Some((width, thick, _)) if width >= thick => BorderLine::Thick,
        Some((width, _, in_pixels)) if width >= Decimal::from(if in_pixels { 2 } else { 1 }) => BorderLine::Medium,
        _ => BorderLine::Thin,
    };
    Some(Border { line, color: words.iter().find_map(|word| fixed(color(word), BLACK)) })
}

/// The kind of a format as Google Sheets numbers it.
pub(super) const fn sheets_kind(kind: FormatKind) -> u8 {
    match kind {
        FormatKind::Percent => 3,
        FormatKind::Date => 5,
        FormatKind::Time => 6,
        FormatKind::DateTime => 7,
        _ => 2,
    }
}
