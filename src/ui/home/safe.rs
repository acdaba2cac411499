//! What keeps workbooks safe beyond this browser: a backup of everything, its way back, and a word before storage is full.

use leptos::prelude::*;

use crate::i18n::t;
use crate::session::{BackupWish, Command, Space, use_session};
use crate::ui::shell::{Icon, Shape};
use crate::views::when_wanted;

/// The buttons that make a backup and restore one.
#[component]
pub(super) fn Safe(
    /// Whether there is something to back up.
    has_recent: Memo<bool>,
) -> impl IntoView {
    let session = use_session();
    view! {
        <div class="safe">
            <Show when=move || has_recent.get()>
                <button
                    type="button"
                    class="button button--quiet"
                    aria-describedby="safe-hint"
                    on:click=move |_| session.dispatch(Command::Backup(BackupWish::Make))
                >
                    <Icon shape=Shape::Download />
                    {t(|m| m.backup.make)}
                </button>
            </Show>
            <button
                type="button"
                class="button button--quiet"
                on:click=move |_| session.dispatch(Command::AskForBackup)
            >
                <Icon shape=Shape::Open />
                {t(|m| m.backup.restore)}
            </button>
            <p id="safe-hint" class="home__hint" hidden=move || !has_recent.get()>{t(|m| m.backup.hint)}</p>
        </div>
    }
}

/// Says when storage gets short. What it says comes with the second part of the program.
#[component]
pub(super) fn SpacePlace() -> impl IntoView {
    let session = use_session();
    let space = RwSignal::new(Space::default());
    Effect::new(move || {
        session.recent().track();
        leptos::task::spawn_local(async move {
            let found = session.space().await;
            // The view may be gone by then.
            let _ = space.try_set(found);
        });
    });
    let is_short = Memo::new(move |_| space.get().is_short());
    let loaded = when_wanted(is_short, || {});
    move || loaded.get().filter(|_| is_short.get()).map(|views| (views.space)(space.into()))
}
