//! What tells of notes, lists, filters, and of hidden rows and columns: the mark and the button of a cell, the card beside the
//! active one, titles of headings.

use leptos::prelude::*;
use tandem_core::cell::column_name;
use tandem_core::grid::Selection;
use tandem_core::text::Language;
use tandem_core::workbook::Note;
use wasm_bindgen::JsCast;

use super::cell_element::place_of;
use super::marks::Pane;
use super::overlay::{Beside, Chooser};
use super::px;
use super::resize::Heading;
use super::state::{GridState, HEADINGS_HEIGHT_PX, HEADINGS_WIDTH_PX};
use crate::browser::element::Element;
use crate::i18n::{Messages, fill};
use crate::session::DataCommand;

/// The classes of a cell, with the corner of a note where it has one.
#[must_use]
pub fn noted(class: String, note: Option<&Note>) -> String {
    if note.is_some() { format!("{class} cell--noted") } else { class }
}

/// What is hidden beside a row or column, in words; nothing where nothing is.
#[must_use]
pub fn hidden_sentence(hidden: Beside, heading: Heading, language: Language) -> Option<String> {
    let texts = &Messages::of(language).workbook;
    let sentence = match heading {
        Heading::Row(_) => texts.hidden_rows,
        Heading::Column(_) => texts.hidden_columns,
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

/// The class of the button of a cell at which something can be chosen.
pub const CHOOSE: &str = "cell__choose";

/// The button of a cell at which something can be chosen. By key, Alt+Arrow down does the same, so it is no stop of its own.
#[component]
pub fn ChooseMark(
    /// What can be chosen.
    chooser: Chooser,
) -> impl IntoView {
    let icon = match chooser {
        Chooser::Nothing => None,
        Chooser::Filter { is_active: true } => Some("M2 3h12l-4.5 5.5V14l-3-2V8.500z"),
        Chooser::Filter { is_active: false } | Chooser::List => Some("M3.500 6l4.500 4.500L12.500 6"),
    };
    let class = if chooser == (Chooser::Filter { is_active: true }) {
        format!("{CHOOSE} cell__choose--active")
    } else {
        CHOOSE.to_owned()
    };
    icon.map(|icon| {
        view! {
            <button type="button" class=class tabindex="-1" aria-hidden="true">
                <svg class="cell__choose-icon" viewBox="0 0 16 16">
                    <path d=icon />
                </svg>
            </button>
        }
    })
}

/// Does what a click on one of these buttons asks for, and says whether it was one. The grid listens for them all, because
/// cells come and go.
pub fn choose(grid: GridState, event: &leptos::ev::MouseEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let button = target.and_then(|target| target.closest(&format!(".{CHOOSE}")).ok().flatten());
    let Some(at) = button.and_then(|button| place_of(&button.parent_element()?.id())) else { return false };
    event.stop_propagation();
    grid.select(Selection::at(at));
    grid.run_data(DataCommand::Choose);
    true
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
