//! Notices at the lower edge of the page.

use leptos::prelude::*;

use super::{IconButton, Shape};
use crate::i18n::{t, words};
use crate::session::{Command, Notice, Weight, use_session};

/// The notices that are shown. The region is always there, so that screen readers follow what comes into it.
#[component]
pub fn Notices() -> impl IntoView {
    let session = use_session();
    let notices = session.notices();
    view! {
        <section class="notices" aria-label=t(|m| m.shell.notices) aria-live="polite">
            <For each=move || notices.get() key=|notice| notice.id let:notice>
                <NoticeLine notice />
            </For>
        </section>
    }
}

#[component]
fn NoticeLine(notice: Notice) -> impl IntoView {
    let session = use_session();
    let language = session.language();
    let Notice { id, weight, text, offer } = notice;
    let class = match weight {
        Weight::Done => "notice",
        Weight::Attention => "notice notice--attention",
    };
    let offer = offer.map(|offer| {
        let label = offer.label();
        let take = move |_| {
            session.dispatch(offer.command());
            session.dispatch(Command::Dismiss(id));
        };
        view! {
            <button type="button" class="button notice__action" on:click=take>
                {move || label.get(language.get())}
            </button>
        }
    });
    view! {
        <div class=class>
            <p class="notice__text">{move || text.get(language.get()).to_owned()}</p>
            {offer}
            <IconButton
                label=words(|m| m.shell.close)
                shape=Shape::Close
                press=move || session.dispatch(Command::Dismiss(id))
            />
        </div>
    }
}
