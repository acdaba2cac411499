//! One version: its name and moment, and what can be done with it.

use leptos::html;
use leptos::prelude::*;
use tandem_core::compare::{Difference, compare};
use tandem_core::edit::Edit;
use tandem_core::file::{self, FileError};
use tandem_core::text::Localized;
use tandem_core::workbook::Workbook;

use super::Board;
use super::changes::Changes;
use super::name::NameForm;
use crate::browser::{clock, page};
use crate::i18n::{Messages, fill, sentence, t, use_language};
use crate::session::{Command, Session, Version, Weight, file_name};

async fn read(session: Session, workbook: &str, id: &str) -> Result<Workbook, Localized> {
    as_open(session, &session.version_file(workbook, id).await?)
}

/// Another version of the open workbook as a workbook of its identity that was told the same day.
///
/// # Errors
/// Why it can't be read, as a sentence.
pub fn as_open(session: Session, text: &str) -> Result<Workbook, Localized> {
    let unreadable = |error: &FileError, language| {
        fill(Messages::of(language).versions.unreadable, &[("reason", &error.text(language))])
    };
    let read = file::read_mended(text);
    let (version, _) = read.map_err(|error| Localized::of(|language| unreadable(&error, language)))?;
    let told = session.with(|now| (now.id().to_owned(), now.engine().clock()));
    let (id, clock) = told.ok_or_else(|| sentence(|m| m.versions.absent, &[]))?;
    let mut version = version.with_id(id);
    version.set_clock(clock);
    Ok(version)
}

async fn changes_since(session: Session, workbook: &str, id: &str) -> Result<Difference, Localized> {
    let version = read(session, workbook, id).await?;
    session.with(|now| compare(&version, now)).ok_or_else(|| sentence(|m| m.versions.absent, &[]))
}

/// Puts a version in place of what is open, which is kept as a version before: undo is gone when the tab is.
async fn restore(board: Board, id: String, name: String) -> Result<Option<Localized>, Localized> {
    let session = board.session;
    let workbook = board.workbook.get_untracked();
    let version = read(session, &workbook, &id).await?;
    let language = session.language().get_untracked();
    let present = sentence(|m| m.versions.before_restore, &[("name", &name)]);
    session.keep_version(&workbook, present.get(language).to_owned()).await?;
    session.expect_open(&workbook)?;
    session.try_dispatch(Command::Edit(Edit::Replace(Box::new(version))))?;
    board.close();
    session.say(Weight::Done, sentence(|m| m.versions.restored, &[("name", &name)]), None);
    Ok(None)
}

/// One version of the list.
#[component]
pub fn VersionLine(
    /// What the dialog holds.
    board: Board,
    /// The version.
    version: Version,
) -> impl IntoView {
    let session = board.session;
    let language = use_language();
    let Version { id, head } = version.clone();
    let (version, id, name) = (StoredValue::new(version), StoredValue::new(id), StoredValue::new(head.name));
    let is_of = move |of: &Option<String>| of.as_ref() == Some(&id.get_value());
    let is_compared =
        Memo::new(move |_| board.compared.with(|compared| is_of(&compared.as_ref().map(|(id, _)| id.clone()))));
    let is_renamed = Memo::new(move |_| board.renamed.with(is_of));
    let show_changes = move || {
        if is_compared.get_untracked() {
            board.compared.set(None);
            return;
        }
        board.run(async move {
            let found = changes_since(session, &board.workbook.get_untracked(), &id.get_value()).await?;
            board.compared.set(Some((id.get_value(), found)));
            Ok(None)
        });
    };
    let download = move || {
        board.run(async move {
            let text = session.version_file(&board.workbook.get_untracked(), &id.get_value()).await?;
            let title = session.title().get_untracked();
            let name = file_name(&format!("{title} {}", name.get_value()));
            session.try_dispatch(Command::SaveText { name, media_type: "application/json", text })?;
            Ok(None)
        });
    };
    let delete = move || {
        board.run(async move {
            let workbook = board.workbook.get_untracked();
            let gone = session.delete_version(&workbook, &id.get_value()).await?;
            board.gone.set(Some((workbook, gone)));
            Ok(Some(sentence(|m| m.versions.deleted, &[("name", &name.get_value())])))
        });
    };
    let restore_it = move || board.run(restore(board, id.get_value(), name.get_value()));
    let rename = move || board.renamed.set(Some(id.get_value()));
    let changes = move || {
        let compared = board.compared.get().filter(|(of, _)| *of == id.get_value());
        compared.map(|(_, found)| view! { <Changes session found heads=[|m| m.versions.then, |m| m.versions.now] leave=Callback::new(move |()| board.close()) /> })
    };
    view! {
        <li class="versions__version">
            <div class="versions__head">
                <strong class="versions__title">{name.get_value()}</strong>
                <span class="versions__when">{move || clock::date_time_text(head.kept_ms, language.get())}</span>
            </div>
            <Show when=move || is_renamed.get()>
                <RenameForm board version=version.get_value() />
            </Show>
            <div class="versions__actions">
                <button
                    type="button"
                    class="button"
                    aria-expanded=move || is_compared.get().to_string()
                    aria-label=named(name, |m| m.versions.compare)
                    on:click=move |_| show_changes()
                >
                    {t(|m| m.versions.compare_short)}
                </button>
                <Act name label=|m| m.versions.restore short=|m| m.versions.restore_short act=restore_it />
                <Act name label=|m| m.versions.rename short=|m| m.versions.rename_short act=rename />
                <Act name label=|m| m.versions.download short=|m| m.versions.download_short act=download />
                <Act name label=|m| m.versions.delete short=|m| m.versions.delete_short act=delete />
            </div>
            {changes}
        </li>
    }
}

/// Something that can be done with a version.
#[component]
fn Act(
    /// The version's name.
    name: StoredValue<String>,
    /// What is done, with a place for the name.
    label: fn(&'static Messages) -> &'static str,
    /// What the button shows.
    short: fn(&'static Messages) -> &'static str,
    /// Does it.
    act: impl Fn() + Send + 'static,
) -> impl IntoView {
    view! {
        <button type="button" class="button" aria-label=named(name, label) on:click=move |_| act()>
            {t(short)}
        </button>
    }
}

/// What a button does, with the name of its version.
fn named(
    name: StoredValue<String>,
    pick: fn(&'static Messages) -> &'static str,
) -> impl Fn() -> String + Copy + Send + Sync + 'static {
    let text = t(pick);
    move || fill(text(), &[("name", &name.get_value())])
}

#[component]
fn RenameForm(
    /// What the dialog holds.
    board: Board,
    /// The version that gets another name.
    version: Version,
) -> impl IntoView {
    let session = board.session;
    let field = NodeRef::<html::Input>::new();
    let name = version.head.name.clone();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            // A field that is on the page takes the focus.
            let _ = field.focus();
        }
    });
    let rename = move |typed: String| {
        board.renamed.set(None);
        let version = version.clone();
        if !typed.is_empty() && typed != version.head.name {
            let workbook = board.workbook.get_untracked();
            board.run(async move { session.rename_version(&workbook, &version, typed).await.map(|()| None) });
        }
    };
    let drop_name = move |event: leptos::ev::KeyboardEvent| {
        // Escape leaves the field, not the dialog.
        if event.key() == "Escape" {
            event.prevent_default();
            board.renamed.set(None);
            page::keep_focus("versions-heading");
        }
    };
    view! {
        <NameForm
            id="version-new-name"
            label=|m| m.versions.new_name
            press=|m| m.versions.save_name
            given=name
            field
            take=rename
            on:keydown=drop_name
        />
    }
}
