//! The bar over the grid: where one is, what the cell holds, and what is wrong with what is being typed.

use leptos::ev::KeyboardEvent;
use leptos::html::Input;
use leptos::prelude::*;
use tandem_core::cell::{Area, SheetId, parse_cell};
use tandem_core::edit::Edit;
use tandem_core::formula::narrow;
use tandem_core::grid::Selection;
use tandem_core::template::tools::{is_in_view, names_in_view};
use tandem_core::text::Localized;
use tandem_core::workbook::Workbook;

use super::Desk;
use super::data::fixed_reference;
use crate::browser::keys::press;
use crate::i18n::{fill, t, use_language};
use crate::session::{Command, Weight};
use crate::ui::grid::{Draft, Field, GridState, Mirror, active_option, editing_keys, goes_to_editor, is_coloured};

/// Name box, formula, buttons, and the mistake in a draft.
#[component]
pub fn FormulaBar(
    /// What goes along from page to page.
    desk: Desk,
    /// The grid.
    grid: GridState,
) -> impl IntoView {
    let is_editing = Memo::new(move |_| grid.draft.with(Option::is_some));
    let (show, hide) = (t(|m| m.workbook.show_inspector), t(|m| m.workbook.hide_inspector));
    let inspector_label = move || if desk.shows_inspector.get() { hide() } else { show() };
    view! {
        <div class="formula-bar" data-part="formula">
            <NameBox desk=desk grid=grid />
            <span class="formula-bar__sign" aria-hidden="true">
                "ƒx"
            </span>
            <FormulaText grid=grid />
            <Show when=move || is_editing.get()>
                <button
                    type="button"
                    class="button button--quiet button--icon"
                    data-edits-cell="true"
                    aria-label=t(|m| m.workbook.drop)
                    title=t(|m| m.workbook.drop)
                    on:click=move |_| grid.cancel()
                >
                    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
                        <path d="M5 5l10 10M15 5L5 15" />
                    </svg>
                </button>
                <button
                    type="button"
                    class="button button--quiet button--icon"
                    data-edits-cell="true"
                    aria-label=t(|m| m.workbook.take_over)
                    title=t(|m| m.workbook.take_over)
                    on:click=move |_| {
                        grid.commit();
                    }
                >
                    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
                        <path d="M4 10.5l4 4 8-9" />
                    </svg>
                </button>
            </Show>
            <button
                type="button"
                class="button button--quiet button--icon formula-bar__inspector"
                aria-label=inspector_label
                title=inspector_label
                aria-expanded=move || if desk.shows_inspector.get() { "true" } else { "false" }
                on:click=move |_| desk.shows_inspector.update(|shows| *shows = !*shows)
            >
                <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
                    <path d="M3 4.5h14v11H3zM12.5 4.5v11" />
                </svg>
            </button>
        </div>
        <Mistake grid=grid />
    }
}

/// The reference or name of what is selected; a text typed here goes there.
#[component]
fn NameBox(
    /// What goes along from page to page.
    desk: Desk,
    /// The grid.
    grid: GridState,
) -> impl IntoView {
    let session = desk.session;
    let field = NodeRef::<Input>::new();
    let refused = RwSignal::new(None::<String>);
    let reference = Memo::new(move |_| {
        let area = grid.sheet.area(grid.selection.with(Selection::block));
        session.read(|workbook| name_of(workbook, area)).flatten().unwrap_or_else(|| area.short())
    });
    let reset = move || {
        refused.set(None);
        if let Some(field) = field.get() {
            field.set_value(&reference.get());
        }
    };
    Effect::new(move |_| reset());
    let unknown = t(|m| m.workbook.name_unknown);
    let go = move || {
        let Some(text) = field.get_untracked().map(|field| field.value()) else { return };
        match session.with(|workbook| area_of(workbook, grid.sheet.id(), &text)).flatten() {
            Some(area) => {
                untrack(reset);
                desk.go_to(grid, area);
            }
            None if define(grid, text.trim()) => {
                untrack(reset);
                grid.focus();
            }
            None => refused.set(Some(fill(unknown(), &[("text", text.trim())]))),
        }
    };
    let key = move |event: KeyboardEvent| {
        let Some(press) = press(&event) else { return };
        match press.key.as_str() {
            "Enter" => {
                event.prevent_default();
                untrack(go);
            }
            "Escape" => {
                untrack(reset);
                grid.focus();
            }
            _ => {}
        }
    };
    view! {
        <div class="formula-bar__place">
            <input
                id="name-box"
                class="formula-bar__name figures"
                node_ref=field
                type="text"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                aria-label=t(|m| m.workbook.name_box)
                title=t(|m| m.workbook.name_box)
                aria-invalid=move || refused.get().map(|_| "true")
                aria-describedby="name-box-refused"
                on:keydown=key
                on:focus=move |_| {
                    if let Some(field) = field.get_untracked() {
                        field.select();
                    }
                }
                on:blur=move |_| untrack(reset)
            />
            <p id="name-box-refused" class="formula-bar__refused" role="status" hidden=move || refused.get().is_none()>
                {move || refused.get()}
            </p>
        </div>
    }
}

/// Gives what is selected a name that is new; a text that can't be a name, or is one already, is left alone.
fn define(grid: GridState, text: &str) -> bool {
    let session = grid.sheet.session();
    let area = grid.sheet.area(grid.selection.with_untracked(Selection::block));
    let target = session.with(|workbook| {
        let is_known = workbook.names().iter().any(|name| name.to_lowercase() == text.to_lowercase());
        (!is_known).then(|| fixed_reference(workbook, area))
    });
    let Some(target) = target.flatten() else { return false };
    let is_defined = session.try_dispatch(Command::Edit(Edit::DefineName { name: text.to_owned(), target })).is_ok();
    if is_defined {
        let sentence = Localized {
            en: format!("{text} now stands for {}.", area.a1()),
            ja: format!("{} に名前「{text}」を付けました。", area.a1()),
        };
        session.say(Weight::Done, sentence, None);
    }
    is_defined
}

/// The name that stands for an area, if one does.
fn name_of(workbook: &Workbook, area: Area) -> Option<String> {
    names_in_view(workbook).into_iter().find(|name| workbook.engine().name_area(name) == Some(area)).cloned()
}

/// The area that a text names: cells of the sheet that is shown, of another one, or a name.
fn area_of(workbook: &Workbook, shown: SheetId, text: &str) -> Option<Area> {
    let text = narrow(text.trim());
    let (first, last) = text.split_once(':').unwrap_or((&text, &text));
    if let (Some(first), Some(last)) = (parse_cell(first), parse_cell(last)) {
        return Some(Area::between(shown, first, last));
    }
    let on_sheet = || {
        let name = workbook.sheet_name(shown).replace('\'', "''");
        workbook.area(&format!("'{name}'!{text}")).ok()
    };
    workbook
        .area(&text)
        .ok()
        .or_else(on_sheet)
        .filter(|area| workbook.page_of(area.sheet).is_some_and(|page| is_in_view(workbook, page)))
}

/// What the active cell holds, or the draft.
#[component]
fn FormulaText(
    /// The grid.
    grid: GridState,
) -> impl IntoView {
    let field = grid.bar;
    let editing = grid.editing;
    let session = grid.sheet.session();
    let text = Memo::new(move |_| {
        if let Some(text) = grid.draft.with(|draft| draft.as_ref().map(|draft| draft.text.clone())) {
            return text;
        }
        session.revision().track();
        grid.sheet.typed(grid.selection.with(Selection::active))
    });
    Effect::new(move |_| {
        let text = text.get();
        if let Some(field) = field.get() {
            // Writing the same text again would end a composition.
            if field.value() != text {
                field.set_value(&text);
            }
        }
    });
    let key = move |event: KeyboardEvent| {
        if let Some(press) = press(&event) {
            editing_keys(grid, &press, &event);
        }
    };
    let typed = move || {
        if let Some(field) = field.get_untracked() {
            grid.typed_in(Field::Bar, field.value());
        }
    };
    view! {
        <div class="formula-bar__field">
            <Mirror grid=grid field=Field::Bar />
            <textarea
                class="formula-bar__text"
                class:mirrored=move || is_coloured(grid, Field::Bar)
                node_ref=field
                rows="1"
                spellcheck="false"
                autocomplete="off"
                autocapitalize="off"
                data-edits-cell="true"
                aria-label=t(|m| m.workbook.formula_bar)
                aria-autocomplete="list"
                aria-controls=move || active_option(grid, Field::Bar).map(|_| "completion")
                aria-activedescendant=move || active_option(grid, Field::Bar)
                aria-invalid=move || {
                    grid.draft.with(|draft| draft.as_ref().and_then(|draft| draft.refusal.as_ref()).map(|_| "true"))
                }
                aria-describedby="mistake slip"
                on:focus=move |_| {
                    grid.edit_in_bar();
                    grid.read_caret(Field::Bar);
                }
                on:input=move |_| typed()
                on:compositionstart=move |_| editing.is_composing.set(true)
                on:compositionend=move |_| {
                    editing.is_composing.set(false);
                    typed();
                }
                on:keydown=key
                on:keyup=move |_| grid.read_caret(Field::Bar)
                on:select=move |_| grid.read_caret(Field::Bar)
                on:click=move |_| grid.read_caret(Field::Bar)
                on:blur=move |event| {
                    if !goes_to_editor(&event) {
                        grid.commit_on_leaving();
                    }
                }
            ></textarea>
        </div>
    }
}

/// What is wrong with the draft, and where.
#[component]
fn Mistake(
    /// The grid.
    grid: GridState,
) -> impl IntoView {
    let language = use_language();
    let refused = Memo::new(move |_| grid.draft.with(|draft| draft.clone().filter(|draft| draft.refusal.is_some())));
    let place = |draft: &Draft| {
        draft.around_mistake().map(|(before, there, after)| {
            view! {
                <code class="mistake__text">
                    {before} <mark class="mistake__mark">{there}</mark> {after}
                </code>
            }
        })
    };
    let sentence =
        move |draft: &Draft| draft.refusal.as_ref().map(|refusal| refusal.sentence.get(language.get()).to_owned());
    view! {
        <div id="mistake" role="alert" class="mistake" class:mistake--shown=move || refused.with(Option::is_some)>
            {move || {
                refused
                    .get()
                    .map(|draft| {
                        view! {
                            <span class="mistake__label">{t(|m| m.workbook.not_taken_over)}</span>
                            <span class="mistake__sentence">{sentence(&draft)}</span>
                            {place(&draft)}
                        }
                    })
            }}
        </div>
    }
}
