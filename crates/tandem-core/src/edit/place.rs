//! Where an edit happens, for who takes it back and wants to see it.

use super::Edit;
use super::apply::{Part, Restore};
use super::overlay::OverlayPart;
use crate::cell::Area;
use crate::formula::{Axis, Shift};
use crate::limits::{MAX_COLUMNS, MAX_ROWS};

impl Edit {
    /// The smallest area that holds the cells which the edit changes, on the sheet of the first of them; nothing where it is about
    /// something else than cells.
    pub(super) fn place(&self) -> Option<Area> {
        match self {
            Self::Batch(edits) => edits.iter().filter_map(Self::place).reduce(around),
            Self::Restore(Restore(part)) => part.place(),
            _ => None,
        }
    }
}

impl Part {
    fn place(&self) -> Option<Area> {
        match self {
            Self::Cells { contents, styles } => {
                let styled = styles.iter().map(|(at, _)| Area::of(*at));
                contents.areas().reduce(around).or_else(|| styled.reduce(around))
            }
            Self::Inserted(shift) | Self::Deleted { shift, .. } => Some(strip(shift)),
            Self::Overlay(_, OverlayPart::Note(at, _) | OverlayPart::Evidence(at, _)) => Some(Area::of(*at)),
            _ => None,
        }
    }
}

/// The smallest area that holds two on one sheet; the first of two on different ones.
fn around(a: Area, b: Area) -> Area {
    if a.sheet != b.sheet {
        return a;
    }
    Area {
        sheet: a.sheet,
        top: a.top.min(b.top),
        left: a.left.min(b.left),
        bottom: a.bottom.max(b.bottom),
        right: a.right.max(b.right),
    }
}

/// The rows, columns or cells that come or go.
fn strip(shift: &Shift) -> Area {
    let (first, last) = shift.across();
    let end = shift.at.saturating_add(shift.count).saturating_sub(1);
    match shift.axis {
        Axis::Row => {
            let (left, right) = (first, last.min(MAX_COLUMNS - 1));
            Area { sheet: shift.sheet, top: shift.at, left, bottom: end.min(MAX_ROWS - 1), right }
        }
        Axis::Column => {
            let (top, bottom) = (first, last.min(MAX_ROWS - 1));
            Area { sheet: shift.sheet, top, left: shift.at, bottom, right: end.min(MAX_COLUMNS - 1) }
        }
    }
}
