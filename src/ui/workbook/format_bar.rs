//! The bar with the looks of cells: what is used all the time as buttons, the rest as menus.

use leptos::html;
use leptos::prelude::*;
use tandem_core::grid::Selection;
use tandem_core::workbook::{Align, Style};

use super::menu::OpenMenu;
use crate::browser::element;
use crate::browser::keys::press;
use crate::i18n::{Text, t, use_language};
use crate::session::{DataCommand, Ink, Look, SheetCommand};
use crate::ui::grid::GridState;

const fn look(look: Look) -> SheetCommand {
    SheetCommand::Format(look)
}

/// Number formats.
const NUMBERS: &[&[SheetCommand]] = &[
    &[
        look(Look::General),
        look(Look::Number),
        look(Look::Currency),
        look(Look::Percent),
        look(Look::Date),
        look(Look::Time),
        look(Look::Scientific),
    ],
    &[look(Look::MoreDecimals), look(Look::FewerDecimals)],
    &[SheetCommand::FormatCells],
];

const COLORS: &[&[SheetCommand]] = &[&[
    look(Look::Color(Ink::Default)),
    look(Look::Color(Ink::Muted)),
    look(Look::Color(Ink::Accent)),
    look(Look::Color(Ink::Positive)),
    look(Look::Color(Ink::Negative)),
    look(Look::Color(Ink::Warning)),
]];

const FILLS: &[&[SheetCommand]] = &[&[
    look(Look::Fill(Ink::Default)),
    look(Look::Fill(Ink::Muted)),
    look(Look::Fill(Ink::Accent)),
    look(Look::Fill(Ink::Positive)),
    look(Look::Fill(Ink::Negative)),
    look(Look::Fill(Ink::Warning)),
]];

const BORDERS: &[&[SheetCommand]] = &[
    &[
        look(Look::BordersAll),
        look(Look::BordersOutline),
        look(Look::BordersTop),
        look(Look::BordersBottom),
        look(Look::BordersTotal),
    ],
    &[look(Look::BordersNone)],
];

const VERTICAL: &[&[SheetCommand]] = &[&[look(Look::AlignTop), look(Look::AlignMiddle), look(Look::AlignBottom)]];

const STYLES: &[&[SheetCommand]] = &[
    &[look(Look::RoleHeading), look(Look::RoleInput), look(Look::RoleTotal), look(Look::RoleNote)],
    &[look(Look::Indent), look(Look::Outdent), look(Look::AlignAuto)],
    &[look(Look::Clear)],
];

/// What a part of the bar does.
#[derive(Clone, Copy)]
enum Does {
    /// A command at once; pressed where the active cell looks so already.
    Command(SheetCommand, fn(&Style) -> Option<bool>),
    /// Opens a menu of commands.
    Menu(&'static [&'static [SheetCommand]], Text),
}

/// A part of the bar: what it does, how it is drawn on a square of 20, and whether a gap follows.
struct Item {
    does: Does,
    path: &'static str,
    ends_group: bool,
}

const fn item(does: Does, path: &'static str, ends_group: bool) -> Item {
    Item { does, path, ends_group }
}

const ITEMS: &[Item] = &[
    item(
        Does::Menu(NUMBERS, Text::new("Number format", "表示形式")),
        "M4 7h5M6.5 4v12M4 16h5M12 7.5a2 2 0 1 1 4 0c0 2.5-4 4-4 8.5h4",
        false,
    ),
    item(
        Does::Command(look(Look::Percent), |_| None),
        "M15 5 5 15M6.5 5a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3zM13.5 12a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3z",
        false,
    ),
    item(
        Does::Command(look(Look::MoreDecimals), |_| None),
        "M3 11.5v.1M6.5 6a1.8 1.8 0 0 1 1.8 1.8v2a1.8 1.8 0 1 1-3.6 0v-2A1.8 1.8 0 0 1 6.5 6zM12.5 6a1.8 1.8 0 0 1 1.8 1.8v2a1.8 1.8 0 1 1-3.6 0v-2A1.8 1.8 0 0 1 12.5 6zM7 16h9m0 0-2-2m2 2-2 2",
        false,
    ),
    item(
        Does::Command(look(Look::FewerDecimals), |_| None),
        "M6 11.5v.1M10.5 6a1.8 1.8 0 0 1 1.8 1.8v2a1.8 1.8 0 1 1-3.6 0v-2A1.8 1.8 0 0 1 10.5 6zM16 16H7m0 0 2-2m-2 2 2 2",
        true,
    ),
    item(
        Does::Command(look(Look::Bold), |style| Some(style.bold)),
        "M6 4h4.5a3 3 0 0 1 0 6H6zM6 10h5.2a3 3 0 0 1 0 6H6zM7 4v12",
        false,
    ),
    item(Does::Command(look(Look::Italic), |style| Some(style.italic)), "M8.5 4h6M5.5 16h6M11.5 4l-3 12", false),
    item(
        Does::Command(look(Look::Underline), |style| Some(style.underline)),
        "M6 4v5.5a4 4 0 0 0 8 0V4M5 17h10",
        false,
    ),
    item(
        Does::Command(look(Look::Strikethrough), |style| Some(style.strikethrough)),
        "M13.5 6.5C13 5 11.7 4.3 10 4.3c-2 0-3.4 1-3.4 2.6M4 10h12M6.3 13.2c.4 1.6 1.8 2.5 3.8 2.5 2.1 0 3.6-1 3.6-2.7",
        true,
    ),
    item(Does::Menu(COLORS, Text::new("Text colour", "文字の色")), "M6 13.5 10 4l4 9.5M7.5 10.5h5M4.5 17h11", false),
    item(
        Does::Menu(FILLS, Text::new("Fill colour", "塗りつぶしの色")),
        "M5 9.5 10 4.5l5 5-5 5zM10 4.5V2.5M16 12.5c1 1.4 1.4 2 1.4 2.7a1.4 1.4 0 0 1-2.8 0c0-.7.4-1.3 1.4-2.7zM4 17.5h9",
        false,
    ),
    item(Does::Menu(BORDERS, Text::new("Borders", "罫線")), "M4 4h12v12H4zM10 4v12M4 10h12", true),
    item(
        Does::Command(look(Look::AlignLeft), |style| Some(style.align == Align::Left)),
        "M4 5h12M4 9h7M4 13h12M4 17h7",
        false,
    ),
    item(
        Does::Command(look(Look::AlignCenter), |style| Some(style.align == Align::Center)),
        "M4 5h12M6.5 9h7M4 13h12M6.5 17h7",
        false,
    ),
    item(
        Does::Command(look(Look::AlignRight), |style| Some(style.align == Align::Right)),
        "M4 5h12M9 9h7M4 13h12M9 17h7",
        false,
    ),
    item(
        Does::Menu(VERTICAL, Text::new("Vertical alignment", "縦方向の配置")),
        "M4 3.5h12M4 16.5h12M10 6v8M8 8l2-2 2 2M8 12l2 2 2-2",
        false,
    ),
    item(
        Does::Command(look(Look::Wrap), |style| Some(style.wrap)),
        "M4 5h12M4 10h9.5a2.5 2.5 0 0 1 0 5H10m0 0 1.8-1.8M10 15l1.8 1.8M4 15h3",
        false,
    ),
    item(
        Does::Command(look(Look::Merge), |_| None),
        "M4 5h12v10H4zM7 10h2.5M13 10h-2.5M8.2 8.7 9.5 10l-1.3 1.3M11.8 8.7 10.5 10l1.3 1.3",
        true,
    ),
    item(
        Does::Menu(STYLES, Text::new("Styles", "スタイル")),
        "M4 16c3 0 2.5-3 4.5-4.5M8.5 11.5 15 4.5l1.5 1.5-6.5 7zM10 13l-1.5-1.5",
        false,
    ),
    item(
        Does::Command(SheetCommand::Data(DataCommand::ConditionalFormats), |_| None),
        "M4 4h12v12H4zM4 8h12M4 12h12M6.5 6h2M6.5 10h7M6.5 14h4.5",
        false,
    ),
];

/// The bar. It is one stop of the Tab key; arrows go from part to part.
#[component]
pub fn FormatBar(
    /// The grid.
    grid: GridState,
    /// Opens a menu.
    menu: RwSignal<Option<OpenMenu>>,
) -> impl IntoView {
    let bar = NodeRef::<html::Div>::new();
    let stop = RwSignal::new(0usize);
    let session = grid.sheet.session();
    let style = Memo::new(move |_| {
        session.revision().track();
        grid.sheet.style(grid.selection.with(Selection::active))
    });
    let key = move |event: leptos::ev::KeyboardEvent| {
        let (Some(press), Some(bar)) = (press(&event), bar.get_untracked()) else { return };
        let last = ITEMS.len().saturating_sub(1);
        let now = stop.get_untracked();
        let next = match press.key.as_str() {
            "ArrowRight" => {
                if now >= last {
                    0
                } else {
                    now.saturating_add(1)
                }
            }
            "ArrowLeft" => now.checked_sub(1).unwrap_or(last),
            "Home" => 0,
            "End" => last,
            "Escape" => {
                grid.focus();
                return;
            }
            _ => return,
        };
        event.prevent_default();
        stop.set(next);
        element::focus_button(&bar, next);
    };
    let parts = ITEMS.iter().enumerate().map(|(place, item)| view! { <Part grid menu style stop place item /> });
    view! {
        <div
            class="format-bar"
            data-part="format"
            role="toolbar"
            aria-label=t(|m| m.workbook.format_bar)
            node_ref=bar
            on:keydown=key
        >
            {parts.collect_view()}
        </div>
    }
}

/// One part of the bar.
#[component]
fn Part(
    grid: GridState,
    menu: RwSignal<Option<OpenMenu>>,
    style: Memo<Style>,
    stop: RwSignal<usize>,
    place: usize,
    item: &'static Item,
) -> impl IntoView {
    let language = use_language();
    let button = NodeRef::<html::Button>::new();
    let label = move || match item.does {
        Does::Menu(_, label) => label.get(language.get()),
        Does::Command(command, _) => command.action().map_or("", |action| action.label.get(language.get())),
    };
    let pressed = move || match item.does {
        Does::Command(_, is_so) => style.with(is_so).map(|is_so| if is_so { "true" } else { "false" }),
        Does::Menu(..) => None,
    };
    let is_menu = matches!(item.does, Does::Menu(..));
    let press = move |event: leptos::ev::MouseEvent| {
        stop.set(place);
        match item.does {
            Does::Command(command, _) => {
                grid.run(command);
                // Who pressed with the pointer goes on in the grid; who came by keyboard goes on here.
                if event.detail() > 0 {
                    grid.focus();
                }
            }
            Does::Menu(sections, _) => {
                let at_px = button.get_untracked().map_or((0, 0), |button| element::lower_left_px(&button));
                menu.set(Some(OpenMenu::of_commands(sections, at_px)));
            }
        }
    };
    view! {
        <button
            type="button"
            class="button button--quiet button--icon format-bar__part"
            class:format-bar__part--last=item.ends_group
            class:format-bar__part--menu=is_menu
            node_ref=button
            tabindex=move || if stop.get() == place { "0" } else { "-1" }
            aria-label=label
            title=label
            aria-pressed=pressed
            aria-haspopup=is_menu.then_some("menu")
            on:click=press
        >
            <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
                <path d=item.path></path>
            </svg>
        </button>
    }
}
