//! Which pages a merged workbook has, what they are called and how they are ordered; and the names of cells.

use std::borrow::Cow;

use super::super::cells::{On, filled_places, is_same};
use super::super::difference::Kind;
use super::super::pages::{counterpart, name_of};
use super::{Asked, Merger, Pick, Shared, pick, pick_part};
use crate::cell::SheetId;
use crate::edit::Edit;
use crate::text::{Localized, Text};
use crate::workbook::{Page, PageId, Record, Workbook};

/// What is said of a page that one copy has changed and the other one has removed.
const REMOVED: Text = Text::new("removed", "削除");
const CHANGED: Text = Text::new("changed", "変更");
/// What is said of a page that only one copy has, where it is not known what both began with.
const THERE: Text = Text::new("there", "あり");
const ABSENT: Text = Text::new("not there", "なし");

/// The page of one copy in another one. Two pages that were both added since may have got the same identity; they are one only
/// if they have the same name.
fn twin<'a>(page: &Page, of: &Workbook, other: &'a Workbook, base: Option<&Workbook>) -> Option<&'a Page> {
    let found = counterpart(page, of, other)?;
    let is_of_base = base.is_none_or(|base| counterpart(page, of, base).is_some());
    (is_of_base || name_of(page, of) == name_of(found, other)).then_some(found)
}

fn sheet_of(page: &Page) -> Option<SheetId> {
    page.sheet().map(|sheet| sheet.id)
}

impl Merger<'_> {
    /// Adds, removes, renames and orders pages; gives those that both have then.
    pub(super) fn pages(&mut self) -> Vec<Shared> {
        let (theirs, base) = (self.theirs.clone(), self.base.clone());
        let base = base.as_deref();
        let mut pages = Vec::new();
        for (position, page) in theirs.pages().iter().enumerate() {
            let Some(sheet) = sheet_of(page) else { continue };
            let earlier = base.and_then(|base| counterpart(page, &theirs, base));
            let Some(own) = twin(page, &theirs, self.mine, base) else {
                pages.extend(self.added(page, sheet, position, earlier));
                continue;
            };
            let Some(mine) = sheet_of(own) else { continue };
            self.sheets.insert(sheet, mine);
            pages.push(Shared { base: earlier.and_then(sheet_of), mine, theirs: sheet, is_new: false });
        }
        self.removed(base);
        for shared in pages.iter().filter(|shared| !shared.is_new) {
            self.renamed(*shared);
        }
        self.ordered();
        pages
    }

    /// A page that only the other copy has.
    fn added(&mut self, page: &Page, sheet: SheetId, position: usize, earlier: Option<&Page>) -> Option<Shared> {
        let (picked, told) = match (self.base.as_deref(), earlier) {
            // It was removed here.
            (Some(base), Some(earlier)) if is_same_page((earlier, base), (page, &*self.theirs)) => {
                (Pick::Mine, (REMOVED, CHANGED))
            }
            (Some(_), Some(_)) => (Pick::Conflict, (REMOVED, CHANGED)),
            (Some(_), None) => (Pick::Theirs, (ABSENT, THERE)),
            (None, _) => (Pick::Conflict, (ABSENT, THERE)),
        };
        if !self.takes(picked, || asked_page(page, told)) {
            return None;
        }
        let name = self.free_name(name_of(page, &self.theirs));
        let (position, title, record) = (Some(position), page.title.clone(), page.record().cloned());
        let add = match &record {
            Some(record) => {
                Edit::AddRecord { name: name.clone(), position, record: Box::new(Record::as_draft(record)) }
            }
            None => Edit::AddSheet { name: name.clone(), position },
        };
        if !self.apply(add) {
            return None;
        }
        let mine = self.trial.sheet_id(&name)?;
        let id = self.trial.page_of(mine)?.id.clone();
        if title != Localized::same(&name) {
            self.apply(Edit::SetPageTitle { page: id, title });
        }
        self.sheets.insert(sheet, mine);
        Some(Shared { base: None, mine, theirs: sheet, is_new: true })
    }

    /// A name that no sheet has: the one that is wanted, else one with a number.
    fn free_name(&self, wanted: &str) -> String {
        let is_free = |name: &String| self.trial.sheet_id(name).is_none();
        let numbered = (2u32..).map(|number| {
            let ending = format!(" ({number})");
            let room = crate::limits::MAX_SHEET_NAME_CHARS.saturating_sub(ending.len());
            wanted.chars().take(room).collect::<String>() + &ending
        });
        std::iter::once(wanted.to_owned()).chain(numbered).find(is_free).unwrap_or_default()
    }

    /// Removes pages that the other copy removed and that are here as they were.
    fn removed(&mut self, base: Option<&Workbook>) {
        let theirs = self.theirs.clone();
        for page in self.mine.pages() {
            let earlier = base.map(|base| (base, counterpart(page, self.mine, base)));
            if twin(page, self.mine, &theirs, base).is_some() {
                continue;
            }
            let (picked, told) = match earlier {
                // It was added here.
                Some((_, None)) => continue,
                Some((base, Some(earlier))) if is_same_page((earlier, base), (page, self.mine)) => {
                    (Pick::Theirs, (CHANGED, REMOVED))
                }
                Some(_) => (Pick::Conflict, (CHANGED, REMOVED)),
                None => (Pick::Conflict, (THERE, ABSENT)),
            };
            if self.takes(picked, || asked_page(page, told)) {
                self.apply(Edit::RemovePage(page.id.clone()));
            }
        }
    }

    /// The name of a page that both have. From then on it has that name in every copy, so that formulas say the same.
    fn renamed(&mut self, shared: Shared) {
        let (theirs, base) = (self.theirs.clone(), self.base.clone());
        let Some(own) = self.mine.page_of(shared.mine) else { return };
        let Some(other) = theirs.page_of(shared.theirs) else { return };
        let earlier = shared.base.and_then(|sheet| Some((base.as_deref()?, base.as_deref()?.page_of(sheet)?)));
        let (name, wanted) = (name_of(own, self.mine), name_of(other, &theirs));
        let known = earlier.map(|(base, page)| name_of(page, base));
        let told = |text: &str| Localized::same(text);
        let asked =
            || Asked { kind: Kind::Page, name: own.title.clone(), at: None, mine: told(name), theirs: told(wanted) };
        let takes_name = self.takes(pick(known, name, wanted), asked);
        if takes_name {
            self.apply(Edit::RenameSheet { page: own.id.clone(), name: wanted.to_owned() });
        }
        let titles = pick(earlier.map(|(_, page)| &page.title), &own.title, &other.title);
        let asked = || Asked {
            kind: Kind::Page,
            name: own.title.clone(),
            at: None,
            mine: own.title.clone(),
            theirs: other.title.clone(),
        };
        // Where names differ, that is asked already; a title goes with its name.
        let takes_title =
            if name == wanted || titles != Pick::Conflict { self.takes(titles, asked) } else { takes_name };
        let title = if takes_title { &other.title } else { &own.title };
        if self.trial.page(&own.id).is_some_and(|page| page.title != *title) {
            self.apply(Edit::SetPageTitle { page: own.id.clone(), title: title.clone() });
        }
        let name = self.trial.sheet_name(shared.mine).to_owned();
        call(&mut self.theirs, shared.theirs, &name);
        if let (Some(base), Some(sheet)) = (&mut self.base, shared.base) {
            call(base, sheet, &name);
        }
    }

    /// The order of the pages, where only the other copy changed it.
    fn ordered(&mut self) {
        let Some(base) = self.base.as_deref() else { return };
        let theirs = self.theirs.as_ref();
        let order = |of: &Workbook| -> Vec<PageId> {
            let pages = of.pages().iter().filter_map(|page| counterpart(page, of, base));
            pages.map(|page| page.id.clone()).collect()
        };
        // What one of them removed has no place in either.
        let (mine, there) = (order(self.mine), order(theirs));
        let of_both = |ids: &[PageId]| -> Vec<PageId> {
            ids.iter().filter(|id| mine.contains(id) && there.contains(id)).cloned().collect()
        };
        let all: Vec<PageId> = base.pages().iter().map(|page| page.id.clone()).collect();
        if of_both(&mine) != of_both(&all) || of_both(&there) == of_both(&all) {
            return;
        }
        let sheets = theirs.pages().iter().filter_map(|page| self.sheets.get(sheet_of(page)?));
        let wanted: Vec<PageId> =
            sheets.filter_map(|sheet| self.trial.page_of(sheet).map(|page| page.id.clone())).collect();
        for (position, page) in wanted.into_iter().enumerate() {
            if self.trial.pages().get(position).is_some_and(|there| there.id != page) {
                self.apply(Edit::MovePage { page, position });
            }
        }
    }

    /// The names of cells and ranges.
    pub(super) fn names(&mut self) {
        let (theirs, base) = (self.theirs.clone(), self.base.clone());
        let mut names: Vec<String> = theirs.names().to_vec();
        names.extend(self.trial.names().iter().filter(|name| theirs.name_target(name).is_none()).cloned());
        for name in names {
            let (own, other) = (self.trial.name_target(&name), theirs.name_target(&name));
            let known = base.as_ref().map(|base| base.name_target(&name));
            let picked = pick_part(known.as_ref().map(Option::as_ref), own.as_ref(), other.as_ref());
            let told = |text: &Option<String>| Localized::same(text.clone().unwrap_or_default());
            let asked = || Asked {
                kind: Kind::Name,
                name: Localized::same(&name),
                at: None,
                mine: told(&own),
                theirs: told(&other),
            };
            if self.takes(picked, asked) {
                self.apply(match other {
                    Some(target) => Edit::DefineName { name, target },
                    None => Edit::RemoveName(name),
                });
            }
        }
    }
}

fn asked_page(page: &Page, (mine, theirs): (Text, Text)) -> Asked {
    Asked { kind: Kind::Page, name: page.title.clone(), at: None, mine: mine.into(), theirs: theirs.into() }
}

/// Gives a sheet another name in a copy of its own. Where that name is taken, formulas go on saying the old one, and what
/// differs by it is a conflict.
fn call(workbook: &mut Cow<'_, Workbook>, sheet: SheetId, name: &str) {
    let Some(page) = workbook.page_of(sheet) else { return };
    if workbook.sheet_name(sheet) != name {
        let edit = Edit::RenameSheet { page: page.id.clone(), name: name.to_owned() };
        let _ = edit.apply(workbook.to_mut());
    }
}

/// Whether nobody typed anything on a page since.
fn is_same_page((old, before): (&Page, &Workbook), (new, after): (&Page, &Workbook)) -> bool {
    let (Some(was), Some(is)) = (sheet_of(old), sheet_of(new)) else { return false };
    let (was, is) = (On { workbook: before, sheet: was }, On { workbook: after, sheet: is });
    let is_alike = |(row, column): (u32, u32)| is_same(was, is, row, column);
    old.record() == new.record() && filled_places(&[was, is]).into_iter().all(is_alike)
}
