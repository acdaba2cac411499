//! The open workbook with its history, as plain data without signals, and the front of the part of the program that a
//! visit loads with its first workbook.

use rust_decimal::Decimal;
use tandem_core::cell::CellAddress;
use tandem_core::edit::{CellEdit, Change, Edit, EditError, History};
use tandem_core::exchange::{sheet_name_of_file, workbook_from_decisions, workbook_from_separated};
use tandem_core::file::{self, FileError};
use tandem_core::function::Clock;
use tandem_core::number::date;
use tandem_core::record::logged;
use tandem_core::template::tools::{self, Standing, seen_by, view_as, would_show_hidden};
use tandem_core::template::{CalculateError, TemplateError, input_cells, instantiate};
use tandem_core::text::Localized;
use tandem_core::workbook::Workbook;

use super::document::{Document, Documents, FileMaking, FileParts, Unreadable};
use super::{LoadFailure, PartyFile, Trouble, party_file};
use crate::browser::clock;
use crate::i18n::{Language, sentence};
use crate::route::View;
use crate::storage::Pressing;

/// The functions that make documents. In a build that is split into parts, this loads the part that holds them.
///
/// # Errors
/// When the part can't be loaded, as without a network; a later call tries again.
#[cfg(feature = "split")]
#[wasm_split_helpers::wasm_split(workbook, fallible)]
pub fn documents() -> Result<Documents, LoadFailure> {
    Ok(DOCUMENTS)
}

/// The functions that make documents, which this build holds from its start.
///
/// # Errors
/// None: a build that is split into parts can fail to load them.
#[cfg(not(feature = "split"))]
pub async fn documents() -> Result<Documents, LoadFailure> {
    Ok(DOCUMENTS)
}

/// The functions of this file, as the session calls them.
pub const DOCUMENTS: Documents =
    Documents { from_template, read, parts, from_table, from_decisions, from_workbook, clock: now };

/// Characters of a file's name that become the workbook's title, as many as its field takes.
const TITLE_CHARS: usize = 200;

/// A workbook with the steps that can be taken back.
#[derive(Debug)]
struct OpenWorkbook {
    workbook: Workbook,
    history: History,
    /// How it stands; while something is wrong, how it stood before.
    standing: Standing,
    /// What it was before something went wrong.
    last_good: Option<Workbook>,
}

fn open(mut workbook: Workbook) -> OpenWorkbook {
    workbook.set_clock(now());
    let standing = Standing::of(&workbook);
    OpenWorkbook { workbook, history: History::new(), standing, last_good: None }
}

impl OpenWorkbook {
    /// After a change: keeps what was before it where something went wrong, and lets go of it once that is mended.
    fn judge(&mut self, before: fn(&History, &Workbook) -> Result<Option<Workbook>, EditError>) {
        let standing = Standing::of(&self.workbook);
        self.look_alike();
        if !standing.is_worse_than(&self.standing) {
            (self.standing, self.last_good) = (standing, None);
        } else if self.last_good.is_none() {
            // Where what was before can't be had, the results are shown as they are.
            self.last_good = before(&self.history, &self.workbook).ok().flatten();
            if self.last_good.is_none() {
                self.standing = standing;
            }
        }
    }

    /// What was good is seen by whoever sees the workbook now: a party must not find in it what is hidden from it.
    fn look_alike(&mut self) {
        let Some(good) = &mut self.last_good else { return };
        let now = seen_by(&self.workbook);
        if now == seen_by(good) {
            return;
        }
        let changed = view_as(good, now.as_ref()).is_some_and(|edit| edit.apply(good).is_ok());
        if !changed || seen_by(good) != now {
            self.accept();
        }
    }
}

fn from_template(
    id: &str,
    template: &str,
    inputs: &[(String, String)],
    language: Language,
) -> Result<Box<dyn Document>, Trouble> {
    let made = make(id, template, inputs, language);
    let document = made.map_err(|error| match error {
        CalculateError::Template(TemplateError::Unknown(template)) => Trouble::UnknownTemplate(template),
        error => Trouble::BadInputs(Localized::of(|language| error.text(language))),
    })?;
    Ok(Box::new(document))
}

fn make(
    id: &str,
    template: &str,
    inputs: &[(String, String)],
    language: Language,
) -> Result<OpenWorkbook, CalculateError> {
    let workbook = instantiate(template, language).map_err(CalculateError::Template)?;
    let mut document = open(workbook.with_id(id));
    let cells = input_cells(template, &document.workbook);
    for (name, typed) in inputs {
        let Some((_, at)) = cells.iter().find(|(known, _)| known == name) else {
            let known = cells.into_iter().map(|(name, _)| name).collect();
            return Err(CalculateError::UnknownInput { name: name.clone(), known });
        };
        let edit = Edit::SetCells(vec![CellEdit::typed(*at, typed)]);
        let done = document.history.apply(&mut document.workbook, edit, Some("address"));
        done.map_err(|error| CalculateError::Refused { name: name.clone(), error })?;
    }
    document.seal();
    document.accept();
    Ok(document)
}

fn read(text: &str) -> Result<(Box<dyn Document>, Vec<Localized>), Unreadable> {
    match file::read_mended(text) {
        Ok((workbook, mended)) => Ok((Box::new(open(workbook)), mended)),
        Err(error) => {
            let is_newer = matches!(error, FileError::NewerVersion(_));
            Err(Unreadable { reason: Localized::of(|language| error.text(language)), is_newer })
        }
    }
}

fn parts() -> Box<dyn FileParts> {
    Box::new(file::Parts::default())
}

impl FileMaking for file::Making {
    fn go_on(&mut self, workbook: &Workbook, rows: u32, text: &mut String) -> bool {
        Self::go_on(self, workbook, rows, text)
    }

    fn ends(self: Box<Self>, workbook: &Workbook) -> [String; 2] {
        Self::ends(*self, workbook)
    }
}

impl FileParts for file::Parts {
    fn room(&mut self, bytes: usize) -> &mut [u8] {
        Self::room(self, bytes)
    }

    fn take(&mut self, bytes: usize) -> bool {
        Self::take(self, bytes)
    }

    fn finish(self: Box<Self>) -> Option<Box<dyn Document>> {
        Some(Box::new(open(Self::finish(*self)?)))
    }
}

fn from_table(id: &str, file: &str, text: &str, separator: char) -> Result<Box<dyn Document>, Localized> {
    let made = workbook_from_separated(id, &sheet_name_of_file(file), text, separator);
    from_workbook(made.map_err(|error| Localized::of(|language| error.text(language)))?, file)
}

fn from_decisions(id: &str, file: &str, text: &str) -> Result<(Box<dyn Document>, Vec<Localized>), Localized> {
    let made = workbook_from_decisions(id, text);
    let (workbook, warnings) = made.map_err(|error| Localized::of(|language| error.text(language)))?;
    Ok((from_workbook(workbook, file)?, warnings))
}

fn from_workbook(mut workbook: Workbook, file: &str) -> Result<Box<dyn Document>, Localized> {
    let name = file.rsplit_once('.').map_or(file, |(name, _)| name);
    let name: String = name.chars().filter(|c| !c.is_control()).take(TITLE_CHARS).collect();
    let title = Edit::SetTitle(Localized::same(name));
    title.apply(&mut workbook).map_err(|error| refusal(&error))?;
    Ok(Box::new(open(workbook)))
}

/// What was refused, as a sentence.
fn refusal(error: &EditError) -> Localized {
    Localized::of(|language| error.text(language))
}

impl Document for OpenWorkbook {
    fn with_id(self: Box<Self>, id: &str) -> Box<dyn Document> {
        Box::new(Self { workbook: self.workbook.with_id(id), ..*self })
    }

    fn file(&self) -> String {
        file::write(&self.workbook)
    }

    fn file_in_parts(&self) -> Box<dyn FileMaking> {
        Box::new(file::Making::default())
    }

    fn is_longer_than(&self, bytes: usize) -> bool {
        file::is_longer_than(&self.workbook, bytes)
    }

    fn workbook(&self) -> &Workbook {
        &self.workbook
    }

    fn title(&self) -> Localized {
        self.workbook.title().clone()
    }

    fn template(&self) -> Option<String> {
        self.workbook.origin().map(|origin| origin.template.clone())
    }

    fn pressing(&self) -> Option<Pressing> {
        let records = logged(&self.workbook);
        let tripped = || records.iter().flat_map(|record| &record.tripped);
        let broken = || records.iter().flat_map(|record| &record.broken);
        (!records.is_empty()).then(|| Pressing {
            // Among several of one meaning, the first on its page is named.
            gravest: tripped().rev().max_by_key(|(meaning, _)| *meaning).cloned(),
            count: tripped().count(),
            broken: broken().rev().max_by_key(|(meaning, _)| *meaning).map(|(_, name)| Box::new(name.clone())),
            broken_count: broken().count(),
            next_review: records.iter().filter_map(|record| record.next_review.clone()).min(),
        })
    }

    fn first_page(&self) -> Option<String> {
        self.workbook.pages().first().map(|page| page.id.0.clone())
    }

    /// What has controls is made to be presented, and a decision to be read.
    fn first_view(&self) -> View {
        let is_record = self.workbook.pages().first().is_some_and(|page| page.record().is_some());
        if is_record || self.workbook.controls().is_empty() { View::Workbook } else { View::Present }
    }

    fn edit(&mut self, edit: Edit, merge_key: Option<&str>) -> Result<Change, Localized> {
        if would_show_hidden(&self.workbook, &edit).map_err(|error| refusal(&error))? {
            return Err(sentence(|m| m.tools.hidden_from_party, &[]));
        }
        let change = tools::apply(&mut self.history, &mut self.workbook, edit, merge_key);
        let change = change.map_err(|error| refusal(&error))?;
        self.judge(History::before_edit);
        Ok(change)
    }

    fn settle(&mut self) {
        self.workbook.settle();
    }

    fn seal(&mut self) {
        self.history.seal();
    }

    fn undo(&mut self) -> Result<Option<Change>, Localized> {
        let change = self.history.undo(&mut self.workbook).map_err(|error| refusal(&error))?;
        self.judge(History::before_undo);
        Ok(change)
    }

    fn redo(&mut self) -> Result<Option<Change>, Localized> {
        let change = self.history.redo(&mut self.workbook).map_err(|error| refusal(&error))?;
        self.judge(History::before_edit);
        Ok(change)
    }

    fn can_undo(&self) -> bool {
        self.history.can_undo()
    }

    fn can_redo(&self) -> bool {
        self.history.can_redo()
    }

    fn last_good(&self) -> Option<&Workbook> {
        self.last_good.as_ref()
    }

    fn viewer(&self) -> Option<Localized> {
        seen_by(&self.workbook).map(|viewer| viewer.name)
    }

    fn party_file(&self) -> Option<Result<PartyFile, Localized>> {
        party_file::made(&self.workbook)
    }

    fn accept(&mut self) {
        (self.standing, self.last_good) = (Standing::of(&self.workbook), None);
    }

    /// A page that is looked at again on another day computes for that day.
    fn tick(&mut self) -> Vec<CellAddress> {
        let today = now();
        if today.now.floor() == Decimal::from(self.workbook.today()) {
            Vec::new()
        } else {
            self.workbook.set_clock(today)
        }
    }

    fn recalculate(&mut self) -> Vec<CellAddress> {
        self.workbook.set_clock(now())
    }
}

/// The reader's day and time to the minute, and a seed for random numbers that differs from visit to visit.
fn now() -> Clock {
    const MINUTES_PER_HOUR: u32 = 60;
    const MINUTES_PER_DAY: u32 = 1440;
    let (year, month, day) = clock::today();
    let serial = date::serial_from_ymd(year, month, day).unwrap_or_default();
    let (hour, minute) = clock::time_of_day();
    let minutes = Decimal::from(hour.saturating_mul(MINUTES_PER_HOUR).saturating_add(minute));
    let part = minutes.checked_div(Decimal::from(MINUTES_PER_DAY)).unwrap_or_default();
    Clock { now: Decimal::from(serial).checked_add(part).unwrap_or_default(), seed: clock::now_ms() }
}
