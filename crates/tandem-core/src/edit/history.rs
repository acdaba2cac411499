//! Undo and redo: two stacks of inverses, bounded in steps and in cells.

use std::collections::VecDeque;

use super::{Applied, Edit, EditError};
use crate::cell::{Area, CellAddress};
use crate::limits::{MAX_HISTORY_CELLS, MAX_HISTORY_STEPS};
use crate::workbook::Workbook;

/// What an edit, an undo or a redo changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Cells whose value or look changed. Those that moved with rows or columns are not listed.
    pub changed: Vec<CellAddress>,
    /// Whether anything but values and looks of cells changed.
    pub metadata_changed: bool,
    /// Where a step was taken back or done again; nothing for edits, and where it was about something else than cells.
    pub place: Option<Area>,
}

/// One step of undo.
#[derive(Debug)]
struct Step {
    inverse: Edit,
    weight: usize,
    merge_key: Option<String>,
}

/// The edits that can be undone and redone, of one workbook.
#[derive(Debug, Default)]
pub struct History {
    undo: VecDeque<Step>,
    redo: Vec<Edit>,
    /// What undoes the latest edit alone, where it was merged with the step before.
    latest: Option<Edit>,
    /// The sum of the steps' weights.
    weight: usize,
}

impl History {
    /// A history without steps.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Applies an edit and keeps what undoes it. An edit with the merge key of the step before becomes one step with
    /// it, as the many small moves of one slider; see also [`Self::seal`].
    ///
    /// # Errors
    /// Why the edit is refused; workbook and history are then unchanged.
    pub fn apply(&mut self, workbook: &mut Workbook, edit: Edit, merge_key: Option<&str>) -> Result<Change, EditError> {
        self.apply_if(workbook, edit, merge_key, |_| Ok(()))
    }

    /// As [`Self::apply`], unless the workbook may not be as the edit leaves it.
    ///
    /// # Errors
    /// Why the edit is refused; workbook and history are then unchanged.
    pub fn apply_if(
        &mut self,
        workbook: &mut Workbook,
        edit: Edit,
        merge_key: Option<&str>,
        check: impl FnOnce(&Workbook) -> Result<(), EditError>,
    ) -> Result<Change, EditError> {
        let Applied { inverse, changed, metadata_changed } = edit.apply(workbook)?;
        if let Err(error) = check(workbook) {
            inverse.apply(workbook)?;
            return Err(error);
        }
        self.redo.clear();
        let merges = merge_key.is_some() && self.undo.back().and_then(|step| step.merge_key.as_deref()) == merge_key;
        self.latest = None;
        if merges && let Some(step) = self.undo.pop_back() {
            self.weight -= step.weight;
            self.latest = Some(inverse.clone());
            let merged = merge(inverse, step.inverse);
            self.push(merged, step.merge_key);
        } else {
            self.push(inverse, merge_key.map(str::to_owned));
        }
        Ok(Change { changed, metadata_changed, place: None })
    }

    /// Ends the merging: the next edit becomes a step of its own, whatever its merge key.
    pub fn seal(&mut self) {
        if let Some(step) = self.undo.back_mut() {
            step.merge_key = None;
        }
    }

    fn push(&mut self, inverse: Edit, merge_key: Option<String>) {
        let weight = inverse.weight();
        self.weight += weight;
        self.undo.push_back(Step { inverse, weight, merge_key });
        // The latest step is always kept: an edit that can't be undone would be worse than the memory it takes.
        while self.undo.len() > 1 && (self.undo.len() > MAX_HISTORY_STEPS || self.weight > MAX_HISTORY_CELLS) {
            if let Some(step) = self.undo.pop_front() {
                self.weight -= step.weight;
            }
        }
    }

    /// Undoes the latest step; nothing when there is none.
    ///
    /// # Errors
    /// Why it can't be put back; workbook and history are then unchanged.
    pub fn undo(&mut self, workbook: &mut Workbook) -> Result<Option<Change>, EditError> {
        let Some(step) = self.undo.back() else { return Ok(None) };
        let place = step.inverse.place();
        // Applying takes the edit, and a step that can't be undone now may be undone later: so a copy of it is applied.
        let Applied { inverse, changed, metadata_changed } = step.inverse.clone().apply(workbook)?;
        self.latest = None;
        if let Some(step) = self.undo.pop_back() {
            self.weight -= step.weight;
        }
        self.redo.push(inverse);
        Ok(Some(Change { changed, metadata_changed, place }))
    }

    /// Does again what was undone last; nothing when there is none.
    ///
    /// # Errors
    /// Why it can't be done again; workbook and history are then unchanged.
    pub fn redo(&mut self, workbook: &mut Workbook) -> Result<Option<Change>, EditError> {
        let Some(edit) = self.redo.last() else { return Ok(None) };
        let place = edit.place();
        let Applied { inverse, changed, metadata_changed } = edit.clone().apply(workbook)?;
        self.latest = None;
        self.redo.pop();
        self.push(inverse, None);
        Ok(Some(Change { changed, metadata_changed, place }))
    }

    /// A copy of the workbook as it was before the latest edit, of merged ones the last alone; nothing where none is kept.
    ///
    /// # Errors
    /// Why it can't be put back in the copy.
    pub fn before_edit(&self, workbook: &Workbook) -> Result<Option<Workbook>, EditError> {
        let inverse = self.latest.as_ref().or_else(|| self.undo.back().map(|step| &step.inverse));
        inverse.map(|inverse| with(workbook, inverse)).transpose()
    }

    /// A copy of the workbook as it was before the latest undo; nothing where nothing was undone.
    ///
    /// # Errors
    /// Why it can't be done again in the copy.
    pub fn before_undo(&self, workbook: &Workbook) -> Result<Option<Workbook>, EditError> {
        self.redo.last().map(|edit| with(workbook, edit)).transpose()
    }

    /// Whether there is a step to undo.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// Whether there is a step to do again.
    #[must_use]
    pub const fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    /// How many steps can be undone.
    #[must_use]
    pub fn steps(&self) -> usize {
        self.undo.len()
    }
}

/// A copy of a workbook with an edit.
fn with(workbook: &Workbook, edit: &Edit) -> Result<Workbook, EditError> {
    let mut copy = workbook.clone();
    edit.clone().apply(&mut copy)?;
    Ok(copy)
}

/// What undoes two steps: the later one's inverse first. When the earlier one's puts back every cell that the later
/// one's does, it alone is enough.
fn merge(later: Edit, earlier: Edit) -> Edit {
    if earlier.covers(&later) {
        return earlier;
    }
    // One flat list: a long drag must not nest deeper with every move.
    let mut edits = Vec::new();
    for edit in [later, earlier] {
        match edit {
            Edit::Batch(mut inner) => edits.append(&mut inner),
            single => edits.push(single),
        }
    }
    Edit::Batch(edits)
}
