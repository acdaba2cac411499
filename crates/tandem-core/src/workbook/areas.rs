//! Several areas as one: their anchor, and what is left of them.

use crate::cell::{Area, CellAddress};

/// The cell that formulas for several areas are written for: their first row and their first column.
#[must_use]
pub fn anchor(areas: &[Area]) -> Option<CellAddress> {
    let sheet = areas.first()?.sheet;
    let top = areas.iter().map(|area| area.top).min()?;
    let left = areas.iter().map(|area| area.left).min()?;
    Some(CellAddress::new(sheet, top, left))
}

/// What is left of an area without the cells of another one: up to four areas, from above to below.
#[must_use]
pub fn without(area: Area, taken: Area) -> Vec<Area> {
    let Some(shared) = area.intersection(taken) else { return vec![area] };
    let mut left = Vec::new();
    if area.top < shared.top {
        left.push(Area { bottom: shared.top - 1, ..area });
    }
    let middle = Area { top: shared.top, bottom: shared.bottom, ..area };
    if area.left < shared.left {
        left.push(Area { right: shared.left - 1, ..middle });
    }
    if shared.right < area.right {
        left.push(Area { left: shared.right + 1, ..middle });
    }
    if shared.bottom < area.bottom {
        left.push(Area { top: shared.bottom + 1, ..area });
    }
    left
}

/// What is left of several areas without the cells of another one.
#[must_use]
pub fn all_without(areas: &[Area], taken: Area) -> Vec<Area> {
    areas.iter().flat_map(|area| without(*area, taken)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::SheetId;

    fn area(top: u32, left: u32, bottom: u32, right: u32) -> Area {
        Area { sheet: SheetId(0), top, left, bottom, right }
    }

    #[test]
    fn what_is_left_covers_each_other_cell_once() {
        let whole = area(2, 2, 6, 6);
        for taken in
            [area(0, 0, 9, 9), area(3, 3, 4, 4), area(0, 0, 2, 2), area(4, 0, 4, 9), area(0, 5, 9, 5), area(8, 8, 9, 9)]
        {
            let left = without(whole, taken);
            for (row, column) in (0..10).flat_map(|row| (0..10).map(move |column| (row, column))) {
                let at = CellAddress::new(SheetId(0), row, column);
                let times = left.iter().filter(|area| area.contains(at)).count();
                assert_eq!(times, usize::from(whole.contains(at) && !taken.contains(at)), "{at:?} without {taken:?}");
            }
        }
    }

    #[test]
    fn the_anchor_is_the_first_row_and_column_of_all() {
        assert_eq!(anchor(&[area(5, 1, 6, 1), area(2, 3, 2, 3)]), Some(CellAddress::new(SheetId(0), 2, 1)));
        assert_eq!(anchor(&[]), None);
    }
}
