//! How cells look because of what they hold: the rules of a sheet, read once, asked for each cell that is drawn.

use std::rc::Rc;

use super::look_rule::ReadRule;
use super::{ConditionalRule, IconSet, Style, StyleColor, Workbook};
use crate::cell::{Area, CellAddress, SheetId};
use crate::number::Decimal;

/// How a cell looks because of what it holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Look {
    /// What is laid over its own style, with [`Style::over`].
    pub style: Style,
    /// A bar in it.
    pub bar: Option<Bar>,
    /// A shape before its value.
    pub icon: Option<Icon>,
    /// A colour behind it, between two others.
    pub blend: Option<Blend>,
    /// Whether its value is not shown, because the shape stands for it.
    pub hides_value: bool,
}

/// A bar in a cell. Places are shares of the cell's width, 0 at its left and 1 at its right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Where it begins.
    pub start: Decimal,
    /// How long it is.
    pub length: Decimal,
    /// Whether it stands for a number below zero and goes to the left of where zero is.
    pub is_negative: bool,
    /// Its colour.
    pub color: StyleColor,
}

/// A shape before a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Icon {
    /// The shapes of which it is one.
    pub set: IconSet,
    /// Which one, from 0 for the lowest.
    pub level: u8,
}

/// A colour between two others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Blend {
    /// The colour at 0.
    pub from: StyleColor,
    /// The colour at 1.
    pub to: StyleColor,
    /// How far it is from the one to the other, 0 to 1.
    pub share: Decimal,
}

/// The rules for how the cells of a sheet look, read once. What they compare with is found when it is first asked for and
/// then kept, so that they are to be read anew after every change of the workbook.
#[derive(Default)]
pub struct LookRules {
    formats: Vec<(Rc<[Area]>, Vec<ReadRule>)>,
}

impl LookRules {
    /// The rules of a sheet.
    #[must_use]
    pub fn read(workbook: &Workbook, sheet: SheetId) -> Self {
        Self::read_some(workbook, sheet, |_| true)
    }

    /// Those rules of a sheet whose areas are asked for.
    fn read_some(workbook: &Workbook, sheet: SheetId, asked: impl Fn(&[Area]) -> bool) -> Self {
        let formats = workbook.sheet(sheet).map_or(&[][..], |sheet| &sheet.overlay.conditional_formats);
        let read = |format: &super::ConditionalFormat| {
            let areas: Rc<[Area]> = format.areas.as_slice().into();
            let rules = ReadRule::read_all(workbook, &areas, &format.rules);
            (areas, rules)
        };
        Self { formats: formats.iter().filter(|format| asked(&format.areas)).map(read).collect() }
    }

    /// Whether there is none, so that cells need not be asked for.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.formats.is_empty()
    }

    /// Whether one of them is about a cell.
    #[must_use]
    pub fn concern(&self, at: CellAddress) -> bool {
        self.formats.iter().any(|(areas, _)| areas.iter().any(|area| area.contains(at)))
    }

    /// How a cell of the workbook that they were read from looks because of what it holds.
    #[must_use]
    pub fn of(&self, workbook: &Workbook, at: CellAddress) -> Look {
        let mut look = Look::default();
        for (areas, rules) in &self.formats {
            if !areas.iter().any(|area| area.contains(at)) {
                continue;
            }
            for rule in rules {
                if rule.add_to(&mut look, workbook, at) {
                    return look;
                }
            }
        }
        look
    }
}

/// The rules for how the cells of a sheet look together with their workbook, as for one drawing.
pub struct Looks<'w> {
    workbook: &'w Workbook,
    rules: LookRules,
}

impl<'w> Looks<'w> {
    /// The rules of a sheet.
    #[must_use]
    pub fn new(workbook: &'w Workbook, sheet: SheetId) -> Self {
        Self { workbook, rules: LookRules::read(workbook, sheet) }
    }

    /// Whether there is none, so that cells need not be asked for.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// How a cell looks because of what it holds.
    #[must_use]
    pub fn of(&self, at: CellAddress) -> Look {
        self.rules.of(self.workbook, at)
    }
}

impl Workbook {
    /// How a cell looks because of what it holds. For many cells of a sheet [`Looks`] is quicker.
    #[must_use]
    pub fn conditional_look(&self, at: CellAddress) -> Look {
        let concerns = |areas: &[Area]| areas.iter().any(|area| area.contains(at));
        LookRules::read_some(self, at.sheet, concerns).of(self, at)
    }
}

impl ConditionalRule {
    /// The number of levels of its shapes; 0 where it has none.
    #[must_use]
    pub const fn levels(&self) -> usize {
        match self {
            Self::Icons { set, .. } => set.count(),
            Self::Bands { .. } => 3,
            Self::Highlight { .. } | Self::Bar { .. } | Self::Scale(_) => 0,
        }
    }
}
