//! How one cell looks: its text and the classes that the style sheet knows.

use std::borrow::Cow;

use rust_decimal::Decimal;
use tandem_core::cell::{CellAddress, ErrorValue, Value};
use tandem_core::engine::Content;
use tandem_core::number::{FormatColor, general, round};
use tandem_core::text::Language;
use tandem_core::workbook::{Align, ColorToken, Look, Role, Style, StyleColor, VerticalAlign, Workbook};

use super::conditional::Highlight;
use super::draft::width_in_tenths;
use super::paint::Paint;

/// How one cell looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Face {
    /// What it shows.
    pub text: String,
    /// Its classes.
    pub class: String,
    /// Why it shows an error, in words.
    pub reason: Option<String>,
    /// Whether a text that is too long must not be cut, because what is left would be another number.
    pub is_figure: bool,
    /// Whether its text stands at the right.
    pub is_right: bool,
    /// Whether it is set in bold, which is wider.
    pub is_bold: bool,
    /// What its look needs beyond classes; nothing for most cells.
    pub paint: Option<Box<Paint>>,
    /// What a rule adds to it: a bar, a colour, a shape; nothing for most cells.
    pub highlight: Option<Box<Highlight>>,
    /// The number of a cell without a number format: it may be shown with fewer decimals where there is little room.
    pub general: Option<Decimal>,
}

impl Face {
    /// The face of a cell in the language of the interface, with what a rule says of it.
    #[must_use]
    pub fn of(workbook: &Workbook, at: CellAddress, language: Language, look: Option<&Look>) -> Self {
        let own = workbook.style(at);
        let merged = look.filter(|look| look.style != Style::default()).map(|look| look.style.over(own));
        let style = merged.as_ref().unwrap_or(own);
        let value = first(workbook.value(at));
        let shown = workbook.shown_in(at, style, language);
        let is_figure = matches!(value, Value::Number(_));
        let mut class = String::from("cell");
        let mut add = |name: &str| {
            class.push_str(" cell--");
            class.push_str(name);
        };
        if !value.is_blank() {
            add("filled");
        }
        match shown.align {
            Align::Right => add("right"),
            Align::Center => add("center"),
            Align::Auto | Align::Left => {}
        }
        if is_figure {
            add("figure");
        }
        if matches!(value, Value::Error(_)) {
            add("error");
        }
        style_classes(style, &mut add);
        let highlight = look.and_then(Highlight::of);
        if let Some(highlight) = &highlight {
            if highlight.image.is_some() {
                add("bar");
            }
            if highlight.sign.is_some() {
                add("signed");
            }
        }
        if let Some(name) = shown.color.and_then(color_class) {
            add(name);
        }
        if style.role == Role::Input && matches!(workbook.content(at), Content::Formula(_)) {
            add("computed");
        }
        let reason = value.error().map(|error| reason_text(workbook, error, at, language));
        let is_bold = style.bold || matches!(style.role, Role::Heading | Role::Total);
        let general = match value {
            Value::Number(number) if style.format.is_none() => Some(*number),
            _ => None,
        };
        Self {
            text: shown.text,
            class,
            reason,
            is_figure,
            is_right: shown.align == Align::Right,
            is_bold,
            paint: painted(style, highlight.as_deref()),
            highlight,
            general,
        }
    }

    /// The same cell with its formula in place of what it computes.
    #[must_use]
    pub fn as_formula(self, formula: String) -> Self {
        // These say how a value stands, and a formula is a text.
        let of_value = ["cell--right", "cell--center", "cell--figure", "cell--error"];
        let class: Vec<&str> = self.class.split(' ').filter(|class| !of_value.contains(class)).collect();
        Self { text: formula, class: class.join(" "), is_figure: false, is_right: false, general: None, ..self }
    }

    /// Its classes, with that of a frozen column.
    #[must_use]
    pub fn class_in(&self, is_frozen: bool) -> String {
        if is_frozen { format!("{} cell--frozen", self.class) } else { self.class.clone() }
    }

    /// The text as it fits into a width in tenths of a digit: a figure without a format loses decimals, and a figure
    /// that is still too long becomes signs, because part of it would be another figure.
    #[must_use]
    pub fn fitted(&self, room_tenths: u32) -> Cow<'_, str> {
        if !self.is_figure || width_in_tenths(&self.text) <= room_tenths {
            return Cow::Borrowed(&self.text);
        }
        let shorter = self.general.and_then(|number| {
            let decimals = i32::try_from(number.scale().min(10)).unwrap_or(0);
            let texts = (0..decimals).rev().filter_map(|digits| round(number, digits)).map(general);
            // A number that would be shown as 0 only because there is no room says something else.
            let fits = |text: &String| width_in_tenths(text) <= room_tenths && (text != "0" || number.is_zero());
            texts.into_iter().find(fits)
        });
        let signs = (room_tenths / 14).max(1) as usize;
        Cow::Owned(shorter.unwrap_or_else(|| "#".repeat(signs)))
    }
}

/// The classes of a style, and what it needs beyond them, as for a sample of it outside the grid.
#[must_use]
pub fn style_class(style: &Style) -> (String, Paint) {
    let mut class = String::new();
    style_classes(style, &mut |name| {
        class.push_str(" cell--");
        class.push_str(name);
    });
    (class, Paint::of(style).map(|paint| *paint).unwrap_or_default())
}

/// What a style and a rule need beyond classes. The colour of a scale lies over that of the cell.
fn painted(style: &Style, highlight: Option<&Highlight>) -> Option<Box<Paint>> {
    let paint = Paint::of(style);
    let Some(ground) = highlight.and_then(|highlight| highlight.ground.clone()) else { return paint };
    let mut paint = paint.unwrap_or_default();
    paint.background = Some(ground);
    if style.color.is_none() {
        paint.color = highlight.and_then(|highlight| highlight.ink).map(str::to_owned);
    }
    Some(paint)
}

fn style_classes(style: &Style, add: &mut impl FnMut(&str)) {
    match style.role {
        Role::Plain => {}
        Role::Heading => add("heading"),
        Role::Input => add("input"),
        Role::Total => add("total"),
        Role::Note => add("note"),
    }
    match style.vertical {
        VerticalAlign::Auto => {}
        VerticalAlign::Top => add("top"),
        VerticalAlign::Middle => add("middle"),
        VerticalAlign::Bottom => add("bottom"),
    }
    for (holds, name) in [
        (style.bold, "bold"),
        (style.italic, "italic"),
        (style.wrap, "wrap"),
        (style.underline, "underline"),
        (style.strikethrough, "strike"),
    ] {
        if holds {
            add(name);
        }
    }
    if let Some(StyleColor::Theme(color)) = style.color {
        add(match color {
            ColorToken::Muted => "muted",
            ColorToken::Accent => "accent",
            ColorToken::Positive => "positive",
            ColorToken::Negative => "negative",
            ColorToken::Warning => "warning",
        });
    }
    if let Some(StyleColor::Theme(fill)) = style.fill {
        add(match fill {
            ColorToken::Muted => "on-muted",
            ColorToken::Accent => "on-accent",
            ColorToken::Positive => "on-positive",
            ColorToken::Negative => "on-negative",
            ColorToken::Warning => "on-warning",
        });
    }
}

/// The theme's colour for one that a number format asks for: readable in light and dark.
const fn color_class(color: FormatColor) -> Option<&'static str> {
    match color {
        FormatColor::Red => Some("negative"),
        FormatColor::Green => Some("positive"),
        FormatColor::Blue | FormatColor::Cyan => Some("accent"),
        FormatColor::Yellow | FormatColor::Magenta => Some("warning"),
        _ => None,
    }
}

/// The value that stands in the cell itself, where a formula's array fills others too.
fn first(value: &Value) -> &Value {
    match value {
        Value::Array(array) => array.first(),
        other => other,
    }
}

/// Why a cell shows an error, and where the error began if that is another cell.
#[must_use]
pub fn reason_text(workbook: &Workbook, error: ErrorValue, at: CellAddress, language: Language) -> String {
    told(workbook, error, error.cause.text().get(language), at, language)
}

/// As [`reason_text`], for one cell that somebody looks at: which name was meant, or which argument is at fault. The formula
/// is evaluated once more for that.
#[must_use]
pub fn detailed_reason_text(workbook: &Workbook, error: ErrorValue, at: CellAddress, language: Language) -> String {
    told(workbook, error, &workbook.engine().reason(error, language), at, language)
}

fn told(workbook: &Workbook, error: ErrorValue, sentence: &str, at: CellAddress, language: Language) -> String {
    match workbook.engine().origin(error).filter(|origin| *origin != at) {
        None => sentence.to_owned(),
        Some(origin) => {
            let place = place_text(workbook, origin, at);
            match language {
                Language::English => format!("{sentence} It began in {place}."),
                Language::Japanese => format!("{sentence}（発生元：{place}）"),
            }
        }
    }
}

/// A cell as another one would write it: with its sheet where that differs.
#[must_use]
pub fn place_text(workbook: &Workbook, place: CellAddress, from: CellAddress) -> String {
    if place.sheet == from.sheet {
        return place.a1();
    }
    format!("{}!{}", tandem_core::formula::quote_sheet(workbook.sheet_name(place.sheet)), place.a1())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_fit_or_say_that_they_do_not() {
        let face = |text: &str, is_general: bool| Face {
            text: text.to_owned(),
            is_figure: true,
            general: is_general.then(|| text.parse().unwrap()),
            ..Face::default()
        };
        for (text, is_general, room_tenths, expect) in [
            ("748062.9726", true, 200, "748062.9726"),
            ("748062.9726", true, 90, "748062.97"),
            ("748062.9726", true, 66, "748063"),
            ("748062.9726", true, 50, "###"),
            ("748,062.97", false, 60, "####"),
            ("0.0004", true, 30, "##"),
            ("1.5", true, 5, "#"),
        ] {
            assert_eq!(face(text, is_general).fitted(room_tenths), expect, "{text} in {room_tenths}");
        }
        let right =
            Face { class: "cell cell--filled cell--right cell--figure cell--bold".to_owned(), ..face("3", true) };
        let formula = right.as_formula("=1+2".to_owned());
        assert_eq!((formula.text.as_str(), formula.class.as_str()), ("=1+2", "cell cell--filled cell--bold"));
        assert_eq!(formula.fitted(10), "=1+2");
        let label = Face { text: "A long label".to_owned(), ..Face::default() };
        assert_eq!(label.fitted(10), "A long label");
    }
}
