//! The Workbook view: formula bar, grid, inspector, pages and the status line.
//!
//! This folder must not know how the grid draws cells, or how a change is undone. Start reading below: [`WorkbookView`]
//! chooses the page, [`SheetPage`] puts its parts together.

mod asked;
mod conditional;
mod data;
mod data_menu;
mod format_bar;
mod format_dialog;
mod formula_bar;
mod inspector;
mod menu;
mod pages;
mod regions;
mod rested;
mod room_tool;
mod sheets;
mod status;
mod tool_strip;
mod turning;

use std::collections::HashMap;

use leptos::prelude::*;
use tandem_core::cell::{Area, CellAddress, SheetId};
use tandem_core::grid::Selection;
use tandem_core::template::tools::{is_in_view, seen_by};
use tandem_core::workbook::{Page, PageId, Workbook};

use self::asked::{AskedFor, Overlays};
use self::data::{FindBar, FindState};
use self::data_menu::DataMenu;
use self::format_bar::FormatBar;
use self::formula_bar::FormulaBar;
use self::inspector::Inspector;
use self::pages::Pages;
use self::sheets::RenameDialog;
use self::status::Status;
use self::tool_strip::{SeenBy, ToolStrip};
pub use self::tool_strip::{ToolLink, tool_links};
use super::grid::{
    Along, Assist, ClipboardDialogs, Copied, Editing, GridState, SheetPaper, SheetView, Surface, block_of,
};
use super::record::RecordPage;
use super::separated::TableFileDialog;
use super::standing::StandingStrip;
use crate::browser::page;
use crate::i18n::{fill, t, use_language};
use crate::route::{Route, View};
use crate::session::{Command, Session, use_session};

/// What the view remembers while a person goes from page to page.
#[derive(Clone, Copy)]
struct Desk {
    session: Session,
    /// What was selected on each sheet when it was left, or is to be selected when it is shown.
    selections: StoredValue<HashMap<SheetId, Selection>>,
    copied: RwSignal<Option<Copied>>,
    editing: Editing,
    along: Along,
    shows_inspector: RwSignal<bool>,
    find: FindState,
}

/// The open workbook at the page that the address names.
#[component]
pub fn WorkbookView() -> impl IntoView {
    let session = use_session();
    let desk = Desk {
        session,
        selections: StoredValue::new(HashMap::new()),
        copied: RwSignal::new(None),
        editing: Editing::new(session),
        along: Along::default(),
        shows_inspector: RwSignal::new(has_room_for_inspector()),
        find: FindState::new(),
    };
    let route = session.route();
    let page = Memo::new(move |_| {
        let named = match route.get() {
            Route::Workbook { page, .. } => page,
            _ => None,
        };
        session.read(|workbook| shown_page(workbook, named.as_deref())).flatten()
    });
    let shows_figures = Memo::new(move |_| matches!(route.get(), Route::Workbook { view: View::Figures, .. }));
    let shown = move |place: Place| {
        if place.is_record && !shows_figures.get() {
            return view! { <RecordPlace desk=desk page=place.page /> }.into_any();
        }
        view! { <SheetPage desk=desk page=place.page sheet=place.sheet /> }.into_any()
    };
    view! {
        <main id="content" class="workbook" tabindex="-1">
            {move || page.get().map(shown)}
        </main>
    }
}

/// What is shown.
#[derive(Clone, PartialEq)]
struct Place {
    page: PageId,
    sheet: SheetId,
    is_record: bool,
}

/// The page that an identity names, or the first; with its sheet.
fn shown_page(workbook: &Workbook, named: Option<&str>) -> Option<Place> {
    // A page that is hidden from the party that looks is none of its pages, whatever link leads there.
    let named = named.and_then(|id| workbook.page(&PageId::from(id))).filter(|page| is_in_view(workbook, page));
    let is_shown = |page: &&Page| page.sheet().is_none_or(|sheet| !sheet.hidden) && is_in_view(workbook, page);
    let in_view = |page: &&Page| is_in_view(workbook, page);
    let page =
        named.or_else(|| workbook.pages().iter().find(is_shown)).or_else(|| workbook.pages().iter().find(in_view))?;
    Some(Place { page: page.id.clone(), sheet: page.sheet()?.id, is_record: page.record().is_some() })
}

/// One page that holds a decision record.
#[component]
fn RecordPlace(
    /// What goes along from page to page.
    desk: Desk,
    /// The page.
    page: PageId,
) -> impl IntoView {
    let session = desk.session;
    let renamed = RwSignal::new(None::<PageId>);
    let go_to = Callback::new(move |at: CellAddress| {
        desk.selections.update_value(|selections| {
            selections.insert(at.sheet, Selection::of(block_of(Area::of(at))));
        });
        let route = session.with(|workbook| {
            let page = workbook.page_of(at.sheet)?;
            Some(Route::page(workbook.id(), Some(page.id.as_str()), View::Figures))
        });
        if let Some(route) = route.flatten() {
            session.dispatch(Command::Go(route));
        }
    });
    view! {
        <div class="workbook__paper">
            <RecordPage session=session page=page.clone() go_to=go_to />
        </div>
        <div class="workbook__foot">
            <Pages session=session page=page menu=None renamed=renamed />
        </div>
        <RenameDialog session=session renamed=renamed leave=Callback::new(|()| page::focus("content")) />
    }
}

/// One page that holds a sheet.
#[component]
fn SheetPage(
    /// What goes along from page to page.
    desk: Desk,
    /// The page.
    page: PageId,
    /// Its sheet.
    sheet: SheetId,
) -> impl IntoView {
    let session = desk.session;
    let grid = GridState::new(SheetView::new(session, sheet), desk.copied, desk.editing, desk.along);
    restore_selection(desk, grid, sheet);
    turning::follow(desk, grid, &page);
    regions::go_around(grid);
    let is_party = Memo::new(move |_| session.read(|workbook| seen_by(workbook).is_some()) == Some(true));
    let language = use_language();
    let shown = page.clone();
    let title = Memo::new(move |_| {
        let language = language.get();
        let title = session.read(|workbook| workbook.page(&shown).map(|page| page.title.get(language).to_owned()));
        title.flatten().unwrap_or_default()
    });
    let sentence = t(|m| m.workbook.grid_of);
    let overlays = Overlays::new();
    let label = Signal::derive(move || fill(sentence(), &[("page", &title.get())]));
    let workbook_title = session.title();
    let paper_title = Signal::derive(move || format!("{} – {}", workbook_title.get(), title.get()));
    view! {
        <h1 class="visually-hidden">{move || title.get()}</h1>
        <FormulaBar desk=desk grid=grid />
        <FormatBar grid=grid menu=overlays.menu />
        <FindBar desk=desk grid=grid />
        <div class="workbook__strips" data-part="strips">
            <SeenBy session />
            <StandingStrip with_results=true go=Callback::new(move |area| desk.go_to(grid, area)) />
            <ToolStrip desk=desk grid=grid page=page.clone() />
        </div>
        <div class="workbook__body">
            <Surface grid=grid label=label />
            // What a cell reads may be what a party must not see.
            <Show when=move || desk.shows_inspector.get() && !is_party.get()>
                <Inspector desk=desk grid=grid />
            </Show>
        </div>
        <div
            class="workbook__foot"
            data-part="foot"
            on:mousedown=move |event| turning::keep_typing(grid, &event)
            on:click=move |event| turning::by_tab(grid, &event)
        >
            <Pages session=session page=page.clone() menu=Some(overlays.menu) renamed=overlays.renamed />
            <Status grid=grid />
            <DataMenu session=session grid=grid page=page.clone() />
        </div>
        <ClipboardDialogs grid=grid />
        <TableFileDialog grid=Some(grid) />
        <Assist grid=grid />
        <Announcement grid=grid />
        <AskedFor desk=desk grid=grid page=page overlays=overlays />
        <SheetPaper grid=grid title=paper_title />
    }
}

/// Selects what was selected when the page was left, and gives the grid the keyboard.
fn restore_selection(desk: Desk, grid: GridState, sheet: SheetId) {
    let known = desk.selections.with_value(|selections| selections.get(&sheet).cloned());
    if let Some(selection) = known {
        grid.selection.set(selection);
    }
    Effect::new(move |_| {
        if grid.editor.get().is_some() {
            // The sizes are read first, because what is in sight depends on them.
            grid.read_size();
            grid.scroll_to_start();
            grid.reveal(grid.active());
            grid.focus();
            untrack(move || grid.resume());
        }
    });
    // The selection is noted while it exists: when the page goes, its signals go before anyone could ask them.
    Effect::new(move |_| {
        let selection = grid.selection.get();
        desk.selections.update_value(|selections| {
            selections.insert(sheet, selection);
        });
    });
}

impl Desk {
    /// Goes to cells, on this page or another.
    fn go_to(self, grid: GridState, area: Area) {
        let block = block_of(area);
        if area.sheet == grid.sheet.id() {
            grid.go_to(block);
            return;
        }
        self.selections.update_value(|selections| {
            selections.insert(area.sheet, Selection::of(block));
        });
        let route = self.session.with(|workbook| {
            let page = workbook.page_of(area.sheet)?;
            Some(Route::page(workbook.id(), Some(page.id.as_str()), View::Workbook))
        });
        if let Some(route) = route.flatten() {
            self.session.dispatch(Command::Go(route));
        }
    }
}

/// Says the active cell and what it shows, for those who listen.
#[component]
fn Announcement(
    /// The grid.
    grid: GridState,
) -> impl IntoView {
    let blank = t(|m| m.workbook.blank);
    let note = t(|m| m.workbook.note);
    let several = t(|m| m.workbook.selected_cells);
    let language = use_language();
    let text = Memo::new(move |_| {
        grid.sheet.session().revision().track();
        grid.selection.with(|selection| {
            if !selection.is_single() {
                let block = selection.block();
                let area = grid.sheet.area(block);
                return fill(several(), &[("reference", &area.short()), ("count", &block.cells().to_string())]);
            }
            let active = selection.active();
            let shown = grid.sheet.shown(active);
            let shown = if shown.is_empty() { blank() } else { &shown };
            let mut said = format!("{}: {shown}", grid.sheet.at(active).a1());
            if let Some(reason) = grid.sheet.face(active, language.get(), None).reason {
                said.push_str(&format!(". {reason}"));
            }
            // What a rule tells by shape and colour is said by its word.
            if let Some(word) = grid.look_word(active, language.get()) {
                said.push_str(&format!(", {word}"));
            }
            if let Some(said_there) = grid.sheet.note(active) {
                said.push_str(&format!(". {}: {}", note(), said_there.text));
            }
            said
        })
    });
    view! {
        <p class="visually-hidden" role="status" aria-live="polite">
            {move || text.get()}
        </p>
    }
}

/// Whether the window is wide enough to begin with the inspector beside the grid.
fn has_room_for_inspector() -> bool {
    const WIDE: &str = "(min-width: 1200px)";
    window().match_media(WIDE).ok().flatten().is_some_and(|list| list.matches())
}
