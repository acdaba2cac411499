//! One decimal more or fewer in a number format code.

/// The code with one decimal more or fewer in each of its sections; nothing where it shows no digits, or has none to take
/// away. A cell without a format begins from `0`.
#[must_use]
pub fn with_decimals(code: Option<&str>, is_more: bool) -> Option<String> {
    let code = code.filter(|code| !code.eq_ignore_ascii_case("general")).unwrap_or("0");
    let mut changed = String::with_capacity(code.len() + 2);
    let mut is_changed = false;
    for (place, section) in sections(code).into_iter().enumerate() {
        if place > 0 {
            changed.push(';');
        }
        match section_with(section, is_more) {
            Some(section) => {
                changed.push_str(&section);
                is_changed = true;
            }
            None => changed.push_str(section),
        }
    }
    is_changed.then_some(changed)
}

/// How many decimals a number format code shows in its first section; nothing for General, which shows what there is.
#[must_use]
pub fn decimals_of(code: Option<&str>) -> Option<u32> {
    let code = code.filter(|code| !code.eq_ignore_ascii_case("general"))?;
    let first = sections(code).first().copied().unwrap_or_default();
    let behind = plain(first).skip_while(|(_, sign)| *sign != '.').skip(1);
    let digits = behind.take_while(|(_, sign)| matches!(sign, '0' | '#' | '?')).count();
    u32::try_from(digits).ok()
}

/// The characters of a code that are neither quoted, escaped nor in brackets, with where they stand.
fn plain(code: &str) -> impl Iterator<Item = (usize, char)> {
    let (mut in_quotes, mut in_brackets, mut is_escaped) = (false, false, false);
    code.char_indices().filter(move |(_, sign)| {
        if std::mem::take(&mut is_escaped) {
            return false;
        }
        match sign {
            '"' if !in_brackets => {
                in_quotes = !in_quotes;
                false
            }
            _ if in_quotes => false,
            '\\' | '_' | '*' => {
                is_escaped = true;
                false
            }
            '[' => {
                in_brackets = true;
                false
            }
            ']' => {
                in_brackets = false;
                false
            }
            _ => !in_brackets,
        }
    })
}

fn sections(code: &str) -> Vec<&str> {
    let mut sections = Vec::new();
    let mut first = 0;
    for (place, _) in plain(code).filter(|(_, sign)| *sign == ';') {
        sections.push(code.get(first..place).unwrap_or_default());
        first = place + 1;
    }
    sections.push(code.get(first..).unwrap_or_default());
    sections
}

fn section_with(section: &str, is_more: bool) -> Option<String> {
    let is_digit = |sign: char| matches!(sign, '0' | '#' | '?');
    // Dates and fractions have their own meaning of digits.
    if plain(section).any(|(_, sign)| matches!(sign, 'y' | 'm' | 'd' | 'h' | 's' | '/')) {
        return None;
    }
    let point = plain(section).find(|(_, sign)| *sign == '.').map(|(place, _)| place);
    let signs: Vec<(usize, char)> = plain(section).collect();
    let last = match point {
        None => signs.iter().rfind(|(_, sign)| is_digit(*sign)).map(|(place, _)| *place)?,
        Some(point) => {
            let decimals = signs.iter().skip_while(|(place, _)| *place <= point);
            decimals.take_while(|(_, sign)| is_digit(*sign)).last().map_or(point, |(place, _)| *place)
        }
    };
    let (before, after) = section.split_at_checked(last + 1)?;
    match (point, is_more) {
        (None, true) => Some(format!("{before}.0{after}")),
        (Some(_), true) => Some(format!("{before}0{after}")),
        (None, false) => None,
        (Some(_), false) => {
            let shorter = before.get(..last)?;
            Some(format!("{}{after}", shorter.strip_suffix('.').unwrap_or(shorter)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_come_and_go() {
        for (code, more, fewer) in [
            (None, Some("0.0"), None),
            (Some("General"), Some("0.0"), None),
            (Some("0"), Some("0.0"), None),
            (Some("0.0"), Some("0.00"), Some("0")),
            (Some("#,##0.00"), Some("#,##0.000"), Some("#,##0.0")),
            (Some("0%"), Some("0.0%"), None),
            (Some("0.0%"), Some("0.00%"), Some("0%")),
            (Some("\"v0.0\"0"), Some("\"v0.0\"0.0"), None),
            (Some("#,##0.0;[Red]-#,##0.0"), Some("#,##0.00;[Red]-#,##0.00"), Some("#,##0;[Red]-#,##0")),
            (Some("0.00E+00"), Some("0.000E+00"), Some("0.0E+00")),
            (Some("yyyy-mm-dd"), None, None),
            (Some("@"), None, None),
            (Some("¥#,##0"), Some("¥#,##0.0"), None),
        ] {
            assert_eq!(with_decimals(code, true).as_deref(), more, "{code:?}");
            assert_eq!(with_decimals(code, false).as_deref(), fewer, "{code:?}");
        }
    }
}
