//! Bytes of files as texts, in the encodings that spreadsheets write.

use web_sys::{TextDecoder, TextDecoderOptions};

/// The encodings that a reader may choose from, each with its name for the browser and for people.
pub const ENCODINGS: [(&str, &str); 6] = [
    ("utf-8", "UTF-8"),
    ("shift_jis", "Shift_JIS"),
    ("utf-16le", "UTF-16LE"),
    ("utf-16be", "UTF-16BE"),
    ("euc-jp", "EUC-JP"),
    ("windows-1252", "Windows-1252"),
];

/// A text in an encoding. What can't be read becomes the sign for it.
#[must_use]
pub fn decode(bytes: &[u8], encoding: &str) -> String {
    decoded(bytes, encoding, false).unwrap_or_default()
}

/// The encoding that bytes are most likely in: by their byte order mark, by the zeros of UTF-16, or the first one in which
/// all of them can be read.
#[must_use]
pub fn likely_encoding(bytes: &[u8]) -> &'static str {
    const SAMPLE_BYTES: usize = 4096;
    match bytes {
        [0xef, 0xbb, 0xbf, ..] => return "utf-8",
        [0xff, 0xfe, ..] => return "utf-16le",
        [0xfe, 0xff, ..] => return "utf-16be",
        _ => {}
    }
    // No text has the character zero, but signs of every western text are half zeros in UTF-16.
    let sample = bytes.get(..SAMPLE_BYTES.min(bytes.len())).unwrap_or(bytes);
    let zeros = |first: usize| sample.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if even + odd > 0 {
        return if odd >= even { "utf-16le" } else { "utf-16be" };
    }
    let readable =
        ["utf-8", "shift_jis", "euc-jp"].into_iter().find(|encoding| decoded(bytes, encoding, true).is_some());
    readable.unwrap_or("windows-1252")
}

fn decoded(bytes: &[u8], encoding: &str, is_strict: bool) -> Option<String> {
    let options = TextDecoderOptions::new();
    options.set_fatal(is_strict);
    let decoder = TextDecoder::new_with_label_and_options(encoding, &options).ok()?;
    decoder.decode_with_u8_array(bytes).ok()
}
