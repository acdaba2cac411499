//! One row of a list: what it is, what it gives, what is wrong with it, and its form.

use leptos::html::Ol;
use leptos::prelude::*;
use tandem_core::template::tools::{FieldKind, List};
use tandem_core::workbook::Workbook;

use super::bench::{Bench, grip_id, open_id, title};
use super::field::Field;
use super::order;
use crate::browser::page;
use crate::i18n::{Language, fill, t, use_language};
use crate::session::Command;
use crate::ui::shell::{IconButton, Shape};

/// What a row shows while its form is closed.
#[derive(Clone, Debug, Default, PartialEq)]
struct Shown {
    title: String,
    /// What was chosen and entered, in a line.
    terms: String,
    result: String,
    remark: String,
    message: String,
    is_problem: bool,
    is_on: Option<bool>,
    is_ordered: bool,
}

fn shown(workbook: &Workbook, list: &List, row: u32, language: Language) -> Shown {
    let text = |field: usize| list.cell(row, field).map(|at| workbook.display_text(at, language)).unwrap_or_default();
    let first = |is_wanted: fn(&FieldKind) -> bool| list.field(is_wanted).map(text).unwrap_or_default();
    let is_term = |kind: &FieldKind| {
        matches!(kind, FieldKind::Choice(_) | FieldKind::ChoiceFrom(_) | FieldKind::Number(_) | FieldKind::Text)
    };
    let kind = |place: &usize| list.entry().fields.get(*place).map(|field| &field.kind);
    let fields = list.fields(workbook, row);
    let terms = fields.iter().filter(|place| kind(place).is_some_and(is_term)).map(|place| text(*place));
    let problem = list.problem(workbook, row, language);
    let on = list.field(|kind| matches!(kind, FieldKind::Switch { .. })).and_then(|place| {
        let FieldKind::Switch { on, .. } = &list.entry().fields.get(place)?.kind else { return None };
        Some(list.word(workbook, row, place) == *on)
    });
    Shown {
        title: title(workbook, list, row, language),
        terms: terms.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · "),
        result: first(|kind| *kind == FieldKind::Result),
        remark: first(|kind| *kind == FieldKind::Remark),
        message: first(|kind| matches!(kind, FieldKind::Message(_))),
        is_problem: problem.is_some(),
        is_on: on,
        is_ordered: list.field(|kind| *kind == FieldKind::Order).is_some(),
    }
}

/// One row.
#[component]
pub(super) fn Row(
    /// What the view needs.
    bench: Bench,
    /// All rows in their order.
    rows: Memo<Vec<u32>>,
    /// The row of the sheet.
    row: u32,
    /// The element that holds all rows.
    node: NodeRef<Ol>,
) -> impl IntoView {
    let language = use_language();
    let shown =
        Memo::new(move |_| bench.read(|workbook, list| shown(workbook, list, row, language.get())).unwrap_or_default());
    let place = Memo::new(move |_| rows.with(|rows| rows.iter().position(|item| *item == row).unwrap_or(0)));
    let is_open = move || bench.open.get() == Some(row);
    let is_ordered = move || shown.with(|shown| shown.is_ordered);
    let named = move |sentence: &str| shown.with(|shown| fill(sentence, &[("title", &shown.title)]));
    let (grip, up, down) = (t(|m| m.tools.grip), t(|m| m.tools.up), t(|m| m.tools.down));
    let (remove, removed) = (t(|m| m.tools.remove), t(|m| m.tools.removed));
    let target = move |is_after: bool| {
        let Some((dragged, to)) = bench.dragged.get() else { return false };
        let from = rows.with(|rows| rows.iter().position(|item| *item == dragged).unwrap_or(0));
        to == place.get() && from != to && is_after == (to > from)
    };
    let take_away = move || {
        let Some(edit) = bench.with(|workbook, list| list.remove(workbook, row)) else { return };
        let words = untrack(|| named(removed()));
        bench.session.dispatch(Command::Edit(edit));
        bench.say(words);
        page::keep_focus("list-add");
    };
    view! {
        <li
            class="rule-card"
            class:rule-card--open=is_open
            class:rule-card--off=move || shown.with(|shown| shown.is_on == Some(false))
            class:rule-card--problem=move || shown.with(|shown| shown.is_problem)
            class:rule-card--dragged=move || bench.dragged.get().is_some_and(|(dragged, _)| dragged == row)
            class:rule-card--before=move || target(false)
            class:rule-card--after=move || target(true)
            data-row=row.to_string()
        >
            <div class="rule-card__head" on:keydown=move |event| order::by_key(bench, row, &event)>
                <span class="rule-card__number" aria-hidden="true">{move || place.get().saturating_add(1)}</span>
                <button
                    id=grip_id(row)
                    type="button"
                    class="rule-card__grip"
                    hidden=move || !is_ordered()
                    aria-label=move || named(grip())
                    on:pointerdown=move |event| order::take(bench, row, &event)
                    on:pointermove=move |event| rows.with_untracked(|rows| order::drag(bench, node, rows, &event))
                    on:pointerup=move |_| order::release(bench, true)
                    on:pointercancel=move |_| order::release(bench, false)
                >
                    <svg class="rule-card__dots" viewBox="0 0 10 16" aria-hidden="true">
                        <path d="M3 3h.01M7 3h.01M3 8h.01M7 8h.01M3 13h.01M7 13h.01" />
                    </svg>
                </button>
                <Switch bench row shown />
                <button
                    id=open_id(row)
                    type="button"
                    class="rule-card__open"
                    aria-expanded=move || is_open().to_string()
                    on:click=move |_| bench.open.update(|open| *open = (*open != Some(row)).then_some(row))
                >
                    <span class="rule-card__title">{move || shown.with(|shown| shown.title.clone())}</span>
                    <span class="rule-card__terms">{move || shown.with(|shown| shown.terms.clone())}</span>
                </button>
                <p class="rule-card__result">
                    <span class="rule-card__figure figures">{move || shown.with(|shown| shown.result.clone())}</span>
                    <span class="rule-card__remark">{move || shown.with(|shown| shown.remark.clone())}</span>
                </p>
                <div class="rule-card__tools">
                    <Show when=is_ordered>
                        <IconButton
                            label=Signal::derive(move || named(up()))
                            shape=Shape::Up
                            disabled=Signal::derive(move || place.get() == 0)
                            press=move || order::step(bench, row, false)
                        />
                        <IconButton
                            label=Signal::derive(move || named(down()))
                            shape=Shape::Down
                            disabled=Signal::derive(move || place.get().saturating_add(1) == rows.with(Vec::len))
                            press=move || order::step(bench, row, true)
                        />
                    </Show>
                    <IconButton
                        label=Signal::derive(move || named(remove()))
                        shape=Shape::Delete
                        press=take_away
                        is_danger=true
                    />
                </div>
                <p
                    class="rule-card__message"
                    class:rule-card__message--problem=move || shown.with(|shown| shown.is_problem)
                >
                    {move || shown.with(|shown| shown.message.clone())}
                </p>
            </div>
            <Show when=is_open>
                <Form bench row />
            </Show>
        </li>
    }
}

/// Whether the row counts.
#[component]
fn Switch(bench: Bench, row: u32, shown: Memo<Shown>) -> impl IntoView {
    let sentence = t(|m| m.tools.switched);
    let label = move || shown.with(|shown| fill(sentence(), &[("title", &shown.title)]));
    let toggle = move |event| {
        let is_on = event_target_checked(&event);
        let made = bench.with(|workbook, list| {
            let place = list.field(|kind| matches!(kind, FieldKind::Switch { .. }))?;
            let FieldKind::Switch { on, off } = &list.entry().fields.get(place)?.kind else { return None };
            list.enter(workbook, row, place, if is_on { on } else { off }).ok()
        });
        if let Some(edit) = made.flatten() {
            bench.session.dispatch(Command::Edit(edit));
        }
    };
    move || {
        let is_on = shown.with(|shown| shown.is_on)?;
        Some(view! {
            <input class="rule-card__switch" type="checkbox" aria-label=label prop:checked=is_on on:change=toggle />
        })
    }
}

/// The fields of a row.
#[component]
fn Form(bench: Bench, row: u32) -> impl IntoView {
    let fields = Memo::new(move |_| {
        let places = bench.read(|workbook, list| {
            let is_shown = |place: &usize| {
                list.entry().fields.get(*place).is_some_and(|field| {
                    field.kind.is_input() && !matches!(field.kind, FieldKind::Order | FieldKind::Switch { .. })
                })
            };
            list.fields(workbook, row).into_iter().filter(is_shown).collect::<Vec<_>>()
        });
        places.unwrap_or_default()
    });
    view! {
        <div class="rule-card__form">
            <For each=move || fields.get() key=|place| *place let:place>
                <Field bench row place />
            </For>
        </div>
    }
}
