//! The shapes that rules put before values. Each has a word, so that none is told by colour or shape alone.

use tandem_core::text::Text;
use tandem_core::workbook::{Icon, IconSet};

/// How a shape is drawn and said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sign {
    /// Its path on a square of 16.
    pub path: &'static str,
    /// Whether it is filled, or drawn as a line.
    pub is_filled: bool,
    /// Its class, which gives the colour of the theme.
    pub tone: &'static str,
    /// What it means.
    pub word: Text,
}

const GOOD: &str = "positive";
const MIDDLE: &str = "warning";
const BAD: &str = "negative";
const PLAIN: &str = "plain";

const fn filled(path: &'static str, tone: &'static str, word: Text) -> Sign {
    Sign { path, is_filled: true, tone, word }
}

const fn line(path: &'static str, tone: &'static str, word: Text) -> Sign {
    Sign { path, is_filled: false, tone, word }
}

const UP: &str = "M8 2.5 13.5 8.5H10.2V13.5H5.8V8.5H2.5z";
const DOWN: &str = "M8 13.5 13.5 7.5H10.2V2.5H5.8V7.5H2.5z";
const LEVEL: &str = "M13.5 8 7.5 13.5V10.2H2.5V5.8H7.5V2.5z";
const RISING: &str = "M12.6 3.4V10.9L10.2 8.5 5.9 12.8 3.2 10.1 7.5 5.8 5.1 3.4z";
const FALLING: &str = "M12.6 12.6V5.1L10.2 7.5 5.9 3.2 3.2 5.9 7.5 10.2 5.1 12.6z";

const SHAPES: [Sign; 3] = [
    filled("M8 1.5 14.5 8 8 14.5 1.5 8z", BAD, Text::new("Bad", "不良")),
    filled("M8 2 14.5 13.5H1.5z", MIDDLE, Text::new("Caution", "注意")),
    filled("M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2z", GOOD, Text::new("Good", "良好")),
];

const ARROWS_3: [Sign; 3] = [
    filled(DOWN, BAD, Text::new("Down", "下降")),
    filled(LEVEL, MIDDLE, Text::new("Level", "横ばい")),
    filled(UP, GOOD, Text::new("Up", "上昇")),
];

const TRIANGLES: [Sign; 3] = [
    filled("M2 4h12L8 13.5z", BAD, Text::new("Down", "下降")),
    filled("M2 6h12v4H2z", MIDDLE, Text::new("Level", "横ばい")),
    filled("M8 2.5 14 12H2z", GOOD, Text::new("Up", "上昇")),
];

const SIGNS: [Sign; 3] = [
    line("M3.5 3.5l9 9M12.5 3.5l-9 9", BAD, Text::new("Cross", "バツ")),
    line("M8 2.5v7M8 12.5v1", MIDDLE, Text::new("Exclamation mark", "感嘆符")),
    line("M2.5 8.5l3.7 4L13.5 4", GOOD, Text::new("Tick", "チェック")),
];

const ARROWS_5: [Sign; 5] = [
    filled(DOWN, BAD, Text::new("Down", "下降")),
    filled(FALLING, MIDDLE, Text::new("Falling", "やや下降")),
    filled(LEVEL, MIDDLE, Text::new("Level", "横ばい")),
    filled(RISING, MIDDLE, Text::new("Rising", "やや上昇")),
    filled(UP, GOOD, Text::new("Up", "上昇")),
];

const BARS: [Sign; 4] = [
    filled("M2 11h2.5v3H2z", PLAIN, Text::new("One bar of four", "4 本中 1 本")),
    filled("M2 11h2.5v3H2zM5.2 8h2.5v6H5.2z", PLAIN, Text::new("Two bars of four", "4 本中 2 本")),
    filled("M2 11h2.5v3H2zM5.2 8h2.5v6H5.2zM8.4 5h2.5v9H8.4z", PLAIN, Text::new("Three bars of four", "4 本中 3 本")),
    filled(
        "M2 11h2.5v3H2zM5.2 8h2.5v6H5.2zM8.4 5h2.5v9H8.4zM11.6 2h2.5v12H11.6z",
        PLAIN,
        Text::new("Four bars of four", "4 本中 4 本"),
    ),
];

/// A ring, within which a part is filled.
const QUARTERS: [Sign; 5] = [
    filled(
        "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zm0 1.5a5 5 0 1 0 0 10A5 5 0 0 0 8 3z",
        PLAIN,
        Text::new("Empty", "空"),
    ),
    filled(
        "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zm0 1.5a5 5 0 1 0 5 5H8z",
        PLAIN,
        Text::new("A quarter", "4 分の 1"),
    ),
    filled("M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zm0 1.5a5 5 0 1 0 0 10z", PLAIN, Text::new("Half", "半分")),
    filled(
        "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zm0 1.5a5 5 0 0 0-5 5h5z",
        PLAIN,
        Text::new("Three quarters", "4 分の 3"),
    ),
    filled("M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13z", PLAIN, Text::new("Full", "満")),
];

/// The shapes of a set, the lowest first.
#[must_use]
pub fn signs(set: IconSet) -> Vec<Sign> {
    match set {
        IconSet::Shapes3 => SHAPES.to_vec(),
        IconSet::Arrows3 => ARROWS_3.to_vec(),
        IconSet::Triangles3 => TRIANGLES.to_vec(),
        IconSet::Signs3 => SIGNS.to_vec(),
        // The same as the five without the level one.
        IconSet::Arrows4 => ARROWS_5.iter().filter(|sign| sign.path != LEVEL).copied().collect(),
        IconSet::Bars4 => BARS.to_vec(),
        IconSet::Arrows5 => ARROWS_5.to_vec(),
        IconSet::Quarters5 => QUARTERS.to_vec(),
    }
}

/// One shape; nothing for a level that its set does not have.
#[must_use]
pub fn sign(icon: Icon) -> Option<Sign> {
    signs(icon.set).get(usize::from(icon.level)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETS: [IconSet; 8] = [
        IconSet::Arrows3,
        IconSet::Triangles3,
        IconSet::Shapes3,
        IconSet::Signs3,
        IconSet::Arrows4,
        IconSet::Bars4,
        IconSet::Arrows5,
        IconSet::Quarters5,
    ];

    #[test]
    fn each_level_of_a_set_has_a_shape_and_a_word_of_its_own() {
        for set in SETS {
            let signs = signs(set);
            assert_eq!(signs.len(), set.count(), "{set:?}");
            for (place, sign) in signs.iter().enumerate() {
                let others = signs.iter().take(place);
                assert!(others.clone().all(|other| other.path != sign.path), "{set:?} {place}: its shape");
                assert!(others.clone().all(|other| other.word.en != sign.word.en), "{set:?} {place}: its word");
                assert!(
                    others.clone().all(|other| other.word.ja != sign.word.ja),
                    "{set:?} {place}: its Japanese word"
                );
            }
        }
        assert_eq!(sign(Icon { set: IconSet::Shapes3, level: 3 }), None);
    }
}
