//! The menu of what is selected: by the right button, the menu key, Shift+F10 or a long press.

use leptos::html;
use leptos::prelude::*;

use crate::browser::keys::press;
use crate::browser::{element, page};
use crate::i18n::{t, use_language};
use crate::session::{DataCommand, Ink, Look, SheetCommand};
use crate::ui::grid::GridState;

/// The commands of a menu in their sections.
pub type Sections = &'static [&'static [SheetCommand]];

const CLIPBOARD: &[SheetCommand] = &[
    SheetCommand::Cut,
    SheetCommand::Copy,
    SheetCommand::Paste,
    SheetCommand::PasteValues,
    SheetCommand::PasteSpecial,
];

const CELLS: Sections = &[
    CLIPBOARD,
    &[
        SheetCommand::Edit,
        SheetCommand::FillByFinger,
        SheetCommand::FormatCells,
        SheetCommand::Data(DataCommand::ConditionalFormats),
        SheetCommand::Clear,
        SheetCommand::Data(DataCommand::Note),
        SheetCommand::Data(DataCommand::Evidence),
    ],
    &[
        SheetCommand::InsertRows,
        SheetCommand::InsertColumns,
        SheetCommand::InsertCellsDown,
        SheetCommand::InsertCellsRight,
    ],
    &[
        SheetCommand::DeleteRows,
        SheetCommand::DeleteColumns,
        SheetCommand::DeleteCellsUp,
        SheetCommand::DeleteCellsLeft,
    ],
    &[
        SheetCommand::Data(DataCommand::SortAscending),
        SheetCommand::Data(DataCommand::SortDescending),
        SheetCommand::Data(DataCommand::Filter),
        SheetCommand::Data(DataCommand::Validation),
    ],
    &[SheetCommand::Freeze, SheetCommand::Unfreeze, SheetCommand::Palette],
];

const ROWS: Sections = &[
    CLIPBOARD,
    &[SheetCommand::InsertRows, SheetCommand::DeleteRows, SheetCommand::Clear],
    &[SheetCommand::MoveRowsUp, SheetCommand::MoveRowsDown],
    &[SheetCommand::Data(DataCommand::HideRows), SheetCommand::Data(DataCommand::ShowRows)],
    &[SheetCommand::FitRows, SheetCommand::Freeze, SheetCommand::Unfreeze],
];

const COLUMNS: Sections = &[
    CLIPBOARD,
    &[SheetCommand::InsertColumns, SheetCommand::DeleteColumns, SheetCommand::Clear],
    &[SheetCommand::MoveColumnsLeft, SheetCommand::MoveColumnsRight],
    &[SheetCommand::Data(DataCommand::HideColumns), SheetCommand::Data(DataCommand::ShowColumns)],
    &[SheetCommand::FitColumns, SheetCommand::Freeze, SheetCommand::Unfreeze],
];

/// The commands of a page's tab.
pub const TABS: Sections = &[
    &[SheetCommand::AddSheet, SheetCommand::RenameSheet, SheetCommand::Data(DataCommand::DuplicateSheet)],
    &[SheetCommand::AddRecord, SheetCommand::ImportRecord],
    &[SheetCommand::MoveSheetLeft, SheetCommand::MoveSheetRight],
    &[
        SheetCommand::Data(DataCommand::HideSheet),
        SheetCommand::Data(DataCommand::ShowSheets),
        SheetCommand::DeleteSheet,
    ],
];

/// A menu that is open: its commands and where it stands, in pixels of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenMenu {
    sections: Sections,
    at_px: (i32, i32),
}

impl OpenMenu {
    /// The menu for what is selected in a grid. Without a pointer it stands at the active cell.
    #[must_use]
    pub fn of_selection(grid: GridState, at_px: Option<(i32, i32)>) -> Self {
        let block = grid.selection.with_untracked(tandem_core::grid::Selection::block);
        let sections = match (block.is_whole_columns(), block.is_whole_rows()) {
            (true, false) => COLUMNS,
            (false, true) => ROWS,
            _ => CELLS,
        };
        let at_cell = || grid.editor.get_untracked().map_or((0, 0), |editor| element::lower_left_px(&editor));
        Self { sections, at_px: at_px.unwrap_or_else(at_cell) }
    }

    /// A menu of some commands.
    #[must_use]
    pub const fn of_commands(sections: Sections, at_px: (i32, i32)) -> Self {
        Self { sections, at_px }
    }

    /// The menu of a page's tab.
    #[must_use]
    pub const fn of_tab(at_px: (i32, i32)) -> Self {
        Self { sections: TABS, at_px }
    }
}

/// A patch of the colour that a command gives, beside its words.
fn swatch(command: SheetCommand) -> Option<impl IntoView> {
    let (ink, kind) = match command {
        SheetCommand::Format(Look::Color(ink)) => (ink, "ink"),
        SheetCommand::Format(Look::Fill(ink)) => (ink, "ground"),
        _ => return None,
    };
    let name = match ink {
        Ink::Default => "default",
        Ink::Muted => "muted",
        Ink::Accent => "accent",
        Ink::Positive => "positive",
        Ink::Negative => "negative",
        Ink::Warning => "warning",
    };
    Some(view! {
        <span class=format!("swatch swatch--{kind}-{name}") aria-hidden="true">
            "A"
        </span>
    })
}

/// The menu. Arrows choose, a letter goes to the next command that begins with it, Escape goes back to the grid.
#[component]
pub fn ContextMenu(
    /// The grid.
    grid: GridState,
    /// What is open.
    open: RwSignal<Option<OpenMenu>>,
) -> impl IntoView {
    let menu = NodeRef::<html::Div>::new();
    let language = use_language();
    let close = move || {
        open.set(None);
        grid.focus();
    };
    Effect::new(move |_| {
        let Some(shown) = open.get() else { return };
        let Some(menu) = menu.get() else { return };
        // It fails only where the popover is open already, and then it only moves.
        let _ = menu.show_popover();
        element::place_in_window(&menu, shown.at_px);
        element::focus_item(&menu, 0);
    });
    let key = move |event: leptos::ev::KeyboardEvent| {
        let Some(press) = press(&event) else { return };
        let Some(menu) = menu.get_untracked() else { return };
        event.stop_propagation();
        let (count, now) = element::items(&menu);
        let next = match press.key.as_str() {
            "ArrowDown" => now.map_or(0, |now| now.saturating_add(1)).checked_rem(count).unwrap_or(0),
            "ArrowUp" => now.unwrap_or(0).checked_sub(1).unwrap_or(count.saturating_sub(1)),
            "Home" => 0,
            "End" => count.saturating_sub(1),
            "Escape" | "Tab" => {
                event.prevent_default();
                close();
                return;
            }
            letter if letter.chars().count() == 1 && letter != " " => {
                element::focus_item_by_letter(&menu, letter);
                return;
            }
            _ => return,
        };
        event.prevent_default();
        element::focus_item(&menu, next);
    };
    let item = move |command: SheetCommand| {
        let action = command.action()?;
        let apple = page::is_apple();
        let keys = action.keys.first().map(|chord| chord.label(apple).join("+"));
        Some(view! {
            <button
                type="button"
                class="button button--quiet menu__item"
                role="menuitem"
                tabindex="-1"
                on:click=move |_| {
                    close();
                    grid.run(command);
                }
            >
                <span class="menu__label">
                    {swatch(command)} {move || action.label.get(language.get())}
                </span>
                <span class="menu__keys">{keys}</span>
            </button>
        })
    };
    // The mouse has a handle for that.
    let is_of_use =
        move |command: &SheetCommand| *command != SheetCommand::FillByFinger || grid.by_touch.get_untracked();
    let section = move |commands: &'static [SheetCommand]| {
        view! {
            <div class="menu__section" role="group">
                {commands.iter().copied().filter(is_of_use).filter_map(item).collect_view()}
            </div>
        }
    };
    view! {
        <Show when=move || open.get().is_some()>
            <div
                class="menu menu--context"
                role="menu"
                popover="auto"
                aria-label=t(|m| m.workbook.menu)
                node_ref=menu
                on:keydown=key
                on:contextmenu=move |event| event.prevent_default()
                on:toggle=move |_| {
                    if menu.get_untracked().is_some_and(|menu| !element::is_open_popover(&menu)) {
                        open.set(None);
                    }
                }
            >
                {move || open.get().map(|shown| shown.sections.iter().copied().map(section).collect_view())}
            </div>
        </Show>
    }
}
