//! What can be done with the sheets of a workbook: new, other name, other place, gone; and going from page to page.

use leptos::html;
use leptos::prelude::*;
use tandem_core::edit::Edit;
use tandem_core::text::{Language, Localized, Text};
use tandem_core::workbook::{Page, PageId, Workbook};

use crate::browser::files;
use crate::browser::keys::press;
use crate::i18n::t;
use crate::route::{Route, View};
use crate::session::{Command, DataCommand, Session, SheetCommand, Weight};
use crate::ui::dialog::follow;
use crate::ui::record::{RECORD_FILE, add_blank};

/// Does a command with a page and its sheet; a wish for another name opens the dialog for it.
pub fn run(session: Session, page: &PageId, renamed: RwSignal<Option<PageId>>, command: SheetCommand) {
    let Some((place, count)) = session.with(|workbook| place_of(workbook, page)).flatten() else { return };
    match command {
        SheetCommand::AddSheet => add(session, place),
        SheetCommand::AddRecord => add_blank(session, page),
        SheetCommand::ImportRecord => files::ask(RECORD_FILE),
        SheetCommand::RenameSheet => renamed.set(Some(page.clone())),
        SheetCommand::MoveSheetLeft if place > 0 => move_to(session, page, place - 1),
        SheetCommand::MoveSheetRight if place.saturating_add(1) < count => {
            move_to(session, page, place.saturating_add(1));
        }
        SheetCommand::DeleteSheet => delete(session, page, place, count),
        SheetCommand::Data(DataCommand::DuplicateSheet) => duplicate(session, page, place),
        SheetCommand::Data(DataCommand::HideSheet) => hide(session, page, place),
        SheetCommand::NextSheet | SheetCommand::PreviousSheet => {
            go_to_shown(session, place, command == SheetCommand::NextSheet);
        }
        _ => {}
    }
}

/// Where a page stands, and how many there are.
fn place_of(workbook: &Workbook, page: &PageId) -> Option<(usize, usize)> {
    let place = workbook.pages().iter().position(|other| other.id == *page)?;
    Some((place, workbook.pages().len()))
}

fn add(session: Session, place: usize) {
    let language = session.language().get_untracked();
    let position = place.saturating_add(1);
    let Some(name) = session.with(|workbook| free_name(workbook, language)) else { return };
    session.dispatch(Command::Edit(Edit::AddSheet { name, position: Some(position) }));
    go_to(session, position);
}

/// The first of "Sheet1", "Sheet2" and so on that no sheet has.
fn free_name(workbook: &Workbook, language: Language) -> String {
    const STEM: Text = Text::new("Sheet", "シート");
    let stem = STEM.get(language);
    let names = (1..=workbook.pages().len().saturating_add(1)).map(|number| format!("{stem}{number}"));
    let mut free = names.filter(|name| workbook.cell(&format!("'{name}'!A1")).is_err());
    free.next().unwrap_or_else(|| stem.to_owned())
}

fn move_to(session: Session, page: &PageId, position: usize) {
    session.dispatch(Command::Edit(Edit::MovePage { page: page.clone(), position }));
}

/// A page that goes can be brought back by undo, so nobody is asked; the last one stays.
fn delete(session: Session, page: &PageId, place: usize, count: usize) {
    const LAST: Text = Text::new(
        "A workbook keeps at least one page. Nothing was deleted.",
        "ワークブックには少なくとも1つのページが必要です。削除は行われていません。",
    );
    if count < 2 {
        session.say(Weight::Attention, LAST.into(), None);
        return;
    }
    if !go_to_shown(session, place, false) && !go_to_shown(session, place, true) {
        session.say(Weight::Attention, LAST.into(), None);
        return;
    }
    session.dispatch(Command::Edit(Edit::RemovePage(page.clone())));
    const GONE: Text =
        Text::new("The sheet was deleted. Undo brings it back.", "シートを削除しました。「元に戻す」で復元できます。");
    session.say(Weight::Done, GONE.into(), None);
}

/// A copy of a sheet comes right after it.
fn duplicate(session: Session, page: &PageId, place: usize) {
    let Some(name) = session.with(|workbook| copy_name(workbook, page)).flatten() else { return };
    let edit = Edit::DuplicatePage { page: page.clone(), name, position: None };
    if let Err(reason) = session.try_dispatch(Command::Edit(edit)) {
        session.say(Weight::Attention, reason, None);
        return;
    }
    go_to(session, place.saturating_add(1));
}

/// The name of a sheet with the first number that no sheet has, as `Plan (2)`.
fn copy_name(workbook: &Workbook, page: &PageId) -> Option<String> {
    const MOST_CHARACTERS: usize = 31;
    let name = sheet_name(workbook, page)?;
    (2..=workbook.pages().len().saturating_add(2)).find_map(|number| {
        let end = format!(" ({number})");
        let stem: String = name.chars().take(MOST_CHARACTERS.saturating_sub(end.len())).collect();
        let copy = format!("{stem}{end}");
        workbook.sheet_id(&copy).is_none().then_some(copy)
    })
}

/// Hides a sheet's tab and shows the nearest other one; the last one that is shown stays.
fn hide(session: Session, page: &PageId, place: usize) {
    let edit = Edit::SetSheetHidden { page: page.clone(), hidden: true };
    if let Err(reason) = session.try_dispatch(Command::Edit(edit)) {
        session.say(Weight::Attention, reason, None);
        return;
    }
    if !go_to_shown(session, place, true) {
        go_to_shown(session, place, false);
    }
}

/// Shows the nearest page after or before a place whose tab is shown. Says whether there is one.
fn go_to_shown(session: Session, place: usize, is_after: bool) -> bool {
    let found = session.with(|workbook| {
        let shown = |(_, page): &(usize, &Page)| page.sheet().is_none_or(|sheet| !sheet.hidden);
        let mut pages = workbook.pages().iter().enumerate().filter(shown).map(|(place, _)| place);
        if is_after { pages.find(|other| *other > place) } else { pages.take_while(|other| *other < place).last() }
    });
    let found = found.flatten();
    if let Some(place) = found {
        go_to(session, place);
    }
    found.is_some()
}

/// Shows the page at a place; where there is none, nothing happens.
fn go_to(session: Session, place: usize) {
    let route = session.with(|workbook| {
        let page = workbook.pages().get(place)?;
        Some(Route::page(workbook.id(), Some(page.id.as_str()), View::Workbook))
    });
    if let Some(route) = route.flatten() {
        session.dispatch(Command::Go(route));
    }
}

/// The dialog for another name of a sheet.
#[component]
pub fn RenameDialog(
    /// The session.
    session: Session,
    /// The page whose sheet gets another name.
    renamed: RwSignal<Option<PageId>>,
    /// Gives the page the focus when it closes. The tab that was pressed is another element under its new name.
    leave: Callback<()>,
) -> impl IntoView {
    let (dialog, field) = (NodeRef::<html::Dialog>::new(), NodeRef::<html::Input>::new());
    let refused = RwSignal::new(None::<Localized>);
    let prepare = move || {
        refused.set(None);
        let page = renamed.get_untracked();
        let name = page.and_then(|page| session.with(|workbook| sheet_name(workbook, &page)).flatten());
        if let (Some(name), Some(field)) = (name, field.get_untracked()) {
            field.set_value(&name);
            field.select();
        }
    };
    follow(dialog, move || renamed.with(Option::is_some), prepare);
    let commit = move || {
        let (Some(page), Some(field)) = (renamed.get_untracked(), field.get_untracked()) else { return };
        let name = field.value().trim().to_owned();
        match session.try_dispatch(Command::Edit(Edit::RenameSheet { page, name })) {
            Ok(()) => renamed.set(None),
            Err(reason) => refused.set(Some(reason)),
        }
    };
    let key = move |event: leptos::ev::KeyboardEvent| {
        event.stop_propagation();
        if press(&event).is_some_and(|press| press.key == "Enter") {
            event.prevent_default();
            commit();
        }
    };
    let language = session.language();
    view! {
        <dialog
            class="dialog"
            aria-labelledby="rename-heading"
            node_ref=dialog
            on:close=move |_| {
                renamed.set(None);
                leave.run(());
            }
        >
            <div class="dialog__head">
                <h2 id="rename-heading">{t(|m| m.workbook.rename_sheet)}</h2>
            </div>
            <label class="form__line">
                <span>{t(|m| m.workbook.sheet_name)}</span>
                <input
                    class="form__field"
                    type="text"
                    maxlength="31"
                    autocomplete="off"
                    spellcheck="false"
                    node_ref=field
                    aria-invalid=move || refused.get().map(|_| "true")
                    aria-describedby="rename-refused"
                    on:keydown=key
                />
            </label>
            <p id="rename-refused" class="form__refused" role="alert">
                {move || refused.get().map(|reason| reason.get(language.get()).to_owned())}
            </p>
            <div class="dialog__foot">
                <button type="button" class="button" on:click=move |_| renamed.set(None)>
                    {t(|m| m.workbook.drop)}
                </button>
                <button type="button" class="button button--primary" on:click=move |_| commit()>
                    {t(|m| m.workbook.rename)}
                </button>
            </div>
        </dialog>
    }
}

fn sheet_name(workbook: &Workbook, page: &PageId) -> Option<String> {
    Some(workbook.sheet_name(workbook.page(page)?.sheet()?.id).to_owned())
}
