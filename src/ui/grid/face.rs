//! How one cell looks: its text and the classes that the style sheet knows.

use tandem_core::cell::{CellAddress, ErrorValue, Value};
use tandem_core::engine::Content;
use tandem_core::text::Language;
use tandem_core::workbook::{Align, ColorToken, Role, Style, Workbook};

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
}

impl Face {
    /// The face of a cell in the language of the interface.
    #[must_use]
    pub fn of(workbook: &Workbook, at: CellAddress, language: Language) -> Self {
        let style = workbook.style(at);
        let value = first(workbook.value(at));
        let shown = workbook.shown(at, language);
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
        if style.role == Role::Input && matches!(workbook.content(at), Content::Formula(_)) {
            add("computed");
        }
        let reason = value.error().map(|error| reason_text(workbook, error, at, language));
        Self { text: shown.text, class, reason, is_figure }
    }
}

fn style_classes(style: &Style, add: &mut impl FnMut(&str)) {
    match style.role {
        Role::Plain => {}
        Role::Heading => add("heading"),
        Role::Input => add("input"),
        Role::Total => add("total"),
        Role::Note => add("note"),
    }
    for (holds, name) in [(style.bold, "bold"), (style.italic, "italic"), (style.wrap, "wrap")] {
        if holds {
            add(name);
        }
    }
    if let Some(color) = style.color {
        add(match color {
            ColorToken::Muted => "muted",
            ColorToken::Accent => "accent",
            ColorToken::Positive => "positive",
            ColorToken::Negative => "negative",
            ColorToken::Warning => "warning",
        });
    }
    if let Some(fill) = style.fill {
        add(match fill {
            ColorToken::Muted => "on-muted",
            ColorToken::Accent => "on-accent",
            ColorToken::Positive => "on-positive",
            ColorToken::Negative => "on-negative",
            ColorToken::Warning => "on-warning",
        });
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
    let sentence = error.cause.text().get(language);
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
