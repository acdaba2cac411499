//! Room for more of what a scorecard lists: a press makes it, and what was typed beneath a table is told and taken in.

use leptos::prelude::*;
use tandem_core::cell::SheetId;
use tandem_core::template::tools::{Room, rooms};
use tandem_core::text::Localized;
use tandem_core::workbook::Workbook;

use crate::i18n::{Language, fill, sentence, t, use_language};
use crate::session::{Command, Session, Weight};

/// How many there is room for after one press.
const MORE: u32 = 20;

/// The tables that grow together of which one stands on a sheet.
#[must_use]
pub fn room_at(workbook: &Workbook, sheet: SheetId) -> Option<Room> {
    rooms(workbook).into_iter().find(|room| room.is_on(sheet))
}

/// The tool.
#[component]
pub fn RoomTool(
    /// The session.
    session: Session,
    /// The sheet.
    sheet: SheetId,
) -> impl IntoView {
    let language = use_language();
    let items = Memo::new(move |_| {
        let language = language.get();
        let items = |workbook: &Workbook| Some(room_at(workbook, sheet)?.entry().items.get(language).to_owned());
        session.read(items).flatten().unwrap_or_default()
    });
    let strays = Memo::new(move |_| {
        session.read(|workbook| Some(room_at(workbook, sheet)?.strays(workbook))).flatten().unwrap_or(0)
    });
    let (told, counted, more) = (t(|m| m.tools.strays), t(|m| m.tools.count_strays), t(|m| m.tools.make_room));
    let words = move || {
        if strays.get() > 0 {
            counted().to_owned()
        } else {
            items.with(|items| fill(more(), &[("count", &MORE.to_string()), ("items", items)]))
        }
    };
    let note = move || {
        let strays = strays.get();
        (strays > 0).then(|| fill(told(), &[("count", &strays.to_string())]))
    };
    view! {
        <button type="button" class="button" on:click=move |_| make_room(session, sheet)>
            {words}
        </button>
        <span class="tool-strip__note" role="status">
            {note}
        </span>
    }
}

fn make_room(session: Session, sheet: SheetId) {
    let made = session.with(|workbook| Some(room_at(workbook, sheet)?.grow(workbook, MORE))).flatten();
    let Some(made) = made else { return };
    let done = made
        .map_err(|error| Localized::of(|language: Language| error.text(language)))
        .and_then(|edit| session.try_dispatch(Command::Edit(edit)));
    match done {
        Ok(()) => {
            let size =
                session.with(|workbook| room_at(workbook, sheet).map(|room| (room.size(), room.entry().items.clone())));
            let Some(Some((size, items))) = size else { return };
            let told = |language: Language| {
                let told =
                    sentence(|m| m.tools.room_made, &[("count", &size.to_string()), ("items", items.get(language))]);
                told.get(language).to_owned()
            };
            session.say(Weight::Done, Localized::of(told), None);
        }
        Err(reason) => session.say(Weight::Attention, reason, None),
    }
}
