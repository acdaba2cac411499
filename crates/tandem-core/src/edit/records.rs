//! Edits of decision records: adding one, changing one, and what is refused.
//!
//! A record that was accepted stays as it is, but for its status, its links and its reviews; its cells stay, too. What is
//! to change afterwards makes a new revision, which keeps the earlier one (the folder `record` makes such edits).

use std::collections::BTreeSet;

use super::apply::{Part, Record as Steps};
use super::parts::check_date;
use super::{Edit, EditError, check_identities};
use crate::cell::SheetId;
use crate::formula::Axis;
use crate::limits::{MAX_COLUMNS, MAX_PARTS, MAX_REVISIONS, MAX_ROWS, MAX_TEXT_CHARS};
use crate::text::{Language, Localized, Text};
use crate::workbook::{
    NameVariants, Page, PageId, PageKind, Prose, Record, RecordStatus, RecordText, RevisionHead, Sheet, Workbook,
};

/// Why a change of a record is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordFault {
    /// The page holds no record.
    NoRecord,
    /// It was accepted or rejected, so what it says and its cells stay.
    Closed,
    /// A decision in one status can't go to the other.
    Status {
        /// Where it stands.
        from: RecordStatus,
        /// Where it was to go.
        to: RecordStatus,
    },
    /// Accepting keeps the figures of the day, and nothing else does.
    Snapshot,
    /// Revisions are only ever added, one by one.
    Revision,
    /// A record is superseded by one that names it, and by no other.
    OneSided,
    /// A record would take its own place, directly or through others.
    Cycle,
    /// The columns of its sheet have fixed meanings.
    Columns,
    /// Two of its lines would stand in one row, or two options in one column.
    SharedPlace,
    /// Two of its reviews have one number, or one has none.
    ReviewNumber,
    /// A text is longer than a cell's.
    TextTooLong,
}

impl RecordFault {
    /// A sentence that says what is refused and why.
    #[must_use]
    pub fn text(self, language: Language) -> String {
        if let Self::Status { from, to } = self {
            let (from, to) = (from.text().get(language), to.text().get(language));
            return match language {
                Language::English => format!("A decision can't go from “{from}” to “{to}”."),
                Language::Japanese => format!("意思決定の状態を「{from}」から「{to}」に変えることはできません。"),
            };
        }
        self.fixed().get(language).to_owned()
    }

    /// The sentence of a fault that names nothing.
    const fn fixed(self) -> Text {
        match self {
            Self::NoRecord | Self::Status { .. } => {
                Text::new("There is no decision record on it.", "意思決定記録がありません。")
            }
            Self::Closed => Text::new(
                "The decision was taken, so its words and figures stay as they are. A new revision can be changed.",
                "決定済みのため、内容と数値は変更できません。変更するには改訂版を作成してください。",
            ),
            Self::Snapshot => Text::new(
                "The figures of the day are kept when a decision is accepted, and only then.",
                "その日の数値は、決定が承認されるときにだけ保存されます。",
            ),
            Self::Revision => Text::new(
                "A revision is added after the last one and keeps it as it was.",
                "改訂は最新版の後にのみ追加でき、それまでの版はそのまま残します。",
            ),
            Self::OneSided => Text::new(
                "A decision is superseded by a record that names it, and by no other.",
                "置き換え済みにできるのは、置き換える側の記録がこの記録を指している場合だけです。",
            ),
            Self::Cycle => Text::new(
                "A record can't take its own place, directly or through others.",
                "記録が直接または間接に自分自身を置き換えることはできません。",
            ),
            Self::Columns => Text::new(
                "The columns of a record's figures have fixed meanings, so none can be inserted or deleted.",
                "意思決定記録の数値表は列の意味が決まっているため、列の挿入や削除はできません。",
            ),
            Self::SharedPlace => Text::new(
                "Two of its lines stand in one row, or two options in one column.",
                "同じ行に2つの項目、または同じ列に2つの選択肢があります。",
            ),
            Self::ReviewNumber => Text::new(
                "Two of its reviews have the same number, or one has none.",
                "見直しの番号が重複しているか、付いていません。",
            ),
            Self::TextTooLong => {
                Text::new("A text is longer than a cell can hold.", "セルに入る長さを超える文章があります。")
            }
        }
    }
}

impl Edit {
    #[inline(never)]
    pub(super) fn step_record(self, workbook: &mut Workbook, steps: &mut Steps) -> Result<(), EditError> {
        match self {
            Self::AddRecord { name, position, record } => add(&name, position, *record, workbook, steps),
            Self::SetRecord { page, record } => {
                let old = record_of(workbook, &page)?;
                check_change(&page, old, &record, workbook)?;
                check_record(&page, &record, workbook)?;
                exchange(page, record, workbook, steps);
                Ok(())
            }
            Self::AdoptRecord { page, record } => {
                let old = record_of(workbook, &page)?;
                if !old.status.is_open() || !old.earlier.is_empty() || old.revision != 1 {
                    return fault(&page, RecordFault::Revision);
                }
                check_record(&page, &record, workbook)?;
                exchange(page, record, workbook, steps);
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

fn fault<T>(page: &PageId, fault: RecordFault) -> Result<T, EditError> {
    Err(EditError::Record { page: page.0.clone(), fault })
}

fn record_of<'a>(workbook: &'a Workbook, page: &PageId) -> Result<&'a Record, EditError> {
    let found = workbook.page(page).ok_or_else(|| EditError::UnknownPage(page.0.clone()))?;
    found.record().map_or_else(|| fault(page, RecordFault::NoRecord), Ok)
}

/// Puts a record on a page that has one, and notes the one that was there.
pub(super) fn exchange(page: PageId, record: Box<Record>, workbook: &mut Workbook, steps: &mut Steps) {
    let present = workbook.pages.iter_mut().find(|candidate| candidate.id == page).and_then(Page::record_mut);
    if let Some(present) = present {
        let old = std::mem::replace(present, *record);
        steps.note_part(Part::Record(page, Box::new(old)));
    }
}

fn add(
    name: &str,
    position: Option<usize>,
    record: Record,
    workbook: &mut Workbook,
    steps: &mut Steps,
) -> Result<(), EditError> {
    Edit::AddSheet { name: name.to_owned(), position }.step(workbook, steps)?;
    let sheet = workbook.sheet_id(name).ok_or(EditError::UnknownSheet)?;
    let Some(page) = workbook.page_of(sheet).map(|page| page.id.clone()) else { return Err(EditError::UnknownSheet) };
    if !record.status.is_open() || record.snapshot.is_some() || !record.earlier.is_empty() {
        return fault(&page, RecordFault::Snapshot);
    }
    check_record(&page, &record, workbook)?;
    become_record(&page, record, workbook);
    Ok(())
}

/// Makes the page of a sheet that of a record.
pub(super) fn become_record(page: &PageId, record: Record, workbook: &mut Workbook) {
    if let Some(page) = workbook.pages.iter_mut().find(|candidate| candidate.id == *page)
        && let Some(sheet) = page.sheet_mut()
    {
        let sheet = std::mem::replace(sheet, Sheet::new(sheet.id));
        page.kind = PageKind::Record(sheet, Box::new(record));
    }
}

/// Refuses what would rewrite history: a step in a decision's life that is none, a changed word of an accepted record.
fn check_change(page: &PageId, old: &Record, new: &Record, workbook: &Workbook) -> Result<(), EditError> {
    if new.revision != old.revision {
        return check_revision(page, old, new, workbook);
    }
    if !old.status.may_become(new.status) {
        return fault(page, RecordFault::Status { from: old.status, to: new.status });
    }
    if new.earlier != old.earlier {
        return fault(page, RecordFault::Revision);
    }
    // Only what came in from elsewhere is superseded by something that is in no workbook.
    let is_superseded = |record: &Record| record.status == RecordStatus::Superseded;
    if is_superseded(new) && new.superseded_by.is_none() && !(is_superseded(old) && old.superseded_by.is_none()) {
        return fault(page, RecordFault::OneSided);
    }
    if old.status.is_open() {
        let is_accepted = new.status == RecordStatus::Accepted;
        return if new.snapshot.is_some() == is_accepted { Ok(()) } else { fault(page, RecordFault::Snapshot) };
    }
    let is_same = new.text == old.text && new.number == old.number && new.variants == old.variants;
    if is_same && new.snapshot == old.snapshot { Ok(()) } else { fault(page, RecordFault::Closed) }
}

/// A new revision begins as a draft and keeps the one before it whole, its cells included.
fn check_revision(page: &PageId, old: &Record, new: &Record, workbook: &Workbook) -> Result<(), EditError> {
    let is_next = old.revision.checked_add(1) == Some(new.revision) && new.earlier.len() == old.earlier.len() + 1;
    let keeps_earlier = new.earlier.starts_with(&old.earlier);
    let cells = workbook.page(page).and_then(Page::sheet).map(|sheet| workbook.typed_cells(sheet.id));
    let keeps_last = new.earlier.last().is_some_and(|last| {
        last.number == old.revision
            && *last.said == old.text
            && last.snapshot == old.snapshot
            && Some(&last.cells) == cells.as_ref()
            && last.head == workbook.page(page).map(|page| RevisionHead::of(old, &page.title))
    });
    let is_draft = new.status == RecordStatus::Draft && new.snapshot.is_none();
    // What holds in the place of a superseded record is its successor.
    let is_taken = !old.status.is_open() && old.status != RecordStatus::Superseded;
    let is_revision = is_next && keeps_earlier && keeps_last && is_draft && is_taken;
    if is_revision { Ok(()) } else { fault(page, RecordFault::Revision) }
}

/// Refuses a record that could not stand in its workbook. Files are read through the same check.
pub(crate) fn check_record(page: &PageId, record: &Record, workbook: &Workbook) -> Result<(), EditError> {
    let text = &record.text;
    if record.earlier.len() > MAX_REVISIONS || record.reviews.len() > MAX_PARTS || text.risks.len() > MAX_PARTS {
        return Err(EditError::TooManyParts);
    }
    check_identities(text.options.iter().map(|option| &option.id))?;
    let mut rows = BTreeSet::new();
    if !text.rows().all(|row| rows.insert(row)) {
        return fault(page, RecordFault::SharedPlace);
    }
    let mut columns = BTreeSet::new();
    if !text.options.iter().all(|option| columns.insert(option.column)) {
        return fault(page, RecordFault::SharedPlace);
    }
    if rows.len() > MAX_PARTS {
        return Err(EditError::TooManyParts);
    }
    if rows.iter().any(|row| *row >= MAX_ROWS) || columns.iter().any(|column| *column >= MAX_COLUMNS) {
        return Err(EditError::OutsideSheet);
    }
    let mut numbers = BTreeSet::from([0]);
    if !record.reviews.iter().all(|review| numbers.insert(review.number)) {
        return fault(page, RecordFault::ReviewNumber);
    }
    let held = record.reviews.iter().filter_map(|review| review.held.as_ref()).map(|held| &held.date);
    let dates = record.reviews.iter().map(|review| &review.due).chain(held).chain(&text.updated);
    let snapshots = || record.earlier.iter().map(|earlier| &earlier.snapshot).chain([&record.snapshot]).flatten();
    let past = record.earlier.iter().map(|earlier| &earlier.date).chain(snapshots().map(|snapshot| &snapshot.date));
    dates.chain(past).try_for_each(|date| check_date(Some(date)))?;
    check_past(page, record)?;
    if texts(record).any(|text| text.len() > MAX_TEXT_CHARS && text.chars().nth(MAX_TEXT_CHARS).is_some()) {
        return fault(page, RecordFault::TextTooLong);
    }
    check_links(page, record, workbook)
}

/// Refuses revisions that no record can have had: their numbers rise from one on up to that of the present one, and what is
/// still open has no figures of an acceptance.
fn check_past(page: &PageId, record: &Record) -> Result<(), EditError> {
    let numbers = || record.earlier.iter().map(|earlier| earlier.number).chain([record.revision]);
    if !numbers().is_sorted_by(|one, next| one < next) || numbers().any(|number| number == 0) {
        return fault(page, RecordFault::Revision);
    }
    if record.status.is_open() && record.snapshot.is_some() {
        return fault(page, RecordFault::Snapshot);
    }
    Ok(())
}

/// Every text of a record that a person wrote, those of its reviews and earlier revisions included.
fn texts(record: &Record) -> impl Iterator<Item = &String> {
    let held = || record.reviews.iter().filter_map(|review| review.held.as_ref());
    let lessons = held().flat_map(|held| [&held.lesson.en, &held.lesson.ja, &held.by]);
    let earlier = record.earlier.iter();
    let said = earlier.flat_map(|revision| words(&revision.said).chain(revision.cells.values()).chain([&revision.by]));
    let heads = record.earlier.iter().filter_map(|revision| revision.head.as_ref());
    let heads = heads.flat_map(|head| {
        let NameVariants { english, katakana, kanji } = &head.variants;
        [&head.number, english, katakana, kanji, &head.title.en, &head.title.ja]
    });
    let names = [&record.number, &record.variants.english, &record.variants.katakana, &record.variants.kanji];
    let names = names.into_iter().chain(heads);
    words(&record.text).chain(lessons).chain(said).chain(names)
}

fn words(text: &RecordText) -> impl Iterator<Item = &String> {
    let prose = Prose::ALL.into_iter().map(move |part| part.of(text));
    let more = text.risks.iter().chain(text.options.iter().map(|option| &option.text));
    prose.chain(more).flat_map(|text| [&text.en, &text.ja])
}

/// Whether a record names a successor that doesn't name it, or names one though nothing took its place.
fn is_one_sided(page: &PageId, record: &Record, workbook: &Workbook) -> bool {
    // A page that was removed since may still be named: it comes back with an undo.
    let names_this = |id: &PageId| {
        let other = workbook.page(id).and_then(Page::record);
        other.is_none_or(|other| other.supersedes.contains(page))
    };
    let is_superseded = record.status == RecordStatus::Superseded;
    record.superseded_by.as_ref().is_some_and(|id| !is_superseded || !names_this(id))
}

/// Takes away links to a successor that doesn't say so itself, or from a record that nothing took the place of, and tells of
/// each in a sentence. No edit makes such a link, but a file may hold one, and all that it loses is the link.
pub(crate) fn mend_links(workbook: &mut Workbook) -> Vec<Localized> {
    let mut told = Vec::new();
    let records = workbook.pages.iter().filter_map(|page| Some((page, page.record()?)));
    let broken = records.filter(|(page, record)| is_one_sided(&page.id, record, workbook));
    let broken: Vec<(PageId, PageId, bool)> = broken
        .filter_map(|(page, record)| {
            let is_superseded = record.status == RecordStatus::Superseded;
            Some((page.id.clone(), record.superseded_by.clone()?, is_superseded))
        })
        .collect();
    for (id, successor, is_superseded) in broken {
        let title = |language| {
            let title = |id: &PageId| workbook.page(id).map(|page| page.title.get(language).to_owned());
            (title(&id).unwrap_or_default(), title(&successor).unwrap_or_else(|| successor.0.clone()))
        };
        let ((en, en_successor), (ja, ja_successor)) = (title(Language::English), title(Language::Japanese));
        told.push(if is_superseded {
            Localized {
                en: format!("“{en}” named “{en_successor}” as its successor, which doesn’t say so; that link is left out."),
                ja: format!("「{ja}」は置き換え先として「{ja_successor}」を指していましたが、相手側に記載がないため、このリンクを外しました。"),
            }
        } else {
            Localized {
                en: format!("“{en}” named “{en_successor}” as its successor, but isn’t superseded; that link is left out."),
                ja: format!("「{ja}」は置き換え済みではないのに置き換え先として「{ja_successor}」を指していたため、このリンクを外しました。"),
            }
        });
        let page = workbook.pages.iter_mut().find(|page| page.id == id);
        if let Some(record) = page.and_then(Page::record_mut) {
            record.superseded_by = None;
        }
    }
    told
}

/// Refuses one-sided links between records, and rounds of them.
fn check_links(page: &PageId, record: &Record, workbook: &Workbook) -> Result<(), EditError> {
    let known = |id: &PageId| workbook.page(id).and_then(Page::record);
    if is_one_sided(page, record, workbook) {
        return fault(page, RecordFault::OneSided);
    }
    // What took the place of another record goes on saying so for as long as that one does.
    let is_left_out = |other: &Page| {
        let claims = other.record().and_then(|other| other.superseded_by.as_ref()) == Some(page);
        claims && !record.supersedes.contains(&other.id)
    };
    if workbook.pages.iter().any(is_left_out) {
        return fault(page, RecordFault::OneSided);
    }
    let mut seen = BTreeSet::new();
    let mut waiting: Vec<&PageId> = record.supersedes.iter().collect();
    while let Some(id) = waiting.pop() {
        if id == page {
            return fault(page, RecordFault::Cycle);
        }
        if seen.insert(id) {
            waiting.extend(known(id).into_iter().flat_map(|other| &other.supersedes));
        }
    }
    Ok(())
}

/// Refuses edits of the title and the cells of a record that is closed, and of the columns of any record.
#[inline]
pub(super) fn require_open(edit: &Edit, workbook: &Workbook) -> Result<(), EditError> {
    if workbook.pages.iter().any(|page| page.record().is_some()) {
        require_open_records(edit, workbook)
    } else {
        Ok(())
    }
}

/// As [`require_open`], in a workbook with decision records.
#[inline(never)]
fn require_open_records(edit: &Edit, workbook: &Workbook) -> Result<(), EditError> {
    let records = workbook.pages.iter().filter(|page| page.record().is_some());
    let columns = match edit {
        Edit::InsertColumns { sheet, .. } | Edit::DeleteColumns { sheet, .. } | Edit::MoveColumns { sheet, .. } => {
            Some(*sheet)
        }
        Edit::InsertCells { area, axis: Axis::Column } | Edit::DeleteCells { area, axis: Axis::Column } => {
            Some(area.sheet)
        }
        _ => None,
    };
    for page in records {
        let (Some(record), Some(sheet)) = (page.record(), page.sheet()) else { continue };
        if columns == Some(sheet.id) {
            return fault(&page.id, RecordFault::Columns);
        }
        let renames =
            matches!(edit, Edit::SetPageTitle { page: own, title } if *own == page.id && *title != page.title);
        if !record.status.is_open() && (renames || touches(edit, sheet.id)) {
            return fault(&page.id, RecordFault::Closed);
        }
    }
    Ok(())
}

fn touches(edit: &Edit, sheet: SheetId) -> bool {
    match edit {
        Edit::SetCells(cells) => cells.iter().any(|cell| cell.at.sheet == sheet && cell.input.is_some()),
        Edit::TypeCells(cells) => cells.iter().any(|(at, _)| at.sheet == sheet),
        Edit::Clear(area) | Edit::Merge(area) | Edit::InsertCells { area, .. } | Edit::DeleteCells { area, .. } => {
            area.sheet == sheet
        }
        Edit::MoveCells { from, to } => from.sheet == sheet || to.sheet == sheet,
        Edit::CopyCells { to, .. } => to.sheet == sheet,
        Edit::InsertRows { sheet: own, .. }
        | Edit::DeleteRows { sheet: own, .. }
        | Edit::MoveRows { sheet: own, .. } => *own == sheet,
        _ => false,
    }
}

/// The records on a sheet whose rows come or go, for putting them back.
pub(super) fn note_rows(sheet: SheetId, workbook: &Workbook, steps: &mut Steps) {
    if let Some(page) = workbook.page_of(sheet)
        && let Some(record) = page.record()
    {
        steps.note_part(Part::Record(page.id.clone(), Box::new(record.clone())));
    }
}

/// Lets the lines of a record follow the rows of its sheet.
pub(super) fn move_rows(sheet: SheetId, workbook: &mut Workbook, place: impl Fn(u32) -> Option<u32>) {
    let own = |page: &&mut Page| page.sheet().is_some_and(|candidate| candidate.id == sheet);
    if let Some(record) = workbook.pages.iter_mut().find(own).and_then(Page::record_mut) {
        record.text.move_rows(place);
    }
}
