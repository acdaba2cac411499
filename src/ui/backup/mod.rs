//! Restoring a backup: what it holds, beside what is stored here, and a choice for each entry.
//!
//! It belongs to the part of the program that knows workbooks, with the making of a backup, which shows nothing but a notice. Nothing
//! is changed here before a person presses the button. Start reading at [`BackupDialog`]; `line.rs` is one entry.

mod line;

use leptos::html::Dialog;
use leptos::prelude::*;
use tandem_core::text::Localized;

use crate::browser::files::Chosen;
use crate::browser::{clock, page};
use crate::i18n::{Messages, fill, t, use_language, words};
use crate::session::{BackupLine, BackupWish, Choice, Session, Standing, Survey, use_session};
use crate::ui::dialog::follow;
use crate::ui::shell::{IconButton, Shape};
use line::EntryLine;

/// What the dialog shows.
#[derive(Clone, Copy)]
struct Shown {
    /// The file; nothing while the dialog is closed.
    file: StoredValue<Option<Chosen>, LocalStorage>,
    /// Its name; empty while the dialog is closed.
    name: RwSignal<String>,
    /// What it holds, or why it can't be read; nothing while it is read.
    survey: RwSignal<Option<Result<Survey, Localized>>>,
    /// What is to become of each entry.
    choices: RwSignal<Vec<Choice>>,
    takes_settings: RwSignal<bool>,
    is_running: RwSignal<bool>,
}

impl Shown {
    fn new() -> Self {
        Self {
            file: StoredValue::new_local(None),
            name: RwSignal::new(String::new()),
            survey: RwSignal::new(None),
            choices: RwSignal::new(Vec::new()),
            takes_settings: RwSignal::new(false),
            is_running: RwSignal::new(false),
        }
    }

    /// Reads a file and shows what it holds.
    fn read(self, session: Session, file: Chosen) {
        self.survey.set(None);
        self.takes_settings.set(false);
        self.name.set(file.name());
        self.file.set_value(Some(file.clone()));
        leptos::task::spawn_local(async move {
            let survey = session.survey(&file).await;
            if let Ok(survey) = &survey {
                let first = |line: &BackupLine| line.choices().first().copied().unwrap_or(Choice::Leave);
                self.choices.set(survey.lines.iter().map(first).collect());
            }
            self.survey.set(Some(survey));
        });
    }

    /// Does what was chosen.
    fn run(self, session: Session) {
        let (Some(file), Some(Some(Ok(survey)))) = (self.file.get_value(), self.survey.try_get_untracked()) else {
            return;
        };
        let (choices, takes_settings) = (self.choices.get_untracked(), self.takes_settings.get_untracked());
        self.is_running.set(true);
        leptos::task::spawn_local(async move {
            session.restore_from(&file, &survey, &choices, takes_settings).await;
            self.is_running.set(false);
            self.close();
        });
    }

    fn close(self) {
        if !self.is_running.get_untracked() {
            self.file.set_value(None);
            self.name.set(String::new());
        }
    }

    /// Whether something is to be done.
    fn has_work(self) -> bool {
        self.takes_settings.get() || self.choices.with(|choices| choices.iter().any(|choice| *choice != Choice::Leave))
    }
}

/// Makes a backup, or shows what one holds, as it is wished.
#[component]
pub fn BackupDialog() -> impl IntoView {
    let session = use_session();
    let wish = session.backup_wish();
    let shown = Shown::new();
    Effect::new(move || {
        let wished = wish.get();
        if wished.is_some() {
            wish.set(None);
        }
        match wished {
            Some(BackupWish::Make) => leptos::task::spawn_local(session.make_backup()),
            Some(BackupWish::Restore(file)) if !shown.is_running.get_untracked() => shown.read(session, file),
            Some(BackupWish::Restore(_)) | None => {}
        }
    });
    let dialog = NodeRef::<Dialog>::new();
    follow(dialog, move || !shown.name.with(String::is_empty), || {});
    // What is shown stays while the dialog closes.
    let name = Memo::new(move |before: Option<&String>| {
        let name = shown.name.get();
        if name.is_empty() { before.cloned().unwrap_or_default() } else { name }
    });
    let language = use_language();
    let heading = move || fill(Messages::of(language.get()).backup.heading, &[("file", &name.get())]);
    let body = move || match shown.survey.get() {
        None => {
            let reading = move || fill(Messages::of(language.get()).backup.reading, &[("file", &name.get())]);
            view! { <p role="status">{reading}</p> }.into_any()
        }
        Some(Err(reason)) => view! {
            <div role="alert">
                <p class="restore__problem">{move || reason.get(language.get()).to_owned()}</p>
                <p>{t(|m| m.backup.stays)}</p>
            </div>
        }
        .into_any(),
        Some(Ok(survey)) => view! { <Held survey shown /> }.into_any(),
    };
    let can_run = Memo::new(move |_| shown.survey.with(|survey| matches!(survey, Some(Ok(_)))) && shown.has_work());
    view! {
        <dialog
            id="restore"
            class="dialog restore"
            aria-labelledby="restore-heading"
            node_ref=dialog
            on:cancel=move |event: leptos::ev::Event| {
                if shown.is_running.get_untracked() {
                    event.prevent_default();
                }
            }
            on:close=move |_| {
                shown.close();
                page::keep_focus("content");
            }
        >
            <div class="dialog__head">
                <h2 id="restore-heading">{heading}</h2>
                <IconButton
                    label=words(|m| m.backup.close)
                    shape=Shape::Close
                    press=move || shown.close()
                    disabled=shown.is_running
                />
            </div>
            {body}
            <div class="dialog__foot">
                <p class="restore__status" role="status">
                    {move || shown.is_running.get().then(t(|m| m.backup.running))}
                </p>
                <button
                    type="button"
                    class="button"
                    disabled=move || shown.is_running.get()
                    on:click=move |_| shown.close()
                >
                    {move || if can_run.get() { t(|m| m.backup.cancel)() } else { t(|m| m.backup.close)() }}
                </button>
                <Show when=move || can_run.get()>
                    <button
                        type="button"
                        class="button button--primary"
                        disabled=move || shown.is_running.get()
                        on:click=move |_| shown.run(session)
                    >
                        {t(|m| m.backup.run)}
                    </button>
                </Show>
            </div>
        </dialog>
    }
}

/// What a backup holds.
#[component]
fn Held(
    /// What it holds.
    survey: Survey,
    /// The dialog.
    shown: Shown,
) -> impl IntoView {
    let language = use_language();
    let Survey { made_ms, is_complete, settings, lines } = survey;
    let count = |is_one: fn(&Standing) -> bool| lines.iter().filter(|line| is_one(&line.standing)).count().to_string();
    let all = count(|standing| !matches!(standing, Standing::Aside | Standing::Stray | Standing::Flawed { .. }));
    let new = count(|standing| *standing == Standing::New);
    let equal = count(|standing| *standing == Standing::Equal);
    let differs = count(|standing| matches!(standing, Standing::Differs { .. } | Standing::Taken));
    let told = move || {
        let messages = &Messages::of(language.get()).backup;
        let made =
            made_ms.map(|at_ms| fill(messages.made_at, &[("time", &clock::date_time_text(at_ms, language.get()))]));
        let places = [("count", &*all), ("new", &*new), ("equal", &*equal), ("differs", &*differs)];
        made.unwrap_or_default() + &fill(messages.holds, &places)
    };
    let lines = lines.into_iter().enumerate();
    let lines = lines.map(|(place, line)| view! { <EntryLine place line choices=shown.choices /> }).collect_view();
    let settings = settings.map(|_| {
        view! {
            <label class="restore__settings">
                <input
                    type="checkbox"
                    prop:checked=shown.takes_settings
                    on:change=move |event| shown.takes_settings.set(event_target_checked(&event))
                />
                <span>{t(|m| m.backup.settings)}</span>
            </label>
        }
    });
    view! {
        <p class="restore__told">{told}</p>
        <p class="restore__problem" hidden=is_complete>{t(|m| m.backup.cut_off)}</p>
        <ul class="restore__lines">{lines}</ul>
        {settings}
    }
}
