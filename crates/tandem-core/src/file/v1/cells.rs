//! The cells of a page. They are read straight into dense storage, because a file may hold millions: what is typed as it stands goes
//! to its slot at once, and formulas and styles, which need the rest of the file, wait in the order in which they came.

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

use crate::cell::{ErrorKind, ErrorValue, Link, SheetCells, Value, parse_cell};
use crate::file::error::ContentError;
use crate::limits::MAX_TEXT_CHARS;
use crate::number::Decimal;

/// What a cell holds, and the number of its style, as it is written. At most one of the contents is there.
#[derive(Default, Serialize)]
pub(super) struct Cell {
    /// An exact decimal number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) number: Option<String>,
    /// A text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) text: Option<String>,
    /// TRUE or FALSE.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) bool: Option<bool>,
    /// An error code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) error: Option<String>,
    /// A formula with its `=`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) formula: Option<String>,
    /// The style's number, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) style: Option<u16>,
}

/// What waits for the rest of the file.
pub(super) enum Waiting {
    /// The cell has the style of this number.
    Style { row: u32, column: u32, number: u16 },
    /// The cell has this formula, unless a later entry gave it something else.
    Formula { row: u32, column: u32, text: Box<str> },
    /// The entry of this name says what can't be.
    Wrong { place: String, reason: ContentError },
}

/// The cells of a page as they are read.
#[derive(Default)]
pub(super) struct Cells {
    /// What was typed as it stands. The link of a slot whose formula waits is its number among those that wait, from 1.
    stored: SheetCells,
    /// What waits, in the order of the file.
    waiting: Vec<Waiting>,
}

/// The name of an entry of a cell.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(field_identifier, rename_all = "lowercase")]
enum Field {
    Number,
    Text,
    Bool,
    Error,
    Formula,
    Style,
}

impl Field {
    const fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Text => "text",
            Self::Bool => "bool",
            Self::Error => "error",
            Self::Formula => "formula",
            Self::Style => "style",
        }
    }
}

/// One cell as it is read.
#[derive(Default)]
pub(super) struct Read {
    /// The style's number, from 1.
    pub(super) style: Option<u16>,
    /// The last content of the entry.
    pub(super) content: Content,
    /// How many contents there are: more than one is ambiguous.
    pub(super) contents: usize,
}

/// What one cell holds.
#[derive(Default)]
pub(super) enum Content {
    /// It has a style only.
    #[default]
    Nothing,
    /// What was typed as it stands.
    Literal(Value),
    /// A formula, not yet read.
    Formula(Box<str>),
    /// What can't be.
    Wrong(ContentError),
}

impl Cells {
    /// Takes over an entry; a later one of the same place takes the place of an earlier one.
    pub(super) fn take(&mut self, place: Result<(u32, u32), &str>, read: Read) {
        let (row, column) = match place {
            Ok(place) => place,
            Err(text) => return self.refuse(text.to_owned(), ContentError::NotAPlace(text.to_owned())),
        };
        let name = || crate::cell::CellAddress::new(crate::cell::SheetId(0), row, column).a1();
        if read.contents > 1 {
            return self.refuse(name(), ContentError::Ambiguous);
        }
        if let Some(number) = read.style {
            self.waiting.push(Waiting::Style { row, column, number });
        }
        match read.content {
            Content::Literal(value) => self.put(row, column, value),
            Content::Formula(text) => {
                self.waiting.push(Waiting::Formula { row, column, text });
                let slot = self.stored.slot_mut(row, column);
                slot.value = Value::Blank;
                slot.link = Link::formula(u32::try_from(self.waiting.len()).unwrap_or_default());
            }
            Content::Nothing => {
                if let Some(slot) = self.stored.slot_if_there(row, column) {
                    slot.value = Value::Blank;
                    slot.link = Link::LITERAL;
                }
            }
            Content::Wrong(reason) => self.refuse(name(), reason),
        }
    }

    /// Takes over what was typed as it stands.
    #[inline]
    pub(super) fn put(&mut self, row: u32, column: u32, value: Value) {
        let slot = self.stored.slot_mut(row, column);
        slot.value = value;
        slot.link = Link::LITERAL;
    }

    /// What was typed as it stands, and what waits: a formula only where no later entry of its cell came.
    pub(super) fn finish(self) -> (SheetCells, Vec<Waiting>) {
        let Self { mut stored, mut waiting } = self;
        let mut order = 0;
        waiting.retain(|entry| {
            order += 1;
            let Waiting::Formula { row, column, .. } = entry else { return true };
            match stored.slot_if_there(*row, *column) {
                Some(slot) if slot.link == Link::formula(order) => {
                    slot.link = Link::LITERAL;
                    true
                }
                _ => false,
            }
        });
        (stored, waiting)
    }

    fn refuse(&mut self, place: String, reason: ContentError) {
        self.waiting.push(Waiting::Wrong { place, reason });
    }
}

impl<'de> Deserialize<'de> for Cells {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct List;

        impl<'de> Visitor<'de> for List {
            type Value = Cells;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object of cells by their place")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Cells, A::Error> {
                let mut cells = Cells::default();
                // Only a name that is no place is kept as a text.
                let mut other = String::new();
                while let Some(place) = map.next_key_seed(Place(&mut other))? {
                    let read = map.next_value::<Read>()?;
                    cells.take(place.ok_or(other.as_str()), read);
                }
                Ok(cells)
            }
        }

        deserializer.deserialize_map(List)
    }
}

/// Reads a name as a place; one that is none is left in the text.
struct Place<'a>(&'a mut String);

impl<'de> DeserializeSeed<'de> for Place<'_> {
    type Value = Option<(u32, u32)>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Place<'_> {
    type Value = Option<(u32, u32)>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a cell's place")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        let place = parse_cell(text);
        if place.is_none() {
            text.clone_into(self.0);
        }
        Ok(place)
    }
}

impl<'de> Deserialize<'de> for Read {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;

        impl<'de> Visitor<'de> for Entries {
            type Value = Read;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a cell")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Read, A::Error> {
                let mut read = Read::default();
                let mut seen = 0u8;
                while let Some(field) = map.next_key::<Field>()? {
                    let bit = 1u8 << (field as u8);
                    if seen & bit != 0 {
                        return Err(A::Error::duplicate_field(field.name()));
                    }
                    seen |= bit;
                    if field == Field::Style {
                        read.style = map.next_value()?;
                        continue;
                    }
                    let content = match field {
                        Field::Bool => {
                            map.next_value::<Option<bool>>()?.map(|truth| Content::Literal(Value::Bool(truth)))
                        }
                        field => map.next_value_seed(Told(field))?,
                    };
                    if let Some(content) = content {
                        read.contents += 1;
                        read.content = content;
                    }
                }
                Ok(read)
            }
        }

        deserializer.deserialize_map(Entries)
    }
}

/// Reads the text of one entry as what the entry is for; nothing for a null.
struct Told(Field);

impl<'de> DeserializeSeed<'de> for Told {
    type Value = Option<Content>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de> Visitor<'de> for Told {
    type Value = Option<Content>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a string")
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(match self.0 {
            Field::Number => {
                decimal(text).map_or_else(Content::Wrong, |number| Content::Literal(Value::Number(number)))
            }
            Field::Error => match ErrorKind::parse(text) {
                Some(kind) => Content::Literal(Value::Error(ErrorValue::typed(kind))),
                None => Content::Wrong(ContentError::NotAnErrorCode(text.to_owned())),
            },
            Field::Formula => Content::Formula(text.into()),
            // A text has at least as many bytes as characters, so that only a long one is counted.
            _ if text.len() > MAX_TEXT_CHARS && text.chars().nth(MAX_TEXT_CHARS).is_some() => {
                Content::Wrong(ContentError::TextTooLong)
            }
            _ => Content::Literal(Value::text(text)),
        }))
    }
}

/// The exact number of a plain text of digits.
pub(super) fn decimal(text: &str) -> Result<Decimal, ContentError> {
    if let Some(number) = short(text) {
        return Ok(number);
    }
    let is_plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'-' || b == b'.');
    let number = if is_plain { Decimal::from_str_exact(text).ok() } else { None };
    number.ok_or_else(|| ContentError::NotANumber(text.to_owned()))
}

/// The number of up to 18 digits, with a point or without one between them; nothing for any other text, and for zero, which
/// may have a sign.
fn short(text: &str) -> Option<Decimal> {
    const MOST_DIGITS: u32 = 18;
    let (is_negative, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
    let (mut amount, mut count, mut point) = (0i64, 0, None);
    for byte in digits.bytes() {
        if byte.is_ascii_digit() {
            if count == MOST_DIGITS {
                return None;
            }
            amount = amount * 10 + i64::from(byte - b'0');
            count += 1;
        } else if byte == b'.' && point.is_none() && count > 0 {
            point = Some(count);
        } else {
            return None;
        }
    }
    let decimals = point.map_or(0, |before| count - before);
    let is_whole = point.is_none() || decimals > 0;
    (amount > 0 && is_whole).then(|| Decimal::new(if is_negative { -amount } else { amount }, decimals))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_numbers_are_those_of_the_decimals_own_reader() {
        for text in ["1", "12.50", "-0.01", "999999999999999999", "-123456789.012345678", "7.0", "0012"] {
            let (ours, theirs) = (short(text).unwrap(), Decimal::from_str_exact(text).unwrap());
            assert_eq!((ours, ours.scale()), (theirs, theirs.scale()), "{text}");
        }
        for text in ["", "-", ".", "1.", ".5", "1.2.3", "--1", "1-", "0", "-0.00", "1e3", "1234567890123456789"] {
            assert!(short(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_later_entry_of_a_place_counts() {
        let text = r#"{"A1":{"formula":"=1"},"A1":{"number":"2"},"B1":{"number":"3"},"B1":{"formula":"=4"},
            "C1":{"number":"5"},"C1":{},"D1":{"formula":"=6"},"D1":{"formula":"=7","style":1}}"#;
        let (stored, waiting) = serde_json::from_str::<Cells>(text).unwrap().finish();
        let value = |column| stored.slot(0, column).unwrap().value.plain();
        assert_eq!([value(0), value(1), value(2), value(3)], ["2", "", "", ""]);
        stored.for_each(|_, _, slot| assert!(slot.link == Link::LITERAL));
        let kept = waiting.iter().map(|entry| match entry {
            Waiting::Formula { text, .. } => &**text,
            Waiting::Style { .. } => "style",
            Waiting::Wrong { .. } => "wrong",
        });
        assert_eq!(kept.collect::<Vec<_>>(), ["=4", "style", "=7"]);
    }
}
