//! Sum, average and count of what is selected.

use leptos::prelude::*;
use rust_decimal::Decimal;
use tandem_core::cell::{Area, Value};
use tandem_core::grid::Selection;
use tandem_core::workbook::Workbook;

use crate::i18n::{Language, t};
use crate::ui::grid::GridState;

/// What the selected cells add up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Total {
    /// Cells that hold something.
    filled: u64,
    /// Cells that hold a number.
    numbers: u64,
    /// Their sum; nothing where it is too large for a number.
    sum: Option<Decimal>,
}

impl Total {
    fn of(workbook: &Workbook, areas: &[Area]) -> Self {
        let mut total = Self { sum: Some(Decimal::ZERO), ..Self::default() };
        for area in areas {
            let visited: Result<(), std::convert::Infallible> =
                workbook.engine().store().for_each_in(*area, |_, _, value| {
                    total.add(value);
                    Ok(())
                });
            let Ok(()) = visited;
        }
        total
    }

    fn add(&mut self, value: &Value) {
        if value.is_blank() {
            return;
        }
        self.filled = self.filled.saturating_add(1);
        if let Value::Number(number) = value {
            self.numbers = self.numbers.saturating_add(1);
            self.sum = self.sum.and_then(|sum| sum.checked_add(*number));
        }
    }

    fn average(&self) -> Option<Decimal> {
        self.sum?.checked_div(Decimal::from(self.numbers))
    }
}

/// The figures at the right of the foot. They stand only where more than one selected cell holds something.
#[component]
pub fn Status(
    /// The grid.
    grid: GridState,
) -> impl IntoView {
    let session = grid.sheet.session();
    let total = Memo::new(move |_| {
        if grid.selection.with(Selection::is_single) {
            return None;
        }
        let areas: Vec<Area> = grid.blocks().into_iter().map(|block| grid.sheet.area(block)).collect();
        session.read(|workbook| Total::of(workbook, &areas)).filter(|total| total.filled > 1)
    });
    let has_numbers = move || total.get().is_some_and(|total| total.numbers > 0);
    let too_large = t(|m| m.workbook.too_large);
    let figure = move |pick: fn(&Total) -> Option<Decimal>| {
        move || {
            let language = session.language().get();
            let number = total.get().as_ref().and_then(pick);
            number.map_or_else(|| too_large().to_owned(), |number| in_format_of_active(grid, number, language))
        }
    };
    let count = move || total.get().map(|total| total.filled.to_string());
    view! {
        <Show when=move || total.get().is_some()>
            <dl class="status figures">
                <Show when=has_numbers>
                    <div class="status__item">
                        <dt>{t(|m| m.workbook.average)}</dt>
                        <dd>{figure(Total::average)}</dd>
                    </div>
                </Show>
                <div class="status__item">
                    <dt>{t(|m| m.workbook.count)}</dt>
                    <dd>{count}</dd>
                </div>
                <Show when=has_numbers>
                    <div class="status__item">
                        <dt>{t(|m| m.workbook.sum)}</dt>
                        <dd>{figure(|total| total.sum)}</dd>
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
