//! What find and replace looks for in one text. Unless the case counts, width and katakana or hiragana make no difference
//! either.

use crate::names::folded_letters;

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
        if !match_case {
            stretches = stretches.iter().map(|stretch| folded_signs(stretch)).collect();
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
        let text = self.letters(text);
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
        self.next(&self.letters(text), 0).is_some()
    }

    /// The text with every place of what is looked for replaced, and how many there were.
    pub(super) fn replaced(&self, text: &str, replacement: &str) -> (String, usize) {
        let (folded, starts) = self.placed_letters(text);
        let part = |from: usize, to: usize| {
            let byte = |letter: usize| starts.get(letter).copied().unwrap_or(text.len());
            text.get(byte(from)..byte(to)).unwrap_or_default()
        };
        let (mut replaced, mut count, mut at) = (String::new(), 0, 0);
        while let Some((start, end)) = self.next(&folded, at).filter(|(start, end)| start < end) {
            replaced.push_str(part(at, start));
            replaced.push_str(replacement);
            (count, at) = (count + 1, end);
        }
        replaced.push_str(part(at, folded.len()));
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

    /// The letters as they are compared. One may stand for two characters, as half-width ones with a mark of sound.
    fn letters(&self, text: &str) -> Vec<char> {
        if self.match_case { text.chars().collect() } else { folded_letters(text).map(|(letter, _)| letter).collect() }
    }

    /// The letters as they are compared, and the byte of the text at which each begins.
    fn placed_letters(&self, text: &str) -> (Vec<char>, Vec<usize>) {
        let mut bytes = text.char_indices().map(|(byte, _)| byte);
        if self.match_case {
            return (text.chars().collect(), bytes.collect());
        }
        let placed = folded_letters(text).filter_map(|(letter, length)| {
            let start = bytes.next()?;
            bytes.by_ref().take(length.saturating_sub(1)).for_each(|_| {});
            Some((letter, start))
        });
        placed.unzip()
    }
}

/// A stretch of what is looked for as it is compared. What any character may stand for ends a letter.
fn folded_signs(stretch: &[Sign]) -> Vec<Sign> {
    let mut signs = Vec::with_capacity(stretch.len());
    let mut run = String::new();
    for sign in stretch {
        match sign {
            Sign::Literal(character) => run.push(*character),
            Sign::Any => {
                signs.extend(folded_letters(&std::mem::take(&mut run)).map(|(letter, _)| Sign::Literal(letter)));
                signs.push(Sign::Any);
            }
        }
    }
    signs.extend(folded_letters(&run).map(|(letter, _)| Sign::Literal(letter)));
    signs
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
            ("ＲＯＩ", false, false, "The roi of ROI", false, "The _ of _"),
            ("roi", false, false, "総ＲＯＩ（年）", false, "総_（年）"),
            ("roi", true, false, "ＲＯＩ", false, "ＲＯＩ"),
            ("パートナー", false, false, "新ﾊﾟｰﾄﾅｰ社", false, "新_社"),
            ("ﾊﾟｰﾄﾅｰ", false, false, "ぱーとなー", true, "_"),
            ("ﾊﾟｰﾄﾅｰ", true, false, "パートナー", false, "パートナー"),
            ("ハ", false, false, "ﾊﾟﾊﾞﾊ", false, "ﾊﾟﾊﾞ_"),
            ("ﾊﾟ", false, false, "ハパバ", false, "ハ_バ"),
            ("ガ?グ", false, true, "ｶﾞｷﾞｸﾞ", true, "_"),
            ("１２", false, false, "1234", false, "_34"),
            ("a　b", false, false, "A B", true, "_"),
            ("￥1", false, false, "¥１00", false, "_00"),
            ("a・b", false, false, "ab", false, "ab"),
            ("longer than the text", false, false, "text", false, "text"),
        ] {
            let found = Needle::new(needle, match_case, wildcards);
            assert_eq!(found.is_whole(text), whole, "{needle} is {text}");
            assert_eq!(found.replaced(text, "_").0, replaced, "{needle} in {text}");
            assert_eq!(found.is_in(text), replaced != text, "{needle} in {text}");
        }
    }
}
