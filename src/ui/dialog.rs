//! Dialogs of the browser, which keep the focus inside and give it back.

use leptos::ev::KeyboardEvent;
use leptos::html::Dialog;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

use crate::browser::keys::press;
use crate::browser::page;

/// Views that hold views are made and taken away one round after the other.
const MOST_ROUNDS: u32 = 8;

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

/// Whether a key leaves a dialog of which one takes the place of the other. It is left at once then: the browser, which closes it too,
/// tells of that only after keys that were typed meanwhile, which may have opened the next one.
pub fn leaves(event: &KeyboardEvent) -> bool {
    let leaves = !event.default_prevented() && press(event).is_some_and(|press| press.key == "Escape");
    if leaves {
        event.prevent_default();
    }
    leaves
}

/// Does something as soon as a dialog that was just taken away no longer stands over the page, as giving the focus to what
/// lies behind it. That is before the browser hears the next key, so that none goes astray and no focus is taken back from
/// whoever moved it in the meantime.
pub fn once_closed(done: impl FnOnce() + 'static) {
    spawn_local(async move {
        for _ in 0..MOST_ROUNDS {
            tick().await;
            if !page::is_behind_dialog() {
                break;
            }
        }
        done();
    });
}

/// Gives the focus to an element of an identity that what was just done may only bring forth, as when it takes away the line that
/// had the focus. That is before the browser hears the next key: keys that nothing in a dialog hears go astray.
pub fn focus_once_made(id: String) {
    spawn_local(async move {
        for _ in 0..MOST_ROUNDS {
            tick().await;
        }
        page::focus(&id);
    });
}
