//! What stands behind the active cell: formula, exact value, why an error, what it reads, what reads it, its source.
//!
//! `facts.rs` reads the workbook; what is below draws. Nothing here changes anything.

mod facts;
mod graph;
mod steps;

use leptos::prelude::*;
use tandem_core::workbook::Confidence;

use self::facts::{Facts, Line};
use self::graph::graph;
use self::steps::Steps;
use super::Desk;
use super::rested::rested;
use crate::i18n::workbook::WorkbookMessages;
use crate::i18n::{Messages, fill, t, use_language};
use crate::session::DataCommand;
use crate::ui::grid::GridState;

/// The panel at the right.
#[component]
pub fn Inspector(
    /// What goes along from page to page.
    desk: Desk,
    /// The grid.
    grid: GridState,
) -> impl IntoView {
    let session = desk.session;
    let language = use_language();
    // A cell is looked into once the person rests on it: on the way there, nobody reads what is said of it.
    let looked_at = rested(
        move || {
            session.revision().track();
            grid.selection.track();
        },
        move || (grid.sheet.at(grid.active()), session.revision_now()),
    );
    let facts = Memo::new(move |_| {
        let ((at, _), language) = (looked_at.get(), language.get());
        session.with(|workbook| Facts::of(workbook, at, language)).unwrap_or_default()
    });
    view! {
        <aside class="inspector" data-part="inspector" aria-label=t(|m| m.workbook.inspector) tabindex="0">
            {move || facts.with(|facts| body(desk, grid, facts, Messages::of(language.get())))}
            <Show when=move || facts.with(|facts| facts.is_formula)>
                <Steps session=session looked_at=looked_at />
            </Show>
        </aside>
    }
}

fn body(desk: Desk, grid: GridState, facts: &Facts, texts: &'static Messages) -> AnyView {
    let texts = &texts.workbook;
    let head = view! {
        <h2 class="inspector__title">
            <span class="inspector__reference figures">{facts.reference.clone()}</span>
            <span class="inspector__label">{facts.label.clone()}</span>
        </h2>
    };
    if facts.is_blank() {
        return view! {
            {head}
            <p class="inspector__hint">{texts.nothing_here}</p>
        }
        .into_any();
    }
    let typed_title = if facts.is_formula { texts.formula } else { texts.typed };
    let shown_twice = !facts.is_formula && facts.typed == facts.shown;
    let exact = (!facts.exact.is_empty() && facts.exact != facts.shown).then(|| facts.exact.clone());
    let confidence = facts.confidence.map(|confidence| match confidence {
        Confidence::Low => texts.confidence_low,
        Confidence::Medium => texts.confidence_medium,
        Confidence::High => texts.confidence_high,
    });
    let error = facts.error.clone().map(|(code, reason)| {
        view! {
            <div class="inspector__error">
                <p><strong class="figures">{code}</strong> " " {reason}</p>
            </div>
        }
    });
    let spilled = facts.spilled_from.clone().map(|line| {
        let sentence = fill(texts.spilled_from, &[("reference", &line.reference)]);
        view! { <p class="inspector__hint">{sentence}</p> }
    });
    view! {
        {head}
        <p class="inspector__value figures">{facts.shown.clone()}</p>
        {error}
        {spilled}
        <dl class="inspector__facts">
            {(!shown_twice && !facts.typed.is_empty())
                .then(|| fact(typed_title, facts.typed.clone(), "inspector__code"))}
            {exact.map(|exact| fact(texts.exact, exact, "figures inspector__exact"))}
            {facts.format.clone().map(|format| fact(texts.shown_as, format, "inspector__code"))}
            {facts.control.clone().map(|control| fact(texts.control, control, ""))}
            {facts.source.clone().map(|source| fact(texts.source, source, ""))}
            {facts.date.clone().map(|date| fact(texts.as_of, date, "figures"))}
            {facts.note.clone().map(|note| fact(texts.note, note, "inspector__note"))}
            {confidence.map(|confidence| fact(texts.confidence, confidence.to_owned(), ""))}
        </dl>
        {(!facts.is_formula).then(|| evidence_button(grid, facts, texts))}
        {(!facts.origin.is_empty()).then(|| list(desk, grid, texts.error_from, facts.origin.clone(), None))}
        {graph(desk, grid, facts, texts)}
        {(!facts.reads.is_empty())
            .then(|| list(desk, grid, texts.reads, facts.reads.clone(), more(texts.more, facts.more_reads)))}
        {(!facts.read_by.is_empty())
            .then(|| list(desk, grid, texts.read_by, facts.read_by.clone(), more(texts.more, facts.more_read_by)))}
    }
    .into_any()
}

/// Opens the form in which is said where the content of the cell comes from.
fn evidence_button(grid: GridState, facts: &Facts, texts: &'static WorkbookMessages) -> impl IntoView {
    let is_said = facts.source.is_some() || facts.date.is_some() || facts.confidence.is_some();
    let words = if is_said { texts.change_source } else { texts.add_source };
    view! {
        <button type="button" class="button inspector__action" on:click=move |_| grid.run_data(DataCommand::Evidence)>
            {words}
        </button>
    }
}

fn fact(title: &'static str, text: String, class: &'static str) -> impl IntoView {
    view! {
        <dt>{title}</dt>
        <dd class=class>{text}</dd>
    }
}

fn more(sentence: &str, count: usize) -> Option<String> {
    (count > 0).then(|| fill(sentence, &[("count", &count.to_string())]))
}

fn list(desk: Desk, grid: GridState, title: &'static str, lines: Vec<Line>, more: Option<String>) -> impl IntoView {
    let line = move |line: Line| {
        let area = line.area;
        view! {
            <li>
                <button type="button" class="inspector__line" on:click=move |_| desk.go_to(grid, area)>
                    <span class="inspector__reference figures">{line.reference}</span>
                    <span class="inspector__label">{line.label}</span>
                    <span class="inspector__amount figures">{line.value}</span>
                </button>
            </li>
        }
    };
    view! {
        <h3 class="inspector__heading">{title}</h3>
        <ul class="inspector__list">{lines.into_iter().map(line).collect_view()}</ul>
        {more.map(|more| view! { <p class="inspector__hint">{more}</p> })}
    }
}
