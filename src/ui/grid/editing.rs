//! What is being typed, as everything that helps with it sees it: the draft, its caret, and the formula taken apart.
//!
//! It outlives the grid, so that a formula can be gone on with on another page.

use std::sync::Arc;

use leptos::html::Textarea;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use tandem_core::cell::{Area, CellAddress, SheetId};
use tandem_core::formula::assist::{Known, Reading};
use tandem_core::workbook::Workbook;

use super::assist::Offer;
use super::draft::{Draft, Refusal};
use super::keys::{Action, Mode};
use super::picking::Pick;
use super::recall::Recalled;
use super::sheet::SheetView;
use super::state::GridState;
use super::text_place::{byte_of, units_of};
use crate::browser::element::{HtmlTextAreaElement, focus_in_place};
use crate::session::Session;

/// One of the two text areas in which a cell is edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The one on the cell.
    Cell,
    /// The one of the formula bar.
    Bar,
}

/// A page that is to be shown; the view around the grid goes there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The page of a sheet.
    Sheet(SheetId),
    /// The next page.
    Next,
    /// The one before.
    Previous,
}

/// Names that fit the word at the caret: which of them is chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Whether they are offered: after typing, until Escape or until the caret goes elsewhere.
    pub is_open: bool,
    /// The one that is chosen, from 0.
    pub index: usize,
    /// Whether a person chose it; the first is chosen by itself.
    pub is_deliberate: bool,
}

/// What is being typed. It is a handful of signals, so it is copied freely.
#[derive(Clone, Copy)]
pub struct Editing {
    /// The text being typed, if any.
    pub draft: RwSignal<Option<Draft>>,
    /// Where the person types, or typed last.
    pub field: RwSignal<Field>,
    /// Where the selection in the text begins and ends, in UTF-16 units.
    pub caret: RwSignal<(u32, u32)>,
    /// The reference that is being pointed at.
    pub pick: RwSignal<Option<Pick>>,
    /// Whether an input method is composing.
    pub is_composing: RwSignal<bool>,
    /// The names that are offered.
    pub choice: RwSignal<Choice>,
    /// A mistake that was seen while typing rested.
    pub slip: RwSignal<Option<Refusal>>,
    /// What the grid is to do once it is back on the page where the formula was typed.
    pub afterwards: StoredValue<Option<Action>>,
    /// What was completed from the column, until something else is typed.
    pub recalled: StoredValue<Option<Recalled>>,
    /// The formula taken apart; nothing while no formula is typed.
    pub reading: Memo<Option<Arc<Reading>>>,
    /// The names that fit the word at the caret, while they are offered.
    pub offer: Memo<Option<Arc<Offer>>>,
    /// A page that is to be shown.
    pub wanted: RwSignal<Option<Wanted>>,
    /// Whether another page is about to be shown on which the formula goes on: then leaving the text area ends nothing.
    pub is_turning: StoredValue<bool>,
    /// Ends the wait for a rest.
    waiting: StoredValue<Option<TimeoutHandle>>,
}

impl Editing {
    /// Nothing is being typed.
    #[must_use]
    pub fn new(session: Session) -> Self {
        let draft = RwSignal::new(None::<Draft>);
        let typed = Memo::new(move |_| {
            let is_formula = |draft: &&Draft| draft.text.starts_with(['=', '＝']);
            draft.with(|draft| draft.as_ref().filter(is_formula).map(|draft| (draft.home(), draft.text.clone())))
        });
        let reading = Memo::new(move |_| {
            let (host, text) = typed.get()?;
            session.with(|workbook| Reading::of(&text, host, &Book(workbook))).flatten().map(Arc::new)
        });
        // Another workbook has other sheets, and nothing of this one may be entered there.
        let opened = session.opened();
        Effect::new(move |before: Option<_>| {
            let now = opened.get();
            if before.is_some_and(|before| before != now) {
                draft.set(None);
            }
            now
        });
        let (caret, choice, is_composing) =
            (RwSignal::new((0, 0)), RwSignal::new(Choice::default()), RwSignal::new(false));
        let is_offering = Memo::new(move |_| choice.with(|choice| choice.is_open) && !is_composing.get());
        let offer = Memo::new(move |_| {
            let reading = reading.get().filter(|_| is_offering.get())?;
            let (start, end) = caret.get();
            let at = byte_of(reading.typed(), start);
            let found = session.with(|workbook| Offer::of(&reading, at, workbook)).flatten();
            found.filter(|_| start == end).map(Arc::new)
        });
        Self {
            draft,
            field: RwSignal::new(Field::Cell),
            caret,
            pick: RwSignal::new(None),
            is_composing,
            choice,
            slip: RwSignal::new(None),
            afterwards: StoredValue::new(None),
            recalled: StoredValue::new(None),
            reading,
            offer,
            wanted: RwSignal::new(None),
            is_turning: StoredValue::new(false),
            waiting: StoredValue::new(None),
        }
    }

    /// The selection in the draft as bytes of its text.
    #[must_use]
    pub fn selected_bytes(self) -> std::ops::Range<usize> {
        let (start, end) = self.caret.get();
        self.draft.with(|draft| {
            let text = draft.as_ref().map_or("", |draft| draft.text.as_str());
            byte_of(text, start)..byte_of(text, end)
        })
    }

    /// Where the caret is, in bytes; nothing while several letters are selected.
    #[must_use]
    pub fn caret_byte(self) -> Option<usize> {
        let selected = self.selected_bytes();
        selected.is_empty().then_some(selected.start)
    }

    /// Nothing is typed any more.
    pub fn end(self) {
        self.pick.set(None);
        self.slip.set(None);
        self.recalled.set_value(None);
        self.choice.set(Choice::default());
        self.is_composing.set(false);
        self.wait(None);
        self.draft.set(None);
    }

    fn wait(self, next: Option<TimeoutHandle>) {
        let before = self.waiting.try_update_value(|waiting| std::mem::replace(waiting, next)).flatten();
        if let Some(before) = before {
            before.clear();
        }
    }
}

impl GridState {
    /// The text area in which the person types.
    #[must_use]
    pub fn typing_field(self) -> Option<HtmlTextAreaElement> {
        let field: NodeRef<Textarea> = match self.editing.field.get_untracked() {
            Field::Cell => self.editor,
            Field::Bar => self.bar,
        };
        field.try_get_untracked().flatten()
    }

    /// Whether the draft belongs to a cell of another page.
    #[must_use]
    pub fn is_away(self) -> bool {
        let own = self.sheet.id();
        self.draft.with_untracked(|draft| draft.as_ref().is_some_and(|draft| draft.sheet != own))
    }

    /// The text was changed by typing.
    pub fn typed_in(self, field: Field, text: String) {
        let editing = self.editing;
        editing.field.set(field);
        editing.pick.set(None);
        editing.recalled.set_value(None);
        if self.is_editing() {
            self.type_text(text);
        } else {
            self.begin(Mode::Enter, Some(text));
        }
        self.read_caret(field);
        editing.choice.set(Choice { is_open: true, ..Choice::default() });
        self.look_for_slip();
    }

    /// Takes the text over, and does something more on the page to which it belongs.
    pub fn commit_and(self, action: Action) {
        let is_away = self.is_away();
        self.editing.afterwards.set_value(is_away.then_some(action));
        if self.commit() && !is_away {
            self.act(action);
        }
    }

    /// Ends typing and goes back to where it began.
    pub fn leave_draft(self) {
        let home = self.draft.with_untracked(|draft| draft.as_ref().map(|draft| draft.sheet));
        self.reveal_below_growth();
        self.editing.end();
        match home.filter(|home| *home != self.sheet.id()) {
            Some(home) => self.editing.wanted.set(Some(Wanted::Sheet(home))),
            None => self.focus(),
        }
    }

    /// A draft begins, with the caret at its end.
    pub fn begin_typing(self, draft: Draft) {
        let editing = self.editing;
        let end = units_of(&draft.text, draft.text.len());
        editing.field.set(Field::Cell);
        editing.caret.set((end, end));
        editing.pick.set(None);
        editing.choice.set(Choice::default());
        editing.slip.set(None);
        editing.draft.set(Some(draft));
    }

    /// Takes over where the caret is. One that went elsewhere ends pointing and what is offered.
    pub fn read_caret(self, field: Field) {
        let editing = self.editing;
        if !self.is_editing() || editing.field.get_untracked() != field {
            return;
        }
        let Some(element) = self.typing_field() else { return };
        let start = element.selection_start().ok().flatten().unwrap_or(0);
        let now = (start, element.selection_end().ok().flatten().unwrap_or(start));
        if now != editing.caret.get_untracked() {
            editing.caret.set(now);
            editing.choice.update(|choice| choice.is_open = false);
            editing.pick.set(None);
        }
    }

    /// Puts another text in the field in which the person types, with a selection in UTF-16 units.
    pub fn put_text(self, text: String, selection: (u32, u32)) {
        if let Some(element) = self.typing_field() {
            element.set_value(&text);
            // The places lie within the text that was just put in.
            let _ = element.set_selection_range(selection.0, selection.1);
        }
        self.editing.caret.set(selection);
        self.editing.choice.update(|choice| choice.is_open = false);
        self.type_text(text);
        self.look_for_slip();
    }

    /// Looks for a mistake once typing has rested, so that nobody is told of what they are about to finish.
    fn look_for_slip(self) {
        const REST_MS: u64 = 900;
        let (editing, sheet) = (self.editing, self.sheet);
        editing.slip.set(None);
        let look = move || {
            let Some(Some(text)) = editing.draft.try_with_untracked(|draft| draft.as_ref().map(|d| d.text.clone()))
            else {
                return;
            };
            let at_end = editing.caret.get_untracked().1 >= units_of(&text, text.len());
            editing.slip.set(sheet.slip(&text, at_end));
        };
        editing.wait(set_timeout_with_handle(look, std::time::Duration::from_millis(REST_MS)).ok());
    }

    /// Goes on with a draft of another page, or one that was gone on with elsewhere: the formula bar takes the keyboard.
    pub fn resume(self) {
        self.editing.is_turning.set_value(false);
        if let Some(action) = self.editing.afterwards.try_update_value(Option::take).flatten() {
            self.act(action);
        }
        let Some(text) = self.draft.with_untracked(|draft| draft.as_ref().map(|draft| draft.text.clone())) else {
            return;
        };
        let caret = self.editing.caret.get_untracked();
        self.editing.field.set(if self.is_away() { Field::Bar } else { Field::Cell });
        if let Some(element) = self.typing_field() {
            element.set_value(&text);
            focus_in_place(&element);
            // The caret was in the same text on the other page.
            let _ = element.set_selection_range(caret.0, caret.1);
        }
    }
}

impl SheetView {
    /// The sheet's name, as formulas write it.
    #[must_use]
    pub fn name(self) -> String {
        self.session().with(|workbook| workbook.sheet_name(self.id()).to_owned()).unwrap_or_default()
    }

    /// What is wrong with a formula whose author has paused; nothing that typing on at the end may still put right.
    #[must_use]
    fn slip(self, text: &str, is_at_end: bool) -> Option<Refusal> {
        let refusal = self.mistake(text)?;
        let error = self.session().with(|workbook| workbook.engine().check(text).err()).flatten()?;
        (!is_at_end || !error.may_be_unfinished(text)).then_some(refusal)
    }
}

/// The sheets and names of a workbook.
struct Book<'a>(&'a Workbook);

impl Known for Book<'_> {
    fn sheet(&self, name: &str) -> Option<SheetId> {
        self.0.sheet_id(name)
    }

    fn name(&self, name: &str) -> Option<Area> {
        self.0.engine().name_area(name)
    }
}

impl Draft {
    /// The cell that is being typed in.
    #[must_use]
    pub const fn home(&self) -> CellAddress {
        CellAddress::new(self.sheet, self.at.row, self.at.column)
    }
}
