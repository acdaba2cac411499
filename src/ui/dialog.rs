//! Dialogs of the browser, which keep the focus inside and give it back.

use leptos::html::Dialog;
use leptos::prelude::*;

/// Opens or closes a dialog as it is to be shown, and prepares it each time just after it opened.
pub fn follow(dialog: NodeRef<Dialog>, shown: impl Fn() -> bool + 'static, prepare: impl Fn() + 'static) {
    Effect::new(move || {
        let shown = shown();
        let Some(dialog) = dialog.get() else { return };
        if shown && !dialog.open() {
            // It fails only for a dialog that is open or not on the page.
            let _ = dialog.show_modal();
            untrack(&prepare);
        } else if !shown && dialog.open() {
            dialog.close();
        }
    });
}
