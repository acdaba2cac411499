//! The names of the workbook: where they lead, new ones, other targets, gone.

use leptos::prelude::*;
use tandem_core::cell::{Area, column_name};
use tandem_core::edit::Edit;
use tandem_core::formula::quote_sheet;
use tandem_core::grid::Selection;
use tandem_core::template::tools::names_in_view;
use tandem_core::text::{Localized, Text};
use tandem_core::workbook::Workbook;

use super::Bench;
use super::form::{BareField, Field, Form, say};
use crate::i18n::use_language;
use crate::session::Command;
use crate::ui::dialog::focus_once_made;

/// An area as a name keeps it: with its sheet, and all of it fixed, as `=Inputs!$B$2:$B$9`.
#[must_use]
pub fn fixed_reference(workbook: &Workbook, area: Area) -> String {
    let corner = |row: u32, column: u32| format!("${}${}", column_name(column), row.saturating_add(1));
    let sheet = quote_sheet(workbook.sheet_name(area.sheet));
    let first = corner(area.top, area.left);
    if area.is_single() {
        return format!("={sheet}!{first}");
    }
    format!("={sheet}!{first}:{}", corner(area.bottom, area.right))
}

/// The list of names, with a line for a new one that begins with what is selected.
#[component]
pub fn Names(
    /// What it needs.
    bench: Bench,
) -> impl IntoView {
    let session = bench.desk.session;
    let language = use_language();
    let selected = bench.grid.sheet.area(bench.grid.selection.with_untracked(Selection::block));
    let (name, target) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    target.set(session.with(|workbook| fixed_reference(workbook, selected)).unwrap_or_default());
    let refused = RwSignal::new(None::<Localized>);
    let names = Memo::new(move |_| {
        let read = session.read(|workbook| {
            let line = |name: &String| (name.clone(), workbook.name_target(name).unwrap_or_default());
            names_in_view(workbook).into_iter().map(line).collect::<Vec<_>>()
        });
        read.unwrap_or_default()
    });
    let add = move |()| {
        const NO_NAME: Text = Text::new("Type a name first.", "名前を入力してください。");
        const TAKEN: Text = Text::new(
            "This name is in the list already. Change it there.",
            "この名前はすでに一覧にあります。一覧で変更してください。",
        );
        let (wanted, target) = (name.get_untracked().trim().to_owned(), target.get_untracked());
        if wanted.is_empty() {
            return Err(NO_NAME.into());
        }
        if names.with_untracked(|names| names.iter().any(|(known, _)| known.eq_ignore_ascii_case(&wanted))) {
            return Err(TAKEN.into());
        }
        session.try_dispatch(Command::Edit(Edit::DefineName { name: wanted, target }))
    };
    let line = move |(known, target): (String, String)| {
        view! { <Line bench=bench names=names known=known target=target refused=refused /> }
    };
    view! {
        <Form bench=bench heading=HEADING done=Some(ADD) on_done=add is_wide=true>
            // What a person came to type stands first, so that the dialog begins with it.
            <Field words=NEW text=name id=NEW_NAME />
            <Field words=TARGET text=target />
            <ul class="form__list" aria-label=say(HEADING)>
                <For each=move || names.get() key=|line| line.clone() children=line />
            </ul>
            <p class="form__hint" hidden=move || names.with(|names| !names.is_empty())>
                {say(NONE)}
            </p>
            <p class="form__refused" role="alert">
                {move || refused.get().map(|reason| reason.get(language.get()).to_owned())}
            </p>
        </Form>
    }
}

/// One name, which is called otherwise and given another target in one step.
#[component]
fn Line(
    /// What it needs.
    bench: Bench,
    /// Every name with its target.
    names: Memo<Vec<(String, String)>>,
    /// The name as it is.
    known: String,
    /// What it stands for now.
    target: String,
    /// Why the last change was refused.
    refused: RwSignal<Option<Localized>>,
) -> impl IntoView {
    let session = bench.desk.session;
    let language = use_language();
    let known = StoredValue::new(known);
    let (name, target) = (RwSignal::new(known.get_value()), RwSignal::new(target));
    let change = move |edit: Edit| {
        let changed = session.try_dispatch(Command::Edit(edit));
        refused.set(changed.clone().err());
        changed.is_ok()
    };
    // The line is made anew with what it says, and the focus stays on the same part of it.
    let set = move |part: &'static str| {
        let (before, name) = (known.get_value(), name.get_untracked().trim().to_owned());
        let define = Edit::DefineName { name: name.clone(), target: target.get_untracked() };
        let edit = if name == before {
            define
        } else {
            Edit::Batch(vec![Edit::RenameName { name: before, new_name: name.clone() }, define])
        };
        if change(edit) {
            focus_once_made(part_id(part, &name));
        }
    };
    let delete = move |_| {
        let known = known.get_value();
        let place = names.with_untracked(|names| names.iter().position(|(name, _)| *name == known)).unwrap_or(0);
        if change(Edit::RemoveName(known)) {
            let next =
                names.with_untracked(|names| names.get(place).or_else(|| names.last()).map(|(name, _)| name.clone()));
            focus_once_made(next.map_or_else(|| NEW_NAME.to_owned(), |name| part_id("delete", &name)));
        }
    };
    let go = move |_| {
        let area = known.with_value(|known| session.with(|workbook| workbook.engine().name_area(known)).flatten());
        if let Some(area) = area {
            bench.close();
            bench.desk.go_to(bench.grid, area);
        } else {
            refused.set(Some(NO_CELLS.into()));
        }
    };
    let id = move |part: &str| known.with_value(|known| part_id(part, known));
    let titled = move |words: Text| move || format!("{}: {}", words.get(language.get()), known.get_value());
    view! {
        <li class="names__line">
            <BareField label=Signal::derive(titled(NAME)) text=name id=id("name") on_enter=move |()| set("name") />
            <BareField
                label=Signal::derive(titled(TARGET))
                text=target
                id=id("target")
                on_enter=move |()| set("target")
            />
            <button
                id=id("change")
                type="button"
                class="button"
                aria-label=titled(CHANGE)
                on:click=move |_| set("change")
            >
                {say(CHANGE)}
            </button>
            <button type="button" class="button" aria-label=titled(GO_TO) on:click=go>
                {say(GO_TO)}
            </button>
            <button id=id("delete") type="button" class="button" aria-label=titled(DELETE) on:click=delete>
                {say(DELETE)}
            </button>
        </li>
    }
}

/// What a part of a name's line is found by.
fn part_id(part: &str, name: &str) -> String {
    format!("names-{part}-{name}")
}

/// What the field for a new name is found by.
const NEW_NAME: &str = "names-new";

const HEADING: Text = Text::new("Names", "名前の管理");
const NONE: Text = Text::new("This workbook has no names yet.", "このワークブックにはまだ名前がありません。");
const NEW: Text = Text::new("New name", "新しい名前");
const NAME: Text = Text::new("Name", "名前");
const TARGET: Text = Text::new("Stands for", "参照範囲");
const ADD: Text = Text::new("Add the name", "名前を追加");
const CHANGE: Text = Text::new("Change", "変更");
const GO_TO: Text = Text::new("Go to", "移動");
const DELETE: Text = Text::new("Delete", "削除");
const NO_CELLS: Text = Text::new("This name does not stand for cells.", "この名前はセルを指していません。");
