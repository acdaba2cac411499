//! What every list of stored workbooks shows and offers at each of them: its title, a copy to download, and deleting it.

use leptos::prelude::*;

use crate::i18n::{Messages, fill};
use crate::session::{Command, use_session};
use crate::ui::shell::{IconButton, Shape};

/// The title of a stored workbook, in words where it has none.
pub fn shown_title(title: StoredValue<String>) -> impl Fn() -> String + Copy + Send + Sync + 'static {
    let session = use_session();
    move || {
        let title = title.get_value();
        if title.is_empty() { session.texts().shell.untitled.to_owned() } else { title }
    }
}

/// The buttons that download and delete a stored workbook.
#[component]
pub fn StoredActions(
    /// Its identity.
    id: String,
    /// Its title, by which the buttons are named.
    title: StoredValue<String>,
) -> impl IntoView {
    let session = use_session();
    let shown = shown_title(title);
    let named = move |pick: fn(&'static Messages) -> &'static str| {
        Signal::derive(move || fill(pick(session.texts()), &[("title", &shown())]))
    };
    let (delete_id, download_id) = (id.clone(), id);
    view! {
        <IconButton
            label=named(|m| m.home.download_named)
            shape=Shape::Download
            press=move || session.dispatch(Command::DownloadStored(download_id.clone()))
        />
        <IconButton
            label=named(|m| m.home.delete_named)
            shape=Shape::Delete
            is_danger=true
            press=move || session.dispatch(Command::Delete(delete_id.clone()))
        />
    }
}
