//! Randomness for identities. Nothing that is computed uses it.

use leptos::prelude::window;

use super::clock;

/// A fresh identity of twelve letters and digits, for a workbook or a tab.
///
/// It works on pages that are no secure context, where `randomUUID` is missing; where even `crypto` is missing, the clock
/// stands in, which is enough to tell the workbooks of one browser apart.
#[must_use]
pub fn identity() -> String {
    const LETTERS: &[u8] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut bytes = [0u8; 12];
    let filled = window().crypto().and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes));
    if filled.is_err() {
        let mut seed = clock::now_ms();
        for byte in &mut bytes {
            *byte = u8::try_from(seed & 31).unwrap_or(0);
            seed = seed.rotate_right(5) ^ 0x9e37_79b9_7f4a_7c15;
        }
    }
    bytes.iter().filter_map(|byte| LETTERS.get(usize::from(byte & 31))).copied().map(char::from).collect()
}
