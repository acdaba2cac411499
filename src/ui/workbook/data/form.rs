//! The frame of a dialog: heading, what is asked, why it was refused, and the buttons.

use leptos::html::Dialog;
use leptos::prelude::*;
use tandem_core::operation::OperationError;
use tandem_core::text::{Localized, Text};

use super::Bench;
use crate::browser::element::is_closed_dialog;
use crate::browser::keys::press;
use crate::i18n::{t, use_language};
use crate::ui::dialog::{follow, leaves};

/// What the button that leaves is found by.
pub const LEAVE: &str = "data-form-leave";

/// A text that follows the language.
pub fn say(text: Text) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
    let language = use_language();
    move || text.get(language.get())
}

/// Why an operation can't be done, in both languages.
#[must_use]
pub fn refusal(error: &OperationError) -> Localized {
    Localized::of(|language| error.text(language))
}

/// A dialog that is open from the moment it is made. Enter does what it is for, Escape and Cancel leave everything as it was.
#[component]
pub fn Form(
    /// What the dialog needs.
    bench: Bench,
    /// Its heading.
    heading: Text,
    /// What the button says that does it; without one, the dialog is only left.
    #[prop(optional_no_strip)]
    done: Option<Text>,
    /// Does it, or says why not.
    #[prop(into)]
    on_done: Callback<(), Result<(), Localized>>,
    /// Whether it needs more width.
    #[prop(optional)]
    is_wide: bool,
    /// What is asked.
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    let refused = RwSignal::new(None::<Localized>);
    let language = use_language();
    follow(dialog, || true, || {});
    let commit = move || match on_done.run(()) {
        Ok(()) => bench.close(),
        Err(reason) => refused.set(Some(reason)),
    };
    // Keys of a dialog are not those of the sheet below; Enter of an input method ends a word and nothing else.
    let key = move |event: leptos::ev::KeyboardEvent| {
        event.stop_propagation();
        if leaves(&event) {
            bench.close();
        }
        if event.key() == "Enter" && press(&event).is_none() {
            event.prevent_default();
        }
    };
    // The browser takes the focus to the page where the element that had it is gone, and Escape with it.
    let astray = window_event_listener(leptos::ev::keydown, move |event| {
        if leaves(&event) {
            bench.close();
        }
    });
    on_cleanup(move || astray.remove());
    let leave = if done.is_some() { t(|m| m.workbook.drop) } else { t(|m| m.workbook.close) };
    view! {
        <dialog
            class="dialog"
            class:dialog--wide=is_wide
            aria-labelledby="data-form-heading"
            node_ref=dialog
            on:close=move |event| {
                if is_closed_dialog(&event) {
                    bench.close();
                }
            }
            on:keydown=key
        >
            <form
                class="form"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    commit();
                }
            >
                <div class="dialog__head">
                    <h2 id="data-form-heading">{say(heading)}</h2>
                </div>
                {children()}
                <p class="form__refused" role="alert">
                    {move || refused.get().map(|reason| reason.get(language.get()).to_owned())}
                </p>
                <div class="dialog__foot">
                    <button id=LEAVE type="button" class="button" on:click=move |_| bench.close()>
                        {leave}
                    </button>
                    {done
                        .map(|done| {
                            view! {
                                <button type="submit" class="button button--primary">
                                    {say(done)}
                                </button>
                            }
                        })}
                </div>
            </form>
        </dialog>
    }
}

/// A line with words and a field.
#[component]
pub fn Line(
    /// The words.
    words: Text,
    /// The field.
    children: Children,
) -> impl IntoView {
    view! {
        <label class="form__line">
            <span>{say(words)}</span>
            {children()}
        </label>
    }
}
/// A field for a short text.
#[component]
pub fn Field(
    /// The words.
    words: Text,
    /// The text.
    text: RwSignal<String>,
    /// What the focus is given by.
    #[prop(optional)]
    id: Option<&'static str>,
) -> impl IntoView {
    view! {
        <Line words=words>
            <input id=id class="form__field" type="text" autocomplete="off" spellcheck="false" bind:value=text />
        </Line>
    }
}

/// A field for a short text within a list, where the words for each line stand in no place of their own.
#[component]
pub fn BareField(
    /// What it is called for those who listen.
    #[prop(into)]
    label: Signal<String>,
    /// The text.
    text: RwSignal<String>,
    /// What the focus is given by.
    #[prop(optional, into)]
    id: Option<String>,
    /// What Enter does; without it, Enter does what the dialog is for.
    #[prop(optional, into)]
    on_enter: Option<Callback<()>>,
) -> impl IntoView {
    let key = move |event: leptos::ev::KeyboardEvent| {
        let is_enter = press(&event).is_some_and(|press| press.key == "Enter");
        if let Some(on_enter) = on_enter.filter(|_| is_enter) {
            event.prevent_default();
            on_enter.run(());
        }
    };
    view! {
        <input
            id=id
            class="form__field"
            type="text"
            autocomplete="off"
            spellcheck="false"
            aria-label=label
            bind:value=text
            on:keydown=key
        />
    }
}

/// A box to be ticked.
#[component]
pub fn Tick(
    /// The words.
    words: Text,
    /// Whether it is ticked.
    ticked: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <label class="choice">
            <input type="checkbox" bind:checked=ticked />
            <span>{say(words)}</span>
        </label>
    }
}

/// One of several things, by its place among them.
#[component]
pub fn Choice(
    /// The words.
    words: Text,
    /// What can be chosen.
    #[prop(into)]
    options: Signal<Vec<Localized>>,
    /// The place of what is chosen.
    chosen: RwSignal<usize>,
) -> impl IntoView {
    let language = use_language();
    let items = move || {
        let item = |(place, text): (usize, Localized)| {
            view! {
                <option value=place.to_string() selected=move || chosen.get() == place>
                    {text.get(language.get()).to_owned()}
                </option>
            }
        };
        options.get().into_iter().enumerate().map(item).collect_view()
    };
    view! {
        <Line words=words>
            <select
                class="form__field"
                on:change:target=move |event| chosen.set(event.target().value().parse().unwrap_or(0))
            >
                {items}
            </select>
        </Line>
    }
}
