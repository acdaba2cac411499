//! Results that stay although an entry went wrong: views show what the workbook was worth before it did.

use leptos::prelude::*;
use tandem_core::workbook::Workbook;

use super::Session;

impl Session {
    /// Reads the open workbook and, while an entry is wrong, what it was before; again after every change.
    pub fn read_with_last_good<R>(self, read: impl FnOnce(&Workbook, Option<&Workbook>) -> R) -> Option<R> {
        self.revision.track();
        self.with_last_good(read)
    }

    /// Reads the open workbook and, while an entry is wrong, what it was before, without looking at it again later.
    pub fn with_last_good<R>(self, read: impl FnOnce(&Workbook, Option<&Workbook>) -> R) -> Option<R> {
        self.open.with_value(|open| {
            let document = &open.as_ref()?.document;
            Some(read(document.workbook(), document.last_good()))
        })
    }

    /// From now on results are shown as they are.
    pub(super) fn accept(self) {
        self.open.update_value(|open| {
            if let Some(open) = open {
                open.document.accept();
            }
        });
        self.tell(&[], true);
    }
}
