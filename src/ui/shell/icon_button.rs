//! A button that is drawn as an icon.

use leptos::prelude::*;

use super::{Icon, Shape};

/// A button that shows an icon, and says in words what it does to those who listen and to those who point at it.
#[component]
pub fn IconButton<P>(
    /// What it does, in words.
    #[prop(into)]
    label: Signal<String>,
    /// What its icon shows.
    shape: Shape,
    /// Does it.
    press: P,
    /// Whether there is nothing to do.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Whether it takes something away.
    #[prop(optional)]
    is_danger: bool,
) -> impl IntoView
where
    P: Fn() + 'static,
{
    let class = "button button--quiet button--icon";
    view! {
        <button
            type="button"
            class=class
            class:button--danger=is_danger
            aria-label=move || label.get()
            title=move || label.get()
            disabled=move || disabled.get()
            on:click=move |_| press()
        >
            <Icon shape />
        </button>
    }
}
