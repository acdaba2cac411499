//! The dialog for how cells look because of what they hold: the rules of the sheet in their order, and one of them while it
//! is made. Every change is one edit, so that one undo takes it back.
//!
//! Nothing here draws the cells of the grid; `ui/grid/conditional.rs` does. Start reading below, then `draft.rs`.

mod choices;
mod describe;
mod draft;
mod editor;
mod mistakes;

use leptos::html;
use leptos::prelude::*;
use tandem_core::cell::Area;
use tandem_core::edit::Edit;
use tandem_core::text::{Language, Localized, Text};
use tandem_core::workbook::{ConditionalFormat, ConditionalRule};

use self::describe::{Sample, describe};
use self::editor::RuleEditor;
use super::data::{Bench, say};
use crate::browser::element::is_closed_dialog;
use crate::i18n::{fill, t, use_language};
use crate::session::Command;
use crate::ui::dialog::{focus_once_made, follow, leaves};

/// One rule with its cells.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The cells.
    pub areas: Vec<Area>,
    /// The rule.
    pub rule: ConditionalRule,
}

impl Entry {
    /// The cells as people write them.
    #[must_use]
    pub fn range(&self) -> String {
        let parts: Vec<String> = self.areas.iter().map(|area| area.short()).collect();
        parts.join(", ")
    }
}

/// What the dialog shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    /// The rules.
    List,
    /// One rule by its place, or a new one.
    Rule(Option<usize>),
}

/// The rules of a sheet, and changes of them.
#[derive(Clone, Copy)]
pub struct Rules {
    bench: Bench,
    entries: Memo<Vec<Entry>>,
    shown: RwSignal<Shown>,
    refused: RwSignal<Option<Localized>>,
}

impl Rules {
    fn new(bench: Bench) -> Self {
        let sheet = bench.grid.sheet;
        let session = sheet.session();
        let entries = Memo::new(move |_| {
            session.revision().track();
            sheet.overlay(|overlay| entries(&overlay.conditional_formats)).unwrap_or_default()
        });
        let is_empty = entries.with_untracked(Vec::is_empty);
        // Who has no rules yet came to make one.
        let shown = RwSignal::new(if is_empty { Shown::Rule(None) } else { Shown::List });
        Self { bench, entries, shown, refused: RwSignal::new(None) }
    }

    /// Makes the rules those that a change gives, as one edit.
    ///
    /// # Errors
    /// Why the rules can't be so; they stay as they were then.
    pub fn change(self, change: impl FnOnce(&mut Vec<Entry>)) -> Result<(), Localized> {
        let mut entries = self.entries.get_untracked();
        change(&mut entries);
        let formats = entries
            .into_iter()
            .map(|entry| ConditionalFormat { areas: entry.areas, rules: vec![entry.rule] })
            .collect();
        let sheet = self.bench.grid.sheet;
        let edit = Edit::SetConditionalFormats { sheet: sheet.id(), formats };
        let changed = sheet.session().try_dispatch(Command::Edit(edit));
        self.refused.set(changed.clone().err());
        changed
    }

    /// Shows the list, with a rule's button focused.
    fn back(self, place: Option<usize>) {
        if self.entries.with_untracked(Vec::is_empty) {
            self.bench.close();
            return;
        }
        self.shown.set(Shown::List);
        focus_once_made(place.map_or_else(|| "rules-add".to_owned(), |place| button_id("edit", place)));
    }

    fn shift(self, place: usize, up: bool) {
        let other = if up { place.checked_sub(1) } else { place.checked_add(1) };
        let Some(other) = other.filter(|other| *other < self.entries.with_untracked(Vec::len)) else { return };
        if self.change(|entries| entries.swap(place, other)).is_ok() {
            // A button that can go no further takes no focus; the one for the other way does.
            let last = self.entries.with_untracked(Vec::len).saturating_sub(1);
            let goes_on = if up { other > 0 } else { other < last };
            let way = if up == goes_on { "up" } else { "down" };
            focus_once_made(button_id(way, other));
        }
    }

    fn delete(self, place: usize) {
        let deleted = self.change(|entries| {
            if place < entries.len() {
                entries.remove(place);
            }
        });
        if deleted.is_ok() {
            let left = self.entries.with_untracked(Vec::len);
            focus_once_made(if left == 0 {
                "rules-add".to_owned()
            } else {
                button_id("delete", place.min(left.saturating_sub(1)))
            });
        }
    }
}

/// Every rule with its cells, in order. Several rules of one format count one after the other, as apart.
fn entries(formats: &[ConditionalFormat]) -> Vec<Entry> {
    let apart = |format: &ConditionalFormat| {
        let areas = format.areas.clone();
        let entry = move |rule: ConditionalRule| Entry { areas: areas.clone(), rule };
        format.rules.clone().into_iter().map(entry).collect::<Vec<_>>()
    };
    formats.iter().flat_map(apart).collect()
}

fn button_id(what: &str, place: usize) -> String {
    format!("rule-{what}-{place}")
}

/// The dialog.
#[component]
pub fn RulesDialog(
    /// What it needs.
    bench: Bench,
) -> impl IntoView {
    let rules = Rules::new(bench);
    let dialog = NodeRef::<html::Dialog>::new();
    follow(dialog, || true, || {});
    // Escape goes from a rule to the list, and from there back to the grid.
    let goes_back = move || {
        let Shown::Rule(place) = rules.shown.get_untracked() else { return false };
        let has_list = rules.entries.with_untracked(|entries| !entries.is_empty());
        if has_list {
            rules.back(place);
        }
        has_list
    };
    let key = move |event: leptos::ev::KeyboardEvent| {
        event.stop_propagation();
        if leaves(&event) && !goes_back() {
            bench.close();
        }
    };
    // As by a gesture of a telephone.
    let cancel = move |event: leptos::ev::Event| {
        if goes_back() {
            event.prevent_default();
        }
    };
    view! {
        <dialog
            class="dialog dialog--wide"
            aria-labelledby="rules-heading"
            node_ref=dialog
            on:cancel=cancel
            on:close=move |event| {
                if is_closed_dialog(&event) {
                    bench.close();
                }
            }
            on:keydown=key
        >
            {move || match rules.shown.get() {
                Shown::List => view! { <RuleList rules=rules /> }.into_any(),
                Shown::Rule(place) => {
                    let back = Callback::new(move |place| rules.back(place));
                    view! { <RuleEditor rules=rules bench=bench place=place back=back /> }.into_any()
                }
            }}
        </dialog>
    }
}

#[component]
fn RuleList(rules: Rules) -> impl IntoView {
    let language = use_language();
    let count = Memo::new(move |_| rules.entries.with(Vec::len));
    view! {
        <div class="form">
            <div class="dialog__head">
                <h2 id="rules-heading">{say(HEADING)}</h2>
            </div>
            <p class="form__hint">{say(ORDER)}</p>
            <ol class="rules" aria-label=say(LIST)>
                <For each=move || 0..count.get() key=|place| *place children=move |place| view! { <RuleLine rules=rules place=place /> } />
            </ol>
            <p class="form__hint" hidden=move || count.get() != 0>
                {say(NONE)}
            </p>
            <p class="form__refused" role="alert">
                {move || rules.refused.get().map(|reason| reason.get(language.get()).to_owned())}
            </p>
            <div class="dialog__foot">
                <button type="button" class="button" on:click=move |_| rules.bench.close()>
                    {t(|m| m.workbook.close)}
                </button>
                <button
                    type="button"
                    id="rules-add"
                    class="button button--primary"
                    on:click=move |_| rules.shown.set(Shown::Rule(None))
                >
                    {say(ADD)}
                </button>
            </div>
        </div>
    }
}

#[component]
fn RuleLine(rules: Rules, place: usize) -> impl IntoView {
    let language = use_language();
    let entry = Memo::new(move |_| rules.entries.with(|entries| entries.get(place).cloned()));
    let words = move |language: Language| {
        entry.with(|entry| entry.as_ref().map(|entry| describe(&entry.rule, language)).unwrap_or_default())
    };
    let range = move || entry.with(|entry| entry.as_ref().map(Entry::range).unwrap_or_default());
    let is_last = move || rules.entries.with(|entries| place.saturating_add(1) >= entries.len());
    let stops = move || {
        entry.with(|entry| matches!(entry, Some(Entry { rule: ConditionalRule::Highlight { stop: true, .. }, .. })))
    };
    let button = move |what: &'static str, text: Text, path: &'static str, act: Callback<()>, off: Signal<bool>| {
        let label = move || {
            let language = language.get();
            fill(text.get(language), &[("rule", &words(language)), ("range", &range())])
        };
        view! {
            <button
                type="button"
                id=button_id(what, place)
                class="button button--quiet button--icon"
                aria-label=label
                title=label
                disabled=move || off.get()
                on:click=move |_| act.run(())
            >
                <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
                    <path d=path></path>
                </svg>
            </button>
        }
    };
    let never = Signal::stored(false);
    view! {
        <li class="rules__line">
            <span class="rules__sample">
                {move || {
                    entry.get().map(|entry| view! { <Sample rule=entry.rule language=language.get() /> })
                }}
            </span>
            <span class="rules__words">
                <span class="rules__what">{move || words(language.get())}</span>
                <span class="rules__range figures">
                    {range} {move || stops().then(|| format!(" · {}", STOPS.get(language.get())))}
                </span>
            </span>
            <span class="rules__buttons">
                {button("up", UP, "M10 16V4M5 9l5-5 5 5", Callback::new(move |()| rules.shift(place, true)), Signal::stored(place == 0))}
                {button(
                    "down",
                    DOWN,
                    "M10 4v12M5 11l5 5 5-5",
                    Callback::new(move |()| rules.shift(place, false)),
                    Signal::derive(is_last),
                )}
                {button(
                    "edit",
                    EDIT,
                    "M4 16l.8-3.6L13.2 4l2.8 2.8-8.4 8.4zM11.5 5.7l2.8 2.8",
                    Callback::new(move |()| rules.shown.set(Shown::Rule(Some(place)))),
                    never,
                )}
                {button(
                    "delete",
                    DELETE,
                    "M4 6h12M8 6V4h4v2M6 6l.7 10h6.6L14 6M8.5 9v4M11.5 9v4",
                    Callback::new(move |()| rules.delete(place)),
                    never,
                )}
            </span>
        </li>
    }
}

const HEADING: Text = Text::new("Conditional formats", "条件付き書式");
const LIST: Text = Text::new("Rules of this sheet", "このシートのルール");
const ORDER: Text = Text::new(
    "Where several rules concern a cell, earlier ones come first.",
    "同じセルに複数のルールがある場合は、上のルールが優先されます。",
);
const NONE: Text = Text::new("This sheet has no rules.", "このシートにルールはありません。");
const ADD: Text = Text::new("Add a rule", "ルールを追加");
const STOPS: Text = Text::new("later rules do not count", "以降のルールを適用しない");
const UP: Text = Text::new("Move up: {rule}, {range}", "上へ移動：{rule}、{range}");
const DOWN: Text = Text::new("Move down: {rule}, {range}", "下へ移動：{rule}、{range}");
const EDIT: Text = Text::new("Edit: {rule}, {range}", "編集：{rule}、{range}");
const DELETE: Text = Text::new("Delete: {rule}, {range}", "削除：{rule}、{range}");
