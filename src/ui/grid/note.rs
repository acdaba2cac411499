//! What tells of notes, lists, filters, and of hidden rows and columns: the mark and the button of a cell, the card beside the
//! active one, titles of headings.

use leptos::prelude::*;
use tandem_core::cell::column_name;
use tandem_core::grid::{Place, Selection};
use tandem_core::workbook::Note;

use super::marks::Pane;
use super::overlay::{Beside, Chooser};
use super::px;
use super::resize::Heading;
use super::state::{GridState, HEADINGS_HEIGHT_PX, HEADINGS_WIDTH_PX};
use crate::i18n::{fill, t};
use crate::session::DataCommand;

/// The classes of a cell, with the corner of a note where it has one.
#[must_use]
pub fn noted(class: String, note: Option<&Note>) -> String {
    if note.is_some() { format!("{class} cell--noted") } else { class }
}

/// What is hidden beside a row or column, in words; nothing where nothing is.
pub fn hidden_title(hidden: Beside, heading: Heading) -> impl Fn() -> Option<String> + Send + Sync + 'static {
    let (rows, columns) = (t(|m| m.workbook.hidden_rows), t(|m| m.workbook.hidden_columns));
    move || {
        let sentence = match heading {
            Heading::Row(_) => rows(),
            Heading::Column(_) => columns(),
        };
        let name = |track: u32| match heading {
            Heading::Row(_) => track.saturating_add(1).to_string(),
            Heading::Column(_) => column_name(track),
        };
        let spans: Vec<String> = hidden
            .spans()
            .map(|(first, last)| if first == last { name(first) } else { format!("{}–{}", name(first), name(last)) })
            .collect();
        (!spans.is_empty()).then(|| fill(sentence, &[("which", &spans.join(", "))]))
    }
}

/// The button of a cell at which something can be chosen. By key, Alt+Arrow down does the same, so it is no stop of its own.
pub fn choose_button(grid: GridState, at: Place) -> Option<impl IntoView> {
    let chooser = grid.sheet.chooser(at);
    let icon = match chooser {
        Chooser::Nothing => return None,
        Chooser::Filter { is_active: true } => "M2 3h12l-4.5 5.5V14l-3-2V8.500z",
        Chooser::Filter { is_active: false } | Chooser::List => "M3.500 6l4.500 4.500L12.500 6",
    };
    let choose = move |event: leptos::ev::MouseEvent| {
        event.stop_propagation();
        grid.select(Selection::at(at));
        grid.run_data(DataCommand::Choose);
    };
    Some(view! {
        <button
            type="button"
            class="cell__choose"
            class:cell__choose--active=chooser == Chooser::Filter { is_active: true }
            tabindex="-1"
            aria-hidden="true"
            on:click=choose
        >
            <svg class="cell__choose-icon" viewBox="0 0 16 16">
                <path d=icon />
            </svg>
        </button>
    })
}

/// The note of the active cell, beside it. A pointer finds it in the cell's title as well.
#[component]
pub fn NoteCard(
    /// The grid.
    grid: GridState,
) -> impl IntoView {
    let shown = Memo::new(move |_| {
        grid.sheet.session().revision().track();
        let at = grid.selection.with(Selection::active);
        let prompt = grid.sheet.prompt(at).map(|text| Note { text, author: None });
        let note = grid.sheet.note(at).or(prompt)?;
        grid.viewport.with(|viewport| {
            // Cells of frozen parts stay where they are while the space moves; there, the inspector shows the note.
            (Pane::of(at, viewport) == Pane::Body).then(|| {
                let left_px = viewport.columns.end_px(at.column).saturating_add(u64::from(HEADINGS_WIDTH_PX));
                let top_px = viewport.rows.start_px(at.row).saturating_add(u64::from(HEADINGS_HEIGHT_PX));
                (left_px.saturating_add(6), top_px, note)
            })
        })
    });
    move || {
        shown.get().filter(|_| grid.draft.with(Option::is_none)).map(|(left_px, top_px, note)| {
            view! {
                <div class="grid__note" style:left=px::css(left_px) style:top=px::css(top_px)>
                    {note.author.map(|author| view! { <strong class="grid__note-author">{author}</strong> })}
                    <span>{note.text}</span>
                </div>
            }
        })
    }
}
