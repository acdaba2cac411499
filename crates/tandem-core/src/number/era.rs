//! The Japanese eras, by which dates are shown (`ggge"年"`) and typed (`令和8年3月31日`).

/// An era of the Japanese calendar since it counts as the Gregorian one does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Era {
    /// Its first day: year, month and day. Its years are counted from 1 on in that year.
    pub first_day: (i32, u32, u32),
    /// The letter that stands for it, as in `R8`.
    pub letter: &'static str,
    /// Its name.
    pub name: &'static str,
}

/// The eras, latest first.
const ERAS: [Era; 5] = [
    Era { first_day: (2019, 5, 1), letter: "R", name: "令和" },
    Era { first_day: (1989, 1, 8), letter: "H", name: "平成" },
    Era { first_day: (1926, 12, 25), letter: "S", name: "昭和" },
    Era { first_day: (1912, 7, 30), letter: "T", name: "大正" },
    Era { first_day: (1868, 9, 8), letter: "M", name: "明治" },
];

impl Era {
    /// The era of a day; nothing before the first.
    #[must_use]
    pub fn of(year: i32, month: u32, day: u32) -> Option<Self> {
        ERAS.into_iter().find(|era| era.first_day <= (year, month, day))
    }

    /// The era with whose name a text begins, and the rest of the text.
    #[must_use]
    pub fn at_start_of(text: &str) -> Option<(Self, &str)> {
        ERAS.into_iter().find_map(|era| Some((era, text.strip_prefix(era.name)?)))
    }
}
