//! What a trigger looks at, with its present values, so that a reader sees how near it is to tripping.

use leptos::prelude::*;
use tandem_core::record::{Watched, WatchedName, watched};
use tandem_core::template::tools::seen_by;
use tandem_core::workbook::{RecordColumn, Workbook};

use super::Desk;
use crate::i18n::{Language, Messages, fill, t, use_language};

/// What is shown: each cell's name and value, and how many more there are.
type Shown = (Vec<(String, String)>, u64);

/// The cells that the trigger of a row reads.
#[component]
pub fn Watching(
    desk: Desk,
    row: u32,
    /// Whether the figures of its own row stand beside it already.
    #[prop(optional)]
    beside_row: bool,
) -> impl IntoView {
    let language = use_language();
    let shown: Memo<Shown> = Memo::new(move |_| {
        let (page, language) = (desk.page(), language.get());
        let read = desk.read(|workbook, _| {
            // A party sees no figures but its own; whose these are, nobody has said.
            if seen_by(workbook).is_some() {
                return None;
            }
            let watch = watched(workbook, &page, row)?;
            let cells = watch.cells.iter().filter(|cell| !(beside_row && is_of_row(cell)));
            Some((cells.map(|cell| line(workbook, cell, language)).collect(), watch.more))
        });
        read.flatten().unwrap_or_default()
    });
    view! {
        <Show when=move || shown.with(|shown| !shown.0.is_empty())>
            <dl class="record__watched" aria-label=t(|m| m.record.watched)>
                {move || {
                    let (cells, more): Shown = shown.get();
                    let cell = |(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
                    let rest = (more > 0).then(|| {
                        let words = fill(t(|m| m.record.watched_more)(), &[("count", &more.to_string())]);
                        view! { <div><dt>{words}</dt><dd></dd></div> }
                    });
                    view! { {cells.into_iter().map(cell).collect_view()} {rest} }
                }}
            </dl>
        </Show>
    }
}

/// Whether a cell is a figure of the trigger's own row.
fn is_of_row(cell: &Watched) -> bool {
    matches!(&cell.name, WatchedName::Own(None, _))
}

fn line(workbook: &Workbook, cell: &Watched, language: Language) -> (String, String) {
    let messages = Messages::of(language);
    let name = match &cell.name {
        WatchedName::Called(name) => name.get(language).to_owned(),
        WatchedName::Own(of_row, column) => {
            let column = column_word(messages, *column);
            match of_row {
                None => column.to_owned(),
                Some(name) => fill(messages.record.watched_of, &[("name", name.get(language)), ("column", column)]),
            }
        }
    };
    let value = workbook.display_text(cell.at, language);
    let value = if value.is_empty() { messages.record.watched_blank.to_owned() } else { value };
    (name, value)
}

const fn column_word(messages: &Messages, column: RecordColumn) -> &'static str {
    match column {
        RecordColumn::Name | RecordColumn::FirstOption => messages.record.name,
        RecordColumn::Owner => messages.record.owner,
        RecordColumn::Unit => messages.record.unit,
        RecordColumn::Baseline => messages.record.baseline,
        RecordColumn::Target => messages.record.target,
        RecordColumn::Current => messages.record.current,
        RecordColumn::Trigger => messages.record.trigger,
    }
}
