//! Present: the workbook for a room of people. Inputs at the left, outcomes with their definitions, charts, scenarios side
//! by side, and the parties with equal weight.
//!
//! Everything shown is read through the session; nothing here computes. Internal rows never appear because only controls,
//! outcomes and charts do. Start reading at [`Present`].

mod appendix;
mod brands;
mod comparison;
mod explore;
mod inputs;
mod late;
mod outcomes;
mod paper;
mod parties;
mod party_view;
mod room;
mod scenario_desk;
mod scenarios;
mod sensitivity;
mod stage;
mod tools;

use leptos::prelude::*;
use tandem_core::workbook::Workbook;

use crate::i18n::{Language, Messages, t, use_language};
use crate::route::View;
use crate::session::{Command, Room, use_session};
use crate::ui::chart::{ChartData, ChartFigure, chart_data};
use crate::ui::standing::StandingStrip;

use appendix::Appendix;
use comparison::Comparison;
use explore::Explore;
pub use inputs::InputGroups;
use inputs::Inputs;
pub use outcomes::Outcomes;
use paper::prints;
use parties::Parties;
use party_view::SeenBy;
use scenarios::Scenarios;
use sensitivity::Sensitivities;
use stage::{Stage, attend_keys};
use tools::Tools;

/// Outcomes that stand above the charts.
const LEADING_OUTCOMES: usize = 4;
/// Charts that stand above the other outcomes.
const LEADING_CHARTS: usize = 2;

/// The open workbook, presented.
#[component]
pub fn Present() -> impl IntoView {
    let session = use_session();
    let language = use_language();
    let compares = RwSignal::new(false);
    room::follow_inputs();
    provide_context(Sensitivities::follow());
    attend_keys(compares);
    let is_empty = Memo::new(move |_| {
        session.read(|workbook| workbook.controls().is_empty() && workbook.outcomes().is_empty()).unwrap_or(true)
    });
    // The first outcomes and charts are what a room looks at; the rest follows below them.
    let outcomes = Memo::new(move |_| {
        session
            .read(|workbook| workbook.outcomes().iter().map(|outcome| outcome.name.clone()).collect::<Vec<_>>())
            .unwrap_or_default()
    });
    let charts = Memo::new(move |_| {
        session
            .read(|workbook| workbook.charts().iter().map(|chart| chart.id.clone()).collect::<Vec<_>>())
            .unwrap_or_default()
    });
    let room = expect_context::<Room>();
    let chart = move |id: String| {
        let printed = StoredValue::new(id.clone());
        let data = Memo::new(move |_| {
            let language = language.get();
            session.read_with_last_good(|workbook, good| drawn(workbook, good, &id, language)).flatten()
        });
        // The figure stays while what it draws changes: a new one would measure the page and be laid out twice.
        let is_there = Memo::new(move |_| data.with(Option::is_some));
        view! {
            <Show when=move || is_there.get()>
                <div class="present__chart" class:present__chart--screen=move || !prints(room, charts, &printed.get_value())>
                    <ChartFigure data=Signal::derive(move || data.get().unwrap_or_else(ChartData::nothing)) />
                </div>
            </Show>
        }
    };
    view! {
        <main id="content" tabindex="-1" class="present" aria-label=t(|m| m.present.region)>
            <Parties />
            <Stage />
            <StandingStrip />
            <div class="present__tools">
                <SeenBy />
                <Tools />
            </div>
            <Show
                when=move || !is_empty.get()
                fallback=move || {
                    view! {
                        <div class="present__empty">
                            <p>{t(|m| m.present.nothing)}</p>
                            <button class="button button--primary" on:click=move |_| session.dispatch(Command::Show(View::Workbook))>
                                {t(|m| m.present.back)}
                            </button>
                        </div>
                    }
                }
            >
                <Scenarios compares />
                <div class="present__columns">
                    <Inputs />
                    <div class="present__results">
                        <Outcomes id="present-outcomes" names=first(outcomes, LEADING_OUTCOMES) label=|m| m.present.outcomes />
                        <Show when=move || compares.get()>
                            <Comparison />
                        </Show>
                        <section id="present-charts" tabindex="-1" class="present__charts" aria-label=t(|m| m.present.charts)>
                            <For each=move || first(charts, LEADING_CHARTS).get() key=Clone::clone let:id>{chart(id)}</For>
                        </section>
                        <Explore />
                        <Outcomes id="present-more" names=rest(outcomes, LEADING_OUTCOMES) label=|m| m.present.more_outcomes />
                        <section class="present__charts" aria-label=t(|m| m.present.more_charts)>
                            <For each=move || rest(charts, LEADING_CHARTS).get() key=Clone::clone let:id>{chart(id)}</For>
                        </section>
                    </div>
                </div>
                <Appendix />
            </Show>
        </main>
    }
}

/// What a chart draws; while an entry is wrong, what it drew before where that differs.
fn drawn(workbook: &Workbook, good: Option<&Workbook>, id: &str, language: Language) -> Option<ChartData> {
    let of = |workbook: &Workbook| {
        let chart = workbook.charts().iter().find(|chart| chart.id == id)?;
        Some(chart_data(workbook, chart, language))
    };
    let now = of(workbook)?;
    let before = good.and_then(of).filter(|before| *before != now);
    let remark = before.is_some().then(|| Messages::of(language).tools.standing.to_owned());
    Some(ChartData { remark, ..before.unwrap_or(now) })
}

/// The first of a list.
fn first(list: Memo<Vec<String>>, count: usize) -> Signal<Vec<String>> {
    Signal::derive(move || list.with(|list| list.iter().take(count).cloned().collect()))
}

/// What follows the first of a list.
fn rest(list: Memo<Vec<String>>, count: usize) -> Signal<Vec<String>> {
    Signal::derive(move || list.with(|list| list.iter().skip(count).cloned().collect()))
}
