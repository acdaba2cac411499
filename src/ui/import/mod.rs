//! The import of figures into a scorecard: a table is pasted or a file opened, what would be written and what fits nowhere is
//! shown at once, and one press writes it as one step of undo.
//!
//! What a text means is the core's business (`tandem_core::template::tools`); this folder must not know it. Start reading at
//! [`ImportDialog`]; `found.rs` shows a plan.

mod found;

use leptos::ev::Event;
use leptos::html::{Dialog, Input};
use leptos::prelude::*;
use tandem_core::cell::SheetId;
use tandem_core::exchange::{CsvOptions, likely_separator};
use tandem_core::template::tools::{Import, ImportChoices, ImportPlan, MAX_IMPORT_BYTES, imports};
use tandem_core::text::Localized;
use tandem_core::workbook::Workbook;

use self::found::Found;
use super::dialog::follow;
use crate::browser::decode::{decode, likely_encoding};
use crate::browser::files;
use crate::i18n::{fill, sentence, t, use_language};
use crate::session::{Command, Session, Weight, file_name_with, use_session};

/// As spreadsheet programs read it rightly: marked as UTF-8, and no text is taken for a formula.
const SAFE: CsvOptions = CsvOptions { has_bom: true, guards_formulas: true };

/// The import whose figures a sheet takes.
#[must_use]
pub fn import_at(workbook: &Workbook, sheet: SheetId) -> Option<Import> {
    imports(workbook).into_iter().find(|import| import.sheet() == sheet)
}

/// What a person gave, and what it means.
#[derive(Clone, Copy)]
struct Desk {
    session: Session,
    sheet: SheetId,
    text: RwSignal<String>,
    choices: RwSignal<ImportChoices>,
    plan: Memo<Option<ImportPlan>>,
}

impl Desk {
    fn new(session: Session, sheet: SheetId) -> Self {
        let text = RwSignal::new(String::new());
        let latest = session.with(|workbook| import_at(workbook, sheet)?.periods(workbook).pop()).flatten();
        let choices = RwSignal::new(ImportChoices { period: latest.unwrap_or_default(), ..ImportChoices::default() });
        let plan = Memo::new(move |_| {
            text.with(|text| {
                let separator = likely_separator(text);
                choices.with(|choices| {
                    session
                        .read(|workbook| import_at(workbook, sheet)?.plan(workbook, text, separator, choices))
                        .flatten()
                })
            })
        });
        Self { session, sheet, text, choices, plan }
    }

    /// What the import takes, as it is called.
    fn title(self) -> Localized {
        let title = self.session.with(|workbook| Some(import_at(workbook, self.sheet)?.entry().title.clone()));
        title.flatten().unwrap_or_default()
    }
}

/// The dialog; it is made anew each time it opens.
#[component]
pub fn ImportDialog(
    /// The sheet that takes the figures.
    sheet: SheetId,
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    move || open.get().then(|| view! { <OpenDialog sheet=sheet open=open /> })
}

#[component]
fn OpenDialog(sheet: SheetId, open: RwSignal<bool>) -> impl IntoView {
    let session = use_session();
    let desk = Desk::new(session, sheet);
    let language = use_language();
    let dialog = NodeRef::<Dialog>::new();
    follow(dialog, move || open.get(), || {});
    let heading = t(|m| m.import.heading);
    let title = desk.title();
    let shown = move || fill(heading(), &[("title", title.get(language.get()))]);
    view! {
        <dialog
            class="dialog dialog--wide import"
            aria-labelledby="import-title"
            node_ref=dialog
            on:close=move |_| open.set(false)
            // Keys of a dialog are not those of the sheet below.
            on:keydown=|event| event.stop_propagation()
        >
            <h2 id="import-title">{shown}</h2>
            <p class="dialog__hint">{t(|m| m.import.hint)}</p>
            <Given desk=desk />
            <Found desk=desk />
            <Foot desk=desk dialog=dialog />
        </dialog>
    }
}

/// The text, and what it leaves open.
#[component]
fn Given(desk: Desk) -> impl IntoView {
    let field = NodeRef::<Input>::new();
    let refused = RwSignal::new(None::<Localized>);
    let language = use_language();
    let take = move |event: Event| {
        let Some(file) = files::chosen(&event).into_iter().next() else { return };
        refused.set(None);
        if file.bytes() > MAX_IMPORT_BYTES as u64 {
            refused.set(Some(sentence(|m| m.import.too_long, &[])));
            return;
        }
        leptos::task::spawn_local(async move {
            match file.content().await {
                Ok(bytes) => desk.text.set(decode(&bytes, likely_encoding(&bytes))),
                Err(reason) => refused.set(Some(sentence(|m| m.import.unreadable, &[("reason", &reason)]))),
            }
        });
    };
    let choose = move |_| {
        if let Some(field) = field.get_untracked() {
            field.click();
        }
    };
    let is_unread = move || desk.plan.with(Option::is_none) && desk.text.with(|text| !text.trim().is_empty());
    let is_long = move || desk.text.with(|text| text.len() > MAX_IMPORT_BYTES);
    let trouble = move || {
        let told = refused.get().map(|words| words.get(language.get()).to_owned());
        let m = crate::i18n::Messages::of(language.get());
        told.or_else(|| is_long().then(|| m.import.too_long.to_owned()))
            .or_else(|| is_unread().then(|| m.import.unread.to_owned()))
    };
    view! {
        <label class="import__text">
            <span class="field__label">{t(|m| m.import.paste)}</span>
            <textarea
                class="input"
                rows="6"
                spellcheck="false"
                prop:value=move || desk.text.get()
                on:input=move |event| {
                    refused.set(None);
                    desk.text.set(event_target_value(&event));
                }
            ></textarea>
        </label>
        <div class="separated__choices">
            <button type="button" class="button" on:click=choose>{t(|m| m.import.file)}</button>
            <input
                type="file"
                hidden
                accept=".csv,.tsv,.tab,.txt"
                aria-label=t(|m| m.import.file)
                node_ref=field
                on:change=take
            />
            <Period desk=desk />
        </div>
        <p class="field__problem" role="alert">{trouble}</p>
    }
}

/// The period of figures that name none.
#[component]
fn Period(desk: Desk) -> impl IntoView {
    let periods = desk.session.with(|workbook| Some(import_at(workbook, desk.sheet)?.periods(workbook))).flatten();
    let option = move |period: String| {
        let own = period.clone();
        let is_chosen = move || desk.choices.with(|choices| choices.period == own);
        view! { <option value=period.clone() prop:selected=is_chosen>{period.clone()}</option> }
    };
    view! {
        <label class="choice">
            {t(|m| m.import.period)}
            <select on:change=move |event| desk.choices.update(|choices| choices.period = event_target_value(&event))>
                {periods.unwrap_or_default().into_iter().map(option).collect_view()}
            </select>
        </label>
    }
}

#[component]
fn Foot(desk: Desk, dialog: NodeRef<Dialog>) -> impl IntoView {
    // Closed by the browser, which gives the focus back, before it goes from the page.
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let count = move || desk.plan.with(|plan| plan.as_ref().map_or(0, |plan| plan.cells.len()));
    let has_problems = move || desk.plan.with(|plan| plan.as_ref().is_some_and(|plan| !plan.problems.is_empty()));
    let words = t(|m| m.import.write);
    let write = move |_| {
        let made = desk.plan.with_untracked(|plan| Some((plan.as_ref()?.edit()?, plan.as_ref()?.cells.len())));
        let Some((edit, count)) = made else { return };
        if let Err(reason) = desk.session.try_dispatch(Command::Edit(edit)) {
            desk.session.say(Weight::Attention, reason, None);
            return;
        }
        desk.session.say(Weight::Done, sentence(|m| m.import.written, &[("count", &count.to_string())]), None);
        close();
    };
    let save = move |_| {
        let language = desk.session.language().get_untracked();
        let title = desk.title();
        let words = crate::i18n::Messages::of(language).import.left_name;
        let name = file_name_with(&fill(words, &[("title", title.get(language))]), "csv");
        let text = desk.plan.with_untracked(|plan| plan.as_ref().map(|plan| plan.problems_csv(language, SAFE)));
        if let Some(text) = text {
            desk.session.dispatch(Command::SaveText { name, media_type: "text/csv;charset=utf-8", text });
        }
    };
    view! {
        <div class="dialog__foot">
            <button type="button" class="button" on:click=move |_| close()>
                {t(|m| m.import.cancel)}
            </button>
            <Show when=has_problems>
                <button type="button" class="button" on:click=save>{t(|m| m.import.save_left)}</button>
            </Show>
            <button type="button" class="button button--primary" disabled=move || count() == 0 on:click=write>
                {move || fill(words(), &[("count", &count().to_string())])}
            </button>
        </div>
    }
}
