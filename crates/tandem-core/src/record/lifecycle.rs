//! The steps of a decision's life. Each gives an edit, so that one undo takes it back.

use super::{Open, snapshot};
use crate::edit::Edit;
use crate::workbook::{Held, PageId, Record, RecordStatus, Revision, RevisionHead, Workbook};

fn set(page: &PageId, record: Record) -> Edit {
    Edit::SetRecord { page: page.clone(), record: Box::new(record) }
}

/// Puts a draft forward. Nothing when the page has no record.
#[must_use]
pub fn propose(workbook: &Workbook, page: &PageId) -> Option<Edit> {
    let open = Open::new(workbook, page)?;
    Some(set(page, Record { status: RecordStatus::Proposed, ..open.record.clone() }))
}

/// Accepts a decision and keeps every figure of the day, as `2026-03-31`. Nothing when the page has no record.
#[must_use]
pub fn accept(workbook: &Workbook, page: &PageId, date: &str) -> Option<Edit> {
    let open = Open::new(workbook, page)?;
    let snapshot = Some(snapshot::take(open, date));
    Some(set(page, Record { status: RecordStatus::Accepted, snapshot, ..open.record.clone() }))
}

/// Begins a new revision of a decision that was taken: a draft, with what was said before kept beside it.
#[must_use]
pub fn revise(workbook: &Workbook, page: &PageId, date: &str, by: &str) -> Option<Edit> {
    let open = Open::new(workbook, page)?;
    let mut next = open.record.clone();
    next.earlier.push(Revision {
        number: open.record.revision,
        date: date.to_owned(),
        by: by.to_owned(),
        said: Box::new(open.record.text.clone()),
        cells: workbook.typed_cells(open.sheet),
        snapshot: open.record.snapshot.clone(),
        head: Some(RevisionHead::of(open.record, &workbook.page(page)?.title)),
    });
    next.revision = open.record.revision.saturating_add(1);
    next.status = RecordStatus::Draft;
    next.snapshot = None;
    next.superseded_by = None;
    Some(set(page, next))
}

/// Lets one record take the place of another one. Both say so, and one undo takes it back. Nothing when either page has
/// no record.
#[must_use]
pub fn supersede(workbook: &Workbook, old: &PageId, new: &PageId) -> Option<Edit> {
    let (before, after) = (Open::new(workbook, old)?, Open::new(workbook, new)?);
    let mut successor = after.record.clone();
    if !successor.supersedes.contains(old) {
        successor.supersedes.push(old.clone());
    }
    let mut superseded = before.record.clone();
    superseded.status = RecordStatus::Superseded;
    superseded.superseded_by = Some(new.clone());
    Some(Edit::Batch(vec![set(new, successor), set(old, superseded)]))
}

/// The number of the planned review that one held on a day, as `2026-03-31`, is taken for: of those that are due by then and
/// wait, the one that is due first. Nothing before any is due, because a review that nobody had planned leaves the plan as
/// it is.
#[must_use]
pub fn review_due_by(record: &Record, day: &str) -> Option<u32> {
    // Days of this form stand in the order of their texts.
    let due = record.reviews.iter().filter(|review| review.held.is_none() && review.due.as_str() <= day);
    due.min_by(|a, b| a.due.cmp(&b.due)).map(|review| review.number)
}

/// Writes down what came of a review and which revision it judged: of the planned one with a number, or of one that nobody
/// had planned, which is due on its own day. Nothing when the page has no record, or no review of that number waits.
#[must_use]
pub fn hold_review(
    workbook: &Workbook,
    page: &PageId,
    held: Held,
    planned: Option<u32>,
    next: Option<String>,
) -> Option<Edit> {
    let open = Open::new(workbook, page)?;
    let mut record = open.record.clone();
    let held = Held { revision: Some(record.holding_revision()), ..held };
    if let Some(number) = planned {
        let mut waiting = record.reviews.iter_mut().filter(|review| review.held.is_none());
        waiting.find(|review| review.number == number)?.held = Some(held);
    } else {
        let due = held.date.clone();
        record.add_review(due, Some(held));
    }
    if let Some(due) = next {
        record.add_review(due, None);
    }
    Some(set(page, record))
}
