//! The root of the app: which view stands at which address, and the keys that work everywhere.

use leptos::ev;
use leptos::prelude::*;

use crate::browser::{keys, page};
use crate::i18n::{CurrentLanguage, sentence};
use crate::route::{Route, View};
use crate::session::{Opened, Room, Session, Trouble, Weight, action_for, open_store};
use crate::ui::home::{DropTarget, Home};
use crate::ui::shell::{ConflictDialog, Header, Loading, Notices, TroublePage, UnknownAddress};
use crate::views::{Views, views, when_wanted};

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    let session = Session::new(open_store());
    provide_context(session);
    provide_context(Room::new());
    provide_context(CurrentLanguage(session.language()));
    session.attend();
    name_the_tab(session);
    let loaded = loaded_views(session);
    if session.is_framed() {
        // A calculator in somebody's page has nothing of the app around it.
        return view! {
            <FramedPlace loaded />
            <Notices />
        }
        .into_any();
    }
    attend_keys(session);
    view! {
        <Header />
        <Place loaded />
        <DropTarget />
        <Notices />
        <KeysPlace />
        <ConflictDialog />
        <TableFilePlace />
        <BackupPlace />
        {move || loaded.get().map(|views| (views.file_report)())}
        {move || loaded.get().map(|views| (views.share_dialog)())}
        {move || loaded.get().map(|views| (views.versions)())}
        {move || loaded.get().map(|views| (views.merge)())}
    }
    .into_any()
}

/// The calculator of a frame. Unlike [`Place`], it never moves the focus, which may stand in the page around the frame.
#[component]
fn FramedPlace(
    /// The views of a workbook, once they are there.
    loaded: ReadSignal<Option<Views>>,
) -> impl IntoView {
    let session = crate::session::use_session();
    // What is open changes with every reset; the view stays.
    let trouble = Memo::new(move |_| match session.opened().get() {
        Opened::Trouble(trouble) => Some(trouble),
        _ => None,
    });
    // The view tells of trouble itself, so that it is not made anew for it.
    move || match loaded.get() {
        Some(views) => (views.embed)(),
        None => match trouble.get() {
            Some(trouble) => view! { <main id="content"><TroublePage trouble /></main> }.into_any(),
            None => view! { <Loading /> }.into_any(),
        },
    }
}

/// What stands at the present address.
#[component]
fn Place(
    /// The views of a workbook, once they are there.
    loaded: ReadSignal<Option<Views>>,
) -> impl IntoView {
    let session = crate::session::use_session();
    let place = Memo::new(move |_| match session.route().get() {
        Route::Home => Shows::Home,
        Route::Log => Shows::Log,
        Route::Share { .. } => Shows::Shared,
        Route::Unknown(address) => Shows::Unknown(address),
        // The same view shows a decision record and its figures.
        Route::Workbook { view: View::Figures, .. } => Shows::Opened(session.opened().get(), View::Workbook),
        Route::Workbook { view, .. } => Shows::Opened(session.opened().get(), view),
        // A frame's address is shown by [`FramedPlace`]; this page is about to be loaded anew for it.
        Route::New { .. } | Route::Embed { .. } => Shows::Opened(session.opened().get(), View::Workbook),
    });
    // A view that goes takes the focus with it; keyboard and screen reader go on at the new view's beginning.
    Effect::new(move |before: Option<()>| {
        place.track();
        loaded.track();
        if before.is_some() {
            page::begin_view("content");
        }
    });
    move || match place.get() {
        Shows::Home => view! { <Home /> }.into_any(),
        Shows::Log => match loaded.get() {
            Some(views) => (views.log)(),
            None => view! { <Loading /> }.into_any(),
        },
        Shows::Shared => match loaded.get() {
            Some(views) => (views.shared)(),
            None => view! { <Loading /> }.into_any(),
        },
        Shows::Unknown(address) => view! { <UnknownAddress address /> }.into_any(),
        Shows::Opened(Opened::Trouble(trouble), _) => view! { <TroublePage trouble /> }.into_any(),
        Shows::Opened(Opened::Workbook(_), shown) => match (loaded.get(), shown) {
            (Some(views), View::Workbook | View::Figures) => (views.workbook)(),
            (Some(views), View::Present) => (views.present)(),
            (Some(views), View::List) => (views.list)(),
            (Some(views), View::Statement) => (views.statement)(),
            (None, _) => view! { <Loading /> }.into_any(),
        },
        Shows::Opened(Opened::Loading, _) => view! { <Loading /> }.into_any(),
        Shows::Opened(Opened::Nothing, _) => ().into_any(),
    }
}

/// Asks about a file of separated values where no grid does: its dialog comes with the views of a workbook.
#[component]
fn TableFilePlace() -> impl IntoView {
    let session = crate::session::use_session();
    let is_wanted = Memo::new(move |_| {
        let shows_grid = matches!(session.route().get(), Route::Workbook { view: View::Workbook | View::Figures, .. })
            && matches!(session.opened().get(), Opened::Workbook(_));
        session.table_file().with(Option::is_some) && !shows_grid
    });
    let loaded = when_wanted(is_wanted, move || session.table_file().set(None));
    move || loaded.get().filter(|_| is_wanted.get()).map(|views| (views.table_file)())
}

/// Lists the keys: the list comes with the views of a workbook.
#[component]
fn KeysPlace() -> impl IntoView {
    let shown = crate::session::use_session().shows_keys();
    let loaded = when_wanted(Memo::new(move |_| shown.get()), move || shown.set(false));
    move || loaded.get().map(|views| (views.keys)())
}

/// Makes and restores backups: what does so comes with the views of a workbook.
#[component]
fn BackupPlace() -> impl IntoView {
    let wish = crate::session::use_session().backup_wish();
    let is_wanted = Memo::new(move |_| wish.with(Option::is_some));
    let loaded = when_wanted(is_wanted, move || wish.set(None));
    move || loaded.get().map(|views| (views.backup)())
}

/// The views of workbooks, from the moment when one is open or the log is asked for.
fn loaded_views(session: Session) -> ReadSignal<Option<Views>> {
    let (loaded, set_loaded) = signal(None);
    Effect::new(move |_| {
        // The log and a link may be the first to ask for what opened no workbook yet.
        let is_asked = matches!(session.route().get(), Route::Log | Route::Share { .. });
        let is_framed_trouble = session.is_framed()
            && matches!(session.opened().get(), Opened::Trouble(ref trouble) if *trouble != Trouble::PartMissing);
        let wanted = is_asked || is_framed_trouble || matches!(session.opened().get(), Opened::Workbook(_));
        if wanted && loaded.with_untracked(Option::is_none) {
            leptos::task::spawn_local(async move {
                // What opened a workbook stands in the same part, so that it is already loaded; the log may be the first to ask.
                match views().await {
                    Ok(views) => set_loaded.set(Some(views)),
                    Err(_) => session.say(Weight::Attention, sentence(|m| m.shell.part_missing, &[]), None),
                }
            });
        }
    });
    loaded
}

/// What an address shows. A change of page within a workbook is none of it: its view follows that itself.
#[derive(Clone, PartialEq)]
enum Shows {
    Home,
    Log,
    Shared,
    Unknown(String),
    Opened(Opened, View),
}

/// Keys that work everywhere. A view that has a use of its own for a key prevents the default and keeps it.
fn attend_keys(session: Session) {
    window_event_listener(ev::keydown, move |event| {
        if event.default_prevented() {
            return;
        }
        let Some(press) = keys::press(&event) else { return };
        let in_workbook = matches!(session.opened().get_untracked(), Opened::Workbook(_))
            && matches!(session.route().get_untracked(), Route::Workbook { .. });
        if let Some(action) = action_for(&press, in_workbook, keys::is_typing(&event)) {
            event.prevent_default();
            session.dispatch((action.command)());
        }
    });
}

/// The tab's title names what is open.
fn name_the_tab(session: Session) {
    Effect::new(move || {
        let title = match session.route().get() {
            Route::Workbook { .. } | Route::Embed { .. } => session.title().get(),
            _ => String::new(),
        };
        page::set_title(&if title.is_empty() { "Tandem".to_owned() } else { format!("{title} – Tandem") });
    });
}
