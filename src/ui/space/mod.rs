//! What Home says when storage gets short, with what makes room: a backup, and the workbooks by size.
//!
//! It comes with the second part of the program, and only when there is something to say.

use leptos::prelude::*;

use crate::i18n::{Messages, fill, t, use_language};
use crate::session::{BackupWish, Command, Recent, Space, Use, use_session};
use crate::ui::stored::{StoredActions, shown_title};

/// The warning.
#[component]
pub fn SpaceWarning(
    /// How much room there is.
    space: Signal<Space>,
) -> impl IntoView {
    let session = use_session();
    let language = use_language();
    let filled = move |sentence: fn(&'static Messages) -> &'static str, part: Use| {
        let language = language.get();
        let (used, all) = (size_text(part.used), size_text(part.all));
        let places = [("percent", &*format!("{}%", part.percent())), ("used", &*used), ("all", &*all)];
        fill(sentence(Messages::of(language)), &places)
    };
    // The two parts change apart from each other, so that an open list stays open.
    let shortest = Memo::new(move |_| space.get().shortest());
    let quiet = move || {
        let local = space.get().local.filter(|local| local.is_short() && shortest.get().is_none())?;
        Some(view! { <p class="space__quiet">{move || filled(|m| m.backup.short_local, local)}</p> })
    };
    let heading = move || shortest.get().map(|part| filled(|m| m.backup.short, part));
    let detail = move || shortest.get().map(|part| filled(|m| m.backup.short_detail, part));
    view! {
        <div class="space">
            {quiet}
            <Show when=move || shortest.get().is_some()>
                <section class="space__warning" aria-labelledby="space-heading">
                    <h2 id="space-heading" class="space__heading">{heading}</h2>
                    <p>{detail}</p>
                    <button
                        type="button"
                        class="button"
                        on:click=move |_| session.dispatch(Command::Backup(BackupWish::Make))
                    >
                        {t(|m| m.backup.make)}
                    </button>
                    <BySize />
                </section>
            </Show>
        </div>
    }
}

/// The workbooks, largest first.
#[component]
fn BySize() -> impl IntoView {
    let session = use_session();
    let sizes = RwSignal::new(Vec::<(Recent, u64)>::new());
    Effect::new(move || {
        session.recent().track();
        leptos::task::spawn_local(async move {
            let found = session.sizes().await;
            // The view may be gone by then.
            let _ = sizes.try_set(found);
        });
    });
    let lines = move || sizes.get().into_iter().map(|(line, bytes)| view! { <Sized line bytes /> }).collect_view();
    view! {
        <details class="space__sizes" open>
            <summary>{t(|m| m.backup.by_size)}</summary>
            <ul>{lines}</ul>
        </details>
    }
}

#[component]
fn Sized(
    /// The workbook.
    line: Recent,
    /// What it takes.
    bytes: u64,
) -> impl IntoView {
    let Recent { id, title, .. } = line;
    let title = StoredValue::new(title);
    view! {
        <li class="space__line">
            <span class="space__title">{shown_title(title)}</span>
            <span class="space__size">{size_text(bytes)}</span>
            <StoredActions id title />
        </li>
    }
}

/// Bytes as people read them: `12 kB`, `4.6 MB`, `1.2 GB`.
fn size_text(bytes: u64) -> String {
    const KILO: u64 = 1_000;
    const MEGA: u64 = 1_000_000;
    const GIGA: u64 = 1_000_000_000;
    let tenths = |unit: u64| {
        let tenths = bytes / (unit / 10);
        format!("{}.{}", tenths / 10, tenths % 10)
    };
    match bytes {
        0..MEGA => format!("{} kB", bytes.div_ceil(KILO)),
        MEGA..GIGA => format!("{} MB", tenths(MEGA)),
        GIGA.. => format!("{} GB", tenths(GIGA)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_told_in_units_of_their_size() {
        for (bytes, expect) in [
            (0, "0 kB"),
            (1, "1 kB"),
            (999_001, "1000 kB"),
            (1_000_000, "1.0 MB"),
            (5_242_880, "5.2 MB"),
            (999_999_999, "999.9 MB"),
            (1_250_000_000, "1.2 GB"),
        ] {
            assert_eq!(size_text(bytes), expect);
        }
    }
}
