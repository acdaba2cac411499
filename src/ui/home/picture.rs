//! A small drawing per kind of template, so that the gallery can be read before its words are.

use leptos::prelude::*;
use tandem_core::template::TemplateKind;
use tandem_core::workbook::ChartKind;

/// The drawing of a template. It says nothing to those who listen: title and kind stand beside it in words.
#[component]
pub fn Picture(
    /// What the template makes.
    kind: TemplateKind,
    /// How its first chart is drawn, if it has one.
    chart: Option<ChartKind>,
    /// How many series that chart has.
    series: usize,
) -> impl IntoView {
    let drawing = match (kind, chart) {
        (TemplateKind::Calculator, Some(ChartKind::Column)) => columns().into_any(),
        (TemplateKind::Calculator, Some(ChartKind::StackedColumn)) => stacks().into_any(),
        (TemplateKind::Calculator, Some(ChartKind::Waterfall)) => steps().into_any(),
        (TemplateKind::Calculator, Some(ChartKind::Share)) => share().into_any(),
        (TemplateKind::Calculator, Some(ChartKind::Line)) if series > 2 => parties().into_any(),
        (TemplateKind::Scorecard, Some(ChartKind::Heat)) => shades().into_any(),
        (TemplateKind::Scorecard, Some(ChartKind::Column)) => columns().into_any(),
        (TemplateKind::Scorecard, Some(ChartKind::Line)) => parties().into_any(),
        (TemplateKind::Calculator, Some(ChartKind::Bar)) | (TemplateKind::Scorecard, _) => bars().into_any(),
        (TemplateKind::Calculator, _) => rising().into_any(),
        (TemplateKind::Register | TemplateKind::Record, _) => lines().into_any(),
    };
    view! {
        <svg class="picture" viewBox="0 0 300 92" aria-hidden="true" focusable="false">
            {drawing}
        </svg>
    }
}

/// A balance that begins below the line, crosses it and rises: one side's area, the other side's line.
fn rising() -> impl IntoView {
    view! {
        <g>
            <path class="picture__axis" d="M24 66H276"></path>
            <path class="picture__under" d="M24 66v12c20 5 40 4 60-3l32-9z"></path>
            <path class="picture__over" d="M116 66c40-14 64-31 100-40 20-5 40-7 60-8v48z"></path>
            <path class="picture__second" d="M24 71c50 3 86-5 130-15 44-9 84-12 122-14"></path>
            <path class="picture__first" d="M24 78c20 5 40 4 60-3 11-3 22-6 32-9 40-14 64-31 100-40 20-5 40-7 60-8"></path>
            <circle class="picture__point" cx="116" cy="66" r="4"></circle>
        </g>
    }
}

/// Spending beside what it returns, period by period.
fn columns() -> impl IntoView {
    let pairs = [(60, 70), (54, 60), (56, 44), (48, 34), (50, 24), (46, 14)];
    let bars = pairs.into_iter().enumerate().map(|(index, (spent, returned))| {
        let left = 32 + index * 41;
        view! {
            <rect class="picture__bar-second" x=left y=spent width="14" height=80 - spent rx="2"></rect>
            <rect class="picture__bar-first" x=left + 16 y=returned width="14" height=80 - returned rx="2"></rect>
        }
    });
    view! {
        <g>
            {bars.collect_view()}
            <path class="picture__axis" d="M24 80.5H276"></path>
        </g>
    }
}

/// Several kinds of payment on top of each other, below the budget that ends them.
fn stacks() -> impl IntoView {
    let heights = [(18, 8), (26, 12), (30, 20), (36, 22), (40, 22), (40, 22)];
    let bars = heights.into_iter().enumerate().map(|(index, (first, second))| {
        let left = 36 + index * 40;
        view! {
            <rect class="picture__bar-first" x=left y=80 - first width="22" height=first rx="2"></rect>
            <rect class="picture__bar-second" x=left y=79 - first - second width="22" height=second rx="2"></rect>
        }
    });
    view! {
        <g>
            {bars.collect_view()}
            <path class="picture__second" d="M24 14H276"></path>
            <path class="picture__axis" d="M24 80.5H276"></path>
        </g>
    }
}

/// An amount from which one share after the other is taken, and what is left.
fn steps() -> impl IntoView {
    let steps = [(12, 68, true), (12, 28, false), (40, 16, false), (56, 8, false), (64, 16, true)];
    let bars = steps.into_iter().enumerate().map(|(index, (top, height, is_whole))| {
        let left = 36 + index * 48;
        let class = if is_whole { "picture__bar-first" } else { "picture__bar-second" };
        view! { <rect class=class x=left y=top width="34" height=height rx="2"></rect> }
    });
    view! {
        <g>
            {bars.collect_view()}
            <path class="picture__axis" d="M24 80.5H276"></path>
        </g>
    }
}

/// A ring of votes, three quarters of it one colour, and the mark that must be passed.
fn share() -> impl IntoView {
    view! {
        <g>
            <circle class="picture__ring picture__ring--rest" cx="150" cy="46" r="30" pathLength="100"></circle>
            <circle
                class="picture__ring picture__ring--part"
                cx="150"
                cy="46"
                r="30"
                pathLength="100"
                transform="rotate(-90 150 46)"
            ></circle>
            <path class="picture__axis" d="M108 46H128"></path>
        </g>
    }
}

/// What each of several parties earns, year by year.
fn parties() -> impl IntoView {
    view! {
        <g>
            <path class="picture__axis" d="M24 80.5H276"></path>
            <path class="picture__second" d="M24 62c60-4 90-14 130-22s80-12 122-14"></path>
            <path class="picture__first" d="M24 74c60-2 84-22 124-38s86-22 128-24"></path>
            <path class="picture__third" d="M24 70c60-2 100-8 140-12s80-6 112-8"></path>
        </g>
    }
}

/// Scores against their targets.
fn bars() -> impl IntoView {
    let scores = [(22, 180), (42, 130), (62, 216)];
    let rows = scores.into_iter().map(|(top, width)| {
        view! {
            <rect class="picture__track" x="24" y=top width="252" height="10" rx="5"></rect>
            <rect class="picture__bar-first" x="24" y=top width=width height="10" rx="5"></rect>
        }
    });
    view! { <g>{rows.collect_view()}</g> }
}

/// A table of shades, deeper to the upper right.
fn shades() -> impl IntoView {
    let cells = (0..4).flat_map(|row| (0..7).map(move |column| (row, column)));
    let cells = cells.map(|(row, column)| {
        let depth = match column + 3 - row {
            0..=2 => "0.12",
            3..=4 => "0.3",
            5..=6 => "0.55",
            _ => "0.9",
        };
        let (left, top) = (24 + column * 36, 8 + row * 19);
        view! { <rect class="picture__bar-first" opacity=depth x=left y=top width="34" height="17" rx="2"></rect> }
    });
    view! { <g>{cells.collect_view()}</g> }
}

/// Rows of a list, each with its state.
fn lines() -> impl IntoView {
    let rows = [14, 32, 50, 68].into_iter().enumerate().map(|(index, top)| {
        let state = if index % 2 == 0 { "picture__bar-first" } else { "picture__bar-second" };
        view! {
            <rect class=state x="24" y=top width="10" height="10" rx="3"></rect>
            <rect class="picture__track" x="42" y=top width="234" height="10" rx="3"></rect>
        }
    });
    view! { <g>{rows.collect_view()}</g> }
}
