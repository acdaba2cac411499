//! Names compared as people mean them: width, case, katakana or hiragana, spaces and dots make no difference. This file
//! stands alone.

/// The letters of a text that count for a search.
#[must_use]
pub fn folded_name(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    for (letter, _) in wide_letters(text) {
        // Lower case comes first: the folding below must see what it would see in a text typed in lower case.
        for letter in letter.to_lowercase() {
            let letter = plain(letter);
            if letter.is_alphanumeric() || letter == 'ー' {
                letters.extend(letter.to_lowercase());
            }
        }
    }
    letters
}

/// The letters of a text as they are compared where width, case, katakana or hiragana make no difference and everything else
/// does, each with how many characters of the text it stands for.
pub(crate) fn folded_letters(text: &str) -> impl Iterator<Item = (char, usize)> {
    wide_letters(text).map(|(letter, length)| (plain(lowered(letter)), length))
}

/// A character in lower case, where that is one character.
pub(crate) fn lowered(character: char) -> char {
    let mut lower = character.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(only), None) => only,
        _ => character,
    }
}

/// The letters of a text in full width, a mark of sound taken together with its letter, each with how many characters of the
/// text it stands for.
fn wide_letters(text: &str) -> impl Iterator<Item = (char, usize)> {
    let mut chars = text.chars().peekable();
    std::iter::from_fn(move || {
        let letter = widen(chars.next()?);
        let voiced = chars.peek().and_then(|mark| voiced(letter, *mark));
        if voiced.is_some() {
            chars.next();
        }
        Some(voiced.map_or((letter, 1), |voiced| (voiced, 2)))
    })
}

/// A letter in lower case as the one it is compared as.
fn plain(letter: char) -> char {
    match letter {
        '\u{FF01}'..='\u{FF5E}' => shifted(letter, '\u{FF01}', '!'),
        'ァ'..='ヶ' => shifted(letter, 'ァ', 'ぁ'),
        '\u{3000}' => ' ',
        '￥' => '¥',
        other => other,
    }
}

/// The letter at the same distance in another range of the character set.
fn shifted(letter: char, from: char, to: char) -> char {
    let code = u32::from(letter).wrapping_sub(u32::from(from)).wrapping_add(u32::from(to));
    char::from_u32(code).unwrap_or(letter)
}

/// A half-width katakana letter or sign in its full width; any other character as it is.
fn widen(character: char) -> char {
    const FULL: &str = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
    let place = u32::from(character).checked_sub(u32::from('｡'));
    place.and_then(|place| FULL.chars().nth(usize::try_from(place).ok()?)).unwrap_or(character)
}

/// A letter with the half-width or combining mark that follows it, in katakana.
fn voiced(letter: char, mark: char) -> Option<char> {
    let letter = if ('ぁ'..='ゖ').contains(&letter) { shifted(letter, 'ぁ', 'ァ') } else { letter };
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
    char::from_u32(u32::from(letter).saturating_add(distance))
}

/// How alike two names are that [`folded_name`] gave, the more the higher; nothing where they are not. One that holds the
/// other is like it, and so are two of which few letters differ.
#[must_use]
pub fn likeness(wanted: &str, known: &str) -> Option<usize> {
    /// Letters that a name must have before a part of it says anything.
    const LEAST_LETTERS: usize = 2;
    /// More than any distance below can give.
    const HELD: usize = 1000;
    let (wanted, known): (Vec<char>, Vec<char>) = (wanted.chars().collect(), known.chars().collect());
    let (short, long) = if wanted.len() < known.len() { (&wanted, &known) } else { (&known, &wanted) };
    if short.len() < LEAST_LETTERS {
        return None;
    }
    if long.windows(short.len()).any(|part| part == short.as_slice()) {
        return Some(HELD.saturating_add(short.len()));
    }
    let allowed = long.len().div_ceil(4);
    let far = distance(&wanted, &known);
    (far <= allowed).then(|| HELD.saturating_sub(far))
}

/// Letters that are to be put in, taken out or replaced to make one name of another, by the usual row after row.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut above: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in (1..).zip(one) {
        let mut line = Vec::with_capacity(above.len());
        let mut left: usize = row;
        line.push(left);
        for (pair, with) in above.windows(2).zip(other) {
            let &[diagonal, over] = pair else { continue };
            let replaced = diagonal.saturating_add(usize::from(letter != with));
            left = replaced.min(over.saturating_add(1)).min(left.saturating_add(1));
            line.push(left);
        }
        above = line;
    }
    above.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_a_name_folds_to_one() {
        for (one, other) in [
            ("ＲＯＩ", "roi"),
            ("ﾊﾟｰﾄﾅｰ", "ぱーとなー"),
            ("パートナー・エコシステム", "ﾊﾟｰﾄﾅｰ ｴｺｼｽﾃﾑ"),
            ("2026 Q1", "２０２６Ｑ１"),
            ("ヴァリュー", "ｳﾞｧﾘｭｰ"),
            // Files of some systems write the mark of sound as a character of its own.
            ("がぞう", "か\u{3099}そ\u{3099}う"),
        ] {
            assert_eq!(folded_name(one), folded_name(other), "{one}");
        }
        assert_ne!(folded_name("ハート"), folded_name("パート"));
    }

    #[test]
    fn letters_tell_how_much_of_the_text_they_stand_for() {
        let letters: Vec<(char, usize)> = folded_letters("Ａ｢ﾊﾟﾝ｣　Ｋ￥").collect();
        let expect = [('a', 1), ('「', 1), ('ぱ', 2), ('ん', 1), ('」', 1), (' ', 1), ('k', 1), ('¥', 1)];
        assert_eq!(letters, expect);
    }

    #[test]
    fn names_are_alike_that_hold_each_other_or_differ_in_few_letters() {
        let alike = |one: &str, other: &str| likeness(&folded_name(one), &folded_name(other));
        // A name with its legal form holds the whole name; a slip of the pen is one or two letters away.
        assert_eq!(alike("Aoba Systems K.K.", "Aoba Systems"), Some(1011));
        assert_eq!(alike("Aobo Systems", "Aoba Systems"), Some(999));
        assert_eq!(alike("Aoba Sistem", "Aoba Systems"), Some(998));
        assert_eq!(alike("貢献利益", "貢献利益率"), Some(1004));
        assert_eq!(alike("Orla Software", "Aoba Systems"), None);
        assert_eq!(alike("a", "Aoba Systems"), None);
    }
}
