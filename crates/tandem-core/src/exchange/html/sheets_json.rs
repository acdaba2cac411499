//! The small JSON that Google Sheets writes into attributes, read without turning its numbers into binary ones.

/// The members of an object such as `{"1":3,"3":0.1}`, or of the older form `[null,3,null,0.1]`, whose places are its keys.
/// Values are given as they are written; reading ends where the text is no such JSON.
pub(super) fn member<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let text = text.trim();
    if let Some(inner) = text.strip_prefix('[') {
        let index: usize = key.parse().ok()?;
        return values(inner).nth(index).map(|(value, _)| value);
    }
    let mut rest = text.strip_prefix('{')?;
    loop {
        let (name, after) = value(rest)?;
        let (value, after) = value(after.trim_start().strip_prefix(':')?)?;
        if string(name).as_deref() == Some(key) {
            return Some(value);
        }
        rest = after.trim_start().strip_prefix(',')?;
    }
}

fn values(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let (found, after) = value(rest?)?;
        rest = after.trim_start().strip_prefix(',');
        Some((found, after))
    })
}

/// The first value of a text, and what follows it. Nested values are passed over as one.
fn value(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let (mut depth, mut in_string, mut is_escaped) = (0u32, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if in_string => is_escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' | b',' | b':' if depth == 0 => {
                let (value, after) = text.split_at_checked(at)?;
                return Some((value.trim_end(), after));
            }
            b'}' | b']' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The text of a JSON string.
pub(super) fn string(value: &str) -> Option<String> {
    serde_json::from_str(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_found_as_they_are_written() {
        for (text, key, expect) in [
            ("{\"1\":3,\"3\":0.1000000000000000055}", "3", Some("0.1000000000000000055")),
            ("{ \"1\": 3, \"3\": 1e-7}", "3", Some("1e-7")),
            ("{\"1\":2,\"2\":\"a,\\\"}b\"}", "2", Some("\"a,\\\"}b\"")),
            ("{\"1\":2,\"x\":{\"2\":[1,2]},\"2\":5}", "2", Some("5")),
            ("[null,3,null,12002]", "3", Some("12002")),
            ("[null,3,\"0%\",1]", "2", Some("\"0%\"")),
            ("{\"1\":3}", "2", None),
            ("{\"1\":3,\"2\"", "2", None),
            ("{", "1", None),
            ("", "1", None),
            ("[[[[[[", "0", None),
        ] {
            assert_eq!(member(text, key), expect, "{text}");
        }
        assert_eq!(string("\"a\\u2013b\\n\"").as_deref(), Some("a–b\n"));
    }
}
