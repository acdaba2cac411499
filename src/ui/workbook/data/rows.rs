//! Sorting rows, taking out those that stand there twice, and splitting texts into columns.

use leptos::prelude::*;
use tandem_core::cell::{Area, column_name};
use tandem_core::edit::Edit;
use tandem_core::grid::{Place, Selection};
use tandem_core::operation::{SortKey, Split, has_header, remove_duplicates, sort, text_to_columns};
use tandem_core::text::{Localized, Text};

use super::Bench;
use super::form::{Choice, Field, Form, Tick, refusal, say};
use crate::i18n::use_language;
use crate::session::{Command, Weight};
use crate::ui::grid::block_of;

/// The table that is meant: what is selected, or the filter's table, or the data around the active cell.
fn table(bench: Bench) -> Area {
    let grid = bench.grid;
    let (selection, active) = (grid.selection.get_untracked(), grid.active());
    let at = grid.sheet.at(active);
    let filtered = grid.sheet.overlay(|overlay| overlay.filter.as_ref().map(|filter| filter.area)).flatten();
    match filtered {
        Some(area) if selection.is_single() && area.contains(at) => area,
        _ if selection.is_single() => grid.sheet.area(grid.on_ground(|ground| ground.region(active))),
        _ => grid.sheet.area(grid.sheet.bounded(selection.block())),
    }
}

fn is_headed(bench: Bench, area: Area) -> bool {
    let is_filtered =
        bench.grid.sheet.overlay(|overlay| overlay.filter.as_ref().is_some_and(|filter| filter.area == area));
    is_filtered.unwrap_or(false) || bench.desk.session.with(|workbook| has_header(workbook, area)).unwrap_or(false)
}

/// Makes an edit that the workbook gives, and selects the area that it concerns.
fn make(bench: Bench, area: Area, edit: Edit) -> Result<(), Localized> {
    bench.desk.session.try_dispatch(Command::Edit(edit))?;
    bench.grid.select_in_place(Selection::of(block_of(area)));
    Ok(())
}

/// Sorts the table by the active column, or says why not.
pub fn sort_by_active(bench: Bench, descending: bool) {
    let area = table(bench);
    let keys = [SortKey { column: bench.grid.active().column, descending }];
    let done = sort_by(bench, area, &keys, is_headed(bench, area));
    if let Err(reason) = done {
        bench.grid.sheet.tell(reason);
    }
}

/// Sorts a table below its heads by one column, and says that it is done or why not.
pub fn sort_by_column(bench: Bench, area: Area, column: u32, descending: bool) {
    let head = bench.grid.sheet.shown(Place::new(area.top, column));
    match sort_by(bench, area, &[SortKey { column, descending }], true) {
        Ok(()) => {
            let order = if descending { "greatest first" } else { "smallest first" };
            let japanese = if descending { "降順" } else { "昇順" };
            let head = if head.is_empty() { column_name(column) } else { head };
            let sentence = Localized {
                en: format!("Sorted by {head}, {order}."),
                ja: format!("「{head}」の{japanese}で並べ替えました。"),
            };
            bench.desk.session.say(Weight::Done, sentence, None);
        }
        Err(reason) => bench.grid.sheet.tell(reason),
    }
}

fn sort_by(bench: Bench, area: Area, keys: &[SortKey], is_headed: bool) -> Result<(), Localized> {
    let sorted = bench.desk.session.with(|workbook| sort(workbook, area, keys, is_headed));
    match sorted {
        Some(Ok(edit)) => bench.desk.session.try_dispatch(Command::Edit(edit)),
        Some(Err(error)) => Err(refusal(&error)),
        None => Ok(()),
    }
}

/// What the columns of a table are called: by their heads, or by their letters.
fn columns_of(bench: Bench, area: Area, is_headed: bool) -> Vec<Localized> {
    let name = |column: u32| {
        let head = bench.grid.sheet.shown(Place::new(area.top, column));
        if is_headed && !head.is_empty() {
            return Localized::same(format!("{head} ({})", column_name(column)));
        }
        let letters = column_name(column);
        Localized { en: format!("Column {letters}"), ja: format!("列 {letters}") }
    };
    (area.left..=area.right).map(name).collect()
}

/// The dialog for sorting by up to three columns.
#[component]
pub fn SortForm(
    /// What it needs.
    bench: Bench,
) -> impl IntoView {
    let area = table(bench);
    let headed = RwSignal::new(is_headed(bench, area));
    let first = bench.grid.active().column.saturating_sub(area.left) as usize;
    let keys: [(RwSignal<usize>, RwSignal<usize>); 3] =
        std::array::from_fn(|level| (RwSignal::new(if level == 0 { first } else { 0 }), RwSignal::new(0)));
    let columns = Signal::derive(move || columns_of(bench, area, headed.get()));
    let more_columns = Signal::derive(move || {
        let none = std::iter::once(Localized::from(NO_COLUMN));
        none.chain(columns.get()).collect::<Vec<_>>()
    });
    let done = move |()| {
        let wanted: Vec<SortKey> = keys
            .iter()
            .enumerate()
            .filter_map(|(level, (column, order))| {
                let column = column.get_untracked();
                let place = if level == 0 { Some(column) } else { column.checked_sub(1) };
                let column = area.left.saturating_add(u32::try_from(place?).ok()?);
                Some(SortKey { column, descending: order.get_untracked() == 1 })
            })
            .collect();
        sort_by(bench, area, &wanted, headed.get_untracked())
    };
    let orders = Signal::stored(ORDERS.map(Localized::from).to_vec());
    let levels = keys.into_iter().zip(LEVELS).enumerate().map(move |(level, ((column, order), words))| {
        let options = if level == 0 { columns } else { more_columns };
        view! {
            <div class="form__pair">
                <Choice words=words options=options chosen=column />
                <Choice words=ORDER options=orders chosen=order />
            </div>
        }
    });
    view! {
        <Form bench=bench heading=SORT done=Some(SORT_DONE) on_done=done>
            <p class="form__hint figures">{area.a1()}</p>
            <Tick words=HEADED ticked=headed />
            {levels.collect_view()}
        </Form>
    }
}

/// The dialog for taking out rows that stand there twice.
#[component]
pub fn DuplicatesForm(
    /// What it needs.
    bench: Bench,
) -> impl IntoView {
    let area = table(bench);
    let language = use_language();
    let headed = RwSignal::new(is_headed(bench, area));
    let ticked = RwSignal::new((area.left..=area.right).collect::<std::collections::BTreeSet<u32>>());
    let done = move |()| {
        let columns: Vec<u32> = ticked.get_untracked().into_iter().collect();
        let session = bench.desk.session;
        let found = session.with(|workbook| remove_duplicates(workbook, area, &columns, headed.get_untracked()));
        let Some(found) = found else { return Ok(()) };
        let found = found.map_err(|error| refusal(&error))?;
        let (removed, kept) = (found.removed, found.kept);
        if removed > 0 {
            make(bench, area, found.edit)?;
        }
        let sentence = Localized {
            en: format!("Removed {removed} duplicate rows; {kept} remain."),
            ja: format!("重複する{removed}行を削除しました。{kept}行が残っています。"),
        };
        session.say(Weight::Done, sentence, None);
        Ok(())
    };
    let line = move |(place, name): (usize, Localized)| {
        let column = area.left.saturating_add(u32::try_from(place).unwrap_or(0));
        view! {
            <li>
                <label class="choice">
                    <input
                        type="checkbox"
                        prop:checked=move || ticked.with(|ticked| ticked.contains(&column))
                        on:change:target=move |event| {
                            let is_ticked = event.target().checked();
                            ticked.update(|ticked| {
                                if is_ticked {
                                    ticked.insert(column);
                                } else {
                                    ticked.remove(&column);
                                }
                            });
                        }
                    />
                    <span>{name.get(language.get_untracked()).to_owned()}</span>
                </label>
            </li>
        }
    };
    view! {
        <Form bench=bench heading=DUPLICATES done=Some(DUPLICATES_DONE) on_done=done>
            <p class="form__hint figures">{area.a1()}</p>
            <Tick words=HEADED ticked=headed />
            <p class="form__hint">{say(COMPARED)}</p>
            <ul class="form__list form__list--close" aria-label=say(COMPARED)>
                {move || columns_of(bench, area, headed.get()).into_iter().enumerate().map(line).collect_view()}
            </ul>
        </Form>
    }
}

/// The dialog for splitting the texts of a column.
#[component]
pub fn SplitForm(
    /// What it needs.
    bench: Bench,
) -> impl IntoView {
    let block = bench.grid.selection.with_untracked(Selection::block);
    let area = bench.grid.sheet.area(bench.grid.sheet.bounded(block));
    let (separator, other, merged) = (RwSignal::new(0), RwSignal::new(String::new()), RwSignal::new(false));
    // What was warned of is done when it is asked for again.
    let warned = RwSignal::new(false);
    let done = move |()| {
        let place = separator.get_untracked();
        let separators: Vec<char> = match SEPARATORS.get(place) {
            Some((signs, _)) if place.saturating_add(1) < SEPARATORS.len() => signs.chars().collect(),
            _ => other.get_untracked().chars().collect(),
        };
        if separators.is_empty() {
            return Err(Localized::from(NO_SEPARATOR));
        }
        let split = Split::Separators { separators, merged: merged.get_untracked(), quote: Some('"') };
        let parts = bench.desk.session.with(|workbook| text_to_columns(workbook, area, &split));
        let Some(parts) = parts else { return Ok(()) };
        let parts = parts.map_err(|error| refusal(&error))?;
        let overwritten = parts.overwritten;
        if overwritten > 0 && !warned.get_untracked() {
            warned.set(true);
            return Err(Localized {
                en: format!(
                    "{overwritten} filled cells would be overwritten. Choose Split again to do it nevertheless."
                ),
                ja: format!(
                    "入力済みの{overwritten}個のセルが上書きされます。続行するには、もう一度「分割」を選んでください。"
                ),
            });
        }
        bench.desk.session.try_dispatch(Command::Edit(parts.edit))
    };
    let separators = Signal::stored(SEPARATORS.map(|(_, text)| Localized::from(text)).to_vec());
    let is_other = move || separator.get().saturating_add(1) == SEPARATORS.len();
    view! {
        <Form bench=bench heading=SPLIT done=Some(SPLIT_DONE) on_done=done>
            <p class="form__hint figures">{area.a1()}</p>
            <Choice words=SEPARATOR options=separators chosen=separator />
            <Show when=is_other>
                <Field words=OTHER text=other />
            </Show>
            <Tick words=MERGED ticked=merged />
        </Form>
    }
}

const SORT: Text = Text::new("Sort", "並べ替え");
const SORT_DONE: Text = Text::new("Sort", "並べ替え");
const HEADED: Text = Text::new("The first row holds headings", "先頭行を見出しとして扱う");
const LEVELS: [Text; 3] = [
    Text::new("Sort by", "最優先されるキー"),
    Text::new("Then by", "2番目に優先されるキー"),
    Text::new("Then by (third)", "3番目に優先されるキー"),
];
const ORDER: Text = Text::new("Order", "順序");
const ORDERS: [Text; 2] = [Text::new("Smallest first, A to Z", "昇順"), Text::new("Greatest first, Z to A", "降順")];
const NO_COLUMN: Text = Text::new("(none)", "（なし）");
const DUPLICATES: Text = Text::new("Remove duplicates", "重複の削除");
const DUPLICATES_DONE: Text = Text::new("Remove", "削除");
const COMPARED: Text = Text::new("Columns that are compared", "比較する列");
const SPLIT: Text = Text::new("Text to columns", "区切り位置");
const SPLIT_DONE: Text = Text::new("Split", "分割");
const SEPARATOR: Text = Text::new("Separator", "区切り文字");
const OTHER: Text = Text::new("Separators", "その他の区切り文字");
const MERGED: Text = Text::new("Several in a row count as one", "連続した区切り文字は1文字として扱う");
const NO_SEPARATOR: Text = Text::new("Type a separator.", "区切り文字を入力してください。");
const SEPARATORS: [(&str, Text); 6] = [
    (",，", Text::new("Comma", "カンマ")),
    (";；", Text::new("Semicolon", "セミコロン")),
    ("\t", Text::new("Tab", "タブ")),
    (" \u{3000}", Text::new("Space", "スペース")),
    ("、", Text::new("Japanese comma", "読点")),
    ("", Text::new("Other", "その他")),
];
