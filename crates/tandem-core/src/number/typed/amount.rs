//! Typed amounts: `1,234.50`, `12%`, `$5`, `¥1,200`, `300 €`, `1,200円`, `(300)`, `△300`, `1.5E6`.

use crate::number::Decimal;
use crate::number::decimal_text::{parse_decimal, shifted};

/// A currency that can be typed, with its format codes for whole amounts and for amounts with decimals.
struct Currency {
    sign: &'static str,
    /// Whether the sign stands after the amount.
    follows: bool,
    whole: &'static str,
    decimals: &'static str,
}

const CURRENCIES: [Currency; 7] = [
    Currency { sign: "$", follows: false, whole: "\"$\"#,##0", decimals: "\"$\"#,##0.00" },
    Currency { sign: "¥", follows: false, whole: "\"¥\"#,##0", decimals: "\"¥\"#,##0.00" },
    Currency { sign: "€", follows: false, whole: "\"€\"#,##0", decimals: "\"€\"#,##0.00" },
    Currency { sign: "£", follows: false, whole: "\"£\"#,##0", decimals: "\"£\"#,##0.00" },
    Currency { sign: "€", follows: true, whole: "#,##0\" €\"", decimals: "#,##0.00\" €\"" },
    Currency { sign: "円", follows: true, whole: "#,##0\"円\"", decimals: "#,##0.00\"円\"" },
    Currency { sign: "£", follows: true, whole: "#,##0\" £\"", decimals: "#,##0.00\" £\"" },
];

/// What stands around the digits; each at most once.
#[derive(Default)]
struct Marks {
    sign: Option<Sign>,
    currency: Option<&'static Currency>,
    is_percent: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Plus,
    Minus,
    /// `△` or `▲`, as in Japanese accounts.
    Triangle,
    Parentheses,
}

/// The number and the format that an amount asks for.
pub(super) fn read(text: &str) -> Option<(Decimal, Option<&'static str>)> {
    let mut marks = Marks::default();
    let digits = marks.strip(text)?;
    if !digits.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
        return None;
    }
    let is_grouped = digits.contains(',');
    let number = if is_grouped { parse_decimal(&ungrouped(digits)?)? } else { parse_decimal(digits)? };
    let number = if marks.is_percent { shifted(number, -2)? } else { number };
    let is_negative = matches!(marks.sign, Some(Sign::Minus | Sign::Triangle | Sign::Parentheses)) && !number.is_zero();
    let format = marks.format(is_grouped, digits.contains('.'), digits.contains(['E', 'e']));
    Some((if is_negative { -number } else { number }, format))
}

/// Whether a text has the form of an amount and still is none, because no number here has so many digits or is so large or
/// so small.
pub(super) fn is_beyond(text: &str) -> bool {
    let Some(digits) = Marks::default().strip(text) else { return false };
    let (amount, exponent) = match digits.split_once(['E', 'e']) {
        Some((amount, exponent)) => (amount, exponent.strip_prefix(['+', '-']).unwrap_or(exponent)),
        None => (digits, "0"),
    };
    let plain = if amount.contains(',') { ungrouped(amount) } else { Some(amount.to_owned()) };
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_amount = plain.is_some_and(|plain| match plain.split_once('.') {
        Some((whole, decimals)) => are_digits(decimals) && (whole.is_empty() || are_digits(whole)),
        None => are_digits(&plain),
    });
    is_amount && are_digits(exponent) && read(text).is_none()
}

impl Marks {
    /// The digits without what stands around them; nothing when a mark comes twice or two exclude each other.
    fn strip<'a>(&mut self, text: &'a str) -> Option<&'a str> {
        let mut rest = text;
        loop {
            let shorter = if let Some(inside) = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
                self.set_sign(Sign::Parentheses)?;
                inside
            } else if let Some(after) = rest.strip_prefix('-') {
                self.set_sign(Sign::Minus)?;
                after
            } else if let Some(after) = rest.strip_prefix('+') {
                self.set_sign(Sign::Plus)?;
                after
            } else if let Some(after) = rest.strip_prefix(['△', '▲']) {
                self.set_sign(Sign::Triangle)?;
                after
            } else if let Some(before) = rest.strip_suffix('%') {
                if std::mem::replace(&mut self.is_percent, true) {
                    return None;
                }
                before
            } else if let Some(amount) = self.currency(rest) {
                amount?
            } else {
                return (!self.is_percent || self.currency.is_none()).then_some(rest);
            };
            rest = shorter.trim();
        }
    }

    fn set_sign(&mut self, sign: Sign) -> Option<()> {
        self.sign.replace(sign).is_none().then_some(())
    }

    /// The rest beside a currency's sign, if there is one; the inner nothing when it is the second.
    fn currency<'a>(&mut self, text: &'a str) -> Option<Option<&'a str>> {
        CURRENCIES.iter().find_map(|currency| {
            let rest =
                if currency.follows { text.strip_suffix(currency.sign) } else { text.strip_prefix(currency.sign) }?;
            Some(self.currency.replace(currency).is_none().then_some(rest))
        })
    }

    fn format(&self, is_grouped: bool, has_decimals: bool, has_exponent: bool) -> Option<&'static str> {
        if let Some(currency) = self.currency {
            return Some(if has_decimals { currency.decimals } else { currency.whole });
        }
        let is_triangle = self.sign == Some(Sign::Triangle);
        Some(match (self.is_percent, has_decimals) {
            (true, true) => "0.00%",
            (true, false) => "0%",
            _ if has_exponent => "0.00E+00",
            (_, true) if is_triangle => "#,##0.00;\"△ \"#,##0.00",
            (_, false) if is_triangle => "#,##0;\"△ \"#,##0",
            (_, true) if is_grouped => "#,##0.00",
            (_, false) if is_grouped => "#,##0",
            _ => return None,
        })
    }
}

/// The digits without the commas between groups of three; nothing when commas stand elsewhere.
fn ungrouped(digits: &str) -> Option<String> {
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let mut groups = whole.split(',');
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let first = groups.next()?;
    let is_well_grouped = (1..=3).contains(&first.len()) && is_digits(first) && is_digits(decimals);
    if !is_well_grouped || !groups.all(|group| group.len() == 3 && is_digits(group)) {
        return None;
    }
    Some(digits.replace(',', ""))
}
