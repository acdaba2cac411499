//! What find and replace looks for in one text.

/// One sign of what is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// This character.
    Literal(char),
    /// Any one character.
    Any,
}

impl Sign {
    const fn ascii(self) -> Option<u8> {
        match self {
            Self::Literal(character) if character.is_ascii() => Some(character as u8),
            _ => None,
        }
    }
}

/// A text to look for, with or without wildcards, ready to be looked for often.
#[derive(Clone, Debug)]
pub(super) struct Needle {
    /// The stretches between stars.
    stretches: Vec<Vec<Sign>>,
    match_case: bool,
    /// The bytes of what is looked for, where it is one stretch of such letters without wildcards.
    ascii: Option<Vec<u8>>,
}

impl Needle {
    /// With wildcards, `?` is any one character, `*` any run of them, and `~` takes the next one as it stands.
    pub(super) fn new(text: &str, match_case: bool, wildcards: bool) -> Self {
        let (mut stretches, mut stretch) = (Vec::new(), Vec::new());
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            match character {
                '*' if wildcards => stretches.push(std::mem::take(&mut stretch)),
                '?' if wildcards => stretch.push(Sign::Any),
                '~' if wildcards => {
                    let next = characters.next_if(|next| matches!(next, '*' | '?' | '~'));
                    stretch.push(Sign::Literal(next.unwrap_or('~')));
                }
                other => stretch.push(Sign::Literal(other)),
            }
        }
        stretches.push(stretch);
        for sign in stretches.iter_mut().flatten() {
            if let Sign::Literal(character) = sign
                && !match_case
            {
                *character = fold(*character);
            }
        }
        let ascii = match stretches.as_slice() {
            [stretch] if !stretch.is_empty() => stretch.iter().map(|sign| sign.ascii()).collect(),
            _ => None,
        };
        Self { stretches, match_case, ascii }
    }

    /// Whether no number without a format is ever written with all that is looked for, so that none need be written out.
    pub(super) fn is_in_no_plain_number(&self) -> bool {
        let is_of_numbers = |sign: &Sign| match sign {
            Sign::Literal(character) => character.is_ascii_digit() || matches!(character, '.' | '-' | '+' | 'e' | 'E'),
            Sign::Any => true,
        };
        self.stretches.iter().flatten().any(|sign| !is_of_numbers(sign))
    }

    /// Whether the whole text is what is looked for.
    pub(super) fn is_whole(&self, text: &str) -> bool {
        let text = self.folded(text);
        let Some((last, before)) = self.stretches.split_last() else { return false };
        let mut at = 0;
        for (index, stretch) in before.iter().enumerate() {
            let found = if index == 0 { fits(stretch, &text, 0).then_some(0) } else { seek(stretch, &text, at) };
            let Some(found) = found else { return false };
            at = found + stretch.len();
        }
        let Some(start) = text.len().checked_sub(last.len()) else { return false };
        let begins_well = if before.is_empty() { start == 0 } else { start >= at };
        begins_well && fits(last, &text, start)
    }

    /// Whether what is looked for stands in a text.
    pub(super) fn is_in(&self, text: &str) -> bool {
        if let Some(needle) = &self.ascii
            && text.is_ascii()
        {
            let is_same =
                |part: &[u8]| if self.match_case { part == needle } else { part.eq_ignore_ascii_case(needle) };
            return text.as_bytes().windows(needle.len()).any(is_same);
        }
        self.next(&self.folded(text), 0).is_some()
    }

    /// The text with every place of what is looked for replaced, and how many there were.
    pub(super) fn replaced(&self, text: &str, replacement: &str) -> (String, usize) {
        let (folded, characters) = (self.folded(text), text.chars().collect::<Vec<char>>());
        let (mut replaced, mut count, mut at) = (String::new(), 0, 0);
        while let Some((start, end)) = self.next(&folded, at).filter(|(start, end)| start < end) {
            replaced.extend(characters.get(at..start).unwrap_or_default());
            replaced.push_str(replacement);
            (count, at) = (count + 1, end);
        }
        replaced.extend(characters.get(at..).unwrap_or_default());
        (replaced, count)
    }

    /// The first place from a character on: its first character and the one after it. A star in the middle takes as little
    /// as it can, one at the end takes the rest.
    fn next(&self, text: &[char], from: usize) -> Option<(usize, usize)> {
        let (first, rest) = self.stretches.split_first()?;
        let start = seek(first, text, from)?;
        let mut end = start + first.len();
        for (index, stretch) in rest.iter().enumerate() {
            end = if index + 1 == rest.len() && stretch.is_empty() {
                text.len()
            } else {
                seek(stretch, text, end)? + stretch.len()
            };
        }
        Some((start, end))
    }

    /// The characters as they are compared; as many as there are.
    fn folded(&self, text: &str) -> Vec<char> {
        if self.match_case { text.chars().collect() } else { text.chars().map(fold).collect() }
    }
}

/// A character in lower case, where that is one character.
fn fold(character: char) -> char {
    let mut lower = character.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(only), None) => only,
        _ => character,
    }
}

fn fits(stretch: &[Sign], text: &[char], at: usize) -> bool {
    let Some(place) = text.get(at..at + stretch.len()) else { return false };
    stretch.iter().zip(place).all(|(sign, character)| match sign {
        Sign::Any => true,
        Sign::Literal(literal) => literal == character,
    })
}

fn seek(stretch: &[Sign], text: &[char], from: usize) -> Option<usize> {
    let last = text.len().checked_sub(stretch.len())?;
    (from..=last).find(|at| fits(stretch, text, *at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_and_replaced() {
        for (needle, match_case, wildcards, text, whole, replaced) in [
            ("an", false, false, "Banana", false, "B__a"),
            ("AN", true, false, "Banana", false, "Banana"),
            ("banana", false, false, "Banana", true, "_"),
            ("a*a", false, true, "Banana", false, "B_na"),
            ("n*", false, true, "Banana", false, "Ba_"),
            ("b*a", false, true, "Banana", true, "_nana"),
            ("b?n*n?", false, true, "Banana", true, "_"),
            ("?", false, true, "abc", false, "___"),
            ("?", false, false, "a?c", false, "a_c"),
            ("~?", false, true, "a?c", false, "a_c"),
            ("~", false, true, "a~c", false, "a_c"),
            ("*", false, true, "abc", true, "_"),
            ("売上", false, false, "総売上高", false, "総_高"),
            ("aa", false, false, "aaa", false, "_a"),
            ("x", false, false, "", false, ""),
            ("partner 1", false, false, "The PARTNER 12", false, "The _2"),
            ("Partner 1", true, false, "The PARTNER 12", false, "The PARTNER 12"),
            ("k", false, false, "5 \u{212a}", false, "5 _"),
            ("longer than the text", false, false, "text", false, "text"),
        ] {
            let found = Needle::new(needle, match_case, wildcards);
            assert_eq!(found.is_whole(text), whole, "{needle} is {text}");
            assert_eq!(found.replaced(text, "_").0, replaced, "{needle} in {text}");
            assert_eq!(found.is_in(text), replaced != text, "{needle} in {text}");
        }
    }
}
