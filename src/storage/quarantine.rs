//! Bytes that can't be read are kept: copied under a key of their own, which is never written again.

const ASIDE: &str = "tandem.aside.";

/// Where a text is kept aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A key that holds nothing yet.
    Free(String),
    /// A key that already holds this very text, so that opening a garbled entry every day does not fill the storage.
    Held(String),
}

/// The place for a text of a name, given how to look up what a key holds.
#[must_use]
pub fn place(name: &str, text: &str, stored: impl Fn(&str) -> Option<String>) -> Place {
    let mut number = 1u32;
    loop {
        let key = format!("{ASIDE}{name}.{number}");
        match stored(&key) {
            None => return Place::Free(key),
            Some(kept) if kept == text => return Place::Held(key),
            // The storage holds a bounded number of keys, so that a free number is found.
            Some(_) => number = number.saturating_add(1),
        }
    }
}

/// The name under which a key keeps something aside, if it does.
#[must_use]
pub fn name_of(key: &str) -> Option<&str> {
    let (name, number) = key.strip_prefix(ASIDE)?.rsplit_once('.')?;
    number.parse::<u32>().ok().map(|_| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_kept_once_and_never_over_another() {
        let stored = |key: &str| (key == "tandem.aside.w.1").then(|| "first".to_owned());
        assert_eq!(place("w", "first", stored), Place::Held("tandem.aside.w.1".to_owned()));
        assert_eq!(place("w", "second", stored), Place::Free("tandem.aside.w.2".to_owned()));
        assert_eq!(name_of("tandem.aside.w.x.12"), Some("w.x"));
        assert_eq!((name_of("tandem.aside.w"), name_of("tandem.workbook.w.1")), (None, None));
        assert_eq!(place("v", "first", stored), Place::Free("tandem.aside.v.1".to_owned()));
    }
}
