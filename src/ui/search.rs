//! Search over every way to write a name: width, case, katakana or hiragana, spaces and dots make no difference.

/// The letters of a text that count for a search.
#[must_use]
pub fn normal(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(character) = chars.next() {
        let mut letter = widen(character);
        if let Some(voiced) = chars.peek().and_then(|mark| voiced(letter, *mark)) {
            letter = voiced;
            chars.next();
        }
        // Lower case comes first: the folding below must see what it would see in a text typed in lower case.
        for letter in letter.to_lowercase() {
            let letter = match letter {
                '\u{FF01}'..='\u{FF5E}' => shifted(letter, '\u{FF01}', '!'),
                'ァ'..='ヶ' => shifted(letter, 'ァ', 'ぁ'),
                other => other,
            };
            if letter.is_alphanumeric() || letter == 'ー' {
                letters.extend(letter.to_lowercase());
            }
        }
    }
    letters
}

/// Whether one of the names holds every word of the search.
#[must_use]
pub fn finds<'a>(search: &str, mut names: impl Iterator<Item = &'a str> + Clone) -> bool {
    let words: Vec<String> = search.split(char::is_whitespace).map(normal).filter(|word| !word.is_empty()).collect();
    words.iter().all(|word| names.clone().any(|name| normal(name).contains(word.as_str()))) || {
        let whole = normal(search);
        !whole.is_empty() && names.any(|name| normal(name).contains(&whole))
    }
}

/// The letter at the same distance in another range of the character set.
fn shifted(letter: char, from: char, to: char) -> char {
    let code = u32::from(letter).wrapping_sub(u32::from(from)).wrapping_add(u32::from(to));
    char::from_u32(code).unwrap_or(letter)
}

/// A half-width katakana letter in its full width; any other character as it is.
fn widen(character: char) -> char {
    const FULL: &str = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
    let place = u32::from(character).checked_sub(u32::from('ｦ'));
    place.and_then(|place| FULL.chars().nth(usize::try_from(place).ok()?)).unwrap_or(character)
}

/// A katakana letter with the half-width or combining mark that follows it.
const fn voiced(letter: char, mark: char) -> Option<char> {
    let distance = match (mark, letter) {
        ('ﾞ' | '\u{3099}', 'ウ') => return Some('ヴ'),
        (
            'ﾞ' | '\u{3099}',
            'カ' | 'キ' | 'ク' | 'ケ' | 'コ' | 'サ' | 'シ' | 'ス' | 'セ' | 'ソ' | 'タ' | 'チ' | 'ツ' | 'テ' | 'ト'
            | 'ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ',
        ) => 1,
        ('ﾟ' | '\u{309A}', 'ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ') => 2,
        _ => return None,
    };
    char::from_u32(letter as u32 + distance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_a_name_finds_it() {
        let names = ["Partner Ecosystem ROI", "パートナーエコシステム", "価値交換", "Joint Value Proposition"];
        for (search, expect) in [
            ("", true),
            ("  ", true),
            ("roi", true),
            ("ＲＯＩ", true),
            ("ecosystem  partner", true),
            ("ﾊﾟｰﾄﾅｰ", true),
            ("ぱーとなー", true),
            ("パートナー・エコシステム", true),
            ("交換", true),
            ("エコシステム roi", true),
            ("ハートナー", false),
            ("deal", false),
            ("roi deal", false),
        ] {
            assert_eq!(finds(search, names.iter().copied()), expect, "{search}");
        }
    }
}
