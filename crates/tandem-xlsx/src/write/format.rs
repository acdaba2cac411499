//! Styles as formats of a file.

use std::collections::HashMap;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};
use tandem_core::workbook::{Align, Border, BorderLine, Style, VerticalAlign};

use crate::look;

/// The formats of the styles that were met.
#[derive(Default)]
pub(super) struct Formats {
    known: HashMap<Style, Format>,
}

impl Formats {
    /// The format of a style; nothing for the style of a cell that has none.
    pub(super) fn of(&mut self, style: &Style) -> Option<&Format> {
        if *style == Style::default() {
            return None;
        }
        if !self.known.contains_key(style) {
            self.known.insert(style.clone(), format(style));
        }
        self.known.get(style)
    }
}

/// The format of a style.
pub(super) fn format(style: &Style) -> Format {
    let mut format = Format::new();
    let role = look::of_role(style.role);
    if let Some(code) = &style.format {
        format = format.set_num_format(code);
    }
    if style.bold || role.is_some_and(|role| role.is_bold) {
        format = format.set_bold();
    }
    if style.italic || role.is_some_and(|role| role.is_italic) {
        format = format.set_italic();
    }
    if style.underline {
        format = format.set_underline(FormatUnderline::Single);
    }
    if style.strikethrough {
        format = format.set_font_strikethrough();
    }
    if style.wrap {
        format = format.set_text_wrap();
    }
    format = match style.vertical {
        VerticalAlign::Auto => format,
        VerticalAlign::Top => format.set_align(FormatAlign::Top),
        VerticalAlign::Middle => format.set_align(FormatAlign::VerticalCenter),
        VerticalAlign::Bottom => format.set_align(FormatAlign::Bottom),
    };
    format = match style.align {
        Align::Auto => format,
        Align::Left => format.set_align(FormatAlign::Left),
        Align::Center => format.set_align(FormatAlign::Center),
        Align::Right => format.set_align(FormatAlign::Right),
    };
    if let Some(text) = style.color.map(look::text_color).or(role.map(|role| role.text)) {
        format = format.set_font_color(Color::RGB(text));
    }
    if let Some(fill) = style.fill.map(look::fill_color).or(role.and_then(|role| role.fill)) {
        format = format.set_background_color(Color::RGB(fill));
    }
    if style.indent > 0 {
        format = format.set_indent(style.indent);
    }
    if let Some(line) = role.and_then(|role| role.line) {
        format = format.set_border_top(FormatBorder::Thin).set_border_top_color(Color::RGB(line));
    }
    lines(format, style)
}

fn lines(mut format: Format, style: &Style) -> Format {
    if let Some(top) = style.borders.top {
        format = format.set_border_top(line(top)).set_border_top_color(line_color(top));
    }
    if let Some(right) = style.borders.right {
        format = format.set_border_right(line(right)).set_border_right_color(line_color(right));
    }
    if let Some(bottom) = style.borders.bottom {
        format = format.set_border_bottom(line(bottom)).set_border_bottom_color(line_color(bottom));
    }
    if let Some(left) = style.borders.left {
        format = format.set_border_left(line(left)).set_border_left_color(line_color(left));
    }
    format
}

const fn line(border: Border) -> FormatBorder {
    match border.line {
        BorderLine::Thin => FormatBorder::Thin,
        BorderLine::Medium => FormatBorder::Medium,
        BorderLine::Thick => FormatBorder::Thick,
        BorderLine::Double => FormatBorder::Double,
    }
}

fn line_color(border: Border) -> Color {
    border.color.map_or(Color::Automatic, |color| Color::RGB(look::text_color(color)))
}
