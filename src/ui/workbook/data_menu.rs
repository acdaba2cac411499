//! Files of separated values and of Excel in and out, at the foot of a sheet.

use leptos::ev::{Event, KeyboardEvent};
use leptos::html::{Details, Input, Summary};
use leptos::prelude::*;
use tandem_core::exchange::{CsvOptions, sheet_to_csv};
use tandem_core::text::Text;
use tandem_core::workbook::PageId;

use crate::browser::keys::press;
use crate::browser::{element, files};
use crate::i18n::t;
use crate::session::{Command, DataCommand, SAVE_AS_EXCEL, Session, SheetCommand, VERSIONS, Weight, file_name_with};
use crate::ui::grid::GridState;

/// What most programs read rightly: marked as UTF-8, and no text is taken for a formula.
pub const USUAL: CsvOptions = CsvOptions { has_bom: true, guards_formulas: true };

/// Downloads the sheet of a page.
pub fn give_out(session: Session, grid: GridState, page: &PageId, options: CsvOptions) {
    let language = session.language().get_untracked();
    // While one party looks, the sheet of its copy is what leaves the app.
    let party = match session.party_file().transpose() {
        Ok(party) => party,
        Err(reason) => {
            session.say(Weight::Attention, reason, None);
            return;
        }
    };
    let made = session.with(|workbook| {
        let workbook = party.as_ref().map_or(workbook, |party| &party.workbook);
        let title = workbook.page(page).map(|page| page.title.get(language).to_owned()).unwrap_or_default();
        (title, sheet_to_csv(workbook, grid.sheet.id(), options))
    });
    if let Some((title, text)) = made {
        let name = file_name_with(&title, "csv");
        session.dispatch(Command::SaveText { name, media_type: "text/csv;charset=utf-8", text });
    }
}

/// A button that opens the ways in and out.
#[component]
pub fn DataMenu(
    /// The session.
    session: Session,
    /// The grid.
    grid: GridState,
    /// The page.
    page: PageId,
) -> impl IntoView {
    let details = NodeRef::<Details>::new();
    let (button, field) = (NodeRef::<Summary>::new(), NodeRef::<Input>::new());
    let options = RwSignal::new(USUAL);
    let close = move || {
        if let Some(details) = details.get_untracked() {
            details.set_open(false);
        }
    };
    let leave = move |event: &Event| {
        if details.try_get_untracked().flatten().is_some_and(|details| !element::is_from(event, &details)) {
            close();
        }
    };
    let pressed = window_event_listener(leptos::ev::pointerdown, move |event| leave(&event));
    let focused = window_event_listener(leptos::ev::focusin, move |event| leave(&event));
    on_cleanup(move || {
        pressed.remove();
        focused.remove();
    });
    let key = move |event: KeyboardEvent| {
        let is_open = details.get_untracked().is_some_and(|details| details.open());
        if is_open && press(&event).is_some_and(|press| press.key == "Escape") {
            event.prevent_default();
            event.stop_propagation();
            close();
            if let Some(button) = button.get_untracked() {
                element::focus_in_place(&button);
            }
        }
    };
    let choose = move |_| {
        if let Some(field) = field.get_untracked() {
            field.click();
        }
    };
    let chosen = move |event: Event| {
        close();
        crate::ui::home::open(session, files::chosen(&event));
    };
    let give_out_csv = move |_| {
        give_out(session, grid, &page, options.get_untracked());
        close();
    };
    let give_out_excel = move |_| {
        close();
        session.dispatch(Command::DownloadXlsx { agreed: false });
    };
    let anonymise = move |_| {
        close();
        grid.run(SheetCommand::Data(DataCommand::Anonymise));
    };
    let versions = move |_| {
        close();
        session.dispatch(Command::ShowVersions { keep: false });
    };
    const ANONYMISE: Text = Text::new("Make an anonymised copy…", "匿名化したコピーを作成…");
    view! {
        <details class="data-menu" node_ref=details on:keydown=key>
            <summary class="button button--quiet" aria-label=t(|m| m.clipboard.csv_label) node_ref=button>
                {t(|m| m.clipboard.csv)}
            </summary>
            <div class="data-menu__list">
                <button type="button" class="button" on:click=choose>
                    {t(|m| m.clipboard.take_in)}
                </button>
                <input
                    type="file"
                    hidden
                    accept=crate::ui::home::OPENED
                    aria-label=t(|m| m.clipboard.take_in)
                    node_ref=field
                    on:change=chosen
                />
                <button type="button" class="button" on:click=give_out_excel>
                    {move || SAVE_AS_EXCEL.get(session.language().get())}
                </button>
                <button type="button" class="button" on:click=anonymise>
                    {move || ANONYMISE.get(session.language().get())}
                </button>
                <button type="button" class="button" on:click=versions>
                    {move || VERSIONS.get(session.language().get())}
                </button>
                <button type="button" class="button" on:click=give_out_csv>
                    {t(|m| m.clipboard.give_out)}
                </button>
                <label class="choice">
                    <input
                        type="checkbox"
                        prop:checked=move || options.get().has_bom
                        on:change=move |_| options.update(|options| options.has_bom = !options.has_bom)
                    />
                    {t(|m| m.clipboard.with_bom)}
                </label>
                <label class="choice">
                    <input
                        type="checkbox"
                        prop:checked=move || options.get().guards_formulas
                        on:change=move |_| options.update(|options| options.guards_formulas = !options.guards_formulas)
                    />
                    {t(|m| m.clipboard.guards)}
                </label>
            </div>
        </details>
    }
}
