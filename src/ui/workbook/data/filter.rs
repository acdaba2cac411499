//! The filter of one column: a list of its values to tick, or a condition; beside it, sorting by the column.

use std::collections::BTreeSet;

use leptos::prelude::*;
use tandem_core::cell::{Area, CellAddress, Value};
use tandem_core::edit::Edit;
use tandem_core::text::{Language, Localized, Text};
use tandem_core::workbook::{Criterion, Filter, Workbook};

use super::Bench;
use super::form::{Choice, Field, Form, say};
use super::rows::sort_by_column;
use crate::i18n::{fill, t, use_language};
use crate::session::{Command, Weight};

/// Values that are listed at most; a search finds the others.
const MOST_LISTED: usize = 500;

/// Conditions, as they are written around what is typed.
const CONDITIONS: [(&str, &str, Text); 9] = [
    ("", "", Text::new("none", "なし")),
    ("=", "", Text::new("equal to", "次の値に等しい")),
    ("<>", "", Text::new("other than", "次の値に等しくない")),
    (">", "", Text::new("above", "次の値より大きい")),
    (">=", "", Text::new("at least", "次の値以上")),
    ("<", "", Text::new("below", "次の値より小さい")),
    ("<=", "", Text::new("at most", "次の値以下")),
    ("*", "*", Text::new("contains", "次の文字列を含む")),
    ("", "*", Text::new("begins with", "次の文字列で始まる")),
];

/// The values of a column below the head of a filter, each once and in order, and whether blank cells are among them.
fn values_of(workbook: &Workbook, area: Area, column: u32, language: Language) -> (Vec<String>, bool) {
    let used = workbook.engine().store().sheet(area.sheet).map_or(0, |cells| cells.used().0);
    let (mut texts, mut has_blanks) = (BTreeSet::new(), false);
    for row in area.top.saturating_add(1)..=area.bottom.min(used.saturating_sub(1)) {
        let at = CellAddress::new(area.sheet, row, column);
        if workbook.value(at).is_blank() {
            has_blanks = true;
        } else {
            let rank = match workbook.value(at) {
                Value::Number(number) => Some(*number),
                _ => None,
            };
            // Numbers come first, by their amount; texts follow.
            texts.insert((rank.is_none(), rank, workbook.display_text(at, language)));
        }
    }
    let mut listed: Vec<String> = Vec::new();
    let mut seen = BTreeSet::new();
    for (_, _, text) in texts {
        if seen.insert(text.to_lowercase()) {
            listed.push(text);
        }
    }
    (listed, has_blanks)
}

/// A condition's signs and operand as COUNTIF reads them. In what is searched as a text, `*`, `?` and `~` mean themselves.
fn condition(kind: usize, operand: &str) -> Option<String> {
    let (before, after, _) = CONDITIONS.get(kind).filter(|_| kind > 0)?;
    if after.is_empty() {
        return Some(format!("{before}{operand}"));
    }
    let plain: String = operand
        .chars()
        .flat_map(|sign| ['*', '?', '~'].contains(&sign).then_some('~').into_iter().chain([sign]))
        .collect();
    Some(format!("{before}{plain}{after}"))
}

/// A condition as the dialog shows it, where it is one that the dialog can write.
fn shown_condition(text: &str) -> Option<(usize, String)> {
    let by_length = |kind: &usize| CONDITIONS.get(*kind).map_or(0, |(before, after, _)| before.len() + after.len());
    let mut kinds: Vec<usize> = (1..CONDITIONS.len()).collect();
    kinds.sort_by_key(|kind| std::cmp::Reverse(by_length(kind)));
    kinds.into_iter().find_map(|kind| {
        let (before, after, _) = CONDITIONS.get(kind)?;
        let inner = text.strip_prefix(before)?.strip_suffix(after)?;
        let operand = if after.is_empty() {
            inner.to_owned()
        } else {
            inner.replace("~*", "*").replace("~?", "?").replace("~~", "~")
        };
        (condition(kind, &operand).as_deref() == Some(text)).then_some((kind, operand))
    })
}

/// The dialog for the filter of the active column.
#[component]
pub fn FilterForm(
    /// What it needs.
    bench: Bench,
    /// The filter as it is.
    filter: Filter,
) -> impl IntoView {
    let session = bench.desk.session;
    let language = use_language();
    let sheet = bench.grid.sheet;
    let column = bench.grid.active().column;
    let area = filter.area;
    let place = column.saturating_sub(area.left);
    let (values, has_blanks) =
        session.with(|workbook| values_of(workbook, area, column, language.get_untracked())).unwrap_or_default();
    let head = sheet.shown(tandem_core::grid::Place::new(area.top, column));
    let before = filter.criteria.get(&place).cloned();
    let (ticked, blanks, kind, operand) = begun(before.as_ref(), &values);
    let (ticked, blanks) = (RwSignal::new(ticked), RwSignal::new(blanks));
    let (kind, operand, search) = (RwSignal::new(kind), RwSignal::new(operand), RwSignal::new(String::new()));
    let values = StoredValue::new(values);
    let filter = StoredValue::new(filter);
    let apply = move |criterion: Option<Criterion>| {
        let filter = filter.get_value().with(place, criterion);
        session.try_dispatch(Command::Edit(Edit::SetFilter { sheet: sheet.id(), filter: Some(filter) }))?;
        bench.grid.leave_hidden();
        tell(bench, area);
        Ok(())
    };
    let done = move |()| {
        if let Some(text) = condition(kind.get_untracked(), operand.get_untracked().trim()) {
            return apply(Some(Criterion::Conditions { texts: vec![text], all: true }));
        }
        let texts = ticked.get_untracked();
        let with_blanks = blanks.get_untracked() || !has_blanks;
        let is_all = with_blanks && values.with_value(|values| values.iter().all(|value| texts.contains(value)));
        if !is_all && texts.is_empty() && !(blanks.get_untracked() && has_blanks) {
            return Err(Localized::from(NOTHING));
        }
        apply((!is_all).then(|| Criterion::Values { texts, blanks: blanks.get_untracked() && has_blanks }))
    };
    let found = Memo::new(move |_| {
        let wanted = search.get().to_lowercase();
        values.with_value(|values| {
            let found = values.iter().filter(|value| value.to_lowercase().contains(&wanted));
            found.cloned().collect::<Vec<_>>()
        })
    });
    // A search that finds something ticks what it finds and nothing else, as in Excel.
    let searched = move |text: String| {
        search.set(text);
        ticked.set(found.get_untracked().into_iter().collect());
        blanks.set(search.with_untracked(String::is_empty));
    };
    let all = move || found.with(|found| ticked.with(|ticked| found.iter().all(|value| ticked.contains(value))));
    let tick_all = move |is_ticked: bool| {
        let found = found.get_untracked();
        ticked.update(|ticked| {
            for value in found {
                if is_ticked {
                    ticked.insert(value);
                } else {
                    ticked.remove(&value);
                }
            }
        });
        blanks.set(is_ticked);
    };
    let line = move |value: String| {
        let (shown, own) = (value.clone(), value.clone());
        view! {
            <li>
                <label class="choice">
                    <input
                        type="checkbox"
                        prop:checked=move || ticked.with(|ticked| ticked.contains(&own))
                        on:change:target=move |event| {
                            let is_ticked = event.target().checked();
                            ticked.update(|ticked| {
                                if is_ticked { ticked.insert(value.clone()); } else { ticked.remove(&value); }
                            });
                        }
                    />
                    <span>{shown}</span>
                </label>
            </li>
        }
    };
    let order = move |(words, descending): (Text, bool)| {
        view! {
            <button
                type="button"
                class="button"
                on:click=move |_| {
                    bench.close();
                    sort_by_column(bench, area, column, descending);
                }
            >
                {say(words)}
            </button>
        }
    };
    let conditions = Signal::stored(CONDITIONS.map(|(_, _, text)| Localized::from(text)).to_vec());
    let more = t(|m| m.workbook.more);
    let rest = move || found.with(Vec::len).saturating_sub(MOST_LISTED);
    view! {
        <Form bench=bench heading=HEADING done=Some(APPLY) on_done=done>
            <p class="form__hint">{head}</p>
            <div class="form__buttons">{[(ASCENDING, false), (DESCENDING, true)].map(order)}</div>
            <div>
                <Choice words=CONDITION options=conditions chosen=kind />
            </div>
            <Show when=move || kind.get() != 0>
                <Field words=VALUE text=operand />
            </Show>
            <Show when=move || kind.get() == 0>
                <label class="form__line">
                    <span>{say(SEARCH)}</span>
                    <input
                        class="form__field"
                        type="search"
                        autocomplete="off"
                        prop:value=search
                        on:input:target=move |event| searched(event.target().value())
                    />
                </label>
                <ul class="form__list form__list--close" aria-label=say(VALUES)>
                    <li>
                        <label class="choice">
                            <input
                                type="checkbox"
                                prop:checked=all
                                on:change:target=move |event| tick_all(event.target().checked())
                            />
                            <span>{say(ALL)}</span>
                        </label>
                    </li>
                    <For
                        each=move || found.get().into_iter().take(MOST_LISTED)
                        key=|value| value.clone()
                        children=line
                    />
                    {has_blanks
                        .then(|| {
                            view! {
                                <li>
                                    <label class="choice">
                                        <input type="checkbox" bind:checked=blanks />
                                        <span>{say(BLANKS)}</span>
                                    </label>
                                </li>
                            }
                        })}
                </ul>
                <p class="form__hint" hidden=move || rest() == 0>
                    {move || fill(more(), &[("count", &rest().to_string())])}
                </p>
            </Show>
            <button
                type="button"
                class="button button--quiet"
                disabled=before.is_none()
                on:click=move |_| {
                    if apply(None).is_ok() {
                        bench.close();
                    }
                }
            >
                {say(CLEAR)}
            </button>
        </Form>
    }
}

/// What is ticked, whether blanks are, and the condition with its operand, for a criterion as it is.
fn begun(criterion: Option<&Criterion>, values: &[String]) -> (BTreeSet<String>, bool, usize, String) {
    let all = || values.iter().cloned().collect();
    match criterion {
        Some(Criterion::Values { texts, blanks }) => {
            let is_told = |value: &&String| texts.iter().any(|text| text.to_lowercase() == value.to_lowercase());
            (values.iter().filter(is_told).cloned().collect(), *blanks, 0, String::new())
        }
        Some(Criterion::Conditions { texts, .. }) if texts.len() == 1 => {
            let (kind, operand) = texts.first().and_then(|text| shown_condition(text)).unwrap_or_default();
            (all(), true, kind, operand)
        }
        _ => (all(), true, 0, String::new()),
    }
}

/// Says how many rows are shown.
fn tell(bench: Bench, area: Area) {
    let session = bench.desk.session;
    let counted = session.with(|workbook| {
        let used = workbook.engine().store().sheet(area.sheet).map_or(0, |cells| cells.used().0);
        let rows = area.bottom.min(used.saturating_sub(1)).saturating_sub(area.top);
        let hidden = workbook.sheet(area.sheet)?.overlay.filter.as_ref()?.hidden_rows.len();
        Some((rows, rows.saturating_sub(u32::try_from(hidden).unwrap_or(u32::MAX))))
    });
    if let Some((rows, shown)) = counted.flatten() {
        let sentence = Localized {
            en: format!("{shown} of {rows} rows are shown."),
            ja: format!("{rows}行中{shown}行を表示しています。"),
        };
        session.say(Weight::Done, sentence, None);
    }
}

const HEADING: Text = Text::new("Filter", "フィルター");
const ASCENDING: Text = Text::new("Sort, smallest first", "昇順で並べ替え");
const DESCENDING: Text = Text::new("Sort, greatest first", "降順で並べ替え");
const APPLY: Text = Text::new("Apply", "適用");
const CONDITION: Text = Text::new("Condition", "条件");
const VALUE: Text = Text::new("Value", "値");
const SEARCH: Text = Text::new("Search the values", "値を検索");
const VALUES: Text = Text::new("Values", "値の一覧");
const ALL: Text = Text::new("(Select all)", "（すべて選択）");
const BLANKS: Text = Text::new("(Blanks)", "（空白セル）");
const CLEAR: Text = Text::new("Clear the filter of this column", "この列のフィルターを解除");
const NOTHING: Text = Text::new("Tick at least one value.", "1つ以上の値を選択してください。");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_are_written_and_read_back() {
        for (kind, operand, written) in
            [(1, "x", "=x"), (2, "x", "<>x"), (4, "5", ">=5"), (3, "5", ">5"), (7, "a*b", "*a~*b*"), (8, "50%", "50%*")]
        {
            assert_eq!(condition(kind, operand).as_deref(), Some(written));
            assert_eq!(shown_condition(written), Some((kind, operand.to_owned())), "{written}");
        }
        assert_eq!(condition(0, "x"), None);
    }
}
