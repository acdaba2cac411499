//! Full-width characters that Japanese input methods leave in formulas.

use std::borrow::Cow;

/// The text with full-width letters, digits and signs made ASCII, except inside quotation marks, so that
/// `＝ＳＵＭ（Ａ１）` typed with a Japanese input method is the formula it looks like.
#[must_use]
pub fn narrow(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.chars().any(is_wide) {
        return Cow::Borrowed(text);
    }
    let mut narrowed = String::with_capacity(text.len());
    let mut quote = None;
    for character in text.chars() {
        match quote {
            Some(end) => {
                if character == end {
                    quote = None;
                }
                narrowed.push(character);
            }
            None => {
                let plain = to_ascii(character);
                if plain == '"' || plain == '\'' {
                    // A full-width quotation mark opens nothing: only what the parser will see as one does.
                    quote = Some(plain);
                }
                narrowed.push(plain);
            }
        }
    }
    Cow::Owned(narrowed)
}

const fn is_wide(character: char) -> bool {
    matches!(character, '\u{FF01}'..='\u{FF5E}' | '\u{3000}')
}

fn to_ascii(character: char) -> char {
    match character {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::narrow;

    #[test]
    fn wide_formulas_become_ascii_outside_texts() {
        for (typed, expected) in [
            ("＝ＳＵＭ（Ａ１：Ａ３）", "=SUM(A1:A3)"),
            ("=1+1", "=1+1"),
            ("＝\"（ア）\"＆Ａ１", "=\"（ア）\"&A1"),
            ("='売上（計画）'!A1＋１", "='売上（計画）'!A1+1"),
        ] {
            assert_eq!(narrow(typed), expected);
        }
    }
}
