//! Excel's wildcards: `?` is any one character, `*` any run of characters, `~` takes the next character as it stands.
//! Case does not count.

/// One place of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// This character, in either case; kept folded.
    Literal(char),
    /// Any one character.
    Any,
}

/// A text with wildcards, ready to be matched often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// The stretches between stars: one more than there are stars.
    stretches: Vec<Vec<Place>>,
}

impl Pattern {
    /// Reads a pattern. Every text is one: a `~` before anything but a wildcard stands for itself.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut stretches = Vec::new();
        let mut stretch = Vec::new();
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            match character {
                '*' => stretches.push(std::mem::take(&mut stretch)),
                '?' => stretch.push(Place::Any),
                '~' => {
                    let next = characters.next_if(|c| matches!(c, '*' | '?' | '~'));
                    stretch.push(Place::Literal(fold(next.unwrap_or('~'))));
                }
                other => stretch.push(Place::Literal(fold(other))),
            }
        }
        stretches.push(stretch);
        Self { stretches }
    }

    /// Whether a text holds a wildcard or an escape, so that a plain comparison would not do.
    #[must_use]
    pub fn is_needed(text: &str) -> bool {
        text.contains(['*', '?', '~'])
    }

    /// What matching a text or looking in it costs at most, in units of work.
    #[must_use]
    pub fn units(&self, text: &str) -> u64 {
        let longest = self.stretches.iter().map(Vec::len).max().unwrap_or(0) as u64;
        16 + (text.len() as u64).saturating_mul(16 + longest) / 16
    }

    /// Whether the whole text matches. It walks along the text as it stands: a criterion is asked for every cell of a column.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        let Some((first, rest)) = self.stretches.split_first() else { return false };
        let Some(mut after) = after_stretch(first, text) else { return false };
        let Some((last, middle)) = rest.split_last() else { return after.is_empty() };
        // Each stretch takes its first place, which leaves the most to those that follow.
        for stretch in middle {
            let Some(rest) = after_first(stretch, after) else { return false };
            after = rest;
        }
        // The last one stands at the end, and what is before it belongs to the star.
        let length = after.chars().count();
        let Some(skipped) = length.checked_sub(last.len()) else { return false };
        let tail = after.char_indices().nth(skipped).map_or("", |(at, _)| after.get(at..).unwrap_or(""));
        after_stretch(last, tail).is_some_and(str::is_empty)
    }

    /// The place of the first match in a text at or after a place, both counted in characters from zero. A star at the
    /// end takes nothing, so that the match is as short as it can be.
    #[must_use]
    pub fn find(&self, text: &str, from: usize) -> Option<usize> {
        let text = folded(text);
        let (first, rest) = self.stretches.split_first()?;
        let start = seek(first, text.get(from..)?)? + from;
        // A later start would leave a shorter rest, so when the rest fails here it fails everywhere.
        run(rest, text.get(start + first.len()..)?).then_some(start)
    }
}

/// What follows a stretch at the beginning of a text; nothing when it does not fit there.
fn after_stretch<'a>(stretch: &[Place], text: &'a str) -> Option<&'a str> {
    let mut characters = text.chars();
    for place in stretch {
        let character = characters.next()?;
        match place {
            Place::Literal(literal) if *literal != fold(character) => return None,
            Place::Literal(_) | Place::Any => {}
        }
    }
    Some(characters.as_str())
}

/// What follows the first place of a text where a stretch fits.
fn after_first<'a>(stretch: &[Place], text: &'a str) -> Option<&'a str> {
    let mut characters = text.chars();
    loop {
        if let Some(after) = after_stretch(stretch, characters.as_str()) {
            return Some(after);
        }
        characters.next()?;
    }
}

/// Whether stretches follow one another in a text, with anything before, between and after them.
fn run(stretches: &[Vec<Place>], text: &[char]) -> bool {
    let mut rest = text;
    for stretch in stretches {
        let Some(at) = seek(stretch, rest) else { return false };
        rest = rest.get(at + stretch.len()..).unwrap_or(&[]);
    }
    true
}

/// The first place of a text where a stretch fits.
fn seek(stretch: &[Place], text: &[char]) -> Option<usize> {
    let last = text.len().checked_sub(stretch.len())?;
    (0..=last).find(|&at| text.get(at..).is_some_and(|rest| fits(stretch, rest)))
}

/// Whether a stretch fits the beginning of a text.
fn fits(stretch: &[Place], text: &[char]) -> bool {
    stretch.len() <= text.len()
        && stretch.iter().zip(text).all(|(place, character)| match place {
            Place::Literal(literal) => literal == character,
            Place::Any => true,
        })
}

fn folded(text: &str) -> Vec<char> {
    text.chars().map(fold).collect()
}

/// A character without its case. Where the small form takes several characters, the character stays, so that places in
/// the folded text are places in the text.
pub(super) fn fold(character: char) -> char {
    single(character.to_lowercase()).unwrap_or(character)
}

/// The only character of a case mapping; nothing when it has several.
pub(super) fn single(mut mapping: impl Iterator<Item = char>) -> Option<char> {
    let first = mapping.next()?;
    mapping.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_texts_match() {
        for (pattern, text, expect) in [
            ("", "", true),
            ("", "a", false),
            ("*", "", true),
            ("a*", "Apple", true),
            ("*LE", "apple", true),
            ("a?c", "abc", true),
            ("a?c", "ac", false),
            ("a*b*c", "a-b-b-c", true),
            ("a*b*c", "acb", false),
            ("ab*ba", "aba", false),
            ("ab*ba", "abba", true),
            ("~*", "*", true),
            ("~*", "x", false),
            ("~~?", "~a", true),
            ("a~b", "a~b", true),
            ("東京*", "東京都", true),
            ("?", "都", true),
        ] {
            assert_eq!(Pattern::new(pattern).matches(text), expect, "{pattern} {text}");
        }
    }

    #[test]
    fn the_first_match_is_found() {
        for (pattern, text, from, expect) in [
            ("n", "printer", 0, Some(3)),
            ("N", "printer", 4, None),
            ("b*d", "abcd bd", 0, Some(1)),
            ("b*d", "abcd bd", 2, Some(5)),
            ("b*x", "abcd", 0, None),
            ("~?", "why?", 0, Some(3)),
            ("?", "", 0, None),
            ("", "abc", 3, Some(3)),
            ("", "abc", 4, None),
            ("*c", "abc", 0, Some(0)),
        ] {
            assert_eq!(Pattern::new(pattern).find(text, from), expect, "{pattern} {text} {from}");
        }
    }
}
