//! Places in a text: the browser counts UTF-16 units, texts are sliced by bytes.

use std::ops::Range;

/// The byte of a place in UTF-16 units; the end of the text for what lies beyond it.
#[must_use]
pub fn byte_of(text: &str, units: u32) -> usize {
    let mut before = 0u32;
    for (byte, character) in text.char_indices() {
        if before >= units {
            return byte;
        }
        before = before.saturating_add(if character.len_utf16() == 1 { 1 } else { 2 });
    }
    text.len()
}

/// The UTF-16 units before a byte.
#[must_use]
pub fn units_of(text: &str, byte: usize) -> u32 {
    let before = text.get(..byte).unwrap_or(text);
    u32::try_from(before.encode_utf16().count()).unwrap_or(u32::MAX)
}

/// A text in which another one stands instead of a part, and the bytes of that.
#[must_use]
pub fn replaced(text: &str, part: Range<usize>, with: &str) -> (String, Range<usize>) {
    let (before, after) = (text.get(..part.start).unwrap_or(text), text.get(part.end..).unwrap_or(""));
    (format!("{before}{with}{after}"), before.len()..before.len().saturating_add(with.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_both_ways() {
        for (text, units, byte) in [("", 0, 0), ("=A1", 2, 2), ("＝合計", 1, 3), ("𠮷=1", 2, 4), ("𠮷=1", 3, 5)]
        {
            assert_eq!(byte_of(text, units), byte, "{text} {units}");
            assert_eq!(units_of(text, byte), units, "{text} {byte}");
        }
        assert_eq!(byte_of("=1", 9), 2, "beyond the end");
    }

    #[test]
    fn a_part_is_replaced() {
        assert_eq!(replaced("=合+1", 1..4, "B2"), ("=B2+1".to_owned(), 1..3));
        assert_eq!(replaced("=", 1..1, "A1"), ("=A1".to_owned(), 1..3));
    }
}
