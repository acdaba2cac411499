//! What the grid asks the view around it for: menus, dialogs, other pages, the clipboard.

use std::rc::Rc;

use leptos::prelude::*;
use tandem_core::template::tools::{is_in_view, names_in_view};
use tandem_core::text::Localized;
use tandem_core::workbook::PageId;

use super::Desk;
use super::data::{self, Bench, DataForm, DataForms};
use super::data_menu;
use super::format_dialog::FormatDialog;
use super::menu::{ContextMenu, OpenMenu};
use super::sheets::{self, RenameDialog};
use super::tool_strip::{self, ToolLink, tool_links};
use crate::browser::page;
use crate::i18n::{Language, Text, sentence};
use crate::route::{Route, View};
use crate::session::{ACTIONS, Command, DataCommand, Group, SheetCommand, sheet_actions};
use crate::ui::grid::{Asked, GridState};
use crate::ui::log::log_entries;
use crate::ui::palette::{Entry, Palette};

/// What is open over a page with a sheet.
#[derive(Clone, Copy)]
pub struct Overlays {
    /// The menu of what is selected or of a tab.
    pub menu: RwSignal<Option<OpenMenu>>,
    /// The page whose sheet gets another name.
    pub renamed: RwSignal<Option<PageId>>,
    palette: RwSignal<bool>,
    formats: RwSignal<bool>,
    form: RwSignal<Option<DataForm>>,
}

impl Overlays {
    /// Nothing is open.
    #[must_use]
    pub fn new() -> Self {
        Self {
            menu: RwSignal::new(None),
            renamed: RwSignal::new(None),
            palette: RwSignal::new(false),
            formats: RwSignal::new(false),
            form: RwSignal::new(None),
        }
    }
}

/// Menus and dialogs of a page with a sheet, which open when the grid asks for them.
#[component]
pub fn AskedFor(
    /// What goes along from page to page.
    desk: Desk,
    /// The grid.
    grid: GridState,
    /// The page.
    page: PageId,
    /// What is open.
    overlays: Overlays,
) -> impl IntoView {
    let session = desk.session;
    let shown = page.clone();
    Effect::new(move |_| {
        if let Some(asked) = grid.asked.get() {
            grid.asked.set(None);
            answer(desk, grid, &shown, overlays, asked);
        }
    });
    Effect::new(move |_| {
        if let Some(area) = grid.visited.get() {
            grid.visited.set(None);
            untrack(|| desk.go_to(grid, area));
        }
    });
    Effect::new(move |_| {
        let visited = session.versions().visited;
        if let Some(area) = visited.get() {
            visited.set(None);
            untrack(|| desk.go_to(grid, area));
        }
    });
    let entries = Callback::new(move |()| entries(desk, grid));
    view! {
        <ContextMenu grid=grid open=overlays.menu />
        <FormatDialog grid=grid shown=overlays.formats />
        <RenameDialog session=session renamed=overlays.renamed leave=Callback::new(move |()| grid.focus()) />
        <Palette shown=overlays.palette entries=entries />
        <DataForms bench=Bench { desk, grid, open: overlays.form } />
    }
}

fn answer(desk: Desk, grid: GridState, page: &PageId, overlays: Overlays, asked: Asked) {
    match asked.command {
        SheetCommand::Menu => overlays.menu.set(Some(OpenMenu::of_selection(grid, asked.at_px))),
        SheetCommand::FormatCells => overlays.formats.set(true),
        SheetCommand::Palette => overlays.palette.set(true),
        SheetCommand::GoTo => page::focus("name-box"),
        SheetCommand::ShowInspector => desk.shows_inspector.update(|shows| *shows = !*shows),
        SheetCommand::Data(DataCommand::Reverse) => tool_strip::reverse_active(desk, grid),
        SheetCommand::Data(DataCommand::GiveOut) => data_menu::give_out(desk.session, grid, page, data_menu::USUAL),
        SheetCommand::Data(command) if !matches!(command, DataCommand::DuplicateSheet | DataCommand::HideSheet) => {
            data::open(Bench { desk, grid, open: overlays.form }, command);
        }
        command => sheets::run(desk.session, page, overlays.renamed, command),
    }
}

/// Everything that can be done from here.
fn entries(desk: Desk, grid: GridState) -> Vec<Entry> {
    let session = desk.session;
    let sheet = sheet_actions().filter(|action| action.command != SheetCommand::Palette).map(move |action| Entry {
        label: action.label.into(),
        group: action.group.label().into(),
        keys: action.keys,
        run: Rc::new(move || grid.run(action.command)),
    });
    let app = ACTIONS.iter().map(move |action| Entry {
        label: action.label.into(),
        group: Text::new("Tandem", "Tandem").into(),
        keys: action.keys,
        run: Rc::new(move || session.dispatch((action.command)())),
    });
    let pages = session.with(|workbook| {
        let entry = |page: &tandem_core::workbook::Page| {
            let route = Route::page(workbook.id(), Some(page.id.as_str()), View::Workbook);
            Entry {
                label: page.title.clone(),
                group: sentence(|m| m.workbook.palette_page, &[]),
                keys: &[],
                run: Rc::new(move || session.dispatch(Command::Go(route.clone()))),
            }
        };
        workbook.pages().iter().filter(|page| is_in_view(workbook, page)).map(entry).collect::<Vec<_>>()
    });
    let names = session.with(|workbook| {
        let entry = |name: &String| {
            let area = workbook.engine().name_area(name)?;
            Some(Entry {
                label: Localized::same(name.clone()),
                group: sentence(|m| m.workbook.palette_name, &[]),
                keys: &[],
                run: Rc::new(move || desk.go_to(grid, area)),
            })
        };
        names_in_view(workbook).into_iter().filter_map(entry).collect::<Vec<_>>()
    });
    let tools = session.with(|workbook| {
        let words = |language| tool_links(workbook, None, language);
        let both = words(Language::English).into_iter().zip(words(Language::Japanese));
        let entry = |(en, ja): (ToolLink, ToolLink)| Entry {
            label: Localized { en: en.words, ja: ja.words },
            group: Group::Data.label().into(),
            keys: &[],
            run: Rc::new(move || session.dispatch(Command::Go(en.route.clone()))),
        };
        both.map(entry).collect::<Vec<_>>()
    });
    let tools = tools.unwrap_or_default();
    let log = log_entries(session);
    sheet.chain(tools).chain(app).chain(log).chain(pages.unwrap_or_default()).chain(names.unwrap_or_default()).collect()
}
