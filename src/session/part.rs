//! Loading the part of the program that knows workbooks, when it is first needed.
//!
//! A first visit shows Home without it, so that it loads a small part of the
//! program. In a build that is not split (`cargo xtask
//! serve`, tests), the part is there from the start and everything happens at once.

use leptos::prelude::*;

use super::open_workbook::documents;
use super::{Documents, Opened, Session, Trouble};

/// A part of the program could not be loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadFailure;

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for LoadFailure {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}

/// The part as a session has it at its start.
#[cfg(feature = "split")]
pub(super) const fn at_start() -> Option<Documents> {
    None
}

/// The part as a session has it at its start.
#[cfg(not(feature = "split"))]
pub(super) const fn at_start() -> Option<Documents> {
    Some(super::open_workbook::DOCUMENTS)
}

impl Session {
    /// Does something with the functions that make documents: at once where they are loaded, otherwise after that.
    pub(super) fn with_documents(self, then: impl FnOnce(Self, Documents) + 'static) {
        if let Some(loaded) = self.documents.get_value() {
            then(self, loaded);
            return;
        }
        leptos::task::spawn_local(async move {
            match documents().await {
                Ok(loaded) => {
                    self.documents.set_value(Some(loaded));
                    then(self, loaded);
                }
                Err(LoadFailure) => self.part_is_missing(),
            }
        });
    }

    /// Loads the part ahead of time. A failure is told only when the part is needed.
    pub(super) fn prepare(self) {
        if self.documents.get_value().is_none() {
            leptos::task::spawn_local(async move {
                if let Ok(loaded) = documents().await {
                    self.documents.set_value(Some(loaded));
                }
            });
        }
    }

    /// Loads the part, then goes where the address says by then.
    pub(super) fn load_part(self) {
        self.leave();
        self.opened.set(Opened::Loading);
        self.with_documents(|session, _| session.navigate(session.route.get_untracked()));
    }

    /// A person who waits for a workbook reads why it does not come; on Home a later try may do.
    fn part_is_missing(self) {
        if self.opened.get_untracked() == Opened::Loading {
            self.opened.set(Opened::Trouble(Trouble::PartMissing));
        } else {
            self.say(super::Weight::Attention, crate::i18n::sentence(|m| m.shell.part_missing, &[]), None);
        }
    }
}
