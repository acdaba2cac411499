//! A text as part of an address: packed, with a version and a checksum, in letters that no program on the way changes.
//!
//! A link is base64url (RFC 4648, without padding) of a version byte, a CRC-32 (ISO 3309, big-endian) of the version byte and all
//! that follows the checksum, and the UTF-8 text as a raw DEFLATE stream (RFC 1951). Whoever makes a link may be an enemy: it is
//! bounded before it is read, checked before it is unpacked, and bounded while it is unpacked.

use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};

use super::letters::{crc32, decode, encode};
use crate::limits::{MAX_LINK_BYTES, MAX_LINK_CHARS};
use crate::text::Language;

/// The version that is written.
const VERSION: u8 = 1;
/// Bytes of version and checksum.
const HEAD_BYTES: usize = 5;
/// How hard to pack, of ten: the best that costs no more than a moment.
const LEVEL: u8 = 9;

/// Why a link can't be made or read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// The workbook is too large for a link.
    TooLarge,
    /// The link is too long to be one of ours.
    TooLong,
    /// The link holds something that no link holds, or nothing.
    NotALink,
    /// The link is not as it was made: cut off, or changed on its way.
    Damaged,
    /// The link was made by a newer Tandem.
    Newer(u8),
    /// The link would unpack to more than any workbook that fits one.
    Unbounded,
}

impl LinkError {
    /// A sentence that says what is wrong and what to do.
    #[must_use]
    pub const fn text(&self, language: Language) -> &'static str {
        match (self, language) {
            (Self::TooLarge, Language::English) => {
                "This workbook is too large for a link. Download a copy and send the file."
            }
            (Self::TooLarge, Language::Japanese) => {
                "このワークブックはリンクにするには大きすぎます。コピーをダウンロードして、ファイルを送ってください。"
            }
            (Self::TooLong, Language::English) => "This link is longer than any link of Tandem.",
            (Self::TooLong, Language::Japanese) => "このリンクは Tandem のリンクとしては長すぎます。",
            (Self::NotALink, Language::English) => "This link holds no workbook.",
            (Self::NotALink, Language::Japanese) => "このリンクにはワークブックが含まれていません。",
            (Self::Damaged, Language::English) => {
                "This link is incomplete or was changed on its way. Ask for it again, or for the file."
            }
            (Self::Damaged, Language::Japanese) => {
                "このリンクは途中で切れているか、書き換えられています。リンクまたはファイルをもう一度送ってもらってください。"
            }
            (Self::Newer(_), Language::English) => {
                "This link was made by a newer version of Tandem. Open it with that version."
            }
            (Self::Newer(_), Language::Japanese) => {
                "このリンクは新しいバージョンの Tandem で作成されています。そのバージョンで開いてください。"
            }
            (Self::Unbounded, Language::English) => {
                "This link unpacks to more than a workbook can be. It was not opened."
            }
            (Self::Unbounded, Language::Japanese) => {
                "このリンクを展開すると、ワークブックとしてあり得ない大きさになります。開くのを中止しました。"
            }
        }
    }
}

impl std::fmt::Display for LinkError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.text(Language::English))
    }
}

impl std::error::Error for LinkError {}

/// Packs a text.
///
/// # Errors
/// When the text or its link is too large.
pub fn to_link(text: &str) -> Result<String, LinkError> {
    if text.len() > MAX_LINK_BYTES {
        return Err(LinkError::TooLarge);
    }
    let packed = compress_to_vec(text.as_bytes(), LEVEL);
    let mut bytes = Vec::with_capacity(packed.len().saturating_add(HEAD_BYTES));
    bytes.push(VERSION);
    bytes.extend(checksum(VERSION, &packed).to_be_bytes());
    bytes.extend(packed);
    let link = encode(&bytes);
    if link.len() > MAX_LINK_CHARS { Err(LinkError::TooLarge) } else { Ok(link) }
}

/// The text of a link.
///
/// # Errors
/// Why it can't be read. No more is unpacked than a workbook may be.
pub fn from_link(link: &str) -> Result<String, LinkError> {
    if link.len() > MAX_LINK_CHARS {
        return Err(LinkError::TooLong);
    }
    let bytes = decode(link).ok_or(LinkError::NotALink)?;
    let (version, rest) = bytes.split_first().ok_or(LinkError::NotALink)?;
    match *version {
        0 => return Err(LinkError::NotALink),
        VERSION => {}
        newer => return Err(LinkError::Newer(newer)),
    }
    let (told, packed) = rest.split_first_chunk::<4>().ok_or(LinkError::Damaged)?;
    if u32::from_be_bytes(*told) != checksum(VERSION, packed) {
        return Err(LinkError::Damaged);
    }
    let text = decompress_to_vec_with_limit(packed, MAX_LINK_BYTES).map_err(|error| match error.status {
        TINFLStatus::HasMoreOutput => LinkError::Unbounded,
        _ => LinkError::Damaged,
    })?;
    String::from_utf8(text).map_err(|_| LinkError::Damaged)
}

/// The checksum of a link: over its version byte and what is packed.
fn checksum(version: u8, packed: &[u8]) -> u32 {
    crc32(std::iter::once(&version).chain(packed))
}

#[cfg(test)]
mod tests {
    use super::super::letters::DIGITS;
    use super::*;
    use proptest::prelude::*;

    /// A link of these bytes behind a right checksum, as an enemy can make one.
    fn forged(version: u8, packed: &[u8]) -> String {
        let mut bytes = vec![version];
        bytes.extend(checksum(version, packed).to_be_bytes());
        bytes.extend(packed);
        encode(&bytes)
    }

    #[test]
    fn letters_and_checksum_are_those_of_their_standards() {
        // RFC 4648, section 10, without padding; the last two differ from plain base64.
        for (bytes, text) in [
            (b"".as_slice(), ""),
            (b"f", "Zg"),
            (b"fo", "Zm8"),
            (b"foo", "Zm9v"),
            (b"foob", "Zm9vYg"),
            (b"fooba", "Zm9vYmE"),
            (b"foobar", "Zm9vYmFy"),
            (&[0xfb, 0xff], "-_8"),
        ] {
            assert_eq!(encode(bytes), text);
            assert_eq!(decode(text).as_deref(), Some(bytes), "{text}");
        }
        // The check value of CRC-32: that of the digits 1 to 9 is CBF43926.
        assert_eq!(checksum(b'1', b"23456789"), 0xCBF4_3926);
    }

    #[test]
    fn a_link_that_was_made_elsewhere_is_read() {
        // Python's zlib made it: raw deflate at level 9 and crc32, in the letters of base64.urlsafe_b64encode.
        assert_eq!(from_link(MADE_ELSEWHERE).as_deref(), Ok("{\"a\":1}"));
    }
    const MADE_ELSEWHERE: &str = "AROkvvGrVkpUsjKsBQA";

    #[test]
    fn what_is_wrong_with_a_link_is_told() {
        let link = to_link("{\"format\":\"tandem-workbook\"}").unwrap();
        let cut: String = link.chars().take(link.len() - 4).collect();
        let mut changed: Vec<char> = link.chars().collect();
        let last = changed.len() - 3;
        changed[last] = if changed[last] == 'A' { 'B' } else { 'A' };
        let bomb = compress_to_vec(&vec![0; MAX_LINK_BYTES + 1], LEVEL);
        let most = compress_to_vec(&vec![b' '; MAX_LINK_BYTES], LEVEL);
        for (name, link, expect) in [
            ("nothing", String::new(), LinkError::NotALink),
            ("one letter", "A".to_owned(), LinkError::NotALink),
            ("other letters", "AQ==%<script>".to_owned(), LinkError::NotALink),
            ("words", "日本".to_owned(), LinkError::NotALink),
            ("no version", forged(0, b"x"), LinkError::NotALink),
            ("nothing but a version", "AQ".to_owned(), LinkError::Damaged),
            ("cut off", cut, LinkError::Damaged),
            ("cut off in the middle of a byte", link.chars().take(link.len() - 3).collect(), LinkError::Damaged),
            ("cut off once more", link.chars().take(link.len() - 2).collect(), LinkError::Damaged),
            ("cut off at the last letter", link.chars().take(link.len() - 1).collect(), LinkError::Damaged),
            ("changed", changed.into_iter().collect(), LinkError::Damaged),
            ("newer", forged(2, b"whatever"), LinkError::Newer(2)),
            ("not packed", forged(1, b"\xff\xff\xff\xff"), LinkError::Damaged),
            ("ends within the packed text", forged(1, &compress_to_vec(b"some text", LEVEL)[..4]), LinkError::Damaged),
            ("no text", forged(1, &compress_to_vec(b"\xff\xfe", LEVEL)), LinkError::Damaged),
            ("a bomb", forged(1, &bomb), LinkError::Unbounded),
            ("too long", "A".repeat(MAX_LINK_CHARS + 1), LinkError::TooLong),
        ] {
            assert_eq!(from_link(&link), Err(expect), "{name}");
        }
        assert_eq!(from_link(&forged(1, &most)).map(|text| text.len()), Ok(MAX_LINK_BYTES));
    }

    #[test]
    fn what_is_too_large_is_no_link() {
        assert_eq!(to_link(&" ".repeat(MAX_LINK_BYTES + 1)), Err(LinkError::TooLarge));
        // Digits of a multiplicative sequence don't pack to a quarter.
        let noise =
            (1..200_000_u64).map(|n| (n.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40).to_string()).collect::<String>();
        assert_eq!(to_link(&noise), Err(LinkError::TooLarge));
    }

    proptest! {
        #[test]
        fn reading_gives_what_was_packed(text in "\\PC{0,300}") {
            let link = to_link(&text).unwrap();
            prop_assert!(link.bytes().all(|byte| DIGITS.contains(&byte)));
            prop_assert_eq!(from_link(&link), Ok(text));
        }

        #[test]
        fn no_payload_panics(link in "[A-Za-z0-9_-]{0,400}") {
            let _ = from_link(&link);
        }

        #[test]
        fn no_packed_bytes_panic(packed in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = from_link(&forged(VERSION, &packed));
        }

        #[test]
        fn every_change_of_a_letter_is_seen(text in "[a-z ]{20,60}", place in any::<prop::sample::Index>(), other in 0..64_usize) {
            let link = to_link(&text).unwrap();
            let mut letters: Vec<u8> = link.bytes().collect();
            let place = place.index(letters.len());
            letters[place] = DIGITS[other];
            let changed = String::from_utf8(letters).unwrap();
            // The unused bits of the last digit hold nothing.
            if decode(&changed) != decode(&link) {
                prop_assert_ne!(from_link(&changed), Ok(text));
            }
        }
    }
}
