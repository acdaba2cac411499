//! The order of texts.

use std::cmp::Ordering;

/// Compares two texts without regard to case.
#[must_use]
pub fn compare_texts(a: &str, b: &str) -> Ordering {
    // Most comparisons of formulas ask whether a text is empty.
    if a.is_empty() || b.is_empty() {
        return a.len().cmp(&b.len());
    }
    if a.is_ascii() && b.is_ascii() {
        return a.bytes().map(|c| c.to_ascii_lowercase()).cmp(b.bytes().map(|c| c.to_ascii_lowercase()));
    }
    a.chars().flat_map(char::to_lowercase).cmp(b.chars().flat_map(char::to_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_ordered_without_case() {
        for (a, b, expect) in [
            ("a", "B", Ordering::Less),
            ("APPLE", "apple", Ordering::Equal),
            ("ÉTÉ", "été", Ordering::Equal),
            ("a", "é", Ordering::Less),
            ("", "a", Ordering::Less),
            ("é", "", Ordering::Greater),
            ("", "", Ordering::Equal),
        ] {
            assert_eq!(compare_texts(a, b), expect, "{a} {b}");
        }
    }
}
