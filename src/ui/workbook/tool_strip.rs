//! Over a sheet: what its template lets people do with it beyond typing in cells, and who looks.

use leptos::prelude::*;
use tandem_core::template::tools::{lists, reversals, seen_by, statements};
use tandem_core::workbook::{PageId, Workbook};

use super::Desk;
use super::room_tool::{RoomTool, room_at};
use crate::i18n::{Language, fill, t, use_language};
use crate::route::{Route, View};
use crate::session::{Command, DataCommand, SheetCommand};
use crate::ui::grid::{GridState, block_of};
use crate::ui::import::{ImportDialog, import_at};
use crate::ui::statement::reverse_at;

/// A view of the workbook that belongs to a sheet, as a link.
#[derive(Clone, Debug, PartialEq)]
pub struct ToolLink {
    /// What it is called.
    pub words: String,
    /// Where it is.
    pub route: Route,
}

/// The lists and statements of a workbook; those of one page where one is named.
#[must_use]
pub fn tool_links(workbook: &Workbook, page: Option<&PageId>, language: Language) -> Vec<ToolLink> {
    let messages = &crate::i18n::Messages::of(language).tools;
    let own = |sheet| workbook.page_of(sheet).map(|page| page.id.clone());
    let route = |page: &PageId, view| Route::page(workbook.id(), Some(page.as_str()), view);
    let mut links = Vec::new();
    for list in lists(workbook) {
        let Some(home) = own(list.sheet()) else { continue };
        let words = fill(messages.edit_list, &[("title", list.entry().title.get(language))]);
        let route = route(&home, View::List);
        links.push((vec![home], ToolLink { words, route }));
    }
    for statement in statements(workbook) {
        let Some(home) = own(statement.sheet()) else { continue };
        let route = route(&home, View::Statement);
        // The payouts are what a statement is about.
        let payouts = reversals(workbook).into_iter().filter_map(|table| own(table.sheet()));
        let homes = std::iter::once(home).chain(payouts).collect();
        links.push((homes, ToolLink { words: messages.open_statement.to_owned(), route }));
    }
    let is_here = |homes: &Vec<PageId>| page.is_none_or(|page| homes.contains(page));
    links.into_iter().filter(|(homes, _)| is_here(homes)).map(|(_, link)| link).collect()
}

/// The strip; it is not there where there is nothing to say.
#[component]
pub fn ToolStrip(
    /// What goes along from page to page.
    desk: Desk,
    /// The grid.
    grid: GridState,
    /// The page.
    page: PageId,
) -> impl IntoView {
    let session = desk.session;
    let language = use_language();
    let links = Memo::new(move |_| {
        let language = language.get();
        session.read(|workbook| tool_links(workbook, Some(&page), language)).unwrap_or_default()
    });
    let sheet = grid.sheet.id();
    let can_reverse = Memo::new(move |_| {
        session.read(|workbook| reversals(workbook).iter().any(|table| table.sheet() == sheet)) == Some(true)
    });
    let imported = Memo::new(move |_| {
        let language = language.get();
        let title = |workbook: &Workbook| Some(import_at(workbook, sheet)?.entry().title.get(language).to_owned());
        session.read(title).flatten()
    });
    let has_room = Memo::new(move |_| session.read(|workbook| room_at(workbook, sheet).is_some()) == Some(true));
    let opens_import = RwSignal::new(false);
    let sentence = t(|m| m.import.open);
    let import = move || {
        let title = imported.get()?;
        Some(view! {
            <button type="button" class="button" on:click=move |_| opens_import.set(true)>
                {fill(sentence(), &[("title", &title)])}
            </button>
        })
    };
    let link = |link: ToolLink| view! { <a class="button" href=link.route.to_string()>{link.words}</a> };
    view! {
        <Show when=move || !links.with(Vec::is_empty) || can_reverse.get() || imported.with(Option::is_some) || has_room.get()>
            <div class="tool-strip" role="group" aria-label=t(|m| m.tools.actions)>
                {move || links.get().into_iter().map(link).collect_view()}
                {import}
                <Show when=move || has_room.get()>
                    <RoomTool session=session sheet=sheet />
                </Show>
                <Show when=move || can_reverse.get()>
                    <button
                        type="button"
                        class="button"
                        on:click=move |_| grid.run(SheetCommand::Data(DataCommand::Reverse))
                    >
                        {t(|m| m.tools.reverse)}
                    </button>
                </Show>
            </div>
        </Show>
        <ImportDialog sheet=sheet open=opens_import />
    }
}

/// Takes back the payout in the active row, and goes to its reversal.
pub fn reverse_active(desk: Desk, grid: GridState) {
    let at = grid.sheet.at(grid.active());
    if let Some(at) = reverse_at(desk.session, at) {
        grid.go_to(block_of(tandem_core::cell::Area::between(at.sheet, (at.row, at.column), (at.row, at.column))));
    }
}

/// Who looks, where the workbook is seen by one party.
#[component]
pub fn SeenBy(
    /// The session.
    session: crate::session::Session,
) -> impl IntoView {
    let language = use_language();
    let party = Memo::new(move |_| {
        let language = language.get();
        session.read(|workbook| seen_by(workbook).map(|viewer| viewer.name.get(language).to_owned())).flatten()
    });
    let show = move |_| {
        let edit = session.with(|workbook| tandem_core::template::tools::view_of(workbook, None)).flatten();
        if let Some(edit) = edit {
            session.dispatch(Command::Edit(edit));
        }
    };
    let sentence = t(|m| m.tools.seen_note);
    move || {
        let party = party.get()?;
        Some(view! {
            <div class="seen-by" role="status">
                <span>{fill(sentence(), &[("party", &party)])}</span>
                <button type="button" class="button" on:click=show>{t(|m| m.tools.show_everything)}</button>
            </div>
        })
    }
}
