//! Characters that are written out by name or number in a page.

use std::borrow::Cow;

/// The names of the characters from U+00A0 on, in their order.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 \
    sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml \
    Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml \
    times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave \
    eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute \
    ucirc uuml yacute thorn yuml";

/// The other names that programs write.
const OTHERS: [(&str, char); 22] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("bull", '•'),
    ("hellip", '…'),
    ("permil", '‰'),
    ("euro", '€'),
    ("trade", '™'),
    ("minus", '−'),
];

/// The longest name or number that is looked for after an `&`.
const MAX_LENGTH: usize = 10;

/// A text with its entities read. What only looks like one stays as it is.
pub(super) fn read(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut read = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        read.push_str(before);
        let end = after.bytes().take(MAX_LENGTH).position(|byte| byte == b';');
        let named = end.and_then(|end| Some((character(after.get(..end)?)?, after.get(end + 1..)?)));
        match named {
            Some((character, after)) => {
                read.push(character);
                rest = after;
            }
            None => {
                read.push('&');
                rest = after;
            }
        }
    }
    read.push_str(rest);
    Cow::Owned(read)
}

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']);
        let code = hex.map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())?;
        // What no text may hold becomes the sign for it, as in a browser.
        return Some(
            char::from_u32(code).filter(|character| *character != '\0').unwrap_or(char::REPLACEMENT_CHARACTER),
        );
    }
    let other = OTHERS.iter().find(|(known, _)| *known == name).map(|(_, character)| *character);
    other.or_else(|| {
        (0xa0u32..)
            .zip(LATIN.split_ascii_whitespace())
            .find(|(_, known)| *known == name)
            .and_then(|(code, _)| char::from_u32(code))
    })
}

/// Appends a text so that a page shows it, in an attribute too.
pub(super) fn push(page: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => page.push_str("&amp;"),
            '<' => page.push_str("&lt;"),
            '>' => page.push_str("&gt;"),
            '"' => page.push_str("&quot;"),
            other => page.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_read() {
        for (text, expect) in [
            ("plain", "plain"),
            ("a&amp;b &lt;&gt;&quot;&#39;&apos;", "a&b <>\"''"),
            ("&nbsp;&yen;1&#44;000 &#x5186; &euro;&yuml;&para;&szlig;", "\u{a0}¥1,000 円 €ÿ¶ß"),
            ("R&D &unknown; &; &#xD800; &#0; &", "R&D &unknown; &; \u{fffd} \u{fffd} &"),
            ("&amp;lt;", "&lt;"),
        ] {
            assert_eq!(read(text), expect);
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let text = "a & b < c > \"d\" 'e' &amp; 円";
        let mut page = String::new();
        push(&mut page, text);
        assert!(!page.contains(['<', '>', '"']));
        assert_eq!(read(&page), text);
    }
}
