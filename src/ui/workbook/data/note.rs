//! The note of the active cell.

use leptos::html::Textarea;
use leptos::prelude::*;
use tandem_core::edit::Edit;
use tandem_core::text::Text;
use tandem_core::workbook::Note;

use super::Bench;
use super::form::{Form, Line, say};
use crate::session::Command;

/// The dialog in which a note is written. An empty one takes the note away.
#[component]
pub fn NoteForm(
    /// What it needs.
    bench: Bench,
) -> impl IntoView {
    let sheet = bench.grid.sheet;
    let at = bench.grid.active();
    let before = sheet.note(at);
    let field = NodeRef::<Textarea>::new();
    let text = RwSignal::new(before.as_ref().map(|note| note.text.clone()).unwrap_or_default());
    let author = before.as_ref().and_then(|note| note.author.clone());
    let is_there = before.is_some();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            // Without the focus, a click begins to write.
            let _ = field.focus();
        }
    });
    let write = move |text: String| {
        let text = text.trim().to_owned();
        let note = (!text.is_empty()).then(|| Note { text, author: author.clone() });
        if note == before {
            return Ok(());
        }
        sheet.session().try_dispatch(Command::Edit(Edit::SetNote { at: sheet.at(at), note }))
    };
    let write = StoredValue::new(write);
    let save = move |()| write.with_value(|write| write(text.get_untracked()));
    const HEADING: Text = Text::new("Note", "メモ");
    const DONE: Text = Text::new("Save the note", "メモを保存");
    const TEXT: Text = Text::new("Text", "内容");
    const DELETE: Text = Text::new("Delete the note", "メモを削除");
    view! {
        <Form bench=bench heading=HEADING done=Some(DONE) on_done=save>
            <p class="form__hint figures">{sheet.at(at).a1()}</p>
            <Line words=TEXT>
                <textarea
                    class="form__field form__field--text"
                    rows="5"
                    maxlength="5000"
                    node_ref=field
                    prop:value=text.get_untracked()
                    on:input:target=move |event| text.set(event.target().value())
                    on:keydown=move |event| {
                        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                            event.prevent_default();
                            if save(()).is_ok() {
                                bench.close();
                            }
                        }
                    }
                ></textarea>
            </Line>
            {is_there
                .then(|| {
                    view! {
                        <button
                            type="button"
                            class="button button--quiet"
                            on:click=move |_| {
                                if write.with_value(|write| write(String::new())).is_ok() {
                                    bench.close();
                                }
                            }
                        >
                            {say(DELETE)}
                        </button>
                    }
                })}
        </Form>
    }
}
