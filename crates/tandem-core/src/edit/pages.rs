//! Edits of pages and sheet names.

use super::apply::{Part, Record};
use super::names::{define_name, rename_name, same_name};
use super::{CellEdit, Edit, EditError, carry};
use crate::cell::{CellAddress, SheetId};
use crate::engine::{Content, Rewrite, Rewritten};
use crate::limits::{MAX_SHEET_NAME_CHARS, MAX_SHEETS};
use crate::text::Localized;
use crate::workbook::{Page, PageId, PageKind, Sheet, Workbook};

impl Edit {
    #[inline(never)]
    pub(super) fn step_pages(self, workbook: &mut Workbook, record: &mut Record) -> Result<(), EditError> {
        match self {
            Self::AddSheet { name, position } => add_sheet(&name, position, workbook, record),
            Self::DuplicatePage { page, name, position } => duplicate(&page, &name, position, workbook, record),
            Self::RemovePage(id) => {
                let position = position_of(workbook, &id)?;
                if let Some(sheet) = workbook.pages.get(position).and_then(Page::sheet).map(|sheet| sheet.id) {
                    carry::retell(Rewrite::Removed(sheet), workbook, record)?;
                }
                remove_page(&id, false, workbook, record)
            }
            Self::RenameSheet { page, name } => {
                // What a closed record is called stays, whatever its sheet is called in formulas.
                let is_closed = |page: &&Page| page.record().is_some_and(|record| !record.status.is_open());
                let kept = workbook.page(&page).filter(is_closed).map(|page| page.title.clone());
                let title = kept.unwrap_or_else(|| Localized::same(&name));
                if let Some(sheet) = workbook.page(&page).and_then(Page::sheet).map(|sheet| sheet.id) {
                    check_sheet_name(workbook, &name, Some(sheet))?;
                    carry::retell(Rewrite::Renamed(sheet, &name), workbook, record)?;
                }
                rename_sheet(page, name, title, workbook, record)
            }
            Self::SetPageTitle { page, title } => {
                let found = page_mut(workbook, &page)?;
                let old = std::mem::replace(&mut found.title, title);
                record.note_metadata(Self::SetPageTitle { page, title: old });
                Ok(())
            }
            Self::MovePage { page, position } => {
                let old = position_of(workbook, &page)?;
                let moved = workbook.pages.remove(old);
                let position = position.min(workbook.pages.len());
                workbook.pages.insert(position, moved);
                record.note_metadata(Self::MovePage { page, position: old });
                Ok(())
            }
            Self::DefineName { name, target } => define_name(name, Some(&target), usize::MAX, workbook, record),
            Self::RenameName { name, new_name } => rename_name(&name, new_name, workbook, record),
            Self::RemoveName(name) => match workbook.names.iter().any(|known| same_name(known, &name)) {
                true => define_name(name, None, usize::MAX, workbook, record),
                false => Err(EditError::UnknownName(name)),
            },
            _ => Ok(()),
        }
    }
}

fn position_of(workbook: &Workbook, id: &PageId) -> Result<usize, EditError> {
    let position = workbook.pages.iter().position(|page| page.id == *id);
    position.ok_or_else(|| EditError::UnknownPage(id.0.clone()))
}

fn page_mut<'a>(workbook: &'a mut Workbook, id: &PageId) -> Result<&'a mut Page, EditError> {
    let page = workbook.pages.iter_mut().find(|page| page.id == *id);
    page.ok_or_else(|| EditError::UnknownPage(id.0.clone()))
}

/// Refuses a name that a sheet can't have, or that another sheet has.
pub(crate) fn check_sheet_name(workbook: &Workbook, name: &str, own: Option<SheetId>) -> Result<(), EditError> {
    let length = name.chars().count();
    let is_well_formed = (1..=MAX_SHEET_NAME_CHARS).contains(&length)
        && !name.trim().is_empty()
        && !name.contains(|c: char| "[]:*?/\\".contains(c) || c.is_control())
        && !name.starts_with('\'')
        && !name.ends_with('\'');
    if !is_well_formed {
        return Err(EditError::BadSheetName(name.to_owned()));
    }
    match workbook.sheet_id(name) {
        Some(other) if Some(other) != own => Err(EditError::SheetNameTaken(name.to_owned())),
        _ => Ok(()),
    }
}

fn add_sheet(
    name: &str,
    position: Option<usize>,
    workbook: &mut Workbook,
    record: &mut Record,
) -> Result<(), EditError> {
    check_sheet_name(workbook, name, None)?;
    if workbook.pages.len() >= MAX_SHEETS {
        return Err(EditError::TooManySheets);
    }
    let id = workbook.fresh_page_id();
    let sheet = workbook.engine.add_sheet(name);
    let page = Page { id: id.clone(), title: Localized::same(name), kind: PageKind::Sheet(Sheet::new(sheet)) };
    let position = position.unwrap_or(usize::MAX).min(workbook.pages.len());
    workbook.pages.insert(position, page);
    record.note_part(Part::NoPage { id, is_new: true });
    Ok(())
}

/// Adds a page with the cells and the layout of another one. References that name the sheet go on meaning the first one,
/// as in Excel; controls, outcomes and charts stay with it as well.
fn duplicate(
    id: &PageId,
    name: &str,
    position: Option<usize>,
    workbook: &mut Workbook,
    record: &mut Record,
) -> Result<(), EditError> {
    let position = position.unwrap_or(position_of(workbook, id)?.saturating_add(1));
    let source = workbook.page(id).and_then(Page::sheet).ok_or(EditError::UnknownSheet)?.clone();
    add_sheet(name, Some(position), workbook, record)?;
    let sheet = workbook.sheet_id(name).ok_or(EditError::UnknownSheet)?;
    let copies = super::cells::filled_on(source.id, workbook)
        .into_iter()
        .map(|at| CellEdit::content(CellAddress { sheet, ..at }, workbook.engine.content(at)));
    Edit::SetCells(copies.collect()).step(workbook, record)?;
    if let Some(copy) = workbook.sheet_mut(sheet) {
        *copy = Sheet { id: sheet, hidden: false, overlay: source.overlay.on(sheet), ..source };
    }
    let draft = workbook.page(id).and_then(Page::record).map(crate::workbook::Record::as_draft);
    if let (Some(draft), Some(page)) = (draft, workbook.page_of(sheet).map(|page| page.id.clone())) {
        super::records::become_record(&page, draft, workbook);
    }
    Ok(())
}

fn remove_page(id: &PageId, is_new: bool, workbook: &mut Workbook, record: &mut Record) -> Result<(), EditError> {
    let position = position_of(workbook, id)?;
    if workbook.pages.len() == 1 {
        return Err(EditError::LastPage);
    }
    let is_shown = |page: &Page| page.sheet().is_none_or(|sheet| !sheet.hidden);
    if !workbook.pages.iter().any(|page| page.id != *id && is_shown(page)) {
        return Err(EditError::LastVisibleSheet);
    }
    take_bound_parts(id, workbook, record);
    let page = workbook.pages.remove(position);
    if let Some(sheet) = page.sheet() {
        if is_new {
            workbook.engine.withdraw_sheet(sheet.id);
        } else {
            let rewritten = workbook.engine.detach_sheet(sheet.id);
            note_texts(rewritten, workbook, record);
        }
    }
    record.note_part(Part::Page { position, page: Box::new(page), is_new });
    Ok(())
}

/// Takes away controls, outcomes and charts that are bound to the sheet of a page.
fn take_bound_parts(id: &PageId, workbook: &mut Workbook, record: &mut Record) {
    let Some(sheet) = workbook.page(id).and_then(Page::sheet).map(|sheet| sheet.id) else { return };
    let stays = |at: CellAddress| at.sheet != sheet;
    let (controls, outcomes, charts) = (workbook.controls.clone(), workbook.outcomes.clone(), workbook.charts.clone());
    workbook.controls.retain(|control| stays(control.cell));
    workbook.outcomes.retain_mut(|outcome| {
        outcome.variants.retain(|variant| stays(variant.cell));
        outcome.horizon.count = outcome.horizon.count.filter(|at| stays(*at));
        outcome.digits = outcome.digits.filter(|at| stays(*at));
        outcome.forget_lost_variant();
        stays(outcome.cell)
    });
    workbook.charts.retain_mut(|chart| {
        chart.categories = chart.categories.filter(|area| area.sheet != sheet);
        chart.series.retain(|series| series.values.sheet != sheet);
        !chart.series.is_empty()
    });
    record.note_part(Part::Controls(controls));
    record.note_part(Part::Outcomes(outcomes));
    record.note_part(Part::Charts(charts));
}

/// Notes what formulas and names said before their sheet changed. They are put back after the sheet, because an edit is
/// put back from its last step to its first.
pub(super) fn note_texts(rewritten: Rewritten, workbook: &Workbook, record: &mut Record) {
    if !rewritten.changed.is_empty() {
        let formulas = rewritten.changed.into_iter().map(|(at, text)| (at, Content::Formula(text)));
        record.note(Part::Cells { contents: formulas.collect(), styles: Vec::new() });
    }
    for (name, target) in rewritten.names {
        let position = workbook.names.iter().position(|known| same_name(known, &name)).unwrap_or(usize::MAX);
        record.note_part(Part::Name { name, target: Some(target), position });
    }
}

fn rename_sheet(
    page: PageId,
    name: String,
    title: Localized,
    workbook: &mut Workbook,
    record: &mut Record,
) -> Result<(), EditError> {
    let position = position_of(workbook, &page)?;
    let sheet = workbook.pages.get(position).and_then(Page::sheet).map(|sheet| sheet.id);
    let sheet = sheet.ok_or(EditError::UnknownSheet)?;
    check_sheet_name(workbook, &name, Some(sheet))?;
    let old_name = workbook.sheet_name(sheet).to_owned();
    let rewritten = workbook.engine.rename_sheet(sheet, &name);
    // Once the old name is back, what waited for a sheet of the new one is put back, too.
    note_texts(rewritten, workbook, record);
    let old_title = std::mem::replace(&mut page_mut(workbook, &page)?.title, title);
    record.note_part(Part::SheetName { page, name: old_name, title: old_title });
    Ok(())
}

/// Puts back a page, a sheet's name or a defined name.
pub(super) fn put_back(part: Part, workbook: &mut Workbook, record: &mut Record) -> Result<(), EditError> {
    match part {
        Part::Page { position, page, is_new } => {
            let id = page.id.clone();
            if let Some(sheet) = page.sheet() {
                workbook.engine.attach_sheet(sheet.id);
            }
            workbook.pages.insert(position.min(workbook.pages.len()), *page);
            record.note_part(Part::NoPage { id, is_new });
            Ok(())
        }
        Part::NoPage { id, is_new } => remove_page(&id, is_new, workbook, record),
        Part::SheetName { page, name, title } => rename_sheet(page, name, title, workbook, record),
        Part::Name { name, target, position } => define_name(name, target.as_deref(), position, workbook, record),
        _ => Ok(()),
    }
}
