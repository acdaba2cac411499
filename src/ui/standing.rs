//! While an entry is wrong: what is wrong, at which row, and that the results shown are those from before.
//!
//! This file must not know which results a view shows; it tells why they are older than the entries.

use leptos::prelude::*;
use tandem_core::cell::{Area, CellAddress, Value};
use tandem_core::template::tools::{Problem, Standing, outcome_before, seen_by};
use tandem_core::workbook::{Outcome, Workbook};

use crate::i18n::{Language, Messages, fill, t, use_language};
use crate::route::{Route, View};
use crate::session::{Command, use_session};

/// Messages that are listed; the others are counted.
const LISTED: usize = 5;
/// Outcomes that a sheet shows from before.
const REMEMBERED: usize = 4;

/// Something that is wrong, where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Wrong {
    /// The cell that says it, or that holds the error.
    pub at: CellAddress,
    /// The sheet and the row, as people call them.
    pub place: String,
    /// What is wrong.
    pub text: String,
}

/// What went wrong since the results were good. A party that looks is told nothing of what is hidden from it.
#[must_use]
pub fn went_wrong(workbook: &Workbook, good: &Workbook, language: Language) -> Vec<Wrong> {
    let (now, before) = (Standing::of(workbook), Standing::of(good));
    let is_party = seen_by(workbook).is_some();
    let place = |at: CellAddress| {
        let page = workbook.page_of(at.sheet)?;
        let sheet = page.sheet()?;
        let is_hidden = sheet.internal || sheet.hidden || sheet.internal_rows.contains(&at.row);
        let row = at.row.saturating_add(1).to_string();
        let places = [("sheet", page.title.get(language)), ("row", row.as_str())];
        (!(is_party && is_hidden)).then(|| fill(Messages::of(language).tools.row_of, &places))
    };
    let message = |problem: &Problem| {
        Some(Wrong { at: problem.at, place: place(problem.at)?, text: problem.text(workbook, language) })
    };
    let mut wrong: Vec<Wrong> = now.new_problems(&before).into_iter().filter_map(message).collect();
    if !wrong.is_empty() {
        return wrong;
    }
    // An error without a message is told at the cell where it began, once for all that it reached.
    for outcome in workbook.outcomes() {
        let is_new = outcome_before(workbook, good, &outcome.name).is_some();
        let Some((at, text)) = error_of(workbook, outcome, language).filter(|_| is_new) else { continue };
        if !wrong.iter().any(|known| known.at == at)
            && let Some(place) = place(at)
        {
            wrong.push(Wrong { at, place, text });
        }
    }
    wrong
}

/// Where the error of an outcome began, and why; nothing where it is none.
fn error_of(workbook: &Workbook, outcome: &Outcome, language: Language) -> Option<(CellAddress, String)> {
    let cell = outcome.shown_cell();
    let Value::Error(error) = workbook.value(cell) else { return None };
    let engine = workbook.engine();
    Some((engine.origin(*error).unwrap_or(cell), engine.reason(*error, language).to_string()))
}

/// Why an outcome is not shown as it is now, in a sentence.
#[must_use]
pub fn because(workbook: &Workbook, good: &Workbook, outcome: &Outcome, language: Language) -> String {
    let messages = &Messages::of(language).tools;
    let wrong = went_wrong(workbook, good, language);
    let own = error_of(workbook, outcome, language);
    // An outcome that is an error itself says why before it says what else is wrong.
    let own = own.and_then(|(at, _)| wrong.iter().find(|wrong| wrong.at == at));
    match own.or_else(|| wrong.first()) {
        Some(wrong) => {
            let reason = fill(messages.problem_at, &[("title", &wrong.place), ("problem", &wrong.text)]);
            fill(messages.before_because, &[("reason", &reason)])
        }
        None => messages.before_change.to_owned(),
    }
}

/// What a strip says.
#[derive(Clone, Debug, PartialEq)]
struct Told {
    wrong: Vec<(Wrong, Option<Route>)>,
    more: usize,
    /// Results from before: label and text.
    results: Vec<(String, String)>,
}

fn told(workbook: &Workbook, good: &Workbook, language: Language) -> Told {
    let route = |at: CellAddress| {
        let page = workbook.page_of(at.sheet)?;
        Some(Route::page(workbook.id(), Some(page.id.as_str()), View::Workbook))
    };
    let wrong = went_wrong(workbook, good, language);
    let more = wrong.len().saturating_sub(LISTED);
    let earlier = workbook.outcomes().iter().filter_map(|outcome| outcome_before(workbook, good, &outcome.name));
    let results = earlier.take(REMEMBERED).map(|outcome| {
        let unit = outcome.unit.get(language);
        let text = good.outcome_text(&outcome, language);
        let text = if unit.is_empty() { text } else { format!("{text} {unit}") };
        (outcome.shown_label().get(language).to_owned(), text)
    });
    Told {
        results: results.collect(),
        wrong: wrong.into_iter().take(LISTED).map(|wrong| (wrong.clone(), route(wrong.at))).collect(),
        more,
    }
}

/// The strip: what is wrong, with ways to it, and the choice to see the results as they are.
#[component]
pub fn StandingStrip(
    /// Whether the results from before stand in the strip, where the view itself shows none.
    #[prop(optional)]
    with_results: bool,
    /// What goes to a cell of the view's own; without it, links lead to its sheet.
    #[prop(optional)]
    go: Option<Callback<Area>>,
) -> impl IntoView {
    let session = use_session();
    let language = use_language();
    let shown = Memo::new(move |_| {
        let language = language.get();
        let read = session.read_with_last_good(|workbook, good| good.map(|good| told(workbook, good, language)));
        read.flatten()
    });
    let line = move |(wrong, route): (Wrong, Option<Route>)| {
        let places = [("title", wrong.place.as_str()), ("problem", wrong.text.as_str())];
        let words = fill(t(|m| m.tools.problem_at)(), &places);
        let way = match (go, route) {
            (Some(go), _) => {
                let area = Area::of(wrong.at);
                view! { <button type="button" class="standing__way" on:click=move |_| go.run(area)>{words}</button> }
                    .into_any()
            }
            (None, Some(route)) => view! { <a class="standing__way" href=route.to_string()>{words}</a> }.into_any(),
            (None, None) => view! { <span>{words}</span> }.into_any(),
        };
        view! { <li>{way}</li> }
    };
    let (title, more) = (t(|m| m.tools.standing), t(|m| m.tools.standing_more));
    let strip = move || {
        let told = shown.get()?;
        let rest = (told.more > 0).then(|| fill(more(), &[("count", &told.more.to_string())]));
        let results = with_results.then(|| {
            let one = |(label, text): (String, String)| view! { <div><dt>{label}</dt><dd>{text}</dd></div> };
            view! { <dl class="standing__results">{told.results.into_iter().map(one).collect_view()}</dl> }
        });
        Some(view! {
            <div class="standing__body">
                <p class="standing__title">{title()}</p>
                <ul class="standing__list">{told.wrong.into_iter().map(line).collect_view()}</ul>
                <p class="standing__more">{rest}</p>
                {results}
                <button type="button" class="button standing__accept" on:click=move |_| session.dispatch(Command::Accept)>
                    {t(|m| m.tools.accept)}
                </button>
            </div>
        })
    };
    // The region is always there, so that screen readers follow what comes into it.
    view! { <div class="standing" role="status">{strip}</div> }
}
