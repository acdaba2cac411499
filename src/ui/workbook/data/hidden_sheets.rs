//! Hidden sheets, to be shown again.

use leptos::prelude::*;
use tandem_core::edit::Edit;
use tandem_core::template::tools::is_in_view;
use tandem_core::text::Text;
use tandem_core::workbook::PageId;

use super::Bench;
use super::form::{Form, LEAVE, say};
use crate::i18n::use_language;
use crate::session::Command;
use crate::ui::dialog::focus_once_made;

/// The list of hidden sheets; a click shows one again.
#[component]
pub fn HiddenSheets(
    /// What it needs.
    bench: Bench,
) -> impl IntoView {
    let session = bench.desk.session;
    let language = use_language();
    let hidden = move || {
        let language = language.get();
        session.read(|workbook| {
            let pages = workbook
                .pages()
                .iter()
                .filter(|page| page.sheet().is_some_and(|sheet| sheet.hidden) && is_in_view(workbook, page));
            pages.map(|page| (page.id.clone(), page.title.get(language).to_owned())).collect::<Vec<_>>()
        })
    };
    let show = move |page: PageId, place: usize| {
        session.dispatch(Command::Edit(Edit::SetSheetHidden { page, hidden: false }));
        let left = untrack(hidden).map_or(0, |hidden| hidden.len());
        focus_once_made(left.checked_sub(1).map_or_else(|| LEAVE.to_owned(), |last| item_id(place.min(last))));
    };
    let line = move |(place, (page, title)): (usize, (PageId, String))| {
        view! {
            <li>
                <button
                    type="button"
                    id=item_id(place)
                    class="button form__item"
                    on:click=move |_| show(page.clone(), place)
                >
                    {title}
                </button>
            </li>
        }
    };
    const HEADING: Text = Text::new("Hidden sheets", "非表示のシート");
    const NONE: Text = Text::new("No sheet is hidden.", "非表示のシートはありません。");
    const HINT: Text = Text::new("Choose the sheet to show again.", "再表示するシートを選んでください。");
    let is_empty = Memo::new(move |_| hidden().is_none_or(|hidden| hidden.is_empty()));
    let words = move || if is_empty.get() { NONE } else { HINT };
    view! {
        <Form bench=bench heading=HEADING done=None on_done=move |()| Ok(())>
            <p class="form__hint">{move || words().get(language.get())}</p>
            <ul class="form__list" aria-label=say(HEADING)>
                {move || hidden().unwrap_or_default().into_iter().enumerate().map(line).collect_view()}
            </ul>
        </Form>
    }
}

fn item_id(place: usize) -> String {
    format!("hidden-sheet-{place}")
}
