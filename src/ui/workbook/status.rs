//! Sum, average and count of what is selected.

use leptos::prelude::*;
use rust_decimal::Decimal;
use tandem_core::cell::{Area, Value};
use tandem_core::grid::Selection;
use tandem_core::operation::{Summary, Summing};

use crate::browser::task::next_frame;
use crate::i18n::{Language, t};
use crate::ui::grid::GridState;

/// Cells that are summed up before the page has its turn: a few milliseconds.
const CELLS_AT_ONCE: u64 = 50_000;

/// The figures at the right of the foot. They stand only where more than one selected cell holds something.
#[component]
pub fn Status(
    /// The grid.
    grid: GridState,
) -> impl IntoView {
    let session = grid.sheet.session();
    let summary = RwSignal::new(None::<Summary>);
    let tell = move |now: Summary| {
        let now = Some(now).filter(|summary| summary.filled > 1);
        if summary.try_get_untracked().is_some_and(|before| before != now) {
            summary.set(now);
        }
    };
    // Counts what was asked for, so that an answer that comes late is known to be of an earlier selection.
    let turn = StoredValue::new(0u64);
    Effect::new(move |_| {
        let is_single = grid.selection.with(Selection::is_single);
        session.revision().track();
        turn.update_value(|turn| *turn = turn.wrapping_add(1));
        if is_single {
            return tell(Summary::default());
        }
        let areas: Vec<Area> = grid.blocks().into_iter().map(|block| grid.sheet.area(block)).collect();
        let Some(mut summing) = session.with(|workbook| Summing::new(workbook, &areas)) else { return };
        if session.with(|workbook| summing.go_on(workbook, CELLS_AT_ONCE)).unwrap_or(true) {
            return tell(summing.summary());
        }
        tell(Summary::default());
        let asked = turn.get_value();
        leptos::task::spawn_local(async move {
            loop {
                next_frame().await;
                if turn.try_get_value() != Some(asked) {
                    return;
                }
                if session.with(|workbook| summing.go_on(workbook, CELLS_AT_ONCE)).unwrap_or(true) {
                    return tell(summing.summary());
                }
            }
        });
    });
    let has_numbers = move || summary.get().is_some_and(|summary| summary.numbers > 0);
    let too_large = t(|m| m.workbook.too_large);
    let figure = move |pick: fn(&Summary) -> Option<Decimal>| {
        move || {
            let language = session.language().get();
            let number = summary.get().as_ref().and_then(pick);
            number.map_or_else(|| too_large().to_owned(), |number| in_format_of_active(grid, number, language))
        }
    };
    let count = move || summary.get().map(|summary| summary.filled.to_string());
    view! {
        <Show when=move || summary.get().is_some()>
            <dl class="status figures">
                <Show when=has_numbers>
                    <div class="status__item">
                        <dt>{t(|m| m.workbook.average)}</dt>
                        <dd>{figure(|summary| summary.average)}</dd>
                    </div>
                </Show>
                <div class="status__item">
                    <dt>{t(|m| m.workbook.count)}</dt>
                    <dd>{count}</dd>
                </div>
                <Show when=has_numbers>
                    <div class="status__item">
                        <dt>{t(|m| m.workbook.sum)}</dt>
                        <dd>{figure(|summary| summary.sum)}</dd>
                    </div>
                </Show>
            </dl>
        </Show>
    }
}

/// A figure as the active cell would show it, because that is how the selected ones are shown.
fn in_format_of_active(grid: GridState, number: Decimal, language: Language) -> String {
    let at = grid.sheet.at(grid.active());
    let text = grid.sheet.session().with(|workbook| {
        let format = workbook.style(at).format.clone();
        workbook.value_text(&Value::Number(number), format.as_deref(), language).into_owned()
    });
    text.unwrap_or_default()
}
