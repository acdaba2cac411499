//! Which page of one workbook is which page of another one.

use std::collections::HashMap;

use crate::cell::SheetId;
use crate::workbook::{Page, Workbook};

/// The name of a page's sheet, as formulas write it.
pub(super) fn name_of<'a>(page: &Page, workbook: &'a Workbook) -> &'a str {
    page.sheet().map(|sheet| workbook.sheet_name(sheet.id)).unwrap_or_default()
}

/// The page of one workbook as it stands in another one: the one of its name, which is what people and formulas call it.
/// Copies of one workbook keep the identities of pages as well, so that one that was renamed is found by that; but a page that
/// is new may have got the identity of one that is gone.
pub(super) fn counterpart<'a>(page: &Page, of: &Workbook, other: &'a Workbook) -> Option<&'a Page> {
    if let Some(sheet) = other.sheet_id(name_of(page, of)) {
        return other.page_of(sheet);
    }
    let same = other.page(&page.id).filter(|_| of.id() == other.id());
    same.filter(|same| of.sheet_id(name_of(same, other)).is_none())
}

/// The sheets of one workbook with those of another one that they are.
#[derive(Debug, Default)]
pub(super) struct SheetMap(HashMap<SheetId, SheetId>);

impl SheetMap {
    /// From the sheets of `from` to those of `to`.
    pub(super) fn between(from: &Workbook, to: &Workbook) -> Self {
        let sheet = |page: &Page| page.sheet().map(|sheet| sheet.id);
        let pairs = from.pages().iter().filter_map(|page| Some((sheet(page)?, sheet(counterpart(page, from, to)?)?)));
        Self(pairs.collect())
    }

    /// Says which sheet another one is.
    pub(super) fn insert(&mut self, from: SheetId, to: SheetId) {
        self.0.insert(from, to);
    }

    /// The sheet that is another one there.
    pub(super) fn origin(&self, to: SheetId) -> Option<SheetId> {
        self.0.iter().find(|(_, known)| **known == to).map(|(from, _)| *from)
    }

    /// The sheet that another one is.
    pub(super) fn get(&self, from: SheetId) -> Option<SheetId> {
        self.0.get(&from).copied()
    }
}
