//! What a page may change of a calculator's look: few properties, each with a kind of value that can do nothing but look.
//!
//! A value reaches the style sheet only in a form that is known here: no addresses, no functions but those of colours, no
//! references to other properties.

/// What kind of value a property takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Colour,
    Length,
    Family,
}

/// The names that a page knows as `--tandem-...`, and the properties of the style sheets that they set.
const LOOKS: [(&str, Kind, &[&str]); 13] = [
    ("background", Kind::Colour, &["--color-bg"]),
    ("surface", Kind::Colour, &["--color-surface", "--color-surface-raised"]),
    ("sunken", Kind::Colour, &["--color-surface-sunken"]),
    ("text", Kind::Colour, &["--color-text"]),
    ("muted", Kind::Colour, &["--color-text-muted"]),
    ("border", Kind::Colour, &["--color-border", "--color-border-strong"]),
    ("accent", Kind::Colour, &["--color-accent"]),
    ("on-accent", Kind::Colour, &["--color-on-accent"]),
    ("focus", Kind::Colour, &["--color-focus"]),
    ("positive", Kind::Colour, &["--color-positive"]),
    ("negative", Kind::Colour, &["--color-negative"]),
    ("radius", Kind::Length, &["--radius-m", "--radius-l"]),
    ("font", Kind::Family, &["--font-ui"]),
];

/// Characters of a value: a list of a dozen families.
const MOST_CHARS: usize = 300;

/// The properties that a name sets; nothing for a name or a value that is not allowed. An empty value takes the properties back.
#[must_use]
pub fn look(name: &str, value: &str) -> Option<&'static [&'static str]> {
    let (_, kind, properties) = LOOKS.iter().find(|(known, ..)| *known == name)?;
    let value = value.trim();
    let is_allowed = value.is_empty()
        || value.chars().count() <= MOST_CHARS
            && match kind {
                Kind::Colour => is_colour(value),
                Kind::Length => is_length(value),
                Kind::Family => is_family(value),
            };
    is_allowed.then_some(*properties)
}

/// `#rgb`, `#rrggbb`, with alpha; a name; `rgb()`, `hsl()` and their like, of numbers alone.
fn is_colour(value: &str) -> bool {
    if let Some(digits) = value.strip_prefix('#') {
        return matches!(digits.len(), 3 | 4 | 6 | 8) && digits.chars().all(|c| c.is_ascii_hexdigit());
    }
    if let Some((function, rest)) = value.split_once('(') {
        const FUNCTIONS: [&str; 8] = ["rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklch"];
        let numbers = rest.strip_suffix(')');
        return FUNCTIONS.contains(&function)
            && numbers.is_some_and(|numbers| {
                let mut parts = numbers.split([' ', ',', '/']).filter(|part| !part.is_empty());
                parts.all(|part| is_number(part.strip_suffix("deg").or(part.strip_suffix('%')).unwrap_or(part)))
            });
    }
    value.chars().all(|c| c.is_ascii_alphabetic())
}

/// Pixels or multiples of the text's size.
fn is_length(value: &str) -> bool {
    let number = ["px", "rem", "em"].iter().find_map(|unit| value.strip_suffix(unit));
    number.or((value == "0").then_some(value)).is_some_and(|number| is_number(number) && !number.starts_with('-'))
}

/// Names of families, quoted or not. Only what is installed is found: the page loads no fonts.
fn is_family(value: &str) -> bool {
    value.split(',').all(|family| {
        let family = family.trim();
        let bare =
            ['"', '\''].iter().find_map(|quote| family.strip_prefix(*quote)?.strip_suffix(*quote)).unwrap_or(family);
        !bare.is_empty() && bare.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
    })
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    all(whole) && all(part) && !part.is_empty() && digits.len() <= 12 && !digits.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_the_right_kind_are_taken() {
        for (name, value) in [
            ("accent", "#0b6066"),
            ("accent", "#abc"),
            ("accent", " #0b606680 "),
            ("text", "rebeccapurple"),
            ("text", "rgb(1, 2, 3)"),
            ("text", "rgb(1 2 3 / 50%)"),
            ("text", "hsl(120deg 50% 25.5%)"),
            ("text", "oklch(0.7 0.1 -200)"),
            ("radius", "0"),
            ("radius", "12px"),
            ("radius", ".5rem"),
            ("font", "\"Noto Sans JP\", Arial, sans-serif"),
            ("font", "ヒラギノ角ゴ"),
            ("accent", ""),
        ] {
            assert!(look(name, value).is_some(), "{name}: {value}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        let long = format!("\"{}\"", "a".repeat(MOST_CHARS));
        for (name, value) in [
            ("color-bg", "#fff"),
            ("", "#fff"),
            ("accent", "#ggg"),
            ("accent", "#12345"),
            ("accent", "url(https://evil.example/a)"),
            ("accent", "var(--other)"),
            ("accent", "red; background: url(x)"),
            ("accent", "rgb(var(--x))"),
            ("accent", "rgb(1,2,3"),
            ("accent", "expression(alert(1))"),
            ("accent", "image-set('x' 1x)"),
            ("radius", "calc(1px + 1px)"),
            ("radius", "-4px"),
            ("radius", "10vh"),
            ("radius", "px"),
            ("font", "a, url(x)"),
            ("font", "\"a\\22 b\""),
            ("font", "a;b"),
            ("font", ","),
            ("font", long.as_str()),
        ] {
            assert_eq!(look(name, value), None, "{name}: {value}");
        }
    }
}
