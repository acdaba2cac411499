//! Cells as a table of HTML that Excel, Google Sheets, LibreOffice and this program read.
//!
//! Each finds what it knows: looks as inline styles with Excel's `mso-number-format`, exact values and formulas as Google
//! Sheets writes them, exact values for Excel (`x:num`) and LibreOffice (`sdval`) where the shown text has lost digits.
//! Excel gets no formulas: it would read them as those of a sheet whose A1 is the first cell of the table.

use std::collections::HashMap;

use super::super::picked::{Picked, Share};
use super::super::r1c1;
use super::entity;
use super::look::sheets_kind;
use super::read::MARK;
use crate::cell::{CellAddress, Value};
use crate::engine::Content;
use crate::limits::MAX_PASTED_CELLS;
use crate::number;
use crate::text::Language;
use crate::workbook::{Align, Border, BorderLine, ColorToken, Style, StyleColor, VerticalAlign, Workbook};

/// Cells as a page with one table, shown in a language; `mark` is given back when it is read. Rows and
/// columns past the last used cell are left out. Nothing for more cells than can be pasted at once: their text alone goes.
#[must_use]
pub fn copy_html(workbook: &Workbook, picked: &Picked, language: Language, mark: &str) -> Option<String> {
    let picked = picked.clipped(workbook)?;
    if u64::from(picked.row_count()) * u64::from(picked.column_count()) > MAX_PASTED_CELLS {
        return None;
    }
    let mut page = String::from(
        "<meta charset=\"utf-8\"><google-sheets-html-origin><style>br{mso-data-placement:same-cell;}</style>\
         <table xmlns:x=\"urn:schemas-microsoft-com:office:excel\" border=\"1\" cellspacing=\"0\" \
         style=\"border-collapse:collapse\" ",
    );
    page.push_str(MARK);
    push_attribute(&mut page, "=\"", mark);
    page.push_str("><tbody>");
    let mut looks = HashMap::new();
    let sheet = workbook.sheet(picked.sheet());
    let has_merges = sheet.is_some_and(|sheet| !sheet.overlay.merges.is_empty());
    for (down, row) in (0u32..).zip(picked.rows()) {
        page.push_str("<tr>");
        for (right, column) in (0u32..).zip(picked.columns()) {
            let merged = if has_merges { sheet.and_then(|sheet| sheet.merge_at(row, column)) } else { None };
            let merged = merged.and_then(|merged| picked.share(merged));
            if merged.is_none_or(|merged| (merged.row, merged.column) == (down, right)) {
                let at = CellAddress::new(picked.sheet(), row, column);
                push_cell(&mut page, workbook, at, merged, language, &mut looks);
            }
        }
        page.push_str("</tr>");
    }
    page.push_str("</tbody></table></google-sheets-html-origin>");
    Some(page)
}

/// Appends what opens an attribute, its value, and the quotation mark that ends it.
fn push_attribute(page: &mut String, opening: &str, value: &str) {
    page.push_str(opening);
    entity::push(page, value);
    page.push('"');
}

fn push_cell<'a>(
    page: &mut String,
    workbook: &'a Workbook,
    at: CellAddress,
    merged: Option<Share>,
    language: Language,
    looks: &mut HashMap<&'a Style, String>,
) {
    let style = workbook.style(at);
    let value = match workbook.value(at) {
        Value::Array(array) => array.first(),
        value => value,
    };
    let shown = workbook.display_text(at, language);
    page.push_str("<td");
    if let Some(merged) = merged {
        page.push_str(&format!(" rowspan=\"{}\" colspan=\"{}\"", merged.rows, merged.columns));
    }
    page.push_str(looks.entry(style).or_insert_with(|| look(style)));
    match value {
        Value::Number(number) => {
            let exact = number::plain(*number);
            push_attribute(page, " data-sheets-value=\"", &format!("{{\"1\":3,\"3\":{exact}}}"));
            if exact != shown {
                push_attribute(page, " sdval=\"", &exact);
                push_attribute(page, " x:num=\"", &exact);
            }
        }
        Value::Text(text) => {
            let json = serde_json::to_string(&**text).unwrap_or_default();
            push_attribute(page, " data-sheets-value=\"", &format!("{{\"1\":2,\"2\":{json}}}"));
        }
        Value::Bool(truth) => {
            push_attribute(page, " data-sheets-value=\"", &format!("{{\"1\":4,\"4\":{}}}", u8::from(*truth)));
        }
        Value::Blank | Value::Error(_) | Value::Array(_) => {}
    }
    if matches!(workbook.content(at), Content::Blank) && !value.is_blank() {
        page.push_str(" data-tandem-spilled=\"\"");
    }
    if let Some(formula) = workbook.engine().formula_text(at) {
        push_attribute(page, " data-sheets-formula=\"", &r1c1::to_r1c1(&formula, at.row, at.column));
    }
    page.push('>');
    for (index, line) in shown.split('\n').enumerate() {
        if index > 0 {
            page.push_str("<br>");
        }
        entity::push(page, line);
    }
    page.push_str("</td>");
}

/// The attributes that say what a style looks like; nothing for a cell that has none.
fn look(style: &Style) -> String {
    if *style == Style::default() {
        return String::new();
    }
    let mut css = String::new();
    let mut declare = |property: &str, value: &str| {
        css.push_str(property);
        css.push(':');
        css.push_str(value);
        css.push(';');
    };
    if style.bold {
        declare("font-weight", "bold");
    }
    if style.italic {
        declare("font-style", "italic");
    }
    match (style.underline, style.strikethrough) {
        (false, false) => {}
        (true, false) => declare("text-decoration", "underline"),
        (false, true) => declare("text-decoration", "line-through"),
        (true, true) => declare("text-decoration", "underline line-through"),
    }
    if style.wrap {
        declare("white-space", "normal");
    }
    match style.align {
        Align::Auto => {}
        Align::Left => declare("text-align", "left"),
        Align::Center => declare("text-align", "center"),
        Align::Right => declare("text-align", "right"),
    }
    match style.vertical {
        VerticalAlign::Auto => {}
        VerticalAlign::Top => declare("vertical-align", "top"),
        VerticalAlign::Middle => declare("vertical-align", "middle"),
        VerticalAlign::Bottom => declare("vertical-align", "bottom"),
    }
    if style.indent > 0 {
        declare("mso-char-indent-count", &style.indent.to_string());
    }
    if let Some(color) = style.color {
        declare("color", &on_white(color, text_color));
    }
    if let Some(color) = style.fill {
        declare("background", &on_white(color, fill_color));
    }
    let borders = [
        ("border-top", style.borders.top),
        ("border-right", style.borders.right),
        ("border-bottom", style.borders.bottom),
        ("border-left", style.borders.left),
    ];
    for (property, border) in borders {
        if let Some(border) = border {
            declare(property, &line(border));
        }
    }
    let code = style.format.as_deref();
    if let Some(code) = code {
        declare("mso-number-format", &format!("'{}'", escaped_format(code)));
    }
    let mut attributes = String::new();
    if !css.is_empty() {
        push_attribute(&mut attributes, " style=\"", &css);
    }
    if let Some(code) = code {
        let kind = number::NumberFormat::parse(code).map_or(2, |format| sheets_kind(format.kind()));
        let json = serde_json::to_string(code).unwrap_or_default();
        push_attribute(
            &mut attributes,
            " data-sheets-numberformat=\"",
            &format!("{{\"1\":{kind},\"2\":{json},\"3\":1}}"),
        );
    }
    if let Ok(json) = serde_json::to_string(style) {
        push_attribute(&mut attributes, " data-tandem-style=\"", &json);
    }
    attributes
}

/// A format code as Excel writes it in a style: every sign that is no letter and no digit is escaped, and quotation marks
/// are written by number.
fn escaped_format(code: &str) -> String {
    let mut escaped = String::with_capacity(code.len() * 2);
    for character in code.chars() {
        match character {
            '"' => escaped.push_str("\\0022"),
            '\'' => escaped.push_str("\\0027"),
            plain if plain.is_alphanumeric() || !plain.is_ascii() || plain == '_' => escaped.push(plain),
            sign => {
                escaped.push('\\');
                escaped.push(sign);
            }
        }
    }
    escaped
}

fn line(border: Border) -> String {
    let kind = match border.line {
        BorderLine::Thin => ".5pt solid ",
        BorderLine::Medium => "1.0pt solid ",
        BorderLine::Thick => "1.5pt solid ",
        BorderLine::Double => "1.5pt double ",
    };
    kind.to_owned() + &border.color.map_or_else(|| "windowtext".to_owned(), |color| on_white(color, text_color))
}

fn on_white(color: StyleColor, theme: fn(ColorToken) -> &'static str) -> String {
    match color {
        StyleColor::Theme(token) => theme(token).to_owned(),
        StyleColor::Fixed(color) => color.hex(),
    }
}

/// The colours of the theme on white, for programs that know no themes.
const fn text_color(color: ColorToken) -> &'static str {
    match color {
        ColorToken::Muted => "#52615e",
        ColorToken::Accent => "#0b6066",
        ColorToken::Positive => "#17703f",
        ColorToken::Negative => "#ab2f2a",
        ColorToken::Warning => "#815200",
    }
}

const fn fill_color(color: ColorToken) -> &'static str {
    match color {
        ColorToken::Muted => "#e9eeec",
        ColorToken::Accent => "#dfeeed",
        ColorToken::Positive => "#e0f2e7",
        ColorToken::Negative => "#fbe6e4",
        ColorToken::Warning => "#fbf0d9",
    }
}
