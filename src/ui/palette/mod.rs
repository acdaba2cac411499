//! The palette: everything that can be done, found by its words in either language.
//!
//! It knows neither grids nor the session: whoever opens it gives the entries. Start reading at [`Palette`].

use std::rc::Rc;

use leptos::html;
use leptos::prelude::*;

use crate::browser::keys::press;
use crate::browser::page;
use crate::i18n::{Localized, fill, t, use_language};
use crate::session::Chord;
use crate::ui::dialog::follow;
use crate::ui::search::{self, Fit};

/// One thing that can be done.
#[derive(Clone)]
pub struct Entry {
    /// What it does, in words.
    pub label: Localized,
    /// Where it stands among others, in words.
    pub group: Localized,
    /// The keys that do the same.
    pub keys: &'static [Chord],
    /// Does it.
    pub run: Rc<dyn Fn()>,
}

impl Entry {
    fn is_found(&self, words: &str) -> bool {
        let texts = [&self.label.en, &self.label.ja, &self.group.en, &self.group.ja];
        words.trim().is_empty() || search::finds(words, texts.into_iter().map(String::as_str))
    }

    fn fit(&self, words: &str) -> Fit {
        Fit::of(words, [&self.label.en, &self.label.ja].into_iter().map(String::as_str))
    }
}

/// What is found, by its place among all entries.
#[derive(Clone, Default, PartialEq)]
struct Found {
    /// Those that are listed, the best first.
    places: Vec<usize>,
    /// How many there are, listed or not.
    count: usize,
}

impl Found {
    /// What answers a search. Of those that answer it equally well the one that stands first comes first.
    fn of(words: &str, all: &[Entry]) -> Self {
        let found = all.iter().enumerate().filter(|(_, entry)| entry.is_found(words));
        let mut found: Vec<(Fit, usize)> = found.map(|(place, entry)| (entry.fit(words), place)).collect();
        found.sort_unstable();
        Self { count: found.len(), places: found.into_iter().take(MOST).map(|(_, place)| place).collect() }
    }
}

/// Entries that are listed at once; who has not found something among them types more.
const MOST: usize = 60;

/// The palette's dialog. The focus stays in its field; arrows choose, Enter does.
#[component]
pub fn Palette(
    /// Whether it is open.
    shown: RwSignal<bool>,
    /// Everything that can be done, asked for each time it opens.
    entries: Callback<(), Vec<Entry>>,
) -> impl IntoView {
    let (dialog, field) = (NodeRef::<html::Dialog>::new(), NodeRef::<html::Input>::new());
    let language = use_language();
    let (words, chosen) = (RwSignal::new(String::new()), RwSignal::new(0usize));
    let all = StoredValue::new_local(Vec::<Entry>::new());
    let openings = RwSignal::new(0u32);
    let found = Memo::new(move |_| {
        openings.track();
        let words = words.get();
        all.with_value(|all| Found::of(&words, all))
    });
    let prepare = move || {
        all.set_value(entries.run(()));
        words.set(String::new());
        chosen.set(0);
        openings.update(|count| *count = count.wrapping_add(1));
        if let Some(field) = field.get_untracked() {
            field.set_value("");
            let _ = field.focus();
        }
    };
    follow(dialog, move || shown.get(), prepare);
    let run = move |place: usize| {
        shown.set(false);
        // The dialog gives the focus back before the command runs, which may want it elsewhere.
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
        if let Some(entry) = all.with_value(|all| all.get(place).cloned()) {
            (entry.run)();
        }
    };
    let key = move |event: leptos::ev::KeyboardEvent| {
        let Some(press) = press(&event) else { return };
        let count = found.with_untracked(|found| found.places.len());
        let place = chosen.get_untracked();
        let next = match press.key.as_str() {
            "ArrowDown" => place.saturating_add(1).checked_rem(count).unwrap_or(0),
            "ArrowUp" => place.checked_sub(1).unwrap_or(count.saturating_sub(1)),
            "Enter" => {
                event.prevent_default();
                if let Some(place) = found.with_untracked(|found| found.places.get(place).copied()) {
                    run(place);
                }
                return;
            }
            _ => return,
        };
        event.prevent_default();
        chosen.set(next);
        reveal(next);
    };
    let line = move |place: usize| {
        let entry = all.with_value(|all| all.get(place).cloned())?;
        let at = found.with(|found| found.places.iter().position(|other| *other == place))?;
        let apple = page::is_apple();
        let chord = entry
            .keys
            .first()
            .map(|chord| chord.label(apple).into_iter().map(|part| view! { <kbd>{part}</kbd> }).collect_view());
        let (label, group) = (entry.label.clone(), entry.group.clone());
        Some(view! {
            <li
                id=option_id(at)
                class="palette__entry"
                role="option"
                aria-selected=move || if chosen.get() == at { "true" } else { "false" }
                on:pointermove=move |_| chosen.set(at)
                on:click=move |_| run(place)
            >
                <span class="palette__label">{move || label.get(language.get()).to_owned()}</span>
                <span class="palette__group">{move || group.get(language.get()).to_owned()}</span>
                <span class="keys__chord">{chord}</span>
            </li>
        })
    };
    let count = t(|m| m.workbook.palette_found);
    view! {
        <dialog
            id="palette"
            class="dialog palette"
            aria-label=t(|m| m.workbook.palette)
            node_ref=dialog
            on:close=move |_| shown.set(false)
            on:click=move |event| {
                // A press beside the list lands on the dialog itself.
                if event.target() == event.current_target() {
                    shown.set(false);
                }
            }
        >
            <input
                class="palette__field"
                type="text"
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                aria-expanded="true"
                aria-controls="palette-list"
                aria-autocomplete="list"
                aria-activedescendant=move || {
                    found.with(|found| !found.places.is_empty()).then(|| option_id(chosen.get()))
                }
                aria-label=t(|m| m.workbook.palette)
                placeholder=t(|m| m.workbook.palette_hint)
                node_ref=field
                on:input=move |_| {
                    chosen.set(0);
                    words.set(field.get_untracked().map(|field| field.value()).unwrap_or_default());
                }
                on:keydown=key
            />
            <ul id="palette-list" class="palette__list" role="listbox" aria-label=t(|m| m.workbook.palette)>
                {move || found.get().places.into_iter().filter_map(line).collect_view()}
            </ul>
            <p class="palette__count" role="status">
                {move || fill(count(), &[("count", &found.with(|found| found.count).to_string())])}
            </p>
        </dialog>
    }
}

fn option_id(at: usize) -> String {
    format!("palette-option-{at}")
}

/// Scrolls an entry into sight.
fn reveal(at: usize) {
    if let Some(element) = document().get_element_by_id(&option_id(at)) {
        crate::browser::element::scroll_into_sight(&element);
    }
}
