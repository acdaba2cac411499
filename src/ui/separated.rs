//! Taking in a file of separated values: how it is read, what that gives, and where it goes.

use leptos::ev::Event;
use leptos::html::Dialog;
use leptos::prelude::*;
use tandem_core::exchange::{SEPARATORS, likely_separator, preview};

use super::dialog::follow;
use super::grid::{GridState, take_in};
use crate::browser::decode::{ENCODINGS, decode, likely_encoding};
use crate::i18n::{Messages, fill, t, use_language};
use crate::session::{Command, TableFile, use_session};

/// Rows and columns of the preview.
const SHOWN_ROWS: usize = 8;
const SHOWN_COLUMNS: usize = 12;
/// Bytes that the preview reads.
const SHOWN_BYTES: usize = 60_000;

/// The dialog; it is open while a file waits. Without a grid there is no selection to put it in.
#[component]
pub fn TableFileDialog(
    /// The grid that is shown.
    grid: Option<GridState>,
) -> impl IntoView {
    let session = use_session();
    let waiting = session.table_file();
    let encoding = RwSignal::new("utf-8");
    let separator = RwSignal::new(',');
    let dialog = NodeRef::<Dialog>::new();
    // A new file is read as it most likely is.
    Effect::new(move || {
        if let Some(file) = waiting.get() {
            encoding.set(likely_encoding(&file.bytes));
            separator.set(likely_separator(&decode(&file.bytes, encoding.get_untracked())));
        }
    });
    follow(dialog, move || waiting.with(Option::is_some), || {});
    let heading = t(|m| m.clipboard.open_table);
    let name = move || waiting.with(|file| file.as_ref().map(|file| file.name.clone()).unwrap_or_default());
    let shown = Memo::new(move |_| {
        let encoding = encoding.get();
        waiting.with(|file| {
            let Some(file) = file else { return String::new() };
            let sample = file.bytes.get(..SHOWN_BYTES.min(file.bytes.len())).unwrap_or_default();
            decode(sample, encoding)
        })
    });
    let is_broken = move || shown.with(|text| text.trim_end_matches('\u{fffd}').contains('\u{fffd}'));
    let take = move || -> Option<(TableFile, String)> {
        let file = waiting.get_untracked()?;
        waiting.set(None);
        let text = decode(&file.bytes, encoding.get_untracked());
        Some((file, text))
    };
    let as_workbook = move |_| {
        if let Some((file, text)) = take() {
            session.dispatch(Command::TakeIn { name: file.name, text, separator: separator.get_untracked() });
        }
    };
    let into_selection = grid.map(|grid| {
        let press = move |_| {
            if let Some((_, text)) = take() {
                take_in(grid, text, separator.get_untracked());
            }
        };
        view! {
            <button type="button" class="button" on:click=press>
                {t(|m| m.clipboard.into_selection)}
            </button>
        }
    });
    view! {
        <dialog
            class="dialog dialog--wide"
            aria-labelledby="table-file"
            node_ref=dialog
            on:close=move |_| waiting.set(None)
        >
            <h2 id="table-file">{move || fill(heading(), &[("file", &name())])}</h2>
            <div class="separated__choices">
                <Encodings encoding=encoding />
                <Separators separator=separator />
            </div>
            <Show when=is_broken>
                <p class="dialog__hint" role="status">
                    {t(|m| m.clipboard.undecodable)}
                </p>
            </Show>
            <div class="separated__preview" tabindex="0" role="region" aria-label=t(|m| m.clipboard.preview)>
                <table>
                    <tbody>{move || shown.with(|text| rows(text, separator.get()))}</tbody>
                </table>
            </div>
            <div class="dialog__foot">
                <button type="button" class="button" on:click=move |_| waiting.set(None)>
                    {t(|m| m.clipboard.cancel)}
                </button>
                {into_selection}
                <button type="button" class="button button--primary" on:click=as_workbook>
                    {t(|m| m.clipboard.new_workbook)}
                </button>
            </div>
        </dialog>
    }
}

fn rows(text: &str, separator: char) -> AnyView {
    let row = |fields: Vec<String>| {
        let cells = fields.into_iter().take(SHOWN_COLUMNS).map(|field| view! { <td>{field}</td> });
        view! { <tr>{cells.collect_view()}</tr> }
    };
    preview(text, separator, SHOWN_ROWS).into_iter().map(row).collect_view().into_any()
}

#[component]
fn Encodings(
    /// The encoding that is chosen.
    encoding: RwSignal<&'static str>,
) -> impl IntoView {
    let choose = move |event: Event| {
        let chosen = event_target_value(&event);
        if let Some((name, _)) = ENCODINGS.iter().find(|(name, _)| *name == chosen) {
            encoding.set(name);
        }
    };
    let options = ENCODINGS.iter().map(|(name, words)| {
        view! {
            <option value=*name prop:selected=move || encoding.get() == *name>
                {*words}
            </option>
        }
    });
    view! {
        <label class="choice">
            {t(|m| m.clipboard.encoding)} <select on:change=choose>{options.collect_view()}</select>
        </label>
    }
}

#[component]
fn Separators(
    /// The separator that is chosen.
    separator: RwSignal<char>,
) -> impl IntoView {
    let language = use_language();
    let words = move |separator: char| {
        let m = Messages::of(language.get());
        match separator {
            ',' => format!("{} (,)", m.clipboard.comma),
            ';' => format!("{} (;)", m.clipboard.semicolon),
            '\t' => m.clipboard.tab.to_owned(),
            other => other.to_string(),
        }
    };
    let choose = move |event: Event| {
        let index = event_target_value(&event).parse::<usize>().ok();
        if let Some(chosen) = index.and_then(|index| SEPARATORS.get(index)) {
            separator.set(*chosen);
        }
    };
    let options = SEPARATORS.iter().enumerate().map(|(index, own)| {
        view! {
            <option value=index.to_string() prop:selected=move || separator.get() == *own>
                {move || words(*own)}
            </option>
        }
    });
    view! {
        <label class="choice">
            {t(|m| m.clipboard.separator)} <select on:change=choose>{options.collect_view()}</select>
        </label>
    }
}
