//! Names that a workbook knows, found in every way to write them: partners, metrics and periods.

use std::collections::HashMap;

use super::{cells_of, text_at};
use crate::cell::CellAddress;
use crate::names::{folded_name, likeness};
use crate::text::Language;
use crate::workbook::Workbook;

/// Names that are proposed for one that is not known.
const PROPOSED: usize = 3;

/// Letters of a name that is still compared with others.
const LONGEST_COMPARED: usize = 200;

/// Ways to write a name with which an unknown one is compared.
const MOST_COMPARED: usize = 1_000;

/// Names of one kind.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// What each is called in its cell.
    names: Vec<String>,
    /// Every way to write one as it stands, with the places of the different names that it may mean.
    exact: HashMap<String, Vec<usize>>,
    /// The same, folded.
    folded: HashMap<String, Vec<usize>>,
    /// The folded ways in the order of the names.
    ways: Vec<(String, usize)>,
}

/// What a text means among the names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found<'k> {
    /// None of them.
    None,
    /// The one at this place.
    One(usize),
    /// Any of several different ones, by their places.
    Several(&'k [usize]),
}

impl Found<'_> {
    /// The place of the one that is meant.
    pub(super) const fn one(self) -> Option<usize> {
        match self {
            Self::One(place) => Some(place),
            Self::None | Self::Several(_) => None,
        }
    }
}

impl Known {
    /// The names in the cells of a name of the workbook; each is also found by its other language, and by the identity in
    /// the same place of other cells.
    pub(super) fn read(workbook: &Workbook, name: &str, ids: Option<&str>) -> Self {
        let ids = ids.map(|name| cells_of(workbook, name)).unwrap_or_default();
        let mut known = Self::default();
        for (number, at) in cells_of(workbook, name).into_iter().enumerate() {
            let text = text_at(workbook, at);
            let words = [Language::English, Language::Japanese];
            let ways = words.map(|language| workbook.glossary().translate(&text, language).to_owned());
            let id = ids.get(number).map(|at: &CellAddress| text_at(workbook, *at)).unwrap_or_default();
            // Places count blank cells, too, so that units stand beside their metrics.
            let place = known.add(&text);
            for way in ways.iter().chain([&id]) {
                known.enter(way, place);
            }
        }
        known
    }

    /// Periods by their columns' headings.
    pub(super) fn of_periods(names: impl Iterator<Item = String>) -> Self {
        let mut known = Self::default();
        for name in names {
            let place = known.add(&name);
            if let Some(quarter) = quarter(&folded_name(&name)) {
                known.enter(&quarter, place);
            }
        }
        known
    }

    /// Adds a name and gives its place.
    fn add(&mut self, name: &str) -> usize {
        let place = self.names.len();
        self.names.push(name.to_owned());
        self.enter(name, place);
        place
    }

    fn enter(&mut self, way: &str, place: usize) {
        let (way, folded) = (way.trim(), folded_name(way));
        if folded.is_empty() {
            return;
        }
        let own = self.names.get(place);
        for (index, key) in [(&mut self.exact, way), (&mut self.folded, folded.as_str())] {
            let places = index.entry(key.to_owned()).or_default();
            // Where a name stands twice, the sheet counts the first one.
            if !places.iter().any(|other| self.names.get(*other) == own) {
                places.push(place);
            }
        }
        self.ways.push((folded, place));
    }

    /// What a text means: the name that is written just so, else the one that differs from it in width, case, spaces or
    /// signs alone, else the quarter that it tells.
    pub(super) fn find(&self, wanted: &str) -> Found<'_> {
        let wanted = wanted.trim();
        let folded = folded_name(wanted);
        let quarter = quarter(&folded).and_then(|quarter| self.folded.get(&quarter));
        let Some(places) = self.exact.get(wanted).or_else(|| self.folded.get(&folded)).or(quarter) else {
            return Found::None;
        };
        match places.as_slice() {
            [] => Found::None,
            [place] => Found::One(*place),
            several => several
                .iter()
                .find(|place| self.name(**place) == wanted)
                .map_or(Found::Several(several), |own| Found::One(*own)),
        }
    }

    /// Whether a text means any of them.
    pub(super) fn knows(&self, wanted: &str) -> bool {
        self.find(wanted) != Found::None
    }

    /// What the name at a place is called.
    pub(super) fn name(&self, place: usize) -> &str {
        self.names.get(place).map_or("", String::as_str)
    }

    /// Names that are like one, the likest first. Of very many names only the first ones are looked at.
    pub(super) fn like(&self, wanted: &str) -> Vec<String> {
        let is_short = |text: &str| text.chars().nth(LONGEST_COMPARED).is_none();
        let folded = folded_name(wanted);
        if !is_short(&folded) {
            return Vec::new();
        }
        let mut best: HashMap<usize, usize> = HashMap::new();
        for (way, place) in self.ways.iter().take(MOST_COMPARED).filter(|(way, _)| is_short(way)) {
            if let Some(alike) = likeness(&folded, way) {
                let entry = best.entry(*place).or_default();
                *entry = alike.max(*entry);
            }
        }
        let mut found: Vec<(usize, usize)> = best.into_iter().collect();
        found.sort_by_key(|(place, alike)| (std::cmp::Reverse(*alike), *place));
        found.into_iter().take(PROPOSED).map(|(place, _)| self.name(place).to_owned()).collect()
    }
}

/// The one way to write a quarter: `2026q1` for Q1 2026, 1Q2026 and 2026年第1四半期, all folded; nothing for another text.
fn quarter(folded: &str) -> Option<String> {
    let (digits, words): (String, String) = folded.chars().partition(char::is_ascii_digit);
    let is_first = match words.as_str() {
        "q" => folded.starts_with('q') || folded.chars().nth(1) == Some('q'),
        "年q" | "年第四半期" | "年四半期" => false,
        "第四半期年" => true,
        _ => return None,
    };
    let (year, number) = if is_first {
        let (number, year) = digits.split_at_checked(1)?;
        (year, number)
    } else {
        digits.split_at_checked(4)?
    };
    (year.len() == 4 && number.len() == 1).then(|| format!("{year}q{number}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_are_read_in_the_ways_that_people_write_them() {
        for way in ["2026 Q1", "Q1 2026", "2026-Q1", "1Q 2026", "２０２６Ｑ１", "2026年第1四半期", "2026年Q1"]
        {
            assert_eq!(quarter(&folded_name(way)).as_deref(), Some("2026q1"), "{way}");
        }
        for other in ["2026", "Q1", "1Q26", "2026 Q10", "Quality 2026", ""] {
            assert_eq!(quarter(&folded_name(other)), None, "{other}");
        }
    }
}
