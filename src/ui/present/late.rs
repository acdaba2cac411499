//! Answers that cost more than a frame: they follow the workbook a moment after its last change, so that dragging a slider stays
//! smooth.

use std::time::Duration;

use leptos::prelude::*;
use tandem_core::workbook::Workbook;

use crate::i18n::{Language, use_language};
use crate::session::use_session;

/// Quiet after the last change before a question is asked again.
const QUIET: Duration = Duration::from_millis(180);

/// An answer, and whether the workbook has changed since it was given.
pub(super) struct Late<T: Send + Sync + 'static> {
    answer: RwSignal<Option<T>>,
    is_old: RwSignal<bool>,
}

// Signals are copied whatever they hold.
impl<T: Send + Sync + 'static> Clone for Late<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Late<T> {}

impl<T: Clone + Send + Sync + 'static> Late<T> {
    /// Asks now, and again after changes of the workbook, of the language and of what `chosen` reads.
    pub(super) fn new<C: 'static>(
        chosen: impl Fn() -> C + 'static,
        ask: impl Fn(&Workbook, C, Language) -> T + Copy + 'static,
    ) -> Self {
        let session = use_session();
        let language = use_language();
        let late = Self { answer: RwSignal::new(None), is_old: RwSignal::new(false) };
        let waiting = StoredValue::new(None::<TimeoutHandle>);
        let stop = move || {
            if let Some(handle) = waiting.try_update_value(Option::take).flatten() {
                handle.clear();
            }
        };
        on_cleanup(stop);
        Effect::new(move |before: Option<()>| {
            session.revision().track();
            let (chosen, language) = (chosen(), language.get());
            stop();
            let answer = move || {
                // The view may have gone meanwhile, and its signals with it.
                // While an entry is wrong, the answers are those from before, as the outcomes beside them are.
                let asked = session.with_last_good(|workbook, good| ask(good.unwrap_or(workbook), chosen, language));
                if let Some(answer) = asked {
                    late.answer.try_set(Some(answer));
                    late.is_old.try_set(false);
                }
            };
            if before.is_none() {
                answer();
                return;
            }
            late.is_old.set(true);
            waiting.set_value(set_timeout_with_handle(answer, QUIET).ok());
        });
        late
    }

    /// The last answer.
    pub(super) fn get(self) -> Option<T> {
        self.answer.get()
    }

    /// Whether the workbook has changed since.
    pub(super) fn is_old(self) -> bool {
        self.is_old.get()
    }
}
