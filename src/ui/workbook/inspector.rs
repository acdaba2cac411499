//! What stands behind the active cell: formula, exact value, why an error, what it reads, what reads it, its source.

use leptos::prelude::*;
use tandem_core::cell::{Area, CellAddress, Value};
use tandem_core::engine::Content;
use tandem_core::grid::Selection;
use tandem_core::workbook::{Confidence, Workbook};

use super::Desk;
use crate::i18n::{Language, Messages, fill, t, use_language};
use crate::ui::grid::{GridState, detailed_reason_text, place_text};

/// Lines of a list before the rest is only counted.
const MOST_LINES: usize = 12;

/// A line that leads to cells: what they are called, what they show.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    area: Area,
    reference: String,
    label: String,
    value: String,
}

/// Everything that is shown of one cell.
#[derive(Clone, Debug, Default, PartialEq)]
struct Facts {
    reference: String,
    label: String,
    shown: String,
    typed: String,
    is_formula: bool,
    exact: String,
    format: Option<String>,
    error: Option<(&'static str, String)>,
    origin: Option<Line>,
    spilled_from: Option<Line>,
    reads: Vec<Line>,
    more_reads: usize,
    read_by: Vec<Line>,
    more_read_by: usize,
    control: Option<String>,
    source: Option<String>,
    date: Option<String>,
    confidence: Option<Confidence>,
}

impl Facts {
    fn of(workbook: &Workbook, at: CellAddress, language: Language) -> Self {
        let engine = workbook.engine();
        let value = workbook.value(at);
        let content = workbook.content(at);
        let is_formula = matches!(content, Content::Formula(_));
        let precedents = engine.precedents(at);
        let dependents: Vec<Area> = engine.dependents(at).into_iter().map(Area::of).collect();
        let line = |area: Area| Line::of(workbook, area, at, language);
        let control = workbook.control_at(at);
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let error = value.error();
        let head = engine.spill_area(at).map(|area| area.first()).filter(|first| *first != at);
        Self {
            reference: at.a1(),
            label: label_of(workbook, at, language),
            shown: workbook.display_text(at, language),
            typed: workbook.input_text(at),
            is_formula,
            exact: exact_text(value),
            format: workbook.style(at).format.clone(),
            error: error.map(|error| (error.kind.code(), detailed_reason_text(workbook, error, at, language))),
            origin: error.and_then(|error| engine.origin(error)).filter(|o| *o != at).map(|o| line(Area::of(o))),
            spilled_from: head.map(|head| line(Area::of(head))),
            more_reads: precedents.len().saturating_sub(MOST_LINES),
            reads: precedents.into_iter().take(MOST_LINES).map(line).collect(),
            more_read_by: dependents.len().saturating_sub(MOST_LINES),
            read_by: dependents.into_iter().take(MOST_LINES).map(line).collect(),
            control: control.and_then(|control| text(control.label.get(language))),
            source: control.and_then(|control| text(control.source.get(language))),
            date: control.and_then(|control| control.date.clone()),
            confidence: control.and_then(|control| control.confidence),
        }
    }

    const fn is_blank(&self) -> bool {
        self.typed.is_empty() && self.shown.is_empty()
    }
}

impl Line {
    fn of(workbook: &Workbook, area: Area, from: CellAddress, language: Language) -> Self {
        let first = place_text(workbook, area.first(), from);
        let last = CellAddress::new(area.sheet, area.bottom, area.right).a1();
        let value = if area.is_single() {
            workbook.display_text(area.first(), language)
        } else {
            fill(Messages::of(language).workbook.cells_of, &[("count", &area.cells().to_string())])
        };
        Self {
            area,
            reference: if area.is_single() { first } else { format!("{first}:{last}") },
            label: label_of(workbook, area.first(), language),
            value,
        }
    }
}

/// What a cell is called: the nearest text to the left of it in its row, as people lay out their sheets.
fn label_of(workbook: &Workbook, at: CellAddress, language: Language) -> String {
    const FARTHEST: u32 = 24;
    let candidates = (at.column.saturating_sub(FARTHEST)..at.column).rev();
    let texts = candidates.map(|column| CellAddress { column, ..at });
    texts
        .filter(|cell| matches!(workbook.value(*cell), Value::Text(_)))
        .map(|cell| workbook.display_text(cell, language))
        .find(|text| text.chars().any(char::is_alphabetic))
        .unwrap_or_default()
}

fn exact_text(value: &Value) -> String {
    match value {
        Value::Number(_) => value.plain(),
        _ => String::new(),
    }
}

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
    let facts = Memo::new(move |_| {
        let at = grid.sheet.at(grid.selection.with(Selection::active));
        let language = language.get();
        session.read(|workbook| Facts::of(workbook, at, language)).unwrap_or_default()
    });
    view! {
        <aside class="inspector" aria-label=t(|m| m.workbook.inspector) tabindex="0">
            {move || facts.with(|facts| body(desk, grid, facts, Messages::of(language.get())))}
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
            {confidence.map(|confidence| fact(texts.confidence, confidence.to_owned(), ""))}
        </dl>
        {facts.origin.clone().map(|origin| list(desk, grid, texts.error, vec![origin], None))}
        {(!facts.reads.is_empty())
            .then(|| list(desk, grid, texts.reads, facts.reads.clone(), more(texts.more, facts.more_reads)))}
        {(!facts.read_by.is_empty())
            .then(|| list(desk, grid, texts.read_by, facts.read_by.clone(), more(texts.more, facts.more_read_by)))}
    }
    .into_any()
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
