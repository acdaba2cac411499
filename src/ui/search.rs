//! Search over every way to write a name: width, case, katakana or hiragana, spaces and dots make no difference.

pub use tandem_core::names::folded_name as normal;

/// Whether one of the names holds every word of the search.
#[must_use]
pub fn finds<'a>(search: &str, mut names: impl Iterator<Item = &'a str> + Clone) -> bool {
    let words = words_of(search);
    words.iter().all(|word| names.clone().any(|name| normal(name).contains(word.as_str()))) || {
        let whole = normal(search);
        !whole.is_empty() && names.any(|name| normal(name).contains(&whole))
    }
}

/// How well the name of something answers a search, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It is the name.
    Same,
    /// The name begins with it.
    Begins,
    /// A word of the name begins with it.
    WordBegins,
    /// The name holds it.
    Holds,
    /// Every word of it stands in the name.
    HoldsWords,
    /// What was found stands elsewhere than in the name.
    Elsewhere,
}

impl Fit {
    /// How well one of several names answers a search: the best of them counts.
    #[must_use]
    pub fn of<'a>(search: &str, names: impl Iterator<Item = &'a str>) -> Self {
        let (wanted, words) = (normal(search), words_of(search));
        names.map(|name| Self::of_name(&wanted, &words, name)).min().unwrap_or(Self::Elsewhere)
    }

    fn of_name(wanted: &str, words: &[String], name: &str) -> Self {
        let own = normal(name);
        let begins = |(at, _): (usize, char)| {
            name.split_at_checked(at)
                .is_some_and(|(before, rest)| before.ends_with(char::is_whitespace) && normal(rest).starts_with(wanted))
        };
        if own == wanted {
            Self::Same
        } else if own.starts_with(wanted) {
            Self::Begins
        } else if name.char_indices().any(begins) {
            Self::WordBegins
        } else if own.contains(wanted) {
            Self::Holds
        } else if words.iter().all(|word| own.contains(word.as_str())) {
            Self::HoldsWords
        } else {
            Self::Elsewhere
        }
    }
}

/// The words of a search, each with its letters made alike.
#[must_use]
pub fn words_of(search: &str) -> Vec<String> {
    search.split(char::is_whitespace).map(normal).filter(|word| !word.is_empty()).collect()
}

/// Texts whose letters were made alike once, so that searching them at every keystroke costs little.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    texts: Vec<String>,
    /// The words of all texts, each once. What is written in kana without spaces is one word.
    words: Vec<Vec<char>>,
}

impl Texts {
    /// Some texts.
    #[must_use]
    pub fn new<'a>(texts: impl Iterator<Item = &'a str> + Clone) -> Self {
        let mut words: Vec<Vec<char>> =
            texts.clone().flat_map(parts).map(|word| normal(word).chars().collect()).collect();
        words.sort_unstable();
        words.dedup();
        Self { texts: texts.map(normal).collect(), words }
    }

    /// Whether a word of [`words_of`] stands in one of the texts.
    #[must_use]
    pub fn hold(&self, word: &str) -> bool {
        self.texts.iter().any(|text| text.contains(word))
    }

    /// Whether a word of at least four letters stands in one of the texts but for one letter that is wrong, missing, too
    /// many, or changed places with its neighbour.
    #[must_use]
    pub fn nearly_hold(&self, word: &str) -> bool {
        let wanted: Vec<char> = word.chars().collect();
        wanted.len() >= FUZZY_LETTERS && self.words.iter().any(|word| is_near(word, &wanted))
    }
}

/// A word of fewer letters is near to too many others.
const FUZZY_LETTERS: usize = 4;
/// A word of as many letters is also looked for at the beginning of longer ones.
const PREFIX_LETTERS: usize = 6;

/// Whether a word of a text, in parts of it or as a whole, is at most one mistake away from a wanted one.
fn is_near(word: &[char], wanted: &[char]) -> bool {
    let count = wanted.len();
    // Who types a short word with a letter too many is rarer than a shorter word that is meant.
    let least = if count > FUZZY_LETTERS { count.saturating_sub(1) } else { count };
    let mut lengths = least..=count.saturating_add(1);
    if word.iter().any(|letter| is_kana(*letter)) {
        return lengths.any(|length| word.windows(length).any(|part| is_within_one(part, wanted)));
    }
    if count >= PREFIX_LETTERS {
        return lengths.any(|length| word.get(..length).is_some_and(|start| is_within_one(start, wanted)));
    }
    word.len() >= least && is_within_one(word, wanted)
}

/// Whether one mistake at most lies between two words.
fn is_within_one(a: &[char], b: &[char]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    match (short.get(same..).unwrap_or_default(), long.get(same..).unwrap_or_default()) {
        ([], []) => true,
        ([_, a @ ..], [_, b @ ..]) if a == b => true,
        ([a, b, rest @ ..], [c, d, other @ ..]) if (a, b) == (d, c) && rest == other => true,
        (rest, [_, other @ ..]) => rest == other,
        _ => false,
    }
}

const fn is_kana(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30FF}' | '\u{FF66}'..='\u{FF9F}')
}

/// The words of a text. Kana ends where other letters begin, because no space stands there.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let is_letter = |letter: char| letter.is_alphanumeric() || matches!(letter, '\u{3099}' | '\u{309A}');
    let words = text.split(move |letter| !is_letter(letter)).filter(|word| !word.is_empty());
    words.flat_map(|word| {
        let mut rest = word;
        std::iter::from_fn(move || {
            let first = rest.chars().next()?;
            let end = rest.find(|letter| is_kana(letter) != is_kana(first)).unwrap_or(rest.len());
            let (part, after) = rest.split_at_checked(end)?;
            rest = after;
            Some(part)
        })
    })
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

    #[test]
    fn the_nearer_a_name_is_the_better_it_fits() {
        let names = ["Delete columns", "列を削除"];
        for (search, expect) in [
            ("delete columns", Fit::Same),
            ("ＤＥＬＥＴＥ　Columns…", Fit::Same),
            ("列を削除", Fit::Same),
            ("delete", Fit::Begins),
            ("列", Fit::Begins),
            ("colu", Fit::WordBegins),
            ("lumn", Fit::Holds),
            ("削除", Fit::Holds),
            ("columns delete", Fit::HoldsWords),
            ("insert", Fit::Elsewhere),
        ] {
            assert_eq!(Fit::of(search, names.iter().copied()), expect, "{search}");
        }
        assert!(Fit::Same < Fit::Begins && Fit::HoldsWords < Fit::Elsewhere);
    }

    #[test]
    fn a_word_is_found_with_one_mistake_and_not_with_two() {
        let texts = ["Partner Ecosystem ROI, reviewed by Aoi Tanaka", "価値交換とパートナーエコシステム", "Deal desk"];
        let texts = Texts::new(texts.into_iter());
        for (search, is_held, is_near) in [
            ("ecosystem", true, true),
            ("ecosystm", false, true),
            ("ecosistem", false, true),
            ("ecosysetm", false, true),
            ("ecosysttem", false, true),
            ("ecosis", false, true),
            ("ecxsistem", false, false),
            ("tanka", false, true),
            ("dael", false, true),
            ("dear", false, true),
            ("dxar", false, false),
            ("roy", false, false),
            ("ﾊﾟﾄﾅｰ", false, true),
            ("エコシステン", false, true),
            ("エコンスタム", false, false),
            ("価値交換", true, true),
            ("価値変換", false, true),
            ("価格変換", false, false),
        ] {
            let words = words_of(search);
            assert_eq!(words.iter().all(|word| texts.hold(word)), is_held, "{search}");
            assert_eq!(words.iter().all(|word| texts.nearly_hold(word)), is_near, "nearly {search}");
        }
    }
}
