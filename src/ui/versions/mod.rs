//! Versions of the open workbook: keeping one under a name, what changed since, and bringing one back.
//!
//! This folder must not know how versions are stored: it asks the session, and waits. Start reading at [`VersionsDialog`];
//! `line.rs` is one version,
//! `name.rs` the form of its name, `changes.rs` what changed since.

mod changes;
mod line;
mod name;

use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;

use leptos::html;
use leptos::prelude::*;
use tandem_core::compare::Difference;
use tandem_core::text::Localized;

use crate::browser::{clock, page};
use crate::i18n::{fill, sentence, t, use_language, words};
use crate::session::{Gone, Session, Version, use_session};
use crate::ui::dialog::follow;
use crate::ui::shell::{IconButton, Shape};
pub use changes::{Changes, named};
use line::VersionLine;
pub use line::as_open;
use name::NameForm;

/// Something that is done with versions: what came of it is said, or why it was refused.
type Work = Pin<Box<dyn Future<Output = Result<Option<Localized>, Localized>>>>;

/// What the dialog holds while it is open.
#[derive(Clone, Copy)]
struct Board {
    session: Session,
    /// The workbook whose versions they are. A person may go to another while something is done.
    workbook: RwSignal<String>,
    /// The versions, or why they can't be read; nothing until they have come.
    list: RwSignal<Option<Result<Vec<Version>, Localized>>>,
    /// What was done last.
    done: RwSignal<Option<Localized>>,
    /// Why it was refused.
    refused: RwSignal<Option<Localized>>,
    /// The version that was deleted last, with its workbook, until it is put back.
    gone: RwSignal<Option<(String, Vec<Gone>)>>,
    /// The version whose changes are shown, with them.
    compared: RwSignal<Option<(String, Difference)>>,
    /// The version that gets another name.
    renamed: RwSignal<Option<String>>,
    /// What waits until that is done which is being done, each with the workbook that it concerns.
    waiting: StoredValue<VecDeque<(String, Work)>, LocalStorage>,
    is_busy: RwSignal<bool>,
}

impl Board {
    fn new(session: Session) -> Self {
        Self {
            session,
            workbook: RwSignal::new(String::new()),
            list: RwSignal::new(None),
            done: RwSignal::new(None),
            refused: RwSignal::new(None),
            gone: RwSignal::new(None),
            compared: RwSignal::new(None),
            renamed: RwSignal::new(None),
            waiting: StoredValue::new_local(VecDeque::new()),
            is_busy: RwSignal::new(false),
        }
    }

    /// Forgets what an earlier opening of the dialog said, and asks for the versions. What was deleted stays at hand.
    fn begin(self) {
        self.workbook.set(self.session.open_id().unwrap_or_default());
        self.list.set(None);
        self.done.set(None);
        self.refused.set(None);
        self.compared.set(None);
        self.renamed.set(None);
        self.run(async { Ok(None) });
    }

    /// Does something after everything that waits already: what a person presses is never lost because something else takes long.
    fn run(self, work: impl Future<Output = Result<Option<Localized>, Localized>> + 'static) {
        let workbook = self.workbook.get_untracked();
        self.waiting.update_value(|waiting| waiting.push_back((workbook, Box::pin(work))));
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        leptos::task::spawn_local(async move {
            while let Some(Some((workbook, work))) = self.waiting.try_update_value(VecDeque::pop_front) {
                self.finish(&workbook, work).await;
            }
            self.is_busy.set(false);
        });
    }

    /// Waits for something, says how it ended, and shows the versions as they are then.
    async fn finish(self, workbook: &str, work: Work) {
        self.refused.set(None);
        let end = work.await;
        // The dialog may be that of another workbook by now, which this does not concern.
        if self.workbook.get_untracked() == workbook {
            self.refused.set(end.as_ref().err().cloned());
            self.done.set(end.ok().flatten());
        }
        if self.is_shown() {
            self.list.set(Some(self.session.kept_versions(&self.workbook.get_untracked()).await));
            // What had the keyboard may have gone with its line.
            page::keep_focus("versions-heading");
        }
    }

    fn is_shown(self) -> bool {
        self.session.versions().asked.get_untracked().is_some()
    }

    fn close(self) {
        self.session.versions().asked.set(None);
    }
}

/// The dialog of the versions.
#[component]
pub fn VersionsDialog() -> impl IntoView {
    let session = use_session();
    let language = use_language();
    let board = Board::new(session);
    let asked = session.versions().asked;
    let dialog = NodeRef::<html::Dialog>::new();
    let is_shown = Memo::new(move |_| asked.get().is_some());
    let prepare = move || {
        board.begin();
        if asked.get_untracked() == Some(true) {
            page::focus("version-name");
        }
    };
    follow(dialog, move || is_shown.get(), prepare);
    // While one party looks, what was kept would show what is hidden from it.
    let is_party = Memo::new(move |_| is_shown.get() && session.read(|_| session.viewer().is_some()) == Some(true));
    let is_possible = Memo::new(move |_| is_shown.get() && session.keeps_versions());
    let why_not = move || match (is_party.get(), is_possible.get()) {
        (true, _) => t(|m| m.versions.party)(),
        (_, false) => t(|m| m.versions.no_database)(),
        _ => t(|m| m.versions.hint)(),
    };
    let said = move || board.done.get().map(|done| done.get(language.get()).to_owned());
    let refused = move || {
        let failed = board.list.with(|list| list.as_ref().and_then(|list| list.as_ref().err().cloned()));
        board.refused.get().or(failed).map(|reason| reason.get(language.get()).to_owned())
    };
    view! {
        <dialog
            id="versions"
            class="dialog dialog--wide versions"
            aria-labelledby="versions-heading"
            node_ref=dialog
            on:keydown=|event| event.stop_propagation()
            on:close=move |_| {
                board.close();
                page::keep_focus("content");
            }
        >
            <div class="dialog__head">
                <h2 id="versions-heading" tabindex="-1">{t(|m| m.versions.heading)}</h2>
                <IconButton label=words(|m| m.shell.close) shape=Shape::Close press=move || board.close() />
            </div>
            <p class="versions__hint">{why_not}</p>
            <Show when=move || is_possible.get() && !is_party.get()>
                <KeepForm board />
                <p class="versions__said" role="status">{said}</p>
                <PutBack board />
                <p class="form__refused" role="alert">{refused}</p>
                <VersionList board />
            </Show>
        </dialog>
    }
}

/// Offers to put the version back that was deleted last. It stays at hand until it is stored again.
#[component]
fn PutBack(
    /// What the dialog holds.
    board: Board,
) -> impl IntoView {
    let session = board.session;
    let name = move || {
        let of_this = |(workbook, gone): &(String, Vec<Gone>)| {
            board
                .workbook
                .with(|shown| shown == workbook)
                .then(|| gone.first().map(|(version, _)| version.head.name.clone()))
        };
        board.gone.with(|gone| gone.as_ref().and_then(of_this).flatten())
    };
    let put_back = move |_| {
        let Some((workbook, gone)) = board.gone.get_untracked() else { return };
        let name = name().unwrap_or_default();
        board.run(async move {
            session.put_back_versions(&workbook, &gone).await?;
            board.gone.set(None);
            Ok(Some(sentence(|m| m.versions.put_back_done, &[("name", &name)])))
        });
    };
    move || {
        name().map(|name| {
            view! {
                <button type="button" class="button" disabled=move || board.is_busy.get() on:click=put_back>
                    {move || fill(t(|m| m.versions.put_back)(), &[("name", &name)])}
                </button>
            }
        })
    }
}

/// Keeps the workbook as it is. Without a name, it is called by the moment.
#[component]
fn KeepForm(
    /// What the dialog holds.
    board: Board,
) -> impl IntoView {
    let session = board.session;
    let language = use_language();
    let field = NodeRef::<html::Input>::new();
    let is_keeping = StoredValue::new(false);
    let keep = move |typed: String| {
        // A second press of the key would keep the same again.
        if is_keeping.get_value() {
            return;
        }
        is_keeping.set_value(true);
        let now = || clock::date_time_text(clock::now_ms(), language.get_untracked());
        let name = if typed.is_empty() { now() } else { typed };
        let workbook = board.workbook.get_untracked();
        board.run(async move {
            let end = session.keep_version(&workbook, name.clone()).await;
            is_keeping.set_value(false);
            end?;
            if let Some(field) = field.get_untracked() {
                field.set_value("");
            }
            Ok(Some(sentence(|m| m.versions.kept, &[("name", &name)])))
        });
    };
    view! {
        <NameForm
            id="version-name"
            label=|m| m.versions.name
            press=|m| m.versions.keep
            field
            take=keep
        />
    }
}

#[component]
fn VersionList(
    /// What the dialog holds.
    board: Board,
) -> impl IntoView {
    let versions = move || board.list.with(|list| list.as_ref().and_then(|list| list.as_ref().ok().cloned()));
    let is_empty = Memo::new(move |_| versions().is_some_and(|versions| versions.is_empty()));
    view! {
        <Show when=move || is_empty.get()>
            <p class="versions__hint">{t(|m| m.versions.none)}</p>
        </Show>
        <ul class="versions__list" aria-label=t(|m| m.versions.list)>
            <For
                each=move || versions().unwrap_or_default()
                key=|version| (version.id.clone(), version.head.name.clone())
                let:version
            >
                <VersionLine board version />
            </For>
        </ul>
    }
}
