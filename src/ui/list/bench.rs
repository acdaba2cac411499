//! What every part of the view of a list needs.

use leptos::prelude::*;
use tandem_core::template::tools::{FieldKind, List};
use tandem_core::workbook::Workbook;

use crate::i18n::{Language, Messages};
use crate::session::Session;

/// What every part of the view of a list needs. A handle: copy it freely.
#[derive(Clone, Copy)]
pub(super) struct Bench {
    pub(super) session: Session,
    pub(super) list: Memo<Option<List>>,
    /// The row whose form is open.
    pub(super) open: RwSignal<Option<u32>>,
    /// What was done last, in words, for those who listen.
    pub(super) said: RwSignal<String>,
    /// The row that is dragged, and the place that it would get.
    pub(super) dragged: RwSignal<Option<(u32, usize)>>,
}

impl Bench {
    pub(super) fn new(session: Session, list: Memo<Option<List>>) -> Self {
        Self {
            session,
            list,
            open: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            dragged: RwSignal::new(None),
        }
    }

    /// Reads workbook and list, and again after every change.
    pub(super) fn read<R>(self, read: impl FnOnce(&Workbook, &List) -> R) -> Option<R> {
        self.list.with(|list| {
            let list = list.as_ref()?;
            self.session.read(|workbook| read(workbook, list))
        })
    }

    /// Reads workbook and list once.
    pub(super) fn with<R>(self, read: impl FnOnce(&Workbook, &List) -> R) -> Option<R> {
        self.list.with_untracked(|list| {
            let list = list.as_ref()?;
            self.session.with(|workbook| read(workbook, list))
        })
    }

    /// Says something to those who listen, even when it was said before.
    pub(super) fn say(self, text: String) {
        self.said.set(String::new());
        request_animation_frame(move || {
            // The view may be gone by then.
            let _ = self.said.try_set(text);
        });
    }
}

/// What a row is called.
pub(super) fn title(workbook: &Workbook, list: &List, row: u32, language: Language) -> String {
    let at = list.field(|kind| *kind == FieldKind::Title).and_then(|field| list.cell(row, field));
    let text = at.map(|at| workbook.display_text(at, language)).unwrap_or_default();
    if text.is_empty() { Messages::of(language).tools.untitled.to_owned() } else { text }
}

/// The identity of the element by which a row is moved.
pub(super) fn grip_id(row: u32) -> String {
    format!("rule-grip-{row}")
}

/// The identity of the element that opens the form of a row.
pub(super) fn open_id(row: u32) -> String {
    format!("rule-open-{row}")
}
