//! How likely an outcome is when inputs vary together: a Monte Carlo simulation in pieces, with progress and a way to stop.

use leptos::prelude::*;
use rust_decimal::Decimal;
use tandem_core::analysis::{
    Condition, Distribution, InputRange, Plan, Simulation, Summary, Uncertain, plausible_inputs,
};
use tandem_core::cell::Value;
use tandem_core::number::{parse_number, plain};
use tandem_core::workbook::{ChartKind, Workbook};

use super::asked::Asked;
use crate::browser::{clock, task};
use crate::i18n::{Language, Messages, fill, t, use_language};
use crate::session::use_session;
use crate::ui::chart::{ChartData, ChartFigure, Guide, Point, SeriesData};

/// Runs of a simulation.
const RUNS: u32 = 10_000;
/// Runs between two looks at the clock.
const STEP: u32 = 20;
/// Work between two frames.
const SLICE_MS: u64 = 10;
/// Columns of the histogram.
const BINS: u32 = 28;
/// Decimals of a draw: finer than any input is typed.
const DRAWN_DECIMALS: u32 = 6;
/// The seed that a first simulation takes; the same seed gives the same result everywhere.
const SEED: &str = "2026";

/// What a simulation showed.
#[derive(Clone, Debug, PartialEq)]
struct Shown {
    chart: ChartData,
    figures: Vec<(&'static str, String)>,
    /// The probability of the goal, in words.
    goal: Option<String>,
}

/// The simulation of an outcome.
#[component]
pub(super) fn Chance(
    /// What it is about.
    asked: Asked,
) -> impl IntoView {
    let session = use_session();
    let language = use_language();
    let language_now = language.get_untracked();
    let first_goal = session.with(|workbook| first_goal(workbook, &asked, language_now)).unwrap_or_default();
    let (seed, goal) = (RwSignal::new(SEED.to_owned()), RwSignal::new(first_goal));
    let done = RwSignal::new(None::<u32>);
    let summary = RwSignal::new_local(None::<Summary>);
    let problem = RwSignal::new(None::<String>);
    let revision = RwSignal::new(None::<u64>);
    let rises = {
        let asked = asked.clone();
        move || session.with(|workbook| asked.of(workbook).is_none_or(|outcome| outcome.more_is_better)).unwrap_or(true)
    };
    // Whoever starts anew or leaves ends the simulation that runs: its number is no longer the current one.
    let current = StoredValue::new(0u32);
    let begin = {
        let asked = asked.clone();
        move |_| {
            let language = language.get_untracked();
            let made = session.with(|workbook| prepared(workbook, &asked, &seed.get_untracked(), language));
            problem.set(None);
            let mut simulation = match made {
                Some(Ok(simulation)) => simulation,
                Some(Err(reason)) => {
                    problem.set(Some(reason));
                    return;
                }
                None => return,
            };
            let number = current.with_value(|number| number.wrapping_add(1));
            current.set_value(number);
            done.set(Some(0));
            let begun = session.revision().get_untracked();
            leptos::task::spawn_local(async move {
                loop {
                    let start = clock::steady_ms();
                    let progress = loop {
                        match simulation.step(STEP) {
                            Ok(progress) if progress.is_complete() => break Ok(progress),
                            Ok(progress) if clock::steady_ms().saturating_sub(start) >= SLICE_MS => break Ok(progress),
                            Ok(_) => {}
                            Err(error) => break Err(error),
                        }
                    };
                    if current.try_get_value() != Some(number) {
                        return;
                    }
                    match progress {
                        Ok(progress) if progress.is_complete() => {
                            done.set(None);
                            revision.set(Some(begun));
                            summary.set(simulation.summary(0));
                            return;
                        }
                        Ok(progress) => done.set(Some(progress.done)),
                        Err(error) => {
                            done.set(None);
                            problem.set(Some(error.text(language)));
                            return;
                        }
                    }
                    task::next_frame().await;
                }
            });
        }
    };
    let cancel = move |_| {
        current.update_value(|number| *number = number.wrapping_add(1));
        done.set(None);
    };
    let shown = {
        let asked = asked.clone();
        Memo::new(move |_| {
            let (language, goal) = (language.get(), goal.get());
            summary.with(|summary| {
                let summary = summary.as_ref()?;
                session.with(|workbook| shown(workbook, &asked, summary, &goal, language))
            })
        })
    };
    let is_old = move || revision.get().is_some_and(|then| session.revision().get() != then);
    let data = Signal::derive(move || shown.get().map_or_else(ChartData::nothing, |shown| shown.chart));
    let figures = move || {
        let figure = |(name, text): (&'static str, String)| view! { <div class="explore__figure"><dt>{name}</dt><dd>{text}</dd></div> };
        shown.get().map(|shown| shown.figures.into_iter().map(figure).collect_view())
    };
    let goal_words = move || {
        let messages = &Messages::of(language.get()).explore;
        if rises() { messages.goal_at_least } else { messages.goal_at_most }
    };
    let percent = move || done.get().unwrap_or(0).to_string();
    view! {
        <div class="explore__answer" class:explore__answer--old=is_old>
            <p class="explore__hint">{t(|m| m.explore.chance_hint)}</p>
            <div class="explore__fields">
                <label class="explore__field">
                    <span>{goal_words}</span>
                    <input class="input" type="text" inputmode="decimal" autocomplete="off" bind:value=goal />
                </label>
                <label class="explore__field">
                    <span>{t(|m| m.explore.seed)}</span>
                    <input class="input" type="text" inputmode="numeric" autocomplete="off" bind:value=seed />
                </label>
                <button type="button" class="button button--primary" disabled=move || done.get().is_some() on:click=begin>
                    {t(|m| m.explore.run)}
                </button>
            </div>
            <p class="explore__problem" role="alert">{problem}</p>
            <div class="explore__progress" hidden=move || done.get().is_none()>
                <progress class="dialog__progress" max=RUNS.to_string() prop:value=percent aria-label=t(|m| m.explore.running)></progress>
                <button type="button" class="button" on:click=cancel>{t(|m| m.explore.cancel)}</button>
            </div>
            <p class="explore__old" role="status">{move || is_old().then(t(|m| m.explore.old))}</p>
            <Show when=move || shown.with(Option::is_some)>
                <p class="explore__goal" role="status">{move || shown.with(|shown| shown.as_ref().and_then(|shown| shown.goal.clone()))}</p>
                <dl class="explore__figures">{figures}</dl>
                <ChartFigure data />
            </Show>
        </div>
    }
}

fn prepared(workbook: &Workbook, asked: &Asked, seed: &str, language: Language) -> Result<Simulation, String> {
    let messages = &Messages::of(language).explore;
    let seed: u64 = tandem_core::formula::narrow(seed).trim().parse().map_err(|_| messages.bad_seed.to_owned())?;
    let outcome = asked.of(workbook).ok_or_else(String::new)?;
    let inputs: Vec<Uncertain> = plausible_inputs(workbook).iter().map(|input| uncertain(workbook, input)).collect();
    if inputs.is_empty() {
        return Err(messages.no_ranges.to_owned());
    }
    let plan = Plan { inputs, outcomes: vec![outcome.shown_cell()], runs: RUNS, seed };
    Simulation::new(workbook, plan).map_err(|error| error.text(language))
}

/// A draw between the ends of an input, most likely what it is now; where that lies outside, anything between is as likely.
fn uncertain(workbook: &Workbook, input: &InputRange) -> Uncertain {
    let (low, high) = (input.low, input.high);
    let distribution = match workbook.value(input.cell) {
        Value::Number(mode) if (low..=high).contains(mode) => Distribution::Pert { low, mode: *mode, high },
        _ => Distribution::Uniform { low, high },
    };
    Uncertain { cell: input.cell, distribution, decimals: DRAWN_DECIMALS }
}

/// The goal until another is typed: zero where more is better; else the present figure, as it is shown. No one pays back in no time.
fn first_goal(workbook: &Workbook, asked: &Asked, language: Language) -> String {
    let now = asked.of(workbook).filter(|outcome| !outcome.more_is_better);
    match now.map(|outcome| workbook.value(outcome.shown_cell())) {
        Some(Value::Number(number)) => {
            let text = asked.text(workbook, *number, language);
            if parse_number(&text).is_some() { text } else { plain(*number) }
        }
        _ => "0".to_owned(),
    }
}

fn shown(workbook: &Workbook, asked: &Asked, summary: &Summary, goal: &str, language: Language) -> Shown {
    let messages = &Messages::of(language).explore;
    let text = |number: Option<Decimal>| {
        number.map_or_else(|| "–".to_owned(), |number| asked.text(workbook, number, language))
    };
    let percentile = |hundredths: i64| summary.percentile(Decimal::new(hundredths, 2));
    let bins = summary.histogram(BINS).unwrap_or_default();
    let guide = |(label, at): (&str, Option<Decimal>)| {
        let at = at?;
        let place = bins.iter().position(|bin| at <= bin.to)?;
        Some(Guide { place, label: format!("{label} {}", asked.text(workbook, at, language)) })
    };
    let counts = bins.iter().map(|bin| {
        let count = Decimal::from(bin.count);
        Some(Point { value: count, text: count.to_string() })
    });
    let chart = ChartData {
        id: "chance".to_owned(),
        kind: ChartKind::Histogram,
        title: fill(messages.chance_title, &[("outcome", &asked.label(workbook, language))]),
        categories: bins.iter().map(|bin| asked.text(workbook, bin.from, language)).collect(),
        series: vec![SeriesData { label: messages.runs.to_owned(), points: counts.collect(), color: None }],
        guides: [("P10", percentile(10)), ("P50", percentile(50)), ("P90", percentile(90))]
            .into_iter()
            .filter_map(guide)
            .collect(),
        ..ChartData::nothing()
    };
    let mut figures = vec![
        (messages.p10, text(percentile(10))),
        (messages.p50, text(percentile(50))),
        (messages.p90, text(percentile(90))),
        (messages.mean, text(summary.mean())),
    ];
    if summary.failed() > 0 {
        figures.push((messages.failed, summary.failed().to_string()));
    }
    let rises = asked.of(workbook).is_none_or(|outcome| outcome.more_is_better);
    let goal = parse_number(goal).map(|limit| {
        let condition = if rises { Condition::AtLeast(limit) } else { Condition::AtMost(limit) };
        let chance = Value::Number(summary.probability(condition));
        let chance = workbook.value_text(&chance, Some("0.0%"), language);
        let sentence = if rises { messages.chance_at_least } else { messages.chance_at_most };
        fill(sentence, &[("chance", &chance), ("goal", &asked.text(workbook, limit, language))])
    });
    Shown { chart, figures, goal }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tandem_core::template::instantiate;

    #[test]
    fn a_payback_is_measured_against_the_present_one_and_a_value_against_zero() {
        let workbook = instantiate("joint-value", Language::English).unwrap();
        for language in [Language::English, Language::Japanese] {
            for (outcome, goal) in [("payback", "17.3"), ("npv", "0")] {
                let asked = Asked { outcome: outcome.to_owned() };
                assert_eq!(first_goal(&workbook, &asked, language), goal, "{outcome}");
            }
        }
    }
}
