//! Beside a list: the inputs that it works on, the outcomes and the chart of what it gives. While a row is refused, the last
//! results in which none was stay in sight and say so.

use leptos::prelude::*;
use tandem_core::template::tools::List;
use tandem_core::workbook::Workbook;

use super::bench::{Bench, title};
use crate::i18n::{Language, Messages, fill, t, use_language};
use crate::ui::chart::{ChartData, ChartFigure, chart_data};
use crate::ui::field::ControlField;

/// What a list gives.
#[derive(Clone, Debug, PartialEq)]
struct Results {
    chart: Option<ChartData>,
    outcomes: Vec<(String, String)>,
}

fn results(workbook: &Workbook, list: &List, language: Language) -> Results {
    let entry = list.entry();
    let chart = entry.chart.as_ref().and_then(|id| workbook.charts().iter().find(|chart| chart.id == *id));
    let outcomes = entry.outcomes.iter().filter_map(|name| workbook.outcome(name));
    let outcome = |outcome| (workbook.outcome_text(outcome, language), outcome);
    Results {
        chart: chart.map(|chart| chart_data(workbook, chart, language)),
        outcomes: outcomes
            .map(outcome)
            .map(|(text, outcome)| (outcome.shown_label().get(language).to_owned(), text))
            .collect(),
    }
}

/// What is wrong first, in a sentence.
fn trouble(workbook: &Workbook, list: &List, language: Language) -> Option<String> {
    let messages = &Messages::of(language).tools;
    if let Some(problem) = list.checks(workbook, language).first() {
        return Some(fill(messages.last_good_any, &[("problem", problem)]));
    }
    let wrong = list.items(workbook).into_iter().find_map(|row| Some((row, list.problem(workbook, row, language)?)));
    let (row, problem) = wrong?;
    let title = title(workbook, list, row, language);
    Some(fill(messages.last_good, &[("title", &title), ("problem", &problem)]))
}

/// Inputs, outcomes and chart beside a list.
#[component]
pub(super) fn Picture(bench: Bench) -> impl IntoView {
    let language = use_language();
    let now = Memo::new(move |_| bench.read(|workbook, list| results(workbook, list, language.get())));
    let trouble = Memo::new(move |_| bench.read(|workbook, list| trouble(workbook, list, language.get())).flatten());
    let last_good = RwSignal::new(None::<(Language, Results)>);
    let shows_now = RwSignal::new(false);
    Effect::new(move |before: Option<Option<String>>| {
        let told = trouble.get();
        match &told {
            None => {
                last_good.set(now.get().map(|results| (language.get(), results)));
                shows_now.set(false);
            }
            Some(words) if before.as_ref().is_some_and(|before| before.as_ref() != Some(words)) => {
                bench.say(words.clone());
            }
            Some(_) => {}
        }
        told
    });
    // In another language the words of the last results would be the wrong ones.
    let has_last = move || {
        trouble.with(Option::is_some)
            && last_good.with(|last| last.as_ref().is_some_and(|(spoken, _)| *spoken == language.get()))
    };
    let is_last = move || has_last() && !shows_now.get();
    let shown = Memo::new(move |_| if is_last() { last_good.get().map(|(_, results)| results) } else { now.get() });
    let chart = Signal::derive(move || {
        shown.with(|shown| shown.as_ref().and_then(|results| results.chart.clone())).unwrap_or_else(ChartData::nothing)
    });
    let controls = bench.with(|workbook, list| {
        let names = list.entry().controls.iter();
        names.filter_map(|name| workbook.control(name).cloned()).collect::<Vec<_>>()
    });
    let controls = controls.unwrap_or_default().into_iter().map(|control| view! { <ControlField control /> });
    let outcome =
        |(label, text): (String, String)| view! { <div><dt>{label}</dt><dd class="figures">{text}</dd></div> };
    let outcomes = move || {
        let outcomes = shown.with(|shown| shown.as_ref().map(|results| results.outcomes.clone()));
        outcomes.unwrap_or_default().into_iter().map(outcome).collect_view()
    };
    view! {
        <aside class="list__picture" class:list__picture--last=is_last aria-label=t(|m| m.tools.picture)>
            <div class="list__controls">{controls.collect_view()}</div>
            <div class="list__last" hidden=move || !has_last()>
                <p>{move || trouble.get()}</p>
                <button type="button" class="button" on:click=move |_| shows_now.update(|shows| *shows = !*shows)>
                    {move || if shows_now.get() { t(|m| m.tools.show_last)() } else { t(|m| m.tools.show_now)() }}
                </button>
            </div>
            <dl class="list__outcomes">{outcomes}</dl>
            <Show when=move || chart.with(|chart| !chart.id.is_empty())>
                <ChartFigure data=chart />
            </Show>
        </aside>
    }
}
