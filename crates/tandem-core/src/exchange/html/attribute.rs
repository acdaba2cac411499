//! The attributes of a tag.

use std::borrow::Cow;

use super::entity;

/// What follows a tag's name, from which attributes are read one by one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attributes<'a>(&'a str);

impl<'a> Attributes<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self(text)
    }

    /// The value of an attribute, its entities read; empty for one that stands without a value.
    pub(super) fn get(self, name: &str) -> Option<Cow<'a, str>> {
        self.into_iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| entity::read(value))
    }

    /// The whole number of an attribute, such as a count of columns; 1 where there is none.
    pub(super) fn whole(self, name: &str, most: u32) -> u32 {
        let value = self.get(name).and_then(|value| value.trim().parse::<u32>().ok());
        value.unwrap_or(1).clamp(1, most)
    }
}

impl<'a> Iterator for Attributes<'a> {
    /// A name and its value as it is written.
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.0.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return None;
        }
        // A sign that can begin no name is passed over with what it begins.
        let ends_name = |c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/');
        let length = rest.char_indices().skip(1).find(|(_, c)| ends_name(*c)).map_or(rest.len(), |(at, _)| at);
        let (name, after) = rest.split_at_checked(length)?;
        let Some(value) = after.trim_start().strip_prefix('=') else {
            self.0 = after;
            return Some((name, ""));
        };
        let value = value.trim_start();
        let quoted =
            |quote| value.strip_prefix(quote).map(|inner: &'a str| inner.split_once(quote).unwrap_or((inner, "")));
        let (value, after) = quoted('"').or_else(|| quoted('\'')).unwrap_or_else(|| {
            let length = value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len());
            value.split_at_checked(length).unwrap_or((value, ""))
        });
        self.0 = after;
        Some((name, value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_read_however_they_are_quoted() {
        let attributes = Attributes::new(" colspan=2 class='xl65 b' x:num x:fmla=\"=A1&gt;&quot;x&quot;\" x:str=\"\"/");
        for (name, expect) in [
            ("colspan", Some("2")),
            ("CLASS", Some("xl65 b")),
            ("x:num", Some("")),
            ("x:fmla", Some("=A1>\"x\"")),
            ("x:str", Some("")),
            ("style", None),
        ] {
            assert_eq!(attributes.get(name).as_deref(), expect, "{name}");
        }
        assert_eq!(attributes.whole("colspan", 9), 2);
        assert_eq!(attributes.whole("rowspan", 9), 1);
        assert_eq!(Attributes::new("colspan=99999999999").whole("colspan", 9), 1);
        assert_eq!(Attributes::new("colspan=500").whole("colspan", 9), 9);
        assert_eq!(Attributes::new("= =\" a").map(|_| 1).sum::<i32>(), 1);
    }
}
