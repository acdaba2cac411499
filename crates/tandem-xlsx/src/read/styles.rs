//! The formats of cells: which of them a style of Tandem can say.

use std::collections::HashMap;

use tandem_core::number::{self, NumberFormat};
use tandem_core::workbook::{Align, Border, BorderLine, Borders, MAX_INDENT, Style, VerticalAlign};

use super::package::Package;
use super::xml::{Element, Node};
use crate::error::XlsxError;
use crate::limits::MAX_SHARED;
use crate::look;

/// The format of a cell.
#[derive(Clone, Debug, Default)]
pub(super) struct CellFormat {
    pub(super) style: Style,
    /// Whether the number is a date or a time.
    pub(super) is_date: bool,
    /// Whether something of it has no place in a style.
    pub(super) loses_look: bool,
    /// The code of its number format, where it can't be read.
    pub(super) unread_code: Option<String>,
}

#[derive(Clone, Debug, Default)]
struct Font {
    is_bold: bool,
    is_italic: bool,
    is_underlined: bool,
    is_struck: bool,
    color: Option<Shade>,
    has_more: bool,
}

/// A colour as a file gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shade {
    Rgb(u32),
    /// One of the theme or of the fixed list, which Tandem has no colour for.
    Other,
}

/// A line at a side of a cell as it is being read.
#[derive(Clone, Debug, Default)]
struct Lines {
    borders: Borders,
    /// The side whose colour comes next.
    side: String,
    has_more: bool,
}

/// The formats of a file by their numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Formats {
    /// Those of cells.
    pub(super) cells: Vec<CellFormat>,
    /// Those that conditions give.
    pub(super) conditions: Vec<CellFormat>,
}

/// A format that conditions give, as it is being read: it holds its parts itself.
#[derive(Clone, Debug, Default)]
struct Given {
    font: Font,
    fill: Option<Shade>,
    border: Lines,
    code: Option<String>,
    has_more: bool,
    /// The part whose properties come next.
    part: String,
}

#[derive(Default)]
struct Parts {
    codes: HashMap<u32, String>,
    fonts: Vec<Font>,
    fills: Vec<Option<Shade>>,
    borders: Vec<Lines>,
    formats: Vec<CellFormat>,
    given: Vec<Given>,
}

/// Reads the formats of a file.
pub(super) fn styles(package: &mut Package<'_>, part: &str) -> Result<Formats, XlsxError> {
    let mut parts = Parts::default();
    let mut xml = package.xml(part)?;
    // Formats that names have stand in elements of their own and are no cell's.
    let mut section = String::new();
    loop {
        let element = match xml.next()? {
            Node::Start(element) => element,
            Node::End(end) => {
                if end.name() == section {
                    section.clear();
                }
                continue;
            }
            Node::Eof => break,
            Node::Text(_) => continue,
        };
        let name = element.name();
        if matches!(name, "fonts" | "fills" | "borders" | "cellXfs" | "cellStyleXfs" | "dxfs" | "numFmts") {
            name.clone_into(&mut section);
            continue;
        }
        if parts.formats.len() + parts.fonts.len() + parts.fills.len() + parts.given.len() > MAX_SHARED {
            return Err(XlsxError::TooManyCells);
        }
        parts.take(&section, &element);
    }
    let conditions = parts.given.iter().map(|given| parts.conditional(given)).collect();
    Ok(Formats { cells: parts.formats, conditions })
}

impl Font {
    fn take(&mut self, element: &Element<'_>) {
        let is_on = || element.truth("val").unwrap_or(true);
        match element.name() {
            "b" => self.is_bold = is_on(),
            "i" => self.is_italic = is_on(),
            "color" => self.color = shade_of(element),
            "u" => self.is_underlined = element.attribute("val").is_none_or(|kind| kind != "none"),
            "strike" => self.is_struck = is_on(),
            "vertAlign" | "shadow" | "outline" => self.has_more |= is_on(),
            _ => {}
        }
    }
}

impl Given {
    fn take(&mut self, element: &Element<'_>) {
        let name = element.name();
        match (self.part.as_str(), name) {
            (_, "font" | "fill" | "border") => name.clone_into(&mut self.part),
            (_, "numFmt") => self.code = element.attribute("formatCode"),
            (_, "alignment" | "protection") => self.has_more = true,
            ("font", _) => self.font.take(element),
            // What is in front in the pattern of a cell's fill is behind here.
            ("fill", "bgColor") => self.fill = shade_of(element).or(Some(Shade::Other)),
            ("fill", "patternFill") => {
                let pattern = element.attribute("patternType");
                self.has_more |= pattern.is_some_and(|pattern| !matches!(pattern.as_str(), "solid" | "none"));
            }
            ("border", _) => self.border.take(element),
            _ => {}
        }
    }
}

impl Lines {
    /// A side begins, or the colour of the one that began.
    fn take(&mut self, element: &Element<'_>) {
        if element.name() == "color" {
            let side = self.side.clone();
            if let (Some(border), Some(Shade::Rgb(color))) = (self.side_mut(&side), shade_of(element)) {
                border.color = Some(look::text_of(color));
            }
        } else {
            element.name().clone_into(&mut self.side);
            self.begin(element);
        }
    }

    /// A side of a cell begins.
    fn begin(&mut self, element: &Element<'_>) {
        let Some(kind) = element.attribute("style") else { return };
        let line = match kind.as_str() {
            "none" => return,
            "thin" => BorderLine::Thin,
            "medium" => BorderLine::Medium,
            "thick" => BorderLine::Thick,
            "double" => BorderLine::Double,
            // A dashed line is still a line.
            _ => {
                self.has_more = true;
                BorderLine::Thin
            }
        };
        let place = match element.name() {
            "top" => &mut self.borders.top,
            "right" | "end" => &mut self.borders.right,
            "bottom" => &mut self.borders.bottom,
            "left" | "start" => &mut self.borders.left,
            _ => {
                self.has_more = true;
                return;
            }
        };
        *place = Some(Border { line, color: None });
    }

    fn side_mut(&mut self, side: &str) -> Option<&mut Border> {
        match side {
            "top" => self.borders.top.as_mut(),
            "right" | "end" => self.borders.right.as_mut(),
            "bottom" => self.borders.bottom.as_mut(),
            "left" | "start" => self.borders.left.as_mut(),
            _ => None,
        }
    }
}

impl Parts {
    fn take(&mut self, section: &str, element: &Element<'_>) {
        let name = element.name();
        match (section, name) {
            ("numFmts", "numFmt") => {
                if let (Some(id), Some(code)) = (element.number("numFmtId"), element.attribute("formatCode")) {
                    self.codes.insert(id, code);
                }
            }
            ("fonts", "font") => self.fonts.push(Font::default()),
            ("fonts", _) => {
                if let Some(font) = self.fonts.last_mut() {
                    font.take(element);
                }
            }
            ("fills", "fill") => self.fills.push(None),
            ("fills", "fgColor") => {
                if let Some(fill) = self.fills.last_mut() {
                    *fill = shade_of(element).or(Some(Shade::Other));
                }
            }
            ("borders", "border") => self.borders.push(Lines::default()),
            ("borders", _) => {
                if let Some(lines) = self.borders.last_mut() {
                    lines.take(element);
                }
            }
            ("dxfs", "dxf") => self.given.push(Given::default()),
            ("dxfs", _) => {
                if let Some(given) = self.given.last_mut() {
                    given.take(element);
                }
            }
            ("cellXfs", "xf") => self.format(element),
            ("cellXfs", "alignment") => {
                if let Some(format) = self.formats.last_mut() {
                    align(format, element);
                }
            }
            _ => {}
        }
    }

    fn format(&mut self, element: &Element<'_>) {
        let at = |name: &str| element.number(name).unwrap_or(0) as usize;
        let font = self.fonts.get(at("fontId")).cloned().unwrap_or_default();
        let fill = self.fills.get(at("fillId")).copied().flatten();
        let border = self.borders.get(at("borderId")).cloned().unwrap_or_default();
        let mut format = format_of(&font, fill, &border);
        let id = element.number("numFmtId").unwrap_or(0);
        number_format(&mut format, self.codes.get(&id).map_or_else(|| built_in(id), String::as_str));
        self.formats.push(format);
    }

    fn conditional(&self, given: &Given) -> CellFormat {
        let mut format = format_of(&given.font, given.fill, &given.border);
        format.loses_look |= given.has_more;
        if let Some(code) = &given.code {
            number_format(&mut format, code);
        }
        format
    }
}

/// What a font, a colour and lines are as a style.
fn format_of(font: &Font, fill: Option<Shade>, border: &Lines) -> CellFormat {
    let rgb = |shade: Option<Shade>| match shade {
        Some(Shade::Rgb(color)) => Some(color),
        _ => None,
    };
    let mut format = CellFormat { loses_look: font.has_more || border.has_more, ..CellFormat::default() };
    let line = border.borders.top.and_then(|border| border.color).map(look::text_color);
    let role = look::role_of(rgb(font.color), rgb(fill), line);
    let style = &mut format.style;
    if let Some(look) = role {
        style.role = look.role;
    }
    style.bold = font.is_bold && !role.is_some_and(|role| role.is_bold);
    style.italic = font.is_italic && !role.is_some_and(|role| role.is_italic);
    (style.underline, style.strikethrough) = (font.is_underlined, font.is_struck);
    // Black is what a text is without a colour, and the theme's first text colour is black.
    let text = rgb(font.color).filter(|color| *color != 0);
    style.color = text.filter(|color| role.is_none_or(|role| role.text != *color)).map(look::text_of);
    let behind = rgb(fill).filter(|color| role.is_none_or(|role| role.fill != Some(*color)));
    style.fill = behind.map(look::fill_of);
    format.loses_look |= fill == Some(Shade::Other);
    style.borders = border.borders;
    if line.is_some() && line == role.and_then(|role| role.line) {
        style.borders.top = None;
    }
    format
}

fn number_format(format: &mut CellFormat, code: &str) {
    if code.eq_ignore_ascii_case("general") {
        return;
    }
    match NumberFormat::parse(code) {
        Ok(parsed) => {
            use number::FormatKind::{Date, DateTime, Time};
            format.is_date = matches!(parsed.kind(), Date | DateTime | Time);
            format.style.format = Some(code.to_owned());
        }
        Err(_) => format.unread_code = Some(code.to_owned()),
    }
}

fn align(format: &mut CellFormat, element: &Element<'_>) {
    match element.attribute("horizontal").as_deref() {
        Some("left") => format.style.align = Align::Left,
        Some("center" | "centerContinuous") => format.style.align = Align::Center,
        Some("right") => format.style.align = Align::Right,
        None | Some("general") => {}
        Some(_) => format.loses_look = true,
    }
    format.style.wrap = element.truth("wrapText").unwrap_or(false);
    format.style.vertical = match element.attribute("vertical").as_deref() {
        Some("top") => VerticalAlign::Top,
        Some("center") => VerticalAlign::Middle,
        Some("bottom") => VerticalAlign::Bottom,
        _ => VerticalAlign::Auto,
    };
    let indent = element.number("indent").unwrap_or(0).min(u32::from(MAX_INDENT));
    format.style.indent = u8::try_from(indent).unwrap_or(MAX_INDENT);
    format.loses_look |= element.number("textRotation").is_some_and(|degrees| degrees > 0);
}

/// A colour of fixed red, green and blue; nothing where it is another one or none.
pub(super) fn shade(element: &Element<'_>) -> Option<u32> {
    match shade_of(element) {
        Some(Shade::Rgb(color)) => Some(color),
        _ => None,
    }
}

fn shade_of(element: &Element<'_>) -> Option<Shade> {
    if let Some(text) = element.attribute("rgb") {
        let digits = text.get(text.len().saturating_sub(6)..).unwrap_or_default();
        return u32::from_str_radix(digits, 16).ok().map(Shade::Rgb);
    }
    let names_another = ["theme", "indexed"].iter().any(|name| element.attribute(name).is_some());
    names_another.then_some(Shade::Other)
}

/// The formats that files have by number alone, as the format's standard lists them.
const fn built_in(id: u32) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        14 => "yyyy-mm-dd",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => "yyyy-mm-dd h:mm",
        37 => "#,##0;(#,##0)",
        38 => "#,##0;[Red](#,##0)",
        39 => "#,##0.00;(#,##0.00)",
        40 => "#,##0.00;[Red](#,##0.00)",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mm:ss.0",
        48 => "##0.0E+0",
        49 => "@",
        _ => "General",
    }
}
