//! The frame of every chart: heading, legend, drawing, and the figures as a table.

use leptos::html::Div;
use leptos::prelude::*;
use tandem_core::workbook::ChartKind;

use super::{ChartData, bar, column, heat, histogram, line, share, tornado, waterfall};
use crate::browser::element::{Step, focus_mark};
use crate::browser::picture::{self, Form};
use crate::browser::{keys, size};
use crate::i18n::{fill, t, use_language};
use crate::ui::rest::{followed, in_sight};

/// Parties and series beyond this share colours again; the legend and the table still tell them apart.
const COLORS: usize = 6;

/// The class that gives a series its colour.
pub(super) fn color_class(place: usize) -> String {
    format!("series series--{}", place % COLORS + 1)
}

/// A chart with its heading, its legend and its figures.
#[component]
pub fn ChartFigure(
    /// What to draw, followed while it changes.
    #[prop(into)]
    data: Signal<ChartData>,
) -> impl IntoView {
    let node = NodeRef::<Div>::new();
    let width = size::width_of(node);
    let is_seen = in_sight(node);
    let data = followed(data, move || is_seen.get());
    // The table of a closed chart is read by nobody while a slider moves.
    let is_open = RwSignal::new(false);
    let figures = followed(data, move || is_open.get());
    let language = use_language();
    let drawing = move || {
        let (width, language) = (width.get(), language.get());
        data.with(|data| {
            if width < 1.0 || data.categories.is_empty() {
                return None;
            }
            Some(match data.kind {
                ChartKind::Line => line::drawing(data, width, language, false),
                ChartKind::Area => line::drawing(data, width, language, true),
                ChartKind::Column => column::drawing(data, width, language, false),
                ChartKind::StackedColumn => column::drawing(data, width, language, true),
                ChartKind::Bar => bar::drawing(data, width, language),
                ChartKind::Share => share::drawing(data, width),
                ChartKind::Waterfall => waterfall::drawing(data, width, language),
                ChartKind::Tornado => tornado::drawing(data, width),
                ChartKind::Histogram => histogram::drawing(data, width, language),
                ChartKind::Heat => heat::drawing(data, width),
            })
        })
    };
    let is_empty = move || data.with(|data| data.categories.is_empty());
    view! {
        <figure class="chart">
            <figcaption class="chart__title">{move || data.with(|data| data.title.clone())}</figcaption>
            <p class="chart__remark" hidden=move || data.with(|data| data.remark.is_none())>
                {move || data.with(|data| data.remark.clone())}
            </p>
            <Legend data />
            <div
                class="chart__drawing"
                node_ref=node
                role="group"
                tabindex="0"
                aria-label=move || summary(&data.get(), t(|m| m.chart.summary)())
                on:keydown=move |event| go_along(node, &event)
            >
                {drawing}
            </div>
            <p class="chart__empty" hidden=move || !is_empty()>{t(|m| m.chart.empty)}</p>
            <div class="chart__foot" hidden=is_empty>
                <details class="chart__figures" on:toggle=move |_| is_open.update(|open| *open = !*open)>
                    <summary>{t(|m| m.chart.figures)}</summary>
                    <Figures data=figures />
                </details>
                <Download data node form=Form::Svg />
                <Download data node form=Form::Png />
            </div>
        </figure>
    }
}

/// Arrows lead from mark to mark, each of which says its figure.
fn go_along(node: NodeRef<Div>, event: &leptos::ev::KeyboardEvent) {
    let (Some(press), Some(node)) = (keys::press(event), node.get_untracked()) else { return };
    let step = match press.key.as_str() {
        "ArrowRight" | "ArrowDown" => Step::Next,
        "ArrowLeft" | "ArrowUp" => Step::Previous,
        "Home" => Step::First,
        "End" => Step::Last,
        _ => return,
    };
    if !(press.command || press.alt) {
        event.prevent_default();
        focus_mark(&node, step);
    }
}

/// A button that downloads the drawing.
#[component]
fn Download(data: Signal<ChartData>, node: NodeRef<Div>, form: Form) -> impl IntoView {
    let refused = RwSignal::new(None::<String>);
    let (words, said) = match form {
        Form::Svg => (t(|m| m.chart.svg), t(|m| m.chart.svg_label)),
        Form::Png => (t(|m| m.chart.png), t(|m| m.chart.png_label)),
    };
    let title = move || data.with(|data| data.title.clone());
    let failed = t(|m| m.chart.no_picture);
    let press = move |_| {
        let Some(node) = node.get_untracked() else { return };
        let name = crate::session::file_name_with(&untrack(title), form.ending());
        leptos::task::spawn_local(async move {
            let made = picture::save(&node, &name, form).await;
            refused.set(made.err());
        });
    };
    view! {
        <button type="button" class="button button--quiet chart__save" aria-label=move || fill(said(), &[("title", &title())]) on:click=press>
            {words}
        </button>
        <span class="chart__refused" role="alert">
            {move || refused.get().map(|reason| fill(failed(), &[("reason", &reason)]))}
        </span>
    }
}

/// What a screen reader hears instead of the drawing: the title, and each series from its first to its last value.
fn summary(data: &ChartData, sentence: &str) -> String {
    let mut text = data.title.clone();
    for series in &data.series {
        let first = series.points.iter().flatten().next();
        let last = series.points.iter().flatten().last();
        if let (Some(first), Some(last)) = (first, last) {
            text.push_str(". ");
            text.push_str(&fill(
                sentence,
                &[("series", series.label.as_str()), ("first", first.text.as_str()), ("last", last.text.as_str())],
            ));
        }
    }
    text
}

#[component]
fn Legend(data: Signal<ChartData>) -> impl IntoView {
    move || {
        data.with(|data| {
            // One series needs no key, and these kinds carry their names beside what they draw.
            let speaks =
                matches!(data.kind, ChartKind::Share | ChartKind::Heat | ChartKind::Histogram | ChartKind::Waterfall);
            if data.series.len() < 2 || speaks {
                return None;
            }
            // Lines are told apart by their dashes; what is drawn as an area by its colour and its place in the group.
            let is_line = matches!(data.kind, ChartKind::Line);
            let key = |place: usize| match is_line {
                true => format!("chart__key chart__key--{}", place % COLORS + 1),
                false => "chart__key chart__key--part".to_owned(),
            };
            let items: Vec<_> = data
                .series
                .iter()
                .enumerate()
                .map(|(place, series)| {
                    view! {
                        <li class=color_class(place) style:color=series.color.clone()>
                            <span class=key(place) aria-hidden="true"></span>
                            <span class="chart__name">{series.label.clone()}</span>
                        </li>
                    }
                })
                .collect();
            Some(view! { <ul class="chart__legend">{items}</ul> })
        })
    }
}

#[component]
fn Figures(data: Signal<ChartData>) -> impl IntoView {
    move || {
        data.with(|data| {
            let heads: Vec<_> =
                data.series.iter().map(|series| view! { <th scope="col">{series.label.clone()}</th> }).collect();
            let rows: Vec<_> = data
                .categories
                .iter()
                .enumerate()
                .map(|(place, category)| {
                    let cells: Vec<_> = data
                        .series
                        .iter()
                        .map(|series| {
                            let text = series.points.get(place).cloned().flatten().map(|point| point.text);
                            view! { <td>{text.unwrap_or_else(|| "–".to_owned())}</td> }
                        })
                        .collect();
                    view! { <tr><th scope="row">{category.clone()}</th>{cells}</tr> }
                })
                .collect();
            view! {
                <table class="chart__table">
                    <caption class="visually-hidden">{data.title.clone()}</caption>
                    <thead><tr><td></td>{heads}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            }
        })
    }
}
