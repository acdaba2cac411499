//! Pixels between the browser's numbers and the grid's whole ones.

/// A length the browser gives as a signed number; a negative one, as while a page bounces at its end, counts as 0.
#[must_use]
pub fn to_u64(px: i32) -> u64 {
    u64::try_from(px).unwrap_or(0)
}

/// The same for a size.
#[must_use]
pub fn to_u32(px: i32) -> u32 {
    u32::try_from(px).unwrap_or(0)
}

/// A length for the browser; beyond its range there is no element to scroll to.
#[must_use]
pub fn to_i32(px: u64) -> i32 {
    i32::try_from(px).unwrap_or(i32::MAX)
}

/// A length as a style writes it.
#[must_use]
pub fn css(px: u64) -> String {
    format!("{px}px")
}
