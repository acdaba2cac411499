//! The open workbook with its history, as plain data without signals.

use rust_decimal::Decimal;
use tandem_core::edit::{CellEdit, Change, Edit, EditError, History};
use tandem_core::file::{self, FileError};
use tandem_core::function::Clock;
use tandem_core::number::date;
use tandem_core::template::{CalculateError, input_cells, instantiate};
use tandem_core::text::Language;
use tandem_core::workbook::Workbook;

use crate::browser::clock;
use crate::route::View;

/// A workbook with the steps that can be taken back.
#[derive(Debug)]
pub struct Document {
    workbook: Workbook,
    history: History,
}

impl Document {
    fn open(mut workbook: Workbook) -> Self {
        workbook.set_clock(now());
        Self { workbook, history: History::new() }
    }

    /// Makes a workbook from a template and enters values in its inputs, as a person would type them. Undoing gives the
    /// template back.
    ///
    /// # Errors
    /// Which template, input or value is wrong.
    pub fn from_template(
        id: &str,
        template: &str,
        inputs: &[(String, String)],
        language: Language,
    ) -> Result<Self, CalculateError> {
        let workbook = instantiate(template, language).map_err(CalculateError::Template)?;
        let mut document = Self::open(workbook.with_id(id));
        let cells = input_cells(template, &document.workbook);
        for (name, typed) in inputs {
            let Some((_, at)) = cells.iter().find(|(known, _)| known == name) else {
                let known = cells.into_iter().map(|(name, _)| name).collect();
                return Err(CalculateError::UnknownInput { name: name.clone(), known });
            };
            let edit = Edit::SetCells(vec![CellEdit::typed(*at, typed)]);
            let done = document.edit(edit, Some("address"));
            done.map_err(|error| CalculateError::Refused { name: name.clone(), error })?;
        }
        document.seal();
        Ok(document)
    }

    /// Reads a workbook from the text of a file.
    ///
    /// # Errors
    /// What is wrong with the file, and where.
    pub fn read(text: &str) -> Result<Self, FileError> {
        file::read(text).map(Self::open)
    }

    /// The same workbook under another identity.
    #[must_use]
    pub fn with_id(self, id: &str) -> Self {
        Self { workbook: self.workbook.with_id(id), history: self.history }
    }

    /// The workbook as the text of a file.
    #[must_use]
    pub fn file(&self) -> String {
        file::write(&self.workbook)
    }

    /// The workbook, for reading.
    #[must_use]
    pub const fn workbook(&self) -> &Workbook {
        &self.workbook
    }

    /// Its title in a language.
    #[must_use]
    pub fn title(&self, language: Language) -> String {
        self.workbook.title().get(language).to_owned()
    }

    /// The template it was made from.
    #[must_use]
    pub fn template(&self) -> Option<String> {
        self.workbook.origin().map(|origin| origin.template.clone())
    }

    /// The identity of its first page.
    #[must_use]
    pub fn first_page(&self) -> Option<String> {
        self.workbook.pages().first().map(|page| page.id.0.clone())
    }

    /// The view in which a person meets it first: what has controls is made to be presented.
    #[must_use]
    pub fn first_view(&self) -> View {
        if self.workbook.controls().is_empty() { View::Workbook } else { View::Present }
    }

    /// Changes it. Edits of the same merge key that follow each other become one step.
    ///
    /// # Errors
    /// Why the edit is refused; nothing is changed then.
    pub fn edit(&mut self, edit: Edit, merge_key: Option<&str>) -> Result<Change, EditError> {
        self.history.apply(&mut self.workbook, edit, merge_key)
    }

    /// Ends the merging of edits.
    pub fn seal(&mut self) {
        self.history.seal();
    }

    /// Takes the latest step back; nothing when there is none.
    ///
    /// # Errors
    /// Why it can't be put back.
    pub fn undo(&mut self) -> Result<Option<Change>, EditError> {
        self.history.undo(&mut self.workbook)
    }

    /// Does again what was taken back last; nothing when there is none.
    ///
    /// # Errors
    /// Why it can't be done again.
    pub fn redo(&mut self) -> Result<Option<Change>, EditError> {
        self.history.redo(&mut self.workbook)
    }

    /// Whether there is a step to take back.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        self.history.can_undo()
    }

    /// Whether there is a step to do again.
    #[must_use]
    pub const fn can_redo(&self) -> bool {
        self.history.can_redo()
    }

    /// Tells the workbook that time went on, as when a page is looked at again on another day.
    pub fn tick(&mut self) -> Vec<tandem_core::cell::CellAddress> {
        let today = now();
        if today.now.floor() == Decimal::from(self.workbook.today()) {
            Vec::new()
        } else {
            self.workbook.set_clock(today)
        }
    }
}

/// The reader's day, and a seed for random numbers that differs from visit to visit.
fn now() -> Clock {
    let (year, month, day) = clock::today();
    let serial = date::serial_from_ymd(year, month, day).unwrap_or_default();
    Clock { now: Decimal::from(serial), seed: clock::now_ms() }
}
