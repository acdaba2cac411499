//! The statement of one party for a period: every line with its arithmetic, the totals, the balance; to be printed, to be
//! downloaded, and the place where a payout is taken back.
//!
//! All figures come from the cells of the sheet that the template names (`tandem_core::template::tools`). This folder must
//! not know how they are computed. Start reading at [`StatementView`].

mod document;
mod reverse;

use leptos::prelude::*;
use tandem_core::exchange::CsvOptions;
use tandem_core::template::tools::{Statement, statements};
use tandem_core::workbook::Workbook;

use self::document::Document;
use crate::browser::page;
use crate::i18n::{t, use_language};
use crate::route::{Route, View};
use crate::session::{Command, Session, file_name_with, use_session};
use crate::ui::field::ControlField;

pub use self::reverse::reverse_at;

/// As spreadsheet programs read it rightly: marked as UTF-8, and no text is taken for a formula.
const SAFE: CsvOptions = CsvOptions { has_bom: true, guards_formulas: true };

/// What every part of the view needs. A handle: copy it freely.
#[derive(Clone, Copy)]
struct Desk {
    session: Session,
    statement: Memo<Option<Statement>>,
}

impl Desk {
    /// Reads workbook and statement, and again after every change.
    fn read<R>(self, read: impl FnOnce(&Workbook, Statement) -> R) -> Option<R> {
        let statement = self.statement.get()?;
        self.session.read(|workbook| read(workbook, statement))
    }
}

/// The statement of the workbook.
#[component]
pub fn StatementView() -> impl IntoView {
    let session = use_session();
    let statement = Memo::new(move |_| session.read(|workbook| statements(workbook).into_iter().next()).flatten());
    let desk = Desk { session, statement };
    view! {
        <main id="content" tabindex="-1" class="statement" aria-labelledby="statement-title">
            <Show
                when=move || statement.with(Option::is_some)
                fallback=move || view! { <p id="statement-title">{t(|m| m.tools.none)}</p> }
            >
                <Tools desk />
                <Document desk />
            </Show>
        </main>
    }
}

/// For whom and when, and what can be done with it. None of it is printed.
#[component]
fn Tools(desk: Desk) -> impl IntoView {
    let language = use_language();
    let dates = move || {
        let controls = desk.statement.get().and_then(|statement| {
            let entry = statement.entry();
            desk.session.with(|workbook| {
                let names = [&entry.from, &entry.to].into_iter();
                names.filter_map(|name| workbook.control(name).cloned()).collect::<Vec<_>>()
            })
        });
        controls.unwrap_or_default().into_iter().map(|control| view! { <ControlField control /> }).collect_view()
    };
    let href = move |view| {
        let address = desk.read(|workbook, statement| {
            let page = workbook.page_of(statement.sheet())?;
            Some(Route::page(workbook.id(), Some(page.id.as_str()), view).to_string())
        });
        address.flatten()
    };
    let give_out = move |_| {
        let language = language.get_untracked();
        let made = untrack(|| {
            desk.read(|workbook, statement| {
                let party = workbook.control(&statement.entry().party).map(|control| control.cell);
                let party = party.map(|at| workbook.display_text(at, language)).unwrap_or_default();
                let title = format!("{} {party}", statement.entry().title.get(language));
                (file_name_with(&title, "csv"), statement.csv(workbook, language, SAFE))
            })
        });
        if let Some((name, text)) = made {
            desk.session.dispatch(Command::SaveText { name, media_type: "text/csv;charset=utf-8", text });
        }
    };
    view! {
        <section class="statement__tools" aria-label=t(|m| m.tools.actions)>
            <Party desk />
            {dates}
            <div class="statement__buttons">
                <button type="button" class="button button--primary" on:click=|_| page::print()>
                    {t(|m| m.tools.print)}
                </button>
                <button type="button" class="button" on:click=give_out>
                    {t(|m| m.tools.csv)}
                </button>
                <a class="button" href=move || href(View::Workbook)>{t(|m| m.tools.to_sheet)}</a>
                <a class="button" href=move || href(View::Present)>{t(|m| m.tools.to_present)}</a>
            </div>
        </section>
    }
}

/// For whom: every party of the sheet, not only those that the template knew.
#[component]
fn Party(desk: Desk) -> impl IntoView {
    use tandem_core::edit::{CellEdit, Edit};
    let language = use_language();
    let at = move || desk.read(|workbook, statement| Some(workbook.control(&statement.entry().party)?.cell)).flatten();
    let chosen = Memo::new(move |_| {
        let read = desk.read(|workbook, statement| {
            let at = workbook.control(&statement.entry().party)?.cell;
            Some(
                workbook
                    .glossary()
                    .translate(&workbook.value(at).plain(), tandem_core::text::Language::English)
                    .to_owned(),
            )
        });
        read.flatten().unwrap_or_default()
    });
    let parties = Memo::new(move |_| {
        let language = language.get();
        let read = desk.read(|workbook, statement| {
            let shown = |word: String| {
                let text = workbook.glossary().translate(&word, language).to_owned();
                (word, text)
            };
            statement.parties(workbook).into_iter().map(shown).collect::<Vec<_>>()
        });
        read.unwrap_or_default()
    });
    let choose = move |event| {
        if let Some(at) = untrack(at) {
            let edit = Edit::SetCells(vec![CellEdit::typed(at, event_target_value(&event))]);
            desk.session.dispatch(Command::Edit(edit));
        }
    };
    let item = move |(word, text): (String, String)| {
        let value = word.clone();
        view! { <option value=value selected=move || chosen.with(|chosen| *chosen == word)>{text}</option> }
    };
    view! {
        <div class="field">
            <label class="field__label" for="statement-party">{t(|m| m.tools.statement_for)}</label>
            <select id="statement-party" class="input" on:change=choose>
                {move || parties.get().into_iter().map(item).collect_view()}
            </select>
        </div>
    }
}
