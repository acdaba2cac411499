//! As much of style sheets as spreadsheets write: declarations, and rules for cells and for classes.

use std::borrow::Cow;
use std::collections::HashMap;

/// Rules that are kept at most; Excel writes one for each look, and has at most 65,490 looks.
const MAX_RULES: usize = 65_536;

/// The rules of a page: for all cells, and for those of a class.
#[derive(Clone, Debug, Default)]
pub(super) struct Rules {
    cells: String,
    classes: HashMap<String, String>,
}

impl Rules {
    /// Adds the rules of a `<style>` element.
    pub(super) fn add(&mut self, style: &str) {
        let mut rest = style;
        while let Some((selectors, after)) = rest.split_once('{') {
            let end = block_length(after);
            let (block, after) = after.split_at_checked(end).unwrap_or((after, ""));
            rest = after.strip_prefix('}').unwrap_or(after);
            for selector in selectors.split(',') {
                self.add_rule(selector.trim().trim_start_matches("<!--").trim(), block);
            }
        }
    }

    fn add_rule(&mut self, selector: &str, block: &str) {
        let name = selector.strip_prefix("td").unwrap_or(selector);
        if name.is_empty() && selector == "td" {
            self.cells.push_str(block);
            self.cells.push(';');
        } else if let Some(class) = name.strip_prefix('.')
            && !class.contains([' ', '.', ':', '>'])
            && (self.classes.len() < MAX_RULES || self.classes.contains_key(class))
        {
            let rule = self.classes.entry(class.to_owned()).or_default();
            rule.push_str(block);
            rule.push(';');
        }
    }

    /// The declarations for every cell.
    pub(super) fn of_cells(&self) -> &str {
        &self.cells
    }

    /// The declarations for a class.
    pub(super) fn of_class(&self, class: &str) -> Option<&str> {
        self.classes.get(class).map(String::as_str)
    }
}

/// How far a block of declarations goes: to the first `}` outside of quotation marks.
fn block_length(text: &str) -> usize {
    end_outside_quotes(text, b'}').unwrap_or(text.len())
}

fn end_outside_quotes(text: &str, end: u8) -> Option<usize> {
    let mut quote = None;
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match (byte, quote) {
            _ if is_escaped => is_escaped = false,
            (b'\\', _) => is_escaped = true,
            (b'"' | b'\'', None) => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            (byte, None) if byte == end => return Some(at),
            _ => {}
        }
    }
    None
}

/// The declarations of a block or of a `style` attribute, each as a property and its value.
pub(super) fn declarations(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = end_outside_quotes(rest, b';').unwrap_or(rest.len());
        let (declaration, after) = rest.split_at_checked(end)?;
        rest = after.strip_prefix(';').unwrap_or(after);
        Some(declaration)
    })
    .filter_map(|declaration| declaration.split_once(':'))
    .map(|(property, value)| (property.trim(), value.trim()))
}

/// A value without its quotation marks, its escapes read: `"\#\,\#\#0"` means `#,##0`, and `\0022` a quotation mark.
pub(super) fn unquoted(value: &str) -> Cow<'_, str> {
    let inner = ['"', '\''].into_iter().find_map(|quote| value.strip_prefix(quote)?.strip_suffix(quote));
    let value = inner.unwrap_or(value);
    if !value.contains('\\') {
        return Cow::Borrowed(value);
    }
    let mut read = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('\\') {
        read.push_str(before);
        // Office writes four digits; what follows them is the next character, whatever it is.
        let digits = after.get(..4).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let numbered = digits.and_then(|digits| char::from_u32(u32::from_str_radix(digits, 16).ok()?));
        let mut characters = after.chars();
        let character = if numbered.is_some() { numbered } else { characters.next() };
        read.extend(character);
        rest = if numbered.is_some() { after.get(4..).unwrap_or("") } else { characters.as_str() };
    }
    read.push_str(rest);
    Cow::Owned(read)
}

/// A colour as red, green and blue; nothing for the reader's own colours and for what is no colour.
pub(super) fn color(value: &str) -> Option<[u8; 3]> {
    let value = value.trim();
    if let Some(digits) = value.strip_prefix('#') {
        let code = u32::from_str_radix(digits, 16).ok()?;
        let [_, red, green, blue] = code.to_be_bytes();
        return match digits.len() {
            6 => Some([red, green, blue]),
            // Each of three digits stands for two equal ones.
            3 => Some([(green & 15) * 17, (blue >> 4) * 17, (blue & 15) * 17]),
            _ => None,
        };
    }
    let lower = value.to_ascii_lowercase();
    if let Some(parts) = lower.strip_prefix("rgb").and_then(|rest| rest.trim_start_matches('a').strip_prefix('(')) {
        let mut parts = parts.trim_end_matches(')').split([',', ' ', '/']).filter(|part| !part.is_empty());
        let color = [parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?];
        // A colour that is wholly transparent is none.
        return parts.next().is_none_or(|alpha| !matches!(alpha, "0" | "0.0" | "0%")).then_some(color);
    }
    NAMED.iter().find(|(name, _)| *name == lower).map(|(_, color)| *color)
}

/// The colours that Office and browsers write by name.
const NAMED: [(&str, [u8; 3]); 18] = [
    ("black", [0, 0, 0]),
    ("white", [255, 255, 255]),
    ("red", [255, 0, 0]),
    ("lime", [0, 255, 0]),
    ("green", [0, 128, 0]),
    ("blue", [0, 0, 255]),
    ("navy", [0, 0, 128]),
    ("yellow", [255, 255, 0]),
    ("aqua", [0, 255, 255]),
    ("fuchsia", [255, 0, 255]),
    ("maroon", [128, 0, 0]),
    ("olive", [128, 128, 0]),
    ("purple", [128, 0, 128]),
    ("teal", [0, 128, 128]),
    ("silver", [192, 192, 192]),
    ("gray", [128, 128, 128]),
    ("grey", [128, 128, 128]),
    ("orange", [255, 165, 0]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_for_cells_and_classes_are_kept() {
        let mut rules = Rules::default();
        rules.add("\n<!--table\n\t{x:\"\\,\";}\n@page\n\t{margin:.75in;}\ntd\n\t{color:black;}\n.xl65\n\t{a:\"}\";}\ntd.xl66, .b {c:d}\n-->");
        assert_eq!(rules.of_cells(), "color:black;;");
        assert_eq!(rules.of_class("xl65"), Some("a:\"}\";;"));
        assert_eq!(rules.of_class("xl66"), Some("c:d;"));
        assert_eq!(rules.of_class("b"), Some("c:d;"));
        assert_eq!(rules.of_class("table"), None);
        rules.add(".open {a:b");
        assert_eq!(rules.of_class("open"), Some("a:b;"));
    }

    #[test]
    fn declarations_and_values_are_read() {
        let style = "font-weight:700;mso-number-format:\"0\\.00\\;\\[Red\\]-0\\.00\" ; color : red;;broken;b:";
        let expect = [
            ("font-weight", "700"),
            ("mso-number-format", "\"0\\.00\\;\\[Red\\]-0\\.00\""),
            ("color", "red"),
            ("b", ""),
        ];
        assert_eq!(declarations(style).collect::<Vec<_>>(), expect);
        for (value, expect) in [
            ("General", "General"),
            (
                "\"\\#\\,\\#\\#0\\.00_\\)\\;\\[Red\\]\\\\\\(\\#\\,\\#\\#0\\.00\\\\\\)\"",
                "#,##0.00_);[Red]\\(#,##0.00\\)",
            ),
            ("\"\\0022¥\\0022\\#\\,\\#\\#0\"", "\"¥\"#,##0"),
            ("'\\@'", "@"),
            ("\"a\\\"", "a"),
        ] {
            assert_eq!(unquoted(value), expect, "{value}");
        }
    }

    #[test]
    fn colors_are_read() {
        for (value, expect) in [
            ("#0b6066", Some([11, 96, 102])),
            ("#F0a", Some([255, 0, 170])),
            ("rgb(1, 2, 3)", Some([1, 2, 3])),
            ("rgba(1,2,3,0.5)", Some([1, 2, 3])),
            ("rgba(1,2,3,0)", None),
            ("Red", Some([255, 0, 0])),
            ("windowtext", None),
            ("#12345", None),
            ("url(javascript:alert(1))", None),
            ("rgb(300,0,0)", None),
        ] {
            assert_eq!(color(value), expect, "{value}");
        }
    }
}
