//! What differs between two workbooks.

use super::cells::{CellChange, On, filled_places, is_same, restyled, side};
use super::pages::{SheetMap, counterpart, name_of};
use super::{parts, rows};
use crate::limits::MAX_TOLD_CHANGES;
use crate::text::{Localized, Text};
use crate::workbook::{Page, Workbook};

/// What a part of a workbook is, for saying what changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// The content of a cell.
    Cell,
    /// The workbook's title.
    Title,
    /// Language, currency, fiscal year.
    Settings,
    /// A page.
    Page,
    /// The order of the pages.
    Order,
    /// The name of a cell or range.
    Name,
    /// A control.
    Control,
    /// An outcome.
    Outcome,
    /// A chart.
    Chart,
    /// A scenario.
    Scenario,
    /// A party.
    Party,
    /// A decision record.
    Record,
    /// Rows that came or went among others.
    Rows,
    /// Widths, heights, and what is hidden, frozen, internal or merged on a sheet.
    Layout,
    /// The rules for what may be typed on a sheet and how its cells look.
    Rules,
    /// The filter of a sheet.
    Filter,
    /// A remark on a cell.
    Note,
    /// Where the content of a cell comes from.
    Evidence,
    /// How cells of a sheet look.
    Style,
}

impl Kind {
    /// The word for it.
    #[must_use]
    pub const fn text(self) -> Text {
        match self {
            Self::Cell => Text::new("Cell", "セル"),
            Self::Title => Text::new("Title", "タイトル"),
            Self::Settings => Text::new("Settings", "設定"),
            Self::Page => Text::new("Page", "ページ"),
            Self::Order => Text::new("Order of the pages", "ページの順序"),
            Self::Name => Text::new("Name", "名前"),
            Self::Control => Text::new("Control", "入力項目"),
            Self::Outcome => Text::new("Outcome", "結果指標"),
            Self::Chart => Text::new("Chart", "グラフ"),
            Self::Scenario => Text::new("Scenario", "シナリオ"),
            Self::Party => Text::new("Party", "当事者"),
            Self::Record => Text::new("Decision record", "意思決定記録"),
            Self::Rows => Text::new("Rows", "行"),
            Self::Layout => Text::new("Rows and columns", "行と列"),
            Self::Rules => Text::new("Rules for cells", "セルのルール"),
            Self::Filter => Text::new("Filter", "フィルター"),
            Self::Note => Text::new("Note", "メモ"),
            Self::Evidence => Text::new("Source", "出典"),
            Self::Style => Text::new("Cell formats", "セルの書式"),
        }
    }
}

/// A part, other than the content of a cell, that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartChange {
    /// What it is.
    pub kind: Kind,
    /// What people call it: its label, or the sheet or cell it belongs to.
    pub name: Localized,
    /// What it was, as far as that can be said shortly; nothing where it was not there.
    pub before: Option<Localized>,
    /// What it is, as far as that can be said shortly; nothing where it is gone.
    pub after: Option<Localized>,
}

/// How many cells differ, also those that are not listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Cells in which something was typed that were empty.
    pub added: u64,
    /// Cells that are empty now.
    pub removed: u64,
    /// Cells that hold something else.
    pub changed: u64,
    /// Cells whose formula is the same and gives another value.
    pub recomputed: u64,
    /// Cells that look otherwise.
    pub restyled: u64,
}

/// What differs between two workbooks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// The cells that hold something else, sheet by sheet and row by row, the first [`MAX_TOLD_CHANGES`] of them. Those of pages
    /// that came or went are not listed.
    pub cells: Vec<CellChange>,
    /// Everything else that differs.
    pub parts: Vec<PartChange>,
    /// How many cells differ.
    pub counts: Counts,
}

impl Difference {
    /// Whether nothing was changed by anybody: values may still differ, as they do from day to day.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.cells.is_empty() && self.parts.is_empty() && self.counts.restyled == 0
    }

    /// How many changes there are: each cell, and each other part.
    #[must_use]
    pub fn count(&self) -> u64 {
        let Counts { added, removed, changed, .. } = self.counts;
        let parts = u64::try_from(self.parts.len()).unwrap_or(u64::MAX);
        added.saturating_add(removed).saturating_add(changed).saturating_add(parts)
    }
}

/// What differs between two workbooks, of which both were told the same day. Where rows came or went, the others are compared with what
/// they were, as far as that says it in fewer changes. The time is in proportion to their cells.
#[must_use]
pub fn compare(before: &Workbook, after: &Workbook) -> Difference {
    let found = by_place(before, after);
    if found.cells.is_empty() {
        return found;
    }
    let Some((moved, rows)) = rows::aligned(before, after) else { return found };
    let mut along = by_place(&moved, after);
    along.parts.splice(0..0, rows);
    if along.count() < found.count() { along } else { found }
}

/// What differs where each row is what stood at its place.
fn by_place(before: &Workbook, after: &Workbook) -> Difference {
    let mut found = Difference::default();
    let sheets = SheetMap::between(after, before);
    parts::whole(before, after, &mut found.parts);
    for page in before.pages().iter().filter(|page| counterpart(page, before, after).is_none()) {
        found.parts.push(PartChange {
            kind: Kind::Page,
            name: page.title.clone(),
            before: Some(page.title.clone()),
            after: None,
        });
    }
    for page in after.pages() {
        match counterpart(page, after, before) {
            Some(earlier) => same_page((earlier, before), (page, after), &mut found),
            None => found.parts.push(PartChange {
                kind: Kind::Page,
                name: page.title.clone(),
                before: None,
                after: Some(page.title.clone()),
            }),
        }
    }
    parts::bound(before, after, &sheets, &mut found.parts);
    found
}

/// What differs on a page that both have.
fn same_page((earlier, before): (&Page, &Workbook), (page, after): (&Page, &Workbook), found: &mut Difference) {
    let (Some(old), Some(new)) = (earlier.sheet(), page.sheet()) else { return };
    let names = (name_of(earlier, before), name_of(page, after));
    if earlier.title != page.title || names.0 != names.1 {
        // The title is what people see; where it is the same, the name in formulas differs.
        let by_name = earlier.title == page.title;
        let told = |title: &Localized, name: &str| if by_name { Localized::same(name) } else { title.clone() };
        found.parts.push(PartChange {
            kind: Kind::Page,
            name: page.title.clone(),
            before: Some(told(&earlier.title, names.0)),
            after: Some(told(&page.title, names.1)),
        });
    }
    let (was, is) = (On { workbook: before, sheet: old.id }, On { workbook: after, sheet: new.id });
    for (row, column) in filled_places(&[was, is]) {
        same_cell(was, is, (row, column), found);
    }
    let count = restyled(was, is);
    found.counts.restyled = found.counts.restyled.saturating_add(count);
    if count > 0 {
        let there = || Some(Localized::default());
        found.parts.push(PartChange { kind: Kind::Style, name: page.title.clone(), before: there(), after: there() });
    }
    parts::of_page(earlier, (page, after), &mut found.parts);
}

fn same_cell(was: On<'_>, is: On<'_>, (row, column): (u32, u32), found: &mut Difference) {
    let (was_at, at) = (was.at(row, column), is.at(row, column));
    if is_same(was, is, row, column) {
        let is_recomputed = !was.workbook.value(was_at).is_same(is.workbook.value(at));
        found.counts.recomputed = found.counts.recomputed.saturating_add(u64::from(is_recomputed));
        return;
    }
    let is_blank = |on: On<'_>| matches!(on.workbook.content(on.at(row, column)), crate::engine::Content::Blank);
    let count = match (is_blank(was), is_blank(is)) {
        (true, _) => &mut found.counts.added,
        (_, true) => &mut found.counts.removed,
        _ => &mut found.counts.changed,
    };
    *count = count.saturating_add(1);
    if found.cells.len() < MAX_TOLD_CHANGES {
        let (before, after) = (side(was, row, column), side(is, row, column));
        found.cells.push(CellChange { at, before, after });
    }
}
