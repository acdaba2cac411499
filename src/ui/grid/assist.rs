//! What is shown beside a formula while it is typed: names that fit the word at the caret, the signature of the call around
//! it, and a mistake once typing rests.
//!
//! The text area keeps the focus. The list is its popup: the chosen name is told by `aria-activedescendant`, keys go to the
//! list only while it is open and never during a composition, and a pointer chooses without taking the focus.

use std::ops::Range;
use std::sync::Arc;

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use tandem_core::formula::assist::{Candidate, Help, Part, Reading, kind_text};
use tandem_core::function::Presence;
use tandem_core::template::tools::names_in_view;
use tandem_core::text::Text;
use tandem_core::workbook::Workbook;

use super::editing::{Choice, Field};
use super::state::GridState;
use super::text_place::{replaced, units_of};
use crate::browser::element::edges;
use crate::browser::keys::Press;
use crate::browser::page::window_size;
use crate::i18n::{Language, fill, t, use_language};

/// Names that are offered at most: enough to see what there is, few enough to be read.
const MOST_NAMES: usize = 40;
/// Names that are seen at once.
const NAMES_AT_ONCE: usize = 7;

/// What a name is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Meaning {
    Function(Text),
    /// What a defined name stands for.
    Name(String),
    Local,
}

/// One name that fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    text: String,
    meaning: Meaning,
}

/// The names that fit the word at the caret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    span: Range<usize>,
    has_parenthesis: bool,
    items: Vec<Item>,
}

impl Offer {
    /// The names that fit at a caret.
    #[must_use]
    pub fn of(reading: &Reading, caret: usize, workbook: &Workbook) -> Option<Self> {
        let names = names_in_view(workbook).into_iter().map(String::as_str);
        let found = reading.completion(caret, names, MOST_NAMES)?;
        let item = |candidate: &Candidate<'_>| Item {
            text: candidate.text().to_owned(),
            meaning: match candidate {
                Candidate::Function(function) => Meaning::Function(function.summary),
                Candidate::Name(name) => Meaning::Name(workbook.name_target(name).unwrap_or_default()),
                Candidate::Local(_) => Meaning::Local,
            },
        };
        let items = found.candidates.iter().map(item).collect();
        Some(Self { span: found.span, has_parenthesis: found.has_parenthesis, items })
    }
}

/// The element that is chosen in the list of names, for those who listen; nothing while none is offered.
#[must_use]
pub fn active_option(grid: GridState, field: Field) -> Option<String> {
    let editing = grid.editing;
    let is_offered = editing.field.get() == field && editing.offer.with(Option::is_some);
    is_offered.then(|| option_id(editing.choice.get().index))
}

fn option_id(index: usize) -> String {
    format!("completion-{index}")
}

/// Does what a key means for the names that are offered; whether it means something.
pub fn completion_keys(grid: GridState, press: &Press) -> bool {
    let editing = grid.editing;
    let Some(offer) = editing.offer.get_untracked() else { return false };
    let choice = editing.choice.get_untracked();
    let last = offer.items.len().saturating_sub(1);
    if press.command || press.alt || press.shift {
        return false;
    }
    let index = match press.key.as_str() {
        "ArrowDown" => {
            if choice.index == last {
                0
            } else {
                choice.index.saturating_add(1)
            }
        }
        "ArrowUp" => choice.index.checked_sub(1).unwrap_or(last),
        "PageDown" => choice.index.saturating_add(NAMES_AT_ONCE).min(last),
        "PageUp" => choice.index.saturating_sub(NAMES_AT_ONCE),
        "Tab" => return accept(grid, &offer, choice.index),
        // As in Excel, Enter takes the formula over as it stands, unless a name was chosen on purpose.
        "Enter" if choice.is_deliberate => return accept(grid, &offer, choice.index),
        "Escape" => {
            editing.choice.update(|choice| choice.is_open = false);
            return true;
        }
        _ => return false,
    };
    editing.choice.set(Choice { index, is_deliberate: true, ..choice });
    true
}

fn accept(grid: GridState, offer: &Offer, index: usize) -> bool {
    let Some(item) = offer.items.get(index) else { return false };
    let Some(text) = grid.draft.with_untracked(|draft| draft.as_ref().map(|draft| draft.text.clone())) else {
        return false;
    };
    let is_function = matches!(item.meaning, Meaning::Function(_));
    let opens = is_function && !offer.has_parenthesis;
    let word = if opens { format!("{}(", item.text) } else { item.text.clone() };
    let (text, span) = replaced(&text, offer.span.clone(), &word);
    let follows = is_function && !opens && text.get(span.end..).is_some_and(|rest| rest.starts_with('('));
    let caret = units_of(&text, span.end).saturating_add(u32::from(follows));
    grid.put_text(text, (caret, caret));
    true
}

/// Where the help stands, in pixels of the window: below the field, or above it where there is more room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Spot {
    left_px: i32,
    edge_px: i32,
    is_above: bool,
}

/// What is shown beside the formula that is typed.
#[component]
pub fn Assist(
    /// The grid.
    grid: GridState,
) -> impl IntoView {
    let editing = grid.editing;
    let call = Memo::new(move |_| {
        let reading = editing.reading.get().filter(|_| !editing.is_composing.get())?;
        reading.call_at(editing.caret_byte()?).map(|call| (call.name, call.argument))
    });
    let help = Memo::new(move |_| call.get().filter(|_| editing.offer.with(Option::is_none)));
    let is_shown = Memo::new(move |_| {
        grid.draft.with(Option::is_some)
            && (editing.offer.with(Option::is_some) || help.with(Option::is_some) || editing.slip.with(Option::is_some))
    });
    let spot = RwSignal::new(Spot::default());
    Effect::new(move |_| {
        editing.caret.track();
        editing.field.track();
        grid.offset.track();
        grid.size_px.track();
        grid.draft.track();
        if is_shown.get() {
            // The field takes its new size before the frame is drawn.
            request_animation_frame(move || {
                if let Some(now) = spot_of(grid).filter(|now| spot.try_get_untracked().is_some_and(|was| was != *now)) {
                    spot.set(now);
                }
            });
        }
    });
    let language = use_language();
    let slip = move || editing.slip.with(|slip| slip.as_ref().map(|slip| slip.sentence.get(language.get()).to_owned()));
    let edge = move |is_above: bool| {
        let spot = spot.get();
        (spot.is_above == is_above).then(|| format!("{}px", spot.edge_px))
    };
    view! {
        <div
            class="assist"
            class:assist--shown=move || is_shown.get()
            class:assist--brief=move || editing.pick.with(Option::is_some)
            style:left=move || format!("{}px", spot.get().left_px)
            style:top=move || edge(false)
            style:bottom=move || edge(true)
        >
            {move || editing.offer.get().map(|offer| view! { <Names grid=grid offer=offer /> })}
            {move || help.get().and_then(|(name, argument)| Help::of(&name, argument)).map(|help| help_view(&help, language.get()))}
            <p id="slip" class="assist__slip" role="status">
                {slip}
            </p>
        </div>
        <p class="visually-hidden" role="status" aria-live="polite">
            {move || help.get().and_then(|(name, argument)| spoken(&name, argument))}
        </p>
    }
}

/// The names that are offered: as many as can be seen at once, which go along with the one that is chosen.
#[component]
fn Names(
    /// The grid.
    grid: GridState,
    /// The names.
    offer: Arc<Offer>,
) -> impl IntoView {
    let choice = grid.editing.choice;
    let count = offer.items.len();
    let first = Memo::new(move |before: Option<&usize>| {
        let index = choice.get().index;
        let lowest = index.saturating_add(1).saturating_sub(NAMES_AT_ONCE);
        before.copied().unwrap_or(0).clamp(lowest, index)
    });
    let last = move || first.get().saturating_add(NAMES_AT_ONCE).min(count);
    let option = move |index: usize| {
        let item = offer.items.get(index).cloned()?;
        Some(option_view(grid, Arc::clone(&offer), index, item))
    };
    let more = t(|m| m.assist.more_names);
    let more = move || fill(more(), &[("count", &count.saturating_sub(last()).to_string())]);
    view! {
        <ul
            id="completion"
            class="assist__list"
            role="listbox"
            aria-label=t(|m| m.assist.names)
            // The focus stays where the formula is typed.
            on:mousedown=move |event: MouseEvent| event.prevent_default()
        >
            <For each=move || first.get()..last() key=|index| *index children=option />
        </ul>
        <p class="assist__more" hidden=move || last() == count>
            {more}
        </p>
    }
}

fn option_view(grid: GridState, offer: Arc<Offer>, index: usize, item: Item) -> impl IntoView {
    let choice = grid.editing.choice;
    let language = use_language();
    let (name, local) = (t(|m| m.assist.defined_name), t(|m| m.assist.local_name));
    let (sign, kind) = match item.meaning {
        Meaning::Function(_) => ("ƒ", "function"),
        Meaning::Name(_) => ("#", "name"),
        Meaning::Local => ("x", "local"),
    };
    let meaning = move || match &item.meaning {
        Meaning::Function(text) => text.get(language.get()).to_owned(),
        Meaning::Name(target) => fill(name(), &[("cells", target.trim_start_matches('='))]),
        Meaning::Local => local().to_owned(),
    };
    let is_chosen = Memo::new(move |_| choice.get().index == index);
    view! {
        <li
            id=option_id(index)
            class=format!("assist__option assist__option--{kind}")
            class:assist__option--chosen=move || is_chosen.get()
            role="option"
            aria-selected=move || if is_chosen.get() { "true" } else { "false" }
            aria-setsize=offer.items.len().to_string()
            aria-posinset=index.saturating_add(1).to_string()
            on:click=move |_| {
                accept(grid, &offer, index);
            }
        >
            <span class="assist__sign" aria-hidden="true">
                {sign}
            </span>
            <span class="assist__name">{item.text}</span>
            <span class="assist__meaning">{meaning}</span>
        </li>
    }
}

/// The signature of the call around the caret, and what its argument is.
fn help_view(help: &Help, language: Language) -> impl IntoView + use<> {
    let last = help.parts.len().saturating_sub(1);
    let part = |(index, part): (usize, &Part)| {
        let comma = (index != last).then_some(", ");
        let text = part.text.clone();
        if part.is_current {
            view! { <b class="assist__current">{text}</b> {comma} }.into_any()
        } else {
            view! { {text} {comma} }.into_any()
        }
    };
    let parts = help.parts.iter().enumerate().map(part).collect_view();
    let optional = t(|m| m.assist.optional);
    let argument = help.current.map(|parameter| {
        let kind = kind_text(parameter.kind).get(language);
        let is_optional = parameter.presence == Presence::Optional;
        view! {
            <p class="assist__argument">
                <b>{parameter.name}</b>
                ": "
                {kind}
                {is_optional.then(|| view! { <span>{move || optional()}</span> })}
            </p>
        }
    });
    view! {
        <div class="assist__help">
            <p class="assist__signature">{help.function.name} "(" {parts} ")"</p>
            {argument}
            <p class="assist__summary">{help.function.summary.get(language)}</p>
        </div>
    }
}

/// The argument that is being typed, for those who listen.
fn spoken(name: &str, argument: usize) -> Option<String> {
    let help = Help::of(name, argument)?;
    let current = help.parts.iter().find(|part| part.is_current)?;
    Some(format!("{}: {}", help.function.name, current.text))
}

/// Where the help stands for the field in which the person types.
fn spot_of(grid: GridState) -> Option<Spot> {
    const GAP_PX: i32 = 4;
    const WIDTH_PX: i32 = 400;
    const ROOM_PX: i32 = 260;
    let corner = edges(&*grid.typing_field()?);
    let (width_px, height_px) = window_size();
    let left_px = corner.left_px.min(width_px.saturating_sub(WIDTH_PX.min(width_px))).max(0);
    let below_px = height_px.saturating_sub(corner.bottom_px);
    let is_above = below_px < ROOM_PX && corner.top_px > below_px;
    let edge_px = if is_above { height_px.saturating_sub(corner.top_px) } else { corner.bottom_px };
    Some(Spot { left_px, edge_px: edge_px.saturating_add(GAP_PX), is_above })
}
