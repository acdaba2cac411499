//! The choice of what is pasted and how, and the progress of reading a large clipboard.

use leptos::ev::{ClipboardEvent, KeyboardEvent};
use leptos::html::Dialog;
use leptos::prelude::*;
use tandem_core::exchange::{Part, PasteOptions};

use super::clipboard;
use super::state::GridState;
use crate::browser::element::Element;
use crate::browser::keys::press;
use crate::i18n::{Messages, fill, t, use_language};
use crate::ui::dialog::follow;

/// A sentence of the interface.
type Words = fn(&'static Messages) -> &'static str;

/// The parts of what was copied, with their words.
const PARTS: [(Part, Words); 4] = [
    (Part::All, |m| m.clipboard.part_all),
    (Part::Values, |m| m.clipboard.part_values),
    (Part::Formulas, |m| m.clipboard.part_formulas),
    (Part::Formats, |m| m.clipboard.part_formats),
];

/// The dialogs of the clipboard, and its keys beside those of the browser.
#[component]
pub fn ClipboardDialogs(
    /// The grid.
    grid: GridState,
) -> impl IntoView {
    let keys = window_event_listener(leptos::ev::keydown, move |event| key(grid, &event));
    on_cleanup(move || keys.remove());
    view! {
        <Special grid=grid />
        <Reading grid=grid />
    }
}

/// Ctrl+Shift+V pastes values: the browser itself sends the event that brings the clipboard, and what is wanted of it is noted
/// before.
fn key(grid: GridState, event: &KeyboardEvent) {
    let Some(press) = press(event) else { return };
    let is_chord = press.key == "v" && press.command && press.shift && !press.alt;
    if is_chord && !event.default_prevented() && !grid.is_editing() && grid.has_focus() {
        grid.clipboard.paste_next(PasteOptions { part: Part::Values, ..PasteOptions::default() });
    }
}

#[component]
fn Special(
    /// The grid.
    grid: GridState,
) -> impl IntoView {
    let shown = grid.clipboard.shows_special;
    let dialog = NodeRef::<Dialog>::new();
    follow(dialog, move || shown.get(), || {});
    let options = RwSignal::new(PasteOptions::default());
    let language = use_language();
    let sentence = t(|m| m.clipboard.or_press);
    let hint = move || fill(sentence(), &[("keys", &clipboard::paste_keys())]);
    let parts = move || {
        let option = |(part, words): &(Part, Words)| {
            let (part, words) = (*part, *words);
            view! {
                <label class="choice">
                    <input
                        type="radio"
                        name="paste-part"
                        prop:checked=move || options.get().part == part
                        on:change=move |_| options.update(|options| options.part = part)
                    />
                    {move || words(Messages::of(language.get()))}
                </label>
            }
        };
        PARTS.iter().map(option).collect_view()
    };
    let by_event = move |event: ClipboardEvent| {
        shown.set(false);
        clipboard::paste_event(grid, &event, options.get_untracked());
    };
    let by_button = move |_| {
        shown.set(false);
        clipboard::paste_by_menu(grid, options.get_untracked());
    };
    // Enter takes the choice, as in every dialog of a spreadsheet; on a button it presses that.
    let enter = move |event: KeyboardEvent| {
        let is_button = event_target::<Element>(&event).tag_name() == "BUTTON";
        if press(&event).is_some_and(|press| press.key == "Enter") && !is_button {
            event.prevent_default();
            shown.set(false);
            clipboard::paste_by_menu(grid, options.get_untracked());
        }
    };
    view! {
        <dialog
            class="dialog"
            aria-labelledby="paste-special"
            node_ref=dialog
            on:close=move |_| {
                shown.set(false);
                grid.focus();
            }
            on:paste=by_event
            on:keydown=enter
        >
            <h2 id="paste-special">{t(|m| m.clipboard.special)}</h2>
            <fieldset class="menu__group">
                <legend>{t(|m| m.clipboard.part)}</legend>
                {parts}
            </fieldset>
            <label class="choice">
                <input
                    type="checkbox"
                    prop:checked=move || options.get().transposes
                    on:change=move |_| options.update(|options| options.transposes = !options.transposes)
                />
                {t(|m| m.clipboard.transposes)}
            </label>
            <label class="choice">
                <input
                    type="checkbox"
                    prop:checked=move || options.get().skips_blanks
                    on:change=move |_| options.update(|options| options.skips_blanks = !options.skips_blanks)
                />
                {t(|m| m.clipboard.skips_blanks)}
            </label>
            <p class="dialog__hint">{hint}</p>
            <div class="dialog__foot">
                <button type="button" class="button" on:click=move |_| shown.set(false)>
                    {t(|m| m.clipboard.cancel)}
                </button>
                <button type="button" class="button button--primary" on:click=by_button>
                    {t(|m| m.clipboard.paste)}
                </button>
            </div>
        </dialog>
    }
}

#[component]
fn Reading(
    /// The grid.
    grid: GridState,
) -> impl IntoView {
    let reading = grid.clipboard.reading;
    let dialog = NodeRef::<Dialog>::new();
    let is_reading = Memo::new(move |_| reading.get().is_some());
    follow(dialog, move || is_reading.get(), || {});
    let percent = move || reading.get().unwrap_or(0).to_string();
    view! {
        <dialog class="dialog" aria-labelledby="paste-reading" node_ref=dialog on:close=move |_| reading.set(None)>
            <h2 id="paste-reading">{t(|m| m.clipboard.reading)}</h2>
            <progress class="dialog__progress" max="100" prop:value=percent aria-labelledby="paste-reading"></progress>
            <div class="dialog__foot">
                <button type="button" class="button" on:click=move |_| reading.set(None)>
                    {t(|m| m.clipboard.cancel)}
                </button>
            </div>
        </dialog>
    }
}
