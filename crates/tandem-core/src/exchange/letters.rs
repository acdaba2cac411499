//! Bytes as letters that no program on the way changes, and the checksum that tells whether one did.

/// The digits of base64url.
pub(super) const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// What each byte adds to a checksum: the remainders of CRC-32's division, made once because files are long.
const REMAINDERS: [u32; 256] = {
    const POLYNOMIAL: u32 = 0xEDB8_8320;
    let mut remainders = [0; 256];
    let mut byte = 0_u8;
    loop {
        let mut remainder = byte as u32;
        let mut bit = 0;
        while bit < 8 {
            remainder = if remainder & 1 == 1 { (remainder >> 1) ^ POLYNOMIAL } else { remainder >> 1 };
            bit += 1;
        }
        #[expect(clippy::indexing_slicing, reason = "a byte is below 256, and this runs while the program is compiled")]
        {
            remainders[byte as usize] = remainder;
        }
        if byte == u8::MAX {
            break remainders;
        }
        byte += 1;
    }
};

/// CRC-32 with the reflected polynomial 0xEDB88320, as in ISO 3309 and zip files.
pub(crate) fn crc32<'a>(bytes: impl IntoIterator<Item = &'a u8>) -> u32 {
    let step = |sum: u32, byte: &u8| {
        let [low, ..] = sum.to_le_bytes();
        (sum >> 8) ^ REMAINDERS.get(usize::from(low ^ byte)).copied().unwrap_or_default()
    };
    !bytes.into_iter().fold(u32::MAX, step)
}

/// Bytes as base64url (RFC 4648) without padding.
pub(crate) fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3).saturating_mul(4));
    for chunk in bytes.chunks(3) {
        let byte = |place: usize| chunk.get(place).copied().map_or(0, u32::from);
        let group = byte(0) << 16 | byte(1) << 8 | byte(2);
        for shift in [18, 12, 6, 0].into_iter().take(chunk.len().saturating_add(1)) {
            let digit = usize::try_from(group >> shift & 63).ok().and_then(|digit| DIGITS.get(digit));
            text.extend(digit.copied().map(char::from));
        }
    }
    text
}

/// The bytes of such a text; nothing where a letter is no digit. A last letter that stands alone says nothing: a text may be cut
/// off anywhere, and its checksum tells.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    let digit = |letter: &u8| match letter {
        b'A'..=b'Z' => Some(u32::from(letter - b'A')),
        b'a'..=b'z' => Some(u32::from(letter - b'a') + 26),
        b'0'..=b'9' => Some(u32::from(letter - b'0') + 52),
        b'-' => Some(62),
        b'_' => Some(63),
        _ => None,
    };
    let mut bytes = Vec::with_capacity(text.len());
    for chunk in text.as_bytes().chunks(4) {
        let mut group = 0;
        for letter in chunk {
            group = group << 6 | digit(letter)?;
        }
        let count = chunk.len().saturating_sub(1);
        group <<= 6 * (4_usize.saturating_sub(chunk.len()));
        bytes.extend(group.to_be_bytes().into_iter().skip(1).take(count));
    }
    Some(bytes)
}
