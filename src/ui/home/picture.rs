//! A small drawing per kind of template, so that the gallery can be read before its words are.

use leptos::prelude::*;
use tandem_core::template::TemplateKind;

/// The drawing of a kind. It says nothing to those who listen: the kind stands beside it in words.
#[component]
pub fn Picture(
    /// What the template makes.
    kind: TemplateKind,
    /// Tells the drawings of one kind apart.
    turn: usize,
) -> impl IntoView {
    let drawing = match (kind, turn % 2) {
        (TemplateKind::Calculator, 0) => rising().into_any(),
        (TemplateKind::Calculator, _) => columns().into_any(),
        (TemplateKind::Scorecard, _) => bars().into_any(),
        (TemplateKind::Register | TemplateKind::Record, _) => lines().into_any(),
    };
    view! {
        <svg class="picture" viewBox="0 0 160 92" aria-hidden="true" focusable="false">
            {drawing}
        </svg>
    }
}

/// A balance that begins below the line, crosses it and rises: one side's area, the other side's line.
fn rising() -> impl IntoView {
    view! {
        <g>
            <path class="picture__axis" d="M14 66H146"></path>
            <path class="picture__under" d="M14 66v12c10 5 20 4 30-3l16-9z"></path>
            <path class="picture__over" d="M60 66c22-13 34-30 50-38 12-6 24-8 36-9v47z"></path>
            <path class="picture__first" d="M14 78c10 5 20 4 30-3 30-17 44-38 66-47 12-6 24-8 36-9"></path>
            <path class="picture__second" d="M14 70c26 3 44-6 66-15 22-9 44-13 66-15"></path>
            <circle class="picture__point" cx="60" cy="66" r="4"></circle>
        </g>
    }
}

/// Spending beside what it returns, period by period.
fn columns() -> impl IntoView {
    let pairs = [(62, 70), (56, 58), (58, 44), (52, 32), (54, 20)];
    let bars = pairs.into_iter().enumerate().map(|(index, (spent, returned))| {
        let left = 20 + index * 26;
        view! {
            <rect class="picture__bar-second" x=left y=spent width="9" height=80 - spent rx="1.5"></rect>
            <rect class="picture__bar-first" x=left + 11 y=returned width="9" height=80 - returned rx="1.5"></rect>
        }
    });
    view! {
        <g>
            <path class="picture__axis" d="M14 80H146"></path>
            {bars.collect_view()}
        </g>
    }
}

/// Scores against their targets.
fn bars() -> impl IntoView {
    let scores = [(22, 96), (42, 70), (62, 112)];
    let rows = scores.into_iter().map(|(top, width)| {
        view! {
            <rect class="picture__track" x="20" y=top width="120" height="10" rx="5"></rect>
            <rect class="picture__bar-first" x="20" y=top width=width height="10" rx="5"></rect>
        }
    });
    view! { <g>{rows.collect_view()}</g> }
}

/// Rows of a list, each with its state.
fn lines() -> impl IntoView {
    let rows = [20, 38, 56, 74].into_iter().enumerate().map(|(index, top)| {
        let state = if index % 2 == 0 { "picture__bar-first" } else { "picture__bar-second" };
        view! {
            <rect class=state x="20" y=top width="10" height="10" rx="3"></rect>
            <rect class="picture__track" x="38" y=top width="102" height="10" rx="3"></rect>
        }
    });
    view! { <g>{rows.collect_view()}</g> }
}
