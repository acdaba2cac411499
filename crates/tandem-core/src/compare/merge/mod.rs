//! Bringing into one copy of a workbook what was changed in another copy.
//!
//! Where it is known what both began with, what only one of them changed is taken, and what both changed otherwise is a
//! conflict. Where it is not, everything that differs is a conflict: a cell that only one of them has may have been filled by
//! the one or emptied by the other. A conflict stays as it is here unless somebody chooses the other one.
//!
//! Every step is an edit that is tried on a copy as soon as it is known, so that later steps know the sheets that earlier ones
//! added, and what is refused is told instead of spoiling the rest. Start reading at [`merge`]; then `pages.rs`, which goes
//! first because formulas name sheets, then `cells.rs`, `overlay.rs` and `parts.rs`; `joining.rs` tells a person what a merge
//! would do.

mod cells;
mod joining;
mod overlay;
mod pages;
mod parts;

use std::borrow::Cow;
use std::collections::BTreeSet;

pub use joining::{Joining, joining};

use super::difference::Kind;
use super::pages::SheetMap;
use crate::cell::{CellAddress, SheetId};
use crate::edit::Edit;
use crate::engine::Content;
use crate::text::Localized;
use crate::workbook::Workbook;

/// Something that two copies changed in different ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// What it is.
    pub kind: Kind,
    /// What people call it; for a cell its place, such as `Sheet1!B2`.
    pub name: Localized,
    /// The cell, where it is one, in the copy that is merged into.
    pub at: Option<CellAddress>,
    /// What stands here; empty for nothing.
    pub mine: Localized,
    /// What stands there; empty for nothing.
    pub theirs: Localized,
    /// What the formula of a cell shows here; nothing where what stands here says it all.
    pub mine_shows: Option<Localized>,
    /// What the formula of a cell shows there.
    pub theirs_show: Option<Localized>,
    /// Whether what stands there is taken.
    pub takes_theirs: bool,
}

/// How two copies become one.
#[derive(Clone, Debug, Default)]
pub struct Merge {
    /// The steps that bring the other copy's changes into this one, for one [`Edit::Batch`].
    pub edits: Vec<Edit>,
    /// What both changed, always in the same order for the same workbooks.
    pub conflicts: Vec<Conflict>,
    /// How many cells take the content of the other copy.
    pub cells: u64,
    /// What can't be taken and why, a sentence each.
    pub refused: Vec<Localized>,
}

impl Merge {
    /// The merge as one edit of the copy that is merged into.
    #[must_use]
    pub fn edit(&self) -> Edit {
        Edit::Batch(self.edits.clone())
    }
}

/// What brings into `mine` what `theirs` changed since `base`. Where no base is known, all that differs is a conflict. In
/// conflicts `mine` stays.
#[must_use]
pub fn merge(base: Option<&Workbook>, mine: &Workbook, theirs: &Workbook) -> Merge {
    merge_choosing(base, mine, theirs, &BTreeSet::new())
}

/// As [`merge`], taking theirs in the conflicts of these positions.
#[must_use]
pub fn merge_choosing(
    base: Option<&Workbook>,
    mine: &Workbook,
    theirs: &Workbook,
    theirs_in: &BTreeSet<usize>,
) -> Merge {
    merged(base, mine, theirs, Takes::In(theirs_in)).0
}

/// In which conflicts theirs is taken.
#[derive(Clone, Copy, Debug)]
enum Takes<'a> {
    /// In those of these positions.
    In(&'a BTreeSet<usize>),
    /// In all.
    All,
}

/// A merge, and the workbook that it makes.
fn merged(base: Option<&Workbook>, mine: &Workbook, theirs: &Workbook, takes: Takes<'_>) -> (Merge, Workbook) {
    let mut merger = Merger {
        base: base.map(Cow::Borrowed),
        mine,
        theirs: Cow::Borrowed(theirs),
        trial: mine.clone(),
        takes,
        sheets: SheetMap::default(),
        merge: Merge::default(),
    };
    let pages = merger.pages();
    merger.names();
    pages.iter().for_each(|page| merger.cells(page));
    pages.iter().for_each(|page| merger.overlay(page));
    pages.iter().for_each(|page| merger.record(page));
    merger.parts();
    (merger.merge, merger.trial)
}

/// A page that both copies have by now, and the one that both began with.
#[derive(Clone, Copy, Debug)]
struct Shared {
    base: Option<SheetId>,
    mine: SheetId,
    theirs: SheetId,
    /// Whether it was just added, so that everything on it is taken.
    is_new: bool,
}

struct Merger<'a> {
    base: Option<Cow<'a, Workbook>>,
    mine: &'a Workbook,
    theirs: Cow<'a, Workbook>,
    /// What this copy has become by the steps so far.
    trial: Workbook,
    takes: Takes<'a>,
    /// From the other copy's sheets to those of this one.
    sheets: SheetMap,
    merge: Merge,
}

/// What becomes of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pick {
    Mine,
    Theirs,
    Conflict,
}

/// What becomes of something that both copies have. `base` is nothing where it is not known.
fn pick<T: PartialEq + ?Sized>(base: Option<&T>, mine: &T, theirs: &T) -> Pick {
    if mine == theirs || base == Some(theirs) {
        Pick::Mine
    } else if base == Some(mine) {
        Pick::Theirs
    } else {
        Pick::Conflict
    }
}

/// As [`pick`], for something that may be absent.
fn pick_part<T: PartialEq + ?Sized>(base: Option<Option<&T>>, mine: Option<&T>, theirs: Option<&T>) -> Pick {
    pick(base.as_ref(), &mine, &theirs)
}

/// What the formula of a cell shows; nothing where it holds none.
fn shown(workbook: &Workbook, at: CellAddress) -> Option<Localized> {
    let is_formula = matches!(workbook.content(at), Content::Formula(_));
    is_formula.then(|| Localized::of(|language| workbook.display_text(at, language)))
}

/// A conflict before it is settled.
struct Asked {
    kind: Kind,
    name: Localized,
    at: Option<CellAddress>,
    mine: Localized,
    theirs: Localized,
}

impl Merger<'_> {
    /// Tries an edit and keeps it where it can be done.
    fn apply(&mut self, edit: Edit) -> bool {
        match edit.clone().apply(&mut self.trial) {
            Ok(_) => {
                self.merge.edits.push(edit);
                true
            }
            Err(error) => {
                self.merge.refused.push(Localized::of(|language| error.text(language)));
                false
            }
        }
    }

    /// Notes a conflict; gives whether theirs is taken.
    fn ask(&mut self, Asked { kind, name, at, mine, theirs }: Asked) -> bool {
        let takes_theirs = match self.takes {
            Takes::In(places) => places.contains(&self.merge.conflicts.len()),
            Takes::All => true,
        };
        let cell = at.filter(|_| kind == Kind::Cell);
        let mine_shows = cell.and_then(|at| shown(self.mine, at));
        let theirs_show = cell.and_then(|at| {
            let sheet = self.sheets.origin(at.sheet)?;
            shown(&self.theirs, CellAddress { sheet, ..at })
        });
        self.merge.conflicts.push(Conflict { kind, name, at, mine, theirs, mine_shows, theirs_show, takes_theirs });
        takes_theirs
    }

    /// Whether theirs is taken: as picked, or as chosen in a conflict.
    fn takes(&mut self, picked: Pick, asked: impl FnOnce() -> Asked) -> bool {
        match picked {
            Pick::Mine => false,
            Pick::Theirs => true,
            Pick::Conflict => self.ask(asked()),
        }
    }
}
