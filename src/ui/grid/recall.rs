//! A text that is typed in a cell is completed from those that stand around it in its column.
//!
//! The rest is offered as selected text, so that typing on replaces it and Backspace takes it away. Whatever takes the draft over
//! takes over the text of the column, with its own capitals. A composition is left alone: what an input method gave is
//! completed once the composition is over and nothing followed it at once.

use leptos::prelude::*;
use tandem_core::operation::column_entry;

use super::draft::Draft;
use super::keys::Mode;
use super::state::GridState;
use super::text_place::units_of;

/// A text that was completed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recalled {
    /// What is shown: the letters as they were typed, and the rest.
    shown: String,
    /// The text as it stands in the column.
    text: String,
}

impl GridState {
    /// Offers the rest of the one text of the column that begins with what is typed.
    pub fn complete_from_column(self) {
        let editing = self.editing;
        if editing.is_composing.get_untracked() || self.is_away() {
            return;
        }
        let Some(draft) = self.draft.get_untracked().filter(|draft| draft.mode == Mode::Enter) else { return };
        let end = units_of(&draft.text, draft.text.len());
        if editing.caret.get_untracked() != (end, end) {
            return;
        }
        let session = self.sheet.session();
        let entry = session.with(|workbook| column_entry(workbook, draft.home(), &draft.text)).flatten();
        let Some(entry) = entry else { return };
        let shown = format!("{}{}", draft.text, entry.rest);
        self.put_text(shown.clone(), (end, units_of(&shown, shown.len())));
        editing.recalled.set_value(Some(Recalled { shown, text: entry.text }));
    }

    /// Does so once the browser has told of everything that ended a composition. A key or a press that took the text over
    /// with it leaves nothing to complete.
    pub fn complete_after_composition(self) {
        let Some(text) = self.draft.with_untracked(|draft| draft.as_ref().map(|draft| draft.text.clone())) else {
            return;
        };
        let editing = self.editing;
        request_animation_frame(move || {
            let is_same =
                editing.draft.try_with_untracked(|draft| draft.as_ref().is_some_and(|draft| draft.text == text));
            if is_same == Some(true) {
                self.complete_from_column();
            }
        });
    }

    /// The text of the column where a draft shows one that was completed.
    pub fn recalled(self, draft: &Draft) -> Option<String> {
        let recalled = self.editing.recalled.get_value()?;
        (recalled.shown == draft.text).then_some(recalled.text)
    }
}
